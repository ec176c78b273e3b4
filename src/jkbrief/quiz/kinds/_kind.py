"""What every kind of question can do."""

from random import Random
from typing import Protocol

from jkbrief.model import Card, Fact
from jkbrief.quiz.grade import Verdict
from jkbrief.quiz.item import Item
from jkbrief.quiz.pool import Pool
from jkbrief.record import NamedTuple

# How an answer is given: one option picked, words typed, or all options put in order.
PICK, TYPE, ARRANGE = "pick", "type", "arrange"


class Dealt(NamedTuple):
    """What a question shows and takes for right."""

    options: tuple[str, ...]
    answer: str
    accept: tuple[str, ...] = ()


class Kind(Protocol):
    """A kind of question.

    `form` is PICK, TYPE or ARRANGE; `hint` says how to answer in a line of text; `easy` is
    whether a right answer may be rated Easy, which one that can be guessed may not.
    """

    @property
    def name(self) -> str:
        """Return the kind's name in the fact base."""

    @property
    def form(self) -> str:
        """Return how an answer is given."""

    @property
    def hint(self) -> str:
        """Return how to answer, in a few words."""

    @property
    def easy(self) -> bool:
        """Return whether a right answer may be rated Easy."""

    def deal(self, card: Card, fact: Fact, pool: Pool, chance: Random) -> Dealt | None:
        """Return options and answer, or None where the base cannot make the question."""

    def read(self, item: Item, typed: str) -> str | None:
        """Return the answer that `typed` stands for, or None where it stands for none."""

    def grade(self, item: Item, given: str, pool: Pool) -> Verdict:
        """Return the verdict on an answer that `read` returned."""
