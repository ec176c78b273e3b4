"""The text that the starter's facts cite, in words of the tests, and its dossier."""

import pathlib

from jkbrief.factbase.dossier import begin

MINUTES = """\
Minutes of the council meeting, 14 May 2024

The council signed the contract for one electric ferry with Nordvik Yard. It is to be 24 metres long.
Councillor Ada Holm said that the ferry is too small for the summer.
In 2023 the old ferry carried 48,000 passengers.
"""
SKIPPED = 'skipped: "the heading"'


def dossier() -> str:
    """Return the finished dossier of the minutes."""
    rows = list(begin("minutes-2024", MINUTES.encode()))
    first = next(number for number, row in enumerate(rows) if "number: 1," in row)
    rows[first] = rows[first].replace('gist: ""', SKIPPED)
    return "\n".join(row.replace('gist: ""', 'gist: "Said there."') for row in rows) + "\n"


def curated(folder: pathlib.Path) -> pathlib.Path:
    """Write the text and its dossier below `folder`, and return where their base goes."""
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "minutes-2024.yaml").write_text(dossier(), encoding="utf-8")
    return folder / "ferry.yaml"
