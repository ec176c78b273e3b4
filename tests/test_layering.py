"""The house stays as `docs/design.md` has it: imports point one way, each library in its room."""

import ast
import pathlib
import subprocess
import sys

import pytest

PACKAGE = pathlib.Path(__file__).parent.parent / "src" / "jkbrief"
# What any room may import.
ANYWHERE = {"record"}
# Each room and the rooms it may import besides; a module at the top is a room of its own.
MAY_IMPORT = {
    "record": set(),
    "errors": set(),
    "model": set(),
    "text": set(),
    "edtf": set(),
    "document": set(),
    "folders": set(),
    "names": {"errors", "text"},
    "datewords": {"edtf", "text"},
    "thesaurus": set(),
    "words": {"text"},
    "search": {"datewords", "thesaurus", "words"},
    "hindsight": {"datewords", "edtf", "model"},
    "select": {"edtf", "hindsight", "model"},
    "factbase": {
        "datewords",
        "edtf",
        "errors",
        "folders",
        "hindsight",
        "model",
        "search",
        "select",
        "telling",
        "text",
        "thesaurus",
        "words",
    },
    "telling": {"edtf", "model", "select", "text"},
    "briefing": {"edtf", "model", "select", "telling", "text"},
    "quiz": {"document", "edtf", "errors", "folders", "model", "text"},
    "render": {"briefing", "document", "edtf", "errors", "model", "telling"},
    "notes": {"briefing", "render", "telling", "text"},
    "export": {"edtf", "model", "quiz", "telling"},
    "cli": None,  # the rim: everything
    "__main__": {"cli"},
    "__init__": set(),
}
ROOM_OF_LIBRARY = {
    "yaml": {"factbase/nodes.py"},
    "rich": {
        "render/terminal.py",
        "render/quiz.py",
        "render/timeline_terminal.py",
        "cli/_output.py",
        "cli/_progress.py",
    },
    "questionary": {"quiz/ask.py"},
    "prompt_toolkit": {"quiz/ask.py"},
    "platformdirs": {"folders.py"},
    "genanki": {"export/anki.py"},
    "fsrs": {"quiz/schedule.py"},
    "click": None,  # anywhere in cli/
}

# Modules of the standard library that not every Python has; whoever imports them does without.
OF_SOME_PYTHON = {"_sha2", "_sha256"}


def room(path: pathlib.Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imports(path: pathlib.Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: pathlib.Path) -> None:
    allowed = MAY_IMPORT[room(path)]
    used = {name.split(".")[1] for name in imports(path) if name.startswith("jkbrief.")}
    used = {name for name in used if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").exists()}
    if allowed is not None:
        assert used - {room(path)} - ANYWHERE <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_imported_in_its_own_room(path: pathlib.Path) -> None:
    name = str(path.relative_to(PACKAGE))
    for library in {module.split(".")[0] for module in imports(path)}:
        if library in ROOM_OF_LIBRARY:
            rooms = ROOM_OF_LIBRARY[library]
            assert room(path) == "cli" if rooms is None else name in rooms, library
        else:
            assert library in sys.stdlib_module_names | {"jkbrief"} | OF_SOME_PYTHON, library


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_named_tuples_are_those_that_are_quick_to_define(path: pathlib.Path) -> None:
    assert path.name == "record.py" or "typing.NamedTuple" not in imports(path)


def test_the_first_question_is_on_screen_before_what_comes_after_it_is_imported() -> None:
    code = (
        "import sys, jkbrief.cli, jkbrief.cli._output as output\n"
        "def line_shown(text, write=output.say):\n"
        "    write(text)\n"
        "    if '\\nAnswer (' in text:\n"
        "        print('\\n'.join(sorted(sys.modules)), file=sys.stderr); sys.exit(0)\n"
        "output.say = line_shown\n"
        "sys.argv = ['jkbrief', 'quiz', '--plain', '--random-seed', '1']\n"
        "jkbrief.cli._main.run()\n"
    )
    run = [sys.executable, "-c", code]
    subprocess.run(run, capture_output=True, check=True)  # the cache is warm from here on
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.splitlines())
    assert "jkbrief.quiz.session" in loaded
    assert (
        loaded & (HEAVY | {"hashlib", "json", "pathlib", "platformdirs", "jkbrief.quiz.plan"})
        == set()
    )


HEAVY = {"yaml", "rich", "questionary", "prompt_toolkit", "importlib.metadata", "fsrs"}


@pytest.mark.parametrize(
    "arguments",
    [["topics"], ["timeline", "china"], ["compare"], ["terms"], ["quiz", "--sheet"]],
)
def test_a_pipe_pays_for_no_heavy_import(arguments: list[str]) -> None:
    code = (
        "import sys, click, jkbrief.cli; before = set(sys.modules)\n"
        f"sys.argv = ['jkbrief', *{arguments!r}]\n"
        "jkbrief.cli._main.run()\n"
        "print('\\n'.join(sorted(set(sys.modules))), file=sys.stderr)\n"
    )
    run = [sys.executable, "-c", code]
    subprocess.run(run, capture_output=True, check=True)  # the cache is warm from here on
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert set(done.stderr.splitlines()) & HEAVY == set()
