"""The kind `choice`: one of three or four options."""

from random import Random

from jkbrief.model import Card, Fact
from jkbrief.quiz.kinds._kind import Dealt
from jkbrief.quiz.kinds._picking import Picking, arranged, wrong_options
from jkbrief.quiz.pool import Pool


class Choice(Picking):
    """One of a few options, of which one is right."""

    name = "choice"

    def deal(self, card: Card, fact: Fact, pool: Pool, chance: Random) -> Dealt | None:  # noqa: ARG002
        """Return the options, shuffled, or in order where they are dates or numbers."""
        wrong = wrong_options(card, pool, chance)
        if not wrong or not card.answer:
            return None
        return Dealt(arranged((card.answer, *wrong), chance), card.answer)
