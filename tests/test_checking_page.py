"""`docs/checking.md`: its walk is walked, and its table of codes is the registry's."""

import os
import pathlib
import re
import subprocess
import sys

from conftest import ROOT
from jkbrief.cli._main import COMMANDS
from jkbrief.factbase.rules import CODES

PAGE = (ROOT / "docs" / "checking.md").read_text("utf-8")
WALK = "".join(re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def commands() -> list[tuple[str, str]]:
    """Return each command of the walk with what it prints."""
    steps = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", WALK, re.MULTILINE)
    return [(command, printed) for command, printed in steps]


def test_the_walk_through_a_base_of_ones_own_is_as_it_is_told(tmp_path: pathlib.Path) -> None:
    program = tmp_path / "bin" / "jkbrief"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jkbrief "$@"\n')
    program.chmod(0o755)
    here = tmp_path / "here"
    here.mkdir()
    told = []
    for command, _ in commands():
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=here,
            env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )
        told.append((command, done.stdout + done.stderr))
        assert done.returncode in (0, 1), (command, done.stderr)
    assert told == commands()
    assert "## The ferry (as of 2024-05)" in (here / "briefing.md").read_text("utf-8")
    assert "Ada Holm" in (here / "sheet.md").read_text("utf-8")


def test_the_walk_uses_what_there_is() -> None:
    used = set(re.findall(r"jkbrief (?:--facts \S+ |--with-bundled )*(\w+)", WALK))
    assert used == {"init", "check", "topic", "topics", "quiz"}
    assert used <= set(COMMANDS)


def test_the_walk_can_be_walked_on_macos_and_bsd_too() -> None:
    # Their sed takes what follows -i for the ending of the copy that it keeps.
    assert re.findall(r"sed -i\S*", WALK) == ["sed -i.bak"] * 4


def test_every_code_is_on_the_page() -> None:
    rows = re.findall(r"^\| `(.*)` \| (\w+) \| (.*) \|$", PAGE, re.MULTILINE)
    assert rows == [(code.name, code.severity, code.meaning) for code in CODES.values()]
