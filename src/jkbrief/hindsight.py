"""What could be known as of a date: a fact base without anything that came later. Pure."""

from collections.abc import Container, Iterable, Iterator

from jkbrief import datewords, edtf
from jkbrief.model import Card, Fact, FactBase, Inference, Person, Source, Term, Theme


def known(base: FactBase, as_of: str) -> FactBase:
    """Return `base` as the sources published by `as_of` (EDTF) could support it.

    `base` has all its sources and people. Left out are later sources and their citations,
    facts that no earlier source supports or whose date or wording was inferred with a later
    one, differences from such facts, cards and names that only later sources know.
    """
    sources = available(base.sources, as_of)
    facts = [fact for each in base.facts if (fact := _fact(each, sources))]
    ids = {fact.id for fact in facts}
    people = [p for each in base.people if (p := _person(each, _holders(facts), as_of))]
    later = _later_names(base, sources, people)
    return base._replace(
        facts=tuple(_without_links(fact, ids, later, as_of) for fact in facts),
        source_total=len(sources),
        sources=tuple(
            source._replace(inferred=_inferences(source.inferred, sources))
            for source in sources.values()
        ),
        themes=tuple(
            _theme(theme, ids, len(sources) == len(base.sources)) for theme in base.themes
        ),
        terms=tuple(term for each in base.terms if (term := _term(each, sources))),
        people=tuple(person for person in people if person.name not in later),
    )


def available(sources: Iterable[Source], as_of: str) -> dict[str, Source]:
    """Return by id the sources that were certainly published by the end of `as_of`."""
    end = edtf.span(as_of).last
    return {source.id: source for source in sources if edtf.span(source.issued).last <= end}


def _holders(facts: Iterable[Fact]) -> set[str]:
    return {holder for fact in facts for holder in fact.by}


def _person(person: Person, holders: set[str], as_of: str) -> Person | None:
    """Return a person with the offices of then, or None for one who was not heard of yet.

    Who says something in a source of then is known; others only by an office that had
    certainly begun.
    """
    end = edtf.span(as_of).last
    heard = person.id in holders
    roles = tuple(
        role._replace(to=None) if role.to and edtf.span(role.to).last > end else role
        for role in person.roles
        if role.from_ is None or edtf.span(role.from_)[not heard] <= end
    )
    return person._replace(roles=roles) if heard or roles or not person.roles else None


def _later_names(
    base: FactBase, sources: Container[str], people: Iterable[Person]
) -> frozenset[str]:
    """Return what is named only by later sources, or is the name of one."""
    out = {name for source in base.sources if source.id in sources for name in _names(source)}
    to_come = {name for s in base.sources if s.id not in sources for name in _names(s)} - out
    heard = {person.id for person in people}
    unheard = {
        person.name
        for person in base.people
        if person.id not in heard or to_come.intersection((person.name, *person.aliases))
    }
    return frozenset(to_come | unheard)


def _names(source: Source) -> Iterator[str]:
    yield from (name for name in (source.publisher, source.container, source.short) if name)
    for author in source.author:
        yield author.literal or f"{author.given} {author.family}"


def _fact(fact: Fact, sources: Container[str]) -> Fact | None:
    cites = tuple(cite for cite in fact.cites if cite.source in sources)
    # Each place that proves a fact would do alone; what it is inferred from besides would not.
    proofs = {cite.source for cite in fact.cites}
    rests_on = {source for each in fact.inferred for source, _ in each.paragraphs}
    if not cites or any(source not in sources for source in rests_on - proofs):
        return None
    return fact._replace(cites=cites, inferred=_inferences(fact.inferred, sources))


def _without_links(fact: Fact, ids: Container[str], later: Iterable[str], as_of: str) -> Fact:
    """Return a fact without what leads to later ones, and without cards that tell of later."""
    return fact._replace(
        differs=tuple(each for each in fact.differs if each.fact in ids),
        outcome=tuple(name for name in fact.outcome if name in ids),
        cards=tuple(card for card in fact.cards if not _tells_later(card, later, as_of)),
    )


def _tells_later(card: Card, later: Iterable[str], as_of: str) -> bool:
    """Return whether a card names what came later, or puts facts in order that may be later."""
    text = " | ".join((card.ask, card.answer, *card.accept, *card.wrong))
    end = edtf.span(as_of).last
    return (
        bool(card.events)
        or any(name in text for name in later)
        or any(said.first() > end for said in datewords.find(text))
    )


def _inferences(
    inferences: tuple[Inference, ...], sources: Container[str]
) -> tuple[Inference, ...]:
    return tuple(
        each for each in inferences if all(source in sources for source, _ in each.paragraphs)
    )


def _theme(theme: Theme, facts: set[str], complete: bool) -> Theme:
    # What the sources leave open was judged over all of them.
    bottom_line = tuple(each for each in theme.bottom_line if facts.issuperset(each.facts))
    return theme._replace(bottom_line=bottom_line, gaps=theme.gaps if complete else ())


def _term(term: Term, sources: Container[str]) -> Term | None:
    variants = tuple(
        variant._replace(sources=tuple(name for name in variant.sources if name in sources))
        for variant in term.variants
        if not variant.sources or any(name in sources for name in variant.sources)
    )
    if variants == term.variants:
        return term
    if not any(variant.sources for variant in variants):
        return None
    # What it means was written with all sources at hand, and may tell of a later one.
    return term._replace(means="", variants=variants)
