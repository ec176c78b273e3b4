"""A time line as a Mermaid `timeline` diagram."""

import re
from itertools import groupby

from jkbrief import edtf
from jkbrief.briefing.timeline import Moment, Timeline
from jkbrief.render.timeline import year

# What Mermaid reads as markup in a time line, and its statement separator.
_SPECIAL = re.compile(r"[:;#<>{}%`\"]")
_PLAIN = {":": ",", ";": ",", "#": "no. ", "%": " percent", '"': "'"}


def render(line: Timeline) -> str:
    """Return the diagram: a section a year, under it each date with what happened then."""
    rows = ["timeline", f"    title {_text(line.title)}"]
    for title, moments in groupby(line.moments, key=year):
        rows.append(f"    section {_text(title)}")
        for date, told in groupby(moments, key=lambda moment: edtf.plain(moment.date)):
            first, *rest = (_event(line, moment) for moment in told)
            rows.append(f"        {_text(date)} : {first}")
            rows += [f"            : {event}" for event in rest]
    shorts = ", ".join(source.short for source in line.sources)
    rows.append("    section Sources")
    rows.append(f"        {_text(shorts)}")
    return "\n".join(rows) + "\n"


def _event(line: Timeline, moment: Moment) -> str:
    places = ", ".join(f"{place.short} ¶{place.paragraph}" for place in moment.claim.citations)
    places += line.base_of(moment)
    stage = f"{moment.stage} - " if moment.stage else ""
    return _text(f"{stage}{moment.claim.text} ({places})")


def _text(text: str) -> str:
    return _SPECIAL.sub(lambda match: _PLAIN.get(match[0], " "), text)
