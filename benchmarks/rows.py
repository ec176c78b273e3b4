"""The figures to reach: what is measured against what, and how much it may be at most."""

from typing import Literal, NamedTuple

Measure = Literal["time", "memory"]


class Figure(NamedTuple):
    """A work of `works.py`, what it is compared with, and the largest ratio that is wanted."""

    work: str
    against: str
    most: float
    measure: Measure = "time"

    @property
    def quantity(self) -> int:
        """The place of what is measured in a Sample."""
        return ("time", "memory").index(self.measure)


class Row(NamedTuple):
    """Figures whose works are measured in turn; `warm_up` if once more, before they count.

    `also` are works that are measured beside them, without a figure to reach.
    """

    name: str
    title: str
    figures: tuple[Figure, ...]
    rounds: int
    quick_rounds: int
    warm_up: bool = True
    also: tuple[str, ...] = ()

    @property
    def works(self) -> tuple[str, ...]:
        """The names of all that is measured, each once."""
        pairs = ((figure.against, figure.work) for figure in self.figures)
        return tuple(dict.fromkeys((*self.also, *(name for pair in pairs for name in pair))))


ROWS = (
    Row(
        "start",
        "help and version",
        (Figure("help", "click", 1.3), Figure("version", "click", 1.3)),
        rounds=41,
        quick_rounds=11,
        also=("pass",),
    ),
    Row(
        "topic",
        "a briefing, bundled base, warm",
        (
            Figure("topic", "click", 1.35),
            Figure("topic", "tldr", 0.7),
            Figure("topic", "papis", 0.4),
        ),
        rounds=41,
        quick_rounds=11,
    ),
    Row(
        "topic-scale",
        "the same theme size in a large base, warm",
        (Figure("topic-largest", "topic", 1.1),),
        rounds=41,
        quick_rounds=11,
    ),
    Row(
        "search",
        "search of three words, warm",
        (
            Figure("search", "click", 1.4),
            Figure("search-largest", "click", 1.7),
            Figure("search-largest", "sqlite-utils", 0.4),
        ),
        rounds=41,
        quick_rounds=11,
    ),
    Row(
        "build",
        "checking and compiling, cold",
        (Figure("build", "parse", 0.7), Figure("build", "parse", 0.3, "memory")),
        rounds=3,
        quick_rounds=3,
        warm_up=False,
    ),
    Row(
        "long-topic",
        "a topic of very many facts, warm",
        (Figure("topic-long", "click", 4.0),),
        rounds=21,
        quick_rounds=7,
    ),
    Row(
        "quiz-start",
        "start of `quiz --plain` to its first question",
        (Figure("quiz-largest", "click", 2.0), Figure("quiz-largest", "quiz-few", 1.2)),
        rounds=21,
        quick_rounds=7,
    ),
    Row(
        "quiz-next",
        "from an answer to the next question",
        (
            Figure("next-many", "anki-many", 0.5),
            Figure("next-largest", "anki-largest", 0.5),
            Figure("next-largest", "next-many", 1.2),
        ),
        rounds=101,
        quick_rounds=21,
    ),
    Row(
        "memory",
        "peak memory",
        (
            Figure("topic", "click", 1.4, "memory"),
            Figure("topic-largest", "click", 1.6, "memory"),
            Figure("sitting", "click", 1.8, "memory"),
        ),
        rounds=5,
        quick_rounds=3,
        also=("pass",),
    ),
)
