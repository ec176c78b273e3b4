"""Pages as Markdown: headings over texts, lists, fields and tables."""

from collections.abc import Collection

from jkbrief.document import (
    Bars,
    Block,
    Calendar,
    Entries,
    Entry,
    Fields,
    Items,
    Page,
    Paragraph,
    Table,
    Verbatim,
)
from jkbrief.render.escape import escape


def render(page: Page, heading_level: int = 2) -> str:
    """Return a page as one text that ends with a newline."""
    blocks = [f"{'#' * heading_level} {escape(page.title)}"]
    for part in page.parts:
        if part.title:
            blocks.append(f"{'#' * (heading_level + 1)} {escape(part.title)}")
        blocks += map(_block, part.blocks)
    return "\n\n".join(blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return _inline(text)
        case Items(texts):
            return "\n".join(f"- {_inline(text)}" for text in texts)
        case Fields(pairs):
            return "\n".join(_field(name, values) for name, values in pairs)
        case Entries(entries):
            return "\n".join(map(_entry, entries))
        case Table(header, rows, numeric):
            return _table(header, rows, numeric)
        case Bars(header, rows, _):
            return _table(header, tuple((label, text) for label, _, text in rows), {1})
        case Calendar(_, noun):
            months = tuple((month, str(days), str(total)) for month, days, total in block.months())
            return _table(("month", "days", noun), months, {1, 2})


def _table(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], numeric: Collection[int]
) -> str:
    rule = ["---:" if column in numeric else "---" for column in range(len(header))]
    cells = [[_inline(cell) for cell in row] for row in (header, *rows)]
    cells.insert(1, rule)
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _field(name: str, values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return f"- {_inline(name)}: {_inline(values[0])}"
    return "\n".join([f"- {_inline(name)}:", *(f"    - {_inline(value)}" for value in values)])


def _inline(text: str) -> str:
    """Return a text as Markdown; what is to be copied from it has no backslash in it."""
    escaped = escape(text)
    if escaped == text or not isinstance(text, Verbatim) or "`" in text or "|" in text:
        return escaped
    return f"`{text}`"


def _entry(entry: Entry) -> str:
    lead = f"{escape(entry.lead)}: " if entry.lead else ""
    text = "".join(
        f"**{escape(piece)}**" if marked else escape(piece) for piece, marked in entry.pieces()
    )
    return "\n".join([f"- {lead}{text}", *(f"    - {escape(note)}" for note in entry.notes)])
