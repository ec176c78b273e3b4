"""The cards of fact bases as far as the schedule and the figures need them. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date

from jkbrief.model import FactBase
from jkbrief.quiz.schedule import State, scheduler
from jkbrief.record import NamedTuple


class Listed(NamedTuple):
    """A card: `id` is `base:fact:card`; `statement` and `themes` are those of its fact."""

    id: str
    fact: str
    statement: str
    themes: tuple[str, ...]
    prompt: str
    answer: str


def card_id(factbase: str, fact: str, card: str) -> str:
    """Return by what name the history knows a card; it never changes."""
    return f"{factbase}:{fact}:{card}"


def deck(base: FactBase) -> list[Listed]:
    """Return every card of `base`, in its order."""
    return [
        Listed(
            card_id(base.factbase, fact.id, card.id),
            fact.id,
            fact.statement,
            fact.themes,
            card.ask,
            card.answer,
        )
        for fact in base.facts
        for card in fact.cards
    ]


def fact_recall(
    cards: Iterable[Listed], states: Mapping[str, State], day: date
) -> dict[str, float]:
    """Return for each fact that was asked about the predicted recall of its weakest card."""
    found: dict[str, float] = {}
    for card in cards:
        state = states.get(card.id)
        if state and state.answers:
            recall = scheduler().recall(state, day)
            found[card.fact] = min(recall, found.get(card.fact, 1.0))
    return found
