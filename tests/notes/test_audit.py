"""Footnotes proved in any notes: what is found of each, where, and what --fix changes."""

import json
import pathlib
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FACTS, Program
from jkbrief.notes.audit import STATES, audit, fix
from jkbrief.render.escape import escape, unescape
from jkbrief.telling.support import fingerprint

NOW = 'X 2023, paragraph 5, find "now". One publisher.'
ONCE = 'X 2023, paragraph 4, find "now". One publisher.'
EARLY = 'X 2023, paragraph 5, find "early". One publisher.'


class Known:
    """A theme with a fact, told otherwise while sources were fewer, and one that is gone."""

    def today(self, body: str) -> tuple[str, ...] | None:
        if not body.startswith("jk-china-"):
            return None
        return (NOW, "Bottom line, two.") if body == "jk-china-fact" else ()

    def earlier(self, body: str) -> tuple[str, ...]:
        return (EARLY,) if body == "jk-china-fact" else ()


KNOWN = Known()


def name(note: str, body: str = "jk-china-fact") -> str:
    return f"{body}-{fingerprint(note)}"


def found(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.state) for each in audit(text, KNOWN)]


def cited(note: str, written: str | None = None, body: str = "jk-china-fact") -> str:
    """Return a line that cites a note, and its definition."""
    mark = f"[^{name(note, body)}]"
    return f"- x.{mark}\n\n{mark}: {written or escape(note)}\n"


FOUND = [
    (cited(NOW), [(3, "current")]),
    (cited(EARLY), [(3, "current")]),  # as `--as-of` has it
    (cited(ONCE), [(3, "stale")]),
    (cited(NOW, "X 2023, by me."), [(3, "edited")]),
    (cited(NOW, body="jk-china-gone"), [(3, "withdrawn")]),
    (cited(NOW, body="jk-nothing-more"), [(3, "withdrawn")]),  # its hash says that it is ours
    (f"[^{name(NOW)}]: {NOW}\n", [(1, "current"), (1, "orphaned")]),
    (f"a\nb[^{name(NOW)}] c.\n", [(2, "missing")]),
    (f"b[^{name(NOW)}]: c.\n", [(1, "missing")]),
    (cited(NOW) * 2, [(3, "current"), (6, "current"), (6, "repeated")]),  # appended twice
    (cited(NOW) + cited(NOW, "mine"), [(3, "current"), (6, "edited"), (6, "repeated")]),
    # Wrapped, unescaped or ended otherwise by an editor, it still says the same.
    (cited(NOW, NOW), [(3, "current")]),
    (cited(NOW, NOW.replace(", find", ",\nfind")), [(3, "current")]),
    (cited(NOW, NOW.replace(", find", ",\n    find")), [(3, "current")]),
    (cited(NOW).replace("\n", "\r\n"), [(3, "current")]),
    (cited(NOW).rstrip("\n"), [(3, "current")]),
    (cited(NOW).rstrip("\n") + "\n[^mine]: x[^mine]\n", [(3, "current")]),
    (cited(NOW) + "# Heading\n", [(3, "current")]),
    # Not ours, or no footnote at all.
    ("x[^1] y[^jk-rowling-2001]\n\n[^1]: a\n\n[^jk-rowling-2001]: Harry\n", []),
    (f"```\n[^{name(NOW)}]\n```\n", []),
    (f"\\[^{name(NOW)}]\n", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_each_footnote_is_judged_at_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert found(text) == expected


def test_every_state_is_tried_above() -> None:
    assert {state for _, expected in FOUND for _, state in expected} == set(STATES)


def test_a_stale_note_is_shown_with_what_it_should_say() -> None:
    (finding,) = audit(cited(ONCE), KNOWN)
    assert (finding.note, finding.now) == (ONCE, NOW)


def test_fix_renews_the_note_and_its_references_and_nothing_else() -> None:
    text = (
        f"\ufeff- x.[^{name(ONCE)}] y[^{name(ONCE)}]\r\n\r\n```\r\n[^{name(ONCE)}]\r\n```\r\n\r\n"
    )
    text += f"[^{name(ONCE)}]: {escape(ONCE)}\r\n\r\n[^{name(NOW, 'jk-china-gone')}]: {NOW}"
    fixed = fix(text, audit(text, KNOWN))
    renewed = text.replace(name(ONCE), name(NOW)).replace(escape(ONCE), escape(NOW))
    fence = f"```\r\n[^{name(NOW)}]\r\n```"
    assert fixed == renewed.replace(fence, fence.replace(name(NOW), name(ONCE)))


def test_fix_joins_a_stale_note_with_the_current_one_that_is_there() -> None:
    fixed = fix(cited(ONCE) + "\n" + cited(NOW), audit(cited(ONCE) + "\n" + cited(NOW), KNOWN))
    assert fixed == f"- x.[^{name(NOW)}]\n\n" + cited(NOW)
    assert found(fixed) == [(5, "current")]


PIECES = st.sampled_from(
    [cited(NOW), cited(ONCE), cited(NOW, "mine"), "```\n", "- x\n", "> q\r\n", "\n"]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=10)), max_size=6).map("".join))
def test_fix_leaves_nothing_stale_and_is_done_once(text: str) -> None:
    findings = audit(text, KNOWN)
    fixed = fix(text, findings)
    after = audit(fixed, KNOWN)
    assert "stale" not in {each.state for each in after}
    assert fix(fixed, after) == fixed
    if "stale" not in {each.state for each in findings}:
        assert fixed == text


@given(st.text())
def test_unescape_is_the_inverse_of_escape(text: str) -> None:
    plain = text.replace("\\", "")  # a backslash may begin an escape of its own
    assert unescape(escape(plain)) == plain
    assert unescape(escape(text)) == text


# The command, over the bundled base


def written(file: pathlib.Path, *briefings: list[str]) -> pathlib.Path:
    """Return `file`, with briefings appended as a shell does it."""
    with file.open("wb") as out:
        for arguments in briefings:
            run = [sys.executable, "-m", "jkbrief", "topic", *arguments]
            subprocess.run(run, stdout=out, check=True)
    return file


@pytest.fixture
def notes(tmp_path: pathlib.Path) -> pathlib.Path:
    """Return notes with every briefing in them."""
    return written(tmp_path / "notes.md", ["--all", "--length", "full"])


def test_every_footnote_that_we_print_is_current(
    jkbrief: Program, tmp_path: pathlib.Path, notes: pathlib.Path
) -> None:
    dates = [["china", "--as-of", "2023-03"], ["history", "--as-of", "2021"]]
    files = [notes, written(tmp_path / "earlier.md", *dates)]
    done = jkbrief("notes", "audit", *files, "--format", "json")
    told = json.loads(done.out)["data"]["notes"]
    assert {each["state"] for each in told} == {"current"}
    text = "".join(file.read_text("utf-8") for file in files)
    assert len(told) == len(re.findall(r"^\[\^[^\]]+\]:", text, re.MULTILINE)) > 300
    assert done.status == 0


def test_a_changed_citation_makes_its_notes_stale_and_fix_mends_them(
    jkbrief: Program, tmp_path: pathlib.Path, notes: pathlib.Path
) -> None:
    facts = tmp_path / "facts.yaml"
    find = "Washington proposed the so-called Chip 4 Alliance"
    facts.write_text(
        FACTS.read_text("utf-8").replace(find, "the so-called Chip 4 Alliance"), "utf-8"
    )
    before = notes.read_text("utf-8")
    done = jkbrief("--facts", facts, "notes", "audit", notes)
    stale = re.findall(r"stale: (jk-\S+)", done.out)
    assert done.status == 1
    assert {each.rpartition("-")[0] for each in stale} == {
        "jk-china-chip-four-proposed",
        "jk-supply-chains-chip-four-proposed",
        "jk-united-states-chip-four-proposed",
    }
    line = next(
        n for n, text in enumerate(before.splitlines(), 1) if text.startswith(f"[^{stale[0]}]:")
    )
    assert re.search(rf"notes\.md:{line}`?:\n    - stale: {stale[0]} ", done.out)
    assert notes.read_text("utf-8") == before
    assert jkbrief("--facts", facts, "notes", "audit", "--fix", notes).status == 0
    assert jkbrief("--facts", facts, "notes", "audit", notes).status == 0
    after = notes.read_text("utf-8")
    assert after.count("\n") == before.count("\n")
    changed = [
        old for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new
    ]
    assert all("chip-four-proposed" in old for old in changed)


def test_a_briefing_that_was_appended_twice_is_told_of_and_woven_once_it_is_not(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "notes.md"
    stands = f"{file}:115: this briefing stands above already: remove one of the two, "
    for twice in (False, True):
        done = jkbrief("topic", "china", "--append", "-o", file)
        assert (done.status, stands in done.err) == (0, twice)
    count = file.read_text("utf-8").count("\n[^") // 2
    done = jkbrief("notes", "audit", file, "--format", "plain")
    told = re.findall(r"(\d+): repeated: (\S+) is defined above already", done.out)
    assert (done.status, len(told)) == (1, count)
    lines = file.read_text("utf-8").splitlines()
    assert all(lines[int(line) - 1].startswith(f"[^{name}]:") for line, name in told)
    assert "remove one of the two" in done.out
    third = jkbrief("notes", "weave", file, "china")
    assert (third.status, stands in third.err) == (0, True)
    file.unlink()
    for _ in range(2):
        done = jkbrief("notes", "weave", file, "china")
        assert (done.status, done.err) == (0, "")
    assert jkbrief("notes", "audit", file).status == 0


def test_a_place_can_be_copied_from_markdown(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "my_notes.md"
    file.write_text(cited(NOW, body="jk-china-gone"), "utf-8")
    assert f"- `{file}:3`:\n    - withdrawn: " in jkbrief("notes", "audit", file).out
    assert f"| `{file}` | 5 | jk:china | added |" in jkbrief("notes", "weave", file, "china").out


def test_audit_takes_notes_of_others_and_says_so(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "mine.md"
    file.write_bytes(b"caf\xe9[^1]\n\n[^1]: x\n")
    done = jkbrief("notes", "audit", file)
    assert (done.status, done.err) == (0, "")
    assert "None of these footnotes is ours." in done.out
    missing = jkbrief("notes", "audit", tmp_path / "none.md")
    assert (missing.status, missing.out) == (1, "")
    assert "there is no such file: check the name" in missing.err
