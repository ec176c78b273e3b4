"""Briefings as one HTML page that stands alone: no script, no other file, nothing loaded.

Roles of notes and references: Digital Publishing WAI-ARIA Module 1.1. Colours have a contrast
of at least 4.5 to 1 (WCAG 2.2, 1.4.3), in light and in dark.
"""

from collections.abc import Iterable, Iterator
from html import escape

from jkbrief import edtf
from jkbrief.briefing.document import Briefing, claims
from jkbrief.render.bibliography import reference
from jkbrief.render.markdown import summary
from jkbrief.telling.claim import Claim
from jkbrief.telling.support import DISPUTED

_STYLE = """\
:root { color-scheme: light dark; --text: #1b1b1b; --quiet: #555; --line: #ccc; --paper: #fff;
  --link: #0b4f8a; --warn: #9b1c1c }
@media (prefers-color-scheme: dark) { :root { --text: #e8e6e3; --quiet: #aaa; --line: #444;
  --paper: #16181a; --link: #8cc4ff; --warn: #ff9b9b } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1rem; max-width: 46rem; color: var(--text);
  background: var(--paper); font: 1.0625rem/1.55 Georgia, "Noto Serif", serif;
  overflow-wrap: break-word }
h1, h2, h3, .lead, .summary, nav, footer { font-family: system-ui, sans-serif }
h1, h2, h3 { line-height: 1.25; margin: 2rem 0 .5rem }
h1 { margin-top: 0 }
a { color: var(--link) }
:target { outline: 2px solid var(--link); outline-offset: 2px }
article + article { margin-top: 3rem; border-top: 1px solid var(--line) }
.summary, footer { color: var(--quiet); font-size: .875rem }
.bottom-line { border-left: .25rem solid var(--link); padding-left: 1rem; font-size: 1.125rem }
ul, ol { padding-left: 1.5rem }
.claims { list-style: none; padding: 0 }
li { margin: .5rem 0 }
.led { display: grid; grid-template-columns: 8.5rem 1fr; column-gap: 1rem }
.lead { color: var(--quiet); font-size: .9375rem }
.disputed { color: var(--warn); font: .8125rem system-ui, sans-serif; white-space: nowrap }
.notes { font-size: .9375rem }
sup { line-height: 0 }
sup a { padding: 0 .15em }
@media (max-width: 32rem) { .led { grid-template-columns: 1fr } }
@media print { :root { --text: #000; --quiet: #333; --paper: #fff; --link: #000; --warn: #000 }
  body { max-width: none; padding: 0; font-size: 10.5pt } nav { display: none }
  a { text-decoration: none } li { break-inside: avoid }
  h1, h2, h3 { break-after: avoid } article + article { break-before: page } }
"""
_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""


def render(briefings: Iterable[Briefing]) -> str:
    """Return the briefings as the text of one page; with several, a list of contents leads."""
    told = list(briefings)
    title = ", ".join(briefing.title for briefing in told)
    parts = [_HEAD.format(title=escape(f"{title}: briefing"), style=_STYLE)]
    if len(told) == 1:
        parts += ["<main>", *_briefing(told[0], 1), "</main>"]
    else:
        parts += ["<header>", f"<h1>{escape(title)}</h1>", *_contents(told), "</header>", "<main>"]
        for briefing in told:
            parts += [f'<article id="{_theme(briefing)}">', *_briefing(briefing, 2), "</article>"]
        parts.append("</main>")
    editions = {f"{briefing.factbase} {briefing.edition}": None for briefing in told}
    parts.append(f"<footer><p>Made by jkbrief from {escape(', '.join(editions))}.</p></footer>")
    return "\n".join([*parts, "</body>", "</html>", ""])


def _theme(briefing: Briefing) -> str:
    return escape(f"{briefing.factbase}-{briefing.theme}")


def _contents(briefings: list[Briefing]) -> Iterator[str]:
    yield '<nav aria-label="Contents">'
    yield "<ul>"
    for briefing in briefings:
        yield f'<li><a href="#{_theme(briefing)}">{escape(briefing.title)}</a></li>'
    yield "</ul>"
    yield "</nav>"


def _briefing(briefing: Briefing, level: int) -> Iterator[str]:
    numbers = {claim.footnote: n for n, claim in enumerate(claims(briefing), 1)}
    as_of = f"As of {edtf.spoken(briefing.as_of)} · " if briefing.as_of else ""
    yield f"<h{level}>{escape(briefing.title)}</h{level}>"
    yield f'<p class="summary">{escape(as_of + summary(briefing))}</p>'
    if briefing.bottom_line:
        sentences = " ".join(_cited(claim, numbers) for claim in briefing.bottom_line)
        yield f'<p class="bottom-line"><strong>Bottom line:</strong> {sentences}</p>'
    for section in briefing.sections:
        items = [_item(claim, numbers, section.kind) for claim in section.claims]
        yield from _section(section.title, items, briefing, level, '<ul class="claims">')
    gaps = [f"<li>{escape(gap)}</li>" for gap in briefing.gaps]
    yield from _section("gaps", gaps, briefing, level)
    sources = [f"<li>{escape(reference(source))}</li>" for source in briefing.sources]
    if briefing.length != "brief":
        yield from _section("sources", sources, briefing, level)
    notes = [_note(claim, numbers) for claim in claims(briefing)]
    role = f' role="doc-endnotes" aria-label="{escape(_heading("notes", briefing, level))}"'
    yield from _section("notes", notes, briefing, level, '<ol class="notes">', role)


def _section(
    title: str,
    items: list[str],
    briefing: Briefing,
    level: int,
    opening: str = "<ul>",
    attributes: str = "",
) -> Iterator[str]:
    if not items:
        return
    yield f"<section{attributes}>"
    yield f"<h{level + 1}>{escape(_heading(title, briefing, level))}</h{level + 1}>"
    yield from (opening, *items, f"</{opening[1:3]}>", "</section>")


def _heading(title: str, briefing: Briefing, level: int) -> str:
    return title.capitalize() if level == 1 else f"{briefing.title}: {title}"


def _item(claim: Claim, numbers: dict[str, int], kind: str) -> str:
    disputed = claim.support == DISPUTED and kind != "difference"  # which says so in its heading
    mark = ' <span class="disputed">(sources differ)</span>' if disputed else ""
    if not claim.lead:
        return f"<li>{_cited(claim, numbers, mark)}</li>"
    lead = f'<span class="lead">{escape(claim.lead)}</span>'
    return f'<li class="led">{lead} <span>{_cited(claim, numbers, mark)}</span></li>'


def _cited(claim: Claim, numbers: dict[str, int], mark: str = "") -> str:
    text = escape(claim.text.removeprefix(claim.holder))
    holder = f"<strong>{escape(claim.holder)}</strong>" if claim.holder else ""
    name, number = escape(claim.footnote), numbers[claim.footnote]
    link = (
        f'<sup><a id="to-{name}" href="#{name}" role="doc-noteref" '
        f'aria-label="Note {number}">{number}</a></sup>'
    )
    return f"{holder}{text}{mark}{link}"


def _note(claim: Claim, numbers: dict[str, int]) -> str:
    name, number = escape(claim.footnote), numbers[claim.footnote]
    back = (
        f'<a href="#to-{name}" role="doc-backlink" '
        f'aria-label="Back to the line of note {number}">↩</a>'
    )
    return f'<li id="{name}">{escape(claim.note)} {back}</li>'
