"""Which cards have another answer now than when they were learned, without looking at all.

A card can only have changed when its fact base did, or when the log goes on. So what was found
is noted with the state of both; next time only what happened since then is looked at.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from jkbrief.quiz.history import History, Learned, Mark

Fingerprints = Callable[[Iterable[str]], Mapping[str, str]]


class Noted(NamedTuple):
    """The changed cards of a fact base, suspended ones too, as it and the log were then."""

    stamp: str
    mark: Mark
    cards: tuple[str, ...]


def changed(
    history: History, fingerprints: Fingerprints, stamp: str, earlier: Noted | None
) -> tuple[dict[str, Learned], Noted | None]:
    """Return what was learned of the cards whose answer is another now, and what to note.

    `fingerprints` gives those of the fact base, for such cards as it has; `stamp` is that of
    its present state. `earlier` is what was noted last. Suspended cards are not returned.
    There is nothing to note (None) where nearly nothing happened since then.
    """
    mark = history.mark()
    after = earlier if earlier and mark and _goes_on(earlier, stamp, mark) else None
    found: dict[str, Learned] = {}
    for page in _pages(history, after):
        now = fingerprints(page)
        found |= {
            card: learned
            for card, learned in page.items()
            if now.get(card, learned.fingerprint) != learned.fingerprint
        }
    suspended = history.suspended(found)
    asked = {card: learned for card, learned in found.items() if card not in suspended}
    few = mark is None or (after and mark.event - after.mark.event < _FEW)
    return asked, None if few or mark is None else Noted(stamp, mark, tuple(found))


_FEW = 200  # events, which cost less to look at than to note


def _goes_on(earlier: Noted, stamp: str, now: Mark) -> bool:
    then = earlier.mark
    same = (earlier.stamp, then.file, then.inode) == (stamp, now.file, now.inode)
    return same and then.event <= now.event


def _pages(history: History, after: Noted | None) -> Iterator[dict[str, Learned]]:
    if after is None:
        return history.learned_pages()
    return iter([history.learned_among({*after.cards, *history.since(after.mark)})])


def read(text: str) -> Noted | None:
    """Return what `write` wrote, or None where it is anything else."""
    try:
        stamp, file, inode, event, *cards = text.split("\n")
        return Noted(stamp, Mark(file, int(inode), int(event)), tuple(cards))
    except ValueError:
        return None


def write(noted: Noted) -> str:
    """Return a note as text, in lines."""
    return "\n".join((noted.stamp, *map(str, noted.mark), *noted.cards))
