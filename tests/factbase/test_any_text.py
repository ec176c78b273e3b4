"""Whatever a file holds, a check tells of it and does not break."""

import pathlib
import tempfile

from ferry import curated
from hypothesis import given, settings
from hypothesis import strategies as st

from jkbrief.factbase.check import check
from jkbrief.factbase.starter import starter

SOUND = starter().split("\n", 1)[1]
BITS = st.sampled_from(
    ["", "\n", ":", "- ", "[", "]", "{}", '"', "x", "  ", "~", "2024", "../..", "facts:\n", "[...]"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SOUND)), st.integers(0, 40), BITS), max_size=4))
def test_a_base_with_any_slips_is_reported_at_places_that_it_has(
    slips: list[tuple[int, int, str]],
) -> None:
    text = SOUND
    for place, length, bit in slips:
        text = text[:place] + bit + text[place + length :]
    lines = text.split("\n")
    for each in told(text.encode()):
        assert 1 <= each[0] <= len(lines) + 1
        assert 1 <= each[1] <= max(map(len, lines)) + 1


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    assert told(data)


def told(data: bytes) -> list[tuple[int, int]]:
    with tempfile.TemporaryDirectory() as folder:
        file = curated(pathlib.Path(folder) / "own")
        file.write_bytes(data)
        problems = check([file], texts=file.parent / "texts").problems
        return [(each.line, each.column) for each in problems if each.path == str(file)]
