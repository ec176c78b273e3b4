"""Dates as people type them, read without guessing what was left out. Pure."""

import re

from jkbrief.record import NamedTuple
from jkbrief.text import normalise

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FILLING = {"of", "the", "in", "on", "about", "around", "circa", "year", *_DAYS}
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_COMPACT = re.compile(r"\b(\d{4})(\d{2})(\d{2})\b")
_LETTER_AFTER_DIGIT = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")


class Day(NamedTuple):
    """As much of a date as was given."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def readings(text: str) -> frozenset[Day]:
    """Return every date that `text` may mean; none where it is not a date and nothing else.

    `3/9/2023` has two readings, `16 March 2023` one. A bare number is a year if it has four
    digits, else it is no date.
    """
    # The Chinese signs for year, month and day part numbers as a hyphen does.
    folded = re.sub("[年月日.,/-]", " ", normalise(text))
    folded = _COMPACT.sub(r"\1 \2 \3", _ORDINAL.sub(r"\1", folded))
    words = _LETTER_AFTER_DIGIT.sub(" ", folded).split()
    words = [word for word in words if word not in _FILLING]
    months = [number for number in map(_month, words) if number]
    numbers = [word for word in words if word.isascii() and word.isdigit()]
    if len(months) + len(numbers) != len(words) or len(months) > 1:
        return frozenset()
    found = _named(months[0], numbers) if months else _numeric(numbers)
    return frozenset(filter(_exists, found))


def _month(word: str) -> int | None:
    if len(word) < 3:
        return None
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word)), None)


def _named(month: int, numbers: list[str]) -> list[Day]:
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(years) > 1 or len(days) > 1 or len(years) + len(days) != len(numbers):
        return []
    return [Day(years[0] if years else None, month, days[0] if days else None)]


def _numeric(numbers: list[str]) -> list[Day]:
    lengths = tuple(4 if len(number) == 4 else 2 if len(number) <= 2 else 0 for number in numbers)
    values = [int(number) for number in numbers]
    match lengths:
        case (4,):
            return [Day(values[0])]
        case (4, 2):
            return [Day(values[0], values[1])]
        case (2, 4):
            return [Day(values[1], values[0])]
        case (4, 2, 2):
            return [Day(*values)]
        case (2, 2, 4):
            return [Day(values[2], values[1], values[0]), Day(values[2], values[0], values[1])]
    return []


def _exists(date: Day) -> bool:
    return (date.month is None or 1 <= date.month <= 12) and (
        date.day is None or 1 <= date.day <= 31
    )


def same(given: str, right: str, exactly: bool) -> bool:
    """Return whether `given` is the date `right`, to the precision of `right`.

    With `exactly`, what `right` leaves open must be left open by `given`, too.
    """
    return any(
        _agree(typed, wanted) and (not exactly or typed.count(None) == wanted.count(None))
        for typed in readings(given)
        for wanted in readings(right)
    )


def _agree(typed: Day, wanted: Day) -> bool:
    return all(want is None or want == have for have, want in zip(typed, wanted, strict=True))
