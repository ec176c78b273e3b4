"""The kind `true-false`: a statement that is true or false."""

from random import Random

from jkbrief.model import Card, Fact
from jkbrief.quiz.item import Item
from jkbrief.quiz.kinds._kind import Dealt
from jkbrief.quiz.kinds._picking import Picking
from jkbrief.quiz.pool import Pool
from jkbrief.text import key

_WORDS = {"t": "true", "y": "true", "yes": "true", "f": "false", "n": "false", "no": "false"}


class TrueFalse(Picking):
    """A statement to be judged."""

    name = "true-false"
    hint = "true or false"

    def deal(self, card: Card, fact: Fact, pool: Pool, chance: Random) -> Dealt | None:  # noqa: ARG002
        """Return the two options, always in the same order."""
        answer = card.answer.casefold()
        return Dealt(("true", "false"), answer) if answer in ("true", "false") else None

    def read(self, item: Item, typed: str) -> str | None:
        """Return the option that was meant; yes and no will do."""
        return _WORDS.get(key(typed)) or super().read(item, typed)
