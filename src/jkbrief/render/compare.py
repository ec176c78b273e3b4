"""A comparison of sources as the parts of a page, and as JSON values."""

from collections.abc import Iterator

from jkbrief import edtf
from jkbrief.briefing.compare import Comparison, Contrast
from jkbrief.document import Block, Fields, Items, Paragraph, Part, Table
from jkbrief.model import Fact
from jkbrief.render import records
from jkbrief.telling.claim import Citation


def parts(comparison: Comparison, least: int, beside: bool) -> Iterator[Part]:
    """Yield the parts of a page; single facts are told from the weight `least` on.

    `beside` says that other fact bases are read too, so that headings name the base.
    """
    for part in _parts(comparison, least):
        yield part._replace(title=f"{part.title} ({comparison.factbase})") if beside else part


def _parts(comparison: Comparison, least: int) -> Iterator[Part]:
    contrasts = [block for each in comparison.contrasts for block in _contrast(each)]
    if contrasts:
        yield Part("Where the sources differ", tuple(contrasts))
    shorts = {source.id: source.short for source in comparison.sources}
    names = tuple(
        (
            naming.term.preferred,
            tuple(
                f"{shorts[source]}: {', '.join(words)}" for source, words in naming.words.items()
            ),
        )
        for naming in comparison.namings
    )
    if names:
        yield Part("How each source names it", (Fields(names),))
    yield Part("Facts by theme and source", (_matrix(comparison, shorts),))
    yield Part("Told by one publisher only", tuple(_single(comparison, least)))
    gaps = tuple(gap for found in comparison.gaps.values() for gap in found)
    if gaps:
        yield Part("What no source tells", (Items(gaps),))


def _contrast(contrast: Contrast) -> Iterator[Block]:
    difference = contrast.difference
    yield Paragraph(f"{difference.because.capitalize()}: {difference.note}")
    header = tuple(", ".join(_shorts(claim.citations)) for claim in contrast.claims)
    dates = tuple(edtf.spoken(fact.date) if fact.date else "" for fact in contrast.facts)
    places = tuple(
        "; ".join(f"¶{place.paragraph}" for place in claim.citations) for claim in contrast.claims
    )
    yield Table(
        ("", *header),
        (
            ("says", *(fact.statement for fact in contrast.facts)),
            ("date", *dates),
            ("paragraph", *places),
            ("fact", *(fact.id for fact in contrast.facts)),
        ),
    )


def _shorts(citations: tuple[Citation, ...]) -> list[str]:
    return list(dict.fromkeys(place.short for place in citations))


def _matrix(comparison: Comparison, shorts: dict[str, str]) -> Table:
    sources = [source.id for source in comparison.sources]
    rows = tuple(
        (theme.title, *(str(comparison.matrix[theme.id].get(source, 0)) for source in sources))
        for theme in comparison.themes
    )
    header = ("theme", *(shorts[source] for source in sources))
    return Table(header, rows, frozenset(range(1, len(header))))


def _single(comparison: Comparison, least: int) -> Iterator[Block]:
    counts = tuple((name, str(len(facts))) for name, facts in comparison.single.items())
    yield Table(("publisher", "facts"), counts, frozenset({1}))
    shown = tuple(
        (name, told)
        for name, facts in comparison.single.items()
        if (told := tuple(fact.statement for fact in facts if fact.weight >= least))
    )
    if shown:
        yield Fields(shown)


def record(comparison: Comparison, origin: str) -> records.Record:
    """Return the comparison of a base, which is in the file `origin`, as JSON values."""
    return {
        "factbase": comparison.factbase,
        "origin": origin,
        "themes": [theme.id for theme in comparison.themes],
        "differences": [
            {
                "because": each.difference.because,
                "note": each.difference.note,
                "facts": [
                    records.claimed(fact, claim, comparison.factbase)
                    for fact, claim in zip(each.facts, each.claims, strict=True)
                ],
            }
            for each in comparison.contrasts
        ],
        "names": [
            {"term": each.term.id, "preferred": each.term.preferred, "sources": each.words}
            for each in comparison.namings
        ],
        "matrix": comparison.matrix,
        "one_publisher": {name: _ids(facts) for name, facts in comparison.single.items()},
        "gaps": comparison.gaps,
        "sources": [records.source(source) for source in comparison.sources],
    }


def _ids(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.id for fact in facts]
