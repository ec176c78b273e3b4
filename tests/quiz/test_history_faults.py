"""The history under bad conditions: killed, crowded, full, read-only, damaged, too new."""

import contextlib
import errno
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from queue import SimpleQueue

import pytest

from jkbrief.errors import FileProblem
from jkbrief.quiz import database, disk, queries
from jkbrief.quiz.database import Damaged
from jkbrief.quiz.history import Answer, History, open_history

START = datetime(2026, 3, 10, 12, tzinfo=timezone(timedelta(hours=9)))
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX processes")


def answer(number: int) -> Answer:
    at = START + timedelta(hours=number)
    return Answer(f"jk:f{number % 7}:c", "f", 1 + number % 4, True, False, str(number), at, 1, "x")


def filled(folder: pathlib.Path, answers: int) -> History:
    history = open_history(folder)
    for number in range(answers):
        history.record(answer(number))
    history.close()
    return history


def given(folder: pathlib.Path) -> list[str]:
    with contextlib.closing(open_history(folder)) as history:
        return [each.given for each in history.answers()]


def child(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own and return its id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    except BaseException:  # noqa: BLE001 - whatever it is, the parent must not go on twice
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def test_killed_at_any_moment_no_acknowledged_answer_is_lost_or_doubled(
    tmp_path: pathlib.Path,
) -> None:
    chance = random.Random(7)
    acknowledged: list[str] = []
    for kill in range(50):
        reading, writing = os.pipe()

        def answering(kill: int = kill, writing: int = writing) -> None:
            history = open_history(tmp_path)
            for number in range(kill * 1000, kill * 1000 + 1000):
                history.record(answer(number))
                os.write(writing, f"{number}\n".encode())

        pid = child(answering)
        os.close(writing)
        with os.fdopen(reading, "rb") as screen:
            seen = [screen.readline() for _ in range(chance.randrange(4))]
            time.sleep(chance.random() / 200)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            seen += screen.readlines()
        acknowledged += [line.decode().strip() for line in seen]
        with contextlib.closing(open_history(tmp_path)) as history:
            kept = [each.given for each in history.answers()]
            assert history.verify().problems == ()
        assert set(acknowledged) <= set(kept)
        assert len(set(kept)) == len(kept)
        # An answer may have been committed and not yet shown; no more than one.
        assert len(kept) - len(acknowledged) <= kill + 1
    assert len(acknowledged) > 50


def test_sessions_at_once_neither_lose_nor_block(tmp_path: pathlib.Path) -> None:
    def writes(start: int) -> Callable[[], None]:
        def work() -> None:
            history = open_history(tmp_path)
            for number in range(start, start + 60):
                history.record(answer(number))
                if number % 10 == 9:
                    history.close()

        return work

    # All of them find no database and want to make one.
    pids = [child(writes(start)) for start in (0, 1000, 2000, 3000)]
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0, 0, 0, 0]
    kept = given(tmp_path)
    assert len(kept) == 240
    for start in (0, 1000, 2000, 3000):
        own = [int(each) for each in kept if start <= int(each) < start + 1000]
        assert own == list(range(start, start + 60))
    assert open_history(tmp_path).verify().problems == ()


def test_sessions_that_begin_at_once_make_one_history(tmp_path: pathlib.Path) -> None:
    def begins(folder: pathlib.Path, number: int, gate: int) -> Callable[[], None]:
        def work() -> None:
            os.read(gate, 1)  # all are let through at once
            history = open_history(folder)
            history.record(answer(number))
            history.close()
            history.record(answer(number + 100))

        return work

    for attempt in range(8):
        folder = tmp_path / str(attempt)
        gate, opening = os.pipe()
        pids = [child(begins(folder, number, gate)) for number in range(6)]
        os.write(opening, b"......")
        assert [os.waitpid(pid, 0)[1] for pid in pids] == [0] * 6
        os.close(gate)
        os.close(opening)
        assert len(given(folder)) == 12
        assert [each.name for each in folder.iterdir()] == ["history.sqlite"]


def test_a_session_waits_for_another_that_makes_the_history(tmp_path: pathlib.Path) -> None:
    gate, opening = os.pipe()

    def begins() -> None:
        os.read(gate, 1)
        open_history(tmp_path).record(answer(0))

    pid = child(begins)
    # A database that is being made is locked, and SQLite does not wait for it by itself.
    file = tmp_path / "history.sqlite"
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as maker:
        maker.execute("BEGIN IMMEDIATE")
        os.write(opening, b".")
        time.sleep(0.3)  # long enough for it to meet the lock
        maker.execute("ROLLBACK")
    assert os.waitpid(pid, 0)[1] == 0
    os.close(gate)
    os.close(opening)
    assert given(tmp_path) == ["0"]


def test_a_session_sees_what_another_one_wrote(tmp_path: pathlib.Path) -> None:
    here, there = open_history(tmp_path), open_history(tmp_path)
    here.record(answer(0))
    there.record(answer(7))  # the same card
    state = here.state("jk:f0:c")
    assert state
    assert state.answers == 2
    assert here.undo(START) == answer(7)._replace(day="2026-03-10")
    assert there.states() == here.states()


def test_a_full_disk_is_told_and_what_was_answered_stays(tmp_path: pathlib.Path) -> None:
    history = open_history(tmp_path)
    history.record(answer(0))
    connection = history._connected(write=True)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(FileProblem, match="is there room on the disk"):
        history.record(answer(1)._replace(given="long " * 100_000))
    before = len(list(history.answers()))
    assert before == 1
    assert history.verify().problems == ()
    connection.execute("PRAGMA max_page_count = 100000")
    history.record(answer(600))  # room again: the same session goes on
    assert len(list(history.answers())) == before + 1


LIMITED = """
import datetime, pathlib, resource, signal, sys
from jkbrief.errors import JkbriefError
from jkbrief.quiz.database import Damaged
from jkbrief.quiz.history import Answer, open_history
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
history = open_history(pathlib.Path(sys.argv[1]))
at = datetime.datetime(2026, 3, 10, tzinfo=datetime.timezone.utc)
try:
    for number in range(100_000):
        history.record(Answer(f"jk:{number}:c", "f", 3, True, False, str(number), at, 1, "x"))
        print(number)
except JkbriefError as error:
    print(error, file=sys.stderr)
"""


def test_a_file_that_may_not_grow_loses_no_acknowledged_answer(tmp_path: pathlib.Path) -> None:
    run = [sys.executable, "-c", LIMITED, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert "history.sqlite: cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1
    assert given(tmp_path) == done.stdout.split()
    assert open_history(tmp_path).verify().problems == ()


@pytest.fixture
def sealed(tmp_path: pathlib.Path) -> Iterator[pathlib.Path]:
    """Return a folder with a history of three answers in which nothing can be written."""
    folder = tmp_path / "sealed"
    filled(folder, 3)
    folder.chmod(0o555)
    (folder / "history.sqlite").chmod(0o444)
    yield folder
    folder.chmod(0o755)


def as_nobody(work: Callable[[], None]) -> int:
    """Run `work` as a user whom permissions bind, and return its exit status."""

    def bound() -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        work()

    return os.waitstatus_to_exitcode(os.waitpid(child(bound), 0)[1])


@pytest.fixture
def reachable(tmp_path: pathlib.Path) -> None:
    """Let another user reach the folder of this test."""
    for folder in (tmp_path, *tmp_path.parents):
        with contextlib.suppress(OSError):
            if os.geteuid() == 0 and not folder.stat().st_mode & 0o001:
                folder.chmod(folder.stat().st_mode | 0o001)


@pytest.mark.usefixtures("reachable")
def test_a_read_only_history_is_read_and_refuses_an_answer(sealed: pathlib.Path) -> None:
    def work() -> None:
        history = open_history(sealed)
        assert len(history.states()) == 3
        assert history.verify().problems == ()
        with pytest.raises(FileProblem, match="check its permissions"):
            history.record(answer(3))
        assert len(history.states()) == 3

    assert as_nobody(work) == 0
    assert sorted(each.name for each in sealed.iterdir()) == ["history.sqlite"]


@pytest.mark.usefixtures("reachable")
def test_a_folder_that_cannot_be_made_is_told(tmp_path: pathlib.Path) -> None:
    tmp_path.chmod(0o555)

    def work() -> None:
        with pytest.raises(FileProblem, match="Permission denied"):
            open_history(tmp_path / "new").record(answer(0))

    assert as_nobody(work) == 0
    tmp_path.chmod(0o755)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FileProblem, match="File exists"):
        open_history(tmp_path / "file").record(answer(0))


def test_a_file_that_is_no_database_is_kept_aside(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "history.sqlite"
    file.write_bytes(b"no database" * 1000)
    history = open_history(tmp_path)
    assert history.states() == {}
    (notice,) = history.notices(START)
    assert notice == (
        f"{file}: is damaged: 0 answers could be read; the next answer keeps it aside and goes "
        "on with these in a new one"
    )
    assert sorted(tmp_path.iterdir()) == [file]  # reading changes nothing
    history.record(answer(0))
    (notice,) = history.notices(START)
    assert notice == (
        f"{file}: was damaged: it is kept as history.sqlite.damaged-1, and 0 answers that could "
        "be read are in a new history"
    )
    assert (tmp_path / "history.sqlite.damaged-1").read_bytes() == b"no database" * 1000
    history.close()
    assert given(tmp_path) == ["0"]
    assert open_history(tmp_path).notices(START) == ()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Return the file of a history of 300 answers."""
    folder = tmp_path_factory.mktemp("many")
    filled(folder, 300)
    return folder / "history.sqlite"


@pytest.mark.parametrize("start", range(0, 30, 3))
def test_what_can_be_read_of_a_damaged_history_is_saved(
    tmp_path: pathlib.Path, many: pathlib.Path, start: int
) -> None:
    file = pathlib.Path(shutil.copy(many, tmp_path))
    whole = bytearray(file.read_bytes())
    page = 4096
    place = (1 + start) * page
    assert place < len(whole)
    whole[place : place + page] = random.Random(start).randbytes(page)
    file.write_bytes(whole)
    history = open_history(tmp_path)
    found = history.repair()
    assert found.problems == ()
    assert (tmp_path / "history.sqlite.damaged-1").read_bytes() == bytes(whole)
    history.record(answer(1000))
    kept = [each.given for each in history.answers()]
    assert kept[-1] == "1000"
    assert set(kept) <= {*map(str, range(300)), "1000"}
    assert [int(each) for each in kept] == sorted(map(int, kept))
    # One page is some 35 answers; where it was the root of the log, none can be found.
    assert len(kept) > 260 or start == 0
    history.close()


def spoil_order(file: pathlib.Path) -> bytes:
    """Overwrite the index of the log's order, which every answer reads; return the file."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'event_order'"
        (root,) = connection.execute(query).fetchone()
    with file.open("r+b") as data:
        data.seek((root - 1) * 4096)
        data.write(b"\xff" * 4096)
    return file.read_bytes()


def test_damage_met_by_an_answer_keeps_the_file_aside_and_the_answer(
    tmp_path: pathlib.Path, many: pathlib.Path
) -> None:
    data = spoil_order(pathlib.Path(shutil.copy(many, tmp_path)))
    history = open_history(tmp_path)
    history.record(answer(300))
    assert "300 answers that could be read" in history.notices(START)[0]
    assert [each.given for each in history.answers()] == [str(n) for n in range(301)]
    assert history.verify().problems == ()
    assert (tmp_path / "history.sqlite.damaged-1").read_bytes() == data


def test_a_session_goes_on_in_the_new_file_when_another_sets_the_old_one_aside(
    tmp_path: pathlib.Path, many: pathlib.Path
) -> None:
    file = pathlib.Path(shutil.copy(many, tmp_path))
    here, there = open_history(tmp_path), open_history(tmp_path)
    there.record(answer(300))
    spoil_order(file)
    here.record(answer(301))
    state = there.record(answer(308), "once")  # its own copy of that page is still sound
    assert there.undo(START) == answer(308)._replace(day=answer(308).instant.date().isoformat())
    assert there.record(answer(308), "again") == state
    for history in (here, there):
        assert [each.given for each in history.answers()][300:] == ["300", "301", "308"]
        assert history.verify().problems == ()
    assert [each.name for each in tmp_path.glob("*.damaged-*") if each.suffix[-1] == "1"] == [
        "history.sqlite.damaged-1"
    ]


@pytest.mark.parametrize("answers", [0, 1])
def test_a_history_that_is_put_in_the_place_of_an_open_one_stays_whole(
    tmp_path: pathlib.Path, answers: int
) -> None:
    filled(tmp_path / "backup", 30)
    open_one = open_history(tmp_path)
    open_one.record(answer(40))
    (tmp_path / "backup" / "history.sqlite").replace(tmp_path / "history.sqlite")
    for number in range(answers):
        open_one.record(answer(50 + number))
    open_one.close()
    assert given(tmp_path) == [*map(str, range(30)), *map(str, range(50, 50 + answers))]
    assert open_one.verify().problems == ()


def test_an_answer_saved_from_the_old_file_is_not_recorded_twice(tmp_path: pathlib.Path) -> None:
    history = filled(tmp_path, 3)
    first = history.record(answer(7), "mine")
    assert history.record(answer(7), "mine") == first
    assert given(tmp_path) == ["0", "1", "2", "7"]


def test_damaged_beyond_reading_time_and_again_is_told(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise Damaged("spoilt")

    history = filled(tmp_path, 1)
    monkeypatch.setattr(queries, "append", never)
    with pytest.raises(FileProblem, match="is damaged time and again: is the disk sound"):
        history.record(answer(1))
    assert given(tmp_path) == ["0"]


class Flushes:
    """Stands for the system, which brings a file to the disk when it is let."""

    def __init__(self, failing: bool = False) -> None:
        self.told: list[str] = []
        self.lets = threading.Semaphore(0)
        self._failing = failing

    def __call__(self, descriptor: int) -> None:
        self.told.append("begun")
        assert self.lets.acquire(timeout=20)
        assert os.fstat(descriptor).st_size > 0
        self.told.append("done")
        if self._failing:
            raise OSError(errno.EIO, "Input/output error")


def test_every_answer_is_on_the_disk_before_the_next_is_written(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = filled(tmp_path, 0)
    history.record(answer(0))  # SQLite itself waits for the disk
    flushes = Flushes()
    monkeypatch.setattr(disk, "flush", flushes)
    connection = history._connected(write=True)
    connection.set_trace_callback(lambda text: flushes.told.append(text.split()[0]))
    history.record(answer(1))
    history.settle()  # while the learner reads what the answer came to
    assert given(tmp_path)[-1] == "1"  # committed, though the disk is slow
    flushes.lets.release()
    history.record(answer(2))  # nobody settled this one: it is seen to at the end
    flushes.lets.release()
    history.close()
    whole = ["BEGIN", "INSERT", "SELECT", "INSERT", "COMMIT", "begun", "done"]
    assert flushes.told == [*whole, *whole]
    assert given(tmp_path) == ["0", "1", "2"]


def test_a_disk_that_fails_is_told_and_nothing_more_is_written(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = filled(tmp_path, 0)
    history.record(answer(0))
    flushes = Flushes(failing=True)
    flushes.lets.release(2)
    monkeypatch.setattr(disk, "flush", flushes)
    history.record(answer(1))
    told = r"history.sqlite: cannot be written \(Input/output error\): is the disk sound\?"
    with pytest.raises(FileProblem, match=told):
        history.record(answer(2))
    assert given(tmp_path) == ["0", "1"]
    history.record(answer(3))
    with pytest.raises(FileProblem, match=told):
        history.close()
    assert given(tmp_path) == ["0", "1", "3"]
    assert history.verify().problems == ()


class Interrupted(SimpleQueue[None]):
    """Has ^C come at the moment when something was taken out."""

    def get(self, block: bool = True, timeout: float | None = None) -> None:
        super().get(block, timeout)
        raise KeyboardInterrupt


def test_who_is_interrupted_while_the_disk_is_waited_for_can_still_end(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = filled(tmp_path, 0)
    history.record(answer(0))
    log_of_writes = history._disk
    assert log_of_writes is not None
    monkeypatch.setattr(disk, "flush", lambda _: time.sleep(0.2))
    log_of_writes._log.told = Interrupted()
    history.record(answer(1))
    with pytest.raises(KeyboardInterrupt):
        history.record(answer(2))
    waiting = threading.Thread(target=log_of_writes.wait, daemon=True)
    waiting.start()
    waiting.join(10)
    assert not waiting.is_alive()
    history.close()
    assert given(tmp_path) == ["0", "1"]


def test_where_the_log_cannot_be_opened_sqlite_goes_on_waiting_for_the_disk(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(database, "Disk", none)
    history = filled(tmp_path, 0)
    history.record(answer(0))
    history.record(answer(1))
    assert history._connected(write=True).execute("PRAGMA synchronous").fetchone() == (2,)
    assert history._disk is None
    history.close()
    assert given(tmp_path) == ["0", "1"]


def test_a_foreign_database_is_kept_aside_too(tmp_path: pathlib.Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite")) as other:
        other.execute("CREATE TABLE note (text)")
        other.commit()
    history = open_history(tmp_path)
    history.record(answer(0))
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite.damaged-1")) as kept:
        assert kept.execute("SELECT name FROM sqlite_master").fetchall() == [("note",)]


def test_a_second_damaged_file_does_not_replace_the_first(tmp_path: pathlib.Path) -> None:
    for number in (1, 2):
        (tmp_path / "history.sqlite").write_bytes(b"%d no database" % number * 1000)
        history = open_history(tmp_path)
        history.record(answer(number))
        history.close()
    kept = [(tmp_path / f"history.sqlite.damaged-{n}").read_bytes()[:1] for n in (1, 2)]
    assert kept == [b"1", b"2"]


def test_a_history_of_a_newer_version_is_left_alone(tmp_path: pathlib.Path) -> None:
    filled(tmp_path, 3)
    file = tmp_path / "history.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as newer:
        newer.execute("PRAGMA user_version = 2")
    before = file.read_bytes()
    for work in (
        lambda: open_history(tmp_path).states(),
        lambda: open_history(tmp_path).record(answer(4)),
        lambda: open_history(tmp_path).repair(),
    ):
        with pytest.raises(FileProblem, match=r"is of a newer jkbrief \(format 2, here 1\)"):
            work()
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["history.sqlite"]


def test_an_empty_file_is_a_new_history(tmp_path: pathlib.Path) -> None:
    (tmp_path / "history.sqlite").touch()
    history = open_history(tmp_path)
    assert history.states() == {}
    history.record(answer(0))
    assert given(tmp_path) == ["0"]


def test_a_state_that_is_wrong_is_found_and_worked_out_anew(tmp_path: pathlib.Path) -> None:
    filled(tmp_path, 30)
    right = open_history(tmp_path).states()
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite")) as hand:
        hand.execute("UPDATE state SET stability = 1 WHERE card = 'jk:f2:c'")
        hand.execute("DELETE FROM state WHERE card = 'jk:f3:c'")
        hand.commit()
    history = open_history(tmp_path)
    assert history.verify().problems == (
        "the state of jk:f2:c is not what replaying its answers gives",
        "the state of jk:f3:c is not what replaying its answers gives",
    )
    assert history.repair().problems == ()
    assert history.states() == right
    assert not list(tmp_path.glob("*.damaged-*"))


def test_a_copy_without_its_log_file_of_writes_is_whole(tmp_path: pathlib.Path) -> None:
    # Closing puts everything into the one file, so that it can be copied.
    filled(tmp_path / "a", 5)
    (tmp_path / "b").mkdir()
    shutil.copy(tmp_path / "a" / "history.sqlite", tmp_path / "b")
    assert given(tmp_path / "b") == given(tmp_path / "a")
