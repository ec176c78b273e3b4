"""Puts briefings between comment markers, or renews those that stand there.

A marker is a line of its own outside code: `<!-- jkbrief:begin jk:china length=full -->` and
`<!-- jkbrief:end jk:china -->`. It names the fact base, the theme and the options that the
briefing was made with, so that it is renewed as it was asked for.
"""

import re
from collections.abc import Callable, Iterable

from jkbrief.notes.lines import Line, join, newline, open_fence, prose, split
from jkbrief.record import NamedTuple
from jkbrief.text import parting

_MARKER = re.compile(
    r"<!-- jkbrief:(begin|end) ([a-z0-9-]+):([a-z0-9-]+)((?: [a-z-]+=[^\s<>]+)*) -->[ \t]*"
)
_ATTEMPT = re.compile(r"\ufeff?\s*<!--\s*jkbrief:")

Options = tuple[tuple[str, str], ...]


class Order(NamedTuple):
    """Which briefing is wanted; `options` None leaves those of a marker as they are."""

    factbase: str
    theme: str
    options: Options | None = None


class Woven(NamedTuple):
    """A briefing in the notes: its line, from 1, and what was done: added, renewed, current."""

    line: int
    order: Order
    done: str


class BrokenMarker(ValueError):
    """A marker that cannot be relied on; `line` counts from 1."""

    def __init__(self, place: int, message: str) -> None:
        """Keep where it stands, as a place from 0."""
        super().__init__(message)
        self.line = place + 1


class _Block(NamedTuple):
    """A briefing between its markers, at the places `first` and `last`."""

    first: int
    last: int
    order: Order


def weave(
    text: str, wanted: Iterable[Order], write: Callable[[int, Order], str]
) -> tuple[str, list[Woven]]:
    """Return `text` with the wanted briefings in it, and what was done; all else is kept.

    A wanted briefing that is there is renewed in place, another is added at the end; where
    nothing is wanted all that are there are renewed. `write` returns the Markdown of an
    order, given its line for messages. Raises BrokenMarker.
    """
    lines = split(text)
    blocks = _blocks(lines)
    orders = list(wanted)
    done = []
    for block in reversed(blocks):  # from the end, so that places before stay true
        order = _renewal(block.order, orders)
        if order:
            before = lines[block.first : block.last]
            after = _between(order, write(block.first + 1, order), before[0])
            lines[block.first : block.last] = after
            done.append((block, order, "current" if after == before else "renewed"))
    told = [Woven(block.first + 1, order, what) for block, order, what in reversed(done)]
    there = {block.order[:2] for block in blocks}
    for order in orders:
        if order[:2] not in there:
            line = _add(lines, order._replace(options=order.options or ()), write)
            told.append(Woven(line, order, "added"))
    return join(lines), told


def _renewal(there: Order, orders: list[Order]) -> Order | None:
    if not orders:
        return there
    for order in orders:
        if order[:2] == there[:2]:
            return there if order.options is None else order
    return None


def _blocks(lines: list[Line]) -> list[_Block]:
    blocks = []
    begun: tuple[int, Order] | None = None
    for place, text in prose(lines):
        if not _ATTEMPT.match(text):
            continue
        edge, order = _marker(place, text)
        if edge == "begin":
            if begun:
                raise BrokenMarker(
                    place,
                    f"this marker begins inside that of line {begun[0] + 1}: end that one first",
                )
            begun = place, order
        elif begun is None or begun[1][:2] != order[:2]:
            raise BrokenMarker(place, "this marker ends what does not begin before it: remove it")
        else:
            blocks.append(_Block(begun[0], place, begun[1]))
            begun = None
    if begun:
        raise BrokenMarker(begun[0], "this marker has no end marker after it: remove it, or end it")
    return blocks


def _marker(place: int, text: str) -> tuple[str, Order]:
    match = _MARKER.fullmatch(text.removeprefix("\ufeff"))
    if not match or (match[1] == "end" and match[4]):
        raise BrokenMarker(
            place, "this marker is not of the form '<!-- jkbrief:begin BASE:THEME -->'"
        )
    pairs = (option.partition("=") for option in match[4].split())
    return match[1], Order(match[2], match[3], tuple((name, value) for name, _, value in pairs))


def _between(order: Order, markdown: str, begin: Line) -> list[Line]:
    """Return the lines from the begin marker up to the end marker."""
    start = "\ufeff" if begin.text.startswith("\ufeff") else ""
    texts = [start + _begin(order), "", *markdown.rstrip("\n").split("\n"), ""]
    return [Line(text, begin.end) for text in texts]


def _begin(order: Order) -> str:
    options = "".join(f" {name}={value}" for name, value in order.options or ())
    return f"<!-- jkbrief:begin {order.factbase}:{order.theme}{options} -->"


def _add(lines: list[Line], order: Order, write: Callable[[int, Order], str]) -> int:
    """Put a briefing at the end of `lines`; return its line."""
    fence = open_fence(lines)
    if fence is not None:
        raise BrokenMarker(fence, "this code fence is never closed: close it first")
    end = newline(lines)
    last = join(lines[-2:])[-4:].encode("utf-8", "surrogateescape")
    lines[:] = split(join(lines) + parting(last).replace("\n", end))
    line = len(lines) + 1
    lines += _between(order, write(line, order), Line("", end))
    lines.append(Line(f"<!-- jkbrief:end {order.factbase}:{order.theme} -->", end))
    return line
