"""Briefings as Markdown that reads the same in pandoc, GitHub, Obsidian and Logseq.

Pipe tables, raw HTML, hard wraps and reference links are avoided: one item is one line.
"""

import re
from collections.abc import Iterable, Iterator

from jkbrief.briefing.document import Briefing, Claim
from jkbrief.document import Block, Fields, Items, Page, Paragraph, Table
from jkbrief.render.bibliography import reference

CITE_STYLES = ("footnote", "inline", "none")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$@^]")
_LIST_MARK = re.compile(r"^(\d+)([.)])|^([-+=])")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escape(text: str) -> str:
    """Return `text` so that no Markdown dialect reads markup in it."""
    escaped = _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\g<0>", text))
    return _LIST_MARK.sub(_escape_mark, escaped)


def _escape_mark(match: re.Match[str]) -> str:
    number, dot, bullet = match.groups()
    return f"{number}\\{dot}" if number else f"\\{bullet}"


def render(
    briefings: Iterable[Briefing],
    cite: str = "footnote",
    heading_level: int = 2,
    front_matter: bool = False,
) -> str:
    """Return the briefings as one text that ends with a newline.

    `cite` is one of CITE_STYLES; `heading_level` (1 to 5) is that of the theme's heading.
    """
    told = list(briefings)
    blocks = [_front_matter(told)] if front_matter else []
    for briefing in told:
        blocks += _briefing(briefing, cite, heading_level)
    return "\n\n".join(blocks) + "\n"


def _front_matter(briefings: list[Briefing]) -> str:
    lines = ["---", f"title: {_quoted(' · '.join(b.title for b in briefings))}"]
    lines.append(f"as_of: {_quoted(max(b.as_of for b in briefings))}")
    lines.append(f"edition: {_quoted(briefings[0].edition)}")
    lines.append(f"themes: [{', '.join(b.theme for b in briefings)}]")
    return "\n".join([*lines, "---"])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _briefing(briefing: Briefing, cite: str, level: int) -> Iterator[str]:
    marks, sub = "#" * level, "#" * (level + 1)
    title = escape(briefing.title)
    yield f"{marks} {title} (as of {briefing.as_of})"
    yield f"_{escape(summary(briefing))}_"
    if briefing.bottom_line:
        sentences = (_with_citation(claim, cite) for claim in briefing.bottom_line)
        yield f"**Bottom line:** {' '.join(sentences)}"
    for section in briefing.sections:
        yield f"{sub} {title}: {section.title}"
        yield "\n".join(f"- {_item(claim, cite)}" for claim in section.claims)
    if briefing.gaps:
        yield f"{sub} {title}: gaps"
        yield "\n".join(f"- {escape(gap)}" for gap in briefing.gaps)
    if briefing.length != "brief":
        yield f"{sub} {title}: sources"
        yield "\n".join(f"- {escape(reference(source))}" for source in briefing.sources)
    if cite == "footnote":
        yield from (f"[^{claim.footnote}]: {escape(claim.note)}" for claim in _claims(briefing))


def summary(briefing: Briefing) -> str:
    """Return the line under the heading: sources and their dates, counts, edition, origin."""
    first, last = briefing.first_issued, briefing.last_issued
    shown, total = len(briefing.facts), briefing.fact_total
    facts = f"{total} facts" if shown == total else f"{shown} of {total} facts"
    return " · ".join(
        [
            f"Sources {first}" if first == last else f"Sources {first} to {last}",
            f"{len(briefing.sources)} of {briefing.source_total} sources",
            facts if briefing.length != "brief" else f"bottom line of {total} facts",
            f"edition {briefing.edition}",
            *([f"from {briefing.origin}"] if briefing.beside else []),
        ]
    )


def _claims(briefing: Briefing) -> Iterator[Claim]:
    yield from briefing.bottom_line
    for section in briefing.sections:
        yield from section.claims


def _item(claim: Claim, cite: str) -> str:
    lead = f"{escape(claim.lead)}: " if claim.lead else ""
    return lead + _with_citation(claim, cite)


def _with_citation(claim: Claim, cite: str) -> str:
    text = escape(claim.text)
    if claim.holder:
        holder = escape(claim.holder)
        text = f"**{holder}**{text.removeprefix(holder)}"
    if cite == "footnote":
        return f"{text}[^{claim.footnote}]"
    if cite == "inline":
        return f"{text} ({escape(claim.note.removesuffix('.'))})"
    return text


def render_page(page: Page, heading_level: int = 2) -> str:
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
            return escape(text)
        case Items(texts):
            return "\n".join(f"- {escape(text)}" for text in texts)
        case Fields(pairs):
            return "\n".join(_field(name, values) for name, values in pairs)
        case Table(header, rows, numeric):
            rule = ["---:" if column in numeric else "---" for column in range(len(header))]
            cells = [[escape(cell) for cell in row] for row in (header, *rows)]
            cells.insert(1, rule)
            return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _field(name: str, values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return f"- {escape(name)}: {escape(values[0])}"
    return "\n".join([f"- {escape(name)}:", *(f"    - {escape(value)}" for value in values)])
