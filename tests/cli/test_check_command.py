"""`jkbrief check`: what it prints, in which form, and how it ends."""

import json
import pathlib

import pytest

from conftest import Program
from jkbrief.factbase.rules import CODES
from jkbrief.factbase.starter import starter


@pytest.fixture
def faulty(tmp_path: pathlib.Path) -> pathlib.Path:
    """Write a base with an error at 54:11 and a warning at 50:14."""
    file = tmp_path / "ferry.yaml"
    text = starter().replace("weight: 3   ", "weight: 5   ", 1)
    file.write_text(text.replace("ferry on 14 May 2024.\n", "ferry on 14 May 2024\n", 1))
    return file


LINES = """\
{0}:50:14: warning no-full-stop fact 'contract-signed' › statement: does not end in a full stop: add it
{0}:54:11: error bad-number fact 'contract-signed' › weight: '5' is not a whole number from 1 to 3
"""


def test_each_problem_is_a_line_that_editors_can_open(
    jkbrief: Program, faulty: pathlib.Path
) -> None:
    done = jkbrief("check", faulty)
    assert done.out == LINES.format(faulty)
    assert done.err == (
        f"{faulty}: 1 error, 1 warning (4 facts, 4 cards; no dossiers, so nothing is proved: "
        "'jkbrief init --source TEXT' begins one)\n"
    )
    assert done.status == 1


def test_warnings_alone_are_no_failure(jkbrief: Program, faulty: pathlib.Path) -> None:
    faulty.write_text(faulty.read_text().replace("weight: 5", "weight: 3"))
    done = jkbrief("check", faulty)
    assert done.out == LINES.format(faulty).splitlines(keepends=True)[0]
    assert done.status == 0


def test_json_has_the_problems_with_their_place(jkbrief: Program, faulty: pathlib.Path) -> None:
    done = jkbrief("check", faulty, "--format", "json")
    document = json.loads(done.out)
    assert (document["jkbrief"], document["command"], done.status) == (1, "check", 1)
    assert document["data"]["problems"][1] == {
        "path": str(faulty),
        "line": 54,
        "column": 11,
        "severity": "error",
        "code": "bad-number",
        "where": "fact 'contract-signed' › weight",
        "message": "'5' is not a whole number from 1 to 3",
    }


def test_github_gets_annotations(jkbrief: Program, faulty: pathlib.Path) -> None:
    folder = faulty.parent / "100%, a:b"
    folder.mkdir()
    moved = faulty.rename(folder / "f.yaml")
    escaped = str(moved).replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    assert jkbrief("check", moved, "--format", "github").out.splitlines()[1] == (
        f"::error file={escaped},line=54,col=11,title=bad-number::"
        "fact 'contract-signed' › weight: '5' is not a whole number from 1 to 3"
    )


def test_what_other_commands_would_read_is_checked(jkbrief: Program, faulty: pathlib.Path) -> None:
    assert jkbrief("--facts", faulty, "check").out == LINES.format(faulty)
    assert jkbrief("check").err.endswith("no problems (337 facts, 363 cards; against 5 dossiers; --texts DIR proves more)\n")  # fmt: skip


def test_the_report_shows_every_paragraph_and_guesser(jkbrief: Program) -> None:
    done = jkbrief("check", "--report", "--format", "plain")
    assert "What each paragraph yields" in done.out
    assert "the longest option" in done.out
    data = json.loads(jkbrief("check", "--format", "json").out)["data"]
    assert len(data["coverage"]) == 101
    assert [row["facts"] > 0 for row in data["coverage"]] == [
        bool(row["gist"]) for row in data["coverage"]
    ]
    assert {row["rule"] for row in data["guessers"]} >= {"the longest option", "the first option"}


def test_a_code_is_explained(jkbrief: Program) -> None:
    assert jkbrief("check", "--explain", "bad-number").out == (
        "bad-number (error)\n"
        "A number is not whole, or out of bounds.\n\n"
        "bad\n    weight: 4\n\ngood\n    weight: 3\n"
    )
    code = json.loads(jkbrief("check", "--explain", "bad-number", "--format", "json").out)
    assert code["data"]["codes"] == [CODES["bad-number"]._asdict()]
    every = jkbrief("check", "--explain", "all").out
    assert [name for name in CODES if f"\n{name} (" not in f"\n{every}"] == []


WRONG = [
    (["check", "--explain", "bad-nummer"], "no code is called 'bad-nummer': did you mean 'bad-number'?; 'jkbrief check --explain all' lists them all"),
    (["check", "no-such-file"], "no-such-file: there is no such file: check the name"),
    (["check", "."], ".: is a folder: name the file in it"),
    (["check", "--texts", "no-such"], "no-such: there is no such folder: name the one with the texts"),
    (["--facts", "{ferry}", "check", "--texts", "."], "seeds: there are no dossiers, by which the texts are told apart: name their folder with --dossiers DIR"),
    (["check", "/dev/zero"], "/dev/zero: is a device: name a file"),
    (["check", "--dossiers", "no-such"], "no-such: there is no such folder: name the one with the dossiers"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_what_cannot_be_checked_gets_one_clear_line(
    jkbrief: Program, arguments: list[str], message: str, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "ferry.yaml").write_text(starter(), encoding="utf-8")
    done = jkbrief(*[part.format(ferry=tmp_path / "ferry.yaml") for part in arguments])
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(f"jkbrief: {message}")
    assert done.err.count("\n") == 1
