"""The Anki package and the CSV, read by the real Anki."""

import os
import pathlib
import re
import shlex
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest, ImportCsvRequest
from anki.consts import CARD_TYPE_REV, QUEUE_TYPE_REV
from anki.import_export_pb2 import ImportResponse

from conftest import FACTS, ROOT, Program
from jkbrief.model import FactBase

STATEMENT = "The United States proposed the Chip 4 Alliance in 2022."
CHANGED = "In 2022, Washington proposed the Chip 4 Alliance."
Import = Callable[[Collection, pathlib.Path], dict[str, int]]


def counts(response: ImportResponse) -> dict[str, int]:
    """Return how many notes Anki put under each heading."""
    log = response.log
    told = {
        "new": len(log.new),
        "updated": len(log.updated),
        "duplicate": len(log.duplicate),
        "conflicting": len(log.conflicting),
        "first field match": len(log.first_field_match),
        "no first field": len(log.empty_first_field),
        "no note type": len(log.missing_notetype),
        "no deck": len(log.missing_deck),
    }
    return {name: count for name, count in told.items() if count}


def import_package(collection: Collection, file: pathlib.Path) -> dict[str, int]:
    return counts(collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file))))


def import_csv(collection: Collection, file: pathlib.Path) -> dict[str, int]:
    metadata = collection.get_csv_metadata(str(file), None)
    return counts(collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)))


@pytest.fixture
def collection(tmp_path: pathlib.Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


class Exports(NamedTuple):
    """The bundled base exported, then the same with one changed fact, a day later."""

    folder: pathlib.Path
    apkg: list[pathlib.Path]
    csv: list[pathlib.Path]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Exports:
    folder = tmp_path_factory.mktemp("exports")
    # A machine of its own, with no memory of another's exports.
    cache = {**os.environ, "JKBRIEF_CACHE_DIR": str(folder / "cache")}
    text = FACTS.read_text("utf-8")
    assert text.count(STATEMENT) == 1
    made = Exports(folder, [], [])
    for number, content in enumerate((text, text.replace(STATEMENT, CHANGED))):
        facts = folder / f"{number}.yaml"
        facts.write_text(content, "utf-8")
        os.utime(facts, (1_800_000_000 + number * 86_400,) * 2)
        made.apkg.append(folder / f"{number}.apkg")
        made.csv.append(folder / f"{number}.csv")
        for command in (["anki", str(made.apkg[-1])], ["csv", "-o", str(made.csv[-1])]):
            run = [sys.executable, "-m", "jkbrief", "--facts", str(facts), "export", *command]
            subprocess.run(run, check=True, env=cache)
    return made


def cards_that_show(base: FactBase, fact: str) -> int:
    """Return how many cards show the statement of a fact: its own, and those that order it."""
    return sum(
        fact == owner.id or fact in card.events for owner in base.facts for card in owner.cards
    )


@pytest.mark.parametrize(("kind", "take"), [("apkg", import_package), ("csv", import_csv)])
def test_importing_again_updates_what_changed_and_duplicates_nothing(
    collection: Collection,
    exports: Exports,
    base: FactBase,
    kind: str,
    take: Import,
) -> None:
    first, second = getattr(exports, kind)
    total = sum(len(fact.cards) for fact in base.facts)
    touched = cards_that_show(base, "chip-four-proposed")
    assert touched > 1
    assert take(collection, first) == {"new": total}
    assert take(collection, first) == {"duplicate": total}
    assert take(collection, second) == {"updated": touched, "duplicate": total - touched}
    assert take(collection, second) == {"duplicate": total}
    assert collection.note_count() == total
    assert collection.card_count() == total  # every note has a card
    assert collection.find_notes(f'"{STATEMENT}"') == []


def tag(collection: Collection, note: int, name: str, when: int) -> None:
    """Tag a note as the learner does, at a time of our own."""
    assert collection.db is not None
    change = "UPDATE notes SET tags = ?, mod = ? WHERE id = ?"
    collection.db.execute(change, f" {name} ", when, note)


def test_an_update_keeps_the_interval_and_the_learners_deck(
    collection: Collection, exports: Exports
) -> None:
    first, second = exports.apkg
    import_package(collection, first)
    (card_id,) = collection.find_cards("Id:jk:chip-four-proposed:who-did")
    card = collection.get_card(card_id)
    card.type, card.queue, card.ivl, card.due = CARD_TYPE_REV, QUEUE_TYPE_REV, 17, 99
    collection.update_card(card)
    deck = collection.decks.id("Mine")
    assert deck is not None
    collection.set_deck([card_id], deck)
    tag(collection, card.nid, "mine", 1_800_000_000)
    import_package(collection, second)
    card = collection.get_card(card_id)
    assert (card.ivl, card.due, card.did) == (17, 99, deck)
    assert card.note()["Fact"] == CHANGED
    assert "mine" not in card.note().tags  # so Anki has it: an update brings its own tags


def test_a_note_that_the_learner_touched_later_than_the_facts_is_left_alone(
    collection: Collection, exports: Exports
) -> None:
    first, second = exports.apkg
    import_package(collection, first)
    (note_id,) = collection.find_notes("Id:jk:chip-four-proposed:who-did")
    tag(collection, note_id, "mine", 1_900_000_000)
    import_package(collection, second)
    assert collection.get_note(note_id).tags == ["mine"]


def test_decks_are_by_theme_and_tags_by_theme_kind_thread_and_source(
    collection: Collection, exports: Exports, base: FactBase
) -> None:
    import_package(collection, exports.apkg[0])
    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    used = {fact.themes[0] for fact in base.facts if fact.cards}
    titles = {f"{base.title}::{theme.title}" for theme in base.themes if theme.id in used}
    assert titles == {name for name in names if "::" in name}
    (note_id,) = collection.find_notes("Id:jk:chip-four-proposed:who-did")
    assert collection.get_note(note_id).tags == [
        "jkbrief::kind::event",
        "jkbrief::source::nyt-2023",
        "jkbrief::theme::china",
        "jkbrief::theme::supply-chains",
        "jkbrief::theme::united-states",
        "jkbrief::thread::chips",
    ]


def test_every_kind_of_note_shows_question_answer_and_citation(
    collection: Collection, exports: Exports
) -> None:
    import_package(collection, exports.apkg[0])
    seen: dict[str, int] = {}
    for note_id in collection.find_notes(""):
        note = collection.get_note(note_id)
        model = note.note_type()
        assert model is not None
        (card,) = note.cards()
        front, back = card.question(), card.answer()
        assert note["Citation"] in back
        assert note["Fact"] in back
        assert note["Answer"] in back
        assert "{{" not in front + back
        assert "&amp;#" not in front + back
        if model["name"] == "jkbrief cloze":
            assert "[...]" in front
            shown = re.sub(r"<style>.*</style>|<[^>]+>", "", front, flags=re.DOTALL)
            assert shown == re.sub(r"{{c1::.*}}", "[...]", note["Question"])
        seen[model["name"]] = seen.get(model["name"], 0) + 1
    assert set(seen) == {"jkbrief basic", "jkbrief choice", "jkbrief cloze"}


FROZEN = {
    "jkbrief basic": 1_711_020_301,
    "jkbrief choice": 1_711_020_302,
    "jkbrief cloze": 1_711_020_303,
}


def test_note_types_are_frozen_for_ever(collection: Collection, exports: Exports) -> None:
    # With another number, field or template Anki takes a type for a new one: never change these.
    import_package(collection, exports.apkg[0])
    for name, number in FROZEN.items():
        model = collection.models.by_name(name)
        assert model is not None
        assert model["id"] == number
        assert [template["name"] for template in model["tmpls"]] == ["Card 1"]
        assert collection.models.field_names(model) == [
            "Id", "Question", "Options", "Answer", "Fact", "Citation",
            "Spare 1", "Spare 2", "Spare 3", "Spare 4",
        ]  # fmt: skip


def note_times(package: pathlib.Path, folder: pathlib.Path) -> dict[str, int]:
    with zipfile.ZipFile(package) as archive:
        archive.extract("collection.anki2", folder)
    with sqlite3.connect(folder / "collection.anki2") as connection:
        rows = dict(connection.execute("SELECT guid, mod FROM notes"))
    connection.close()
    return rows


def test_without_its_memory_an_export_is_as_new_as_the_facts(
    jkbrief: Program, tmp_path: pathlib.Path, exports: Exports
) -> None:
    remembered = note_times(exports.apkg[1], tmp_path)
    file = tmp_path / "again.apkg"
    elsewhere = str(tmp_path / "elsewhere")
    jkbrief(
        "--facts", exports.folder / "1.yaml", "export", "anki", file, JKBRIEF_CACHE_DIR=elsewhere
    )
    assert set(note_times(file, tmp_path).values()) == {1_800_086_400}
    assert set(remembered.values()) == {1_800_000_000, 1_800_086_400}


def test_the_same_facts_give_the_same_bytes(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    files = [tmp_path / "a.apkg", tmp_path / "b.apkg"]
    for file in files:
        assert jkbrief("export", "anki", file).status == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_without_genanki_one_line_says_what_to_install(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "genanki.py").write_text("raise ImportError")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = jkbrief("export", "anki", tmp_path / "x.apkg", PYTHONPATH=path)
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "jkbrief: an Anki package needs genanki, which is not installed: "
        f"{shlex.quote(sys.executable)} -m pip install genanki\n"
    )
    for page in ("README.md", "docs/sharing.md"):
        assert "pip install genanki" in (ROOT / page).read_text("utf-8"), page
    assert not (tmp_path / "x.apkg").exists()
