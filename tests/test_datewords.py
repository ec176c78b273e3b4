"""Dates in running English, and what facts are found by."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkbrief import datewords

SAID = [
    ("16 March 2023", ["d20230316"]),
    ("March 16, 2023", ["d20230316"]),
    ("the 16th of March", ["a0316"]),
    ("Nov. 13", ["a1113"]),
    ("2023-03-16", ["d20230316"]),
    ("2023-03", ["m202303"]),
    ("in March 2023 and in 2019", ["m202303", "y2019"]),
    ("from 1910 to 1945", ["y1910", "y1945"]),
    ("March on", []),
    ("228 billion, 30-45 minutes, paragraph 16", []),
]


@pytest.mark.parametrize(("text", "tokens"), SAID)
def test_dates_are_found_in_text(text: str, tokens: list[str]) -> None:
    assert [said.token() for said in datewords.find(text)] == tokens


FOUND_BY = [
    (None, []),
    ("2019", ["y2019"]),
    ("2023-03", ["y2023", "m202303"]),
    ("2023-03-16~", ["y2023", "m202303", "d20230316", "a0316"]),
    ("2022-11/2023-01", ["y2022", "y2023", "m202211", "m202212", "m202301"]),
    ("1910/1945", [f"y{year}" for year in range(1910, 1946)]),
    ("2019/..", ["y2019"]),
]


@pytest.mark.parametrize(("date", "tokens"), FOUND_BY)
def test_a_fact_is_found_by_what_its_date_covers(date: str | None, tokens: list[str]) -> None:
    assert datewords.tokens(date) == tokens


def test_a_year_is_not_found_as_one_of_its_months() -> None:
    assert "m202301" not in datewords.tokens("2023")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_that_is_said_finds_what_is_dated_so(day: dt.date) -> None:
    for words in (f"{day:%d %B %Y}", f"{day:%B %d, %Y}", day.isoformat(), f"{day:%d %B}"):
        (said,) = datewords.find(words)
        assert said.token() in datewords.tokens(day.isoformat())
