"""A time line as an SVG picture for a slide or a page, 1600 wide and at least 900 high.

A row is a fact: date, text and source at the left, and at the right a bar as wide as the date
is vague, so that a year is a year and not its first of January. Years of which nothing is
told are narrow. An arrow leads from a plan to what became of it.
"""

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from math import sqrt
from textwrap import wrap

from jkbrief import edtf
from jkbrief.briefing.timeline import Moment, Timeline
from jkbrief.record import NamedTuple
from jkbrief.render.bibliography import reference

_WIDTH, _HEIGHT, _MARGIN = 1600, 900, 48
_TOP = 150
_DATE, _TEXT, _CHART = _MARGIN, 240, 1010
_CHART_END = _WIDTH - _MARGIN
_LINE, _SMALL_LINE, _PADDING = 25, 20, 16
# Characters that fit where the text stands, at the sizes below, in a common sans serif.
_DATE_CHARACTERS, _TEXT_CHARACTERS, _FOOT_CHARACTERS = 16, 70, 170
_INK, _QUIET, _EVENT, _PLAN, _BAND = "#1b1b1b", "#555555", "#1f4e79", "#b04a00", "#f1f3f6"
_STYLE = f"""
text {{ font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; fill: {_INK}; }}
.title {{ font-size: 34px; font-weight: bold; }}
.date {{ font-size: 18px; font-weight: bold; }}
.text {{ font-size: 19px; }}
.cite, .legend {{ font-size: 14px; fill: {_QUIET}; }}
.foot {{ font-size: 13px; fill: {_QUIET}; }}
.year {{ font-size: 17px; font-weight: bold; text-anchor: middle; }}
.gap {{ font-size: 15px; fill: {_QUIET}; text-anchor: middle; }}
.event {{ fill: {_EVENT}; stroke: {_EVENT}; }}
.plan {{ fill: #ffffff; stroke: {_PLAN}; }}
.event, .plan {{ stroke-width: 2.5; }}
.vague {{ stroke-dasharray: 6 4; }}
.vague.event {{ fill: #9fb6cd; }}
.link {{ fill: none; stroke: {_PLAN}; stroke-width: 2; marker-end: url(#tip); }}
"""

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
    'width="{width}" height="{height}" role="img">'
)
_TIP = (
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" '
    f'markerHeight="7" orient="auto"><path d="M0 0 L10 5 L0 10 z" fill="{_PLAN}"/></marker></defs>'
)


class _Row(NamedTuple):
    """A moment with its lines of text and where it stands, in pixels from the top."""

    moment: Moment
    lines: list[str]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


class _Column(NamedTuple):
    """A year, or the years from one to another of which nothing is told."""

    first: int
    last: int
    left: float
    width: float
    told: bool


def render(line: Timeline) -> str:
    """Return the picture as one SVG document."""
    rows = list(_rows(line))
    end = rows[-1].top + rows[-1].height if rows else _TOP
    foot = _foot(line)
    height = max(_HEIGHT, round(end + 80 + _SMALL_LINE * len(foot)))
    columns = _columns(line)
    parts = [
        _SVG.format(width=_WIDTH, height=height),
        f"<title>{escape(line.title)}</title>",
        f"<style>{_STYLE}</style>",
        _TIP,
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        _label("title", _MARGIN, 72, line.title),
        *_axis(columns, end),
        *(part for row in rows for part in _row(line, row, columns)),
        *_links(line, rows, columns),
        *_legend(height - 36 - _SMALL_LINE * len(foot)),
        *(
            _label("foot", _MARGIN, height - 24 - _SMALL_LINE * (len(foot) - n - 1), text)
            for n, text in enumerate(foot)
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _label(kind: str, x: float, y: float, text: str) -> str:
    return f'<text class="{kind}" x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>'


def _rows(line: Timeline) -> Iterator[_Row]:
    top = float(_TOP)
    for moment in line.moments:
        stage = f"{moment.stage.capitalize()}: " if moment.stage else ""
        lines = wrap(f"{stage}{moment.claim.text}", _TEXT_CHARACTERS)
        tall = max(len(lines), len(_date_lines(moment.date)) - 1)
        height = tall * _LINE + _SMALL_LINE + _PADDING
        yield _Row(moment, lines, top, height)
        top += height


def _foot(line: Timeline) -> list[str]:
    return wrap(f"Sources: {' '.join(map(reference, line.sources))}", _FOOT_CHARACTERS)


def _row(line: Timeline, row: _Row, columns: list[_Column]) -> Iterator[str]:
    rule = row.top - 1
    yield f'<path d="M{_MARGIN} {rule:.0f} H{_CHART_END}" stroke="#d5d9de" stroke-width="1"/>'
    baseline = row.top + _LINE
    for number, text in enumerate(_date_lines(row.moment.date)):
        yield _label("date", _DATE, baseline + number * _LINE, text)
    for number, text in enumerate(row.lines):
        yield _label("text", _TEXT, baseline + number * _LINE, text)
    places = "; ".join(f"{c.short}, paragraph {c.paragraph}" for c in row.moment.claim.citations)
    places += line.base_of(row.moment)
    yield _label("cite", _TEXT, baseline + (len(row.lines) - 1) * _LINE + _SMALL_LINE, places)
    yield _mark(row, columns)


def _date_lines(date: str) -> list[str]:
    return wrap(edtf.spoken(date), _DATE_CHARACTERS)


def _mark(row: _Row, columns: list[_Column]) -> str:
    left, right = _stretch(row.moment, columns)
    kind = row.moment.fact.kind if row.moment.fact.kind == "plan" else "event"
    vague = " vague" if row.moment.date.endswith(("~", "?", "%")) else ""
    if row.moment.precision == "day" and right - left < 14:
        x, y = (left + right) / 2, row.middle
        shape = f"M{x - 9:.1f} {y:.1f} l9 -9 l9 9 l-9 9 z"
        return f'<path class="{kind}{vague}" d="{shape}"/>'
    return (
        f'<rect class="{kind}{vague}" x="{left:.1f}" y="{row.middle - 7:.1f}" '
        f'width="{max(right - left, 6):.1f}" height="14" rx="3"/>'
    )


def _axis(columns: list[_Column], end: float) -> Iterator[str]:
    for column in columns:
        middle = column.left + column.width / 2
        if column.told:
            yield (
                f'<rect x="{column.left:.1f}" y="{_TOP - 40}" width="{column.width - 3:.1f}" '
                f'height="{end - _TOP + 40:.0f}" fill="{_BAND}"/>'
            )
            yield _label("year", middle, _TOP - 15, str(column.first))
        else:
            yield _label("gap", middle, _TOP - 15, "…")


def _links(line: Timeline, rows: list[_Row], columns: list[_Column]) -> Iterator[str]:
    for chain in line.chains:
        for one, other in pairwise(chain.moments):
            start, end = rows[one], rows[other]
            x, to = _stretch(start.moment, columns)[1], _stretch(end.moment, columns)[1]
            bend = min(max(x, to) + 40, _CHART_END + 30)
            yield (
                f'<path class="link" d="M{x + 10:.0f} {start.middle:.0f} C{bend:.0f} {start.middle:.0f} '
                f'{bend:.0f} {end.middle:.0f} {to + 12:.0f} {end.middle:.0f}"/>'
            )


def _legend(y: float) -> Iterator[str]:
    shapes = (
        (0, f'<path class="event" d="M{_MARGIN} {y - 5} l9 -9 l9 9 l-9 9 z"/>', "on a day"),
        (130, "event", "in that month, year or interval"),
        (440, "event vague", "about then"),
        (610, "plan", "planned, not done"),
        (820, "", "→ what became of the plan"),
    )
    for offset, shape, text in shapes:
        x = _MARGIN + offset
        if shape.startswith("<"):
            yield shape
        elif shape:
            yield f'<rect class="{shape}" x="{x}" y="{y - 12}" width="34" height="14" rx="3"/>'
        yield _label("legend", x + (26 if offset == 0 else 44 if shape else 0), y, text)


def _columns(line: Timeline) -> list[_Column]:
    """Return the years on the axis; those with more to tell apart are wider."""
    weights: dict[int, float] = {}
    for moment in line.moments:
        first, last = moment.span
        for end in {first[0], last[0]} - {edtf.FIRST_DAY[0], edtf.LAST_DAY[0]}:
            weights[end] = weights.get(end, 0) + (moment.precision != "year")
    years = sorted(weights)
    spans: list[tuple[int, int, float]] = []
    for number, year in enumerate(years):
        if number and year > years[number - 1] + 1:
            spans.append((years[number - 1] + 1, year - 1, 0.3))
        spans.append((year, year, 1 + sqrt(weights[year])))
    return list(_placed(spans, set(years)))


def _placed(spans: list[tuple[int, int, float]], told: set[int]) -> Iterator[_Column]:
    unit = (_CHART_END - _CHART) / sum((weight for *_, weight in spans), 0.0)
    left = float(_CHART)
    for first, last, weight in spans:
        yield _Column(first, last, left, weight * unit, first in told)
        left += weight * unit


def _stretch(moment: Moment, columns: list[_Column]) -> tuple[float, float]:
    """Return from where to where a moment reaches on the axis; open ends reach its edge."""
    first, last = moment.span
    left = _CHART if first == edtf.FIRST_DAY else _at(first, 0, columns)
    right = _CHART_END if last == edtf.LAST_DAY else _at(last, 1, columns)
    return left, right


def _at(day: edtf.Day, more: int, columns: list[_Column]) -> float:
    for column in columns:
        if column.first <= day[0] <= column.last:
            years = day[0] - column.first + ((day[1] - 1) * 31 + day[2] - 1 + more) / 372
            return column.left + (column.width - 3) * years / (column.last - column.first + 1)
    return _CHART
