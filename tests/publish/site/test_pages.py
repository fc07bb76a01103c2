"""Pages as a parser of others reads them: nothing a producer wrote becomes markup or script."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from lxml import etree, html

from radioprog.kernel.findings import Text
from radioprog.kernel.text import one_line
from radioprog.publish.site.frame import PageFrame, page_path
from radioprog.publish.site.model import (
    AirDay,
    DayItem,
    OnAir,
    ProgrammeText,
    SegmentMark,
    Sentence,
    SiteProgramme,
    SiteSeries,
    SiteStation,
    SoundFile,
    UnitLink,
    WebSite,
    page_name,
)
from radioprog.publish.site.network_page import NetworkView, network_page, series_page
from radioprog.publish.site.pages import search_index, sitemap
from radioprog.publish.site.programme_page import programme_page
from radioprog.publish.site.station_page import station_page
from tests.publish.site.hostile import TITLES

SOUND = SoundFile("web", "a-web-00000000.mp3", "audio/mpeg", 1_000_000, 128_000, 2, "00" * 32)
ALLOWED = {"site.css", "site.js", "icon.svg"}


def everything(title: str, language: str) -> dict[str, bytes]:
    """Make one page of each kind with a text in every place where a producer's words can stand."""
    site = WebSite(organisation=title, base_url="https://dai.example", series_titles={title: title})
    programme = SiteProgramme(
        name="a",
        page="a",
        title=title,
        duration=61.0,
        sounds=(SOUND,),
        series=title,
        episode=7,
        date=dt.date(2024, 2, 29),
        producer=title,
        topics=(title, title),
        summary=title,
        chapters=(title, title),
        papers=(".txt", ".vtt", ".waveform.png"),
        is_synthetic=True,
        is_draft=True,
    )
    text = ProgrammeText(
        (Sentence(0.0, 2.0, title, title, 0, "vi"), Sentence(3.0, 4.0, title, None, 1, "en")),
        (SegmentMark(0.0, title), SegmentMark(3.0, title)),
    )
    unit = UnitLink("xa-a", title)
    item = DayItem(
        "23:50", "00:10", title, (Text(title, title),), "first cancelled", "a", Text(title, title)
    )
    station = SiteStation(
        unit,
        level="commune",
        above=(UnitLink("t", title),),
        below=(unit,),
        successors=(unit,),
        predecessors=(unit,),
        ended=dt.date(2026, 6, 30),
        languages=("vi",),
        days=(AirDay(dt.date(2024, 2, 29), (item,)), AirDay(dt.date(2024, 3, 1), ())),
        programmes=(programme,),
        has_calendar=True,
    )
    series = SiteSeries(title, title, (programme,), title)

    def frame(path: str) -> PageFrame:
        return PageFrame(site, path, "vi" if language == "vi" else "en")

    view = NetworkView((station,), (series,), (programme,))
    on_air = (OnAir(dt.date(2024, 2, 29), "17:30", 3),)
    return {
        "index.html": network_page(frame("index.html"), view),
        "series/x.html": series_page(frame("series/x.html"), series),
        "station/xa-a.html": station_page(frame("station/xa-a.html"), station),
        "programme/a.html": programme_page(frame("programme/a.html"), programme, text, on_air),
    }


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("title", TITLES)
def test_hostile_texts_stay_texts(title: str, language: str) -> None:
    clean = one_line(title)
    plain = everything("Bản tin", language)
    for path, data in everything(clean, language).items():
        page = html.fromstring(data.decode("utf-8"))
        expected = html.fromstring(plain[path].decode("utf-8"))
        assert [each.tag for each in page.iter()] == [each.tag for each in expected.iter()], path
        names = {name for each in page.iter() if isinstance(each.tag, str) for name in each.attrib}
        assert not [name for name in names if name.startswith("on") or name == "style"]
        for link in page.xpath("//@src | //a/@href | //form/@action | //script/@src"):
            assert not re.match(r"\s*(javascript|data|vbscript|file):", link, re.I), link
        heading = page.xpath("string(//h1)")
        assert " ".join(heading.split()).endswith(" ".join(etree_text(clean).split()))


def etree_text(text: str) -> str:
    """Return a text as a parser gives it back, which knows no character that is none."""
    return html.fromstring(f"<p>{html.tostring(_p(text), encoding='unicode')}</p>").text_content()


def _p(text: str) -> etree._Element:
    node = html.Element("span")
    node.text = "".join(char for char in text if char.isprintable() or char == " ")
    return node


@pytest.mark.parametrize("title", TITLES)
def test_the_index_is_a_script_of_data_only(title: str) -> None:
    clean = one_line(title)
    site = WebSite("Đài")
    unit = SiteStation(UnitLink("a", clean), above=(UnitLink("t", clean),))
    programme = SiteProgramme("a", "a", clean, 1.0, (), topics=(clean,), chapters=(clean,))
    data = search_index(site, [unit], [SiteSeries("s", clean, ())], [programme]).decode()
    assert "<" not in data and "\u2028" not in data
    head, tail = "window.RADIOPROG_INDEX=", ";\n"
    assert data.startswith(head) and data.endswith(tail)
    rows = json.loads(data[len(head) : -len(tail)])
    assert [row[0] for row in rows] == [0, 1, 2]
    assert all(row[2] == clean.encode("utf-8", "replace").decode() for row in rows)


def test_every_page_forbids_what_it_does_not_need() -> None:
    for data in everything("Bản tin", "vi").values():
        page = html.fromstring(data)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert {rules[name] for name in ("script-src", "style-src", "media-src")} == {"'self'"}
        assert not page.xpath("//script[not(@src)] | //style | //iframe | //object | //embed")
        loaded = page.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert {each.rpartition("/")[2] for each in loaded} == ALLOWED


def test_drafts_are_marked_in_title_and_page() -> None:
    page = html.fromstring(everything("Bản tin", "vi")["programme/a.html"])
    assert page.xpath("string(//title)").startswith("[NHÁP]")
    assert "BẢN NHÁP" in page.xpath("string(//*[@class='draft'])")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.mark.parametrize("count", [0, 1, 151, 3321])
def test_the_tree_of_stations_stays_light_however_many_there_are(count: int) -> None:
    top = SiteStation(UnitLink("t", "Tỉnh"))
    provinces = [
        SiteStation(UnitLink(f"t{n}", f"Huyện {n}"), above=(top.unit,)) for n in range(count // 100)
    ]
    members = [
        SiteStation(
            UnitLink(f"x{n}", f"Xã thứ {n} có tên dài"),
            above=((provinces[n % len(provinces)].unit, top.unit) if provinces else (top.unit,)),
        )
        for n in range(count)
    ]
    view = NetworkView([top, *provinces, *members] if count else [], (), ())
    data = network_page(PageFrame(WebSite("Đài"), "index.html", "vi"), view)
    assert len(data) < 90_000
    listed = len(re.findall(rb'href="station/', data))
    left = re.search("Còn ([0-9]+) đơn vị nữa".encode(), data)
    total = 1 + len(provinces) + count if count else 0
    assert listed + (int(left[1]) if left else 0) == total


def test_the_sitemap_names_every_page_in_both_languages() -> None:
    root = etree.fromstring(sitemap(WebSite("Đài", base_url="https://dai.example"), ["index.html"]))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    assert root.xpath("//s:loc/text()", namespaces=space) == [
        "https://dai.example/index.html",
        "https://dai.example/en/index.html",
    ]
    assert page_path("index.html", "en") == "en/index.html"


def test_names_of_pages_never_meet() -> None:
    names = ["a", "A", "á", "ă", "a b", "a-b", "a/b", "", "con", "CON", "com1", "a" * 300, "đ", "d"]
    names += ["index", "network", "..", ".", "/", "Ђ", "ຂ່າວ"]
    made = [page_name(name) for name in names]
    assert len({each.casefold() for each in made}) == len(names)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", each) for each in made), made
