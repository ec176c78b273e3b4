"""What bare `jkbrief` says on a terminal: where one stands, and what to type next."""

from jkbrief import edtf
from jkbrief.cli._session import Session
from jkbrief.cli._show import show
from jkbrief.document import Fields, Page, Paragraph, Part


def welcome(session: Session) -> None:
    """Show what there is to read and the commands that lead there."""
    parts = []
    for base in session.bases:
        whole = base.overview()
        text = (
            f"{whole.fact_total} facts from {whole.source_total} sources, edition {whole.edition}. "
            "Every line names the paragraph that proves it."
        )
        themes = tuple((theme.id, (theme.title,)) for theme in base.themes())
        parts.append(Part("", (Paragraph(whole.title), Paragraph(text))))
        parts.append(Part("Themes", (Fields(themes),)))
    standing = _standing(session)
    if standing:
        parts.append(Part("Where you stand", (Paragraph(standing),)))
    nexts = (
        ("jkbrief topic china", ("a briefing on one theme",)),
        ("jkbrief topic china >> notes.md", ("the same as Markdown, in your notes",)),
        ("jkbrief fact ID", ("where one fact is proved",)),
        ("jkbrief quiz", ("flashcards: what is due, and new ones",)),
        ("jkbrief --help", ("all commands",)),
    )
    parts.append(Part("What to type next", (Fields(nexts),)))
    show("welcome", "terminal", Page("jkbrief", tuple(parts)), dict)


def _standing(session: Session) -> str:
    """Return what is due and what is new to the learner, or nothing before the first answer."""
    from jkbrief.cli._history import learner, now

    instant = now()
    with learner(instant) as history:
        known, today = history.states(), history.day(instant).isoformat()
    cards = [f"{base.factbase}:{card}" for base in session.bases for card, _ in base.card_list()]
    begun = [known[card] for card in cards if card in known and not known[card].suspended]
    if not begun:
        return ""
    due = sum(state.due <= today for state in begun)
    coming = min((state.due for state in begun if state.due > today), default="")
    later = f", the next on {edtf.spoken(coming)}" if coming else ""
    return f"{len(begun)} of {len(cards)} cards begun, {due} due today{later}."
