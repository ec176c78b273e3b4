"""The base against the dossiers and the source texts: what is cited is there, and says so."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jkbrief import edtf
from jkbrief.factbase.dossier import Dossier, paragraph_digest
from jkbrief.factbase.rules import mentions
from jkbrief.factbase.rules.rule import (
    ERROR,
    WARNING,
    Code,
    Finding,
    Material,
    Text,
    rule,
    rules_of,
)
from jkbrief.factbase.rules.wording import quotations, wordings, words
from jkbrief.factbase.specs import Path
from jkbrief.model import Fact, FactBase, Inference, Source
from jkbrief.text import normalise

LONGEST_GIST = 20
COPIED = 9
Places = set[tuple[str, int]]


# --- against the dossiers


@rule(
    Code(
        "no-dossier",
        WARNING,
        "There are dossiers, but none for this source, so that its citations cannot be checked.",
        "sources: [{id: minutes-2024, …}, {id: gazette-2024, …}]   # seeds/minutes-2024.yaml alone",
        "sources: [{id: minutes-2024, …}]                          # seeds/minutes-2024.yaml",
    ),
    Code(
        "dossier-of-nothing",
        WARNING,
        "A dossier is of a source that the base does not have.",
        "source: minute-2024     # in seeds/minute-2024.yaml",
        "source: minutes-2024    # in seeds/minutes-2024.yaml",
    ),
)
def every_source_has_its_dossier(material: Material) -> Iterator[Finding]:
    """Sources and dossiers go together."""
    if not material.dossiers:
        return
    known = {source.id for source in material.base.sources}
    for number, source in enumerate(material.base.sources):
        if source.id not in material.dossiers:
            message = "has no dossier: begin one with 'jkbrief init --source TEXT'"
            yield Finding(("sources", number, "id"), "no-dossier", message)
    for name in material.dossiers:
        if name not in known:
            message = f"no source has the id {name!r}: correct it, or add the source"
            yield Finding(("dossiers", name, "source"), "dossier-of-nothing", message)


@rule(
    Code(
        "dossier-numbering",
        ERROR,
        "The paragraphs of a dossier are not numbered 1, 2, 3 and so on.",
        "paragraphs: [{number: 1, …}, {number: 3, …}]",
        "paragraphs: [{number: 1, …}, {number: 2, …}]",
    ),
    Code(
        "gist-or-reason",
        ERROR,
        "A paragraph of a dossier has both a gist and a reason to skip it.",
        "- {number: 2, …, gist: The contract is signed., skipped: site furniture}",
        "- {number: 2, …, gist: The contract is signed.}",
    ),
    Code(
        "no-gist",
        WARNING,
        "A paragraph of a dossier has neither a gist nor a reason to skip it.",
        '- {number: 2, …, gist: ""}',
        "- {number: 2, …, gist: The contract is signed.}",
    ),
    Code(
        "long-gist",
        WARNING,
        "A gist has more than twenty words.",
        "- {number: 2, …, gist: The council signs, after a long debate about one thing and another "
        "and yet another and still one more, the contract for a ferry.}",
        "- {number: 2, …, gist: The council signs the contract after a long debate.}",
    ),
)
def dossiers_are_whole(material: Material) -> Iterator[Finding]:
    """Each paragraph has its number, and a gist of up to twenty words or a reason."""
    for name, dossier in (material.dossiers or {}).items():
        for index, each in enumerate(dossier.paragraphs):
            at: Path = ("dossiers", name, index)
            if each.number != index + 1:
                message = f"is numbered {each.number}: it is paragraph {index + 1}"
                yield Finding(at, "dossier-numbering", message)
            if each.gist and each.skipped:
                message = "has a gist and a reason to skip it: keep one"
                yield Finding(at, "gist-or-reason", message)
            if not each.gist and not each.skipped:
                message = "has no gist: write one, or why it is skipped"
                yield Finding(at, "no-gist", message)
            if len(each.gist.split()) > LONGEST_GIST:
                message = f"has a gist of {len(each.gist.split())} words: twenty are enough"
                yield Finding(at, "long-gist", message)


@rule(
    Code(
        "no-such-paragraph",
        ERROR,
        "A cite or an inference names a paragraph that the source does not have.",
        "cites: [{source: minutes-2024, paragraph: 99, find: contract for one electric ferry}]",
        "cites: [{source: minutes-2024, paragraph: 2, find: contract for one electric ferry}]",
    ),
    Code(
        "skipped-paragraph",
        ERROR,
        "A cite names a paragraph of which the dossier says that it holds nothing.",
        "cites: [{source: minutes-2024, paragraph: 1, find: Minutes}]",
        "cites: [{source: minutes-2024, paragraph: 2, find: contract for one electric ferry}]",
    ),
)
def cited_paragraphs_hold_content(material: Material) -> Iterator[Finding]:
    """What is cited exists and is no furniture; an inference may rest on furniture."""
    dossiers = material.dossiers or {}
    for path, source, number, cited in _mentioned_paragraphs(material.base):
        if source not in dossiers:
            continue
        rows = dossiers[source].paragraphs
        if number > len(rows):
            message = f"{source!r} has {len(rows)} paragraphs: there is no paragraph {number}"
            yield Finding(path, "no-such-paragraph", message)
        elif cited and rows[number - 1].skipped:
            message = f"paragraph {number} of {source!r} is skipped ({rows[number - 1].skipped})"
            yield Finding(path, "skipped-paragraph", message)


def _mentioned_paragraphs(base: FactBase) -> Iterator[tuple[Path, str, int, bool]]:
    for number, source in enumerate(base.sources):
        yield from _of_inferences(("sources", number), source.inferred)
    for number, fact in enumerate(base.facts):
        for index, cite in enumerate(fact.cites):
            path: Path = ("facts", number, "cites", index, "paragraph")
            yield path, cite.source, cite.paragraph, True
        yield from _of_inferences(("facts", number), fact.inferred)


def _of_inferences(
    at: Path, inferences: tuple[Inference, ...]
) -> Iterator[tuple[Path, str, int, bool]]:
    for inference in inferences:
        for source, numbers in inference.paragraphs:
            for index, number in enumerate(numbers):
                path = (*at, "inferred", inference.field, "paragraphs", source, index)
                yield path, source, number, False


@rule(
    Code(
        "uncited-paragraph",
        WARNING,
        "No fact cites a paragraph that holds content.",
        "- {number: 3, …, gist: What the ferry costs.}   # and no fact cites paragraph 3",
        '- {number: 3, …, skipped: "repeats paragraph 2"}',
    )
)
def every_paragraph_is_drawn_from(material: Material) -> Iterator[Finding]:
    """Every paragraph with a gist is cited by some fact."""
    yields = facts_by_paragraph(material.base)
    known = {source.id for source in material.base.sources}
    for name, dossier in (material.dossiers or {}).items():
        for index, each in enumerate(dossier.paragraphs):
            if name in known and each.gist and not yields.get((name, each.number)):
                message = f"no fact cites paragraph {each.number}: draw its claims, or say why not"
                yield Finding(("dossiers", name, index), "uncited-paragraph", message)


def facts_by_paragraph(base: FactBase) -> dict[tuple[str, int], int]:
    """Return by source and paragraph how many facts cite it."""
    counts: dict[tuple[str, int], int] = {}
    for fact in base.facts:
        for place in {(cite.source, cite.paragraph) for cite in fact.cites}:
            counts[place] = counts.get(place, 0) + 1
    return counts


# --- against the texts


@rule(
    Code(
        "text-not-found",
        ERROR,
        "No file of --texts is the text of this dossier.",
        "digest: 0000…   # and no file in the folder has this SHA-256, or looks like it",
        "digest: 46df…   # the SHA-256 of a file in the folder",
    ),
    Code(
        "text-differs",
        ERROR,
        "The text has changed since its dossier was written.",
        "digest: 0000…   # another version of the text lies in the folder",
        "digest: 46df…   # the SHA-256 of the file as it is",
    ),
    Code(
        "paragraph-differs",
        ERROR,
        "A paragraph of the text is not the one that the dossier describes.",
        '- {number: 2, role: body, digest: "0000000000000000", gist: The contract is signed.}',
        '- {number: 2, role: body, digest: "b641d5779a517bec", gist: The contract is signed.}',
    ),
)
def digests_match(material: Material) -> Iterator[Finding]:
    """The text at hand is, byte for byte, the one that was read for the dossier."""
    if material.texts is None:
        return
    for name, dossier in (material.dossiers or {}).items():
        text = material.texts.get(name)
        if text is None:
            message = "no file of --texts is the text of this dossier"
            yield Finding(("dossiers", name, "digest"), "text-not-found", message)
            continue
        if text.digest != dossier.digest:
            message = f"{text.name} has changed since: its SHA-256 is {text.digest}"
            yield Finding(("dossiers", name, "digest"), "text-differs", message)
        yield from _paragraphs_match(name, dossier, text)


def _paragraphs_match(name: str, dossier: Dossier, text: Text) -> Iterator[Finding]:
    for index, each in enumerate(dossier.paragraphs):
        if index >= len(text.paragraphs):
            message = f"{text.name} has only {len(text.paragraphs)} paragraphs"
            yield Finding(("dossiers", name, index), "paragraph-differs", message)
        elif (digest := paragraph_digest(text.paragraphs[index])) != each.digest:
            message = f"is another in {text.name}: its digest is {digest}"
            yield Finding(("dossiers", name, index), "paragraph-differs", message)
    if len(text.paragraphs) > len(dossier.paragraphs):
        message = f"{text.name} has {len(text.paragraphs)} paragraphs, more than are described"
        yield Finding(("dossiers", name, "paragraphs"), "paragraph-differs", message)


@rule(
    Code(
        "find-not-there",
        ERROR,
        "A find phrase does not stand in the paragraph that is cited.",
        "cites: [{source: minutes-2024, paragraph: 2, find: contract for two electric ferries}]",
        "cites: [{source: minutes-2024, paragraph: 2, find: contract for one electric ferry}]",
    )
)
def finds_stand_where_they_should(material: Material) -> Iterator[Finding]:
    """The words of `find` stand in that paragraph, in that order; quotes and dashes are folded."""
    for number, fact in enumerate(material.base.facts):
        for index, cite in enumerate(fact.cites):
            row = _paragraph(material, cite.source, cite.paragraph)
            if row is None or _contains(row, cite.find):
                continue
            elsewhere = _where(material, cite.source, cite.find)
            hint = f": it stands in paragraph {elsewhere}" if elsewhere else ""
            message = f"does not stand in paragraph {cite.paragraph} of {cite.source!r}{hint}"
            yield Finding(("facts", number, "cites", index, "find"), "find-not-there", message)


def _contains(paragraph: str, phrase: str) -> bool:
    return _spaced(phrase) in _spaced(paragraph)


@lru_cache(maxsize=1024)
def _spaced(text: str) -> str:
    return f" {' '.join(words(normalise(text)))} "


def _where(material: Material, source: str, find: str) -> str:
    rows = (material.texts or {})[source].paragraphs
    return ", ".join(str(n) for n, row in enumerate(rows, 1) if _contains(row, find))


def _paragraph(material: Material, source: str, number: int) -> str | None:
    text = (material.texts or {}).get(source)
    return text.paragraphs[number - 1] if text and number <= len(text.paragraphs) else None


@rule(
    Code(
        "quotation-not-there",
        ERROR,
        "What stands in quotation marks does not stand in a paragraph that is cited.",
        "statement: 'Lindholm town council spoke of \"a disaster\" on 14 May 2024.'",
        "statement: 'Lindholm town council spoke of a \"contract\" on 14 May 2024.'",
    )
)
def quotations_are_exact(material: Material) -> Iterator[Finding]:
    """A quotation is word for word what its source has."""
    for number, fact in enumerate(material.base.facts):
        rows = _evidence(material, fact)
        for quotation in quotations(fact.statement) if rows else ():
            if not any(_contains(row, quotation) for row in rows):
                message = f'quotes "{quotation}", which no cited paragraph has: quote exactly'
                yield Finding(("facts", number, "statement"), "quotation-not-there", message)


def _evidence(material: Material, fact: Fact, *fields: str) -> list[str]:
    """Return the paragraphs that prove `fact`; none where a text is not at hand.

    Those of an inference of its statement, or of one of `fields`, count as well.
    """
    places: dict[tuple[str, int], None] = {(c.source, c.paragraph): None for c in fact.cites}
    for inference in fact.inferred:
        if inference.field in ("statement", *fields):
            for source, numbers in inference.paragraphs:
                places |= {(source, number): None for number in numbers}
    rows = [_paragraph(material, source, number) for source, number in places]
    return [row for row in rows if row is not None] if None not in rows else []


def _explanations(fact: Fact) -> list[str]:
    """Return how the statement was inferred: what is named there is explained."""
    return [inference.how for inference in fact.inferred if inference.field == "statement"]


_UNPROVED = "cite where it stands, or explain it under 'inferred: {statement: …}'"


@rule(
    Code(
        "unproved-number",
        ERROR,
        "A number of a statement or an answer stands in no paragraph that is cited.",
        "statement: Lindholm town council signed on 14 May 2024 a contract for 7 electric ferries.",
        "statement: Lindholm town council signed a contract for an electric ferry on 14 May 2024.",
    ),
    Code(
        "unproved-date",
        ERROR,
        "A date of a fact, a statement or an answer stands in no paragraph that is cited.",
        "statement: Lindholm town council signed a contract for an electric ferry on 3 June 2024.",
        "statement: Lindholm town council signed a contract for an electric ferry on 14 May 2024.",
    ),
    Code(
        "unproved-name",
        ERROR,
        "A proper name of a statement or an answer stands in no paragraph that is cited.",
        "statement: Lindholm town council signed a contract with Skagen Yards on 14 May 2024.",
        "statement: Lindholm town council signed a contract with Nordvik Yard on 14 May 2024.",
    ),
)
def statements_are_proved(material: Material) -> Iterator[Finding]:
    """Every number, date and name is in a cited paragraph, in people or terms, or inferred.

    A sentence of a bottom line claims no more than the facts it rests on.
    """
    if not material.texts:
        return
    prover = _Prover(material)
    yield from _bottom_lines(material, prover)
    for number, fact in enumerate(material.base.facts):
        rows = _evidence(material, fact)
        if not rows or any(cite.source not in prover.sources for cite in fact.cites):
            continue  # what cannot be looked up is reported elsewhere
        rows += _explanations(fact)
        at: Path = ("facts", number)
        yield from prover.dates_of(at, fact, rows)
        yield from prover.claims((*at, "statement"), fact.statement, fact, rows)
        for index, card in enumerate(fact.cards):
            if card.kind != "true-false":
                path = (*at, "cards", index, "answer")
                yield from prover.claims(path, card.answer, fact, rows)


def _bottom_lines(material: Material, prover: "_Prover") -> Iterator[Finding]:
    facts = {fact.id: fact for fact in material.base.facts}
    for number, theme in enumerate(material.base.themes):
        for index, sentence in enumerate(theme.bottom_line):
            told = [facts[name] for name in sentence.facts if name in facts]
            rows = [row for fact in told for row in _evidence(material, fact)]
            if rows:
                rows += [fact.statement for fact in told]
                whole = told[0]._replace(cites=tuple(c for fact in told for c in fact.cites))
                path = ("themes", number, "bottom_line", index, "text")
                yield from prover.claims(path, sentence.text, whole, rows)


class _Prover:
    """Looks for what a text claims in the paragraphs that are to prove it."""

    def __init__(self, material: Material) -> None:
        self.names = mentions.Names(material.base)
        self.sources = {source.id: source for source in material.base.sources}
        texts = (material.texts or {}).values()
        self.small = mentions.small_words(
            [text for _, text in wordings(material.base)]
            + [row for text in texts for row in text.paragraphs]
        )

    def _cited(self, fact: Fact) -> list[Source]:
        return [self.sources[c.source] for c in fact.cites if c.source in self.sources]

    def dates_of(self, at: Path, fact: Fact, rows: list[str]) -> Iterator[Finding]:
        """Yield the date fields that neither the paragraphs nor an inference explains."""
        explained = {inference.field for inference in fact.inferred}
        issued = [source.issued for source in self._cited(fact) if source.issued]
        known = {*issued, *(getattr(fact, field, None) for field in explained)}
        for field in ("date", "period", "status_as_of"):
            date = getattr(fact, field)
            if not date or field in explained or date in known:
                continue
            ends = {end for each in issued for end in each.split("/")} | {"", ".."}
            if not all(
                end in ends or all(_dated(part, rows, issued) for part in _parts_of(end))
                for end in date.split("/")
            ):
                message = f"{date} stands in no cited paragraph: explain it under 'inferred'"
                yield Finding((*at, field), "unproved-date", message)

    def claims(self, path: Path, text: str, fact: Fact, rows: list[str]) -> Iterator[Finding]:
        """Yield each number, date and name of `text` that is not accounted for."""
        figures = {figure for row in rows for figure in mentions.figures(row)}
        for value, written in mentions.numbers(text).items():
            if value not in figures:
                message = f"says {written!r}, which no cited paragraph has: {_UNPROVED}"
                yield Finding(path, "unproved-number", message)
        issued = [source.issued for source in self._cited(fact) if source.issued]
        fields = [d for d in (fact.date, fact.period, fact.status_as_of) if d]
        for date in mentions.dates(_AS_OF.sub("", text) if _says_when(text, issued) else text):
            if not _within(date, fields) and not _dated(date, rows, issued):
                message = f"says {date.text!r}, which no cited paragraph has: {_UNPROVED}"
                yield Finding(path, "unproved-date", message)
        for name in self._unproved_names(text, fact, rows):
            message = f"names {name!r}, which no cited paragraph has: {_UNPROVED}"
            yield Finding(path, "unproved-name", message)

    def _unproved_names(self, text: str, fact: Fact, rows: list[str]) -> Iterator[str]:
        proved = {owner for row in rows for owner in self.names.found(row)}
        known = {name for row in rows for name in mentions.names_in(row)}
        known |= {name for s in self._cited(fact) for name in mentions.names_in(_called(s))}
        known |= {name for cite in fact.cites for name in mentions.names_in(cite.via or "")}
        known |= {n for owner in proved for n in mentions.names_in(self.names.roles.get(owner, ""))}
        known |= {code for sign, code in _CURRENCIES.items() if any(sign in row for row in rows)}
        forms, rest = self.names.split(text)
        for form, owners in forms:
            capitals = mentions.capitalised(form, {"a", "an", "the"})
            if not owners & proved and not all(_stands(normalise(w), known) for w in capitals):
                yield form
        for word in mentions.capitalised(_without_dates(rest), self.small):
            if not _stands(normalise(word), known):
                yield word


_AS_OF = re.compile(
    r"\b(?:[Aa]s of|[Bb]y|[Bb]efore) (?:about |early |late )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}\b"
)


def _says_when(text: str, issued: list[str]) -> bool:
    """Return whether `text` says as of when a source tells something: "as of about May 2023"."""
    match = _AS_OF.search(text)
    return match is not None and all(_within(date, issued) for date in mentions.dates(match[0]))


_CURRENCIES = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy"}


def _stands(word: str, known: set[str]) -> bool:
    return word in known or any(mentions.same_name(word, other) for other in known)


def _called(source: Source) -> str:
    names = [part for name in source.author for part in name if part]
    return " ".join([source.short, source.container or "", source.publisher or "", *names])


def _without_dates(text: str) -> str:
    for date in mentions.dates(text):
        text = text.replace(date.text, " " * len(date.text))
    return text


def _parts_of(date: str) -> list[mentions.Date]:
    """Return the ends of an EDTF date in the parts that it spells out."""
    ends = []
    for end in date.split("/"):
        bare = end.rstrip("?~%")
        numbers = [int(part) for part in bare.split("-") if part.isdigit()]
        if numbers:
            year, month, day = (*numbers, 0, 0)[:3]
            ends.append(mentions.Date(end, year, month if month <= 12 else 0, day))
    return ends


def _within(date: mentions.Date, fields: list[str]) -> bool:
    """Return whether one of the fact's own dates, which are proved by themselves, has this one."""
    for field in fields:
        span = edtf.span(field)
        ends = _parts_of(field)
        years = range(span.first[0], span.last[0] + 1)
        months = {end.month for end in ends} | _months_between(span)
        days = {end.day for end in ends}
        if (
            date.year in (0, *years)
            and date.month in (0, *months)
            and (date.day == 0 or date.day in days)
        ):
            return True
    return False


def _months_between(span: edtf.Span) -> set[int]:
    months = (span.last[0] - span.first[0]) * 12 + span.last[1] - span.first[1]
    return {(span.first[1] - 1 + n) % 12 + 1 for n in range(months + 1)} if months < 11 else set()


def _dated(date: mentions.Date, rows: list[str], issued: list[str]) -> bool:
    """Return whether the paragraphs, read with their sources' dates, give `date`.

    A month or a day without a year is of the year that puts it nearest before the source's date,
    or, as of something ahead, of the same year.
    """
    told = [other for row in rows for other in mentions.dates(row)]
    years = {other.year for other in told if other.year}
    if date.month:
        fitting = [o for o in told if o.month == date.month and (not date.day or o.day == date.day)]
        if not fitting:
            return False
        years = {other.year for other in fitting} - {0}
        if any(not other.year for other in fitting):
            years |= {year for each in issued for year in _likely_years(date, each)}
    return date.year in years or not date.year


def _likely_years(date: mentions.Date, issued: str) -> set[int]:
    year, month, _ = edtf.span(issued).last
    ahead = date.month - month
    return {year - 1} if ahead > 6 else {year - 1, year} if ahead > 0 else {year}


@rule(
    Code(
        "copied-words",
        ERROR,
        "A text of ours repeats nine or more words of a source.",
        "statement: The council signed the contract for one electric ferry with Nordvik Yard "
        "on 14 May 2024.",
        "statement: Lindholm town council signed a contract for an electric ferry on 14 May 2024.",
    )
)
def words_are_our_own(material: Material) -> Iterator[Finding]:
    """No run of nine words stands in a source as well; titles are names, and no finding."""
    texts = material.texts or {}
    titles = {run for source in material.base.sources for run in _runs(source.title)}
    runs: dict[tuple[str, ...], str] = {}
    for name, text in texts.items():
        for number, row in enumerate(text.paragraphs, 1):
            for run in _runs(row):
                runs.setdefault(run, f"paragraph {number} of {name!r}")
    gists = (
        (("dossiers", name, index), each.gist)
        for name, dossier in (material.dossiers or {}).items()
        for index, each in enumerate(dossier.paragraphs)
    )
    for path, wording in (*wordings(material.base), *gists):
        copied = next((run for run in _runs(wording) if run in runs and run not in titles), None)
        if copied:
            message = f"repeats {runs[copied]}: '{' '.join(copied)}': say it in other words"
            yield Finding(path, "copied-words", message)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    told = words(text)
    return (tuple(told[n : n + COPIED]) for n in range(len(told) - COPIED + 1))


RULES = rules_of(globals())
