"""Markdown that every reader reads alike: exact output, and real readers over it."""

import html
import re

import pypandoc
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jkbrief.briefing.document import Briefing, Section
from jkbrief.model import Name, Source
from jkbrief.render import markdown
from jkbrief.render.escape import escape
from jkbrief.telling.claim import Citation, Claim

PLACE = Citation("pollmann-2023", "Pollmann 2023", 5, "bilateral summit", None)
SUMMIT = Claim(
    "tokyo-summit",
    "The leaders met [in Tokyo].",
    "2023-03-16",
    "",
    "one publisher",
    (PLACE,),
    "jk-china-tokyo-summit-a1b2",
    'Pollmann 2023, paragraph 5, find "bilateral summit". One publisher.',
)
VIEW = SUMMIT._replace(
    fact="view", text="Lu Yu holds it.", lead="", holder="Lu Yu", footnote="jk-china-view-0000"
)
SOURCE = Source(
    "pollmann-2023",
    "article-magazine",
    "Pollmann 2023",
    "What's next?",
    "2023-03-21",
    (Name("Pollmann", "Mina"),),
    "The Diplomat",
    "The Diplomat",
)
BRIEFING = Briefing(
    factbase="jk",
    theme="china",
    title="China",
    origin="facts.yaml",
    edition="2026.1",
    length="full",
    as_of="2023-03",
    first_issued="2023-03",
    last_issued="2023-03",
    source_total=5,
    fact_total=2,
    bottom_line=(SUMMIT._replace(lead="", footnote="jk-china-tokyo-summit-ffff"),),
    sections=(Section("event", "events", (SUMMIT,)), Section("position", "positions", (VIEW,))),
    gaps=("No source says why.",),
    sources=(SOURCE,),
)
EXPECTED = """\
## China (as of 2023-03)

_Sources 2023-03 · 1 of 5 sources · 2 facts · edition 2026.1_

**Bottom line:** The leaders met \\[in Tokyo\\].[^jk-china-tokyo-summit-ffff]

### China: events

- 2023-03-16: The leaders met \\[in Tokyo\\].[^jk-china-tokyo-summit-a1b2]

### China: positions

- **Lu Yu** holds it.[^jk-china-view-0000]

### China: gaps

- No source says why.

### China: sources

- Pollmann, Mina. "What's next?" The Diplomat, 21 March 2023.

[^jk-china-tokyo-summit-ffff]: Pollmann 2023, paragraph 5, find "bilateral summit". One publisher.

[^jk-china-tokyo-summit-a1b2]: Pollmann 2023, paragraph 5, find "bilateral summit". One publisher.

[^jk-china-view-0000]: Pollmann 2023, paragraph 5, find "bilateral summit". One publisher.
"""


def test_a_briefing_exactly() -> None:
    assert markdown.render([BRIEFING]) == EXPECTED


def test_citations_inline_and_none() -> None:
    inline = markdown.render([BRIEFING], "inline")
    assert (
        '- **Lu Yu** holds it. (Pollmann 2023, paragraph 5, find "bilateral summit". One publisher)'
        in inline
    )
    assert "[^" not in inline
    bare = markdown.render([BRIEFING], "none")
    assert "- **Lu Yu** holds it.\n" in bare
    assert "paragraph 5" not in bare


def test_heading_level_and_front_matter() -> None:
    text = markdown.render([BRIEFING], heading_level=3, front_matter=True)
    assert text.startswith(
        '---\ntitle: "China"\nas_of: "2023-03"\nedition: "2026.1"\nthemes: [china]\n---\n\n### China'
    )
    assert "\n#### China: events\n" in text


# Letters, digits and whatever any dialect might take for markup.
TEXTS = st.text(alphabet="ab1.)9 -+=*_`~$^<>[](){}#|\\!@&;:/\"'é한日", min_size=1, max_size=40).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_a_commonmark_reader_gets_back_the_very_text(text: str) -> None:
    rendered = MarkdownIt("commonmark").render(f"- {escape(text)}")
    found = re.fullmatch(r"<ul>\n<li>(.*)</li>\n</ul>\n", rendered, re.DOTALL)
    assert found, rendered
    assert html.unescape(found[1]) == text


@given(st.lists(TEXTS, min_size=20, max_size=60))
@settings(max_examples=5, deadline=None)
def test_pandoc_gets_back_the_very_text_in_both_dialects(texts: list[str]) -> None:
    document = "\n\n".join(f"x {escape(text)} y" for text in texts)
    for dialect in ("markdown-smart", "gfm"):
        plain = pypandoc.convert_text(document, "html", dialect, extra_args=["--wrap=none"])
        found = re.findall(r"<p>(.*?)</p>", plain)
        assert [html.unescape(each) for each in found] == [f"x {text} y" for text in texts]
