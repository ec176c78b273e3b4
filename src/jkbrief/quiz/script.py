"""A session answered from a file: one JSON object a line. Pure."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jkbrief.errors import JkbriefError
from jkbrief.quiz.item import Item
from jkbrief.quiz.kinds import KINDS
from jkbrief.quiz.session import Session
from jkbrief.quiz.wording import RATINGS
from jkbrief.record import NamedTuple
from jkbrief.text import key

_FIELDS = {"card": str, "answer": str, "rating": str, "count_as_right": bool}


class Line(NamedTuple):
    """An answer and where it stands; an empty `card` is the next one of the session."""

    place: str
    answer: str
    card: str = ""
    rating: int = 0
    count_as_right: bool = False


def parse(text: str, name: str) -> list[Line]:
    """Return the answers of a file, blank lines left out.

    Raises JkbriefError for the first line that is no answer, and where some lines name their
    card and others do not.
    """
    lines = [
        _line(each, f"{name}:{number}")
        for number, each in enumerate(text.split("\n"), 1)
        if each.strip()
    ]
    if not lines:
        raise JkbriefError(f"{name}: holds no answer: write one JSON object a line")
    odd = next((line for line in lines if bool(line.card) != bool(lines[0].card)), None)
    if odd:
        raise JkbriefError(f"{odd.place}: 'card' is to stand on every line or on none")
    seen: set[str] = set()
    for line in lines:
        if line.card and line.card in seen:
            raise JkbriefError(f"{line.place}: {line.card!r} is answered twice: keep one line")
        seen.add(line.card)
    return lines


def _line(text: str, place: str) -> Line:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise JkbriefError(f"{place}: is not JSON ({error}): one object a line") from None
    if not isinstance(record, dict) or not isinstance(record.get("answer"), str):
        example = '{"card": "jk:tokyo-summit:when", "answer": "16 March 2023"}'
        raise JkbriefError(f"{place}: is no answer: write it as {example}")
    for field, value in record.items():
        if field not in _FIELDS:
            raise JkbriefError(f"{place}: {field!r} is not known: use {', '.join(_FIELDS)}")
        if not isinstance(value, _FIELDS[field]):
            raise JkbriefError(f"{place}: {field!r} cannot be {json.dumps(value)}")
    return Line(
        place,
        record["answer"],
        record.get("card", ""),
        _rating(record.get("rating"), place),
        record.get("count_as_right", False),
    )


def _rating(word: Any, place: str) -> int:
    if word is None:
        return 0
    if word not in RATINGS.values():
        raise JkbriefError(f"{place}: 'rating' is one of {', '.join(RATINGS.values())}")
    return next(rating for rating, name in RATINGS.items() if name == word)


def asked(
    lines: Sequence[Line], items: Mapping[str, Item], queue: Sequence[Item], seeded: bool
) -> list[Item]:
    """Return the card of each line: the one it names, or the next of `queue`.

    Raises JkbriefError where a card is not among `items`, where there are more lines than
    cards, or where a line is no answer to its card: a place in a list is one only where the
    list is known, because the shuffling was `seeded`.
    """
    found = []
    for number, line in enumerate(lines):
        item = items.get(line.card) if line.card else None
        if line.card and item is None:
            raise JkbriefError(
                f"{line.place}: no card asked for is called {line.card!r}: "
                "'jkbrief quiz --sheet --format json' lists them"
            )
        if item is None:
            if number >= len(queue):
                raise JkbriefError(f"{line.place}: the session has no more cards than {len(queue)}")
            item = queue[number]
        meant = KINDS[item.kind].read(item, line.answer)
        if meant is None:
            raise JkbriefError(f"{line.place}: {line.answer!r} is no answer to {item.prompt!r}")
        if not seeded and item.kind != "true-false" and _is_place(item, line.answer, meant):
            raise JkbriefError(
                f"{line.place}: {line.answer!r} is a place in a list: give the --random-seed of "
                "the sheet, or the answer in words"
            )
        found.append(item)
    return found


def _is_place(item: Item, typed: str, meant: str) -> bool:
    return bool(item.options) and key(meant) != key(typed)


def play(session: Session, lines: Iterable[Line]) -> None:
    """Answer the session's cards in order."""
    for line in lines:
        assert session.turn
        item = session.turn.item
        given = KINDS[item.kind].read(item, line.answer)
        assert given is not None
        feedback = session.answer(given)
        if line.count_as_right:
            feedback = session.overrule()
        offered = feedback.intervals
        session.rate(line.rating if line.rating in offered else feedback.rating)
    session.stop()
