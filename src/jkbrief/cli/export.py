"""The commands `jkbrief export anki|csv|json|csl|biblatex`."""

import pathlib
import shlex
import sys
from typing import TYPE_CHECKING

import click

from jkbrief.cli import _output
from jkbrief.cli._options import Known, file_options
from jkbrief.cli._session import Session
from jkbrief.errors import FileProblem, JkbriefError, WrongUsage
from jkbrief.export.table import PROGRAMS
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.folders import cache_folder
from jkbrief.model import FactBase, Source

if TYPE_CHECKING:
    from jkbrief.export.notes import Note
    from jkbrief.quiz.item import Item

# Options are drawn by a seed: with the same one a card looks the same in every export.
SEED = 0


@click.group("export")
def command() -> None:
    """Write cards and sources for other programs."""


_themes = click.argument("themes", nargs=-1, metavar="[THEME]...", type=Known("theme"))


@command.command("anki", short_help="An Anki package; imported again, it updates.")
@click.argument("file", type=click.Path(path_type=pathlib.Path))
@_themes
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@click.pass_obj
def anki(session: Session, file: pathlib.Path, themes: tuple[str, ...], force: bool) -> None:
    """Write the flashcards, or those of each THEME, as the Anki package FILE.

    Import it again after the facts have changed: the notes that changed are updated, the
    others and all scheduling stay as they are.

    \b
    jkbrief export anki jkbrief.apkg
    """  # noqa: D301 - click wants the control character
    if file.suffix != ".apkg":
        raise WrongUsage(
            f"{file}: Anki reads files called *.apkg: name one, and then the themes, as in "
            "'jkbrief export anki china.apkg china'"
        )
    try:
        from jkbrief.export.anki import package
    except ImportError:
        raise JkbriefError(
            "an Anki package needs genanki, which is not installed: "
            f"{shlex.quote(sys.executable)} -m pip install genanki"
        ) from None
    told = _notes(session, themes)
    data = package([note for _, notes in told for note in notes], _since(told))
    _output.save(data, _output.target("whole", file, force))


@command.command("csv", short_help="A table for Anki, spreadsheets or Quizlet.")
@_themes
@click.option(
    "--for",
    "program",
    type=click.Choice(PROGRAMS),
    default="anki",
    show_default=True,
    help="anki, which spreadsheets read too; quizlet has two columns and tabs.",
)
@file_options
@click.pass_obj
def csv(
    session: Session,
    themes: tuple[str, ...],
    program: str,
    output: pathlib.Path | None,
    force: bool,
) -> None:
    """Write the flashcards, or those of each THEME, as a table of questions and answers."""
    from jkbrief.export import table

    notes = [note for _, notes in _notes(session, themes) for note in notes]
    _write(table.document(notes, program), output, force)


@command.command("json", short_help="Every field of each question, for programs.")
@_themes
@file_options
@click.pass_obj
def json(
    session: Session, themes: tuple[str, ...], output: pathlib.Path | None, force: bool
) -> None:
    """Write the flashcards, or those of each THEME, as JSON: every field of each question."""
    from jkbrief.render import records

    cards = [item._asdict() for _, _, items in _cards(session, themes) for item in items]
    _write(records.document("export json", {"cards": cards}), output, force)


def _cards(
    session: Session, names: tuple[str, ...]
) -> list[tuple[CompiledBase, FactBase, list["Item"]]]:
    """Return each base, open and whole, with its questions or those of the themes named."""
    from jkbrief.quiz.card import items

    chosen = {(base.factbase, theme.id) for base, theme in session.find_themes(names)}
    told = []
    for base in session.bases:
        whole = base.whole()
        dealt = [
            item
            for item in items(whole, SEED)
            if not names or any((base.factbase, theme) in chosen for theme in item.themes)
        ]
        told.append((base, whole, dealt))
    if not any(dealt for _, _, dealt in told):
        raise JkbriefError("there are no cards to export: 'jkbrief topics' counts them")
    return told


def _notes(session: Session, names: tuple[str, ...]) -> list[tuple[CompiledBase, list["Note"]]]:
    from jkbrief.export.notes import notes

    return [(base, notes(whole, items)) for base, whole, items in _cards(session, names)]


def _since(told: list[tuple[CompiledBase, list["Note"]]]) -> dict[str, int]:
    """Return when each note last changed, and remember it for the next export."""
    from jkbrief.export import times

    memory = pathlib.Path(cache_folder(), "exported.json")
    try:
        known = times.read(memory.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        known = {}
    for base, notes in told:
        changed = int(pathlib.Path(base.origin).stat().st_mtime)
        known |= times.times(notes, known, changed)
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        _output.replace(times.write(known).encode(), memory)
    except (OSError, FileProblem):
        pass  # as with every cache: without it nothing is lost
    return {note.id: known[note.id][1] for _, notes in told for note in notes}


@command.command("csl", short_help="The sources as CSL-JSON: Zotero, pandoc.")
@file_options
@click.pass_obj
def csl(session: Session, output: pathlib.Path | None, force: bool) -> None:
    """Write the sources as CSL-JSON, for Zotero and pandoc.

    The keys are those of 'jkbrief topic THEME --cite pandoc'.
    """
    from jkbrief.export import csl

    _write(csl.document(_sources(session)), output, force)


@command.command("biblatex", short_help="The sources as BibLaTeX: LaTeX, JabRef.")
@file_options
@click.pass_obj
def biblatex(session: Session, output: pathlib.Path | None, force: bool) -> None:
    """Write the sources as BibLaTeX, for LaTeX, JabRef and pandoc.

    The keys are those of 'jkbrief topic THEME --cite pandoc'.
    """
    from jkbrief.export import biblatex

    _write(biblatex.document(_sources(session)), output, force)


def _sources(session: Session) -> list[Source]:
    """Return every source; a session refuses bases that mean two by one id."""
    return [source for base in session.bases for source in base.sources()]


def _write(text: str, output: pathlib.Path | None, force: bool) -> None:
    _output.write(text, _output.target("whole", output, force))
