"""Briefings as Markdown that reads the same in pandoc, GitHub, Obsidian and Logseq.

Pipe tables, raw HTML, hard wraps and reference links are avoided: one item is one line.
"""

import re
from collections.abc import Iterable, Iterator

from jkbrief.briefing.document import Briefing, claims
from jkbrief.render.bibliography import reference
from jkbrief.render.escape import escape
from jkbrief.telling.claim import Citation, Claim

CITE_STYLES = ("footnote", "inline", "none", "pandoc")
# A citation goes before the full stop that ends a sentence, but not before that of "U.S."
_FULL_STOP = r"(?<!\.\w)\.?$"


def render(
    briefings: Iterable[Briefing],
    cite: str = "footnote",
    heading_level: int = 2,
    front_matter: bool = False,
) -> str:
    """Return the briefings as one text that ends with a newline.

    `cite` is one of CITE_STYLES: with `pandoc`, which prints its own list of references, the
    sources are left out. `heading_level` (1 to 5) is that of the theme's heading.
    """
    told = list(briefings)
    blocks = [_front_matter(told)] if front_matter else []
    for briefing in told:
        blocks += _briefing(briefing, cite, heading_level)
    blocks[-1] += "\n"  # not to the whole, which would be copied
    return "\n\n".join(blocks)


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
    if briefing.length != "brief" and cite != "pandoc":
        yield f"{sub} {title}: sources"
        yield "\n".join(f"- {escape(reference(source))}" for source in briefing.sources)
    if cite == "footnote":
        yield from (f"[^{claim.footnote}]: {escape(claim.note)}" for claim in claims(briefing))


def summary(briefing: Briefing) -> str:
    """Return the line under the heading: sources and their dates, counts, edition, origin."""
    first, last = briefing.first_issued, briefing.last_issued
    shown, total = len(briefing.facts()), briefing.fact_total
    facts = f"{total} facts" if shown == total else f"{shown} of {total} facts"
    parts = [
        f"Sources {first}" if first == last else f"Sources {first} to {last}",
        f"{len(briefing.sources)} of {briefing.source_total} sources",
        facts if briefing.length != "brief" else f"bottom line of {total} facts",
    ]
    if briefing.folded:
        parts.append(f"{len(briefing.folded)} known well and left out")
    parts.append(f"edition {briefing.edition}")
    if briefing.beside:
        parts.append(f"from {briefing.origin}")
    return " · ".join(parts)


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
    if cite == "pandoc":
        keys = "; ".join(dict.fromkeys(map(_key, claim.citations)))
        return re.sub(_FULL_STOP, lambda stop: f" [{keys}]{stop[0]}", text, count=1)
    return text


def _key(place: Citation) -> str:
    # The key is the source's id, as `export csl` has it. A semicolon would end the citation.
    relayed = f", relaying {escape(place.via)}".replace(";", "\\;") if place.via else ""
    return f"@{place.source}, para. {place.paragraph}{relayed}"
