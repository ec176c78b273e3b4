"""The only module that writes: to standard output, the pager, or a file."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from typing import TYPE_CHECKING, NoReturn

from jkbrief.errors import FileProblem, WrongUsage
from jkbrief.record import NamedTuple
from jkbrief.text import parting

if TYPE_CHECKING:
    import pathlib

    from rich.console import Console

FORMATS = ("auto", "terminal", "markdown", "plain", "json")
# Files of these forms are whole: nothing can be added to them.
STANDALONE = ("html", "whole")


class Target(NamedTuple):
    """Where output goes and in which form; `format` is never `auto`."""

    format: str
    file: "pathlib.Path | None" = None
    force: bool = False
    append: bool = False


def on_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def can_ask() -> bool:
    """Return whether there is a terminal to ask on: standard input and output both."""
    return on_terminal() and sys.stdin is not None and sys.stdin.isatty()


def line_in() -> str | None:
    """Return the next line of standard input without its end, or None where there is no more."""
    line = sys.stdin.readline() if sys.stdin is not None else ""
    return line.rstrip("\r\n") if line else None


def bytes_in() -> bytes:
    """Return all of standard input."""
    return sys.stdin.buffer.read() if sys.stdin is not None else b""


def target(
    format: str,
    file: "pathlib.Path | None" = None,
    force: bool = False,
    append: bool = False,
    markdown_wanted: bool = False,
) -> Target:
    """Return where to write; `auto` is rich on a terminal and Markdown elsewhere.

    `markdown_wanted` says that an option was given that only Markdown has.
    Raises WrongUsage for options that do not go together.
    """
    if file is not None and str(file) == "-":
        file = None  # as elsewhere, - is not a name but the standard stream
    if (force or append) and file is None:
        raise WrongUsage("--force and --append go with --output FILE: name the file")
    if force and append:
        raise WrongUsage("--force overwrites and --append keeps: choose one")
    if markdown_wanted and format not in ("auto", "markdown"):
        raise WrongUsage(
            "--heading-level, --front-matter and --cite pandoc are for Markdown, "
            f"not for --format {format}"
        )
    if append and format in STANDALONE:
        raise WrongUsage(f"--append adds to text: a file of --format {format} stands alone")
    if format == "auto":
        plain_output = file is not None or markdown_wanted or not on_terminal()
        format = "markdown" if plain_output else "terminal"  # noqa: A001 - as above
    return Target(format, file, force, append)


def write(text: str, where: Target) -> None:
    """Write `text`, whole: to the file, or to standard output.

    Markdown that joins text which is there already is parted from it by a blank line.
    Raises FileProblem where that is not possible.
    """
    if where.file is not None:
        save(_encoded(text), where)
    else:
        if where.format == "markdown":
            text = parting(_end_of_output()) + text
        _write_stdout(text)


def warn(text: str) -> None:
    """Write a line to standard error, beside what is written."""
    import click

    click.echo(f"jkbrief: {text}", err=True)


def draw(paint: "Callable[[Console], None]") -> None:
    """Let `paint` print on a console, and page the result where the terminal is too low."""
    import shutil

    text, lines = _painted(paint), shutil.get_terminal_size().lines
    if on_terminal() and sys.stdin.isatty() and text.count("\n") >= lines:
        import click

        click.echo_via_pager(text)  # click knows which pagers show colour
    else:
        _write_stdout(text)


def draw_now(paint: "Callable[[Console], None]") -> None:
    """Let `paint` print on a console, with no pager: the talk goes on below."""
    _write_stdout(_painted(paint))


def say(text: str) -> None:
    """Write a line, or several, at once."""
    _write_stdout(f"{text}\n")


def _painted(paint: "Callable[[Console], None]") -> str:
    import shutil

    from rich.console import Console

    columns = shutil.get_terminal_size().columns
    # Off a terminal nothing is coloured, unless the reader insists.
    colour = on_terminal() or bool(os.environ.get("FORCE_COLOR"))
    console = Console(file=StringIO(), force_terminal=colour, width=max(columns, 10))
    with console.capture() as capture:
        paint(console)
    return capture.get()


def _write_stdout(text: str) -> None:
    if sys.stdout is None:
        raise FileProblem("standard output cannot be written: it is closed")
    try:
        sys.stdout.flush()
        left = memoryview(_encoded(text))
        while left:  # with PYTHONUNBUFFERED a write may take only a part
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _leave_quietly()
    except OSError as error:
        _silence_stdout()
        raise FileProblem(f"standard output cannot be written: {error.strerror}") from None


def _encoded(text: str) -> bytes:
    r"""Return `text` in UTF-8; a byte of a file's name that is none is spelled out, as in \udce9."""
    return text.encode("utf-8", "backslashreplace")


def _leave_quietly() -> NoReturn:
    """End as a reader does who has seen enough: `jkbrief topic china | head` is no error."""
    _silence_stdout()
    sys.exit(0)


def _silence_stdout() -> None:
    # What is still buffered would fail again when Python flushes it at the end.
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end_of_output() -> bytes:
    """Return the last bytes of the regular file that standard output goes to."""
    if sys.stdout is None:
        return b""
    try:
        descriptor = sys.stdout.fileno()
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size == 0:
            return b""
        file = os.open(f"/dev/fd/{descriptor}", os.O_RDONLY)
        try:
            return _last_bytes(file, status.st_size)
        finally:
            os.close(file)
    except (OSError, ValueError):
        # It cannot be read (no /dev/fd, no permission): assume an unfinished line.
        return b"?" if _is_filled_file() else b""


def _is_filled_file() -> bool:
    try:
        status = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size > 0


def _last_bytes(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, max(0, size - 4), os.SEEK_SET)
    return os.read(descriptor, 4)


def save(data: bytes, where: Target) -> None:
    """Write `data` to the file of `where`: a new one unless it may be replaced or added to.

    Raises FileProblem where that is not possible.
    """
    assert where.file is not None
    with _explained(where):
        if where.append:
            _append(data, where.file, where.format == "markdown")
        elif where.force:
            _replace(data, where.file.resolve())
        else:
            with where.file.open("xb") as new:
                new.write(data)


def _append(data: bytes, file: "pathlib.Path", parted: bool) -> None:
    with file.open("a+b") as kept:
        if parted:
            end = _last_bytes(kept.fileno(), kept.seek(0, os.SEEK_END))
            data = parting(end).encode("utf-8") + data
        kept.write(data)


def replace(data: bytes, file: "pathlib.Path") -> None:
    """Put `data` in place of the file, whole or not at all, with its permissions kept.

    A link stays a link: what it leads to is replaced. Raises FileProblem where that is not
    possible.
    """
    save(data, Target("whole", file, force=True))


def _replace(data: bytes, file: "pathlib.Path") -> None:
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if file.exists() and not file.is_file():
        file.write_bytes(data)  # a device or a pipe stays what it is
        return
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    import shutil

    draft = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as new:
            if file.exists():
                shutil.copymode(file, draft)
            new.write(data)
            new.flush()
            os.fsync(new.fileno())  # on the disk before the name leads to it
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


@contextlib.contextmanager
def _explained(where: Target) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        if where.file is not None and where.file.is_dir():
            raise FileProblem(f"{where.file}: is a folder: name a file in it") from None
        adding = "" if where.format in STANDALONE else ", --append adds to it"
        advice = f"--force overwrites it{adding}"
        raise FileProblem(f"{where.file}: is there already: {advice}") from None
    except IsADirectoryError:
        raise FileProblem(f"{where.file}: is a folder: name a file in it") from None
    except FileNotFoundError:
        folder = where.file.parent if where.file is not None else ""
        raise FileProblem(
            f"{where.file}: cannot be written: make the folder {folder} first"
        ) from None
    except OSError as error:
        raise FileProblem(f"{where.file}: cannot be written: {error.strerror or error}") from None
