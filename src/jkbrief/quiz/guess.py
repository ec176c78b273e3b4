"""Guessers who know nothing: test-wise rules, tried on every question with options. Pure."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from jkbrief.quiz.grade import words
from jkbrief.quiz.item import Item
from jkbrief.quiz.kinds import KINDS, PICK

_SHORT = 3  # letters: the words that every sentence shares


class Guess(NamedTuple):
    """How a rule does over a bank: the share of right guesses, and what chance alone gives."""

    rule: str
    share: float
    chance: float

    @property
    def gain(self) -> float:
        """How much better than chance, as a share; negative where it is worse."""
        return self.share - self.chance


# What a rule would pick; several where it cannot tell them apart.
Rule = Callable[[Item], list[str]]


def _most(item: Item, measure: Callable[[str], float]) -> list[str]:
    best = max(map(measure, item.options))
    return [option for option in item.options if measure(option) == best]


def _only_one_with_digits(item: Item) -> list[str]:
    found = [option for option in item.options if any(map(str.isdigit, option))]
    return found if len(found) == 1 else list(item.options)


def _echo(item: Item) -> list[str]:
    stem = {word for word in words(item.prompt) if len(word) > _SHORT}
    return _most(item, lambda option: len(stem & set(words(option))))


RULES: dict[str, Rule] = {
    "longest": lambda item: _most(item, len),
    "shortest": lambda item: _most(item, lambda option: -len(option)),
    "most words of the question": _echo,
    "the only one with digits": _only_one_with_digits,
    "first": lambda item: [item.options[0]],
    "last": lambda item: [item.options[-1]],
}


def guesses(items: Iterable[Item]) -> tuple[Guess, ...]:
    """Return how each rule does on the questions of `items` that have options to pick from."""
    picks = [item for item in items if KINDS[item.kind].form == PICK]
    if not picks:
        return ()
    chance = sum(1 / len(item.options) for item in picks) / len(picks)
    return tuple(
        Guess(name, sum(_share(rule(item), item) for item in picks) / len(picks), chance)
        for name, rule in RULES.items()
    )


def _share(guessed: list[str], item: Item) -> float:
    return (item.answer in guessed) / len(guessed)
