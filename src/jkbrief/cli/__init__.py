"""The command line: thin commands over the rest. Only `_output.py` writes."""

from jkbrief.cli._main import main

__all__ = ["main"]
