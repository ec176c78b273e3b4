"""Changed cards are found without looking at all: only at what happened since the last time."""

import pathlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone

import pytest

from jkbrief.quiz import changes
from jkbrief.quiz.history import Answer, History, Learned, open_history

NOW = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=9)))
WAS = Learned("old", "alpha", "beta")


class Base:
    """The fingerprints of a base, and which cards it was asked about."""

    def __init__(self, now: Mapping[str, str]) -> None:
        self.now, self.asked = now, list[str]()

    def __call__(self, cards: Iterable[str]) -> Mapping[str, str]:
        self.asked = sorted(cards)
        return {card: self.now[card] for card in self.asked if card in self.now}


@pytest.fixture
def history(tmp_path: pathlib.Path) -> History:
    history = open_history(tmp_path)
    for number, card in enumerate(("x:a:1", "x:b:1", "x:c:1", "gone:d:1")):
        learn(history, card, number)
    return history


def learn(history: History, card: str, hours: int, fingerprint: str = "old") -> None:
    instant = NOW + timedelta(hours=hours)
    history.record(Answer(card, fingerprint, 3, True, False, "beta", instant, 1.0, "alpha"))


BASE = {"x:a:1": "new", "x:b:1": "old", "x:c:1": "old"}


def test_all_is_looked_at_once_and_then_what_happened_since(history: History) -> None:
    base = Base(BASE)
    found, noted = changes.changed(history, base, "stamp", None)
    assert found == {"x:a:1": WAS}
    assert base.asked == ["gone:d:1", "x:a:1", "x:b:1", "x:c:1"]
    assert noted
    learn(history, "x:b:1", 9, "older")
    found, again = changes.changed(history, base, "stamp", noted)
    assert found == {"x:a:1": WAS, "x:b:1": WAS._replace(fingerprint="older")}
    assert base.asked == ["x:a:1", "x:b:1"]
    assert again is None
    learn(history, "x:a:1", 10, "new")
    assert "x:a:1" not in changes.changed(history, base, "stamp", noted)[0]


@pytest.mark.parametrize("stamp", ["stamp", "another"])
def test_a_changed_base_is_looked_at_whole(history: History, stamp: str) -> None:
    _, noted = changes.changed(history, Base(BASE), "stamp", None)
    base = Base({**BASE, "x:c:1": "new"})
    found, _ = changes.changed(history, base, stamp, noted)
    assert ("x:c:1" in found) == (stamp == "another")


def test_another_history_is_looked_at_whole(history: History, tmp_path: pathlib.Path) -> None:
    _, noted = changes.changed(history, Base(BASE), "stamp", None)
    other = open_history(tmp_path / "other")
    for number in range(9):
        learn(other, f"x:{'abc'[number % 3]}:1", number)
    base = Base({**BASE, "x:c:1": "new"})
    assert set(changes.changed(other, base, "stamp", noted)[0]) == {"x:a:1", "x:c:1"}


def test_a_suspended_card_is_found_when_it_is_resumed(history: History) -> None:
    history.suspend("x:a:1", NOW + timedelta(days=1))
    found, noted = changes.changed(history, Base(BASE), "stamp", None)
    assert found == {}
    history.resume("x:a:1", NOW + timedelta(days=2))
    assert changes.changed(history, Base(BASE), "stamp", noted)[0] == {"x:a:1": WAS}


def test_a_note_is_read_as_it_was_written_and_anything_else_is_none(history: History) -> None:
    _, noted = changes.changed(history, Base(BASE), "stamp", None)
    assert noted
    assert changes.read(changes.write(noted)) == noted
    for text in ("", "stamp", "stamp\nx\ny"):
        assert changes.read(text) is None


def test_nothing_is_noted_of_an_empty_history(tmp_path: pathlib.Path) -> None:
    assert changes.changed(open_history(tmp_path), Base(BASE), "stamp", None) == ({}, None)
