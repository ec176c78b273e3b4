"""What a text mentions: its numbers, dates and proper names, so that two texts can be compared."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jkbrief.factbase.rules.wording import BRITISH
from jkbrief.model import FactBase
from jkbrief.record import NamedTuple
from jkbrief.text import normalise

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<month>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|" + "|".join(
    month.capitalize() for month in _MONTHS
)
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}}) )?\b{_MONTH})\b(?! \d{{1,2}}-\d{{4}})"
    r"(?: (?P<after>\d{1,2})\b(?!\d)(?:[-–](?P<last>\d{1,2})\b)?)?(?:,? (?P<year>\d{4})\b)?"
)
_YEAR = re.compile(r"(?<![\d.,])(1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FROM_THREE = (
    "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_SPELLED = {
    word: str(number)
    for number, word in enumerate(
        _FROM_THREE.split(),
        3,
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100"}
_MEANT = _SPELLED | {"trilateral": "3", "trilaterally": "3"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDINGS = frozenset(
    ("", "s", "a", "an", "ans", "n", "ns", "ese", "ian", "ians", "i", "ish", "er", "ers")
)
_SUFFIX = r"(?:n|ns|an|ans|ese|s|i)?(?:'s|s')?"


class Date(NamedTuple):
    """A date as a text gives it, in as many parts as it gives; 0 where it gives none."""

    text: str
    year: int
    month: int
    day: int


def dates(text: str) -> list[Date]:
    """Return the dates that `text` names, then the years that stand alone."""
    found = []
    for match in _DATE.finditer(text):
        month = _month(match["month"])
        for day in (match["day"], match["after"], match["last"]):
            if day:
                found.append(Date(match[0], int(match["year"] or 0), month, int(day)))
        if not (match["day"] or match["after"]):
            found.append(Date(match[0], int(match["year"] or 0), month, 0))
    rest = _DATE.sub(lambda match: " " * len(match[0]), text)
    return found + [Date(match[0], int(match[0]), 0, 0) for match in _YEAR.finditer(rest)]


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def numbers(text: str) -> dict[str, str]:
    """Return the numbers from three up that are no date, by value: how `text` writes each."""
    rest = _YEAR.sub(" ", _DATE.sub(" ", text))
    found = {_plain(match[0]): match[0] for match in _NUMBER.finditer(rest)}
    for match in _WORD.finditer(rest):
        value = _SPELLED.get(match[0].casefold())
        # "All three" counts what the text itself has named.
        if value and not re.search(r"\b(?:all|the|these) $", rest[: match.start()], re.IGNORECASE):
            found.setdefault(value, match[0])
    return found


def figures(text: str) -> set[str]:
    """Return every number in `text`, those of its dates too."""
    spelled = {_MEANT[word] for word in map(str.casefold, _WORD.findall(text)) if word in _MEANT}
    return spelled | {_plain(match[0]) for match in _NUMBER.finditer(text)}


def _plain(number: str) -> str:
    return re.sub(r",(?=\d{3}\b)", "", number)


def same_name(one: str, other: str) -> bool:
    """Return whether two folded words are a name and what is made of it: Japan, Japanese."""
    if one == other or BRITISH.get(one, one) == BRITISH.get(other, other):
        return True
    shared = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    endings = {one[shared:], other[shared:]}
    return endings <= _ENDINGS if shared >= 4 else shared == 3 and endings == {"", "s"}


class Names:
    """The people and terms of a base, found in texts by any of their forms."""

    def __init__(self, base: FactBase) -> None:
        """Collect the forms; a family name alone is a form of its person."""
        self._owners: dict[str, set[str]] = defaultdict(set)
        self.roles: dict[str, str] = {}
        self._found: dict[str, set[str]] = {}  # paragraphs are looked at again for every fact
        for person in base.people:
            forms = [person.name, person.name.removeprefix("The "), *person.aliases]
            self._add(person.id, [*forms, person.family or ""])
            self.roles[person.id] = " ".join(role.title for role in person.roles)
        for term in base.terms:
            self._add(f"term {term.id}", [term.preferred, *(v.text for v in term.variants)])
        forms_first = sorted(self._owners, key=lambda form: (-len(form), form))
        either = "|".join(map(re.escape, forms_first)) or r"(?!)"
        self._pattern = re.compile(rf"(?<!\w)({either}){_SUFFIX}(?!\w)")

    def _add(self, owner: str, forms: Iterable[str]) -> None:
        for form in forms:
            if form:
                self._owners[normalise(form).removeprefix("the ")].add(owner)

    def found(self, text: str) -> set[str]:
        """Return the owners of every form in `text`, the longest form counting where two meet."""
        if text not in self._found:
            matches = self._matches(normalise(text))
            self._found[text] = {owner for match in matches for owner in self._owners[match[1]]}
        return self._found[text]

    def split(self, text: str) -> tuple[list[tuple[str, set[str]]], str]:
        """Return each known form in `text` with its owners, and the text without them.

        A form counts only where it is written as a name, with a capital.
        """
        forms = []
        rest = list(text)
        lowered = _fold_in_place(text)
        for match in self._matches(lowered):
            written = text[match.start() : match.end()]
            if any(map(str.isupper, written)):
                forms.append((written, self._owners[match[1]]))
                rest[match.start() : match.end()] = " " * len(written)
        return forms, "".join(rest)

    def _matches(self, folded: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(folded)


def _fold_in_place(text: str) -> str:
    """Return `text` folded as `normalise` does, letter for letter where that is possible."""
    if text.isascii():
        return text.casefold()
    return "".join(folded if len(folded := normalise(c)) == 1 else c for c in text)


def capitalised(text: str, common: set[str]) -> list[str]:
    """Return the words of `text` that are proper names by their capitals.

    The first word of a sentence counts only where it is not in `common`, the beginnings of the
    words that are elsewhere written small.
    """
    found = []
    for match in _WORD.finditer(text):
        word = match[0].removesuffix("'s").removesuffix("’s")
        if not any(map(str.isupper, word)) or len(word) < 2:
            continue
        opens = re.search(r'(?:^|[.?!:]["”]? )["“(\[]?$', text[: match.start()])
        if not opens or word.casefold()[:5] not in common:
            found.append(word)
    return found


def small_words(texts: Iterable[str]) -> set[str]:
    """Return the first five letters of the words that `texts` write in small letters."""
    return {word[:5] for text in texts for word in _WORD.findall(text) if word.islower()}


@lru_cache(maxsize=1024)
def names_in(text: str) -> frozenset[str]:
    """Return the folded words of `text`, among which a name may be looked for."""
    return frozenset(normalise(w).removesuffix("'s") for w in _WORD.findall(text))
