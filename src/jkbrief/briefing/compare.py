"""compare(base, themes) -> Comparison: where sources differ, and what only one of them has."""

from collections.abc import Iterable, Iterator

from jkbrief.model import Difference, Fact, FactBase, Source, Term, Theme
from jkbrief.record import NamedTuple
from jkbrief.telling import support
from jkbrief.telling.claim import Claim
from jkbrief.telling.teller import claims
from jkbrief.text import normalise


class Contrast(NamedTuple):
    """Two facts that tell a matter differently, each with its citation, and what explains it."""

    difference: Difference
    facts: tuple[Fact, Fact]
    claims: tuple[Claim, Claim]


class Naming(NamedTuple):
    """How sources name a thing: the words of each source, by its id."""

    term: Term
    words: dict[str, tuple[str, ...]]


class Comparison(NamedTuple):
    """What the sources of one base have on some themes, set side by side.

    `single` has by publisher the facts that no other publisher tells; `matrix` counts facts
    by theme and source; `gaps` are by theme what no source tells.
    """

    factbase: str
    themes: tuple[Theme, ...]
    sources: tuple[Source, ...]
    contrasts: tuple[Contrast, ...]
    namings: tuple[Naming, ...]
    single: dict[str, tuple[Fact, ...]]
    matrix: dict[str, dict[str, int]]
    gaps: dict[str, tuple[str, ...]]


def compare(base: FactBase, themes: Iterable[Theme], complete: bool) -> Comparison:
    """Return the comparison of the sources of `base` on `themes`.

    `base` holds the facts of the themes and those that they differ from. Gaps were judged
    over all sources: they are told where `base` has them all (`complete`).
    """
    chosen = tuple(themes)
    names = {theme.id for theme in chosen}
    facts = tuple(fact for fact in base.facts if names.intersection(fact.themes))
    return Comparison(
        base.factbase,
        chosen,
        base.sources,
        tuple(_contrasts(base, {fact.id for fact in facts})),
        tuple(_namings(base.terms, facts)),
        _single(facts, {source.id: source for source in base.sources}),
        {theme.id: _counts(fact for fact in facts if theme.id in fact.themes) for theme in chosen},
        {theme.id: theme.gaps for theme in chosen if theme.gaps and complete},
    )


def _contrasts(base: FactBase, wanted: set[str]) -> Iterator[Contrast]:
    facts = {fact.id: fact for fact in base.facts}
    told = claims(base, base.facts)
    for fact in base.facts:
        for difference in fact.differs:
            other = facts.get(difference.fact)
            if other and wanted.intersection((fact.id, other.id)):
                yield Contrast(difference, (fact, other), (told[fact.id], told[other.id]))


def _namings(terms: Iterable[Term], facts: tuple[Fact, ...]) -> Iterator[Naming]:
    told = normalise(" ".join(f"{f.statement} {' '.join(c.find for c in f.cites)}" for f in facts))
    for term in terms:
        forms = (term.preferred, *(variant.text for variant in term.variants))
        words: dict[str, tuple[str, ...]] = {}
        for variant in term.variants:
            for source in variant.sources:
                words[source] = (*words.get(source, ()), variant.text)
        if words and any(normalise(form) in told for form in forms):
            yield Naming(term, words)


def _single(facts: Iterable[Fact], sources: dict[str, Source]) -> dict[str, tuple[Fact, ...]]:
    single: dict[str, tuple[Fact, ...]] = {}
    for fact in facts:
        names = {support.publisher(cite, sources[cite.source]) for cite in fact.cites}
        if len(names) == 1:
            name = names.pop()
            single[name] = (*single.get(name, ()), fact)
    return single


def _counts(facts: Iterable[Fact]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for fact in facts:
        for source in {cite.source for cite in fact.cites}:
            counts[source] = counts.get(source, 0) + 1
    return counts
