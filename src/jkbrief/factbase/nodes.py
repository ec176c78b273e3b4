"""YAML text to located nodes. The only module that knows PyYAML.

Values stay text, so that nothing is guessed: PyYAML's own loaders turn `no` into False,
`1:30` into 90 and dates into objects, and keep the last of two equal keys. Nodes are built
from libyaml's events, without recursion, one entry of a top-level list at a time, so that
deep nesting cannot overflow and a long file needs little memory.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from jkbrief.record import NamedTuple

DEEPEST = 16
_EMPTY = frozenset(("", "~", "null"))
_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)


Mark = Any  # a place as PyYAML tells it: `line` and `column` from 0, `index` in characters


class Scalar(NamedTuple):
    """A text; `plain` where it stands without quotes."""

    text: str
    mark: Mark
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Whether the file has a key here and no value."""
        return self.plain and self.text in _EMPTY


class Sequence(NamedTuple):
    """A list."""

    items: "list[Node]"
    mark: Mark


class Mapping(NamedTuple):
    """Keys with their values in file order, duplicates included."""

    pairs: "list[tuple[Scalar, Node]]"
    mark: Mark


Node = Scalar | Sequence | Mapping
START = yaml.Mark("", 0, 0, 0, None, 0)  # of the file: the place of what is missing


def place(node: Node) -> tuple[int, int]:
    """Return line and column where `node` begins, counted from 1."""
    return node.mark.line + 1, node.mark.column + 1


class Entry(NamedTuple):
    """One item of a top-level list, or the whole value (`number` None) of any other key."""

    key: Scalar
    number: int | None
    node: Node

    @property
    def value(self) -> Node:
        """The value of the key where no list is wanted: of a list, the list, at its first item."""
        if self.number is None:
            return self.node
        return Sequence([self.node], self.node.mark)


class NotReadable(Exception):
    """Text that is not the YAML we read; where, and what to do."""

    def __init__(self, message: str, line: int, column: int, code: str = "not-yaml") -> None:
        """Keep the place, counted from 1, and the code of the problem."""
        super().__init__(message)
        self.line, self.column, self.code = line, column, code


def read_document(text: str) -> Iterator[Entry]:
    """Yield each entry of a one-document file that is a mapping.

    Raises NotReadable at the first place that is not YAML, or is YAML of a kind that is
    refused: anchors, aliases, tags, more than one document, deep nesting.
    """
    events = _events(text)
    first = next(events, None)
    if first is None:
        raise NotReadable("the file is empty: begin one with 'jkbrief init FILE'", 1, 1, "not-text")
    if not isinstance(first, yaml.MappingStartEvent):
        raise _at(first, "a fact base is a mapping of keys such as 'factbase:' and 'facts:'")
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = _key(event)
        value = next(events)
        if isinstance(value, yaml.SequenceStartEvent):
            yield from _items(key, value, events)
        else:
            yield Entry(key, None, _build(value, events))
    for extra in events:
        message = "one file holds one document: remove what follows '---' or '...'"
        raise _at(extra, message, "yaml-feature")


def _items(key: Scalar, start: yaml.Event, events: Iterator[yaml.Event]) -> Iterator[Entry]:
    index = -1
    for index, event in enumerate(events):
        if isinstance(event, yaml.SequenceEndEvent):
            break
        yield Entry(key, index, _build(event, events))
    if index == 0:
        yield Entry(key, None, Sequence([], start.start_mark))


def _build(event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
    """Return the node that begins with `event`; what follows of it is taken from `events`."""
    if type(event) is yaml.ScalarEvent:
        return _scalar(event)
    # Each open list or mapping with what it has so far; keys and values of a mapping in turn.
    opened: list[tuple[yaml.Event, list[Any]]] = [(event, [])]
    parts = opened[-1][1]
    while True:
        event = next(events)
        if type(event) is yaml.ScalarEvent:
            parts.append(_scalar(event))
        elif isinstance(event, _OPENING):
            _refuse_as_key(event, *opened[-1])
            if len(opened) >= DEEPEST:
                message = f"nested more than {DEEPEST} deep: no field goes that far"
                raise _at(event, message, "too-deep")
            parts = []
            opened.append((event, parts))
        else:
            node = _closed(*opened.pop())
            if not opened:
                return node
            parts = opened[-1][1]
            parts.append(node)


def _refuse_as_key(event: yaml.Event, parent: yaml.Event, parts: list[Any]) -> None:
    if isinstance(parent, yaml.MappingStartEvent) and len(parts) % 2 == 0:
        raise _at(event, "a key must be a plain word")


def _closed(start: yaml.Event, parts: list[Any]) -> Sequence | Mapping:
    if isinstance(start, yaml.SequenceStartEvent):
        return Sequence(parts, start.start_mark)
    return Mapping(list(zip(parts[::2], parts[1::2], strict=True)), start.start_mark)


def _key(event: yaml.Event) -> Scalar:
    if not isinstance(event, yaml.ScalarEvent):
        raise _at(event, "a key must be a plain word")
    return _scalar(event)


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    return Scalar(event.value, event.start_mark, not event.style)


def _events(text: str) -> Iterator[yaml.Event]:
    unprintable = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if unprintable:
        code = f"U+{ord(unprintable[0]):04X}"
        message = f"the character {code} is not allowed in YAML: remove it"
        raise NotReadable(message, *_place_of_offset(text, unprintable.start()), "not-text")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        while True:
            event = loader.get_event()
            if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None:
                yield event  # as nearly all are
            elif isinstance(event, yaml.NodeEvent):
                _refuse(event)
                yield event
            elif isinstance(event, yaml.CollectionEndEvent):
                yield event
            elif isinstance(event, yaml.StreamEndEvent):
                return
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error) from None
    finally:
        loader.dispose()


def _not_yaml(error: yaml.MarkedYAMLError) -> NotReadable:
    message = f"this is not YAML: {error.problem}"
    if error.context:
        message += f" {error.context}"
        if error.context_mark:
            message += f" begun at line {error.context_mark.line + 1}"
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return NotReadable(message, *place)


def _refuse(event: yaml.NodeEvent) -> None:
    if event.anchor is None and getattr(event, "tag", None) is None:
        return
    if isinstance(event, yaml.AliasEvent):
        raise _at(
            event, f"the alias '*{event.anchor}' is not read: write the value out", "yaml-feature"
        )
    if event.anchor is not None:
        raise _at(event, f"the anchor '&{event.anchor}' is not read: remove it", "yaml-feature")
    tag = getattr(event, "tag", None)
    if tag is not None:
        message = f"the tag '{tag}' is not read: remove it, all values are text"
        raise _at(event, message, "yaml-feature")


def _at(event: yaml.Event, message: str, code: str = "not-yaml") -> NotReadable:
    mark: Mark = event.start_mark
    return NotReadable(message, mark.line + 1, mark.column + 1, code)


def _place_of_offset(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
