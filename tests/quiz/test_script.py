"""Answers from a file: each mistake is named at its line, before anything is recorded."""

import pytest

from jkbrief.errors import JkbriefError
from jkbrief.quiz.item import Item
from jkbrief.quiz.script import Line, asked, parse

ONE = Item("x:one:c", "one", ("t",), "typed", "One?", (), "1", (), "number", "")
TWO = Item("x:two:c", "two", ("t",), "choice", "Two?", ("a", "b"), "a", (), "term", "")
ITEMS = {item.id: item for item in (ONE, TWO)}


def test_lines_are_read_and_blank_ones_left_out() -> None:
    text = '{"card": "x:one:c", "answer": "1", "rating": "easy"}\n\n{"card": "x:two:c", "answer": "b"}\r\n'
    assert parse(text, "f") == [
        Line("f:1", "1", "x:one:c", 4),
        Line("f:3", "b", "x:two:c"),
    ]


def test_cards_are_named_or_taken_in_turn() -> None:
    assert asked(parse('{"card": "x:two:c", "answer": "2"}', "f"), ITEMS, [ONE], seeded=True) == [
        TWO
    ]
    assert asked(parse('{"answer": "1"}', "f"), ITEMS, [ONE, TWO], seeded=True) == [ONE]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "f: holds no answer: write one JSON object a line"),
        ("{", "f:1: is not JSON"),
        ("[" * 100_000, "f:1: is not JSON"),
        ("[]", "f:1: is no answer: write it as"),
        ('{"card": "x:one:c"}', "f:1: is no answer: write it as"),
        ('\n{"answer": "x", "mark": 1}', "f:2: 'mark' is not known: use card, answer, rating"),
        ('{"answer": "x", "rating": "fine"}', "f:1: 'rating' is one of again, hard, good, easy"),
        ('{"answer": "x", "count_as_right": 1}', "f:1: 'count_as_right' cannot be 1"),
        (
            '{"card": "x:one:c", "answer": "1"}\n{"answer": "x"}',
            "f:2: 'card' is to stand on every line or on none",
        ),
        (
            '{"card": "x:one:c", "answer": "1"}\n' * 2,
            "f:2: 'x:one:c' is answered twice: keep one line",
        ),
        ('{"card": "x:on:c", "answer": "1"}', "f:1: no card asked for is called 'x:on:c'"),
        ('{"card": "x:two:c", "answer": "c"}', "f:1: 'c' is no answer to 'Two?'"),
        ('{"answer": "1"}\n' * 2, "f:2: the session has no more cards than 1"),
    ],
)
def test_each_mistake_is_named_at_its_line(text: str, problem: str) -> None:
    with pytest.raises(JkbriefError) as caught:
        asked(parse(text, "f"), ITEMS, [ONE], seeded=True)
    assert str(caught.value).startswith(problem)
    assert "\n" not in str(caught.value)


def test_a_place_in_a_list_means_nothing_where_the_list_was_shuffled_by_chance() -> None:
    line = parse('{"card": "x:two:c", "answer": "2"}', "f")
    with pytest.raises(JkbriefError, match="'2' is a place in a list: give the --random-seed"):
        asked(line, ITEMS, [ONE], seeded=False)
