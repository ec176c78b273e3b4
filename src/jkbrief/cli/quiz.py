"""The command `jkbrief quiz [THEME…]`."""

import datetime as dt
import os
from random import Random

import click

from jkbrief.cli import _output
from jkbrief.cli._cards import Cards, gather
from jkbrief.cli._history import learner, now, refuse_unwritable, retention_option, rollover_option
from jkbrief.cli._options import (
    Day,
    Known,
    condition_options,
    format_option,
    kind_option,
)
from jkbrief.cli._session import Session
from jkbrief.cli._sitting import Sitting
from jkbrief.errors import WrongUsage
from jkbrief.model import KINDS, QUESTION_KINDS
from jkbrief.quiz.today import MISTAKES_DAYS, NEW_A_DAY, USUAL, Wish, resume
from jkbrief.select import Query


@click.command("quiz")
@click.argument("themes", nargs=-1, metavar="[THEME...]", type=Known("theme"))
@click.option(
    "--count",
    type=click.IntRange(1),
    metavar="N",
    help=f"At most N cards; unless told, {USUAL}, or with --by all that the plan asks for.",
)
@click.option(
    "--new",
    type=click.IntRange(0),
    metavar="N",
    help=f"Up to N new cards now; unless told, up to {NEW_A_DAY} a day.",
)
@click.option("--cram", is_flag=True, help="Practise any card, and leave the schedule alone.")
@click.option("--mistakes", is_flag=True, help=f"What was missed in the last {MISTAKES_DAYS} days.")
@click.option(
    "--by",
    type=Day(),
    metavar="DATE",
    help="Spread the new cards up to that day, and forecast what will be known then.",
)
@kind_option((*QUESTION_KINDS, *KINDS), "Only such questions, or cards on such facts.")
@condition_options
@click.option("--sheet", "on_paper", is_flag=True, help="Print a quiz with its key, for a class.")
@click.option(
    "--answers",
    type=click.Path(),
    metavar="FILE",
    help="Take the answers from a file of JSON Lines (- is standard input).",
)
@click.option(
    "--resume", "resume_suspended", is_flag=True, help="Ask the suspended cards again from now on."
)
@click.option("--plain", is_flag=True, help="Ask line by line, for screen readers and pipes.")
@click.option("--random-seed", type=int, metavar="N", help="Draw and shuffle the same every time.")
@retention_option
@rollover_option
@format_option
@click.pass_obj
def command(
    session: Session,
    themes: tuple[str, ...],
    count: int | None,
    new: int | None,
    cram: bool,
    mistakes: bool,
    by: dt.date | None,
    kinds: tuple[str, ...],
    threads: tuple[str, ...],
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    as_of: str | None,
    on_paper: bool,
    answers: str | None,
    resume_suspended: bool,
    plain: bool,
    random_seed: int | None,
    retention: float | None,
    rollover: int | None,
    format: str,
) -> int:
    """Ask what is due on each THEME, or on all, and show the source with every answer.

    \b
    jkbrief quiz china                what is due, and some new cards
    jkbrief quiz --cram --kind who    practice: who said what
    jkbrief quiz --sheet > quiz.md    a quiz with its key, for a class
    """  # noqa: D301 - click wants the control character
    _only_one({"--sheet": on_paper, "--answers": answers, "--plain": plain})
    _only_one({"--cram": cram, "--mistakes": mistakes, "--by": by, "--sheet": on_paper})
    _only_one({"--cram": cram, "--new": new is not None, "--sheet": on_paper})
    _only_one({"--resume": resume_suspended, "--sheet": on_paper})
    _only_one({"--cram": cram, "--retention": retention is not None, "--sheet": on_paper})
    if not on_paper and answers is None:
        _refuse_talk(plain, format)
    query = Query(
        tuple(kind for kind in kinds if kind in KINDS),
        session.find_threads(threads),
        session.find_sources(sources),
        since,
        until,
        as_of,
    )
    seed = _any_seed() if random_seed is None else random_seed
    asked = tuple(kind for kind in kinds if kind in QUESTION_KINDS)
    few = not (on_paper or answers or cram or by)
    cards = gather(session, themes, query, asked, seed, few)
    chance = Random(seed)  # noqa: S311 - shuffling cards is no secret
    if on_paper:
        _print_sheet(cards, count or USUAL, seed, chance, format)
        return 0
    wish = Wish(count, new, cram, mistakes, by)
    with learner(now(), rollover, retention) as history:
        if not cram:
            refuse_unwritable(history)
        if resume_suspended:
            resume(history, [card.id for card in cards.bank.every()], now())
        sitting = Sitting(cards, wish, history, chance)
        if answers:
            sitting.read_answers(answers, format, random_seed is not None)
            return 0
        return sitting.talk(plain)


def _any_seed() -> int:
    return int.from_bytes(os.urandom(8)) % 1_000_000


def _only_one(options: dict[str, object]) -> None:
    given = [name for name, value in options.items() if value]
    if len(given) > 1:
        raise WrongUsage(f"{given[0]} and {given[1]} do not go together: choose one")


def _refuse_talk(plain: bool, format: str) -> None:
    if format != "auto":
        raise WrongUsage("--format is for --sheet and --answers: add one of them")
    if not plain and not _output.can_ask():
        raise WrongUsage(
            "there is no terminal to ask on: --plain asks line by line, --sheet prints a quiz, "
            "--answers FILE takes the answers from a file"
        )


def _print_sheet(cards: Cards, count: int, seed: int, chance: Random, format: str) -> None:
    from jkbrief.cli._show import show
    from jkbrief.quiz import deal, sheet

    dealt = deal.for_practice(cards.bank.every(), deal.PRACTICE, count, chance)
    chosen = [item for each in dealt if (item := cards.bank.item(each.item.id))]
    page = sheet.page(chosen, cards.lessons, cards.title, seed)
    show("quiz", format, page, lambda: sheet.record(chosen, cards.lessons, cards.title, seed))
