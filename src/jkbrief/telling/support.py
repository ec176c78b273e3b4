"""How a claim is supported, and the note that proves it."""

from collections.abc import Iterable, Mapping
from zlib import crc32

from jkbrief.model import Cite, Fact, Source
from jkbrief.telling.claim import Citation
from jkbrief.text import key

DISPUTED = "disputed"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def support(fact: Fact, sources: Mapping[str, Source], disputed: bool) -> str:
    """Return `disputed`, or how many publishers independently tell `fact`."""
    return DISPUTED if disputed else publishers(fact.cites, sources)


def publishers(cites: Iterable[Cite], sources: Mapping[str, Source]) -> str:
    """Return `one publisher`, `two publishers` and so on.

    A source that quotes another outlet counts as that outlet, so that one report told
    twice counts once.
    """
    count = len({key(publisher(cite, sources[cite.source])) for cite in cites})
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} publisher{'' if count == 1 else 's'}"


def publisher(cite: Cite, source: Source) -> str:
    """Return whose report a citation is: the outlet that is relayed, or the source's publisher.

    A source that names none stands for itself.
    """
    return cite.via or source.publisher or source.container or source.short


def citations(cites: Iterable[Cite], sources: Mapping[str, Source]) -> tuple[Citation, ...]:
    """Return each different place once, in order."""
    places = [
        Citation(source, sources[source].short, paragraph, find, via)
        for source, paragraph, find, via in cites
    ]
    return tuple(dict.fromkeys(places) if len(places) > 1 else places)


def note(places: Iterable[Citation], supported: str) -> str:
    """Return the text of a note: every place, then how the claim is supported."""
    return f"{'; '.join(map(str, places))}. {supported[0].upper()}{supported[1:]}."


def footnote_id(factbase: str, theme: str, fact: str, text: str) -> str:
    """Return the id of the note `text`: of equal ids, the texts are equal too.

    It ends in the fingerprint of the text.
    """
    return f"{factbase}-{theme}-{fact}-{fingerprint(text)}"


def fingerprint(text: str) -> str:
    """Return the last four hexadecimal digits of the CRC-32 of `text` in UTF-8.

    It tells a changed text from an unchanged one, and is quick to import.
    """
    return f"{crc32(text.encode('utf-8', 'surrogateescape')) & 0xFFFF:04x}"
