"""The time line in every form: what real programs make of the picture and the diagram."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from io import StringIO

import pytest

from conftest import ROOT, Program
from jkbrief.model import FactBase

SVG = "{http://www.w3.org/2000/svg}"


def test_markdown_tells_dates_plans_and_sources(jkbrief: Program) -> None:
    told = jkbrief("timeline", "--thread", "gsomia").out
    assert told.startswith(
        "## Time line: GSOMIA, the intelligence-sharing pact\n\n### 2019\n\n- 2019: "
    )
    for line in (
        "(3 years and 2 months of which nothing dated is told)",
        "    - announced, as of 2023-03-21; then: done (2023-03, seoul-reinstates-gsomia)",
        "### Plans and what became of them",
        "### Sources",
    ):
        assert f"\n{line}\n" in told
    assert "- announced 2023-03-21 → done 2023-03: South Korea formally" in told


def test_json_has_facts_in_order_with_what_their_dates_cover(jkbrief: Program) -> None:
    data = json.loads(jkbrief("timeline", "--format", "json", "--length", "full").out)["data"]
    facts = {fact["id"]: fact for fact in data["facts"]}
    assert {fact["kind"] for fact in data["facts"]} == {"event", "plan"}
    firsts = [fact["first"] for fact in data["facts"]]
    assert firsts == sorted(firsts)
    year = facts["japan-export-controls-2019"]
    assert (year["first"], year["last"], year["precision"]) == ("2019-01-01", "2019-12-31", "year")
    assert facts["seoul-to-drop-wto-complaints"]["joined"] == ["seoul-withdraws-wto-complaint"]
    assert {gap["before"] for gap in data["gaps"]} <= set(facts)
    assert any([step["stage"] for step in plan] == ["announced", "done"] for plan in data["plans"])


def test_all_dated_events_and_plans_are_told_in_full(jkbrief: Program, base: FactBase) -> None:
    data = json.loads(jkbrief("timeline", "--format", "json", "--length", "full").out)["data"]
    wanted = {fact.id for fact in base.facts if fact.kind in ("event", "plan") and fact.date}
    assert {fact["id"] for fact in data["facts"]} == wanted


@pytest.fixture
def picture(jkbrief: Program) -> str:
    done = jkbrief("timeline", "supply-chains", "--format", "svg")
    assert (done.status, done.err) == (0, "")
    return done.out


def test_the_picture_names_its_sources_and_links_plans(picture: str) -> None:
    root = ET.fromstring(picture)
    texts = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for source in ("The Yomiuri Shimbun", "Matsuo, Terrence", "The New York Times", "paragraph 20"):
        assert source in texts
    links = [path for path in root.iter(f"{SVG}path") if path.get("class") == "link"]
    assert len(links) == 4


def test_a_year_is_as_wide_as_its_column_and_not_its_first_day(picture: str) -> None:
    root = ET.fromstring(picture)
    bands = [rect for rect in root.iter(f"{SVG}rect") if rect.get("fill") == "#f1f3f6"]
    years = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "event"]
    widths = {float(rect.get("width", 0)) for rect in years}
    assert float(bands[0].get("width", 0)) in widths


def test_a_real_program_renders_the_picture_with_ink_in_its_frame(picture: str) -> None:
    try:
        import cairosvg
    except OSError:
        pytest.skip("the cairo library is not at hand")
    data = cairosvg.svg2png(bytestring=picture.encode(), output_width=800)
    assert data.startswith(b"\x89PNG")
    size = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    root = ET.fromstring(picture)
    ratio = float(root.get("height", 0)) / float(root.get("width", 1))
    assert size[0] == 800
    assert abs(size[1] - 800 * ratio) <= 1
    wordless = re.sub(r"<text.*", "", picture).encode()
    blank = cairosvg.svg2png(bytestring=wordless, output_width=800)
    assert len(data) > 2 * len(blank)


def test_what_is_written_into_the_picture_is_no_markup(
    jkbrief: Program, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "tea.yaml"
    file.write_text(
        "factbase: tea\ntitle: 'Tea & <milk>'\nedition: '1'\n"
        "themes:\n- {id: green, title: Green tea}\n"
        "sources:\n- {id: book, type: book, short: 'B; \"x\": <1906>', title: B, issued: '1906'}\n"
        "facts:\n- {id: steam, kind: event, statement: 'It was: <steamed> & #1; 5% \"so\".',"
        " date: 1905/1906, themes: [green], weight: 3,"
        " cites: [{source: book, paragraph: 1, find: steam}]}\n"
    )
    told = jkbrief("--facts", file, "timeline", "--format", "svg").out
    assert 'It was: <steamed> & #1; 5% "so".' in "".join(ET.fromstring(told).itertext())
    diagram = jkbrief("--facts", file, "timeline", "--format", "mermaid").out
    assert "1905 to 1906 : It was, " in diagram
    assert not re.search('[<>#;%"]', diagram)


def modules() -> pathlib.Path:
    """Return where npm has put Mermaid, and jsdom that it needs outside a browser."""
    folders = [
        ROOT / "node_modules",
        *map(pathlib.Path, filter(None, [os.environ.get("NODE_PATH")])),
    ]
    for folder in folders:
        if shutil.which("node") and all((folder / name).is_dir() for name in ("mermaid", "jsdom")):
            return folder
    pytest.skip("Mermaid is not at hand: npm install --no-save mermaid jsdom")


PARSE = """
import fs from 'fs';
import {createRequire} from 'module';
import {pathToFileURL} from 'url';
const folder = process.argv[2];
const {JSDOM} = createRequire(folder + '/')('jsdom');
globalThis.window = new JSDOM('').window;
globalThis.document = window.document;
const mermaid = (await import(pathToFileURL(folder + '/mermaid/dist/mermaid.core.mjs'))).default;
const text = fs.readFileSync(0, 'utf8');
await mermaid.parse(text);
const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
console.log(JSON.stringify(diagram.db.getTasks()));
"""


def test_mermaid_reads_the_diagram(jkbrief: Program, tmp_path: pathlib.Path) -> None:
    folder = modules()
    script = tmp_path / "parse.mjs"
    script.write_text(PARSE)
    diagram = jkbrief("timeline", "--format", "mermaid", "--length", "full").out
    done = subprocess.run(
        ["node", script, folder], input=diagram, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    tasks = json.loads(done.stdout)
    data = json.loads(jkbrief("timeline", "--format", "json", "--length", "full").out)["data"]
    events = [event for task in tasks for event in task["events"]]
    assert len(events) == len(data["facts"])
    assert tasks[0]["section"] == data["facts"][0]["first"][:4]


def test_the_line_is_drawn_on_a_terminal(base: FactBase) -> None:
    from rich.console import Console

    from jkbrief.briefing.timeline import compose, moment
    from jkbrief.render import timeline_terminal
    from jkbrief.telling.teller import claims

    facts = [
        fact for fact in base.facts if fact.thread == "gsomia" and fact.kind in ("event", "plan")
    ]
    told = claims(base, facts)
    line = compose("GSOMIA", [moment(f, told[f.id], [], "jk", "jk.yaml") for f in facts], [])
    for width in (30, 80, 160):
        out = StringIO()
        timeline_terminal.render(line, Console(file=out, width=width))
        text = out.getvalue()
        assert max(map(len, text.splitlines())) <= width
        for sign in "○◍◇┬┊":
            assert sign in text


REFUSED = [
    (
        ["--thread", "taiwan"],
        1,
        "no dated event or plan meets these conditions: ask for other kinds",
    ),
    (["--format", "svg", "-o", "x.svg", "--append"], 2, "a picture cannot be added to another"),
    (["--length", "long"], 2, "'long' is not one of"),
]


@pytest.mark.parametrize(("arguments", "status", "advice"), REFUSED)
def test_what_cannot_be_drawn_is_refused_with_advice(
    jkbrief: Program, arguments: list[str], status: int, advice: str
) -> None:
    done = jkbrief("timeline", *arguments)
    assert (done.status, done.out) == (status, "")
    assert advice in done.err


def test_opinions_are_told_where_they_are_asked_for(jkbrief: Program) -> None:
    assert "Kim Han-kwon" in jkbrief("timeline", "--thread", "taiwan", "--kind", "assessment").out
