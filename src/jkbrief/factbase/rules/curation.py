"""How facts are written: the rules of docs/curating.md that a program can see."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from jkbrief import edtf
from jkbrief.factbase.rules.guessers import stems
from jkbrief.factbase.rules.rule import ERROR, WARNING, Code, Finding, Material, rule, rules_of
from jkbrief.factbase.rules.wording import (
    AMERICAN,
    BRITISH,
    quotations,
    unquoted,
    wordings,
    words,
)
from jkbrief.factbase.specs import Path
from jkbrief.model import FactBase
from jkbrief.text import key

LONGEST_QUOTATION = 8
NEARLY_THE_SAME = 0.85
_RELATIVE = re.compile(
    r"\b(?:(?i:recently|lately|nowadays|now|today|currently|at present|yesterday|tomorrow|ago)"
    r"|(?i:last|this|next|coming|previous) (?:week|weekend|month|year|decade|spring|summer|autumn"
    r"|fall|winter|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))\b"
)
_YEAR = re.compile(r"\b(1[5-9]|20)\d\d\b")
_HANGING = re.compile(
    r"(?:(?:He|She|They|His|Her|Their|Its|This|These|Those|Such)\b"
    r"|Both (?=countries|sides|governments|leaders|nations|of)\w+"
    r"|It(?! (?:is|was|has been|had been)\b.*\b(?:that|whether)\b)\b"
    r"|The (?:plan|deal|agreement|accord|pact|two|three|leaders|two leaders|two countries|two sides"
    r"|summit|visit|trip|meeting|talks|dialogue|dispute|government|president|prime minister"
    r"|minister|article|author|report)"
    r"(?= (?:is|are|was|were|has|have|had|will|would|could|should|may|might|agreed|said|met)\b))"
)
_TWO_CLAIMS = re.compile(
    r";|[a-z)]\. [A-Z]|, (?:and|but|while|whereas) (?:he|she|it|they|its|their|the|this|that|there)\b"
)
# The noun (political will, the will of the people) is no prophecy.
_WILL = re.compile(
    r"(?<!\bthe )(?<!\bits )(?<!\btheir )(?<!political )(?<!\bgood )(?<!\bfree )\b(?:will|shall|won't)\b"
)


@rule(
    Code(
        "holder-not-first",
        ERROR,
        "A position or an assessment begins otherwise than with who holds it.",
        'kind: assessment\nby: [ada-holm]\ndate: "2024-05"\n'
        "statement: The ferry is too small in the eyes of Ada Holm.",
        'kind: assessment\nby: [ada-holm]\ndate: "2024-05"\n'
        "statement: Ada Holm finds the ferry too small.",
    )
)
def opinions_begin_with_their_holder(material: Material) -> Iterator[Finding]:
    """The holder of a position or assessment is the first thing a reader sees."""
    people = {person.id: person for person in material.base.people}
    for number, fact in enumerate(material.base.facts):
        if fact.kind not in ("position", "assessment") or not fact.by or fact.by[0] not in people:
            continue
        name = people[fact.by[0]].name
        if not fact.statement.removeprefix("The ").startswith(name.removeprefix("The ")):
            message = f"begins otherwise than with its holder, {name}: lead with who says so"
            yield Finding(("facts", number, "statement"), "holder-not-first", message)


@rule(
    Code(
        "date-after-source",
        ERROR,
        "An event is dated later than a source that tells of it.",
        'date: "2025-01-01"',
        'date: "2024-05-14"',
    )
)
def dates_come_before_their_source(material: Material) -> Iterator[Finding]:
    """No source tells what had not happened when it was published."""
    base = material.base
    issued = {source.id: source.issued for source in base.sources if source.issued}
    for number, fact in enumerate(base.facts):
        if fact.kind != "event" or fact.date is None:
            continue
        begins = edtf.span(fact.date).first
        for cite in fact.cites:
            if cite.source in issued and begins > edtf.span(issued[cite.source]).last:
                message = f"{fact.date} is later than {cite.source!r} ({issued[cite.source]})"
                yield Finding(("facts", number, "date"), "date-after-source", message)


@rule(
    Code(
        "bare-will",
        ERROR,
        "A statement or a bottom line says that something will be, as if it were certain.",
        "statement: The ferry of Lindholm town council will carry 60 passengers.",
        "statement: Lindholm town council planned a ferry for 60 passengers.",
    )
)
def plans_are_no_prophecies(material: Material) -> Iterator[Finding]:
    """What is intended is "planned to", "was expected to" or "would", never "will"."""
    for path, text in _sentences(material.base):
        match = _WILL.search(unquoted(text))
        if match:
            message = f"says {match[0]!r} of what is only intended: say 'planned to' or 'would'"
            yield Finding(path, "bare-will", message)


def _sentences(base: FactBase) -> Iterator[tuple[Path, str]]:
    """Yield what is printed in a briefing as our own claim."""
    for path, text in wordings(base):
        if path[-1] == "statement" or "bottom_line" in path:
            yield path, text


@rule(
    Code(
        "relative-time",
        ERROR,
        "A statement or a question counts time from when it was written: recently, last year, now.",
        "statement: Lindholm town council recently signed a contract for an electric ferry.",
        "statement: Lindholm town council signed a contract for an electric ferry in May 2024.",
    )
)
def times_are_named(material: Material) -> Iterator[Finding]:
    """A reader of any year knows when it was."""
    asked = ((path, text) for path, text in wordings(material.base) if path[-1] == "ask")
    for path, text in (*_sentences(material.base), *asked):
        bare = unquoted(text)
        match = _RELATIVE.search(bare)
        if match and not (match[0].lower() in ("now", "ago") and _YEAR.search(bare)):
            message = f"says {match[0]!r}: name the date, or say 'as of' it"
            yield Finding(path, "relative-time", message)


@rule(
    Code(
        "hanging-reference",
        ERROR,
        "A statement begins with a pronoun, or with a thing that only its neighbours name.",
        "statement: They signed a contract for an electric ferry on 14 May 2024.",
        "statement: Lindholm town council signed a contract for an electric ferry on 14 May 2024.",
    )
)
def statements_stand_alone(material: Material) -> Iterator[Finding]:
    """A reader who sees only this statement understands who and what it is about."""
    for number, fact in enumerate(material.base.facts):
        match = _HANGING.match(fact.statement)
        if match:
            message = f"begins with {match[0]!r}: name who or what is meant"
            yield Finding(("facts", number, "statement"), "hanging-reference", message)


@rule(
    Code(
        "two-claims",
        WARNING,
        "A statement seems to hold two claims.",
        "statement: Lindholm town council signed a contract on 14 May 2024, and the ferry is electric.",
        "statement: Lindholm town council signed a contract for an electric ferry on 14 May 2024.",
    )
)
def one_claim_each(material: Material) -> Iterator[Finding]:
    """Two clauses joined by a semicolon or by "and it" are two facts."""
    for number, fact in enumerate(material.base.facts):
        match = _TWO_CLAIMS.search(unquoted(fact.statement))
        if match:
            message = f"seems to hold two claims, joined by {match[0]!r}: make two facts of it"
            yield Finding(("facts", number, "statement"), "two-claims", message)


@rule(
    Code(
        "no-full-stop",
        WARNING,
        "A statement, a sentence of a bottom line or a gap does not end in a full stop.",
        "statement: Lindholm town council signed a contract for an electric ferry on 14 May 2024",
        "statement: Lindholm town council signed a contract for an electric ferry on 14 May 2024.",
    )
)
def statements_are_sentences(material: Material) -> Iterator[Finding]:
    """What is printed as a sentence ends as one."""
    for path, text in wordings(material.base):
        sentence = path[-1] == "statement" or "bottom_line" in path or "gaps" in path
        if sentence and text and not text.rstrip('"”').endswith((".", "?")):
            yield Finding(path, "no-full-stop", "does not end in a full stop: add it")


@rule(
    Code(
        "typography",
        WARNING,
        "A text holds a sign that Markdown or a reader may take for another.",
        "statement: Lindholm town council agreed on 14 May 2024 to pay $3 million for a ferry.",
        "statement: Lindholm town council agreed on 14 May 2024 to pay USD 3 million for a ferry.",
    )
)
def signs_are_plain(material: Material) -> Iterator[Finding]:
    """Currencies by their codes, plain hyphens inside words, straight quotation marks."""
    advice = {
        "$": "write USD before the figure",
        "–": "write a plain hyphen, or 'to' between figures",
        "—": "write a comma or a new sentence",
        "‑": "write a plain hyphen",
        "“": 'write the straight mark "',
        "”": 'write the straight mark "',
        "‘": "write the straight mark '",
        "’": "write the straight mark '",
    }
    for path, text in wordings(material.base):
        sign = next((sign for sign in text if sign in advice), None)
        if sign:
            yield Finding(path, "typography", f"holds {sign!r}: {advice[sign]}")


@rule(
    Code(
        "other-spelling",
        WARNING,
        "A name or term is spelled otherwise than in people or terms.",
        "statement: Lindholm Town-Council signed a contract for an electric ferry on 14 May 2024.",
        "statement: Lindholm town council signed a contract for an electric ferry on 14 May 2024.",
    )
)
def names_have_one_spelling(material: Material) -> Iterator[Finding]:
    """A name in `people` or a term in `terms` is written as it stands there, outside quotations."""
    wanted = _spellings(material.base)
    beginnings = {name[:length] for name in wanted for length in range(1, len(name) + 1)}
    for path, text in wordings(material.base):
        if path[-1] in ("means", "how", "note"):
            continue  # these may speak of the other spellings
        for form, folded in _forms(unquoted(text), beginnings):
            right = wanted.get(folded)
            if right and not _same_spelling(form, right):
                message = f"spells {form!r}: this base has {right!r}"
                yield Finding(path, "other-spelling", message)


def _same_spelling(form: str, right: str) -> bool:
    """Return whether two spellings differ only as a place in a sentence makes them differ.

    A first letter may be large or small, and words before a noun may be joined by hyphens.
    """
    if right.islower() or right[1:].islower():
        form, right = form.replace("-", " "), right.replace("-", " ")
    return form[:1].casefold() + form[1:] == right[:1].casefold() + right[1:]


def _spellings(base: FactBase) -> dict[str, str]:
    """Return by folded form the one right spelling of each name and term of several words."""
    table: dict[str, str] = {}
    for person in base.people:
        for alias in person.aliases if person.family else ():
            if " " in alias and person.family in alias.split():
                table[key(alias)] = person.name
        table[key(person.name.removeprefix("The "))] = person.name.removeprefix("The ")
    for term in base.terms:
        table[key(term.preferred)] = term.preferred
    return {
        folded: right
        for folded, right in table.items()
        if re.search(r"[ .-]", right) or not right.isascii() or right.isupper()
    }


def _forms(text: str, beginnings: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the runs of words in `text` that may be a name, as they are written and folded."""
    tokens = list(re.finditer(r"[^\W_]+(?:[.'-][^\W_]+)*\.?", text))
    keys = [key(token[0]) for token in tokens]
    for first, token in enumerate(tokens):
        folded = ""
        for last in range(first, len(tokens)):
            folded += keys[last]
            if folded not in beginnings:
                break
            form = text[token.start() : tokens[last].end()]
            yield form.rstrip(".") if form.count(".") == 1 else form, folded


@rule(
    Code(
        "mixed-spelling",
        WARNING,
        "The base spells a word in the British way here and in the American way there.",
        "statement: Lindholm harbor was closed on 14 May 2024.\n"
        "cards: [{id: what, kind: true-false, ask: Lindholm harbour was closed on 14 May 2024., "
        'answer: "true"}]',
        "statement: Lindholm harbour was closed on 14 May 2024.\n"
        "cards: [{id: what, kind: true-false, ask: Lindholm harbour was closed on 14 May 2024., "
        'answer: "true"}]',
    )
)
def spelling_is_of_one_kind(material: Material) -> Iterator[Finding]:
    """British or American, outside quotations and names, but not both."""
    uses: dict[bool, list[tuple[str, Path]]] = {True: [], False: []}
    listed = [v.text for term in material.base.terms for v in term.variants if " " in v.text]
    variants = re.compile("|".join(map(re.escape, listed)) or r"(?!)", re.IGNORECASE)
    for path, text in wordings(material.base):
        for word in re.findall(r"\b[a-z]+\b", variants.sub(" ", unquoted(text))):
            if word in BRITISH or word in AMERICAN:
                uses[word in BRITISH].append((word, path))
    for word, path in min(uses.values(), key=len):
        right = BRITISH.get(word) or AMERICAN[word]
        message = f"spells {word!r}, most of the base is spelled the other way: write {right!r}"
        yield Finding(path, "mixed-spelling", message)


@rule(
    Code(
        "long-find",
        ERROR,
        "A find phrase has more than eight words.",
        "cites: [{source: minutes-2024, paragraph: 2, "
        "find: the council signed the contract for one electric ferry}]",
        "cites: [{source: minutes-2024, paragraph: 2, find: contract for one electric ferry}]",
    ),
    Code(
        "long-quotation",
        ERROR,
        "A quotation has more than eight words.",
        "statement: 'The council of Lindholm spoke of \"a day that nobody in this town is ever going "
        "to forget\".'",
        "statement: 'The council of Lindholm spoke of \"a day\" to remember.'",
    ),
)
def quotations_are_short(material: Material) -> Iterator[Finding]:
    """Eight words are enough to find a place, and to quote."""
    for number, fact in enumerate(material.base.facts):
        for index, cite in enumerate(fact.cites):
            if len(cite.find.split()) > LONGEST_QUOTATION:
                at: Path = ("facts", number, "cites", index, "find")
                message = f"has {len(cite.find.split())} words: eight are enough to find a place by"
                yield Finding(at, "long-find", message)
    for path, text in wordings(material.base):
        for quotation in quotations(text):
            if len(quotation.split()) > LONGEST_QUOTATION:
                message = f"quotes {len(quotation.split())} words: quote eight at most"
                yield Finding(path, "long-quotation", message)


@rule(
    Code(
        "theme-without-bottom-line",
        WARNING,
        "A theme has no bottom line, so its briefing begins without one.",
        "themes: [{id: ferry, title: The ferry}, {id: harbour, title: The harbour}]",
        "themes:\n- id: ferry\n  title: The ferry\n  bottom_line:\n"
        "  - {text: Lindholm is buying a ferry., facts: [contract-signed]}\n"
        "- id: harbour\n  title: The harbour\n  bottom_line:\n"
        "  - {text: Lindholm measures its harbour., facts: [ferry-length]}",
    ),
    Code(
        "fact-without-card",
        WARNING,
        "A fact of weight 2 or 3 has no flashcard.",
        "weight: 3\ncards: []",
        "weight: 1\ncards: []",
    ),
)
def nothing_is_unfinished(material: Material) -> Iterator[Finding]:
    """A theme has its bottom line, and a fact that counts has a card."""
    for number, theme in enumerate(material.base.themes):
        if not theme.bottom_line:
            message = "has no bottom line: write one to three sentences, each resting on facts"
            yield Finding(("themes", number), "theme-without-bottom-line", message)
    for number, fact in enumerate(material.base.facts):
        if fact.weight > 1 and not fact.cards:
            message = f"has weight {fact.weight} and no card: add one, or lower the weight to 1"
            yield Finding(("facts", number), "fact-without-card", message)


@rule(
    Code(
        "near-duplicate",
        WARNING,
        "Two facts say almost the same.",
        "statement: The electric ferry that Lindholm town council ordered was to be 24 metres long.",
        "statement: Lindholm town council signed a contract for an electric ferry on 14 May 2024.",
    )
)
def statements_differ(material: Material) -> Iterator[Finding]:
    """One claim is one fact, with several cites where several sources tell it."""
    facts = material.base.facts
    for earlier, later in _similar([stems(fact.statement) for fact in facts]):
        if _same_claim(facts[earlier].statement, facts[later].statement):
            message = f"says almost what {facts[earlier].id!r} says: make one fact of the two"
            yield Finding(("facts", later, "statement"), "near-duplicate", message)


def _similar(told: list[set[str]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of sets that are equal but for one word of each, the earlier first.

    Such sets have a common form with at most one word left out, so that no set need be compared
    with all others; of those that share a form, each is compared with the first.
    """
    first: dict[frozenset[str], int] = {}
    for number, words_told in enumerate(told):
        forms = [frozenset(words_told), *(frozenset(words_told - {word}) for word in words_told)]
        for other in sorted({first[form] for form in forms if form and form in first}):
            yield other, number
        for form in forms:
            first.setdefault(form, number)


def _same_claim(one: str, other: str) -> bool:
    """Return whether two statements name the same in the same order, and say it alike."""
    if _NAMED.findall(one[1:]) != _NAMED.findall(other[1:]):
        return False
    ratio = SequenceMatcher(None, words(one), words(other), autojunk=False).ratio()
    return ratio >= NEARLY_THE_SAME


_NAMED = re.compile(r"\b(?:[A-Z]\w*|\d[\d.,]*)")


RULES = rules_of(globals())
