"""compose(material, length, origin) -> Briefing: what a page has room for, in order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jkbrief import edtf
from jkbrief.briefing.document import Briefing, Section
from jkbrief.telling.claim import Claim, Material, WeighedClaim

if TYPE_CHECKING:
    from jkbrief.briefing.memory import Memory  # few readers have one

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


def compose(
    material: Material,
    length: str,
    origin: str,
    memory: "Memory | None" = None,
    least: int = 2,
) -> Briefing:
    """Return the briefing that is made of `material`.

    `length` is `brief` (the bottom line), `page` (some 400 words, without facts of less than
    the `least` weight) or `full`. With the reader's `memory`, what is likely forgotten comes
    first, and what is known well is left out and counted.
    """
    bottom_line = material.bottom_line
    candidates: Sequence[WeighedClaim] = material.candidates
    folded = None
    if memory:
        candidates, folded = _for_reader(candidates, memory)
    gaps = material.gaps if length != "brief" else ()
    spent = sum(map(_words, bottom_line)) + len(" ".join(gaps).split())
    sections = _sections(_fitting(candidates, length, PAGE_WORDS - spent, least))
    claims = [*bottom_line, *(claim for section in sections for claim in section.claims)]
    used = {place.source for claim in claims for place in claim.citations}
    sources = tuple(source for source in material.sources if source.id in used)
    issued = sorted((source.issued for source in sources), key=lambda date: edtf.span(date).last)
    return Briefing(
        factbase=material.factbase,
        theme=material.theme,
        title=material.title,
        origin=origin,
        edition=material.edition,
        length=length,
        as_of=_month(issued[-1]) if issued else "",
        first_issued=_month(issued[0]) if issued else "",
        last_issued=_month(issued[-1]) if issued else "",
        source_total=material.source_total,
        fact_total=material.fact_total,
        bottom_line=bottom_line,
        sections=sections,
        gaps=gaps,
        sources=sources,
        folded=folded,
    )


def _for_reader(
    candidates: Sequence[WeighedClaim], memory: "Memory"
) -> tuple[Sequence[WeighedClaim], tuple[str, ...]]:
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
    start, _, end = date.rpartition("/")
    named = start if end in ("", "..") else end
    return named.rstrip("?~%")[:7]


def _fitting(
    candidates: Sequence[WeighedClaim], length: str, room: int, least: int
) -> Iterable[WeighedClaim]:
    if length == "full":
        return candidates
    if length == "brief":
        return ()
    kept = set()
    for candidate in _by_urgency(candidates, least):
        words = _words(candidate.claim)
        if words <= room:
            room -= words
            kept.add(candidate)
    return [candidate for candidate in candidates if candidate in kept]


def _by_urgency(candidates: Sequence[WeighedClaim], least: int) -> list[WeighedClaim]:
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


def _by_news(candidates: Iterable[WeighedClaim]) -> list[WeighedClaim]:
    """Return the newest events and plans first, and each holder's first opinion before seconds."""
    said: dict[tuple[str, ...], int] = defaultdict(int)
    ranked = []
    for place, candidate in enumerate(candidates):
        turn, newest = 0, 0
        if candidate.kind in ("event", "plan"):
            year, month, day = edtf.order(candidate.date)[0]
            newest = -(year * 10_000 + month * 100 + day)
        elif candidate.by:
            said[candidate.by] += 1
            turn = said[candidate.by]
        kind = list(SECTIONS).index(candidate.kind)
        ranked.append((kind, turn, newest, place, candidate))
    return [row[-1] for row in sorted(ranked)]


def _words(claim: Claim) -> int:
    return len(claim.text.split()) + len(claim.lead.split())


def _sections(shown: Iterable[WeighedClaim]) -> tuple[Section, ...]:
    claims: dict[str, list[Claim]] = {kind: [] for kind in SECTIONS}
    for candidate in shown:
        claims[candidate.kind].append(candidate.claim)
    return tuple(
        Section(kind, SECTIONS[kind], tuple(told)) for kind, told in claims.items() if told
    )
