"""The parts of a briefing, as every renderer receives them."""

from collections.abc import Iterator

from jkbrief.model import Source
from jkbrief.record import NamedTuple
from jkbrief.telling.claim import Claim

LENGTHS = ("brief", "page", "full")


class Section(NamedTuple):
    """A part of a briefing under one heading; `kind` names it for programs."""

    kind: str
    title: str
    claims: tuple[Claim, ...]


class Briefing(NamedTuple):
    """A theme, told.

    `as_of`, `first_issued` and `last_issued` are dates of the sources that are used, to the
    month at most. `fact_total` counts the facts chosen. `folded` are the ids of those that
    the reader knows well, or None where it was not asked.
    `beside` says that other fact bases are read too, so that the origin has to be shown.
    """

    factbase: str
    theme: str
    title: str
    origin: str
    edition: str
    length: str
    as_of: str
    first_issued: str
    last_issued: str
    source_total: int
    fact_total: int
    bottom_line: tuple[Claim, ...]
    sections: tuple[Section, ...]
    gaps: tuple[str, ...]
    sources: tuple[Source, ...]
    folded: tuple[str, ...] | None = None
    beside: bool = False

    def facts(self) -> list[str]:
        """Return the ids of the facts shown, in order, without those of the bottom line."""
        return [c.fact for s in self.sections if s.kind != "difference" for c in s.claims]


def claims(briefing: Briefing) -> Iterator[Claim]:
    """Yield every claim of a briefing, in the order in which it is told."""
    yield from briefing.bottom_line
    for section in briefing.sections:
        yield from section.claims
