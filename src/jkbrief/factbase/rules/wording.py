"""The texts of a base that are in our own words, each with its path."""

import re
from collections.abc import Iterator

from jkbrief.factbase.specs import Path
from jkbrief.model import Fact, FactBase

# Words as the comparison with the sources counts them: an apostrophe joins, a hyphen parts.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”')
_CASED = str.maketrans({"’": "'", "‘": "'"})

# Words that the two spellings of English write differently, each with its other form.
BRITISH = {
    "labour": "labor", "labourer": "laborer", "labourers": "laborers", "defence": "defense",
    "neighbour": "neighbor", "neighbours": "neighbors", "favour": "favor", "honour": "honor",
    "behaviour": "behavior", "colour": "color", "rumour": "rumor", "harbour": "harbor",
    "centre": "center", "theatre": "theater", "licence": "license", "offence": "offense",
    "programme": "program", "programmes": "programs", "travelled": "traveled",
    "cancelled": "canceled", "catalogue": "catalog", "normalise": "normalize",
    "normalised": "normalized", "realise": "realize", "realised": "realized",
    "emphasise": "emphasize", "emphasised": "emphasized", "organisation": "organization",
    "recognise": "recognize", "recognised": "recognized", "criticise": "criticize",
    "criticised": "criticized", "destabilise": "destabilize", "denuclearisation": "denuclearization",
}  # fmt: skip
AMERICAN = {american: british for british, american in BRITISH.items()}


def words(text: str) -> list[str]:
    """Return the words of `text`, in one case."""
    return [word.casefold().translate(_CASED) for word in WORD.findall(text)]


def stem(word: str) -> str:
    """Return `word` without the endings of plural and verb."""
    return re.sub(r"(?<=\w{4})(?:ing|ed|es|s|e|d)$", "", word)


def quotations(text: str) -> list[str]:
    """Return what stands in double quotation marks, straight or curly."""
    return [straight or curly for straight, curly in QUOTED.findall(text)]


def unquoted(text: str) -> str:
    """Return `text` with what is quoted blanked out, so that places stay the same."""
    return QUOTED.sub(lambda match: " " * len(match[0]), text)


def wordings(base: FactBase) -> Iterator[tuple[Path, str]]:
    """Yield every text that we wrote: not names, titles, quotations to find a place by, or ids."""
    for number, theme in enumerate(base.themes):
        at: Path = ("themes", number)
        for index, sentence in enumerate(theme.bottom_line):
            yield (*at, "bottom_line", index, "text"), sentence.text
        for index, gap in enumerate(theme.gaps):
            yield (*at, "gaps", index), gap
    for number, term in enumerate(base.terms):
        yield ("terms", number, "means"), term.means
    for number, source in enumerate(base.sources):
        if source.note:
            yield ("sources", number, "note"), source.note
        for inference in source.inferred:
            yield ("sources", number, "inferred", inference.field, "how"), inference.how
    for number, fact in enumerate(base.facts):
        yield from _of_fact(("facts", number), fact)


def _of_fact(at: Path, fact: Fact) -> Iterator[tuple[Path, str]]:
    yield (*at, "statement"), fact.statement
    for inference in fact.inferred:
        yield (*at, "inferred", inference.field, "how"), inference.how
    for index, difference in enumerate(fact.differs):
        yield (*at, "differs", index, "note"), difference.note
    for index, card in enumerate(fact.cards):
        yield (*at, "cards", index, "ask"), card.ask
        yield (*at, "cards", index, "answer"), card.answer
        for place, wrong in enumerate(card.wrong):
            yield (*at, "cards", index, "wrong", place), wrong
