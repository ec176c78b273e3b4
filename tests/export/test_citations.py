"""CSL-JSON and BibLaTeX, as the published schema has them and as pandoc reads them."""

import json
import pathlib
import re
from typing import Any

import jsonschema
import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, Program
from jkbrief.export import biblatex, csl
from jkbrief.factbase.schema import CSL_TYPES
from jkbrief.model import FactBase, Name, Source

SCHEMA = ROOT.parent / "shared" / "data" / "csl-data.schema.json"
PLAIN = Source("x-2023", "report", "X 2023", "A title", "2023")
FORMS = [("csl", "json"), ("biblatex", "bib")]

ISSUED: list[tuple[str, dict[str, Any]]] = [
    ("2023", {"date-parts": [[2023]]}),
    ("2023-03-21", {"date-parts": [[2023, 3, 21]]}),
    ("2021-04~", {"date-parts": [[2021, 4]], "circa": True}),
    ("2021?", {"date-parts": [[2021]], "circa": True}),
    ("2023-03-09/2023-03-12", {"date-parts": [[2023, 3, 9], [2023, 3, 12]]}),
    ("2022-21", {"date-parts": [[2022]], "season": 1}),
    ("2022-XX", {"date-parts": [[2022]]}),
    ("2022-21/2022-23", {"literal": "spring to autumn 2022"}),
    ("201X", {"literal": "2010s"}),
    ("2019/..", {"literal": "since 2019"}),
]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    if not SCHEMA.is_file():
        pytest.skip("the schema of CSL-JSON is not at hand: CI has it")
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return loaded


@pytest.mark.parametrize(("date", "expected"), ISSUED)
def test_a_date_keeps_what_csl_can_say(date: str, expected: dict[str, Any]) -> None:
    assert csl.issued(date) == expected


def test_csl_is_valid_against_the_published_schema(
    jkbrief: Program, base: FactBase, schema: dict[str, Any]
) -> None:
    told = json.loads(jkbrief("export", "csl").out)
    jsonschema.validate(told, schema)
    assert [item["id"] for item in told] == [source.id for source in base.sources]


def test_every_type_and_date_is_valid_csl(schema: dict[str, Any]) -> None:
    sources = [PLAIN._replace(type=name) for name in CSL_TYPES]
    sources += [PLAIN._replace(issued=date) for date, _ in ISSUED]
    jsonschema.validate(json.loads(csl.document(sources)), schema)


@pytest.mark.parametrize(("form", "suffix"), FORMS)
def test_pandoc_resolves_every_key_and_prints_the_references(
    jkbrief: Program, base: FactBase, tmp_path: pathlib.Path, form: str, suffix: str
) -> None:
    bibliography = tmp_path / f"sources.{suffix}"
    assert jkbrief("export", form, "-o", bibliography).status == 0
    text = jkbrief("topic", "--all", "--length", "full", "--cite", "pandoc").out
    keys = {source.id for source in base.sources}
    assert set(re.findall(r"(?<!\\)@([\w-]+)", text)) == keys
    printed = pypandoc.convert_text(
        text,
        "plain",
        format="markdown",
        extra_args=[
            "--citeproc",
            f"--bibliography={bibliography}",
            "--fail-if-warnings",
            "--wrap=none",
        ],
    )
    assert "???" not in printed
    assert "(Pollmann 2023, para. 8)" in printed
    for line in (
        "Matsuo, Terrence. 2023. “A Warm Spring for Icy Korea-Japan Relations?”",
        "Pollmann, Mina. 2023. “What’s Driving the Japan–South Korea Thaw?” The Diplomat, March 21.",
        "The Yomiuri Shimbun. 2023. “Japan-South Korea Relations Warming Fast.” March 9–12.",
    ):
        assert f"\n{line}" in printed


def test_a_pandoc_citation_stands_before_the_full_stop(jkbrief: Program) -> None:
    out = jkbrief("topic", "china", "--cite", "pandoc").out
    assert (
        "- 2022: The United States proposed the Chip 4 Alliance in 2022 [@nyt-2023, para. 21].\n"
        in out
    )
    assert "[^" not in out
    assert "China: sources" not in out


@given(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1))
@settings(max_examples=15, deadline=None)
def test_pandoc_reads_any_title_and_name_back_from_biblatex(text: str) -> None:
    source = PLAIN._replace(title=f"A {text} b", author=(Name(text, "Ann"), Name(literal=text)))
    told = pypandoc.convert_text(biblatex.document([source]), "csljson", format="biblatex")
    (item,) = json.loads(told)
    assert len(item["author"]) == 2


@pytest.mark.parametrize("title", [r"50% & $5 of C# {a_b} ~ ^ \x", "Ärger – in 東京"])
def test_what_latex_would_take_for_markup_is_escaped(title: str) -> None:
    told = pypandoc.convert_text(
        biblatex.document([PLAIN._replace(title=title)]), "csljson", format="biblatex"
    )
    assert json.loads(told)[0]["title"] == title


def test_a_name_with_a_comma_or_and_stays_one_name() -> None:
    source = PLAIN._replace(author=(Name("Smith, Jr", "Ann"), Name(literal="Cats and Dogs")))
    told = pypandoc.convert_text(biblatex.document([source]), "csljson", format="biblatex")
    assert json.loads(told)[0]["author"] == [
        {"family": "Smith, Jr", "given": "Ann"},
        {"literal": "Cats and Dogs"},
    ]


def test_a_key_means_one_source_over_all_bases(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    files = []
    for name, source in (("a", "x-2023"), ("b", "y-2023"), ("c", "x-2023")):
        files.append(tmp_path / f"{name}.yaml")
        files[-1].write_text(
            f"factbase: {name}\ntitle: T\nedition: '1'\nthemes:\n- {{id: t, title: T}}\nsources:\n"
            f"- {{id: {source}, type: report, short: X, title: In {name}, issued: '2023'}}\nfacts:\n"
            f"- {{id: fact-{name}, kind: background, statement: S., themes: [t], weight: 3,"
            f" cites: [{{source: {source}, paragraph: 1, find: s}}]}}\n",
            "utf-8",
        )
    both = jkbrief("--facts", files[0], "--facts", files[1], "export", "csl")
    assert [item["title"] for item in json.loads(both.out)] == ["In a", "In b"]
    same = jkbrief("--facts", files[0], "--facts", files[2], "export", "csl")
    assert (same.status, same.out) == (1, "")
    assert f"the source 'x-2023' is also in {files[0]}" in same.err
