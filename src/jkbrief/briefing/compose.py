"""compose(base, theme, query, length, origin) -> Briefing."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from jkbrief import edtf
from jkbrief.briefing import support
from jkbrief.briefing.document import Briefing, Claim, Section
from jkbrief.briefing.memory import Memory
from jkbrief.model import Difference, Fact, FactBase, Sentence, Theme
from jkbrief.select import EVERYTHING, Query, as_known, choose, in_order

# The order in which a briefing tells kinds of fact, and what it calls each. A briefing for a
# reader of whom it is known what they remember has the first two in place of the kinds.
SECTIONS = {
    "forgotten": "likely forgotten (with predicted recall)",
    "unseen": "never seen",
    "event": "events",
    "statistic": "numbers",
    "background": "background",
    "position": "positions",
    "assessment": "assessments",
    "plan": "plans",
    "difference": "where the sources differ",
}
PAGE_WORDS = 400


class _Candidate(NamedTuple):
    """A claim that a briefing may show, and the fact that it tells or turns on.

    `kind` is its section; `own` says that it is of this theme most of all.
    """

    kind: str
    weight: int
    own: bool
    fact: Fact
    claim: Claim


def compose(
    base: FactBase,
    theme: Theme,
    query: Query,
    length: str,
    origin: str,
    memory: Memory | None = None,
) -> Briefing:
    """Return the briefing on `theme` from the facts of `base` that `query` asks for.

    `base` holds the facts of the theme and those that they differ from. `length` is
    `brief` (the bottom line), `page` (some 400 words) or `full`. With the reader's `memory`,
    what is likely forgotten comes first, and what is known well is left out and counted.
    """
    then = as_known(base, query.as_of)
    chosen = [fact for fact in choose(then, query).facts if theme.id in fact.themes]
    writer = _Writer(then, theme)
    bottom_line = writer.bottom_line({fact.id for fact in chosen})
    candidates = writer.candidates(chosen)
    folded = None
    if memory:
        candidates, folded = _for_reader(candidates, memory)
    # What the sources leave open was judged over all of them.
    complete = len(then.sources) == len(base.sources)
    gaps = theme.gaps if complete and length != "brief" else ()
    spent = sum(map(_words, bottom_line)) + len(" ".join(gaps).split())
    # Small facts are for the full length, and for whoever asks for some facts only.
    least = 2 if query._replace(as_of=None) == EVERYTHING else 1
    shown = _fitting(candidates, length, PAGE_WORDS - spent, least)
    told = {candidate.claim.fact for candidate in shown if candidate.kind != "difference"}
    claims = [*bottom_line, *(candidate.claim for candidate in shown)]
    used = {citation.source for claim in claims for citation in claim.citations}
    sources = tuple(source for source in then.sources if source.id in used)
    issued = sorted((source.issued for source in sources), key=lambda date: edtf.span(date).last)
    return Briefing(
        factbase=base.factbase,
        theme=theme.id,
        title=theme.title,
        origin=origin,
        edition=base.edition,
        length=length,
        as_of=_month(issued[-1]) if issued else "",
        first_issued=_month(issued[0]) if issued else "",
        last_issued=_month(issued[-1]) if issued else "",
        source_total=then.source_total,
        fact_total=len(chosen),
        bottom_line=bottom_line,
        sections=_sections(shown),
        gaps=gaps,
        sources=sources,
        facts=tuple(fact for fact in chosen if fact.id in told),
        folded=folded,
    )


def claims(base: FactBase, facts: Iterable[Fact]) -> dict[str, Claim]:
    """Return by id the claim of each of `facts`, as the briefing on its first theme tells it.

    `base` holds the facts and those that they differ from.
    """
    writers = {theme.id: _Writer(base, theme) for theme in base.themes}
    return {fact.id: writers[fact.themes[0]].fact(fact) for fact in facts}


def _for_reader(
    candidates: list[_Candidate], memory: Memory
) -> tuple[list[_Candidate], tuple[str, ...]]:
    """Return what the reader needs told, by need, and the ids of the facts known well."""
    forgotten, others, folded = [], [], []
    for candidate in candidates:
        fact = candidate.claim.fact
        section = memory.section(fact)
        if candidate.kind == "difference":
            if section != "known":
                others.append(candidate)
        elif section == "known":
            folded.append(fact)
        elif section == "forgotten":
            claim = _with_recall(candidate.claim, memory.recall[fact])
            forgotten.append(candidate._replace(kind=section, claim=claim))
        else:
            others.append(candidate._replace(kind=section))
    forgotten.sort(key=lambda candidate: candidate.claim.recall or 0.0)
    return [*forgotten, *others], tuple(folded)


def _with_recall(claim: Claim, recall: float) -> Claim:
    lead = " · ".join(part for part in (f"{recall:.0%}", claim.lead) if part)
    return claim._replace(lead=lead, recall=recall)


def _month(date: str) -> str:
    """Return the last month that `date` names, without its qualifier."""
    return date.rpartition("/")[2].rstrip("?~%")[:7]


def _fitting(candidates: list[_Candidate], length: str, room: int, least: int) -> list[_Candidate]:
    if length == "full":
        return candidates
    if length == "brief":
        return []
    kept = set()
    for candidate in _by_urgency(candidates, least):
        words = _words(candidate.claim)
        if words <= room:
            room -= words
            kept.add(candidate)
    return [candidate for candidate in candidates if candidate in kept]


def _by_urgency(candidates: list[_Candidate], least: int) -> list[_Candidate]:
    """Return the claims of `least` weight or more in the order in which a page needs them.

    What was forgotten comes before all else. Then the best of each kind, so that a page shows
    every kind; then key claims, and among equals those that are most of all of this theme,
    each kind in turn.
    """
    turns: dict[tuple[str, int, bool], int] = defaultdict(int)
    ranked = []
    for place, candidate in enumerate(_by_news(candidates)):
        if candidate.weight >= least and candidate.kind != "forgotten":
            peers = candidate.kind, candidate.weight, candidate.own
            turns[peers] += 1
            ranked.append((-candidate.weight, not candidate.own, turns[peers], place, candidate))
    urgent = [row[-1] for row in sorted(ranked)]
    best = {candidate.kind: candidate for candidate in reversed(urgent)}
    forgotten = [candidate for candidate in candidates if candidate.kind == "forgotten"]
    return list(dict.fromkeys([*forgotten, *best.values(), *urgent]))


def _by_news(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the newest events and plans first, and each holder's first opinion before seconds."""
    said: dict[tuple[str, ...], int] = defaultdict(int)
    ranked = []
    for place, candidate in enumerate(candidates):
        turn, newest = 0, 0
        if candidate.kind in ("event", "plan"):
            year, month, day = edtf.order(candidate.fact.date)[0]
            newest = -(year * 10_000 + month * 100 + day)
        elif candidate.fact.by:
            said[candidate.fact.by] += 1
            turn = said[candidate.fact.by]
        kind = list(SECTIONS).index(candidate.kind)
        ranked.append((kind, turn, newest, place, candidate))
    return [row[-1] for row in sorted(ranked)]


def _words(claim: Claim) -> int:
    return len(claim.text.split()) + len(claim.lead.split())


def _sections(shown: list[_Candidate]) -> tuple[Section, ...]:
    sections = []
    for kind, title in SECTIONS.items():
        claims = tuple(candidate.claim for candidate in shown if candidate.kind == kind)
        if claims:
            sections.append(Section(kind, title, claims))
    return tuple(sections)


class _Writer:
    """Makes claims for one theme out of facts."""

    def __init__(self, base: FactBase, theme: Theme) -> None:
        self.factbase = base.factbase
        self.theme = theme
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

    def candidates(self, chosen: list[Fact]) -> list[_Candidate]:
        """Return what may be shown, in the order of sections and then of facts."""
        found = [
            _Candidate(kind, fact.weight, self._own(fact), fact, self.fact(fact))
            for kind in SECTIONS
            for fact in in_order(fact for fact in chosen if fact.kind == kind)
        ]
        ids = {fact.id for fact in chosen}
        for fact, difference, other in self.pairs:
            if fact.id in ids or other.id in ids:
                weight = min(fact.weight, other.weight)
                own = self._own(fact) or self._own(other)
                claim = self.difference(fact, difference, other)
                found.append(_Candidate("difference", weight, own, fact, claim))
        return found

    def _own(self, fact: Fact) -> bool:
        return fact.themes[0] == self.theme.id

    def bottom_line(self, chosen: set[str]) -> tuple[Claim, ...]:
        """Return the sentences whose facts are all chosen."""
        return tuple(
            self.sentence(sentence)
            for sentence in self.theme.bottom_line
            if chosen.issuperset(sentence.facts)
        )

    def fact(self, fact: Fact) -> Claim:
        """Return the claim that a fact makes."""
        supported = support.support(fact, self.sources, fact.id in self.disputed)
        lead, holder = "", ""
        if fact.kind == "event" and fact.date:
            lead = edtf.plain(fact.date)
        elif fact.kind == "plan" and fact.status and fact.status_as_of:
            lead = f"{fact.status.capitalize()} ({edtf.plain(fact.status_as_of)})"
        elif fact.kind in ("position", "assessment"):
            holder = self._holder(fact)
        return self._claim(fact.id, fact.statement, [fact], supported, lead=lead, holder=holder)

    def _holder(self, fact: Fact) -> str:
        name = self.people[fact.by[0]]
        start = name if fact.statement.startswith(name) else name.removeprefix("The ")
        return start if fact.statement.startswith(start) else ""

    def sentence(self, sentence: Sentence) -> Claim:
        """Return the claim that a sentence of the bottom line makes."""
        facts = [self.facts[name] for name in sentence.facts]
        cites = [cite for fact in facts for cite in fact.cites]
        supported = support.publishers(cites, self.sources)
        return self._claim(facts[0].id, sentence.text, facts, supported, role="bottom line, ")

    def difference(self, fact: Fact, difference: Difference, other: Fact) -> Claim:
        """Return the claim that two facts differ, and why."""
        lead = difference.because.capitalize()
        return self._claim(fact.id, difference.note, [fact, other], support.DISPUTED, lead=lead)

    def _claim(
        self,
        fact: str,
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
        footnote = support.footnote_id(self.factbase, self.theme.id, fact, note)
        return Claim(fact, text, lead, holder, supported, places, footnote, note)
