"""Everything that is measured, by name: jkbrief's commands, the baselines and the peers."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple

import peers
import quiz
from generate import large_theme
from lab import Lab
from process import Command, Sample, run

Sampler = Callable[[], Sample]
Open = Callable[[Lab], AbstractContextManager[Sampler]]

_WORDS = "harbour treaty ferry"  # of the generated statements
_BUNDLED_WORDS = "forced labour compensation"
_PARSE = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), yaml.CSafeLoader)"


class Work(NamedTuple):
    """Something to measure.

    `label` is how the table calls it, with sizes of the Lab in braces. `open` prepares it and
    gives the function that measures it once; it raises Unavailable where that cannot be.
    """

    label: str
    open: Open


def _process(make: Callable[[Lab], Command]) -> Open:
    @contextlib.contextmanager
    def opened(lab: Lab) -> Iterator[Sampler]:
        command = make(lab)
        yield lambda: run(command)

    return opened


def _sample(measure: Callable[[Lab], Sample]) -> Open:
    @contextlib.contextmanager
    def opened(lab: Lab) -> Iterator[Sampler]:
        yield lambda: measure(lab)

    return opened


def _jkbrief(*arguments: str) -> Open:
    return _process(lambda lab: Command(lab.jkbrief(*arguments), lab.home("reader")))


def _python(code: str) -> Open:
    return _process(lambda lab: Command([lab.python, "-c", code], lab.home("reader")))


# On a base of any size; a size is asked of the Lab when the work is opened.

Size = Callable[[Lab], int]


def topic(size: Size, theme: str = "small", length: str = "page") -> Open:
    """Brief a theme of a base that was compiled before."""
    line = ("topic", theme, "--length", length)
    return _process(lambda lab: Command(lab.jkbrief(*line, facts=size(lab)), lab.home("reader")))


def search(size: Size) -> Open:
    """Search three words in a base that was compiled before."""
    line = ("search", *_WORDS.split())
    return _process(lambda lab: Command(lab.jkbrief(*line, facts=size(lab)), lab.home("reader")))


def build(size: Size) -> Open:
    """Check and compile a base, with no cache: its first briefing, of the shortest length."""

    def measure(lab: Lab) -> Sample:
        shutil.rmtree(lab.home("newcomer")["HOME"])
        line = lab.jkbrief("topic", "small", "--length", "brief", facts=size(lab))
        return run(Command(line, lab.home("newcomer")))

    return _sample(measure)


def parse(size: Size) -> Open:
    """Load the YAML file of a base with PyYAML's C loader, and no more."""
    return _process(
        lambda lab: Command(
            [lab.python, "-c", _PARSE, str(lab.base(size(lab)))], lab.home("reader")
        )
    )


def first_question(size: Size) -> Open:
    """Start the quiz with a history of as many cards, up to the first question."""
    return _sample(lambda lab: quiz.first_question(lab, size(lab)))


def next_question(size: Size) -> Open:
    """Answer a question of the quiz, up to the next."""

    @contextlib.contextmanager
    def opened(lab: Lab) -> Iterator[Sampler]:
        many = ("--count", "1000")  # more than are asked
        with contextlib.closing(quiz.Quiz(lab, size(lab), *many)) as sitting:
            yield sitting.answer

    return opened


def next_card(size: Size) -> Open:
    """Answer a card of Anki's backend, up to the next."""

    @contextlib.contextmanager
    def opened(lab: Lab) -> Iterator[Sampler]:
        with contextlib.closing(peers.Anki(lab, size(lab))) as anki:
            yield anki.answer

    return opened


def _few(lab: Lab) -> int:
    return lab.decks[0]


def _many(lab: Lab) -> int:
    return lab.decks[1]


def _largest(lab: Lab) -> int:
    return lab.largest


WORKS = {
    "pass": Work("`python -c pass`", _python("pass")),
    "click": Work('`python -c "import click"`', _python("import click")),
    "version": Work("`jkbrief --version`", _jkbrief("--version")),
    "help": Work("`jkbrief --help`", _jkbrief("--help")),
    "topic": Work("`jkbrief topic china`", _jkbrief("topic", "china")),
    "topic-largest": Work("`jkbrief topic` in {largest:,} facts", topic(_largest)),
    "topic-long": Work(
        "`jkbrief topic --length full` of {long:,} facts",
        topic(_largest, "large", "full"),
    ),
    "search": Work("`jkbrief search`, bundled", _jkbrief("search", *_BUNDLED_WORDS.split())),
    "search-largest": Work("`jkbrief search` in {largest:,}", search(_largest)),
    "build": Work("checking and compiling {largest:,}", build(_largest)),
    "parse": Work("`yaml.load(…, CSafeLoader)` of {largest:,}", parse(_largest)),
    "quiz-few": Work("first question, {few:,} cards", first_question(_few)),
    "quiz-largest": Work("first question, {largest:,} cards", first_question(_largest)),
    "next-many": Work("next question, {many:,} cards", next_question(_many)),
    "next-largest": Work("next question, {largest:,} cards", next_question(_largest)),
    "sitting": Work(
        "a quiz of ten answers, {largest:,} cards",
        _sample(lambda lab: quiz.sitting(lab, lab.largest)),
    ),
    "tldr": Work("`tldr`, a cached page", _process(peers.tldr)),
    "papis": Work("`papis list` of 200", _process(peers.papis)),
    "sqlite-utils": Work(
        "`sqlite-utils search` in {largest:,}",
        _process(lambda lab: peers.sqlite_utils(lab, lab.largest, _WORDS)),
    ),
    "anki-many": Work("Anki's backend, {many:,} cards", next_card(_many)),
    "anki-largest": Work("Anki's backend, {largest:,} cards", next_card(_largest)),
}


def label(name: str, lab: Lab) -> str:
    """Return how the table calls a work."""
    few, many, largest = lab.decks
    long = large_theme(largest)
    return WORKS[name].label.format(few=few, many=many, largest=largest, long=long)
