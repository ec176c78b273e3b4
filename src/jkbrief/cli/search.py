"""The command `jkbrief search WORDS…`."""

from typing import Any

import click

from jkbrief import search
from jkbrief.cli._options import format_option, selection_options
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Entries, Entry, Page, Paragraph, Part
from jkbrief.errors import JkbriefError, WrongUsage
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.factbase.finder import Found, find
from jkbrief.model import Fact
from jkbrief.names import likest
from jkbrief.record import NamedTuple
from jkbrief.select import EVERYTHING
from jkbrief.telling.claim import Claim
from jkbrief.telling.teller import claims
from jkbrief.words import words as words_of


class Result(NamedTuple):
    """A fact that was found, with its citation, its score, its stems and those that matched."""

    base: CompiledBase
    fact: Fact
    claim: Claim
    score: float
    stems: list[str]
    matched: frozenset[str]


# Of a text that is longer, no question can be meant.
_LONGEST = 1_000  # letters


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help="How many facts at the most.",
)
@selection_options
@format_option
@click.pass_obj
def command(
    session: Session, /, words: tuple[str, ...], limit: int, format: str, **chosen: Any
) -> None:
    """Find the facts that answer plain words, best first.

    Names, plurals, synonyms and small slips are understood; "quoted words" must stand as
    they are.

    \b
    jkbrief search who negotiated the comfort women deal
    jkbrief search '"white list"' 2019
    """  # noqa: D301 - click wants the control character
    text = " ".join(words)
    if len(text) > _LONGEST:
        raise WrongUsage(f"that is {len(text):,} letters long: ask in at most {_LONGEST:,}")
    if not words_of(text):
        raise WrongUsage(f"{text!r} has no words: type what you want to know")
    query = session.query(**chosen)
    founds = [
        (base, find(base, text, query, limit, cards=format == "json")) for base in session.bases
    ]
    if not any(any(found.question) for _, found in founds):
        raise WrongUsage(f"{text!r} has only little words: add what you want to know about")
    results = sorted(
        (result for base, found in founds for result in _results(base, found)),
        key=lambda result: -result.score,
    )[:limit]
    if not results:
        raise JkbriefError(
            _nothing(text, [found for _, found in founds], query != EVERYTHING, session)
        )
    page = _page(text, results, _unknown(founds), beside=len(session.bases) > 1)
    show("search", format, page, lambda: _record(text, results))


def _results(base: CompiledBase, found: Found) -> list[Result]:
    told = claims(found.part, found.facts.values())
    return [
        Result(base, fact, told[fact.id], hit.score, hit.statement, hit.matched)
        for hit in found.hits
        if (fact := found.facts.get(hit.number))
    ]


def _unknown(founds: list[tuple[CompiledBase, Found]]) -> list[str]:
    first, *others = (found.question.unknown for _, found in founds)
    return [word for word in first if all(word in other for other in others)]


def _name(result: Result, beside: bool) -> str:
    return f"{result.base.factbase}:{result.fact.id}" if beside else result.fact.id


def _page(text: str, results: list[Result], unknown: list[str], beside: bool) -> Page:
    notice = [Paragraph(f"Nothing was found on: {', '.join(unknown)}.")] if unknown else []
    entries = tuple(
        Entry(
            result.claim.lead,
            result.fact.statement,
            search.marks(result.fact.statement, result.stems, result.matched),
            (f"{result.claim.note.removesuffix('.')} ({_name(result, beside)})",),
        )
        for result in results
    )
    part = Part("", (*notice, Entries(entries)))
    return Page(f"Search: {text}", (part,), hint="jkbrief fact ID shows one whole")


def _record(text: str, results: list[Result]) -> dict[str, Any]:
    from jkbrief.render import records

    return {
        "query": text,
        "results": [
            {
                **records.claimed(result.fact, result.claim, result.base.factbase),
                "origin": result.base.origin,
                "score": round(result.score, 3),
                "matched": [
                    result.fact.statement[start:end]
                    for start, end in search.marks(
                        result.fact.statement, result.stems, result.matched
                    )
                ],
            }
            for result in results
        ],
    }


def _nothing(text: str, founds: list[Found], conditions: bool, session: Session) -> str:
    if conditions and any(found.question.concepts for found in founds):
        return f"no fact that answers {text!r} meets these conditions: drop one of the options"
    if any(found.question.quoted for found in founds):
        return f"no fact has these words in a row: {text}: search without the quotes"
    names = [name for base in session.bases for name in _names(base)]
    close = likest(text, names)
    near = f"the nearest names are {', '.join(close)}; " if close else ""
    return f"no fact answers {text!r}: {near}'jkbrief topics' lists the themes"


def _names(base: CompiledBase) -> list[str]:
    terms = [
        name for term in base.terms() for name in (term.preferred, *(v.text for v in term.variants))
    ]
    people = [person.family or person.name for person in base.people()]
    return [*terms, *people, *(theme.title for theme in base.themes())]
