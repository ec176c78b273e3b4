"""What the history promises: nothing lost, nothing doubled, the same state from the same log."""

import contextlib
import pathlib
import random
import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jkbrief.errors import JkbriefError, WrongUsage
from jkbrief.quiz import queries
from jkbrief.quiz.events import Event, line, parse, replay
from jkbrief.quiz.history import Answer, History, Learned, open_history
from jkbrief.quiz.schedule import study_day

KOREA = timezone(timedelta(hours=9))
START = datetime(2026, 3, 10, 20, 15, 30, 250000, tzinfo=KOREA)
DAY = timedelta(days=1)


def answer(card: str = "jk:fact:card", rating: int = 3, at: datetime = START) -> Answer:
    right = rating > 1
    given = "Seoul" if right else "Tokyo"
    return Answer(card, "f1", rating, right, False, given, at, 2.5, "Seoul")


def run(folder: pathlib.Path, *steps: tuple[str, int, int]) -> History:
    """Record `(card, rating, days after the start)`, each in a run of its own."""
    for number, (card, rating, days) in enumerate(steps):
        history = open_history(folder)
        at = START + days * DAY + timedelta(seconds=number)
        history.record(answer(f"jk:{card}:1", rating, at))
        history.close()
    return open_history(folder)


def due(history: History) -> list[str]:
    """Return the cards that are asked again, the most overdue first."""
    return [card for page in history.scheduled() for _, card in page]


STEPS = [("a", 3, 0), ("b", 1, 0), ("a", 1, 3), ("c", 4, 3), ("a", 3, 4), ("b", 2, 5)]


def test_reading_makes_no_file(tmp_path: pathlib.Path) -> None:
    history = open_history(tmp_path / "none")
    assert history.states() == {}
    assert due(history) == []
    assert history.undo(START) is None
    assert list(history.log()) == []
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["100% sure?", "a#b", "한국 ' \"", "%41"])
def test_a_folder_may_have_any_name(tmp_path: pathlib.Path, name: str) -> None:
    history = open_history(tmp_path / name)
    history.record(answer())
    history.close()
    with contextlib.closing(open_history(tmp_path / name)) as read:
        assert [each.given for each in read.answers()] == ["Seoul"]
    assert [each.name for each in (tmp_path / name).iterdir()] == ["history.sqlite"]


def test_an_answer_comes_back_as_it_was_given(tmp_path: pathlib.Path) -> None:
    history = open_history(tmp_path)
    given = answer()._replace(given="ソウル — “Seoul”", overruled=True)
    state = history.record(given).state
    history.close()
    assert list(open_history(tmp_path).answers()) == [given._replace(day="2026-03-10")]
    assert open_history(tmp_path).state(given.card) == state
    assert (state.first, state.last, state.due) == ("2026-03-10", "2026-03-10", "2026-03-12")


def test_what_a_terminal_sends_that_is_no_character_is_kept_as_a_question_mark(
    tmp_path: pathlib.Path,
) -> None:
    history = open_history(tmp_path)
    history.record(answer()._replace(given="Se\udcffoul"))
    assert [each.given for each in history.answers()] == ["Se?oul"]


@pytest.mark.parametrize(("measured", "kept"), [(-5, 0), (1e12, 86_400), (float("inf"), 86_400)])
def test_a_time_that_cannot_be_is_kept_within_a_day(
    tmp_path: pathlib.Path, measured: float, kept: float
) -> None:
    history = open_history(tmp_path)
    history.record(answer()._replace(seconds=measured))
    assert [each.seconds for each in history.answers()] == [kept]
    assert list(parse(map(line, history.log()), "log")) == list(history.log())


def test_the_state_is_that_of_replaying_the_log(tmp_path: pathlib.Path) -> None:
    history = run(tmp_path, *STEPS)
    assert history.verify() == queries.Verified(6, 3, ())


def test_undoing_all_gives_the_initial_state_across_restarts(tmp_path: pathlib.Path) -> None:
    seen = [open_history(tmp_path).states()]
    for number in range(1, len(STEPS) + 1):
        folder = tmp_path / str(number)
        seen.append(run(folder, *STEPS[:number]).states())
    run(tmp_path / "all", *STEPS)
    for before in reversed(seen[:-1]):
        history = open_history(tmp_path / "all")
        assert history.undo(START + 9 * DAY) is not None
        assert history.states() == before
        assert history.verify().problems == ()
        history.close()
    assert seen[0] == {}
    assert open_history(tmp_path / "all").undo(START + 9 * DAY) is None


def test_undo_is_an_event_and_the_answer_stays_in_the_log(tmp_path: pathlib.Path) -> None:
    history = run(tmp_path, ("a", 3, 0), ("b", 1, 0))
    taken = history.undo(START + DAY)
    assert taken
    assert (taken.card, taken.given) == ("jk:b:1", "Tokyo")
    kinds = [(event.kind, event.card) for event in history.log()]
    assert kinds == [("answer", "jk:a:1"), ("answer", "jk:b:1"), ("undo", "jk:b:1")]
    assert [each.card for each in history.answers()] == ["jk:a:1"]


def test_an_answer_after_an_undo_counts(tmp_path: pathlib.Path) -> None:
    history = run(tmp_path, ("a", 1, 0))
    history.undo(START)
    again = history.record(answer("jk:a:1", 3, START + timedelta(minutes=1)))
    assert again.before is None
    assert again.state == run(tmp_path / "only", ("a", 3, 0)).state("jk:a:1")


def test_one_answer_can_be_taken_back_or_amended_by_its_id(tmp_path: pathlib.Path) -> None:
    history = open_history(tmp_path)
    history.record(answer("jk:a:1", 3), "first")
    history.record(answer("jk:a:1", 1), "second")
    history.record(answer("jk:b:1", 1), "third")
    amended = history.record(answer("jk:b:1", 3), "fourth", instead_of="third")
    assert amended.before is None
    assert amended.state == run(tmp_path / "other", ("b", 3, 0)).state("jk:b:1")
    history.undo(START, "first")
    assert [each.rating for each in history.answers()] == [1, 3]
    assert history.undo(START, "first") is None
    assert history.verify().problems == ()


def test_a_suspended_card_is_not_due_and_keeps_its_state(tmp_path: pathlib.Path) -> None:
    history = run(tmp_path, ("a", 3, 0), ("b", 3, 0))
    before = history.states()
    history.suspend("jk:a:1", START + DAY)
    history.suspend("jk:new:1", START + DAY)
    assert due(history) == ["jk:b:1"]
    new = history.state("jk:new:1")
    assert new
    assert (new.phase, new.suspended, new.answers) == ("new", True, 0)
    history.resume("jk:a:1", START + 2 * DAY)
    history.resume("jk:new:1", START + 2 * DAY)
    assert history.states() == before
    assert due(history) == ["jk:a:1", "jk:b:1"]


def test_an_answer_to_a_suspended_card_leaves_it_suspended(tmp_path: pathlib.Path) -> None:
    history = open_history(tmp_path)
    history.suspend("jk:fact:card", START)
    assert history.record(answer(at=START + DAY)).state.suspended
    assert history.verify().problems == ()


def test_the_most_overdue_card_comes_first(tmp_path: pathlib.Path) -> None:
    history = run(tmp_path, ("a", 4, 0), ("b", 1, 0), ("c", 3, 0))
    assert list(history.scheduled()) == [
        [("2026-03-11", "jk:b:1"), ("2026-03-12", "jk:c:1"), ("2026-03-18", "jk:a:1")]
    ]


def test_the_schedule_is_read_from_its_index_page_by_page(tmp_path: pathlib.Path) -> None:
    history = run(tmp_path, *STEPS)
    (whole,) = history.scheduled()
    assert {card for _, card in whole} == history.known()
    assert len(whole) >= 3
    assert [pair for page in history.scheduled(1) for pair in page] == whole
    history.close()
    connection = sqlite3.connect(tmp_path / "history.sqlite")
    rows = connection.execute(f"EXPLAIN QUERY PLAN {queries.SCHEDULED}", ("", "", 1))
    plan = [row[3].replace("COVERING ", "") for row in rows]
    assert plan == ["SEARCH state USING INDEX state_due ((due,card)>(?,?))"]


def test_an_answer_touches_no_more_of_the_database_as_it_grows(tmp_path: pathlib.Path) -> None:
    # What SQLite does is counted in steps of its machine: the same with 20 times the cards.
    def steps(cards: int) -> int:
        history = known(tmp_path / str(cards), cards)
        counted = 0

        def count() -> None:
            nonlocal counted
            counted += 1

        connection = history._connected(write=True)
        connection.set_progress_handler(count, 10)
        history.record(answer("jk:7:1", 3, START + DAY))
        next(history.scheduled(1))
        return counted

    few, many = steps(100), steps(2000)
    assert 0 < many <= 2 * few


def known(folder: pathlib.Path, cards: int) -> History:
    """Return a history in which each of so many cards was answered once."""
    history = open_history(folder)
    history.merge(event(str(n), f"jk:{n}:1", n) for n in range(cards))
    history.close()
    return history


def test_an_answer_is_three_statements_and_as_many_bytes_with_any_number_of_cards(
    tmp_path: pathlib.Path,
) -> None:
    def written(cards: int) -> int:
        history = known(tmp_path / str(cards), cards)
        log = tmp_path / str(cards) / "history.sqlite-wal"
        history.record(answer("jk:0:1"))
        statements: list[str] = []
        history._connected(write=True).set_trace_callback(statements.append)
        sizes: list[int] = []
        for number in range(1, 22):
            statements.clear()
            history.record(answer(f"jk:{number * 11}:1", 3, START + DAY))
            sizes.append(log.stat().st_size)
            assert [" ".join(each.split()[:4]) for each in statements] == [
                "BEGIN IMMEDIATE",
                "INSERT OR IGNORE INTO",
                "SELECT card, phase, stability,",
                "INSERT OR REPLACE INTO",
                "COMMIT",
            ]
        history.close()
        # Now and then a page is full and is split, and there are more.
        return min(after - before for before, after in pairwise(sizes))

    frame = 24 + 4096  # what the log holds of a page
    # The answer, its place in three indexes, the state, its old and its new place in the queue.
    assert written(300) == written(5000) <= 7 * frame


def test_nothing_that_a_sitting_asks_reads_a_table_whole(tmp_path: pathlib.Path) -> None:
    history = known(tmp_path, 30)
    statements: list[str] = []
    connection = history._connected(write=True)
    connection.set_trace_callback(statements.append)
    mark = history.mark()
    assert mark
    card = "jk:7:1"
    history.record(answer(card), "first")
    history.record(answer(card), "second", instead_of="first")
    history.undo(START, "second")
    history.suspend(card, START)
    assert history.suspended([card]) == {card}
    history.resume(card, START)
    assert history.since(mark) == {card}
    assert history.learned(card) == history.learned_among([card])[card]
    assert history.state(card)
    assert next(history.learned_pages())
    assert next(history.scheduled())
    assert history.started(date(2026, 3, 10)) == 30
    assert history.mistakes(date(2026, 3, 10)) == []
    assert history.notices(START + DAY) == ()
    connection.set_trace_callback(None)
    asked = [each for each in statements if not each.startswith(("BEGIN", "COMMIT"))]
    assert len(asked) > 20
    for statement in asked:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
        # The schedule and what was learned are read in order, from where a page ends.
        scans = [step for step in plan if step.startswith("SCAN") and "json_each" not in step]
        assert scans == [] or "count(*)" in statement or "LIMIT 1" in statement, statement


def test_the_index_of_days_that_the_first_version_had_is_done_without(
    tmp_path: pathlib.Path,
) -> None:
    run(tmp_path, *STEPS).close()
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite")) as old:
        old.execute("CREATE INDEX event_day ON event (day) WHERE kind = 'answer'")
        before = old.execute("SELECT * FROM event").fetchall()
    history = open_history(tmp_path)
    assert len(due(history)) == 3
    history.suspend("jk:a:1", START + 9 * DAY)
    assert history.verify().problems == ()
    history.close()
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite")) as new:
        assert new.execute("SELECT * FROM event").fetchall()[:-1] == before
        names = [name for (name,) in new.execute("SELECT name FROM sqlite_master")]
    assert "event_day" not in names


@given(st.integers(-23, 23), st.integers(0, 2**31))
def test_no_event_of_a_study_day_comes_before_its_first_stamp(hours: int, seconds: int) -> None:
    instant = datetime.fromtimestamp(seconds, timezone(timedelta(hours=hours)))
    stamp = (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    for rollover in range(24):
        assert stamp >= int(queries.from_day(study_day(instant, rollover))["stamp"])


def test_what_was_learned_is_kept_and_a_changed_card_found(tmp_path: pathlib.Path) -> None:
    history = run(tmp_path, ("a", 3, 0), ("b", 1, 0))
    assert history.learned("jk:a:1") == Learned("f1", "Seoul", "Seoul")
    assert history.learned("jk:c:1") is None
    now = {"jk:a:1": "f2", "jk:b:1": "f1", "jk:c:1": "f1"}
    assert history.changed(now) == {"jk:a:1": Learned("f1", "Seoul", "Seoul")}
    history.record(answer("jk:a:1", 3, START + DAY)._replace(fingerprint="f2"))
    assert history.changed(now) == {}


def test_mistakes_are_the_latest_first_and_no_overruled_answer(tmp_path: pathlib.Path) -> None:
    history = run(tmp_path, ("a", 1, 0), ("b", 1, 2), ("c", 1, 3), ("b", 3, 4))
    history.record(answer("jk:d:1", 1, START + 5 * DAY)._replace(correct=True, overruled=True))
    assert history.mistakes(date(2026, 3, 12)) == ["jk:c:1", "jk:b:1"]
    assert history.started(date(2026, 3, 12)) == 1
    history.undo(START + 6 * DAY)
    assert history.started(date(2026, 3, 15)) == 0


def test_a_clock_set_back_is_told_and_nothing_is_lost(tmp_path: pathlib.Path) -> None:
    history = run(tmp_path, ("a", 3, 0), ("b", 3, 0))
    back = START - 400 * DAY
    (notice,) = history.notices(back)
    assert notice == (
        "the clock says 2025-02-03 20:15, but the last answer is of 2026-03-10 20:15: check the "
        "date; answers are kept in the order in which they are given"
    )
    state = history.record(answer("jk:a:1", 1, back)).state
    assert (state.answers, state.last) == (2, "2025-02-03")
    assert [each.card for each in history.answers()] == ["jk:a:1", "jk:b:1", "jk:a:1"]
    assert history.verify().problems == ()
    taken = history.undo(back)
    assert taken
    assert (taken.card, taken.rating) == ("jk:a:1", 1)
    assert history.notices(START + DAY) == ()


def test_a_retention_out_of_range_is_refused_before_anything_is_made() -> None:
    with pytest.raises(WrongUsage):
        open_history(retention=1.5)


# Two machines


def event(name: str, card: str, seconds: int, kind: str = "answer", **fields: object) -> Event:
    at = START + timedelta(seconds=seconds)
    stamp = round(at.timestamp() * 1_000_000)
    told = Event(name, kind, stamp, at.isoformat(), at.date().isoformat(), card)
    if kind == "answer":
        told = told._replace(
            rating=3,
            correct=True,
            overruled=False,
            seconds=1.0,
            retention=0.9,
            fingerprint="f",
            given="x",
            expected="x",
        )
    return told._replace(**fields)  # type: ignore[arg-type]


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Draw a log of a few cards: answers, undos of any of them, suspensions."""
    told: list[Event] = []
    for number in range(draw(st.integers(1, 12))):
        card = draw(st.sampled_from(["jk:a:1", "jk:b:1", "jk:c:1"]))
        seconds = draw(st.integers(0, 3_000_000))
        kind = draw(st.sampled_from(["answer", "answer", "answer", "undo", "suspend", "resume"]))
        answers = [each for each in told if each.kind == "answer" and each.card == card]
        if kind == "undo" and answers:
            target = draw(st.sampled_from(answers)).id
            told.append(event(f"e{number}", card, seconds, "undo", target=target))
        elif kind != "undo":
            one = event(f"e{number}", card, seconds, kind)
            if kind == "answer":
                one = one._replace(rating=draw(st.integers(1, 4)), retention=0.8 + number / 100)
            told.append(one)
    return told or [event("e", "jk:a:1", 0)]


@settings(max_examples=25, deadline=None)
@given(logs(), st.data())
def test_two_logs_give_the_same_state_in_either_order(
    tmp_path_factory: pytest.TempPathFactory, log: list[Event], data: st.DataObject
) -> None:
    answers = [each for each in log if each.kind == "answer"]
    rest = [each for each in log if each.kind != "answer"]
    # Each machine has some of the answers, and knows of those that it took back.
    first = data.draw(st.lists(st.sampled_from(log), unique=True))
    ours = [each for each in log if each in first or each.id in {e.target for e in first}]
    theirs = [each for each in answers if each not in ours] + rest
    theirs += [each for each in answers if each.id in {e.target for e in rest}]
    there, back = (open_history(tmp_path_factory.mktemp("h")) for _ in range(2))
    there.merge(ours)
    there.merge(theirs)
    back.merge(theirs)
    back.merge(ours)
    assert there.states() == back.states()
    assert list(there.log()) == list(back.log())
    before = there.states()
    assert there.merge([*ours, *theirs]) == 0
    assert there.states() == before
    assert there.verify().problems == ()
    whole = open_history(tmp_path_factory.mktemp("h"))
    whole.merge(reversed(log))
    assert whole.states() == before
    for history in (there, back, whole):
        history.close()


@settings(max_examples=50, deadline=None)
@given(logs(), st.randoms(use_true_random=False))
def test_replay_knows_only_one_order(log: list[Event], chance: random.Random) -> None:
    told = [each._replace(card="jk:a:1") for each in log]
    expected = replay(sorted(told, key=lambda each: (each.stamp, each.id)))
    chance.shuffle(told)
    assert replay(told) == expected


@settings(max_examples=100, deadline=None)
@given(logs(), st.text())
def test_a_log_survives_its_way_through_json_lines(log: list[Event], words: str) -> None:
    told = [
        each._replace(given=words) if each.kind == "answer" and words.isprintable() else each
        for each in log
    ]
    assert list(parse("\n".join(map(line, told)).split("\n"), "log")) == told


def test_exported_lines_have_the_fields_that_are_promised(tmp_path: pathlib.Path) -> None:
    history = open_history(tmp_path)
    history.record(answer("jk:a:1", 1), "one")
    (told,) = map(line, history.log())
    assert told == (
        '{"jkbrief": 1, "id": "one", "kind": "answer", "stamp": 1773141330250000, '
        '"instant": "2026-03-10T20:15:30.250000+09:00", "day": "2026-03-10", "card": "jk:a:1", '
        '"rating": 1, "correct": false, "overruled": false, "seconds": 2.5, "retention": 0.9, '
        '"fingerprint": "f1", "given": "Tokyo", "expected": "Seoul"}'
    )


SOUND = line(event("e", "jk:a:1", 0))


@pytest.mark.parametrize(
    ("bad", "because"),
    [
        ("nonsense", "Expecting value"),
        ("[]", "it is not a JSON object"),
        ("[" * 100_000, "recursion"),
        ("{}", "the field 'jkbrief' is 1 here"),
        (SOUND.replace('"jkbrief": 1', '"jkbrief": 2'), "from a newer jkbrief: update this one"),
        (SOUND.replace('"rating": 3', '"rating": 5'), "the rating is 1 to 4, not 5"),
        (SOUND.replace('"rating": 3', '"rating": true'), "'rating' cannot be True"),
        (SOUND.replace('"rating": 3, ', ""), "'rating' cannot be None"),
        (SOUND.replace('"correct": true', '"correct": 1'), "'correct' cannot be 1"),
        (SOUND.replace('"answer"', '"forget"'), "kind is one of answer, undo, suspend, resume"),
        (SOUND.replace('"answer"', '"resume"'), "the field 'fingerprint' is not for 'resume'"),
        (SOUND.replace('"id": "e", ', ""), "the field 'id' is missing"),
        (SOUND.replace('"id": "e"', '"id": ""'), "id and card are not empty"),
        (SOUND.replace('"id"', '"mark": 1, "id"'), "the field 'mark' is not known"),
        (SOUND.replace("+09:00", ""), "has no zone offset"),
        (SOUND.replace('"day": "2026-03-10"', '"day": "2026-03-12"'), "does not go with"),
        (SOUND.replace("2026-03-10T", "20xx-03-10T"), "Invalid isoformat"),
        (SOUND.replace('"retention": 0.9', '"retention": 0.1'), "the retention is out of range"),
        (SOUND.replace('"seconds": 1.0', '"seconds": NaN'), "the seconds are out of range"),
        (
            SOUND.replace('"seconds": 1.0', f'"seconds": 1{"0" * 400}'),
            "the seconds are out of range",
        ),
        (SOUND.replace('"stamp": ', '"stamp": 99999999'), "is out of range"),
        (SOUND.replace('"given": "x"', r'"given": "\ud800"'), "surrogates not allowed"),
    ],
)
def test_a_line_that_is_no_event_is_located(bad: str, because: str) -> None:
    with pytest.raises(JkbriefError) as caught:
        list(parse([SOUND, "", bad], "log.jsonl"))
    assert str(caught.value).startswith("log.jsonl:3: is not an event of a history (")
    assert str(caught.value).endswith("): nothing was imported")
    assert because in str(caught.value)


def test_a_log_changed_by_hand_is_refused_whole(tmp_path: pathlib.Path) -> None:
    history = run(tmp_path, ("a", 3, 0))
    (kept,) = history.log()
    new = event("new", "jk:b:1", 0)
    with pytest.raises(JkbriefError, match="says two different things"):
        history.merge([new, kept._replace(rating=1)])
    with pytest.raises(JkbriefError, match="says two different things"):
        history.merge([new, new._replace(rating=1)])
    with pytest.raises(JkbriefError, match="takes back an answer that is in neither log"):
        history.merge([new, event("undo", "jk:a:1", 5, "undo", target="nowhere")])
    with pytest.raises(JkbriefError, match="takes back an answer that is in neither log"):
        history.merge([new, event("undo", "jk:b:1", 5, "undo", target=kept.id)])
    assert list(history.log()) == [kept]
