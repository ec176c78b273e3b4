"""`terms`: names, offices at the time, and who uses which word."""

import json

import pytest

from conftest import Program
from jkbrief.model import FactBase


def test_every_term_and_person_is_listed(jkbrief: Program, base: FactBase) -> None:
    data = json.loads(jkbrief("terms", "--format", "json").out)["data"]
    assert [term["id"] for term in data["terms"]] == [term.id for term in base.terms]
    assert [person["id"] for person in data["people"]] == [person.id for person in base.people]


FOUND = [
    ("GSOMIA", ["GSOMIA", "General Security of Military Information Agreement: Pollmann 2023"]),
    ("forced labor", ["wartime labourers", "former requisitioned workers: Yomiuri 2023"]),
    ("Tōkyō", ["Japan", "Tōkyō: Matsuo 2023"]),
    ("tokyo", ["The Japanese government"]),
    (
        "kishida",
        ["office at the time:", "Foreign Minister of Japan (2015)", "family name: Kishida"],
    ),
    ("Fumio Kishida", ["Prime Minister of Japan (November 2022 to about May 2023)"]),
    ("ACSA", ["ACSA: not in the sources"]),
]


@pytest.mark.parametrize(("word", "lines"), FOUND)
def test_a_word_leads_to_its_forms_offices_and_users(
    jkbrief: Program, word: str, lines: list[str]
) -> None:
    out = jkbrief("terms", word).out
    told = {line.lstrip("#- ") for line in out.splitlines()}
    assert [line for line in lines if line not in told] == []


def test_several_words_need_no_quotes(jkbrief: Program) -> None:
    assert jkbrief("terms", "forced", "labor") == jkbrief("terms", "forced labor")


def test_a_word_that_nothing_is_called_by_names_the_nearest(jkbrief: Program) -> None:
    done = jkbrief("terms", "kishda")
    assert (done.status, done.out) == (1, "")
    assert "did you mean 'kishida-fumio'?" in done.err
