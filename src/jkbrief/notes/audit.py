"""Proves the footnotes of any notes: each id ends in a hash of the note it was made for."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Protocol

from jkbrief.notes.lines import Line, join, prose, split
from jkbrief.record import NamedTuple
from jkbrief.render.escape import escape, unescape
from jkbrief.telling.support import fingerprint

# What an audit finds, and what each means.
STATES = {
    "current": "says what the fact base says",
    "stale": "the fact has changed since",
    "edited": "was edited by hand",
    "withdrawn": "the fact is no longer in that briefing",
    "orphaned": "is defined, and no line refers to it",
    "missing": "is referred to, and not defined",
    "repeated": "is defined above already",
}
_ID = r"\[\^([a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{4})\]"
_DEFINITION = re.compile(rf"( {{0,3}}{_ID}:)[ \t]*(.*)")
_REFERENCE = re.compile(rf"(?<!\\){_ID}")
# What ends a paragraph without a blank line: CommonMark, section 4.8, and another definition.
_OTHER_BLOCK = re.compile(r"\s*$| {0,3}(\[\^|#{1,6}\s|>|[-*+] |\d+[.)] |```|~~~|<!--)")


class Known(Protocol):
    """What is known of footnotes, by their id without its hash."""

    def today(self, body: str) -> tuple[str, ...] | None:
        """Return the notes of that fact in that theme; None where there is no such theme."""

    def earlier(self, body: str) -> tuple[str, ...]:
        """Return the notes that it had while sources were fewer."""


class Finding(NamedTuple):
    """What was found of a footnote: its line, from 1, what it says, what it should say."""

    line: int
    id: str
    state: str
    note: str = ""
    now: str = ""


class _Definition(NamedTuple):
    """A footnote's definition at the places from `first` up to `after`; its plain text."""

    first: int
    after: int
    id: str
    note: str


def audit(text: str, known: Known) -> list[Finding]:
    """Return what is found of each of our footnotes in `text`, in the order of lines."""
    lines = split(text)
    definitions = _definitions(lines)
    references = _references(lines)
    ours = [each for each in definitions if _is_ours(each, known)]
    findings = [_judge(each, known) for each in ours]
    findings += [
        Finding(each.first + 1, each.id, "orphaned", each.note)
        for each in ours
        if each.id not in references
    ]
    findings += _repeated(ours)
    defined = {each.id for each in definitions}
    findings += [
        Finding(place + 1, name, "missing", now=_only(known.today(_body(name))))
        for name, place in references.items()
        if name not in defined and known.today(_body(name)) is not None
    ]
    return sorted(findings, key=lambda finding: finding.line)


def repeated(text: str) -> list[Finding]:
    """Return each of our footnotes that is defined above already, as `audit` does."""
    return _repeated(each for each in _definitions(split(text)) if _is_intact(each))


def _repeated(definitions: Iterable[_Definition]) -> list[Finding]:
    seen: set[str] = set()
    found = []
    for each in definitions:
        if each.id in seen:
            found.append(Finding(each.first + 1, each.id, "repeated"))
        seen.add(each.id)
    return found


def _body(name: str) -> str:
    return name.rpartition("-")[0]


def _is_ours(definition: _Definition, known: Known) -> bool:
    return known.today(_body(definition.id)) is not None or _is_intact(definition)


def _is_intact(definition: _Definition) -> bool:
    return fingerprint(definition.note) == definition.id[-4:]


def _judge(definition: _Definition, known: Known) -> Finding:
    found = Finding(definition.first + 1, definition.id, "current", definition.note)
    notes = known.today(_body(definition.id))
    if not notes:
        return found._replace(state="withdrawn")
    now = _nearest(definition.note, notes)
    if not _is_intact(definition):
        return found._replace(state="edited", now=now)
    if definition.note in notes or definition.note in known.earlier(_body(definition.id)):
        return found
    return found._replace(state="stale", now=now)


def _nearest(note: str, notes: tuple[str, ...]) -> str:
    if note in notes:
        return note
    return max(notes, key=lambda other: SequenceMatcher(None, note, other).ratio())


def _only(notes: tuple[str, ...] | None) -> str:
    return notes[0] if notes and len(notes) == 1 else ""


def _definitions(lines: list[Line]) -> list[_Definition]:
    told = dict(prose(lines))
    found = []
    for first, text in told.items():
        match = _DEFINITION.fullmatch(text)
        if not match:
            continue
        after = first + 1
        while after in told and not _OTHER_BLOCK.match(told[after]):
            after += 1
        parts = [match[3], *(told[place] for place in range(first + 1, after))]
        note = unescape(" ".join(part.strip() for part in parts))
        found.append(_Definition(first, after, match[2], note))
    return found


def _references(lines: list[Line]) -> dict[str, int]:
    """Return the place of the first reference to each id."""
    places: dict[str, int] = {}
    for place, text in prose(lines):
        definition = _DEFINITION.match(text)
        for match in _REFERENCE.finditer(text, definition.end(1) if definition else 0):
            places.setdefault(match[1], place)
    return places


def fix(text: str, findings: Iterable[Finding]) -> str:
    """Return `text` with every stale note renewed, and its references; all else is kept."""
    stale = {each.id: each.now for each in findings if each.state == "stale"}
    renamed = {name: f"{_body(name)}-{fingerprint(now)}" for name, now in stale.items()}
    lines = split(text)
    definitions = _definitions(lines)
    defined = {each.id for each in definitions}
    for each in reversed(definitions):
        if each.id in stale and renamed[each.id] in defined:
            del lines[each.first : _after_blank(lines, each)]  # it is there already, once
        elif each.id in stale:
            renewed = f"[^{renamed[each.id]}]: {escape(stale[each.id])}"
            lines[each.first : each.after] = [Line(renewed, lines[each.after - 1].end)]
    for place, line in list(prose(lines)):
        new = _REFERENCE.sub(lambda hit: f"[^{renamed.get(hit[1], hit[1])}]", line)
        lines[place] = lines[place]._replace(text=new)
    return join(lines)


def _after_blank(lines: list[Line], definition: _Definition) -> int:
    """Return the end of a definition, with the blank line after it if one stands before it."""
    first, after = definition.first, definition.after
    parted = first == 0 or not lines[first - 1].text.strip()
    return after + (parted and after < len(lines) and not lines[after].text.strip())
