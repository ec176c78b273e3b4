"""When a card is asked again: the FSRS schedule of the `fsrs` package. Nothing else knows fsrs.

There are no learning steps and no fuzz: the same answers always give the same schedule, and
an interval that was shown is the one that comes. Time is the study day; the package is given
its noon in UTC, so that an evening and the next morning are two days.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from jkbrief.errors import WrongUsage
from jkbrief.record import NamedTuple

if TYPE_CHECKING:
    import fsrs

AGAIN, HARD, GOOD, EASY = RATINGS = (1, 2, 3, 4)
RATING_NAMES = {AGAIN: "again", HARD: "hard", GOOD: "good", EASY: "easy"}
RETENTION = 0.9
LOWEST_RETENTION, HIGHEST_RETENTION = 0.70, 0.99
ROLLOVER_HOURS = 4


class State(NamedTuple):
    """What is known of one card; always what replaying its answers gives.

    `stability` is in days, `difficulty` from 1 to 10. `due`, `last` and `first` are study
    days in ISO form; `due` is when it is asked next, `last` and `first` when it was answered.
    They are empty while `phase` is `new`; it is `review` from the first answer on.
    `lapses` counts the days on which a card that was known from an earlier day was missed.
    """

    card: str
    phase: str = "new"
    stability: float = 0.0
    difficulty: float = 0.0
    due: str = ""
    last: str = ""
    answers: int = 0
    lapses: int = 0
    suspended: bool = False
    first: str = ""


def study_day(instant: datetime, rollover_hours: int = ROLLOVER_HOURS) -> date:
    """Return the study day of `instant`, read on the wall clock of its zone.

    A day begins at `rollover_hours` o'clock: what is answered at one in the morning still
    belongs to the day before.
    """
    return (instant.replace(tzinfo=None) - timedelta(hours=rollover_hours)).date()


class Scheduler:
    """The schedule that aims at one probability of recall."""

    def __init__(self, retention: float = RETENTION) -> None:
        """Take the probability with which a card is to be recalled when it falls due.

        Raises WrongUsage outside 0.70 to 0.99.
        """
        if not LOWEST_RETENTION <= retention <= HIGHEST_RETENTION:
            raise WrongUsage(
                f"the retention to aim at is {LOWEST_RETENTION:.2f} to {HIGHEST_RETENTION:.2f}, "
                f"not {retention:g}"
            )
        self.retention = retention

    @cached_property
    def fsrs(self) -> "fsrs.Scheduler":
        """The package's own scheduler."""
        import fsrs

        return fsrs.Scheduler(
            desired_retention=self.retention,
            learning_steps=(),
            relearning_steps=(),
            enable_fuzzing=False,
        )

    def answer(self, state: State | None, card: str, rating: int, day: date) -> State:
        """Return the state of `card` after an answer on the study day `day`.

        `state` is what it was before, or None for a card never answered. A day before the
        last answer (the clock was set back) counts as the same day.
        """
        return _answered(self, state or State(card), rating, day)

    def preview(self, state: State | None, card: str, day: date) -> Mapping[int, int]:
        """Return for each rating the days until `card` would be due again."""
        return _previewed(self, state or State(card), day)

    def recall(self, state: State, day: date) -> float:
        """Return the predicted probability that the card is recalled on `day`; 0.0 if new."""
        if not state.answers:
            return 0.0
        return float(self.fsrs.get_card_retrievability(_card(state), _noon(day)))


@lru_cache(maxsize=32)
def scheduler(retention: float = RETENTION) -> Scheduler:
    """Return the scheduler for `retention`, made once; raises WrongUsage as Scheduler does."""
    return Scheduler(retention)


# What is previewed while the learner thinks is asked for once more with the answer.
@lru_cache(maxsize=16)
def _previewed(aim: Scheduler, before: State, day: date) -> Mapping[int, int]:
    due = {rating: _answered(aim, before, rating, day).due for rating in RATINGS}
    return {rating: (date.fromisoformat(due[rating]) - day).days for rating in RATINGS}


@lru_cache(maxsize=64)
def _answered(aim: Scheduler, before: State, rating: int, day: date) -> State:
    import fsrs

    after, _ = aim.fsrs.review_card(_card(before), fsrs.Rating(rating), _noon(day))
    assert after.stability is not None
    assert after.difficulty is not None
    forgotten = rating == AGAIN and before.answers > 0 and before.last < day.isoformat()
    return before._replace(
        phase="review",
        stability=after.stability,
        difficulty=after.difficulty,
        due=after.due.date().isoformat(),
        last=day.isoformat(),
        answers=before.answers + 1,
        lapses=before.lapses + forgotten,
        first=before.first or day.isoformat(),
    )


def _noon(day: date) -> datetime:
    # The package takes timezone.utc and no other object that means UTC.
    return datetime.combine(day, time(12), tzinfo=timezone.utc)  # noqa: UP017 - as just said


def _card(state: State) -> "fsrs.Card":
    import fsrs

    # Without an id the package sleeps to find a free one; without `due` it reads the clock.
    if not state.answers:
        return fsrs.Card(card_id=0, due=datetime.min)  # noqa: DTZ901 - never read
    last = _noon(date.fromisoformat(state.last))
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=state.stability,
        difficulty=state.difficulty,
        due=last,
        last_review=last,
    )
