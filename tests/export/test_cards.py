"""Cards as tables and JSON, and what would be taken for markup or a formula in them."""

import csv
import json
import pathlib
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Program
from jkbrief.export import anki, table, times
from jkbrief.export.notes import Note
from jkbrief.model import FactBase

NOTE = Note("jk:f:c", "basic", "Who?", (), "Kishida", "It was Kishida.", "X 2023", "D", ("t",))


def test_json_has_every_card_with_the_fields_promised(jkbrief: Program, base: FactBase) -> None:
    told = json.loads(jkbrief("export", "json").out)
    assert (told["jkbrief"], told["command"]) == (1, "export json")
    cards = told["data"]["cards"]
    ids = [f"jk:{fact.id}:{card.id}" for fact in base.facts for card in fact.cards]
    assert [card["id"] for card in cards] == ids
    fields = {"id", "fact", "kind", "prompt", "options", "answer", "accept"}
    assert all(fields <= set(card) for card in cards)


def test_a_theme_may_be_named(jkbrief: Program, base: FactBase) -> None:
    cards = json.loads(jkbrief("export", "json", "prc").out)["data"]["cards"]
    china = {fact.id for fact in base.facts if "china" in fact.themes and fact.cards}
    assert {card["fact"] for card in cards} == china


def test_the_csv_names_its_columns_for_anki(jkbrief: Program) -> None:
    lines = jkbrief("export", "csv").out.splitlines()
    header = [line for line in lines if line.startswith("#")]
    assert header == [
        "#separator:Comma",
        "#html:false",
        "#notetype:Basic",
        "#deck column:3",
        "#tags column:4",
        "#guid column:5",
        "#columns:Front,Back,Deck,Tags,GUID",
    ]
    rows = list(csv.reader(lines[len(header) :]))
    assert {len(row) for row in rows} == {5}
    assert len({row[4] for row in rows}) == len(rows)


def test_quizlet_gets_two_columns_with_a_tab(jkbrief: Program) -> None:
    lines = jkbrief("export", "csv", "--for", "quizlet").out.splitlines()
    assert {line.count("\t") for line in lines} == {1}


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
@pytest.mark.parametrize("program", table.PROGRAMS)
def test_no_cell_begins_a_formula(start: str, program: str) -> None:
    note = NOTE._replace(
        question=f"{start}1+1", answer=f"{start}2", deck=f"{start}D", tags=(f"{start}t",), id=start
    )
    text = table.document([note], program)
    rows = csv.reader(
        StringIO("\n".join(line for line in text.splitlines() if line[0] != "#")),
        delimiter="\t" if program == "quizlet" else ",",
    )
    assert [cell[0] for row in rows for cell in row] == ["'"] * (2 if program == "quizlet" else 5)


@given(st.text(min_size=1))
def test_text_never_becomes_markup_in_a_field(text: str) -> None:
    import html

    escaped = anki._escape(text)
    assert not set(escaped) & set("<>{}[\\")
    assert html.unescape(escaped) == html.unescape(html.escape(text))


def test_a_note_keeps_its_time_until_it_changes() -> None:
    first = times.times([NOTE], {}, 100)
    assert {name: since for name, (_, since) in first.items()} == {"jk:f:c": 100}
    assert times.times([NOTE], first, 200) == first
    changed = times.times([NOTE._replace(answer="Yoon")], first, 200)
    assert changed["jk:f:c"][1] == 200
    # A file whose time went back, as after a checkout, still makes the note newer.
    assert times.times([NOTE._replace(answer="Yoon")], first, 50)["jk:f:c"][1] == 101


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": ["x", "y"]}', "null"])
def test_a_memory_that_is_broken_is_none(text: str) -> None:
    assert times.read(text) == {}


def test_a_memory_is_read_as_it_was_written() -> None:
    told = times.times([NOTE], {}, 100)
    assert times.read(times.write(told)) == told


REFUSED = [
    (["export", "csv", "chnia"], 1, "did you mean 'china'?"),
    (["export", "anki"], 2, "Missing argument 'FILE'"),
    (["export", "anki", "china"], 2, "china: Anki reads files called *.apkg: name one, and then"),
    (["export", "anki", "/nowhere/x.apkg"], 1, "/nowhere/x.apkg: cannot be written"),
    (["export", "csv", "--force"], 2, "go with --output FILE"),
    (["export", "xml"], 2, "No such command 'xml'"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), REFUSED)
def test_what_cannot_be_exported_is_said(
    jkbrief: Program, arguments: list[str], status: int, message: str
) -> None:
    done = jkbrief(*arguments)
    assert (done.status, done.out) == (status, "")
    assert message in done.err


def test_a_file_is_never_overwritten_unless_told(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("mine")
    done = jkbrief("export", "csv", "-o", file)
    assert done == (1, "", f"jkbrief: {file}: is there already: --force overwrites it\n")
    assert file.read_text() == "mine"
    assert jkbrief("export", "csv", "-o", file, "--force").status == 0
    assert file.read_text("utf-8") == jkbrief("export", "csv").out
