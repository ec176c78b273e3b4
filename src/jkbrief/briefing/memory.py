"""What the reader of a briefing remembers."""

from collections.abc import Mapping

from jkbrief.record import NamedTuple


class Memory(NamedTuple):
    """The predicted recall of facts by id, from 0 to 1; a fact that is not there was never seen.

    What is recalled with probability `enough` or more needs no telling.
    """

    recall: Mapping[str, float]
    enough: float

    def section(self, fact: str) -> str:
        """Return where a fact belongs: `forgotten`, `unseen` or `known`."""
        if fact not in self.recall:
            return "unseen"
        return "known" if self.recall[fact] >= self.enough else "forgotten"
