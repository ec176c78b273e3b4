"""Files as text: read whole, or refused with what to do."""

import codecs
import pathlib

from jkbrief.errors import FileProblem
from jkbrief.factbase.nodes import NotReadable

LARGEST_LINE = 1_000_000


def read_text(path: pathlib.Path) -> str:
    """Return the text of the UTF-8 file at `path`.

    Raises FileProblem where it cannot be opened, NotReadable where it is no such text.
    """
    return decode(read_bytes(path))


def read_bytes(path: pathlib.Path) -> bytes:
    """Return what the file at `path` holds; raises FileProblem with what to do."""
    if path.is_char_device() or path.is_block_device():
        raise FileProblem(f"{path}: is a device: name a file")  # it might never end
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileProblem(f"{path}: there is no such file: check the name") from None
    except IsADirectoryError:
        raise FileProblem(f"{path}: is a folder: name the file in it") from None
    except OSError as error:
        raise FileProblem(f"{path}: cannot be read: {error.strerror}") from None


def decode(data: bytes) -> str:
    """Return `data` as text; raises NotReadable where it is not UTF-8, or has endless lines."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NotReadable("is UTF-16: save it as UTF-8", 1, 1, "not-text")
    _refuse_endless_lines(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        begin = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[begin : error.start].decode("utf-8-sig")) + 1
        message = "is not UTF-8 text: save it as UTF-8, or name another file"
        raise NotReadable(message, line, column, "not-text") from None


def _refuse_endless_lines(data: bytes) -> None:
    # From each line end to the last one within reach: a long file is not split for this.
    start = 0
    while len(data) - start > LARGEST_LINE:
        end = data.rfind(b"\n", start, start + LARGEST_LINE + 1)
        if end < 0:
            size = len(data[start:].partition(b"\n")[0])
            message = f"a line of {size:,} bytes is no fact base"
            raise NotReadable(message, data.count(b"\n", 0, start) + 1, 1, "not-text")
        start = end + 1
