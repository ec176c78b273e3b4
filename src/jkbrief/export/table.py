"""Notes as a table of text: for Anki and spreadsheets, or for Quizlet."""

import csv
from collections.abc import Iterable
from io import StringIO

from jkbrief.export.notes import Note

PROGRAMS = ("anki", "quizlet")
# Anki manual, "Text files": columns count from 1. The note type is Anki's own, with two fields.
_HEADER = """\
#separator:Comma
#html:false
#notetype:Basic
#deck column:3
#tags column:4
#guid column:5
#columns:Front,Back,Deck,Tags,GUID
"""
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def document(notes: Iterable[Note], program: str) -> str:
    """Return the notes as a text that `program`, one of PROGRAMS, imports.

    For Quizlet, which knows neither quotes nor headers, question and answer stand with a tab
    between them. A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    if program == "quizlet":
        return "".join(f"{_cell(_front(note))}\t{_cell(_back(note))}\n" for note in notes)
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for note in notes:
        row = (_front(note), _back(note), note.deck, " ".join(note.tags), note.id)
        writer.writerow(map(_cell, row))
    return _HEADER + file.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _front(note: Note) -> str:
    letters = (f"({chr(ord('a') + number)}) {text}" for number, text in enumerate(note.options))
    return " ".join([note.question, *letters])


def _back(note: Note) -> str:
    end = "" if note.answer.endswith((".", "?", "!")) else "."
    return f"{note.answer}{end} {note.fact} [{note.citation}]"
