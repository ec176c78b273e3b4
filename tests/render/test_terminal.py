"""On a terminal: what the eye finds, at any width, with and without colour."""

from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from jkbrief.briefing.compose import compose
from jkbrief.briefing.document import Briefing
from jkbrief.document import Fields, Items, Page, Paragraph, Part, Table
from jkbrief.model import FactBase
from jkbrief.render import terminal
from jkbrief.telling.teller import material


def painted(width: int, *briefings: Briefing, **more: object) -> str:
    console = Console(file=StringIO(), width=width, force_terminal=True, **more)  # type: ignore[arg-type]
    with console.capture() as capture:
        terminal.render(briefings, console)
    return capture.get()


@pytest.fixture(scope="module")
def china(base: FactBase) -> Briefing:
    theme = next(theme for theme in base.themes if theme.id == "china")
    return compose(material(base, theme), "page", "facts.yaml")


@pytest.mark.parametrize("width", [20, 40, 80, 120, 160, 300])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(
    china: Briefing, width: int
) -> None:
    text = painted(width, china, no_color=True, color_system=None)
    assert max(map(cell_len, text.splitlines())) <= width
    joined = "".join(text.split())
    for section in china.sections:
        for claim in section.claims:
            if width < 120:
                assert "".join(claim.text.split())[:15] in joined


def test_at_80_columns_numbers_lead_to_the_places_at_the_end(china: Briefing) -> None:
    lines = [line.rstrip() for line in painted(80, china, color_system=None).splitlines()]
    assert lines[0].split() == ["China", "as", "of", "May", "2023"]
    assert lines[1] == "─" * 80
    assert any(line.endswith(" ¹") for line in lines)
    assert any(line.lstrip().startswith("¹ ¶") and 'find "' in line for line in lines)
    assert lines[-1] == " › jkbrief topic china --length full   search WORDS   quiz china"


def test_at_160_columns_each_claim_has_its_source_beside_it(china: Briefing) -> None:
    text = painted(160, china, color_system=None)
    assert "¹" not in text
    line = next(line for line in text.splitlines() if "Chip 4 Alliance" in line)
    assert "New York Times 2023 ¶21 find" in line


def test_colour_is_left_out_where_it_is_not_wanted(china: Briefing) -> None:
    assert "\x1b[" in painted(80, china, color_system="standard")
    assert "\x1b[3" not in painted(80, china, color_system="standard", no_color=True)


def test_data_is_never_read_as_markup() -> None:
    page = Page(
        "[bold]T[/bold]",
        (
            Part("[/b]", (Paragraph("[sic] :smile:"), Items(("[red]x",)))),
            Part("", (Fields((("[a]", ("[/]",)),)), Table(("[h]",), (("[c]",),)))),
        ),
    )
    console = Console(file=StringIO(), width=80, color_system=None)
    with console.capture() as capture:
        terminal.render_page(page, console)
    for text in ("[bold]T[/bold]", "[/b]", "[sic] :smile:", "[red]x", "[a]", "[/]", "[h]", "[c]"):
        assert text in capture.get()


def test_on_a_narrow_terminal_each_row_of_a_table_is_read_as_lines() -> None:
    table = Table(("theme", "title", "facts"), (("north-korea", "North Korea", "44"),))
    console = Console(file=StringIO(), width=20, color_system=None)
    with console.capture() as capture:
        terminal.render_page(Page("Themes", (Part("", (table,)),)), console)
    text = capture.get()
    assert "theme:" in text
    assert "north-korea" in text
    assert "facts: 44" in text
    assert "…" not in text
