"""Named tuples that are quick to define.

`NamedTuple` is used as that of typing, which it is for type checkers, and gives the same in a
fifth of the time: annotations are not checked, and the constructor is made of source text when
it is first called by name or with defaults. A search defines forty: those of typing would take
a tenth of its time.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - it is exported
else:
    try:
        from _collections import _tuplegetter as _item  # as collections has it
    except ImportError:  # another Python than CPython
        from operator import itemgetter

        def _item(place: int, doc: str) -> property:
            return property(itemgetter(place), doc=doc)

    class _Definition(type):
        """Makes a tuple of a class whose annotations are its fields, in order."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            if getattr(bases[0], "_fields", ()):  # a kind of another, whose fields it has
                return super().__new__(cls, name, bases, space)
            made = super().__new__(cls, name, bases, space | {"__slots__": ()})
            fields = tuple(made.__annotations__)
            made._fields = made.__match_args__ = fields
            made._field_defaults = {field: space[field] for field in fields if field in space}
            for place, field in enumerate(fields):
                setattr(made, field, _item(place, ""))
            return made

    class NamedTuple(tuple, metaclass=_Definition):
        """A tuple whose values have names; nothing can be added to it."""

        __slots__ = ()

        def __new__(cls, /, *values: Any, **named: Any) -> Self:
            """Take the values in order, or by name."""
            if named or len(values) != len(cls._fields):
                cls.__new__ = _constructor(cls)
                return cls.__new__(cls, *values, **named)
            return tuple.__new__(cls, values)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Self:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}")
            return made

        def _replace(self, /, **named: Any) -> Self:
            made = tuple.__new__(type(self), map(named.pop, self._fields, self))
            if named:
                raise TypeError(f"{type(self).__name__} has no {', '.join(named)}")
            return made

        __replace__ = _replace

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            values = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({values})"

    def _constructor(cls: type) -> staticmethod:
        """Return what makes one of values in order or by name; few kinds need it in a run."""
        names = ", ".join(cls._fields)
        # No field begins with an underscore, so that none is called as these are.
        made = eval(f"lambda _cls, {names}: _new(_cls, ({names},))", {"_new": tuple.__new__})  # noqa: S307 - fields of ours
        made.__defaults__ = tuple(cls._field_defaults.values())
        made.__name__ = cls.__name__  # as an error calls it
        return staticmethod(made)
