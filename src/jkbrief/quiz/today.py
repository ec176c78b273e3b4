"""What there is to ask today: the learner's cards and wish, against the history."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import NamedTuple

from jkbrief.quiz import deal, report
from jkbrief.quiz.history import History, Learned
from jkbrief.quiz.item import Item
from jkbrief.quiz.plan import Plan, first_right, plan

USUAL = 20
NEW_A_DAY = 10
MISTAKES_DAYS = 14


class Wish(NamedTuple):
    """What the learner wants: how many cards, which sort, and until when.

    Without `cards` it is USUAL, or all that a plan up to `by` asks for. Without `new` it is
    NEW_A_DAY less those begun today, or what the plan asks for.
    """

    cards: int | None = None
    new: int | None = None
    cram: bool = False
    mistakes: bool = False
    by: date | None = None


class Today:
    """The cards that were asked for, as they stand on the study day of `instant`.

    Suspended ones are in `items` and not in `asked`; `changed` says what was learned of those
    whose answer is another now.
    """

    def __init__(
        self, items: Iterable[Item], wish: Wish, history: History, instant: datetime
    ) -> None:
        """Look up what is known of the cards."""
        self.wish, self.day = wish, history.day(instant)
        self._history = history
        self._states = history.states()
        self.items = {item.id: item for item in items}
        self.asked = {
            card: item
            for card, item in self.items.items()
            if not (card in self._states and self._states[card].suspended)
        }
        fingerprints = {card: item.fingerprint for card, item in self.asked.items()}
        self.changed: Mapping[str, Learned] = history.changed(fingerprints)

    @cached_property
    def new(self) -> list[Item]:
        """The cards that were never answered."""
        answered = {card for card, state in self._states.items() if state.answers}
        return [item for card, item in self.asked.items() if card not in answered]

    @cached_property
    def missed(self) -> list[Item]:
        """The cards missed lately, the latest first."""
        mistakes = self._history.mistakes(self.day - timedelta(days=MISTAKES_DAYS))
        return [self.asked[card] for card in mistakes if card in self.asked]

    @cached_property
    def plan(self) -> Plan | None:
        """What is to be done up to the day that was wished for, if one was.

        Raises WrongUsage for a day that cannot be planned for.
        """
        if self.wish.by is None:
            return None
        return plan(
            {card: item.themes for card, item in self.asked.items()},
            self._states,
            self.day,
            self.wish.by,
            self._begun_today(self.asked),
            first_right(self._first_answers()),
            self._history.retention,
        )

    def queue(self, chance: Random) -> tuple[deal.Dealt, ...]:
        """Return what is to be asked, in order."""
        most = self.wish.cards or (len(self.asked) if self.plan else USUAL)
        if self.wish.cram:
            return deal.for_practice(self.asked.values(), deal.PRACTICE, most, chance)
        if self.wish.mistakes:
            return deal.for_practice(self.missed[:most], deal.MISSED, most, chance)
        due = self._history.due(self.day, self.asked)
        return deal.for_review(
            [self.asked[card] for card in self.changed],
            [self.asked[card] for card in due if card not in self.changed],
            self.new,
            most,
            self._most_new(),
            chance,
        )

    def coming(self) -> report.Coming:
        """Return when there is something to repeat, as the history is by now."""
        return report.coming(self._history.states(), self.items, self.day)

    def _most_new(self) -> int:
        if self.wish.new is not None:
            return self.wish.new
        if self.plan:
            return self.plan.new_today
        return max(0, NEW_A_DAY - self._begun_today(self._states))

    def _begun_today(self, cards: Iterable[str]) -> int:
        today, states = self.day.isoformat(), self._states
        return sum(card in states and states[card].first == today for card in cards)

    def _first_answers(self) -> list[bool]:
        first: dict[str, bool] = {}
        for answer in self._history.answers():
            first.setdefault(answer.card, answer.correct)
        return list(first.values())


def resume(history: History, items: Iterable[Item], instant: datetime) -> None:
    """Take every card of `items` that is suspended into use again."""
    states = history.states()
    for item in items:
        if item.id in states and states[item.id].suspended:
            history.resume(item.id, instant)
