"""The command `jkbrief stats`."""

import click

from jkbrief.cli._history import learner, now, rollover_option
from jkbrief.cli._options import format_option
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Bars, Block, Calendar, Fields, Page, Paragraph, Part, Table
from jkbrief.quiz.deck import deck
from jkbrief.quiz.statistics import HardCard, Leech, Statistics, ThemeFigures, statistics


@click.command("stats")
@rollover_option
@format_option
@click.pass_obj
def command(session: Session, rollover: int | None, format: str) -> None:
    """Show how much you remember, what is due and coming, and what you find hard."""
    cards = [card for base in session.bases for card in deck(base.whole())]
    titles = {theme.id: theme.title for _, theme in session.themes()}
    instant = now()
    with learner(instant, rollover) as history:
        found = statistics(cards, titles, history.states(), history.answers(), history.day(instant))
    show("stats", format, _page(found), lambda: _record(found))


def _record(found: Statistics) -> dict[str, object]:
    return {
        **found._asdict(),
        "themes": [theme._asdict() for theme in found.themes],
        "forecast": [{"day": day, "due": count} for day, count in found.forecast],
        "calendar": [{"day": day, "answers": count} for day, count in found.calendar if count],
        "hardest": [card._asdict() for card in found.hardest],
        "leeches": [_leech_record(leech) for leech in found.leeches],
        "confusions": [confusion._asdict() for confusion in found.confusions],
    }


def _leech_record(leech: Leech) -> dict[str, object]:
    return {**leech._asdict(), "confused_with": [each._asdict() for each in leech.confused_with]}


def _page(found: Statistics) -> Page:
    parts = [
        Part("", (Fields(tuple((name, (text,)) for name, text in _standing(found))),)),
        Part("Cards by state", (_phases(found),)),
        Part("Retention by theme", (_retention(found.themes), _known(found.themes))),
    ]
    if any(count for _, count in found.forecast):
        parts.append(Part("Due in the next 30 days", (_forecast(found.forecast),)))
    if found.answers:
        parts.append(Part("The past year", (Calendar(found.calendar, "answers"),)))
    parts += _hard_parts(found)
    to_ask = found.due or found.phases["new"]
    hint = "jkbrief quiz" if to_ask else "jkbrief quiz --cram"
    return Page("What you know", tuple(parts), hint=hint)


def _standing(found: Statistics) -> list[tuple[str, str]]:
    pairs = [("answers", str(found.answers)), ("due today", str(found.due))]
    if found.elsewhere:
        pairs.append(("other cards", f"{found.elsewhere}, of no fact base that is read here"))
    return pairs


def _phases(found: Statistics) -> Bars:
    total = sum(found.phases.values())
    rows = tuple((phase, float(count), str(count)) for phase, count in found.phases.items())
    return Bars(("state", "cards"), rows, float(total))


def _retention(themes: tuple[ThemeFigures, ...]) -> Block:
    rows = tuple(
        (theme.title, theme.retention, f"{theme.retention:.0%} of {theme.reviews}")
        for theme in themes
        if theme.retention is not None
    )
    if not rows:
        return Paragraph("No card has come back on a later day yet.")
    return Bars(("theme", "reviews right"), rows, 1.0)


def _known(themes: tuple[ThemeFigures, ...]) -> Table:
    rows = tuple(
        (
            theme.title,
            str(theme.cards),
            str(theme.begun),
            "" if theme.recall is None else f"{theme.recall:.0%}",
        )
        for theme in themes
    )
    return Table(("theme", "cards", "begun", "recall today"), rows, frozenset({1, 2, 3}))


def _forecast(forecast: tuple[tuple[str, int], ...]) -> Bars:
    last = max(place for place, (_, count) in enumerate(forecast) if count)
    rows = tuple((day, float(count), str(count)) for day, count in forecast[: last + 1])
    return Bars(("day", "due"), rows, max(amount for _, amount, _ in rows))


def _hard_parts(found: Statistics) -> list[Part]:
    parts = []
    if found.hardest:
        hard = tuple((_times(card.lapses), _hard(card)) for card in found.hardest)
        parts.append(Part("Hardest cards", (Fields(hard),)))
    if found.leeches:
        fields = tuple((_times(leech.lapses), _leech(leech)) for leech in found.leeches)
        parts.append(Part("Forgotten time and again", (Fields(fields),)))
    if found.confusions:
        mistaken = tuple((c.expected, c.given, str(c.times)) for c in found.confusions)
        table = Table(("right", "answered", "times"), mistaken, frozenset({2}))
        parts.append(Part("Confused with", (table,)))
    return parts


def _hard(card: HardCard) -> tuple[str, ...]:
    return (card.prompt, f"recall today {card.recall:.0%}; jkbrief fact {card.fact}")


def _leech(leech: Leech) -> tuple[str, ...]:
    lines = [leech.prompt, f"{leech.statement} (jkbrief fact {leech.fact})"]
    if leech.instead:
        lines.append(f"taken for: {leech.instead}")
    lines += [f"which answers: {other.prompt}" for other in leech.confused_with]
    return tuple(lines)


def _times(lapses: int) -> str:
    return "forgotten once" if lapses == 1 else f"forgotten {lapses} times"
