"""The command `jkbrief check [FILE]`."""

import pathlib
from collections import Counter
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import click

from jkbrief.cli import _output, _progress
from jkbrief.cli._options import Known
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Page, Part, Table
from jkbrief.errors import NotFound, Problem

if TYPE_CHECKING:
    from jkbrief.factbase.check import Report
    from jkbrief.factbase.progress import Progress
    from jkbrief.factbase.rules import Code


@click.command("check")
@click.argument("file", required=False, type=click.Path(path_type=pathlib.Path))
@click.option(
    "--texts",
    type=click.Path(path_type=pathlib.Path),
    metavar="DIR",
    help="Prove the facts against the source texts in this folder.",
)
@click.option(
    "--dossiers",
    type=click.Path(path_type=pathlib.Path),
    metavar="DIR",
    help="Where the dossiers are; the folder seeds beside the file unless told.",
)
@click.option("--report", is_flag=True, help="Show also what each paragraph yields.")
@click.option(
    "--explain",
    type=Known("code"),
    metavar="CODE",
    help="Say what a code means, with examples; all for every code.",
)
@click.option(
    "--format",
    type=click.Choice((*_output.FORMATS, "github")),
    default="auto",
    show_default=True,
    help="github makes annotations in a workflow.",
)
@click.pass_obj
def command(
    session: Session,
    file: pathlib.Path | None,
    texts: pathlib.Path | None,
    dossiers: pathlib.Path | None,
    report: bool,
    explain: str | None,
    format: str,
) -> int:
    """Find every problem of a fact base: FILE, or the base that other commands would read.

    Each is shown as path:line:column: severity code message. The exit status is 1 where there
    are errors, and 0 where there are none or only warnings.
    """
    if explain is not None:
        _explain(explain, format)
        return 0
    from jkbrief.factbase.check import check

    found = check([file] if file else map(pathlib.Path, session.paths), dossiers, texts, _watched)
    if format == "json":
        show("check", format, Page("", ()), lambda: _record(found))
    else:
        _write_problems(found.problems, format)
        if report:
            show("check", "plain" if format == "github" else format, _page(found), dict)
    click.echo(_summary(found, texts is not None), err=True)
    return 1 if found.failed else 0


def _watched(path: str) -> AbstractContextManager["Progress"]:
    return _progress.shown(f"Checking {pathlib.Path(path).name}")


def _write_problems(problems: tuple[Problem, ...], format: str) -> None:
    if _output.target("plain" if format == "github" else format).format == "terminal":
        from jkbrief.render import terminal

        _output.draw(lambda console: terminal.render_problems(problems, console))
    else:
        form = _annotation if format == "github" else str
        text = "".join(f"{form(each)}\n" for each in problems)
        _output.write(text, _output.Target("plain"))


def _annotation(each: Problem) -> str:
    """Return the workflow command of GitHub Actions that puts a problem at its line."""
    properties = {
        "file": each.path,
        "line": str(each.line),
        "col": str(each.column),
        "title": each.code,
    }
    told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    where = f"{each.where}: " if each.where else ""
    return f"::{each.severity} {told}::{_escaped(where + each.message)}"


def _escaped(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _summary(found: "Report", with_texts: bool) -> str:
    counts = Counter(each.severity for each in found.problems)
    told = ", ".join(_count(counts[name], name) for name in ("error", "warning") if counts[name])
    if not found.facts:
        return f"{', '.join(found.paths)}: {told or 'no problems'}"
    scope = [_count(found.facts, "fact"), _count(found.cards, "card")]
    if not found.dossiers:
        proof = "no dossiers, so nothing is proved: 'jkbrief init --source TEXT' begins one"
    elif with_texts:
        proof = f"proved against {_count(found.texts, 'text')}"
    else:
        proof = f"against {_count(found.dossiers, 'dossier')}; --texts DIR proves more"
    return f"{', '.join(found.paths)}: {told or 'no problems'} ({', '.join(scope)}; {proof})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _page(found: "Report") -> Page:
    covered = Table(
        ("source", "paragraph", "role", "facts", "gist"),
        tuple(
            (row.source, str(row.paragraph), row.role, str(row.facts), row.gist or "(skipped)")
            for row in found.coverage
        ),
        frozenset({1, 3}),
    )
    guessed = Table(
        ("who always takes", "is right on", "by chance", "of cards"),
        tuple(
            (each.rule, f"{each.right:.1f}", f"{each.chance:.1f}", str(each.asked))
            for each in found.guessers
        ),
        frozenset({1, 2, 3}),
    )
    parts = [Part("Guessers", (guessed,))]
    if found.coverage:
        parts.insert(0, Part("What each paragraph yields", (covered,)))
    return Page("Report", tuple(parts))


def _record(found: "Report") -> dict[str, Any]:
    return {
        "problems": [each._asdict() for each in found.problems],
        "facts": found.facts,
        "cards": found.cards,
        "dossiers": found.dossiers,
        "texts": found.texts,
        "coverage": [each._asdict() for each in found.coverage],
        "guessers": [
            {
                "rule": g.rule,
                "right": round(g.right, 2),
                "chance": round(g.chance, 2),
                "of": g.asked,
            }
            for g in found.guessers
        ],
    }


def _explain(name: str, format: str) -> None:
    from jkbrief.factbase.rules import CODES
    from jkbrief.names import nearest

    if name not in (*CODES, "all"):
        table = [(code, ()) for code in CODES]
        raise NotFound("code", name, nearest(name, table), "jkbrief check --explain all")
    told = list(CODES.values()) if name == "all" else [CODES[name]]
    if format == "json":
        show("check", format, Page("", ()), lambda: {"codes": [code._asdict() for code in told]})
    else:
        text = "\n".join(map(_explanation, told))
        _output.write(text, _output.Target("plain"))


def _explanation(code: "Code") -> str:
    bad, good = (_indented(text) for text in (code.bad, code.good))
    return f"{code.name} ({code.severity})\n{code.meaning}\n\nbad\n{bad}\n\ngood\n{good}\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
