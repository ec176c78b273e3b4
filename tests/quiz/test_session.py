"""A session: each step it takes, and each it takes back."""

import datetime as dt
import pathlib
import threading
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jkbrief.model import FactBase
from jkbrief.quiz import disk
from jkbrief.quiz.book import Kept, Unkept
from jkbrief.quiz.card import Item
from jkbrief.quiz.deal import DUE, NEW, Dealt
from jkbrief.quiz.history import Answer, History, Learned, open_history
from jkbrief.quiz.pool import pool
from jkbrief.quiz.schedule import AGAIN, EASY, GOOD, HARD
from jkbrief.quiz.session import AGAIN_TODAY, Session

ZONE = dt.timezone(dt.timedelta(hours=9))


class Clock:
    """A clock that goes on by ten seconds whenever it is read."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 1, 20, tzinfo=ZONE)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=10)
        return self.now


def typed(name: str, answer: str) -> Item:
    return Item(f"x:{name}:c", name, ("t",), "typed", f"{name}?", (), answer, (), "term", "1")


def choice(name: str, *options: str) -> Item:
    return Item(
        f"x:{name}:c", name, ("t",), "choice", f"{name}?", options, options[0], (), "term", "1"
    )


ONE, TWO = typed("one", "alpha"), choice("two", "beta", "gamma")
QUEUE = (Dealt(ONE, DUE), Dealt(TWO, NEW))
POOLS = {"x": pool(FactBase("x", "X", "1"))}


@pytest.fixture
def history(tmp_path: pathlib.Path) -> History:
    return open_history(tmp_path)


Start = Callable[..., Session]


@pytest.fixture
def start(history: History) -> Start:
    def begin(queue: tuple[Dealt, ...] = QUEUE, **options: object) -> Session:
        return Session(queue, POOLS, Kept(history), Clock(), **options)  # type: ignore[arg-type]

    return begin


def kept(history: History) -> list[tuple[str, int, bool, bool, str]]:
    return [(a.card, a.rating, a.correct, a.overruled, a.given) for a in history.answers()]


def test_it_asks_in_order_and_ends(start: Start, history: History) -> None:
    session = start()
    assert session.turn
    assert (session.turn.item, session.turn.number, session.turn.total) == (ONE, 1, 2)
    assert (session.turn.due, session.turn.new, session.turn.again) == (1, 1, 0)
    session.answer("Alpha")
    session.rate(GOOD)
    assert session.turn.item == TWO
    session.answer("beta")
    session.rate(HARD)
    assert session.turn is None
    assert [result.correct for result in session.results] == [True, True]
    assert kept(history) == [
        (ONE.id, GOOD, True, False, "Alpha"),
        (TWO.id, HARD, True, False, "beta"),
    ]


def test_an_answer_is_kept_before_it_is_told(start: Start, history: History) -> None:
    session = start()
    feedback = session.answer("nothing")
    assert not feedback.verdict.correct
    assert kept(history) == [(ONE.id, AGAIN, False, False, "nothing")]
    (answer,) = history.answers()
    assert answer.seconds == 10
    assert (answer.expected, answer.fingerprint) == ("alpha", "1")


def test_a_missed_card_comes_back_once(start: Start) -> None:
    session = start()
    session.answer("nothing")
    session.rate(AGAIN)
    session.answer("beta")
    session.rate(GOOD)
    assert session.turn
    assert (session.turn.item, session.turn.why, session.turn.again) == (ONE, AGAIN_TODAY, 1)
    session.answer("nothing")
    session.rate(AGAIN)
    assert session.turn is None
    assert [result.repeated for result in session.results] == [False, False, True]


def test_without_repeats_it_does_not(start: Start) -> None:
    session = start(repeat=False)
    session.answer("nothing")
    session.rate(AGAIN)
    session.answer("beta")
    session.rate(GOOD)
    assert session.turn is None


def test_wrong_is_again_and_what_could_be_guessed_is_not_easy(start: Start) -> None:
    session = start()
    assert list(session.answer("nothing").intervals) == [AGAIN]
    session.rate(AGAIN)
    assert list(session.answer("beta").intervals) == [AGAIN, HARD, GOOD]
    with pytest.raises(ValueError, match="not one of the ratings"):
        session.rate(EASY)
    session.rate(GOOD)
    assert list(session.answer("alpha").intervals) == [AGAIN, HARD, GOOD, EASY]


@pytest.mark.parametrize("rating", [AGAIN, HARD, GOOD, EASY])
def test_the_interval_that_was_shown_is_the_one_that_comes(
    start: Start, history: History, rating: int
) -> None:
    session = start()
    shown = session.answer("alpha").intervals[rating]
    session.rate(rating)
    state = history.state(ONE.id)
    assert state
    assert state.due == (dt.date(2026, 3, 1) + dt.timedelta(days=shown)).isoformat()
    assert session.results[0].due == state.due
    assert state.answers == 1


def test_a_wrong_answer_can_count_as_right_and_the_log_says_so(
    start: Start, history: History
) -> None:
    session = start()
    session.answer("Alphha beta")
    feedback = session.overrule()
    assert (feedback.verdict.correct, feedback.overruled) == (True, True)
    assert list(feedback.intervals) == [AGAIN, HARD, GOOD, EASY]
    assert kept(history) == [(ONE.id, GOOD, True, True, "Alphha beta")]
    session.rate(EASY)
    assert kept(history) == [(ONE.id, EASY, True, True, "Alphha beta")]
    assert session.turn
    assert session.turn.item == TWO
    assert session.turn.total == 2


def test_undo_takes_back_an_answer_that_was_told(start: Start, history: History) -> None:
    session = start()
    session.answer("nothing")
    assert session.undo()
    assert session.turn
    assert session.turn.item == ONE
    assert session.feedback is None
    assert kept(history) == []
    assert history.state(ONE.id) is None


def test_undo_goes_back_to_the_question_before(start: Start, history: History) -> None:
    session = start()
    session.answer("nothing")
    session.rate(AGAIN)
    assert session.turn
    assert session.turn.total == 3
    assert session.undo()
    assert (session.turn.item, session.turn.number, session.turn.total) == (ONE, 1, 2)
    assert session.results == ()
    assert kept(history) == []
    assert not session.undo()


def test_skip_leaves_a_card_out_and_can_be_undone(start: Start, history: History) -> None:
    session = start()
    session.skip()
    assert session.turn
    assert (session.turn.item, session.turn.number, session.turn.total) == (TWO, 1, 1)
    assert session.undo()
    assert session.turn.item == ONE
    assert kept(history) == []


def test_suspend_asks_a_card_no_more_and_can_be_undone(start: Start, history: History) -> None:
    session = start()
    session.suspend()
    assert session.turn
    assert session.turn.item == TWO
    state = history.state(ONE.id)
    assert state
    assert state.suspended
    assert session.undo()
    assert session.turn.item == ONE
    state = history.state(ONE.id)
    assert state is None or not state.suspended


def test_suspended_after_an_answer_the_answer_counts_and_nothing_comes_back(
    start: Start, history: History
) -> None:
    session = start()
    session.answer("nothing")
    session.suspend()
    assert session.turn
    assert (session.turn.item, session.turn.total) == (TWO, 2)
    assert len(session.results) == 1
    assert kept(history) == [(ONE.id, AGAIN, False, False, "nothing")]
    assert session.undo()
    assert kept(history) == []
    state = history.state(ONE.id)
    assert state is None or not state.suspended


def test_stopped_after_an_answer_that_was_not_rated_it_counts(
    start: Start, history: History
) -> None:
    session = start()
    session.answer("alpha")
    session.stop()
    assert session.turn is None
    assert len(session.results) == 1
    assert kept(history) == [(ONE.id, GOOD, True, False, "alpha")]


def test_undo_leaves_another_sessions_answers_alone(start: Start, history: History) -> None:
    session = start()
    session.answer("alpha")
    session.rate(GOOD)
    other = Session(QUEUE, POOLS, Kept(history), Clock())
    other.answer("nothing at all")
    other.rate(AGAIN)
    session.undo()
    assert kept(history) == [(ONE.id, AGAIN, False, False, "nothing at all")]


def test_practice_keeps_nothing(history: History) -> None:
    session = Session(QUEUE, POOLS, Unkept(history), Clock())
    feedback = session.answer("nothing")
    assert feedback.intervals == {}
    session.overrule()
    session.rate(GOOD)
    session.answer("gamma")
    session.undo()
    session.answer("beta")
    session.rate(GOOD)
    assert [result.correct for result in session.results] == [True, True]
    assert kept(history) == []
    assert history.states() == {}


def test_it_says_what_was_learned_before_the_base_changed(start: Start, history: History) -> None:
    before = Answer(ONE.id, "0", GOOD, True, False, "omega", Clock()(), 1.0, "omega")
    history.record(before)
    session = start(changed=history.changed({ONE.id: ONE.fingerprint}))
    assert session.answer("alpha").learned == Learned("0", "omega", "omega")


def test_an_answer_is_brought_to_the_disk_while_its_feedback_is_read(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = start()
    session.answer("alpha")
    session.rate(GOOD)
    flushed = threading.Semaphore(0)
    monkeypatch.setattr(disk, "flush", lambda _: flushed.release())
    session.answer("beta")
    session.look_ahead()
    assert flushed.acquire(timeout=20)


STEPS = st.lists(st.sampled_from(["right", "wrong", "easy", "overrule", "skip", "suspend"]))


@settings(max_examples=30, deadline=None)
@given(STEPS)
def test_undoing_every_step_gives_the_beginning(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    history = open_history(tmp_path_factory.mktemp("h"))
    queue = tuple(Dealt(typed(f"q{number}", "alpha"), NEW) for number in range(4))
    session = Session(queue, POOLS, Kept(history), Clock())
    for step in steps:
        if session.turn:
            _take(session, step)
            _count(session)
    while session.undo():
        _count(session)
    assert session.turn
    assert (session.turn.item, session.turn.total) == (queue[0].item, 4)
    assert session.results == ()
    assert list(history.answers()) == []
    assert not any(state.suspended or state.answers for state in history.states().values())
    assert history.verify().problems == ()
    history.close()


def _count(session: Session) -> None:
    """Hold what the session says is to come against its queue."""
    turn = session.turn
    if turn:
        ahead = [each.why for each in session._queue[turn.number - 1 :]]
        assert (turn.due, turn.new, turn.again) == tuple(map(ahead.count, (DUE, NEW, AGAIN_TODAY)))


def _take(session: Session, step: str) -> None:
    if step == "skip":
        session.skip()
    elif step == "suspend":
        session.suspend()
    elif step == "right":
        session.answer("alpha")
        session.rate(GOOD)
    else:
        session.answer("alpha" if step == "easy" else "beta")
        if step == "overrule":
            session.overrule()
        session.rate(EASY if step == "easy" else session.feedback.rating if session.feedback else 0)
