"""Time and memory against the size of the base: the series of the plot."""

import json
import pathlib
import subprocess
from typing import NamedTuple

import environments
import works
from lab import Lab
from process import Unavailable
from rounds import Outcome, in_turn, median

# What is drawn, whether it runs on a base that was read before, and how often it is measured.
_WARM = {
    "a briefing": works.topic,
    "a search": works.search,
    "the quiz, to its first question": works.first_question,
}
_COLD = {"checking and compiling": works.build, "yaml.load with CSafeLoader": works.parse}
_WARM_ROUNDS, _COLD_ROUNDS = 5, 1


class Point(NamedTuple):
    """What a point of the plot stands for."""

    series: str
    facts: int

    def __str__(self) -> str:
        return f"{self.series}, {self.facts:,} facts"


def measure(lab: Lab) -> dict[Point, Outcome]:
    """Return the outcome for each series and size."""
    warm = {Point(name, n): make(_fixed(n)) for name, make in _WARM.items() for n in lab.sizes}
    cold = {Point(name, n): make(_fixed(n)) for name, make in _COLD.items() for n in lab.sizes}
    return {
        **in_turn(warm, lab, _WARM_ROUNDS, warm_up=True),
        **in_turn(cold, lab, _COLD_ROUNDS, warm_up=False),
    }


def _fixed(size: int) -> works.Size:
    return lambda _: size


def draw(points: dict[Point, Outcome], file: pathlib.Path) -> None:
    """Draw time and memory against size; raises Unavailable where there is no matplotlib."""
    series: dict[str, list[tuple[int, float, float]]] = {}
    for (name, size), outcome in points.items():
        if not isinstance(outcome, Unavailable):
            seconds, memory = median(outcome)
            series.setdefault(name, []).append((size, seconds, memory / 1e6))
    python = environments.peer("matplotlib") / "python"
    script = pathlib.Path(__file__).with_name("plot.py")
    drawing = [str(python), str(script), str(file)]
    subprocess.run(drawing, input=json.dumps(series), text=True, check=True)
