"""What a session says."""

import datetime as dt

import pytest

from jkbrief.quiz import wording
from jkbrief.quiz.deal import CHANGED, DUE, NEW, PRACTICE
from jkbrief.quiz.grade import Verdict
from jkbrief.quiz.history import Learned
from jkbrief.quiz.item import Item
from jkbrief.quiz.session import Feedback, Turn
from jkbrief.quiz.wording import Lesson

ITEM = Item("x:f:c", "f", ("t",), "typed", "Who?", (), "Kishida Fumio", (), "person", "1")
LESSON = Lesson("f", "It was Kishida.", ("Paper, paragraph 1",))


def feedback(given: str, verdict: Verdict, learned: Learned | None = None) -> Feedback:
    return Feedback(ITEM, verdict, given, False, 3, {}, "", 0, learned)


@pytest.mark.parametrize(
    ("given", "verdict", "said", "lines"),
    [
        ("Kishida Fumio", Verdict(True), "Right.", ()),
        ("Fumio Kishida", Verdict(True), "Right.", ("Answer: Kishida Fumio",)),
        ("Kishda", Verdict(True, slip=True), "Right, but it is spelt Kishida Fumio.", ()),
        ("nobody", Verdict(False), "Wrong.", ("Answer: Kishida Fumio",)),
        ("Yoon", Verdict(False, meant="Yoon"), "Wrong.", ("Answer: Kishida Fumio",)),
        (
            "Suk-yeol Yoon",
            Verdict(False, meant="Yoon Suk-yeol"),
            "Wrong: that is Yoon Suk-yeol.",
            ("Answer: Kishida Fumio",),
        ),
    ],
)
def test_feedback(given: str, verdict: Verdict, said: str, lines: tuple[str, ...]) -> None:
    told = wording.told(feedback(given, verdict), LESSON, None, {})
    assert (told.right, told.verdict, told.lines) == (verdict.correct, said, lines)
    assert (told.lesson, told.places) == (("It was Kishida.",), ("Paper, paragraph 1",))


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("Suga Yoshihide", "You learned Suga Yoshihide; the base now says Kishida Fumio."),
        ("", "This card has changed since you learned it."),
        ("Kishida Fumio", "This card has changed since you learned it."),
    ],
)
def test_a_change_is_told(before: str, said: str) -> None:
    learned = Learned("0", before, "x")
    told = wording.told(feedback("Kishida Fumio", Verdict(True), learned), LESSON, None, {})
    assert told.lines == (said,)


@pytest.mark.parametrize(
    ("turn", "line"),
    [
        (Turn(ITEM, DUE, 3, 12, 9, 3, 0), "China · 3 of 12 · 9 due, 3 new"),
        (Turn(ITEM, NEW, 12, 13, 0, 1, 1), "China · 12 of 13 · 1 new, 1 once more"),
        (Turn(ITEM, PRACTICE, 1, 2, 2, 0, 0), "China · 1 of 2 · practice"),
        (
            Turn(ITEM, CHANGED, 1, 1, 1, 0, 0),
            "China · 1 of 1 · 1 due · changed since you learned it",
        ),
    ],
)
def test_progress(turn: Turn, line: str) -> None:
    assert wording.progress(turn, "China") == line


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (0, "<1 d"),
        (1, "1 d"),
        (59, "59 d"),
        (60, "2 months"),
        (699, "23 months"),
        (913, "2.5 years"),
    ],
)
def test_intervals(days: int, written: str) -> None:
    assert wording.interval(days) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2026-03-01", "today"),
        ("2026-02-01", "today"),
        ("2026-03-02", "tomorrow, 2 March 2026"),
        ("2026-03-04", "on 4 March 2026 (in 3 days)"),
    ],
)
def test_days(day: str, written: str) -> None:
    assert wording.day(day, dt.date(2026, 3, 1)) == written
