"""Texts that have broken others, from the script to every way out, each read by its own judge.

The rooms' tests know more of each form; this one knows that nothing on the way from a script, a
station's name or the organisation's to a finished file forgets to escape it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest
from icalendar import Calendar
from lxml import etree, html

import radioprog
from radioprog.studio.outlets.export import export
from radioprog.studio.outlets.pack import pack
from radioprog.studio.outlets.site import site
from tests.publish.site.hostile import TITLES
from tests.studio.outlets.built import add_programme, home_at

FIRST = "2026-11-28"
HIDDEN = re.compile("[\x00-\x1f\x7f\u2028\u202a-\u202e\u2066-\u2069]")
TAKEN = tuple(title for title in TITLES if not HIDDEN.search(title))
"""What a script may be called; a hidden character in a title is refused where it is written."""
NAMES = ("=HYPERLINK(1)", '"Xã" <b>&amp; #{x}', "Đồng Hới ]]>")
TARGETS = (
    "m3u",
    "xspf",
    "liquidsoap",
    "azuracast",
    "libretime",
    "rivendell",
    "xmltv",
    "spi",
    "source-info",
)
OWN_SCRIPT = re.compile(r"(?:\.\./)*assets/(?:site|index)\.js")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace where every title and name is hostile, with everything that goes out."""
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(["id", "name", "level", "parent"])
    writer.writerow(["t", NAMES[2], "province", ""])
    writer.writerows([f"xa-{n}", name, "commune", "t"] for n, name in enumerate(NAMES))
    slots = [
        f"  - {{id: s{n}, series: s{n}, stations: level:commune, days: hằng ngày,"
        f" at: {5 + n}:30, length: 10:00, from: 2026-11-01, fill: bai-{n}}}"
        for n in range(len(TAKEN))
    ]
    made = home_at(
        tmp_path_factory.mktemp("hostile") / "w",
        stations=rows.getvalue(),
        plan="slots:\n" + "\n".join(slots) + "\n",
    )
    (made / "radioprog.yaml").write_text(
        json.dumps({"organisation": TITLES[1], "copyright": TITLES[2]}), encoding="utf-8"
    )
    for number, title in enumerate(TAKEN):
        add_programme(
            made,
            f"bai-{number}",
            title,
            series=f"s{number}",
            sentences=(title, "Hết."),
            headings=(title, "Cuối"),
        )
    workspace = radioprog.Workspace.open(made)
    radioprog.calendar(workspace, first=FIRST, days=7)
    site(workspace, base_url="https://dai.example", first=FIRST)
    pack(workspace, "xa-1", first=FIRST, days=2)
    for target in TARGETS:
        export(workspace, target, first=FIRST, days=2)
    return made


def files(home: Path, pattern: str) -> list[Path]:
    found = sorted((home / "build").rglob(pattern))
    assert found, pattern
    return found


def test_no_name_of_a_file_is_anything_but_plain_ascii(home: Path) -> None:
    for folder in ("calendar", "site", "packs", "export"):
        for each in (home / "build" / folder).rglob("*"):
            assert re.fullmatch(r"[A-Za-z0-9._-]+", each.name), each
            assert each.resolve().is_relative_to(home)


def test_no_page_runs_or_loads_what_is_not_ours(home: Path) -> None:
    pages = files(home, "*.html")
    for each in pages:
        page = html.document_fromstring(each.read_bytes())
        assert all(OWN_SCRIPT.fullmatch(script.get("src", "")) for script in page.iter("script"))
        assert not page.xpath("//iframe | //object | //embed")
        for element in page.iter(etree.Element):
            assert not [name for name in element.attrib if name.lower().startswith("on")], each
            for name in ("href", "src"):
                link = element.get(name, "")
                assert not link.lower().strip().startswith(("javascript:", "data:")), each
    shown = " ".join((home / "build/site/programme/bai-0.html").read_text("utf-8").split())
    assert "&lt;script&gt;document.title" in shown


def test_calendars_are_read_by_another_reader_with_every_title_whole(home: Path) -> None:
    for each in files(home, "*.ics"):
        data = each.read_bytes()
        assert all(len(line) <= 75 for line in data.split(b"\r\n")), each
        found = Calendar.from_ical(data).walk("VEVENT")
        assert found or each.name == "t.ics"
        assert all("\n" not in str(event["SUMMARY"]) for event in found)
    station = (home / "build/calendar/xa-1.ics").read_bytes()
    titles = {str(event["SUMMARY"]) for event in Calendar.from_ical(station).walk("VEVENT")}
    assert any("<script>document.title='x'</script>" in title for title in titles)
    assert any("#{system('x')} ${x} {{x}}" in title for title in titles)


def test_feeds_and_guides_are_well_formed_and_say_what_was_meant(home: Path) -> None:
    for each in (*files(home, "*.xml"), *files(home, "*.xspf")):
        etree.fromstring(each.read_bytes(), etree.XMLParser(resolve_entities=False))
        if each.parent.name == "feed":
            feed = feedparser.parse(each.read_bytes())
            assert not feed.bozo, (each, feed.bozo_exception)
    titles = {
        entry.title
        for entry in feedparser.parse(
            (home / "build/site/feed/network.xml").read_bytes(), sanitize_html=False
        ).entries
    }
    assert len(titles) == len(TAKEN)
    assert "javascript:alert(1)" in titles and "__proto__" in titles


def test_lists_and_tables_keep_their_lines(home: Path) -> None:
    for each in (home / "build/export").rglob("*.m3u8"):
        lines = each.read_text("utf-8").splitlines()
        entries = [line for line in lines[1:] if not line.startswith("#")]
        assert lines[0] == "#EXTM3U" and sum(x.startswith("#EXTINF:") for x in lines) == len(
            entries
        )
        assert all((each.parent / unquote(entry)).is_file() for entry in entries)
    for each in (*files(home, "*.json"), *files(home, "receipt.csv")):
        if each.suffix == ".json":
            json.loads(each.read_bytes())
            continue
        table = list(csv.reader(io.StringIO(each.read_text("utf-8-sig")), delimiter=";"))
        assert len({len(row) for row in table}) == 1
        assert not [cell for row in table for cell in row if cell[:1] in ("=", "+", "@")]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("liquidsoap"), reason="liquidsoap is not installed")
def test_liquidsoap_takes_its_script(home: Path) -> None:
    done = subprocess.run(
        ["liquidsoap", "settings.init.allow_root.set(true)", "--check", "xa-1.liq"],
        cwd=home / "build/export/liquidsoap",
        capture_output=True,
        text=True,
        check=False,
        timeout=250,
    )
    assert done.returncode == 0, done.stdout + done.stderr
