"""Which fact bases this run reads, opened when first asked for."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from jkbrief.errors import FileProblem, JkbriefError, NotFound
from jkbrief.factbase import bundled
from jkbrief.factbase.compiled import CompiledBase
from jkbrief.factbase.store import Watch, open_base
from jkbrief.model import FactBase, Source, Theme
from jkbrief.names import find, nearest
from jkbrief.select import Query, as_known
from jkbrief.text import key

if TYPE_CHECKING:
    from jkbrief.factbase.progress import Progress


def _watched(path: str) -> "contextlib.AbstractContextManager[Progress]":
    from jkbrief.cli._progress import shown

    return shown(f"Reading {os.path.basename(path)}")


class Session:
    """The fact bases that `--facts` and `--with-bundled` name, or the bundled one."""

    def __init__(
        self,
        facts: tuple[str, ...],
        with_bundled: bool,
        named_by: str = "",
        watch: Watch = _watched,
    ) -> None:
        """Keep the paths; nothing is read yet.

        `named_by` is the variable that names the files, where that is what does; `watch` shows
        how far a build is.
        """
        self._named_by, self._watch = named_by, watch
        own = [bundled.facts_file()] if with_bundled or not facts else []
        named = {os.path.realpath(path): path for path in reversed([*own, *facts])}
        self.paths = list(reversed(named.values()))  # a file that is named twice is read once

    @cached_property
    def bases(self) -> list[CompiledBase]:
        """The open fact bases.

        Raises FileProblem or FactBaseError where one cannot be used, and JkbriefError where
        two use the same id for themselves or for a fact.
        """
        try:
            bases = [open_base(path, self._watch) for path in self.paths]
        except FileProblem as error:
            hint = f" ({self._named_by} names it)" if self._named_by else ""
            raise FileProblem(f"{error}{hint}") from None
        if len(bases) > 1:
            _refuse_collisions(bases)
        return bases

    def themes(self) -> list[tuple[CompiledBase, Theme]]:
        """Return every theme with its base."""
        return [(base, theme) for base in self.bases for theme in base.themes()]

    def find_themes(self, names: Iterable[str]) -> list[tuple[CompiledBase, Theme]]:
        """Return the themes that `names` lead to, each once, in the order asked for.

        Raises NotFound with the nearest names.
        """
        themes = self.themes()
        table = [(theme.id, (theme.title, *theme.aliases)) for _, theme in themes]
        ids = dict.fromkeys(find("theme", name, table, "jkbrief topics") for name in names)
        return [pair for wanted in ids for pair in themes if pair[1].id == wanted]

    def find_threads(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the threads that `names` lead to; raises NotFound."""
        table = [(thread.id, (thread.title,)) for base in self.bases for thread in base.threads()]
        return tuple(find("thread", name, table, "jkbrief topics") for name in names)

    def find_sources(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the sources that `names` lead to; raises NotFound."""
        return tuple(self.find_source(name)[1].id for name in names)

    def query(
        self,
        kinds: tuple[str, ...] = (),
        threads: tuple[str, ...] = (),
        sources: tuple[str, ...] = (),
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
    ) -> Query:
        """Return what the options that choose facts ask for; raises NotFound for a name."""
        found = self.find_threads(threads), self.find_sources(sources)
        return Query(kinds, *found, since, until, as_of)

    def find_source(self, name: str) -> tuple[CompiledBase, Source]:
        """Return the source that `name` leads to; raises NotFound with the nearest names."""
        sources = [(base, source) for base in self.bases for source in base.sources()]
        table = [(source.id, (source.short, source.title)) for _, source in sources]
        wanted = find("source", name, table, "jkbrief sources")
        return next(pair for pair in sources if pair[1].id == wanted)

    def find_fact(self, name: str) -> tuple[CompiledBase, str]:
        """Return the base that has the fact called `name`, and its id.

        The name of its base or its card may stand beside it (`jk:tokyo-summit:when`), and a
        footnote id (`jk-china-tokyo-summit-a1b2`) leads to its fact, too.
        Raises NotFound with the nearest names.
        """
        for base in self.bases:
            exact = (_bare(name, base), *_of_footnote(name, base))
            there = base.numbers(exact)
            if there:
                return base, next(each for each in exact if each in there)
        ids = [(base, base.fact_ids()) for base in self.bases]
        for base, facts in ids:
            wanted = key(_bare(name, base))
            for fact in facts:
                if key(fact) == wanted:
                    return base, fact
        table = [(fact, ()) for _, facts in ids for fact in facts]
        near = nearest(name, table) or tuple(islice(self._answering(name), 3))
        raise NotFound("fact", name, near, "jkbrief search WORDS", "finds facts by what they say")

    def _answering(self, words: str) -> Iterator[str]:
        """Yield the ids of the facts that answer `words`, of each base the best first."""
        from jkbrief.factbase.finder import find as search

        for base in self.bases:
            found = search(base, words)
            yield from (found.facts[hit.number].id for hit in found.hits)


def whole_as_of(base: CompiledBase, as_of: str) -> FactBase:
    """Return all of `base` as its sources published by `as_of` could support it.

    Raises JkbriefError where there were none.
    """
    then = as_known(base.whole(), as_of)
    if not then.sources:
        raise JkbriefError(f"no source was out by {as_of}: drop --as-of")
    return then


def _bare(name: str, base: CompiledBase) -> str:
    return name.removeprefix(f"{base.factbase}:").partition(":")[0]


def _of_footnote(name: str, base: CompiledBase) -> Iterator[str]:
    """Yield the ids of facts that the footnote `name` may be of."""
    body = name.strip("[]^").rpartition("-")[0]
    for theme in base.themes():
        start = f"{base.factbase}-{theme.id}-"
        if body.startswith(start):
            yield body.removeprefix(start)


def _refuse_collisions(bases: list[CompiledBase]) -> None:
    """Raise JkbriefError where two bases have an id for themselves, a fact or a source."""
    shared = [
        f"{later.origin}: {claim} {earlier.origin}"
        for number, later in enumerate(bases)
        for earlier in bases[:number]
        for claim in _shared(earlier, later)
    ]
    if shared:
        more = f"\n… and {len(shared) - 10} more" if len(shared) > 10 else ""
        told = "\n".join(shared[:10])
        raise JkbriefError(f"give one of each two another id: 'check' shows where\n{told}{more}")


def _shared(earlier: CompiledBase, later: CompiledBase) -> Iterator[str]:
    if later.factbase == earlier.factbase:
        yield f"'factbase: {later.factbase}' is also the id of"
    few, many = sorted((earlier, later), key=CompiledBase.total)
    facts = later.numbers(many.numbers(few.fact_ids()))  # the ids of a large base are not all read
    yield from (f"the fact {name!r} is also in" for name in sorted(facts, key=facts.__getitem__))
    sources = {source.id for source in earlier.sources()}
    for source in later.sources():
        if source.id in sources:
            yield f"the source {source.id!r} is also in"
