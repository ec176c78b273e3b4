"""What measurements are made with: the program, fact bases, histories, homes of users."""

import os
import pathlib
import shutil
from functools import cached_property

import environments
from generate import generate
from process import Command, Unavailable, run

SIZES = (250, 2_500, 25_000, 100_000)
QUICK_SIZES = SIZES[:2]


class Lab:
    """Makes each thing when it is first asked for; all but the environments anew in each run."""

    def __init__(self, quick: bool) -> None:
        """Take whether bases are to be small."""
        self.quick = quick
        self.sizes = QUICK_SIZES if quick else SIZES
        self.largest = self.sizes[-1]
        # Cards for the figures of the quiz: few, many, most.
        self.decks = (300, 1_000, self.largest) if quick else (300, 10_000, self.largest)
        self.folder = environments.WORK / "data"
        shutil.rmtree(self.folder, ignore_errors=True)
        self._commands: set[str] = set()
        self._histories: dict[int, dict[str, str]] = {}

    @cached_property
    def bin(self) -> pathlib.Path:
        """The folder of the measured jkbrief and of the Python that runs it.

        Raises Unavailable where this checkout cannot be installed.
        """
        return environments.checkout()

    @property
    def program(self) -> str:
        """The measured jkbrief."""
        return str(self.bin / "jkbrief")

    @property
    def python(self) -> str:
        """The Python that runs it."""
        return str(self.bin / "python")

    def jkbrief(self, *arguments: str, facts: int | None = None) -> list[str]:
        """Return the command line of jkbrief on the base of `facts` facts, or the bundled one.

        Raises Unavailable where there is no such command yet.
        """
        self._require(arguments[0])
        chosen = ["--facts", str(self.base(facts))] if facts else []
        return [self.program, *chosen, *arguments]

    def _require(self, command: str) -> None:
        if command.startswith("-") or command in self._commands:
            return
        try:
            run(Command([self.program, command, "--help"], self.home("reader")))
        except Unavailable:
            raise Unavailable(f"there is no `jkbrief {command}` yet") from None
        self._commands.add(command)

    def base(self, facts: int) -> pathlib.Path:
        """Return the file of a base of `facts` facts."""
        file = self.folder / f"base-{facts}.yaml"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            generate(facts, file)
        return file

    def home(self, name: str) -> dict[str, str]:
        """Return the environment of a user of their own, whose caches and data are kept apart.

        No variable names the folders of jkbrief: finding them is a part of what users wait for.
        """
        folder = self.folder / "homes" / name
        folder.mkdir(parents=True, exist_ok=True)
        return {"HOME": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8"}

    def learner(self, cards: int) -> dict[str, str]:
        """Return the environment of a learner with a history of as many cards.

        Raises Unavailable where the measured jkbrief cannot keep one.
        """
        if cards not in self._histories:
            home = self.home(f"learner-{cards}")
            script = pathlib.Path(__file__).with_name("histories.py")
            run(Command([self.python, str(script), str(self.base(cards))], home))
            self._histories[cards] = home
        return self._histories[cards]
