"""Files that mean harm, or are no fact base at all: refused by name, with nothing done."""

import pathlib

import pytest

from conftest import Program
from jkbrief.factbase.check import check
from jkbrief.factbase.starter import starter

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
)
SOUND = starter()

# What the file holds, and what is said: place, code and message.
FILES = {
    "an alias bomb": (BOMB, "1:4", "yaml-feature", "the anchor '&a' is not read: remove it"),
    "an alias": ("title: *x\n", "1:8", "yaml-feature", "the alias '*x' is not read: write the value out"),
    "deep flow": ("facts: " + "[" * 10_000, "1:25", "too-deep", "nested more than 16 deep: no field goes that far"),
    "deep blocks": (
        "facts:\n" + "".join(f"{' ' * n}- \n" for n in range(40)) + "x",
        "19:18", "too-deep", "nested more than 16 deep: no field goes that far",
    ),
    "a Python object": ("title: !!python/object/apply:os.system [ls]\n", "1:8", "yaml-feature", "the tag 'tag:yaml.org,2002:python/object/apply:os.system' is not read: remove it, all values are text"),
    "a NUL": ("title: a\0b\n", "1:9", "not-text", "the character U+0000 is not allowed in YAML: remove it"),
    "an escape": ("title: \x1b[31mred\n", "1:8", "not-text", "the character U+001B is not allowed in YAML: remove it"),
    "two documents": ("title: a\n---\ntitle: b\n", "3:1", "yaml-feature", "one file holds one document: remove what follows '---' or '...'"),
    "nothing": ("", "1:1", "not-text", "the file is empty: begin one with 'jkbrief init FILE'"),
    "broken YAML": ("title: [a\n", "2:1", "not-yaml", "this is not YAML: did not find expected ',' or ']' while parsing a flow sequence begun at line 1"),
    "an escaped escape": (
        SOUND.replace("title: The new ferry of Lindholm", 'title: "\\e[31mred"'),
        "8:8", "hidden-character", "title: has the character U+001B, which is not seen: remove it",
    ),
    "text that runs backwards": (
        SOUND.replace("title: The new ferry of Lindholm", "title: ferry \u202eyrref"),
        "8:8", "hidden-character", "title: has the character U+202E, which is not seen: remove it",
    ),
}  # fmt: skip
BYTES = {
    "UTF-16": (SOUND.encode("utf-16"), "1:1", "is UTF-16: save it as UTF-8"),
    "Latin-1": ("# ok\ntitle: caf\u00e9\n".encode("latin-1"), "2:11", "is not UTF-8 text: save it as UTF-8, or name another file"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "1:1", "is not UTF-8 text: save it as UTF-8, or name another file"),
    "a line of 100 MB": (b"title: " + b"x" * 100_000_000, "1:1", "a line of 100,000,007 bytes is no fact base"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_text_is_refused_at_its_place(name: str, tmp_path: pathlib.Path) -> None:
    text, place, code, message = FILES[name]
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    severity = f"{file}:{place}: error {code} {message}"
    assert severity in [str(each) for each in check([file]).problems]


@pytest.mark.parametrize("name", BYTES)
def test_what_is_no_text_is_refused_by_name(name: str, tmp_path: pathlib.Path) -> None:
    data, place, message = BYTES[name]
    file = tmp_path / "x.yaml"
    file.write_bytes(data)
    assert [str(each) for each in check([file]).problems] == [
        f"{file}:{place}: error not-text {message}"
    ]


def test_utf_8_with_a_byte_order_mark_is_read(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(SOUND, encoding="utf-8-sig")
    assert check([file]).problems == ()


@pytest.mark.parametrize("command", [["check", "{}"], ["--facts", "{}", "topics"]])
def test_nothing_of_a_hostile_file_reaches_the_terminal(
    jkbrief: Program, command: list[str], tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(SOUND.replace("weight: 3", '"\\e]0;owned\\a": 3'), encoding="utf-8")
    done = jkbrief(*[part.format(file) for part in command])
    assert done.status == 1
    assert "unknown-key" in done.out + done.err
    assert "\\x1b]0;owned\\x07" in done.out + done.err
    assert "\x1b" not in done.out + done.err
    assert "Traceback" not in done.err
