"""What the history says: how much is remembered, what is coming, what is hard. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from jkbrief.quiz.deck import Listed
from jkbrief.quiz.history import Answer
from jkbrief.quiz.schedule import State, scheduler
from jkbrief.record import NamedTuple
from jkbrief.text import key

LEECH = 8  # lapses
MATURE = 21.0  # days of stability, as Anki counts it
FORECAST_DAYS = 30
CALENDAR_DAYS = 365
HARDEST = 10
CONFUSIONS = 10


class ThemeFigures(NamedTuple):
    """One theme: its cards, those begun, and how well they are known.

    `retention` is the share of `reviews` (the first answer of a day to a card known from an
    earlier day) that were right; `recall` the mean predicted recall today over the cards
    begun. Both are None where there is nothing to count.
    """

    theme: str
    title: str
    cards: int
    begun: int
    reviews: int
    retention: float | None
    recall: float | None


class HardCard(NamedTuple):
    """A card that is hard: its difficulty (1 to 10), lapses, and predicted recall today."""

    card: str
    fact: str
    prompt: str
    difficulty: float
    lapses: int
    recall: float


class Mistaken(NamedTuple):
    """A card that another one is taken for."""

    card: str
    prompt: str


class Leech(NamedTuple):
    """A card forgotten time and again, with its fact and what that says.

    `instead` is what is most often answered, and `confused_with` the cards to which that is
    the answer.
    """

    card: str
    fact: str
    statement: str
    prompt: str
    lapses: int
    instead: str
    confused_with: tuple[Mistaken, ...]


class Confusion(NamedTuple):
    """A right answer, what was given instead, and how often."""

    expected: str
    given: str
    times: int


class Statistics(NamedTuple):
    """Everything that `jkbrief stats` shows; days are in ISO form.

    `phases` counts cards by state; `young` is a stability below 21 days. `forecast` has the
    next 30 days from today (with what is overdue), `calendar` the past 365 up to today.
    `elsewhere` counts cards of the history that are in none of these fact bases.
    """

    day: str
    answers: int
    due: int
    phases: Mapping[str, int]
    themes: tuple[ThemeFigures, ...]
    forecast: tuple[tuple[str, int], ...]
    calendar: tuple[tuple[str, int], ...]
    hardest: tuple[HardCard, ...]
    leeches: tuple[Leech, ...]
    confusions: tuple[Confusion, ...]
    elsewhere: int


def statistics(
    cards: Iterable[Listed],
    titles: Mapping[str, str],
    states: Mapping[str, State],
    answers: Iterable[Answer],
    today: date,
) -> Statistics:
    """Return the figures on `cards` from the states and the answers, in order.

    `titles` are those of the themes, in the order in which they are told.
    """
    deck = {card.id: card for card in cards}
    told = list(answers)
    known = {card: states[card] for card in deck if card in states}
    waiting = [state for state in known.values() if state.answers and not state.suspended]
    own = [answer for answer in told if answer.card in deck]
    forecast = _forecast(waiting, today)
    return Statistics(
        day=today.isoformat(),
        answers=len(told),
        due=forecast[0][1],
        phases=_phases(deck, known),
        themes=_themes(deck, titles, known, _reviews(told), today),
        forecast=forecast,
        calendar=_calendar((answer.day for answer in told), today),
        hardest=_hardest(deck, waiting, today),
        leeches=leeches(deck, known, own),
        confusions=_confusions(own),
        elsewhere=len(states.keys() - deck.keys()),
    )


def _phases(deck: Mapping[str, Listed], known: Mapping[str, State]) -> dict[str, int]:
    counts = dict.fromkeys(("new", "young", "mature", "suspended"), 0)
    for card in deck:
        state = known.get(card)
        if state and state.suspended:
            counts["suspended"] += 1
        elif not state or not state.answers:
            counts["new"] += 1
        else:
            counts["mature" if state.stability >= MATURE else "young"] += 1
    return counts


def _reviews(answers: Iterable[Answer]) -> list[Answer]:
    """Return the first answer of each day to a card that was answered on an earlier day."""
    last: dict[str, str] = {}
    found = []
    for answer in answers:
        if answer.card in last and answer.day > last[answer.card]:
            found.append(answer)
        last[answer.card] = max(answer.day, last.get(answer.card, ""))
    return found


def _themes(
    deck: Mapping[str, Listed],
    titles: Mapping[str, str],
    known: Mapping[str, State],
    reviews: Iterable[Answer],
    today: date,
) -> tuple[ThemeFigures, ...]:
    right: dict[str, list[bool]] = defaultdict(list)
    for answer in reviews:
        right[answer.card].append(answer.correct)
    figures = []
    for theme, title in titles.items():
        group = [card.id for card in deck.values() if theme in card.themes]
        begun = [known[card] for card in group if card in known and known[card].answers]
        counted = [each for card in group for each in right[card]]
        recalls = [scheduler().recall(state, today) for state in begun]
        figures.append(
            ThemeFigures(
                theme, title, len(group), len(begun), len(counted), _mean(counted), _mean(recalls)
            )
        )
    return tuple(figures)


def _mean(values: list[bool] | list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _forecast(waiting: Iterable[State], today: date) -> tuple[tuple[str, int], ...]:
    due = Counter(max(state.due, today.isoformat()) for state in waiting)
    days = ((today + timedelta(days=n)).isoformat() for n in range(FORECAST_DAYS))
    return tuple((day, due[day]) for day in days)


def _calendar(days: Iterable[str], today: date) -> tuple[tuple[str, int], ...]:
    counts = Counter(days)
    past = (today - timedelta(days=n) for n in reversed(range(CALENDAR_DAYS)))
    return tuple((day, counts[day]) for day in map(date.isoformat, past))


def _hardest(
    deck: Mapping[str, Listed], waiting: Iterable[State], today: date
) -> tuple[HardCard, ...]:
    # One that was never forgotten is not hard yet, whatever was pressed.
    hard = sorted(
        (state for state in waiting if state.lapses),
        key=lambda state: (-state.difficulty, -state.lapses, state.card),
    )
    return tuple(
        HardCard(
            state.card,
            deck[state.card].fact,
            deck[state.card].prompt,
            state.difficulty,
            state.lapses,
            scheduler().recall(state, today),
        )
        for state in hard[:HARDEST]
    )


def leeches(
    deck: Mapping[str, Listed], states: Mapping[str, State], answers: Iterable[Answer]
) -> tuple[Leech, ...]:
    """Return the cards with eight lapses or more, the most lapses first."""
    found = {card: state for card, state in states.items() if state.lapses >= LEECH}
    wrong: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.card in found and not answer.correct:
            wrong[answer.card].append(answer)
    told = []
    for card, state in sorted(found.items(), key=lambda pair: (-pair[1].lapses, pair[0])):
        first = next(iter(_confusions(wrong[card])), None)
        instead = first.given if first else ""
        others = tuple(
            Mistaken(other.id, other.prompt)
            for other in deck.values()
            if instead and other.id != card and key(other.answer) == key(instead)
        )
        known = deck[card]
        told.append(
            Leech(card, known.fact, known.statement, known.prompt, state.lapses, instead, others)
        )
    return tuple(told)


def _confusions(answers: Iterable[Answer]) -> tuple[Confusion, ...]:
    times: Counter[tuple[str, str]] = Counter()
    spelt: dict[tuple[str, str], tuple[str, str]] = {}
    for answer in answers:
        pair = key(answer.expected), key(answer.given)
        if not answer.correct and all(pair) and pair[0] != pair[1]:
            times[pair] += 1
            spelt.setdefault(pair, (answer.expected, answer.given))
    most = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Confusion(*spelt[pair], count) for pair, count in most[:CONFUSIONS])
