"""The example is what the guide says it is: every cue, two announcers, tunes that are there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from radioprog.cli.app import VERBS
from radioprog.script.parse import parse_script
from radioprog.studio.init import init
from radioprog.studio.record.reconcile import reconcile
from radioprog.studio.workspace import Workspace
from radioprog.studio.year.coverage import coverage

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "scripts").rglob("[!_]*.md"))
CUE = re.compile(
    r"^\[(nhạc hiệu|nhạc cắt|nhạc nền|băng|tiếng động|nhạc kết): ([^|\]]+?) *[|\]]", re.M
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PAGES = [ROOT / "HUONG-DAN.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_there_are_two_programmes():
    assert [path.stem for path in SCRIPTS] == ["loi-chao-cha-lo", "vung-bien-07"]


@pytest.mark.parametrize("path", [*SCRIPTS, ROOT / "scripts/_mau.md"], ids=lambda path: path.stem)
def test_every_tune_of_a_script_is_there(path):
    cues = CUE.findall(path.read_text(encoding="utf-8"))
    assert cues
    for _, file in cues:
        assert (ROOT / "assets" / file).is_file(), file


def test_every_asset_is_heard_somewhere():
    texts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    for path in sorted((ROOT / "assets").rglob("*.*")):
        assert path.relative_to(ROOT / "assets").as_posix() in texts


def test_the_bulletin_uses_what_the_language_offers():
    bulletin = (ROOT / "scripts/vung-bien-07.md").read_text(encoding="utf-8")
    clip = (ROOT / "scripts/loi-chao-cha-lo.md").read_text(encoding="utf-8")
    for mark in ("| đọc hai lần", "{ASEAN|A-xê-an}", "[nhạc kết: ", "length: ", "[tiếng động: "):
        assert mark in bulletin
    assert "| lời: " in clip
    assert "{en: " in clip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_of_a_page_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target


def test_the_links_inside_the_guide_lead_to_its_headings():
    guide = (ROOT / "HUONG-DAN.md").read_text(encoding="utf-8")
    anchors = {
        re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", guide, re.M)
    }
    for anchor in re.findall(r"\]\(#([^)]+)\)", guide):
        assert anchor in anchors


def test_the_findings_that_the_guide_explains_exist():
    guide = (ROOT / "HUONG-DAN.md").read_text(encoding="utf-8")
    table = guide[guide.index("## 13.") : guide.index("Máy kết thúc bằng một con số")]
    page = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    for code in re.findall(r"^\| `([a-z-]+)`", table, re.M):
        assert f"### `{code}`" in page, code


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_of_the_example_is_read_without_a_word(path):
    script, findings = parse_script(
        path.read_text(encoding="utf-8"), file=path.name, name=path.stem
    )
    assert script is not None
    assert findings == ()


@pytest.mark.parametrize("page", ["HUONG-DAN.md", "docs/script.md"])
def test_a_script_shown_in_a_page_is_a_script(page):
    fences = r"^```([^\n`]*)\n(---\n.+?)^```$"
    shown = re.findall(fences, (ROOT / page).read_text("utf-8"), re.M | re.S)
    assert shown
    for info, text in shown:
        if "thu-loi" in info:  # the one that shows what an error looks like
            continue
        script, findings = parse_script(text, file=page, name="shown")
        assert script is not None
        assert not [found for found in findings if found.is_error]


def test_every_command_of_the_guide_is_a_verb():
    guide = (ROOT / "HUONG-DAN.md").read_text(encoding="utf-8")
    typed = re.findall(r"(?:^|`)radioprog (?:-C \S+ )?([\w-]+)", guide, re.M)
    typed = [word for word in typed if word.isascii()]
    assert set(typed) <= set(VERBS)
    assert set(VERBS) - set(typed) <= {"cache", "selftest", "schema"}


def test_the_guide_of_a_new_workspace_leads_to_pages_that_came_with_it(tmp_path):
    init(tmp_path / "demo", example="quang-binh")
    guide = tmp_path / "demo" / "HUONG-DAN.md"
    targets = set(LINK.findall(guide.read_text(encoding="utf-8")))
    assert targets
    for target in targets:
        assert (guide.parent / target).is_file(), target


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """Make the example once for all that only look at it."""
    root = tmp_path_factory.mktemp("example") / "demo"
    init(root, example="quang-binh")
    return root


def test_its_plan_and_its_record_show_something_the_first_time(example):
    lines = [
        json.loads(line)
        for path in sorted((example / "record/played").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    made = coverage(Workspace.open(example), year=2026, until="2026-03-31")
    border = [
        row
        for row in made.rows
        if row.target.id == "bien-gioi-hang-thang" and row.period.last.month < 4
    ]
    # Counted once more, from the lines: what border stations say they have played.
    groups = {row.station for row in border}
    said = [each for each in lines if each["said"] == "played" and each["station"] in groups]
    assert sum(row.aired for row in border) == len(said) > 100
    assert {each["said"] for each in lines} == {"played", "not-played"}
    assert {row.missing > 0 for row in made.rows} == {True, False}


def test_its_record_is_of_its_own_schedule(example):
    made = reconcile(Workspace.open(example), first="2026-01-01", days=90)
    played = [each for each in made.matches if each.rows]
    assert len(played) > 150
    assert all(each.planned is not None for each in played)
