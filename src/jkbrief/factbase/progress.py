"""How far a build or a check has come: told as a share, from 0 to 1, to whoever wants to know."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

Progress = Callable[[float], None]
_T = TypeVar("_T")


def unheard(share: float) -> None:
    """Do nothing with what is told."""


def stage(progress: Progress, begin: float, end: float) -> Progress:
    """Return what tells `progress` how far a stage has come that reaches from `begin` to `end`."""
    if progress is unheard:
        return unheard
    return lambda share: progress(begin + share * (end - begin))


def told(items: Collection[_T], progress: Progress) -> Iterator[_T]:
    """Yield `items`, and tell `progress` at each of them how many were taken before it."""
    for number, item in enumerate(items):
        progress(number / len(items))
        yield item
