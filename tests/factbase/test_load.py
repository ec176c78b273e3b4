"""A fact base as people write it: what is read, and what is said of each mistake."""

import pathlib

import pytest

from jkbrief.errors import FactBaseError
from jkbrief.factbase.check import check
from jkbrief.factbase.load import load

SOUND = """\
factbase: tea
title: Tea
edition: "1"
themes:
- {id: green, title: Green tea, aliases: [sencha]}
people:
- {id: lu-yu, name: Lu Yu, family: Lu}
sources:
- {id: book-1, type: book, short: Book 1, title: A book, issued: "1906"}
facts:
- id: steam
  kind: background
  statement: Green tea is steamed.
  themes: [green]
  weight: 3
  cites:
  - {source: book-1, paragraph: 4, find: steamed leaves}
"""

# What is changed in SOUND, what it becomes, and the problem reported.
MISTAKES = [
    ('edition: "1"', "edition: 1", '3:10: edition: other programs read it as no text: "1"'),
    ("title: Tea\n", "", "1:1: title: is missing: what the base is about"),
    ("title: Tea\n", "title:\n", "2:7: title: has no value: give a text or remove the key"),
    ("themes: [green]", "themes: green", "14:11: fact 'steam' › themes: is a text: it must be a list, as in [x, y]"),
    ("themes: [green]", "themes: [gren]", "14:12: fact 'steam' › themes[0]: no entry of 'themes' has the id 'gren': did you mean 'green'?"),
    ("weight: 3", "weight: 4", "15:11: fact 'steam' › weight: '4' is not a whole number from 1 to 3"),
    ("weight: 3", 'weight: "3"', "15:11: fact 'steam' › weight: is a number: write 3 without quotes"),
    ("weight: 3", "wieght: 3", "15:3: fact 'steam' › wieght: is not a key here: did you mean 'weight'?"),
    ("  weight: 3\n", "", "11:3: fact 'steam' › weight: is missing: 3 key, 2 on the page, 1 in full only"),
    ("weight: 3", "weight: 3\n  weight: 2", "16:3: fact 'steam' › weight: stands twice: keep one"),
    ("paragraph: 4", "paragraph: four", "17:33: fact 'steam' › cites[0] › paragraph: 'four' is not a whole number from 1 to 99999"),
    ("source: book-1", "source: book-2", "17:14: fact 'steam' › cites[0] › source: no entry of 'sources' has the id 'book-2': did you mean 'book-1'?"),
    ("kind: background", "kind: backgruond", "12:9: fact 'steam' › kind: 'backgruond' is not known here: did you mean 'background'?"),
    ("kind: background", "kind: event", "11:3: fact 'steam' › date: is missing: an event says when it happened"),
    ("kind: background", "kind: position", "11:3: fact 'steam' › by: is missing: an opinion names who holds it"),
    ("kind: background", "kind: plan", "11:3: fact 'steam' › status: is missing: a plan says how far it has come"),
    ("weight: 3", "weight: 3\n  date: last year", "16:9: fact 'steam' › date: 'last year' is not an EDTF date such as 2023-03-16, 2023-03 or 2023"),
    ("weight: 3", 'weight: 3\n  date: "2023-02-30"', "16:9: fact 'steam' › date: '2023-02-30' has no day 30: that month has 28"),
    ("weight: 3", "weight: 3\n  status: agreed", "16:11: fact 'steam' › status: belongs to a plan only: this fact is of the kind 'background'"),
    ("kind: background", 'kind: event\n  date: "1907"', "13:9: fact 'steam' › date: 1907 is later than 'book-1' (1906)"),
    ("kind: background", 'kind: assessment\n  date: "1900"\n  by: [lu-yu]', "15:14: fact 'steam' › statement: begins otherwise than with its holder, Lu Yu: lead with who says so"),
    ("id: steam", "id: Steam It", "11:7: fact 'Steam It' › id: 'Steam It' is not an identifier: use lower-case letters, digits and single hyphens, as in tokyo-summit"),
    ("aliases: [sencha]}", "aliases: [sencha]}\n- {id: sencha, title: Sencha}", "6:8: theme 'sencha' › id: 'sencha' also leads to the theme 'green': a name leads to one theme"),
    ("aliases: [sencha]}", "bottom_line: [{text: It is steamed., facts: [steem]}]}", "5:78: theme 'green' › bottom_line[0] › facts[0]: no entry of 'facts' has the id 'steem': did you mean 'steam'?"),
    ("statement: Green tea is steamed.", "statement: >\n    Green tea\n    is steamed.", "13:14: fact 'steam' › statement: has line breaks or doubled or outer spaces: tidy it"),
    ("statement: Green tea is steamed.", "statement: Tea: green", "13:17: this is not YAML: mapping values are not allowed in this context"),
    ("statement: Green tea is steamed.", "statement: &a Green", "13:14: the anchor '&a' is not read: remove it"),
    ("statement: Green tea is steamed.", "statement: *a", "13:14: the alias '*a' is not read: write the value out"),
    ("statement: Green tea is steamed.", "statement: !!str Green", "13:14: the tag 'tag:yaml.org,2002:str' is not read: remove it, all values are text"),
    ("statement: Green tea is steamed.", "statement: Green \x07", "13:20: the character U+0007 is not allowed in YAML: remove it"),
    ("facts:\n", "facts: []\nfacts:\n", "11:1: facts: stands twice: keep one"),
    ("people:", "persons:", "6:1: persons: is not a key here: the keys are factbase, title, edition, themes, threads, terms, people, sources, facts"),
]  # fmt: skip


@pytest.mark.parametrize(("sound", "mistake", "expected"), MISTAKES)
def test_a_mistake_is_reported_at_its_place(
    sound: str, mistake: str, expected: str, tmp_path: pathlib.Path
) -> None:
    assert sound in SOUND
    file = tmp_path / "tea.yaml"
    file.write_text(SOUND.replace(sound, mistake, 1))
    found = [
        ": ".join(filter(None, (f"{each.line}:{each.column}", each.where, each.message)))
        for each in check([file]).problems
    ]
    assert expected in found


def test_a_sound_base_is_read_whole(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "tea.yaml"
    file.write_text(SOUND)
    base = load(file)
    assert (base.factbase, base.title, base.edition) == ("tea", "Tea", "1")
    assert base.facts[0].cites[0] == ("book-1", 4, "steamed leaves", None)
    assert (base.fact_total, base.source_total) == (1, 1)


def test_all_problems_come_in_one_run_in_the_order_of_the_file(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "tea.yaml"
    broken = SOUND.replace("book-1, par", "book-9, par").replace("weight: 3", "weight: x")
    file.write_text(broken.replace('issued: "1906"', 'issued: "190"'))
    with pytest.raises(FactBaseError) as caught:
        load(file)
    assert [(problem.line, problem.code) for problem in caught.value.problems] == [
        (9, "bad-date"),
        (15, "bad-number"),
        (17, "unknown-reference"),
    ]


def test_values_are_text_and_never_guessed(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "tea.yaml"
    file.write_text(SOUND.replace("find: steamed leaves", "find: no").replace("Lu Yu", "1:30 Lu"))
    base = load(file)
    assert base.facts[0].cites[0].find == "no"
    assert base.people[0].name == "1:30 Lu"


FILES = [
    ("", "is empty"),
    ("# nothing\n", "is empty"),
    ("- a list\n", "a fact base is a mapping of keys"),
    ("just words", "a fact base is a mapping of keys"),
    ("a: 1\n---\nb: 2\n", "one file holds one document"),
    ("facts: " + "[" * 10_000, "nested more than 16 deep"),
    ("title: [1\n", "this is not YAML"),
]


@pytest.mark.parametrize(("content", "message"), FILES)
def test_what_is_no_fact_base_gets_one_problem(
    content: str, message: str, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(content)
    with pytest.raises(FactBaseError) as caught:
        load(file)
    assert message in str(caught.value)


def test_a_key_that_stands_twice_on_one_line_is_told(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "tea.yaml"
    file.write_text("{factbase: tea, factbase: tee, title: Tea}\n", "utf-8")
    told = [str(each) for each in check([file]).problems]
    assert f"{file}:1:17: error duplicate-key factbase: stands twice: keep one" in told


BYTES = [
    (b"\xff\xfea\x00", "is UTF-16: save it as UTF-8"),
    (b"title: T\nx: \xff\n", ":2:4: error not-text is not UTF-8 text"),
    (b"title: " + b"x" * 2_000_000, "a line of 2,000,007 bytes is no fact base"),
    (
        b"# x\n" * 300_000 + b"#" * 1_000_001 + b"\n",
        ":300001:1: error not-text a line of 1,000,001",
    ),
]


@pytest.mark.parametrize(("content", "message"), BYTES)
def test_a_file_that_is_no_text_is_refused_by_name(
    content: bytes, message: str, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    with pytest.raises(FactBaseError) as caught:
        load(file)
    assert str(file) in str(caught.value)
    assert message in str(caught.value)
