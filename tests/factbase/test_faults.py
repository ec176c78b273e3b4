"""Thirty faults of different kinds, planted in copies of the bundled base: each is found there."""

import pathlib
import re
from typing import NamedTuple

import pytest

from conftest import FACTS
from jkbrief.errors import Problem
from jkbrief.factbase import bundled
from jkbrief.factbase.check import check

BY_THE_TEXTS = {
    "copied-words", "find-not-there", "unproved-date", "unproved-name", "unproved-number",
}  # fmt: skip
COPIED = "NINE WORDS OF A SOURCE"
HERE = "‸"  # stands in a planted fault where its problem is to be reported


class Fault(NamedTuple):
    """What is changed after a place in the file, what it becomes, and what is said of it."""

    after: str
    sound: str
    fault: str
    code: str
    where: str


def of(fact: str, sound: str, fault: str, code: str, key: str) -> Fault:
    return Fault(f"- id: {fact}\n", sound, fault, code, f"fact {fact!r} › {key}")


FAULTS = [
    # structure
    Fault("", 'edition: "2026.1"', "edition: ‸2026.1", "needs-quotes", "edition"),
    Fault("", "aliases: [prc, ", "aliases: [prc, ‸dprk, ", "alias-collision", "theme 'china' › aliases[1]"),
    Fault("- id: china", "bottom_line:\n  - text: ", "‸botom_line:\n  - text: ", "unknown-key", "theme 'china' › botom_line"),
    of("missile-warning-data", "thread: ", "‸thraed: ", "unknown-key", "thraed"),
    of("tokyo-summit", "weight: 3\n", "weight: 3\n  ‸weight: 2\n", "duplicate-key", "weight"),
    of("seoul-reinstates-gsomia", "weight: 3", "weight: ‸9", "bad-number", "weight"),
    of("fire-control-radar-2018", "kind: event", "kind: ‸evnt", "unknown-word", "kind"),
    of("first-visit-since-2011", "themes: [", "themes: [‸diplomcy, ", "unknown-reference", "themes[0]"),
    of("north-korea-challenges-continue", 'date: "2021-04~"', 'date: ‸"2021-13"', "bad-date", "date"),
    of("suga-no-visit", "date: ", 'period: ‸"2021"\n  date: ', "misplaced-field", "period"),
    Fault("- id: suga-no-visit-reason", "- id: japanese-assets-seized", "- id: ‸suga-no-visit", "duplicate-id", "fact 'suga-no-visit' › id"),
    of("reciprocal-visits-agreed", "kind: event\n  statement: ", "kind: event\n  statement: ‸>\n    ", "untidy-text", "statement"),
    # curation
    Fault("- id: some-room-to-cooperate", "id: rulings-for-seoul-to-resolve\n  kind: assessment", "‸id: rulings-for-seoul-to-resolve\n  kind: plan", "plan-without-status", "fact 'rulings-for-seoul-to-resolve' › status"),
    of("economic-security-dialogue-agreed", "statement: In about March 2023, South Korea", "statement: ‸They", "hanging-reference", "statement"),
    of("japan-supplies-chip-tools", "statement: Japan", "statement: ‸Japan recently", "relative-time", "statement"),
    of("semiconductor-complex-planned", "statement: South Korea planned to", "statement: ‸South Korea will", "bare-will", "statement"),
    of("klingner-us-needs-japan", "statement: ", "statement: ‸As for ", "holder-not-first", "statement"),
    of("critics-japan-response-insufficient", 'find: "', 'find: ‸"said here that Japan in turn found the ', "long-find", "cites[0] › find"),
    of("seoul-withdraws-wto-complaint", "statement: In spring 2023, South Korea withdrew", "statement: ‸In spring 2023, South Korea gave up a quarrel; it withdrew", "two-claims", "statement"),
    of("yoon-campaign-goal-japan", "statement: ", "statement: ‸In the words of Yoon Suk Yeol, ", "other-spelling", "statement"),
    # evidence
    of("yoon-disapproval-60", "statement: President Yoon Suk-yeol's disapproval rating rose to 60%", "statement: ‸President Yoon Suk-yeol's disapproval rating rose to 65%", "unproved-number", "statement"),
    of("security-dialogue-last-held-2018", "statement: South Korea and Japan held their", "statement: ‸South Korea and Japan held in June 2017 their", "unproved-date", "statement"),
    of("kishida-visits-south-korea", "statement: Kishida Fumio", "statement: ‸Suga Yoshihide", "unproved-name", "statement"),
    of("aoki-acsa-call", "paragraph: 13, find", "paragraph: ‸99, find", "no-such-paragraph", "cites[0] › paragraph"),
    of("washington-wants-bigger-allied-role", "paragraph: 27, find", "paragraph: ‸22, find", "skipped-paragraph", "cites[0] › paragraph"),
    of("blinken-trilateral-central", 'find: "is central', 'find: ‸"is vital', "find-not-there", "cites[0] › find"),
    of("south-korea-leads-memory-chips", "statement: ", "statement: ‸NINE WORDS OF A SOURCE ", "copied-words", "statement"),
    # cards
    of("moon-concern-rulings", "wrong: [Japan's export controls, ", "wrong: [‸South Korea's court rulings, ", "same-option", "cards[0] › wrong[0]"),
    of("motegi-avoids-ambassador", 'ask: "Which member of the Japanese government', 'ask: ‸"Which member, Motegi Toshimitsu,', "answer-in-stem", "cards[0] › ask"),
    of("defence-ministers-skip-2020", 'last met in 2020.", answer: "false"', 'last met in 2020.", answer: ‸"no"', "card-incomplete", "cards[1] › answer"),
]  # fmt: skip


def planted(text: str, fault: Fault) -> str:
    """Return `text` with the fault in it, its mark still there."""
    start = text.index(fault.after)
    place = text.index(fault.sound, start)
    assert place - start < 5_000, "what is changed stands near the place it is looked for from"
    return text[:place] + fault.fault + text[place + len(fault.sound) :]


def places(marked: str) -> list[tuple[int, int]]:
    """Return line and column of each mark."""
    found = []
    for number, line in enumerate(marked.splitlines(), 1):
        for count, _ in enumerate(range(line.count(HERE))):
            column = [n for n, sign in enumerate(line) if sign == HERE][count] - count + 1
            found.append((number, column))
    return found


def problems(marked: str, folder: pathlib.Path, texts: pathlib.Path | None) -> tuple[Problem, ...]:
    file = folder / "facts.yaml"
    text = marked.replace(HERE, "")
    if texts:  # no word of theirs stands here
        source = next(path for path in sorted(texts.glob("*.txt"))).read_text("utf-8")
        longest = max(source.splitlines(), key=len)
        text = text.replace(COPIED, " ".join(re.findall(r"\w+", longest)[:9]))
    file.write_text(text, encoding="utf-8")
    return check([file], pathlib.Path(bundled.folder(), "seeds"), texts).problems


def test_there_are_thirty_of_different_kinds() -> None:
    assert len(FAULTS) >= 30
    assert len({fault.code for fault in FAULTS}) >= 28


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_planted_fault_is_reported_at_its_line_and_column(
    fault: Fault, tmp_path: pathlib.Path, texts: pathlib.Path
) -> None:
    marked = planted(FACTS.read_text("utf-8"), fault)
    found = problems(marked, tmp_path, texts if fault.code in BY_THE_TEXTS else None)
    assert (*places(marked)[0], fault.code, fault.where) in [
        (each.line, each.column, each.code, each.where) for each in found
    ]


def test_all_thirty_are_reported_in_one_run(tmp_path: pathlib.Path, texts: pathlib.Path) -> None:
    marked = FACTS.read_text("utf-8")
    for fault in FAULTS:
        marked = planted(marked, fault)
    found = [(each.line, each.column, each.code) for each in problems(marked, tmp_path, texts)]
    wanted = sorted(places(marked))
    assert len(wanted) == len(FAULTS)
    assert [place for place in wanted if place not in [each[:2] for each in found]] == []
    assert {fault.code for fault in FAULTS} <= {code for *_, code in found}
    assert found == sorted(found, key=lambda each: each[:2])
