"""What there is to ask today: the learner's cards and wish, against the history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Protocol

from jkbrief.quiz import deal
from jkbrief.quiz.history import History, Learned
from jkbrief.quiz.item import Asked, named
from jkbrief.record import NamedTuple

if TYPE_CHECKING:
    from jkbrief.quiz.plan import Plan
    from jkbrief.quiz.report import Coming

USUAL = 20
NEW_A_DAY = 10
MISTAKES_DAYS = 14
_LEAST = 50  # cards that are looked at at once


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


class Bank(Protocol):
    """The cards that were asked for."""

    def every(self) -> Sequence[Asked]:
        """Return them all, in order."""

    def among(self, cards: Iterable[str]) -> set[str]:
        """Return those of `cards` that were asked for."""

    def changed(self, history: History) -> dict[str, Learned]:
        """Return what was learned of those, not suspended, whose answer is another now."""


class Today:
    """The cards that were asked for, as they stand on the study day of `instant`.

    `changed` says what was learned of those whose answer is another now. All else is looked
    up when it is asked for.
    """

    def __init__(self, bank: Bank, wish: Wish, history: History, instant: datetime) -> None:
        """Look up what has changed."""
        self.wish, self.day = wish, history.day(instant)
        self._bank, self._history = bank, history
        self.changed: Mapping[str, Learned] = bank.changed(history)

    @cached_property
    def every(self) -> dict[str, Asked]:
        """Every card that was asked for, by id."""
        return {card.id: card for card in self._bank.every()}

    @cached_property
    def asked(self) -> dict[str, Asked]:
        """Those that are not suspended."""
        suspended = self._history.suspended(self.every)
        return {card: item for card, item in self.every.items() if card not in suspended}

    @cached_property
    def new(self) -> list[Asked]:
        """The cards that were never answered."""
        known = self._history.known()
        return [item for card, item in self.every.items() if card not in known]

    @cached_property
    def missed(self) -> list[Asked]:
        """The cards missed lately, the latest first."""
        mistakes = self._history.mistakes(self.day - timedelta(days=MISTAKES_DAYS))
        possible = self._bank.among(mistakes) - self._history.suspended(mistakes)
        return [named(card) for card in mistakes if card in possible]

    @cached_property
    def plan(self) -> "Plan | None":
        """What is to be done up to the day that was wished for, if one was.

        Raises WrongUsage for a day that cannot be planned for.
        """
        if self.wish.by is None:
            return None
        from jkbrief.quiz.plan import first_right, plan

        states = self._history.states()
        today = self.day.isoformat()
        return plan(
            {card: item.themes for card, item in self.asked.items()},
            states,
            self.day,
            self.wish.by,
            sum(card in states and states[card].first == today for card in self.asked),
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
        changed = [named(card) for card in self.changed]
        room = max(0, most - len(changed))
        due = [named(card) for card in islice(self._due(room), room)]
        most_new = self._most_new() if len(changed) + len(due) < most else 0
        return deal.for_review(changed, due, self.new if most_new else (), most, most_new, chance)

    def _due(self, room: int) -> Iterator[str]:
        today = self.day.isoformat()
        for day, card in self._scheduled(max(room, _LEAST)):
            if day > today:
                return
            if card not in self.changed:
                yield card

    def _scheduled(self, size: int = 250) -> Iterator[tuple[str, str]]:
        """Yield the cards that were asked for with the days on which they are due, in order.

        They are read `size` at a time.
        """
        for page in self._history.scheduled(size):
            asked = self._bank.among(card for _, card in page)
            yield from ((day, card) for day, card in page if card in asked)

    def coming(self) -> "Coming":
        """Return when there is something to repeat, as the history is by now."""
        today, now, later = self.day.isoformat(), 0, 0
        following = ""
        for day, _ in self._scheduled():
            if day <= today:
                now += 1
            elif following in ("", day):
                following, later = day, later + 1
            else:
                break
        from jkbrief.quiz.report import Coming

        return Coming(now, following, later)

    def _most_new(self) -> int:
        if self.wish.new is not None:
            return self.wish.new
        if self.plan:
            return self.plan.new_today
        return max(0, NEW_A_DAY - self._history.started(self.day))

    def _first_answers(self) -> list[bool]:
        first: dict[str, bool] = {}
        for answer in self._history.answers():
            first.setdefault(answer.card, answer.correct)
        return list(first.values())


def resume(history: History, cards: Iterable[str], instant: datetime) -> None:
    """Take every one of `cards` that is suspended into use again."""
    told = list(cards)
    suspended = history.suspended(told)
    for card in told:
        if card in suspended:
            history.resume(card, instant)
