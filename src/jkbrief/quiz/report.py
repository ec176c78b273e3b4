"""What a session came to: the score, what was missed, when to come back. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jkbrief.document import Block, Fields, Page, Paragraph, Part, Table
from jkbrief.quiz import wording
from jkbrief.quiz.deck import Listed
from jkbrief.quiz.session import Result
from jkbrief.quiz.statistics import Leech
from jkbrief.quiz.wording import RATINGS, Lesson, counted
from jkbrief.record import NamedTuple


class Score(NamedTuple):
    """How many first answers were right, of how many."""

    right: int
    total: int

    @property
    def percent(self) -> int:
        """The share of right answers in per cent."""
        return round(100 * self.right / self.total) if self.total else 0


class Coming(NamedTuple):
    """What is still due today, and the next day on which cards fall due, with how many."""

    today: int
    day: str
    cards: int


class Report(NamedTuple):
    """A session that is over; `titles` are those of its themes by id."""

    results: tuple[Result, ...]
    lessons: Mapping[str, Lesson]
    titles: Mapping[str, str]
    coming: Coming | None
    leeches: Mapping[str, Leech]
    deck: Mapping[str, Listed]

    @property
    def first(self) -> list[Result]:
        """The first answer to each card."""
        return [result for result in self.results if not result.repeated]

    @property
    def missed(self) -> list[Result]:
        """The cards that were missed at first."""
        return [result for result in self.first if not result.correct]

    def score(self) -> Score:
        """Return the score of the session."""
        return _score(self.first)

    def by_theme(self) -> dict[str, Score]:
        """Return the score of each theme; a card counts for every theme of its fact."""
        themes = dict.fromkeys(name for result in self.first for name in result.item.themes)
        return {
            name: _score([each for each in self.first if name in each.item.themes])
            for name in themes
            if name in self.titles
        }


def _score(results: list[Result]) -> Score:
    return Score(sum(result.correct for result in results), len(results))


def page(report: Report, today: date) -> Page:
    """Return the report as a page."""
    parts = [Part("", tuple(_opening(report)))]
    themes = report.by_theme()
    if len(themes) > 1:
        rows = tuple(
            (report.titles[name], f"{score.right} of {score.total}", f"{score.percent}%")
            for name, score in themes.items()
        )
        table = Table(("theme", "right", ""), rows, frozenset({1, 2}))
        parts.append(Part("By theme", (table,)))
    if report.missed:
        parts += [
            Part(f"Missed: {each.item.prompt}", (_lesson(each, report),)) for each in report.missed
        ]
    if report.leeches:
        told = [
            Paragraph(f"{each.prompt} {_forgotten(each, report)}")
            for each in report.leeches.values()
        ]
        parts.append(Part("Forgotten time and again", tuple(told)))
    if report.coming:
        parts.append(Part("When to come back", (Paragraph(when(report.coming, today)),)))
    return Page("Quiz", tuple(parts), hint="jkbrief stats")


def _opening(report: Report) -> list[Block]:
    score = report.score()
    if not score.total:
        return [Paragraph("No question was answered.")]
    overruled = sum(result.overruled for result in report.first)
    counted_so = f", {overruled} of them counted so by you" if overruled else ""
    return [Paragraph(f"{score.right} of {score.total} right ({score.percent}%){counted_so}.")]


def _forgotten(leech: Leech, report: Report) -> str:
    return " ".join(wording.forgotten(leech, report.deck))


def _lesson(result: Result, report: Report) -> Block:
    lesson = report.lessons[result.item.id]
    facts, places = lesson.told()
    answer = () if lesson.steps else (result.item.answer,)
    fields = (
        ("answer", answer),
        ("right order" if lesson.steps else "fact", facts),
        ("source", places),
        ("more", (f"jkbrief fact {lesson.fact}",)),
    )
    return Fields(tuple((name, values) for name, values in fields if values))


def when(coming: Coming, today: date) -> str:
    """Return when there is something to repeat, in a sentence or two."""
    parts = []
    if coming.today:
        parts.append(f"{counted(coming.today, 'card')} still due today.")
    if coming.day:
        parts.append(f"{counted(coming.cards, 'card')} due {wording.day(coming.day, today)}.")
    return " ".join(parts) or "Nothing is scheduled."


def record(report: Report) -> dict[str, Any]:
    """Return the report for JSON."""
    score = report.score()
    return {
        "right": score.right,
        "total": score.total,
        "themes": [
            {"id": name, "right": each.right, "total": each.total}
            for name, each in report.by_theme().items()
        ],
        "answers": [_answer(result, report) for result in report.results],
        "coming": report.coming._asdict() if report.coming else None,
    }


def _answer(result: Result, report: Report) -> dict[str, Any]:
    item, lesson = result.item, report.lessons[result.item.id]
    leech = report.leeches.get(item.id)
    return {
        "card": item.id,
        "fact": item.fact,
        "kind": item.kind,
        "prompt": item.prompt,
        "given": result.given,
        "answer": item.answer,
        "correct": result.correct,
        "overruled": result.overruled,
        "rating": RATINGS[result.rating],
        "due": result.due or None,
        "lapses": result.lapses,
        "confused_with": [each.card for each in leech.confused_with] if leech else [],
        "statement": lesson.statement,
        "places": list(lesson.places),
    }
