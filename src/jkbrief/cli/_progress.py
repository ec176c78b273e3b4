"""A bar on the terminal for what takes longer than a second."""

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jkbrief.errors import visible
from jkbrief.factbase.progress import Progress, unheard

if TYPE_CHECKING:
    from rich.progress import Progress as Display

_PATIENCE = 1.0  # seconds before a bar is shown
_PACE = 0.1  # seconds from one drawing to the next


@contextlib.contextmanager
def shown(what: str) -> Iterator[Progress]:
    """Give what is to be told how far `what` has come; a bar shows it, on a terminal, if that lasts.

    The bar is drawn on standard error and wiped away at the end, whatever the end is.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield unheard
        return
    bar = _Bar(visible(what))
    try:
        yield bar.tell
    finally:
        bar.close()


class _Bar:
    """Draws how far something has come, from one second after its beginning on."""

    def __init__(self, what: str) -> None:
        """Begin to count the time."""
        self._what = what
        self._display: Display | None = None
        self._next = time.monotonic() + _PATIENCE

    def tell(self, share: float) -> None:
        """Draw that so much is done, unless it is too early, or too soon after the last time."""
        instant = time.monotonic()
        if instant < self._next:
            return
        self._next = instant + _PACE
        if self._display is None:
            self._display = _display()
            self._display.add_task(self._what, total=1)
        self._display.update(self._display.task_ids[0], completed=share)
        self._display.start()  # once
        self._display.refresh()

    def close(self) -> None:
        """Wipe it away."""
        if self._display is not None:
            self._display.stop()


def _display() -> "Display":
    """Return an empty display; rich is imported here, where the time it takes is not felt."""
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Display
    from rich.table import Column

    console = Console(stderr=True)
    console.width -= len("^C")  # which a terminal adds, and a line that wraps is not wiped whole
    return Display(
        TextColumn(
            "{task.description}", markup=False, table_column=Column(max_width=35, no_wrap=True)
        ),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_interactive,  # some terminals can wipe nothing away
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
