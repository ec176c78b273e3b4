"""A source as a line of a reference list, in plain text."""

from jkbrief import edtf
from jkbrief.model import Name, Source

_FIELDS = {"issued": "date"}


def reference(source: Source) -> str:
    """Return author, title, container, publisher and date; what was inferred is said so."""
    parts = []
    if source.author:
        parts.append(f"{'; '.join(map(_name, source.author))}.")
    end = "" if source.title.endswith(("?", "!", ".")) else "."
    parts.append(f'"{source.title}{end}"')
    published = [part for part in (source.container, source.publisher) if part]
    parts.append(", ".join([*dict.fromkeys(published), edtf.spoken(source.issued)]) + ".")
    if source.inferred:
        inferred = (_FIELDS.get(each.field, each.field) for each in source.inferred)
        parts.append(f"Inferred: {', '.join(inferred)}.")
    return " ".join(parts)


def _name(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.given) if part)
