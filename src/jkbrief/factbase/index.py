"""What a search runs on: the words of each fact as stems, and the words that mean the same."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jkbrief import datewords, thesaurus
from jkbrief.factbase.gists import Gists
from jkbrief.factbase.progress import Progress, told, unheard
from jkbrief.factbase.stems import Stemmer
from jkbrief.model import Fact, FactBase
from jkbrief.search import ENDING, NAMES, SYNONYMS
from jkbrief.words import words

# So few facts that have another name of a theme are not all that is meant by it.
_FEW = 5
# The columns of `search` are search.FIELDS. `alike` holds every phrase that has others, `stem`
# the stem of every word that was met, so that a question seldom needs the stemmer.
TABLES = """
CREATE VIRTUAL TABLE search USING fts5(
    statement, find, cards, said, dates, context, weight UNINDEXED, tokenize = "unicode61 tokenchars '.'"
);
CREATE TABLE stem (word TEXT PRIMARY KEY, stem TEXT) WITHOUT ROWID;
CREATE TABLE word (stem TEXT PRIMARY KEY, facts INTEGER) WITHOUT ROWID;
CREATE TABLE alike (phrase TEXT, other TEXT, weight REAL, PRIMARY KEY (phrase, other)) WITHOUT ROWID;
"""


def fill(
    connection: sqlite3.Connection, base: FactBase, gists: Gists, progress: Progress = unheard
) -> None:
    """Write what a search needs of `base` into the tables, and tell `progress` how far it is."""
    connection.executescript(TABLES)
    stemmer = Stemmer()
    texts = _Texts(base, gists)

    @lru_cache(maxsize=16_384)  # who said it, its themes and dates are those of many facts
    def stemmed(text: str) -> str:
        return " ".join(stemmer(words(text)))

    connection.executemany(
        "INSERT INTO search (rowid, statement, find, cards, said, dates, context, weight)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (n, *map(stemmed, texts.of(fact)), fact.weight)
            for n, fact in enumerate(told(base.facts, progress))
        ),
    )
    connection.executescript(
        """
        CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search, row);
        INSERT INTO word SELECT term, doc FROM vocabulary;
        DROP TABLE vocabulary;
        """
    )
    alike = (*_alike(base, stemmer), *_theme_names(base, stemmer, connection))
    connection.executemany("INSERT OR IGNORE INTO alike VALUES (?, ?, ?)", alike)
    connection.executemany("INSERT INTO stem VALUES (?, ?)", stemmer.known.items())


class _Texts:
    """Puts together the text of each field of a fact."""

    def __init__(self, base: FactBase, gists: Gists) -> None:
        self.gists = gists
        self.titles = {theme.id: theme.title for theme in base.themes}
        self.threads = {thread.id: thread.title for thread in base.threads}
        self.people = {
            person.id: " ".join((person.name, *person.aliases, *(r.title for r in person.roles)))
            for person in base.people
        }
        self.families = {person.family: person.id for person in base.people if person.family}

    def of(self, fact: Fact) -> tuple[str, ...]:
        """Return the texts in the order of search.FIELDS."""
        finds = " ".join(cite.find for cite in fact.cites)
        cards = (" ".join((card.ask, card.answer, *card.accept)) for card in fact.cards)
        said = " ".join(
            (*(self.people[name] for name in fact.by), *(c.via or "" for c in fact.cites))
        )
        gists = (self.gists.get((cite.source, cite.paragraph), "") for cite in fact.cites)
        titles = [self.titles[name] for name in fact.themes] + [
            self.threads.get(fact.thread or "", "")
        ]
        return (
            fact.statement,
            f"{finds} {fact.id}",
            " ".join(cards),
            said,
            " ".join(datewords.tokens(fact.date or fact.period)),
            " ".join((*gists, *titles, *self._who_is_named(fact.statement))),
        )

    def _who_is_named(self, statement: str) -> Iterator[str]:
        for name in re.findall(r"[^\W\d_]+", statement):
            if name in self.families:
                yield self.people[self.families[name]]


def _alike(base: FactBase, stemmer: Stemmer) -> Iterator[tuple[str, str, float]]:
    """Yield each pair of phrases that mean the same; names come first and keep their weight."""
    terms = ([term.preferred, *(v.text for v in term.variants)] for term in base.terms)
    people = ([person.name, *person.aliases] for person in base.people)
    for weight, groups in ((NAMES, [*terms, *people]), (SYNONYMS, thesaurus.groups())):
        for group in groups:
            yield from _pairs(group, weight, stemmer)


def _theme_names(
    base: FactBase, stemmer: Stemmer, connection: sqlite3.Connection
) -> Iterator[tuple[str, str, float]]:
    """Yield the other names of themes that few facts have, each with its theme's title.

    Names of several words are left out: as a phrase they would find less than their words.
    """
    used = "SELECT 1 FROM word WHERE stem = ? AND facts >= ?"
    for theme in base.themes:
        title = " ".join(stemmer(words(theme.title)))
        for name in (stemmer(words(alias)) for alias in theme.aliases):
            if len(name) == 1 and not connection.execute(used, (name[0], _FEW)).fetchone():
                yield name[0], title, SYNONYMS


def _pairs(
    group: Iterable[str], weight: float, stemmer: Stemmer
) -> Iterator[tuple[str, str, float]]:
    told = [words(text) for text in group]
    phrases = {" ".join(stemmer(phrase)) for phrase in told}
    # The words of a name in another order are found without help.
    if len({frozenset(phrase.split()) for phrase in phrases}) == 1:
        return
    yield from ((one, other, weight) for one in phrases for other in phrases if one != other)
    # People say 'requisitioned workers' for 'former requisitioned workers'.
    for start in {" ".join(stemmer(end)) for phrase in told for end in _endings(phrase)} - phrases:
        yield from ((start, other, weight * ENDING) for other in phrases)


def _endings(phrase: list[str]) -> Iterator[list[str]]:
    for start in range(1, len(phrase) - 1):
        if phrase[start] not in thesaurus.LITTLE_WORDS:
            yield phrase[start:]
