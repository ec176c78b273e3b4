"""Cards as other flashcard programs have them: a note with a front and a back."""

from collections.abc import Iterable

from jkbrief.model import Fact, FactBase
from jkbrief.quiz.item import Item
from jkbrief.record import NamedTuple
from jkbrief.telling.support import citations

GAP = "[...]"
# Question kind -> note type. A note keeps its type for ever, so it hangs on the kind alone.
_TYPES = {"cloze": "cloze", "typed": "basic"}


class Note(NamedTuple):
    """A card; `type` is `basic`, `choice` or `cloze`, whose question has one gap."""

    id: str
    type: str
    question: str
    options: tuple[str, ...]
    answer: str
    fact: str
    citation: str
    deck: str
    tags: tuple[str, ...]


def notes(base: FactBase, items: Iterable[Item]) -> list[Note]:
    """Return the items, which are cards of `base`, as notes in decks by theme."""
    facts = {fact.id: fact for fact in base.facts}
    themes = {theme.id: theme.title for theme in base.themes}
    sources = {source.id: source for source in base.sources}
    told = []
    for item in items:
        fact = facts[item.fact]
        places = citations(fact.cites, sources)
        told.append(
            Note(
                id=item.id,
                type=_type(item),
                question=f"True or false? {item.prompt}"
                if item.kind == "true-false"
                else item.prompt,
                options=item.options if item.kind != "true-false" else (),
                answer=item.answer,
                fact=fact.statement,
                citation="; ".join(map(str, places)),
                deck=_deck(base.title, themes[fact.themes[0]]),
                tags=_tags(fact),
            )
        )
    return told


def _type(item: Item) -> str:
    if item.kind == "cloze" and item.prompt.count(GAP) != 1:
        return "basic"  # a cloze note without its gap would have no card
    return _TYPES.get(item.kind, "choice")


def _deck(*names: str) -> str:
    # Two colons part a deck from its parent.
    return "::".join(name.replace("::", ":") for name in names)


def _tags(fact: Fact) -> tuple[str, ...]:
    tags = [f"theme::{theme}" for theme in fact.themes]
    tags.append(f"kind::{fact.kind}")
    if fact.thread:
        tags.append(f"thread::{fact.thread}")
    tags += dict.fromkeys(f"source::{cite.source}" for cite in fact.cites)
    return tuple(f"jkbrief::{tag}" for tag in tags)
