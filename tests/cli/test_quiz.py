"""`jkbrief quiz` off a terminal: line by line, from a file, on paper; and what it refuses."""

import datetime as dt
import json
import os
import pathlib
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from click.testing import CliRunner

from conftest import ROOT, Program, Result
from jkbrief.cli import _main
from jkbrief.cli.quiz import command
from jkbrief.errors import FileProblem, WrongUsage
from jkbrief.model import FactBase
from jkbrief.quiz import script
from jkbrief.quiz.card import items
from jkbrief.quiz.history import Answer, History, open_history
from jkbrief.quiz.kinds import KINDS
from jkbrief.quiz.pool import pool
from jkbrief.quiz.schedule import AGAIN, GOOD

ISLAND = pathlib.Path(__file__).with_name("island.yaml")
NOW = dt.datetime.now().astimezone()


@pytest.fixture
def data(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "data"


@pytest.fixture
def island(data: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `jkbrief quiz` over the island in this process, with a history of the test's own."""
    monkeypatch.setenv("JKBRIEF_DATA_DIR", str(data))

    def run(*arguments: object, stdin: str = "", facts: pathlib.Path = ISLAND) -> Result:
        line = ["jkbrief", "--facts", str(facts), "quiz", *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", line)
        with CliRunner().isolation(input=stdin) as (out, err, _):
            status = _main.run()
        return Result(status, out.getvalue().decode(), err.getvalue().decode())

    return run


@pytest.fixture
def history(data: pathlib.Path) -> History:
    return open_history(data)


def answered(
    card: str,
    days_ago: float,
    rating: int = GOOD,
    given: str = "",
    fingerprint: str = "",
    expected: str = "x",
) -> Answer:
    instant = NOW - dt.timedelta(days=days_ago)
    return Answer(
        f"isle:{card}", fingerprint, rating, rating != AGAIN, False, given, instant, 1.0, expected
    )


def kept(history: History) -> list[tuple[str, int, bool, bool, str]]:
    rows = [(a.card, a.rating, a.correct, a.overruled, a.given) for a in history.answers()]
    history.close()
    return rows


def report(result: Result) -> Any:
    assert result.status == 0, result.err
    return json.loads(result.out)["data"]


# Line by line


def test_a_plain_session_tells_the_answer_the_fact_and_the_citation(
    island: Callable[..., Result], history: History
) -> None:
    result = island("--plain", "--kind", "typed", stdin="1991\n\n1990\neasy\n")
    assert result.status == 0
    assert (
        result.out
        == """
All themes · 1 of 1 · 1 new
In which year was the quay built?
Answer (a few words):
Wrong.
Answer: 1990
The quay was built in 1990.
Gazette 1999, paragraph 1, find "the quay was built"
Enter goes on, :right counts it as right:

All themes · 2 of 2 · 1 once more
In which year was the quay built?
Answer (a few words):
Right.
The quay was built in 1990.
Gazette 1999, paragraph 1, find "the quay was built"
How well did you know it? 1 again 1 d, 2 hard 1 d, 3 good 1 d, 4 easy 1 d; Enter is good:

Quiz

0 of 1 right (0%).

Missed: In which year was the quay built?
answer: 1990
fact: The quay was built in 1990.
source: Gazette 1999, paragraph 1, find "the quay was built"
more: jkbrief fact quay-built

When to come back
1 card due {tomorrow}.
""".replace("{tomorrow}", _tomorrow())
    )
    assert [row[1:] for row in kept(history)] == [
        (1, False, False, "1991"),
        (4, True, False, "1990"),
    ]


def _tomorrow() -> str:
    day = (NOW - dt.timedelta(hours=4)).date() + dt.timedelta(days=1)
    return f"tomorrow, {day.day} {day:%B %Y}"


def test_plain_commands(island: Callable[..., Result], history: History) -> None:
    typed = "1991\n:undo\n1992\n:right\nhard"
    result = island("--plain", "--kind", "typed", stdin=typed)
    assert result.status == 0
    assert result.out.count("In which year was the quay built?") == 2
    for said in (
        "\nUndone.\n",
        "\nCounted as right.\nHow well did you know it?",
        "counted so by you",
    ):
        assert said in result.out
    assert kept(history) == [("isle:quay-built:when", 2, True, True, "1992")]


def test_a_skipped_card_stays_as_it_is(island: Callable[..., Result], history: History) -> None:
    result = island("--plain", "--kind", "who", stdin=":skip\n")
    assert "Skipped: the card stays as it is.\n" in result.out
    assert "No question was answered." in result.out
    assert history.states() == {}


def test_a_suspended_card_is_asked_again_when_it_is_resumed(
    island: Callable[..., Result], history: History
) -> None:
    result = island("--plain", "--kind", "cloze", stdin=":suspend\n")
    assert "Suspended: this card is asked no more.\n" in result.out
    nothing = island("--plain", "--kind", "cloze")
    assert nothing.out.startswith("\nNothing is due now\n\n1 card suspended.\n")
    assert "jkbrief quiz --resume: ask the suspended cards again" in nothing.out
    resumed = island("--plain", "--kind", "cloze", "--resume")
    assert "In 1995 a [...] to the mainland began." in resumed.out
    assert not any(state.suspended for state in history.states().values())
    history.close()


def test_help_and_nonsense_in_a_plain_session(island: Callable[..., Result]) -> None:
    result = island("--plain", "--kind", "order", stdin="?\nfirst\n1 2\n")
    assert ":undo goes back" in result.out
    assert result.out.count("Not understood: type the 3 numbers in order") == 2
    assert "No question was answered." in result.out


def test_the_end_of_input_ends_the_session_and_keeps_what_was_answered(
    island: Callable[..., Result], history: History
) -> None:
    result = island("--plain", "--kind", "typed", stdin="1990")
    assert result.status == 0
    assert "1 of 1 right (100%)." in result.out
    assert len(kept(history)) == 1


def test_an_answer_that_cannot_be_kept_ends_the_session_with_one_line(
    island: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FileProblem("history.sqlite: cannot be written: is there room on the disk?")

    monkeypatch.setattr(History, "record", full)
    result = island("--plain", "--kind", "typed", stdin="1990\n")
    assert result.status == 1
    assert result.err == (
        "jkbrief: history.sqlite: cannot be written: is there room on the disk?\n"
    )
    assert "Right." not in result.out


# From a file


def lines(*records: Mapping[str, object]) -> str:
    return "\n".join(map(json.dumps, records))


def test_answers_from_a_file_are_graded_recorded_and_reported(
    island: Callable[..., Result], tmp_path: pathlib.Path, history: History
) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(
        lines(
            {"card": "isle:quay-built:what", "answer": "A quay", "rating": "hard"},
            {"card": "isle:quay-built:when", "answer": "1991"},
            {"card": "isle:ferry-began:gap", "answer": "the Ferry-boat"},
            {"card": "isle:law-passed:truth", "answer": "no"},
            {"card": "isle:reed-doubts-law:who", "answer": "Bob Stone", "count_as_right": True},
        )
    )
    data = report(island("--answers", file, "--format", "json"))
    assert (data["right"], data["total"]) == (4, 5)
    assert data["themes"] == [
        {"id": "port", "right": 2, "total": 3},
        {"id": "law", "right": 2, "total": 2},
    ]
    told = [(a["card"], a["correct"], a["overruled"], a["rating"]) for a in data["answers"]]
    assert told == [
        ("isle:quay-built:what", True, False, "hard"),
        ("isle:quay-built:when", False, False, "again"),
        ("isle:ferry-began:gap", True, False, "good"),
        ("isle:law-passed:truth", True, False, "good"),
        ("isle:reed-doubts-law:who", True, True, "good"),
    ]
    assert data["answers"][1]["answer"] == "1990"
    assert data["answers"][1]["places"] == ['Gazette 1999, paragraph 1, find "the quay was built"']
    assert kept(history) == [
        ("isle:quay-built:what", 2, True, False, "a quay"),
        ("isle:quay-built:when", 1, False, False, "1991"),
        ("isle:ferry-began:gap", 3, True, False, "the Ferry-boat"),
        ("isle:law-passed:truth", 3, True, False, "false"),
        ("isle:reed-doubts-law:who", 3, True, True, "Bob Stone"),
    ]


def test_an_order_is_answered_by_the_numbers_of_its_sheet(
    island: Callable[..., Result],
) -> None:
    sheet = report(island("--sheet", "--kind", "order", "--random-seed", 7, "--format", "json"))
    (card,) = sheet["cards"]
    right = card["answer"].split(" → ")
    numbers = " ".join(str(card["options"].index(event) + 1) for event in right)
    answer = lines({"card": card["id"], "answer": numbers})
    data = report(island("--answers", "-", "--random-seed", 7, "--format", "json", stdin=answer))
    assert (data["right"], data["total"]) == (1, 1)
    wrong = lines({"card": card["id"], "answer": " ".join(reversed(numbers.split()))})
    missed = island("--answers", "-", "--random-seed", 7, stdin=wrong).out
    told = re.search(r"^- right order:\n((?:    - .*\n){3})", missed, re.MULTILINE)
    assert told
    assert re.findall(r"- (\d{4}).*?: ", told[1]) == ["1990", "1995", "1998"]


def test_lines_without_a_card_answer_the_session_as_it_comes(
    island: Callable[..., Result],
) -> None:
    answers = lines({"answer": "true"})
    data = report(
        island("--answers", "-", "--kind", "true-false", "--format", "json", stdin=answers)
    )
    assert (data["right"], data["total"]) == (0, 1)


def test_practice_from_a_file_leaves_the_history_alone(
    island: Callable[..., Result], history: History
) -> None:
    answer = lines({"card": "isle:quay-built:when", "answer": "1990"})
    data = report(island("--answers", "-", "--cram", "--format", "json", stdin=answer))
    assert data["answers"][0]["due"] is None
    assert data["coming"] is None
    assert kept(history) == []


def test_a_file_with_a_mistake_is_refused_whole(
    island: Callable[..., Result], history: History
) -> None:
    right = {"card": "isle:quay-built:when", "answer": "1990"}
    wrong = {"card": "isle:quay-built:what", "answer": "a boat"}
    result = island("--answers", "-", stdin=lines(right, wrong))
    assert (result.status, result.out) == (1, "")
    assert result.err == "jkbrief: -:2: 'a boat' is no answer to 'What was built in 1990?'\n"
    assert kept(history) == []


def test_a_file_that_is_not_there_or_no_text(
    island: Callable[..., Result], tmp_path: pathlib.Path
) -> None:
    result = island("--answers", tmp_path / "none")
    assert (result.status, result.err) == (
        1,
        f"jkbrief: {tmp_path / 'none'}: cannot be read: No such file or directory: check the name\n",
    )
    (tmp_path / "odd").write_bytes(b"\xff\xfe")
    assert island("--answers", tmp_path / "odd").err.endswith(
        "is not UTF-8 text: save it as UTF-8\n"
    )


# On paper


def test_a_sheet_has_its_key_at_the_end_and_is_the_same_for_a_seed(
    island: Callable[..., Result],
) -> None:
    first = island("--sheet", "port", "--random-seed", 3)
    assert first.status == 0
    assert first.out == island("--sheet", "harbour", "--random-seed", 3).out
    assert first.out.startswith("## Quiz: The port\n\n3 questions. --random-seed 3 prints")
    questions, _, key = first.out.partition("### Key")
    assert "- a) a " in questions
    assert "Gazette" not in questions
    assert key.count("Gazette 1999, paragraph") == 3
    letter = re.search(r"- ([a-d])\) a quay", questions)
    assert letter
    assert f"- {letter[1]}) a quay\n    - The quay was built in 1990." in key
    others = {island("--sheet", "port", "--random-seed", seed).out for seed in (4, 5)}
    assert len(others | {first.out}) == 3


@pytest.mark.parametrize("form", ["plain", "markdown", "terminal"])
def test_a_line_is_left_free_before_each_question_of_a_sheet(
    island: Callable[..., Result], form: str
) -> None:
    sheet = island("--sheet", "--format", form).out
    questions = [line.strip() for line in sheet.partition("Key")[0].splitlines()]
    begun = [n for n, line in enumerate(questions) if re.match(r"\d+\\?\. ", line)]
    assert len(begun) == 6
    assert {questions[n - 1] for n in begun[1:]} == {""}


def test_a_sheet_needs_no_history_and_makes_none(
    island: Callable[..., Result], data: pathlib.Path
) -> None:
    assert island("--sheet").status == 0
    assert not data.exists()


def test_the_count_and_the_kinds_choose(island: Callable[..., Result]) -> None:
    def kinds(*options: object) -> list[str]:
        sheet = report(island("--sheet", "--format", "json", *options))
        return sorted(card["kind"] for card in sheet["cards"])

    assert kinds() == ["choice", "cloze", "order", "true-false", "typed", "who"]
    assert len(kinds("--count", 2)) == 2
    assert kinds("--kind", "who", "--kind", "cloze") == ["cloze", "who"]
    assert kinds("--kind", "assessment") == ["who"]
    assert kinds("--kind", "event", "--kind", "typed") == ["typed"]
    assert kinds("--since", "1999") == ["who"]
    assert kinds("law") == ["order", "true-false", "who"]


# What is due


def test_with_nothing_due_it_says_when_and_what_can_be_done(
    island: Callable[..., Result], history: History
) -> None:
    history.record(answered("quay-built:when", 0, fingerprint=_fingerprint("quay-built:when")))
    history.close()
    result = island("--plain", "harbour", "--new", 0)
    assert (result.status, result.err) == (0, "")
    day = open_history(pathlib.Path(history.file).parent).state("isle:quay-built:when")
    assert day
    assert result.out.startswith("\nNothing is due now\n\n1 card due ")
    assert "2 cards not begun yet." in result.out
    assert "jkbrief quiz port --new 5: begin up to five of them now" in result.out
    assert "jkbrief quiz port --cram: practise" in result.out
    assert "--mistakes" not in result.out


def _fingerprint(card: str) -> str:
    from jkbrief.factbase.load import load
    from jkbrief.quiz.card import items

    return next(i.fingerprint for i in items(load(ISLAND), 1) if i.id == f"isle:{card}")


def test_what_is_due_comes_before_what_is_new(
    island: Callable[..., Result], history: History
) -> None:
    card = "law-passed:truth"
    history.record(answered(card, 30, fingerprint=_fingerprint(card)))
    history.close()
    result = island("--plain", stdin="false\n")
    assert "\nAll themes · 1 of 6 · 1 due, 5 new\nThe law of the sea" in result.out


def test_new_cards_are_ten_a_day_unless_told(
    island: Callable[..., Result], history: History
) -> None:
    for number in range(8):
        history.record(answered(f"elsewhere:card{number}", 0))
    history.close()
    assert "· 1 of 2 · 2 new" in island("--plain").out
    assert "· 1 of 4 · 4 new" in island("--plain", "--new", 4).out


def test_mistakes_are_asked_again(island: Callable[..., Result], history: History) -> None:
    none = island("--plain", "--mistakes")
    assert "Nothing was missed in the last 14 days" in none.out
    history.record(
        answered("quay-built:when", 3, AGAIN, fingerprint=_fingerprint("quay-built:when"))
    )
    history.record(answered("ferry-began:gap", 20, AGAIN))
    history.close()
    result = island("--plain", "--mistakes", stdin="1990\n\n")
    assert "· 1 of 1 · 1 due\nIn which year was the quay built?" in result.out
    assert "1 of 1 right" in result.out


def test_a_changed_answer_makes_the_card_due_and_says_so(
    island: Callable[..., Result], history: History, tmp_path: pathlib.Path
) -> None:
    island("--answers", "-", stdin=lines({"card": "isle:quay-built:when", "answer": "1990"}))
    changed = tmp_path / "changed.yaml"
    text = ISLAND.read_text()
    changed.write_text(text.replace('quay built?", answer: "1990"', 'quay built?", answer: "1991"'))
    result = island("--plain", "--kind", "typed", facts=changed, stdin="1990\n\n")
    assert "· 1 due · changed since you learned it\nIn which year" in result.out
    assert "Wrong.\nAnswer: 1991\nYou learned 1990; the base now says 1991.\n" in result.out
    history.close()
    # A mended wording is the same card: it keeps its schedule, and nothing is said of it.
    wording = changed.read_text().replace("In which year was the quay built?", "When was it built?")
    assert "When was it built?" in wording
    changed.write_text(wording)
    mended = island("--plain", "--kind", "typed", facts=changed)
    assert "changed since you learned it" not in mended.out
    assert "When was it built?" not in mended.out


def test_a_leech_is_told_with_the_card_it_is_confused_with(
    island: Callable[..., Result], history: History
) -> None:
    card = "reed-doubts-law:who"
    mark = _fingerprint(card)
    history.record(answered(card, 100, fingerprint=mark))
    for number in range(8):
        history.record(answered(card, 90 - number, AGAIN, "Ferry", fingerprint=mark))
    history.close()
    result = island("--plain", "--kind", "who", stdin="Cy Marsh\n")
    assert (
        "Forgotten 9 times: read 'jkbrief fact reed-doubts-law', or suspend the card." in result.out
    )
    assert "Most often you answer Ferry." in result.out
    other = "In 1995 a [...] to the mainland began. ('jkbrief fact ferry-began')"
    assert f"That answers another card: {other}" in result.out


def test_a_plan_up_to_a_date_spreads_the_new_cards(island: Callable[..., Result]) -> None:
    day = NOW.date() + dt.timedelta(days=4)
    result = island("--plain", "--by", day)
    assert f"\nUp to {day.day} {day:%B %Y}\n\n6 new cards in " in result.out
    assert "theme\tcards\tknown then\twith no more study\nThe port\t3\t" in result.out
    assert re.search(r"· 1 of 2 · 2 new", result.out)


def test_cards_come_back_as_often_as_the_retention_that_is_aimed_at_needs(
    island: Callable[..., Result], history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = lines({"card": "isle:quay-built:when", "answer": "1990"})

    def due(*options: object) -> str:
        told = report(island("--answers", "-", "--format", "json", *options, stdin=answer))
        assert not _history_undone(history)
        return str(told["answers"][0]["due"])

    usual, often, seldom = due(), due("--retention", "0.99"), due("--retention", "0.7")
    assert often < usual < seldom
    assert due("--retention", "0.9") == usual
    monkeypatch.setenv("JKBRIEF_RETENTION", "0.7")
    assert due() == seldom
    assert due("--retention", "0.9") == usual
    assert {event.retention for event in history.log() if event.kind == "answer"} == {
        0.7,
        0.9,
        0.99,
    }
    history.close()


def _history_undone(history: History) -> list[object]:
    """Take back the last answer; return those that still count."""
    history.undo(NOW)
    return list(history.answers())


# What it refuses


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--sheet", "--plain"), "--sheet and --plain do not go together: choose one"),
        (("--sheet", "--answers", "x"), "--sheet and --answers do not go together: choose one"),
        (("--cram", "--mistakes"), "--cram and --mistakes do not go together: choose one"),
        (("--cram", "--new", "0"), "--cram and --new do not go together: choose one"),
        (("--cram", "--retention", "0.8"), "--cram and --retention do not go together: choose one"),
        (("--sheet", "--by", "2030-01-01"), "--by and --sheet do not go together: choose one"),
        (("--plain", "--format", "json"), "--format is for --sheet and --answers: add one of them"),
        (("--plain", "--by", "2020-01-01"), "--by names a day after today and within two years"),
    ],
)
def test_options_that_do_not_go_together(options: tuple[str, ...], problem: str) -> None:
    with pytest.raises(WrongUsage) as caught:
        _main.cli.main(["--facts", str(ISLAND), "quiz", *options], standalone_mode=False)
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize("retention", ["0.69", "1", "90%", "nan"])
def test_a_retention_that_cannot_be_aimed_at(
    island: Callable[..., Result], data: pathlib.Path, retention: str
) -> None:
    result = island("--plain", "--retention", retention)
    assert (result.status, result.out) == (2, "")
    assert not data.exists()


@pytest.mark.parametrize("place", ["file", "file/new", "sealed", "sealed/new"])
@pytest.mark.parametrize("options", [("--plain",), ("--mistakes", "--plain"), ("--answers", "-")])
def test_where_no_answer_could_be_kept_none_is_asked_for(
    island: Callable[..., Result],
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    options: tuple[str, ...],
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "sealed").mkdir()
    access = os.access

    def as_a_user(path: str | pathlib.Path, mode: int) -> bool:  # the superuser may write anywhere
        return access(path, mode) and (pathlib.Path(path).name != "sealed" or not mode & os.W_OK)

    monkeypatch.setattr(os, "access", as_a_user)
    monkeypatch.setenv("JKBRIEF_DATA_DIR", str(tmp_path / place))
    answers = lines({"card": "isle:quay-built:when", "answer": "1990"})
    result = island(*options, stdin=answers)
    assert (result.status, result.out) == (1, "")
    assert result.err == (
        f"jkbrief: {tmp_path / place}/history.sqlite: nothing can be written there, so that no "
        "answer would be kept: practise with --cram, or let JKBRIEF_DATA_DIR name another folder\n"
    )
    assert island("--cram", "--plain", "--count", 1, stdin="?\n").status == 0


def test_no_terminal_is_wrong_usage(jkbrief: Program) -> None:
    result = jkbrief("quiz")
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        "jkbrief: there is no terminal to ask on: --plain asks line by line, --sheet prints a "
        "quiz, --answers FILE takes the answers from a file\n"
    )


def test_conditions_that_leave_no_card(island: Callable[..., Result]) -> None:
    result = island("--sheet", "--since", "2010")
    assert (result.status, result.out) == (1, "")
    assert result.err == "jkbrief: no card meets these conditions: drop one of the options\n"


def test_a_theme_that_is_not_there(island: Callable[..., Result]) -> None:
    result = island("--sheet", "prot")
    assert result.status == 1
    assert "did you mean 'port'?" in result.err


def test_every_option_and_kind_is_in_the_documentation() -> None:
    text = (ROOT / "docs" / "quiz.md").read_text(encoding="utf-8")
    options = {name for option in command.params for name in option.opts if name.startswith("--")}
    missing = {name for name in options if name not in text} | {k for k in KINDS if k not in text}
    assert missing == set()


def test_the_answers_in_the_documentation_are_such(base: FactBase) -> None:
    text = (ROOT / "docs" / "quiz.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    cards = {item.id: item for item in items(base, seed=1)}
    lines = script.parse(block, "quiz.md")
    asked = script.asked(lines, cards, [], seeded=True)
    for line, item in zip(lines, asked, strict=True):
        verdict = KINDS[item.kind].grade(item, line.answer, pool(base))
        assert line.count_as_right != verdict.correct or item.kind == "order"
