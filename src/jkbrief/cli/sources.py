"""The command `jkbrief sources [ID]`."""

import click

from jkbrief import edtf
from jkbrief.cli._options import Known, as_of_option, format_option
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Block, Fields, Page, Part, Table, Verbatim
from jkbrief.errors import JkbriefError
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.model import Fact, Source
from jkbrief.render import records
from jkbrief.render.bibliography import reference
from jkbrief.select import as_known


@click.command("sources")
@click.argument("id", required=False, type=Known("source"))
@as_of_option
@format_option
@click.pass_obj
def command(session: Session, id: str | None, as_of: str | None, format: str) -> None:
    """List the sources, or show one: what it is, how sure its date is, what was drawn from it."""
    if id is None:
        chosen = [(base, source) for base in session.bases for source in base.sources()]
    else:
        chosen = [session.find_source(id)]
    parts = {source.id: as_known(base.part_of_source(source.id), as_of) for base, source in chosen}
    chosen = [
        (base, then)
        for base, source in chosen
        for then in parts[source.id].sources
        if then.id == source.id
    ]
    if not chosen:
        raise JkbriefError(f"no such source was out by {as_of}: drop --as-of")
    drawn = {
        name: tuple(f for f in part.facts if any(cite.source == name for cite in f.cites))
        for name, part in parts.items()
    }
    if id is None:
        page = _list(chosen, drawn)
    else:
        base, source = chosen[0]
        origin = base.origin if len(session.bases) > 1 else ""
        page = _one(source, drawn[source.id], origin)
    show(
        "sources",
        format,
        page,
        lambda: {"sources": [_record(base, source, drawn[source.id]) for base, source in chosen]},
    )


def _record(base: CompiledBase, source: Source, facts: tuple[Fact, ...]) -> records.Record:
    return {
        **records.source(source),
        "factbase": base.factbase,
        "origin": base.origin,
        "facts": [fact.id for fact in facts],
    }


def _list(chosen: list[tuple[CompiledBase, Source]], drawn: dict[str, tuple[Fact, ...]]) -> Page:
    several = len({base.factbase for base, _ in chosen}) > 1
    rows = tuple(
        (
            source.id,
            edtf.plain(source.issued),
            str(len(drawn[source.id])),
            source.title,
            *([base.factbase] if several else []),
        )
        for base, source in chosen
    )
    header = ("source", "issued", "facts", "title", *(["base"] if several else []))
    table = Table(header, rows, frozenset({2}))
    return Page("Sources", (Part("", (table,)),), hint="jkbrief sources matsuo-2023")


def _one(source: Source, facts: tuple[Fact, ...], origin: str) -> Page:
    pairs = [("reference", (reference(source),)), ("issued", (edtf.spoken(source.issued),))]
    if source.note:
        pairs.append(("note", (source.note,)))
    pairs += [(f"{each.field} inferred", (each.how,)) for each in source.inferred]
    if origin:
        pairs.append(("origin", (Verbatim(origin),)))
    parts = [Part("", (Fields(tuple(pairs)),))]
    paragraphs = sorted({c.paragraph for f in facts for c in f.cites if c.source == source.id})
    for number in paragraphs:
        block: Block = Fields(
            tuple(
                (fact.id, (fact.statement,))
                for fact in facts
                if any(c.source == source.id and c.paragraph == number for c in fact.cites)
            )
        )
        parts.append(Part(f"Paragraph {number}", (block,)))
    return Page(source.short, tuple(parts), hint="jkbrief fact ID")
