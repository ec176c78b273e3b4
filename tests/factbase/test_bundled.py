"""The bundled fact base: what it promises of itself, and the proof against the texts."""

import pathlib
from collections import Counter
from hashlib import sha256

import pytest
import yaml

from jkbrief.factbase import bundled
from jkbrief.model import Cite, Fact, FactBase
from jkbrief.text import normalise

TEXT_OF = {
    "yomiuri-2023": "000_96cd9c4180aa896a.txt",
    "matsuo-2023": "001_37e34686259d255c.txt",
    "pollmann-2023": "002_f35d7e6c57e86d94.txt",
    "tokyo-report-2021": "003_e7a78d8ce70ca631.txt",
    "nyt-2023": "004_a3b3d3b3a925234b.txt",
}


def cites(base: FactBase) -> list[tuple[Fact, Cite]]:
    return [(fact, cite) for fact in base.facts for cite in fact.cites]


@pytest.fixture(scope="session")
def dossiers() -> dict[str, dict[int, dict[str, str]]]:
    """Return what each dossier says of each paragraph."""
    found = {}
    for file in sorted(pathlib.Path(bundled.folder(), "seeds").glob("*.yaml")):
        dossier = yaml.safe_load(file.read_text("utf-8"))
        found[dossier["source"]] = {each["number"]: each for each in dossier["paragraphs"]}
    return found


@pytest.fixture(scope="session")
def paragraphs(texts: pathlib.Path) -> dict[str, list[str]]:
    """Return the non-blank lines of each source text."""
    return {
        source: [line for line in (texts / name).read_text("utf-8").splitlines() if line.strip()]
        for source, name in TEXT_OF.items()
    }


def test_it_holds_well_over_200_facts_and_300_cards(base: FactBase) -> None:
    assert len(base.facts) >= 300
    assert sum(len(fact.cards) for fact in base.facts) >= 300


def test_its_first_themes_are_those_that_the_project_is_for(base: FactBase) -> None:
    assert [theme.id for theme in base.themes[:4]] == [
        "north-korea",
        "china",
        "supply-chains",
        "history",
    ]


def test_every_theme_has_a_bottom_line_and_gaps(base: FactBase) -> None:
    for theme in base.themes:
        assert 1 <= len(theme.bottom_line) <= 3, theme.id
        assert theme.gaps, theme.id


def test_every_fact_that_counts_has_a_card(base: FactBase) -> None:
    assert [fact.id for fact in base.facts if fact.weight >= 2 and not fact.cards] == []


def test_every_cite_points_at_a_paragraph_that_holds_content(
    base: FactBase, dossiers: dict[str, dict[int, dict[str, str]]]
) -> None:
    for fact, cite in cites(base):
        assert "gist" in dossiers[cite.source][cite.paragraph], (fact.id, cite)


def test_every_content_paragraph_is_cited(
    base: FactBase, dossiers: dict[str, dict[int, dict[str, str]]]
) -> None:
    used = {(cite.source, cite.paragraph) for _, cite in cites(base)}
    content = {
        (source, number)
        for source, told in dossiers.items()
        for number, paragraph in told.items()
        if "gist" in paragraph
    }
    assert content == used


def test_every_paragraph_has_a_gist_or_the_reason_why_nothing_was_drawn(
    dossiers: dict[str, dict[int, dict[str, str]]],
) -> None:
    assert set(dossiers) == set(TEXT_OF)
    for told in dossiers.values():
        assert list(told) == list(range(1, len(told) + 1))
        for paragraph in told.values():
            assert ("gist" in paragraph) != ("skipped" in paragraph)
            assert len(paragraph.get("gist", "").split()) <= 20


def test_find_phrases_have_at_most_eight_words(base: FactBase) -> None:
    assert [cite.find for _, cite in cites(base) if len(cite.find.split()) > 8] == []


def test_every_find_phrase_stands_in_its_paragraph(
    base: FactBase, paragraphs: dict[str, list[str]]
) -> None:
    missing = [
        (fact.id, cite)
        for fact, cite in cites(base)
        if normalise(cite.find) not in normalise(paragraphs[cite.source][cite.paragraph - 1])
    ]
    assert missing == []


def test_the_dossiers_are_of_these_texts(
    texts: pathlib.Path,
    paragraphs: dict[str, list[str]],
    dossiers: dict[str, dict[int, dict[str, str]]],
) -> None:
    for source, name in TEXT_OF.items():
        file = pathlib.Path(bundled.folder(), "seeds", f"{source}.yaml")
        assert sha256((texts / name).read_bytes()).hexdigest() in file.read_text("utf-8")
        digests = [sha256(normalise(each).encode()).hexdigest()[:16] for each in paragraphs[source]]
        assert [each["digest"] for each in dossiers[source].values()] == digests


def test_two_publishers_are_found_for_what_two_papers_tell(base: FactBase) -> None:
    several = Counter(len({cite.source for cite in fact.cites}) for fact in base.facts)
    assert several[2] >= 2
