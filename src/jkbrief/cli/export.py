"""The commands `jkbrief export csl|biblatex|…`."""

import pathlib

import click

from jkbrief.cli import _output
from jkbrief.cli._options import file_options
from jkbrief.cli._session import Session
from jkbrief.errors import JkbriefError
from jkbrief.model import Source


@click.group("export")
def command() -> None:
    """Write cards and sources for other programs."""


@command.command("csl")
@file_options
@click.pass_obj
def csl(session: Session, output: pathlib.Path | None, force: bool) -> None:
    """Write the sources as CSL-JSON, for Zotero and pandoc.

    The keys are those of 'jkbrief topic THEME --cite pandoc'.
    """
    from jkbrief.export import csl

    _write(csl.document(_sources(session)), output, force)


@command.command("biblatex")
@file_options
@click.pass_obj
def biblatex(session: Session, output: pathlib.Path | None, force: bool) -> None:
    """Write the sources as BibLaTeX, for LaTeX, JabRef and pandoc.

    The keys are those of 'jkbrief topic THEME --cite pandoc'.
    """
    from jkbrief.export import biblatex

    _write(biblatex.document(_sources(session)), output, force)


def _sources(session: Session) -> list[Source]:
    """Return every source once: a key means one source."""
    chosen: dict[str, Source] = {}
    for base in session.bases:
        for source in base.sources():
            other = chosen.setdefault(source.id, source)
            if other != source:
                raise JkbriefError(
                    f"{base.origin}: the source {source.id!r} is described otherwise in another "
                    "fact base, and a citation key means one source: rename one"
                )
    return list(chosen.values())


def _write(text: str, output: pathlib.Path | None, force: bool) -> None:
    _output.write(text, _output.target("whole", output, force))
