"""Options that several commands share, each defined once."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from jkbrief import edtf
from jkbrief.cli._output import FORMATS
from jkbrief.model import KINDS

if TYPE_CHECKING:
    import datetime as dt

    from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound=Callable[..., Any])


class Date(click.ParamType[str]):
    """An EDTF date."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the date as it was typed; fails where it is none."""
        try:
            edtf.span(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return value


class Day(click.ParamType["dt.date"]):
    """A day, as 2027-03-01."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "dt.date":
        """Return the day; fails where it is none."""
        import datetime as dt

        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2027-03-01", param, ctx)


class FilePath(click.Path):
    """A path; pathlib is imported when one is given."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path as pathlib has it."""
        import pathlib

        return pathlib.Path(os.fsdecode(super().convert(value, param, ctx)))


class Known(click.ParamType[str]):
    """The name of something there is, completed with live values."""

    def __init__(self, name: str) -> None:
        """Take what is named: `theme`, `fact`, `source`, `thread`, `term` or `code`, of a check."""
        self.name = name

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click calls it so
        incomplete: str,
    ) -> list["CompletionItem"]:
        """Return what there is that begins with what was typed."""
        from jkbrief.cli.completion import known_values

        return known_values(ctx, self.name, incomplete)


def format_option(command: Command) -> Command:
    """Add `--format`."""
    return _format_option()(command)


def _format_option(*more: str) -> Callable[[Command], Command]:
    return click.option(
        "--format",
        type=click.Choice((*FORMATS, *more)),
        default="auto",
        show_default=True,
        help="auto is rich on a terminal and Markdown in a pipe.",
    )


def output_options(*formats: str) -> Callable[[Command], Command]:
    """Return what adds `--format`, with `formats` besides the usual, and where to write."""

    def add(command: Command) -> Command:
        for option in (*reversed(_OUTPUT), _format_option(*formats)):
            command = option(command)
        return command

    return add


def file_options(command: Command) -> Command:
    """Add `--output` and `--force`, for a file of one form that nothing can be added to."""
    for option in reversed(_OUTPUT[:2]):
        command = option(command)
    return command


_OUTPUT = (
    click.option(
        "--output",
        "-o",
        type=FilePath(),
        metavar="FILE",
        help="Write to a new file.",
    ),
    click.option("--force", is_flag=True, help="Overwrite the file of --output."),
    click.option("--append", is_flag=True, help="Add to the file of --output."),
)


def selection_options(command: Command) -> Command:
    """Add the options that choose facts."""
    return kind_option(KINDS, "Only facts of this kind.")(condition_options(command))


def kind_option(kinds: tuple[str, ...], help: str) -> Callable[[Command], Command]:
    """Return what adds `--kind`, repeatable."""
    return click.option("--kind", "kinds", multiple=True, type=click.Choice(kinds), help=help)


def condition_options(command: Command) -> Command:
    """Add the options that choose facts by anything but their kind."""
    for option in reversed(_CONDITIONS):
        command = option(command)
    return command


as_of_option = click.option(
    "--as-of", type=Date(), help="Only what sources published by then could support (EDTF)."
)
_CONDITIONS = (
    click.option(
        "--thread", "threads", multiple=True, type=Known("thread"), help="Only this storyline."
    ),
    click.option(
        "--source",
        "sources",
        multiple=True,
        type=Known("source"),
        help="Only facts that this source supports.",
    ),
    click.option("--since", type=Date(), help="Only facts of this date or later (EDTF)."),
    click.option("--until", type=Date(), help="Only facts of this date or earlier (EDTF)."),
    as_of_option,
)
