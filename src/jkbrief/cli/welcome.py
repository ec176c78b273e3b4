"""What bare `jkbrief` says on a terminal: where one stands, and what to type next."""

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
    nexts = (
        ("jkbrief topic china", ("a briefing on one theme",)),
        ("jkbrief topic china >> notes.md", ("the same as Markdown, in your notes",)),
        ("jkbrief fact ID", ("where one fact is proved",)),
        ("jkbrief quiz", ("flashcards: what is due, and new ones",)),
        ("jkbrief --help", ("all commands",)),
    )
    parts.append(Part("What to type next", (Fields(nexts),)))
    show("welcome", "terminal", Page("jkbrief", tuple(parts)), dict)
