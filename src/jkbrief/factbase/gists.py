"""What the dossiers of a fact base say of each paragraph, as far as it helps a search."""

import contextlib
import pathlib
from collections.abc import Iterable

from jkbrief.errors import FileProblem
from jkbrief.factbase.bundled import dossier_folder
from jkbrief.factbase.dossier import read_dossier
from jkbrief.factbase.files import read_text
from jkbrief.factbase.nodes import Node, NotReadable
from jkbrief.factbase.specs import Path

Gists = dict[tuple[str, int], str]


def gists(path: pathlib.Path, sources: Iterable[str]) -> Gists:
    """Return by source and paragraph what the dossiers of the base at `path` say stands there.

    A dossier that is not there or cannot be read gives nothing: it only helps a search.
    """
    found: Gists = {}
    for source in sources:
        file = pathlib.Path(dossier_folder(str(path)), f"{source}.yaml")
        with contextlib.suppress(FileProblem, NotReadable):
            located = read_dossier(read_text(file), file, _ignore)
            found |= {(source, row.number): row.gist for row in located.dossier.paragraphs}
    return found


def _ignore(path: Path, node: Node, code: str, message: str) -> None:
    """Report nothing: that is for `jkbrief check`."""
