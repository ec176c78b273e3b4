"""The command `jkbrief notes weave FILE THEME…`."""

import pathlib
from typing import Any

import click
from click.core import ParameterSource

from jkbrief.cli import _notes, _output
from jkbrief.cli._briefing import briefing_options, briefings
from jkbrief.cli._options import Known, format_option
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Page, Paragraph, Part, Table, Verbatim
from jkbrief.errors import JkbriefError, NotFound
from jkbrief.notes.weave import BrokenMarker, Options, Order, Woven
from jkbrief.notes.weave import weave as weave_text
from jkbrief.record import NamedTuple
from jkbrief.render import markdown

_NOT_DONE = {"added": "missing", "renewed": "out of date", "current": "current"}


class _Notes(NamedTuple):
    """A notes file before and after."""

    file: pathlib.Path
    old: str
    new: str
    woven: list[Woven]


@click.command("weave", short_help="Put briefings into notes, or renew those there.")
@click.argument("file", type=click.Path(path_type=pathlib.Path))
@click.argument("themes", nargs=-1, metavar="[THEME]...", type=Known("theme"))
@briefing_options
@click.option("--dry-run", is_flag=True, help="Show what would change, as a diff.")
@click.option("--check", is_flag=True, help="Exit 1 where a briefing is out of date.")
@format_option
@click.pass_context
def weave(
    ctx: click.Context,
    /,
    file: pathlib.Path,
    themes: tuple[str, ...],
    dry_run: bool,
    check: bool,
    format: str,
    **_: Any,
) -> int:
    """Put the briefing on each THEME into the notes FILE, or renew the one that is there.

    A briefing stands between comment markers, which remember its options; nothing outside
    them is touched. Without a THEME every briefing that is there is renewed. Options that are
    given replace those that a marker has.

    \b
    jkbrief notes weave notes.md china       put it in, or renew it
    jkbrief notes weave notes.md             renew all that are there
    jkbrief notes weave --check *.md         for pre-commit: is all up to date?
    """  # noqa: D301 - click wants the control character
    session: Session = ctx.obj
    files, names = _files_and_themes(session, file, themes)
    options = _given(ctx, session)
    wanted = [Order(base.factbase, theme.id, options) for base, theme in session.find_themes(names)]
    notes = [_weave(session, each, wanted) for each in files]
    if not wanted and not check and not any(each.woven for each in notes):
        raise JkbriefError(
            f"{file}: no briefing is woven into it: name a theme to put one in, "
            f"as in 'jkbrief notes weave {file} china'"
        )
    if dry_run:
        told = "".join(_notes.diff(each.file, each.old, each.new) for each in notes)
        _output.write(told, _output.Target("plain"))
    else:
        _finish(notes, check, format)
    return int(check and any(each.old != each.new for each in notes))


def _files_and_themes(
    session: Session, file: pathlib.Path, names: tuple[str, ...]
) -> tuple[list[pathlib.Path], list[str]]:
    """Return the files and the themes that were named: pre-commit names many files."""
    files, themes = [file], []
    for name in names:
        try:
            session.find_themes([name])
            themes.append(name)
        except NotFound:
            if not pathlib.Path(name).is_file():
                raise
            files.append(pathlib.Path(name))
    return files, themes


def _given(ctx: click.Context, session: Session) -> Options | None:
    """Return the briefing's options that were typed, as a marker has them; None where none."""
    given = []
    for parameter in _read_options.params:
        name = parameter.name or ""
        if ctx.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
            continue
        value = ctx.params[name]
        if name == "threads":
            value = session.find_threads(value)
        elif name == "sources":
            value = session.find_sources(value)
        label = parameter.opts[0].removeprefix("--")
        given += [(label, str(one)) for one in (value if isinstance(value, tuple) else (value,))]
    return tuple(given) or None


@click.command("marker", add_help_option=False)
@briefing_options
def _read_options(**options: Any) -> None:
    """Stand for the options of a marker, so that they are read as typed ones are."""


def _weave(session: Session, file: pathlib.Path, wanted: list[Order]) -> _Notes:
    old = _notes.read(file, new=bool(wanted))

    def write(line: int, order: Order) -> str:
        try:
            return _briefing(session, order)
        except (click.ClickException, JkbriefError) as error:
            message = error.format_message() if isinstance(error, click.ClickException) else error
            raise JkbriefError(f"{file}:{line}: {message}") from None

    try:
        return _Notes(file, old, *weave_text(old, wanted, write))
    except BrokenMarker as error:
        raise JkbriefError(f"{file}:{error.line}: {error}") from None


def _briefing(session: Session, order: Order) -> str:
    typed = [f"--{name}={value}" for name, value in order.options or ()]
    options = _read_options.make_context("marker", typed).params
    themes = [
        (base, theme)
        for base, theme in session.themes()
        if (base.factbase, theme.id) == (order.factbase, order.theme)
    ]
    if not themes:
        raise JkbriefError(
            f"no fact base that is read has the briefing {order.factbase}:{order.theme}: "
            "name its file with --facts, or remove the markers"
        )
    length, cite, level = (options.pop(name) for name in ("length", "cite", "heading_level"))
    told = briefings(themes, session.query(**options), length)
    return markdown.render(told, cite, level or 2)


def _finish(notes: list[_Notes], check: bool, format: str) -> None:
    if not check:
        for each in notes:
            if each.new != each.old:
                _notes.write(each.new, each.file)
            _notes.warn_of_repeats(each.file, each.new)
    rows = [
        (str(each.file), str(woven.line), f"{woven.order.factbase}:{woven.order.theme}",
         _NOT_DONE[woven.done] if check else woven.done)
        for each in notes
        for woven in each.woven
    ]  # fmt: skip
    names = ("file", "line", "briefing", "state")
    shown = tuple(
        (Verbatim(file), line, Verbatim(briefing), state) for file, line, briefing, state in rows
    )
    table = Table(names, shown, frozenset({1}))
    nothing = Paragraph("No briefing is woven into these notes.")
    page = Page(
        "Notes", (Part("", (table if rows else nothing,)),), hint="jkbrief notes audit FILE"
    )
    show("notes weave", format, page, lambda: {"woven": [
        dict(zip(names, (file, int(line), briefing, state), strict=True))
        for file, line, briefing, state in rows
    ]})  # fmt: skip
