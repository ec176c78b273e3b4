"""The kind `who`: who said or holds it, one of a few people or bodies."""

from random import Random

from jkbrief.model import Card, Fact
from jkbrief.quiz.kinds._kind import Dealt
from jkbrief.quiz.kinds._picking import Picking, arranged, wrong_options
from jkbrief.quiz.pool import Pool


class Who(Picking):
    """One of a few names; those who share the fact are no wrong options for each other."""

    name = "who"

    def deal(self, card: Card, fact: Fact, pool: Pool, chance: Random) -> Dealt | None:
        """Return the names, shuffled."""
        names = {pool.people.get(holder, "") for holder in fact.by}
        wrong = tuple(name for name in wrong_options(card, pool, chance) if name not in names)
        if not wrong or not card.answer:
            return None
        return Dealt(arranged((card.answer, *wrong), chance), card.answer)
