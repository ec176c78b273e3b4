"""`jkbrief init`: what it begins, and that it takes nothing away."""

import pathlib
from hashlib import sha256

import pytest

from conftest import Program
from jkbrief.factbase.starter import starter


def test_what_it_writes_passes_check_and_can_be_briefed(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "ferry.yaml"
    begun = jkbrief("init", file)
    assert (begun.status, begun.out) == (0, "")
    assert begun.err == f"{file}: begun; next: jkbrief check {file}\n"
    checked = jkbrief("check", file)
    assert (checked.status, checked.out) == (0, "")
    assert jkbrief("--facts", file, "topic", "ferry").out.startswith("## The ferry (as of 2024-05)")


def test_it_overwrites_only_when_told(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "ferry.yaml"
    file.write_text("mine")
    refused = jkbrief("init", file)
    assert refused.status == 1
    assert refused.err == f"jkbrief: {file}: is there already: --force overwrites it\n"
    assert file.read_text() == "mine"
    assert jkbrief("init", file, "--force").status == 0
    assert file.read_text() == starter()


def test_a_dossier_is_begun_with_numbers_digests_and_empty_gists(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    text = tmp_path / "Town Gazette (June).txt"
    text.write_text("The ferry\n\nIt sails.\n", encoding="utf-8")
    done = jkbrief("init", tmp_path / "ferry.yaml", "--source", text)
    dossier = tmp_path / "seeds" / "town-gazette-june.yaml"
    assert done.err.startswith(f"{dossier}: begun; next: write its gists")
    whole = sha256(text.read_bytes()).hexdigest()
    title, body = (sha256(line).hexdigest()[:16] for line in (b"the ferry", b"it sails."))
    assert dossier.read_text().splitlines()[3:] == [
        "source: town-gazette-june",
        f'digest: "{whole}"',
        "paragraphs:",
        f'- {{number: 1, role: headline, digest: "{title}", gist: ""}}',
        f'- {{number: 2, role: body, digest: "{body}", gist: ""}}',
    ]
    assert jkbrief("init", tmp_path / "ferry.yaml", "--source", text).status == 1


WRONG = [
    (["init"], 2, "name the file, as in 'jkbrief init facts.yaml'"),
    (["init", "x.yaml", "--id", "y"], 2, "name the file, as in"),
    (["init", "--source", "no-such.txt"], 1, "no-such.txt: there is no such file"),
    (["init", "--source", "{empty}"], 1, "the text is empty"),
    (["init", "--source", "{latin}"], 1, "is not UTF-8 text"),
    (["init", "--source", "{text}", "--id", "No Id"], 2, "'No Id' is no id"),
    (
        ["init", "{folder}/no/such/x.yaml"],
        1,
        "cannot be written: make the folder {folder}/no/such first",
    ),
    (["init", "{folder}"], 1, "{folder}: is a folder: name a file in it"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONG)
def test_what_cannot_be_begun_gets_one_clear_line(
    jkbrief: Program, arguments: list[str], status: int, message: str, tmp_path: pathlib.Path
) -> None:
    files = {"empty": b"\n \n", "latin": b"caf\xe9", "text": b"One.\n"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    names = {name: tmp_path / name for name in files} | {"folder": tmp_path}
    done = jkbrief(*[part.format(**names) for part in arguments])
    assert (done.status, done.out) == (status, "")
    assert message.format(**names) in done.err
    assert done.err.count("\n") == 1


def test_a_base_beside_the_bundled_one_is_shown_with_its_origin(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "ferry.yaml"
    jkbrief("init", file)
    both = ("--facts", file, "--with-bundled")
    assert f"from {file}".replace("_", "\\_") in jkbrief(*both, "topic", "ferry").out
    assert str(file) in jkbrief(*both, "fact", "contract-signed", "--format", "plain").out
    assert "from " not in jkbrief("--facts", file, "topic", "ferry").out
