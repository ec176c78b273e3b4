"""Typed answers: what counts as right, what as a slip, and what must fail."""

import pathlib
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkbrief.model import FactBase
from jkbrief.quiz.grade import distance, grade
from jkbrief.quiz.pool import Pool, pool


class Pair(NamedTuple):
    """A line of the data file."""

    verdict: str
    type: str
    right: str
    typed: str
    why: str


def pairs() -> list[Pair]:
    text = pathlib.Path(__file__).with_name("grading.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [Pair(*line.split("\t")) for line in lines]


@pytest.fixture(scope="session")
def known(base: FactBase) -> Pool:
    return pool(base)


def test_there_are_at_least_150_pairs_of_each_sort_some() -> None:
    verdicts = [pair.verdict for pair in pairs()]
    assert len(set(pairs())) >= 150
    assert min(map(verdicts.count, ("right", "slip", "wrong"))) >= 25


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.right}: {pair.typed}")
def test_grading(pair: Pair, known: Pool) -> None:
    right = tuple(pair.right.split(" | "))
    verdict = grade(pair.typed, right, pair.type, known.others(pair.type))
    found = ("slip" if verdict.slip else "right") if verdict.correct else "wrong"
    assert found == pair.verdict


def test_another_known_answer_is_named(known: Pool) -> None:
    verdict = grade("Fumio Kishida", ("Yoon Suk-yeol",), "person", known.others("person"))
    assert verdict == (False, False, "Kishida Fumio")


def test_no_answer_of_the_base_passes_for_a_slip_of_another(known: Pool) -> None:
    slips = [
        (other[0], right[0])
        for kind, answers in known.answers.items()
        for right in answers
        for other in answers
        if grade(other[0], right, kind, answers).slip
    ]
    assert slips == []


def test_every_accepted_form_is_right(base: FactBase, known: Pool) -> None:
    cards = [card for fact in base.facts for card in fact.cards if card.kind in ("typed", "cloze")]
    assert cards
    for card in cards:
        forms, others = known.forms(card), known.others(card.type)
        assert all(grade(form, forms, card.type, others) == (True, False, "") for form in forms)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_graded(typed: str, right: str) -> None:
    assert grade(right, (right,), "term").correct or not any(map(str.isalnum, right))
    grade(typed, (right,), "person")


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_symmetric_and_zero_only_for_equal_words(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
