"""One sitting: asks what there is today, in one way or another, and shows what it came to."""

import os
from collections.abc import Iterable, Mapping
from random import Random
from typing import TYPE_CHECKING

from jkbrief.cli import _output
from jkbrief.cli._cards import Cards
from jkbrief.cli._faces import Lines, Prompts, Telling
from jkbrief.cli._history import now
from jkbrief.errors import FileProblem
from jkbrief.quiz import deal, dialogue, wording
from jkbrief.quiz.book import Kept, Unkept
from jkbrief.quiz.history import History
from jkbrief.quiz.session import Book, Feedback, Result, Session, Turn
from jkbrief.quiz.today import MISTAKES_DAYS, Today, Wish

if TYPE_CHECKING:
    from jkbrief.document import Page
    from jkbrief.quiz.report import Report
    from jkbrief.quiz.statistics import Leech

# What is needed after the first question is imported when that is on screen.


class Sitting:
    """Cards and a wish, with the learner's history."""

    def __init__(self, cards: Cards, wish: Wish, history: History, chance: Random) -> None:
        """Look up what is known of the cards."""
        self._cards, self._history, self._chance = cards, history, chance
        self._today = Today(cards.bank, wish, history, now())

    def read_answers(self, file: str, form: str, seeded: bool) -> None:
        """Answer from a file, whole or not at all, and show the report.

        Places in lists count only where they were shuffled by a `seeded` chance. Raises FileProblem or JkbriefError, with nothing recorded.
        """
        from jkbrief.cli._show import show
        from jkbrief.quiz import report, script

        lines = script.parse(_text(file), file)
        why = {each.item.id: each.why for each in self._today.queue(self._chance)}
        items = {card: item for card in self._today.asked if (item := self._cards.bank.item(card))}
        asked = script.asked(lines, items, [items[card] for card in why], seeded)
        session = self._session(
            [deal.Dealt(item, why.get(item.id, deal.DUE)) for item in asked], repeat=False
        )
        script.play(session, lines)
        found = self._report(session)
        show("quiz", form, report.page(found, self._today.day), lambda: report.record(found))

    def talk(self, plain: bool) -> int:
        """Ask until the end, and show the report; returns the exit status."""
        plain = plain or os.environ.get("TERM") == "dumb"
        from jkbrief.cli._show import show_now

        if self._today.plan:
            from jkbrief.quiz import outlook

            page = outlook.of_plan(self._today.plan, self._cards.themes, self._today.day)
            show_now(page, plain)
        queue = self._today.queue(self._chance)
        if not queue:
            show_now(self._nothing(), plain)
            return 0
        session = self._session(queue)
        telling = Telling(self._progress, self._told, lambda: self._look_ahead(session))
        interrupted = dialogue.run(session, Lines(telling) if plain else Prompts(telling))
        from jkbrief.quiz import report

        show_now(report.page(self._report(session), self._today.day), plain)
        return 130 if interrupted else 0

    def _session(self, queue: Iterable[deal.Dealt], repeat: bool = True) -> Session:
        cram, changed = self._today.wish.cram, self._today.changed
        book: Book = Unkept(self._history) if cram else Kept(self._history)
        bank = self._cards.bank
        return Session(tuple(queue), bank.pools, book, now, changed, repeat, bank.item)

    def _progress(self, turn: Turn) -> str:
        return wording.progress(turn, self._cards.title)

    def _look_ahead(self, session: Session) -> None:
        """Work out what will be needed next, while the learner reads and thinks."""
        if session.turn and not session.feedback:
            self._cards.lessons[session.turn.item.id]
        session.look_ahead()

    def _told(self, feedback: Feedback) -> wording.Told:
        card = feedback.item.id
        leech = None if feedback.verdict.correct else self._leeches({card: feedback}).get(card)
        deck = self._cards.deck if leech else {}
        return wording.told(feedback, self._cards.lessons[card], leech, deck)

    def _leeches(self, told: Mapping[str, Feedback | Result]) -> "dict[str, Leech]":
        """Return the cards that were forgotten time and again, of those that were answered."""
        from jkbrief.quiz.statistics import LEECH, leeches

        cards = [card for card, each in told.items() if each.lapses >= LEECH]
        known = {card: self._history.state(card) for card in cards}
        states = {card: state for card, state in known.items() if state}
        if not states:
            return {}
        answers = self._history.answers()
        return {leech.card: leech for leech in leeches(self._cards.deck, states, answers)}

    def _report(self, session: Session) -> "Report":
        from jkbrief.quiz.report import Report

        most = sorted(session.results, key=lambda each: each.lapses)
        forgotten = self._leeches({each.item.id: each for each in most})
        return Report(
            session.results,
            self._cards.lessons,
            self._cards.themes,
            None if self._today.wish.cram else self._today.coming(),
            forgotten,
            self._cards.deck if forgotten else {},
        )

    def _nothing(self) -> "Page":
        from jkbrief.quiz import outlook

        today = self._today
        if today.wish.mistakes:
            return outlook.of_no_mistakes(MISTAKES_DAYS)
        possible = outlook.Possible(
            self._cards.command,
            new=len(today.new),
            missed=len(today.missed),
            practice=len(today.asked),
            suspended=len(today.every) - len(today.asked),
        )
        return outlook.of_nothing_due(today.coming(), possible, today.day)


def _text(file: str) -> str:
    import pathlib

    try:
        data = _output.bytes_in() if file == "-" else pathlib.Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise FileProblem(f"{file}: cannot be read: {error.strerror}: check the name") from None
    except UnicodeDecodeError:
        raise FileProblem(f"{file}: is not UTF-8 text: save it as UTF-8") from None
