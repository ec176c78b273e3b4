"""The command `jkbrief compare [THEME…]`."""

import click

from jkbrief.briefing.compare import Comparison, compare
from jkbrief.briefing.document import LENGTHS
from jkbrief.cli._options import Known, as_of_option, format_option
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Page
from jkbrief.errors import JkbriefError
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.model import Theme
from jkbrief.render import compare as pages
from jkbrief.select import as_known

# From which weight on a fact is told that only one publisher has; 4 is none.
_LEAST_WEIGHT = dict(zip(LENGTHS, (4, 3, 1), strict=True))


@click.command("compare")
@click.argument("themes", nargs=-1, metavar="[THEME...]", type=Known("theme"))
@click.option(
    "--length",
    type=click.Choice(LENGTHS),
    default="page",
    show_default=True,
    help="How many of the facts that only one publisher has: none, the key ones, all.",
)
@as_of_option
@format_option
@click.pass_obj
def command(
    session: Session, themes: tuple[str, ...], length: str, as_of: str | None, format: str
) -> None:
    """Set the sources side by side: where they differ, how they name things, what each has.

    Without a THEME all themes are compared.
    """
    chosen = session.find_themes(themes) if themes else session.themes()
    comparisons = [
        (base, found)
        for base in session.bases
        if (found := _compare(base, [theme for owner, theme in chosen if owner is base], as_of))
    ]
    if not comparisons and as_of is None:
        raise JkbriefError("there is no fact to compare yet: 'jkbrief topics' counts them")
    if not comparisons:
        raise JkbriefError(f"no source of {as_of} or earlier tells of that: drop --as-of")
    least = _LEAST_WEIGHT[length]
    beside = len(session.bases) > 1
    parts = tuple(part for _, each in comparisons for part in pages.parts(each, least, beside))
    title = ", ".join(theme.title for _, theme in chosen) if themes else "all themes"
    page = Page(f"Sources compared: {title}", parts, hint="jkbrief fact ID")
    show(
        "compare",
        format,
        page,
        lambda: {"comparisons": [pages.record(each, base.origin) for base, each in comparisons]},
    )


def _compare(base: CompiledBase, themes: list[Theme], as_of: str | None) -> Comparison | None:
    if not themes:
        return None
    whole = base.whole() if len(themes) > 1 else base.part_of_theme(themes[0].id)
    then = as_known(whole._replace(terms=base.terms()), as_of)
    return compare(then, themes, len(then.sources) == len(whole.sources)) if then.facts else None
