"""What can be told of a theme, as the compiled form keeps it and every briefing receives it."""

from jkbrief.model import Source
from jkbrief.record import NamedTuple


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


class WeighedClaim(NamedTuple):
    """A claim that a briefing may show, and what is weighed to choose it.

    `kind` is that of its fact, or `difference`; `own` says that it is of this theme most of
    all. `date` (EDTF) and `by`, who holds it, are those of the fact.
    """

    kind: str
    weight: int
    own: bool
    date: str | None
    by: tuple[str, ...]
    claim: Claim


class Material(NamedTuple):
    """All that a briefing on a theme can be made of.

    `candidates` are in the order of telling, by kind; `fact_total` counts the facts that they
    are from. `sources` are those that are cited, in the order of the base, of its
    `source_total`. `gaps` are what the sources leave open.
    """

    factbase: str
    edition: str
    theme: str
    title: str
    bottom_line: tuple[Claim, ...]
    candidates: tuple[WeighedClaim, ...]
    gaps: tuple[str, ...]
    sources: tuple[Source, ...]
    source_total: int
    fact_total: int
