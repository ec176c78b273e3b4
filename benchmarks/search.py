"""Times a warm search, the whole process, on 100,000 generated facts and on the bundled base.

    python benchmarks/search.py

Prints milliseconds (median of nine) and the ratio, which is to stay under two.
"""

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from generate import generate

from jkbrief.factbase import bundled

FACTS = 100_000
QUESTIONS = (
    ("what did they drink", "the ferry to the island"),
    ("missile warning data", "harbour tariff vote"),
    ("kishda", "harbuor"),
    ("what happened in 2019?", "what happened in 1019?"),
    ("who opposed the deal?", "who said that the treaty"),
    ('"virtuous circle"', '"number 77777"'),
)


def main() -> None:
    """Generate the base, compile both by a first search, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        large = pathlib.Path(folder) / "large.yaml"
        generate(FACTS, large)
        for path in (large, bundled.facts_file()):
            took(path, "ferry")
        for small_question, large_question in QUESTIONS:
            small = statistics.median(took(bundled.facts_file(), small_question) for _ in range(9))
            many = statistics.median(took(large, large_question) for _ in range(9))
            sys.stdout.write(f"{large_question:30} {small:5.0f} {many:5.0f} {many / small:5.2f}\n")


def took(facts: pathlib.Path, question: str) -> float:
    """Return the milliseconds that one search takes."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "jkbrief", "--facts", str(facts), "search", question]
    subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own program
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
