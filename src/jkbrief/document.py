"""A page of anything but a briefing: headings over texts, lists, fields and tables. Pure."""

from collections.abc import Iterator

from jkbrief.record import NamedTuple


class Verbatim(str):
    """A text that is copied as it stands, in any form: an id, a path."""

    __slots__ = ()


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


class Entry(NamedTuple):
    """Something found: `lead` goes before the text, notes after it.

    `marks` are the stretches of the text, from and up to a character, that stand out.
    """

    lead: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, each with whether it stands out."""
        end = 0
        for start, stop in self.marks:
            yield self.text[end:start], False
            yield self.text[start:stop], True
            end = stop
        yield self.text[end:], False


class Entries(NamedTuple):
    """Things found, one after the other."""

    entries: tuple[Entry, ...]


class Bars(NamedTuple):
    """Amounts side by side: a label, the amount, and how it is written.

    A full bar is `most`; the bars of one block share it.
    """

    header: tuple[str, str]
    rows: tuple[tuple[str, float, str], ...]
    most: float


class Calendar(NamedTuple):
    """Counts by day, without a gap; `noun` says in the plural what is counted."""

    days: tuple[tuple[str, int], ...]
    noun: str

    def months(self) -> tuple[tuple[str, int, int], ...]:
        """Return each month with any: the month, on how many days, how many in all."""
        rows: dict[str, tuple[int, int]] = {}
        for day, count in self.days:
            if count:
                days, total = rows.get(day[:7], (0, 0))
                rows[day[:7]] = (days + 1, total + count)
        return tuple((month, days, total) for month, (days, total) in rows.items())


Block = Paragraph | Items | Fields | Table | Entries | Bars | Calendar


class Part(NamedTuple):
    """Blocks under a heading, which may be empty."""

    title: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """What a command shows, under its title; `hint` says what to type next, on a terminal."""

    title: str
    parts: tuple[Part, ...]
    hint: str = ""
