"""The command `jkbrief topic THEME…`."""

import pathlib

import click

from jkbrief.briefing.compose import compose
from jkbrief.briefing.document import LENGTHS, Briefing
from jkbrief.cli import _output
from jkbrief.cli._options import Known, output_options, selection_options
from jkbrief.cli._session import Session
from jkbrief.errors import JkbriefError, WrongUsage
from jkbrief.render.markdown import CITE_STYLES
from jkbrief.select import Query


@click.command("topic")
@click.argument("themes", nargs=-1, metavar="THEME...", type=Known("theme"))
@click.option("--all", "everything", is_flag=True, help="Every theme.")
@click.option(
    "--length",
    type=click.Choice(LENGTHS),
    default="page",
    show_default=True,
    help="brief is the bottom line, page some 400 words.",
)
@selection_options
@click.option(
    "--cite",
    type=click.Choice(CITE_STYLES),
    default="footnote",
    show_default=True,
    help="How a line names its source.",
)
@click.option(
    "--heading-level",
    type=click.IntRange(1, 5),
    help="Level of the theme's heading in Markdown; 2 unless told.",
)
@click.option("--front-matter", is_flag=True, help="Begin Markdown with YAML front matter.")
@output_options
@click.pass_obj
def command(
    session: Session,
    themes: tuple[str, ...],
    everything: bool,
    length: str,
    kinds: tuple[str, ...],
    threads: tuple[str, ...],
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    as_of: str | None,
    cite: str,
    heading_level: int | None,
    front_matter: bool,
    format: str,
    output: pathlib.Path | None,
    force: bool,
    append: bool,
) -> None:
    """Print the briefing on each THEME: what happened, who holds what, and where it is said.

    Themes are found by id, title or alias: china, "supply chains", north-korea.
    """
    markdown_wanted = front_matter or heading_level is not None
    where = _output.target(format, output, force, append, markdown_wanted)
    if where.format in ("terminal", "json") and cite != "footnote":
        raise WrongUsage(f"--cite {cite} is for Markdown and plain, not for {where.format}")
    if bool(themes) == everything:
        raise WrongUsage(
            "name a theme or --all, as in 'jkbrief topic china': 'jkbrief topics' lists them"
        )
    query = Query(
        kinds,
        session.find_threads(threads),
        session.find_sources(sources),
        since,
        until,
        as_of,
    )
    briefings = _briefings(session, themes, query, length)
    if where.format == "terminal":
        from jkbrief.render import terminal

        _output.draw(lambda console: terminal.render(briefings, console))
    else:
        text = _text(briefings, where.format, cite, heading_level or 2, front_matter)
        _output.write(text, where)


def _briefings(
    session: Session, themes: tuple[str, ...], query: Query, length: str
) -> list[Briefing]:
    chosen = session.find_themes(themes) if themes else session.themes()
    briefings = [
        compose(base.part_of_theme(theme.id), theme, query, length, base.origin)._replace(
            beside=len(session.bases) > 1
        )
        for base, theme in chosen
    ]
    told = [briefing for briefing in briefings if briefing.fact_total]
    if not told:
        raise JkbriefError("no fact of that theme meets these conditions: drop one of the options")
    return told


def _text(
    briefings: list[Briefing], form: str, cite: str, heading_level: int, front_matter: bool
) -> str:
    if form == "json":
        from jkbrief.render import records

        return records.document("topic", {"themes": list(map(records.briefing, briefings))})
    if form == "plain":
        from jkbrief.render import plain

        return plain.render(briefings, cite)
    from jkbrief.render import markdown

    return markdown.render(briefings, cite, heading_level, front_matter)
