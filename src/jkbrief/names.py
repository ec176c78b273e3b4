"""Finds what people mean by a name, in any case, with or without hyphens."""

from collections.abc import Iterable

from jkbrief.errors import NotFound
from jkbrief.text import key, normalise

Named = tuple[str, tuple[str, ...]]


def find(what: str, name: str, table: Iterable[Named], listing: str = "") -> str:
    """Return the id in `table` of which `name` is the id or one of the other names.

    Raises NotFound with the nearest names; `what` and `listing` are for its message.
    """
    rows = list(table)
    wanted = key(name)
    for identifier, others in rows:
        if wanted and wanted in map(key, (identifier, *others)):
            return identifier
    raise NotFound(what, name, nearest(name, rows), listing)


def nearest(name: str, table: Iterable[Named], most: int = 3) -> tuple[str, ...]:
    """Return up to `most` ids whose names look like `name`, or begin a word so, the likest first."""
    from difflib import SequenceMatcher  # only where something was not found

    wanted, begun = key(name), _spaced(name)

    def likeness(other: str) -> float:
        if len(wanted) > 2 and begun in _spaced(other):
            return 0.9 + 0.1 * len(wanted) / len(key(other))
        return SequenceMatcher(None, wanted, key(other)).ratio()

    scores = {identifier: max(map(likeness, (identifier, *others))) for identifier, others in table}
    enough = max(0.65, max(scores.values(), default=0) - 0.15)
    close = [identifier for identifier, score in scores.items() if score >= enough]
    return tuple(sorted(close, key=lambda identifier: -scores[identifier])[:most])


def _spaced(name: str) -> str:
    return f" {normalise(name).replace('-', ' ')}"


def likest(text: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return up to `most` of `names` that hold something like a word of `text`, likest first."""
    from difflib import SequenceMatcher  # only where something was not found

    wanted = [key(word) for word in text.split() if len(word) > 2]
    scores: dict[str, float] = {}
    for name in names if wanted else ():
        parts = [key(part) for part in (name, *name.split())]
        scores[name] = max(SequenceMatcher(None, w, p).ratio() for w in wanted for p in parts)
    close = [name for name, score in scores.items() if score >= 0.6]
    return tuple(sorted(close, key=lambda name: -scores[name])[:most])
