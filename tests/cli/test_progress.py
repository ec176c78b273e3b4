"""A bar on a terminal while a base is read, from one second on, and no trace of it afterwards."""

import contextlib
import os
import pathlib
import sys

import pexpect
import pytest

from generate import generate
from jkbrief.cli import _progress
from jkbrief.cli._main import run
from jkbrief.factbase import check, store
from jkbrief.factbase.progress import Progress


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    file = tmp_path_factory.mktemp("base") / "many.yaml"
    generate(300, file)
    return file


@pytest.fixture(autouse=True)
def cache(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.setenv("JKBRIEF_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


class Listener:
    """Keeps what it is told of how far something is, and may break it off."""

    def __init__(self, last: float = 1) -> None:
        self.shares: list[float] = []
        self._last = last

    def watch(self, _: str) -> contextlib.AbstractContextManager[Progress]:
        return contextlib.nullcontext(self.tell)

    def tell(self, share: float) -> None:
        self.shares.append(share)
        if share > self._last:
            raise KeyboardInterrupt


def test_a_build_and_a_check_tell_how_far_they_are(base: pathlib.Path) -> None:
    build, checked = Listener(), Listener()
    store.open_base(str(base), build.watch)
    check.check([base], watch=checked.watch)
    for told in (build.shares, checked.shares):
        assert len(told) > 300
        assert told == sorted(told)
        assert 0 <= told[0] < 0.1
        assert 0.9 < told[-1] <= 1


def test_a_base_that_is_compiled_already_tells_nothing(base: pathlib.Path) -> None:
    listener = Listener()
    store.open_base(str(base))
    store.open_base(str(base), listener.watch)
    assert listener.shares == []


@pytest.mark.parametrize("last", [0, 0.3, 0.6, 0.99])
def test_ctrl_c_while_a_base_is_read_leaves_nothing_half_done(
    base: pathlib.Path,
    cache: pathlib.Path,
    last: float,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(_progress, "shown", Listener(last).watch)
    monkeypatch.setattr(sys, "argv", ["jkbrief", "--facts", str(base), "topics"])
    assert run() == 130
    assert capfd.readouterr() == ("", "\n")  # which ends the line with ^C
    assert not cache.exists() or list(cache.iterdir()) == []


# Draws at every step, from so many seconds on.
PROGRAM = """
import sys, jkbrief.cli._main as program, jkbrief.cli._progress as progress
progress._PATIENCE, progress._PACE = float(sys.argv.pop(1)), 0
sys.exit(program.run())
"""


def on_terminal(script: str, *words: object, kind: str = "xterm") -> str:
    """Return what a line of the shell writes to a terminal, of which "$@" is the program."""
    command = ["-c", script, "sh", sys.executable, "-c", PROGRAM, *map(str, words)]
    environment = {**os.environ, "TERM": kind}
    terminal = pexpect.spawn("/bin/sh", command, env=environment, encoding="utf-8", timeout=20)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    return terminal.before or ""


TOPICS, CHECK = ["topics", "--format", "plain"], ["check", "--format", "plain"]


@pytest.mark.parametrize(("line", "what"), [(TOPICS, "Reading"), (CHECK, "Checking")])
def test_what_takes_long_is_shown_on_standard_error_and_wiped_away(
    base: pathlib.Path, tmp_path: pathlib.Path, line: list[str], what: str
) -> None:
    told = [tmp_path / "with", tmp_path / "without"]
    shown = on_terminal(f'"$@" > {told[0]}', 0, "--facts", base, *line)
    assert f"{what} {base.name}" in shown
    assert "21%" in shown
    assert shown.rpartition("%")[2].count("\x1b[1A\x1b[2K") == 1  # up, and the line cleared
    on_terminal(f'"$@" > {told[1]} 2> {told[1]}.err', 0, "--facts", base, *line)
    assert told[0].read_bytes() == told[1].read_bytes() != b""


@pytest.mark.parametrize(
    ("script", "patience", "kind"),
    [
        ('"$@" > /dev/null', 3600, "xterm"),  # it was done before
        ('"$@" > /dev/null 2> err; cat err', 0, "xterm"),  # it goes into a file
        ('"$@" > /dev/null', 0, "dumb"),  # a line cannot be wiped away
    ],
)
def test_otherwise_nothing_is_shown(
    base: pathlib.Path,
    tmp_path: pathlib.Path,
    script: str,
    patience: int,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert on_terminal(script, patience, "--facts", base, *TOPICS, kind=kind) == ""
