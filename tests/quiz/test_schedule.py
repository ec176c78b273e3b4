"""The schedule is that of FSRS, by two implementations that are not ours, on a real log."""

import csv
import pathlib
from collections import defaultdict
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise

import fsrs
import pytest

from jkbrief.errors import WrongUsage
from jkbrief.quiz.schedule import AGAIN, EASY, GOOD, HARD, Scheduler, State, study_day

LOG = pathlib.Path(__file__).parents[3] / "shared" / "data" / "review-log.csv"
UTC = timezone.utc  # noqa: UP017 - the object that the package wants
KOREA = timezone(timedelta(hours=9))
Reviews = dict[str, list[tuple[date, int]]]


@pytest.fixture(scope="module")
def reviews() -> Reviews:
    if not LOG.is_file():
        pytest.skip(f"the review log is not at hand ({LOG.name}): CI has it")
    rows = defaultdict(list)
    with LOG.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            instant = datetime.fromisoformat(row["review_time"])
            rows[row["card_id"]].append((instant, int(row["review_rating"])))
    return {
        card: [(study_day(instant), rating) for instant, rating in sorted(told)]
        for card, told in rows.items()
    }


def replayed(card: str, told: list[tuple[date, int]]) -> State:
    schedule, state = Scheduler(), None
    for day, rating in told:
        state = schedule.answer(state, card, rating, day)
    assert state
    return state


def test_a_real_log_gives_the_states_of_the_packages_own_replay(reviews: Reviews) -> None:
    theirs = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    assert len(reviews) == 1205
    for card, told in reviews.items():
        logs = [
            fsrs.ReviewLog(1, fsrs.Rating(rating), datetime.combine(day, time(12), UTC), None)
            for day, rating in told
        ]
        expected = theirs.reschedule_card(fsrs.Card(card_id=1), logs)
        state = replayed(card, told)
        assert (state.stability, state.difficulty) == (expected.stability, expected.difficulty)
        assert state.due == expected.due.date().isoformat()
        assert expected.last_review
        assert state.last == expected.last_review.date().isoformat()


def test_a_real_log_gives_the_states_of_an_implementation_in_rust(reviews: Reviews) -> None:
    from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

    theirs = FSRS(list(fsrs.Scheduler().parameters))
    for card, told in reviews.items():
        days = [day for day, _ in told]
        gaps = [0, *((later - day).days for day, later in pairwise(days))]
        steps = [FSRSReview(rating, gap) for (_, rating), gap in zip(told, gaps, strict=True)]
        expected = theirs.memory_state(FSRSItem(steps))
        state = replayed(card, told)
        # They reckon in 32 bits, hence relative.
        assert state.stability == pytest.approx(expected.stability, rel=1e-4)
        assert state.difficulty == pytest.approx(expected.difficulty, rel=1e-4)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-10T23:59:00+09:00", "2026-03-10"),
        ("2026-03-11T03:59:59+09:00", "2026-03-10"),
        ("2026-03-11T04:00:00+09:00", "2026-03-11"),
        ("2026-03-11T08:00:00-05:00", "2026-03-11"),  # on the learner's own wall clock
        ("2026-01-01T00:30:00+00:00", "2025-12-31"),
    ],
)
def test_a_study_day_begins_at_four(instant: str, day: str) -> None:
    assert study_day(datetime.fromisoformat(instant)).isoformat() == day


def test_the_hour_at_which_a_day_begins_can_be_chosen() -> None:
    night = datetime(2026, 3, 11, 0, 30, tzinfo=KOREA)
    assert study_day(night, 0) == date(2026, 3, 11)
    assert study_day(night, 1) == date(2026, 3, 10)


def test_an_evening_and_the_next_morning_are_two_days() -> None:
    evening = study_day(datetime(2026, 3, 10, 22, tzinfo=KOREA))
    morning = study_day(datetime(2026, 3, 11, 7, tzinfo=KOREA))
    schedule = Scheduler()
    known = schedule.answer(None, "c", GOOD, evening)
    assert schedule.recall(known, evening) == 1.0
    assert schedule.recall(known, morning) < 1.0


def test_the_interval_that_was_shown_is_the_one_that_comes() -> None:
    schedule, state, day = Scheduler(), None, date(2026, 1, 1)
    for rating in (GOOD, AGAIN, HARD, GOOD, EASY, GOOD):
        shown = schedule.preview(state, "c", day)
        state = schedule.answer(state, "c", rating, day)
        assert shown[rating] == (date.fromisoformat(state.due) - day).days
        assert shown[AGAIN] <= shown[HARD] <= shown[GOOD] <= shown[EASY]
        day = date.fromisoformat(state.due)


def test_a_lapse_is_to_miss_what_was_known_on_an_earlier_day() -> None:
    schedule, day = Scheduler(), date(2026, 1, 1)
    state = schedule.answer(None, "c", AGAIN, day)
    assert state.lapses == 0  # never known before
    state = schedule.answer(state, "c", AGAIN, day)
    assert state.lapses == 0  # the same session
    state = schedule.answer(state, "c", AGAIN, day + timedelta(days=1))
    assert state.lapses == 1
    state = schedule.answer(state, "c", AGAIN, day + timedelta(days=1))
    assert (state.lapses, state.answers) == (1, 4)


def test_a_day_before_the_last_answer_counts_as_the_same_day() -> None:
    schedule, day = Scheduler(), date(2026, 1, 10)
    state = schedule.answer(None, "c", GOOD, day)
    same = schedule.answer(state, "c", GOOD, day)
    back = schedule.answer(state, "c", GOOD, date(2026, 1, 1))
    assert (back.stability, back.difficulty) == (same.stability, same.difficulty)
    assert schedule.recall(state, date(2026, 1, 1)) == 1.0


@pytest.mark.parametrize("retention", [0.69, 1.0, 0, -1, float("nan")])
def test_a_retention_out_of_range_is_refused(retention: float) -> None:
    with pytest.raises(WrongUsage, match=r"is 0\.70 to 0\.99, not"):
        Scheduler(retention)


def test_aiming_higher_means_to_come_back_sooner() -> None:
    day = date(2026, 1, 1)
    low, high = (Scheduler(aim).answer(None, "c", EASY, day) for aim in (0.70, 0.99))
    assert high.due < low.due
    assert high.stability == low.stability
