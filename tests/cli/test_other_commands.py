"""`topics`, `fact`, `sources`, bare `jkbrief`, help, version, completion."""

import json
import os
import pathlib
import sys

import pytest

from conftest import FACTS, Program
from jkbrief import __version__
from jkbrief.cli._main import COMMANDS
from jkbrief.model import FactBase

READING = [["topics"], ["topic", "china"], ["fact", "tokyo-summit"], ["sources"]]
READING += [["search", "soju"], ["timeline", "china"], ["compare", "china"], ["terms", "gsomia"]]


@pytest.mark.parametrize("arguments", READING)
def test_every_reading_command_speaks_every_format(jkbrief: Program, arguments: list[str]) -> None:
    told = {name: jkbrief(*arguments, "--format", name) for name in ("markdown", "plain", "json")}
    assert {done.status for done in told.values()} == {0}
    assert arguments[0] == "topic" or {done.err for done in told.values()} == {""}
    assert told["markdown"].out.startswith("## ")
    assert not told["plain"].out.startswith("#")
    envelope = json.loads(told["json"].out)
    assert (envelope["jkbrief"], envelope["command"]) == (1, arguments[0])
    assert jkbrief(*arguments) == told["markdown"]
    for done in told.values():
        assert "\x1b" not in done.out
        assert done.out.endswith("\n")


def test_topics_lists_every_theme_with_its_counts(jkbrief: Program, base: FactBase) -> None:
    themes = json.loads(jkbrief("topics", "--format", "json").out)["data"]["themes"]
    counts = {theme["id"]: (theme["facts"], theme["cards"]) for theme in themes}
    for theme in base.themes:
        facts = [fact for fact in base.facts if theme.id in fact.themes]
        assert counts[theme.id] == (len(facts), sum(len(fact.cards) for fact in facts))


def test_a_fact_leads_to_source_paragraph_and_find_phrase(jkbrief: Program) -> None:
    out = jkbrief("fact", "seoul-reinstates-gsomia").out
    for line in (
        "## seoul-reinstates-gsomia",
        "- kind: event",
        "- date: March 2023",
        "- support: disputed",
        "### New York Times 2023",
        "- paragraph: 17",
        "- find: formally reinstate a bilateral military intelligence-sharing agreement",
        "### Inferred",
        "### Where the sources differ",
    ):
        assert f"\n{line}\n" in f"\n{out}"
    assert "- gsomia-to-be-normalised: " in out


def test_a_fact_is_found_by_its_footnote_too(jkbrief: Program) -> None:
    footnote = json.loads(jkbrief("topic", "china", "--format", "json").out)["data"]["themes"][0][
        "facts"
    ][0]["footnote"]
    fact = json.loads(jkbrief("fact", f"[^{footnote}]", "--format", "json").out)["data"]["fact"]
    assert footnote.startswith(f"jk-china-{fact['id']}-")


@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems have no such names")
def test_a_file_name_that_is_not_utf_8_is_told_in_utf_8(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    from jkbrief.factbase.starter import starter

    facts = os.fsencode(tmp_path) + b"/caf\xe9.yaml"
    name = os.fsdecode(facts)
    pathlib.Path(name).write_text(starter(), "utf-8")
    beside = ["--facts", name, "--with-bundled"]
    done = jkbrief(*beside, "topic", "ferry")
    assert (done.status, "caf\\udce9.yaml" in done.out.replace("\\\\", "\\")) == (0, True)
    assert jkbrief(*beside, "topic", "ferry", "-o", tmp_path / "x.md").status == 0
    fact = json.loads(jkbrief(*beside, "fact", "ferry-length", "--format", "json").out)
    assert fact["data"]["fact"]["origin"] == name


def test_a_base_that_is_not_there_is_named_with_the_variable_that_asks_for_it(
    jkbrief: Program,
) -> None:
    told = "jkbrief: gone.yaml: cannot be read: No such file or directory: check the name"
    assert jkbrief("--facts", "gone.yaml", "topics").err == f"{told}\n"
    done = jkbrief("topics", JKBRIEF_FACTS="gone.yaml")
    assert (done.status, done.err) == (1, f"{told} (JKBRIEF_FACTS names it)\n")


@pytest.mark.parametrize("name", ["jk:tokyo-summit", "jk:tokyo-summit:when", "Tokyo Summit"])
def test_a_fact_is_found_with_the_name_of_its_base_or_card(jkbrief: Program, name: str) -> None:
    assert jkbrief("fact", name).out.startswith("## tokyo-summit\n")
    assert jkbrief("fact", "other:tokyo-summit").status == 1


# What is shown of a base that is read beside the bundled one: where it is from.
BESIDE = [
    (["topics"], "| contract | The contract | lindholm |"),
    (["topic", "ferry"], " · from ferry.yaml_"),
    (["fact", "ferry-length"], "- origin: ferry.yaml"),
    (["search", "ferry contract"], "One publisher (lindholm:contract-signed)"),
    (["timeline", "ferry"], "One publisher (lindholm:contract-signed)"),
    (["timeline", "ferry", "--format", "mermaid"], "(Minutes 2024 ¶2, from lindholm)"),
    (["timeline", "ferry", "--format", "svg"], "Minutes 2024, paragraph 2, from lindholm<"),
    (["timeline", "ferry", "--format", "terminal"], "(lindholm:contract-signed)"),
    (["compare", "ferry"], "### Told by one publisher only (lindholm)"),
    (["compare", "ferry"], "### Facts by theme and source (lindholm)"),
    (["sources"], "| Minutes of the council meeting | lindholm |"),
    (["sources", "minutes-2024"], "- origin: ferry.yaml"),
    (["terms"], "| electric ferry | e-ferry | lindholm |"),
    (["terms", "holm"], "### Ada Holm (lindholm)"),
]


@pytest.mark.parametrize(("arguments", "expected"), BESIDE)
def test_with_several_bases_each_command_says_which_a_thing_is_from(
    jkbrief: Program,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    expected: str,
) -> None:
    from jkbrief.factbase.starter import starter

    monkeypatch.chdir(tmp_path)
    pathlib.Path("ferry.yaml").write_text(starter(), "utf-8")
    both = jkbrief("--facts", "ferry.yaml", "--with-bundled", *arguments, COLUMNS="140")
    assert (both.status, "newest source" in both.err) == (0, arguments[0] == "topic")
    assert expected in both.out
    alone = jkbrief("--facts", "ferry.yaml", *arguments, COLUMNS="140")
    assert alone.status == 0
    for told in ("lindholm", "from ferry.yaml", "origin"):
        assert told not in alone.out.replace("[^lindholm-", "").replace("]: lindholm-", "")


def test_every_reading_command_is_tried_with_several_bases() -> None:
    reading = {name for name, entry in COMMANDS.items() if entry.group == "Read"}
    assert {arguments[0] for arguments, _ in BESIDE} == reading


BASE = """\
factbase: tea
title: Tea
edition: "1"
themes:
- {id: green, title: Green tea}
sources:
- {id: book, type: book, short: Book 1906, title: B, issued: "1906"}
"""
EMPTY = "facts: []\n"
FIRST = """\
facts:
- id: steam
  kind: background
  statement: Green tea is steamed.
  themes: [green]
  weight: 1
  cites: [{source: book, paragraph: 1, find: steam}]
"""
BEGUN = [
    (EMPTY, "topic green", "there is no fact of that theme yet: 'jkbrief topics' counts them"),
    (EMPTY, "compare", "there is no fact to compare yet: 'jkbrief topics' counts them"),
    (EMPTY, "quiz --sheet", "there is no card to ask: 'jkbrief topics' counts them"),
    (EMPTY, "quiz --plain", "there is no card to ask: 'jkbrief topics' counts them"),
    (FIRST, "topic green", "there is nothing for --length page: --length full tells every fact"),
    (FIRST, "topic green --length brief", "nothing for --length brief: --length full tells every"),
]


@pytest.mark.parametrize(("facts", "arguments", "said"), BEGUN)
def test_a_base_that_is_only_begun_is_not_blamed_on_options(
    jkbrief: Program, tmp_path: pathlib.Path, facts: str, arguments: str, said: str
) -> None:
    file = tmp_path / "tea.yaml"
    file.write_text(BASE + facts, "utf-8")
    done = jkbrief("--facts", file, *arguments.split())
    assert (done.status, done.out) == (1, "")
    assert said in done.err


def test_a_source_without_publisher_stands_for_itself(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    from jkbrief.factbase.starter import starter

    (tmp_path / "ferry.yaml").write_text(starter(), "utf-8")
    told = jkbrief("--facts", tmp_path / "ferry.yaml", "compare")
    assert "| Minutes 2024 | 4 |" in told.out
    assert "minutes-2024" not in told.out


def test_every_fact_can_be_shown(base: FactBase) -> None:
    from jkbrief.cli.fact import _page

    for fact in base.facts:
        assert _page(fact, base).title == fact.id


def test_sources_tell_how_many_facts_and_one_source_which(jkbrief: Program, base: FactBase) -> None:
    listed = json.loads(jkbrief("sources", "--format", "json").out)["data"]["sources"]
    assert [source["id"] for source in listed] == [source.id for source in base.sources]
    for source in listed:
        cited = [f.id for f in base.facts if any(c.source == source["id"] for c in f.cites)]
        assert source["facts"] == cited
    out = jkbrief("sources", "yomiuri-2023").out
    assert "- issued inferred: " in out
    assert "### Paragraph 13" in out


def test_bare_jkbrief_in_a_pipe_prints_help_that_names_every_command(jkbrief: Program) -> None:
    done = jkbrief()
    assert done == jkbrief("--help")
    assert "\\b" not in done.out
    for name, entry in COMMANDS.items():
        assert f"  {name}  " in done.out
        assert entry.help in " ".join(done.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(jkbrief: Program, name: str) -> None:
    done = jkbrief(name, "--help")
    assert done.status == 0
    assert done.out.startswith(f"Usage: jkbrief {name} ")
    assert "\\b" not in done.out


MISPLACED = [
    (
        ["china"],
        "'china' is no command but a theme: 'jkbrief topic china' is its briefing.",
    ),
    (
        ["DPRK"],
        "'DPRK' is no command but a theme: 'jkbrief topic DPRK' is its briefing.",
    ),
    (["nothing"], "No such command 'nothing'."),
    (
        ["topics", "--facts", "x"],
        "Error: '--facts' goes before the command: 'jkbrief --facts … topics'.",
    ),
    (["--length", "full", "topic"], "Options of a command go after it: 'jkbrief topic china --len"),
]


@pytest.mark.parametrize(("arguments", "said"), MISPLACED)
def test_what_stands_in_the_wrong_place_is_led_to_the_right_one(
    jkbrief: Program, arguments: list[str], said: str
) -> None:
    done = jkbrief(*arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_version(jkbrief: Program) -> None:
    assert jkbrief("--version").out == f"jkbrief {__version__}\n"


COMPLETED = [
    ("topic chi", 1, "china"),
    ("fact tokyo-su", 1, "tokyo-summit"),
    ("sources nyt", 1, "nyt-2023"),
    ("topic --thread gso", 2, "gsomia"),
    ("terms for", 1, "forced-labour"),
    ("terms kish", 1, "kishida-fumio"),
    ("check --explain unproved-na", 2, "unproved-name"),
    ("check --explain a", 2, "all"),
    ("topi", 0, "topics"),
]


@pytest.mark.parametrize(("typed", "position", "expected"), COMPLETED)
def test_completion_offers_live_values(
    jkbrief: Program, typed: str, position: int, expected: str
) -> None:
    done = jkbrief(
        _JKBRIEF_COMPLETE="bash_complete",
        COMP_WORDS=f"jkbrief {typed}",
        COMP_CWORD=str(position + 1),
    )
    assert expected in [line.partition(",")[2] for line in done.out.splitlines()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(jkbrief: Program, shell: str) -> None:
    done = jkbrief("completion", shell)
    assert done.status == 0
    assert "_JKBRIEF_COMPLETE" in done.out


def test_another_fact_base_is_read_alone_or_beside_the_bundled_one(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:

    other = tmp_path / "tea.yaml"
    other.write_text(
        "factbase: tea\ntitle: Tea\nedition: '1'\n"
        "themes:\n- {id: green, title: Green tea}\n"
        "sources:\n- {id: book, type: book, short: Book 1906, title: B, issued: '1906'}\n"
        "facts:\n- {id: steam, kind: background, statement: It is steamed., themes: [green],"
        " weight: 3, cites: [{source: book, paragraph: 1, find: steam}]}\n"
    )
    alone = json.loads(jkbrief("--facts", other, "topics", "--format", "json").out)
    assert [theme["factbase"] for theme in alone["data"]["themes"]] == ["tea"]
    beside = json.loads(
        jkbrief("--facts", other, "--with-bundled", "topics", "--format", "json").out
    )
    assert {theme["factbase"] for theme in beside["data"]["themes"]} == {"jk", "tea"}
    fact = json.loads(jkbrief("fact", "steam", "--format", "json", JKBRIEF_FACTS=str(other)).out)
    assert fact["data"]["fact"]["origin"] == str(other)


def test_colliding_ids_are_reported_and_not_merged(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:

    copy = tmp_path / "copy.yaml"
    text = FACTS.read_text("utf-8")
    copy.write_text(text, "utf-8")
    same = jkbrief("--facts", copy, "--with-bundled", "topics")
    assert same.status == 1
    assert "'factbase: jk' is also the id of" in same.err
    copy.write_text(text.replace("factbase: jk", "factbase: kj", 1), "utf-8")
    facts = jkbrief("--facts", copy, "--with-bundled", "topics")
    assert facts.status == 1
    assert "the fact 'future-oriented-promise' is also in" in facts.err


@pytest.mark.parametrize(
    "command", [[], *([name] for name in COMMANDS), ["export", "anki"], ["notes", "weave"]]
)
def test_an_example_in_a_help_keeps_its_lines(jkbrief: Program, command: list[str]) -> None:
    told = jkbrief(*command, "--help")
    assert told.status == 0
    assert "\\b" not in told.out
    assert "\b" not in told.out


def test_examples_stand_one_a_line(jkbrief: Program) -> None:
    assert "\n  jkbrief topic china              a briefing, " in jkbrief("--help").out
    assert (
        "\n  jkbrief notes weave notes.md             renew"
        in jkbrief("notes", "weave", "--help").out
    )


def test_a_file_that_is_named_twice_is_read_once(jkbrief: Program) -> None:
    once = jkbrief("--facts", FACTS, "topics")
    assert jkbrief("--facts", FACTS, "--facts", FACTS, "--with-bundled", "topics") == once


def test_a_dash_is_standard_output(jkbrief: Program) -> None:
    assert jkbrief("topic", "china", "--output", "-") == jkbrief("topic", "china")
