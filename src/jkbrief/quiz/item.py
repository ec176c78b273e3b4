"""A question ready to be asked. Pure."""

from typing import NamedTuple


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
