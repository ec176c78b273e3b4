"""Checks across a whole fact base: a list of functions that yield what they find.

To add a check, write a function from a FactBase to findings and put it into RULES.
"""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from jkbrief import edtf
from jkbrief.factbase.specs import Path
from jkbrief.model import Fact, FactBase, Inference
from jkbrief.text import key

SECTIONS = ("themes", "threads", "terms", "people", "sources", "facts")


class Finding(NamedTuple):
    """What a rule found: where in the base, under which code, and what would be right."""

    path: Path
    code: str
    message: str
    severity: str = "error"


Rule = Callable[[FactBase], Iterator[Finding]]


def ids_are_unique(base: FactBase) -> Iterator[Finding]:
    """Within a section, and within the cards of a fact, an id stands for one thing."""
    for section in SECTIONS:
        yield from _unique((section,), [entity.id for entity in getattr(base, section)])
    for number, fact in enumerate(base.facts):
        yield from _unique(("facts", number, "cards"), [card.id for card in fact.cards])


def _unique(path: Path, ids: list[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, name in enumerate(ids):
        if name in seen and name:
            message = f"{name!r} is the id of an earlier entry: ids are unique"
            yield Finding((*path, number, "id"), "duplicate-id", message)
        seen.add(name)


def references_lead_somewhere(base: FactBase) -> Iterator[Finding]:
    """Every id that one entry gives of another exists."""
    known = {section: {entity.id for entity in getattr(base, section)} for section in SECTIONS}
    for path, section, name in _references(base):
        if name not in known[section]:
            yield Finding(path, "unknown-reference", _no_such(section, name, known[section]))


def _no_such(section: str, name: str, known: set[str]) -> str:
    close = get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"add it to '{section}:' or correct it"
    return f"no entry of {section!r} has the id {name!r}: {hint}"


def _references(base: FactBase) -> Iterator[tuple[Path, str, str]]:
    for number, theme in enumerate(base.themes):
        for index, sentence in enumerate(theme.bottom_line):
            path: Path = ("themes", number, "bottom_line", index, "facts")
            yield from _each(path, "facts", sentence.facts)
    for number, term in enumerate(base.terms):
        for index, variant in enumerate(term.variants):
            path = ("terms", number, "variants", index, "sources")
            yield from _each(path, "sources", variant.sources)
    for number, source in enumerate(base.sources):
        yield from _inferred_from(("sources", number), source.inferred)
    for number, fact in enumerate(base.facts):
        yield from _references_of_fact(("facts", number), fact)


def _references_of_fact(at: Path, fact: Fact) -> Iterator[tuple[Path, str, str]]:
    yield from _each((*at, "themes"), "themes", fact.themes)
    yield from _each((*at, "by"), "people", fact.by)
    if fact.thread is not None:
        yield (*at, "thread"), "threads", fact.thread
    for index, cite in enumerate(fact.cites):
        yield (*at, "cites", index, "source"), "sources", cite.source
    for index, difference in enumerate(fact.differs):
        yield (*at, "differs", index, "fact"), "facts", difference.fact
    yield from _inferred_from(at, fact.inferred)
    for index, card in enumerate(fact.cards):
        yield from _each((*at, "cards", index, "events"), "facts", card.events)


def _inferred_from(at: Path, inferences: Iterable[Inference]) -> Iterator[tuple[Path, str, str]]:
    for inference in inferences:
        for name, _ in inference.paragraphs:
            yield (*at, "inferred", inference.field, "paragraphs", name), "sources", name


def _each(path: Path, section: str, names: Iterable[str]) -> Iterator[tuple[Path, str, str]]:
    for index, name in enumerate(names):
        yield (*path, index), section, name


def kinds_have_what_they_need(base: FactBase) -> Iterator[Finding]:
    """An event has its date, an opinion its holder, a plan its status, a figure its unit."""
    for number, fact in enumerate(base.facts):
        for field, code, why in _NEEDS.get(fact.kind, ()):
            if not getattr(fact, field):
                yield Finding(("facts", number, field), code, f"is missing: {why}")


_OPINION = (
    ("by", "opinion-without-holder", "an opinion names who holds it"),
    ("date", "opinion-without-date", "an opinion is dated by when it was said"),
)
_NEEDS = {
    "event": (("date", "event-without-date", "an event says when it happened"),),
    "position": _OPINION,
    "assessment": _OPINION,
    "plan": (
        ("status", "plan-without-status", "a plan says how far it has come"),
        ("status_as_of", "plan-without-status", "a status says for which date it holds"),
    ),
    "statistic": (
        ("unit", "statistic-without-unit", "a figure says what it counts"),
        ("period", "statistic-without-period", "a figure says which time it is about"),
    ),
}


def a_plan_alone_has_a_status(base: FactBase) -> Iterator[Finding]:
    """Status belongs to plans, unit and period to statistics."""
    owners = {"status": "plan", "status_as_of": "plan", "unit": "statistic", "period": "statistic"}
    for number, fact in enumerate(base.facts):
        for field, kind in owners.items():
            if getattr(fact, field) and fact.kind != kind:
                message = f"belongs to a {kind} only: this fact is of the kind {fact.kind!r}"
                yield Finding(("facts", number, field), "misplaced-field", message)


def differences_are_told_once(base: FactBase) -> Iterator[Finding]:
    """A difference stands on one of its two facts, and joins two facts."""
    seen: set[frozenset[str]] = set()
    for number, fact in enumerate(base.facts):
        for index, difference in enumerate(fact.differs):
            pair = frozenset((fact.id, difference.fact))
            path: Path = ("facts", number, "differs", index, "fact")
            if len(pair) == 1:
                yield Finding(path, "difference-with-itself", "is this fact: name the other one")
            elif pair in seen:
                message = f"the difference from {difference.fact!r} stands there already: keep one"
                yield Finding(path, "difference-told-twice", message)
            seen.add(pair)


def theme_names_do_not_collide(base: FactBase) -> Iterator[Finding]:
    """An id, title or alias leads to one theme."""
    owner: dict[str, str] = {}
    for number, theme in enumerate(base.themes):
        names: list[tuple[Path, str]] = [(("id",), theme.id), (("title",), theme.title)]
        names += [(("aliases", index), alias) for index, alias in enumerate(theme.aliases)]
        for place, name in names:
            other = owner.setdefault(key(name), theme.id)
            if other != theme.id:
                message = f"{name!r} also leads to the theme {other!r}: a name leads to one theme"
                yield Finding(("themes", number, *place), "alias-collision", message)


def bottom_lines_rest_on_their_theme(base: FactBase) -> Iterator[Finding]:
    """A bottom line rests on facts of its own theme, which the briefing then shows."""
    themes = {fact.id: fact.themes for fact in base.facts}
    for number, theme in enumerate(base.themes):
        for index, sentence in enumerate(theme.bottom_line):
            for place, name in enumerate(sentence.facts):
                if name in themes and theme.id not in themes[name]:
                    path = ("themes", number, "bottom_line", index, "facts", place)
                    message = f"the fact {name!r} is not of the theme {theme.id!r}: add the theme"
                    yield Finding(path, "bottom-line-elsewhere", message)


def opinions_begin_with_their_holder(base: FactBase) -> Iterator[Finding]:
    """The holder of a position or assessment is the first thing a reader sees."""
    people = {person.id: person for person in base.people}
    for number, fact in enumerate(base.facts):
        if fact.kind not in ("position", "assessment") or not fact.by or fact.by[0] not in people:
            continue
        name = people[fact.by[0]].name
        if not fact.statement.removeprefix("The ").startswith(name.removeprefix("The ")):
            message = f"begins otherwise than with its holder, {name}: lead with who says so"
            yield Finding(("facts", number, "statement"), "holder-not-first", message)


def dates_come_before_their_source(base: FactBase) -> Iterator[Finding]:
    """No source tells what had not happened when it was published."""
    issued = {source.id: source.issued for source in base.sources if source.issued}
    for number, fact in enumerate(base.facts):
        if fact.kind != "event" or fact.date is None:
            continue
        begins = edtf.span(fact.date).first
        for cite in fact.cites:
            if cite.source in issued and begins > edtf.span(issued[cite.source]).last:
                message = f"{fact.date} is later than {cite.source!r} ({issued[cite.source]})"
                yield Finding(("facts", number, "date"), "date-after-source", message)


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_lead_somewhere,
    kinds_have_what_they_need,
    a_plan_alone_has_a_status,
    differences_are_told_once,
    theme_names_do_not_collide,
    bottom_lines_rest_on_their_theme,
    opinions_begin_with_their_holder,
    dates_come_before_their_source,
)
