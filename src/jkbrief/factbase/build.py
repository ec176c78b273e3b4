"""Makes the compiled form of a fact base from its YAML file, and keeps it in the cache."""

import contextlib
import hashlib
import marshal
import os
import pathlib
import sqlite3
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from typing import Any

from jkbrief.factbase import index
from jkbrief.factbase.compiled import TABLES
from jkbrief.factbase.gists import Gists
from jkbrief.factbase.progress import Progress, stage, told, unheard
from jkbrief.model import Fact, FactBase
from jkbrief.telling.teller import Teller

# How far it is when the rows are written, and what is told of each theme; the rest is the search.
_ROWS, _TOLD = 0.15, 0.3

# No build that still goes on is older.
_LONGEST = 86_400  # seconds


def fill(
    connection: sqlite3.Connection,
    base: FactBase,
    gists: Gists,
    stamp: Mapping[str, str],
    progress: Progress = unheard,
) -> None:
    """Write `base` into the empty database behind `connection`, with the `stamp` of its files.

    `gists` say what stands in the paragraphs of its sources, and help a search. `progress` is
    told how far it is.
    """
    # Nobody reads the file before it is whole and has its name: nothing need be undone.
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES}")
    meta = {
        **stamp,
        "factbase": base.factbase,
        "title": base.title,
        "edition": base.edition,
        "fact_total": base.fact_total,
        "source_total": base.source_total,
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.executemany("INSERT INTO entity VALUES (?, ?, ?, ?)", _entities(base))
    positions = {fact.id: position for position, fact in enumerate(base.facts)}
    connection.executemany(
        "INSERT INTO fact VALUES (?, ?, ?)",
        (
            (n, fact.id, _row(fact._replace(cards=())))
            for n, fact in enumerate(told(base.facts, stage(progress, 0, _ROWS)))
        ),
    )
    connection.executemany(
        "INSERT INTO card VALUES (?, ?, ?, ?, ?)",
        (
            (n, number, f"{fact.id}:{card.id}", fact.themes[0], _row(card))
            for n, fact in enumerate(base.facts)
            for number, card in enumerate(fact.cards)
        ),
    )
    connection.executemany("INSERT INTO answer VALUES (?, ?, ?)", _answers(base))
    connection.executemany(
        "INSERT OR IGNORE INTO fact_theme VALUES (?, ?)",
        ((theme, n) for n, fact in enumerate(base.facts) for theme in fact.themes),
    )
    connection.execute(
        """
        INSERT INTO theme_count
        SELECT theme, count(*), sum((SELECT count(*) FROM card WHERE card.fact = ft.fact))
        FROM fact_theme AS ft GROUP BY theme
        """
    )
    connection.executemany(
        "INSERT OR IGNORE INTO fact_source VALUES (?, ?)",
        ((cite.source, n) for n, fact in enumerate(base.facts) for cite in fact.cites),
    )
    pairs = [
        (n, positions[difference.fact])
        for n, fact in enumerate(base.facts)
        for difference in fact.differs
    ]
    connection.executemany(
        "INSERT OR IGNORE INTO difference VALUES (?, ?)",
        [*pairs, *((other, n) for n, other in pairs)],
    )
    connection.executemany(
        "INSERT INTO material VALUES (?, ?)", _materials(base, stage(progress, _ROWS, _TOLD))
    )
    index.fill(connection, base, gists, stage(progress, _TOLD, 1))
    connection.commit()


def _answers(base: FactBase) -> Iterator[tuple[str, int, bytes]]:
    """Yield each different answer of a card once, with its type and what is accepted for it."""
    cards = (card for fact in base.facts for card in fact.cards if card.answer)
    different = dict.fromkeys((card.type, card.answer, card.accept) for card in cards)
    for position, (kind, answer, accept) in enumerate(different):
        yield kind, position, _row((answer, accept))


def _entities(base: FactBase) -> Iterator[tuple[str, str, int, bytes]]:
    for section in ("themes", "threads", "terms", "people", "sources"):
        for position, entity in enumerate(getattr(base, section)):
            yield section, entity.id, position, _row(entity)


def _materials(base: FactBase, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """Yield for each theme what there is to tell on it; sources are named by their ids."""
    facts: dict[str, list[Fact]] = {theme.id: [] for theme in base.themes}
    for fact in base.facts:
        for theme_id in dict.fromkeys(fact.themes):
            facts[theme_id].append(fact)
    teller = Teller(base)
    for theme in told(base.themes, progress):
        made = teller.material(theme, facts[theme.id])
        row = made._asdict() | {"sources": tuple(source.id for source in made.sources)}
        yield theme.id, _row(tuple(row.values()))


def _row(value: tuple[Any, ...]) -> bytes:
    return marshal.dumps(_plain(value))


def _plain(values: tuple[Any, ...]) -> tuple[Any, ...]:
    # marshal knows no named tuples: their fields are kept, in order.
    return tuple([_plain(each) if isinstance(each, tuple) else each for each in values])


def keep(
    base: FactBase,
    gists: Gists,
    stamp: Mapping[str, str],
    file: pathlib.Path,
    progress: Progress,
) -> bool:
    """Put the compiled form at `file`, whole or not at all; return whether that was possible."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _clear_away(file.parent)
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
        os.close(handle)
    except OSError:
        return False
    try:
        with contextlib.closing(sqlite3.connect(name)) as connection:
            fill(connection, base, gists, stamp, progress)
        pathlib.Path(name).replace(file)
    except (OSError, sqlite3.Error):
        return False
    finally:
        pathlib.Path(name).unlink(missing_ok=True)  # what has its own name by now is not touched
    return True


def _clear_away(folder: pathlib.Path) -> None:
    """Remove what builds that were killed left behind."""
    for left in folder.glob("*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LONGEST:
                left.unlink()


def note_seen(file: str, seen: str) -> None:
    """Note in the compiled form how its files look now, where it can be written."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(file)) as connection,
        connection,
    ):
        # Readers, who cannot write, could not clear away a journal that an accident left behind.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("UPDATE meta SET value = ? WHERE key = 'seen'", (seen,))


def digest(files: Mapping[str, os.stat_result]) -> str:
    """Return the SHA-256 of what `files`, with their states, hold: of a pipe its state alone."""
    whole = hashlib.sha256()
    for file, status in files.items():
        whole.update(_content(file) if stat.S_ISREG(status.st_mode) else repr(status).encode())
    return whole.hexdigest()


def _content(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 - paths are texts on the way to a briefing
            return hashlib.file_digest(opened, "sha256").digest()
    except OSError:
        return b""  # whoever needs the file will say so
