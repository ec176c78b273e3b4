"""The commands `jkbrief history export|import|undo|verify`."""

import pathlib
import sys

import click

from jkbrief import edtf
from jkbrief.cli import _output
from jkbrief.cli._history import learner, now
from jkbrief.cli._options import format_option
from jkbrief.cli._show import show
from jkbrief.document import Block, Fields, Items, Page, Paragraph, Part, Verbatim
from jkbrief.errors import FileProblem, JkbriefError
from jkbrief.quiz.events import Event, line, parse
from jkbrief.quiz.history import Answer
from jkbrief.quiz.queries import Verified
from jkbrief.quiz.schedule import RATING_NAMES, State


@click.group("history")
def command() -> None:
    """Keep, move, mend and take back what you answered.

    The history is a log of every answer; when a card is due is worked out from it.
    """


@command.command("export")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=pathlib.Path),
    metavar="FILE",
    help="Write to a new file.",
)
@click.option("--force", is_flag=True, help="Overwrite the file of --output.")
def export(output: pathlib.Path | None, force: bool) -> None:
    """Write the whole log as JSON Lines, one event a line."""
    where = _output.target("whole", output, force)
    with learner(now()) as history:
        text = "".join(f"{line(event)}\n" for event in history.log())
    _output.write(text, where)


@command.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option
def import_(files: tuple[str, ...], format: str) -> None:
    """Add the new events of each FILE.

    `-` is standard input. Importing twice changes nothing, and two machines' logs give the same in either order.
    """
    events = [event for name in files for event in _events(name)]
    with learner(now()) as history:
        new = history.merge(events)
    told = len({event.id for event in events})
    data = {"events": told, "new": new}
    lines = (f"{new} new of {told} events", f"{told - new} were there already")
    page = Page("History imported", (Part("", (Items(lines),)),), hint="jkbrief stats")
    show("history import", format, page, lambda: data)


def _events(name: str) -> list[Event]:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else pathlib.Path(name).read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise FileProblem(f"{name}: cannot be read: {error.strerror}: check the name") from None
    except UnicodeDecodeError:
        raise JkbriefError(f"{name}: is not UTF-8 text: nothing was imported") from None
    # Not splitlines(): JSON may hold line separators other than the newline.
    return list(parse(text.split("\n"), name))


@command.command("undo")
@format_option
def undo(format: str) -> None:
    """Take back the last answer; again, the one before it."""
    instant = now()
    with learner(instant) as history:
        answer = history.undo(instant)
        state = history.state(answer.card) if answer else None
    if answer is None:
        raise JkbriefError("there is no answer to take back")
    show("history undo", format, _undone(answer, state), lambda: _record(answer, state))


def _undone(answer: Answer, state: State | None) -> Page:
    fields = {
        "card": Verbatim(answer.card),
        "answered": f"{answer.given} ({RATING_NAMES[answer.rating]})",
        "right answer": answer.expected,
        "on": edtf.spoken(answer.day),
        "now": f"due {edtf.spoken(state.due)}" if state and state.answers else "new",
    }
    pairs = tuple((name, (value,)) for name, value in fields.items() if value)
    return Page("Answer taken back", (Part("", (Fields(pairs),)),), hint="jkbrief quiz")


def _record(answer: Answer, state: State | None) -> dict[str, object]:
    taken = {**answer._asdict(), "instant": answer.instant.isoformat()}
    return {"answer": taken, "state": state._asdict() if state else None}


@command.command("verify")
@click.option(
    "--repair",
    is_flag=True,
    help="Work every state out anew; a damaged file is kept aside, and what it holds saved.",
)
@format_option
@click.pass_context
def verify(ctx: click.Context, repair: bool, format: str) -> None:
    """Prove that the history is whole.

    The database is checked, and the log replayed: it gives the state of every card.
    """
    with learner(now()) as history:
        found = history.repair() if repair else history.verify()
    show("history verify", format, _verified(found), found._asdict)
    if found.problems:
        ctx.exit(1)


def _verified(found: Verified) -> Page:
    counts = f"{found.events} events, {found.cards} cards"
    if not found.problems:
        blocks: tuple[Block, ...] = (
            Paragraph(f"{counts}: whole, and replaying the log gives every state."),
        )
        return Page("History", (Part("", blocks),), hint="jkbrief stats")
    blocks = (Paragraph(counts), Items(found.problems))
    return Page("History", (Part("", blocks),), hint="jkbrief history verify --repair")
