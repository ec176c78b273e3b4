"""Our named tuples are those of typing, but for the time that it takes to define one."""

import copy
import pickle
import typing
from typing import TYPE_CHECKING, Any

import pytest

from jkbrief import record
from jkbrief.model import Cite

if TYPE_CHECKING:
    from typing import NamedTuple as Ours
else:
    Ours = record.NamedTuple


class Theirs(typing.NamedTuple):
    """What ours is held against."""

    source: str
    paragraph: int
    find: str = ""
    via: str | None = None

    def place(self) -> str:
        return f"{self.source}, {self.paragraph}"


class Mine(Ours):
    """The same."""

    source: str
    paragraph: int
    find: str = ""
    via: str | None = None

    def place(self) -> str:
        return f"{self.source}, {self.paragraph}"


MADE: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a", 1), {}),
    (("a", 1, "b", "c"), {}),
    (("a",), {"paragraph": 2}),
    ((), {"paragraph": 2, "source": "a", "via": "x"}),
]
REFUSED: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    (("a",), {}),
    (("a", 1, "b", "c", "d"), {}),
    (("a", 1), {"source": "b"}),
    (("a", 1), {"other": "b"}),
    ((), {"source": "a", "find": "b"}),
]


@pytest.mark.parametrize(("values", "named"), MADE)
def test_one_is_made_and_read_as_that_of_typing(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    mine, theirs = Mine(*values, **named), Theirs(*values, **named)
    assert tuple(mine) == tuple(theirs)
    assert (mine.source, mine.paragraph, mine.find, mine.via) == tuple(theirs)
    assert mine.place() == theirs.place()
    assert repr(mine) == repr(theirs).replace("Theirs", "Mine")
    assert mine._asdict() == theirs._asdict()
    assert tuple(mine._replace(find="z")) == tuple(theirs._replace(find="z"))
    assert Mine._make(theirs) == mine
    assert hash(mine) == hash(theirs)


@pytest.mark.parametrize(("values", "named"), REFUSED)
def test_what_that_of_typing_refuses_is_refused(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    for kind in (Mine, Theirs):
        with pytest.raises(TypeError):
            kind(*values, **named)


@pytest.mark.parametrize("values", [("a",), ("a", 1, "b", "c", "d")])
def test_values_of_another_number_make_none(values: tuple[Any, ...]) -> None:
    for kind in (Mine, Theirs):
        with pytest.raises(TypeError):
            kind._make(values)


def test_the_fields_are_known() -> None:
    assert Mine._fields == Theirs._fields == Mine.__match_args__
    assert Mine._field_defaults == Theirs._field_defaults


def test_nothing_can_be_changed_or_added() -> None:
    mine: Any = Mine("a", 1)
    for name in ("source", "other"):
        with pytest.raises(AttributeError):
            setattr(mine, name, "b")
    with pytest.raises((TypeError, ValueError)):
        mine._replace(other="b")


def test_one_is_matched_copied_and_pickled() -> None:
    cite = Cite("a", 1, "b")
    match cite:
        case Cite(source, paragraph, via=None):
            assert (source, paragraph) == ("a", 1)
        case _:
            pytest.fail("not matched")
    for other in (copy.copy(cite), copy.deepcopy(cite), pickle.loads(pickle.dumps(cite))):
        assert (type(other), other) == (Cite, cite)


def test_a_field_may_be_called_anything() -> None:
    class Odd(Ours):
        new: int
        cls: int = 2
        tuple: int = 3

    assert tuple(Odd(1)) == (1, 2, 3)
    assert Odd(1, cls=5)._asdict() == {"new": 1, "cls": 5, "tuple": 3}


def test_a_kind_of_another_has_its_fields() -> None:
    class Theirs2(Theirs):
        def place(self) -> str:
            return "there"

    class Mine2(Mine):
        def place(self) -> str:
            return "there"

    for values, named in MADE:
        mine, theirs = Mine2(*values, **named), Theirs2(*values, **named)
        assert tuple(mine) == tuple(theirs)
        assert (mine.place(), mine._fields) == (theirs.place(), theirs._fields)
        assert type(mine._replace(find="z")) is type(Mine2._make(theirs)) is Mine2
