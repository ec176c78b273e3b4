"""The codes of what is found while a file is read: its text, its YAML, its keys and values.

They are reported by `nodes.py`, `specs.py` and `load.py`; here is what each one means.
"""

from jkbrief.factbase.rules.rule import ERROR, Code

CODES = (
    Code(
        "not-text",
        ERROR,
        "The file is no text that can be read: not UTF-8, empty, or with characters YAML forbids.",
        "title: Caf\\xe9            # saved as Latin-1",
        "title: Café               # saved as UTF-8",
    ),
    Code(
        "not-yaml",
        ERROR,
        "The file is not YAML from here on.",
        "statement: One thing: another",
        'statement: "One thing: another."',
    ),
    Code(
        "yaml-feature",
        ERROR,
        "Anchors, aliases, tags and further documents are not read.",
        "date: !!timestamp 2024-05-14",
        'date: "2024-05-14"',
    ),
    Code(
        "too-deep",
        ERROR,
        "Values are nested deeper than any field goes.",
        "themes: [[[[[[[[[[[[[[[[[[ferry]]]]]]]]]]]]]]]]]]",
        "themes: [ferry]",
    ),
    Code(
        "missing-key",
        ERROR,
        "A key that every such entry needs is not there.",
        "cites: [{source: minutes-2024, find: contract for one electric ferry}]",
        "cites: [{source: minutes-2024, paragraph: 2, find: contract for one electric ferry}]",
    ),
    Code(
        "unknown-key",
        ERROR,
        "A key is not known here.",
        "theme: [ferry]\nthemes: [ferry]",
        "themes: [ferry]",
    ),
    Code("duplicate-key", ERROR, "A key stands twice.", "weight: 3\nweight: 2", "weight: 3"),
    Code("empty-value", ERROR, "A key has no value.", "thread:", "thread: contract"),
    Code(
        "wrong-form",
        ERROR,
        "A list stands where a text is wanted, or the like.",
        "themes: ferry",
        "themes: [ferry]",
    ),
    Code("too-few", ERROR, "A list has fewer entries than it needs.", "themes: []", "themes: [ferry]"),
    Code(
        "untidy-text",
        ERROR,
        "A text has line breaks, or doubled or outer spaces.",
        'statement: "Lindholm town council  signed a contract for a ferry on 14 May 2024."',
        'statement: "Lindholm town council signed a contract for a ferry on 14 May 2024."',
    ),
    Code(
        "hidden-character",
        ERROR,
        "A text has a control character, or one that is not seen.",
        'statement: "Lindholm town council signed \\e[31ma contract."',
        'statement: "Lindholm town council signed a contract."',
    ),
    Code(
        "bad-identifier",
        ERROR,
        "An id has other signs than lower-case letters, digits and single hyphens.",
        "thread: The_Contract",
        "thread: contract",
    ),
    Code("unknown-word", ERROR, "A word is none of those that fit here.", "kind: evnt", "kind: event"),
    Code("bad-date", ERROR, "A date is not EDTF, or no such day exists.", 'date: "2024-02-30"', 'date: "2024-02-29"'),
    Code("bad-number", ERROR, "A number is not whole, or out of bounds.", "weight: 4", "weight: 3"),
    Code("bad-digest", ERROR, "A digest has other signs or another length.", "digest: 46df  # of a dossier", "digest: 46df…  # of a dossier: 64 digits"),
    Code(
        "needs-quotes",
        ERROR,
        "A text looks like a number, a date or yes and no to other programs.",
        "date: 2024",
        'date: "2024"',
    ),
    Code("needless-quotes", ERROR, "A number stands in quotes.", 'weight: "3"', "weight: 3"),
    Code(
        "shared-id",
        ERROR,
        "Two bases that are read together have the same id for themselves, a fact or a source.",
        "factbase: jk    # and the bundled base is jk as well",
        "factbase: lindholm",
    ),
)  # fmt: skip
