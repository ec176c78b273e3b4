"""Briefings woven into notes: renewed in place, and every other byte kept."""

import json
import pathlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Program
from jkbrief.notes.lines import open_fence, split
from jkbrief.notes.weave import BrokenMarker, Order, weave

CHINA = Order("jk", "china", ())
HISTORY = Order("jk", "history", ())
BEGIN, END = "<!-- jkbrief:begin jk:china -->", "<!-- jkbrief:end jk:china -->"


def write(line: int, order: Order) -> str:
    del line
    options = " ".join(f"{name}={value}" for name, value in order.options or ())
    return f"## {order.theme}\n\ntext {options}\n"


def woven(text: str, *orders: Order) -> str:
    return weave(text, orders, write)[0]


def done(text: str, *orders: Order) -> list[tuple[int, str, str]]:
    return [(each.line, each.order.theme, each.done) for each in weave(text, orders, write)[1]]


BLOCK = f"{BEGIN}\n\n## china\n\ntext \n\n{END}\n"

ADDED = [
    ("", BLOCK),
    ("# N\n", f"# N\n\n{BLOCK}"),
    ("# N\n\n", f"# N\n\n{BLOCK}"),
    ("# N", f"# N\n\n{BLOCK}"),
    ("# N\r\n", ("# N\n\n" + BLOCK).replace("\n", "\r\n")),
    ("\ufeff# N\n", f"\ufeff# N\n\n{BLOCK}"),
    ("---\ntitle: x\n---\n", f"---\ntitle: x\n---\n\n{BLOCK}"),
    (f"```\n{BEGIN}\n```\n", f"```\n{BEGIN}\n```\n\n{BLOCK}"),
]


@pytest.mark.parametrize(("before", "after"), ADDED)
def test_a_briefing_is_added_at_the_end_after_a_blank_line(before: str, after: str) -> None:
    assert woven(before, CHINA) == after
    assert woven(after, CHINA) == after
    assert woven(after) == after


def test_what_stands_between_the_markers_is_renewed_in_place() -> None:
    text = f"a\n\n{BEGIN}\nold\nlines\n{END}\n\nb"
    assert woven(text, CHINA) == f"a\n\n{BLOCK}\nb"
    assert done(text, CHINA) == [(3, "china", "renewed")]
    assert done(woven(text, CHINA), CHINA) == [(3, "china", "current")]


def test_without_a_theme_all_are_renewed_and_with_one_only_that() -> None:
    both = woven(woven("", CHINA), HISTORY).replace("text", "old")
    assert done(both) == [(1, "china", "renewed"), (9, "history", "renewed")]
    assert done(both, HISTORY) == [(9, "history", "renewed")]
    assert woven(both, HISTORY).count("old") == 1


def test_the_marker_keeps_the_options_until_others_are_given() -> None:
    full = (("length", "full"), ("kind", "event"), ("kind", "plan"))
    text = woven("", CHINA._replace(options=full))
    assert text.startswith("<!-- jkbrief:begin jk:china length=full kind=event kind=plan -->\n")
    assert woven(text) == text
    assert woven(text, CHINA._replace(options=None)) == text
    assert woven(text, CHINA._replace(options=(("length", "brief"),))).startswith(
        "<!-- jkbrief:begin jk:china length=brief -->\n"
    )


BROKEN = [
    (f"{BEGIN}\n", 1, "has no end marker"),
    (f"x\n{END}\n", 2, "ends what does not begin"),
    (f"{BEGIN}\n{BEGIN}\n{END}\n{END}\n", 2, "begins inside that of line 1"),
    (f"{BEGIN}\n<!-- jkbrief:end jk:history -->\n", 2, "ends what does not begin"),
    (f"{BEGIN}\n```\n{END}\n", 1, "has no end marker"),
    ("<!-- jkbrief:begin china -->\n", 1, "is not of the form"),
    ("<!--jkbrief:begin jk:china-->\n", 1, "is not of the form"),
    ("<!-- jkbrief:start jk:china -->\n", 1, "is not of the form"),
    ("a\n```sh\nb\n", 2, "code fence is never closed"),
]


@pytest.mark.parametrize(("text", "line", "message"), BROKEN)
def test_what_cannot_be_relied_on_is_refused(text: str, line: int, message: str) -> None:
    with pytest.raises(BrokenMarker, match=message) as caught:
        woven(text, CHINA)
    assert caught.value.line == line


ENDS = st.sampled_from(["\n", "\r\n", "\r"])
LINES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["---", "title: x", "# H", "<!-- mine -->", "<!--", "-->", "[^a]: b", "\x0c", "\u2028",
         "    code", "$$", "\ufeff", "- [ ] x", "{{#if}}", "~~", "``", "\udce9"]
    ),
)  # fmt: skip


@st.composite
def notes(draw: st.DrawFn) -> str:
    """Return anybody's notes: any lines and line ends, the last perhaps without one."""
    text = "".join(line + draw(ENDS) for line in draw(st.lists(LINES, max_size=8)))
    return text + draw(st.sampled_from(["", "end", "\t"]))


def sound(text: str) -> bool:
    return open_fence(split(text)) is None and "jkbrief:" not in text


@given(notes().filter(sound), notes().filter(sound), ENDS)
def test_every_byte_around_the_markers_is_kept(before: str, after: str, end: str) -> None:
    before += "" if not before or before[-1] in "\r\n" else "\n"
    if before.endswith("\r") and end == "\n":
        end = "\r"  # these two would be one line end
    if after.startswith("\n") and end == "\r":
        end = "\r\n"
    old = before + end.join([BEGIN, "old", END, ""]) + after
    new = woven(old)
    assert new.startswith(before + BEGIN)
    assert new.endswith(END + end + after)
    inside = new.removeprefix(before).removesuffix(after)
    assert inside == BLOCK.replace("\n", end)
    assert woven(new) == new


@given(notes().filter(sound))
def test_notes_are_a_prefix_of_what_they_become(text: str) -> None:
    once = woven(text, CHINA)
    assert once.startswith(text)
    assert woven(once, CHINA) == once
    assert woven(woven(once, HISTORY)) == woven(once, HISTORY)


@given(st.text(st.sampled_from("`~ ab\n<!->jkrief:nd"), max_size=60))
def test_whatever_the_notes_hold_a_second_weave_changes_nothing(text: str) -> None:
    try:
        once = woven(text, CHINA)
    except BrokenMarker:
        return
    assert woven(once, CHINA) == once


# The command


def test_the_command_weaves_a_briefing_and_then_leaves_it(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes(b"# caf\xe9\r\n\r\nmine")
    file.chmod(0o640)
    told = jkbrief("notes", "weave", file, "china", "--length", "brief", "--format", "json")
    row = {"file": str(file), "line": 5, "briefing": "jk:china", "state": "added"}
    assert json.loads(told.out)["data"] == {"woven": [row]}
    first = file.read_bytes()
    assert first.startswith(
        b"# caf\xe9\r\n\r\nmine\r\n\r\n<!-- jkbrief:begin jk:china length=brief"
    )
    assert first.count(b"\n") == first.count(b"\r\n")
    briefing = jkbrief("topic", "china", "--length", "brief").out.replace("\n", "\r\n")
    assert briefing.encode() in first
    again = jkbrief("notes", "weave", file, "--format", "json")
    assert json.loads(again.out)["data"]["woven"][0]["state"] == "current"
    assert file.read_bytes() == first
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["notes.md"]


def test_options_of_a_selection_are_kept_in_the_marker(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "notes.md"
    arguments = ["--since", "2022", "--thread", "Chip industries and alliances", "--kind", "event"]
    assert jkbrief("notes", "weave", file, "china", *arguments).status == 0
    text = file.read_text("utf-8")
    assert text.startswith("<!-- jkbrief:begin jk:china kind=event thread=chips since=2022 -->\n")
    assert jkbrief("notes", "weave", "--check", file).status == 0


def test_check_and_dry_run_write_nothing(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    files = [tmp_path / "a.md", tmp_path / "b.md", tmp_path / "c.md"]
    for file in files[:2]:
        jkbrief("notes", "weave", file, "china", "--length", "brief")
    files[2].write_text("# none here\n")
    assert jkbrief("notes", "weave", "--check", *files).status == 0
    stale = files[1].read_text("utf-8").replace("**Bottom line:", "**Bottom lime:")
    files[1].write_text(stale, "utf-8")
    done = jkbrief("notes", "weave", "--check", *files, "--format", "json")
    assert done.status == 1
    states = [row["state"] for row in json.loads(done.out)["data"]["woven"]]
    assert states == ["current", "out of date"]
    diff = jkbrief("notes", "weave", "--dry-run", *files)
    assert diff.status == 0
    changes = [
        line
        for line in diff.out.splitlines()
        if line[:1] in "-+" and line[:3] not in ("---", "+++")
    ]
    assert [line[:16] for line in changes] == ["-**Bottom lime:*", "+**Bottom line:*"]
    assert files[1].read_text("utf-8") == stale
    assert jkbrief("notes", "weave", "--check", files[2], "china").status == 1  # not in it yet


def test_a_link_to_notes_stays_a_link(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    (tmp_path / "real.md").write_text("mine\n")
    (tmp_path / "link.md").symlink_to("real.md")
    assert jkbrief("notes", "weave", tmp_path / "link.md", "china").status == 0
    assert (tmp_path / "link.md").is_symlink()
    assert "jkbrief:begin" in (tmp_path / "real.md").read_text("utf-8")


REFUSED = [
    ("", ["china", "--length", "short"], 2, "Invalid value for '--length'"),
    ("", ["chnia"], 1, "did you mean 'china'?"),
    ("mine\n", [], 1, "no briefing is woven into it: name a theme"),
    (f"a\n{BEGIN}\n", [], 1, "notes.md:2: this marker has no end marker"),
    (BLOCK.replace("jk:china -->", "jk:china length=bref -->", 1), [], 1, "notes.md:1: Invalid value for '--length'"),
    (BLOCK.replace("jk:china -->", "jk:china lenght=brief -->", 1), [], 1, "notes.md:1: No such option"),
    (BLOCK.replace("jk:china -->", "jk:china as-of=1999 -->", 1), [], 1, "notes.md:1: no fact of that theme"),
    (BLOCK.replace("jk:", "xy:"), [], 1, "notes.md:1: no fact base that is read has the briefing xy:china"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arguments", "status", "message"), REFUSED)
def test_what_cannot_be_woven_is_said_and_nothing_is_written(
    jkbrief: Program,
    tmp_path: pathlib.Path,
    text: str,
    arguments: list[str],
    status: int,
    message: str,
) -> None:
    file = tmp_path / "notes.md"
    file.write_text(text, "utf-8")
    done = jkbrief("notes", "weave", file, *arguments)
    assert (done.status, done.out) == (status, "")
    assert message in done.err
    assert file.read_text("utf-8") == text


def test_a_binary_file_is_refused_and_left_as_it_is(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "program"
    file.write_bytes(b"\x7fELF\x02\x01\n\x00\x00\xff rest")
    done = jkbrief("notes", "weave", file, "china")
    assert (done.status, done.out) == (1, "")
    assert f"{file}:2: is no text" in done.err
    assert file.read_bytes() == b"\x7fELF\x02\x01\n\x00\x00\xff rest"
    assert jkbrief("notes", "audit", file).status == 1


def test_utf_16_and_missing_files_are_refused(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "notes.md"
    assert "there is no such file" in jkbrief("notes", "weave", file).err
    file.write_text("mine", "utf-16")
    assert "is UTF-16: save it as UTF-8" in jkbrief("notes", "weave", file, "china").err


STEPS = [
    ("pathlib.Path", "open"),
    ("shutil", "copymode"),
    ("os", "fsync"),
    ("pathlib.Path", "replace"),
    ("pathlib.Path", "unlink"),
]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("owner", "step"), STEPS)
def test_killed_at_any_step_the_old_or_the_new_notes_are_there_whole(
    tmp_path: pathlib.Path, owner: str, step: str, moment: str
) -> None:
    file = tmp_path / "notes.md"
    file.write_text("old", "utf-8")
    code = f"""
import os, pathlib, shutil, sys
from jkbrief.cli import _output
done = {owner}.{step}
def killed(*arguments, **options):
    if {moment == "after"}:
        done(*arguments, **options)
    os._exit(9)
{owner}.{step} = killed
_output.replace(b"new", pathlib.Path(sys.argv[1]))
"""
    ended = subprocess.run([sys.executable, "-c", code, str(file)], check=False)
    assert ended.returncode == 9
    assert file.read_text("utf-8") in ("old", "new")
    swapped = (step, moment) in {("replace", "after"), ("unlink", "before"), ("unlink", "after")}
    assert file.read_text("utf-8") == ("new" if swapped else "old")


def test_a_device_stays_a_device(tmp_path: pathlib.Path) -> None:
    import os

    from jkbrief.cli import _output

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    _output.replace(b"new", pipe)
    assert os.read(reader, 9) == b"new"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_full_disk_leaves_the_old_notes_and_no_draft(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    from jkbrief.cli import _output
    from jkbrief.errors import FileProblem

    def full(descriptor: int) -> None:
        del descriptor
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "notes.md"
    file.write_text("old", "utf-8")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblem, match="No space left on device"):
        _output.replace(b"new", file)
    assert file.read_text("utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["notes.md"]
