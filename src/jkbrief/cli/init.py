"""The command `jkbrief init FILE`."""

import pathlib
import re

import click

from jkbrief.cli import _output
from jkbrief.errors import FileProblem, WrongUsage


@click.command("init")
@click.argument("file", required=False, type=click.Path(path_type=pathlib.Path))
@click.option(
    "--source",
    type=click.Path(path_type=pathlib.Path),
    metavar="TEXT",
    help="Begin the dossier of this source text instead.",
)
@click.option("--id", help="The id of that source; made from the name of the text unless told.")
@click.option("--force", is_flag=True, help="Overwrite what is there.")
def command(
    file: pathlib.Path | None, source: pathlib.Path | None, id: str | None, force: bool
) -> None:
    """Write a small commented fact base to FILE, to be replaced by your own.

    With --source TEXT: begin seeds/ID.yaml, beside FILE if it is named: the number and digest of
    each paragraph of that text, and an empty gist for you to write.
    """
    if source is not None:
        _begin_dossier(source, id, file, force)
    elif file is None or id is not None:
        raise WrongUsage("name the file, as in 'jkbrief init facts.yaml', or --source TEXT")
    else:
        from jkbrief.factbase.starter import starter

        _refuse_existing(file, force)
        _output.write(starter(), _output.Target("plain", file, force))
        click.echo(f"{file}: begun; next: jkbrief check {file}", err=True)


def _begin_dossier(
    source: pathlib.Path, id: str | None, file: pathlib.Path | None, force: bool
) -> None:
    from jkbrief.factbase.dossier import begin
    from jkbrief.factbase.files import read_bytes
    from jkbrief.factbase.nodes import NotReadable

    name = id or re.sub(r"[^a-z0-9]+", "-", source.stem.casefold()).strip("-")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise WrongUsage(f"{name!r} is no id: give one with --id, as in --id minutes-2024")
    folder = (file.parent if file else pathlib.Path()) / "seeds"
    try:
        lines = list(begin(name, read_bytes(source)))
        folder.mkdir(exist_ok=True)
    except NotReadable as error:
        raise FileProblem(f"{source}:{error.line}:{error.column}: {error}") from None
    except OSError as error:
        raise FileProblem(f"{folder}: cannot be made: {error.strerror}") from None
    target = folder / f"{name}.yaml"
    _refuse_existing(target, force)
    _output.write("\n".join(lines) + "\n", _output.Target("plain", target, force))
    click.echo(
        f"{target}: begun; next: write its gists, and give your base a source with the id {name}",
        err=True,
    )


def _refuse_existing(file: pathlib.Path, force: bool) -> None:
    if file.is_dir():
        raise FileProblem(f"{file}: is a folder: name a file in it")
    if file.exists() and not force:
        raise FileProblem(f"{file}: is there already: --force overwrites it")
