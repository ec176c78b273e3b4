"""`jkbrief topic`: in a pipe, in notes, as JSON; and what it says of requests it cannot meet."""

import datetime as dt
import json
import os
import pathlib
import re
import subprocess
import sys

import pexpect
import pypandoc
import pytest

from conftest import FACTS, Program, Result
from jkbrief.factbase.starter import starter
from jkbrief.model import FactBase

SECTIONS = [
    "events",
    "numbers",
    "background",
    "positions",
    "assessments",
    "plans",
    "where the sources differ",
    "gaps",
    "sources",
]


OLD = "jkbrief: the newest source is of May 2023, over a year ago: later news is not in it\n"


def test_how_old_the_newest_source_is_is_said_beside_the_briefing(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    for arguments in (["china", "history"], ["china", "--format", "plain"], ["--all"]):
        done = jkbrief("topic", *arguments)
        assert done.err == OLD
        assert "over a year ago" not in done.out
    # Who asks for the past, and a program, need no telling.
    assert jkbrief("topic", "china", "--as-of", "2023").err == ""
    assert jkbrief("topic", "china", "--format", "json").err == ""
    facts = tmp_path / "ferry.yaml"
    today = dt.datetime.now().astimezone()
    for months, said in ((0, False), (11, False), (14, True)):
        year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
        issued = f'issued: "{year}-{month + 1:02}"'
        facts.write_text(starter().replace('issued: "2024-05-14"', issued), "utf-8")
        done = jkbrief("--facts", facts, "topic", "ferry")
        assert (done.status, "the newest source is of" in done.err) == (0, said)


def test_a_pipe_gets_markdown_with_the_bottom_line_first(jkbrief: Program) -> None:
    done = jkbrief("topic", "china")
    assert (done.status, done.err) == (0, OLD)
    lines = done.out.split("\n")
    assert lines[0] == "## China (as of 2023-05)"
    assert re.fullmatch(
        r"_Sources 2023-03 to 2023-05 · 4 of 5 sources · \d+ of \d+ facts · edition 2026\.1_",
        lines[2],
    )
    assert lines[4].startswith("**Bottom line:** ")
    headings = [line.removeprefix("### China: ") for line in lines if line.startswith("###")]
    assert headings == [title for title in SECTIONS if title in headings]
    assert {"events", "assessments", "where the sources differ", "sources"} <= set(headings)


@pytest.mark.parametrize("name", ["north-korea", "North Korea", "northkorea", "DPRK", "nk"])
def test_a_theme_is_found_by_id_title_or_alias(jkbrief: Program, name: str) -> None:
    assert jkbrief("topic", name).out.startswith("## North Korea (as of ")


def test_output_is_the_same_every_time_whatever_the_place(jkbrief: Program) -> None:
    first = jkbrief("topic", "history", "--length", "full")
    again = jkbrief(
        "topic", "history", "--length", "full", COLUMNS="20", LC_ALL="C", TZ="Asia/Tokyo"
    )
    assert first == again


def test_full_tells_every_fact_of_the_theme(jkbrief: Program, base: FactBase) -> None:
    told = json.loads(jkbrief("topic", "china", "--length", "full", "--format", "json").out)
    shown = {fact["id"] for fact in told["data"]["themes"][0]["facts"]}
    assert shown == {fact.id for fact in base.facts if "china" in fact.themes}


def test_json_and_markdown_agree_on_every_footnote(jkbrief: Program) -> None:
    told = json.loads(jkbrief("topic", "--all", "--format", "json").out)
    assert (told["jkbrief"], told["command"]) == (1, "topic")
    ids = [
        claim["footnote"]
        for theme in told["data"]["themes"]
        for part in ("bottom_line", "facts", "differences")
        for claim in theme[part]
    ]
    text = jkbrief("topic", "--all").out
    assert re.findall(r"^\[\^(.+?)\]: ", text, re.MULTILINE) != []
    assert sorted(re.findall(r"\[\^([^\]]+)\](?!:)", text)) == sorted(ids)
    assert sorted(re.findall(r"^\[\^(.+?)\]: ", text, re.MULTILINE)) == sorted(ids)
    assert len(set(ids)) == len(ids)


def test_json_facts_have_the_field_names_of_the_fact_base(jkbrief: Program) -> None:
    told = json.loads(jkbrief("topic", "security", "--format", "json").out)
    for fact in told["data"]["themes"][0]["facts"]:
        assert {"id", "kind", "statement", "date", "by", "themes", "weight", "cites"} <= set(fact)
        assert {"source", "paragraph", "find"} <= set(fact["cites"][0])
        assert re.fullmatch(rf"jk-security-{fact['id']}-[0-9a-f]{{4}}", fact["footnote"])


def test_several_themes_in_one_call_come_in_the_order_asked_for(jkbrief: Program) -> None:
    out = jkbrief("topic", "history", "china", "history").out
    assert re.findall(r"^## (\w+)", out, re.MULTILINE) == ["History", "China"]


def append(notes: pathlib.Path, *arguments: str) -> None:
    with notes.open("ab") as end:
        subprocess.run([sys.executable, "-m", "jkbrief", *arguments], stdout=end, check=True)


@pytest.mark.parametrize("start", ["# N\n\n- x", "# N\n\n- x\n", "# N\r\n", ""])
@pytest.mark.parametrize("dialect", ["markdown", "gfm", "commonmark_x"])
def test_appended_to_notes_pandoc_finds_every_footnote(
    jkbrief: Program, tmp_path: pathlib.Path, start: str, dialect: str
) -> None:
    notes = tmp_path / "n.md"
    notes.write_bytes(start.encode())
    append(notes, "topic", "china")
    append(notes, "topic", "history")
    told = json.loads(jkbrief("topic", "china", "history", "--format", "json").out)
    claims = sum(
        len(theme[part])
        for theme in told["data"]["themes"]
        for part in ("bottom_line", "facts", "differences")
    )
    native = pypandoc.convert_file(
        str(notes), "native", format=dialect, extra_args=["--fail-if-warnings"]
    )
    assert native.count("Note\n") + native.count("Note [") == claims
    assert len(re.findall(r"Header\s+2", native)) == 2
    assert notes.read_bytes().startswith(start.encode())


def test_output_never_overwrites_unless_told(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "china.md"
    assert jkbrief("topic", "china", "--output", file).status == 0
    first = file.read_text("utf-8")
    again = jkbrief("topic", "history", "--output", file)
    assert again.status == 1
    assert (
        again.err
        == f"jkbrief: {file}: is there already: --force overwrites it, --append adds to it\n"
    )
    assert file.read_text("utf-8") == first
    file.chmod(0o640)
    assert jkbrief("topic", "history", "--output", file, "--force").status == 0
    assert file.read_text("utf-8").startswith("## History")
    assert file.stat().st_mode & 0o777 == 0o640
    assert jkbrief("topic", "china", "--output", file, "--append").status == 0
    assert file.read_text("utf-8").endswith("\n" + "\n" + first)
    assert [each.name for each in tmp_path.iterdir()] == ["china.md"]


def test_no_line_of_a_plan_says_will(jkbrief: Program) -> None:
    told = json.loads(jkbrief("topic", "--all", "--length", "full", "--format", "json").out)
    plans = [
        fact["statement"]
        for theme in told["data"]["themes"]
        for fact in theme["facts"]
        if fact["kind"] == "plan"
    ]
    assert len(plans) > 20
    assert [text for text in plans if re.search(r"\bwill\b", text)] == []


REFUSED = [
    (["topic"], 2, "jkbrief: name a theme or --all, as in 'jkbrief topic china'"),
    (["topic", "china", "--all"], 2, "jkbrief: name a theme or --all"),
    (["topic", "chnia"], 1, "jkbrief: no theme is called 'chnia': did you mean 'china'?"),
    (["topic", "china", "zzzz"], 1, "jkbrief: no theme is called 'zzzz': 'jkbrief topics' lists"),
    (["topic", "china", "--length", "short"], 2, "Invalid value for '--length'"),
    (["topic", "china", "--since", "spring"], 2, "'spring' is not an EDTF date"),
    (["topic", "china", "--source", "matsou-2023"], 1, "did you mean 'matsuo-2023'?"),
    (["topic", "china", "--thread", "tawian"], 1, "did you mean 'taiwan'?"),
    (["topic", "china", "--kind", "statistic"], 1, "no fact of that theme meets these conditions"),
    (["topic", "china", "--as-of", "2020"], 1, "no fact of that theme meets these conditions"),
    (["topic", "china", "--force"], 2, "--force and --append go with --output FILE"),
    (["topic", "china", "-o", "x.md", "--force", "--append"], 2, "choose one"),
    (["topic", "china", "--format", "json", "--front-matter"], 2, "are for Markdown"),
    (["topic", "china", "--format", "json", "--cite", "none"], 2, "--cite none is for Markdown"),
    (["topic", "china", "--heading-level", "6"], 2, "6 is not in the range"),
    (["topic", "china", "--output", "/nowhere/x.md"], 1, "cannot be written: make the folder "),
    (["topic", "china", "--output", "/"], 1, "/: is a folder: name a file in it"),
    (["topc", "china"], 2, "No such command 'topc'"),
    (["topic", "econ"], 1, "no theme is called 'econ': did you mean 'supply-chains'?"),
    (["sources", "nyt"], 1, "no source is called 'nyt': did you mean 'nyt-2023'?"),
    (["fact", "tokyo"], 1, "no fact is called 'tokyo': did you mean 'tokyo-summit' or "),
    (["fact", "chip 4 alliance"], 1, "did you mean 'chip-four-proposed' or "),
    (["fact", "zzz"], 1, "'zzz': 'jkbrief search WORDS' finds facts by what they say"),
    (["topic", "china", "-o", "/no/x.md"], 1, "/no/x.md: cannot be written: make the folder /no first"),
    (["notes", "audit", "."], 1, ".: is a folder: name the notes in it"),
    (["--facts", "/nowhere.yaml", "topic", "china"], 1, "/nowhere.yaml: cannot be read"),
    (["--facts", "/", "topic", "china"], 1, "is a folder: name the file in it"),
    (["fact", "tokyo-sumit"], 1, "did you mean 'tokyo-summit'?"),
    (["sources", "nty-2023"], 1, "did you mean 'nyt-2023'?"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "status", "message"), REFUSED)
def test_what_cannot_be_done_is_said_in_one_clear_line(
    jkbrief: Program, arguments: list[str], status: int, message: str
) -> None:
    done = jkbrief(*arguments)
    assert (done.status, done.out) == (status, "")
    assert message in done.err
    assert "Traceback" not in done.err


def test_a_broken_fact_base_prints_its_problems_and_no_half_briefing(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "facts.yaml"
    text = FACTS.read_text("utf-8")
    file.write_text(text.replace("paragraph: 13", "paragraph: x").replace("weight: 3", "weight: 9"))
    done = jkbrief("--facts", file, "topic", "china")
    assert (done.status, done.out) == (1, "")
    lines = done.err.splitlines()
    assert len(lines) > 20
    assert all(line.startswith(f"{file}:") for line in lines[:-1])
    assert lines[-1] == f"jkbrief: the fact base has {len(lines) - 1} problems: mend what is listed"


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01\x01\x00\xff\xfe", b"\xff\xd8\xff\xe0JFIF"])
def test_a_binary_file_is_no_fact_base(
    jkbrief: Program, tmp_path: pathlib.Path, content: bytes
) -> None:
    file = tmp_path / "x.bin"
    file.write_bytes(content)
    done = jkbrief("--facts", file, "topic", "china")
    assert (done.status, done.out) == (1, "")
    assert str(file) in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("arguments", ["--help", "--version", "topic --help", "topics", ""])
def test_who_has_seen_enough_makes_no_error(arguments: str) -> None:
    command = f"{sys.executable} -m jkbrief {arguments} | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["topics"], ["quiz", "--sheet"], ["check", "--explain", "all"]]
)
def test_a_full_disk_is_no_traceback_for_any_command(arguments: list[str]) -> None:
    with pathlib.Path(os.devnull).with_name("full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "jkbrief", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.endswith("cannot be written: No space left on device\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", ["topic china", "topics", "quiz --sheet", "--help", ""])
def test_a_closed_output_is_no_traceback(arguments: str) -> None:
    command = f"{sys.executable} -m jkbrief {arguments} >&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    closed = "jkbrief: standard output cannot be written: it is closed\n"
    assert (done.returncode, done.stderr) in ((1, closed), (0, ""))


@pytest.mark.parametrize("cite", ["inline", "none", "pandoc"])
def test_a_way_to_cite_asks_for_markdown_on_a_terminal_too(jkbrief: Program, cite: str) -> None:
    command = f"{sys.executable} -m jkbrief topic china --cite {cite}"
    shown = pexpect.run(command, env={**os.environ, "PAGER": "cat"}).decode()
    assert shown.replace("\r\n", "\n").startswith(jkbrief("topic", "china", "--cite", cite).out)


def test_a_closed_error_stream_changes_nothing(jkbrief: Program) -> None:
    command = f"{sys.executable} -m jkbrief topic china 2>&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == jkbrief("topic", "china").out


def test_a_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m jkbrief topic --all --length full | head -c 10; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "## North K0\n"
    assert done.stderr == ""


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_clear_line() -> None:
    with pathlib.Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "jkbrief", "topic", "china"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == ("jkbrief: standard output cannot be written: No space left on device\n")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_fits_in_part_is_not_taken_for_whole(tmp_path: pathlib.Path, unbuffered: str) -> None:
    file = tmp_path / "notes.md"
    command = f"ulimit -f 64; exec {sys.executable} -m jkbrief topic --all --length full > {file}"
    own = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(
        ["bash", "-c", command], stderr=subprocess.PIPE, env=own, text=True, check=False
    )
    assert file.stat().st_size == 64 * 1024
    assert (done.returncode, done.stderr) == (
        1,
        "jkbrief: standard output cannot be written: File too large\n",
    )


def test_it_works_where_nothing_can_be_written(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    wanted = jkbrief("topic", "china").out
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = jkbrief("topic", "china", JKBRIEF_CACHE_DIR=str(blocked / "cache"))
    assert (done.status, done.out, done.err) == (0, wanted, OLD)


def test_a_broken_or_stale_cache_is_built_anew(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    def run(facts: pathlib.Path, cache: pathlib.Path) -> Result:
        return jkbrief("--facts", facts, "topic", "china", JKBRIEF_CACHE_DIR=str(cache))

    wanted = jkbrief("topic", "china").out
    facts, cache = tmp_path / "facts.yaml", tmp_path / "cache"
    text = FACTS.read_text("utf-8")
    facts.write_text(text, "utf-8")
    assert run(facts, cache).out == wanted
    (kept,) = cache.iterdir()
    kept.write_bytes(b"not a database")
    assert run(facts, cache).out == wanted
    facts.write_text(text.replace("title: China\n", "title: Cathay\n"), "utf-8")
    assert run(facts, cache).out.startswith("## Cathay (as of")
    spoilt = bytearray(kept.read_bytes())
    spoilt[8192:] = bytes(len(spoilt) - 8192)  # what says of what it was made is whole
    kept.write_bytes(spoilt)
    done = run(facts, cache)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "run the same again" in done.err
    assert run(facts, cache).out.startswith("## Cathay (as of")


def test_who_asks_for_some_facts_gets_the_small_ones_too(jkbrief: Program) -> None:
    out = jkbrief("topic", "supply-chains", "--kind", "statistic").out
    assert "### Supply chains: numbers" in out
    assert "USD 228 billion" in out


@pytest.mark.parametrize("more", [["--kind", "event"], ["--as-of", "2023-03-22"]])
def test_no_briefing_is_empty(jkbrief: Program, more: list[str]) -> None:
    done = jkbrief("topic", "china", "--length", "brief", *more)
    assert (done.status, done.out) == (1, "")
    assert done.err == ("jkbrief: no bottom line meets these conditions: drop one of the options\n")


def test_nothing_is_added_to_what_is_no_text(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# Notes\n", "utf-16")
    before = notes.read_bytes()
    done = jkbrief("topic", "china", "-o", notes, "--append")
    assert (done.status, done.err) == (1, f"jkbrief: {notes}:1:1: is UTF-16: save it as UTF-8\n")
    assert notes.read_bytes() == before


@pytest.mark.parametrize("issued", ["2023-05-31/..", "2023-05/"])
def test_a_source_that_goes_on_is_as_of_its_beginning(
    jkbrief: Program, tmp_path: pathlib.Path, issued: str
) -> None:
    facts = tmp_path / "ferry.yaml"
    facts.write_text(starter().replace('issued: "2024-05-14"', f'issued: "{issued}"'), "utf-8")
    done = jkbrief("--facts", facts, "topic", "ferry")
    assert (done.status, done.err) == (0, OLD)
    assert "(as of 2023-05)" in done.out


def test_front_matter_never_lands_in_the_middle_of_a_file(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    done = jkbrief("topic", "china", "--front-matter", "-o", tmp_path / "n.md", "--append")
    assert done.status == 2
    assert "--front-matter begins a file and --append adds to one" in done.err


def test_off_a_terminal_nothing_is_coloured_unless_the_reader_insists(jkbrief: Program) -> None:
    assert "\x1b" not in jkbrief("topic", "china", "--format", "terminal").out
    assert "\x1b[" in jkbrief("topic", "china", "--format", "terminal", FORCE_COLOR="1").out
