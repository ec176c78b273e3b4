"""A page of anything but a briefing: headings over texts, lists, fields and tables. Pure."""

from typing import NamedTuple


class Paragraph(NamedTuple):
    """Running text."""

    text: str


class Items(NamedTuple):
    """A list, one line an item."""

    texts: tuple[str, ...]


class Fields(NamedTuple):
    """Names with their values; a value may have several lines."""

    pairs: tuple[tuple[str, tuple[str, ...]], ...]


class Table(NamedTuple):
    """Rows under a header; columns in `numeric` hold numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


Block = Paragraph | Items | Fields | Table


class Part(NamedTuple):
    """Blocks under a heading, which may be empty."""

    title: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """What a command shows, under its title; `hint` says what to type next, on a terminal."""

    title: str
    parts: tuple[Part, ...]
    hint: str = ""
