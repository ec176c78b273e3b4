"""What guessers score who know rules of thumb and no facts."""

import pytest

from jkbrief.factbase.rules import RULES, Material, run
from jkbrief.factbase.rules.guessers import Score, scores
from jkbrief.model import Card, Fact, FactBase


def bank(*cards: Card) -> FactBase:
    fact = Fact("x", "event", "It was.", ("t",), 3, (), "2024", cards=cards)
    return FactBase("b", "B", "1", facts=(fact,))


def choice(ask: str, answer: str, *wrong: str) -> Card:
    return Card("c", "choice", ask, answer, wrong=wrong)


def score(rule: str, base: FactBase) -> Score:
    return next(each for each in scores(base) if each.rule == f"the {rule}")


# A rule, a card on which it is tried, and the chance that it is right there.
CARDS = [
    ("longest option", choice("What?", "a long answer", "one", "two", "six"), 1.0),
    ("longest option", choice("What?", "one", "a long answer", "two"), 0.0),
    ("longest option", choice("What?", "one", "two", "six"), 1 / 3),
    ("shortest option", choice("What?", "one", "three", "seven"), 1.0),
    ("option most like the question", choice("Which ferry?", "a ferry", "a bus", "a tram"), 1.0),
    ("option most like the question", choice("Which?", "a ferry", "a bus", "a tram"), 1 / 3),
    ("only option with digits", choice("When?", "in 2024", "soon", "never"), 1.0),
    ("only option with digits", choice("When?", "soon", "in 2024", "never"), 0.0),
    ("first option", choice("How many?", "10", "20", "30"), 1.0),
    ("last option", choice("How many?", "9", "10", "30"), 0.0),
    ("first option", choice("What?", "a", "b", "c"), 1 / 3),
    ("first option", Card("c", "true-false", "It was.", "true"), 1.0),
    ("last option", Card("c", "true-false", "It was.", "true"), 0.0),
]


@pytest.mark.parametrize(("rule", "card", "right"), CARDS)
def test_a_guesser_scores_what_the_rule_is_worth(rule: str, card: Card, right: float) -> None:
    assert score(rule, bank(card)).right == pytest.approx(right)


def test_a_bank_that_gives_itself_away_is_reported() -> None:
    base = bank(*[choice("What?", "a long answer", "one", "two", "six")] * 12)
    found = [each for each in run(RULES, Material(base)) if each.code == "guessable"]
    assert [each.message.split(" is right")[0] for each in found] == [
        "who always takes the longest option"
    ]


def test_the_bundled_bank_pays_no_guesser(base: FactBase) -> None:
    for each in scores(base):
        assert each.asked >= 200
        assert each.right <= each.chance + 0.01 * each.asked, each
