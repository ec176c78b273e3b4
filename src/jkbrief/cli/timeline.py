"""The command `jkbrief timeline [THEME…]`."""

import pathlib
from collections.abc import Iterator
from typing import Any

import click

from jkbrief.briefing import timeline
from jkbrief.briefing.document import LENGTHS
from jkbrief.briefing.timeline import Moment, Timeline
from jkbrief.cli import _output
from jkbrief.cli._options import Known, output_options, selection_options
from jkbrief.cli._session import Session
from jkbrief.errors import JkbriefError, WrongUsage
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.model import FactBase, Source
from jkbrief.select import Query, as_known, choose
from jkbrief.telling.teller import claims

_PICTURES = ("mermaid", "svg")
_LEAST_WEIGHT = dict(zip(LENGTHS, (3, 2, 1), strict=True))


@click.command("timeline")
@click.argument("themes", nargs=-1, metavar="[THEME...]", type=Known("theme"))
@click.option(
    "--length",
    type=click.Choice(LENGTHS),
    help="brief has the key facts, full all; unless told page, for mermaid and svg brief, or "
    "the next that tells anything.",
)
@selection_options
@output_options(*_PICTURES)
@click.pass_obj
def command(
    session: Session,
    /,
    themes: tuple[str, ...],
    length: str | None,
    format: str,
    output: pathlib.Path | None,
    force: bool,
    append: bool,
    **chosen: Any,
) -> None:
    """Draw what happened in order, with plans and what became of them.

    A date stands for as much as it says: a year is the whole year. Without a THEME
    everything is told; --thread follows one storyline.

    \b
    jkbrief timeline --thread export-controls
    jkbrief timeline history --format svg -o history.svg
    """  # noqa: D301 - click wants the control character
    if format == "svg" and append:
        raise WrongUsage("a picture cannot be added to another: leave out --append")
    where = _output.target(format, output, force, append)
    query = session.query(**chosen)
    usual = LENGTHS if format in _PICTURES else LENGTHS[1:]
    line = _timeline(session, themes, query, (length,) if length else usual)
    if where.format == "terminal":
        from jkbrief.render import timeline_terminal

        _output.draw(lambda console: timeline_terminal.render(line, console))
    else:
        _output.write(_text(line, where.format), where)


def _timeline(
    session: Session, themes: tuple[str, ...], query: Query, lengths: tuple[str, ...]
) -> Timeline:
    """Return the time line of the first of `lengths` in which there is anything to tell."""
    query = query._replace(kinds=query.kinds or timeline.KINDS)
    parts = list(_parts(session, themes, query.as_of))
    for least in map(_LEAST_WEIGHT.__getitem__, lengths):
        told = [pair for part in parts for pair in _moments(*part, query, least)]
        if told:
            break
    else:
        raise JkbriefError(
            f"no dated {' or '.join(query.kinds)} meets these conditions: "
            "ask for other kinds with --kind, or drop one of the options"
        )
    sources = {source.id: source for _, cited in told for source in cited}
    title = _title(session, themes, query)
    ordered = [s for base in session.bases for s in base.sources() if s.id in sources]
    return timeline.compose(
        title,
        (moment for moment, _ in told),
        [sources[source.id] for source in ordered],
        beside=len(session.bases) > 1,
    )


def _parts(
    session: Session, themes: tuple[str, ...], as_of: str | None
) -> Iterator[tuple[CompiledBase, FactBase, set[str]]]:
    """Yield the facts of each base, as they were known, and which of them are asked for."""
    if themes:
        for base, theme in session.find_themes(themes):
            then = as_known(base.part_of_theme(theme.id), as_of)
            yield base, then, {fact.id for fact in then.facts if theme.id in fact.themes}
    else:
        for base in session.bases:
            then = as_known(base.whole(), as_of)
            yield base, then, {fact.id for fact in then.facts}


def _moments(
    base: CompiledBase, then: FactBase, wanted: set[str], query: Query, least: int
) -> Iterator[tuple[Moment, list[Source]]]:
    dated = [fact for fact in choose(then.facts, query) if fact.date and fact.id in wanted]
    shown = timeline.with_outcomes(dated, least)
    told = claims(then, shown)
    sources = {source.id: source for source in then.sources}
    for fact in shown:
        cited = [sources[name] for name in dict.fromkeys(cite.source for cite in fact.cites)]
        yield timeline.moment(fact, told[fact.id], cited, base.factbase, base.origin), cited


def _title(session: Session, themes: tuple[str, ...], query: Query) -> str:
    titles = [theme.title for _, theme in session.find_themes(themes)]
    threads = {thread.id: thread.title for base in session.bases for thread in base.threads()}
    titles += [threads[name] for name in query.threads]
    if not titles:
        titles = [base.overview().title for base in session.bases]
    return "Time line: " + ", ".join(titles)


def _text(line: Timeline, form: str) -> str:
    if form == "svg":
        from jkbrief.render import svg

        return svg.render(line)
    if form == "mermaid":
        from jkbrief.render import mermaid

        return mermaid.render(line)
    from jkbrief.render import timeline as pages

    if form == "json":
        from jkbrief.render import records

        return records.document("timeline", pages.record(line))
    if form == "plain":
        from jkbrief.render import plain

        return plain.render_page(pages.page(line))
    from jkbrief.render import markdown_page

    return markdown_page.render(pages.page(line))
