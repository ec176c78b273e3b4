"""The JSON Schema in the package: current, and of one mind with the loader."""

import json
import pathlib
import subprocess
import sys

import pytest

from conftest import FACTS
from jkbrief.factbase.load import read
from jkbrief.factbase.schema import SECTIONS, json_schema
from jkbrief.factbase.starter import SCHEMA, starter

# What is changed in the starter, and what it becomes; each is good.
GOOD = [
    ("", ""),
    ('edition: "2024.1"', "edition: first"),
    ('edition: "2024.1"', "edition: no"),  # YAML 1.2: a text, not False
    ('date: "2024-05-14"', "date: 2024-05-14"),
    ('date: "2024-05-14"', 'date: "2024-05~"'),
    ('date: "2024-05-14"', 'date: "2024-22/2024-23?"'),
    ('date: "2024-05-14"', 'date: "202X"'),
    ('date: "2024-05-14"', 'date: "../2024"'),
    ("weight: 3", "weight: 1"),
    ("title: The contract", "title: Der Vertrag über die Fähre 渡し船"),
    ("aliases: [boat, crossing]", "aliases: []"),
    ("paragraph: 2, find", "paragraph: 99999, find"),
    ("- {text: e-ferry}", "- {text: e-boat, sources: [minutes-2024]}"),
]
# The same; each is bad for the loader and for the schema.
BAD = [
    ('edition: "2024.1"', "edition: 2024.1"),
    ('edition: "2024.1"', "edition: true"),
    ('edition: "2024.1"', "edition: 7"),
    ('edition: "2024.1"', "edition:"),
    ('edition: "2024.1"', "edition: ~"),
    ('edition: "2024.1"', 'edition: ""'),
    ('edition: "2024.1"', "edition: [a]"),
    ('edition: "2024.1"', ""),
    ("factbase: lindholm", "factbase: Lind_holm"),
    ("factbase: lindholm", "factbase: lindholm-"),
    ("factbase: lindholm", "factbase: lindholm\nversion: x"),
    ("title: The contract", 'title: "The  contract"'),
    ("title: The contract", 'title: " The contract"'),
    ("title: The contract", 'title: "The\\tcontract"'),
    ("title: The contract", 'title: "The \\e[1mcontract"'),
    ("title: The contract", 'title: "The \\u202econtract"'),
    ("kind: event", "kind: evnt"),
    ("kind: event", "kind: [event]"),
    ("type: report", "type: leaflet"),
    ("weight: 3", "weight: 4"),
    ("weight: 3", "weight: 0"),
    ("weight: 3", "weight: 2.5"),
    ("weight: 3", 'weight: "3"'),
    ("weight: 3", "weight: three"),
    ("weight: 3", "wieght: 3"),
    ("weight: 3", "weight: 3\n  weight: 3"),
    ("paragraph: 2, find", "paragraph: 0, find"),
    ("paragraph: 2, find", "paragraph: 100000, find"),
    ("paragraph: 2, find", "find"),
    ('date: "2024-05-14"', 'date: "14 May 2024"'),
    ('date: "2024-05-14"', 'date: "2024-13"'),
    ('date: "2024-05-14"', 'date: "2024-05-32"'),
    ('date: "2024-05-14"', "date: 2024"),
    ("themes: [ferry]", "themes: ferry"),
    ("themes: [ferry]", "themes: []"),
    ("themes: [ferry]", "themes: [1]"),
    ("themes: [ferry]", "themes: [{id: ferry}]"),
    ("themes: [ferry]\n  thread", "thread"),
    ("  cites: ", "  cites: [] "),
    ("by: [ada-holm]", "by: []"),
    ("by: [ada-holm]", "inferred: {date: {how: so}}\n  by: [ada-holm]"),
    ("by: [ada-holm]", "inferred: {date: {how: so, paragraphs: {minutes-2024: []}}}\n  by: [ada-holm]"),
    ("by: [ada-holm]", "inferred: {date: {how: so, paragraphs: {Minutes: [1]}}}\n  by: [ada-holm]"),
    ("by: [ada-holm]", "differs: [{fact: x, because: size, note: So.}]\n  by: [ada-holm]"),
    ("kind: typed", "kind: open"),
    ("threads:", "thread:"),
]  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[pathlib.Path, bool]:
    """Write the corpus and return each file with whether it is good."""
    folder = tmp_path_factory.mktemp("corpus")
    files = {FACTS: True}
    for good, edits in ((True, GOOD), (False, BAD)):
        for number, (sound, change) in enumerate(edits):
            assert sound in starter(), sound
            file = folder / f"{'good' if good else 'bad'}-{number:02}.yaml"
            file.write_text(starter().replace(sound, change, 1), encoding="utf-8")
            files[file] = good
    return files


def test_the_schema_in_the_package_is_the_one_that_the_fields_give() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == json_schema(), (
        "run: python -m jkbrief.factbase.schema"
    )


def test_the_loader_judges_the_corpus_rightly(corpus: dict[pathlib.Path, bool]) -> None:
    assert {file.name: not read(file).problems for file in corpus} == {
        file.name: good for file, good in corpus.items()
    }


def test_another_program_judges_it_the_same_by_the_schema(
    corpus: dict[pathlib.Path, bool],
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile", SCHEMA, "-o", "json", *corpus],
        capture_output=True,
        check=False,
    )
    told = json.loads(done.stdout)
    failed = {each["filename"] for each in told["errors"] + told["parse_errors"]}
    assert {file.name: str(file) not in failed for file in corpus} == {
        file.name: good for file, good in corpus.items()
    }


def test_every_key_of_every_entry_can_be_hovered_over() -> None:
    properties = json_schema()["properties"]
    assert set(SECTIONS) < set(properties)
    for name in SECTIONS:
        assert properties[name]["description"]
        for key, schema in properties[name]["items"]["properties"].items():
            assert schema["description"], (name, key)


@pytest.mark.parametrize("text", [starter(), FACTS.read_text("utf-8")])
def test_the_first_line_leads_editors_to_the_schema(text: str) -> None:
    start, _, target = text.splitlines()[0].partition("$schema=")
    assert start == "# yaml-language-server: "
    path = pathlib.Path(target.removeprefix("file://"))
    assert (FACTS.parent / path).resolve() == SCHEMA.resolve()
