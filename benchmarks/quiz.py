"""The quiz as a learner meets it: `jkbrief quiz --plain`, spoken to line by line."""

import contextlib

from generate import answer
from lab import Lab
from process import Command, Sample, Talk

# What `quiz --plain` says: a question with the line that asks for an answer, then feedback
# with the line that asks how well it was known.
_QUESTION = rb"\n([^\n]+\?)\nAnswer \([^\n]*:"
_FEEDBACK = rb"\nHow well did you know it\?[^\n]*:|\nEnter goes on[^\n]*:"


class Quiz:
    """One sitting."""

    def __init__(self, lab: Lab, cards: int, *options: str) -> None:
        """Start it with a learner who has a history of `cards` cards, up to the first question."""
        command = lab.jkbrief("quiz", "--plain", *options, facts=cards)
        self._talk = Talk(Command(command, lab.learner(cards)))
        instant = self._hear_question()
        self.first = instant - self._talk.begun

    def _hear_question(self) -> float:
        found, instant = self._talk.until(_QUESTION)
        self._question = found[1].decode()
        return instant

    def answer(self) -> Sample:
        """Answer rightly and go on; return how long the program took to the next question."""
        self._talk.think()
        answered = self._talk.say(answer(self._question))
        _, told = self._talk.until(_FEEDBACK)
        rated = self._talk.say("")
        asked = self._hear_question()
        return Sample((told - answered) + (asked - rated))

    def end(self) -> Sample:
        """Return what the whole sitting took."""
        return self._talk.end()

    def close(self) -> None:
        """Stop the sitting if it still goes on."""
        self._talk.close()


def first_question(lab: Lab, cards: int) -> Sample:
    """Return the time to the first question, and the memory of a sitting that ends there."""
    with contextlib.closing(Quiz(lab, cards)) as quiz:
        return Sample(quiz.first, quiz.end().memory)


def sitting(lab: Lab, cards: int, answers: int = 10) -> Sample:
    """Return what a sitting of a few answers took."""
    with contextlib.closing(Quiz(lab, cards)) as quiz:
        for _ in range(answers):
            quiz.answer()
        return quiz.end()
