"""Aims at a date: how many new cards a day, and what will be remembered then. Pure.

The forecast follows every way that a card's answers can go. It supposes that each card is
answered on the day it falls due, that it is then recalled as often as the schedule predicts,
and that a new card is right at first with the probability that the learner's record gives.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from jkbrief.errors import WrongUsage
from jkbrief.quiz.schedule import AGAIN, GOOD, RETENTION, Scheduler, State, scheduler
from jkbrief.record import NamedTuple

# Below this probability a way is cut short: together such ways change no figure that is shown.
_LEAST = 0.005


class PlannedDay(NamedTuple):
    """A study day: how many new cards it brings, and how many reviews are expected."""

    day: str
    new: int
    reviews: float


class ThemeForecast(NamedTuple):
    """Mean predicted recall over a theme's cards on the date: as planned, and with no more study.

    A card never seen counts as not recalled.
    """

    theme: str
    cards: int
    recall: float
    recall_without: float


class Plan(NamedTuple):
    """What there is to do up to the day before `by`, and the forecast for `by`."""

    by: str
    days: tuple[PlannedDay, ...]
    themes: tuple[ThemeForecast, ...]

    @property
    def new_today(self) -> int:
        """How many new cards are still to be begun today."""
        return self.days[0].new


def plan(
    cards: Mapping[str, tuple[str, ...]],
    states: Mapping[str, State],
    today: date,
    by: date,
    started_today: int = 0,
    first_right: float = 0.5,
    retention: float = RETENTION,
) -> Plan:
    """Return how to learn `cards` until `by`: their themes by id, in the order to begin them.

    `started_today` counts the cards begun today already; `first_right` is the probability
    that the first answer to a new card is right. Suspended cards are left out.
    Raises WrongUsage where `by` is not after `today` or is more than two years away.
    """
    length = (by - today).days
    if not 1 <= length <= 730:
        raise WrongUsage(
            f"--by names a day after today and within two years, not {by}: today is {today}"
        )
    chosen = {
        card: themes
        for card, themes in cards.items()
        if not (card in states and states[card].suspended)
    }
    known = {card: states[card] for card in chosen if card in states}
    new = [card for card in chosen if card not in known]
    counts = spread(len(new), length, started_today)
    forecast = _Forecast(scheduler(retention), today, by, first_right)
    recalls = {card: forecast.of_known(state) for card, state in known.items()}
    start = iter(new)
    for offset, count in enumerate(counts):
        for _ in range(count):
            recalls[next(start)] = forecast.of_new(today + timedelta(days=offset))
    days = tuple(
        PlannedDay(day.isoformat(), count, round(forecast.reviews[day], 1))
        for day, count in ((today + timedelta(days=n), count) for n, count in enumerate(counts))
    )
    return Plan(by.isoformat(), days, _by_theme(chosen, recalls, known, by))


def spread(new: int, days: int, started_today: int = 0) -> list[int]:
    """Return how many of `new` cards to begin on each of `days` days, the earlier the more.

    `started_today` cards were begun today already, beside the `new` ones.
    """
    counts, left = [], new + started_today
    for day in range(days):
        share = -(-left // (days - day))
        left -= share
        counts.append(share)
    counts[0] = max(0, counts[0] - started_today)
    return _trimmed(counts, new)


def _trimmed(counts: list[int], new: int) -> list[int]:
    # More were begun today than the share of one day: the following days have less to do.
    trimmed = []
    for count in counts:
        trimmed.append(min(count, new))
        new -= trimmed[-1]
    return trimmed


def first_right(firsts: Iterable[bool]) -> float:
    """Return the probability that a new card is right at first, from the first answers so far.

    It is their share, drawn towards one half while they are few (the rule of succession, with
    ten answers of each kind supposed beforehand).
    """
    told = list(firsts)
    return (sum(told) + 10) / (len(told) + 20)


class _Forecast:
    """Follows the ways a card can go until the date; counts the reviews on the way."""

    def __init__(self, schedule: Scheduler, today: date, by: date, first_right: float) -> None:
        self.schedule, self.today, self.by = schedule, today, by
        self.first_right = first_right
        self.reviews: dict[date, float] = defaultdict(float)
        self._new: dict[date, tuple[float, dict[date, float]]] = {}

    def of_known(self, state: State) -> float:
        """Return the expected recall on the date of a card that was answered before."""
        return self._follow(state, 1.0, self.reviews)

    def of_new(self, start: date) -> float:
        """Return the expected recall on the date of a card begun on `start`."""
        if start not in self._new:
            reviews: dict[date, float] = defaultdict(float)
            recall = self._branch(None, start, self.first_right, 1.0, reviews)
            self._new[start] = (recall, reviews)
        recall, reviews = self._new[start]
        for day, expected in reviews.items():
            self.reviews[day] += expected
        return recall

    def _follow(self, state: State, chance: float, reviews: dict[date, float]) -> float:
        due = max(date.fromisoformat(state.due), self.today)
        recall_then = self.schedule.recall(state, self.by)
        if due >= self.by or chance < _LEAST:
            return chance * recall_then
        reviews[due] += chance
        return self._branch(state, due, self.schedule.recall(state, due), chance, reviews)

    def _branch(
        self,
        state: State | None,
        day: date,
        right: float,
        chance: float,
        reviews: dict[date, float],
    ) -> float:
        ways = ((GOOD, right), (AGAIN, 1.0 - right))
        return sum(
            self._follow(self.schedule.answer(state, "", rating, day), chance * likely, reviews)
            for rating, likely in ways
        )


def _by_theme(
    cards: Mapping[str, tuple[str, ...]],
    recalls: Mapping[str, float],
    known: Mapping[str, State],
    by: date,
) -> tuple[ThemeForecast, ...]:
    groups: dict[str, list[str]] = defaultdict(list)
    for card, themes in cards.items():
        for theme in themes:
            groups[theme].append(card)
    without = {card: scheduler().recall(state, by) for card, state in known.items()}
    return tuple(
        ThemeForecast(
            theme,
            len(group),
            sum(recalls[card] for card in group) / len(group),
            sum(without.get(card, 0.0) for card in group) / len(group),
        )
        for theme, group in groups.items()
    )
