"""The kind `typed`: a short answer in one's own words."""

from random import Random

from jkbrief.model import Card, Fact
from jkbrief.quiz.grade import Verdict, grade
from jkbrief.quiz.item import Item
from jkbrief.quiz.kinds._kind import TYPE, Dealt
from jkbrief.quiz.pool import Pool


class Typed:
    """An answer that is typed, and graded as `grade.py` says."""

    name = "typed"
    form = TYPE
    hint = "a few words"
    easy = True

    def deal(self, card: Card, fact: Fact, pool: Pool, chance: Random) -> Dealt | None:  # noqa: ARG002
        """Return the answer and all that is accepted for it."""
        answer, *accept = pool.forms(card)
        return Dealt((), answer, tuple(accept)) if answer else None

    def read(self, item: Item, typed: str) -> str | None:  # noqa: ARG002 - of the Protocol
        """Return what was typed, without needless spaces."""
        return " ".join(typed.split()) or None

    def grade(self, item: Item, given: str, pool: Pool) -> Verdict:
        """Return the verdict, with the other known answers of the type in mind."""
        return grade(given, (item.answer, *item.accept), item.type, pool.others_at_need(item.type))
