"""A checked fact base as an SQLite database: what every reading command runs on.

The database is made by `build.py` from the YAML file and opened here read-only. A request
gets the part of the base that it needs, as a FactBase.
"""

import marshal
import sqlite3
import sys
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jkbrief.model import (
    Card,
    Cite,
    Difference,
    Fact,
    FactBase,
    Inference,
    Name,
    Person,
    Role,
    Sentence,
    Source,
    Term,
    Theme,
    Thread,
    Variant,
)
from jkbrief.telling.claim import Citation, Claim, Material, WeighedClaim
from jkbrief.text import listed

if TYPE_CHECKING:
    from jkbrief.factbase.stems import Stemmer
    from jkbrief.search import Candidate

# Raise the number when the model, the tables or the checks change: older databases are rebuilt.
# Rows are marshalled, the form of compiled Python, which another Python may have otherwise.
FORMAT = f"18 {sys.implementation.cache_tag}"

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE entity (
    section TEXT, id TEXT, position INTEGER, data BLOB, PRIMARY KEY (section, id)
) WITHOUT ROWID;
CREATE TABLE fact (position INTEGER PRIMARY KEY, id TEXT UNIQUE, data BLOB);
CREATE TABLE card (
    fact INTEGER, position INTEGER, name TEXT, theme TEXT, data BLOB, PRIMARY KEY (fact, position)
) WITHOUT ROWID;
CREATE UNIQUE INDEX card_name ON card (name);
CREATE INDEX card_list ON card (fact, position, name, theme);
CREATE TABLE answer (type TEXT, position INTEGER, data BLOB, PRIMARY KEY (type, position))
    WITHOUT ROWID;
CREATE TABLE material (theme TEXT PRIMARY KEY, data BLOB);
CREATE TABLE theme_count (theme TEXT PRIMARY KEY, facts INTEGER, cards INTEGER) WITHOUT ROWID;
CREATE TABLE fact_theme (theme TEXT, fact INTEGER, PRIMARY KEY (theme, fact)) WITHOUT ROWID;
CREATE TABLE fact_source (source TEXT, fact INTEGER, PRIMARY KEY (source, fact)) WITHOUT ROWID;
CREATE TABLE difference (fact INTEGER, other INTEGER, PRIMARY KEY (fact, other)) WITHOUT ROWID;
"""


class CompiledBase:
    """One fact base, open for reading; `origin` is the path of the file it came from."""

    def __init__(self, connection: sqlite3.Connection, origin: str) -> None:
        """Read who the base is; the rest is read when asked for."""
        self._connection = connection
        self.origin = origin
        self._meta: dict[str, Any] = dict(connection.execute("SELECT key, value FROM meta"))
        self.factbase: str = self._meta["factbase"]
        self.content: str = self._meta["content"]

    def themes(self) -> tuple[Theme, ...]:
        """Return every theme, in the order of the file."""
        return tuple(_theme(row) for row in self._entities("themes"))

    def sources(self) -> tuple[Source, ...]:
        """Return every source, in the order of the file."""
        return tuple(_source(row) for row in self._entities("sources"))

    def threads(self) -> tuple[Thread, ...]:
        """Return every thread, in the order of the file."""
        return tuple(_thread(row) for row in self._entities("threads"))

    def terms(self) -> tuple[Term, ...]:
        """Return every term, in the order of the file."""
        return tuple(_term(row) for row in self._entities("terms"))

    def people(self) -> tuple[Person, ...]:
        """Return every person and body, in the order of the file."""
        return tuple(_person(row) for row in self._entities("people"))

    def fact_ids(self) -> list[str]:
        """Return the id of every fact, in the order of the file."""
        return [
            name for (name,) in self._connection.execute("SELECT id FROM fact ORDER BY position")
        ]

    def theme_counts(self) -> dict[str, tuple[int, int]]:
        """Return for each theme with facts how many facts and how many cards it has."""
        rows = self._connection.execute("SELECT theme, facts, cards FROM theme_count")
        return {theme: (facts, cards) for theme, facts, cards in rows}

    def material(self, theme: str) -> Material:
        """Return what there is to tell on the theme with this id, of all its facts."""
        query = "SELECT data FROM material WHERE theme = ?"
        (data,) = self._connection.execute(query, (theme,)).fetchone()
        row = dict(zip(Material._fields, _values(data), strict=True))
        row["bottom_line"] = tuple(map(_claim, row["bottom_line"]))
        row["candidates"] = tuple(map(_candidate, row["candidates"]))
        row["sources"] = self.sources_named(row["sources"])  # kept by their ids
        return Material(**row)

    def part_of_theme(self, theme: str, *, cards: bool = True) -> FactBase:
        """Return the facts of a theme, those they differ from, what these name, and all sources and people.

        Without `cards` no fact has any, which is quicker.
        """
        return self._part("SELECT fact FROM fact_theme WHERE theme = ?", theme, cards=cards)

    def part_of_source(self, source: str) -> FactBase:
        """Return the facts that cite a source, what these name, and all sources and people."""
        return self._part("SELECT fact FROM fact_source WHERE source = ?", source)

    def part_of_fact(self, fact: str) -> FactBase:
        """Return one fact, those it differs from, what these name, and all sources and people; empty where none."""
        return self._part("SELECT position FROM fact WHERE id = ?", fact)

    def _part(
        self,
        chosen: str,
        argument: str,
        *,
        alone: bool = False,
        cards: bool = True,
        named: bool = False,
    ) -> FactBase:
        others = "" if alone else "UNION SELECT other FROM difference JOIN chosen USING (fact)"
        query = f"""
            WITH chosen (fact) AS ({chosen})
            SELECT position, data FROM fact
            WHERE position IN (SELECT fact FROM chosen {others}) ORDER BY position
        """  # noqa: S608 - `chosen` is one of the texts above
        rows = self._connection.execute(query, (argument,)).fetchall()
        asked = self._cards([position for position, _ in rows]) if cards else {}
        facts = tuple(_fact(data, asked.get(position, ())) for position, data in rows)
        by, cited = _each(f.by for f in facts), {cite.source for f in facts for cite in f.cites}
        return self.overview()._replace(
            facts=facts,
            themes=self._named("themes", _theme, _each(f.themes for f in facts)),
            threads=self._named("threads", _thread, {f.thread for f in facts if f.thread}),
            people=self._named("people", _person, by) if named else self.people(),
            sources=self.sources_named(cited) if named else self.sources(),
        )

    def overview(self) -> FactBase:
        """Return the base without its contents: names and totals."""
        meta = self._meta
        return FactBase(
            factbase=self.factbase,
            title=meta["title"],
            edition=meta["edition"],
            fact_total=meta["fact_total"],
            source_total=meta["source_total"],
        )

    def facts(self, positions: Iterable[int]) -> FactBase:
        """Return the facts with these numbers and all that they name, but not what differs."""
        chosen = listed(positions)
        return self._part("SELECT value FROM json_each(?)", chosen, alone=True)

    def facts_and_others(self, positions: Iterable[int], *, cards: bool, named: bool) -> FactBase:
        """Return the facts with these numbers, those they differ from, and what these name.

        Without `cards` no fact has any. If `named`, there are no other sources and people.
        """
        chosen = listed(positions)
        return self._part("SELECT value FROM json_each(?)", chosen, cards=cards, named=named)

    def numbers(self, facts: Iterable[str]) -> dict[str, int]:
        """Return the number of each of the facts with these ids."""
        query = "SELECT id, position FROM fact WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._connection.execute(query, (listed(facts),)))

    def whole(self) -> FactBase:
        """Return everything."""
        part = self._part("SELECT position FROM fact WHERE ? IS NOT NULL", "", alone=True)
        return part._replace(themes=self.themes(), threads=self.threads(), terms=self.terms())

    def matches(self, expression: str, most: int) -> list[int]:
        """Return the numbers of the first `most` facts that an FTS5 expression finds."""
        query = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
        return [number for (number,) in self._connection.execute(query, (expression, most))]

    def best(self, expression: str, most: int) -> list[int]:
        """Return the same, the best first: by bm25 with the weights of search.FIELDS."""
        from jkbrief.search import FIELDS

        worth = ", ".join(map(str, FIELDS.values()))
        query = f"""
            SELECT rowid FROM (
                SELECT rowid, bm25(search, {worth}) AS rank FROM search WHERE search MATCH ? LIMIT ?
            ) ORDER BY rank
        """  # noqa: S608 - numbers of ours
        return [number for (number,) in self._connection.execute(query, (expression, most))]

    def candidates(self, numbers: Iterable[int]) -> "list[Candidate]":
        """Return the facts with these numbers as a search ranks them."""
        from jkbrief.search import FIELDS

        query = f"""
            SELECT rowid, weight, {", ".join(FIELDS)} FROM search
            WHERE rowid IN (SELECT value FROM json_each(?))
        """  # noqa: S608 - names of ours
        rows = self._connection.execute(query, (listed(numbers),))
        return [
            (number, weight, [field.split() for field in fields])
            for number, weight, *fields in rows
        ]

    @cached_property
    def _stemmer(self) -> "Stemmer":
        from jkbrief.factbase.stems import Stemmer  # only for words that are new to the base

        return Stemmer()

    def stem(self, words: Iterable[str]) -> list[str]:
        """Return the stem of each of `words`."""
        told = list(words)
        query = "SELECT word, stem FROM stem WHERE word IN (SELECT value FROM json_each(?))"
        known = dict(self._connection.execute(query, (listed(told),)))
        if all(word in known or word[-1].isdigit() for word in told):  # a number is its own stem
            return [known.get(word, word) for word in told]
        return self._stemmer(told)

    def counts(self, stems: Iterable[str]) -> dict[str, int]:
        """Return for each of `stems` that any fact has how many facts have it."""
        query = "SELECT stem, facts FROM word WHERE stem IN (SELECT value FROM json_each(?))"
        return dict(self._connection.execute(query, (listed(sorted(stems)),)))

    def alike(self, phrases: Iterable[str]) -> dict[str, dict[str, float]]:
        """Return for each of `phrases` (of stems) that has any its other forms and weights."""
        query = """
            SELECT phrase, other, weight FROM alike
            WHERE phrase IN (SELECT value FROM json_each(?))
        """
        found: dict[str, dict[str, float]] = {}
        rows = self._connection.execute(query, (listed(sorted(set(phrases))),))
        for phrase, other, weight in rows:
            found.setdefault(phrase, {})[other] = weight
        return found

    def beginning(self, start: str) -> list[str]:
        """Return the stems of facts that begin with `start`."""
        query = "SELECT stem FROM word WHERE stem >= ? AND stem < ? || char(0x10ffff)"
        return [stem for (stem,) in self._connection.execute(query, (start, start))]

    def long(self, shortest: int, longest: int) -> list[str]:
        """Return the stems of facts that have so many letters."""
        query = "SELECT stem FROM word WHERE length(stem) BETWEEN ? AND ?"
        return [stem for (stem,) in self._connection.execute(query, (shortest, longest))]

    def total(self) -> int:
        """Return how many facts there are."""
        return int(self._meta["fact_total"])

    def fact(self, name: str) -> Fact | None:
        """Return the fact with this id, without its cards, or None."""
        row = self._connection.execute("SELECT data FROM fact WHERE id = ?", (name,)).fetchone()
        return _fact(row[0], ()) if row else None

    def sources_named(self, names: Iterable[str]) -> tuple[Source, ...]:
        """Return the sources with these ids, in the order of the file."""
        return self._named("sources", _source, names)

    def card(self, name: str) -> Card | None:
        """Return the card called `fact:card`, or None."""
        row = self._connection.execute("SELECT data FROM card WHERE name = ?", (name,)).fetchone()
        return _card(row[0]) if row else None

    def card_with_fact(self, name: str) -> tuple[Card, Fact] | None:
        """Return the card called `fact:card` and its fact, which has no cards here, or None."""
        query = """
            SELECT card.data, fact.data FROM card JOIN fact ON fact.position = card.fact
            WHERE card.name = ?
        """
        row = self._connection.execute(query, (name,)).fetchone()
        return (_card(row[0]), _fact(row[1], ())) if row else None

    def answers_of_type(self, type: str) -> list[tuple[str, tuple[str, ...]]]:
        """Return the answers of a type, each with what is accepted for it, in order."""
        query = "SELECT data FROM answer WHERE type = ? ORDER BY position"
        return [_values(data) for (data,) in self._connection.execute(query, (type,))]

    def card_names(self, names: Iterable[str], themes: Iterable[str] | None = None) -> set[str]:
        """Return those of `names` (`fact:card`) that are cards, only of `themes` where given."""
        query = "SELECT name FROM card WHERE name IN (SELECT value FROM json_each(?))"
        return {name for (name,) in self._of_themes(query, [listed(names)], themes)}

    def card_list(self, themes: Iterable[str] | None = None) -> list[tuple[str, str]]:
        """Return the name and the first theme of every card, only of `themes` where given."""
        query = "SELECT name, theme FROM card WHERE true"
        return self._of_themes(query, [], themes, "ORDER BY fact, position")

    def has_cards(self, themes: Iterable[str] | None = None) -> bool:
        """Return whether there is any card, only of `themes` where given."""
        return bool(self._of_themes("SELECT 1 FROM card WHERE true", [], themes, "LIMIT 1"))

    def _of_themes(
        self, query: str, arguments: list[str], themes: Iterable[str] | None, order: str = ""
    ) -> list[Any]:
        if themes is not None:
            query = f"""{query} AND EXISTS (
                SELECT 1 FROM fact_theme AS ft WHERE ft.fact = card.fact
                AND ft.theme IN (SELECT value FROM json_each(?))
            )"""  # noqa: S608 - one of the texts above
            arguments = [*arguments, listed(themes)]
        return self._connection.execute(f"{query} {order}", arguments).fetchall()

    def _cards(self, positions: list[int]) -> dict[int, tuple[Card, ...]]:
        query = """
            SELECT fact, data FROM card WHERE fact IN (SELECT value FROM json_each(?))
            ORDER BY fact, position
        """
        cards: dict[int, tuple[Card, ...]] = {}
        for fact, data in self._connection.execute(query, (listed(positions),)):
            cards[fact] = (*cards.get(fact, ()), _card(data))
        return cards

    def _entities(self, section: str) -> Iterable[bytes]:
        query = "SELECT data FROM entity WHERE section = ? ORDER BY position"
        return (data for (data,) in self._connection.execute(query, (section,)))

    def _named(self, section: str, make: Any, names: Iterable[str]) -> tuple[Any, ...]:
        query = """
            SELECT data FROM entity
            WHERE section = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY position
        """
        chosen = listed(sorted(names))
        return tuple(make(data) for (data,) in self._connection.execute(query, (section, chosen)))


def _each(names: Iterable[tuple[str, ...]]) -> set[str]:
    return {name for group in names for name in group}


def _values(data: bytes) -> Any:
    return marshal.loads(data)  # noqa: S302 - our own cache, trusted as .pyc files are


# A row is marshalled plain tuples: each of these gives them their types back.


def _theme(data: bytes) -> Theme:
    row = Theme._make(_values(data))
    return row._replace(bottom_line=tuple(map(Sentence._make, row.bottom_line)))


def _thread(data: bytes) -> Thread:
    return Thread._make(_values(data))


def _term(data: bytes) -> Term:
    row = Term._make(_values(data))
    return row._replace(variants=tuple(map(Variant._make, row.variants)))


def _person(data: bytes) -> Person:
    row = Person._make(_values(data))
    return row._replace(roles=tuple(map(Role._make, row.roles)))


def _source(data: bytes) -> Source:
    row = Source._make(_values(data))
    return row._replace(
        author=tuple(map(Name._make, row.author)), inferred=_inferences(row.inferred)
    )


_CITES, _INFERRED, _DIFFERS, _CARDS = map(
    Fact._fields.index, ("cites", "inferred", "differs", "cards")
)


def _fact(data: bytes, cards: tuple[Card, ...]) -> Fact:
    # Not by _replace, which is slow, and a large theme has thousands of facts.
    row = list(_values(data))
    row[_CITES] = tuple(map(Cite._make, row[_CITES]))
    row[_INFERRED] = _inferences(row[_INFERRED])
    row[_DIFFERS] = tuple(map(Difference._make, row[_DIFFERS]))
    row[_CARDS] = cards
    return Fact._make(row)


def _card(data: bytes) -> Card:
    return Card._make(_values(data))


def _candidate(row: Any) -> WeighedClaim:
    kind, weight, own, date, by, claim = row
    return WeighedClaim(kind, weight, own, date, by, _claim(claim))


def _claim(row: Any) -> Claim:
    fact, text, lead, holder, support, places, footnote, note, recall = row
    citations = tuple(map(Citation._make, places))
    return Claim(fact, text, lead, holder, support, citations, footnote, note, recall)


def _inferences(rows: Iterable[Any]) -> tuple[Inference, ...]:
    return tuple(map(Inference._make, rows))
