"""compose(title, parts) -> Timeline: dated facts in order, gaps, and plans with their outcome."""

from collections.abc import Iterable, Iterator

from jkbrief import edtf
from jkbrief.model import Fact, Source
from jkbrief.record import NamedTuple
from jkbrief.telling.claim import Claim

KINDS = ("event", "plan")
# A time with nothing told that is at least so long is shown as a gap.
GAP_MONTHS = 6


class Moment(NamedTuple):
    """A dated fact on the line.

    `stage` is the status of a plan, `done` for an event that was planned, else empty.
    `known` is the date up to which its sources or its status tell: it orders a plan and
    what became of it, which may have the same date. `origin` is the file of its base.
    """

    fact: Fact
    claim: Claim
    date: str
    stage: str
    known: edtf.Day
    factbase: str
    origin: str

    @property
    def span(self) -> edtf.Span:
        """The first and last day that the date may mean."""
        return edtf.span(self.date)

    @property
    def precision(self) -> str:
        """`day`, `month`, `year` or `interval`; a season is an interval."""
        if "/" in self.date or not self.date.rstrip("?~%").replace("-", "").isdigit():
            return "interval"
        parts = self.date.rstrip("?~%").split("-")
        if len(parts) == 2 and int(parts[1]) > 12:
            return "interval"
        return ("year", "month", "day")[len(parts) - 1]


class Gap(NamedTuple):
    """Months of which nothing is told, before the moment with this number."""

    before: int
    months: int

    def __str__(self) -> str:
        years, months = divmod(self.months, 12)
        parts = [_count(years, "year"), _count(months, "month")]
        return f"{' and '.join(part for part in parts if part)} of which nothing dated is told"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


class Chain(NamedTuple):
    """A plan and what became of it: the numbers of its moments, as they became known."""

    moments: tuple[int, ...]


class Timeline(NamedTuple):
    """Moments in order, the gaps between them, plans joined to outcomes, and the sources.

    `beside` says that several fact bases are read, so that each moment has to say which it is of.
    """

    title: str
    moments: tuple[Moment, ...]
    gaps: tuple[Gap, ...]
    chains: tuple[Chain, ...]
    sources: tuple[Source, ...]
    beside: bool = False

    def base_of(self, moment: Moment) -> str:
        """Return what names the base of a moment after its citation; nothing for a single base."""
        return f", from {moment.factbase}" if self.beside else ""

    def name_of(self, moment: Moment) -> str:
        """Return the id of a moment's fact, with its base's where there are several."""
        return f"{moment.factbase}:{moment.fact.id}" if self.beside else moment.fact.id

    def chain_of(self, number: int) -> tuple[Moment, ...]:
        """Return the other moments of the chain of moment `number`, in order."""
        for chain in self.chains:
            if number in chain.moments:
                return tuple(self.moments[other] for other in chain.moments if other != number)
        return ()


def moment(
    fact: Fact, claim: Claim, sources: Iterable[Source], factbase: str, origin: str
) -> Moment:
    """Return the moment of a dated fact, told by `sources`, of the base in the file `origin`."""
    assert fact.date is not None
    issued = [edtf.span(source.issued).first for source in sources]
    cited = min(issued, default=edtf.span(fact.date).last)
    known = edtf.span(fact.status_as_of).first if fact.status_as_of else cited
    return Moment(fact, claim, fact.date, fact.status or "", known, factbase, origin)


def compose(
    title: str, moments: Iterable[Moment], sources: Iterable[Source], beside: bool = False
) -> Timeline:
    """Return the time line of `moments`, each fact once."""
    once = {(each.factbase, each.fact.id): each for each in moments}
    ordered = tuple(sorted(once.values(), key=_order))
    chains = tuple(_chains(ordered))
    done = {number for chain in chains for number in chain.moments[1:]}
    told = tuple(
        each._replace(stage="done") if n in done and not each.stage else each
        for n, each in enumerate(ordered)
    )
    return Timeline(title, told, tuple(_gaps(told)), chains, tuple(sources), beside)


def _order(moment: Moment) -> tuple[object, ...]:
    """Sort by beginning: a year before its months, then as it became known, the vaguer first."""
    first, vaguest = edtf.order(moment.date)
    return first, moment.precision != "year", moment.known, vaguest


def _gaps(moments: tuple[Moment, ...]) -> Iterator[Gap]:
    told = edtf.FIRST_DAY
    for number, each in enumerate(moments):
        first, last = each.span
        months = (first[0] - told[0]) * 12 + first[1] - told[1] - 1
        if number and months >= GAP_MONTHS:
            yield Gap(number, months)
        told = max(told, last)


def _chains(moments: tuple[Moment, ...]) -> Iterator[Chain]:
    numbers = {(each.factbase, each.fact.id): n for n, each in enumerate(moments)}
    group = list(range(len(moments)))
    for number, each in enumerate(moments):
        for name in _joined(each.fact):
            other = numbers.get((each.factbase, name))
            if other is not None and "plan" in (each.fact.kind, moments[other].fact.kind):
                old, new = group[other], group[number]
                group = [new if member == old else member for member in group]
    for owner in dict.fromkeys(group):
        members = [n for n, member in enumerate(group) if member == owner]
        if len(members) > 1 or moments[members[0]].fact.kind == "plan":
            yield Chain(tuple(sorted(members, key=lambda n: (moments[n].known, n))))


def with_outcomes(facts: Iterable[Fact], least: int) -> list[Fact]:
    """Return the facts of at least the weight `least`, and what their plans are joined to."""
    told = {fact.id: fact for fact in facts}
    pairs = [
        (fact, told[name])
        for fact in told.values()
        for name in _joined(fact)
        if name in told and "plan" in (fact.kind, told[name].kind)
    ]
    kept = {fact.id for fact in told.values() if fact.weight >= least}
    kept |= {end.id for pair in pairs if any(e.id in kept for e in pair) for end in pair}
    return [fact for fact in told.values() if fact.id in kept]


def _joined(fact: Fact) -> Iterator[str]:
    yield from fact.outcome
    yield from (each.fact for each in fact.differs if each.because == "date")
