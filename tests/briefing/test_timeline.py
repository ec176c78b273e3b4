"""A time line: order, precision, gaps, and plans with what became of them."""

import pytest

from jkbrief.briefing.timeline import Timeline, compose, moment, with_outcomes
from jkbrief.model import Cite, Difference, Fact, Source
from jkbrief.telling.claim import Claim

EARLY = Source("early", "book", "Early 2001", "Early", "2001-06")
LATE = Source("late", "book", "Late 2005", "Late", "2005")


def fact(name: str, date: str, *more: str, **fields: object) -> Fact:
    kind = "plan" if more else "event"
    status, as_of = more or (None, None)
    base = {"weight": 3} | fields
    return Fact(
        name,
        kind,
        f"{name}.",
        ("tea",),
        cites=(Cite("late", 1, "x"),),
        date=date,
        status=status,
        status_as_of=as_of,
        **base,  # type: ignore[arg-type]
    )


def line(*facts: Fact, source: Source = LATE) -> Timeline:
    claims = [Claim(each.id, each.statement, "", "", "", (), "", "") for each in facts]
    moments = [
        moment(each, claim, [source], "t", "t.yaml")
        for each, claim in zip(facts, claims, strict=True)
    ]
    return compose("Tea", moments, [source])


def test_a_year_comes_before_its_months_and_an_interval_where_it_begins() -> None:
    dates = ["2003-03-16", "2003", "2003-01", "2003-03", "2003-02/2003-06", "2002", "1999~"]
    told = [each.date for each in line(*(fact(date, date) for date in dates)).moments]
    assert told == ["1999~", "2002", "2003", "2003-01", "2003-02/2003-06", "2003-03", "2003-03-16"]


PRECISION = [
    ("2003", "year"),
    ("2003?", "year"),
    ("200X", "interval"),
    ("2003-03~", "month"),
    ("2003-22", "interval"),
    ("2003-03-16", "day"),
    ("2003/2004", "interval"),
    ("2003/..", "interval"),
]


@pytest.mark.parametrize(("date", "precision"), PRECISION)
def test_a_date_is_as_precise_as_it_says(date: str, precision: str) -> None:
    assert line(fact("a", date)).moments[0].precision == precision


GAPS = [
    (("2001", "2002"), []),
    (("2001-01", "2001-08"), [(1, 6)]),
    (("2001-01", "2001-07"), []),
    (("2001", "2003-02"), [(1, 13)]),
    (("2001/2004", "2002", "2004-11"), []),
    (("2001", "2009", "2009-12"), [(1, 84)]),
]


@pytest.mark.parametrize(("dates", "gaps"), GAPS)
def test_a_time_of_which_nothing_is_told_is_a_gap(
    dates: tuple[str, ...], gaps: list[tuple[int, int]]
) -> None:
    told = line(*(fact(str(n), date) for n, date in enumerate(dates)))
    assert [tuple(gap) for gap in told.gaps] == gaps


def test_a_gap_is_told_in_years_and_months() -> None:
    told = line(fact("a", "2001"), fact("b", "2003-02"))
    assert str(told.gaps[0]) == "1 year and 1 month of which nothing dated is told"


def test_a_plan_is_joined_to_what_became_of_it_in_the_order_in_which_it_was_known() -> None:
    told = line(
        fact("done", "2002-03"),
        fact("agreed", "2002-03", "agreed", "2002-03", outcome=("done",)),
        fact("announced", "2002-02", "announced", "2002-02", outcome=("agreed",)),
        fact("other", "2002-03"),
    )
    (chain,) = told.chains
    stages = [(told.moments[n].fact.id, told.moments[n].stage) for n in chain.moments]
    assert stages == [("announced", "announced"), ("agreed", "agreed"), ("done", "done")]
    assert [each.fact.id for each in told.chain_of(chain.moments[0])] == ["agreed", "done"]
    other = next(n for n, each in enumerate(told.moments) if each.fact.id == "other")
    assert told.chain_of(other) == ()


@pytest.mark.parametrize(("because", "joined"), [("date", True), ("scope", False)])
def test_a_difference_of_date_joins_a_plan_to_its_outcome(because: str, joined: bool) -> None:
    plan = fact("plan", "2002-02", "announced", "2002-02")
    deed = fact("deed", "2002-03", differs=(Difference("plan", because, "Later."),))
    assert (len(line(plan, deed).chains[0].moments) == 2) is joined


def test_two_events_are_not_joined_by_a_difference_of_date() -> None:
    one = fact("one", "2002-02")
    other = fact("other", "2002-03", differs=(Difference("one", "date", "Later."),))
    assert line(one, other).chains == ()


def test_what_became_of_a_plan_is_told_with_it_however_little_it_weighs() -> None:
    plan = fact("plan", "2002-02", "announced", "2002-02", outcome=("deed",))
    facts = [plan, fact("deed", "2002-03", weight=1), fact("aside", "2002-03", weight=1)]
    assert [each.id for each in with_outcomes(facts, 3)] == ["plan", "deed"]
