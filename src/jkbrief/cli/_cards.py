"""The cards that a request asks for, with what they teach."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from jkbrief.cli._bank import Bank, Looked, OpenBank, ReadBank, lesson
from jkbrief.cli._session import Session
from jkbrief.errors import JkbriefError
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.model import Theme
from jkbrief.quiz.card import items
from jkbrief.quiz.deck import Listed, deck
from jkbrief.quiz.item import Item
from jkbrief.quiz.pool import Pool, pool
from jkbrief.quiz.wording import Lesson
from jkbrief.select import EVERYTHING, Query, as_known, choose

Chosen = list[tuple[CompiledBase, Theme]]


class Cards:
    """The cards that were asked for, in `bank`, and what they teach by id.

    `themes` are the titles of the themes they count for, by id; `title` names them together,
    and `command` asks for them again.
    """

    def __init__(self, session: Session, bank: Bank, chosen: Chosen, named: bool) -> None:
        """Take the cards and their themes, and whether these were named."""
        self._session, self.bank = session, bank
        self.lessons: Mapping[str, Lesson] = Looked(bank.lesson)
        self.themes = {theme.id: theme.title for _, theme in chosen}
        self.title = ", ".join(self.themes.values()) if named else "All themes"
        self.command = " ".join(["jkbrief quiz", *(self.themes if named else ())])

    @cached_property
    def deck(self) -> Mapping[str, Listed]:
        """Every card of the bases, also those that are not asked for; all are read for it."""
        return {card.id: card for base in self._session.bases for card in deck(base.whole())}


def gather(
    session: Session,
    themes: tuple[str, ...],
    query: Query,
    question_kinds: tuple[str, ...],
    seed: int,
    few: bool,
) -> Cards:
    """Return the cards of `themes`, or of all, whose facts and kinds of question are asked for.

    Where only a `few` of them will be asked, each is read when its turn comes; conditions
    other than themes need all read. Raises NotFound for a theme that is not there,
    JkbriefError where no card is left.
    """
    chosen = session.find_themes(themes) if themes else session.themes()
    own = {base.factbase: {t.id for owner, t in chosen if owner is base} for base in session.bases}
    bank: Bank
    if few and query == EVERYTHING and not question_kinds:
        bank = OpenBank(session.bases, own if themes else None, seed)
        empty = bank.is_empty()
    else:
        bank = _read(session.bases, own, query, question_kinds, seed)
        empty = not bank.every()
    if empty and query == EVERYTHING and not question_kinds:
        raise JkbriefError("there is no card to ask: 'jkbrief topics' counts them")
    if empty:
        raise JkbriefError("no card meets these conditions: drop one of the options")
    return Cards(session, bank, chosen, bool(themes))


def _read(
    bases: Iterable[CompiledBase],
    themes: Mapping[str, set[str]],
    query: Query,
    question_kinds: tuple[str, ...],
    seed: int,
) -> ReadBank:
    asked: dict[str, Item] = {}
    lessons: dict[str, Lesson] = {}
    pools: dict[str, Pool] = {}
    for base in bases:
        whole = base.whole()
        known = pools[base.factbase] = pool(whole)
        then, own = as_known(whole, query.as_of), themes[base.factbase]
        facts = {fact.id: fact for fact in choose(then.facts, query) if own & set(fact.themes)}
        sources = {source.id: source for source in whole.sources}
        for item in items(then, seed, facts, known):
            if not question_kinds or item.kind in question_kinds:
                asked[item.id] = item
                fact = facts[item.fact]
                card = next(card for card in fact.cards if item.id.endswith(f":{card.id}"))
                lessons[item.id] = lesson(fact, card, known.facts, sources)
    return ReadBank(asked, lessons, pools)
