"""Words reduced to their stems, by the Porter stemmer that comes with SQLite."""

import sqlite3
from collections.abc import Iterable


class Stemmer:
    """Gives the stem of a word and remembers it: `known` has each but those of numbers."""

    def __init__(self) -> None:
        """Make an empty full-text table in memory: its tokenizer is the stemmer."""
        self.known: dict[str, str] = {}
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.executescript(
            """
            CREATE VIRTUAL TABLE word USING fts5(text, tokenize = "porter unicode61 tokenchars '.'");
            CREATE VIRTUAL TABLE stem USING fts5vocab(word, instance);
            """
        )

    def __call__(self, words: Iterable[str]) -> list[str]:
        """Return the stem of each of `words`, which are as `text.words` gives them."""
        told = list(words)
        # What ends in a digit is its own stem, and a base has too many numbers to remember.
        new = list({word for word in told if word not in self.known and not word[-1].isdigit()})
        if new:
            self._learn(new)
        return [self.known.get(word, word) for word in told]

    def _learn(self, words: list[str]) -> None:
        database = self._connection
        database.execute("BEGIN")
        database.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", enumerate(words))
        stems = dict(database.execute("SELECT doc, term FROM stem"))
        database.execute("ROLLBACK")
        for number, word in enumerate(words):
            stem = stems.get(number, "")
            # Short stems collide (ate and at, used and us); a letter of a newer Unicode has none.
            self.known[word] = stem if len(stem) > 2 else word
