"""A question and what its answer came to, for a terminal, with rich."""

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_WIDEST = 100
_QUIET = "dim"


def question(progress: str, prompt: str, keys: str, console: Console) -> None:
    """Print the line over a question, and the question."""
    line = Table.grid(expand=True)
    line.add_column(style=_QUIET)
    if len(progress) + len(keys) + 4 <= _width(console):
        line.add_column(style=_QUIET, justify="right")
        line.add_row(Text(progress), Text(keys))
    else:
        line.add_row(Text(progress))
    _print(["", line, "", Text(prompt, style="bold"), ""], console)


def feedback(
    right: bool,
    verdict: str,
    lines: Iterable[str],
    lesson: Iterable[str],
    places: Iterable[str],
    console: Console,
) -> None:
    """Print whether an answer was right, what is right, the fact, and where it is proved."""
    mark, colour = ("✓", "green") if right else ("✗", "red")
    grid = Table.grid(padding=(0, 1))
    grid.add_column()
    grid.add_column()
    head = Text(verdict, style=f"bold {colour}")
    for line in lines:
        head.append("\n").append(line, style="not bold default")
    grid.add_row(Text(mark, style=colour), head)
    for fact in lesson:
        grid.add_row("", Text(fact))
    for place in places:
        grid.add_row("", Text(place, style=_QUIET))
    _print(["", grid, ""], console)


def note(text: str, console: Console) -> None:
    """Print a remark."""
    _print([Text(text, style="yellow")], console)


def _width(console: Console) -> int:
    return min(console.width, _WIDEST) - 2


def _print(rows: Iterable[RenderableType], console: Console) -> None:
    console.print(Padding(Group(*rows), (0, 1)), width=min(console.width, _WIDEST))
