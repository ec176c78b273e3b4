"""The benchmarks measure what they say, on bases that are sound. Nothing is timed here."""

import pathlib
import re

import pytest

from conftest import ROOT
from generate import SMALL, generate, large_theme
from generate import answer as right_answer
from jkbrief.factbase.load import load
from process import Sample
from rounds import ratio
from rows import ROWS
from works import WORKS

README = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
PROMISED = dict(re.findall(r"^\| ([a-z-]+) \| .+ \| (.+×.+) \|$", README, re.MULTILINE))


@pytest.mark.parametrize("facts", [250, 300, 2_500])
def test_a_generated_base_is_a_sound_fact_base(facts: int, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "facts.yaml"
    generate(facts, file)
    base = load(file)
    assert len(base.facts) == facts
    themes = [fact.themes[0] for fact in base.facts]
    assert themes.count("small") == SMALL
    assert themes.count("large") == large_theme(facts)
    cards = [card for fact in base.facts for card in fact.cards]
    assert [right_answer(card.ask) for card in cards] == [card.answer for card in cards]
    assert len(cards) == facts


def test_a_base_is_the_same_every_time(tmp_path: pathlib.Path) -> None:
    files = tmp_path / "one.yaml", tmp_path / "other.yaml"
    for file in files:
        generate(250, file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_every_figure_to_reach_is_measured() -> None:
    told = {name: re.findall(r"([\d.]+) ×", limits) for name, limits in PROMISED.items()}
    measured = {row.name: [f"{figure.most:g}" for figure in row.figures] for row in ROWS}
    assert measured == told
    assert {name for row in ROWS for name in row.works} == set(WORKS)


def test_ratios_are_taken_round_by_round() -> None:
    # The machine was ten times slower in the second round: that changes no ratio.
    click = [Sample(0.1, 10), Sample(1.0, 10), Sample(0.1, 10)]
    topic = [Sample(0.2, 30), Sample(2.0, 30), Sample(0.2, 40)]
    assert ratio(topic, click, quantity=0).median == pytest.approx(2.0)
    assert ratio(topic, click, quantity=1) == pytest.approx((3.0, 3.0, 3.5))
