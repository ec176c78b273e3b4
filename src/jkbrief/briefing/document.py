"""The parts of a briefing, as every renderer receives them."""

from collections.abc import Iterator
from typing import NamedTuple

from jkbrief.model import Fact, Source

LENGTHS = ("brief", "page", "full")


class Citation(NamedTuple):
    """One place that proves a claim; `short` is how the source is called."""

    source: str
    short: str
    paragraph: int
    find: str
    via: str | None

    def __str__(self) -> str:
        relayed = f" (relaying {self.via})" if self.via else ""
        return f'{self.short}{relayed}, paragraph {self.paragraph}, find "{self.find}"'


class Claim(NamedTuple):
    """One thing said, how it is supported, and where it is proved.

    `lead` goes before the text (a date, or how far a plan has come); `holder` is the
    beginning of the text that names whose view it is. `footnote` is the id of `note`,
    the plain text of the citation, and always means that text. `recall` is how likely the
    reader is to remember the fact, where that is known.
    """

    fact: str
    text: str
    lead: str
    holder: str
    support: str
    citations: tuple[Citation, ...]
    footnote: str
    note: str
    recall: float | None = None


class Section(NamedTuple):
    """A part of a briefing under one heading; `kind` names it for programs."""

    kind: str
    title: str
    claims: tuple[Claim, ...]


class Briefing(NamedTuple):
    """A theme, told.

    `as_of`, `first_issued` and `last_issued` are dates of the sources that are used, to the
    month at most. `fact_total` counts the facts chosen, of which `facts` are shown. `folded`
    are the ids of those that the reader knows well, or None where it was not asked.
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
    facts: tuple[Fact, ...]
    folded: tuple[str, ...] | None = None
    beside: bool = False


def claims(briefing: Briefing) -> Iterator[Claim]:
    """Yield every claim of a briefing, in the order in which it is told."""
    yield from briefing.bottom_line
    for section in briefing.sections:
        yield from section.claims
