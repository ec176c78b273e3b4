"""A quiz on paper: the questions, then the key with its sources. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jkbrief.document import Block, Fields, Items, Page, Paragraph, Part
from jkbrief.quiz.item import Item
from jkbrief.quiz.kinds import ARRANGE, KINDS, PICK
from jkbrief.quiz.kinds.order import THEN
from jkbrief.quiz.wording import Lesson, counted

_LETTERS = "abcdefgh"
_LINE = "Answer: ……………………………………"


def page(items: Sequence[Item], lessons: Mapping[str, Lesson], title: str, seed: int) -> Page:
    """Return the sheet; the same cards with the same `seed` give the same sheet."""
    questions = [
        Part("Questions" if number == 1 else "", tuple(_question(number, item)))
        for number, item in enumerate(items, 1)
    ]
    key = Fields(
        tuple(_answer(number, item, lessons[item.id]) for number, item in enumerate(items, 1))
    )
    about = f"{counted(len(items), 'question')}. --random-seed {seed} prints the same sheet again."
    return Page(f"Quiz: {title}", (Part("", (Paragraph(about),)), *questions, Part("Key", (key,))))


def _question(number: int, item: Item) -> Iterable[Block]:
    yield Paragraph(f"{number}. {item.prompt}")
    if item.options:
        yield Items(tuple(f"{_LETTERS[n]}) {option}" for n, option in enumerate(item.options)))
    if KINDS[item.kind].form != PICK:
        yield Paragraph(_LINE)


def _answer(number: int, item: Item, lesson: Lesson) -> tuple[str, tuple[str, ...]]:
    facts, places = lesson.told()
    return f"{number}", (_right(item), *facts, *places)


def _right(item: Item) -> str:
    """Return the right answer as a key has it: with the letters of the options."""
    form = KINDS[item.kind].form
    if form == PICK:
        return f"{_LETTERS[item.options.index(item.answer)]}) {item.answer}"
    if form == ARRANGE:
        places = (item.options.index(event) for event in item.answer.split(THEN))
        return ", ".join(_LETTERS[place] for place in places)
    return item.answer


def record(
    items: Iterable[Item], lessons: Mapping[str, Lesson], title: str, seed: int
) -> dict[str, Any]:
    """Return the sheet for JSON: each card with its key and sources."""
    return {
        "title": title,
        "seed": seed,
        "cards": [{**card(item), "places": list(lessons[item.id].places)} for item in items],
    }


def card(item: Item) -> dict[str, Any]:
    """Return a card for JSON."""
    fields = ("id", "fact", "kind", "prompt", "options", "answer", "accept")
    return {name: getattr(item, name) for name in fields}
