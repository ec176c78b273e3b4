"""The command `jkbrief topics`."""

import click

from jkbrief.cli._options import format_option
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Page, Part, Table
from jkbrief.render import records


@click.command("topics")
@format_option
@click.pass_obj
def command(session: Session, format: str) -> None:
    """List the themes with their aliases and how much there is on each."""
    counts = {base.factbase: base.theme_counts() for base in session.bases}
    rows = [
        (base, theme, *counts[base.factbase].get(theme.id, (0, 0)))
        for base, theme in session.themes()
    ]
    page = Page(
        "Themes",
        (
            Part(
                "",
                (
                    Table(
                        ("theme", "title", "facts", "cards", "also found as"),
                        tuple(
                            (
                                theme.id,
                                theme.title,
                                str(facts),
                                str(cards),
                                ", ".join(theme.aliases),
                            )
                            for _, theme, facts, cards in rows
                        ),
                        frozenset({2, 3}),
                    ),
                ),
            ),
        ),
        hint="jkbrief topic china",
    )
    show(
        "topics",
        format,
        page,
        lambda: {
            "themes": [
                {**records.theme(theme), "factbase": base.factbase, "facts": facts, "cards": cards}
                for base, theme, facts, cards in rows
            ]
        },
    )
