"""The two ways to be asked: prompts on a terminal, and plain lines."""

from collections.abc import Callable, Iterable

from jkbrief.cli import _output
from jkbrief.quiz import wording
from jkbrief.quiz.dialogue import Command, Reply
from jkbrief.quiz.item import Item
from jkbrief.quiz.kinds import ARRANGE, KINDS, PICK
from jkbrief.quiz.session import Feedback, Turn
from jkbrief.quiz.wording import Told
from jkbrief.record import NamedTuple

_NEXT, _RIGHT = "go on", "count as right"


class Telling(NamedTuple):
    """How a session is told: the line over a question, and what an answer came to.

    `look_ahead` is called when a question or its feedback is on screen: there is time then.
    """

    progress: Callable[[Turn], str]
    feedback: Callable[[Feedback], Told]
    look_ahead: Callable[[], None]


class Prompts:
    """Asks on a terminal, by keyboard."""

    def __init__(self, telling: Telling) -> None:
        """Take how to tell it."""
        self._telling = telling

    def ask(self, turn: Turn) -> Reply:
        """Show the question, then load the prompts and ask."""
        from jkbrief.render import quiz

        keys = "^Z undo  ^N skip  ^X suspend  ^D quit"
        line, item = self._telling.progress(turn), turn.item
        _output.draw_now(lambda console: quiz.question(line, item.prompt, keys, console))
        self._telling.look_ahead()

        from jkbrief.quiz import ask

        form = KINDS[item.kind].form
        if form == PICK:
            options = {option: option for option in item.options}
            picked = ask.pick("Your answer:", options)
            return ask.reply(picked)
        if form == ARRANGE:
            chosen = ask.arrange("First came:", "Then:", item.options)
            return ask.reply(_ordered(item, chosen))
        while True:
            answer = ask.text("Your answer:")
            if isinstance(answer, Command):
                return ask.reply(answer)
            given = KINDS[item.kind].read(item, answer)
            if given:
                return ask.reply(given)

    def follow(self, feedback: Feedback) -> Reply:
        """Show the verdict and the lesson, then ask for the rating, or whether to count as right."""
        from jkbrief.render import quiz

        told = self._telling.feedback(feedback)
        _output.draw_now(lambda console: quiz.feedback(*told, console=console))
        self._telling.look_ahead()

        from jkbrief.quiz import ask

        keys = {key: command for key, command in ask.KEYS.items() if command is not Command.SKIP}
        if not feedback.verdict.correct:
            chosen = ask.pick("", {_NEXT: _NEXT, _RIGHT: _RIGHT}, keys=keys)
            if isinstance(chosen, Command):
                return Reply(chosen)
            return Reply(Command.RIGHT) if chosen == _RIGHT else _rated(feedback.rating)
        if not feedback.intervals:
            return _rated(feedback.rating)
        options = wording.ratings(feedback.intervals)
        rating = ask.pick("How well did you know it?", options, feedback.rating, keys)
        return Reply(rating) if isinstance(rating, Command) else _rated(rating)

    def note(self, text: str) -> None:
        """Show a remark."""
        from jkbrief.render import quiz

        _output.draw_now(lambda console: quiz.note(text, console))


def _rated(rating: int) -> Reply:
    return Reply(Command.RATE, rating=rating)


def _ordered(item: Item, chosen: Iterable[str] | Command) -> str | Command:
    if isinstance(chosen, Command):
        return chosen
    places = [str(item.options.index(option) + 1) for option in chosen]
    given = KINDS[item.kind].read(item, " ".join(places))
    assert given, "every option was chosen once"
    return given


_WORDS = {
    ":undo": Command.UNDO,
    ":skip": Command.SKIP,
    ":suspend": Command.SUSPEND,
    ":quit": Command.QUIT,
    ":right": Command.RIGHT,
}
HELP = (
    "Answer each question on a line of its own. :undo goes back, :skip leaves a card for later, "
    ":suspend asks it no more, :right counts a wrong answer as right, :quit ends."
)


class Lines:
    """Asks on standard input and output, a line at a time: for screen readers and pipes."""

    def __init__(self, telling: Telling) -> None:
        """Take how to tell it."""
        self._telling = telling

    def ask(self, turn: Turn) -> Reply:
        """Write the question with its options, and read lines until one is an answer."""
        item, kind = turn.item, KINDS[turn.item.kind]
        options = [f"{number}. {option}" for number, option in enumerate(item.options, 1)]
        shown = ["", self._telling.progress(turn), item.prompt, *options]
        while True:
            typed = self._prompt(*shown, f"Answer ({kind.hint}):")
            command = _command(typed)
            if command is not None and command is not Command.RIGHT:
                return Reply(command)
            given = kind.read(item, typed or "")
            if given is not None and command is None:
                return Reply(Command.ANSWER, given)
            shown = [_misread(item, typed)]

    def follow(self, feedback: Feedback) -> Reply:
        """Write the verdict and the lesson; read a rating, or whether to count it as right."""
        told = self._telling.feedback(feedback)
        shown = [told.verdict, *told.lines, *told.lesson, *told.places]
        question = _rating_question(feedback)
        if not question:
            _output.say("\n".join(shown))
            return _rated(feedback.rating)
        while True:
            reply = _following(feedback, self._prompt(*shown, question))
            if reply:
                return reply
            shown = ["Not understood: press Enter, or type one of what is offered."]

    def _prompt(self, *lines: str) -> str | None:
        _output.say("\n".join(lines))
        self._telling.look_ahead()
        return _output.line_in()

    def note(self, text: str) -> None:
        """Write a remark."""
        _output.say(text)


def _command(typed: str | None) -> Command | None:
    return Command.QUIT if typed is None else _WORDS.get(typed.strip().casefold())


def _misread(item: Item, typed: str | None) -> str:
    if typed is not None and typed.strip() in ("?", ":help"):
        return HELP
    form, count = KINDS[item.kind].form, len(item.options)
    if form == PICK:
        return f"Not understood: type a number from 1 to {count}, or ? for help."
    if form == ARRANGE:
        return f"Not understood: type the {count} numbers in order, or ? for help."
    return "Type an answer, or ? for help."


def _rating_question(feedback: Feedback) -> str:
    """Return what is asked after an answer; nothing where there is no choice."""
    if not feedback.verdict.correct:
        return "Enter goes on, :right counts it as right:"
    if not feedback.intervals:
        return ""
    named = wording.ratings(feedback.intervals)
    offered = ", ".join(f"{number} {text}" for number, text in named.items())
    default = wording.RATINGS[feedback.rating]
    return f"How well did you know it? {offered}; Enter is {default}:"


def _following(feedback: Feedback, typed: str | None) -> Reply | None:
    command = _command(typed)
    if command is Command.RIGHT and feedback.verdict.correct:
        return None
    if command is not None:
        return _rated(feedback.rating) if command is Command.SKIP else Reply(command)
    word = (typed or "").strip().casefold()
    if not word:
        return _rated(feedback.rating)
    for rating in feedback.intervals if feedback.verdict.correct else ():
        if word in (str(rating), wording.RATINGS[rating]):
            return _rated(rating)
    return None
