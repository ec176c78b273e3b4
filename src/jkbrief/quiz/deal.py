"""Which cards a session asks, and in which order. Pure."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

from jkbrief.quiz.item import Asked
from jkbrief.record import NamedTuple

A = TypeVar("A", bound=Asked)

DUE, NEW, CHANGED, MISSED, PRACTICE = "due", "new", "changed", "missed", "practice"


class Dealt(NamedTuple):
    """A card of the session and why it is asked."""

    item: Asked
    why: str


def for_review(
    changed: Sequence[Asked],
    due: Sequence[Asked],
    new: Sequence[Asked],
    count: int,
    most_new: int,
    chance: Random,
) -> tuple[Dealt, ...]:
    """Return up to `count` questions: changed cards, then due ones, then new ones.

    `due` comes in its order, the most overdue first. Of the `new` cards up to `most_new` are
    taken, themes in turn. Two cards of one fact do not follow each other where that can be.
    """
    known = [Dealt(item, CHANGED) for item in changed] + [Dealt(item, DUE) for item in due]
    room = max(0, min(most_new, count - len(known)))
    fresh = [Dealt(item, NEW) for item in interleaved(new, chance)[:room]]
    return tuple(_apart(known[:count]) + _apart(fresh))


def for_practice(items: Iterable[Asked], why: str, count: int, chance: Random) -> tuple[Dealt, ...]:
    """Return up to `count` questions in random order, cards of one fact apart."""
    mixed = list(items)
    chance.shuffle(mixed)
    return tuple(_apart([Dealt(item, why) for item in mixed[:count]]))


def interleaved(items: Iterable[A], chance: Random) -> list[A]:
    """Return the items with their first themes in turn; within a theme the order is random."""
    piles: dict[str, list[A]] = {}
    for item in items:
        piles.setdefault(item.themes[0], []).append(item)
    for pile in piles.values():
        chance.shuffle(pile)
    turns = list(piles.values())
    chance.shuffle(turns)
    longest = max(map(len, turns), default=0)
    return [pile[turn] for turn in range(longest) for pile in turns if turn < len(pile)]


def _apart(dealt: list[Dealt]) -> list[Dealt]:
    """Return the same questions, each moved up where else one fact would come twice in a row."""
    waiting = list(dealt)
    told: list[Dealt] = []
    while waiting:
        last = told[-1].item.fact if told else ""
        place = next((n for n, each in enumerate(waiting) if each.item.fact != last), 0)
        told.append(waiting.pop(place))
    return told
