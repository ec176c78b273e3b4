"""What a session says, in plain text: the same words on a terminal, in plain lines, in a file."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from jkbrief import edtf
from jkbrief.quiz.deal import CHANGED, PRACTICE
from jkbrief.quiz.deck import Listed
from jkbrief.quiz.kinds import ARRANGE, KINDS
from jkbrief.quiz.schedule import AGAIN, EASY, GOOD, HARD
from jkbrief.quiz.session import Feedback, Turn
from jkbrief.record import NamedTuple
from jkbrief.text import key

if TYPE_CHECKING:
    from jkbrief.quiz.statistics import Leech

RATINGS = {AGAIN: "again", HARD: "hard", GOOD: "good", EASY: "easy"}


class Lesson(NamedTuple):
    """What a card teaches: its fact and every place that proves it.

    A card about several facts has them as `steps`, each with its date and a place.
    """

    fact: str
    statement: str
    places: tuple[str, ...]
    steps: tuple[str, ...] = ()

    def told(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what is to be learned, and where it is proved."""
        return (self.steps, ()) if self.steps else ((self.statement,), self.places)


class Told(NamedTuple):
    """An answer's feedback, in parts; `right` is whether it counts as right."""

    right: bool
    verdict: str
    lines: tuple[str, ...]
    lesson: tuple[str, ...]
    places: tuple[str, ...]


def progress(turn: Turn, title: str) -> str:
    """Return the line over a question: which of how many, and what is still to come."""
    counts = ((turn.due, "due"), (turn.new, "new"), (turn.again, "once more"))
    coming = ", ".join(f"{count} {word}" for count, word in counts if count)
    if turn.why == PRACTICE:
        coming = "practice"
    parts = [title, f"{turn.number} of {turn.total}", coming]
    if turn.why == CHANGED:
        parts.append("changed since you learned it")
    return " · ".join(parts)


def told(
    feedback: Feedback, lesson: Lesson, leech: "Leech | None", deck: Mapping[str, Listed]
) -> Told:
    """Return what to say of an answer; `leech` where the card was forgotten time and again.

    An answer that is counted as right after all was told in full just before.
    """
    if feedback.overruled:
        return Told(True, "Counted as right.", (), (), ())
    lines = [f"Answer: {answer}" for answer in _answer(feedback)]
    if feedback.learned:
        lines.append(_changed(feedback))
    if leech:
        lines += forgotten(leech, deck)
    return Told(feedback.verdict.correct, _verdict(feedback), tuple(lines), *lesson.told())


def _verdict(feedback: Feedback) -> str:
    if feedback.verdict.slip:
        return f"Right, but it is spelt {feedback.item.answer}."
    if feedback.verdict.correct:
        return "Right."
    meant = feedback.verdict.meant
    if key(meant) == key(feedback.given):
        return "Wrong."
    return f"Wrong: that is {meant}." if meant else "Wrong."


def _answer(feedback: Feedback) -> list[str]:
    """Return the right answer where it is not what was just said."""
    item = feedback.item
    if KINDS[item.kind].form == ARRANGE:
        return []  # the lesson tells the order
    said = feedback.verdict.slip or (feedback.verdict.correct and feedback.given == item.answer)
    return [] if said else [item.answer]


def _changed(feedback: Feedback) -> str:
    assert feedback.learned
    before, now = feedback.learned.expected, feedback.item.answer
    if before in ("", now):
        return "This card has changed since you learned it."
    return f"You learned {before}; the base now says {now}."


def forgotten(leech: "Leech", deck: Mapping[str, Listed]) -> list[str]:
    """Return what to say of a card that was forgotten time and again."""
    lines = [
        f"Forgotten {leech.lapses} times: read 'jkbrief fact {leech.fact}', or suspend the card."
    ]
    if leech.instead:
        lines.append(f"Most often you answer {leech.instead.rstrip('.')}.")
    for mistaken in leech.confused_with[:1]:
        other = deck[mistaken.card]
        lines.append(f"That answers another card: {other.prompt} ('jkbrief fact {other.fact}')")
    return lines


def interval(days: int) -> str:
    """Return a number of days as short as a prompt wants it: <1 d, 12 d, 3 months, 2.5 years."""
    if days < 1:
        return "<1 d"
    if days < 60:
        return f"{days} d"
    if days < 700:
        return f"{days / 30.44:.0f} months"
    return f"{days / 365.25:.1f} years"


def ratings(intervals: Mapping[int, int]) -> dict[int, str]:
    """Return for each rating its name and when the card then comes back."""
    return {rating: f"{RATINGS[rating]} {interval(days)}" for rating, days in intervals.items()}


def day(iso: str, today: date) -> str:
    """Return a day with how far away it is: tomorrow, 24 November 2026 (in 3 days)."""
    distance = (date.fromisoformat(iso) - today).days
    if distance <= 0:
        return "today"
    if distance == 1:
        return f"tomorrow, {edtf.spoken(iso)}"
    return f"on {edtf.spoken(iso)} (in {distance} days)"


def counted(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
