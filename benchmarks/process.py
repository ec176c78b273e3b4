"""Whole processes, measured: run(…) -> Sample, and Talk, a process that is spoken to."""

import io
import os
import pathlib
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_LAUNCH = pathlib.Path(__file__).with_name("launch.py")
_THOUGHT = 0.05  # seconds
_LONGEST = 900.0  # seconds that anything may take
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes; what ru_maxrss counts in


class Unavailable(Exception):
    """Something cannot be measured here; the text says why, in a few words."""


class Command(NamedTuple):
    """A command line, and the environment to run it in."""

    line: Sequence[str]
    environment: Mapping[str, str]


class Sample(NamedTuple):
    """What one measurement came to: seconds, and peak memory in bytes (0: not measured)."""

    seconds: float
    memory: int = 0


def run(command: Command) -> Sample:
    """Run `command` with its output into a pipe, and return what it took.

    Raises Unavailable, with the last line of its errors, where it fails.
    """
    process, report = _launch(command)
    with report:
        try:
            _, errors = process.communicate(timeout=_LONGEST)
        except subprocess.TimeoutExpired:
            raise Unavailable(f"takes more than {_LONGEST:.0f} s") from None
        finally:
            _stop(process)
        begun, told = float(report.readline()), _Ended.read(report)
    if told.status:
        raise Unavailable(_last_line(errors) or f"ends with status {told.status}")
    return Sample(told.instant - begun, told.memory)


class Talk:
    """A process that is spoken to line by line; instants are those of perf_counter()."""

    def __init__(self, command: Command) -> None:
        """Start it; `begun` is the instant at which it began."""
        self._process, self._report = _launch(command)
        self.begun = float(self._report.readline())
        self._heard = b""

    def think(self) -> None:
        """Wait a little, as learners do: what the process does beside has ended by then.

        Otherwise it would be measured with the work that is next in turn.
        """
        time.sleep(_THOUGHT)

    def say(self, line: str) -> float:
        """Send a line and return the instant before."""
        assert self._process.stdin
        instant = time.perf_counter()
        try:
            self._process.stdin.write(line.encode() + b"\n")
        except BrokenPipeError:
            raise self._silent() from None
        return instant

    def until(self, pattern: bytes) -> tuple[re.Match[bytes], float]:
        """Wait until `pattern` is heard; return the match and the instant.

        What was heard up to its end is done with. Raises Unavailable where it does not come.
        """
        assert self._process.stdout
        descriptor = self._process.stdout.fileno()
        while not (found := re.search(pattern, self._heard)):
            ready, _, _ = select.select([descriptor], [], [], _LONGEST)
            more = os.read(descriptor, 1 << 16) if ready else b""
            if not more:
                raise self._silent()
            self._heard += more
        instant = time.perf_counter()
        self._heard = self._heard[found.end() :]
        return found, instant

    def end(self) -> Sample:
        """Close its input, wait for its end, and return what the whole talk took.

        Raises Unavailable where it does not end.
        """
        try:
            self._process.communicate(timeout=_LONGEST)
        except subprocess.TimeoutExpired:
            raise self._silent() from None
        with self._report:
            told = _Ended.read(self._report)
        return Sample(told.instant - self.begun, told.memory)

    def close(self) -> None:
        """Stop it if it still runs."""
        _stop(self._process)

    def _silent(self) -> Unavailable:
        _stop(self._process)
        assert self._process.stderr
        errors = self._process.stderr.read()
        return Unavailable(_last_line(errors) or "it does not say what it should")


class _Ended(NamedTuple):
    instant: float
    memory: int
    status: int

    @classmethod
    def read(cls, report: io.TextIOWrapper) -> "_Ended":
        instant, memory, status = report.readline().split()
        return cls(float(instant), int(memory) * _MEMORY_UNIT, int(status))


def _launch(command: Command) -> tuple[subprocess.Popen[bytes], io.TextIOWrapper]:
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", str(_LAUNCH), str(writing), *command.line],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        pass_fds=(writing,),
        start_new_session=True,
        env=command.environment,
    )
    os.close(writing)
    return process, os.fdopen(reading, encoding="ascii")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the starter and what it started, if they still run."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _last_line(text: bytes) -> str:
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
