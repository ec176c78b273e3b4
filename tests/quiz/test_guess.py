"""Guessers who know nothing, tried on the questions as they are dealt: none beats chance."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from jkbrief.model import FactBase
from jkbrief.quiz.card import Item, items
from jkbrief.quiz.grade import words
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


def test_no_test_wise_guesser_beats_chance_by_more_than_five_points(base: FactBase) -> None:
    bank = [item for seed in range(5) for item in items(base, seed)]
    found = guesses(bank)
    assert [guess.rule for guess in found] == list(RULES)
    assert {guess.rule: guess.gain for guess in found if guess.gain > 0.05} == {}
    assert all(0.25 <= guess.chance <= 0.5 for guess in found)


def item(prompt: str, answer: str, *wrong: str) -> Item:
    options = (wrong[0], answer, *wrong[1:])
    return Item("x:f:c", "f", ("t",), "choice", prompt, options, answer, (), "term", "")


def test_each_rule_finds_the_flaw_it_looks_for() -> None:
    flawed = {
        "longest": item("Which?", "the very long one", "short", "tiny"),
        "shortest": item("Which?", "a", "longer", "longest"),
        "most words of the question": item("What of supply chains?", "chains", "ropes", "nets"),
        "the only one with digits": item("Which?", "in 2019", "then..", "never."),
    }
    for rule, question in flawed.items():
        found = {guess.rule: guess for guess in guesses([question])}
        assert found[rule].share == 1.0
        assert round(found[rule].chance, 2) == 0.33


def test_position_counts_and_ties_are_chance() -> None:
    first = item("Which?", "bb", "aa", "cc")._replace(options=("bb", "aa", "cc"))
    found = {guess.rule: round(guess.gain, 2) for guess in guesses([first])}
    assert found["first"] == 0.67
    assert found["last"] == -0.33
    assert found["longest"] == 0.0
