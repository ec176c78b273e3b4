"""load(path) -> FactBase, or every problem of the file with its place."""

import pathlib
from collections.abc import Iterable, Iterator
from typing import Any

from jkbrief.errors import FactBaseError, Problem
from jkbrief.factbase import schema
from jkbrief.factbase.files import read_text
from jkbrief.factbase.nodes import (
    START,
    Entry,
    Mapping,
    Node,
    NotReadable,
    Scalar,
    Sequence,
    place,
    read_document,
)
from jkbrief.factbase.progress import Progress, unheard
from jkbrief.factbase.rules import CODES, STRUCTURE, Finding, Material, run
from jkbrief.factbase.specs import Path
from jkbrief.model import FactBase


def load(path: pathlib.Path, progress: Progress = unheard) -> FactBase:
    """Return the fact base in the file at `path`; `progress` is told how far it is.

    Raises FileProblem where the file cannot be read, FactBaseError with all problems where
    it is no valid fact base.
    """
    reading = read(path, progress)
    if reading.base is not None:
        reading.add(run(STRUCTURE, Material(reading.base)))
    if reading.base is None or reading.problems:
        raise FactBaseError(in_order(reading.problems))
    return reading.base


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems by file and place."""
    return tuple(sorted(problems, key=lambda each: (each.path, each.line, each.column)))


class Reading:
    """A file as far as it could be understood: its base, and what is wrong with it so far.

    `base` is None where the text is not readable as YAML at all.
    """

    def __init__(self, path: pathlib.Path, text: str, progress: Progress) -> None:
        """Read the text of the file at `path`, and tell `progress` how far it is."""
        self._path, self._text = path, text
        self._reader = _Reader(str(path))
        self.problems = self._reader.problems
        self.base: FactBase | None = None
        try:
            self.base = self._reader.read(_told(text, progress))
        except NotReadable as error:
            self.problems.append(not_readable(path, error))
        self._known = {path for path, _ in self._reader.reported}

    def add(self, findings: Iterable[Finding]) -> None:
        """Add what rules found, at its place, but where reading found something already."""
        told = [finding for finding in findings if finding.path not in self._known]
        places = _locate(self._text, {finding.path for finding in told}) if told else {}
        for finding in told:
            where = self._reader.where(finding.path)
            self.problems.append(problem(self._path, places[finding.path], where, finding))


def problem(path: pathlib.Path, at: tuple[int, int], where: str, finding: Finding) -> Problem:
    """Return what a rule found as a problem of the file at `path`."""
    severity = CODES[finding.code].severity
    return Problem(str(path), *at, severity, finding.code, where, finding.message)


def not_readable(path: pathlib.Path, error: NotReadable) -> Problem:
    """Return the problem of a file that is not the YAML we read."""
    return Problem(str(path), error.line, error.column, "error", error.code, "", str(error))


def _told(text: str, progress: Progress) -> Iterator[Entry]:
    for entry in read_document(text):
        progress(entry.node.mark.index / len(text))
        yield entry


def read(path: pathlib.Path, progress: Progress = unheard) -> Reading:
    """Return what the file at `path` holds; raises FileProblem where it cannot be read.

    Raises FactBaseError where it is not the text of anything. `progress` is told how far it is.
    """
    try:
        return Reading(path, read_text(path), progress)
    except NotReadable as error:
        raise FactBaseError((not_readable(path, error),)) from None


class _Reader:
    """Collects entries into a FactBase, and what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.reported: list[tuple[Path, str]] = []
        self.entry: tuple[Path, Node] = (), Scalar("", START)  # the one that is being read
        self.values: dict[str, Any] = {}
        self.lists: dict[str, list[Any]] = {name: [] for name in schema.SECTIONS}
        self.first_keys: dict[str, Scalar] = {}

    def read(self, entries: Iterator[Entry]) -> FactBase:
        scalars = {field.name: field for field in schema.SCALARS}
        for entry in entries:
            name = entry.key.text
            if self._known(entry.key, scalars):
                if name not in scalars:
                    self._read_item(name, entry)
                elif name not in self.values:
                    spec = scalars[name].spec
                    self.values[name] = spec.convert(entry.value, (name,), self._report)
        self._report_missing(scalars)
        sections = {name: tuple(items) for name, items in self.lists.items()}
        totals = {"fact_total": len(sections["facts"]), "source_total": len(sections["sources"])}
        return FactBase(**self.values | sections | totals)

    def _known(self, key: Scalar, scalars: dict[str, Any]) -> bool:
        """Return whether a key is one of ours and stands here for the first time."""
        first = self.first_keys.get(key.text)
        if first is key:  # as for every item of a list but the first
            return True
        names = [*scalars, *self.lists]
        if key.text not in names:
            message = f"is not a key here: the keys are {', '.join(names)}"
            self._report_once((key.text,), key, "unknown-key", message)
            return False
        if first:
            self._report_once((key.text,), key, "duplicate-key", "stands twice: keep one")
            return False
        self.first_keys[key.text] = key
        return True

    def _report_once(self, path: Path, node: Node, code: str, message: str) -> None:
        if (path, code) not in self.reported:
            self._report(path, node, code, message)

    def _read_item(self, name: str, entry: Entry) -> None:
        if entry.number is None:
            if not isinstance(entry.node, Sequence):
                self._report((name,), entry.node, "wrong-form", "must be a list of entries")
            return
        record = schema.SECTIONS[name][0]
        path: Path = (name, entry.number)
        self.entry = path, entry.node
        self.lists[name].append(record.convert(entry.node, path, self._report))

    def _report_missing(self, scalars: dict[str, Any]) -> None:
        start = Scalar("", START)
        for name, field in scalars.items():
            if name not in self.values:
                self.values[name] = ""
                self._report((name,), start, "missing-key", f"is missing: {field.doc}")
        for name in schema.REQUIRED_SECTIONS:
            if name not in self.first_keys:
                doc = schema.SECTIONS[name][2]
                self._report((name,), start, "missing-key", f"is missing: {doc}")

    def _report(self, path: Path, node: Node, code: str, message: str) -> None:
        where = self.where(path)
        self.reported.append((path, code))
        self.problems.append(Problem(self.file, *place(node), "error", code, where, message))

    def where(self, path: Path) -> str:
        """Return the path for people: fact 'x' › cites[1] › paragraph."""
        parts: list[str] = []
        rest = path
        if len(path) > 1 and path[0] in schema.SECTIONS:
            noun = schema.SECTIONS[str(path[0])][1]
            name = self._name(path[:2])
            parts = [f"{noun} {name!r}" if name else f"{path[0]}[{path[1]}]"]
            rest = path[2:]
        for step in rest:
            if isinstance(step, int):
                parts[-1] += f"[{step}]"
            else:
                parts.append(step)
        return " › ".join(parts)

    def _name(self, entry: Path) -> str:
        """Return the id of an entry that was read, or is being read; "" where it has none."""
        if entry == self.entry[0]:
            return _id_of(self.entry[1])
        section, number = entry
        return str(self.lists[str(section)][int(number)].id)


def _id_of(node: Node) -> str:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.text == "id" and isinstance(value, Scalar):
                return value.text
    return ""


def _locate(text: str, paths: set[Path]) -> dict[Path, tuple[int, int]]:
    """Return line and column of each path, or of its nearest ancestor that is in the file.

    The text is read again for this, so that a base without problems need not keep places.
    """
    wanted = {path[:length] for path in paths for length in range(1, len(path) + 1)}
    found: dict[Path, tuple[int, int]] = {(): (1, 1)}
    for entry in read_document(text):
        name = entry.key.text
        found.setdefault((name,), place(entry.key))
        top: Path = (name,) if entry.number is None else (name, entry.number)
        if top in wanted:
            _note_places(entry.node, top, wanted, found)
    return {path: next(found[p] for p in _ancestry(path) if p in found) for path in paths}


def _note_places(
    node: Node, path: Path, wanted: set[Path], found: dict[Path, tuple[int, int]]
) -> None:
    found[path] = place(node)
    children: Iterator[tuple[str | int, Node]] = iter(())
    if isinstance(node, Mapping):
        children = ((key.text, value) for key, value in node.pairs)
    elif isinstance(node, Sequence):
        children = iter(enumerate(node.items))
    for step, child in children:
        if (*path, step) in wanted and (*path, step) not in found:
            _note_places(child, (*path, step), wanted, found)


def _ancestry(path: Path) -> Iterator[Path]:
    return (path[:length] for length in range(len(path), -1, -1))
