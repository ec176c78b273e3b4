"""Programs that do comparable work, each set up with data of the size that it is given."""

import csv
import pathlib
import re

import environments
from lab import Lab
from process import Command, Sample, Talk, run

_PAGE = """# gather

> Put files together.
> More information: <https://example.org/gather>.

"""
_EXAMPLES = 8
_DOCUMENTS = 200


def tldr(lab: Lab) -> Command:
    """Return the command that prints a page of eight examples from the cache."""
    program = environments.peer("tldr") / "tldr"
    home = lab.home("tldr")
    page = pathlib.Path(home["HOME"], ".cache", "tldr", "pages", "common", "gather.md")
    page.parent.mkdir(parents=True)
    examples = "".join(
        f"- Gather by rule {n}:\n\n`gather --rule {n} {{{{path/to/file}}}}`\n\n"
        for n in range(_EXAMPLES)
    )
    page.write_text(_PAGE + examples, "utf-8")
    return Command([str(program), "gather"], {**home, "TLDR_NETWORK_ENABLED": "0"})


def papis(lab: Lab) -> Command:
    """Return the command that lists a library of 200 documents."""
    program = environments.peer("papis") / "papis"
    home = lab.home("papis")
    config = pathlib.Path(home["HOME"], ".config", "papis", "config")
    papers = pathlib.Path(home["HOME"], "papers")
    config.parent.mkdir(parents=True)
    config.write_text(
        f"[settings]\ndefault-library = papers\n\n[papers]\ndir = {papers}\n", "utf-8"
    )
    for n in range(_DOCUMENTS):
        folder = papers / str(n)
        folder.mkdir(parents=True)
        info = f"papis_id: id{n}\nref: ref{n}\ntype: article\ntitle: Title {n}\nauthor: Author {n}\nyear: 2001\n"
        (folder / "info.yaml").write_text(info, "utf-8")
    return Command([str(program), "list", "--all"], home)


def sqlite_utils(lab: Lab, facts: int, words: str) -> Command:
    """Return the command that searches the statements of the base of `facts` facts."""
    program = str(environments.peer("sqlite-utils") / "sqlite-utils")
    home = lab.home("sqlite-utils")
    database = str(lab.folder / f"statements-{facts}.sqlite")
    table = lab.folder / f"statements-{facts}.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("id", "statement"))
        text = lab.base(facts).read_text("utf-8")
        found = re.finditer(r"^- id: (\S+)\n  kind: .*\n  statement: (.+)$", text, re.MULTILINE)
        writer.writerows(match.groups() for match in found)
    for line in (
        ["insert", database, "facts", str(table), "--csv", "--pk", "id"],
        ["enable-fts", database, "facts", "statement"],
    ):
        run(Command([program, *line], home))
    search = ["search", database, "facts", words, "--limit", "10", "-c", "id", "-c", "statement"]
    return Command([program, *search], home)


class Anki:
    """Anki's backend with a collection of `cards` cards, spoken to card by card."""

    def __init__(self, lab: Lab, cards: int) -> None:
        """Start it and wait for the first card."""
        python = str(environments.peer("anki") / "python")
        script = pathlib.Path(__file__).with_name("anki_cards.py")
        home = lab.home(f"anki-{cards}")
        collection = pathlib.Path(home["HOME"], "collection.anki2")
        self._talk = Talk(Command([python, str(script), str(collection), str(cards)], home))
        self._talk.until(rb"\nnext\n")

    def answer(self) -> Sample:
        """Answer; return how long the backend took to the next card."""
        self._talk.think()
        answered = self._talk.say("")
        _, asked = self._talk.until(rb"\nnext\n")
        return Sample(asked - answered)

    def close(self) -> None:
        """Stop it."""
        self._talk.close()
