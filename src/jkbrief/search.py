"""What a reader's words mean, and which facts answer them best. Pure.

The compiled base says which words there are (`Vocabulary`) and finds candidates; here the
words become concepts, each with the other ways to say it, and candidates are ranked by them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from jkbrief.record import NamedTuple
from jkbrief.thesaurus import LITTLE_WORDS
from jkbrief.words import line, words

if TYPE_CHECKING:
    from typing import Protocol

    from jkbrief.datewords import Said

    class Vocabulary(Protocol):
        """What the compiled base knows of words."""

        def stem(self, words: Iterable[str]) -> list[str]:
            """Return the stem of each word."""

        def counts(self, stems: Iterable[str]) -> dict[str, int]:
            """Return for each stem that any fact has how many facts have it."""

        def alike(self, phrases: Iterable[str]) -> dict[str, dict[str, float]]:
            """Return for each phrase of stems that has any its other forms and their weights."""

        def beginning(self, start: str) -> list[str]:
            """Return the stems that begin so."""

        def long(self, shortest: int, longest: int) -> list[str]:
            """Return the stems of these lengths."""


# The parts of a fact that are searched, with what a word is worth that stands there.
FIELDS = {"statement": 1.0, "find": 0.8, "cards": 0.5, "said": 0.5, "dates": 1.2, "context": 0.2}
_WORTHS = tuple(FIELDS.values())
# What another way to say it is worth beside the words themselves.
NAMES = 0.9
SYNONYMS = 0.4
# What the end of a longer phrase is worth beside the whole.
ENDING = 0.7
_DATE_IN_WORDS = 0.8
_WITHIN = 0.35
_SAME_BEGINNING = 0.55
_MISTYPED = 0.8
# BM25's saturation and length normalisation (Robertson and Zaragoza 2009), for short texts.
_K, _B = 0.9, 0.3
# Words that follow each other in the question and stand near each other in the statement.
_NEXT_TO, _NEAR = 0.15, 3
# How much it counts that nothing that was asked about is left out.
_COVERAGE = 0.25
# Words of statement and find phrases that a fact commonly has.
_USUAL_LENGTH = 40
# What a step of weight adds: among equals, the key facts come first.
_KEY = 0.03
_LONGEST_PHRASE = 7
# Patterns stay text until a question needs them: to compile them all would slow every search.
_RUN = r"(?:\b[A-Za-z]\.){2,}|\w+(?:[.,]\w+)*"
# How a question asks, rather than what about: it would only match by chance.
_ASKING = (
    r"^(?:please )?(?:tell|show|give) (?:me|us) "
    r"|\b(?:which|what) (?:dates?|days?|months?|years?|times?|people|persons?|kinds? of|sorts? of)\b"
    # What the sources do is asked of every fact: it chooses none.
    r"|\b(?:do|does|did) (?:the |these |those |all |both )?(?:articles?|sources?|authors?|texts?|papers?)"
    r" (?:agree|disagree|differ|say|tell|report|write|think)(?: on| about| of| over)?\b"
    r"|\baccording to the (?:articles?|sources?|authors?|texts?|papers?)\b"
)
_ASKS = frozenset({"tell", "show", "give", "which", "what", "do", "does", "did", "according"})
_HYPHENATED = r"\b([a-z]+)-([a-z]+)\b"
_DIGITS = frozenset("0123456789")

Stems = tuple[str, ...]
# A fact's number, its weight (1 to 3), and its stems in each of FIELDS.
Candidate = tuple[int, int, list[list[str]]]


class Concept(NamedTuple):
    """Something asked about: the stems of each way to say it, with what that is worth."""

    text: str
    forms: dict[Stems, float]


class Question(NamedTuple):
    """What was understood: concepts, phrases that must stand as they are, words found nowhere."""

    concepts: tuple[Concept, ...]
    quoted: tuple[Stems, ...]
    unknown: tuple[str, ...]


class Hit(NamedTuple):
    """A fact's number, its score, the stems of its statement, and the stems that matched."""

    number: int
    score: float
    statement: list[str]
    matched: frozenset[str]


def understand(text: str, vocabulary: "Vocabulary") -> Question:
    """Return what `text` asks for: dates, names, other words with their other forms, phrases."""
    rest = line(text)
    if not _ASKS.isdisjoint(rest.split()):
        rest = re.sub(_ASKING, " ", rest)
    if "-" in rest:
        rest = re.sub(_HYPHENATED, lambda match: _joined(match, vocabulary), rest)
    quoted = [tuple(vocabulary.stem(words(phrase))) for phrase in rest.split('"')[1:-1:2]]
    dates = _dates(rest)
    for said in dates:
        rest = rest.replace(said.words, " | ", 1)
    reader = _Reader(vocabulary)
    concepts = [reader.date(said) for said in dates]
    for stretch in rest.split("|"):
        concepts += reader.concepts(words(stretch), in_quotes=bool(quoted))
    found = [_with_known_forms(concept, vocabulary) for concept in concepts]
    return Question(
        tuple(concept for concept in found if concept.forms),
        tuple(phrase for phrase in quoted if phrase),
        tuple(dict.fromkeys(concept.text for concept in found if not concept.forms)),
    )


def _dates(text: str) -> "list[Said]":
    if _DIGITS.isdisjoint(text):  # every form of a date has a number, and few questions do
        return []
    from jkbrief import datewords

    return datewords.find(text)


def _joined(match: re.Match[str], vocabulary: "Vocabulary") -> str:
    """Return a hyphenated word as one, where facts have it so: semi-conductor."""
    joined = match[1] + match[2]
    return joined if vocabulary.counts(vocabulary.stem(words(joined))) else match[0]


def _with_known_forms(concept: Concept, vocabulary: "Vocabulary") -> Concept:
    known = vocabulary.counts({stem for form in concept.forms for stem in form})
    forms = {f: weight for f, weight in concept.forms.items() if all(stem in known for stem in f)}
    # Where the words themselves stand nowhere, the best other way to say it takes their place.
    if forms and next(iter(concept.forms)) not in forms:
        rise = _MISTYPED / max(forms.values())
        forms = {form: min(_MISTYPED, weight * rise) for form, weight in forms.items()}
    return Concept(concept.text, forms)


class _Reader:
    """Makes concepts of words."""

    def __init__(self, vocabulary: "Vocabulary") -> None:
        self.vocabulary = vocabulary

    def date(self, said: "Said") -> Concept:
        """Return the concept of a date: facts of that date, and facts that mention it."""
        from jkbrief.datewords import MONTHS

        forms: dict[Stems, float] = {(said.token(),): 1.0}
        stems = self.vocabulary.stem(words(said.words))
        forms[tuple(stems)] = _DATE_IN_WORDS
        if said.month and said.day:
            month = self.vocabulary.stem([MONTHS[said.month - 1]])[0]
            forms[str(said.day), month] = forms[month, str(said.day)] = _DATE_IN_WORDS
            if said.year:
                forms[(f"m{said.year}{said.month:02}",)] = _WITHIN
        return Concept(said.words, forms)

    def concepts(self, told: list[str], in_quotes: bool) -> Iterator[Concept]:
        """Yield the concepts of words that stand together, the longest known phrases first.

        Little words are passed over, but where there is nothing else and they are `in_quotes`.
        """
        stems = self.vocabulary.stem(told)
        alike = self.vocabulary.alike(_stretches(stems))
        small = [word in LITTLE_WORDS for word in told]
        if in_quotes and all(small):
            small = [False] * len(told)
        start = 0
        while start < len(told):
            end = _phrase_end(stems, start, alike)
            if end > start + 1 or not small[start]:
                yield self._concept(told[start:end], tuple(stems[start:end]), alike)
            start = end

    def _concept(
        self, told: list[str], stems: Stems, alike: Mapping[str, Mapping[str, float]]
    ) -> Concept:
        forms: dict[Stems, float] = {stems: 1.0}
        for other, weight in alike.get(" ".join(stems), {}).items():
            _add(forms, tuple(other.split()), weight)
        if len(stems) > 1:
            for word, stem in zip(told, stems, strict=True):
                if word not in LITTLE_WORDS:
                    _add(forms, (stem,), _WITHIN)
        else:
            self._add_other_spellings(forms, stems[0])
        return Concept(" ".join(told), forms)

    def _add_other_spellings(self, forms: dict[Stems, float], stem: str) -> None:
        for other in self._same_beginning(stem):
            _add(forms, (other,), _SAME_BEGINNING)
        if not self.vocabulary.counts({s for form in forms for s in form}):
            for form in (*self._mistyped(stem), *self._parted(stem)):
                _add(forms, form, _MISTYPED)

    def _same_beginning(self, stem: str) -> list[str]:
        # evacuee and evacuate, apology and apologise: what a stemmer leaves apart.
        if len(stem) < 5 or not stem.isalpha():
            return []
        found = self.vocabulary.beginning(stem[: max(5, len(stem) - 2)])
        return [other for other in found if len(other) - len(stem) in range(-2, 3)]

    def _mistyped(self, stem: str) -> list[Stems]:
        slips = 0 if len(stem) < 4 or not stem.isalpha() else 1 if len(stem) < 8 else 2
        near = {
            other: distance
            for other in (
                self.vocabulary.long(len(stem) - slips, len(stem) + slips) if slips else ()
            )
            if other.isalpha() and (distance := slips_between(stem, other, slips)) <= slips
        }
        best = min(near.values(), default=0)
        return [(other,) for other, distance in near.items() if distance == best]

    def _parted(self, stem: str) -> list[Stems]:
        # birthrate for birth rate
        pairs = [(stem[:cut], stem[cut:]) for cut in range(3, len(stem) - 2)]
        known = self.vocabulary.counts({part for pair in pairs for part in pair})
        return [pair for pair in pairs if all(part in known for part in pair)]


def _phrase_end(stems: list[str], start: int, alike: Mapping[str, object]) -> int:
    for end in range(min(len(stems), start + _LONGEST_PHRASE), start + 1, -1):
        if " ".join(stems[start:end]) in alike:
            return end
    return start + 1


def _add(forms: dict[Stems, float], form: Stems, weight: float) -> None:
    forms[form] = max(weight, forms.get(form, 0))


def _stretches(stems: list[str]) -> list[str]:
    return [
        " ".join(stems[start:end])
        for start in range(len(stems))
        for end in range(start + 1, min(len(stems), start + _LONGEST_PHRASE) + 1)
    ]


def slips_between(one: str, other: str, most: int) -> int:
    """Return how many letters were missed, added, changed or swapped between two words.

    More than `most` is told as `most + 1`. Optimal string alignment distance (Damerau 1964).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        this = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        if min(this) > most:
            return most + 1
        before, last = last, this
    return last[-1]


def expressions(
    question: Question, counts: Mapping[str, int], common: int, most: int
) -> Iterator[tuple[str, int]]:
    """Yield FTS5 expressions for the facts that may answer `question`, the strictest first.

    With each comes how many facts are enough: the first that finds so many is taken. Words
    that more than `common` facts have only order what the others find. Where there are no
    others, `most` facts that have them all near each other are enough; then facts that have
    them all are looked for, then facts that have the rarest.
    """
    forms = {form for concept in question.concepts for form in concept.forms}
    rare = [form for form in forms if _facts(form, counts) <= common]
    if rare:
        yield _all_of([_any_of(rare)], question), 1
    elif forms:
        said = [next(iter(concept.forms)) for concept in question.concepts]
        if len(said) > 1:
            yield _all_of([f"NEAR({' '.join(map(_quoted, said))}, {_NEAR})"], question), most
        yield _all_of([_any_of(concept.forms) for concept in question.concepts], question), 1
        rarest = min(forms, key=lambda form: _facts(form, counts))
        yield _all_of([_any_of([rarest])], question), 1
    elif question.quoted:
        yield _all_of([], question), 1


def _any_of(forms: Iterable[Stems]) -> str:
    return f"({' OR '.join(map(_quoted, sorted(forms)))})"


def _all_of(parts: list[str], question: Question) -> str:
    # A phrase stands in the fact itself, not in the title of its thread or theme.
    own = " ".join(field for field in FIELDS if field != "context")
    return " AND ".join([*parts, *(f"{{{own}}} : {_quoted(form)}" for form in question.quoted)])


def _facts(form: Stems, counts: Mapping[str, int]) -> int:
    return min(counts.get(stem, 0) for stem in form)


def _quoted(form: Stems) -> str:
    return f'"{" ".join(form)}"'


def rank(
    question: Question,
    candidates: Iterable[Candidate],
    counts: Mapping[str, int],
    total: int,
) -> list[Hit]:
    """Return the candidates that match, best first; `counts` is of stems, among `total` facts."""
    scorer = _Scorer(question, counts, total)
    hits = [hit for candidate in candidates if (hit := scorer.hit(candidate)).score > 0]
    return sorted(hits, key=lambda hit: (-hit.score, hit.number))


class _Scorer:
    """BM25 over fields (BM25F), with a weight for each form, and a bonus for words in a row."""

    def __init__(self, question: Question, counts: Mapping[str, int], total: int) -> None:
        # For each concept what each form is worth, and the most that any tells by its rarity.
        self.concepts: list[tuple[dict[Stems, float], float]] = []
        for concept in question.concepts:
            own = next(iter(concept.forms))
            bound = _rarity(own, counts, total) if all(s in counts for s in own) else 99.0
            rarity = {form: min(bound, _rarity(form, counts, total)) for form in concept.forms}
            worths = {form: weight * rarity[form] for form, weight in concept.forms.items()}
            self.concepts.append((worths, max(rarity.values())))
        self.whole = sum(most for _, most in self.concepts)
        self.stems = {stem for worths, _ in self.concepts for form in worths for stem in form}

    def hit(self, candidate: Candidate) -> Hit:
        """Return the score of a candidate, and which stems matched."""
        number, weight, fields = candidate
        places = [self._places(field) for field in fields]
        worded = [(worth, field) for worth, field in zip(_WORTHS, places, strict=True) if field]
        there = {stem for _, field in worded for stem in field}
        length = sum(map(len, fields[:2])) / _USUAL_LENGTH
        matched: set[str] = set()
        score = covered = 0.0
        in_statement = []
        for forms, most in self.concepts:
            worths = {
                form: worth * _saturated(frequency, length)
                for form, worth in forms.items()
                if there.issuperset(form) and (frequency := _frequency(form, worded))
            }
            if worths:
                best = max(worths, key=worths.__getitem__)
                score += worths[best]
                covered += most
                matched.update(*worths)
                in_statement.append((worths[best], places[0].get(best[0], [])))
        score += _in_a_row(in_statement)
        score *= (covered / self.whole) ** _COVERAGE if self.whole else 1
        score *= 1 + _KEY * (weight - 1)
        return Hit(number, score, fields[0], frozenset(matched))

    def _places(self, field: list[str]) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        if not self.stems.isdisjoint(field):  # most fields of most facts have none
            for place, stem in enumerate(field):
                if stem in self.stems:
                    places.setdefault(stem, []).append(place)
        return places


def _in_a_row(found: list[tuple[float, list[int]]]) -> float:
    """Return the bonus for words of the question that stand near each other, given in order."""
    return sum(
        _NEXT_TO * min(one, other)
        for (one, here), (other, there) in pairwise(found)
        if any(0 < abs(b - a) <= _NEAR for a in here for b in there)
    )


def marks(text: str, stems: Iterable[str], matched: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of `text`, as characters from and up to, whose words matched.

    `stems` are those of the words of `text`, in order.
    """
    known = {word for word, stem in zip(words(text), stems, strict=True) if stem in matched}
    found: list[tuple[int, int]] = []
    for match in re.finditer(_RUN, text):
        if not known.isdisjoint(words(match[0])):
            start, end = match.span()
            if found and text[found[-1][1] : start] in (" ", "-"):
                start = found.pop()[0]
            found.append((start, end))
    return tuple(found)


def _rarity(form: Stems, counts: Mapping[str, int], total: int) -> float:
    facts = _facts(form, counts)
    return log(1 + (total - facts + 0.5) / (facts + 0.5))


def _frequency(form: Stems, worded: list[tuple[float, dict[str, list[int]]]]) -> float:
    frequency = 0.0
    for worth, field in worded:
        times = _times(form, field)
        if times:
            frequency += worth * (1 + 0.1 * min(times - 1, 3))
    return frequency


def _times(form: Stems, field: Mapping[str, list[int]]) -> int:
    first = field.get(form[0], ())
    if len(form) == 1 or not first:
        return len(first)
    rest = [set(field.get(stem, ())) for stem in form[1:]]
    return sum(all(at + n in there for n, there in enumerate(rest, 1)) for at in first)


def _saturated(frequency: float, length: float) -> float:
    return frequency * (_K + 1) / (frequency + _K * (1 - _B + _B * length))
