"""The program: a group of commands that are imported when they are called, and its errors."""

import contextlib
import gc
import os
import sys
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from jkbrief.errors import FactBaseError, JkbriefError


class Entry:
    """One command of the table: where it is and what `--help` says of it."""

    def __init__(self, group: str, module: str, help: str) -> None:
        """Keep the row; the module is imported when the command is called."""
        self.group, self.module, self.help = group, module, help


# What people come for, and the commands under it, in the order of `--help`.
COMMANDS = {
    "topics": Entry("Read", "jkbrief.cli.topics", "The themes, with their aliases and counts."),
    "topic": Entry("Read", "jkbrief.cli.topic", "The briefing on one theme or several."),
    "fact": Entry("Read", "jkbrief.cli.fact", "One fact whole, with every place that proves it."),
    "search": Entry("Read", "jkbrief.cli.search", "The facts that answer plain words."),
    "timeline": Entry("Read", "jkbrief.cli.timeline", "What happened in order, also as a picture."),
    "compare": Entry("Read", "jkbrief.cli.compare", "Where the sources differ, side by side."),
    "sources": Entry("Read", "jkbrief.cli.sources", "The sources and what was drawn from them."),
    "terms": Entry("Read", "jkbrief.cli.terms", "Names and contested terms, and who uses which."),
    "quiz": Entry("Learn", "jkbrief.cli.quiz", "The flashcards: what is due, and new ones."),
    "stats": Entry("Learn", "jkbrief.cli.stats", "What is known, due and coming."),
    "history": Entry(
        "Learn", "jkbrief.cli.history", "The review log: export, import, undo, verify."
    ),
    "export": Entry("Share", "jkbrief.cli.export", "Cards and sources for other programs."),
    "notes": Entry("Share", "jkbrief.cli.notes", "Briefings in your notes, renewed and proved."),
    "check": Entry("Curate", "jkbrief.cli.check", "Every problem of a fact base, at its place."),
    "init": Entry("Curate", "jkbrief.cli.init", "A commented fact base to begin with."),
    "completion": Entry("Set up", "jkbrief.cli.completion", "Completion for bash, zsh and fish."),
}


_FACTS = "JKBRIEF_FACTS"
# As SQLite calls what was spoilt in one of its files; that of a history is told by itself.
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class LazyGroup(click.Group):
    """A group that knows its commands by name and help, and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,
        cmd_name: str,
    ) -> click.Command | None:
        """Return the command called `cmd_name`, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        import importlib

        command: click.Command = importlib.import_module(COMMANDS[cmd_name].module).command
        return command

    def format_commands(
        self,
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the commands under what they are for, without importing them."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, entry in COMMANDS.items():
            groups.setdefault(entry.group, []).append((name, entry.help))
        for group, rows in groups.items():
            with formatter.section(group):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; raises JkbriefError where what is kept of a fact base is damaged."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            # Not by its class: sqlite3 is not imported for every command.
            if not getattr(error, "sqlite_errorname", "").startswith(_DAMAGE):
                raise
            from jkbrief.factbase import store

            for path in ctx.obj.paths:
                store.discard(path)
            raise JkbriefError(
                f"the compiled form of the facts cannot be read ({error}): it is cleared away; "
                "run the same again, and it is made anew"
            ) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command; click names the nearest ones where there is none."""
        self.commands = dict.fromkeys(COMMANDS, click.Command(None))  # only the names count
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            if not _is_theme(args[0], ctx):
                raise
        raise click.UsageError(
            f"{args[0]!r} is no command but a theme: 'jkbrief topic {args[0]}' is its briefing.",
            ctx,
        )


def _is_theme(name: str, ctx: click.Context) -> bool:
    from jkbrief.cli._session import Session

    try:
        Session(ctx.params["facts"], ctx.params["with_bundled"]).find_themes([name])
    except JkbriefError:
        return False
    return True


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from jkbrief import __version__

        click.echo(f"jkbrief {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--facts",
    multiple=True,
    envvar=_FACTS,
    type=click.Path(),
    metavar="FILE",
    help=f"Read this fact base instead of the bundled one (repeatable); also {_FACTS}.",
)
@click.option("--with-bundled", is_flag=True, help="Read the bundled fact base as well.")
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context, facts: tuple[str, ...], with_bundled: bool) -> None:
    """Cited briefings and flashcards on the thaw between Japan and South Korea.

    \b
    jkbrief topic china              a briefing, every line with its source
    jkbrief topic china >> notes.md  the same as Markdown, for your notes
    jkbrief quiz china               flashcards, each with its source
    """  # noqa: D301 - click wants the control character
    from jkbrief.cli._session import Session  # `--help` and `--version` do without

    by_variable = ctx.get_parameter_source("facts") is ParameterSource.ENVIRONMENT
    ctx.obj = Session(facts, with_bundled, _FACTS if by_variable else "")
    if ctx.invoked_subcommand is None:
        _welcome(ctx)


def _welcome(ctx: click.Context) -> None:
    from jkbrief.cli import _output

    if _output.on_terminal():
        from jkbrief.cli.welcome import welcome

        welcome(ctx.obj)
    else:
        click.echo(ctx.get_help())


def main() -> NoReturn:
    """Run the program and exit: 0 done, 1 not possible, 2 wrong usage, 130 interrupted."""
    # Garbage is seldom looked for, because a run is short; and Python's own tidying up at the
    # end, a sixth of a briefing's time, is left to the system: all that is open is closed.
    gc.set_threshold(500_000)
    status = run()
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None where the caller closed it
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def _on_its_side(error: click.NoSuchOption) -> click.UsageError:
    """Return `error`, with the side of the command to which the option belongs."""
    name = error.option_name
    if any(name in option.opts for option in cli.params):
        text = f"{name!r} goes before the command: 'jkbrief {name} … topics'."
    elif error.ctx is not None and error.ctx.parent is None:
        more = "Options of a command go after it: 'jkbrief topic china --length full'."
        text = f"{error.format_message()} {more}"
    else:
        return error
    return click.UsageError(text, error.ctx)


def run() -> int:
    """Run the program and return its exit status."""
    try:
        result: Any = cli.main(prog_name="jkbrief", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except SystemExit:
        # Click calls it an error that whoever reads its help has seen enough; we do not.
        if type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):
            return 0
        raise
    except click.NoSuchOption as error:
        _on_its_side(error).show()
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130  # click has ended the line on which ^C stands
    except FactBaseError as error:
        count = len(error.problems)
        click.echo(str(error), err=True)
        noun = "problem" if count == 1 else "problems"
        click.echo(f"jkbrief: the fact base has {count} {noun}: mend what is listed", err=True)
        return error.exit_status
    except JkbriefError as error:
        click.echo(f"jkbrief: {error}", err=True)
        return error.exit_status
    except OSError as error:  # help and version are written by click, to a full disk, too
        click.echo(f"jkbrief: the output cannot be written: {error.strerror}", err=True)
        return 1
