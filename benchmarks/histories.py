"""Gives the learner whose HOME this is a history of every card of a fact base.

Runs on the Python of the measured jkbrief, and writes through its own history. Each card was
answered three times, as it fell due; one in ten is due today or overdue, the others fall due
in the days to come.
"""

import pathlib
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from jkbrief.factbase.load import load
from jkbrief.quiz.card import Item, items
from jkbrief.quiz.events import ANSWER, Event
from jkbrief.quiz.history import open_history
from jkbrief.quiz.schedule import GOOD, RETENTION, scheduler

DAYS_LATE, DAYS_EARLY = 14, 7


def answered() -> tuple[list[int], int]:
    """Return on which days, from the first, a card is answered, and on which it is next due."""
    start = date(2001, 1, 1)
    day, days, state = start, [], None
    for _ in range(3):
        state = scheduler().answer(state, "", GOOD, day)
        days.append((day - start).days)
        day = date.fromisoformat(state.due)
    return days, (day - start).days


def events(cards: list[Item], today: date) -> Iterator[Event]:
    """Yield the answers to every card."""
    days, due = answered()
    noon = datetime.combine(today, time(12)).astimezone()
    for number, item in enumerate(cards):
        in_days = -(number % DAYS_LATE) if number % 10 == 0 else 1 + number % DAYS_EARLY
        for answer, day in enumerate(days):
            instant = noon + timedelta(days=in_days - due + day, microseconds=number)
            yield Event(
                id=f"{item.id}-{answer}",
                kind=ANSWER,
                stamp=int(instant.timestamp() * 1_000_000),
                instant=instant.isoformat(),
                day=instant.date().isoformat(),
                card=item.id,
                rating=GOOD,
                correct=True,
                overruled=False,
                seconds=5.0,
                retention=RETENTION,
                fingerprint=item.fingerprint,
                given=item.answer,
                expected=item.answer,
            )


if __name__ == "__main__":
    cards = items(load(pathlib.Path(sys.argv[1])), seed=0)
    open_history().merge(events(cards, datetime.now().astimezone().date()))
