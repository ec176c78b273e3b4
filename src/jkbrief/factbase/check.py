"""check(paths) -> Report: everything that can be proved about fact bases, in one run."""

import hashlib
import pathlib
from collections.abc import Iterable, Iterator, Mapping

from jkbrief.errors import FactBaseError, FileProblem, Problem
from jkbrief.factbase.bundled import dossier_folder
from jkbrief.factbase.dossier import Located, paragraph_digest, paragraphs, read_dossier
from jkbrief.factbase.files import decode, read_text
from jkbrief.factbase.load import in_order, not_readable, problem, read
from jkbrief.factbase.nodes import Node, NotReadable, place
from jkbrief.factbase.progress import Progress, stage
from jkbrief.factbase.rules import RULES, Finding, Material, Text, run
from jkbrief.factbase.rules.evidence import facts_by_paragraph
from jkbrief.factbase.rules.guessers import Score, scores
from jkbrief.factbase.specs import Path
from jkbrief.factbase.store import Watch, unwatched
from jkbrief.model import FactBase
from jkbrief.record import NamedTuple

_READING = 0.3  # of the time that a check takes


class Coverage(NamedTuple):
    """A paragraph of a source, and how many facts cite it; `gist` is "" where it is skipped."""

    source: str
    paragraph: int
    role: str
    facts: int
    gist: str


class Report(NamedTuple):
    """All that a check found, in order of place, and what the bases yield."""

    paths: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    facts: int = 0
    cards: int = 0
    dossiers: int = 0
    texts: int = 0
    coverage: tuple[Coverage, ...] = ()
    guessers: tuple[Score, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there are errors, not only warnings."""
        return any(each.severity == "error" for each in self.problems)


def check(
    paths: Iterable[pathlib.Path],
    dossiers: pathlib.Path | None = None,
    texts: pathlib.Path | None = None,
    watch: Watch = unwatched,
) -> Report:
    """Return what is wrong with the fact bases in the files at `paths`, and what they yield.

    `dossiers` is the folder of the dossiers, beside each base unless told; `texts` is a folder
    with the source texts; `watch` shows how far each check is. Raises FileProblem where one
    of them cannot be read.
    """
    taken: dict[tuple[str, str], str] = {}
    each = []
    for path in paths:
        with watch(str(path)) as progress:
            each.append(_check_one(path, dossiers, texts, taken, progress))
    read = any(report.facts for report in each)
    if texts is not None and read and not any(report.dossiers for report in each):
        message = "there are no dossiers, by which the texts are told apart: name their folder"
        raise FileProblem(f"{dossiers or 'seeds'}: {message} with --dossiers DIR")
    return Report(
        tuple(path for report in each for path in report.paths),
        in_order(found for report in each for found in report.problems),
        sum(report.facts for report in each),
        sum(report.cards for report in each),
        sum(report.dossiers for report in each),
        sum(report.texts for report in each),
        tuple(row for report in each for row in report.coverage),
        tuple(score for report in each for score in report.guessers),
    )


def _check_one(
    path: pathlib.Path,
    dossiers: pathlib.Path | None,
    texts: pathlib.Path | None,
    taken: dict[tuple[str, str], str],
    progress: Progress,
) -> Report:
    try:
        reading = read(path, stage(progress, 0, _READING))
    except FactBaseError as error:
        return Report((str(path),), error.problems)
    if reading.base is None:
        return Report((str(path),), tuple(reading.problems))
    located, problems = _read_dossiers(
        dossiers or pathlib.Path(dossier_folder(str(path))), required=dossiers is not None
    )
    material = Material(
        reading.base,
        {name: each.dossier for name, each in located.items()} or None,
        None if texts is None else _match_texts(texts, located),
    )
    findings = [
        *run(RULES, material, stage(progress, _READING, 1)),
        *_shared_ids(path, reading.base, taken),
    ]
    reading.add(each for each in findings if each.path[:1] != ("dossiers",))
    problems += [
        _of_dossier(located[str(each.path[1])], each)
        for each in findings
        if each.path[:1] == ("dossiers",)
    ]
    return Report(
        (str(path),),
        (*reading.problems, *problems),
        len(reading.base.facts),
        sum(len(fact.cards) for fact in reading.base.facts),
        len(located),
        len(material.texts or {}),
        _coverage(reading.base, located),
        tuple(scores(reading.base)),
    )


def _shared_ids(
    path: pathlib.Path, base: FactBase, taken: dict[tuple[str, str], str]
) -> Iterator[Finding]:
    """Yield what a base calls by an id that another base, read before it, has already."""
    own: list[tuple[Path, str, str]] = [(("factbase",), "base", base.factbase)]
    own += [(("facts", n, "id"), "fact", fact.id) for n, fact in enumerate(base.facts)]
    own += [(("sources", n, "id"), "source", source.id) for n, source in enumerate(base.sources)]
    for path_to, what, name in own:
        other = taken.setdefault((what, name), str(path))
        if other != str(path):
            message = f"{name!r} is also the id of a {what} in {other}: choose another"
            yield Finding(path_to, "shared-id", message)


def _read_dossiers(
    folder: pathlib.Path, required: bool
) -> tuple[dict[str, Located], list[Problem]]:
    if required and not folder.is_dir():
        raise FileProblem(f"{folder}: there is no such folder: name the one with the dossiers")
    located: dict[str, Located] = {}
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.yaml")):
        report = _Reporter(file, problems)
        try:
            each = read_dossier(read_text(file), file, report)
        except NotReadable as error:
            problems.append(not_readable(file, error))
            continue
        located.setdefault(each.dossier.source, each)
    return located, problems


class _Reporter:
    """Collects what is found while a dossier is read."""

    def __init__(self, file: pathlib.Path, problems: list[Problem]) -> None:
        self._file, self._problems = file, problems

    def __call__(self, path: Path, node: Node, code: str, message: str) -> None:
        finding = Finding(path, code, message)
        self._problems.append(problem(self._file, place(node), _where(path), finding))


def _where(path: Path) -> str:
    if len(path) > 1 and path[0] == "paragraphs":
        return " › ".join([f"paragraph {int(path[1]) + 1}", *map(str, path[2:])])
    return " › ".join(map(str, path))


def _of_dossier(each: Located, finding: Finding) -> Problem:
    step = finding.path[2]
    where = f"paragraph {step + 1}" if isinstance(step, int) else step
    return problem(each.file, each.places.get(step, (1, 1)), where, finding)


def _match_texts(folder: pathlib.Path, located: Mapping[str, Located]) -> dict[str, Text]:
    """Return for each dossier the file in `folder` that is its text, or the likest one."""
    if not folder.is_dir():
        raise FileProblem(f"{folder}: there is no such folder: name the one with the texts")
    texts = [text for file in sorted(folder.iterdir()) if (text := _read_source(file))]
    digests = {text.name: set(map(paragraph_digest, text.paragraphs)) for text in texts}
    found: dict[str, Text] = {}
    for name, each in located.items():
        wanted = {paragraph.digest for paragraph in each.dossier.paragraphs}
        for text in texts:
            if text.digest == each.dossier.digest:
                found[name] = text
        likest = max(texts, key=lambda text: len(wanted & digests[text.name]), default=None)
        if name not in found and likest and len(wanted & digests[likest.name]) > len(wanted) / 2:
            found[name] = likest
    return found


def _read_source(file: pathlib.Path) -> Text | None:
    try:
        data = file.read_bytes()
        return Text(file.name, hashlib.sha256(data).hexdigest(), paragraphs(decode(data)))
    except (OSError, NotReadable):
        return None  # a folder of texts may hold other things


def _coverage(base: FactBase, located: Mapping[str, Located]) -> tuple[Coverage, ...]:
    yields = facts_by_paragraph(base)
    return tuple(
        Coverage(name, each.number, each.role, yields.get((name, each.number), 0), each.gist)
        for name, dossier in located.items()
        for each in dossier.dossier.paragraphs
    )
