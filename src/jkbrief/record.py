"""Named tuples that are quick to define.

`NamedTuple` is used as that of typing, which it is for type checkers, and gives the same in a
fifth of the time: nothing is made from source text, and annotations are not checked. A search
defines forty, which would take a tenth of its time.
"""

from collections.abc import Iterable, Mapping
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
            """Take the values in order or by name."""
            if named or len(values) != len(cls._fields):
                values = _completed(cls, values, named)
            return tuple.__new__(cls, values)

        _make = classmethod(tuple.__new__)

        def _replace(self, /, **named: Any) -> Self:
            values = tuple(map(named.pop, self._fields, self))
            if named:
                raise TypeError(f"{type(self).__name__} has no {', '.join(named)}")
            return tuple.__new__(type(self), values)

        __replace__ = _replace

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            values = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({values})"

    def _completed(cls: type, values: Iterable[Any], named: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return `values`, then those that are `named` and the defaults, in the order of fields."""
        left = cls._fields[len(values) :]
        known = cls._field_defaults | named
        if len(values) > len(cls._fields) or not set(left) <= known.keys() or named.keys() - left:
            raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}")
        return (*values, *map(known.__getitem__, left))
