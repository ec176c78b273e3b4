"""items(base, seed) -> the cards of a fact base as questions. Pure."""

from collections.abc import Container, Iterable, Iterator
from random import Random

from jkbrief.model import Card, Fact, FactBase
from jkbrief.quiz.deck import card_id
from jkbrief.quiz.item import Item
from jkbrief.quiz.kinds import KINDS
from jkbrief.quiz.pool import Pool, pool
from jkbrief.text import key

try:
    # As the module random does: hashlib loads OpenSSL, a third of click's memory.
    from _sha2 import sha256 as _sha256  # type: ignore[import-not-found] # Python 3.12
except ImportError:
    try:
        from _sha256 import sha256 as _sha256  # type: ignore[import-not-found] # Python 3.11
    except ImportError:
        from hashlib import sha256 as _sha256

__all__ = ["Item", "fingerprint", "item", "items"]


def items(
    base: FactBase,
    seed: int,
    facts: Container[str] | None = None,
    known: Pool | None = None,
) -> list[Item]:
    """Return every card of `base`, a whole base, as a question; only of `facts` where given.

    `known` is pool(base), for whoever has it already.

    Options are drawn and shuffled by `seed` and the card's id, so that the same card always
    looks the same with the same seed. A card that the base cannot make a question of (an order
    of events that are not there) is left out.
    """
    known = known or pool(base)
    asked = (fact for fact in base.facts if facts is None or fact.id in facts)
    return list(_items(base.factbase, asked, known, seed))


def _items(factbase: str, facts: Iterable[Fact], known: Pool, seed: int) -> Iterator[Item]:
    for fact in facts:
        for card in fact.cards:
            made = item(factbase, fact, card, known, seed)
            if made:
                yield made


def item(factbase: str, fact: Fact, card: Card, known: Pool, seed: int) -> Item | None:
    """Return one card as a question, or None where the base cannot make it; see `items`."""
    name = card_id(factbase, fact.id, card.id)
    # Shuffling is no secret, but must come out the same on every machine.
    chance = Random(f"{seed} {name}")  # noqa: S311
    dealt = KINDS[card.kind].deal(card, fact, known, chance)
    if dealt is None:
        return None
    return Item(
        id=name,
        fact=fact.id,
        themes=fact.themes,
        kind=card.kind,
        prompt=card.ask,
        options=dealt.options,
        answer=dealt.answer,
        accept=dealt.accept,
        type=card.type,
        fingerprint=fingerprint(card, known),
    )


def fingerprint(card: Card, known: Pool) -> str:
    """Return what changes when the answer does, and not when wording or spelling is tidied."""
    learned = [card.kind, key(card.answer)]
    if card.kind == "true-false":
        learned.append(key(card.ask))  # the statement is what is learned
    events = (known.facts[name] for name in card.events)
    learned += [f"{event.id} {event.date}" for event in events]
    digest: str = _sha256("\n".join(sorted(learned)).encode()).hexdigest()
    return digest[:16]
