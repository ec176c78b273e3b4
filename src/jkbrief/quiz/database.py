"""Opens the history's database: SQLite's ways of failing, told in one line each.

A file that cannot be read as a history is never written to and never thrown away: whoever
writes next keeps it aside, with what could be read of it carried over to a new one.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator

from jkbrief.errors import FileProblem
from jkbrief.folders import SQLITE_CACHE, sqlite_name
from jkbrief.quiz.disk import Disk
from jkbrief.quiz.events import ANSWER, Event, order, sound
from jkbrief.record import NamedTuple

FORMAT = 1
# A writer that finds the database in use waits; an answer takes a millisecond or so.
_PATIENCE = 20.0  # seconds

_TABLES = (
    """
    CREATE TABLE event (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('answer', 'undo', 'suspend', 'resume')),
        stamp INTEGER NOT NULL,
        instant TEXT NOT NULL,
        day TEXT NOT NULL,
        card TEXT NOT NULL,
        target TEXT REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
        rating INTEGER,
        correct INTEGER,
        overruled INTEGER,
        seconds REAL,
        retention REAL,
        fingerprint TEXT,
        given TEXT,
        expected TEXT
    )
    """,
    "CREATE INDEX event_order ON event (stamp, id)",
    "CREATE INDEX event_card ON event (card, stamp, id)",
    "CREATE INDEX event_target ON event (target) WHERE target IS NOT NULL",
    """
    CREATE TABLE state (
        card TEXT NOT NULL PRIMARY KEY,
        phase TEXT NOT NULL,
        stability REAL NOT NULL,
        difficulty REAL NOT NULL,
        due TEXT NOT NULL,
        last TEXT NOT NULL,
        answers INTEGER NOT NULL,
        lapses INTEGER NOT NULL,
        suspended INTEGER NOT NULL,
        first TEXT NOT NULL,
        answer TEXT REFERENCES event (id)
    ) WITHOUT ROWID
    """,
    # The due queue. A card that was never answered has a row only while it is suspended.
    "CREATE INDEX state_due ON state (due, card) WHERE suspended = 0",
    f"PRAGMA user_version = {FORMAT}",
)
_COLUMNS = ", ".join(Event._fields)
# What is there already stays as it is.
INSERT = f"INSERT OR IGNORE INTO event ({_COLUMNS}) VALUES ({', '.join('?' * len(Event._fields))})"  # noqa: S608 - our own names


class Damaged(FileProblem):
    """A history that cannot be read as one, or not wholly."""


@contextlib.contextmanager
def told(file: str) -> Iterator[None]:
    """Turn what SQLite or the system raises inside into a FileProblem about `file`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _problem(file, error) from None
    except OSError as error:
        raise FileProblem(f"{file}: cannot be used: {error.strerror}") from None


def _problem(file: str, error: sqlite3.Error) -> FileProblem:
    name = getattr(error, "sqlite_errorname", "")
    # Tables that are not as they were made, or text that is none, are damage, too.
    spoilt = str(error).startswith(("no such", "Could not decode"))
    if spoilt or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return Damaged(
            f"{file}: is damaged ({error}): 'jkbrief history verify --repair' keeps it aside "
            "and saves what can be read"
        )
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        advice = "is there room on the disk? All that was answered before is kept"
        return FileProblem(f"{file}: cannot be written ({error}): {advice}")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return FileProblem(
            f"{file}: cannot be written ({error}): check its permissions and its folder's"
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return FileProblem(f"{file}: is in use by another program ({error}): try again")
    return FileProblem(f"{file}: cannot be used ({error})")


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty database, within the caller's transaction."""
    for statement in _TABLES:
        connection.execute(statement)


def in_memory(events: Iterable[Event] = ()) -> sqlite3.Connection:
    """Return a database that is not kept, holding `events`, with no state derived yet."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create(connection)
    connection.executemany(INSERT, events)
    return connection


def open_reading(file: str) -> sqlite3.Connection | None:
    """Return the history in `file` for reading, or None where there is none yet.

    Raises Damaged where it cannot be read as a history, else FileProblem.
    """
    with told(file):
        if not _size(file):
            return None
        connection = _connect_reading(file)
        with _closed_on_error(connection):
            return connection if _usable(connection, file) else None


def _connect_reading(file: str) -> sqlite3.Connection:
    try:
        # Opened as a writer would: the last reader to leave then clears the log file away.
        connection = _connect(file, "mode=rw")
        with _closed_on_error(connection):
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
            raise
        if _size(f"{file}-wal"):
            raise
        # Nothing can be written here, not even a lock, and so nobody else writes either.
        connection = _connect(file, "mode=ro&immutable=1")
    return connection


def _connect(file: str, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        sqlite_name(file, how), uri=True, timeout=_PATIENCE, isolation_level=None
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{SQLITE_CACHE}")
    return connection


def open_writing(file: str) -> sqlite3.Connection:
    """Return the history in `file` for writing, made where there is none.

    Raises Damaged where it cannot be read as a history, else FileProblem.
    """
    with told(file):
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
        connection = _connect(file, "mode=rwc")
        with _closed_on_error(connection):
            fresh = not _usable(connection, file)
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")  # an answer outlives a power cut
            if fresh:
                _create_once(connection, file)
            # Of jkbrief 0.1, which does without it, too, but every answer had to write it.
            connection.execute("DROP INDEX IF EXISTS event_day")
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at once; the one setting for which SQLite does not wait."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > end:
                raise
            time.sleep(0.005)
        else:
            return


def sync_apart(connection: sqlite3.Connection, file: str) -> Disk | None:
    """Leave it to a Disk, from now on, to bring what is committed to the disk.

    A commit then outlives the end of the process at once, and a power cut when the Disk is
    done. Where that cannot be, None is returned and SQLite goes on waiting for the disk.
    """
    with told(file):
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            return None
        try:
            disk = Disk(file)
        except OSError:
            return None
        connection.execute("PRAGMA synchronous = NORMAL")
        return disk


def _create_once(connection: sqlite3.Connection, file: str) -> None:
    with transaction(connection):
        if not _usable(connection, file):  # another program may have been quicker
            create(connection)


@contextlib.contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    # An open connection would leave its files beside a database that is to stay as it is.
    try:
        yield
    except BaseException:
        connection.close()
        raise


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all that is inside, or nothing; waits for another writer to end."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _usable(connection: sqlite3.Connection, file: str) -> bool:
    """Return whether there are tables of ours; raises FileProblem for any others."""
    # In one statement: another program may be making the tables at this very moment.
    rows = connection.execute(
        "SELECT user_version, name FROM pragma_user_version LEFT JOIN sqlite_master"
    ).fetchall()
    version, tables = rows[0][0], {name for _, name in rows if name}
    if version > FORMAT:
        raise FileProblem(
            f"{file}: is of a newer jkbrief (format {version}, here {FORMAT}): update jkbrief; "
            "nothing was changed"
        )
    if version == FORMAT and {"event", "state"} <= tables:
        return True
    if version or tables:
        raise Damaged(
            f"{file}: is not a history of jkbrief: 'jkbrief history verify --repair' keeps it "
            "aside and begins a new one"
        )
    return False


def readable_events(file: str) -> list[Event]:
    """Return every sound event that can still be read from a damaged history."""
    found: dict[str, Event] = {}
    # Forwards up to the damage, then backwards up to it.
    for direction in ("ASC", "DESC"):
        query = f"SELECT {_COLUMNS} FROM event NOT INDEXED ORDER BY rowid {direction}"  # noqa: S608
        with (
            contextlib.suppress(sqlite3.Error, OSError),
            contextlib.closing(_connect_reading(file)) as damaged,
        ):
            damaged.text_factory = lambda raw: raw.decode("utf-8", "replace")
            for row in damaged.execute(query):
                with contextlib.suppress(ValueError, TypeError):
                    event = sound(event_of(row))
                    found[event.id] = event
    whole = [event for event in found.values() if event.target is None or event.target in found]
    return sorted(whole, key=order)


def event_of(row: tuple[object, ...]) -> Event:
    """Return the event of a row of the table, which has no truth values of its own."""
    event = Event._make(row)
    if event.correct is None:
        return event
    return event._replace(correct=bool(event.correct), overruled=bool(event.overruled))


class Aside(NamedTuple):
    """Where a damaged history is kept, and how many answers could be read of it."""

    file: str
    answers: int


def set_aside(file: str, damaged: int) -> Aside | None:
    """Put a new history, with all that can be read, in the place of the one that is damaged.

    `damaged` is the inode number of that file; where another is there by now, another program
    was quicker, and None is returned. Raises FileProblem, with nothing changed.
    """
    with told(file), _alone(file):
        if inode(file) != damaged:
            return None
        draft = f"{file}.new"
        try:
            _remove(draft)
            _fill(draft, readable_events(file))
            kept = _swap(file, draft)
        finally:
            _remove(draft)
        # Another session may have gone on with the damaged file until a moment ago.
        events = readable_events(kept)
        _fill(file, events)
    return Aside(kept, sum(event.kind == ANSWER for event in events))


@contextlib.contextmanager
def _alone(file: str) -> Iterator[None]:
    """Hold the lock of those who set this file aside; it ends with the process."""
    with contextlib.closing(
        sqlite3.connect(f"{file}.lock", timeout=_PATIENCE, isolation_level=None)
    ) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _fill(file: str, events: Iterable[Event]) -> None:
    connection = open_writing(file)
    with contextlib.closing(connection), transaction(connection):
        connection.executemany(INSERT, events)


def _swap(file: str, draft: str) -> str:
    kept = _free_name(file)
    for ending in ("-wal", ""):
        if os.path.exists(file + ending):
            _link(file + ending, kept + ending)
    # A log that outlived its database would be played into the new one.
    for ending in ("-wal", "-shm"):
        _remove(file + ending)
    os.replace(draft, file)
    return kept


def remove_log(file: str, log: int) -> None:
    """Remove the log of writes, if that is its inode, of a database that another has replaced.

    SQLite leaves it there, and who opened the other database next would play it into that.
    """
    if inode(f"{file}-wal") == log:
        for ending in ("-wal", "-shm"):
            with contextlib.suppress(OSError):
                _remove(file + ending)


def _remove(file: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(file)


def _link(file: str, name: str) -> None:
    """Give a file a second name, or a copy where the file system knows no second names."""
    try:
        os.link(file, name)
    except OSError:
        import shutil

        shutil.copy2(file, name)


def inode(file: str) -> int:
    """Return the inode number of the file that is there now; 0 where none can be seen."""
    try:
        return os.stat(file).st_ino
    except OSError:
        return 0


def _size(file: str) -> int:
    """Return how many bytes the file has; none where it is not there."""
    try:
        return os.stat(file).st_size
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _free_name(file: str) -> str:
    number = 1
    while os.path.exists(f"{file}.damaged-{number}"):
        number += 1
    return f"{file}.damaged-{number}"
