"""The page of a programme and the frame of all pages, read by a parser of others."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from radioprog.kernel.findings import Text
from radioprog.publish.site import programme_page as pages
from radioprog.publish.site import words
from radioprog.publish.site.frame import PageFrame, programme_list, shortened
from radioprog.publish.site.model import (
    OnAir,
    ProgrammeText,
    SegmentMark,
    Sentence,
    SiteLook,
    SiteProgramme,
    SiteSeries,
    SoundFile,
    WebSite,
)
from radioprog.publish.site.network_page import NetworkView, network_page, series_page
from radioprog.publish.site.programme_page import paragraphs, programme_page

SOUNDS = (
    SoundFile("web", "a-web.mp3", "audio/mpeg", 1_250_000, 63_999, 1, "00" * 32),
    SoundFile("station", "a.flac", "audio/flac", 800, 0, 1, "00" * 32),
)
BARE = SiteProgramme("a", "a", "Bài một", 81.5, ())
FULL = replace(
    BARE,
    sounds=SOUNDS,
    series="vb",
    episode=0,
    date=dt.date(2026, 3, 2),
    producer="Lan",
    topics=("lúa", "biên giới"),
    papers=(".txt", ".waveform.png", ".vtt"),
)
SITE = WebSite("Đài", series_titles={"vb": "Vùng biên"})


def said(*parts: tuple[float, str, str | None, int]) -> tuple[Sentence, ...]:
    return tuple(Sentence(at, at + 1, text, who, part, "vi") for at, text, who, part in parts)


SPOKEN = said((0.0, "Một.", "Lan", 0), (2.5, "Hai.", "Lan", 0), (61.25, "Ba.", None, 1))
CHAPTERS = (SegmentMark(0.0, "Mở"), SegmentMark(61.25, "Tin"))


def page(
    programme: SiteProgramme = BARE,
    text: ProgrammeText | None = None,
    on_air: tuple[OnAir, ...] = (),
    site: WebSite = SITE,
    language: str = "vi",
) -> Any:
    frame = PageFrame(site, "programme/a.html", language)  # type: ignore[arg-type]
    data = programme_page(frame, programme, text or ProgrammeText(), on_air)
    return html.fromstring(data.decode())


def texts(found: Any, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in found.xpath(path)]


def test_facts_are_those_that_are_known() -> None:
    names, values = texts(page(FULL), "//dt"), texts(page(FULL), "//dd")
    assert dict(zip(names, values, strict=True)) == {
        "Số": "0",
        "Ngày": "Thứ 2, 2/3/2026",
        "Thời lượng": "1:22",
        "Thực hiện": "Lan",
        "Chủ đề": "lúa, biên giới",
    }
    assert texts(page(), "//dt") == ["Thời lượng"]
    assert texts(page(FULL), "//nav[@class='trail']//a") == ["Trang chủ", "Vùng biên"]
    assert texts(page(), "//nav[@class='trail']//a") == ["Trang chủ"]


def test_the_player_has_a_picture_where_there_is_one() -> None:
    found = page(FULL)
    (audio,) = found.xpath("//audio")
    assert (audio.get("src"), audio.get("data-length")) == ("../sound/a-web.mp3", "81.500")
    (image,) = found.xpath("//img")
    assert image.get("src") == "../papers/a.waveform.png"
    assert (image.get("data-left"), image.get("data-plot")) == ("0.0767", "0.9100")
    assert not found.xpath("//p[@class='now']")
    assert page(FULL, ProgrammeText(SPOKEN)).xpath("//p[@class='now']")
    assert not page().xpath("//audio | //img")
    assert not page(replace(FULL, papers=())).xpath("//img")


def test_chapters_are_listed_from_two_on() -> None:
    found = page(FULL, ProgrammeText((), CHAPTERS))
    assert texts(found, "//ol[@class='chapters']/li") == ["0:00 Mở", "1:01 Tin"]
    links = found.xpath("//ol[@class='chapters']//a")
    assert [each.get("href") for each in links] == [
        "../sound/a-web.mp3#t=0",
        "../sound/a-web.mp3#t=61.25",
    ]
    assert [each.get("data-t") for each in links] == ["0", "61.25"]
    assert not page(FULL, ProgrammeText((), CHAPTERS[:1])).xpath("//ol[@class='chapters']")
    mute = page(BARE, ProgrammeText((), CHAPTERS)).xpath("//ol[@class='chapters']//a/@href")
    assert mute == ["#t=0", "#t=61.25"]


def test_what_is_said_stands_in_paragraphs_of_one_voice_under_its_chapter() -> None:
    found = page(FULL, ProgrammeText(SPOKEN, CHAPTERS))
    body = found.xpath("//div[@class='transcript']")[0]
    assert [each.tag for each in body] == ["h3", "p", "h3", "p"]
    assert texts(body, ".//p") == ["0:00 Lan Một. Hai.", "1:01 Băng Ba."]
    assert body.xpath("p/@class") == ["clip"]
    assert body.xpath(".//span/@data-s") == ["0", "2.5", "61.25"]
    assert body.xpath(".//span/@data-e") == ["1", "3.5", "62.25"]
    assert not body.xpath(".//span/@lang")
    one = page(FULL, ProgrammeText(SPOKEN, CHAPTERS[:1])).xpath("//div[@class='transcript']")[0]
    assert not one.xpath("h3")
    english = replace(SPOKEN[0], language="en")
    assert page(FULL, ProgrammeText((english,))).xpath("//span/@lang") == ["en"]
    assert not page(FULL).xpath("//div[@class='transcript']")


@pytest.mark.parametrize(("first", "second", "groups"), [(210, 210, 1), (210, 211, 2)])
def test_a_paragraph_has_so_many_letters_at_most(first: int, second: int, groups: int) -> None:
    pair = said((0, "a" * first, "L", 0), (1, "b" * second, "L", 0))
    assert len(list(paragraphs(pair))) == groups
    alone = said((0, "a" * 999, "L", 0))
    assert list(paragraphs(alone)) == [list(alone)]
    assert list(paragraphs(())) == []
    assert len(list(paragraphs(said((0, "a", "L", 0), (1, "b", "M", 0), (2, "c", "M", 1))))) == 3


def test_a_long_transcript_ends_with_a_word_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ProgrammeText(said((0, "á", "L", 0), (1, "b", "M", 0)))
    frame = PageFrame(SITE, "programme/a.html", "vi")
    groups = list(paragraphs(text.sentences))
    size = sum(len(pages._paragraph(frame, FULL, each).text.encode()) + 1 for each in groups)
    for most, shown in ((size, 2), (size - 1, 1), (1, 0)):
        monkeypatch.setattr(pages, "LARGEST_TRANSCRIPT", most)
        found = page(FULL, text)
        assert len(found.xpath("//div[@class='transcript']/p")) == shown
        assert (words.TRANSCRIPT_CUT.vi in found.text_content()) is (shown < 2)


def test_when_it_is_on_air_up_to_a_dozen_times() -> None:
    times = tuple(OnAir(dt.date(2026, 3, 2), "17:30", n) for n in range(1, 14))
    lines = texts(page(FULL, on_air=times), "//ul[@class='times']/li")
    assert lines[:2] == ["17:30, Thứ 2, 2/3/2026 · 1 đài", "17:30, Thứ 2, 2/3/2026 · 2 đài"]
    assert len(lines) == 12
    assert not page(FULL).xpath("//ul[@class='times']")


def test_downloads_name_kind_rate_and_size() -> None:
    found = page(FULL)
    assert texts(found, "//ul[@class='downloads']/li") == [
        "web: MP3, 64 kbit/s, 1,2 MB",
        "station: FLAC, 0 kbit/s, 1 kB",
        "Lời đọc, văn bản (.txt)",
        "Phụ đề (.vtt)",
    ]
    assert found.xpath("//ul[@class='downloads']//a/@href")[2:] == [
        "../papers/a.txt",
        "../papers/a.vtt",
    ]


# --- the frame ---


def test_a_page_names_itself_and_its_other_language() -> None:
    found = page(FULL, site=WebSite("Đài", base_url="https://x.vn"), language="en")
    assert found.get("lang") == "en"
    assert found.xpath("//link[@rel='canonical']/@href") == ["https://x.vn/en/programme/a.html"]
    assert found.xpath("//link[@rel='alternate']/@href") == [
        "https://x.vn/programme/a.html",
        "https://x.vn/en/programme/a.html",
    ]
    assert found.xpath("//a[@class='other']/@href") == ["../../programme/a.html"]
    assert found.xpath("//a[@class='home']/@href") == ["../index.html"]
    assert found.xpath("//audio/@src") == ["../../sound/a-web.mp3"]
    assert (found.xpath("//body/@data-root"), found.xpath("//body/@data-pages")) == (
        ["../../"],
        ["../"],
    )
    here = page(FULL)
    assert here.xpath("//a[@class='other']/@href") == ["../en/programme/a.html"]
    assert not here.xpath("//link[@rel='canonical' or @rel='alternate']")


def test_a_workspaces_own_look() -> None:
    look = SiteLook(
        title="Tên riêng",
        footer=("Dòng một",),
        links=(("Tỉnh", "https://tinh.vn"),),
        texts={words.SEARCH: Text("Kiếm", "Look")},
        logo="assets/logo.svg",
        has_style=True,
    )
    found = page(site=WebSite("Đài", look=look))
    assert texts(found, "//a[@class='home']") == ["Tên riêng"]
    assert found.xpath("//img[@class='logo']/@src") == ["../assets/logo.svg"]
    assert texts(found, "//footer/*") == ["Dòng một", "Tỉnh", "Trang làm bằng radioprog."]
    assert found.xpath("//link[@rel='stylesheet']/@href")[1] == "../assets/own.css"
    assert texts(found, "//form//button") == ["Kiếm"]
    plain = page()
    assert texts(plain, "//footer/*") == ["Trang làm bằng radioprog."]
    assert texts(page(site=WebSite("")), "//a[@class='home']") == ["Trang chủ"]
    assert texts(page(site=WebSite("")), "//title") == ["Bài một"]
    assert texts(plain, "//title") == ["Bài một | Đài"]


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("một hai ba", 10, "một hai ba"),
        ("một hai ba", 9, "một hai…"),
        ("một hai ba", 8, "một…"),
        ("chữliền", 5, "chữl…"),
    ],
)
def test_a_text_is_cut_between_words(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short
    assert len(short) <= most


def test_a_list_of_programmes_says_what_is_known_of_each() -> None:
    frame = PageFrame(SITE, "index.html", "vi")
    found = html.fromstring(programme_list(frame, [FULL, BARE], to_play=True).text)
    assert texts(found, "//small") == ["Vùng biên · Số 0 · 2/3/2026 · 1:22", "1:22"]
    (button,) = found.xpath("//button")
    assert button.get("data-src") == "sound/a-web.mp3"
    plain = html.fromstring(programme_list(frame, [FULL], with_series=False).text)
    assert texts(plain, "//small") == ["Số 0 · 2/3/2026 · 1:22"]
    assert not plain.xpath("//button")
    other = replace(FULL, series="xx", is_draft=True)
    marked = html.fromstring(programme_list(frame, [other]).text)
    assert texts(marked, "//small")[0].startswith("xx · ")
    assert texts(marked, "//li/a") == ["[NHÁP] Bài một"]
    assert words.NO_PROGRAMMES.vi in programme_list(frame, []).text


@pytest.mark.parametrize(("count", "left"), [(20, 0), (21, 1)])
def test_the_networks_page_shows_the_newest_and_counts_the_rest(count: int, left: int) -> None:
    view = NetworkView((), (SiteSeries("vb", "Vùng biên", (BARE, BARE)),), (BARE,) * count)
    found = html.fromstring(network_page(PageFrame(SITE, "index.html", "vi"), view).decode())
    assert len(found.xpath("//ul[@class='programmes']/li")) == 20
    assert (words.MORE_PROGRAMMES.vi.replace("{n}", str(left)) in found.text_content()) is bool(
        left
    )
    assert texts(found, "//ul[@class='units']/li") == ["Vùng biên 2"]


@pytest.mark.parametrize(("count", "left"), [(400, 0), (402, 2)])
def test_a_series_shows_its_programmes_and_counts_the_older(count: int, left: int) -> None:
    frame = PageFrame(SITE, "series/vb.html", "vi")
    series = SiteSeries("vb", "Vùng biên", (BARE,) * count, "Mô tả")
    found = html.fromstring(series_page(frame, series).decode())
    assert len(found.xpath("//ul[@class='programmes']/li")) == 400
    notes = texts(found, "//p[@class='note']")
    assert notes == ([words.OLDER_PROGRAMMES.vi.replace("{n}", str(left))] if left else [])
    assert "Mô tả" in found.text_content()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_fingerprint_of_the_edition_stands_there_with_its_code(language: str) -> None:
    found = page(replace(FULL, sha256="0123456789abcdef" * 4), language=language)
    (mark,) = found.xpath("//*[@class='fingerprint']")
    assert mark.xpath(".//dd/text()") == ["0123 4567 89ab cdef"]
    assert mark.xpath(".//*[@class='qr']//*[local-name()='path']")
    assert not page(FULL).xpath("//*[@class='fingerprint']")
