"""The words of a text as a search compares them."""

import re
from functools import lru_cache

from jkbrief.text import normalise

# British and American spelling are made one by rules that also change other words, alike
# wherever these stand: what counts is only that both forms come out the same.
_SPELLING = (
    (re.compile(r"^advisor"), "adviser"),
    (re.compile(r"(?<=..)our(?=$|s|ed|i|h|a|l|e)"), "or"),  # labour, neighbouring, favourable
    (re.compile(r"(?<=..)is(?=e$|ed$|es$|er$|ing$|ation)"), "iz"),  # normalise
    (re.compile(r"yse(?=$|d$|s$)"), "yze"),  # analyse
    (re.compile(r"(?<=.)ence$"), "ense"),  # defence
    (re.compile(r"(?<=..)tre(?=$|s$)"), "ter"),  # centre
    (re.compile(r"ll(?=ed$|ing$|er$)"), "l"),  # travelled
    (re.compile(r"(?<=.)ogue(?=$|s$)"), "og"),  # dialogue
    (re.compile(r"amme(?=$|s$)"), "am"),  # programme
)
_UNITED_STATES = re.compile(r"\bU\.S\.A?\.?(?!\w)|\bUSA?\b|\bu\.s\.(?!\w)")
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}")
_POSSESSIVE = re.compile(r"'s\b|'")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\d+\.\d+|\w+")


def line(text: str) -> str:
    """Return `text` normalised, with the country called US written `usa`: `us` is a pronoun."""
    return normalise(_UNITED_STATES.sub(" usa ", text) if "U" in text or "u." in text else text)


def words(text: str) -> list[str]:
    """Return the words of `text` for searching, in order: folded, without possessive or stops.

    Dotted acronyms are joined (`W.T.O.` is `wto`), signs are spelt out (`$` is `usd`, `%` is
    `percent`), hyphens part words, and British and American spelling come out the same.
    """
    plain = line(text)
    if "." in plain:
        plain = _ACRONYM.sub(lambda match: match[0].replace(".", "") + " ", plain)
    if "'" in plain:
        plain = _POSSESSIVE.sub("", plain)
    if _DIGIT.search(plain):
        plain = _ORDINAL.sub(r"\1", _THOUSANDS.sub("", plain))
    plain = plain.replace("$", " usd ").replace("%", " percent ").replace("_", " ")
    return [_one_spelling(word) for word in _WORD.findall(plain)]


@lru_cache(maxsize=65_536)
def _one_spelling(word: str) -> str:
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return word
