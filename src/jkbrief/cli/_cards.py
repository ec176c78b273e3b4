"""The cards that a request asks for, with what they teach."""

from collections.abc import Mapping
from typing import NamedTuple

from jkbrief import edtf
from jkbrief.briefing import support
from jkbrief.cli._session import Session
from jkbrief.errors import JkbriefError
from jkbrief.model import Fact, Source
from jkbrief.quiz.card import items
from jkbrief.quiz.deck import Listed, deck
from jkbrief.quiz.item import Item
from jkbrief.quiz.pool import Pool, pool
from jkbrief.quiz.wording import Lesson
from jkbrief.select import Query, choose


class Cards(NamedTuple):
    """The questions that were asked for, what they teach by id, and what their bases know.

    `deck` has every card of the bases, also those that are not asked for. `themes` are the titles of the themes they count for, by id; `title` names them
    together, and `command` asks for them again.
    """

    items: tuple[Item, ...]
    lessons: Mapping[str, Lesson]
    pools: Mapping[str, Pool]
    deck: Mapping[str, Listed]
    themes: Mapping[str, str]
    title: str
    command: str


def gather(
    session: Session,
    themes: tuple[str, ...],
    query: Query,
    question_kinds: tuple[str, ...],
    seed: int,
) -> Cards:
    """Return the cards of `themes`, or of all, whose facts and kinds of question are asked for.

    Raises NotFound for a theme that is not there, JkbriefError where no card is left.
    """
    chosen = session.find_themes(themes) if themes else session.themes()
    asked: list[Item] = []
    lessons: dict[str, Lesson] = {}
    pools: dict[str, Pool] = {}
    every: dict[str, Listed] = {}
    for base in session.bases:
        whole = base.whole()
        every |= {card.id: card for card in deck(whole)}
        known = pools[base.factbase] = pool(whole)
        own = {theme.id for owner, theme in chosen if owner is base}
        facts = {fact.id: fact for fact in choose(whole, query).facts if own & set(fact.themes)}
        sources = {source.id: source for source in whole.sources}
        for item in items(whole, seed, facts, known):
            if not question_kinds or item.kind in question_kinds:
                asked.append(item)
                lessons[item.id] = _lesson(item, facts[item.fact], known.facts, sources)
    if not asked:
        raise JkbriefError("no card meets these conditions: drop one of the options")
    titles = {theme.id: theme.title for _, theme in chosen}
    title = ", ".join(titles.values()) if themes else "All themes"
    command = " ".join(["jkbrief quiz", *(titles if themes else ())])
    return Cards(tuple(asked), lessons, pools, every, titles, title, command)


def _lesson(
    item: Item, fact: Fact, facts: Mapping[str, Fact], sources: Mapping[str, Source]
) -> Lesson:
    places = support.citations(fact.cites, sources)
    card = next(card for card in fact.cards if item.id.endswith(f":{card.id}"))
    events = sorted((facts[name] for name in card.events), key=lambda event: edtf.order(event.date))
    steps = tuple(_step(event, sources) for event in events)
    return Lesson(fact.id, fact.statement, tuple(map(str, places)), steps)


def _step(event: Fact, sources: Mapping[str, Source]) -> str:
    first = support.citations(event.cites, sources)[0]
    return f"{edtf.plain(event.date or '')}: {event.statement} {first}"
