"""The command `jkbrief topics`."""

import click

from jkbrief.cli._options import as_of_option, format_option
from jkbrief.cli._session import Session, whole_as_of
from jkbrief.cli._show import show
from jkbrief.document import Page, Part, Table
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.model import FactBase, Theme, Thread
from jkbrief.render import records


@click.command("topics")
@as_of_option
@format_option
@click.pass_obj
def command(session: Session, as_of: str | None, format: str) -> None:
    """List the themes with their aliases, how much there is on each, and the storylines."""
    rows = [row for base in session.bases for row in _rows(base, as_of)]
    threads = [(base, thread) for base in session.bases for thread in base.threads()]
    several = len(session.bases) > 1
    themes = Table(
        ("theme", "title", "facts", "cards", "also found as", *(["base"] if several else [])),
        tuple(
            (
                theme.id,
                theme.title,
                str(facts),
                str(cards),
                ", ".join(theme.aliases),
                *([base.factbase] if several else []),
            )
            for base, theme, facts, cards in rows
        ),
        frozenset({2, 3}),
    )
    storylines = Table(
        ("thread", "title", *(["base"] if several else [])),
        tuple(
            (each.id, each.title, *([base.factbase] if several else [])) for base, each in threads
        ),
    )
    parts = [Part("", (themes,))]
    if threads:
        parts.append(Part("Storylines, for --thread", (storylines,)))
    page = Page("Themes", tuple(parts), hint="jkbrief topic china")
    show("topics", format, page, lambda: {"themes": _themes(rows), "threads": _threads(threads)})


def _themes(rows: list[tuple[CompiledBase, Theme, int, int]]) -> list[records.Record]:
    return [
        {**records.theme(theme), "factbase": base.factbase, "facts": facts, "cards": cards}
        for base, theme, facts, cards in rows
    ]


def _threads(threads: list[tuple[CompiledBase, Thread]]) -> list[records.Record]:
    return [{**thread._asdict(), "factbase": base.factbase} for base, thread in threads]


def _rows(base: CompiledBase, as_of: str | None) -> list[tuple[CompiledBase, Theme, int, int]]:
    """Return each theme of `base` with its facts and cards counted."""
    if as_of is None:
        themes, counts = base.themes(), base.theme_counts()
    else:
        then = whole_as_of(base, as_of)
        themes, counts = then.themes, _counts(then)
    return [(base, theme, *counts.get(theme.id, (0, 0))) for theme in themes]


def _counts(base: FactBase) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for fact in base.facts:
        for theme in fact.themes:
            facts, cards = counts.get(theme, (0, 0))
            counts[theme] = facts + 1, cards + len(fact.cards)
    return counts
