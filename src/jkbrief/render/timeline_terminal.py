"""A time line drawn on a terminal, with rich: the line runs down between dates and texts."""

from collections.abc import Iterator

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from jkbrief import edtf
from jkbrief.briefing.timeline import Moment, Timeline
from jkbrief.render.terminal import NARROW, WIDEST
from jkbrief.render.timeline import plan, stage, year

_GLYPHS = {"day": "●", "month": "◍", "year": "○", "interval": "┃"}
_PLAN = "◇"
_LEGEND = "● day  ◍ month  ○ year  ┃ interval  ◇ plan"


def render(line: Timeline, console: Console) -> None:
    """Print the time line on `console`, as its width allows."""
    width = min(console.width, WIDEST) - 2
    label = 18 if width >= NARROW else 0
    console.print(Text(f" {line.title}", style="bold"))
    console.print(Rule(style="dim"), width=width + 2)
    for row in _rows(line, console, label, width):
        console.print(Text(" ").append(row), no_wrap=True, crop=False)
    console.print(Rule(style="dim"), width=width + 2)
    shorts = ", ".join(source.short for source in line.sources)
    count = len(line.moments)
    for text in (f"{count} fact{'' if count == 1 else 's'} · {shorts}", _LEGEND):
        console.print(Text(f" {text}", style="dim"), width=width + 2)
    console.print(Text(" › ", style="cyan").append("jkbrief fact ID", style="dim"))


def _rows(line: Timeline, console: Console, label: int, width: int) -> Iterator[Text]:
    gaps = {gap.before: gap for gap in line.gaps}
    title = ""
    for number, moment in enumerate(line.moments):
        if number in gaps:
            yield _row("", label, "┊", Text(str(gaps[number]), style="dim italic"))
        if year(moment) != title:
            title = year(moment)
            yield _row(title, label, "┬", Text(), style="bold cyan")
        yield from _moment(line, number, console, label, width)
    plans = [chain for chain in line.chains if len(chain.moments) > 1]
    if plans:
        yield Text()
        yield Text("Plans and what became of them", style="bold cyan")
        for chain in plans:
            entry = plan(line, chain.moments)
            text = Text(f"{entry.lead}: ", style="green").append(entry.text, style="default")
            yield from text.wrap(console, width)


def _moment(
    line: Timeline, number: int, console: Console, label: int, width: int
) -> Iterator[Text]:
    moment = line.moments[number]
    glyph = _PLAN if moment.fact.kind == "plan" else _GLYPHS[moment.precision]
    date = _short(moment)
    text = Text("" if label else f"{date}: ", style="green")
    text.append(f"{moment.stage}: " if moment.stage else "", style="yellow")
    text.append(moment.claim.text, style="bold default" if moment.fact.weight == 3 else "default")
    places = ", ".join(f"{place.short} ¶{place.paragraph}" for place in moment.claim.citations)
    text.append(f"  {places} ({line.name_of(moment)})", style="dim")
    for other in line.chain_of(number):
        arrow = "←" if other.known < moment.known else "→"
        text.append(f"\n{arrow} {stage(other)} {edtf.plain(other.date)}: {other.fact.id}", "yellow")
    room = max(width - label - 3, 10)
    dates = Text(date if label else "", justify="right").wrap(console, label or 1)
    lines = [piece for part in text.split("\n") for piece in part.wrap(console, room)]
    for count in range(max(len(lines), len(dates))):
        told = str(dates[count]).strip() if count < len(dates) else ""
        piece = lines[count] if count < len(lines) else Text()
        mark = glyph if count == 0 else "┃" if glyph == "┃" and count < len(lines) else "│"
        yield _row(told, label, mark, piece, style="green")


def _short(moment: Moment) -> str:
    """Return the date as it is said beside its year: 16 March, but 2019 for a whole year."""
    spoken = edtf.spoken(moment.date)
    return spoken.removesuffix(f" {year(moment)}") if moment.precision != "year" else spoken


def _row(date: str, label: int, mark: str, text: Text, style: str = "") -> Text:
    room = Text(
        date.rjust(label) + " " if label else f"{date} " if mark == "┬" else "", style=style
    )
    return room.append(mark, style="cyan").append(" ").append(text)
