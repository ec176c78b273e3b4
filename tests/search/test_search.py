"""Words as people use them: what is found, what is shown, and what is said where nothing is."""

import json
import pathlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FACTS, Program
from jkbrief import edtf
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.factbase.finder import find
from jkbrief.factbase.store import open_base
from jkbrief.model import FactBase
from jkbrief.search import Concept, Question, expressions, marks, slips_between
from jkbrief.select import Query
from jkbrief.words import words


@pytest.fixture(scope="module")
def compiled() -> CompiledBase:
    return open_base(str(FACTS))


def ids(
    compiled: CompiledBase, words: str, most: int = 400, query: Query | None = None
) -> list[str]:
    found = find(compiled, words, query or Query(), most)
    return [found.facts[hit.number].id for hit in found.hits]


# What is typed, and a fact that is then among the first five.
UNDERSTOOD = [
    ("DPRK", "north-korea-resumes-testing"),
    ("requisitioned workers", "yomiuri-requisitioned-workers"),
    ("gsomia ended", "gsomia-termination-announced"),
    ("General Security of Military Information Agreement", "gsomia-to-be-normalised"),
    ("W.T.O. complaint", "seoul-files-wto-complaint"),
    ("ACSA", "aoki-acsa-call"),
    ("acquisition and cross servicing agreement", "aoki-acsa-call"),
    ("Tōkyō summit", "tokyo-summit"),
    ("shōchū", "leaders-beer-soju-shochu"),
    ("Tetsuo Kotani", "kotani-burden-for-us"),
    ("Kotani Tetsuo", "kotani-burden-for-us"),
    ("kotanni", "kotani-burden-for-us"),
    ("fukushmia water", "fukushima-release-decided"),
    ("birthrate", "exchange-birth-rate-research"),
    ("white-list", "japan-delists-south-korea"),
    ("$228 billion", "semiconductor-complex-228-billion"),
    ("228 billion dollars", "semiconductor-complex-228-billion"),
    ("60 percent disapprove", "yoon-disapproval-60"),
    ("thirty minutes late", "yoon-departure-delayed"),
    ("13 November 2022", "phnom-penh-handshake"),
    ("2022-11-13", "phnom-penh-handshake"),
    ("nov 13", "phnom-penh-handshake"),
    ("the colony of 1910", "colonial-rule-1910-1945"),
    ("who cannot the US defend?", "klingner-us-needs-japan"),
    ("regular meetings of the defense ministers", "defence-ministers-meet-regularly"),
    ("children's agency", "children-agency-proposed"),
    ('"virtuous circle"', "official-virtuous-circle"),
]


@pytest.mark.parametrize(("words", "fact"), UNDERSTOOD)
def test_words_are_understood(compiled: CompiledBase, words: str, fact: str) -> None:
    assert fact in ids(compiled, words)[:5]


def test_forced_labor_finds_what_a_source_words_as_requisitioned_workers(
    compiled: CompiledBase,
) -> None:
    found = ids(compiled, "forced labor")
    assert {"yomiuri-requisitioned-workers", "wartime-labourers-sued"} <= set(found)


def test_tokyo_as_a_government_finds_japan(compiled: CompiledBase, base: FactBase) -> None:
    statements = {fact.id: fact.statement for fact in base.facts}
    found = [statements[name] for name in ids(compiled, "Tokyo export controls")]
    assert any("Tokyo" not in told and "Japan" in told for told in found)
    assert "Tokyo" in statements[ids(compiled, "Tokyo")[0]]


def test_either_name_order_finds_the_same(compiled: CompiledBase, base: FactBase) -> None:
    for person in base.people:
        if person.family and len(person.name.split()) == 2:
            turned = " ".join(reversed(person.name.split()))
            assert set(ids(compiled, person.name)) == set(ids(compiled, turned))


@pytest.mark.parametrize("month", ["2023-03", "March 2023", "march, 2023", "mar 2023"])
def test_a_month_finds_what_is_dated_in_it_first(
    compiled: CompiledBase, base: FactBase, month: str
) -> None:
    dates = {fact.id: fact.date or fact.period for fact in base.facts}
    for name in ids(compiled, month)[:10]:
        date = dates[name]
        assert date
        assert edtf.span(date).first[:2] <= (2023, 3) <= edtf.span(date).last[:2]


def test_a_year_finds_events_of_that_year_first(compiled: CompiledBase, base: FactBase) -> None:
    dates = {fact.id: fact.date or "" for fact in base.facts}
    assert {dates[name][:4] for name in ids(compiled, "what happened in 2019?")[:6]} == {"2019"}


def test_a_quoted_phrase_stands_in_every_result(compiled: CompiledBase, base: FactBase) -> None:
    found = ids(compiled, '"white list"')
    told = {fact.id: f"{fact.statement} {fact.cites} {fact.cards}" for fact in base.facts}
    assert found
    assert all(re.search("white.lists?", told[name]) for name in found)


def test_what_a_question_only_asks_with_finds_nothing_by_itself(compiled: CompiledBase) -> None:
    assert ids(compiled, "who said what about soju?") == ids(compiled, "soju")


def test_results_are_shown_with_matched_words_and_citation(jkbrief: Program) -> None:
    assert jkbrief("search", "soju", "taste", "--limit", "1").out == (
        "## Search: soju taste\n"
        "\n"
        "- Kishida Fumio, Prime Minister of Japan, told Yoon Suk-yeol on their evening out in "
        "March 2023 that the **soju**'s **taste** was like \"friendship between South Korea and "
        'Japan".\n'
        '    - Matsuo 2023 (relaying Yonhap), paragraph 10, find "friendship between South Korea '
        'and Japan". One publisher (kishida-soju-friendship)\n'
    )


def test_json_results_have_the_fields_of_a_fact_and_a_score_best_first(jkbrief: Program) -> None:
    data = json.loads(jkbrief("search", "missile", "warning", "--format", "json").out)["data"]
    fact = json.loads(jkbrief("fact", "missile-warning-data", "--format", "json").out)["data"]
    results = data["results"]
    assert results[0]["id"] == "missile-warning-data"
    assert set(fact["fact"]) - {"sources"} <= set(results[0])
    assert results[0]["cards"] == fact["fact"]["cards"] != []
    assert results[0]["footnote"].startswith("jk-")
    assert results[0]["matched"] == ["warning", "missiles"]
    scores = [result["score"] for result in results]
    assert scores == sorted(scores, reverse=True)


def test_the_footnote_of_a_result_is_that_of_the_briefing(jkbrief: Program) -> None:
    results = json.loads(jkbrief("search", "soju", "--format", "json").out)["data"]["results"]
    for result in results:
        theme = result["themes"][0]
        told = json.loads(jkbrief("topic", theme, "--length", "full", "--format", "json").out)[
            "data"
        ]["themes"][0]["facts"]
        assert result["footnote"] in {fact["footnote"] for fact in told}


NOTHING = [
    (["samsung"], "no fact answers 'samsung': 'jkbrief topics' lists the themes"),
    (["fukuoka"], "the nearest names are water from the Fukushima nuclear plant"),
    (["a1", "b", "c"], "'jkbrief topics' lists the themes"),
    (['"circle virtuous"'], "search without the quotes"),
    (["blinken", "--until", "2022"], "meets these conditions: drop one of the options"),
]


@pytest.mark.parametrize(("arguments", "advice"), NOTHING)
def test_where_nothing_is_found_it_says_so_and_what_to_do(
    jkbrief: Program, arguments: list[str], advice: str
) -> None:
    done = jkbrief("search", *arguments)
    assert (done.status, done.out) == (1, "")
    assert advice in done.err
    assert done.err.count("\n") == 1


def test_words_that_stand_nowhere_are_named(jkbrief: Program) -> None:
    assert "Nothing was found on: samsung." in jkbrief("search", "samsung", "chips").out


@pytest.mark.parametrize("words", ["", "   ", "?!", "''"])
def test_no_words_are_wrong_usage(jkbrief: Program, words: str) -> None:
    done = jkbrief("search", words)
    assert done.status == 2
    assert "type what you want to know" in done.err


@pytest.mark.parametrize(("letters", "status"), [("tokyo " * 166, 0), ("tokyo " * 167, 2)])
def test_a_text_that_can_be_no_question_is_wrong_usage(
    jkbrief: Program, letters: str, status: int
) -> None:
    done = jkbrief("search", letters)
    assert done.status == status
    told = "jkbrief: that is 1,002 letters long: ask in at most 1,000\n"
    assert done.err == (told if status else "")


@pytest.mark.parametrize("words", ["what is the", "who", "tell me about it", "which people?"])
def test_little_words_alone_are_wrong_usage(jkbrief: Program, words: str) -> None:
    done = jkbrief("search", *words.split())
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        f"jkbrief: {words!r} has only little words: add what you want to know about\n"
    )


def test_little_words_count_where_they_are_quoted(compiled: CompiledBase, base: FactBase) -> None:
    statements = {fact.id: fact.statement.lower() for fact in base.facts}
    found = ids(compiled, '"the first"', 5)
    assert found
    assert all("the first" in statements[name] for name in found)


def test_every_name_of_a_theme_a_term_or_a_person_leads_to_facts(
    compiled: CompiledBase, base: FactBase
) -> None:
    names = [name for theme in base.themes for name in (theme.id, theme.title, *theme.aliases)]
    names += [thread.title for thread in base.threads]
    names += [n for term in base.terms for n in (term.preferred, *(v.text for v in term.variants))]
    names += [name for person in base.people for name in (person.name, *person.aliases)]
    assert [name for name in names if not ids(compiled, name, 1)] == []


def test_another_name_of_a_theme_finds_what_its_title_finds(compiled: CompiledBase) -> None:
    assert ids(compiled, "nk", 10) == ids(compiled, "North Korea", 10)


def test_conditions_hold_for_every_result(compiled: CompiledBase, base: FactBase) -> None:
    facts = {fact.id: fact for fact in base.facts}
    query = Query(kinds=("event",), sources=("nyt-2023",), since="2023", until="2023-04")
    found = ids(compiled, "South Korea Japan", 400, query)
    assert found
    for name in found:
        fact = facts[name]
        assert fact.kind == "event"
        assert "nyt-2023" in {cite.source for cite in fact.cites}


def test_a_base_of_ones_own_is_searched_with_its_own_names(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "tea.yaml"
    file.write_text(
        "factbase: tea\ntitle: Tea\nedition: '1'\n"
        "themes:\n- {id: green, title: Green tea}\n"
        "terms:\n- {id: gyokuro, preferred: gyokuro, means: m, variants: [{text: jade dew}]}\n"
        "sources:\n- {id: book, type: book, short: Book 1906, title: B, issued: '1906'}\n"
        "facts:\n- {id: shade, kind: background, statement: Gyokuro grows in shade.,"
        " themes: [green], weight: 3, cites: [{source: book, paragraph: 1, find: shade}]}\n"
        "- {id: fire, kind: background, statement: Hojicha is roasted., themes: [green],"
        " weight: 3, cites: [{source: book, paragraph: 2, find: roasted}]}\n"
    )
    told = json.loads(jkbrief("--facts", file, "search", "jade dew", "--format", "json").out)
    assert [result["id"] for result in told["data"]["results"]] == ["shade"]
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "book.yaml").write_text(
        "paragraphs:\n- {number: 2, gist: Charcoal browns the leaf.}\n"
    )
    told = json.loads(jkbrief("--facts", file, "search", "charcoal", "--format", "json").out)
    assert [result["id"] for result in told["data"]["results"]] == ["fire"]


QUESTION = Question(
    (
        Concept("harbour", {("harbor",): 1.0}),
        Concept("treaty", {("treati",): 1.0, ("agreement",): 0.4}),
    ),
    (),
    (),
)
FACTS_WITH = {"harbor": 9, "treati": 8, "agreement": 7}


def test_a_word_that_few_facts_have_finds_them_alone() -> None:
    found = list(expressions(QUESTION, FACTS_WITH, common=8, most=3))
    assert found == [('("agreement" OR "treati")', 1)]


def test_words_that_many_facts_have_are_looked_for_near_each_other_first() -> None:
    assert list(expressions(QUESTION, FACTS_WITH, common=5, most=3)) == [
        ('NEAR("harbor" "treati", 3)', 3),
        ('("harbor") AND ("agreement" OR "treati")', 1),
        ('("agreement")', 1),
    ]


def test_words_that_many_facts_have_find_more_where_few_have_them_near(
    compiled: CompiledBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jkbrief.factbase.finder._COMMON", 0)
    near, all_of_them = ids(compiled, "export controls", 3), ids(compiled, "export controls")
    assert len(near) == 3
    assert len(all_of_them) > 3
    assert set(near) <= set(all_of_them)


def test_a_search_reads_no_table_whole(compiled: CompiledBase) -> None:
    """Every statement goes by an index: the words by their own, the facts by number."""
    statements: list[str] = []
    compiled._connection.set_trace_callback(statements.append)
    assert find(compiled, "forced labour compensation").hits
    compiled._connection.set_trace_callback(None)
    ours = [each for each in statements if "'main'" not in each]  # not those of FTS5 itself
    assert len(ours) < 20
    for statement in ours:
        plan = compiled._connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        whole = r"SCAN (?!json_each|chosen|search VIRTUAL TABLE INDEX \d+:[M=])"
        assert [text for *_, text in plan if re.match(whole, text)] == [], statement


def test_words_of_the_base_are_not_stemmed_anew(compiled: CompiledBase) -> None:
    fresh = open_base(str(FACTS))
    assert find(fresh, "forced labour compensation 2019").hits
    assert "_stemmer" not in vars(fresh)
    assert fresh.stem(["labour", "gleaming"]) == compiled.stem(["labour", "gleaming"])
    assert fresh.stem(["gleaming"]) == ["gleam"]
    assert "_stemmer" in vars(fresh)


LETTERS = st.text("abcd", max_size=7)


@given(LETTERS, LETTERS)
def test_slips_are_counted_alike_in_both_directions(one: str, other: str) -> None:
    assert slips_between(one, other, 9) == slips_between(other, one, 9)
    assert (slips_between(one, other, 9) == 0) == (one == other)


@given(LETTERS, st.integers(0, 7), st.sampled_from("abcd"))
def test_one_letter_more_is_one_slip(word: str, place: int, letter: str) -> None:
    place = min(place, len(word))
    assert slips_between(word, word[:place] + letter + word[place:], 2) == 1


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("kishda", "kishida", 1), ("form", "from", 1), ("abcdef", "uvwxyz", 3)],
)
def test_slips(one: str, other: str, slips: int) -> None:
    assert slips_between(one, other, 2) == slips


def test_marks_cover_whole_words_and_join_neighbours(compiled: CompiledBase) -> None:
    text = "Cross-servicing agreements of the U.S. serve"
    stems = compiled.stem(words(text))
    matched = frozenset(compiled.stem(["cross", "servicing", "usa"]))
    told = [text[start:end] for start, end in marks(text, stems, matched)]
    assert told == ["Cross-servicing", "U.S."]
