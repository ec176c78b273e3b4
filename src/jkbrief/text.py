"""Words made comparable: case, diacritics, quotes, dashes and spaces folded."""

import re
import unicodedata

_SAME = str.maketrans(
    {
        "‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"',  # curly quotes
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",  # dashes
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": "",  # odd spaces
        "…": "...",
    }
)  # fmt: skip
_NOT_WORD = re.compile(r"[^\w]+|_")


def normalise(text: str) -> str:
    """Return `text` with quotes, dashes, spaces and diacritics folded, and in one case."""
    if text.isascii():
        return " ".join(text.casefold().split())  # nothing to fold: most texts by far
    plain = unicodedata.normalize("NFKD", text.translate(_SAME)).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(bare.split())


def key(name: str) -> str:
    """Return what two spellings of a name share: letters and digits only, folded."""
    return _NOT_WORD.sub("", normalise(name))
