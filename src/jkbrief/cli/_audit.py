"""The command `jkbrief notes audit FILE…`."""

import pathlib
from collections import Counter
from functools import cache

import click

from jkbrief.briefing import standing
from jkbrief.briefing.standing import Standing
from jkbrief.cli import _notes
from jkbrief.cli._options import format_option
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Fields, Page, Paragraph, Part
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.model import FactBase, Theme
from jkbrief.notes.audit import STATES, Finding, LookUp
from jkbrief.notes.audit import audit as audit_text
from jkbrief.notes.audit import fix as fix_text

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
    look_up = _look_up(session)
    renewed: list[Row] = []
    found: list[Row] = []
    for file in files:
        text = _notes.read(file)
        findings = audit_text(text, look_up)
        stale = [each for each in findings if each.state == "stale"]
        if fix and stale:
            text = fix_text(text, stale)
            _notes.write(text, file)
            renewed += [(file, each._replace(state="renewed")) for each in stale]
            findings = audit_text(text, look_up)
        found += [(file, each) for each in findings]
    show(
        "notes",
        format,
        _page(renewed, found),
        lambda: {"notes": list(map(_record, renewed + found))},
    )
    return int(any(each.state != "current" for _, each in found))


def _look_up(session: Session) -> LookUp:
    """Return what says how the fact of a footnote's id stands, in any base that is read."""

    @cache
    def part(base: CompiledBase, theme: Theme) -> tuple[FactBase, dict[str, tuple[str, ...]]]:
        facts = base.part_of_theme(theme.id)
        return facts, standing.today(facts, theme)

    @cache
    def look_up(body: str) -> Standing | None:
        found = None
        for base, theme in session.themes():
            fact = body.removeprefix(f"{base.factbase}-{theme.id}-")
            if fact != body:
                facts, today = part(base, theme)
                if fact in today:
                    return Standing(today[fact], standing.earlier(facts, theme, fact))
                found = Standing(())
        return found

    return look_up


def _record(row: Row) -> dict[str, object]:
    file, finding = row
    return {"file": str(file), **finding._asdict()}


def _page(renewed: list[Row], found: list[Row]) -> Page:
    counts = Counter(finding.state for _, finding in [*renewed, *found])
    told = ", ".join(f"{count} {state}" for state, count in counts.items())
    summary = Paragraph(f"Footnotes: {told}." if told else "None of these footnotes is ours.")
    shown = [row for row in [*renewed, *found] if row[1].state != "current"]
    fields = Fields(tuple((f"{file}:{finding.line}", _told(finding)) for file, finding in shown))
    return Page(
        "Audit",
        (Part("", (summary, fields) if shown else (summary,)),),
        hint="jkbrief fact FOOTNOTE",
    )


def _told(finding: Finding) -> tuple[str, ...]:
    lines = [f"{finding.state}: {finding.id} {STATES.get(finding.state, 'is renewed')}"]
    if finding.note:
        lines.append(f"note: {finding.note}")
    if finding.now:
        lines.append(f"now: {finding.now}")
    return tuple(lines)
