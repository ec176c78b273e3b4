"""Where a session's answers go: into the history, or nowhere."""

from datetime import datetime

from jkbrief.quiz.history import Answer, History, Recorded, new_id
from jkbrief.quiz.schedule import scheduler
from jkbrief.quiz.session import Marked


class Kept:
    """A book that is the learner's history.

    It takes back only what it recorded itself, whatever another session does meanwhile.
    """

    def __init__(self, history: History) -> None:
        """Write to `history`."""
        self._history = history
        self._recorded: list[str] = []

    def prepare(self, card: str, now: datetime) -> None:
        """Work out what each rating of `card` would come to."""
        aim, day = scheduler(self._history.retention), self._history.day(now)
        aim.preview(self._history.state(card), card, day)

    def settle(self) -> None:
        """Begin to bring what was kept to the disk."""
        self._history.settle()

    def record(self, answer: Answer) -> Marked:
        """Keep an answer and return what it comes to."""
        identity = new_id()
        recorded = self._history.record(answer, identity)
        self._recorded.append(identity)
        return self._marked(answer, recorded)

    def amend(self, answer: Answer) -> Marked:
        """Keep an answer in the place of the last one, in one step."""
        identity = new_id()
        recorded = self._history.record(answer, identity, instead_of=self._recorded[-1])
        self._recorded[-1] = identity
        return self._marked(answer, recorded)

    def _marked(self, answer: Answer, recorded: Recorded) -> Marked:
        aim, day = scheduler(self._history.retention), self._history.day(answer.instant)
        return Marked(
            recorded.state.due,
            recorded.state.lapses,
            aim.preview(recorded.before, answer.card, day),
        )

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

    def prepare(self, card: str, now: datetime) -> None:
        """Work out nothing."""

    def settle(self) -> None:
        """Begin to bring to the disk that a card is asked no more."""
        self._history.settle()

    def record(self, answer: Answer) -> Marked:  # noqa: ARG002 - as Kept
        """Keep nothing: there is no rating to choose."""
        return Marked()

    def amend(self, answer: Answer) -> Marked:  # noqa: ARG002 - as Kept
        """Keep nothing."""
        return Marked()

    def undo(self, now: datetime) -> None:
        """Take back nothing."""

    def suspend(self, card: str, now: datetime) -> None:
        """Ask the card no more."""
        self._history.suspend(card, now)

    def resume(self, card: str, now: datetime) -> None:
        """Ask the card again."""
        self._history.resume(card, now)
