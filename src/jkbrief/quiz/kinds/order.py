"""The kind `order`: dated events to be put in order."""

import re
from random import Random

from jkbrief import edtf
from jkbrief.model import Card, Fact
from jkbrief.quiz.grade import Verdict
from jkbrief.quiz.item import Item
from jkbrief.quiz.kinds._kind import ARRANGE, Dealt
from jkbrief.quiz.kinds._picking import LETTERS
from jkbrief.quiz.pool import Pool

THEN = " → "
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SHARE = r"(?:(?:about|around|early|late|mid)[ -])*"
_DAYS = r"(?:\d{1,2}(?: (?:and|to|or) \d{1,2})? )?"
_DATE = (
    rf"{_SHARE}{_DAYS}{_MONTH}(?: \d{{1,2}}\b(?!\d))?(?: (?:and|to|or) {_SHARE}{_MONTH})?"
    r"(?:,? (?:of )?(?:18|19|20)\d\d)?"
    rf"|{_SHARE}\b(?:18|19|20)\d\d\b"
)
# A date with its preposition can go where a comma or the end of the clause follows.
# Compiled when an order is dealt, which takes longer than all else of it.
_LEADING = rf"^(?:In|On|By|As of|Since) (?:{_DATE}),? "
_TRAILING = rf",? (?:in|on|by|of|as of|since) (?:{_DATE})(?=[,.; ]|$)"
_GAP = "[…]"


class Order:
    """Three to five events, shown without their dates, the earliest to be put first."""

    name = "order"
    form = ARRANGE
    hint = "type the numbers, the earliest first"
    easy = True

    def deal(self, card: Card, fact: Fact, pool: Pool, chance: Random) -> Dealt | None:  # noqa: ARG002
        """Return the events out of order, and the order that is right."""
        if any(event not in pool.facts for event in card.events) or len(card.events) < 2:
            return None
        events = sorted(
            (pool.facts[event] for event in card.events), key=lambda event: edtf.order(event.date)
        )
        right = [undated(event.statement) for event in events]
        shown = right
        while shown == right:
            shown = chance.sample(right, len(right))
        return Dealt(tuple(shown), THEN.join(right))

    def read(self, item: Item, typed: str) -> str | None:
        """Return the options in the order of their numbers or letters, or the order typed out."""
        if THEN.strip() in typed:
            parts = [part.strip() for part in typed.split(THEN.strip())]
            return THEN.join(parts) if sorted(parts) == sorted(item.options) else None
        places = [_place(mark) for mark in re.findall(r"[0-9a-z]", typed.casefold())]
        if sorted(places) != list(range(len(item.options))):
            return None
        return THEN.join(item.options[place] for place in places)

    def grade(self, item: Item, given: str, pool: Pool) -> Verdict:  # noqa: ARG002 - of the Protocol
        """Return whether every event is at its place."""
        return Verdict(given == item.answer)


def _place(mark: str) -> int:
    return int(mark) - 1 if mark.isdigit() else LETTERS.find(mark)


def undated(statement: str) -> str:
    """Return `statement` without the dates that would give its place away."""
    text = re.sub(_TRAILING, "", re.sub(_LEADING, "", statement))
    text = re.sub(_DATE, _GAP, text)
    return text[0].upper() + text[1:]
