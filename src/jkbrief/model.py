"""The fact base as immutable values: what every other module speaks of.

Named tuples rather than dataclasses: as frozen, as typed, and a seventh of the time to
define, which is paid at every start of the program. Field names are those of the YAML file.
"""

from jkbrief.record import NamedTuple

KINDS = ("event", "statistic", "background", "position", "assessment", "plan")
STATUSES = ("proposed", "announced", "agreed", "begun", "done")
QUESTION_KINDS = ("choice", "typed", "cloze", "true-false", "who", "order")
BECAUSE = ("date", "scope", "definition", "framing")


class Cite(NamedTuple):
    """Where a fact stands: a paragraph of a source and up to eight words to find it by."""

    source: str
    paragraph: int
    find: str
    via: str | None = None


class Inference(NamedTuple):
    """How a field was inferred, and from which paragraphs of which sources."""

    field: str
    how: str
    paragraphs: tuple[tuple[str, tuple[int, ...]], ...]


class Difference(NamedTuple):
    """A fact that tells the same matter differently, and what explains it."""

    fact: str
    because: str
    note: str


class Card(NamedTuple):
    """A flashcard of a fact; `kind` is the question kind, `type` the type of its answer."""

    id: str
    kind: str
    ask: str
    answer: str = ""
    type: str = ""
    accept: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class Fact(NamedTuple):
    """One claim, in our own words, with every place that proves it."""

    id: str
    kind: str
    statement: str
    themes: tuple[str, ...]
    weight: int
    cites: tuple[Cite, ...]
    date: str | None = None
    by: tuple[str, ...] = ()
    status: str | None = None
    status_as_of: str | None = None
    unit: str | None = None
    period: str | None = None
    thread: str | None = None
    inferred: tuple[Inference, ...] = ()
    differs: tuple[Difference, ...] = ()
    cards: tuple[Card, ...] = ()
    outcome: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """One curated sentence of a bottom line and the facts it rests on."""

    text: str
    facts: tuple[str, ...]


class Theme(NamedTuple):
    """A theme that can be briefed; `gaps` says what the sources leave open."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    bottom_line: tuple[Sentence, ...] = ()
    gaps: tuple[str, ...] = ()


class Thread(NamedTuple):
    """A storyline that runs through themes."""

    id: str
    title: str


class Variant(NamedTuple):
    """Another form of a term, and the sources that use it."""

    text: str
    sources: tuple[str, ...] = ()


class Term(NamedTuple):
    """A name or contested word: one preferred form, the others found by search."""

    id: str
    preferred: str
    means: str
    variants: tuple[Variant, ...] = ()


class Role(NamedTuple):
    """An office or affiliation; `from_` (`from` in the file) and `to` are EDTF, or open."""

    title: str
    from_: str | None = None
    to: str | None = None


class Person(NamedTuple):
    """A person or body that acts or speaks; a body has no `family` name."""

    id: str
    name: str
    family: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


class Name(NamedTuple):
    """A name as CSL has it: `family` and `given`, or `literal` for a body."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None


class Source(NamedTuple):
    """A document that facts are drawn from; `short` is how citations call it."""

    id: str
    type: str
    short: str
    title: str
    issued: str
    author: tuple[Name, ...] = ()
    container: str | None = None
    publisher: str | None = None
    note: str | None = None
    inferred: tuple[Inference, ...] = ()


class FactBase(NamedTuple):
    """A whole fact base, or the part of one that a request needs.

    `factbase` is its id; `fact_total` and `source_total` count the whole, also in a part.
    """

    factbase: str
    title: str
    edition: str
    themes: tuple[Theme, ...] = ()
    threads: tuple[Thread, ...] = ()
    terms: tuple[Term, ...] = ()
    people: tuple[Person, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    fact_total: int = 0
    source_total: int = 0
