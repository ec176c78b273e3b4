"""Sources as BibLaTeX, for LaTeX, JabRef and pandoc.

Source of types and fields: the biblatex manual, sections 2.1 and 2.2. Dates go as they are:
biblatex reads EDTF.
"""

import re
from collections.abc import Iterable, Iterator

from jkbrief.export.csl import remarks
from jkbrief.model import Name, Source

# CSL type -> BibLaTeX type, and the subtype of an article; all else is `misc`.
_TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "entry-encyclopedia": "inreference",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "paper-conference": "inproceedings",
    "post": "online",
    "post-weblog": "online",
    "report": "report",
    "review": "review",
    "thesis": "thesis",
    "webpage": "online",
}
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_CONTAINERS = {
    "article": "journaltitle",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "inreference": "booktitle",
    "online": "organization",
    "review": "journaltitle",
}
_COMMANDS = {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}


def document(sources: Iterable[Source]) -> str:
    """Return the sources as the text of a `.bib` file."""
    return "\n".join(map(_entry, sources))


def _entry(source: Source) -> str:
    kind = _TYPES.get(source.type, "misc")
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(source, kind) if value]
    return "\n".join([f"@{kind}{{{source.id},", *lines, "}"]) + "\n"


def _fields(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(map(_name, source.author))
    yield "title", f"{{{escape(source.title)}}}"  # the inner braces keep its capitals
    if source.container:
        yield _CONTAINERS.get(kind, "howpublished"), f"{{{escape(source.container)}}}"
    if source.publisher and source.publisher != source.container:
        yield "publisher", f"{{{escape(source.publisher)}}}"
    yield "date", source.issued
    yield "entrysubtype", _SUBTYPES.get(source.type, "")
    yield "annotation", escape(remarks(source.note, source.inferred))


def _name(name: Name) -> str:
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    return ", ".join(_guarded(part) for part in (name.family, name.given) if part)


def _guarded(part: str) -> str:
    # A comma or "and" inside a name would cut it in two, and "=" makes it a list of fields.
    return f"{{{escape(part)}}}" if re.search(r"[,=]|\band\b", part) else escape(part)


def escape(text: str) -> str:
    """Return `text` so that LaTeX reads no markup in it."""
    return re.sub(r"[\\{}&%$#_~^]", lambda hit: _COMMANDS.get(hit[0], f"\\{hit[0]}"), text)
