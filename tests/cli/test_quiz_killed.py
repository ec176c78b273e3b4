"""Killed at any moment: what was told as answered is kept, once, and the next start goes on."""

import os
import pathlib
import random
import select
import signal
import sys
import time

import fsrs  # noqa: F401 - loaded before the children are forked, like the command
import pytest

import jkbrief.cli.quiz  # noqa: F401
from jkbrief.cli._main import cli
from jkbrief.quiz.history import Answer, open_history
from jkbrief.quiz.schedule import HARD

KILLS = 50
# Answers the first option; counts it as right, which is not understood where it is; rates it.
STEPS = ("1", ":right", "2")
ENDS = ("Answer (type its number):", "counts it as right:", "Enter is good:")
CARDS = 160
FACT = """
- id: fact-{0}
  kind: background
  statement: Thing {0} is so.
  themes: [things]
  weight: 2
  cites: [{{source: paper, paragraph: 1, find: it is so}}]
  cards: [{{id: c, kind: choice, ask: "What of {0}?", answer: so, type: word, wrong: [no, not, nil]}}]
"""
BASE = """
factbase: many
title: Many things
edition: "1"
themes: [{id: things, title: Things}]
sources: [{id: paper, type: article, short: Paper, title: Paper, issued: "2000"}]
facts:
"""


class Child:
    """A session in a forked process, asked line by line over pipes."""

    def __init__(self, base: pathlib.Path, data: pathlib.Path, seed: int) -> None:
        to_child, from_child = os.pipe(), os.pipe()
        self.id = os.fork()
        if not self.id:
            os.dup2(to_child[0], 0)
            os.dup2(from_child[1], 1)
            _serve(base, data, seed)
        os.close(to_child[0])
        os.close(from_child[1])
        self._input, self._output = to_child[1], from_child[0]
        self.told = ""

    def step(self, line: str) -> None:
        """Wait for the prompt and type a line."""
        while not self.told.endswith(tuple(f"{end}\n" for end in ENDS)):
            assert select.select([self._output], [], [], 20)[0], self.told
            data = os.read(self._output, 65536)
            assert data, self.told
            self.told += data.decode()
        self.told += "…\n"
        os.write(self._input, f"{line}\n".encode())

    def kill(self) -> str:
        """Kill the session; return all that it told before it died."""
        os.kill(self.id, signal.SIGKILL)
        os.waitpid(self.id, 0)
        os.close(self._input)
        with os.fdopen(self._output, "rb") as rest:
            return self.told + rest.read().decode(errors="ignore")


def _serve(base: pathlib.Path, data: pathlib.Path, seed: int) -> None:
    try:
        os.environ["JKBRIEF_DATA_DIR"] = str(data)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - until the kill
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        options = ["--plain", "--new", str(CARDS), "--random-seed", str(seed)]
        cli.main(["--facts", str(base), "quiz", *options], standalone_mode=False)
    finally:
        os._exit(1)


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    seed = random.randrange(10**6)
    print(f"{request.node.name}: seed {seed}")
    return random.Random(seed)


def test_no_answer_is_lost_or_doubled_in_fifty_kills(
    tmp_path: pathlib.Path, chance: random.Random
) -> None:
    base = tmp_path / "many.yaml"
    base.write_text(BASE + "".join(map(FACT.format, range(CARDS))))
    before: list[Answer] = []
    told_in_all = 0
    for kill in range(KILLS):
        child = Child(base, tmp_path, seed=kill)
        for step in range(chance.randrange(1, 3 * len(STEPS) + 1)):
            child.step(STEPS[step % len(STEPS)])
        time.sleep(chance.random() * 0.008)  # any moment of what the last line leads to
        told = child.kill()
        history = open_history(tmp_path)
        after = list(history.answers())
        verified = history.verify()
        history.close()
        assert verified.problems == ()
        assert after[: len(before)] == before
        check(told, after[len(before) :])
        told_in_all += told.count("Answer:") + told.count("\nRight.")
        before = after
    assert len({answer.card for answer in before}) == len(before)
    assert told_in_all >= KILLS  # they were killed in the midst of answering


def check(told: str, kept: list[Answer]) -> None:
    """Hold what was told against what was kept of the same session."""
    questions = told.split("\nAll themes · ")[1:]
    answered = [text for text in questions if "\nRight.\n" in text or "\nWrong.\n" in text]
    assert len(answered) <= len(kept) <= len(answered) + 1
    for place, text in enumerate(answered):
        answer = kept[place]
        right = "\nRight.\n" in text
        assert right or not answer.correct or answer.overruled
        if "\nCounted as right.\n" in text:
            assert (answer.correct, answer.overruled) == (True, True)
        if place + 1 < len(questions):  # the next question showed: the rating was kept
            assert (answer.rating, answer.correct, answer.overruled) == (HARD, True, not right)
