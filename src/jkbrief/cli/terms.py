"""The command `jkbrief terms [WORD]`."""

from collections.abc import Iterable, Iterator

import click

from jkbrief import edtf
from jkbrief.cli._options import Known, as_of_option, format_option
from jkbrief.cli._session import Session, whole_as_of
from jkbrief.cli._show import show
from jkbrief.document import Fields, Page, Paragraph, Part, Table
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.model import FactBase, Person, Role, Term
from jkbrief.names import find
from jkbrief.render import records
from jkbrief.text import key


@click.command("terms")
@click.argument("word", nargs=-1, metavar="[WORD]", type=Known("term"))
@as_of_option
@format_option
@click.pass_obj
def command(session: Session, word: tuple[str, ...], as_of: str | None, format: str) -> None:
    """List names and contested terms, or show what WORD is called by whom.

    WORD is any form of it: GSOMIA, Tōkyō, "forced labor", Kishida.
    """
    bases = [_then(base, as_of) for base in session.bases]
    terms = [(base, term) for base in bases for term in base.terms]
    people = [(base, person) for base in bases for person in base.people]
    beside = len(bases) > 1
    if word:
        wanted = _wanted(" ".join(word), [t for _, t in terms], [p for _, p in people])
        terms = [(base, term) for base, term in terms if term.id in wanted]
        people = [(base, person) for base, person in people if person.id in wanted]
        parts = [
            *((base, _term(base, term)) for base, term in terms),
            *((base, _person(person)) for base, person in people),
        ]
        page = Page(
            f"Terms: {' '.join(word)}",
            tuple(_of(base, part) if beside else part for base, part in parts),
            hint=f"jkbrief search {' '.join(word)}",
        )
    else:
        page = _list(terms, people, beside)
    show(
        "terms",
        format,
        page,
        lambda: {
            "terms": [_term_record(base, term) for base, term in terms],
            "people": [_person_record(base, person) for base, person in people],
        },
    )


def _then(base: CompiledBase, as_of: str | None) -> FactBase:
    if as_of is None:
        whole = base.overview()
        return whole._replace(terms=base.terms(), people=base.people(), sources=base.sources())
    return whole_as_of(base, as_of)  # who was heard of then depends on the facts


def _wanted(word: str, terms: Iterable[Term], people: Iterable[Person]) -> set[str]:
    """Return the ids of all that is called `word`; raises NotFound with the nearest names."""
    table = [
        *((term.id, (term.preferred, *(v.text for v in term.variants))) for term in terms),
        *((person.id, _names(person)) for person in people),
    ]
    found = {name for name, others in table if key(word) in map(key, (name, *others))}
    return found or {find("term", word, table, "jkbrief terms")}


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, *person.aliases, *([person.family] if person.family else []))


def _list(
    terms: list[tuple[FactBase, Term]], people: list[tuple[FactBase, Person]], beside: bool
) -> Page:
    rows = tuple(
        (
            term.preferred,
            ", ".join(variant.text for variant in term.variants),
            *([base.factbase] if beside else []),
        )
        for base, term in terms
    )
    named = tuple(
        (
            person.name,
            ", ".join(person.aliases),
            "; ".join(map(_role, person.roles)),
            *([base.factbase] if beside else []),
        )
        for base, person in people
    )
    last = ["base"] if beside else []
    header = ("name", "also written", "office at the time", *last)
    parts = (
        Part("", (Table(("term", "also written", *last), rows),)),
        Part("People and bodies", (Table(header, named),)),
    )
    return Page("Terms", parts, hint="jkbrief terms WORD")


def _of(base: FactBase, part: Part) -> Part:
    """Return `part` with the name of its base in its title."""
    return part._replace(title=f"{part.title} ({base.factbase})")


def _term(base: FactBase, term: Term) -> Part:
    shorts = {source.id: source.short for source in base.sources}
    usage = tuple(
        (variant.text, tuple(shorts[name] for name in variant.sources) or ("not in the sources",))
        for variant in term.variants
    )
    means = (Paragraph(term.means),) if term.means else ()
    return Part(term.preferred, (*means, Fields(usage)))


def _person(person: Person) -> Part:
    return Part(person.name, (Fields(tuple(_fields(person))),))


def _fields(person: Person) -> Iterator[tuple[str, tuple[str, ...]]]:
    if person.family:
        yield "family name", (person.family,)
    if person.aliases:
        yield "also written", person.aliases
    if person.roles:
        yield "office at the time", tuple(map(_role, person.roles))


def _role(role: Role) -> str:
    if role.from_ is None and role.to is None:
        return role.title
    time = role.to if role.from_ == role.to else f"{role.from_ or '..'}/{role.to or '..'}"
    return f"{role.title} ({edtf.spoken(time or '..')})"


def _term_record(base: FactBase, term: Term) -> records.Record:
    variants = [variant._asdict() for variant in term.variants]
    return {**term._asdict(), "variants": variants, "factbase": base.factbase}


def _person_record(base: FactBase, person: Person) -> records.Record:
    roles = [{"title": r.title, "from": r.from_, "to": r.to} for r in person.roles]
    return {**person._asdict(), "roles": roles, "factbase": base.factbase}
