"""Guessers who know nothing, tried on the questions as they are dealt: none beats chance.

`jkbrief check` tries the same rules on the cards as they are written.
"""

from collections.abc import Callable, Iterable
from statistics import mean

from jkbrief.factbase.rules.guessers import RULES as OF_CARDS
from jkbrief.model import FactBase
from jkbrief.quiz.card import Item, items
from jkbrief.quiz.kinds import KINDS, PICK

# The places that a rule would pick; several where it cannot tell them apart.
Rule = Callable[[str, list[str]], list[int]]
RULES: dict[str, Rule] = {
    **OF_CARDS,
    # A card has no places before it is dealt; these are of the options as they are shown.
    "the first option": lambda _, options: [0],  # noqa: ARG005
    "the last option": lambda _, options: [len(options) - 1],
}


def gains(bank: Iterable[Item]) -> dict[str, float]:
    """Return by rule how much better than chance it does on what is picked, as a share."""
    picks = [item for item in bank if KINDS[item.kind].form == PICK]
    chance = mean(1 / len(item.options) for item in picks)
    return {
        name: mean(_share(rule, item) for item in picks) - chance for name, rule in RULES.items()
    }


def _share(rule: Rule, item: Item) -> float:
    guessed = rule(item.prompt, list(item.options))
    return (item.options.index(item.answer) in guessed) / len(guessed)


def test_no_test_wise_guesser_beats_chance_by_more_than_five_points(base: FactBase) -> None:
    bank = [item for seed in range(5) for item in items(base, seed)]
    assert {rule: gain for rule, gain in gains(bank).items() if gain > 0.05} == {}


def item(prompt: str, answer: str, *wrong: str) -> Item:
    options = (wrong[0], answer, *wrong[1:])
    return Item("x:f:c", "f", ("t",), "choice", prompt, options, answer, (), "term", "")


def test_each_rule_finds_the_flaw_it_looks_for() -> None:
    flawed = {
        "the longest option": item("Which?", "the very long one", "short", "tiny"),
        "the shortest option": item("Which?", "a", "longer", "longest"),
        "the option most like the question": item(
            "What of supply chains?", "chains", "ropes", "nets"
        ),
        "the only option with digits": item("Which?", "in 2019", "then..", "never."),
    }
    for rule, question in flawed.items():
        assert round(gains([question])[rule], 2) == 0.67
    assert {*flawed, "the first option", "the last option"} == set(RULES)


def test_position_counts_and_ties_are_chance() -> None:
    first = item("Which?", "bb", "aa", "cc")._replace(options=("bb", "aa", "cc"))
    found = {rule: round(gain, 2) for rule, gain in gains([first]).items()}
    assert found["the first option"] == 0.67
    assert found["the last option"] == -0.33
    assert found["the longest option"] == 0.0
