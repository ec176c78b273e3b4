"""Aiming at a date: nothing left over, nothing too early, and a forecast that can be reckoned."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkbrief.errors import WrongUsage
from jkbrief.quiz.plan import first_right, plan, spread
from jkbrief.quiz.schedule import AGAIN, GOOD, Scheduler, State

TODAY = date(2026, 3, 10)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("new", "days", "started", "counts"),
    [
        (10, 5, 0, [2, 2, 2, 2, 2]),
        (7, 3, 0, [3, 2, 2]),
        (2, 4, 0, [1, 1, 0, 0]),
        (0, 2, 0, [0, 0]),
        (9, 1, 0, [9]),
        (8, 5, 2, [0, 2, 2, 2, 2]),  # two of ten were begun this morning
        (9, 5, 1, [1, 2, 2, 2, 2]),
        (7, 5, 3, [0, 2, 2, 2, 1]),  # more than the day's share
    ],
)
def test_new_cards_are_spread_evenly(new: int, days: int, started: int, counts: list[int]) -> None:
    assert spread(new, days, started) == counts


@given(st.integers(0, 500), st.integers(1, 60), st.integers(0, 50))
def test_every_new_card_has_its_day(new: int, days: int, started: int) -> None:
    counts = spread(new, days, started)
    assert sum(counts) == new
    assert len(counts) == days
    assert min(counts) >= 0
    assert max(counts) <= -(-(new + started) // days)


def test_starting_again_on_the_same_day_gives_the_same_plan() -> None:
    assert spread(30, 10) == [3] * 10
    assert spread(28, 10, 2) == [1, *[3] * 9]
    assert spread(27, 10, 3) == [0, *[3] * 9]


def test_a_plan_up_to_tomorrow_is_reckoned_by_hand() -> None:
    schedule = Scheduler()
    told = plan({"a": ("china",)}, {}, TODAY, after(1), first_right=0.5)
    good, again = (schedule.answer(None, "a", rating, TODAY) for rating in (GOOD, AGAIN))
    expected = (schedule.recall(good, after(1)) + schedule.recall(again, after(1))) / 2
    assert told.days == ((TODAY.isoformat(), 1, 0.0),)
    assert told.new_today == 1
    assert told.themes[0][:2] == ("china", 1)
    assert told.themes[0].recall == pytest.approx(expected)
    assert told.themes[0].recall_without == 0.0


def test_a_due_card_is_expected_today_and_forgetting_is_reckoned_with() -> None:
    schedule = Scheduler()
    state = schedule.answer(None, "a", GOOD, after(-10))
    right = schedule.recall(state, TODAY)
    told = plan({"a": ("china",)}, {"a": state}, TODAY, after(1))
    assert told.days == ((TODAY.isoformat(), 0, 1.0),)
    good, again = (schedule.answer(state, "a", rating, TODAY) for rating in (GOOD, AGAIN))
    expected = right * schedule.recall(good, after(1)) + (1 - right) * schedule.recall(
        again, after(1)
    )
    assert told.themes[0].recall == pytest.approx(expected)
    assert told.themes[0].recall_without == schedule.recall(state, after(1))


def test_studying_is_better_than_not_and_each_theme_has_its_own_forecast() -> None:
    cards = {f"c{n}": ("china",) if n % 2 else ("china", "history") for n in range(40)}
    schedule = Scheduler()
    states = {f"c{n}": schedule.answer(None, f"c{n}", GOOD, after(-5)) for n in range(10)}
    told = plan(cards, states, TODAY, after(30))
    assert [(theme.theme, theme.cards) for theme in told.themes] == [("china", 40), ("history", 20)]
    for theme in told.themes:
        assert 0 < theme.recall_without < theme.recall < 1
    assert sum(day.new for day in told.days) == 30
    assert [day.day for day in told.days] == [after(n).isoformat() for n in range(30)]
    # A new card comes back: there is more to review than what was known before.
    assert sum(day.reviews for day in told.days) > 30


def test_a_suspended_card_is_no_part_of_the_plan() -> None:
    states = {"a": State("a", suspended=True)}
    told = plan({"a": ("china",), "b": ("china",)}, states, TODAY, after(2))
    assert [day.new for day in told.days] == [1, 0]
    assert told.themes[0].cards == 1


def test_who_is_more_often_right_at_first_remembers_more() -> None:
    cards = {f"c{n}": ("china",) for n in range(10)}
    worse, better = (
        plan(cards, {}, TODAY, after(10), first_right=share).themes[0].recall for share in (0, 1)
    )
    assert worse < better


@pytest.mark.parametrize("by", [0, -1, 731])
def test_a_date_that_is_no_aim_is_refused(by: int) -> None:
    with pytest.raises(WrongUsage, match="--by names a day after today and within two years"):
        plan({}, {}, TODAY, after(by))


def test_few_first_answers_say_little() -> None:
    assert first_right([]) == 0.5
    assert first_right([True]) == pytest.approx(11 / 21)
    assert first_right([True] * 980) == pytest.approx(0.99)
