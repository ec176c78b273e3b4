"""Dates in the Extended Date/Time Format, levels 0 and 1, as far as a fact base needs them.

Source of the rules: Library of Congress, EDTF specification (2019), now part of ISO 8601-2.
Read are years, months, days, seasons (21 to 24), unspecified digits (`201X`, `2019-XX`),
qualifiers (`?`, `~`, `%`), and intervals, also open (`2019/..`, `../2019`) or with an
unknown end (`2019/`). Times of day, and years of more than four digits, are not.
"""

from functools import lru_cache

from jkbrief.record import NamedTuple

Day = tuple[int, int, int]

_SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
FIRST_DAY: Day = (0, 1, 1)
LAST_DAY: Day = (9999, 12, 31)


class Span(NamedTuple):
    """The first and last day that a date may mean."""

    first: Day
    last: Day


@lru_cache(maxsize=4096)
def span(date: str) -> Span:
    """Return the days that `date` covers; an open end reaches as far as years go.

    Raises ValueError, with a text for people, where `date` is not EDTF level 0 or 1.
    """
    if "/" not in date:
        return _single(date)
    start, _, end = date.partition("/")
    if "/" in end or (start in ("", "..") and end in ("", "..")):
        raise ValueError(f"{date!r} is not an interval of two dates")
    first = FIRST_DAY if start in ("", "..") else _single(start).first
    last = LAST_DAY if end in ("", "..") else _single(end).last
    if first > last:
        raise ValueError(f"the interval {date!r} ends before it begins")
    return Span(first, last)


def _single(date: str) -> Span:
    bare = date[:-1] if date.endswith(("?", "~", "%")) else date
    years, *rest = bare.split("-")
    if not _is_year(years) or len(rest) > 2 or not all(map(_is_part, rest)):
        raise ValueError(f"{date!r} is not an EDTF date such as 2023-03-16, 2023-03 or 2023")
    month, day = (*rest, None, None)[:2]
    low, high = int(years.replace("X", "0")), int(years.replace("X", "9"))
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise ValueError(f"{date!r} gives a day without its month")
        return Span((low, 1, 1), (high, 12, 31))
    if low != high:
        raise ValueError(f"{date!r} gives a month without its year")
    return _within_year(date, low, int(month), day)


def _is_year(text: str) -> bool:
    digits = text.rstrip("X")
    return len(text) == 4 and len(digits) >= 2 and digits.isdecimal()


def _is_part(text: str) -> bool:
    return text == "XX" or (len(text) == 2 and text.isdecimal())


def _within_year(date: str, year: int, month: int, day: str | None) -> Span:
    if month in _SEASONS and day is None:
        first = _SEASONS[month][1]
        end_year, end = (year, first + 2) if first < 12 else (year + 1, 2)
        return Span((year, first, 1), (end_year, end, _days(end_year, end)))
    if not 1 <= month <= 12:
        raise ValueError(f"{date!r} has no month {month:02}")
    days = _days(year, month)
    if day in (None, "XX"):
        return Span((year, month, 1), (year, month, days))
    if not 1 <= int(day) <= days:
        raise ValueError(f"{date!r} has no day {day}: that month has {days}")
    return Span((year, month, int(day)), (year, month, int(day)))


def _days(year: int, month: int) -> int:
    # As calendar.monthrange has it, whose import every start would pay.
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (
        29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )


def order(date: str | None) -> tuple[Day, Day]:
    """Return a key that sorts dates by their beginning, the vaguer first, no date last."""
    if date is None:
        return (LAST_DAY, LAST_DAY)
    first, last = span(date)
    return (first, tuple(-part for part in last))  # type: ignore[return-value]


def plain(date: str) -> str:
    """Return `date` for a Markdown line: numbers as they are, qualifiers and intervals in words."""
    if "/" in date:
        start, _, end = date.partition("/")
        if start in ("", ".."):
            return f"until {plain(end)}"
        if end in ("", ".."):
            return f"since {plain(start)}"
        return f"{plain(start)} to {plain(end)}"
    bare, mark = date.rstrip("?~%"), date[len(date.rstrip("?~%")) :]
    if bare[5:7].isdigit() and int(bare[5:7]) in _SEASONS:
        bare = f"{_SEASONS[int(bare[5:7])][0]} {bare[:4]}"
    elif "X" in bare:
        bare = bare[:3] + "0s" if bare[2].isdigit() and bare[3] == "X" else bare.split("-X")[0]
    prefix = {"~": "about ", "%": "perhaps about ", "?": "perhaps "}.get(mark, "")
    return prefix + bare


def spoken(date: str) -> str:
    """Return `date` as running English has it: 16 March 2023, March 2023, about May 2023."""
    if "/" in date:
        start, _, end = date.partition("/")
        if start in ("", ".."):
            return f"until {spoken(end)}"
        if end in ("", ".."):
            return f"since {spoken(start)}"
        return _spoken_interval(spoken(start).split(), spoken(end).split())
    words = plain(date).split()
    words[-1] = _spoken_single(words[-1])
    return " ".join(words)


def _spoken_interval(start: list[str], end: list[str]) -> str:
    # 9 to 12 March 2023, March to May 2023: what both ends share is said once.
    for word in reversed(end):
        if len(start) == 1 or start[-1] != word:
            break
        start = start[:-1]
    return f"{' '.join(start)} to {' '.join(end)}"


def _spoken_single(date: str) -> str:
    parts = date.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts):
        return date
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"
