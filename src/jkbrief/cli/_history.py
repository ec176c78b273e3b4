"""Opens the learner's history for a command, with the clock, and tells what is amiss with it."""

import contextlib
from collections.abc import Iterator
from datetime import datetime

import click

from jkbrief.quiz.history import History, open_history
from jkbrief.quiz.schedule import ROLLOVER_HOURS


def now() -> datetime:
    """Return this instant, in the zone of the machine."""
    return datetime.now().astimezone()


@contextlib.contextmanager
def learner(instant: datetime, rollover: int = ROLLOVER_HOURS) -> Iterator[History]:
    """Open the history and close it afterwards; its notices go to standard error."""
    history = open_history(rollover_hours=rollover)
    with contextlib.closing(history):
        tell_notices(history, instant)
        yield history
        tell_notices(history, instant)


def tell_notices(history: History, instant: datetime) -> None:
    """Write what the learner should be told of the history to standard error."""
    for notice in history.notices(instant):
        click.echo(f"jkbrief: {notice}", err=True)
