"""What test-wise guessers score over all choices of a base: those who know rules, not facts."""

import re
from collections.abc import Callable
from math import sqrt

from jkbrief.factbase.rules.wording import stem, words
from jkbrief.model import Card, FactBase
from jkbrief.record import NamedTuple

# A base with few cards would warn of luck: this many standard deviations are no luck.
MARGIN = 2.0
_STOP_WORDS = (
    "a an and are as at be by did do does for from had has have he her his how in is it its of on "
    "or she that the their them they this to was were what when where which who whom whose why "
    "will with would could should than then not about according between over under"
)
_STOP = frozenset(_STOP_WORDS.split())
Choose = Callable[[str, list[str]], list[int]]


class Score(NamedTuple):
    """How many of the cards `asked` a rule answers right, and how many chance would.

    A rule that cannot decide between options draws lots, so both are expected values.
    """

    rule: str
    asked: int
    right: float
    chance: float
    spread: float

    @property
    def beats_chance(self) -> bool:
        """Whether the rule does better than luck explains."""
        return self.right > self.chance + MARGIN * self.spread


def stems(text: str) -> set[str]:
    """Return the words of `text` that carry meaning, without the endings of plural and verb."""
    return {stem(word) for word in words(text) if len(word) > 2 and word not in _STOP}


def echo(ask: str, option: str) -> set[str]:
    """Return the words of meaning that an option shares with its question."""
    return stems(ask) & stems(option)


def scores(base: FactBase) -> list[Score]:
    """Return what each rule scores over the cards of `base` whose options are known."""
    items = [item for fact in base.facts for card in fact.cards if (item := _item(card))]
    chance = sum(1 / len(options) for _, options, _ in items)
    spread = sqrt(sum((1 / len(o)) * (1 - 1 / len(o)) for _, o, _ in items))
    table = []
    for name, choose in RULES.items():
        right = 0.0
        for ask, options, answer in items:
            chosen = choose(ask, options)
            right += (answer in chosen) / len(chosen)
        table.append(Score(name, len(items), right, chance, spread))
    return table


def _item(card: Card) -> tuple[str, list[str], int] | None:
    """Return question, options as they are shown, and the place of the answer."""
    if card.kind == "true-false":
        options = ["true", "false"]
    elif card.kind in ("choice", "who") and card.wrong:
        options = sorted((card.answer, *card.wrong), key=_place)
    else:
        return None
    return (card.ask, options, options.index(card.answer)) if card.answer in options else None


def _place(option: str) -> tuple[float, str]:
    number = re.search(r"\d+(?:\.\d+)?", option)
    return float(number[0]) if number else 0.0, option


def _most(value: Callable[[str], float], options: list[str]) -> list[int]:
    values = list(map(value, options))
    return [index for index, each in enumerate(values) if each == max(values)]


def _with_digits(_: str, options: list[str]) -> list[int]:
    having = [index for index, option in enumerate(options) if re.search(r"\d", option)]
    return having if len(having) == 1 else list(range(len(options)))


def _ends(last: bool) -> Choose:
    def choose(_: str, options: list[str]) -> list[int]:
        # Only figures, dates and "true" have their place: the rest is shuffled when asked.
        if options[0] == "true" or all(re.search(r"\d", option) for option in options):
            return [len(options) - 1 if last else 0]
        return list(range(len(options)))

    return choose


RULES: dict[str, Choose] = {
    "the longest option": lambda _, options: _most(len, options),
    "the shortest option": lambda _, options: _most(lambda option: -len(option), options),
    "the option most like the question": lambda ask, options: _most(
        lambda option: len(echo(ask, option)), options
    ),
    "the only option with digits": _with_digits,
    "the first option": _ends(last=False),
    "the last option": _ends(last=True),
}
