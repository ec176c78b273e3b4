"""find(base, text, query) -> the facts that answer plain words, best first."""

from collections.abc import Iterable, Iterator
from itertools import islice

from jkbrief import search
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.model import Fact, FactBase
from jkbrief.record import NamedTuple
from jkbrief.search import Hit, Question
from jkbrief.select import EVERYTHING, Query, as_known, choose

# So many facts are weighed against each other, the best by bm25.
_WEIGHED = 200
# Words that more facts have than this order the results but do not find them.
_COMMON = 5_000
# Of so many facts the best by bm25 are taken. More match only words that tell little, unless
# there are conditions to meet.
_READ = 5_000
# Words that are all in more facts than this are in so many that bm25 orders nothing.
_EVERYWHERE = 25_000
# A result this much weaker than the best one answers something else.
_WEAKEST = 0.25


class Found(NamedTuple):
    """What was understood, the hits, and the part of the base that they need, by number."""

    question: Question
    hits: list[Hit]
    facts: dict[int, Fact]
    part: FactBase


def find(
    base: CompiledBase,
    text: str,
    query: Query = EVERYTHING,
    most: int = 10,
    *,
    cards: bool = False,
) -> Found:
    """Return up to `most` facts of `base` that answer `text` and meet `query`, best first.

    They have their cards if these are asked for.
    """
    question = search.understand(text, base)
    counts = base.counts({stem for c in question.concepts for form in c.forms for stem in form})
    # Where there are conditions, any number that is found may be too few that meet them.
    enough = most if query == EVERYTHING else base.total()
    searches = search.expressions(question, counts, _COMMON, enough)
    ranked = min(counts.values(), default=0) <= _EVERYWHERE
    numbers = _first_that_find_enough(base, searches, query, ranked)
    candidates = base.candidates(islice(_meeting(base, numbers, query), _WEIGHED))
    hits = search.rank(question, candidates, counts, base.total())
    kept = [hit for hit in hits if hit.score >= _WEAKEST * hits[0].score][:most]
    wanted = {hit.number for hit in kept}
    now = query.as_of is None  # what was known earlier turns on all that was published
    part = as_known(base.facts_and_others(wanted, cards=cards, named=now), query.as_of)
    places = base.numbers(fact.id for fact in part.facts)
    facts = {places[fact.id]: fact for fact in part.facts if places[fact.id] in wanted}
    return Found(question, kept, facts, part)


def _first_that_find_enough(
    base: CompiledBase, searches: Iterable[tuple[str, int]], query: Query, ranked: bool
) -> list[int]:
    """Return the numbers that the first of `searches` to find enough finds.

    Where they are more than are weighed, the best come first, if `ranked`.
    """
    most = _READ if query == EVERYTHING else base.total()
    for expression, enough in searches:
        found = base.matches(expression, _WEIGHED + 1)
        if len(found) > _WEIGHED:
            found = base.best(expression, most) if ranked else base.matches(expression, most)
        if len(found) >= enough:
            return found
    return []


def _meeting(base: CompiledBase, found: list[int], query: Query) -> Iterator[int]:
    """Yield the numbers of the facts that meet `query`, looked up some at a time."""
    if query == EVERYTHING:
        yield from found
        return
    for start in range(0, len(found), _WEIGHED):
        part = as_known(base.facts(found[start : start + _WEIGHED]), query.as_of)
        allowed = set(base.numbers(fact.id for fact in choose(part.facts, query)).values())
        yield from (number for number in found[start : start + _WEIGHED] if number in allowed)
