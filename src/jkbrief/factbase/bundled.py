"""Where the fact base is that comes with the program, and where a base has its dossiers."""

import pathlib

_PACKAGE = pathlib.Path(__file__).parent.parent


def folder() -> pathlib.Path:
    """Return the folder with `data/` and `seeds/`: in the package, or the checkout around it."""
    return _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parent.parent


def facts_file() -> pathlib.Path:
    """Return the path of the bundled fact base."""
    return folder() / "data" / "facts.yaml"


def dossier_folder(path: pathlib.Path) -> pathlib.Path:
    """Return where the dossiers of the base at `path` are: `seeds`, beside it or its folder."""
    own = path.parent / "seeds"
    return own if own.is_dir() else path.absolute().parent.parent / "seeds"
