"""open_base(path) -> CompiledBase: from the cache where it is current, else built anew."""

import contextlib
import gc
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING
from zlib import crc32

from jkbrief.errors import FileProblem
from jkbrief.factbase.bundled import dossier_folder
from jkbrief.factbase.compiled import FORMAT, CompiledBase
from jkbrief.folders import SQLITE_CACHE, cache_folder, sqlite_name

if TYPE_CHECKING:
    from jkbrief.factbase.progress import Progress

# Given the path of a base that is built, the one to be told how far that is.
Watch = Callable[[str], contextlib.AbstractContextManager["Progress"]]


def unwatched(path: str) -> "contextlib.AbstractContextManager[Progress]":  # noqa: ARG001 - a Watch
    """Return one to be told how far a build is who does not listen."""
    from jkbrief.factbase.progress import unheard

    return contextlib.nullcontext(unheard)


def open_base(path: str, watch: Watch = unwatched) -> CompiledBase:
    """Return the compiled form of the fact base in the file at `path`.

    It is read from the cache while the file, and the dossiers that a search reads, have the
    size, time and inode that they were built from, or the same content as then. Where nothing
    can be written it is built in memory, for this run. `watch` is asked only where it is built.
    Raises FileProblem where the file cannot be read, FactBaseError where it has problems.
    """
    files, cached = _files(path), cache_file(path)
    seen = _seen(files)
    kept = _open_cached(cached, path, "seen", seen)
    return kept or _after_a_change(path, files, seen, cached, watch)


def _files(path: str) -> dict[str, os.stat_result]:
    """Return the state of the file at `path` and of every dossier, by path."""
    try:
        files = {path: os.stat(path)}
    except OSError as error:
        raise FileProblem(f"{path}: cannot be read: {error.strerror}: check the name") from None
    dossiers = {}
    with contextlib.suppress(OSError), os.scandir(dossier_folder(path)) as entries:
        for each in entries:
            if each.name.endswith(".yaml"):
                with contextlib.suppress(OSError):  # a link that leads nowhere: an editor's lock
                    dossiers[each.path] = each.stat()
    return files | dict(sorted(dossiers.items()))


def _seen(files: Mapping[str, os.stat_result]) -> str:
    marks = (f"{each.st_size} {each.st_mtime_ns} {each.st_ino}" for each in files.values())
    return " ".join([FORMAT, *_dossiers(files), *marks])


def _dossiers(files: Iterable[str]) -> list[str]:
    """Return the names of the dossiers, each of which says of what source it is."""
    return [os.path.basename(file) for file in list(files)[1:]]


def cache_file(path: str) -> str:
    """Return where the compiled form of the file at `path` is kept."""
    real = os.path.realpath(path)
    stem = os.path.splitext(os.path.basename(real))[0]
    return os.path.join(cache_folder(), f"{stem}-{crc32(os.fsencode(real)):08x}.sqlite")


def discard(path: str) -> None:
    """Remove the compiled form of the file at `path` from the cache: the next run makes another."""
    with contextlib.suppress(OSError):
        os.unlink(cache_file(path))


def _open_cached(file: str, path: str, key: str, stamp: str) -> CompiledBase | None:
    """Return the compiled form that is kept in `file`, or None where it was made of others."""
    try:
        connection = sqlite3.connect(sqlite_name(file, "mode=ro"), uri=True)
        connection.execute(f"PRAGMA cache_size = -{SQLITE_CACHE}")
        (kept,) = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return CompiledBase(connection, path) if kept == stamp else None
    except (sqlite3.Error, TypeError, KeyError, OSError):
        return None  # not there, not ours, or broken: it is built anew


def _after_a_change(
    path: str, files: Mapping[str, os.stat_result], seen: str, cached: str, watch: Watch
) -> CompiledBase:
    """Return the compiled form of files that look changed: the one that is kept if none is."""
    from jkbrief.factbase import build

    content = " ".join([FORMAT, *_dossiers(files), build.digest(files)])
    kept = _open_cached(cached, path, "content", content)
    if kept:
        build.note_seen(cached, seen)
        return kept
    gc.disable()  # nearly all that is made here stays: to look for garbage would be waste
    try:
        with watch(path) as progress:
            return _build(path, {"seen": seen, "content": content}, cached, progress)
    finally:
        gc.enable()


def _build(path: str, stamp: Mapping[str, str], cached: str, progress: "Progress") -> CompiledBase:
    import pathlib

    from jkbrief.factbase import build
    from jkbrief.factbase.gists import gists
    from jkbrief.factbase.load import load
    from jkbrief.factbase.progress import stage

    base = load(pathlib.Path(path), stage(progress, 0, 0.5))
    paragraphs = gists(pathlib.Path(path), (source.id for source in base.sources))
    compiling = stage(progress, 0.5, 1)
    # What was changed while it was read is not kept, nor what comes through a pipe, once.
    whole = _seen(_files(path)) == stamp["seen"] and os.path.isfile(path)
    if whole and build.keep(base, paragraphs, stamp, pathlib.Path(cached), compiling):
        kept = _open_cached(cached, path, "seen", stamp["seen"])
        if kept:
            return kept
    connection = sqlite3.connect(":memory:")
    build.fill(connection, base, paragraphs, stamp, compiling)
    return CompiledBase(connection, path)
