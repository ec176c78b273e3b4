"""The command `jkbrief fact ID`."""

import click

from jkbrief import edtf
from jkbrief.cli._options import Known, as_of_option, format_option
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Block, Fields, Items, Page, Paragraph, Part, Verbatim
from jkbrief.errors import JkbriefError
from jkbrief.model import Cite, Fact, FactBase, Source
from jkbrief.render import records
from jkbrief.render.bibliography import reference
from jkbrief.select import as_known
from jkbrief.telling import support


@click.command("fact")
@click.argument("id", type=Known("fact"))
@as_of_option
@format_option
@click.pass_obj
def command(session: Session, id: str, as_of: str | None, format: str) -> None:
    """Show one fact whole: what it says, who says so, and every place that proves it.

    ID is the id of a fact, or of a footnote in a briefing.
    """
    base, name = session.find_fact(id)
    part = as_known(base.part_of_fact(name), as_of)
    fact = next((each for each in part.facts if each.id == name), None)
    if fact is None:
        raise JkbriefError(f"no source of {as_of} or earlier supports {name!r}: drop --as-of")
    told = fact
    origin = base.origin if len(session.bases) > 1 else ""
    show(
        "fact",
        format,
        _page(told, part, origin),
        lambda: {"fact": _record(told, part, base.origin)},
    )


def _record(fact: Fact, part: FactBase, origin: str) -> records.Record:
    sources = {source.id: source for source in part.sources}
    used = {cite.source for cite in fact.cites}
    return {
        **records.fact(fact, part.factbase),
        "origin": origin,
        "support": support.support(fact, sources, bool(_differences(fact, part))),
        "sources": [records.source(source) for source in part.sources if source.id in used],
    }


def _page(fact: Fact, part: FactBase, origin: str = "") -> Page:
    sources = {source.id: source for source in part.sources}
    fields = _fields(fact, part, sources)
    if origin:
        fields = (*fields, ("origin", (Verbatim(origin),)))
    parts = [Part("", (Paragraph(fact.statement), Fields(fields)))]
    for cite in fact.cites:
        parts.append(Part(sources[cite.source].short, (_place(cite, sources[cite.source]),)))
    if fact.inferred:
        parts.append(Part("Inferred", (Fields(_inferred(fact)),)))
    differences = _differences(fact, part)
    if differences:
        parts.append(Part("Where the sources differ", tuple(differences)))
    if fact.cards:
        asked = tuple(f"{card.ask} ({card.kind})" for card in fact.cards)
        parts.append(Part("Cards", (Items(asked),)))
    return Page(fact.id, tuple(parts), hint=f"jkbrief topic {fact.themes[0]}")


def _fields(
    fact: Fact, part: FactBase, sources: dict[str, Source]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    people = {person.id: person.name for person in part.people}
    threads = {thread.id: thread.title for thread in part.threads}
    themes = {theme.id: theme.title for theme in part.themes}
    status = fact.status
    if status and fact.status_as_of:
        status = f"{status}, as of {edtf.spoken(fact.status_as_of)}"
    fields = {
        "kind": fact.kind,
        "date": fact.date and edtf.spoken(fact.date),
        "said by": ", ".join(people[name] for name in fact.by),
        "status": status,
        "unit": fact.unit,
        "period": fact.period and edtf.spoken(fact.period),
        "support": support.support(fact, sources, bool(_differences(fact, part))),
        "themes": ", ".join(themes[name] for name in fact.themes),
        "thread": fact.thread and threads[fact.thread],
        "weight": {3: "key", 2: "on the page", 1: "in full only"}[fact.weight],
    }
    return tuple((name, (value,)) for name, value in fields.items() if value)


def _place(cite: Cite, source: Source) -> Fields:
    pairs = [
        ("source", (reference(source),)),
        ("paragraph", (str(cite.paragraph),)),
        ("find", (cite.find,)),
    ]
    if cite.via:
        pairs.append(("relaying", (cite.via,)))
    if source.note:
        pairs.append(("note", (source.note,)))
    return Fields(tuple(pairs))


def _inferred(fact: Fact) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((each.field, (each.how, _rests_on(each.paragraphs))) for each in fact.inferred)


def _rests_on(paragraphs: tuple[tuple[str, tuple[int, ...]], ...]) -> str:
    places = (f"{source} ¶{', '.join(map(str, numbers))}" for source, numbers in paragraphs)
    return f"from {'; '.join(places)}"


def _differences(fact: Fact, part: FactBase) -> list[Block]:
    told = {each.id: each for each in part.facts}
    blocks: list[Block] = []
    for owner in part.facts:
        for difference in owner.differs:
            pair = {owner.id, difference.fact}
            if fact.id in pair and difference.fact in told:
                other = told[(pair - {fact.id}).pop()]
                blocks.append(Paragraph(f"{difference.because.capitalize()}: {difference.note}"))
                blocks.append(Fields(((other.id, (other.statement,)),)))
    return blocks
