"""Notes files as the commands read and write them: every byte that is not ours is kept."""

import codecs
import pathlib

from jkbrief.cli import _output
from jkbrief.errors import FileProblem
from jkbrief.notes.audit import repeated
from jkbrief.notes.lines import split


def read(file: pathlib.Path, new: bool = False) -> str:
    """Return the text of a notes file; bytes that are not UTF-8 come back as they were.

    With `new` a file that is not there is empty. Raises FileProblem.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        if new:
            return ""
        raise FileProblem(f"{file}: there is no such file: check the name") from None
    except IsADirectoryError:
        raise FileProblem(f"{file}: is a folder: name the notes in it") from None
    except OSError as error:
        raise FileProblem(f"{file}: cannot be read: {error.strerror}") from None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileProblem(f"{file}:1:1: is UTF-16: save it as UTF-8")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise FileProblem(f"{file}:{line}: is no text: name a notes file")
    return data.decode("utf-8", "surrogateescape")


def write(text: str, file: pathlib.Path) -> None:
    """Put `text` in place of the file, whole or not at all; raises FileProblem."""
    _output.replace(text.encode("utf-8", "surrogateescape"), file)


def warn_of_repeats(file: pathlib.Path, text: str) -> None:
    """Say on standard error where notes have come to define footnotes of ours twice."""
    found = repeated(text)
    if found:
        _output.warn(
            f"{file}:{found[0].line}: this briefing stands above already: remove one of the two, "
            f"'jkbrief notes audit {file}' shows where"
        )


def diff(file: pathlib.Path, old: str, new: str) -> str:
    """Return what changes from `old` to `new`, as a unified diff."""
    import difflib

    changes = difflib.unified_diff(_lines(old), _lines(new), str(file), str(file))
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in changes
    )


def _lines(text: str) -> list[str]:
    shown = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return [line.text + ("\n" if line.end else "") for line in split(shown)]
