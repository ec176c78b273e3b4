"""What a rule is: a function from the material of a check to what it finds, and its codes."""

from collections.abc import Callable, Iterator, Mapping

from jkbrief.factbase.dossier import Dossier
from jkbrief.factbase.specs import Path
from jkbrief.model import FactBase
from jkbrief.record import NamedTuple

ERROR, WARNING = "error", "warning"


class Code(NamedTuple):
    """A kind of problem: its stable name, how grave it is, and what `--explain` shows.

    `bad` and `good` are YAML as it stands in a file: keys of a fact, or of the whole base.
    """

    name: str
    severity: str
    meaning: str
    bad: str
    good: str


class Finding(NamedTuple):
    """What a rule found: where, under which code, and what would be right.

    A path that begins with `dossiers` leads into the dossier of the source named next.
    """

    path: Path
    code: str
    message: str


class Text(NamedTuple):
    """A source text: the digest of its bytes, and its paragraphs, the first one at 0."""

    name: str
    digest: str
    paragraphs: tuple[str, ...]


class Material(NamedTuple):
    """What is checked: a base, and by source id the dossiers and texts that are at hand.

    `texts` is None where no texts were given, which is not the same as texts not found.
    """

    base: FactBase
    dossiers: Mapping[str, Dossier] | None = None
    texts: Mapping[str, Text] | None = None


Check = Callable[[Material], Iterator[Finding]]


class Rule(NamedTuple):
    """A check and every code that it may report."""

    check: Check
    codes: tuple[Code, ...]


def rule(*codes: Code) -> Callable[[Check], Rule]:
    """Return a decorator that makes a check into a Rule with these codes."""
    return lambda check: Rule(check, codes)


def rules_of(module: Mapping[str, object]) -> tuple[Rule, ...]:
    """Return every rule among a module's globals, in the order in which they were written."""
    return tuple(value for value in module.values() if isinstance(value, Rule))
