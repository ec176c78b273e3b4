"""`jkbrief quiz` as a learner has it: in a pseudo-terminal, with keys, undo, Ctrl-C and resizing."""

import os
import pathlib
import re
import signal
import sys
from collections.abc import Iterator

import pexpect
import pytest

from jkbrief.quiz.history import History, open_history

ISLAND = pathlib.Path(__file__).with_name("island.yaml")
DOWN, ENTER, UNDO, SKIP, SUSPEND = "\x1b[B", "\r", "\x1a", "\x0e", "\x18"
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")
CHOICE = "What was built in 1990?"
TYPED = "In which year was the quay built?"
CLOZE = "In 1995 a [...] to the mainland began."
TRUTH = "The law of the sea was passed before the ferry began."
WHO = "Who doubted in 1999 that the law would hold?"
ORDER = "Put these in order, the earliest first."
QUESTIONS = (CHOICE, TYPED, CLOZE, TRUTH, WHO, ORDER)


class Terminal:
    """The program in a terminal of 24 lines, and what it has written since the last step."""

    def __init__(self, data: pathlib.Path, *arguments: str, columns: int = 80) -> None:
        environment = {
            **os.environ,
            "JKBRIEF_DATA_DIR": str(data),
            "TERM": "xterm-256color",
            "PROMPT_TOOLKIT_NO_CPR": "1",
        }
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "jkbrief", "--facts", str(ISLAND), "quiz", *arguments],
            env=environment,
            dimensions=(24, columns),
            encoding="utf-8",
            timeout=20,
        )

    def until(self, *texts: str) -> tuple[int, str]:
        """Wait for one of `texts`; return which one came, and all that was written up to it."""
        found = self.child.expect([*map(re.escape, texts)])
        return found, _CONTROL.sub("", self.child.before + self.child.after)

    def question(self) -> str:
        """Wait for the next question and its prompt."""
        found, _ = self.until(*QUESTIONS)
        self.until("First came:" if QUESTIONS[found] == ORDER else "Your answer:")
        return QUESTIONS[found]

    def choose(self, text: str) -> None:
        """Press the number that stands before an option."""
        _, written = self.until(text)
        self.child.send(re.findall(r"(\d) " + re.escape(text), written)[-1])

    def send(self, *keys: str) -> None:
        for key in keys:
            self.child.send(key)

    def end(self) -> tuple[int | None, str]:
        """Wait for the end; return the exit status and what was still written."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus, _CONTROL.sub("", self.child.before)


@pytest.fixture
def data(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path


@pytest.fixture
def history(data: pathlib.Path) -> Iterator[History]:
    opened = open_history(data)
    yield opened
    opened.close()


def kept(history: History) -> dict[str, tuple[int, bool, bool, str]]:
    rows = list(history.answers())
    history.close()
    found = {
        a.card.removeprefix("isle:"): (a.rating, a.correct, a.overruled, a.given) for a in rows
    }
    assert len(found) == len(rows)
    return found


def test_a_whole_session(data: pathlib.Path, history: History) -> None:
    terminal = Terminal(data, "--random-seed", "1", "--rollover", "0")
    asked = []
    while (question := terminal.question()) not in asked:
        asked.append(question)
        STEPS[question](terminal)
    # A card that was missed comes back at the end; Ctrl-C in the middle of its prompt.
    assert (sorted(asked), question) == (sorted(QUESTIONS), TRUTH)
    terminal.until("2 false")
    terminal.child.sendintr()
    status, summary = terminal.end()
    assert status == 130
    assert "Traceback" not in summary
    assert "4 of 5 right (80%), 1 of them counted so by you." in summary
    assert f"Missed: {TRUTH}" in summary
    assert 'Gazette 1999, paragraph 3, find "the law was passed"' in " ".join(summary.split())
    assert "When to come back" in summary
    order = "The quay was built. → A ferry to the mainland began. → The law of the sea was passed."
    assert kept(history) == {
        "quay-built:what": (3, True, True, "a mill"),
        "quay-built:when": (4, True, False, "1990"),
        "law-passed:truth": (1, False, False, "true"),
        "law-passed:order": (2, True, False, order),
        "reed-doubts-law:who": (3, True, False, "Ann Reed"),
    }


def wrong_then_counted_as_right(terminal: Terminal) -> None:
    terminal.choose("a mill")
    _, told = terminal.until('find "the quay was built"')
    lesson = "✗ Wrong. Answer: a quay The quay was built in 1990. Gazette 1999, paragraph 1, find"
    assert lesson in " ".join(told.split())
    terminal.until("count as right")
    terminal.send(DOWN, ENTER)
    terminal.until("Counted as right.")
    _, ratings = terminal.until("3 good ")
    assert "1 again" in ratings
    terminal.send(ENTER)


def wrong_then_undone(terminal: Terminal) -> None:
    terminal.send("1991", ENTER)
    terminal.until("Wrong.")
    terminal.until("count as right")
    terminal.send(UNDO)
    terminal.until("Undone.")
    assert terminal.question() == TYPED
    terminal.send("1990", ENTER)
    terminal.until("Right.")
    terminal.until("4 easy ")
    terminal.send("4")


def skipped(terminal: Terminal) -> None:
    terminal.send("a fer", SKIP)
    terminal.until("Skipped: the card stays as it is.")


def wrong(terminal: Terminal) -> None:
    terminal.send(ENTER)  # the first option, true, is preselected
    terminal.until("Wrong.")
    terminal.until("go on")
    terminal.send(ENTER)


def right_while_the_window_changes(terminal: Terminal) -> None:
    terminal.child.setwinsize(40, 30)
    terminal.child.setwinsize(20, 120)
    terminal.choose("Ann Reed")
    terminal.until("Right.")
    _, ratings = terminal.until("3 good ")
    assert "easy" not in ratings
    terminal.send(ENTER)


def put_in_order(terminal: Terminal) -> None:
    terminal.choose("A ferry to the mainland began.")
    terminal.until("Then:")
    terminal.send(UNDO)  # takes back the event just chosen
    terminal.until("First came:")
    terminal.choose("The quay was built.")
    terminal.until("Then:")
    terminal.choose("A ferry to the mainland began.")
    terminal.until("Right.")
    terminal.until("1990: The quay was built in 1990.")
    terminal.until("2 hard ")
    terminal.send("2")


STEPS = {
    CHOICE: wrong_then_counted_as_right,
    TYPED: wrong_then_undone,
    CLOZE: skipped,
    TRUTH: wrong,
    WHO: right_while_the_window_changes,
    ORDER: put_in_order,
}


def test_killed_at_the_rating_the_answer_is_kept_and_the_next_start_goes_on(
    data: pathlib.Path, history: History
) -> None:
    terminal = Terminal(data, "--kind", "typed", "--kind", "who", "--random-seed", "1")
    first = terminal.question()
    answer(terminal, first)
    terminal.until("Right.")
    terminal.child.kill(signal.SIGKILL)
    terminal.child.wait()
    assert [row[:3] for row in kept(history).values()] == [(3, True, False)]
    again = Terminal(data, "--kind", "typed", "--kind", "who", "--random-seed", "1")
    again.until("1 of 1 · 1 new")
    second = again.question()
    assert second != first
    again.send("\x04")  # Ctrl-D ends, and that is no error
    status, summary = again.end()
    assert (status, "No question was answered." in summary) == (0, True)


def answer(terminal: Terminal, question: str) -> None:
    if question == WHO:
        terminal.choose("Ann Reed")
    else:
        terminal.send("1990", ENTER)


def test_the_question_is_on_screen_before_the_prompts_are_loaded(tmp_path: pathlib.Path) -> None:
    # A questionary that cannot be imported: what was shown before is what this is about.
    (tmp_path / "questionary.py").write_text("raise SystemExit('too early')")
    child = pexpect.spawn(
        sys.executable,
        ["-m", "jkbrief", "--facts", str(ISLAND), "quiz", "--kind", "who"],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "JKBRIEF_DATA_DIR": str(tmp_path)},
        encoding="utf-8",
        timeout=20,
    )
    child.expect(pexpect.EOF)
    before, _, _ = child.before.partition("too early")
    assert WHO in before


def test_a_dumb_terminal_is_asked_line_by_line(tmp_path: pathlib.Path) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "jkbrief", "--facts", str(ISLAND), "quiz", "--kind", "typed"],
        env={**os.environ, "TERM": "dumb", "JKBRIEF_DATA_DIR": str(tmp_path)},
        encoding="utf-8",
        timeout=20,
    )
    child.expect_exact("Answer (a few words):")
    child.sendline("1990")
    child.expect_exact("Enter is good:")
    child.sendeof()
    child.expect_exact("1 of 1 right (100%).")
    child.expect(pexpect.EOF)
    assert "\x1b" not in child.before
