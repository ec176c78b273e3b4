"""What a whole fact base knows: the answers of each type, the names of things, the facts. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jkbrief.model import Card, Fact, FactBase, Person
from jkbrief.text import key

Forms = tuple[str, ...]


class Pool(NamedTuple):
    """Answers by type, and facts and names of people by id.

    Each answer comes with its other accepted forms.
    """

    answers: Mapping[str, tuple[Forms, ...]]
    names: Mapping[str, Forms]
    facts: Mapping[str, Fact]
    people: Mapping[str, str]

    def forms(self, card: Card) -> Forms:
        """Return the answer of `card` and everything else that is accepted for it."""
        others = self.names.get(key(card.answer), ())
        return tuple(dict.fromkeys((card.answer, *card.accept, *others)))

    def others(self, type: str) -> tuple[Forms, ...]:
        """Return the known answers of a type."""
        return self.answers.get(type, ())


def pool(base: FactBase) -> Pool:
    """Return what `base` knows."""
    names = dict(_names(base))
    facts = {fact.id: fact for fact in base.facts}
    known = Pool({}, names, facts, {person.id: person.name for person in base.people})
    answers: dict[str, dict[str, Forms]] = {}
    for fact in base.facts:
        for card in fact.cards:
            if card.answer:
                found = answers.setdefault(card.type, {})
                earlier = found.get(card.answer, ())
                found[card.answer] = tuple(dict.fromkeys((*earlier, *known.forms(card))))
    for person in base.people:
        found = answers.get("person" if person.family else "body", {})
        found.setdefault(person.name, (person.name, *names[key(person.name)]))
    return known._replace(answers={name: tuple(found.values()) for name, found in answers.items()})


def _names(base: FactBase) -> Iterator[tuple[str, Forms]]:
    """Yield the preferred form of each name, and the others that mean the same."""
    for term in base.terms:
        yield key(term.preferred), tuple(variant.text for variant in term.variants)
    families = Counter(key(person.family) for person in base.people if person.family)
    for person in base.people:
        yield key(person.name), (*person.aliases, *_family(person, families))


def _family(person: Person, families: Counter[str]) -> Forms:
    alone = person.family and families[key(person.family)] == 1
    return (person.family,) if person.family and alone else ()
