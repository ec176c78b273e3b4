"""What is told is the same with the compiled form and without it, and with it no YAML is read."""

import io
import json
import os
import pathlib
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest
from examples import EXAMPLES, NOT_READING, commands, lines, words, write_base

from jkbrief.cli._main import run

REFUSED = ("topic none", "fact quay", "search zeppelin")
TYPED = b"2\n\n" * 20  # some answers are right


class Told(NamedTuple):
    """What a line told: its status, both streams, and the texts it wrote, by name."""

    status: int
    out: bytes
    err: bytes
    files: dict[str, bytes]


Tell = Callable[[str, pathlib.Path], Told]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    file = tmp_path_factory.mktemp("base") / "island.yaml"
    write_base(file)
    return file


@pytest.fixture
def tell(
    base: pathlib.Path,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Tell:
    """Return what runs a line, in a folder and with a history of its own."""

    def run_line(line: str, cache: pathlib.Path) -> Told:
        folder = tmp_path / "run"
        folder.mkdir()
        (folder / "notes.md").write_text("# Notes\n", "utf-8")
        monkeypatch.chdir(folder)
        monkeypatch.setenv("JKBRIEF_CACHE_DIR", str(cache))
        monkeypatch.setenv("JKBRIEF_DATA_DIR", str(folder / "data"))
        monkeypatch.setattr(sys, "argv", ["jkbrief", "--facts", str(base), *words(line)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TYPED)))
        status = run()
        texts = {file.name: file.read_bytes() for file in folder.glob("*.md")}
        folder.rename(tmp_path / f"run on {cache.name}")
        return Told(status, *capfdbinary.readouterr(), texts)

    return run_line


def test_every_command_that_reads_has_an_example() -> None:
    """Who adds a command adds a line to examples.py, or says there why it reads no base."""
    names = [name for name, _ in commands()]
    assert sorted([*EXAMPLES, *NOT_READING]) == sorted(names)


@pytest.fixture(scope="module")
def warm(base: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    cache = tmp_path_factory.mktemp("warm")
    environment = {**os.environ, "JKBRIEF_CACHE_DIR": str(cache)}
    line = [sys.executable, "-m", "jkbrief", "--facts", str(base), "topics"]
    subprocess.run(line, env=environment, capture_output=True, check=True)
    assert len(list(cache.iterdir())) == 1
    return cache


@pytest.mark.parametrize("line", lines())
def test_every_line_tells_the_same_without_the_compiled_form(
    line: str, tell: Tell, warm: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "file").write_text("")  # nothing can be kept in a folder that is a file
    without = tell(line, tmp_path / "file" / "cold")
    assert tell(line, warm) == without
    assert without.status == (1 if line in REFUSED else 0)


def test_with_the_compiled_form_no_line_opens_the_yaml_or_loads_what_reads_it(
    base: pathlib.Path, warm: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    code = (
        "import json, os, sys, jkbrief.cli._main as program\n"
        "opened = []\n"
        "def hook(event, arguments):\n"
        "    if event == 'open': opened.append(str(arguments[0]))\n"
        "sys.addaudithook(hook)\n"
        "for words in json.load(sys.stdin):\n"
        "    sys.argv = ['jkbrief', *words]\n"
        "    program.run()\n"
        "print(json.dumps([opened, sorted(sys.modules)]), file=sys.stderr)\n"
    )
    (tmp_path / "notes.md").write_text("# Notes\n", "utf-8")
    told = [["--facts", str(base), *words(line)] for line in lines() if line not in REFUSED]
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(told),
        env={**os.environ, "JKBRIEF_CACHE_DIR": str(warm), "JKBRIEF_DATA_DIR": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    opened, modules = json.loads(done.stderr.splitlines()[-1])
    assert "notes.md" in map(os.path.basename, opened)
    assert [file for file in opened if file.endswith(".yaml")] == []
    assert "jkbrief.factbase.compiled" in modules
    assert {"jkbrief.factbase.nodes", "jkbrief.factbase.build"} & set(modules) == set()
