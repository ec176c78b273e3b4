"""Where a session's answers go: into the history, or nowhere."""

from datetime import datetime

from jkbrief.quiz.history import Answer, History, new_id
from jkbrief.quiz.schedule import State, scheduler


class Kept:
    """A book that is the learner's history.

    It takes back only what it recorded itself, whatever another session does meanwhile.
    """

    def __init__(self, history: History) -> None:
        """Write to `history`."""
        self._history = history
        self._recorded: list[str] = []

    def intervals(self, card: str, now: datetime) -> dict[int, int]:
        """Return for each rating the days until the card comes back."""
        aim = scheduler(self._history.retention)
        return aim.preview(self._history.state(card), card, self._history.day(now))

    def record(self, answer: Answer) -> State:
        """Keep an answer and return the card's new state."""
        identity = new_id()
        state = self._history.record(answer, identity)
        self._recorded.append(identity)
        return state

    def amend(self, answer: Answer) -> State:
        """Keep an answer in the place of the last one, in one step."""
        identity = new_id()
        state = self._history.record(answer, identity, instead_of=self._recorded[-1])
        self._recorded[-1] = identity
        return state

    def undo(self, now: datetime) -> None:
        """Take back the last answer."""
        self._history.undo(now, self._recorded.pop())

    def suspend(self, card: str, now: datetime) -> None:
        """Ask the card no more."""
        self._history.suspend(card, now)

    def resume(self, card: str, now: datetime) -> None:
        """Ask the card again."""
        self._history.resume(card, now)


class Unkept:
    """A book for practice: the schedule and the log of answers stay as they are."""

    def __init__(self, history: History) -> None:
        """Take `history` for what is no answer: a card that is to be asked no more."""
        self._history = history

    def intervals(self, card: str, now: datetime) -> dict[int, int]:  # noqa: ARG002 - as Kept
        """Return nothing: there is no rating to choose."""
        return {}

    def record(self, answer: Answer) -> None:
        """Keep nothing."""

    def amend(self, answer: Answer) -> None:
        """Keep nothing."""

    def undo(self, now: datetime) -> None:
        """Take back nothing."""

    def suspend(self, card: str, now: datetime) -> None:
        """Ask the card no more."""
        self._history.suspend(card, now)

    def resume(self, card: str, now: datetime) -> None:
        """Ask the card again."""
        self._history.resume(card, now)
