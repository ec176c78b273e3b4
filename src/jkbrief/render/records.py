"""Facts, themes, sources and briefings as JSON values with the fact base's own field names."""

from collections.abc import Iterable, Mapping
from typing import Any

from jkbrief.briefing.document import Briefing
from jkbrief.model import Fact, Inference, Source, Theme
from jkbrief.telling.claim import Claim

VERSION = 1
Record = dict[str, Any]


def document(command: str, data: Any) -> str:
    """Return the JSON text of a command's output: versioned, indented, one final newline."""
    import json  # the other forms do without

    envelope = {"jkbrief": VERSION, "command": command, "data": data}
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"


def fact(value: Fact, factbase: str) -> Record:
    """Return a fact; `factbase` is the id of the base that it comes from."""
    return {
        **value._asdict(),
        "cites": [cite._asdict() for cite in value.cites],
        "inferred": _inferred(value.inferred),
        "differs": [difference._asdict() for difference in value.differs],
        "cards": [card._asdict() for card in value.cards],
        "factbase": factbase,
    }


def claimed(value: Fact, claim: Claim, factbase: str) -> Record:
    """Return a fact with how the claim that it makes is supported, and its footnote id."""
    return {**fact(value, factbase), "support": claim.support, "footnote": claim.footnote}


def source(value: Source) -> Record:
    """Return a source."""
    author = [{key: part for key, part in name._asdict().items() if part} for name in value.author]
    return {**value._asdict(), "author": author, "inferred": _inferred(value.inferred)}


def theme(value: Theme) -> Record:
    """Return a theme."""
    sentences = [sentence._asdict() for sentence in value.bottom_line]
    return {**value._asdict(), "bottom_line": sentences}


def briefing(value: Briefing, facts: Mapping[str, Fact]) -> Record:
    """Return a briefing: every fact shown, with its footnote id and support.

    `facts` has them by id.
    """
    claims = {
        claim.fact: claim for s in value.sections if s.kind != "difference" for claim in s.claims
    }
    return {
        "id": value.theme,
        "title": value.title,
        "factbase": value.factbase,
        "origin": value.origin,
        "edition": value.edition,
        "as_of": value.as_of,
        "length": value.length,
        "fact_total": value.fact_total,
        "source_total": value.source_total,
        "bottom_line": [_claim(claim) for claim in value.bottom_line],
        "facts": [
            {
                **claimed(facts[name], claim, value.factbase),
                **({"recall": claim.recall} if value.folded is not None else {}),
            }
            for name, claim in claims.items()
        ],
        "differences": [
            {"because": claim.lead, **_claim(claim)}
            for section in value.sections
            if section.kind == "difference"
            for claim in section.claims
        ],
        "gaps": list(value.gaps),
        **({"folded": list(value.folded)} if value.folded is not None else {}),
        "sources": [source(each) for each in value.sources],
    }


def _claim(claim: Claim) -> Record:
    return {
        "text": claim.text,
        "fact": claim.fact,
        "support": claim.support,
        "cites": [
            {"source": c.source, "paragraph": c.paragraph, "find": c.find, "via": c.via}
            for c in claim.citations
        ],
        "footnote": claim.footnote,
    }


def _inferred(values: Iterable[Inference]) -> Record:
    return {
        each.field: {
            "how": each.how,
            "paragraphs": {name: list(numbers) for name, numbers in each.paragraphs},
        }
        for each in values
    }
