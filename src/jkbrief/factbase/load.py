"""load(path) -> FactBase, or every problem of the file with its place."""

import codecs
import pathlib
from collections.abc import Iterator
from typing import Any

from jkbrief.errors import FactBaseError, FileProblem, Problem
from jkbrief.factbase import rules, schema
from jkbrief.factbase.nodes import (
    Entry,
    Mapping,
    Node,
    NotReadable,
    Scalar,
    Sequence,
    read_document,
)
from jkbrief.factbase.specs import Path
from jkbrief.model import FactBase

LARGEST_LINE = 1_000_000


def load(path: pathlib.Path) -> FactBase:
    """Return the fact base in the file at `path`.

    Raises FileProblem where the file cannot be read, FactBaseError with all problems where
    it is no valid fact base.
    """
    base, problems = examine(path)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if errors or base is None:
        raise FactBaseError(errors)
    return base


def examine(path: pathlib.Path) -> tuple[FactBase | None, tuple[Problem, ...]]:
    """Return the fact base as far as it can be understood, and its problems in file order.

    The base is None where the text is not readable as YAML at all. Raises FileProblem where
    the file cannot be read.
    """
    text = read_text(path)
    reader = _Reader(str(path))
    try:
        base = reader.read(read_document(text))
    except NotReadable as error:
        problem = Problem(str(path), error.line, error.column, "error", "not-yaml", "", str(error))
        return None, (*sorted(reader.problems, key=_place), problem)
    known = {problem_path for problem_path, _ in reader.reported}
    findings = [f for rule in rules.RULES for f in rule(base) if f.path not in known]
    if findings:
        places = _locate(text, {finding.path for finding in findings})
        for finding in findings:
            line, column = places[finding.path]
            where = reader.where(finding.path)
            reader.problems.append(
                Problem(
                    str(path), line, column, finding.severity, finding.code, where, finding.message
                )
            )
    return base, tuple(sorted(reader.problems, key=_place))


def read_text(path: pathlib.Path) -> str:
    """Return the text of the UTF-8 file at `path`; raises FileProblem with what to do."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileProblem(f"{path}: there is no such file: check the name") from None
    except IsADirectoryError:
        raise FileProblem(f"{path}: is a folder: name the file in it") from None
    except OSError as error:
        raise FileProblem(f"{path}: cannot be read: {error.strerror}") from None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileProblem(f"{path}:1:1: is UTF-16: save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = "is not UTF-8 text: save it as UTF-8, if it is a fact base at all"
        raise FileProblem(f"{path}:{line}:{column}: {message}") from None
    longest = max(map(len, text.split("\n")))
    if longest > LARGEST_LINE:
        line = next(n for n, row in enumerate(text.split("\n"), 1) if len(row) > LARGEST_LINE)
        raise FileProblem(f"{path}:{line}:1: a line of {longest:,} characters is no fact base")
    return text


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


class _Reader:
    """Collects entries into a FactBase, and what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.reported: list[tuple[Path, str]] = []
        self.ids: dict[Path, str] = {}
        self.values: dict[str, Any] = {}
        self.lists: dict[str, list[Any]] = {name: [] for name in schema.SECTIONS}
        self.first_lines: dict[str, int] = {}

    def read(self, entries: Iterator[Entry]) -> FactBase:
        scalars = {field.name: field for field in schema.SCALARS}
        for entry in entries:
            name = entry.key.text
            if self._known(entry.key, scalars):
                if name in scalars:
                    self.values[name] = scalars[name].spec.convert(
                        entry.node, (name,), self._report
                    )
                else:
                    self._read_item(name, entry)
        self._report_missing(scalars)
        sections = {name: tuple(items) for name, items in self.lists.items()}
        totals = {"fact_total": len(sections["facts"]), "source_total": len(sections["sources"])}
        return FactBase(**self.values | sections | totals)

    def _known(self, key: Scalar, scalars: dict[str, Any]) -> bool:
        names = [*scalars, *self.lists]
        if key.text not in names:
            message = f"is not a key here: the keys are {', '.join(names)}"
            self._report_once((key.text,), key, "unknown-key", message)
            return False
        if self.first_lines.setdefault(key.text, key.line) != key.line:
            self._report_once((key.text,), key, "duplicate-key", "stands twice: keep one")
            return False
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
        self.ids[path] = _id_of(entry.node)
        self.lists[name].append(record.convert(entry.node, path, self._report))

    def _report_missing(self, scalars: dict[str, Any]) -> None:
        start = Scalar("", 1, 1)
        for name, field in scalars.items():
            if name not in self.values:
                self.values[name] = ""
                self._report((name,), start, "missing-key", f"is missing: {field.doc}")
        for name in schema.REQUIRED_SECTIONS:
            if name not in self.first_lines:
                doc = schema.SECTIONS[name][2]
                self._report((name,), start, "missing-key", f"is missing: {doc}")

    def _report(self, path: Path, node: Node, code: str, message: str) -> None:
        where = self.where(path)
        self.reported.append((path, code))
        self.problems.append(
            Problem(self.file, node.line, node.column, "error", code, where, message)
        )

    def where(self, path: Path) -> str:
        """Return the path for people: fact 'x' › cites[1] › paragraph."""
        parts: list[str] = []
        rest = path
        if len(path) > 1 and path[0] in schema.SECTIONS:
            noun = schema.SECTIONS[str(path[0])][1]
            name = self.ids.get(path[:2], "")
            parts = [f"{noun} {name!r}" if name else f"{path[0]}[{path[1]}]"]
            rest = path[2:]
        for step in rest:
            if isinstance(step, int):
                parts[-1] += f"[{step}]"
            else:
                parts.append(step)
        return " › ".join(parts)


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
        found.setdefault((name,), (entry.key.line, entry.key.column))
        top: Path = (name,) if entry.number is None else (name, entry.number)
        if top in wanted:
            _note_places(entry.node, top, wanted, found)
    return {path: next(found[p] for p in _ancestry(path) if p in found) for path in paths}


def _note_places(
    node: Node, path: Path, wanted: set[Path], found: dict[Path, tuple[int, int]]
) -> None:
    found[path] = (node.line, node.column)
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
