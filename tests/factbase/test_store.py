"""The compiled form is built when the content changes, and only then."""

import os
import pathlib
import threading
import time
from collections.abc import Callable
from types import ModuleType

import pytest

from jkbrief.factbase import build, load, store
from jkbrief.factbase.progress import Progress
from jkbrief.factbase.store import cache_file, open_base
from jkbrief.model import FactBase


@pytest.fixture
def file(tmp_path: pathlib.Path) -> pathlib.Path:
    starter = pathlib.Path(store.__file__).with_name("starter.yaml")
    file = tmp_path / "ferry.yaml"
    file.write_bytes(starter.read_bytes())
    open_base(str(file))
    return file


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is done from here on: `parse`, and `hash` for reading without parsing."""
    done: list[str] = []

    def noted(module: ModuleType, name: str, what: str) -> None:
        real = getattr(module, name)

        def told(*arguments: object) -> object:
            done.append(what)
            return real(*arguments)

        monkeypatch.setattr(module, name, told)

    noted(load, "load", "parse")
    noted(build, "digest", "hash")
    return done


def leave(file: pathlib.Path) -> None:
    assert file.exists()


def touch(file: pathlib.Path) -> None:
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1_000_000))


def replace(file: pathlib.Path) -> None:
    copy = file.with_suffix(".new")
    copy.write_bytes(file.read_bytes())
    copy.replace(file)


def begin_dossiers(file: pathlib.Path) -> None:
    (file.parent / "seeds").mkdir()
    (file.parent / "seeds" / "minutes-2024.yaml").write_text("source: minutes-2024\n")


def edit(file: pathlib.Path) -> None:
    file.write_text(file.read_text("utf-8").replace("electric ferry", "electric boat"), "utf-8")


def give_dossier_to_another_source(file: pathlib.Path) -> None:
    dossier = with_dossier(file)
    open_base(str(file))
    dossier.rename(dossier.with_name("ferry-plan.yaml"))


def edit_dossier_beside_a_lock(file: pathlib.Path) -> None:
    dossier = with_dossier(file)
    dossier.with_name(".#minutes-2024.yaml").symlink_to("me@here.1")  # as Emacs leaves it
    open_base(str(file))
    dossier.write_text("source: minutes-2024\nparagraphs: {}\n")


def with_dossier(file: pathlib.Path) -> pathlib.Path:
    begin_dossiers(file)
    return file.parent / "seeds" / "minutes-2024.yaml"


CHANGES = [
    (leave, []),
    (touch, ["hash"]),
    (replace, ["hash"]),
    (edit, ["hash", "parse"]),
    (begin_dossiers, ["hash", "parse"]),
    (give_dossier_to_another_source, ["hash", "parse"] * 2),
    (edit_dossier_beside_a_lock, ["hash", "parse"] * 2),
]


@pytest.mark.parametrize(
    ("change", "expected"), CHANGES, ids=lambda each: getattr(each, "__name__", "")
)
def test_only_another_content_is_parsed_and_only_once(
    file: pathlib.Path, work: list[str], change: Callable[[pathlib.Path], None], expected: list[str]
) -> None:
    change(file)
    for _ in range(2):
        assert open_base(str(file)).total() > 0
    assert work == expected


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    file: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = load.load

    def slow(path: pathlib.Path, progress: Progress) -> FactBase:
        base = real(path, progress)
        edit(file)
        return base

    monkeypatch.setattr(load, "load", slow)
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    before = pathlib.Path(cache_file(str(file))).read_bytes()
    open_base(str(file))
    assert pathlib.Path(cache_file(str(file))).read_bytes() == before


def test_what_a_killed_build_left_is_cleared_away_by_the_next(file: pathlib.Path) -> None:
    folder = pathlib.Path(cache_file(str(file))).parent
    killed, running = folder / "killed.tmp", folder / "running.tmp"
    for left, hours in ((killed, 25), (running, 1)):
        left.write_bytes(b"half")
        began = time.time() - hours * 3_600
        os.utime(left, (began, began))
    edit(file)
    open_base(str(file))
    assert (killed.exists(), running.exists()) == (False, True)
    running.unlink()


@pytest.mark.skipif(not pathlib.Path("/dev/fd").is_dir(), reason="this system names no pipes")
def test_nothing_is_kept_of_what_comes_through_a_pipe(file: pathlib.Path) -> None:
    end, begin = os.pipe()
    writer = threading.Thread(target=_write, args=(begin, file.read_bytes()))
    writer.start()
    folder = pathlib.Path(cache_file(str(file))).parent
    before = set(folder.iterdir())
    assert open_base(f"/dev/fd/{end}").total() > 0
    writer.join()
    os.close(end)
    assert set(folder.iterdir()) <= before


def _write(end: int, data: bytes) -> None:
    with os.fdopen(end, "wb") as pipe:
        pipe.write(data)
