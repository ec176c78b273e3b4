"""Shows a page in the form that was asked for."""

from collections.abc import Callable
from typing import Any

from jkbrief.cli import _output
from jkbrief.document import Page


def show_now(page: Page, plain: bool) -> None:
    """Write `page` in the course of a talk: with no pager, as plain lines or for the terminal."""
    if plain:
        from jkbrief.render import plain as lines

        _output.say("")
        _output.write(lines.render_page(page), _output.Target("plain"))
    else:
        from jkbrief.render import terminal

        _output.say("")
        _output.draw_now(lambda console: terminal.render_page(page, console))


def show(command: str, form: str, page: Page, data: Callable[[], Any]) -> None:
    """Write `page`, or as JSON what `data` returns under the name of `command`."""
    where = _output.target(form)
    if where.format == "terminal":
        from jkbrief.render import terminal

        _output.draw(lambda console: terminal.render_page(page, console))
    elif where.format == "json":
        from jkbrief.render import records

        _output.write(records.document(command, data()), where)
    elif where.format == "plain":
        from jkbrief.render import plain

        _output.write(plain.render_page(page), where)
    else:
        from jkbrief.render import markdown_page

        _output.write(markdown_page.render(page), where)
