"""The results as Markdown."""

import os
import platform
from collections.abc import Iterable, Mapping

from lab import Lab
from process import Sample, Unavailable
from rounds import Outcome, median, ratio
from rows import Figure, Row
from works import label

Outcomes = Mapping[str, Outcome]


def table(measured: Mapping[Row, Outcomes], lab: Lab) -> str:
    """Return every figure to reach with the figure measured, then what each work took."""
    figures = [
        _figure(row, figure, outcomes, lab)
        for row, outcomes in measured.items()
        for figure in row.figures
    ]
    works = [
        (row.title, label(name, lab), *_took(outcome))
        for row, outcomes in measured.items()
        for name, outcome in outcomes.items()
    ]
    return "\n".join(
        [
            *_opening(lab),
            *_rows(("work", "measured", "against", "at most", "median (quartiles)", "reached")),
            *map(_line, figures),
            "",
            "What each took, the median of its rounds:",
            "",
            *_rows(("work", "measured", "time", "peak memory")),
            *map(_line, works),
            "",
        ]
    )


def _opening(lab: Lab) -> list[str]:
    machine = (
        f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"
    )
    return [
        "# Figures",
        "",
        f"Bases of up to {lab.largest:,} facts; {machine}. Each figure is the median of the ratios",
        "of all rounds; in a round each work is measured once, in turn.",
        "",
    ]


def _figure(row: Row, figure: Figure, outcomes: Outcomes, lab: Lab) -> tuple[str, ...]:
    what = row.title if figure.measure in row.title else f"{row.title}: {figure.measure}"
    names = (label(figure.work, lab), label(figure.against, lab))
    work, against = outcomes[figure.work], outcomes[figure.against]
    wanted = f"{figure.most:g} ×"
    for outcome in (work, against):
        if isinstance(outcome, Unavailable):
            return (what, *names, wanted, "", f"skipped: {outcome}")
    assert isinstance(work, list)
    assert isinstance(against, list)
    found = ratio(work, against, figure.quantity)
    measured = f"{found.median:.2f} × ({found.low:.2f} to {found.high:.2f})"
    return (what, *names, wanted, measured, "yes" if found.median <= figure.most else "**no**")


def _took(outcome: Outcome) -> tuple[str, str]:
    if isinstance(outcome, Unavailable):
        return (f"skipped: {outcome}", "")
    middle: Sample = median(outcome)
    memory = f"{middle.memory / 1e6:.0f} MB" if middle.memory else ""
    return (_duration(middle.seconds), memory)


def _duration(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def _rows(names: tuple[str, ...]) -> list[str]:
    return [_line(names), _line("---" for _ in names)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', ' ') for cell in cells)} |"
