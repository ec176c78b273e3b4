"""The command `jkbrief topic THEME…`."""

from __future__ import annotations  # most of what is named here is imported for types alone

import time
from typing import TYPE_CHECKING, Any

import click

from jkbrief import edtf
from jkbrief.cli import _output
from jkbrief.cli._briefing import briefing_options, briefings
from jkbrief.cli._options import Known, output_options
from jkbrief.cli._session import Session
from jkbrief.errors import WrongUsage
from jkbrief.select import as_known

if TYPE_CHECKING:
    import pathlib

    from jkbrief.briefing.document import Briefing
    from jkbrief.briefing.memory import Memory
    from jkbrief.factbase.compiled import CompiledBase
    from jkbrief.model import Theme


@click.command("topic")
@click.argument("themes", nargs=-1, metavar="THEME...", type=Known("theme"))
@click.option("--all", "everything", is_flag=True, help="Every theme.")
@briefing_options
@click.option(
    "--for-me",
    is_flag=True,
    help="What you have likely forgotten first, then what you never saw; the rest is left out.",
)
@click.option("--front-matter", is_flag=True, help="Begin Markdown with YAML front matter.")
@output_options("html")
@click.pass_obj
def command(
    session: Session,
    /,
    themes: tuple[str, ...],
    everything: bool,
    length: str,
    for_me: bool,
    cite: str,
    heading_level: int | None,
    front_matter: bool,
    format: str,
    output: pathlib.Path | None,
    force: bool,
    append: bool,
    **chosen: Any,
) -> None:
    """Print the briefing on each THEME: what happened, who holds what, and where it is said.

    Themes are found by id, title or alias: china, "supply chains", north-korea.
    """
    if format == "auto" and cite != "footnote":
        format = "markdown"  # noqa: A001 - as the option is called
    markdown_wanted = front_matter or heading_level is not None or cite == "pandoc"
    where = _output.target(format, output, force, append, markdown_wanted)
    if where.format not in ("markdown", "plain") and cite != "footnote":
        raise WrongUsage(f"--cite {cite} is for Markdown and plain, not for {where.format}")
    if bool(themes) == everything:
        raise WrongUsage(
            "name a theme or --all, as in 'jkbrief topic china': 'jkbrief topics' lists them"
        )
    if front_matter and append:
        raise WrongUsage("--front-matter begins a file and --append adds to one: choose one")
    if for_me and length == "brief":
        raise WrongUsage("--for-me orders the facts, and --length brief has none: drop one")
    wanted = session.find_themes(themes) if themes else session.themes()
    memory = _memory(wanted) if for_me else None
    beside = len(session.bases) > 1
    query = session.query(**chosen)
    told = briefings(wanted, query, length, memory, beside=beside)
    silent = {theme.id for _, theme in wanted} - {briefing.theme for briefing in told}
    if themes and silent:
        _output.warn(f"nothing on {', '.join(sorted(silent))} meets these conditions")
    if where.format == "terminal":
        from jkbrief.render import terminal

        _output.draw(lambda console: terminal.render(told, console))
    elif where.format == "json":
        _output.write(_json(session, told, query.as_of), where)
    else:
        text = _text(told, where.format, cite, heading_level or 2, front_matter)
        if append and where.file is not None and where.file.is_file():
            from jkbrief.cli import _notes

            _notes.read(where.file)  # to what is no text for us nothing is added
            _output.write(text, where)
            _notes.warn_of_repeats(where.file, _notes.read(where.file))
        else:
            _output.write(text, where)
        if query.as_of is None:
            _warn_of_age(told)


def _warn_of_age(told: list[Briefing]) -> None:
    """Say of which date the newest source is, if that is over a year ago.

    It is said beside the briefing, which knows no clock; a terminal has it over the briefing.
    """
    newest = max((briefing.as_of for briefing in told), key=lambda date: edtf.span(date).last)
    year, month, _ = edtf.span(newest).last
    today = time.localtime()
    if (today.tm_year - year) * 12 + today.tm_mon - month > 12:
        spoken = edtf.spoken(newest)
        _output.warn(f"the newest source is of {spoken}, over a year ago: later news is not in it")


def _memory(wanted: list[tuple[CompiledBase, Theme]]) -> Memory:
    """Return what the learner remembers today of these themes; no two bases share a fact's id."""
    from jkbrief.briefing.memory import Memory
    from jkbrief.cli._history import learner, now
    from jkbrief.quiz.deck import deck, fact_recall

    cards = [card for base, theme in wanted for card in deck(base.part_of_theme(theme.id))]
    instant = now()
    with learner(instant) as history:
        recall = fact_recall(cards, history.states(), history.day(instant))
        return Memory(recall, history.retention)


def _json(session: Session, told: list[Briefing], as_of: str | None) -> str:
    from jkbrief.render import records

    bases = {base.origin: base for base in session.bases}
    parts = (as_known(bases[each.origin].part_of_theme(each.theme), as_of) for each in told)
    themes = [
        records.briefing(each, {fact.id: fact for fact in part.facts})
        for each, part in zip(told, parts, strict=True)
    ]
    return records.document("topic", {"themes": themes})


def _text(
    told: list[Briefing], form: str, cite: str, heading_level: int, front_matter: bool
) -> str:
    if form == "html":
        from jkbrief.render import html

        return html.render(told)
    if form == "plain":
        from jkbrief.render import plain

        return plain.render(told, cite)
    from jkbrief.render import markdown

    return markdown.render(told, cite, heading_level, front_matter)
