"""Briefings and pages for a terminal, with rich. Text objects only: data is never markup."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from textwrap import wrap

from rich.bar import Bar
from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as RichTable
from rich.text import Text

from jkbrief import edtf
from jkbrief.briefing.document import Briefing, claims
from jkbrief.document import (
    Bars,
    Block,
    Calendar,
    Entries,
    Entry,
    Fields,
    Items,
    Page,
    Paragraph,
    Table,
)
from jkbrief.errors import Problem
from jkbrief.record import NamedTuple
from jkbrief.render.bibliography import reference
from jkbrief.render.markdown import summary
from jkbrief.telling.claim import Citation, Claim
from jkbrief.telling.support import DISPUTED

# From this width on a claim has its source beside it; below, at the end under its number.
BESIDE = 120
WIDEST = 160
# Below this width a date stands over its claim, not beside it.
NARROW = 50
# Below this one a table is told row by row.
NARROW_TABLE = 60
WIDEST_LEAD = 18
_HEADINGS = {
    "forgotten": "Likely forgotten (with predicted recall)",
    "unseen": "Never seen",
    "event": "What happened",
    "statistic": "Numbers",
    "background": "Background",
    "position": "Who holds what",
    "assessment": "Assessments",
    "plan": "Plans",
    "difference": "Where the sources differ",
}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADING = "bold cyan"
_LEAD = "green"
_BAR_WIDTH = 50
_QUIET = "dim"


def render(briefings: Iterable[Briefing], console: Console) -> None:
    """Print the briefings on `console`, as its width allows."""
    width = min(console.width, WIDEST)
    for number, briefing in enumerate(briefings):
        if number:
            console.print()
        console.print(Group(*_briefing(briefing, width)), width=width)


def _briefing(briefing: Briefing, width: int) -> Iterator[RenderableType]:
    numbers = {claim.footnote: n for n, claim in enumerate(claims(briefing), 1)}
    yield from _masthead(briefing.title, f"as of {edtf.spoken(briefing.as_of)}")
    for claim in briefing.bottom_line:
        yield _indented(_claim_grid([claim], numbers, width, "bold"))
    for section in briefing.sections:
        yield from _heading(_HEADINGS[section.kind])
        yield _indented(_claim_grid(section.claims, numbers, width))
    if briefing.gaps:
        yield from _heading("Gaps")
        yield _indented(_bullets(briefing.gaps))
    yield from _sources(briefing, numbers, width)
    yield from _colophon(briefing)


def _masthead(title: str, aside: str) -> Iterator[RenderableType]:
    line = RichTable.grid(expand=True)
    line.add_column()
    line.add_column(justify="right", style=_QUIET)
    line.add_row(Text(title, style="bold"), Text(aside))
    yield _indented(line)
    yield Rule(style=_QUIET)


def _heading(title: str) -> Iterator[RenderableType]:
    yield Text()
    yield Padding(Text(title, style=_HEADING), (0, 1))


def _indented(content: RenderableType, left: int = 1) -> Padding:
    return Padding(content, (0, 1, 0, left))


def _claim_grid(
    claims: Iterable[Claim], numbers: dict[str, int], width: int, style: str = ""
) -> RichTable:
    told = list(claims)
    leads = any(claim.lead for claim in told) and width >= NARROW
    grid = RichTable.grid(padding=(0, 1), expand=True)
    grid.add_column(width=1)
    if leads:
        grid.add_column(style=_LEAD, width=_lead_width(told))
    grid.add_column(ratio=3)
    if width >= BESIDE:
        grid.add_column(ratio=2, style=_QUIET)
    for claim in told:
        cells: list[Text] = [_mark(claim)]
        if leads:
            cells.append(Text(claim.lead))
        cells.append(_text(claim, numbers, style, with_lead=not leads, numbered=width < BESIDE))
        if width >= BESIDE:
            cells.append(Text("\n".join(map(_beside, claim.citations))))
        grid.add_row(*cells)
    return grid


def _lead_width(claims: Iterable[Claim]) -> int:
    lines = (line for claim in claims for line in wrap(claim.lead, WIDEST_LEAD))
    return max(map(len, lines))


def _beside(place: Citation) -> str:
    return f"{place.short} {_place(place)}"


def _place(place: Citation) -> str:
    relayed = f" (relaying {place.via})" if place.via else ""
    return f'¶{place.paragraph} find "{place.find}"{relayed}'


def _mark(claim: Claim) -> Text:
    if claim.support == DISPUTED:
        return Text("≠", style="red")
    return Text("○" if claim.support == "one publisher" else "●", style=_QUIET)


def _text(
    claim: Claim, numbers: dict[str, int], style: str, with_lead: bool, numbered: bool
) -> Text:
    text = Text(style=style)
    if with_lead and claim.lead:
        text.append(f"{claim.lead}: ", style=_LEAD)
    text.append(claim.holder, style="bold")
    text.append(claim.text.removeprefix(claim.holder))
    if numbered:
        text.append(f" {str(numbers[claim.footnote]).translate(_SUPERSCRIPT)}", style="cyan")
    return text


def _bullets(texts: Iterable[str]) -> RichTable:
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(style=_QUIET)
    grid.add_column()
    for text in texts:
        grid.add_row(Text("?"), Text(text))
    return grid


def _sources(briefing: Briefing, numbers: dict[str, int], width: int) -> Iterator[RenderableType]:
    yield from _heading("Sources")
    for source in briefing.sources:
        yield _indented(Text(f"{source.short}  ").append(reference(source), style=_QUIET))
        if width < BESIDE:
            yield _indented(_places(briefing, source.id, numbers), left=3)


def _places(briefing: Briefing, source: str, numbers: dict[str, int]) -> RichTable:
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(style="cyan", justify="right")
    grid.add_column(style=_QUIET)
    for claim in claims(briefing):
        for place in claim.citations:
            if place.source == source:
                number = str(numbers[claim.footnote]).translate(_SUPERSCRIPT)
                grid.add_row(Text(number), Text(_place(place)))
    return grid


def _colophon(briefing: Briefing) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(style=_QUIET)
    yield _indented(Text(summary(briefing), style=_QUIET))
    yield _indented(Text("○ one publisher  ● several  ≠ the sources differ", style=_QUIET))
    more = "" if briefing.length == "full" else f"topic {briefing.theme} --length full   "
    nexts = f"jkbrief {more}search WORDS   quiz {briefing.theme}"
    hint = Text("› ", style="cyan").append(nexts, style=_QUIET)
    yield _indented(hint)


def render_problems(problems: Iterable[Problem], console: Console) -> None:
    """Print problems, one a line however long, so that the terminal can make a link of each."""
    for each in problems:
        place, _, rest = str(each).partition(": ")
        severity, _, rest = rest.partition(" ")
        code, _, message = rest.partition(" ")
        colour = "bold red" if severity == "error" else "bold yellow"
        parts = ((f"{place}: ", "bold"), (severity, colour), (f" {code} ", _QUIET), message)
        console.print(Text.assemble(*parts), soft_wrap=True)


def render_page(page: Page, console: Console) -> None:
    """Print a page on `console`."""
    width = min(console.width, WIDEST)
    console.print(Group(*_page(page)), width=width)


def _page(page: Page) -> Iterator[RenderableType]:
    yield from _masthead(page.title, "")
    for number, part in enumerate(page.parts):
        if part.title:
            yield from _heading(part.title)
        elif number:
            yield Text()
        for block in part.blocks:
            yield _indented(_block(block))
    if page.hint:
        yield Text()
        yield _indented(Text("› ", style="cyan").append(page.hint, style=_QUIET))


def _block(block: Block) -> RenderableType:
    match block:
        case Paragraph(text):
            return Text(text)
        case Items(texts):
            return Group(*(Text(text) for text in texts))
        case Fields(pairs):
            grid = RichTable.grid(padding=(0, 2))
            grid.add_column(style=_LEAD)
            grid.add_column()
            for name, values in pairs:
                grid.add_row(Text(name), Text("\n".join(values)))
            return grid
        case Entries(entries):
            return _entries(entries)
        case Table(header, rows, numeric):
            return _Rows(header, rows, numeric)
        case Bars(_, rows, most):
            return _bars(rows, most)
        case Calendar(days, _):
            return _Weeks(days)


class _Rows(NamedTuple):
    """A table, or on a narrow terminal each row as lines of its own."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        if options.max_width >= NARROW_TABLE:
            yield _table(*self)
            return
        for row in self.rows:
            told = [f"{name}: {cell}" for name, cell in zip(self.header, row, strict=True) if cell]
            yield Text(told[0] if told else "", style=_LEAD)
            yield from (Text(f"  {line}") for line in told[1:])


def _table(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], numeric: frozenset[int]
) -> RichTable:
    table = RichTable(box=SIMPLE_HEAD, pad_edge=False, header_style=_HEADING, border_style=_QUIET)
    for column, title in enumerate(header):
        table.add_column(Text(title), justify="right" if column in numeric else "left")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _entries(entries: tuple[Entry, ...]) -> RichTable:
    grid = RichTable.grid(padding=(0, 2))
    leads = any(entry.lead for entry in entries)
    if leads:
        grid.add_column(style=_LEAD, max_width=20)
    grid.add_column()
    for entry in entries:
        text = Text()
        for piece, marked in entry.pieces():
            text.append(piece, style="bold" if marked else "")
        for note in entry.notes:
            text.append(f"\n{note}", style=_QUIET)
        grid.add_row(*([Text(entry.lead)] if leads else []), text)
    return grid


def _bars(rows: tuple[tuple[str, float, str], ...], most: float) -> RichTable:
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(max_width=_BAR_WIDTH)
    numbers = max(len(written) for _, _, written in rows)
    grid.add_column(justify="right", no_wrap=True, min_width=numbers)
    for label, amount, written in rows:
        grid.add_row(Text(label), Bar(most or 1, 0, amount, color="cyan"), Text(written))
    return grid


class _Weeks:
    """A calendar: a column a week, as many of the latest as there is room for."""

    def __init__(self, days: tuple[tuple[str, int], ...]) -> None:
        self.days = days

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        first = date.fromisoformat(self.days[0][0])
        monday = first - timedelta(days=first.weekday())
        columns: dict[int, dict[int, int]] = {}
        for day, count in self.days:
            week, weekday = divmod((date.fromisoformat(day) - monday).days, 7)
            columns.setdefault(week, {})[weekday] = count
        shown = list(columns)[-max(1, options.max_width - _WEEKDAY_WIDTH) :]
        most = max(count for _, count in self.days)
        yield _months(monday, shown)
        for weekday in range(7):
            line = Text(_WEEKDAYS[weekday].ljust(_WEEKDAY_WIDTH), style=_QUIET)
            for week in shown:
                mark = _shade(columns[week].get(weekday), most)
                line.append(mark, style="" if mark == "·" else "cyan")
            yield line


_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "")
_WEEKDAY_WIDTH = 4
_SHADES = "░▒▓█"


def _months(monday: date, weeks: list[int]) -> Text:
    line = [" "] * (_WEEKDAY_WIDTH + len(weeks) + 3)
    free = 0
    for column, week in enumerate(weeks):
        start = monday + timedelta(weeks=week)
        if start.day <= 7 and column >= free:
            place = _WEEKDAY_WIDTH + column
            line[place : place + 3] = start.strftime("%b")
            free = column + 4
    return Text("".join(line[: _WEEKDAY_WIDTH + len(weeks)]), style=_QUIET)


def _shade(count: int | None, most: int) -> str:
    if count is None:
        return " "
    return _SHADES[min(3, 4 * count // (most + 1))] if count else "·"
