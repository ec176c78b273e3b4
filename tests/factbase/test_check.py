"""The whole check, on the bundled base and on bases side by side."""

import pathlib
import re
from collections.abc import Callable

import pytest

from conftest import FACTS
from jkbrief.factbase.check import check
from jkbrief.factbase.starter import starter


def test_the_bundled_base_passes() -> None:
    report = check([FACTS])
    assert report.problems == ()
    assert report.dossiers == 5


def test_the_bundled_base_is_proved_by_the_texts(texts: pathlib.Path) -> None:
    report = check([FACTS], texts=texts)
    assert report.problems == ()
    assert report.texts == 5
    assert all(row.facts for row in report.coverage if row.gist)


def _later(match: re.Match[str]) -> str:
    return str(int(match[0]) + 3)


# What is falsified in every statement that has it, and the code that must come for each.
FALSEHOODS: list[tuple[str, str | Callable[[re.Match[str]], str], str]] = [
    (r"\b20[12]\d\b", _later, "unproved-date"),
    (r"\bMarch (?=2023)", "August ", "unproved-date"),
    (r"\b\d\d(?=%)", "77", "unproved-number"),
    ("Yoon Suk-yeol", "Moon Jae-in", "unproved-name"),
    ("Bruce Klingner", "Naoko Aoki", "unproved-name"),
    ("GSOMIA", "NAFTA", "unproved-name"),
]


@pytest.mark.parametrize(("truth", "falsehood", "code"), FALSEHOODS)
def test_a_statement_that_its_paragraph_does_not_prove_is_found(
    truth: str,
    falsehood: str | Callable[[re.Match[str]], str],
    code: str,
    tmp_path: pathlib.Path,
    texts: pathlib.Path,
) -> None:
    falsified = set()
    lines = FACTS.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("  statement: ") and re.search(truth, line):
            lines[number - 1] = re.sub(truth, falsehood, line, count=1)
            falsified.add(number)
    file = tmp_path / "facts.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    problems = check([file], FACTS.parent.parent / "seeds", texts).problems
    found = {each.line for each in problems if each.code == code}
    assert len(falsified) > 1
    assert len(falsified & found) >= 0.97 * len(falsified)


def test_bases_that_are_read_together_share_no_id(tmp_path: pathlib.Path) -> None:
    files = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for file in files:
        file.write_text(starter(), encoding="utf-8")
    found = check(files).problems
    assert {each.code for each in found} == {"shared-id"}
    assert {each.path for each in found} == {str(files[1])}
    assert [each.where for each in found][:2] == ["factbase", "source 'minutes-2024' › id"]
    assert len(found) == 6
