"""Dates: what is read, how they sort, how they are told."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkbrief import edtf

TOLD = [
    # EDTF, in a Markdown line, in running English, first day, last day
    ("2023-03-16", "2023-03-16", "16 March 2023", (2023, 3, 16), (2023, 3, 16)),
    ("2023-03", "2023-03", "March 2023", (2023, 3, 1), (2023, 3, 31)),
    ("2024-02", "2024-02", "February 2024", (2024, 2, 1), (2024, 2, 29)),
    ("2019", "2019", "2019", (2019, 1, 1), (2019, 12, 31)),
    ("2023-05~", "about 2023-05", "about May 2023", (2023, 5, 1), (2023, 5, 31)),
    ("2021?", "perhaps 2021", "perhaps 2021", (2021, 1, 1), (2021, 12, 31)),
    ("2021%", "perhaps about 2021", "perhaps about 2021", (2021, 1, 1), (2021, 12, 31)),
    ("2022-22", "summer 2022", "summer 2022", (2022, 6, 1), (2022, 8, 31)),
    ("2022-24", "winter 2022", "winter 2022", (2022, 12, 1), (2023, 2, 28)),
    ("201X", "2010s", "2010s", (2010, 1, 1), (2019, 12, 31)),
    ("2019-XX", "2019", "2019", (2019, 1, 1), (2019, 12, 31)),
    (
        "2023-03-16/2023-03-17",
        "2023-03-16 to 2023-03-17",
        "16 to 17 March 2023",
        (2023, 3, 16),
        (2023, 3, 17),
    ),
    ("2023-03/2023-05", "2023-03 to 2023-05", "March to May 2023", (2023, 3, 1), (2023, 5, 31)),
    ("../2023-03-09", "until 2023-03-09", "until 9 March 2023", (0, 1, 1), (2023, 3, 9)),
    ("2019/..", "since 2019", "since 2019", (2019, 1, 1), (9999, 12, 31)),
]
REFUSED = [
    ("2023-3", "is not an EDTF date"),
    ("2023-13", "has no month 13"),
    ("2023-02-30", "has no day 30: that month has 28"),
    ("2023/2022", "ends before it begins"),
    ("last year", "is not an EDTF date"),
    ("2023-XX-01", "gives a day without its month"),
    ("201X-03", "gives a month without its year"),
    ("2019/2020/2021", "is not an interval of two dates"),
    ("/", "is not an interval of two dates"),
    ("2023-03-16T10:00", "is not an EDTF date"),
]


@pytest.mark.parametrize(("date", "plain", "spoken", "first", "last"), TOLD)
def test_a_date_is_told_as_people_read_it(
    date: str, plain: str, spoken: str, first: edtf.Day, last: edtf.Day
) -> None:
    assert edtf.plain(date) == plain
    assert edtf.spoken(date) == spoken
    assert edtf.span(date) == (first, last)


@pytest.mark.parametrize(("date", "why"), REFUSED)
def test_what_is_no_date_is_refused_with_the_reason(date: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)) as caught:
        edtf.span(date)
    assert date in str(caught.value)


def test_dates_sort_by_their_beginning_the_vaguer_first_and_no_date_last() -> None:
    dates = [None, "2023-03-16", "2023-03", "2023", "2022-11", "2019/2023", "2023-03-15"]
    assert sorted(dates, key=edtf.order) == [
        "2019/2023",
        "2022-11",
        "2023",
        "2023-03",
        "2023-03-15",
        "2023-03-16",
        None,
    ]


@given(st.dates(), st.dates())
def test_an_interval_covers_its_ends_exactly(one: object, two: object) -> None:
    start, end = sorted((str(one), str(two)))
    span = edtf.span(f"{start}/{end}")
    assert span.first == edtf.span(start).first
    assert span.last == edtf.span(end).last
