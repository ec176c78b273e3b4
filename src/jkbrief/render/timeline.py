"""A time line as a page, for Markdown and plain text, and as JSON values."""

from collections.abc import Iterator

from jkbrief import edtf
from jkbrief.briefing.timeline import Gap, Moment, Timeline
from jkbrief.document import Block, Entries, Entry, Items, Page, Paragraph, Part
from jkbrief.render import records
from jkbrief.render.bibliography import reference


def page(line: Timeline) -> Page:
    """Return the time line as a page: a part a year, then plans, then sources."""
    parts = [Part(title, tuple(blocks)) for title, blocks in _years(line)]
    plans = tuple(plan(line, chain.moments) for chain in line.chains)
    if plans:
        parts.append(Part("Plans and what became of them", (Entries(plans),)))
    parts.append(Part("Sources", (Items(tuple(map(reference, line.sources))),)))
    return Page(line.title, tuple(parts))


def _years(line: Timeline) -> Iterator[tuple[str, list[Block]]]:
    gaps = {gap.before: gap for gap in line.gaps}
    title, blocks = "", list[Block]()
    for number, moment in enumerate(line.moments):
        if year(moment) != title or number in gaps:
            if blocks:
                yield title, blocks
            title, blocks = year(moment), _gap(gaps.get(number))
        entry = Entry(edtf.plain(moment.date), moment.claim.text, (), notes(line, number))
        blocks = _with(blocks, entry)
    if blocks:
        yield title, blocks


def _gap(gap: Gap | None) -> list[Block]:
    return [Paragraph(f"({gap})")] if gap else []


def _with(blocks: list[Block], entry: Entry) -> list[Block]:
    if blocks and isinstance(blocks[-1], Entries):
        return [*blocks[:-1], Entries((*blocks[-1].entries, entry))]
    return [*blocks, Entries((entry,))]


def year(moment: Moment) -> str:
    """Return the year in which a moment begins, beside which it stands."""
    first = moment.span.first
    return str(first[0]) if first != edtf.FIRST_DAY else edtf.spoken(moment.date)


def notes(line: Timeline, number: int) -> tuple[str, ...]:
    """Return what stands under a moment: what it is joined to, and its citation."""
    moment = line.moments[number]
    told = (
        [f"{stage(moment)}, as of {edtf.plain(as_of)}"]
        if (as_of := moment.fact.status_as_of)
        else []
    )
    for other in line.chain_of(number):
        when = "before" if other.known < moment.known else "then"
        told.append(f"{when}: {stage(other)} ({edtf.plain(other.date)}, {other.fact.id})")
    place = f"{moment.claim.note.removesuffix('.')} ({line.name_of(moment)})"
    return (*(["; ".join(told)] if told else []), place)


def stage(moment: Moment) -> str:
    """Return how far a plan had come, or `happened`."""
    return moment.stage or "happened"


def plan(line: Timeline, chain: tuple[int, ...]) -> Entry:
    """Return a plan as its stages, `announced → happened`, and what each says."""
    moments = [line.moments[number] for number in chain]
    lead = " → ".join(f"{stage(each)} {edtf.plain(each.date)}" for each in moments)
    if len(moments) == 1:
        text = moments[0].claim.text
        return Entry(lead, text, (), ("Nothing later is told of it.",))
    return Entry(lead, moments[-1].claim.text, (), tuple(each.claim.text for each in moments[:-1]))


def record(line: Timeline) -> records.Record:
    """Return the time line as JSON values; `joined` are the ids of a plan's other moments."""
    return {
        "title": line.title,
        "facts": [
            {
                **records.claimed(moment.fact, moment.claim, moment.factbase),
                "origin": moment.origin,
                "first": _iso(moment.span.first),
                "last": _iso(moment.span.last),
                "precision": moment.precision,
                "joined": [other.fact.id for other in line.chain_of(number)],
            }
            for number, moment in enumerate(line.moments)
        ],
        "gaps": [
            {"before": line.moments[gap.before].fact.id, "months": gap.months} for gap in line.gaps
        ],
        "plans": [
            [
                {"fact": line.moments[n].fact.id, "stage": stage(line.moments[n])}
                for n in chain.moments
            ]
            for chain in line.chains
        ],
        "sources": [records.source(source) for source in line.sources],
    }


def _iso(day: edtf.Day) -> str | None:
    """Return a day as ISO 8601 has it, or None for an open end."""
    open_end = day in (edtf.FIRST_DAY, edtf.LAST_DAY)
    return None if open_end else f"{day[0]:04}-{day[1]:02}-{day[2]:02}"
