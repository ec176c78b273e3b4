"""The learner's history: the log of answers, and what is known of each card because of it.

Each answer is one small transaction, committed when `record` returns. State is derived from
the log, kept beside it in the same transaction, and equal to what replaying the log gives.
"""

import json
import os
import pathlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from typing import NamedTuple, TypeVar

from jkbrief.errors import JkbriefError
from jkbrief.quiz import database
from jkbrief.quiz.database import Damaged, told, transaction
from jkbrief.quiz.events import ANSWER, RESUME, SUSPEND, UNDO, Derived, Event, order, replay
from jkbrief.quiz.schedule import RETENTION, ROLLOVER_HOURS, State, scheduler, study_day

Result = TypeVar("Result")
FILE = "history.sqlite"
# A clock that is behind the last answer by less than this was only corrected.
_CORRECTION = timedelta(minutes=5)


class Answer(NamedTuple):
    """One answer as it was given.

    `card` is `base:fact:card`, `fingerprint` that of its content then. `given` is what was
    typed or chosen, `expected` the right answer that was shown; `correct` is as it counted,
    after an overruling. `instant` has its zone; `seconds` is how long it took.
    """

    card: str
    fingerprint: str
    rating: int
    correct: bool
    overruled: bool
    given: str
    instant: datetime
    seconds: float
    expected: str = ""


class Learned(NamedTuple):
    """What was last learned of a card: its fingerprint then, the answer, and what was given."""

    fingerprint: str
    expected: str
    given: str


class Verified(NamedTuple):
    """What `verify` found: counts, and one line for each problem."""

    events: int
    cards: int
    problems: tuple[str, ...]


def history_folder() -> pathlib.Path:
    """Return where the history is kept: JKBRIEF_DATA_DIR or the platform's data directory."""
    chosen = os.environ.get("JKBRIEF_DATA_DIR")
    if chosen:
        return pathlib.Path(chosen)
    import platformdirs  # a quarter of click's import time: only where it is needed

    return platformdirs.user_data_path("jkbrief", appauthor=False)


def open_history(
    folder: pathlib.Path | None = None,
    retention: float = RETENTION,
    rollover_hours: int = ROLLOVER_HOURS,
) -> "History":
    """Return the history in `folder`; nothing is made until something is written.

    `retention` is what new answers are scheduled for. Raises WrongUsage for one out of range.
    """
    return History(
        (folder or history_folder()) / FILE, scheduler(retention).retention, rollover_hours
    )


class History:
    """One learner's history. Every method may raise FileProblem, in one clear line.

    Two processes may write at once: each write waits for the other's to end.
    """

    def __init__(self, file: pathlib.Path, retention: float, rollover_hours: int) -> None:
        """Take the database's file; it is opened when first needed."""
        self.file = file
        self.retention = retention
        self.rollover_hours = rollover_hours
        self._notices: list[str] = []
        self._reader: sqlite3.Connection | None = None

    def day(self, instant: datetime) -> date:
        """Return the study day of `instant`."""
        return study_day(instant, self.rollover_hours)

    # Writing

    def record(self, answer: Answer) -> State:
        """Keep an answer and return the new state of its card; both are committed."""
        raise NotImplementedError

    def undo(self, instant: datetime) -> Answer | None:
        """Take back the last answer that still counts, also one of an earlier run.

        Returns that answer, or None where there is none.
        """
        raise NotImplementedError

    def suspend(self, card: str, instant: datetime) -> None:
        """Ask `card` no more until it is resumed."""
        raise NotImplementedError

    def resume(self, card: str, instant: datetime) -> None:
        """Ask `card` again."""
        raise NotImplementedError

    # Reading

    def notices(self, instant: datetime) -> tuple[str, ...]:
        """Return what the learner should be told, one line each: a clock set back, damage."""
        raise NotImplementedError

    def state(self, card: str) -> State | None:
        """Return what is known of `card`, or None where it was never answered or suspended."""
        raise NotImplementedError

    def states(self) -> dict[str, State]:
        """Return what is known, by card."""
        raise NotImplementedError

    def due(
        self, day: date, cards: Iterable[str] | None = None, limit: int | None = None
    ) -> list[str]:
        """Return the cards due on `day` or before, the most overdue first; only among `cards`."""
        raise NotImplementedError

    def learned(self, card: str) -> Learned | None:
        """Return what the last answer that counts was about, or None."""
        raise NotImplementedError

    def changed(self, fingerprints: Mapping[str, str]) -> dict[str, Learned]:
        """Return the cards last learned with another fingerprint than `fingerprints` gives."""
        raise NotImplementedError

    def mistakes(self, since: date) -> list[str]:
        """Return the cards missed on `since` or later, the latest first."""
        raise NotImplementedError

    def started(self, day: date) -> int:
        """Return how many cards were first answered on `day`."""
        raise NotImplementedError

    def answers(self, since: date | None = None) -> Iterator[Answer]:
        """Yield the answers that count, in order, from the study day `since` on."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the database; it opens again when needed."""
        raise NotImplementedError
