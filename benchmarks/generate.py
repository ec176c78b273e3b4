"""Fact bases of any size to measure with: generate(facts, file).

The bases look like the bundled one (kinds, lengths, cites, cards) and are the same every
time. Theme `small` has 50 facts at every size; `large` has 12,000, or a half of what a smaller
base has beside these; all others share the rest.
"""

import pathlib
import random
from collections.abc import Iterator

WORDS = [
    "agreement",
    "alliance",
    "ambassador",
    "analyst",
    "announcement",
    "border",
    "budget",
    "cabinet",
    "ceasefire",
    "coalition",
    "commission",
    "conference",
    "container",
    "council",
    "court",
    "currency",
    "deadline",
    "delegation",
    "dialogue",
    "dispute",
    "drought",
    "election",
    "embassy",
    "energy",
    "envoy",
    "exchange",
    "exercise",
    "export",
    "factory",
    "ferry",
    "fishery",
    "forum",
    "grain",
    "harbour",
    "hearing",
    "import",
    "inspection",
    "island",
    "lawsuit",
    "licence",
    "market",
    "meeting",
    "minister",
    "mission",
    "negotiation",
    "observer",
    "parliament",
    "partner",
    "pipeline",
    "policy",
    "port",
    "proposal",
    "protest",
    "quota",
    "railway",
    "refinery",
    "reform",
    "regulator",
    "reserve",
    "resolution",
    "rival",
    "sanction",
    "satellite",
    "secretary",
    "shipment",
    "shipyard",
    "strait",
    "subsidy",
    "summit",
    "supplier",
    "tariff",
    "tender",
    "treaty",
    "tribunal",
    "vessel",
    "visit",
    "vote",
]
KINDS = ("event", "event", "event", "assessment", "position", "background", "plan", "statistic")
SMALL = 50
LARGE = 12_000
OTHER_THEMES = 40


def generate(facts: int, file: pathlib.Path) -> None:
    """Write a base of `facts` facts to `file`, one after another, in little memory."""
    with file.open("w", encoding="utf-8") as out:
        out.writelines(_lines(facts, random.Random(facts)))  # noqa: S311 - not for secrets


def large_theme(facts: int) -> int:
    """Return how many facts of a base have the theme `large`."""
    return min(LARGE, (facts - SMALL + 1) // 2)


def answer(question: str) -> str:
    """Return the right answer to the question of any card, which ends in its fact's number."""
    return _answer(int(question.rstrip("?").split()[-1]))


def _answer(number: int) -> str:
    return WORDS[number * 31 % len(WORDS)]


def _lines(facts: int, chance: random.Random) -> Iterator[str]:
    sources = max(5, facts // 500)
    yield f'factbase: b{facts}\ntitle: A base of {facts} facts\nedition: "1"\n\nthemes:\n'
    for theme in ("small", "large", *(f"theme-{n}" for n in range(OTHER_THEMES))):
        yield f"- id: {theme}\n  title: {theme.capitalize()}\n  bottom_line:\n"
        yield f"  - {{text: What counts in {theme}., facts: [{_first_fact(theme)}]}}\n"
    yield "\nthreads:\n"
    yield from (f"- {{id: thread-{n}, title: Thread {n}}}\n" for n in range(20))
    yield "\npeople:\n"
    yield from (
        f"- {{id: person-{n}, name: {_name(n)}, family: {_name(n).split()[0]}}}\n"
        for n in range(100)
    )
    yield "\nsources:\n"
    for n in range(sources):
        issued = f"20{n % 20:02}-0{n % 9 + 1}-1{n % 9}"
        yield f"- id: source-{n}\n  type: article\n  short: Source {n}\n"
        yield f'  title: The {WORDS[n % len(WORDS)]} of number {n}\n  publisher: House {n % 50}\n  issued: "{issued}"\n'
    yield "\nfacts:\n"
    for n in range(facts):
        yield _fact(n, facts, sources, chance)


def _first_fact(theme: str) -> str:
    if theme == "small":
        return "fact-0"
    return f"fact-{SMALL}" if theme == "large" else f"fact-{SMALL + 1 + 2 * int(theme[6:])}"


def _name(number: int) -> str:
    return f"{WORDS[number % len(WORDS)].capitalize()} {WORDS[number * 7 % len(WORDS)].capitalize()}-{number}"


def _fact(number: int, facts: int, sources: int, chance: random.Random) -> str:
    kind = KINDS[number % len(KINDS)]
    person = number % 100
    words = " ".join([_answer(number), *chance.choices(WORDS, k=chance.randint(7, 21))])
    lead = f"{_name(person)} said that the" if kind in ("assessment", "position") else "The"
    lines = [
        f"- id: fact-{number}",
        f"  kind: {kind}",
        f"  statement: {lead} {words} number {number}.",
    ]
    if kind != "background":
        lines.append(f'  date: "1{number % 900 + 100}-0{number % 9 + 1}-{number % 28 + 1:02}"')
    if kind in ("assessment", "position"):
        lines.append(f"  by: [person-{person}]")
    if kind == "plan":
        lines += ["  status: agreed", '  status_as_of: "2001"']
    if kind == "statistic":
        lines += ["  unit: per cent", '  period: "2001"']
    themes = ", ".join(_themes(number, facts))
    lines += [
        f"  themes: [{themes}]",
        f"  thread: thread-{number % 20}",
        f"  weight: {number % 3 + 1}",
    ]
    lines.append("  cites:")
    for cite in range(1 + number % 2):
        source = (number * 13 + cite) % sources
        find = " ".join(words.split()[:4])
        lines.append(f"  - {{source: source-{source}, paragraph: {number % 40 + 1}, find: {find}}}")
    lines.append("  cards:")
    lines.append(
        f'  - {{id: when, kind: typed, ask: "What stands at number {number}?", '
        f'answer: "{_answer(number)}", type: term}}'
    )
    return "\n".join(lines) + "\n"


def _themes(number: int, facts: int) -> list[str]:
    if number < SMALL:
        return ["small"]
    large = large_theme(facts)
    index = number - SMALL
    # Every other fact is of the large theme until that is full.
    if index % 2 == 0 and index // 2 < large:
        return ["large"]
    return [f"theme-{index // 2 % OTHER_THEMES}"]
