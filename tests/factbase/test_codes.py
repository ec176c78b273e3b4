"""Every code that a check reports: its examples are true, and it can be looked up."""

import pathlib
import re

import pytest
from ferry import curated

from jkbrief.factbase.check import check
from jkbrief.factbase.rules import CODES, Code
from jkbrief.factbase.starter import starter

# What these codes are about does not fit into one fact or base: each has a test of its own.
ELSEWHERE = {
    "not-text": "test_hostile",
    "no-dossier": "test_dossier",
    "dossier-of-nothing": "test_dossier",
    "dossier-numbering": "test_dossier",
    "gist-or-reason": "test_dossier",
    "no-gist": "test_dossier",
    "long-gist": "test_dossier",
    "uncited-paragraph": "test_dossier",
    "bad-digest": "test_dossier",
    "text-not-found": "test_dossier",
    "text-differs": "test_dossier",
    "paragraph-differs": "test_dossier",
    "shared-id": "test_check",
    "guessable": "test_guessers",
}


def with_example(example: str) -> str:
    """Return the starter with the keys of `example` in place of its own.

    Keys of the whole base go there, all others into the first fact; `# no x` takes x away.
    """
    head, facts = starter().split("\nfacts:\n", 1)
    first, rest = facts.split("\n\n- id:", 1)
    blocks = re.findall(r"^(?:  |- )(\w+):(.*(?:\n(?!  \w).*)*)", first, re.MULTILINE)
    fact = dict.fromkeys(name for name, _ in blocks)
    kept = {name: f"{name}:{text}" for name, text in blocks}
    for name in re.findall(r"# no (\w+)", example):
        del fact[name]
    named = re.findall(r"^(\w+):", example, re.MULTILINE)
    if named and named[0] in ("themes", "threads", "people", "sources", "factbase", "title"):
        in_head = "{id" in example or "- id" in example or named[0] in ("factbase", "title")
    else:
        in_head = False
    if in_head:
        for name in named:
            head = re.sub(rf"^{name}:.*(?:\n(?!\w|\n).*)*", "", head, flags=re.MULTILINE)
        return f"{head}\n{example}\n\nfacts:\n{facts}"
    lines = [kept[name] for name in fact if name not in named] + example.splitlines()
    block = "\n  ".join(lines)
    return f"{head}\n\nfacts:\n- {block}\n\n- id:{rest}"


def found(example: str, folder: pathlib.Path) -> set[str]:
    file = curated(folder)
    file.write_text(with_example(example), encoding="utf-8")
    return {each.code for each in check([file], texts=folder / "texts").problems}


@pytest.mark.parametrize(
    "code", [c for c in CODES.values() if c.name not in ELSEWHERE], ids=lambda code: code.name
)
def test_the_bad_example_of_a_code_is_found_and_the_good_one_is_not(
    code: Code, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "good").mkdir()
    assert code.name in found(code.bad, tmp_path / "bad")
    assert code.name not in found(code.good, tmp_path / "good")


def test_the_codes_with_a_test_of_their_own_are_tested_there() -> None:
    for name, module in ELSEWHERE.items():
        assert f'"{name}"' in next(pathlib.Path(__file__).parent.glob(f"{module}.py")).read_text()


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_a_code_says_what_it_means_in_one_line(code: Code) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
    assert code.severity in ("error", "warning")
    assert re.fullmatch(r"[A-Z].*\.", code.meaning)
    assert len(code.meaning) <= 100
    assert code.bad != code.good


def test_the_starter_is_proved_against_its_text(tmp_path: pathlib.Path) -> None:
    file = curated(tmp_path)
    file.write_text(starter(), encoding="utf-8")
    report = check([file], texts=tmp_path / "texts")
    assert report.problems == ()
    assert (report.facts, report.dossiers, report.texts) == (4, 1, 1)
