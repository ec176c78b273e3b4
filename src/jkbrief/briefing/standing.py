"""What the notes of a theme's facts say today, and what they said while sources were fewer."""

from collections import defaultdict
from collections.abc import Iterator

from jkbrief.model import FactBase, Theme
from jkbrief.select import Query
from jkbrief.telling.teller import material

Notes = tuple[str, ...]


class Standing:
    """The notes of one theme's facts."""

    def __init__(self, part: FactBase, theme: Theme) -> None:
        """Tell all there is on `theme`, whose part of a base is `part`."""
        self._part = part
        self._theme = theme
        self._facts = {fact.id: fact for fact in part.facts}
        self._today = _notes(part, theme, Query())
        self._together: dict[str, set[str]] = defaultdict(set)
        for group in _groups(part, theme):
            for name in group:
                self._together[name] |= group

    def today(self, fact: str) -> Notes:
        """Return the notes of `fact` as they are; none where the theme does not tell it."""
        return self._today.get(fact, ())

    def earlier(self, fact: str) -> Notes:
        """Return the notes that `fact` had after each of its sources was published.

        Only what is told together with it can change its notes, so only that is composed.
        """
        names = sorted({fact} | self._together.get(fact, set()))
        facts = tuple(self._facts[name] for name in names if name in self._facts)
        small = self._part._replace(facts=facts)
        used = {cite.source for each in facts for cite in each.cites}
        dates = sorted({source.issued for source in small.sources if source.id in used})
        found = (_notes(small, self._theme, Query(as_of=date)).get(fact, ()) for date in dates)
        return tuple(dict.fromkeys(note for notes in found for note in notes))


def _notes(part: FactBase, theme: Theme, query: Query) -> dict[str, Notes]:
    notes: dict[str, Notes] = defaultdict(tuple)
    told = material(part, theme, query)
    for claim in (*told.bottom_line, *(candidate.claim for candidate in told.candidates)):
        notes[claim.fact] += (claim.note,)
    return dict(notes)


def _groups(part: FactBase, theme: Theme) -> Iterator[set[str]]:
    """Yield the facts that share a note: those of a bottom line, and those that differ."""
    for sentence in theme.bottom_line:
        yield set(sentence.facts)
    for fact in part.facts:
        for difference in fact.differs:
            yield {fact.id, difference.fact}
