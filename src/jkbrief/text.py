"""Words made comparable: case, diacritics, quotes, dashes and spaces folded; texts parted, listed."""

from collections.abc import Iterable
from functools import lru_cache

_SAME = str.maketrans(
    {
        "‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"',  # curly quotes
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",  # dashes
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": "",  # odd spaces
        "…": "...",
    }
)  # fmt: skip


def normalise(text: str) -> str:
    """Return `text` with quotes, dashes, spaces and diacritics folded, and in one case."""
    if text.isascii():  # nothing to fold but case and spaces
        return " ".join(text.casefold().split())
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.translate(_SAME)).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(bare.split())


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Return what two spellings of a name share: letters and digits only, folded."""
    return "".join(filter(str.isalnum, normalise(name)))


def parting(end: bytes) -> str:
    """Return what makes a blank line after `end`, the last bytes of what is there."""
    lines = end.replace(b"\r\n", b"\n")
    if not lines or lines.endswith(b"\n\n") or lines == b"\n":
        return ""
    return "\n" if lines.endswith(b"\n") else "\n\n"


def listed(values: Iterable[int | str]) -> str:
    """Return the JSON list that SQLite's json_each reads; json is not imported for it."""
    return f"[{','.join(map(_json, values))}]"


def _json(value: int | str) -> str:
    if isinstance(value, int):
        return str(value)
    if value.isascii() and value.isprintable() and not {'"', "\\"} & set(value):
        return f'"{value}"'
    import json

    return json.dumps(value)
