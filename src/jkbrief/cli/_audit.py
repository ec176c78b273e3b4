"""The command `jkbrief notes audit FILE…`."""

import pathlib
from collections import Counter

import click

from jkbrief.briefing.standing import Standing
from jkbrief.cli import _notes
from jkbrief.cli._options import format_option
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Block, Fields, Page, Paragraph, Part, Verbatim
from jkbrief.notes.audit import STATES, Finding
from jkbrief.notes.audit import audit as audit_text
from jkbrief.notes.audit import fix as fix_text

_REPEATED = (
    "A briefing that was appended twice defines its footnotes twice: remove one of the two. "
    "What 'jkbrief notes weave FILE THEME' puts in stands once, and is renewed in its place."
)

Row = tuple[pathlib.Path, Finding]


@click.command("audit", short_help="Prove the footnotes of notes.")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=pathlib.Path)
)
@click.option("--fix", is_flag=True, help="Renew the notes that are stale, and nothing else.")
@format_option
@click.pass_obj
def audit(session: Session, files: tuple[pathlib.Path, ...], fix: bool, format: str) -> int:
    """Prove the footnotes of notes: each still says what the fact base says, or is listed.

    Exits 1 where one is not. The notes may be edited in any way; what is proved is each
    footnote, by the hash in its id.
    """
    known = _Library(session)
    renewed: list[Row] = []
    found: list[Row] = []
    for file in files:
        text = _notes.read(file)
        findings = audit_text(text, known)
        stale = [each for each in findings if each.state == "stale"]
        if fix and stale:
            text = fix_text(text, stale)
            _notes.write(text, file)
            renewed += [(file, each._replace(state="renewed")) for each in stale]
            findings = audit_text(text, known)
        found += [(file, each) for each in findings]
    show(
        "notes audit",
        format,
        _page(renewed, found),
        lambda: {"notes": list(map(_record, renewed + found))},
    )
    return int(any(each.state != "current" for _, each in found))


class _Library:
    """What the fact bases that are read know of footnotes."""

    def __init__(self, session: Session) -> None:
        """Take the open bases; a theme is composed when a footnote names it."""
        self._themes = {
            f"{base.factbase}-{theme.id}-": (base, theme) for base, theme in session.themes()
        }
        self._standings: dict[str, Standing] = {}

    def today(self, body: str) -> tuple[str, ...] | None:
        """Return the notes of that fact in that theme; None where there is no such theme."""
        found = self._find(body)
        return found and found[0].today(found[1])

    def earlier(self, body: str) -> tuple[str, ...]:
        """Return the notes that it had while sources were fewer."""
        found = self._find(body)
        return found[0].earlier(found[1]) if found else ()

    def _find(self, body: str) -> tuple[Standing, str] | None:
        """Return the theme's notes and the fact; with two such themes, where the fact is."""
        starts = [start for start in self._themes if body.startswith(start)]
        pairs = [(self._standing(start), body.removeprefix(start)) for start in starts]
        return next((pair for pair in pairs if pair[0].today(pair[1])), pairs[0] if pairs else None)

    def _standing(self, start: str) -> Standing:
        if start not in self._standings:
            base, theme = self._themes[start]
            self._standings[start] = Standing(base.part_of_theme(theme.id), theme)
        return self._standings[start]


def _record(row: Row) -> dict[str, object]:
    file, finding = row
    return {"file": str(file), **finding._asdict()}


def _page(renewed: list[Row], found: list[Row]) -> Page:
    counts = Counter(finding.state for _, finding in [*renewed, *found])
    told = ", ".join(f"{count} {state}" for state, count in counts.items())
    summary = Paragraph(f"Footnotes: {told}." if told else "None of these footnotes is ours.")
    shown = [row for row in [*renewed, *found] if row[1].state != "current"]
    fields = Fields(
        tuple((Verbatim(f"{file}:{finding.line}"), _told(finding)) for file, finding in shown)
    )
    blocks: list[Block] = [summary]
    if counts["repeated"]:
        blocks.append(Paragraph(_REPEATED))
    if shown:
        blocks.append(fields)
    return Page("Audit", (Part("", tuple(blocks)),), hint="jkbrief fact FOOTNOTE")


def _told(finding: Finding) -> tuple[str, ...]:
    lines = [f"{finding.state}: {finding.id} {STATES.get(finding.state, 'is renewed')}"]
    if finding.note:
        lines.append(f"note: {finding.note}")
    if finding.now:
        lines.append(f"now: {finding.now}")
    return tuple(lines)
