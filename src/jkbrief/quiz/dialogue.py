"""The talk between a session and whoever answers, over a terminal, plain lines or a file."""

import enum
from typing import Protocol

from jkbrief.quiz.session import Feedback, Session, Turn
from jkbrief.record import NamedTuple


class Command(enum.Enum):
    """What can be said to a session."""

    ANSWER = enum.auto()
    RATE = enum.auto()
    RIGHT = enum.auto()
    UNDO = enum.auto()
    SKIP = enum.auto()
    SUSPEND = enum.auto()
    QUIT = enum.auto()
    INTERRUPT = enum.auto()


class Reply(NamedTuple):
    """A command, with the answer as the kind of question reads it, or the rating."""

    command: Command
    answer: str = ""
    rating: int = 0


class Face(Protocol):
    """Whoever shows the questions and hands on the replies."""

    def ask(self, turn: Turn) -> Reply:
        """Show a question and return the reply: an answer, or a command."""

    def follow(self, feedback: Feedback) -> Reply:
        """Show what an answer came to and return the reply: a rating, or a command."""

    def note(self, text: str) -> None:
        """Show a remark."""


NOTHING_TO_UNDO = "Nothing to undo here; 'jkbrief history undo' goes back before this session."


def run(session: Session, face: Face) -> bool:
    """Lead the session to its end; returns whether it was interrupted."""
    try:
        while session.turn:
            feedback = session.feedback
            reply = face.follow(feedback) if feedback else face.ask(session.turn)
            if reply.command is Command.INTERRUPT:
                session.stop()
                return True
            _obey(session, face, reply)
    except KeyboardInterrupt:
        session.stop()
        return True
    return False


def _obey(session: Session, face: Face, reply: Reply) -> None:
    match reply.command:
        case Command.ANSWER:
            session.answer(reply.answer)
        case Command.RATE:
            session.rate(reply.rating)
        case Command.RIGHT:
            session.overrule()
        case Command.UNDO:
            face.note("Undone." if session.undo() else NOTHING_TO_UNDO)
        case Command.SKIP:
            session.skip()
            face.note("Skipped: the card stays as it is.")
        case Command.SUSPEND:
            session.suspend()
            face.note("Suspended: this card is asked no more.")
        case Command.QUIT:
            session.stop()
        case Command.INTERRUPT:
            raise AssertionError("run() ends the session itself")
