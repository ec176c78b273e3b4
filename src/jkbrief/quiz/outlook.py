"""What there is to say before a session, or in the place of one. Pure."""

from collections.abc import Mapping
from datetime import date

from jkbrief import edtf
from jkbrief.document import Fields, Page, Paragraph, Part, Table
from jkbrief.quiz import wording
from jkbrief.quiz.plan import Plan
from jkbrief.quiz.report import Coming
from jkbrief.quiz.wording import counted
from jkbrief.record import NamedTuple


def of_plan(plan: Plan, titles: Mapping[str, str], today: date) -> Page:
    """Return what a plan asks for today, and the recall that it leads to."""
    first = plan.days[0]
    days = (date.fromisoformat(plan.by) - today).days
    new = sum(day.new for day in plan.days)
    repeat = f"about {first.reviews:.0f}" if round(first.reviews) else "nothing"
    text = (
        f"{counted(new, 'new card')} in {counted(days, 'day')}: "
        f"{first.new} today, and {repeat} to repeat."
    )
    rows = tuple(
        (titles[each.theme], str(each.cards), f"{each.recall:.0%}", f"{each.recall_without:.0%}")
        for each in plan.themes
        if each.theme in titles
    )
    table = Table(
        ("theme", "cards", "known then", "with no more study"), rows, frozenset({1, 2, 3})
    )
    return Page(f"Up to {edtf.spoken(plan.by)}", (Part("", (Paragraph(text), table)),))


class Possible(NamedTuple):
    """What can be done where nothing is due: how many cards there are of each sort.

    `command` is what was typed, with its themes.
    """

    command: str
    new: int
    missed: int
    practice: int
    suspended: int


def of_nothing_due(coming: Coming, possible: Possible, today: date) -> Page:
    """Return that nothing is due, when something will be, and what can be done now."""
    lines = []
    if coming.day:
        lines.append(f"{counted(coming.cards, 'card')} due {wording.day(coming.day, today)}.")
    if possible.new:
        lines.append(f"{counted(possible.new, 'card')} not begun yet.")
    if possible.suspended:
        lines.append(f"{counted(possible.suspended, 'card')} suspended.")
    offers: list[tuple[str, tuple[str, ...]]] = []
    if possible.new:
        offers.append((f"{possible.command} --new 5", ("begin up to five of them now",)))
    if possible.missed:
        missed = f"{counted(possible.missed, 'card')} missed lately"
        offers.append((f"{possible.command} --mistakes", (missed,)))
    if possible.practice:
        offers.append((f"{possible.command} --cram", ("practise, and leave the schedule alone",)))
    if possible.suspended:
        offers.append((f"{possible.command} --resume", ("ask the suspended cards again",)))
    offers.append(("jkbrief stats", ("what is known and what is coming",)))
    about = " ".join(lines)
    return Page(
        "Nothing is due now",
        (Part("", (Paragraph(about),)), Part("What can be done now", (Fields(tuple(offers)),))),
    )


def of_no_mistakes(days: int) -> Page:
    """Return that nothing was missed lately."""
    text = f"Nothing was missed in the last {days} days: 'jkbrief quiz' asks what is due."
    return Page("No mistakes to go over", (Part("", (Paragraph(text),)),))
