"""Cards that are read one at a time are those that are read all at once."""

import pathlib
import re
import sqlite3
from datetime import UTC, datetime

import pytest

from conftest import FACTS
from jkbrief.cli._bank import OpenBank
from jkbrief.cli._cards import Cards, gather
from jkbrief.cli._session import Session
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.quiz.history import Answer, open_history
from jkbrief.quiz.kinds import KINDS
from jkbrief.select import EVERYTHING

ISLAND = pathlib.Path(__file__).with_name("island.yaml")
SEED = 5
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def session() -> Session:
    return Session((str(FACTS), str(ISLAND)), with_bundled=False)


def cards(session: Session, *themes: str, few: bool) -> Cards:
    return gather(session, themes, EVERYTHING, (), SEED, few)


@pytest.mark.parametrize("themes", [(), ("china",), ("harbour", "china")])
def test_both_ways_give_the_same_cards(session: Session, themes: tuple[str, ...]) -> None:
    one, all_ = cards(session, *themes, few=True), cards(session, *themes, few=False)
    ids = [card.id for card in all_.bank.every()]
    assert len(ids) > 3
    assert [card.id for card in one.bank.every()] == ids
    assert [card.themes[0] for card in one.bank.every()] == [
        card.themes[0] for card in all_.bank.every()
    ]
    more = [*ids, "jk:none:none", "none:none:none", "isle:quay-built:when"]
    assert one.bank.among(more) == all_.bank.among(more)
    assert [one.bank.item(card) for card in ids] == [all_.bank.item(card) for card in ids]
    assert [one.lessons[card] for card in ids] == [all_.lessons[card] for card in ids]
    assert (one.title, one.command, one.themes) == (all_.title, all_.command, all_.themes)


def test_both_ways_know_the_same(session: Session) -> None:
    one, all_ = cards(session, few=True).bank.pools, cards(session, few=False).bank.pools
    for name, pool in all_.items():
        for kind in pool.answers:
            assert one[name].others(kind) == pool.others(kind)
        assert all(one[name].names[key] == forms for key, forms in pool.names.items())
        assert all(one[name].people.get(key) == person for key, person in pool.people.items())
        assert "no-fact" not in one[name].facts


def test_what_changed_is_the_same_and_is_found_again_from_the_note(
    session: Session, tmp_path: pathlib.Path
) -> None:
    history = open_history(tmp_path)
    for card in ("isle:quay-built:when", "isle:ferry-began:gap", "isle:gone:gone"):
        history.record(Answer(card, "old", 3, True, False, "1990", NOW, 1.0, "1991"))
    for _ in range(2):  # the second time from the note
        one = cards(session, few=True).bank.changed(history)
        assert one == cards(session, few=False).bank.changed(history)
        assert set(one) == {"isle:quay-built:when", "isle:ferry-began:gap"}
    assert cards(session, "china", few=True).bank.changed(history) == {}


def test_a_sitting_reads_no_table_whole(session: Session) -> None:
    """Every statement for queue, question and lesson goes by an index."""
    statements: list[str] = []
    base: CompiledBase = session.bases[0]
    connection: sqlite3.Connection = base._connection
    connection.set_trace_callback(statements.append)
    bank = OpenBank([base], {base.factbase: {"china"}}, SEED)
    name = next(iter(cards(session, "china", few=False).bank.every())).id
    statements.clear()
    assert bank.among([name]) == {name}
    assert bank.item(name)
    assert bank.lesson(name)
    connection.set_trace_callback(None)
    assert len(statements) < 12
    assert len([each for each in statements if "FROM card JOIN fact" in each]) == 1
    for statement in statements:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        scanned = [text for *_, text in plan if re.match(r"SCAN (?!json_each)", text)]
        assert scanned == [], statement


def test_other_answers_are_looked_up_only_for_one_that_is_not_right(session: Session) -> None:
    base = next(base for base in session.bases if base.factbase == "isle")
    bank = OpenBank([base], None, SEED)
    item = bank.item("isle:quay-built:when")
    assert item
    statements: list[str] = []
    base._connection.set_trace_callback(statements.append)
    pool = bank.pools["isle"]
    assert KINDS[item.kind].grade(item, item.answer, pool).correct
    assert [each for each in statements if "FROM answer" in each] == []
    assert not KINDS[item.kind].grade(item, "no such thing", pool).correct
    assert len([each for each in statements if "FROM answer" in each]) == 1
    base._connection.set_trace_callback(None)
