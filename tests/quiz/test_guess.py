"""No rule of thumb beats chance on the bundled cards, and the figures would show it if one did."""

from jkbrief.model import FactBase
from jkbrief.quiz.card import Item, items
from jkbrief.quiz.guess import RULES, guesses


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
