"""What is asked of the history's tables, and how state is derived in them.

Each function works within the transaction of its caller.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from jkbrief.errors import JkbriefError
from jkbrief.quiz.database import event_of
from jkbrief.quiz.events import UNDO, Derived, Event, replay
from jkbrief.quiz.schedule import State
from jkbrief.record import NamedTuple

_FIELDS = ", ".join(Event._fields)
EVENTS = f"SELECT {_FIELDS} FROM event"  # noqa: S608 - our own names, here and below
COUNTING = f"""
    SELECT {", ".join(f"e.{name}" for name in Event._fields)} FROM event AS e
    WHERE e.kind = 'answer' AND NOT EXISTS (SELECT 1 FROM event AS u WHERE u.target = e.id)
"""  # noqa: S608
_STATES = f"SELECT {', '.join(State._fields)} FROM state"  # noqa: S608
_KEEP = f"""
    INSERT OR REPLACE INTO state ({", ".join(State._fields)}, answer)
    VALUES ({", ".join("?" * (len(State._fields) + 1))})
"""  # noqa: S608
LEARNED = """
    SELECT s.card, e.fingerprint, e.expected, e.given
    FROM state AS s JOIN event AS e ON e.id = s.answer WHERE s.answers > 0
"""
LEARNED_AMONG = f"{LEARNED} AND s.card IN (SELECT value FROM json_each(?)) ORDER BY s.card"  # noqa: S608
LEARNED_AFTER = f"{LEARNED} AND s.card > ? ORDER BY s.card LIMIT ?"
# The due queue, a page at a time.
SCHEDULED = """
    SELECT due, card FROM state WHERE suspended = 0 AND (due, card) > (?, ?)
    ORDER BY due, card LIMIT ?
"""
SUSPENDED_AMONG = """
    SELECT card FROM state WHERE suspended = 1 AND card IN (SELECT value FROM json_each(?))
"""
# Who was first answered on a day has an answer of that day, and the log is read from there on.
STARTED = """
    SELECT count(*) FROM state WHERE first = :day AND card IN (
        SELECT card FROM event WHERE stamp >= :stamp AND kind = 'answer' AND day = :day
    )
"""
MISTAKES = f"""
    {COUNTING} AND e.stamp >= :stamp AND e.day >= :day AND e.correct = 0
    ORDER BY e.stamp DESC, e.id DESC
"""
_FIRST_DAY = date(1970, 1, 1).toordinal()
_DERIVED = f"SELECT {', '.join(State._fields)}, answer FROM state"  # noqa: S608


# Also where the clock was set back, what happens later comes later.
_STAMP = "max(?, (SELECT ifnull(max(stamp), -1) + 1 FROM event))"
_APPEND = f"""
    INSERT OR IGNORE INTO event ({_FIELDS})
    VALUES ({", ".join(_STAMP if name == "stamp" else "?" for name in Event._fields)})
"""  # noqa: S608


def from_day(day: date) -> dict[str, str | int]:
    """Return a study day, and a stamp that no event of that day or later comes before."""
    # A study day begins after midnight in its own zone, which is within a day of UTC.
    days = day.toordinal() - _FIRST_DAY - 1
    return {"day": day.isoformat(), "stamp": days * 86_400_000_000}


class Verified(NamedTuple):
    """What `verify` found: counts, and one line for each problem."""

    events: int
    cards: int
    problems: tuple[str, ...]


def append(db: sqlite3.Connection, event: Event) -> bool:
    """Add an event that happens now to the end of the log; one that is there already stays.

    Its stamp is raised above all others. Returns whether it was added.
    """
    return db.execute(_APPEND, event).rowcount > 0


def event_called(db: sqlite3.Connection, identity: str | None) -> Event | None:
    """Return the event with this id, or None."""
    row = db.execute(f"{EVENTS} WHERE id = ?", (identity,)).fetchone()
    return event_of(row) if row else None


def count(db: sqlite3.Connection) -> int:
    """Return how many events there are."""
    return int(db.execute("SELECT count(*) FROM event").fetchone()[0])


def last_instant(db: sqlite3.Connection) -> datetime | None:
    """Return what the clock said at the last event, or None."""
    row = db.execute("SELECT instant FROM event ORDER BY stamp DESC, id DESC LIMIT 1").fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def state(db: sqlite3.Connection, card: str) -> State | None:
    """Return the state of `card`, or None."""
    row = db.execute(f"{_STATES} WHERE card = ?", (card,)).fetchone()
    return _state_of(row) if row else None


def states(db: sqlite3.Connection) -> dict[str, State]:
    """Return every state, by card."""
    return {row[0]: _state_of(row) for row in db.execute(_STATES)}


def _state_of(row: tuple[object, ...]) -> State:
    made = State._make(row)
    return made._replace(suspended=bool(made.suspended))


def derive(db: sqlite3.Connection, card: str) -> None:
    """Keep the state of `card` that replaying its events gives."""
    keep(db, card, replay(events_of(db, card)))


def events_of(db: sqlite3.Connection, card: str) -> list[Event]:
    """Return what happened to `card`, in no order."""
    return [event_of(row) for row in db.execute(f"{EVENTS} WHERE card = ?", (card,))]


def derive_all(db: sqlite3.Connection) -> None:
    """Derive every state anew."""
    db.execute("DELETE FROM state")
    for card, result in _replayed(db):
        keep(db, card, result)


def _replayed(db: sqlite3.Connection) -> Iterator[tuple[str, Derived | None]]:
    rows = map(event_of, db.execute(f"{EVENTS} ORDER BY card, stamp, id"))
    for card, events in groupby(rows, key=lambda event: event.card):
        yield card, replay(events)


def keep(db: sqlite3.Connection, card: str, result: Derived | None) -> None:
    """Keep what replay gave for `card`."""
    if result is None:
        db.execute("DELETE FROM state WHERE card = ?", (card,))
    else:
        db.execute(_KEEP, (*result.state, result.answer))


def is_new(db: sqlite3.Connection, event: Event) -> bool:
    """Return whether the log lacks the event; raises JkbriefError where it says otherwise."""
    kept = event_called(db, event.id)
    if kept is not None and kept != event:
        raise contradicting(event)
    return kept is None


def contradicting(event: Event) -> JkbriefError:
    """Return the error of an event that says two different things."""
    return JkbriefError(
        f"the event {event.id} says two different things: one of the two logs was changed by "
        "hand; nothing was imported"
    )


def check_target(db: sqlite3.Connection, event: Event) -> None:
    """Raise JkbriefError for an undo of what is no answer of that card."""
    if event.kind == UNDO:
        query = "SELECT 1 FROM event WHERE id = ? AND kind = 'answer' AND card = ?"
        if not db.execute(query, (event.target, event.card)).fetchone():
            raise JkbriefError(
                f"the event {event.id} takes back an answer that is in neither log: import the "
                "whole log; nothing was imported"
            )


def integrity(db: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the database itself."""
    found = [text for (text,) in db.execute("PRAGMA integrity_check(10)")]
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    return [text for text in found if text != "ok"] + [
        f"a row of the table {table} names an event that is not there" for table, *_ in broken
    ]


def verified(db: sqlite3.Connection) -> Verified:
    """Return whether the database is whole and every state is what replay gives."""
    problems = integrity(db)
    kept = {row[0]: Derived(_state_of(row[:-1]), row[-1]) for row in db.execute(_DERIVED)}
    replayed = {card: result for card, result in _replayed(db) if result}
    problems += [
        f"the state of {card} is not what replaying its answers gives"
        for card in sorted(kept.keys() | replayed.keys())
        if kept.get(card) != replayed.get(card)
    ]
    return Verified(count(db), len(kept), tuple(problems))
