"""Sources as CSL-JSON, which Zotero, pandoc and every citation processor read.

Source of the form: Citation Style Language 1.0.2, `csl-data.json`.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from jkbrief import edtf
from jkbrief.model import Inference, Source

# What CSL can say of a date: the rest is told in words.
_NUMBERS = re.compile(r"\d{4}(?:-\d\d){0,2}")
_FIRST_SEASON = 21


def document(sources: Iterable[Source]) -> str:
    """Return the sources as the text of a CSL-JSON file."""
    return json.dumps([item(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def item(source: Source) -> dict[str, Any]:
    """Return one source as a CSL item; its id, which is its citation key, is the source's own."""
    fields = {
        "id": source.id,
        "citation-key": source.id,
        "type": source.type,
        "title": source.title,
        "author": [{k: v for k, v in name._asdict().items() if v} for name in source.author],
        "container-title": source.container,
        "publisher": source.publisher,
        "issued": issued(source.issued),
        "note": remarks(source.note, source.inferred),
    }
    return {name: value for name, value in fields.items() if value}


def issued(date: str) -> dict[str, Any]:
    """Return an EDTF date as CSL has it: parts, a season, `circa`, or else words."""
    ends = [end.rstrip("?~%").replace("-XX", "") for end in date.split("/")]
    if not all(map(_NUMBERS.fullmatch, ends)):
        return {"literal": edtf.spoken(date)}
    parts = [[int(number) for number in end.split("-")] for end in ends]
    told: dict[str, Any] = {}
    if any(len(each) > 1 and each[1] >= _FIRST_SEASON for each in parts):
        if len(parts) > 1:
            return {"literal": edtf.spoken(date)}
        told["season"] = parts[0].pop() - _FIRST_SEASON + 1
    doubt = {"circa": True} if re.search(r"[?~%]", date) else {}
    return {"date-parts": parts, **told, **doubt}


def remarks(note: str | None, inferred: Iterable[Inference]) -> str:
    """Return what a reader should know of a source: its note, and what was inferred and how."""
    told = [note] if note else []
    fields = {"issued": "date"}
    told += [
        f"{fields.get(each.field, each.field).capitalize()} inferred: {each.how}."
        for each in inferred
    ]
    return " ".join(told)
