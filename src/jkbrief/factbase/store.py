"""open_base(path) -> CompiledBase: from the cache where it is current, else built anew."""

import contextlib
import gc
import os
import sqlite3
from zlib import crc32

from jkbrief.errors import FileProblem
from jkbrief.factbase.bundled import dossier_folder
from jkbrief.factbase.compiled import FORMAT, CompiledBase
from jkbrief.folders import cache_folder


def open_base(path: str) -> CompiledBase:
    """Return the compiled form of the fact base in the file at `path`.

    It is read from the cache while the file's size, time and inode are those it was built
    from. Where nothing can be written it is built in memory, for this run.
    Raises FileProblem where the file cannot be read, FactBaseError where it has problems.
    """
    try:
        status = os.stat(path)
    except OSError as error:
        raise FileProblem(f"{path}: cannot be read: {error.strerror}: check the name") from None
    stamp = " ".join([FORMAT, *map(_mark, [status, *_dossiers(path)])])
    cached = cache_file(path)
    return _open_cached(cached, stamp, path) or _build(path, stamp, cached)


def _mark(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def _dossiers(path: str) -> list[os.stat_result]:
    """Return the state of every dossier, because a search reads them, too."""
    with contextlib.suppress(OSError), os.scandir(dossier_folder(path)) as entries:
        files = sorted((e.name, e.stat()) for e in entries if e.name.endswith(".yaml"))
        return [state for _, state in files]
    return []


def cache_file(path: str) -> str:
    """Return where the compiled form of the file at `path` is kept."""
    real = os.path.realpath(path)
    stem = os.path.splitext(os.path.basename(real))[0]
    return os.path.join(cache_folder(), f"{stem}-{crc32(os.fsencode(real)):08x}.sqlite")


def _open_cached(file: str, stamp: str, path: str) -> CompiledBase | None:
    try:
        connection = sqlite3.connect(f"file:{_quoted(file)}?mode=ro", uri=True)
        (kept,) = connection.execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()
        return CompiledBase(connection, path) if kept == stamp else None
    except (sqlite3.Error, TypeError, KeyError, OSError):
        return None  # not there, not ours, or broken: it is built anew


def _quoted(file: str) -> str:
    return os.path.abspath(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _build(path: str, stamp: str, cached: str) -> CompiledBase:
    gc.disable()  # nearly all that is made here stays: to look for garbage would be waste
    try:
        return _built(path, stamp, cached)
    finally:
        gc.enable()


def _built(path: str, stamp: str, cached: str) -> CompiledBase:
    import pathlib

    from jkbrief.factbase import build
    from jkbrief.factbase.gists import gists
    from jkbrief.factbase.load import load

    base = load(pathlib.Path(path))
    paragraphs = gists(pathlib.Path(path), (source.id for source in base.sources))
    if build.keep(base, paragraphs, stamp, pathlib.Path(cached)):
        kept = _open_cached(cached, stamp, path)
        if kept:
            return kept
    connection = sqlite3.connect(":memory:")
    build.fill(connection, base, paragraphs, stamp)
    return CompiledBase(connection, path)
