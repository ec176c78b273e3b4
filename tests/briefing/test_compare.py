"""Sources side by side: differences, names, what one publisher alone has, and gaps."""

import json

import pytest

from conftest import Program
from jkbrief.briefing.compare import compare
from jkbrief.model import Cite, Difference, Fact, FactBase, Source, Term, Theme, Variant

SOURCES = (
    Source("a", "book", "A 1906", "A", "1906", publisher="Alpha"),
    Source("b", "book", "B 1907", "B", "1907", publisher="Beta"),
)
A, B = Cite("a", 1, "jade dew"), Cite("b", 2, "words of b")
RELAYED = Cite("b", 3, "words of b", via="Alpha")
THEME = Theme("tea", "Tea", gaps=("Who drank it first.",))
TERM = Term("gyokuro", "gyokuro", "Tea.", (Variant("jade dew", ("a",)), Variant("dew", ("b",))))
OTHER = Term("coffee", "coffee", "Not tea.", (Variant("mocha", ("a",)),))


def fact(name: str, *cites: Cite, **more: object) -> Fact:
    return Fact(name, "event", f"{name}.", ("tea",), 3, cites, "1900", **more)  # type: ignore[arg-type]


FACTS = (
    fact("one", A),
    fact("both", A, B),
    fact("relayed", A, RELAYED),
    fact("late", B, differs=(Difference("one", "date", "They differ."),)),
)
BASE = FactBase("t", "Tea", "1", (THEME,), terms=(TERM, OTHER), sources=SOURCES, facts=FACTS)


def test_what_one_publisher_alone_has_counts_a_relayed_report_once() -> None:
    single = compare(BASE, [THEME], complete=True).single
    told = {name: [each.id for each in facts] for name, facts in single.items()}
    assert told == {"Alpha": ["one", "relayed"], "Beta": ["late"]}


def test_differing_facts_stand_side_by_side_with_what_explains_them() -> None:
    (contrast,) = compare(BASE, [THEME], complete=True).contrasts
    assert [each.id for each in contrast.facts] == ["late", "one"]
    assert contrast.difference.note == "They differ."


def test_names_are_told_by_source_where_the_facts_speak_of_the_thing() -> None:
    (naming,) = compare(BASE, [THEME], complete=True).namings
    assert naming.words == {"a": ("jade dew",), "b": ("dew",)}


def test_the_matrix_counts_facts_by_theme_and_source() -> None:
    assert compare(BASE, [THEME], complete=True).matrix == {"tea": {"a": 3, "b": 3}}


def test_gaps_are_told_only_where_all_sources_are_at_hand() -> None:
    assert compare(BASE, [THEME], complete=True).gaps == {"tea": ("Who drank it first.",)}
    assert compare(BASE, [THEME], complete=False).gaps == {}


def test_compare_shows_every_difference_of_the_base(jkbrief: Program, base: FactBase) -> None:
    (told,) = json.loads(jkbrief("compare", "--format", "json").out)["data"]["comparisons"]
    assert len(told["differences"]) == sum(len(fact.differs) for fact in base.facts)
    assert set(told["matrix"]) == {theme.id for theme in base.themes}
    page = jkbrief("compare", "history").out
    for title in (
        "Where the sources differ",
        "How each source names it",
        "Facts by theme and source",
        "Told by one publisher only",
        "What no source tells",
    ):
        assert f"\n### {title}\n" in page
    assert "- wartime labourers:\n    - Tokyo Report 2021: forced labor\n" in page


@pytest.mark.parametrize("command", ["compare", "timeline"])
def test_every_theme_can_be_told(jkbrief: Program, base: FactBase, command: str) -> None:
    for theme in base.themes:
        done = jkbrief(command, theme.id)
        assert (done.status, done.err) == (0, ""), theme.id
