"""Opens the learner's history for a command, with the clock, and tells what is amiss with it."""

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Generic, TypeVar

import click

from jkbrief.cli._options import Command
from jkbrief.errors import FileProblem, WrongUsage
from jkbrief.quiz.history import History, open_history
from jkbrief.quiz.schedule import (
    HIGHEST_RETENTION,
    LOWEST_RETENTION,
    RETENTION,
    ROLLOVER_HOURS,
)

Value = TypeVar("Value", bound=float)


class Habit(Generic[Value]):
    """How somebody learns: an option for once, a variable for good, or what is usual.

    The variable counts wherever the history is read, also where there is no such option.
    """

    def __init__(self, name: str, type: click.ParamType[Value], usual: Value, form: str) -> None:
        """Take the option's name without hyphens; `form` says what a value is."""
        self._name, self._form = name, form
        self._type = type
        self._usual = usual
        self._variable = f"JKBRIEF_{name.upper()}"

    def option(self, metavar: str, help: str) -> Callable[[Command], Command]:
        """Return what adds the option; its value is None where it was not given."""
        usual = f"{help}; {self._usual} unless {self._variable} is set."
        return click.option(f"--{self._name}", type=self._type, metavar=metavar, help=usual)

    def value(self, given: Value | None) -> Value:
        """Return what holds where the option is `given`.

        Raises WrongUsage for a variable that cannot be read.
        """
        text = os.environ.get(self._variable, "")
        if given is not None or not text:
            return self._usual if given is None else given
        try:
            value: Value = self._type.convert(text, None, None)
        except click.BadParameter:
            raise WrongUsage(f"{self._variable} is {text!r}: set it to {self._form}") from None
        return value


ROLLOVER = Habit("rollover", click.IntRange(0, 12), ROLLOVER_HOURS, "an hour from 0 to 12")
rollover_option = ROLLOVER.option("HOUR", "Hour of the night at which a study day begins")


AIM = Habit(
    "retention",
    click.FloatRange(LOWEST_RETENTION, HIGHEST_RETENTION),
    RETENTION,
    f"a probability from {LOWEST_RETENTION} to {HIGHEST_RETENTION}",
)
retention_option = AIM.option("P", "Probability with which a card is to be recalled when due")


def now() -> datetime:
    """Return this instant, in the zone of the machine."""
    return datetime.now().astimezone()


@contextlib.contextmanager
def learner(
    instant: datetime, rollover: int | None = None, retention: float | None = None
) -> Iterator[History]:
    """Open the history and close it afterwards; its notices go to standard error.

    `rollover` and `retention` are those of the options, where given. Raises WrongUsage.
    """
    history = open_history(retention=AIM.value(retention), rollover_hours=ROLLOVER.value(rollover))
    with contextlib.closing(history):
        tell_notices(history, instant)
        yield history
        tell_notices(history, instant)


def refuse_unwritable(history: History) -> None:
    """Raise FileProblem where it can be seen, before any question, that no answer could be kept."""
    there = file = os.path.abspath(history.file)
    while not os.access(there, os.F_OK) and there != os.path.dirname(there):
        there = os.path.dirname(there)
    folder = os.path.dirname(file) if there == file else there
    places = (folder, there)
    writable = os.path.isdir(folder) and all(os.access(place, os.W_OK) for place in places)
    if not writable:
        raise FileProblem(
            f"{history.file}: nothing can be written there, so that no answer would be kept: "
            "practise with --cram, or let JKBRIEF_DATA_DIR name another folder"
        )


def tell_notices(history: History, instant: datetime) -> None:
    """Write what the learner should be told of the history to standard error."""
    for notice in history.notices(instant):
        click.echo(f"jkbrief: {notice}", err=True)
