"""Where the fact base is that comes with the program."""

import pathlib

_PACKAGE = pathlib.Path(__file__).parent.parent


def folder() -> pathlib.Path:
    """Return the folder with `data/` and `seeds/`: in the package, or the checkout around it."""
    return _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parent.parent


def facts_file() -> pathlib.Path:
    """Return the path of the bundled fact base."""
    return folder() / "data" / "facts.yaml"
