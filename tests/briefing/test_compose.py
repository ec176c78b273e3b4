"""What a briefing says: how claims are supported, what a page shows, what is left out."""

import pytest

from jkbrief.briefing.compose import PAGE_WORDS, compose
from jkbrief.briefing.document import Briefing
from jkbrief.briefing.memory import Memory
from jkbrief.model import Cite, Difference, Fact, FactBase, Person, Sentence, Source, Theme
from jkbrief.select import Query
from jkbrief.telling.claim import Claim
from jkbrief.telling.teller import material

THEME = Theme("tea", "Tea", (), (Sentence("Tea is drunk.", ("drunk",)),), ("Who drank it first.",))
OTHER = Theme("trade", "Trade")
SOURCES = (
    Source("a", "book", "A 1906", "A", "1906", publisher="Alpha"),
    Source("b", "book", "B 1907", "B", "1907", publisher="Beta"),
    Source("c", "book", "C 1910", "C?", "1910~", publisher="Alpha"),
)
A, B, C = (Cite(name, 1, f"words of {name}") for name in "abc")


def fact(name: str, kind: str = "event", *cites: Cite, **more: object) -> Fact:
    fields: dict[str, object] = {"date": "1900", "themes": ("tea",), "weight": 3} | more
    statement = str(fields.pop("statement", f"{name.capitalize()} happened."))
    return Fact(name, kind, statement, cites=cites or (A,), **fields)  # type: ignore[arg-type]


DRUNK = fact("drunk", "background", statement="Tea is drunk.")


def briefing(
    *facts: Fact, length: str = "full", query: Query | None = None, memory: Memory | None = None
) -> Briefing:
    people = (Person("lu-yu", "Lu Yu"), Person("board", "The Board"))
    base = FactBase(
        "t", "Tea", "1", (THEME, OTHER), people=people, sources=SOURCES, facts=facts, source_total=3
    )
    return compose(material(base, THEME, query or Query()), length, "tea.yaml", memory)


def claims(told: Briefing, kind: str) -> list[Claim]:
    return [claim for section in told.sections if section.kind == kind for claim in section.claims]


def test_sections_come_in_the_order_of_a_briefing() -> None:
    kinds = ["plan", "assessment", "position", "background", "statistic", "event"]
    facts = [fact(kind, kind, by=("lu-yu",), statement="Lu Yu said.") for kind in kinds]
    pair = fact("pair", "event", differs=(Difference("event", "date", "They differ."),))
    told = briefing(*facts, pair)
    assert [section.title for section in told.sections] == [
        "events",
        "numbers",
        "background",
        "positions",
        "assessments",
        "plans",
        "where the sources differ",
    ]


SUPPORT = [
    ((A,), "one publisher"),
    ((A, B), "two publishers"),
    ((A, C), "one publisher"),  # two articles of one publisher
    ((A, B._replace(via="Alpha")), "one publisher"),  # the second relays the first
    ((A._replace(via="Reuters"), B._replace(via="REUTERS")), "one publisher"),
    ((A, B, C._replace(via="Reuters")), "three publishers"),
]


@pytest.mark.parametrize(("cites", "expected"), SUPPORT)
def test_support_counts_publishers_and_a_relayed_report_once(
    cites: tuple[Cite, ...], expected: str
) -> None:
    (claim,) = claims(briefing(fact("x", "event", *cites)), "event")
    assert claim.support == expected
    assert claim.note.endswith(f". {expected.capitalize()}.")


def test_facts_that_differ_are_disputed_both_ways_and_the_difference_is_told() -> None:
    one = fact("one", "event", A, differs=(Difference("two", "scope", "A says x; B says y."),))
    told = briefing(one, fact("two", "event", B))
    assert [claim.support for claim in claims(told, "event")] == ["disputed", "disputed"]
    (difference,) = claims(told, "difference")
    assert (difference.lead, difference.text) == ("Scope", "A says x; B says y.")
    assert [place.source for place in difference.citations] == ["a", "b"]


def test_a_difference_is_told_where_only_one_of_its_facts_is_of_the_theme() -> None:
    one = fact("one", "event", A, differs=(Difference("two", "date", "They differ."),))
    told = briefing(one, fact("two", "event", B, themes=("trade",)))
    assert [claim.fact for claim in claims(told, "event")] == ["one"]
    assert len(claims(told, "difference")) == 1


def test_events_lead_with_their_date_in_order_and_opinions_with_their_holder() -> None:
    said = fact("said", "position", by=("board",), statement="Board members said so.")
    said = said._replace(statement="The Board said so.")
    told = briefing(fact("late", date="1905-02"), fact("early", date="1905"), said)
    assert [claim.lead for claim in claims(told, "event")] == ["1905", "1905-02"]
    assert claims(told, "position")[0].holder == "The Board"


def test_a_plan_leads_with_how_far_it_has_come() -> None:
    plan = fact("plan", "plan", status="agreed", status_as_of="1905-03")
    assert claims(briefing(plan), "plan")[0].lead == "Agreed (1905-03)"


def test_every_note_has_an_id_of_its_own_that_means_its_text() -> None:
    told = briefing(DRUNK, fact("x"))
    notes = [*told.bottom_line, *(claim for s in told.sections for claim in s.claims)]
    ids = [claim.footnote for claim in notes]
    assert len(set(ids)) == len(ids) == 3
    assert ids[0] != ids[1] or notes[0].note == notes[1].note
    assert told.bottom_line[0].footnote.startswith("t-tea-drunk-")
    changed = briefing(DRUNK._replace(cites=(B,)), fact("x"))
    assert changed.bottom_line[0].footnote != told.bottom_line[0].footnote


def test_brief_is_the_bottom_line_and_nothing_else() -> None:
    told = briefing(DRUNK, fact("x", "event", B), length="brief")
    assert [claim.text for claim in told.bottom_line] == ["Tea is drunk."]
    assert (told.sections, told.gaps, told.facts()) == ((), (), [])
    assert [source.id for source in told.sources] == ["a"]


def test_a_page_keeps_to_its_words_and_shows_every_kind() -> None:
    long = "Some event happened " + "at some length " * 10 + "here."
    many = [fact(f"e{n}", statement=long, weight=3) for n in range(40)]
    told = briefing(DRUNK, *many, fact("n", "statistic", weight=2), length="page")
    words = sum(len(claim.text.split()) for s in told.sections for claim in s.claims)
    assert PAGE_WORDS * 0.8 < words <= PAGE_WORDS
    assert [section.kind for section in told.sections] == ["event", "statistic", "background"]
    assert told.fact_total == 42
    assert len(told.facts()) < 42


def test_a_page_prefers_key_facts_and_leaves_out_the_small_ones() -> None:
    told = briefing(fact("small", weight=1), fact("key", weight=3), length="page")
    assert told.facts() == ["key"]


def test_as_of_is_the_newest_source_used_and_never_later() -> None:
    assert briefing(fact("x", "event", A, C)).as_of == "1910"
    assert briefing(fact("x", "event", A)).as_of == "1906"


def test_as_of_a_date_nothing_later_leaks_in() -> None:
    late = fact("late", "event", C)
    both = fact("both", "event", A, C)
    told = briefing(DRUNK._replace(cites=(C,)), late, both, query=Query(as_of="1907"))
    assert told.facts() == ["both"]
    assert [source.id for source in told.sources] == ["a"]
    assert told.bottom_line == ()
    assert told.gaps == ()  # judged over all the sources
    assert told.as_of == "1906"


QUERIES = [
    (Query(kinds=("plan",)), ["plan"]),
    (Query(threads=("leaf",)), ["early"]),
    (Query(sources=("b",)), ["late"]),
    (Query(since="1902"), ["late"]),
    (Query(until="1901"), ["early", "plan"]),
    (Query(since="1900", until="1900"), ["early", "plan"]),
]


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_a_query_chooses_facts(query: Query, expected: list[str]) -> None:
    told = briefing(
        fact("early", "event", A, thread="leaf"),
        fact("late", "event", B, date="1903"),
        fact("plan", "plan", A, status="agreed", status_as_of="1900"),
        query=query,
    )
    assert told.facts() == expected


def remembered(**recall: float) -> Memory:
    return Memory(recall, 0.9)


def test_for_a_reader_what_is_likely_forgotten_comes_first_and_what_is_known_is_left_out() -> None:
    facts = [
        fact("hazy", date="1901"),
        fact("known"),
        fact("lost", "background"),
        fact("new", "background"),
        fact("newer"),
    ]
    told = briefing(*facts, memory=remembered(hazy=0.8, known=0.95, lost=0.123, elsewhere=0.1))
    assert [(section.kind, section.title) for section in told.sections] == [
        ("forgotten", "likely forgotten (with predicted recall)"),
        ("unseen", "never seen"),
    ]
    forgotten = claims(told, "forgotten")
    assert [(claim.fact, claim.lead, claim.recall) for claim in forgotten] == [
        ("lost", "12%", 0.123),
        ("hazy", "80% · 1901", 0.8),
    ]
    unseen = claims(told, "unseen")
    assert [(claim.fact, claim.lead, claim.recall) for claim in unseen] == [
        ("newer", "1900", None),
        ("new", "", None),
    ]
    assert told.folded == ("known",)
    assert told.fact_total == 5


def test_where_two_facts_differ_is_left_out_with_the_fact_that_says_so() -> None:
    pair = fact("pair", differs=(Difference("other", "date", "They differ."),))
    known = briefing(pair, fact("other"), memory=remembered(pair=0.9, other=0.9))
    assert claims(known, "difference") == []
    lost = briefing(pair, fact("other"), memory=remembered(pair=0.89, other=0.9))
    assert [claim.text for claim in claims(lost, "difference")] == ["They differ."]


def test_a_page_for_a_reader_begins_with_what_is_most_forgotten_of_any_weight() -> None:
    words = " ".join(["word"] * 99) + "."
    facts = [fact(f"lost-{n}", statement=words, weight=1) for n in range(5)]
    new = fact("new", statement=words)
    recall = {f"lost-{n}": 0.5 - n / 10 for n in range(5)}
    told = briefing(new, *facts, length="page", memory=Memory(recall, 0.9))
    shown = [claim.fact for claim in claims(told, "forgotten")]
    assert shown == ["lost-4", "lost-3", "lost-2"]
    assert claims(told, "unseen") == []


def test_a_briefing_for_nobody_in_particular_says_nothing_of_memory() -> None:
    told = briefing(fact("any"))
    assert told.folded is None
    assert claims(told, "event")[0].recall is None
