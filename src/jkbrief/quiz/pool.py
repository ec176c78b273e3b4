"""What a whole fact base knows: the answers of each type, the names of things, the facts. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from jkbrief.model import Card, Fact, FactBase, Person, Term
from jkbrief.record import NamedTuple
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
        return self.alike(card.answer, card.accept)

    def alike(self, answer: str, accept: Forms) -> Forms:
        """Return an answer, what is accepted for it, and the other names of the same."""
        others = self.names.get(key(answer), ())
        return tuple(dict.fromkeys((answer, *accept, *others)))

    def others(self, type: str) -> tuple[Forms, ...]:
        """Return the known answers of a type."""
        return self.answers.get(type, ())

    def others_at_need(self, type: str) -> Iterator[Forms]:
        """Yield the known answers of a type; none is looked up before the first is wanted."""
        yield from self.others(type)


def pool(base: FactBase) -> Pool:
    """Return what `base` knows."""
    facts = {fact.id: fact for fact in base.facts}
    people = {person.id: person.name for person in base.people}
    known = Pool({}, names(base.terms, base.people), facts, people)
    own: dict[str, list[tuple[str, Forms]]] = {}
    for fact in base.facts:
        for card in fact.cards:
            if card.answer:
                own.setdefault(card.type, []).append((card.answer, card.accept))
    told = {kind: answers(known, kind, each, base.people) for kind, each in own.items()}
    return known._replace(answers=told)


def answers(
    known: Pool, type: str, own: Iterable[tuple[str, Forms]], people: Iterable[Person]
) -> tuple[Forms, ...]:
    """Return the answers of a type: its `own` with what is accepted, and the people or bodies.

    Of `known` only the names are used.
    """
    found: dict[str, Forms] = {}
    for answer, accept in own:
        earlier = found.get(answer, ())
        found[answer] = tuple(dict.fromkeys((*earlier, *known.alike(answer, accept))))
    for person in people if found else ():
        if type == ("person" if person.family else "body"):
            found.setdefault(person.name, (person.name, *known.names[key(person.name)]))
    return tuple(found.values())


def names(terms: Iterable[Term], people: Iterable[Person]) -> dict[str, Forms]:
    """Return by the key of each preferred name the others that mean the same."""
    told = {key(term.preferred): tuple(v.text for v in term.variants) for term in terms}
    everybody = list(people)
    families = Counter(key(person.family) for person in everybody if person.family)
    for person in everybody:
        told[key(person.name)] = (*person.aliases, *_family(person, families))
    return told


def _family(person: Person, families: Counter[str]) -> Forms:
    alone = person.family and families[key(person.family)] == 1
    return (person.family,) if person.family and alone else ()
