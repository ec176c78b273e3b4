"""The learner's history: the log of answers, and what is known of each card because of it.

Each answer is one small transaction, committed when `record` returns. State is derived from
the log, kept beside it in the same transaction, and equal to what replaying the log gives.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import TypeVar

from jkbrief.errors import FileProblem
from jkbrief.folders import data_folder
from jkbrief.quiz import database, queries
from jkbrief.quiz.database import (
    Damaged,
    event_of,
    in_memory,
    inode,
    open_reading,
    open_writing,
    readable_events,
    remove_log,
    set_aside,
    sync_apart,
    told,
    transaction,
)
from jkbrief.quiz.disk import Disk
from jkbrief.quiz.events import ANSWER, RESUME, SUSPEND, UNDO, Derived, Event, order, replay
from jkbrief.quiz.schedule import RETENTION, ROLLOVER_HOURS, State, scheduler, study_day
from jkbrief.record import NamedTuple
from jkbrief.text import listed

Result = TypeVar("Result")
FILE = "history.sqlite"
# A clock that is behind the last answer by less than this was only corrected.
_CORRECTION = timedelta(minutes=5)
# Who came back to a card after a day did not think about it for longer.
_LONGEST = 86_400.0  # seconds
# How often a write is tried where the file turns out to be damaged or to be replaced.
_ATTEMPTS = 3


class Answer(NamedTuple):
    """One answer as it was given.

    `card` is `base:fact:card`, `fingerprint` that of its content then. `given` is what was
    typed or chosen, `expected` the right answer that was shown; `correct` is as it counted,
    after an overruling. `instant` has its zone; `seconds` is how long it took. `day` is the
    study day in ISO form under which it was recorded; `record` finds it by itself.
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
    day: str = ""


class Recorded(NamedTuple):
    """What is known of a card before and after an answer; `before` is None for a new one."""

    before: State | None
    state: State


class Learned(NamedTuple):
    """What was last learned of a card: its fingerprint then, the answer, and what was given."""

    fingerprint: str
    expected: str
    given: str


class Mark(NamedTuple):
    """A place in a log: the number of an event, in the order of writing, and its id."""

    number: int
    event: str


def open_history(
    folder: "os.PathLike[str] | str | None" = None,
    retention: float = RETENTION,
    rollover_hours: int = ROLLOVER_HOURS,
) -> "History":
    """Return the history in `folder`; nothing is made until something is written.

    `retention` is what new answers are scheduled for. Raises WrongUsage for one out of range.
    """
    return History(
        os.path.join(folder or data_folder(), FILE),
        scheduler(retention).retention,
        rollover_hours,
    )


class History:
    """One learner's history. Every method may raise FileProblem, in one clear line.

    Two processes may write at once: each write waits for the other's to end. Where the
    database is damaged, reading goes on with what can be read of it, and the first write
    keeps it aside and begins a new one with that; `notices` says so.
    """

    def __init__(self, file: str, retention: float, rollover_hours: int) -> None:
        """Take the database's file; it is opened when first needed."""
        self.file = file
        self.retention = retention
        self.rollover_hours = rollover_hours
        self._notices: list[str] = []
        self._told: set[str] = set()
        self._damage: tuple[str, ...] = ()
        self._connection: sqlite3.Connection | None = None
        self._disk: Disk | None = None
        self._writable = False
        self._inode = 0

    def day(self, instant: datetime) -> date:
        """Return the study day of `instant`."""
        return study_day(instant, self.rollover_hours)

    # Writing

    def record(
        self, answer: Answer, identity: str | None = None, instead_of: str | None = None
    ) -> Recorded:
        """Keep an answer and return what it does to its card; both are committed.

        `identity` is the answer's id in the log, made up unless given. The answer of the same
        card that is called `instead_of` is taken back in the same transaction.
        """
        event = self._answer_event(identity or new_id(), answer)
        undo = new_id() if instead_of else ""

        def write(db: sqlite3.Connection) -> Recorded:
            if instead_of:
                self._take_back(db, undo, instead_of, answer.card, answer.instant)
            if not queries.append(db, event):
                return _recorded_before(db, event)
            before = queries.state(db, answer.card)
            day = self.day(answer.instant)
            after = scheduler(self.retention).answer(before, answer.card, answer.rating, day)
            queries.keep(db, answer.card, Derived(after, event.id))
            return Recorded(before, after)

        return self._write(write)

    def _take_back(
        self, db: sqlite3.Connection, identity: str, target: str, card: str, instant: datetime
    ) -> None:
        queries.append(db, Event(*self._beginning(identity, UNDO, card, instant), target=target))
        queries.derive(db, card)

    def _answer_event(self, identity: str, answer: Answer) -> Event:
        return Event(
            *self._beginning(identity, ANSWER, answer.card, answer.instant),
            rating=int(answer.rating),
            correct=answer.correct,
            overruled=answer.overruled,
            seconds=min(max(0.0, float(answer.seconds)), _LONGEST),
            retention=self.retention,
            fingerprint=answer.fingerprint,
            given=_encodable(answer.given),
            expected=_encodable(answer.expected),
        )

    def _beginning(
        self, identity: str, kind: str, card: str, instant: datetime
    ) -> tuple[str, str, int, str, str, str]:
        """Return the fields that every event has."""
        stamp = (instant - _EPOCH) // _MICROSECOND
        return identity, kind, stamp, instant.isoformat(), self.day(instant).isoformat(), card

    def undo(self, instant: datetime, identity: str | None = None) -> Answer | None:
        """Take back the last answer that still counts, also one of an earlier run.

        With `identity` it is that answer and no other. Returns the answer, or None where there
        is none.
        """
        wanted = "AND e.id = :id" if identity else ""
        query = f"{queries.COUNTING} {wanted} ORDER BY e.stamp DESC, e.id DESC LIMIT 1"
        undo = new_id()

        def write(db: sqlite3.Connection) -> Answer | None:
            done = queries.event_called(db, undo)
            if done:
                target = queries.event_called(db, done.target)
                return _answer(target) if target else None
            row = db.execute(query, {"id": identity}).fetchone()
            if row is None:
                return None
            taken = event_of(row)
            self._take_back(db, undo, taken.id, taken.card, instant)
            return _answer(taken)

        return self._write(write) if self._read(queries.count) else None

    def suspend(self, card: str, instant: datetime) -> None:
        """Ask `card` no more until it is resumed."""
        self._set_suspended(SUSPEND, card, instant)

    def resume(self, card: str, instant: datetime) -> None:
        """Ask `card` again."""
        self._set_suspended(RESUME, card, instant)

    def _set_suspended(self, kind: str, card: str, instant: datetime) -> None:
        event = Event(*self._beginning(new_id(), kind, card, instant))

        def write(db: sqlite3.Connection) -> None:
            queries.append(db, event)
            queries.derive(db, card)

        self._write(write)

    def merge(self, events: Iterable[Event]) -> int:
        """Add the events that are not there yet and return how many those were.

        Merging two logs in either order gives the same history. Raises JkbriefError, with
        nothing changed, where an event contradicts another.
        """
        given = sorted(events, key=order)

        def write(db: sqlite3.Connection) -> int:
            new = {event.id: event for event in given if queries.is_new(db, event)}
            contradiction = next((e for e in given if new.get(e.id, e) != e), None)
            if contradiction:
                raise queries.contradicting(contradiction)
            db.executemany(database.INSERT, new.values())
            for event in new.values():
                queries.check_target(db, event)
            for card in {event.card for event in new.values()}:
                queries.derive(db, card)
            return len(new)

        return self._write(write) if given else 0

    # Reading

    def notices(self, instant: datetime) -> tuple[str, ...]:
        """Return what the learner should be told now, one line each: damage, a clock set back.

        Nothing is returned twice.
        """
        last = self._read(queries.last_instant)
        if last is not None and instant < last - _CORRECTION:
            self._notices.append(
                f"the clock says {_minute(instant)}, but the last answer is of {_minute(last)}: "
                "check the date; answers are kept in the order in which they are given"
            )
        new = tuple(notice for notice in self._notices if notice not in self._told)
        self._told.update(new)
        self._notices.clear()
        return new

    def state(self, card: str) -> State | None:
        """Return what is known of `card`, or None where it was never answered or suspended."""
        return self._read(lambda db: queries.state(db, card))

    def states(self) -> dict[str, State]:
        """Return what is known, by card."""
        return self._read(queries.states)

    def learned(self, card: str) -> Learned | None:
        """Return what the last answer that counts was about, or None."""
        row = self._read(
            lambda db: db.execute(f"{queries.LEARNED} AND s.card = ?", (card,)).fetchone()
        )
        return Learned._make(row[1:]) if row else None

    def changed(self, fingerprints: Mapping[str, str]) -> dict[str, Learned]:
        """Return the cards last learned with another fingerprint than `fingerprints` gives."""
        return {
            card: learned
            for card, learned in self.learned_among(fingerprints).items()
            if learned.fingerprint != fingerprints[card]
        }

    def learned_among(self, cards: Iterable[str]) -> dict[str, Learned]:
        """Return what the last answers that count were about, of `cards`."""
        chosen = listed(cards)
        return self._learned(queries.LEARNED_AMONG, chosen) if chosen != _NONE else {}

    def learned_pages(self, size: int = 1000) -> Iterator[dict[str, Learned]]:
        """Yield what the last answers that count were about, of all cards, some at a time."""
        page = self._learned(queries.LEARNED_AFTER, "", size)
        while page:
            yield page
            page = self._learned(queries.LEARNED_AFTER, max(page), size)

    def _learned(self, query: str, *arguments: object) -> dict[str, Learned]:
        rows = self._read(lambda db: db.execute(query, arguments).fetchall())
        return {card: Learned._make(rest) for card, *rest in rows}

    def scheduled(self, size: int = 250) -> Iterator[list[tuple[str, str]]]:
        """Yield due days and cards, the most overdue first, `size` at a time; none suspended."""
        last = ("", "")
        while True:
            wanted = (*last, size)
            page = self._read(lambda db: db.execute(queries.SCHEDULED, wanted).fetchall())  # noqa: B023 - called at once
            if not page:
                return
            yield page
            last = page[-1]

    def known(self) -> set[str]:
        """Return the cards that were answered or are suspended."""
        return {card for (card,) in self._read(lambda db: db.execute("SELECT card FROM state"))}

    def suspended(self, cards: Iterable[str]) -> set[str]:
        """Return those of `cards` that are suspended."""
        chosen = listed(cards)
        if chosen == _NONE:
            return set()
        rows = self._read(lambda db: db.execute(queries.SUSPENDED_AMONG, (chosen,)).fetchall())
        return {card for (card,) in rows}

    def mark(self) -> Mark | None:
        """Return the end of the log, or None where it is empty or damaged."""
        query = "SELECT rowid, id FROM event ORDER BY rowid DESC LIMIT 1"
        row = self._read(lambda db: db.execute(query).fetchone())
        return Mark(*row) if row and not self._damage else None

    def since(self, mark: Mark) -> set[str] | None:
        """Return the cards to which something happened after `mark`, or None if it is not there."""
        query = "SELECT rowid, id, card FROM event WHERE rowid >= ? ORDER BY rowid"
        rows = self._read(lambda db: db.execute(query, (mark.number,)).fetchall())
        if not rows or Mark(*rows[0][:2]) != mark:
            return None
        return {card for _, _, card in rows[1:]}

    def mistakes(self, since: date) -> list[str]:
        """Return the cards missed on `since` or later, the latest first."""
        wanted = queries.from_day(since)
        rows = self._read(lambda db: db.execute(queries.MISTAKES, wanted).fetchall())
        return list(dict.fromkeys(event_of(row).card for row in rows))

    def started(self, day: date) -> int:
        """Return how many cards were first answered on `day`."""
        wanted = queries.from_day(day)
        return int(self._read(lambda db: db.execute(queries.STARTED, wanted).fetchone())[0])

    def answers(self) -> Iterator[Answer]:
        """Yield the answers that count, in order."""
        query = f"{queries.COUNTING} ORDER BY e.stamp, e.id"
        rows = self._read(lambda db: db.execute(query).fetchall())
        return (_answer(event_of(row)) for row in rows)

    def log(self) -> Iterator[Event]:
        """Yield every event, in order."""
        rows = self._read(lambda db: db.execute(f"{queries.EVENTS} ORDER BY stamp, id").fetchall())
        return map(event_of, rows)

    def verify(self) -> queries.Verified:
        """Return whether the database is whole and every state is what replay gives."""
        found = self._read(queries.verified)
        return found._replace(problems=self._damage + found.problems)

    def repair(self) -> queries.Verified:
        """Derive every state anew, keep a damaged database aside, and verify the result."""
        if os.path.exists(self.file):
            if self._is_broken():
                self._mend()
            else:
                self._write(queries.derive_all)
        return self.verify()

    def _is_broken(self) -> bool:
        try:
            return bool(self._read(queries.integrity) or self._damage)
        except Damaged:
            return True

    # The connection

    def settle(self) -> None:
        """Begin to bring what was written to the disk; the next write waits for the end of it."""
        if self._disk is not None:
            self._disk.begin()

    def close(self) -> None:
        """Close the database, with all on the disk; it opens again when needed."""
        try:
            if self._disk is not None:
                if inode(self.file) not in (0, self._inode):
                    remove_log(self.file, self._disk.inode)
                self._disk.close()
        finally:
            self._disk = None
            if self._connection is not None:
                self._connection.close()
                self._connection, self._writable = None, False

    def _read(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        with told(self.file):
            return work(self._connected())

    def _write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Return what `work` returns, once what it did is in the file that is there now.

        `work` may be called again, also where what it did the first time was saved. What was
        written before is on the disk when `work` is called.
        """
        for _ in range(_ATTEMPTS):
            try:
                connection = self._connected(write=True)
                if self._disk is not None:
                    self._disk.wait()
                with told(self.file), transaction(connection):
                    result = work(connection)
            except Damaged:
                self._mend()
                continue
            if self._disk is not None:
                self._disk.note()
            else:  # SQLite has waited for the disk itself
                self._disk = sync_apart(connection, self.file)
            if inode(self.file) == self._inode:
                return result
            self.close()  # another session set the file aside meanwhile
        raise FileProblem(f"{self.file}: is damaged time and again: is the disk sound?")

    def _connected(self, write: bool = False) -> sqlite3.Connection:
        if self._connection is None or (write and not self._writable):
            self.close()
            self._inode = inode(self.file)
            self._connection = open_writing(self.file) if write else self._open_reading()
            self._inode = self._inode or inode(self.file)
            self._writable = write
        return self._connection

    def _open_reading(self) -> sqlite3.Connection:
        try:
            return open_reading(self.file) or in_memory()
        except Damaged as error:
            self._damage = (str(error),)
            events = readable_events(self.file)
            connection = in_memory(events)
            queries.derive_all(connection)
            answers = sum(event.kind == ANSWER for event in events)
            self._notices.append(
                f"{self.file}: is damaged: {_counted(answers)} could be read; the next answer "
                "keeps it aside and goes on with these in a new one"
            )
            return connection

    def _mend(self) -> None:
        self.close()
        aside = set_aside(self.file, self._inode)
        self._damage = ()
        self._notices.clear()
        if aside:
            connection = self._connected(write=True)
            with told(self.file), transaction(connection):
                queries.derive_all(connection)
            self._notices.append(
                f"{self.file}: was damaged: it is kept as {os.path.basename(aside.file)}, and "
                f"{_counted(aside.answers)} that could be read are in a new history"
            )


_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - as in schedule.py

_MICROSECOND = timedelta(microseconds=1)


def new_id() -> str:
    """Return an id for an event that no other will have.

    It begins with the time, so that new events stand together in the index of ids.
    """
    return f"{time.time_ns() // 1000:014x}{os.urandom(9).hex()}"


def _recorded_before(db: sqlite3.Connection, answer: Event) -> Recorded:
    """Return what an answer that is in the log already did to its card, whose state is kept."""
    events = queries.events_of(db, answer.card)
    before = replay(event for event in events if event.id != answer.id)
    after = replay(events)
    queries.keep(db, answer.card, after)
    return Recorded(before and before.state, after.state if after else State(answer.card))


def _encodable(text: str) -> str:
    """Return `text` without what a terminal may send that is no character."""
    return text.encode("utf-8", "replace").decode()


_NONE = listed(())


def _minute(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%d %H:%M")


def _counted(answers: int) -> str:
    return f"{answers} answer{'' if answers == 1 else 's'}"


def _answer(event: Event) -> Answer:
    fields = {name: getattr(event, name) for name in Answer._fields}
    return Answer(**{**fields, "instant": datetime.fromisoformat(event.instant)})
