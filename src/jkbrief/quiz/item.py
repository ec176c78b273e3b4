"""A question ready to be asked. Pure."""

from typing import Protocol

from jkbrief.record import NamedTuple


class Asked(Protocol):
    """A card as far as it must be known to be dealt: an Item, or one that is made later.

    `id` is `base:fact:card`; the first of `themes` is the one under which the card is new.
    """

    @property
    def id(self) -> str:
        """Return the card's id."""

    @property
    def fact(self) -> str:
        """Return the id of its fact."""

    @property
    def themes(self) -> tuple[str, ...]:
        """Return the ids of the themes of its fact."""


class Named(NamedTuple):
    """A card that is not read yet; `themes` has the first one, or none where it is not new."""

    id: str
    fact: str
    themes: tuple[str, ...] = ()


def named(card: str, *themes: str) -> Named:
    """Return the card with this id."""
    return Named(card, card.split(":", 2)[1], themes)


class Item(NamedTuple):
    """A card with its options dealt.

    `id` is `base:fact:card`. `options` are what can be picked or put in order, and empty where
    the answer is typed. `accept` are other answers that are right. `fingerprint` changes when
    what is to be learned changes.
    """

    id: str
    fact: str
    themes: tuple[str, ...]
    kind: str
    prompt: str
    options: tuple[str, ...]
    answer: str
    accept: tuple[str, ...]
    type: str
    fingerprint: str
