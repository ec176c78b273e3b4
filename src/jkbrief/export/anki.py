"""Notes as an Anki package; the only module that knows genanki.

Anki tells a note by its GUID and a note type by its number and the names of its fields and
templates. All of these are frozen: with another one a learner's cards would come in twice.
A field that is wanted later takes the place of a spare one.
"""

import contextlib
import hashlib
import html
import itertools
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import genanki

from jkbrief.export.notes import GAP, Note

FIELDS = (
    "Id", "Question", "Options", "Answer", "Fact", "Citation",
    "Spare 1", "Spare 2", "Spare 3", "Spare 4",
)  # fmt: skip
_NUMBERS = {"basic": 1_711_020_301, "choice": 1_711_020_302, "cloze": 1_711_020_303}
_BACK = """\
<hr id="answer">
<p class="answer">{{Answer}}</p>
<p class="fact">{{Fact}}</p>
<p class="citation">{{Citation}}</p>"""
_FRONTS = {
    "basic": '<p class="question">{{Question}}</p>',
    "choice": '<p class="question">{{Question}}</p>\n{{Options}}',
    "cloze": '<p class="question">{{cloze:Question}}</p>',
}
_CSS = """\
.card { max-width: 36rem; margin: 0 auto; padding: 0 .75rem; text-align: left;
  font: 1.2rem/1.5 Georgia, "Noto Serif", serif; color: #1b1b1b; background: #fff }
.answer, .cloze { color: #0b4f8a; font-weight: bold }
.fact { font-size: 1rem }
.citation { font: .85rem/1.4 system-ui, sans-serif; color: #555 }
.options li { margin: .35rem 0 }
.mobile.card, .mobile .card { font-size: 1.1rem; overflow-wrap: break-word }
.nightMode.card, .nightMode .card, .night_mode .card { color: #e8e6e3; background: #16181a }
.nightMode .answer, .nightMode .cloze, .night_mode .answer, .night_mode .cloze { color: #8cc4ff }
.nightMode .citation, .night_mode .citation { color: #aaa }
"""
# In a field these would begin a tag, a template, mathematics or a sound.
_ENTITIES = str.maketrans({"\\": "&#92;", "{": "&#123;", "}": "&#125;", "[": "&#91;"})


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with a time of its own: genanki has one for the whole package."""

    since = 0

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:  # noqa: ARG002
        super().write_to_db(cursor, self.since, deck_id, id_gen)


def package(notes: Iterable[Note], since: Mapping[str, int]) -> bytes:
    """Return an Anki package (`.apkg`); `since` says when each note last changed."""
    models = {name: _model(name) for name in _NUMBERS}
    decks: dict[str, genanki.Deck] = {}
    for due, note in enumerate(notes):
        deck = decks.setdefault(note.deck, genanki.Deck(_number(note.deck), note.deck))
        deck.add_note(_note(note, models[note.type], since[note.id], due))
    return _zipped(list(decks.values()), max(since.values(), default=0))


def _zipped(decks: list[genanki.Deck], newest: int) -> bytes:
    # As genanki's write_to_file, which leaves its database behind in the temporary folder.
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        ids = itertools.count(newest * 1000)
        genanki.Package(decks).write_to_db(connection.cursor(), newest, ids)
        connection.commit()
        collection = connection.serialize()
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        # With a date of its own the same notes are the same bytes.
        package.writestr(zipfile.ZipInfo("collection.anki2"), collection)
        package.writestr(zipfile.ZipInfo("media"), "{}")
    return file.getvalue()


def _model(name: str) -> genanki.Model:
    front = _FRONTS[name]
    back = (
        front
        + "\n"
        + (_BACK if name != "cloze" else _BACK.replace('<p class="answer">{{Answer}}</p>\n', ""))
    )
    return genanki.Model(
        _NUMBERS[name],
        f"jkbrief {name}",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Card 1", "qfmt": front, "afmt": back}],
        css=_CSS,
        model_type=genanki.Model.CLOZE if name == "cloze" else genanki.Model.FRONT_BACK,
        sort_field_index=FIELDS.index("Question"),
    )


def _number(deck: str) -> int:
    return int.from_bytes(hashlib.sha256(deck.encode()).digest()[:4]) | 1 << 30


def _note(note: Note, model: genanki.Model, since: int, due: int) -> _Note:
    told = {
        "Id": note.id,
        "Question": _question(note),
        "Options": _options(note.options),
        "Answer": _escape(note.answer),
        "Fact": _escape(note.fact),
        "Citation": _escape(note.citation),
    }
    fields = [told.get(field, "") for field in FIELDS]
    made = _Note(model=model, fields=fields, guid=note.id, tags=list(note.tags), due=due)
    made.since = since
    return made


def _question(note: Note) -> str:
    if note.type != "cloze":
        return _escape(note.question)
    before, after = map(_escape, note.question.split(GAP))
    # Two colons would part the answer from a hint.
    return f"{before}{{{{c1::{_escape(note.answer).replace('::', ':&#58;')}}}}}{after}"


def _options(options: tuple[str, ...]) -> str:
    if not options:
        return ""
    items = "".join(f"<li>{_escape(option)}</li>" for option in options)
    return f'<ol class="options" type="A">{items}</ol>'


def _escape(text: str) -> str:
    return html.escape(text, quote=False).translate(_ENTITIES)
