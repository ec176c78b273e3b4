"""The review log: its events, their order, and their form as JSON Lines. Pure.

The log is the truth and is only ever added to; what is known of a card is derived from it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from jkbrief.errors import JkbriefError
from jkbrief.quiz.schedule import (
    HIGHEST_RETENTION,
    LOWEST_RETENTION,
    RATINGS,
    RETENTION,
    State,
    scheduler,
)
from jkbrief.record import NamedTuple

ANSWER, UNDO, SUSPEND, RESUME = KINDS = ("answer", "undo", "suspend", "resume")
VERSION = 1


class Event(NamedTuple):
    """One thing that happened to a card; the fields from `rating` on are those of an answer.

    `stamp` orders events: microseconds since 1970, as the clock had it, but always later than
    what the history held when it was written, also where the clock was set back. `instant` is
    the clock's own time in ISO form with its zone offset, `day` the study day. `target` is the
    id of the answer that an undo takes back. `retention` is what the schedule aimed at.
    """

    id: str
    kind: str
    stamp: int
    instant: str
    day: str
    card: str
    target: str | None = None
    rating: int | None = None
    correct: bool | None = None
    overruled: bool | None = None
    seconds: float | None = None
    retention: float | None = None
    fingerprint: str | None = None
    given: str | None = None
    expected: str | None = None


def order(event: Event) -> tuple[int, str]:
    """Return the key that puts events in the one order in which they are replayed."""
    return (event.stamp, event.id)


class Derived(NamedTuple):
    """What replay gives for a card: its state and the id of the last answer that counts."""

    state: State
    answer: str | None


def replay(events: Iterable[Event]) -> Derived | None:
    """Return what the events of one card come to, or None where nothing is left of them."""
    told = sorted(events, key=order)
    undone = {event.target for event in told if event.kind == UNDO}
    state: State | None = None
    last, suspended = None, False
    for event in told:
        if event.kind == ANSWER and event.id not in undone:
            assert event.rating is not None
            day = date.fromisoformat(event.day)
            aim = scheduler(event.retention or RETENTION)
            state = aim.answer(state, event.card, event.rating, day)
            last = event.id
        elif event.kind in (SUSPEND, RESUME):
            suspended = event.kind == SUSPEND
    if state is None and not suspended:
        return None
    return Derived((state or State(told[0].card))._replace(suspended=suspended), last)


def line(event: Event) -> str:
    """Return the event as one line of JSON, without the fields that it has not."""
    import json  # no quiz needs it for its first question

    fields = {name: value for name, value in event._asdict().items() if value is not None}
    return json.dumps({"jkbrief": VERSION, **fields}, ensure_ascii=False)


def parse(lines: Iterable[str], name: str) -> Iterator[Event]:
    """Yield the event of each line that is not blank.

    Raises JkbriefError at the first line that is no event; `name` is the file's.
    """
    import json

    for number, text in enumerate(lines, 1):
        if text.strip():
            try:
                yield _event(json.loads(text))
            except (ValueError, RecursionError) as error:
                raise JkbriefError(
                    f"{name}:{number}: is not an event of a history ({error}): nothing was imported"
                ) from None


def _event(record: Any) -> Event:
    if not isinstance(record, dict):
        raise ValueError("it is not a JSON object")  # noqa: TRY004 - one error for bad input
    version = record.pop("jkbrief", None)
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        advice = "it is from a newer jkbrief: update this one" if newer else f"not {version!r}"
        raise ValueError(f"the field 'jkbrief' is {VERSION} here; {advice}")
    unknown = sorted(set(record) - set(Event._fields))
    if unknown:
        raise ValueError(f"the field {unknown[0]!r} is not known")
    missing = [name for name in Event._fields[:6] if name not in record]
    if missing:
        raise ValueError(f"the field {missing[0]!r} is missing")
    return sound(Event(**record))


def sound(event: Event) -> Event:
    """Return `event`; raises ValueError, with a text for people, where it cannot be one."""
    if event.kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}, not {event.kind!r}")
    for name, kind in _TYPES.items():
        value = getattr(event, name)
        wanted = name in _ALWAYS or name in _OF_KIND[event.kind]
        if wanted and not (isinstance(value, kind) and isinstance(value, bool) == (kind is bool)):
            raise ValueError(f"the field {name!r} cannot be {value!r}")
        if not wanted and value is not None:
            raise ValueError(f"the field {name!r} is not for {event.kind!r}")
        if isinstance(value, str):
            value.encode()  # half of a surrogate pair is a ValueError, too
    if not event.id or not event.card:
        raise ValueError("id and card are not empty")
    _sound_time(event)
    if event.kind == ANSWER:
        _sound_answer(event)
    return event


_ALWAYS = Event._fields[:6]
_OF_KIND = {
    ANSWER: Event._fields[7:],
    UNDO: ("target",),
    SUSPEND: (),
    RESUME: (),
}
_TYPES: dict[str, Any] = {
    **dict.fromkeys(("id", "kind", "instant", "day", "card", "target"), str),
    **dict.fromkeys(("fingerprint", "given", "expected"), str),
    **dict.fromkeys(("stamp", "rating"), int),
    **dict.fromkeys(("correct", "overruled"), bool),
    **dict.fromkeys(("seconds", "retention"), (int, float)),
}
_LATEST = 2**62  # microseconds; what SQLite and the next stamp have room for


def _sound_time(event: Event) -> None:
    instant = datetime.fromisoformat(event.instant)
    if instant.tzinfo is None:
        raise ValueError(f"the instant {event.instant!r} has no zone offset")
    day = date.fromisoformat(event.day)
    if not 1970 <= day.year < 3000:
        raise ValueError(f"the study day {event.day!r} is not of this age")
    if instant.date() - day not in (timedelta(0), timedelta(1)) or event.day != day.isoformat():
        raise ValueError(f"the study day {event.day!r} does not go with {event.instant!r}")
    if not 0 <= event.stamp < _LATEST:
        raise ValueError(f"the stamp {event.stamp} is out of range")


def _sound_answer(event: Event) -> None:
    if event.rating not in RATINGS:
        raise ValueError(f"the rating is 1 to 4, not {event.rating}")
    assert event.retention is not None
    assert event.seconds is not None
    if not LOWEST_RETENTION <= event.retention <= HIGHEST_RETENTION:
        raise ValueError("the retention is out of range")
    if not 0 <= event.seconds < 1e9:
        raise ValueError("the seconds are out of range")
