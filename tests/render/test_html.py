"""The HTML page: it stands alone, its notes go there and back, and a real browser reads it."""

import pathlib
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, sync_playwright

from conftest import Program
from jkbrief.briefing.document import Briefing, Section
from jkbrief.model import Source
from jkbrief.render import html
from jkbrief.telling.claim import Citation, Claim

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


class Page(HTMLParser):
    """What a page holds: tags with attributes, ids, links, and all text outside the style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.attributes if (value := attrs.get(name))]


def briefing(text: str) -> Briefing:
    """Return a briefing that has `text` wherever text can stand."""
    place = Citation("s", text, 1, text, text)
    claim = Claim("f", text, text, "", "disputed", (place,), "jk-t-f-0000", text)
    source = Source("s", "report", text, text, "2023", container=text, publisher=text)
    return Briefing(
        "jk", "t", text, "o", text, "full", "2023-03", "2023-03", "2023-03", 1, 1,
        (claim._replace(footnote="jk-t-f-1111"),), (Section("event", "events", (claim,)),),
        (text,), (source,), (),
    )  # fmt: skip


def tags(text: str) -> list[str]:
    return [tag for tag, _ in Page(html.render([briefing(text)])).attributes]


@given(
    st.one_of(
        st.text(min_size=1),
        st.sampled_from(
            ["</p><script>alert(1)</script>", '" onload="x', "<!--", "&lt;", "</style>", "]]>"]
        ),
    )
)
def test_text_is_escaped_whatever_the_data_holds(text: str) -> None:
    assert tags(text) == tags("x")
    page = Page(html.render([briefing(text)]))
    assert page.open == []
    assert {name for _, attrs in page.attributes for name in attrs} <= {
        "lang", "charset", "name", "content", "http-equiv", "rel", "href", "class", "id", "role",
        "aria-label",
    }  # fmt: skip


def test_notes_go_there_and_back(jkbrief: Program) -> None:
    page = Page(jkbrief("topic", "--all", "--format", "html").out)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    links = [link.removeprefix("#") for link in page.values("href") if link != "data:,"]
    assert set(links) <= set(ids)
    notes = {name for name in ids if f"to-{name}" in ids}
    assert notes <= set(links)
    assert {f"to-{name}" for name in notes} <= set(links)
    assert len(notes) * 2 + 9 == len(links) == len(set(links))


def test_the_page_loads_nothing_and_has_no_script(jkbrief: Program) -> None:
    text = jkbrief("topic", "china", "--format", "html").out
    page = Page(text)
    assert not {tag for tag, _ in page.attributes} & {"script", "img", "iframe", "object", "embed"}
    assert "url(" not in text
    assert "@import" not in text
    assert page.values("src") == []
    assert page.words.count("Chip 4 Alliance") > 1


def test_the_page_says_what_markdown_says(jkbrief: Program) -> None:
    import json

    told = json.loads(jkbrief("topic", "china", "--format", "json").out)["data"]["themes"][0]
    words = Page(jkbrief("topic", "china", "--format", "html").out).words
    for claim in (*told["bottom_line"], *told["differences"]):
        assert claim["text"] in words
    for fact in told["facts"]:
        assert fact["statement"] in words
        assert all(f'find "{cite["find"]}"' in words for cite in fact["cites"])
    assert all(gap in words for gap in told["gaps"])


def test_a_page_is_never_appended_to_nor_cited_otherwise(jkbrief: Program) -> None:
    done = jkbrief("topic", "china", "--format", "html", "--append", "-o", "x.html")
    assert (done.status, done.out) == (2, "")
    assert "stands alone" in done.err
    done = jkbrief("topic", "china", "--format", "html", "--cite", "inline")
    assert (done.status, done.out) == (2, "")
    assert "--cite inline is for Markdown and plain, not for html" in done.err


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium here (apt-get install chromium): CI has it")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


LOOKS = [
    (["security", "--length", "full"], "light", 320),
    (["china", "history"], "light", 1280),
    (["china", "history"], "dark", 320),
    (["china"], "dark", 1280),
]


@pytest.mark.parametrize(("themes", "scheme", "width"), LOOKS)
def test_a_real_browser_reads_the_page_and_finds_it_accessible(
    jkbrief: Program,
    browser: Browser,
    tmp_path: pathlib.Path,
    themes: list[str],
    scheme: Any,
    width: int,
) -> None:
    file = tmp_path / "page.html"
    assert jkbrief("topic", *themes, "--format", "html", "-o", file).status == 0
    # The page forbids scripts: the checker is one.
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    results = Axe().run(page)
    assert results.response["violations"] == []
    assert len(results.response["passes"]) > 20
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert said == []
    context.close()


def test_following_a_note_and_its_way_back_leads_to_the_same_line(
    jkbrief: Program, browser: Browser, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "page.html"
    jkbrief("topic", "china", "--format", "html", "-o", file)
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    start = page.locator("[role=doc-noteref]").nth(4)
    name = start.get_attribute("id")
    start.click()
    page.locator(":target [role=doc-backlink]").click()
    assert page.locator(":target").get_attribute("id") == name
    assert said == []  # the policy against scripts does not get in the way
    page.close()
