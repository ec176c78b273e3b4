"""Every kind of question, over the whole bundled base: what one can count on, whatever the kind."""

import re
from collections import Counter

import pytest

from jkbrief.model import QUESTION_KINDS, Card, Cite, Fact, FactBase, Person, Theme
from jkbrief.quiz.card import Item, items
from jkbrief.quiz.kinds import ARRANGE, KINDS, PICK, TYPE
from jkbrief.quiz.kinds.order import THEN, undated
from jkbrief.quiz.pool import Pool, pool


@pytest.fixture(scope="module")
def bank(base: FactBase) -> list[Item]:
    return items(base, seed=1)


@pytest.fixture(scope="module")
def known(base: FactBase) -> Pool:
    return pool(base)


def fact(name: str, *cards: Card, date: str = "2020", by: tuple[str, ...] = ()) -> Fact:
    cite = Cite("paper", 1, "as it stands")
    return Fact(
        name, "event", f"It was {name} in {date}.", ("t",), 2, (cite,), date, by, cards=cards
    )


def small(*facts: Fact) -> FactBase:
    people = (Person("kim", "Kim Ann", "Kim"), Person("lee", "Lee Bo", "Lee"))
    return FactBase("x", "X", "1", (Theme("t", "T"),), facts=facts, people=people)


def test_the_kinds_are_those_of_the_fact_base() -> None:
    assert tuple(KINDS) == QUESTION_KINDS
    assert all(kind.name == name for name, kind in KINDS.items())


def test_every_card_becomes_a_question_and_every_kind_is_there(
    base: FactBase, bank: list[Item]
) -> None:
    names = [f"jk:{fact.id}:{card.id}" for fact in base.facts for card in fact.cards]
    assert [item.id for item in bank] == names
    assert {item.kind for item in bank} == set(KINDS)
    assert len(bank) >= 300


@pytest.mark.parametrize("name", KINDS)
def test_the_right_answer_is_right_and_reads_as_itself(
    name: str, bank: list[Item], known: Pool
) -> None:
    kind = KINDS[name]
    for item in (item for item in bank if item.kind == name):
        assert kind.read(item, item.answer) == item.answer
        assert kind.grade(item, item.answer, known).correct
        assert kind.read(item, "") is None


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.form == PICK])
def test_options_are_picked_by_number_letter_or_text_and_one_is_right(
    name: str, bank: list[Item], known: Pool
) -> None:
    kind = KINDS[name]
    for item in (item for item in bank if item.kind == name):
        assert len(set(map(str.casefold, item.options))) == len(item.options) >= 2
        right = [o for o in item.options if kind.grade(item, o, known).correct]
        assert right == [item.answer]
        for number, option in enumerate(item.options):
            assert kind.read(item, str(number + 1)) == option
            assert kind.read(item, option.upper()) == option
        assert kind.read(item, str(len(item.options) + 1)) is None
        assert not kind.easy


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.form == TYPE])
def test_what_is_typed_has_no_options(name: str, bank: list[Item]) -> None:
    assert all(not item.options for item in bank if item.kind == name)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.form == ARRANGE])
def test_what_is_arranged_is_read_by_numbers_or_letters(
    name: str, bank: list[Item], known: Pool
) -> None:
    kind = KINDS[name]
    for item in (item for item in bank if item.kind == name):
        events = item.answer.split(THEN)
        places = [item.options.index(event) for event in events]
        assert kind.read(item, " ".join(str(place + 1) for place in places)) == item.answer
        assert kind.read(item, "".join("abcde"[place] for place in places)) == item.answer
        assert kind.read(item, "1 1 2") is None
        assert tuple(events) != item.options
        assert not kind.grade(item, THEN.join(item.options), known).correct
        assert not any(re.search(r"\b(18|19|20)\d\d\b", option) for option in item.options)


def test_a_cloze_shows_its_gap(bank: list[Item]) -> None:
    assert all("[...]" in item.prompt for item in bank if item.kind == "cloze")


def test_the_same_seed_deals_the_same_and_another_seed_otherwise(
    base: FactBase, bank: list[Item]
) -> None:
    assert items(base, seed=1) == bank
    other = items(base, seed=2)
    assert other != bank
    assert [item.fingerprint for item in other] == [item.fingerprint for item in bank]


def test_the_key_stands_at_every_place_alike(base: FactBase) -> None:
    choices = [item for seed in range(20) for item in items(base, seed) if item.kind == "who"]
    places = Counter(item.options.index(item.answer) for item in choices if len(item.options) == 4)
    share = [count / sum(places.values()) for count in places.values()]
    assert len(share) == 4
    assert max(share) - min(share) < 0.1


def test_dates_and_numbers_stand_in_their_order() -> None:
    dates = Card("c", "choice", "When?", "March 2020", "month", wrong=("May 2019", "June 2021"))
    numbers = Card("n", "choice", "How many?", "20", "number", wrong=("3", "100"))
    (one, two) = items(small(fact("a", dates), fact("b", numbers)), seed=5)
    assert one.options == ("May 2019", "March 2020", "June 2021")
    assert two.options == ("3", "20", "100")


def test_an_option_that_is_a_number_is_meant_by_its_text() -> None:
    card = Card("n", "choice", "How many?", "20", "number", wrong=("1", "100"))
    (item,) = items(small(fact("a", card)), seed=5)
    assert item.options == ("1", "20", "100")
    assert [KINDS["choice"].read(item, typed) for typed in ("1", "2", "c", "20")] == [
        "1", "20", "100", "20",
    ]  # fmt: skip


def test_wrong_options_are_drawn_from_other_answers_of_the_type_where_none_are_curated() -> None:
    ask = [
        Card("c", "choice", f"Which place, {n}?", answer, "place", accept=accept)
        for n, (answer, accept) in enumerate(
            [("Ginza", ()), ("Tokyo", ()), ("Tōkyō", ()), ("Busan", ("Pusan",)), ("Pusan", ())]
        )
    ]
    dealt = items(small(*(fact(f"f{n}", card) for n, card in enumerate(ask))), seed=1)
    assert set(dealt[0].options) == {"Ginza"} | set(dealt[0].options) & {
        "Tokyo",
        "Tōkyō",
        "Busan",
        "Pusan",
    }
    assert len(dealt[0].options) == 4
    # An alias of the key is never a wrong option.
    assert set(dealt[1].options) == {"Tokyo", "Ginza", "Busan", "Pusan"}
    assert set(dealt[3].options) == {"Busan", "Ginza", "Tokyo", "Tōkyō"}


def test_who_never_offers_another_holder_of_the_same_fact_as_wrong() -> None:
    card = Card("w", "who", "Who?", "Kim Ann", "person", wrong=("Lee Bo", "Park Cy"))
    (item,) = items(small(fact("a", card, by=("kim", "lee"))), seed=1)
    assert set(item.options) == {"Kim Ann", "Park Cy"}


def test_a_card_whose_question_cannot_be_made_is_left_out() -> None:
    alone = Card("c", "choice", "Which?", "Ginza", "place")
    assert items(small(fact("a", alone)), seed=1) == []


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"ask": "In which place?"}, True),
        ({"answer": "ginza."}, True),
        ({"wrong": ("Kobe",)}, True),
        ({"accept": ("the Ginza",)}, True),
        ({"answer": "Kobe"}, False),
        ({"kind": "cloze"}, False),
    ],
)
def test_a_fingerprint_changes_with_the_answer_and_not_with_the_wording(
    change: dict[str, object], kept: bool
) -> None:
    card = Card("c", "typed", "Where?", "Ginza", "place")
    (before,) = items(small(fact("a", card)), seed=1)
    (after,) = items(small(fact("a", card._replace(**change))), seed=1)  # type: ignore[arg-type]
    assert (before.fingerprint == after.fingerprint) == kept


def test_a_changed_date_changes_the_fingerprint_of_an_order() -> None:
    card = Card("o", "order", "Order these.", events=("a", "b", "c"))
    facts = [fact("a", card, date="2018"), fact("b", date="2019"), fact("c", date="2020")]
    (before,) = items(small(*facts), seed=1)
    facts[2] = fact("c", date="2017")
    (after,) = items(small(*facts), seed=1)
    assert before.fingerprint != after.fingerprint
    assert before.answer.split(THEN)[0] == "It was a."
    assert after.answer.split(THEN)[0] == "It was c."


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("In 2019, Seoul spoke.", "Seoul spoke."),
        ("In about May 2023, he was there.", "He was there."),
        ("They met in Tokyo on 16 March 2023.", "They met in Tokyo."),
        ("He came on 16 and 17 March 2023.", "He came."),
        ("She said in late March or early April 2023 that it was so.", "She said that it was so."),
        ("The 2015 agreement held.", "The […] agreement held."),
        ("His March 1 speech of 2021 was long.", "His […] speech was long."),
        ("The talks of March 2018 ended.", "The talks ended."),
        ("It may march on 3 roads.", "It may march on 3 roads."),
        ("A sum of 20,000 won went.", "A sum of 20,000 won went."),
    ],
)
def test_dates_are_taken_out_of_what_is_to_be_ordered(statement: str, shown: str) -> None:
    assert undated(statement) == shown
