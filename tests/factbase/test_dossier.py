"""Dossiers and texts: what is said where they do not fit together."""

import hashlib
import pathlib

import pytest
from ferry import MINUTES, SKIPPED, dossier

from jkbrief.factbase.check import Report, check
from jkbrief.factbase.dossier import paragraph_digest, paragraphs
from jkbrief.factbase.starter import starter


def checked(folder: pathlib.Path, dossier: str, text: str | None = MINUTES) -> Report:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "minutes-2024.yaml").write_text(dossier, encoding="utf-8")
    file = folder / "ferry.yaml"
    file.write_text(starter(), encoding="utf-8")
    if text is None:
        return check([file])
    (folder / "texts").mkdir()
    (folder / "texts" / "a name of its own.txt").write_text(text, encoding="utf-8")
    return check([file], texts=folder / "texts")


def test_a_dossier_and_its_text_that_fit_give_no_problem(tmp_path: pathlib.Path) -> None:
    report = checked(tmp_path, dossier())
    assert report.problems == ()
    assert [(row.paragraph, row.facts) for row in report.coverage] == [
        (1, 0),
        (2, 2),
        (3, 1),
        (4, 1),
    ]


# What is changed in the dossier, what it becomes, and the problem: line, code, place.
MISTAKES = [
    ("source: minutes-2024", "source: minutes-2023", (4, "dossier-of-nothing", "source")),
    ("number: 3", "number: 4", (9, "dossier-numbering", "paragraph 3")),
    (SKIPPED, SKIPPED + ", gist: x", (7, "gist-or-reason", "paragraph 1")),
    (f", {SKIPPED}", "", (7, "no-gist", "paragraph 1")),
    (f", {SKIPPED}", ', gist: ""', (7, "no-gist", "paragraph 1")),
    (SKIPPED, "gist: " + "word " * 20 + "word", (7, "long-gist", "paragraph 1")),
    (SKIPPED, "gist: A heading.", (7, "uncited-paragraph", "paragraph 1")),
    ("role: headline", "role: title", (7, "unknown-word", "paragraph 1 › role")),
    ("number: 1, role: headline, digest: ", "number: 1, role: headline, digest: x", (7, "bad-digest", "paragraph 1 › digest")),
    ("source: minutes", "sauce: 1\nsource: minutes", (4, "unknown-key", "sauce")),
    ("source: minutes", "source: x\nsource: minutes", (5, "duplicate-key", "source")),
    ("paragraphs:", "paragraphs: 3\nsource:", (6, "wrong-form", "paragraphs")),
    ("source: minutes", "source: *a\n", (4, "yaml-feature", "")),
]  # fmt: skip


@pytest.mark.parametrize(("sound", "mistake", "expected"), MISTAKES)
def test_a_mistake_in_a_dossier_is_reported_at_its_line(
    sound: str, mistake: str, expected: tuple[int, str, str], tmp_path: pathlib.Path
) -> None:
    assert sound in dossier()
    found = checked(tmp_path, dossier().replace(sound, mistake, 1), text=None).problems
    told = [(each.line, each.code, each.where) for each in found if "seeds" in each.path]
    assert expected in told


def test_a_source_without_dossier_is_told_where_others_have_one(tmp_path: pathlib.Path) -> None:
    found = checked(tmp_path, dossier().replace("source: minutes-2024", "source: gazette"), None)
    assert "no-dossier" in [each.code for each in found.problems]


TEXTS = [
    ("other words altogether", [(5, "text-not-found", "digest")]),
    (
        MINUTES.replace("48,000", "49,000"),
        [(5, "text-differs", "digest"), (10, "paragraph-differs", "paragraph 4")],
    ),
    (
        MINUTES + "One more.\n",
        [(5, "text-differs", "digest"), (1, "paragraph-differs", "paragraphs")],
    ),
    (MINUTES.replace("\n\n", "\n\n\n"), [(5, "text-differs", "digest")]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_a_text_that_is_another_is_reported(
    text: str, expected: list[tuple[int, str, str]], tmp_path: pathlib.Path
) -> None:
    found = checked(tmp_path, dossier(), text).problems
    told = [(each.line, each.code, each.where) for each in found if "seeds" in each.path]
    assert sorted(told) == sorted(expected)


FOLDED = [
    "the council\u2019s \u201cferry\u201d \u2013 24\u00a0metres",
    'The Council\'s "ferry" - 24 metres',
    'the co\u00fancil\'s  "ferry" \u2014 24 metres',
]


def test_quotes_dashes_spaces_and_diacritics_are_folded_before_a_digest_is_made() -> None:
    assert len({paragraph_digest(text) for text in FOLDED}) == 1
    wanted = hashlib.sha256(b'the council\'s "ferry" - 24 metres').hexdigest()[:16]
    assert paragraph_digest(FOLDED[0]) == wanted


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    assert paragraphs("One\r\n\r\n \t\n  two \nthree") == ("One", "two", "three")
