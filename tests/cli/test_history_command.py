"""`jkbrief history`, `stats` and `topic --for-me`, as a learner meets them."""

import json
import pathlib
import re
import shlex
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest

from conftest import ROOT
from jkbrief.quiz.events import Event
from jkbrief.quiz.history import Answer, open_history

NOW = datetime.now().astimezone()
Run = Callable[..., Any]

FACTS = """
factbase: t
title: Tea
edition: "1"
themes:
- {id: tea, title: Tea}
people: []
sources:
- {id: a, type: book, short: A 1906, title: A, issued: "1906", publisher: Alpha}
facts:
- id: drunk
  kind: background
  statement: Tea is drunk.
  themes: [tea]
  weight: 3
  cites: [{source: a, paragraph: 1, find: tea is drunk}]
  cards:
  - {id: what, kind: typed, ask: What is drunk?, answer: tea, type: term}
- id: traded
  kind: background
  statement: Tea is traded.
  themes: [tea]
  weight: 3
  cites: [{source: a, paragraph: 2, find: tea is traded}]
  cards:
  - {id: what, kind: typed, ask: What is done with tea?, answer: it is traded, type: term}
"""


class Learner(NamedTuple):
    """A learner with a folder and a fact base of their own."""

    run: Run
    folder: pathlib.Path

    def answers(self, *given: tuple[str, int, int]) -> None:
        """Record `(fact, rating, days ago)`."""
        history = open_history(self.folder)
        for number, (fact, rating, ago) in enumerate(given):
            at = NOW - timedelta(days=ago) + timedelta(seconds=number)
            words = "tea" if rating > 1 else "coffee"
            card = f"t:{fact}:what"
            history.record(Answer(card, "f", rating, rating > 1, False, words, at, 1, "tea"))
        history.close()


@pytest.fixture
def learner(jkbrief: Run, tmp_path: pathlib.Path) -> Learner:
    folder = tmp_path / "data"
    (tmp_path / "tea.yaml").write_text(FACTS, encoding="utf-8")

    def run(*arguments: object, **more: str) -> Any:
        own = {"JKBRIEF_DATA_DIR": str(folder), **more}
        return jkbrief("--facts", tmp_path / "tea.yaml", *arguments, **own)

    return Learner(run, folder)


def test_a_log_moves_to_another_machine_and_back(learner: Learner, tmp_path: pathlib.Path) -> None:
    learner.answers(("drunk", 3, 5), ("traded", 1, 5), ("drunk", 1, 2))
    exported = learner.run("history", "export")
    lines = exported.out.splitlines()
    assert [json.loads(line)["card"] for line in lines] == [
        "t:drunk:what",
        "t:traded:what",
        "t:drunk:what",
    ]
    assert (exported.status, exported.err) == (0, "")
    log = tmp_path / "log.jsonl"
    log.write_text(exported.out, encoding="utf-8")
    other = {"JKBRIEF_DATA_DIR": str(tmp_path / "other")}
    assert learner.run("history", "import", log, "--format", "plain", **other).out == (
        "History imported\n\n3 new of 3 events\n0 were there already\n"
    )
    again = learner.run("history", "import", "-", stdin=exported.out, **other)
    assert again.out == "## History imported\n\n- 0 new of 3 events\n- 3 were there already\n"
    assert learner.run("history", "export", **other).out == exported.out
    assert open_history(tmp_path / "other").states() == open_history(learner.folder).states()


def test_an_export_goes_to_a_new_file_only(learner: Learner, tmp_path: pathlib.Path) -> None:
    learner.answers(("drunk", 3, 1))
    log = tmp_path / "log.jsonl"
    assert learner.run("history", "export", "-o", log).status == 0
    assert log.read_text("utf-8") == learner.run("history", "export").out
    second = learner.run("history", "export", "-o", log)
    assert (second.status, second.out) == (1, "")
    assert "is there already: --force overwrites it" in second.err


def test_import_names_the_line_and_changes_nothing(
    learner: Learner, tmp_path: pathlib.Path
) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"jkbrief": 1}\n', encoding="utf-8")
    done = learner.run("history", "import", log)
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        f"jkbrief: {log}:1: is not an event of a history (the field 'id' is missing): "
        "nothing was imported\n"
    )
    log.write_bytes(b"\xff\xfe")
    assert learner.run("history", "import", log).err == (
        f"jkbrief: {log}: is not UTF-8 text: nothing was imported\n"
    )
    assert learner.run("history", "import", tmp_path / "no").err == (
        f"jkbrief: {tmp_path / 'no'}: cannot be read: No such file or directory: check the name\n"
    )
    assert not learner.folder.exists()


def test_undo_takes_back_one_answer_after_the_other(learner: Learner) -> None:
    learner.answers(("drunk", 3, 5), ("traded", 1, 1))
    first = learner.run("history", "undo", "--format", "plain")
    day = (NOW - timedelta(days=1) - timedelta(hours=4)).strftime("%-d %B %Y")
    assert first.out.splitlines() == [
        "Answer taken back",
        "",
        "card: t:traded:what",
        "answered: coffee (again)",
        "right answer: tea",
        f"on: {day}",
        "now: new",
    ]
    learner.answers(("traded", 1, 1))
    assert "- card: `t:traded:what`\n" in learner.run("history", "undo").out  # to be copied
    second = json.loads(learner.run("history", "undo", "--format", "json").out)
    assert second["command"] == "history undo"
    assert second["data"]["answer"]["card"] == "t:drunk:what"
    assert second["data"]["state"] is None
    third = learner.run("history", "undo")
    assert (third.status, third.out) == (1, "")
    assert third.err == "jkbrief: there is no answer to take back\n"
    assert learner.run("history", "export").out.count("\n") == 6


def test_verify_tells_whole_from_broken(learner: Learner) -> None:
    assert learner.run("history", "verify", "--format", "plain").out == (
        "History\n\n0 events, 0 cards: whole, and replaying the log gives every state.\n"
    )
    assert not learner.folder.exists()
    learner.answers(("drunk", 3, 5))
    file = learner.folder / "history.sqlite"
    file.write_bytes(b"spoilt" * 1000)
    broken = learner.run("history", "verify", "--format", "json")
    assert broken.status == 1
    (problem,) = json.loads(broken.out)["data"]["problems"]
    assert problem.startswith(f"{file}: is damaged (file is not a database)")
    assert file.read_bytes() == b"spoilt" * 1000
    mended = learner.run("history", "verify", "--repair")
    assert mended.status == 0
    assert "it is kept as history.sqlite.damaged-1" in mended.err
    assert (learner.folder / "history.sqlite.damaged-1").read_bytes() == b"spoilt" * 1000
    assert learner.run("history", "verify").status == 0


def test_a_clock_that_is_behind_is_told_on_standard_error(learner: Learner) -> None:
    learner.answers(("drunk", 3, -30))
    done = learner.run("stats", "--format", "json")
    assert done.status == 0
    assert re.fullmatch(r"(jkbrief: the clock says .* check the date; .*\n)+", done.err)
    assert done.err.count("\n") == 1
    json.loads(done.out)


def test_stats_begin_with_nothing(learner: Learner) -> None:
    done = learner.run("stats")
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "## What you know\n\n"
        "- answers: 0\n- due today: 0\n\n"
        "### Cards by state\n\n"
        "| state | cards |\n| --- | ---: |\n"
        "| new | 2 |\n| young | 0 |\n| mature | 0 |\n| suspended | 0 |\n\n"
        "### Retention by theme\n\n"
        "No card has come back on a later day yet.\n\n"
        "| theme | cards | begun | recall today |\n| --- | ---: | ---: | ---: |\n"
        "| Tea | 2 | 0 |  |\n"
    )


def test_stats_lead_to_what_there_is_to_ask(learner: Learner) -> None:
    def hint() -> str:
        return str(learner.run("stats", "--format", "terminal").out.rpartition("› ")[2].strip())

    assert hint() == "jkbrief quiz"
    learner.answers(("drunk", 4, 0))
    assert hint() == "jkbrief quiz"  # the other card is new
    learner.answers(("traded", 4, 0))
    assert hint() == "jkbrief quiz --cram"


def test_stats_have_every_figure_as_json(learner: Learner) -> None:
    learner.answers(
        ("drunk", 3, 30), ("traded", 3, 30), *[("traded", 1, n) for n in range(29, 20, -1)]
    )
    data = json.loads(learner.run("stats", "--format", "json").out)["data"]
    assert list(data) == [
        *("day", "answers", "due", "phases", "themes", "forecast", "calendar", "hardest"),
        *("leeches", "confusions", "elsewhere"),
    ]
    assert data["answers"] == 11
    assert data["due"] == 2
    assert data["phases"] == {"new": 0, "young": 2, "mature": 0, "suspended": 0}
    (theme,) = data["themes"]
    assert (theme["theme"], theme["begun"], theme["reviews"]) == ("tea", 2, 9)
    assert theme["retention"] == 0.0
    assert 0 < theme["recall"] < 0.9
    assert sum(day["answers"] for day in data["calendar"]) == 11
    (leech,) = data["leeches"]
    assert (leech["fact"], leech["lapses"], leech["instead"]) == ("traded", 9, "coffee")
    assert leech["statement"] == "Tea is traded."
    assert data["confusions"] == [{"expected": "tea", "given": "coffee", "times": 9}]
    assert data["hardest"][0]["card"] == "t:traded:what"


def test_stats_are_drawn_on_a_terminal(learner: Learner) -> None:
    learner.answers(("drunk", 3, 30), ("drunk", 3, 20))

    def drawn(columns: str) -> str:
        out = learner.run("stats", "--format", "terminal", COLUMNS=columns).out
        return re.sub(r"\x1b\[[\d;]*m", "", out)

    shown = drawn("80")
    assert "█" * 20 in shown
    assert "100% of 1" in shown
    assert re.search(r"^ Mon .*[·░█]", shown, re.MULTILINE)
    assert max(map(len, shown.splitlines())) <= 80
    assert max(map(len, drawn("40").splitlines())) <= 40


@pytest.mark.parametrize("hour", [0, 12])
def test_a_study_day_begins_when_the_learner_says(learner: Learner, hour: int) -> None:
    def day() -> str:
        return (datetime.now().astimezone() - timedelta(hours=hour)).date().isoformat()

    before = day()
    done = learner.run("stats", "--format", "json", JKBRIEF_ROLLOVER=str(hour))
    assert json.loads(done.out)["data"]["day"] in {before, day()}


HABITS = [("JKBRIEF_ROLLOVER", value, "an hour from 0 to 12") for value in ("x", "13", "4.5")]
HABITS += [("JKBRIEF_RETENTION", value, "a probability from 0.7 to 0.99") for value in ("90", "no")]


@pytest.mark.parametrize(
    "arguments", ["stats", "topic tea --for-me", "history undo", "quiz --plain"]
)
@pytest.mark.parametrize(("variable", "value", "form"), HABITS)
def test_a_variable_that_cannot_be_read_is_named_wherever_it_counts(
    learner: Learner, arguments: str, variable: str, value: str, form: str
) -> None:
    done = learner.run(*arguments.split(), **{variable: value})
    assert (done.status, done.out) == (2, "")
    assert done.err == f"jkbrief: {variable} is {value!r}: set it to {form}\n"
    assert learner.run("topic", "tea", **{variable: value}).status == 0


def test_an_option_counts_before_its_variable_and_an_empty_one_is_none(learner: Learner) -> None:
    assert learner.run("stats", "--rollover", "4", JKBRIEF_ROLLOVER="x").status == 0
    assert learner.run("stats", JKBRIEF_ROLLOVER="").status == 0


def test_a_briefing_for_me_tells_what_i_forgot_and_what_i_never_saw(learner: Learner) -> None:
    unseen = learner.run("topic", "tea", "--for-me")
    assert "### Tea: never seen\n\n- Tea is drunk." in unseen.out
    learner.answers(("drunk", 1, 200))
    done = learner.run("topic", "tea", "--for-me")
    assert re.search(
        r"### Tea: likely forgotten \(with predicted recall\)\n\n- \d\d%: Tea is drunk\.\[\^t-tea-drunk",
        done.out,
    )
    assert "### Tea: never seen\n\n- Tea is traded." in done.out
    learner.answers(("traded", 4, 0))
    data = json.loads(learner.run("topic", "tea", "--for-me", "--format", "json").out)["data"]
    (theme,) = data["themes"]
    assert theme["folded"] == ["traded"]
    assert [fact["id"] for fact in theme["facts"]] == ["drunk"]
    assert 0 < theme["facts"][0]["recall"] < 0.9
    assert "1 known well and left out" in learner.run("topic", "tea", "--for-me").out
    plain = json.loads(learner.run("topic", "tea", "--format", "json").out)["data"]["themes"][0]
    assert "folded" not in plain
    assert "recall" not in plain["facts"][0]


def test_what_is_known_well_is_what_the_learner_aims_at(learner: Learner) -> None:
    learner.answers(("drunk", 3, 5), ("traded", 3, 5))  # recalled with some 85 %
    assert "likely forgotten" in learner.run("topic", "tea", "--for-me").out
    done = learner.run("topic", "tea", "--for-me", JKBRIEF_RETENTION="0.8")
    assert (done.status, done.out) == (1, "")
    assert done.err == "jkbrief: you know all of this well: leave out --for-me to read it\n"


def test_a_bottom_line_for_me_is_no_thing(learner: Learner) -> None:
    done = learner.run("topic", "tea", "--for-me", "--length", "brief")
    assert done.status == 2
    assert "--for-me orders the facts, and --length brief has none: drop one" in done.err


def test_the_history_is_not_opened_unless_it_is_asked_for(learner: Learner) -> None:
    learner.folder.mkdir()
    (learner.folder / "history.sqlite").write_bytes(b"spoilt" * 100)
    done = learner.run("topic", "tea")
    assert (done.status, "damaged" in done.err) == (0, False)
    shown = learner.run("topic", "tea", "--for-me")
    assert shown.status == 0
    assert "is damaged: 0 answers could be read" in shown.err


PAGE = (ROOT / "docs" / "history.md").read_text("utf-8")


def test_every_command_of_the_page_on_the_history_runs(
    jkbrief: Run, learner: Learner, monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    learner.answers(("drunk", 3, 1))
    monkeypatch.chdir(tmp_path)
    for line in re.findall(r"^jkbrief (.+)$", PAGE, re.MULTILINE):
        done = jkbrief(*shlex.split(line), JKBRIEF_DATA_DIR=str(learner.folder))
        assert done.status == 0, line
        assert done.err.startswith("jkbrief: the newest source is") == ("topic" in line), line


def test_the_page_on_the_history_names_every_field_of_the_log() -> None:
    rows = "".join(re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", rows)) == {"jkbrief", *Event._fields}
