"""Good items: what each question kind needs, and what gives an answer away.

The rules are those of item writing: Haladyna, Downing and Rodriguez, "A Review of
Multiple-Choice Item-Writing Guidelines", Applied Measurement in Education 15 (2002).
"""

import re
from collections.abc import Iterator
from statistics import median

from jkbrief import edtf
from jkbrief.factbase.rules import guessers
from jkbrief.factbase.rules.rule import ERROR, WARNING, Code, Finding, Material, rule, rules_of
from jkbrief.factbase.rules.wording import words
from jkbrief.factbase.specs import Path
from jkbrief.model import Card, Fact, FactBase
from jkbrief.text import key

OPTIONS = (3, 4)
LONGEST_ANSWER = 6
LONGEST_KEY = 1.5
GAP = "[...]"
_CHOICES = ("choice", "who")
_TYPED = ("typed", "cloze")
_FIELDS = {
    "choice": ("answer", "wrong"),
    "typed": ("answer",),
    "cloze": ("answer",),
    "true-false": ("answer",),
    "who": ("answer",),
    "order": ("events",),
}
_SWEEPING = re.compile(r"(?i)\b(?:all|none|both|neither|any) of (?:the|these|them)\b|^both\b")
_NEGATIVE = re.compile(
    r"[Ww]hich (?:one )?of (?:these|the following)\b.*\b(?:not|never|no)\b|\bexcept\b"
)
_ABSOLUTE = re.compile(r"\b(?:always|never)\b", re.IGNORECASE)


def _cards(base: FactBase) -> Iterator[tuple[Path, Fact, Card]]:
    for number, fact in enumerate(base.facts):
        for index, card in enumerate(fact.cards):
            yield ("facts", number, "cards", index), fact, card


@rule(
    Code(
        "card-incomplete",
        ERROR,
        "A card lacks what its kind of question needs, or has what it has no use for.",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract}]",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract, wrong: [a petition, a treaty]}]",
    ),
    Code(
        "stem-form",
        ERROR,
        "A question does not end in a question mark, or a cloze has not exactly one gap [...].",
        "cards: [{id: what, kind: typed, ask: The length of the ferry of Lindholm in 2024, "
        'answer: "24"}]',
        'cards: [{id: what, kind: typed, ask: "How many metres long is the ferry of Lindholm?", '
        'answer: "24"}]',
    ),
)
def cards_are_whole(material: Material) -> Iterator[Finding]:
    """Each kind of question has its fields; a question asks, a cloze has one gap."""
    for path, _, card in _cards(material.base):
        needed = _FIELDS.get(card.kind, ())
        for field in needed:
            if not getattr(card, field):
                message = f"is missing: a {card.kind} card needs it"
                yield Finding((*path, field), "card-incomplete", message)
        for field in ("answer", "accept", "wrong", "events"):
            if getattr(card, field) and field not in (*needed, *_ALSO.get(card.kind, ())):
                message = f"has no use on a {card.kind} card: remove it"
                yield Finding((*path, field), "card-incomplete", message)
        if card.kind == "true-false" and card.answer not in ("true", "false", ""):
            message = f'is {card.answer!r}: a true-false card answers "true" or "false"'
            yield Finding((*path, "answer"), "card-incomplete", message)
        yield from _stem(path, card)


_ALSO = {"typed": ("accept",), "cloze": ("accept",), "who": ("accept", "wrong")}


def _stem(path: Path, card: Card) -> Iterator[Finding]:
    gaps = card.ask.count(GAP)
    if card.kind in (*_CHOICES, "typed") and card.ask and not card.ask.endswith("?"):
        yield Finding((*path, "ask"), "stem-form", "does not end in '?': ask")
    if card.kind == "cloze" and gaps != 1:
        yield Finding((*path, "ask"), "stem-form", f"has {gaps} gaps {GAP}: a cloze has one")
    if card.kind != "cloze" and gaps:
        yield Finding((*path, "ask"), "stem-form", f"has a gap {GAP}: only a cloze has one")


@rule(
    Code(
        "answer-in-stem",
        ERROR,
        "The question contains its answer.",
        'cards: [{id: what, kind: typed, ask: "What contract did Lindholm council sign?", '
        "answer: contract}]",
        'cards: [{id: what, kind: typed, ask: "What did Lindholm council sign in May 2024?", '
        "answer: contract}]",
    )
)
def stems_keep_their_answers(material: Material) -> Iterator[Finding]:
    """Neither the answer nor another accepted one stands in the question."""
    base = material.base
    names = [person.name.removeprefix("The ") for person in base.people]
    names += [source.short for source in base.sources]
    for path, _, card in _cards(base):
        for answer in (card.answer, *card.accept):
            if card.kind not in ("true-false", "order") and _stands(answer, card.ask, names):
                message = f"contains the answer {answer!r}: ask without it"
                yield Finding((*path, "ask"), "answer-in-stem", message)
                break


def _stands(answer: str, ask: str, names: list[str]) -> bool:
    """Return whether `answer` stands in `ask`, but as a part of a longer name: Tokyo Report."""
    for name in names:
        if answer in name and answer != name:
            ask = ask.replace(name, "")
    wanted = " ".join(words(answer))
    return bool(wanted) and f" {wanted} " in f" {' '.join(words(ask))} "


@rule(
    Code(
        "long-answer",
        WARNING,
        "An answer that is to be typed has more than six words.",
        'cards: [{id: what, kind: typed, ask: "What did Lindholm council do in May 2024?", '
        "answer: it signed a contract for an electric ferry}]",
        'cards: [{id: what, kind: typed, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract}]",
    )
)
def typed_answers_are_short(material: Material) -> Iterator[Finding]:
    """What cannot be said in some five words is a choice item."""
    for path, _, card in _cards(material.base):
        count = len(card.answer.split())
        if card.kind in _TYPED and count > LONGEST_ANSWER:
            message = f"has {count} words: ask for less, or make it a choice"
            yield Finding((*path, "answer"), "long-answer", message)


@rule(
    Code(
        "option-count",
        ERROR,
        "A choice has fewer than three or more than four options.",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract, wrong: [a petition]}]",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract, wrong: [a petition, a treaty]}]",
    ),
    Code(
        "same-option",
        ERROR,
        "Two options say the same, or a wrong option is another name of the answer.",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract, wrong: [a petition, A contract]}]",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract, wrong: [a petition, a treaty]}]",
    ),
    Code(
        "sweeping-option",
        ERROR,
        "An option is of the kind 'all of these' or 'A and B'.",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract, wrong: [a petition, none of these]}]",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract, wrong: [a petition, a treaty]}]",
    ),
)
def options_are_apart(material: Material) -> Iterator[Finding]:
    """Three or four options, each another answer, none of them about the others."""
    synonyms = _synonyms(material.base)
    for path, _, card in _cards(material.base):
        if card.kind == "who" and not card.wrong and len(material.base.people) < OPTIONS[0]:
            message = "finds too few others in 'people' to choose from: give wrong options"
            yield Finding(path, "option-count", message)
        if card.kind not in _CHOICES or not card.wrong:
            continue
        count = len(card.wrong) + 1
        if count not in OPTIONS:
            message = f"make {count} options with the answer: give two or three"
            yield Finding((*path, "wrong"), "option-count", message)
        taken = {key(right) for right in (card.answer, *card.accept)}
        taken |= {other for name in list(taken) for other in synonyms.get(name, ())}
        for index, option in enumerate(card.wrong):
            at = (*path, "wrong", index)
            if key(option) in taken:
                message = f"{option!r} is the answer or another option in other words"
                yield Finding(at, "same-option", message)
            taken.add(key(option))
            if _SWEEPING.search(option):
                yield Finding(at, "sweeping-option", f"{option!r} is about the other options")


def _synonyms(base: FactBase) -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for person in base.people:
        group = {key(name) for name in (person.name, *person.aliases)}
        for name in group:
            table.setdefault(name, set()).update(group)
    for term in base.terms:
        # Who asks what a source calls a thing has other variants for wrong options.
        others = {key(variant.text) for variant in term.variants}
        table.setdefault(key(term.preferred), set()).update(others)
    return table


@rule(
    Code(
        "negative-stem",
        WARNING,
        "A question asks for what is not so, without saying it loudly.",
        'cards: [{id: what, kind: choice, ask: "Which of these did Lindholm council not sign?", '
        "answer: a treaty, wrong: [a contract, a petition]}]",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract, wrong: [a petition, a treaty]}]",
    ),
    Code(
        "absolute-option",
        WARNING,
        "One option alone says always or never, which gives it away.",
        'cards: [{id: who, kind: choice, ask: "Whom does the ferry of Lindholm carry?", '
        "answer: people, wrong: [never children, dogs]}]",
        'cards: [{id: who, kind: choice, ask: "Whom does the ferry of Lindholm carry?", '
        "answer: people, wrong: [children, dogs]}]",
    ),
    Code(
        "long-key",
        WARNING,
        "The answer is more than 1.5 times as long as the median option.",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract with a yard for one ferry, wrong: [a petition, a treaty]}]",
        'cards: [{id: what, kind: choice, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract, wrong: [a petition, a treaty]}]",
    ),
    Code(
        "echo",
        WARNING,
        "A word of the question stands in the answer and in no other option.",
        'cards: [{id: what, kind: choice, ask: "With which shipyard did Lindholm council sign?", '
        "answer: Nordvik shipyard, wrong: [Skagen works, Oslo docks]}]",
        'cards: [{id: what, kind: choice, ask: "With whom did Lindholm council sign?", '
        "answer: Nordvik Yard, wrong: [Skagen Yard, Oslo Yard]}]",
    ),
    Code(
        "odd-digits",
        WARNING,
        "The answer alone has digits or lacks them, or a figure has an option without any beside it.",
        'cards: [{id: what, kind: choice, ask: "How long is the ferry of Lindholm?", '
        "answer: 24 metres, wrong: [very long, quite short]}]",
        'cards: [{id: what, kind: choice, ask: "How long is the ferry of Lindholm?", '
        "answer: 24 metres, wrong: [20 metres, 28 metres]}]",
    ),
)
def options_give_nothing_away(material: Material) -> Iterator[Finding]:
    """Nothing in the form of the options tells which one is right."""
    for path, _, card in _cards(material.base):
        if card.kind not in _CHOICES or not card.wrong:
            continue
        if _NEGATIVE.search(card.ask):
            message = "asks for what is not so: ask for what is, or write NOT"
            yield Finding((*path, "ask"), "negative-stem", message)
        options = (card.answer, *card.wrong)
        sweeping = [option for option in options if _ABSOLUTE.search(option)]
        if len(sweeping) == 1:
            message = f"{sweeping[0]!r} alone is absolute: put it otherwise"
            yield Finding((*path, "answer"), "absolute-option", message)
        if len(card.answer) > LONGEST_KEY * median(map(len, options)):
            message = (
                f"has {len(card.answer)} letters, the median option {median(map(len, options)):g}"
            )
            yield Finding((*path, "answer"), "long-key", f"{message}: shorten it or lengthen them")
        echoed = guessers.echo(card.ask, card.answer) - {
            word for option in card.wrong for word in guessers.stems(option)
        }
        if echoed:
            message = f"alone echoes {', '.join(sorted(echoed))} of the question"
            yield Finding((*path, "answer"), "echo", message)
        digits = [any(map(str.isdigit, option)) for option in options]
        figure = card.answer[:1].isdigit()  # a name may have digits: the 2015 agreement
        if digits[0] not in digits[1:] or (figure and not all(digits)):
            has = "has" if digits[0] else "lacks"
            message = f"{has} digits, unlike other options: give all one form"
            yield Finding((*path, "answer"), "odd-digits", message)


@rule(
    Code(
        "unclear-order",
        ERROR,
        "An order card has events without date, or whose dates do not say which came first.",
        'cards: [{id: sequence, kind: order, ask: "Put these in order, the earliest first.", '
        "events: [contract-signed, ferry-length, contract-signed]}]",
        'cards: [{id: what, kind: typed, ask: "What did Lindholm council sign in May 2024?", '
        "answer: a contract}]",
    )
)
def orders_are_decided(material: Material) -> Iterator[Finding]:
    """The dates of an order card's events do not overlap."""
    dates = {fact.id: fact.date for fact in material.base.facts}
    for path, _, card in _cards(material.base):
        told = [(name, dates.get(name)) for name in card.events if name in dates]
        for index, (name, date) in enumerate(told):
            if date is None:
                message = f"{name!r} has no date: it cannot be put in order"
                yield Finding((*path, "events", index), "unclear-order", message)
            for other, earlier in told[:index]:
                if date and earlier and _overlap(date, earlier):
                    message = f"{name!r} ({date}) may come before or after {other!r} ({earlier})"
                    yield Finding((*path, "events", index), "unclear-order", message)


def _overlap(one: str, other: str) -> bool:
    first, second = edtf.span(one), edtf.span(other)
    return first.first <= second.last and second.first <= first.last


@rule(
    Code(
        "unattributed-stem",
        WARNING,
        "A question about an opinion does not say whose opinion it asks about.",
        "kind: assessment\nby: [ada-holm]\nstatement: Ada Holm finds the ferry too small.\n"
        'cards: [{id: what, kind: typed, ask: "What is wrong with the ferry?", answer: its size}]',
        "kind: assessment\nby: [ada-holm]\nstatement: Ada Holm finds the ferry too small.\n"
        'cards: [{id: what, kind: typed, ask: "What is wrong with the ferry, to Ada Holm?", '
        "answer: its size}]",
    )
)
def stems_name_the_holder(material: Material) -> Iterator[Finding]:
    """What somebody thinks is asked as what they think."""
    people = {person.id: person for person in material.base.people}
    sources = {source.id: source for source in material.base.sources}
    for path, fact, card in _cards(material.base):
        if fact.kind not in ("position", "assessment") or card.kind in ("who", "order"):
            continue
        if any(name not in people for name in fact.by):
            continue  # that is reported elsewhere
        named = []
        for holder in (people[name] for name in fact.by):
            named += [holder.name.removeprefix("The "), holder.family or "", *holder.aliases]
        named += [sources[cite.source].short for cite in fact.cites if cite.source in sources]
        asked = key(f"{card.ask} {card.answer}")
        if not any(key(name) in asked for name in named if name):
            message = f"does not say whose view it is: name {named[0] if named else 'the holder'}"
            yield Finding((*path, "ask"), "unattributed-stem", message)


@rule(
    Code(
        "guessable",
        WARNING,
        "Over all cards, a rule of thumb finds more answers than chance does.",
        "cards: # …in most of them the longest option is the answer",
        "cards: # …the longest option is the answer in one of four",
    )
)
def guessing_does_not_pay(material: Material) -> Iterator[Finding]:
    """Who knows nothing scores no better than chance, whatever rule of thumb they follow."""
    for score in guessers.scores(material.base):
        if score.beats_chance:
            message = (
                f"who always takes {score.rule} is right on {score.right:.1f} of {score.asked} "
                f"cards, by chance it would be {score.chance:.1f}: change options"
            )
            yield Finding(("facts",), "guessable", message)


RULES = rules_of(globals())
