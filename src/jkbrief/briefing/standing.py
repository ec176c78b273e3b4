"""What the notes of a theme's facts say today, and what they said while sources were fewer."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from jkbrief.briefing.compose import compose
from jkbrief.briefing.document import claims
from jkbrief.model import Fact, FactBase, Theme
from jkbrief.select import Query


class Standing(NamedTuple):
    """The notes of one fact in one theme: as they are, and as `--as-of` an earlier date."""

    today: tuple[str, ...]
    earlier: tuple[str, ...] = ()


def today(part: FactBase, theme: Theme) -> dict[str, tuple[str, ...]]:
    """Return by fact the notes of the full briefing on `theme`; `part` is the theme's."""
    return _notes(part, theme, Query())


def earlier(part: FactBase, theme: Theme, fact: str) -> tuple[str, ...]:
    """Return the notes that `fact` had in `theme` after each of its sources was published.

    Only what is told together with the fact can change its notes, so only that is composed.
    """
    small = part._replace(facts=tuple(_together(part.facts, theme, fact)))
    used = {cite.source for each in small.facts for cite in each.cites}
    dates = {source.issued for source in part.sources if source.id in used}
    found = (_notes(small, theme, Query(as_of=date)).get(fact, ()) for date in sorted(dates))
    return tuple(dict.fromkeys(note for notes in found for note in notes))


def _notes(part: FactBase, theme: Theme, query: Query) -> dict[str, tuple[str, ...]]:
    notes: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for claim in claims(compose(part, theme, query, "full", "")):
        notes[claim.fact] += (claim.note,)
    return dict(notes)


def _together(facts: Iterable[Fact], theme: Theme, fact: str) -> list[Fact]:
    """Return the fact, those of its bottom line, and those that differ from one of them."""
    told = list(facts)
    names = {fact}.union(*(line.facts for line in theme.bottom_line if fact in line.facts))
    for each in told:
        if any({each.id, difference.fact} & {fact} for difference in each.differs):
            names |= {each.id, *(difference.fact for difference in each.differs)}
    return [each for each in told if each.id in names]
