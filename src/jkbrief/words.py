"""The words of a text as a search compares them."""

import re
from functools import lru_cache

from jkbrief.text import normalise

# British and American spelling are made one by rules that also change other words, alike
# wherever these stand: what counts is only that both forms come out the same.
_ENDINGS = {
    "ence": "ense",  # defence
    "tre": "ter", "tres": "ters",  # centre
    "yse": "yze", "ysed": "yzed", "yses": "yzes",  # analyse
    "ise": "ize", "ised": "ized", "ises": "izes", "iser": "izer", "ising": "izing",  # normalise
    "lled": "led", "lling": "ling", "ller": "ler",  # travelled
    "ogue": "og", "ogues": "ogs",  # dialogue
    "amme": "am", "ammes": "ams",  # programme
}  # fmt: skip
_BRITISH = tuple(_ENDINGS)
_AFTER_OUR = ("", *"seihal")  # labour, labours, neighbouring, favourable, but not journal
_ORDINALS = ("st", "nd", "rd", "th")
_DIGITS = frozenset("0123456789")
# Patterns stay text until a text needs them: to compile them all would slow every search.
_UNITED_STATES = r"\bU\.S\.A?\.?(?!\w)|\bUSA?\b|\bu\.s\.(?!\w)"
_ACRONYM = r"\b(?:[a-z]\.){2,}"
_POSSESSIVE = r"'s\b|'"
_THOUSANDS = r"(?<=\d),(?=\d{3}\b)"
_WORD = re.compile(r"\d+\.\d+|\w+")


def line(text: str) -> str:
    """Return `text` normalised, with the country called US written `usa`: `us` is a pronoun."""
    if "U" in text or "u." in text:
        text = re.sub(_UNITED_STATES, " usa ", text)
    return normalise(text)


def words(text: str) -> list[str]:
    """Return the words of `text` for searching, in order: folded, without possessive or stops.

    Dotted acronyms are joined (`W.T.O.` is `wto`), signs are spelt out (`$` is `usd`, `%` is
    `percent`), hyphens part words, and British and American spelling come out the same.
    """
    plain = line(text)
    if "." in plain[:-1]:
        plain = re.sub(_ACRONYM, lambda match: match[0].replace(".", "") + " ", plain)
    if "'" in plain:
        plain = re.sub(_POSSESSIVE, "", plain)
    if "," in plain and not _DIGITS.isdisjoint(plain):
        plain = re.sub(_THOUSANDS, "", plain)
    plain = plain.replace("$", " usd ").replace("%", " percent ").replace("_", " ")
    return [_one_spelling(word) for word in _WORD.findall(plain)]


@lru_cache(maxsize=65_536)
def _one_spelling(word: str) -> str:
    if word[0].isdigit():
        number = word[:-2]
        return number if word.endswith(_ORDINALS) and number.isdigit() else word
    if word.startswith("advisor"):
        word = f"adviser{word[7:]}"
    before, our, after = word[2:].partition("our")
    if our and after[:1] in _AFTER_OUR:
        word = f"{word[:2]}{before}or{after}"
    if word.endswith(_BRITISH):
        end = next(end for end in _BRITISH if word.endswith(end))
        if len(word) > len(end) + 1:
            word = word.removesuffix(end) + _ENDINGS[end]
    return word[:2] + word[2:].replace("isation", "ization")
