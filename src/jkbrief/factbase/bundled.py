"""Where the fact base is that comes with the program, and where a base has its dossiers."""

import os

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def folder() -> str:
    """Return the folder with `data/` and `seeds/`: in the package, or the checkout around it."""
    if os.path.isdir(os.path.join(_PACKAGE, "data")):
        return _PACKAGE
    return os.path.dirname(os.path.dirname(_PACKAGE))


def facts_file() -> str:
    """Return the path of the bundled fact base."""
    return os.path.join(folder(), "data", "facts.yaml")


def dossier_folder(path: str) -> str:
    """Return where the dossiers of the base at `path` are: `seeds`, beside it or its folder."""
    own = os.path.join(os.path.dirname(path), "seeds")
    if os.path.isdir(own):
        return own
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(path))), "seeds")
