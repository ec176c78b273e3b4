"""Facts -> Material: the claims that a briefing on a theme can be made of. Pure."""

from collections.abc import Iterable, Iterator

from jkbrief import edtf
from jkbrief.model import KINDS, Difference, Fact, FactBase, Sentence, Theme
from jkbrief.select import EVERYTHING, Query, as_known, choose, in_order
from jkbrief.telling import support
from jkbrief.telling.claim import Claim, Material, WeighedClaim


def material(base: FactBase, theme: Theme, query: Query = EVERYTHING) -> Material:
    """Return what `base` has to tell on `theme` of the facts that `query` asks for.

    `base` holds the facts of the theme and those that they differ from.
    """
    then = as_known(base, query.as_of)
    chosen = [fact for fact in choose(then.facts, query) if theme.id in fact.themes]
    made = Teller(then).material(theme, chosen)
    # What the sources leave open was judged over all of them.
    return made if len(then.sources) == len(base.sources) else made._replace(gaps=())


def claims(base: FactBase, facts: Iterable[Fact]) -> dict[str, Claim]:
    """Return by id the claim of each of `facts`, as the briefing on its first theme tells it.

    `base` holds the facts and those that they differ from.
    """
    teller = Teller(base)
    return {fact.id: teller.fact(fact, fact.themes[0]) for fact in facts}


class Teller:
    """Makes claims out of the facts of a base."""

    def __init__(self, base: FactBase) -> None:
        """Take the base; it holds what its facts differ from, their sources and people."""
        self.base = base
        self.facts = {fact.id: fact for fact in base.facts}
        self.sources = {source.id: source for source in base.sources}
        self.people = {person.id: person.name for person in base.people}
        self.pairs = [
            (fact, difference, self.facts[difference.fact])
            for fact in base.facts
            for difference in fact.differs
            if difference.fact in self.facts
        ]
        self.disputed = {end.id for fact, _, other in self.pairs for end in (fact, other)}

    def material(self, theme: Theme, chosen: list[Fact]) -> Material:
        """Return what there is to tell on `theme` of the `chosen` facts."""
        ids = {fact.id for fact in chosen}
        bottom_line = tuple(
            self.sentence(sentence, theme.id)
            for sentence in theme.bottom_line
            if ids.issuperset(sentence.facts)
        )
        candidates = (*self._of_facts(chosen, theme.id), *self._of_pairs(ids, theme.id))
        told = (*bottom_line, *(candidate.claim for candidate in candidates))
        cited = {place.source for claim in told for place in claim.citations}
        return Material(
            factbase=self.base.factbase,
            edition=self.base.edition,
            theme=theme.id,
            title=theme.title,
            bottom_line=bottom_line,
            candidates=candidates,
            gaps=theme.gaps,
            sources=tuple(source for source in self.base.sources if source.id in cited),
            source_total=self.base.source_total,
            fact_total=len(chosen),
        )

    def _of_facts(self, chosen: list[Fact], theme: str) -> Iterator[WeighedClaim]:
        for kind in KINDS:
            for fact in in_order(fact for fact in chosen if fact.kind == kind):
                own = fact.themes[0] == theme
                claim = self.fact(fact, theme)
                yield WeighedClaim(kind, fact.weight, own, fact.date, fact.by, claim)

    def _of_pairs(self, chosen: set[str], theme: str) -> Iterator[WeighedClaim]:
        for fact, difference, other in self.pairs:
            if fact.id in chosen or other.id in chosen:
                weight = min(fact.weight, other.weight)
                own = theme in (fact.themes[0], other.themes[0])
                claim = self.difference(fact, difference, other, theme)
                yield WeighedClaim("difference", weight, own, fact.date, fact.by, claim)

    def fact(self, fact: Fact, theme: str) -> Claim:
        """Return the claim that a fact makes."""
        supported = support.support(fact, self.sources, fact.id in self.disputed)
        lead, holder = "", ""
        if fact.kind == "event" and fact.date:
            lead = edtf.plain(fact.date)
        elif fact.kind == "plan" and fact.status and fact.status_as_of:
            lead = f"{fact.status.capitalize()} ({edtf.plain(fact.status_as_of)})"
        elif fact.kind in ("position", "assessment"):
            holder = self._holder(fact)
        return self._claim(theme, fact.statement, [fact], supported, lead=lead, holder=holder)

    def _holder(self, fact: Fact) -> str:
        name = self.people[fact.by[0]]
        start = name if fact.statement.startswith(name) else name.removeprefix("The ")
        return start if fact.statement.startswith(start) else ""

    def sentence(self, sentence: Sentence, theme: str) -> Claim:
        """Return the claim that a sentence of the bottom line makes."""
        facts = [self.facts[name] for name in sentence.facts]
        cites = [cite for fact in facts for cite in fact.cites]
        supported = support.publishers(cites, self.sources)
        return self._claim(theme, sentence.text, facts, supported, role="bottom line, ")

    def difference(self, fact: Fact, difference: Difference, other: Fact, theme: str) -> Claim:
        """Return the claim that two facts differ, and why."""
        lead = difference.because.capitalize()
        return self._claim(theme, difference.note, [fact, other], support.DISPUTED, lead=lead)

    def _claim(
        self,
        theme: str,
        text: str,
        facts: list[Fact],
        supported: str,
        role: str = "",
        lead: str = "",
        holder: str = "",
    ) -> Claim:
        cites = facts[0].cites if len(facts) == 1 else [c for each in facts for c in each.cites]
        places = support.citations(cites, self.sources)
        note = support.note(places, role + supported)
        footnote = support.footnote_id(self.base.factbase, theme, facts[0].id, note)
        return Claim(facts[0].id, text, lead, holder, supported, places, footnote, note)
