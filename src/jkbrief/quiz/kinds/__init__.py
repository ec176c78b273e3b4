"""The kinds of question. To add one: a file here, a row in KINDS, its name in `model.py`."""

from jkbrief.quiz.kinds._kind import ARRANGE, PICK, TYPE, Dealt, Kind
from jkbrief.quiz.kinds.choice import Choice
from jkbrief.quiz.kinds.cloze import Cloze
from jkbrief.quiz.kinds.order import Order
from jkbrief.quiz.kinds.true_false import TrueFalse
from jkbrief.quiz.kinds.typed import Typed
from jkbrief.quiz.kinds.who import Who

__all__ = ["ARRANGE", "KINDS", "PICK", "TYPE", "Dealt", "Kind"]

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (Choice(), Typed(), Cloze(), TrueFalse(), Who(), Order())
}
