"""What a start of the program pays for: exactly which modules are imported, and no other."""

import subprocess
import sys
from typing import NamedTuple

import pytest

EVERY_START = {
    "jkbrief",
    "jkbrief.cli",
    "jkbrief.cli._main",
    "jkbrief.errors",
    "jkbrief.record",
}
READING = EVERY_START | {
    "jkbrief.cli._options",
    "jkbrief.cli._output",
    "jkbrief.cli._session",
    "jkbrief.edtf",
    "jkbrief.factbase",
    "jkbrief.factbase.bundled",
    "jkbrief.factbase.compiled",
    "jkbrief.factbase.store",
    "jkbrief.folders",
    "jkbrief.model",
    "jkbrief.names",
    "jkbrief.render",
    "jkbrief.render.escape",
    "jkbrief.select",
    "jkbrief.telling",
    "jkbrief.telling.claim",
    "jkbrief.text",
}


class Start(NamedTuple):
    """A command line in a pipe, and what it imports that `import click` does not.

    `ours` is all of jkbrief. `standard` are the modules of the standard library that it may
    import, by their first name without underscores: which it is turns on the Python.
    `clicks` are the modules of click that click itself imports when they are needed.
    """

    line: str
    ours: set[str]
    standard: set[str]
    clicks: frozenset[str] = frozenset()


STARTS = [
    Start("--version", EVERY_START, {"gc", "locale"}),
    Start(
        "--help",
        EVERY_START,
        {"gc", "locale"} | {"shutil", "bz2", "compression", "lzma", "fnmatch", "textwrap", "zlib"},
        frozenset({"click._textwrap"}),
    ),
    Start(
        "topic china",
        READING
        | {
            "jkbrief.briefing",
            "jkbrief.briefing.compose",
            "jkbrief.briefing.document",
            "jkbrief.cli._briefing",
            "jkbrief.cli.topic",
            "jkbrief.render.bibliography",
            "jkbrief.render.markdown",
        },
        {"gc", "locale", "sqlite3", "zlib"},
    ),
    Start(
        "search forced labour compensation",
        READING
        | {
            "jkbrief.cli._show",
            "jkbrief.cli.search",
            "jkbrief.document",
            "jkbrief.factbase.finder",
            "jkbrief.render.markdown_page",
            "jkbrief.search",
            "jkbrief.telling.support",
            "jkbrief.telling.teller",
            "jkbrief.thesaurus",
            "jkbrief.words",
        },
        {"gc", "locale", "math", "sqlite3", "zlib"},
    ),
]
# What sqlite3 imports, which click imports, too, but not of every version.
OF_SQLITE = {"collections", "datetime", "time"}

_RUN = """
import sys, click
before = set(sys.modules)
import jkbrief.cli
sys.argv = ["jkbrief", *sys.argv[1:]]
jkbrief.cli._main.run()
print(*(set(sys.modules) - before), file=sys.stderr)
"""


def imported(line: str) -> set[str]:
    run = [sys.executable, "-c", _RUN, *line.split()]
    subprocess.run(run, capture_output=True, check=True)  # the cache is warm from here on
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())  # there may be a notice before it


def package(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.line)
def test_a_start_imports_exactly_what_it_needs(start: Start) -> None:
    modules = imported(start.line)
    standard = {name for name in modules if package(name) in sys.stdlib_module_names}
    ours = {name for name in modules if package(name) == "jkbrief"}
    assert ours == start.ours
    assert {package(name).strip("_") for name in standard} <= start.standard | OF_SQLITE
    assert modules - standard - ours == start.clicks
