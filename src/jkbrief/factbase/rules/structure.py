"""What must hold before a base can be read at all; the loader refuses a base that breaks it."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from jkbrief.factbase.rules.rule import ERROR, Code, Finding, Material, rule, rules_of
from jkbrief.factbase.specs import Path
from jkbrief.model import Fact, FactBase, Inference, Person, Source, Term, Theme
from jkbrief.text import key

SECTIONS = ("themes", "threads", "terms", "people", "sources", "facts")


@rule(
    Code(
        "duplicate-id",
        ERROR,
        "Two entries of a section, or two cards of a fact, have the same id.",
        "threads: [{id: route, title: The route}, {id: route, title: The stops}]",
        "threads: [{id: route, title: The route}, {id: stops, title: The stops}]",
    )
)
def ids_are_unique(material: Material) -> Iterator[Finding]:
    """Within a section, and within the cards of a fact, an id stands for one thing."""
    base = material.base
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


@rule(
    Code(
        "unknown-reference",
        ERROR,
        "An id leads nowhere: no theme, thread, person, source or fact has it.",
        "themes: [fery]",
        "themes: [ferry]",
    )
)
def references_lead_somewhere(material: Material) -> Iterator[Finding]:
    """Every id that one entry gives of another exists."""
    base = material.base
    known = {section: {entity.id for entity in getattr(base, section)} for section in SECTIONS}
    for path, section, name in _references(base):
        if name not in known[section]:
            yield Finding(path, "unknown-reference", _no_such(section, name, known[section]))


def _no_such(section: str, name: str, known: set[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1)
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
    yield from _each((*at, "outcome"), "facts", fact.outcome)
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


@rule(
    Code(
        "event-without-date",
        ERROR,
        "An event does not say when it happened.",
        "kind: event  # no date",
        'kind: event\ndate: "2024-05-14"',
    ),
    Code(
        "opinion-without-holder",
        ERROR,
        "A position or an assessment does not say whose it is.",
        "kind: assessment\nstatement: The ferry is too small.",
        "kind: assessment\nstatement: Ada Holm finds the ferry too small.\nby: [ada-holm]",
    ),
    Code(
        "opinion-without-date",
        ERROR,
        "A position or an assessment does not say when it was voiced.",
        "kind: assessment  # no date\nby: [ada-holm]",
        'kind: assessment\nby: [ada-holm]\ndate: "2024-05"\n'
        "statement: Ada Holm finds the ferry too small.",
    ),
    Code(
        "plan-without-status",
        ERROR,
        "A plan does not say how far it has come, or as of when.",
        "kind: plan",
        'kind: plan\nstatus: announced\nstatus_as_of: "2024-05"',
    ),
    Code(
        "statistic-without-unit",
        ERROR,
        "A statistic does not say what it counts.",
        'kind: statistic\nperiod: "2023"',
        'kind: statistic\nperiod: "2023"\nunit: passengers',
    ),
    Code(
        "statistic-without-period",
        ERROR,
        "A statistic does not say which time it is about.",
        "kind: statistic\nunit: passengers",
        'kind: statistic\nunit: passengers\nperiod: "2023"',
    ),
)
def kinds_have_what_they_need(material: Material) -> Iterator[Finding]:
    """An event has its date, an opinion its holder, a plan its status, a figure its unit."""
    for number, fact in enumerate(material.base.facts):
        for field, code, why in _NEEDS.get(fact.kind, ()):
            if not getattr(fact, field):
                yield Finding(("facts", number, field), code, f"is missing: {why}")


@rule(
    Code(
        "misplaced-field",
        ERROR,
        "A status or outcome stands on what is no plan, or a unit or period on what is no statistic.",
        "kind: event\nunit: passengers",
        'kind: statistic\nunit: passengers\nperiod: "2023"',
    )
)
def fields_fit_the_kind(material: Material) -> Iterator[Finding]:
    """Status and outcome belong to plans, unit and period to statistics."""
    owners = dict.fromkeys(("status", "status_as_of", "outcome"), "plan")
    owners |= dict.fromkeys(("unit", "period"), "statistic")
    for number, fact in enumerate(material.base.facts):
        for field, kind in owners.items():
            if getattr(fact, field) and fact.kind != kind:
                message = f"belongs to a {kind} only: this fact is of the kind {fact.kind!r}"
                yield Finding(("facts", number, field), "misplaced-field", message)


@rule(
    Code(
        "inferred-of-nothing",
        ERROR,
        "An inference is about a field that the entry does not have.",
        "inferred: {period: {how: by its subject, paragraphs: {minutes-2024: [2]}}}",
        "inferred: {date: {how: by the date of the meeting, paragraphs: {minutes-2024: [2]}}}",
    )
)
def inferences_are_of_fields(material: Material) -> Iterator[Finding]:
    """What is explained as inferred is there."""
    base = material.base
    sections: tuple[tuple[str, tuple[Source | Fact, ...]], ...] = (
        ("sources", base.sources),
        ("facts", base.facts),
    )
    for section, entries in sections:
        for number, entry in enumerate(entries):
            for inference in entry.inferred:
                if not getattr(entry, inference.field, None):
                    path = (section, number, "inferred", inference.field)
                    message = f"explains {inference.field!r}, which is not there: remove it"
                    yield Finding(path, "inferred-of-nothing", message)


@rule(
    Code(
        "difference-with-itself",
        ERROR,
        "A fact is said to differ from itself.",
        "differs: [{fact: contract-signed, because: date, note: One says May. The other June.}]",
        "differs: [{fact: ferry-length, because: date, note: One says May. The other June.}]",
    ),
    Code(
        "difference-told-twice",
        ERROR,
        "The same two facts are said to differ twice.",
        "differs:\n- {fact: ferry-length, because: date, note: One says May. The other June.}\n"
        "- {fact: ferry-length, because: scope, note: One counts the ramp.}",
        "differs: [{fact: ferry-length, because: scope, note: One counts the ramp.}]",
    ),
)
def differences_are_told_once(material: Material) -> Iterator[Finding]:
    """A difference stands on one of its two facts, and joins two facts."""
    seen: set[frozenset[str]] = set()
    for number, fact in enumerate(material.base.facts):
        for index, difference in enumerate(fact.differs):
            pair = frozenset((fact.id, difference.fact))
            path: Path = ("facts", number, "differs", index, "fact")
            if len(pair) == 1:
                yield Finding(path, "difference-with-itself", "is this fact: name the other one")
            elif pair in seen:
                message = f"the difference from {difference.fact!r} stands there already: keep one"
                yield Finding(path, "difference-told-twice", message)
            seen.add(pair)


@rule(
    Code(
        "alias-collision",
        ERROR,
        "A name leads to two themes, two people, two terms or two sources.",
        "people: [{id: ada-holm, name: Ada Holm}, {id: a-holm, name: A. Holm, aliases: [ada holm]}]",
        "people: [{id: ada-holm, name: Ada Holm, aliases: [A. Holm]}]",
    )
)
def names_do_not_collide(material: Material) -> Iterator[Finding]:
    """An id, title, name or alias leads to one entry of its section."""
    base = material.base
    nouns = {"themes": "theme", "terms": "term", "people": "person", "sources": "source"}
    for section, noun in nouns.items():
        owner: dict[str, str] = {}
        for number, entry in enumerate(getattr(base, section)):
            for place, name in _names(entry):
                other = owner.setdefault(key(name), entry.id)
                if other != entry.id and key(name):
                    message = (
                        f"{name!r} also leads to the {noun} {other!r}: a name leads to one {noun}"
                    )
                    yield Finding((section, number, *place), "alias-collision", message)


def _names(entry: Theme | Term | Person | Source) -> list[tuple[Path, str]]:
    names: list[tuple[Path, str]] = [(("id",), entry.id)]
    match entry:
        case Theme():
            names.append((("title",), entry.title))
        case Person():
            names.append((("name",), entry.name))
        case Source():
            names.append((("short",), entry.short))
        case Term():
            names.append((("preferred",), entry.preferred))
            names += [(("variants", n, "text"), each.text) for n, each in enumerate(entry.variants)]
    if isinstance(entry, Theme | Person):
        names += [(("aliases", index), alias) for index, alias in enumerate(entry.aliases)]
    return names


@rule(
    Code(
        "bottom-line-elsewhere",
        ERROR,
        "A bottom line rests on a fact that is not of its theme, so the briefing cannot show it.",
        "themes: [harbour]",
        "themes: [ferry, harbour]",
    )
)
def bottom_lines_rest_on_their_theme(material: Material) -> Iterator[Finding]:
    """A bottom line rests on facts of its own theme, which the briefing then shows."""
    base = material.base
    themes = {fact.id: fact.themes for fact in base.facts}
    for number, theme in enumerate(base.themes):
        for index, sentence in enumerate(theme.bottom_line):
            for place, name in enumerate(sentence.facts):
                if name in themes and theme.id not in themes[name]:
                    path = ("themes", number, "bottom_line", index, "facts", place)
                    message = f"the fact {name!r} is not of the theme {theme.id!r}: add the theme"
                    yield Finding(path, "bottom-line-elsewhere", message)


RULES = rules_of(globals())
