"""What is asked of the compiled form: by index, as often and as much in a base of any size."""

import contextlib
import pathlib
import re
import sqlite3
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from examples import examples, words, write_base

from generate import generate
from jkbrief.cli import _output
from jkbrief.cli._main import COMMANDS, run
from jkbrief.quiz.history import Answer, open_history

COUNTED = pathlib.Path("/proc/self/io")  # where Linux tells how much a process has read


class Asked:
    """Runs lines, and keeps what each asked of the compiled form, its values filled in."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: pathlib.Path) -> None:
        self.statements: list[str] = []
        self.cache = folder / "cache"
        self._monkeypatch, self._real = monkeypatch, sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", self._connect)
        monkeypatch.setenv("JKBRIEF_CACHE_DIR", str(self.cache))
        monkeypatch.setenv("JKBRIEF_DATA_DIR", str(folder / "data"))
        monkeypatch.chdir(folder)

    def _connect(self, database: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = self._real(database, **options)
        if str(self.cache) in str(database):
            connection.set_trace_callback(self._note)
        return connection

    def _note(self, statement: str) -> None:
        # What FTS5 asks of its own tables is not ours.
        if not statement.startswith("--") and "'main'." not in statement:
            self.statements.append(statement)

    def by(self, base: pathlib.Path, line: str) -> list[str]:
        """Return what a line asked."""
        self.statements.clear()
        self._monkeypatch.setattr(sys, "argv", ["jkbrief", "--facts", str(base), *words(line)])
        assert run() in (0, 1)
        return [*self.statements]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> Asked:
    return Asked(monkeypatch, tmp_path)


# The lines that may go through a table, by what they ask.
SCANS = {
    "WHERE '' IS NOT NULL": {  # what is in the whole base
        "topics --as-of 2000",
        "timeline",
        "timeline --since 1991 --kind event --format mermaid",
        "compare",
        "export anki FILE",
        "export csv",
        "export csv harbour",
        "export json",
    },
    "SELECT id FROM fact ORDER BY position": {"fact Ferry_Began", "fact quay"},  # the nearest id
    "WHERE length(stem) BETWEEN": {"search zeppelin"},  # the nearest words
}
# A few rows in a base of any size, or what was just looked up.
SHORT = r"SCAN (meta|theme_count|chosen|json_each VIRTUAL|search VIRTUAL TABLE INDEX \d+:.)"


def test_every_line_goes_by_an_index_but_those_that_ask_for_all(
    asked: Asked, tmp_path: pathlib.Path
) -> None:
    base = tmp_path / "island.yaml"
    write_base(base)
    (tmp_path / "notes.md").write_text("# Notes\n", "utf-8")
    asked.by(base, "topics")
    (compiled,) = asked.cache.glob("*.sqlite")
    connection = sqlite3.connect(compiled)
    scans: dict[str, set[str]] = {}
    for line in examples():
        if COMMANDS[line.split()[0]].group == "Learn":
            continue  # what the quiz asks is in test_bank.py
        statements = asked.by(base, line)
        assert len(statements) > 2
        for statement in statements:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            if any("SCAN" in step and not re.match(SHORT, step) for *_, step in plan):
                known = next((part for part in SCANS if part in statement), statement)
                scans.setdefault(known, set()).add(line)
    assert scans == SCANS


def test_the_welcome_counts_cards_without_reading_them(
    asked: Asked,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    base = tmp_path / "island.yaml"
    write_base(base)
    asked.by(base, "topics")
    with contextlib.closing(open_history(tmp_path / "data")) as history:
        now = datetime(2026, 3, 1, 12, tzinfo=UTC)
        history.record(Answer("isle:quay-built:when", "f", 3, True, False, "x", now, 1.0, "x"))
    monkeypatch.setattr(_output, "on_terminal", lambda: True)
    capsys.readouterr()
    statements = asked.by(base, "")
    assert "1 of 6 cards begun, 1 due today." in capsys.readouterr().out
    assert [each for each in statements if re.search(r"data FROM (fact|card)", each)] == []


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> list[pathlib.Path]:
    """Return a small and a large base, which have the same small theme."""
    folder = tmp_path_factory.mktemp("bases")
    for facts in (300, 5_000):
        generate(facts, folder / f"{facts}.yaml")
    return [folder / "300.yaml", folder / "5000.yaml"]


@pytest.mark.skipif(not COUNTED.exists(), reason="this system does not count what is read")
def test_a_large_base_is_asked_as_often_and_read_as_little_as_a_small_one(
    asked: Asked, bases: list[pathlib.Path]
) -> None:
    told = [[_costs(asked, base, line) for line in ALIKE] for base in bases]
    for line, (few, small), (many, large) in zip(ALIKE, *told, strict=True):
        assert 2 < many == few, line
        # Trees grow by a level, which is a page or two for each statement.
        assert 10_000 < large <= 1.25 * small, line


ALIKE = [
    "topics",
    "topic small",
    "topic small --length full",
    "topic small --kind event",
    "fact fact-7",
    "search 123 217 250",
    "timeline small",
    "compare small",
    "terms",
]


def _costs(asked: Asked, base: pathlib.Path, line: str) -> tuple[int, int]:
    """Return how many statements a line asks, and how many bytes are read for them."""
    asked.by(base, line)  # all is compiled and imported after this
    before = _read()
    statements = asked.by(base, line)
    return len(statements), _read() - before


def _read() -> int:
    return int(COUNTED.read_text("utf-8").split()[1])
