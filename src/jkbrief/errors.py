"""Every error that jkbrief expects, with the exit status each one gives.

JkbriefError            1  the request could not be met
├── NotFound            1  a theme, fact or source that is not there, with the nearest names
├── FactBaseError       1  a fact base with problems: all of them, each with its place
├── FileProblem         1  a file that cannot be read or written
│   └── Damaged         1  a history that is not whole (in quiz/database.py)
└── WrongUsage          2  an option or argument that does not fit
"""

from jkbrief.record import NamedTuple


class Problem(NamedTuple):
    """One thing wrong with a fact base, at its place in the file.

    `line` and `column` count from 1. `where` names the entity and the key path:
    `fact 'x' › cites[1] › paragraph`; it is empty for a problem of the whole file.
    """

    path: str
    line: int
    column: int
    severity: str
    code: str
    where: str
    message: str

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        place = f"{self.path}:{self.line}:{self.column}"
        return visible(f"{place}: {self.severity} {self.code} {where}{self.message}")


def visible(text: str) -> str:
    r"""Return `text` with what would steer a terminal spelled out, as in \\x1b."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class JkbriefError(Exception):
    """The base of all expected errors; its text is one line that says what to do."""

    exit_status = 1


class NotFound(JkbriefError):
    """Something was asked for by a name that nothing has.

    `suggestions` are the nearest names, best first.
    """

    def __init__(
        self,
        what: str,
        name: str,
        suggestions: tuple[str, ...],
        listing: str,
        does: str = "lists them all",
    ) -> None:
        """Say that no `what` is called `name`; `listing` is a command, and what it `does`."""
        hint = f"did you mean {' or '.join(map(repr, suggestions))}?" if suggestions else ""
        closing = f"'{listing}' {does}" if listing else ""
        advice = "; ".join(part for part in (hint, closing) if part)
        super().__init__(f"no {what} is called {name!r}" + (f": {advice}" if advice else ""))
        self.suggestions = suggestions


class FactBaseError(JkbriefError):
    """A fact base that cannot be used; `problems` holds every one, in order of place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the text is one line for each."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class FileProblem(JkbriefError):
    """A file that cannot be read or written."""


class WrongUsage(JkbriefError):
    """An option or argument that does not fit the others."""

    exit_status = 2
