"""Measures works in turn, and compares them round by round."""

import contextlib
import statistics
import sys
from collections.abc import Hashable, Mapping
from typing import NamedTuple, TypeVar

from lab import Lab
from process import Sample, Unavailable
from works import Open, Sampler

Key = TypeVar("Key", bound=Hashable)
Outcome = list[Sample] | Unavailable


class Ratio(NamedTuple):
    """The median of the ratios of all rounds, and their quartiles."""

    median: float
    low: float
    high: float


def in_turn(works: Mapping[Key, Open], lab: Lab, rounds: int, warm_up: bool) -> dict[Key, Outcome]:
    """Measure each work once in every round; return its samples, or why it has none.

    With `warm_up` there is a round before the first that does not count.
    """
    outcomes: dict[Key, Outcome] = {}
    with contextlib.ExitStack() as stack:
        samplers: dict[Key, Sampler] = {}
        for name, opening in works.items():
            _tell(f"preparing {name}")
            try:
                samplers[name] = stack.enter_context(opening(lab))
                outcomes[name] = []
            except Unavailable as why:
                outcomes[name] = why
        for number in range(-warm_up, rounds):
            _tell(f"round {number + 1} of {rounds}" if number >= 0 else "warming up")
            for name, sampler in list(samplers.items()):
                try:
                    sample = sampler()
                except Unavailable as why:
                    outcomes[name] = why
                    del samplers[name]
                    continue
                samples = outcomes[name]
                if number >= 0 and isinstance(samples, list):
                    samples.append(sample)
    return outcomes


def ratio(work: list[Sample], against: list[Sample], quantity: int) -> Ratio:
    """Return how the samples of a work compare with those of another, taken in the same rounds.

    `quantity` is the place of what is compared in a Sample.
    """
    ratios = [mine[quantity] / theirs[quantity] for mine, theirs in zip(work, against, strict=True)]
    if len(ratios) == 1:
        return Ratio(ratios[0], ratios[0], ratios[0])
    low, median, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return Ratio(median, low, high)


def median(samples: list[Sample]) -> Sample:
    """Return the median time and the median memory."""
    return Sample(*(statistics.median(each) for each in zip(*samples, strict=True)))


def _tell(text: str) -> None:
    sys.stderr.write(f"  {text}\n")
