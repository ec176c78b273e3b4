"""Prompts on a terminal, with questionary; imported only when the first question is on screen.

Every prompt takes the same keys: those of `KEYS`, and a number chooses its option at once.
"""

import shutil
import textwrap
from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.filters import to_filter
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from questionary import Choice, Question, Style
from questionary.prompts.common import InquirerControl

from jkbrief.quiz.dialogue import Command, Reply

Value = TypeVar("Value")
KEYS = {
    "c-z": Command.UNDO,
    "c-n": Command.SKIP,
    "c-x": Command.SUSPEND,
    "c-d": Command.QUIT,
    "c-c": Command.INTERRUPT,
}
_STYLE = Style(
    [
        ("question", ""),
        ("answer", "fg:ansicyan"),
        ("pointer", "fg:ansicyan bold"),
        ("highlighted", "fg:ansicyan"),
        ("selected", "noreverse"),
        ("instruction", "fg:ansibrightblack"),
    ]
)
_POINTER = "❯"
_INDENT = 5  # under an option's text
_BESIDE = 4  # from a message to the text of the option chosen
_WIDEST = 100


def pick(
    message: str,
    options: Mapping[Value, str],
    default: Value | None = None,
    keys: Mapping[str, Command] = KEYS,
) -> Value | Command:
    """Return the key of the option that was chosen, or the command of a key that was pressed."""
    choices = [
        Choice(f"{number} {_wrapped(text, _INDENT)}", value=value)
        for number, (value, text) in enumerate(options.items(), 1)
    ]
    question = questionary.select(
        message,
        choices,
        default=next((choice for choice in choices if choice.value == default), None),
        qmark="",
        pointer=_POINTER,
        instruction=" ",
        style=_STYLE,
        use_emacs_keys=False,
    )
    for window in question.application.layout.find_all_windows():
        window.wrap_lines = to_filter(True)  # also where the terminal is made narrower
    beside = len(message) + _BESIDE
    told = [f"{number} {_wrapped(text, beside)}" for number, text in enumerate(options.values(), 1)]
    return cast("Value | Command", _ask(question, keys, _choosing(question, choices, told)))


def text(message: str, keys: Mapping[str, Command] = KEYS) -> str | Command:
    """Return what was typed, or the command of a key that was pressed."""
    question = questionary.text(message, qmark="", style=_STYLE)
    return cast("str | Command", _ask(question, keys))


def arrange(first: str, then: str, options: Sequence[str]) -> tuple[str, ...] | Command:
    """Return the options in the order in which they were chosen; the last is left over.

    Undo within takes back the last choice.
    """
    chosen: list[str] = []
    while len(chosen) < len(options) - 1:
        left = [option for option in options if option not in chosen]
        answer = pick(then if chosen else first, {option: option for option in left})
        if answer is Command.UNDO and chosen:
            chosen.pop()
        elif isinstance(answer, Command):
            return answer
        else:
            chosen.append(answer)
    return (*chosen, *(option for option in options if option not in chosen))


def reply(answer: str | Command) -> Reply:
    """Return an answer or command as a reply."""
    return Reply(answer) if isinstance(answer, Command) else Reply(Command.ANSWER, answer)


def _wrapped(text: str, indent: int) -> str:
    width = min(_WIDEST, shutil.get_terminal_size().columns) - indent - 1
    return ("\n" + " " * indent).join(textwrap.wrap(text, max(width, 12)))


def _choosing(question: Question, choices: Sequence[Choice], told: Sequence[str]) -> KeyBindings:
    """Return the keys that choose an option: its number at once, or Enter where the pointer is.

    `told` are the options as they are shown when they are chosen.
    """
    bindings = KeyBindings()
    controls = question.application.layout.find_all_controls()
    menu = next(control for control in controls if isinstance(control, InquirerControl))

    def bind(key: str, place: int | None) -> None:
        @bindings.add(key, eager=True)
        def _(event: KeyPressEvent) -> None:
            chosen = menu.pointed_at if place is None else place
            choices[chosen].title = told[chosen]
            menu.pointed_at, menu.is_answered = chosen, True
            event.app.exit(result=choices[chosen].value)

    bind("enter", None)
    for place in range(len(choices)):
        bind(str(place + 1), place)
    return bindings


def _ask(
    question: Question, keys: Mapping[str, Command], more: KeyBindings | None = None
) -> object:
    bindings = more or KeyBindings()
    for key, command in keys.items():
        _bind(bindings, key, command)
    application: Application[object] = question.application
    own = application.key_bindings
    application.key_bindings = merge_key_bindings([own, bindings] if own else [bindings])
    try:
        return question.unsafe_ask()
    except EOFError:  # the terminal is gone
        return Command.QUIT


def _bind(bindings: KeyBindings, key: str, command: Command) -> None:
    @bindings.add(key, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=command)
