"""When each note last changed: Anki updates a note only where the incoming one is newer.

A fact base does not say when a fact was changed, so what was exported is remembered: a note
that is as it was keeps its time, and one that changed gets that of the fact base. Nothing is
lost with the memory: every note is then as new as the fact base.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from jkbrief.export.notes import Note

# By note: a digest of what it says, and since when, in seconds since 1970.
Times = dict[str, tuple[str, int]]


def times(notes: Iterable[Note], earlier: Mapping[str, tuple[str, int]], changed: int) -> Times:
    """Return since when each note says what it says, where `changed` is the base's own time."""
    told = {}
    for note in notes:
        digest = hashlib.sha256(json.dumps(note).encode()).hexdigest()[:16]
        known, since = earlier.get(note.id, ("", 0))
        told[note.id] = (digest, since if digest == known else max(changed, since + 1))
    return told


def read(text: str) -> Times:
    """Return what `write` wrote; nothing where it is anything else."""
    try:
        return {
            str(name): (str(digest), int(since))
            for name, (digest, since) in json.loads(text).items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}


def write(told: Times) -> str:
    """Return the times as a text."""
    return json.dumps(told, indent=0, sort_keys=True)
