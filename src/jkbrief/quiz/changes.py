"""Which cards have another answer now than when they were learned, without looking at all.

A card can only have changed when its fact base did, or when the log goes on. So what was found
is noted with the state of both; next time only what happened since then is looked at.
"""

from collections.abc import Callable, Iterable, Mapping

from jkbrief.quiz.history import History, Learned, Mark
from jkbrief.record import NamedTuple

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
    mark, later = history.mark(), None
    if earlier and mark and earlier.stamp == stamp:
        later = history.since(earlier.mark)
    if earlier is None or later is None:
        pages = history.learned_pages()
    else:
        pages = iter([history.learned_among({*earlier.cards, *later})])
    found: dict[str, Learned] = {}
    for page in pages:
        now = fingerprints(page)
        found |= {
            card: learned
            for card, learned in page.items()
            if now.get(card, learned.fingerprint) != learned.fingerprint
        }
    suspended = history.suspended(found)
    asked = {card: learned for card, learned in found.items() if card not in suspended}
    worth = mark and (later is None or len(later) > _FEW)
    return asked, Noted(stamp, mark, tuple(found)) if mark and worth else None


_FEW = 200  # cards, which cost less to look at than to note


def read(text: str) -> Noted | None:
    """Return what `write` wrote, or None where it is anything else."""
    try:
        stamp, number, event, *cards = text.split("\n")
        return Noted(stamp, Mark(int(number), event), tuple(cards))
    except ValueError:
        return None


def write(noted: Noted) -> str:
    """Return a note as text, in lines."""
    return "\n".join((noted.stamp, *map(str, noted.mark), *noted.cards))
