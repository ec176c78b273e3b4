"""What stands in each paragraph of a source, in our own words: `seeds/<source-id>.yaml`."""

import hashlib
import pathlib
from collections.abc import Iterator
from typing import Any

from jkbrief.factbase.files import decode
from jkbrief.factbase.nodes import (
    START,
    Entry,
    NotReadable,
    Scalar,
    Sequence,
    place,
    read_document,
)
from jkbrief.factbase.specs import (
    Choice,
    Digest,
    Field,
    Identifier,
    Number,
    Record,
    Report,
    Text,
)
from jkbrief.record import NamedTuple
from jkbrief.text import normalise

ROLES = ("headline", "caption", "heading", "body", "note", "boilerplate")
Place = tuple[int, int]


class Paragraph(NamedTuple):
    """One paragraph: a gist where facts are drawn from it, else why it was skipped."""

    number: int
    role: str
    digest: str
    gist: str = ""
    skipped: str = ""


class Dossier(NamedTuple):
    """The paragraphs of a source; `digest` is the SHA-256 of the bytes of its text."""

    source: str
    digest: str
    paragraphs: tuple[Paragraph, ...]

    def content(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs from which something was to be drawn."""
        return tuple(each for each in self.paragraphs if not each.skipped)


class Located(NamedTuple):
    """A dossier with the file it stands in, and where each of its entries begins."""

    dossier: Dossier
    file: pathlib.Path
    places: dict[str | int, Place]


PARAGRAPH = Record(
    Paragraph,
    (
        Field("number", Number(1, 99_999), "the paragraph, from 1", required=True),
        Field("role", Choice(ROLES), "what the paragraph is", required=True),
        Field("digest", Digest(16), "of the normalised paragraph", required=True),
        Field("gist", Text(blank=True), "what it says, in up to twenty words of ours"),
        Field("skipped", Text(), "why nothing was drawn from it"),
    ),
)
HEAD = (
    Field("source", Identifier(), "the id of the source", required=True),
    Field("digest", Digest(64), "the SHA-256 of the file of the text", required=True),
)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a source text: its lines that are not blank."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def paragraph_digest(paragraph: str) -> str:
    """Return the first 16 digits of the SHA-256 of the normalised paragraph."""
    return hashlib.sha256(normalise(paragraph).encode()).hexdigest()[:16]


def read_dossier(text: str, file: pathlib.Path, report: Report) -> Located:
    """Return the dossier in `text`, as far as it can be understood; the rest is reported.

    Raises NotReadable where the text is not the YAML we read.
    """
    head = {field.name: field for field in HEAD}
    values: dict[str, Any] = {}
    rows: list[Paragraph] = []
    places: dict[str | int, Place] = {}
    for entry in read_document(text):
        name = entry.key.text
        if name == "paragraphs" and entry.number is not None and entry.number not in places:
            places[entry.number] = place(entry.node)
            rows.append(PARAGRAPH.convert(entry.node, ("paragraphs", entry.number), report))
        elif name in values or (name == "paragraphs" and rows):
            if not entry.number:
                report((name,), entry.key, "duplicate-key", "stands twice: keep one")
        elif name in head:
            places[name] = place(entry.node)
            values[name] = head[name].spec.convert(entry.value, (name,), report)
        else:
            _report_other(entry, report)
    for name in (*head, "paragraphs"):
        if name not in values and not (name == "paragraphs" and rows):
            report((name,), Scalar("", START), "missing-key", "is missing: a dossier needs it")
    dossier = Dossier(values.get("source", ""), values.get("digest", ""), tuple(rows))
    return Located(dossier, file, places)


def _report_other(entry: Entry, report: Report) -> None:
    name = entry.key.text
    if name != "paragraphs":
        message = "is not a key here: the keys are source, digest, paragraphs"
        report((name,), entry.key, "unknown-key", message)
    elif not isinstance(entry.node, Sequence):
        report((name,), entry.node, "wrong-form", "must be a list of paragraphs")


def begin(source: str, data: bytes) -> Iterator[str]:
    """Yield the lines of a new dossier for the text in `data` (UTF-8), its gists still empty.

    Raises NotReadable where it is not UTF-8 or holds nothing.
    """
    rows = paragraphs(decode(data))
    if not rows:
        raise NotReadable("the text is empty: there is nothing to draw from", 1, 1, "not-text")
    yield f"# What stands in each paragraph of {source}, in up to twenty words of our own. Where"
    yield '# nothing is to be drawn from one, say why instead of the gist: skipped: "site furniture".'
    yield f"# Roles: {', '.join(ROLES)}."
    yield f"source: {source}"
    yield f'digest: "{hashlib.sha256(data).hexdigest()}"'
    yield "paragraphs:"
    for number, row in enumerate(rows, 1):
        role = "headline" if number == 1 else "body"
        digest = paragraph_digest(row)
        yield f'- {{number: {number}, role: {role}, digest: "{digest}", gist: ""}}'
