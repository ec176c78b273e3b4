"""The kind `cloze`: a text with a gap to fill."""

from jkbrief.quiz.kinds.typed import Typed


class Cloze(Typed):
    """A gap, shown as [...], that is filled by typing."""

    name = "cloze"
    hint = "the words for the gap"
