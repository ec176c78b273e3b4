"""What every test may use: the program as users call it, the bundled base, the source texts."""

import os
import pathlib
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from jkbrief.factbase import bundled
from jkbrief.factbase.load import load
from jkbrief.model import FactBase

ROOT = pathlib.Path(__file__).parent.parent
TEXTS = ROOT.parent / "shared" / "seeds"
FACTS = pathlib.Path(bundled.facts_file())


class Result(NamedTuple):
    """What a run of the program left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Program = Callable[..., Result]


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the cache and history of whoever runs the tests out of it."""
    for name in [name for name in os.environ if name.startswith("JKBRIEF_")]:
        del os.environ[name]
    os.environ["JKBRIEF_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["JKBRIEF_DATA_DIR"] = str(tmp_path_factory.mktemp("data"))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PAGER"):
        os.environ.pop(name, None)


@pytest.fixture
def jkbrief() -> Program:
    """Run `jkbrief` with arguments in a process of its own, off a terminal."""

    def run(*arguments: object, stdin: str = "", **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "jkbrief", *map(str, arguments)],
            input=stdin.encode(),
            capture_output=True,
            env={**os.environ, **environment},
            timeout=60,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def base() -> FactBase:
    """Load the bundled fact base."""
    return load(FACTS)


@pytest.fixture(scope="session")
def texts() -> pathlib.Path:
    """Return the folder of the source texts; they are under copyright and not in the project."""
    if not TEXTS.is_dir():
        pytest.skip(f"the source texts are not at hand ({TEXTS.name}): CI has them")
    return TEXTS
