"""Measures jkbrief against its baselines and peers: `python benchmarks/run.py`."""

import argparse
import pathlib
import sys

import environments
import scale
from lab import Lab
from process import Unavailable
from report import Outcomes, table
from rounds import in_turn
from rows import ROWS, Row
from works import WORKS

SCALE = "scale"


def main() -> None:
    """Measure what the command line asks for, and write the results."""
    options = _options()
    lab = Lab(options.quick)
    try:
        lab.python  # noqa: B018 - without it there is nothing to measure
    except Unavailable as why:
        sys.exit(f"this checkout {why}")
    chosen = options.only or [*(row.name for row in ROWS), SCALE]
    whole = not (options.quick or options.only)
    # Only a whole run replaces the results that are kept.
    folder = pathlib.Path(__file__).parent / "results" if whole else environments.WORK / "results"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [row for row in ROWS if row.name in chosen]
    if rows:
        _write(table({row: _measure(row, lab) for row in rows}, lab), folder / "figures.md")
    if SCALE in chosen:
        _draw(lab, folder / "scale.svg")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small bases and few rounds")
    parser.add_argument(
        "--only",
        action="append",
        metavar="NAME",
        choices=[*(row.name for row in ROWS), SCALE],
        help="only this row (repeatable): %(choices)s",
    )
    return parser.parse_args()


def _measure(row: Row, lab: Lab) -> Outcomes:
    sys.stderr.write(f"{row.name}: {row.title}\n")
    rounds = row.quick_rounds if lab.quick else row.rounds
    works = {name: WORKS[name].open for name in row.works}
    return in_turn(works, lab, rounds, row.warm_up)


def _write(text: str, file: pathlib.Path) -> None:
    file.write_text(text, "utf-8")
    sys.stdout.write(f"{text}\n")
    sys.stderr.write(f"written to {file}\n")


def _draw(lab: Lab, file: pathlib.Path) -> None:
    sys.stderr.write(f"{SCALE}: time and memory against size\n")
    try:
        scale.draw(scale.measure(lab), file)
    except Unavailable as why:
        sys.stderr.write(f"no plot: matplotlib {why}\n")
    else:
        sys.stderr.write(f"written to {file}\n")


if __name__ == "__main__":
    main()
