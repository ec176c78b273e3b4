"""Briefings as the commands make them: their options, and from these the briefings."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from jkbrief.briefing.compose import compose
from jkbrief.briefing.document import LENGTHS, Briefing
from jkbrief.cli._options import Command, selection_options
from jkbrief.errors import JkbriefError
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.model import Theme
from jkbrief.render.markdown import CITE_STYLES
from jkbrief.select import EVERYTHING, Query
from jkbrief.telling.claim import Material

if TYPE_CHECKING:
    from jkbrief.briefing.memory import Memory

_LENGTH = click.option(
    "--length",
    type=click.Choice(LENGTHS),
    default="page",
    show_default=True,
    help="brief is the bottom line, page some 400 words.",
)
_LOOKS = (
    click.option(
        "--cite",
        type=click.Choice(CITE_STYLES),
        default="footnote",
        show_default=True,
        help="How a line names its source.",
    ),
    click.option(
        "--heading-level",
        type=click.IntRange(1, 5),
        help="Level of the theme's heading in Markdown; 2 unless told.",
    ),
)


def briefing_options(command: Command) -> Command:
    """Add the options that say what a briefing holds and how its Markdown looks."""
    for option in reversed(_LOOKS):
        command = option(command)
    return _LENGTH(selection_options(command))


def briefings(
    themes: Iterable[tuple[CompiledBase, Theme]],
    wanted: Query,
    length: str,
    memory: "Memory | None" = None,
    *,
    beside: bool = False,
) -> list[Briefing]:
    """Return the briefings on `themes` that have anything to tell.

    With `memory` they tell what is likely forgotten, then what is new; `beside` says that
    other fact bases are read too. Raises JkbriefError where none has anything to tell.
    """
    # Small facts are for the full length, and for whoever asks for some facts only.
    least = 2 if wanted._replace(as_of=None) == EVERYTHING else 1
    made = [
        compose(_material(base, theme, wanted), length, base.origin, memory, least)
        for base, theme in themes
    ]
    told = [
        briefing._replace(beside=beside)
        for briefing in made
        if briefing.bottom_line or briefing.sections
    ]
    if not told:
        raise JkbriefError(_nothing(made, wanted, length))
    return told


def _nothing(made: list[Briefing], wanted: Query, length: str) -> str:
    """Return why briefings tell nothing, and what to do."""
    if any(briefing.folded for briefing in made):
        return "you know all of this well: leave out --for-me to read it"
    if wanted != EVERYTHING:
        what = "bottom line" if length == "brief" else "fact of that theme"
        return f"no {what} meets these conditions: drop one of the options"
    if any(briefing.fact_total for briefing in made):
        return f"there is nothing for --length {length}: --length full tells every fact"
    return "there is no fact of that theme yet: 'jkbrief topics' counts them"


def _material(base: CompiledBase, theme: Theme, wanted: Query) -> Material:
    if wanted == EVERYTHING:
        return base.material(theme.id)
    from jkbrief.telling.teller import material  # what is asked for often is compiled

    return material(base.part_of_theme(theme.id, cards=False), theme, wanted)
