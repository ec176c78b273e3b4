"""What the kinds with options to pick from share."""

import re
from random import Random

from jkbrief.model import Card
from jkbrief.quiz import dates
from jkbrief.quiz.grade import Verdict, grade
from jkbrief.quiz.item import Item
from jkbrief.quiz.kinds._kind import PICK
from jkbrief.quiz.pool import Pool
from jkbrief.text import key

LETTERS = "abcdefgh"
_WRONG = 3
_NUMBER = re.compile(r"\D*(\d+(?:[.,]\d+)*)")


class Picking:
    """A question of which one option is picked, by its number, its letter or its text."""

    form = PICK
    hint = "type its number"
    easy = False

    def read(self, item: Item, typed: str) -> str | None:
        """Return the option that was meant: by its text, else by its number or letter."""
        wanted = key(typed)
        for option in item.options:
            if wanted == key(option):
                return option
        for place, option in enumerate(item.options):
            if wanted in (str(place + 1), LETTERS[place]):
                return option
        return None

    def grade(self, item: Item, given: str, pool: Pool) -> Verdict:  # noqa: ARG002 - of the Protocol
        """Return whether the right option was picked."""
        right = given == item.answer
        return Verdict(right, meant="" if right else given)


def wrong_options(card: Card, pool: Pool, chance: Random) -> tuple[str, ...]:
    """Return the curated wrong options, or where there are none other answers of the type."""
    if card.wrong:
        return card.wrong
    right = pool.forms(card)
    others = [
        forms[0]
        for forms in pool.others(card.type)
        if not any(grade(form, right, card.type).correct for form in forms)
    ]
    return tuple(chance.sample(others, min(_WRONG, len(others))))


def arranged(options: tuple[str, ...], chance: Random) -> tuple[str, ...]:
    """Return dates and numbers in their order, all else shuffled."""
    numbered = all(any(map(str.isdigit, option)) for option in options)
    for rank in (_date, _number) if numbered else ():
        ranks = [rank(option) for option in options]
        if all(each is not None for each in ranks):
            return tuple(sorted(options, key=lambda option: rank(option) or ()))
    return tuple(chance.sample(options, len(options)))


def _date(text: str) -> tuple[float, ...] | None:
    found = dates.readings(text)
    if len(found) != 1:
        return None
    return tuple(part or 0 for part in next(iter(found)))


def _number(text: str) -> tuple[float, ...] | None:
    match = _NUMBER.match(text)
    return (float(match[1].replace(",", "")),) if match else None
