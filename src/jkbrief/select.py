"""Which facts are asked for, and in which order they are told. Pure."""

from collections.abc import Iterable

from jkbrief import edtf
from jkbrief.model import Fact, FactBase
from jkbrief.record import NamedTuple


class Query(NamedTuple):
    """What a reader wants; an empty field asks for all.

    `since`, `until` and `as_of` are EDTF: facts dated in that time, and facts that sources
    published by that date could support.
    """

    kinds: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    as_of: str | None = None


EVERYTHING = Query()


def as_known(base: FactBase, as_of: str | None) -> FactBase:
    """Return `base` without what a source later than `as_of` has a part in: see `hindsight`."""
    if as_of is None:
        return base
    from jkbrief.hindsight import known  # only a reader of the past pays for it

    return known(base, as_of)


def choose(facts: Iterable[Fact], query: Query) -> list[Fact]:
    """Return those of `facts` that `query` asks for.

    `as_of` plays no part: the facts are to be those of a base that is `as_known` then.
    """
    return [fact for fact in facts if _asked_for(fact, query)]


def _asked_for(fact: Fact, query: Query) -> bool:
    return (
        (not query.kinds or fact.kind in query.kinds)
        and (not query.threads or fact.thread in query.threads)
        and (not query.sources or any(cite.source in query.sources for cite in fact.cites))
        and _within(fact.date, query)
    )


def _within(date: str | None, query: Query) -> bool:
    if query.since is None and query.until is None:
        return True
    if date is None:
        return False
    first, last = edtf.span(date)
    starts = query.since is None or last >= edtf.span(query.since).first
    ends = query.until is None or first <= edtf.span(query.until).last
    return starts and ends


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts of one kind as a reader wants them.

    Events and plans go by date. Opinions stay together by holder, the weightiest holder
    first. All else goes by weight.
    """
    told = list(facts)
    if told and told[0].kind in ("position", "assessment"):
        return _by_holder(told)
    if told and told[0].kind in ("event", "plan"):
        return sorted(told, key=lambda fact: edtf.order(fact.date))
    return sorted(told, key=lambda fact: -fact.weight)


def _by_holder(facts: list[Fact]) -> list[Fact]:
    rank: dict[tuple[str, ...], int] = {}
    for fact in sorted(facts, key=lambda fact: -fact.weight):
        rank.setdefault(fact.by, len(rank))
    return sorted(facts, key=lambda fact: (rank[fact.by], -fact.weight))
