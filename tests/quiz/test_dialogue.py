"""The talk: what is said to a session, and how it ends."""

import datetime as dt
import pathlib
from collections.abc import Iterator

from jkbrief.model import FactBase
from jkbrief.quiz.book import Kept
from jkbrief.quiz.deal import NEW, Dealt
from jkbrief.quiz.dialogue import NOTHING_TO_UNDO, Command, Reply, run
from jkbrief.quiz.history import open_history
from jkbrief.quiz.item import Item
from jkbrief.quiz.pool import pool
from jkbrief.quiz.session import Feedback, Session, Turn

NOW = dt.datetime(2026, 3, 1, 20, tzinfo=dt.timezone(dt.timedelta(hours=9)))
RIGHT, WRONG = Reply(Command.ANSWER, "alpha"), Reply(Command.ANSWER, "omega")


class Actor:
    """A face that says what it was told to say, and keeps what it was shown."""

    def __init__(self, *replies: Reply | type[BaseException]) -> None:
        self._replies: Iterator[Reply | type[BaseException]] = iter(replies)
        self.shown: list[str] = []

    def _reply(self) -> Reply:
        reply = next(self._replies)
        if isinstance(reply, Reply):
            return reply
        raise reply

    def ask(self, turn: Turn) -> Reply:
        self.shown.append(turn.item.prompt)
        return self._reply()

    def follow(self, feedback: Feedback) -> Reply:
        self.shown.append("right" if feedback.verdict.correct else "wrong")
        assert feedback.given
        return self._reply()

    def note(self, text: str) -> None:
        self.shown.append(text)


def session(folder: pathlib.Path) -> Session:
    items = [
        Item(f"x:{n}:c", n, ("t",), "typed", f"{n}?", (), "alpha", (), "term", "1") for n in "ab"
    ]
    queue = [Dealt(item, NEW) for item in items]
    pools = {"x": pool(FactBase("x", "X", "1"))}
    return Session(queue, pools, Kept(open_history(folder)), lambda: NOW)


def test_every_command_is_obeyed(tmp_path: pathlib.Path) -> None:
    actor = Actor(
        Reply(Command.UNDO),
        Reply(Command.SKIP),
        Reply(Command.UNDO),
        WRONG,
        Reply(Command.RIGHT),
        Reply(Command.RATE, rating=2),
        Reply(Command.SUSPEND),
    )
    sitting = session(tmp_path)
    assert run(sitting, actor) is False
    assert actor.shown == [
        "a?", NOTHING_TO_UNDO, "a?", "Skipped: the card stays as it is.",
        "b?", "Undone.", "a?", "wrong", "right",
        "b?", "Suspended: this card is asked no more.",
    ]  # fmt: skip
    assert [(r.item.fact, r.rating, r.overruled) for r in sitting.results] == [("a", 2, True)]


def test_quitting_keeps_what_was_answered(tmp_path: pathlib.Path) -> None:
    sitting = session(tmp_path)
    assert run(sitting, Actor(RIGHT, Reply(Command.QUIT))) is False
    assert [result.correct for result in sitting.results] == [True]


def test_an_interruption_is_told_and_keeps_what_was_answered(tmp_path: pathlib.Path) -> None:
    stops: tuple[Reply | type[BaseException], ...] = (Reply(Command.INTERRUPT), KeyboardInterrupt)
    for number, stop in enumerate(stops):
        sitting = session(tmp_path / str(number))
        assert run(sitting, Actor(WRONG, stop)) is True
        assert [result.correct for result in sitting.results] == [False]
        (answer,) = open_history(tmp_path / str(number)).answers()
        assert answer.given == "omega"
