"""The kinds of value a field may hold: each converts a node and describes itself as JSON Schema.

A converter never raises: it reports what is wrong at the node's place and returns a stand-in,
so that one run finds every problem of a file.
"""

import re
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Protocol

from jkbrief import edtf
from jkbrief.factbase.nodes import START, Mapping, Node, Scalar, Sequence
from jkbrief.record import NamedTuple

Path = tuple[str | int, ...]
Report = Callable[[Path, Node, str, str], None]
JsonSchema = dict[str, Any]

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What YAML 1.2 (core schema) takes for a boolean or number where no quotes say otherwise.
_BOOLEANS = frozenset(["true", "True", "TRUE", "false", "False", "FALSE"])
_NUMBER = re.compile(
    r"[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+"
    r"|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_HIDDEN = ("Cc", "Cf")  # control and format characters: escapes, changes of direction
_NAMES = {Scalar: "a text", Sequence: "a list", Mapping: "a mapping"}


class Spec(Protocol):
    """What every kind of value can do."""

    def convert(self, node: Node, path: Path, report: Report) -> Any:
        """Return the value of `node`; report what is wrong and return a stand-in."""

    def json_schema(self) -> JsonSchema:
        """Return the JSON Schema (draft 7) that accepts the same values."""


class Text(NamedTuple):
    """One line of plain text, which may be "" where `blank` says so."""

    blank: bool = False

    def convert(self, node: Node, path: Path, report: Report) -> str:
        """Return the text."""
        if self.blank and isinstance(node, Scalar) and not node.text and not node.plain:
            return ""
        text = _scalar(node, path, report, "a text")
        if text is None:
            return ""
        if text.isprintable() and "  " not in text and text == text.strip():
            return text  # as nearly all are: nothing but spaces parts words, and nothing is hidden
        if text != " ".join(text.split()):
            report(path, node, "untidy-text", "has line breaks or doubled or outer spaces: tidy it")
        hidden = next((letter for letter in text if unicodedata.category(letter) in _HIDDEN), None)
        if hidden and hidden != "\n":
            message = f"has the character U+{ord(hidden):04X}, which is not seen: remove it"
            report(path, node, "hidden-character", message)
        return text

    def json_schema(self) -> JsonSchema:
        """Return the schema of a text."""
        hidden = r"\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
        pattern = rf"^[^\s{hidden}]+( [^\s{hidden}]+)*$"
        return {"type": "string", "pattern": rf"^$|{pattern}" if self.blank else pattern}


class Identifier(NamedTuple):
    """A name for ever: lower-case words and digits with hyphens between them."""

    def convert(self, node: Node, path: Path, report: Report) -> str:
        """Return the identifier."""
        text = _scalar(node, path, report, "an identifier")
        if text is None:
            return ""
        if not _IDENTIFIER.fullmatch(text):
            advice = "use lower-case letters, digits and single hyphens, as in tokyo-summit"
            report(path, node, "bad-identifier", f"{text!r} is not an identifier: {advice}")
        return text

    def json_schema(self) -> JsonSchema:
        """Return the schema of an identifier."""
        return {"type": "string", "pattern": f"^{_IDENTIFIER.pattern}$"}


class Digest(NamedTuple):
    """The beginning of a SHA-256, in so many hexadecimal digits."""

    length: int

    def convert(self, node: Node, path: Path, report: Report) -> str:
        """Return the digest."""
        text = node.text if isinstance(node, Scalar) else ""
        if not re.fullmatch(rf"[0-9a-f]{{{self.length}}}", text):
            report(path, node, "bad-digest", f"must be {self.length} hexadecimal digits")
        return text

    def json_schema(self) -> JsonSchema:
        """Return the schema of the digest."""
        return {"type": "string", "pattern": rf"^[0-9a-f]{{{self.length}}}$"}


class Choice(NamedTuple):
    """One of a few words."""

    words: tuple[str, ...]

    def convert(self, node: Node, path: Path, report: Report) -> str:
        """Return the word."""
        text = _scalar(node, path, report, "a word")
        if text is not None and text not in self.words:
            hint = _nearest(text, self.words) or f"use one of {', '.join(self.words)}"
            report(path, node, "unknown-word", f"{text!r} is not known here: {hint}")
        return text or ""

    def json_schema(self) -> JsonSchema:
        """Return the schema of the words."""
        return {"type": "string", "enum": list(self.words)}


class Date(NamedTuple):
    """An EDTF date or interval."""

    def convert(self, node: Node, path: Path, report: Report) -> str | None:
        """Return the date as it is written, or None where it is no date."""
        text = _scalar(node, path, report, "a date")
        if text is None:
            return None
        try:
            edtf.span(text)
        except ValueError as error:
            report(path, node, "bad-date", str(error))
            return None
        return text

    def json_schema(self) -> JsonSchema:
        """Return a schema that accepts the form; the calendar is checked by the loader."""
        month, day = r"(0[1-9]|1[0-2]|2[1-4]|XX)", r"(0[1-9]|[12]\d|3[01]|XX)"
        one = rf"(\d{{4}}|\d{{3}}X|\d{{2}}XX)(-{month}(-{day})?)?[?~%]?"
        return {"type": "string", "pattern": rf"^({one}|({one}|(\.\.)?)/({one}|(\.\.)?))$"}


class Number(NamedTuple):
    """A whole number within bounds."""

    lowest: int
    highest: int

    def convert(self, node: Node, path: Path, report: Report) -> int:
        """Return the number."""
        text = _scalar(node, path, report, "a number", quotes=False)
        if text is None:
            return self.lowest
        if not text.isdecimal() or len(text) > 9 or not self.lowest <= int(text) <= self.highest:
            wanted = f"a whole number from {self.lowest} to {self.highest}"
            report(path, node, "bad-number", f"{text!r} is not {wanted}")
            return self.lowest
        return int(text)

    def json_schema(self) -> JsonSchema:
        """Return the schema of the range."""
        return {"type": "integer", "minimum": self.lowest, "maximum": self.highest}


class ListOf(NamedTuple):
    """A list of values of one kind, with at least `least` of them."""

    item: Spec
    least: int = 0

    def convert(self, node: Node, path: Path, report: Report) -> tuple[Any, ...]:
        """Return the values."""
        if not isinstance(node, Sequence):
            _wrong_form(node, path, report, "a list, as in [x, y]")
            return ()
        if len(node.items) < self.least:
            report(path, node, "too-few", f"needs at least {self.least} entry")
        convert = self.item.convert
        return tuple([convert(item, (*path, n), report) for n, item in enumerate(node.items)])

    def json_schema(self) -> JsonSchema:
        """Return the schema of the list."""
        return {"type": "array", "items": self.item.json_schema(), "minItems": self.least}


class Field(NamedTuple):
    """A key of a record: its kind of value, what it is for, and whether it must be there."""

    name: str
    spec: Spec
    doc: str
    required: bool = False


class Record:
    """A mapping with known keys, made into a value of `model`."""

    def __init__(self, model: Callable[..., Any], fields: tuple[Field, ...]) -> None:
        """Take what makes the value, and the fields, whose values it takes by name."""
        self.fields = {field.name: field for field in fields}
        self._model = model
        self._required = tuple(field for field in fields if field.required)

    def convert(self, node: Node, path: Path, report: Report) -> Any:
        """Return the record."""
        values: dict[str, Any] = {}
        if isinstance(node, Mapping):
            self._fill(values, node, path, report)
        else:
            _wrong_form(node, path, report, "a mapping of keys")
        for field in self._required:
            if field.name not in values:
                if isinstance(node, Mapping):
                    report((*path, field.name), node, "missing-key", f"is missing: {field.doc}")
                values[field.name] = field.spec.convert(_STAND_IN, path, _ignore)
        if "from" in values:
            values["from_"] = values.pop("from")  # a Python keyword
        return self._model(**values)

    def _fill(self, values: dict[str, Any], node: Mapping, path: Path, report: Report) -> None:
        known = self.fields
        for key, value in node.pairs:
            name = key.text
            place = (*path, name)
            if name not in known:
                hint = _nearest(name, known) or f"the keys are {', '.join(known)}"
                report(place, key, "unknown-key", f"is not a key here: {hint}")
            elif name in values:
                report(place, key, "duplicate-key", "stands twice: keep one")
            else:
                values[name] = known[name].spec.convert(value, place, report)

    def json_schema(self) -> JsonSchema:
        """Return the schema of the record."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [field.name for field in self._required],
            "properties": {
                name: {**field.spec.json_schema(), "description": field.doc}
                for name, field in self.fields.items()
            },
        }


class Pairs(NamedTuple):
    """A mapping whose keys are free, made into a tuple of what `pair` returns for each."""

    key: Spec
    value: Spec
    pair: Callable[[Any, Any], Any]

    def convert(self, node: Node, path: Path, report: Report) -> tuple[Any, ...]:
        """Return one value for each key."""
        if not isinstance(node, Mapping):
            _wrong_form(node, path, report, "a mapping")
            return ()
        pairs = []
        seen = set()
        for key, value in node.pairs:
            place = (*path, key.text)
            if key.text in seen:
                report(place, key, "duplicate-key", "stands twice: keep one")
            seen.add(key.text)
            name = self.key.convert(key, place, report)
            pairs.append(self.pair(name, self.value.convert(value, place, report)))
        return tuple(pairs)

    def json_schema(self) -> JsonSchema:
        """Return the schema of the mapping."""
        return {
            "type": "object",
            "propertyNames": self.key.json_schema(),
            "additionalProperties": self.value.json_schema(),
        }


_STAND_IN = Scalar("", START)


def _ignore(path: Path, node: Node, code: str, message: str) -> None:
    """Report nothing: the missing key has been reported."""


def _scalar(node: Node, path: Path, report: Report, wanted: str, quotes: bool = True) -> str | None:
    if isinstance(node, Scalar) and node.text and not node.empty:
        text, _, plain = node
        if quotes and plain and _is_no_text(text):
            report(path, node, "needs-quotes", f'other programs read it as no text: "{text}"')
        if not quotes and not plain:
            report(path, node, "needless-quotes", f"is a number: write {text} without quotes")
        return text
    if isinstance(node, Scalar):
        report(path, node, "empty-value", f"has no value: give {wanted} or remove the key")
    else:
        _wrong_form(node, path, report, wanted)
    return None


def _is_no_text(text: str) -> bool:
    # A number begins with no letter, and most texts do.
    return text in _BOOLEANS or (text[0] in "+-.0123456789" and bool(_NUMBER.fullmatch(text)))


def _wrong_form(node: Node, path: Path, report: Report, wanted: str) -> None:
    if isinstance(node, Scalar) and node.empty:
        report(path, node, "empty-value", f"has no value: give {wanted} or remove the key")
    else:
        report(path, node, "wrong-form", f"is {_NAMES[type(node)]}: it must be {wanted}")


def _nearest(word: str, known: Any) -> str:
    close = get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else ""
