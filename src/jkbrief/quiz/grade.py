"""Grades what was typed. Pure.

Case, diacritics, hyphens, apostrophes, articles, punctuation and number words are folded;
names may come in either order; dates in any common form. A slip of the finger is forgiven in
longer words, never where digits are, and only where no other known answer is as near.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from jkbrief.quiz import dates
from jkbrief.record import NamedTuple
from jkbrief.text import normalise

Forms = tuple[str, ...]


class Verdict(NamedTuple):
    """Whether an answer is right; `slip` says that its spelling was forgiven.

    `meant` is the other known answer that was given instead, or empty.
    """

    correct: bool
    slip: bool = False
    meant: str = ""


_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_OTHERS = {"ii": "2", "iii": "3", "iv": "4", "bn": "billion"}  # World War II, USD 228 bn
_AS_DIGITS = {
    **{word: str(number) for number, word in enumerate(_NUMBERS)},
    **{word: str(number * 10) for number, word in enumerate(_TENS, 3)},
    **_OTHERS,
}
_ARTICLES = {"the", "a", "an"}
_LEADING = {"in", "on", "at", "by"}
_TITLES = {
    "president", "prime", "chief", "cabinet", "foreign", "minister", "secretary", "ambassador",
    "professor", "mr", "mrs", "ms", "dr", "prof", "pm",
}  # fmt: skip
_SIGNS = (
    (re.compile(r"\b(?:\w\.){2,}"), lambda match: match[0].replace(".", "")),  # U.S.
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),  # 1,000
    (re.compile(r"'"), ""),
    (re.compile(r"\s*%|\bper cent\b"), " percent"),
    (re.compile(r"(?:\bus)?\$"), " usd "),
    (re.compile(r"&"), " and "),
)
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")
# How many slips a word may have, by its least length.
_SLIPS = ((9, 2), (5, 1), (0, 0))
_MOST_WORDS = 12


def grade(given: str, right: Forms, type: str, others: Iterable[Forms] = ()) -> Verdict:
    """Return the verdict on `given`.

    `right` are the answer and its other accepted forms, the answer first. `type` is that of
    the answer; `others` are the forms of the other known answers of that type.
    """
    alike = _names_alike if type == "person" else _alike
    if given in right or any(alike(given, form) for form in right) or _same_date(given, right):
        return Verdict(True)
    # What is also called as the right answer is no other answer.
    rest = [forms for forms in others if not any(_is_one_of(form, forms, alike) for form in right)]
    taken = next((forms for forms in rest if _is_one_of(given, forms, alike)), None)
    if taken:
        return Verdict(False, meant=taken[0])
    nearest = min((_distance(given, form, type) for form in right), default=None)
    if nearest is None or nearest == _FAR:
        return Verdict(False)
    rival = min((_distance(given, f, type) for forms in rest for f in forms), default=_FAR)
    return Verdict(nearest < rival, slip=nearest < rival)


def _is_one_of(given: str, forms: Forms, alike: Callable[[str, str], bool]) -> bool:
    return any(alike(given, form) for form in forms)


def _same_date(given: str, right: Forms) -> bool:
    # The answer itself asks for a precision; a form beside it stands for just what it says.
    return dates.same(given, right[0], exactly=False) or any(
        dates.same(given, form, exactly=True) for form in right[1:]
    )


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of `text`, folded: digits for number words, no article or punctuation."""
    tokens = [_AS_DIGITS.get(token, token) for token in _tokens(text)]
    bare = [token for token in tokens if token not in _ARTICLES]
    while len(bare) > 1 and bare[0] in _LEADING:
        bare = bare[1:]
    return tuple(bare or tokens)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    folded = normalise(text)
    for pattern, replacement in _SIGNS:
        folded = pattern.sub(replacement, folded)
    return tuple(_TOKEN.findall(folded))


def _alike(given: str, right: str) -> bool:
    typed = "".join(words(given))
    return bool(typed) and typed == "".join(words(right))


def _names_alike(given: str, right: str) -> bool:
    typed, wanted = _name(given), _name(right)
    joined = "".join(wanted)
    return bool(typed) and any("".join(turned) == joined for turned in _turns(typed))


@lru_cache(maxsize=4096)
def _name(text: str) -> tuple[str, ...]:
    """Return the parts of a name without office or title, which may be all there is."""
    tokens = _tokens(text)
    return tuple(token for token in tokens if token not in _TITLES) or tokens


def _turns(parts: Forms) -> Iterator[Forms]:
    for start in range(len(parts)):
        yield parts[start:] + parts[:start]


_FAR = 99


def _distance(given: str, right: str, type: str) -> int:
    """Return how many slips part the two, or _FAR where that is more than can be forgiven."""
    if type == "person":
        wanted = tuple(re.sub(r"\W", "", part) for part in normalise(right).split())
        ways = [way for turn in _turns(_name(given)) for way in _groups(turn, len(wanted))]
    else:
        wanted = words(right)
        ways = list(_groups(words(given), len(wanted)))
    if _digits(given) or _digits(right):
        return _FAR
    return min((_slips(way, wanted) for way in ways), default=_FAR)


def _digits(text: str) -> bool:
    return any(token[0].isdigit() for token in words(text))


def _groups(parts: Forms, count: int) -> Iterator[Forms]:
    """Yield every way to join neighbours of `parts` so that `count` words are left."""
    if not 0 < count <= len(parts) <= _MOST_WORDS:
        return
    for cuts in combinations(range(1, len(parts)), count - 1):
        bounds = [0, *cuts, len(parts)]
        yield tuple("".join(parts[a:b]) for a, b in pairwise(bounds))


def _slips(typed: Forms, wanted: Forms) -> int:
    total = 0
    for have, want in zip(typed, wanted, strict=True):
        slips = distance(have, want)
        allowed = next(most for length, most in _SLIPS if len(want) >= length)
        # A changed first letter is seldom a slip: unilateral is not bilateral.
        if slips > allowed or (slips and have[0] != want[0]):
            return _FAR
        total += slips
    return total


def distance(one: str, other: str) -> int:
    """Return how many letters must be added, left out, changed or swapped with a neighbour.

    The optimal string alignment distance (restricted Damerau-Levenshtein).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
