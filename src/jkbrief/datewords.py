"""Dates as running English says them, and what dates have in common for a search. Pure."""

import re
from collections.abc import Iterator
from functools import cache

from jkbrief import edtf
from jkbrief.record import NamedTuple
from jkbrief.text import normalise

_NAMES = "january february march april may june july august september october november december"
MONTHS = tuple(_NAMES.split())
_NUMBER = {name: number for number, name in enumerate(MONTHS, 1)}
_NUMBER |= {name[:3]: number for name, number in _NUMBER.items()} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBER, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
# A fact that covers more months than these is found by its years alone.
_MOST_MONTHS = 24
_MOST_YEARS = 60


class Said(NamedTuple):
    """A date that stands in a text: its words there, and year, month and day as far as said."""

    words: str
    year: int | None
    month: int | None
    day: int | None

    def first(self) -> edtf.Day:
        """Return the first day that is meant; without a year, the first of all days."""
        if self.year is None:
            return edtf.FIRST_DAY
        return (self.year, self.month or 1, self.day or 1)

    def token(self) -> str:
        """Return the token that facts of this date share: `y2023`, `m202303`, `d20230316`."""
        if self.year is None:
            return f"a{self.month:02}{self.day:02}"
        if self.month is None:
            return f"y{self.year}"
        if self.day is None:
            return f"m{self.year}{self.month:02}"
        return f"d{self.year}{self.month:02}{self.day:02}"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    # Made when a text first has something like a date: few questions do.
    return tuple(
        re.compile(rf"(?<![\w-])(?:{form})(?![\w-])")
        for form in (
            rf"{_YEAR}-(?P<m>0[1-9]|1[0-2])(?:-{_DAY})?",
            rf"(?:the )?{_DAY}(?: of)? {_MONTH},?(?: {_YEAR})?",
            rf"{_MONTH} (?:the )?{_DAY}(?:,? {_YEAR})?",
            rf"{_MONTH},? (?:of )?{_YEAR}",
            _YEAR,
        )
    )


def find(text: str) -> list[Said]:
    """Return the dates in `text`, in order: 16 March 2023, March 16, 2023-03, 2019."""
    rest = normalise(text)
    found: list[tuple[int, Said]] = []
    if not any(map(str.isdigit, rest)):  # every form has a number
        return []
    for form in _forms():
        for match in form.finditer(rest):
            found.append((match.start(), _said(match)))
        rest = form.sub(lambda match: "#" * len(match[0]), rest)
    return [said for _, said in sorted(found)]


def _said(match: re.Match[str]) -> Said:
    parts = match.groupdict()
    month = parts.get("m") or _NUMBER.get(parts.get("month") or "")
    year, day = parts.get("year"), parts.get("day")
    return Said(match[0], year and int(year), month and int(month), day and int(day))  # type: ignore[arg-type]


def tokens(date: str | None) -> list[str]:
    """Return what a fact of the EDTF `date` is found by: its days, months and years.

    A single day also gives its month and day without the year, `a0316`. A year is no month
    of it: what is dated 2023 is not found as of March 2023.
    """
    if date is None:
        return []
    first, last = edtf.span(date)
    if first == edtf.FIRST_DAY or last == edtf.LAST_DAY:
        return _open_ended(first, last)
    years = [f"y{year}" for year in range(first[0], min(last[0], first[0] + _MOST_YEARS) + 1)]
    months = list(_months(first, last))
    if len(months) > _MOST_MONTHS or (first[1:], last[1:]) == ((1, 1), (12, 31)):
        return years
    return [*years, *(f"m{year}{month:02}" for year, month in months), *_days(first, last)]


def _open_ended(first: edtf.Day, last: edtf.Day) -> list[str]:
    return [f"y{end[0]}" for end in (first, last) if end not in (edtf.FIRST_DAY, edtf.LAST_DAY)]


def _months(first: edtf.Day, last: edtf.Day) -> Iterator[tuple[int, int]]:
    for count in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1]):
        yield count // 12, count % 12 + 1


def _days(first: edtf.Day, last: edtf.Day) -> Iterator[str]:
    if first[:2] != last[:2] or last[2] - first[2] > 14:
        return
    for day in range(first[2], last[2] + 1):
        yield f"d{first[0]}{first[1]:02}{day:02}"
        yield f"a{first[1]:02}{day:02}"
