"""A hundred questions of readers: how many are answered by one of the first three results."""

import pathlib
from typing import NamedTuple

import pytest
import yaml

from conftest import FACTS
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.factbase.finder import find
from jkbrief.factbase.store import open_base


class Asked(NamedTuple):
    """A question, where it was read, and the facts that answer it."""

    ask: str
    source: str
    paragraph: int
    facts: list[str]


QUESTIONS = [
    Asked(**row)
    for row in yaml.safe_load(pathlib.Path(__file__).with_name("questions.yaml").read_text("utf-8"))
]


@pytest.fixture(scope="module")
def compiled() -> CompiledBase:
    return open_base(str(FACTS))


def first_three(compiled: CompiledBase, words: str) -> list[str]:
    found = find(compiled, words, most=3)
    return [found.facts[hit.number].id for hit in found.hits]


def test_at_least_95_of_100_questions_are_answered_by_the_first_three(
    compiled: CompiledBase, capsys: pytest.CaptureFixture[str]
) -> None:
    missed = [q.ask for q in QUESTIONS if not set(first_three(compiled, q.ask)) & set(q.facts)]
    with capsys.disabled():
        print(f"\n{100 - len(missed)} of 100 questions answered; not: {'; '.join(missed)}")
    assert len(QUESTIONS) == 100
    assert len(missed) <= 5


def test_every_answer_is_in_the_fact_base_and_stands_where_the_question_was_read(
    compiled: CompiledBase,
) -> None:
    facts = {fact.id: fact for fact in compiled.whole().facts}
    for asked in QUESTIONS:
        cites = [cite for name in asked.facts for cite in facts[name].cites]
        assert asked.source in {cite.source for cite in cites}, asked.ask
