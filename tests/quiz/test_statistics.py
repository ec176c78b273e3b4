"""The figures are those that one would count by hand."""

from datetime import date, datetime, timedelta, timezone

import pytest

from jkbrief.quiz.deck import Listed, fact_recall
from jkbrief.quiz.history import Answer
from jkbrief.quiz.schedule import Scheduler, State
from jkbrief.quiz.statistics import Confusion, Mistaken, Statistics, statistics

TODAY = date(2026, 3, 10)
UTC = timezone.utc  # noqa: UP017 - as the program has it
TITLES = {"china": "China", "history": "History"}
DECK = [
    Listed("jk:a:1", "a", "A.", ("china",), "Which a?", "Tokyo"),
    Listed("jk:a:2", "a", "A.", ("china",), "Which other a?", "Busan"),
    Listed("jk:b:1", "b", "B.", ("china", "history"), "Which b?", "Seoul"),
    Listed("jk:c:1", "c", "C.", ("history",), "Which c?", "2018"),
]


def answered(card: str, days: int, rating: int, given: str = "", expected: str = "") -> Answer:
    at = datetime(2026, 3, 10, 12, tzinfo=UTC) + timedelta(days=days)
    day = at.date().isoformat()
    return Answer(card, "f", rating, rating > 1, False, given, at, 1.0, expected, day)


def told(*answers: Answer, suspended: frozenset[str] = frozenset()) -> Statistics:
    states: dict[str, State] = {}
    for one in answers:
        day = date.fromisoformat(one.day)
        states[one.card] = Scheduler().answer(states.get(one.card), one.card, one.rating, day)
    for card in suspended:
        states[card] = states.get(card, State(card))._replace(suspended=True)
    return statistics(DECK, TITLES, states, answers, TODAY)


def test_nothing_answered_is_all_new() -> None:
    found = told()
    assert found.phases == {"new": 4, "young": 0, "mature": 0, "suspended": 0}
    assert [(theme.theme, theme.cards) for theme in found.themes] == [("china", 3), ("history", 2)]
    assert [(theme.retention, theme.recall) for theme in found.themes] == [(None, None)] * 2
    assert len(found.forecast) == 30
    assert len(found.calendar) == 365
    assert found.calendar[-1] == (TODAY.isoformat(), 0)


def test_retention_counts_the_first_answer_of_a_later_day() -> None:
    found = told(
        answered("jk:a:1", -9, 1),  # new: says nothing about remembering
        answered("jk:a:1", -9, 3),  # the same day
        answered("jk:a:1", -8, 3),
        answered("jk:a:1", -5, 1),
        answered("jk:a:1", -5, 3),  # the same day again
        answered("jk:b:1", -5, 3),
        answered("jk:b:1", -1, 3),
    )
    china, history = found.themes
    assert (china.begun, china.reviews) == (2, 3)
    assert china.retention == pytest.approx(2 / 3)
    assert (history.begun, history.reviews, history.retention) == (1, 1, 1.0)
    assert found.answers == 7


def test_an_overruled_answer_counts_as_right() -> None:
    wrong = answered("jk:a:1", -1, 1)
    found = told(answered("jk:a:1", -5, 3), wrong._replace(correct=True, overruled=True))
    assert found.themes[0].retention == 1.0
    assert found.confusions == ()


def test_recall_is_the_mean_of_what_the_schedule_predicts() -> None:
    found = told(answered("jk:a:1", -9, 3), answered("jk:b:1", -2, 1))
    schedule = Scheduler()
    states = [
        schedule.answer(None, "", rating, TODAY + timedelta(days=days))
        for rating, days in ((3, -9), (1, -2))
    ]
    recalls = [schedule.recall(state, TODAY) for state in states]
    assert found.themes[0].recall == pytest.approx(sum(recalls) / 2)
    assert found.themes[1].recall == pytest.approx(recalls[1])


def test_the_forecast_has_what_is_overdue_today_and_no_suspended_card() -> None:
    found = told(
        answered("jk:a:1", -20, 3),
        answered("jk:b:1", 0, 4),
        answered("jk:c:1", -20, 1),
        suspended=frozenset({"jk:c:1"}),
    )
    assert found.due == 1
    assert [pair for pair in found.forecast if pair[1]] == [("2026-03-10", 1), ("2026-03-18", 1)]
    assert found.phases == {"new": 1, "young": 2, "mature": 0, "suspended": 1}


def test_the_calendar_counts_answers_by_study_day() -> None:
    found = told(
        answered("jk:a:1", -364, 3),
        answered("jk:a:1", -1, 3),
        answered("jk:b:1", -1, 3),
        answered("jk:c:1", -365, 3),
    )
    days = [pair for pair in found.calendar if pair[1]]
    assert days == [("2025-03-11", 1), ("2026-03-09", 2)]


def test_confusions_are_counted_whatever_the_spelling() -> None:
    found = told(
        answered("jk:a:1", -3, 1, "Seoul", "Tokyo"),
        answered("jk:a:1", -2, 1, "seoul ", "Tokyo"),
        answered("jk:b:1", -2, 1, "Tokyo", "Seoul"),
        answered("jk:b:1", -1, 1, "", "Seoul"),  # nothing given is no confusion
        answered("jk:b:1", -1, 3, "Seul", "Seoul"),  # right is none, either
    )
    assert found.confusions == (Confusion("Tokyo", "Seoul", 2), Confusion("Seoul", "Tokyo", 1))


def test_a_leech_is_shown_with_its_fact_and_the_card_it_is_confused_with() -> None:
    answers = [answered("jk:a:1", -20, 3, "Tokyo", "Tokyo")]
    answers += [answered("jk:a:1", n, 1, "seoul", "Tokyo") for n in range(-19, -11)]
    (leech,) = told(*answers).leeches
    assert leech == (
        *("jk:a:1", "a", "A.", "Which a?", 8, "seoul"),
        (Mistaken("jk:b:1", "Which b?"),),
    )
    assert told(*answers[:-1]).leeches == ()  # seven are not eight
    (hardest,) = told(*answers[:-1]).hardest
    assert (hardest.card, hardest.fact, hardest.lapses) == ("jk:a:1", "a", 7)


def test_what_was_never_forgotten_is_not_hard() -> None:
    assert told(answered("jk:a:1", -2, 1), answered("jk:b:1", -2, 2)).hardest == ()


def test_cards_of_other_fact_bases_are_only_counted() -> None:
    found = told(answered("other:x:1", -1, 1, "left", "right"))
    assert (found.elsewhere, found.answers, found.confusions) == (1, 1, ())
    assert sum(found.phases.values()) == 4


def test_a_fact_is_remembered_as_well_as_its_weakest_card() -> None:
    schedule = Scheduler()
    states = {
        "jk:a:1": schedule.answer(None, "jk:a:1", 4, TODAY - timedelta(days=9)),
        "jk:a:2": schedule.answer(None, "jk:a:2", 1, TODAY - timedelta(days=9)),
        "jk:b:1": State("jk:b:1", suspended=True),
    }
    found = fact_recall(DECK, states, TODAY)
    assert found == {"a": schedule.recall(states["jk:a:2"], TODAY)}
