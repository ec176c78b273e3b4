"""The commands `jkbrief notes weave|audit FILE`: what is theirs is in a file each."""

import click

from jkbrief.cli._audit import audit
from jkbrief.cli._weave import weave


@click.group("notes")
def command() -> None:
    """Keep briefings in your own notes up to date, and prove their footnotes."""


command.add_command(weave)
command.add_command(audit)
