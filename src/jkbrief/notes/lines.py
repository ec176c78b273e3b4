"""The lines of a Markdown text, and which of them are code."""

import re
from collections.abc import Iterator

from jkbrief.record import NamedTuple

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")
# CommonMark, section 4.5: up to three spaces, then three or more backticks or tildes.
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


class Line(NamedTuple):
    """A line without its end, and the end: that of Unix, Windows or old Macs, or nothing."""

    text: str
    end: str


def split(text: str) -> list[Line]:
    """Return the lines of `text`: joined again, they are the same text."""
    found = [Line(*match.groups()) for match in _LINE.finditer(text)]
    return [line for line in found if line.text or line.end]


def join(lines: list[Line]) -> str:
    """Return the text of `lines`."""
    return "".join(line.text + line.end for line in lines)


def newline(lines: list[Line]) -> str:
    """Return how lines end here: as the first one does."""
    return next((line.end for line in lines if line.end), "\n")


def prose(lines: list[Line]) -> Iterator[tuple[int, str]]:
    """Yield the place, from 0, and text of each line outside fenced code."""
    fence = ""
    for place, line in enumerate(lines):
        fence, before = _after(line.text, fence), fence
        if not fence and not before:
            yield place, line.text


def open_fence(lines: list[Line]) -> int | None:
    """Return the place, from 0, of a code fence that is never closed; None where all are."""
    fence, opened = "", None
    for place, line in enumerate(lines):
        fence, before = _after(line.text, fence), fence
        if fence and not before:
            opened = place
    return opened if fence else None


def _after(text: str, fence: str) -> str:
    """Return the fence that is open after a line, where `fence` was open before it."""
    match = _FENCE.fullmatch(text)
    if not match:
        return fence
    marks, rest = match.groups()
    if not fence:
        return "" if marks[0] == "`" and "`" in rest else marks
    closes = marks.startswith(fence) and not rest.strip(" \t")
    return "" if closes else fence
