"""A session as a state machine: it asks, grades, records, and can go back.

It does no input or output: the clock and the book it writes to are passed in. Each answer is
in the book when `answer` returns, so that nothing that was shown as answered can be lost.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from jkbrief.quiz.deal import NEW, Dealt
from jkbrief.quiz.grade import Verdict
from jkbrief.quiz.history import Answer, Learned
from jkbrief.quiz.item import Item
from jkbrief.quiz.kinds import KINDS
from jkbrief.quiz.pool import Pool
from jkbrief.quiz.schedule import AGAIN, EASY, GOOD
from jkbrief.record import NamedTuple

AGAIN_TODAY = "again"

Clock = Callable[[], datetime]
Make = Callable[[str], Item | None]


class Marked(NamedTuple):
    """What an answer comes to in the schedule; empty where it is not kept.

    `due` is the study day on which the card comes back, `lapses` how often it was forgotten.
    `intervals` gives for each rating the days until it would come back.
    """

    due: str = ""
    lapses: int = 0
    intervals: Mapping[int, int] = {}


class Book(Protocol):
    """Where a session's answers go."""

    def prepare(self, card: str, now: datetime) -> None:
        """Work out what an answer will need, while the learner thinks."""

    def settle(self) -> None:
        """Begin to bring what was kept to the disk, while the learner reads."""

    def record(self, answer: Answer) -> Marked:
        """Keep an answer and return what it comes to."""

    def amend(self, answer: Answer) -> Marked:
        """Keep an answer in the place of the last one that was recorded."""

    def undo(self, now: datetime) -> None:
        """Take back the last answer that was recorded."""

    def suspend(self, card: str, now: datetime) -> None:
        """Ask the card no more."""

    def resume(self, card: str, now: datetime) -> None:
        """Ask the card again."""


class Turn(NamedTuple):
    """The question that is asked: its number in the session, and what is still to come."""

    item: Item
    why: str
    number: int
    total: int
    due: int
    new: int
    again: int


class Feedback(NamedTuple):
    """What an answer came to.

    `intervals` gives for each rating that can be chosen the days until the card comes back;
    it is empty where nothing is recorded. `rating` is the one recorded so far. `learned` is
    what was learned before the base changed; `lapses` how often the card was forgotten.
    """

    item: Item
    verdict: Verdict
    given: str
    overruled: bool
    rating: int
    intervals: dict[int, int]
    due: str
    lapses: int
    learned: Learned | None


class Result(NamedTuple):
    """A question that was answered; `repeated` if it came back after it was missed."""

    item: Item
    given: str
    correct: bool
    overruled: bool
    rating: int
    due: str
    lapses: int
    repeated: bool


class _Snapshot(NamedTuple):
    """What a session was before a step, and how the book is put back to it."""

    queue: tuple[Dealt, ...]
    place: int
    results: tuple[Result, ...]
    step: str
    card: str


class _Ahead(NamedTuple):
    """A place in a queue, and how many questions there are from there on, by why."""

    queue: tuple[Dealt, ...]
    place: int
    reasons: Counter[str]


class Session:
    """One sitting. `turn` is the question to be asked, `feedback` what its answer came to."""

    def __init__(
        self,
        queue: Sequence[Dealt],
        pools: Mapping[str, Pool],
        book: Book,
        clock: Clock,
        changed: Mapping[str, Learned] | None = None,
        repeat: bool = True,
        make: Make = lambda card: None,  # noqa: ARG005 - as the type wants it
    ) -> None:
        """Begin with the first of `queue`; with `repeat` a missed card comes once more.

        `make` gives the question of a card by its id, or None where there is none; it is
        asked when the card's turn comes, for what is no Item yet.

        `pools` has what each fact base knows, by its id; `changed` what was learned of cards
        whose answer is another now.
        """
        self.results: tuple[Result, ...] = ()
        self.feedback: Feedback | None = None
        self._queue, self._place = tuple(queue), 0
        self._pools, self._book, self._clock = pools, book, clock
        self._changed = changed or {}
        self._repeat = repeat
        self._past: list[_Snapshot] = []
        self._answer: Answer | None = None
        self._make, self._made = make, dict[str, Item | None]()
        self._turn: Turn | None = None
        self._ahead = _Ahead((), 0, Counter())
        self._begin()

    @property
    def turn(self) -> Turn | None:
        """The question to be asked or just answered, or None at the end."""
        return self._turn

    def _next_turn(self) -> Turn | None:
        """Return the question at the present place; a card that makes none is left out."""
        while self._place < len(self._queue):
            item = self._question(self._place)
            if item:
                ahead, total = self._count_ahead(), len(self._queue)
                new, again = ahead[NEW], ahead[AGAIN_TODAY]
                due = total - self._place - new - again
                why = self._queue[self._place].why
                return Turn(item, why, self._place + 1, total, due, new, again)
            self._queue = self._queue[: self._place] + self._queue[self._place + 1 :]
        return None

    def _count_ahead(self) -> Counter[str]:
        """Return how many questions are still to come, by why they are asked."""
        queue, place, reasons = self._ahead
        if queue is self._queue and place + 1 == self._place:
            reasons[queue[place].why] -= 1  # all but one are counted already
        else:
            reasons = Counter(each.why for each in self._queue[self._place :])
        self._ahead = _Ahead(self._queue, self._place, reasons)
        return reasons

    def _question(self, place: int) -> Item | None:
        card = self._queue[place].item
        if isinstance(card, Item):
            return card
        if card.id not in self._made:
            self._made[card.id] = self._make(card.id)
        return self._made[card.id]

    def look_ahead(self) -> None:
        """Work out what will be needed next, while the learner reads and thinks."""
        self._book.settle()
        if self.feedback is None and self._turn:
            self._book.prepare(self._turn.item.id, self._clock())
            if self._place + 1 < len(self._queue):
                self._question(self._place + 1)

    def answer(self, given: str) -> Feedback:
        """Grade what `KINDS[…].read` returned and record it; returns what it came to."""
        item = self._now().item
        pool = self._pools[item.id.partition(":")[0]]
        verdict = KINDS[item.kind].grade(item, given, pool)
        self._remember("answer")
        return self._feedback(verdict, given, GOOD if verdict.correct else AGAIN, overruled=False)

    def overrule(self) -> Feedback:
        """Count the wrong answer just given as right."""
        before = self._answered()
        if before.verdict.correct:
            return before
        return self._feedback(Verdict(True), before.given, GOOD, overruled=True)

    def rate(self, rating: int) -> None:
        """Rate the answer just given, and go on to the next question.

        Raises ValueError for a rating that is not offered.
        """
        before = self._answered()
        if before.intervals and rating not in before.intervals:
            raise ValueError(f"{rating} is not one of the ratings {list(before.intervals)}")
        if before.intervals and rating != before.rating:
            before = self._feedback(before.verdict, before.given, rating, before.overruled)
        self.proceed()

    def proceed(self) -> None:
        """Go on to the next question, with the answer as it was recorded."""
        before = self._answered()
        repeated = self._now().why == AGAIN_TODAY
        correct = before.verdict.correct
        result = Result(
            before.item, before.given, correct, before.overruled, before.rating, before.due,
            before.lapses, repeated,
        )  # fmt: skip
        self.results = (*self.results, result)
        if self._repeat and not correct and not repeated:
            self._queue = (*self._queue, Dealt(before.item, AGAIN_TODAY))
        self._next()

    def skip(self) -> None:
        """Leave the question for another session."""
        self._remember("skip")
        self._queue = self._queue[: self._place] + self._queue[self._place + 1 :]
        self._begin()

    def suspend(self) -> None:
        """Ask this card no more, in no session; an answer just given counts."""
        item = self._now().item
        if self.feedback:
            self.proceed()
        else:
            self._remember("suspend")
        self._book.suspend(item.id, self._clock())
        self._past[-1] = self._past[-1]._replace(card=item.id)
        kept, rest = self._queue[: self._place], self._queue[self._place :]
        self._queue = kept + tuple(each for each in rest if each.item.id != item.id)
        self._begin()

    def undo(self) -> bool:
        """Go back by one step of this session; returns False where there is none."""
        if not self._past:
            return False
        past = self._past.pop()
        if past.card:
            self._book.resume(past.card, self._clock())
        if past.step == "answer":
            self._book.undo(self._clock())
        self._queue, self._place, self.results = past.queue, past.place, past.results
        self._begin()
        return True

    def stop(self) -> None:
        """End here; what was answered counts as it was recorded."""
        if self.feedback:
            self.proceed()
        self._queue = self._queue[: self._place]
        self._turn = None

    def _now(self) -> Turn:
        assert self._turn, "the session is over"
        return self._turn

    def _answered(self) -> Feedback:
        assert self.feedback, "no answer was given yet"
        return self.feedback

    def _remember(self, step: str) -> None:
        self._past.append(_Snapshot(self._queue, self._place, self.results, step, ""))

    def _next(self) -> None:
        self._place += 1
        self._begin()

    def _begin(self) -> None:
        self.feedback, self._answer = None, None
        self._turn = self._next_turn()
        self._begun = self._clock()

    def _feedback(self, verdict: Verdict, given: str, rating: int, overruled: bool) -> Feedback:
        """Record the answer, in the place of what was recorded of it before."""
        item, earlier = self._now().item, self._answer
        now = earlier.instant if earlier else self._clock()
        self._answer = Answer(
            card=item.id,
            fingerprint=item.fingerprint,
            rating=rating,
            correct=verdict.correct,
            overruled=overruled,
            given=given,
            instant=now,
            seconds=max(0.0, (now - self._begun).total_seconds()),
            expected=item.answer,
        )
        keep = self._book.amend if earlier else self._book.record
        marked = keep(self._answer)
        self.feedback = Feedback(
            item=item,
            verdict=verdict,
            given=given,
            overruled=overruled,
            rating=rating,
            intervals=_offered(marked.intervals, item, verdict.correct),
            due=marked.due,
            lapses=marked.lapses,
            learned=self._changed.get(item.id),
        )
        return self.feedback


def _offered(intervals: Mapping[int, int], item: Item, correct: bool) -> dict[int, int]:
    """Return the ratings that can be chosen: wrong is Again, and what was guessed is not Easy."""
    if not correct:
        return {rating: days for rating, days in intervals.items() if rating == AGAIN}
    easy = KINDS[item.kind].easy
    return {rating: days for rating, days in intervals.items() if rating != EASY or easy}
