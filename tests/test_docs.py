"""The documentation tells the truth: every command that it shows is run."""

import re
import shlex

import pytest

from conftest import ROOT, Program
from jkbrief.cli._main import COMMANDS

README = (ROOT / "README.md").read_text("utf-8")
SHOWN = re.findall(r"^(jkbrief [^#\n>]+)", README, re.MULTILINE)


@pytest.mark.parametrize("line", SHOWN)
def test_every_command_of_the_readme_runs(jkbrief: Program, line: str) -> None:
    done = jkbrief(*shlex.split(line)[1:])
    assert (done.status, done.err) == (0, "")
    assert done.out


def test_the_readme_shows_the_commands_people_come_for() -> None:
    shown = {shlex.split(line)[1] for line in SHOWN}
    assert {"topic", "topics", "fact", "sources"} <= shown <= set(COMMANDS)


def test_the_design_page_names_every_room() -> None:
    design = (ROOT / "docs" / "design.md").read_text("utf-8")
    package = ROOT / "src" / "jkbrief"
    rooms = [
        path.name for path in package.iterdir() if path.is_dir() and path.name != "__pycache__"
    ]
    files = [path.name for path in package.glob("[a-z]*.py")]
    assert [name for name in rooms + files if name not in design] == []
