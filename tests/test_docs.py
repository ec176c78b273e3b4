"""The documentation tells the truth: every command that it shows is run."""

import pathlib
import re
import shlex

import pytest

from conftest import ROOT, Program
from jkbrief.cli._main import COMMANDS

README = (ROOT / "README.md").read_text("utf-8")
SHOWN = re.findall(r"^(jkbrief [^#\n>]+)", README, re.MULTILINE)
# What asks its questions on a terminal says so anywhere else.
ASKING = [line for line in SHOWN if line.split()[1] == "quiz" and "--sheet" not in line]


def test_every_command_of_the_readme_runs(
    jkbrief: Program, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pathlib.Path("notes.md").write_text("# Notes\n", "utf-8")
    for line in SHOWN:
        done = jkbrief(*shlex.split(line)[1:])
        if line in ASKING:
            assert (done.status, done.out) == (2, ""), line
            assert "--sheet" in done.err
        else:
            assert (done.status, "Error" in done.err) == (0, False), (line, done)


def test_the_readme_shows_the_commands_people_come_for() -> None:
    shown = {shlex.split(line)[1] for line in SHOWN}
    assert set(COMMANDS) - {"completion"} <= shown | {"--facts"}
    assert shown <= set(COMMANDS) | {"--facts"}


def test_the_design_page_names_every_room() -> None:
    design = (ROOT / "docs" / "design.md").read_text("utf-8")
    package = ROOT / "src" / "jkbrief"
    rooms = [
        path.name for path in package.iterdir() if path.is_dir() and path.name != "__pycache__"
    ]
    files = [path.name for path in package.glob("[a-z]*.py")]
    assert [name for name in rooms + files if name not in design] == []
