"""Dates as people type them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkbrief.quiz.dates import Day, readings, same

FORMS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %B %Y", "%B %d, %Y",
    "%d %b %Y", "%b. %d, %Y", "%A, %d %B %Y", "%dth of %B %Y", "on %d %B %Y", "%Y年%m月%d日",
    "%d-%b-%Y", "%B %dth, %Y",
)  # fmt: skip


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(FORMS))
def test_a_day_is_read_in_every_common_form(day: dt.date, form: str) -> None:
    assert Day(day.year, day.month, day.day) in readings(day.strftime(form))


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
)
def test_another_day_is_never_the_same(one: dt.date, other: dt.date) -> None:
    assert same(one.isoformat(), other.strftime("%d %B %Y"), exactly=False) == (one == other)


@pytest.mark.parametrize(
    "text", ["", "19", "2018 2019", "2018-2019", "16 March 2023 or so", "16 17 March 2023", "ma"]
)
def test_what_is_no_date_has_no_reading(text: str) -> None:
    assert readings(text) == frozenset()


@given(st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    assert len(readings(text)) <= 2
