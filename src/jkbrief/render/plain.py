"""Briefings as unadorned lines, for screen readers and scripts."""

from collections.abc import Iterable, Iterator

from jkbrief.briefing.document import Briefing
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
)
from jkbrief.render.bibliography import reference
from jkbrief.render.markdown import summary
from jkbrief.telling.claim import Claim


def render(briefings: Iterable[Briefing], cite: str = "footnote") -> str:
    """Return the briefings; each claim is a line, and its citation the line after it."""
    return "\n\n".join("\n".join(_briefing(briefing, cite)) for briefing in briefings) + "\n"


def _briefing(briefing: Briefing, cite: str) -> Iterator[str]:
    yield f"{briefing.title}, as of {briefing.as_of}"
    yield summary(briefing)
    if briefing.bottom_line:
        yield "\nBottom line"
        yield from _claims(briefing.bottom_line, cite)
    for section in briefing.sections:
        yield f"\n{section.title.capitalize()}"
        yield from _claims(section.claims, cite)
    if briefing.gaps:
        yield "\nGaps"
        yield from briefing.gaps
    if briefing.length != "brief":
        yield "\nSources"
        yield from map(reference, briefing.sources)


def _claims(claims: Iterable[Claim], cite: str) -> Iterator[str]:
    for claim in claims:
        yield f"{claim.lead}: {claim.text}" if claim.lead else claim.text
        if cite != "none":
            yield f"  {claim.note}"


def render_page(page: Page) -> str:
    """Return a page; a table row is one line, its cells parted by tabs."""
    lines = [page.title]
    for part in page.parts:
        lines.append("")
        if part.title:
            lines.append(part.title)
        for block in part.blocks:
            lines += _block(block)
    return "\n".join(lines) + "\n"


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph(text):
            return [text]
        case Items(texts):
            return list(texts)
        case Fields(pairs):
            return [f"{name}: {value}" for name, values in pairs for value in values]
        case Entries(entries):
            return [line for entry in entries for line in _entry(entry)]
        case Table(header, rows, _):
            return ["\t".join(row) for row in (header, *rows)]
        case Bars(_, rows, _):
            return [f"{label}: {written}" for label, _, written in rows]
        case Calendar(_, noun):
            return [
                f"{month}: {total} {noun} on {days} days" for month, days, total in block.months()
            ]


def _entry(entry: Entry) -> list[str]:
    text = f"{entry.lead}: {entry.text}" if entry.lead else entry.text
    return [text, *(f"  {note}" for note in entry.notes)]
