"""An example line of every command that reads the fact base; a new command is added here."""

import pathlib
from collections.abc import Iterator

import click

from jkbrief.cli._main import cli
from jkbrief.factbase.dossier import begin

HERE = pathlib.Path(__file__).parent

# The lines of each command; the first is run in every form. NOTES and FILE stand for files.
EXAMPLES: dict[str, tuple[str, ...]] = {
    "topics": ("", "--as-of 2000"),
    "topic": ("harbour --length full", "law --since 1991", "port law --format html", "none"),
    "fact": ("quay-built", "Ferry_Began", "isle-port-ferry-began-1234", "quay"),
    "search": (
        "ferry",
        "who doubted the law in 1999",
        "1995 --kind event",
        "lighthouse",
        "zeppelin",
    ),
    "timeline": ("", "harbour --format svg", "--since 1991 --kind event --format mermaid"),
    "compare": ("", "harbour"),
    "sources": ("", "gazette"),
    "terms": ("", "boat"),
    "quiz": ("--sheet", "--plain", "port --cram --kind choice --plain", "--mistakes --plain"),
    "stats": ("",),
    "export anki": ("FILE",),
    "export biblatex": ("",),
    "export csl": ("",),
    "export csv": ("", "harbour"),
    "export json": ("",),
    "notes audit": ("NOTES",),
    "notes weave": ("NOTES --check", "NOTES harbour", "NOTES law --dry-run"),
}
NOT_READING = {
    "check": "reads the YAML itself, to find what is wrong with it",
    "init": "writes a base",
    "completion": "prints a script",
    "history export": "is about the history alone",
    "history import": "is about the history alone",
    "history undo": "is about the history alone",
    "history verify": "is about the history alone",
}


def commands(group: click.Group = cli, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command, and not the groups, with what is typed to call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name, command


def _forms(command: click.Command) -> list[str]:
    """Return the options for each form that a command can write, other than on a terminal."""
    for option in command.params:
        if option.name == "format" and isinstance(option.type, click.Choice):
            forms = [form for form in option.type.choices if form not in ("auto", "terminal")]
            return [f"--format {form}" for form in forms]
    return [""]


def lines() -> list[str]:
    """Return the example lines, the first of each command in every form."""
    told = []
    for name, command in commands():
        if name in EXAMPLES:
            first, *others = EXAMPLES[name]
            told += [f"{name} {first} {form}" for form in _forms(command)]
            told += [f"{name} {example}" for example in others]
    return [" ".join(line.split()) for line in told]


def examples() -> list[str]:
    """Return the example lines, in the form that they have of themselves."""
    return [f"{name} {line}".strip() for name, told in EXAMPLES.items() for line in told]


def words(line: str) -> list[str]:
    """Return a line as the program is given it."""
    named = {"NOTES": "notes.md", "FILE": "cards.apkg"}
    chosen = ["--random-seed", "5"] if line.startswith("quiz") else []
    return [*(named.get(word, word) for word in line.split()), *chosen]


def write_base(file: pathlib.Path) -> None:
    """Write a small base that has a bit of everything to `file`, and beside it its dossier."""
    island = (HERE / "island.yaml").read_text("utf-8")
    fact = "  differs: [{fact: quay-built, because: date, note: One is of 1990. One is of 1995.}]\n"
    start = island.index("  cards:\n", island.index("- id: ferry-began"))
    terms = "terms:\n- {id: ferry, preferred: ferry, means: a ship, variants: [{text: boat}]}\n"
    file.write_text(f"{terms}{island[:start]}{fact}{island[start:]}", "utf-8")
    (file.parent / "seeds").mkdir()
    dossier = "\n".join(begin("gazette", b"The island\nA quay was built.\nA ferry began.\n"))
    dossier = dossier.replace('gist: ""', 'gist: "By the lighthouse."')
    (file.parent / "seeds" / "gazette.yaml").write_text(dossier, "utf-8")
