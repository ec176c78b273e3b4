"""As of a date: nothing that came later leaks into any reading command."""

import pytest

from conftest import Program
from jkbrief.hindsight import known
from jkbrief.model import (
    Card,
    Cite,
    Difference,
    Fact,
    FactBase,
    Inference,
    Person,
    Role,
    Sentence,
    Source,
    Term,
    Theme,
    Variant,
)

EARLY = Source("early", "book", "Early 1906", "E", "1906", publisher="Alpha")
LATE = Source("late", "book", "Late 1908", "L", "1908", publisher="Beta")
A, B = Cite("early", 1, "x"), Cite("late", 1, "x")


def fact(name: str, *cites: Cite, **more: object) -> Fact:
    return Fact(name, "event", f"{name}.", ("tea",), 3, cites, "1900", **more)  # type: ignore[arg-type]


def then(*facts: Fact, **more: object) -> FactBase:
    base = FactBase("t", "Tea", "1", sources=(EARLY, LATE), facts=facts, source_total=2)
    return known(base._replace(**more), "1907")  # type: ignore[arg-type]


def rests_on(*names: str) -> tuple[Inference, ...]:
    return (Inference("date", "so", tuple((name, (1,)) for name in names)),)


STANDING = [
    (fact("earlier", A), True),
    (fact("later", B), False),
    (fact("both", A, B), True),
    (fact("inferred-earlier", A, inferred=rests_on("early")), True),
    (fact("inferred-later", A, inferred=rests_on("early", "late")), False),
    (fact("proved-by-each", A, B, inferred=rests_on("early", "late")), True),
]


@pytest.mark.parametrize(("told", "stands"), STANDING, ids=lambda each: getattr(each, "id", each))
def test_a_fact_stands_if_sources_of_then_support_it(told: Fact, stands: bool) -> None:
    assert bool(then(told).facts) is stands


def test_of_a_fact_that_stands_only_what_was_known_is_told() -> None:
    cards = (
        Card("plain", "typed", "Who?", "Lu Yu"),
        Card("later-person", "choice", "Who?", "Lu Yu", wrong=("Rikyu",)),
        Card("later-source", "typed", "What, according to Beta?", "Tea"),
        Card("later-date", "choice", "When?", "1900", wrong=("June 1909",)),
        Card("order", "order", "In order?", events=("both", "later", "gone")),
    )
    both = fact(
        "both",
        A,
        B,
        inferred=rests_on("late"),
        differs=(Difference("later", "date", "Later says so."),),
        cards=cards,
    )
    rikyu = Person("rikyu", "Rikyu", roles=(Role("tea master", "1908"),))
    lu_yu = Person("lu-yu", "Lu Yu", roles=(Role("author", "1900", "1910"),))
    base = then(both, fact("later", B), people=(rikyu, lu_yu))
    (told,) = base.facts
    assert (told.cites, told.inferred, told.differs) == ((A,), (), ())
    assert [card.id for card in told.cards] == ["plain"]
    assert base.people == (lu_yu._replace(roles=(Role("author", "1900", None),)),)
    assert (base.sources, base.source_total) == ((EARLY,), 1)


def test_bottom_lines_gaps_and_terms_know_no_more() -> None:
    sentences = (Sentence("Early.", ("a",)), Sentence("Late.", ("a", "b")))
    terms = (
        Term("t", "tea", "Beta says cha.", (Variant("te", ("early",)), Variant("cha", ("late",)))),
        Term("m", "milk", "Late.", (Variant("cream", ("late",)),)),
        Term("w", "water", "Wet."),
    )
    base = then(
        fact("a", A),
        fact("b", B),
        themes=(Theme("tea", "Tea", (), sentences, ("Nobody says.",)),),
        terms=terms,
    )
    assert base.themes == (Theme("tea", "Tea", (), sentences[:1], ()),)
    assert base.terms == (Term("t", "tea", "", (Variant("te", ("early",)),)), terms[2])


READING = [
    ["topic", "--all", "--length", "full"],
    ["topics"],
    ["sources"],
    ["search", "South Korea and Japan", "--limit", "400"],
    ["timeline", "--length", "full"],
    ["compare", "--length", "full"],
    ["terms"],
]
LATER = {
    "2021-12": ("yomiuri-2023", "Yomiuri", "Pollmann", "Matsuo", "New York", "Yonhap", "Yoon"),
    "2023-03-31": ("matsuo-2023", "Matsuo", "nyt-2023", "New York Times", "Klingner", "May 2023"),
}


@pytest.mark.parametrize("as_of", LATER)
@pytest.mark.parametrize("arguments", READING, ids=lambda arguments: arguments[0])
def test_no_reading_command_tells_what_came_later(
    jkbrief: Program, arguments: list[str], as_of: str
) -> None:
    done = jkbrief(*arguments, "--as-of", as_of, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert "tokyo-report-2021" in done.out or arguments == ["topics"]
    assert [word for word in LATER[as_of] if word in done.out] == []


def test_a_fact_of_later_is_refused(jkbrief: Program) -> None:
    done = jkbrief("fact", "tokyo-summit", "--as-of", "2023-03-12")
    assert (done.status, done.out) == (1, "")
    assert "no source of 2023-03-12 or earlier supports 'tokyo-summit'" in done.err
