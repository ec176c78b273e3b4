"""The cards that were asked for: read when their turn comes, or all at once."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

from jkbrief import edtf
from jkbrief.errors import FileProblem
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.factbase.store import cache_file
from jkbrief.model import Card, Fact, Person, Source
from jkbrief.quiz import changes, today
from jkbrief.quiz.card import fingerprint, item
from jkbrief.quiz.history import History, Learned
from jkbrief.quiz.item import Item, Named, named
from jkbrief.quiz.pool import Forms, Pool, answers, names
from jkbrief.quiz.wording import Lesson

Value = TypeVar("Value")
_RECENT = 8  # cards that are kept


class Bank(today.Bank, Protocol):
    """Cards, and what is to be known of each by its id; `pools` is what their bases know."""

    @property
    def pools(self) -> Mapping[str, Pool]:
        """Return what the bases know, by their ids."""

    def item(self, card: str) -> Item | None:
        """Return a card as a question, or None where the base has or makes none."""

    def lesson(self, card: str) -> Lesson:
        """Return what a card teaches."""


class ReadBank:
    """Cards that are all read, as conditions on them need it."""

    def __init__(
        self, items: Mapping[str, Item], lessons: Mapping[str, Lesson], pools: Mapping[str, Pool]
    ) -> None:
        """Take questions and lessons by card, and what each base knows."""
        self._items, self._lessons, self.pools = items, lessons, pools

    def every(self) -> Sequence[Item]:
        """Return all, in the order of the bases."""
        return list(self._items.values())

    def among(self, cards: Iterable[str]) -> set[str]:
        """Return those of `cards` that were asked for."""
        return self._items.keys() & set(cards)

    def changed(self, history: History) -> dict[str, Learned]:
        """Return what was learned of those, not suspended, whose answer is another now."""
        found = history.changed({card: item.fingerprint for card, item in self._items.items()})
        suspended = history.suspended(found)
        return {card: found[card] for card in found if card not in suspended}

    def item(self, card: str) -> Item | None:
        """Return a card as a question."""
        return self._items[card]

    def lesson(self, card: str) -> Lesson:
        """Return what a card teaches."""
        return self._lessons[card]


class OpenBank:
    """Every card of some themes, or of all, each read when its turn comes: of 100,000, a few."""

    def __init__(
        self, bases: Iterable[CompiledBase], themes: Mapping[str, set[str]] | None, seed: int
    ) -> None:
        """Take for each base, by its id, the ids of the themes; None asks for all."""
        self._bases = {base.factbase: base for base in bases}
        self._themes, self._seed = themes, seed
        self.pools = {name: pool_of(base) for name, base in self._bases.items()}
        # A question and its lesson are asked for one after the other.
        self._read = lru_cache(_RECENT)(self._look_up)
        self._sources = {name: _sources_of(base) for name, base in self._bases.items()}

    def every(self) -> Sequence[Named]:
        """Return all, in the order of the bases."""
        return [
            named(f"{base.factbase}:{name}", theme)
            for base in self._bases.values()
            for name, theme in base.card_list(self._themes_of(base))
        ]

    def is_empty(self) -> bool:
        """Return whether there is no card."""
        return not any(base.has_cards(self._themes_of(base)) for base in self._bases.values())

    def among(self, cards: Iterable[str]) -> set[str]:
        """Return those of `cards` that were asked for."""
        return {
            f"{base.factbase}:{name}"
            for base, own in self._by_base(cards)
            for name in base.card_names(own, self._themes_of(base))
        }

    def changed(self, history: History) -> dict[str, Learned]:
        """Return what was learned of those, not suspended, whose answer is another now."""
        found: dict[str, Learned] = {}
        for base in self._bases.values():
            file = f"{cache_file(base.origin)}.changed"
            told, noted = changes.changed(history, self._fingerprints, base.content, _read(file))
            if noted:
                _keep(noted, file)
            found |= told
        asked = self.among(found)
        return {card: found[card] for card in found if card in asked}

    def item(self, card: str) -> Item | None:
        """Return a card as a question, or None where the base has or makes none."""
        found = self._read(card)
        if found is None:
            return None
        factbase = card.partition(":")[0]
        own, fact = found
        return item(factbase, fact, own, self.pools[factbase], self._seed)

    def lesson(self, card: str) -> Lesson:
        """Return what a card teaches."""
        found = self._read(card)
        assert found, card
        factbase = card.partition(":")[0]
        own, fact = found
        return lesson(fact, own, self.pools[factbase].facts, self._sources[factbase])

    def _look_up(self, card: str) -> tuple[Card, Fact] | None:
        factbase, _, name = card.partition(":")
        return self._bases[factbase].card_with_fact(name)

    def _fingerprints(self, cards: Iterable[str]) -> dict[str, str]:
        return {
            f"{base.factbase}:{name}": fingerprint(card, self.pools[base.factbase])
            for base, own in self._by_base(cards)
            for name in own
            if (card := base.card(name))
        }

    def _by_base(self, cards: Iterable[str]) -> Iterator[tuple[CompiledBase, list[str]]]:
        own: dict[str, list[str]] = {}
        for card in cards:
            factbase, _, name = card.partition(":")
            own.setdefault(factbase, []).append(name)
        for factbase, told in own.items():
            if factbase in self._bases:
                yield self._bases[factbase], told

    def _themes_of(self, base: CompiledBase) -> set[str] | None:
        return None if self._themes is None else self._themes.get(base.factbase, set())


def lesson(
    fact: Fact, card: Card, facts: Mapping[str, Fact], sources: Mapping[str, Source]
) -> Lesson:
    """Return what a card of `fact` teaches, with its places."""
    from jkbrief.telling import support  # when the question is on screen

    places = support.citations(fact.cites, sources)
    events = sorted((facts[name] for name in card.events), key=lambda event: edtf.order(event.date))
    steps = tuple(_step(event, sources) for event in events)
    return Lesson(fact.id, fact.statement, tuple(map(str, places)), steps)


def _step(event: Fact, sources: Mapping[str, Source]) -> str:
    from jkbrief.telling import support

    first = support.citations(event.cites, sources)[0]
    return f"{edtf.plain(event.date or '')}: {event.statement} {first}"


def pool_of(base: CompiledBase) -> Pool:
    """Return what `base` knows, read as it is asked for."""

    def facts(name: str) -> Fact:
        found = base.fact(name)
        if found is None:
            raise KeyError(name)
        return found

    def known(type: str) -> tuple[Forms, ...]:
        return answers(pool, type, base.answers_of_type(type), people.all)

    people = _People(base)
    pool = Pool(Looked(known), Looked(people.forms), Looked(facts), Looked(people.name))
    return pool


def _sources_of(base: CompiledBase) -> Mapping[str, Source]:
    return Looked(lambda name: base.sources_named([name])[0])


class _People:
    """The names of a base, read when the first one is asked for."""

    def __init__(self, base: CompiledBase) -> None:
        self._base = base

    @cached_property
    def all(self) -> tuple[Person, ...]:
        return self._base.people()

    @cached_property
    def _forms(self) -> dict[str, Forms]:
        return names(self._base.terms(), self.all)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {person.id: person.name for person in self.all}

    def forms(self, name: str) -> Forms:
        return self._forms[name]

    def name(self, person: str) -> str:
        return self._names[person]


class Looked(Mapping[str, Value]):
    """A mapping that looks a value up when it is first asked for, and cannot be walked through."""

    def __init__(self, look: Callable[[str], Value]) -> None:
        self._look = look
        self._found: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._found:
            self._found[name] = self._look(name)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        raise TypeError("only what is asked for is known")

    def __len__(self) -> int:
        raise TypeError("only what is asked for is known")


def _read(file: str) -> changes.Noted | None:
    try:
        with open(file, encoding="utf-8") as kept:  # noqa: PTH123 - as in store.py, no pathlib
            return changes.read(kept.read())
    except (OSError, ValueError):
        return None


def _keep(noted: changes.Noted, file: str) -> None:
    """Note what was found, if that is possible: without it, all is looked at once more."""
    import pathlib

    from jkbrief.cli import _output

    with contextlib.suppress(FileProblem):
        _output.replace(changes.write(noted).encode(), pathlib.Path(file))
