"""The page of a station, read by a parser of others: what stands on it and what is left out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from lxml import html

from radioprog.kernel.findings import Text
from radioprog.publish.site import station_page as pages
from radioprog.publish.site import words
from radioprog.publish.site.frame import PageFrame
from radioprog.publish.site.model import (
    AirDay,
    DayItem,
    SiteProgramme,
    SiteStation,
    SoundFile,
    UnitLink,
    WebSite,
)
from radioprog.publish.site.station_page import station_page

UNIT = UnitLink("xa-a", "Xã A")
MONDAY = dt.date(2026, 3, 2)
AIRED = "//section[starts-with(@class, 'day')]/ol/li"
SOUND = SoundFile("web", "a.mp3", "audio/mpeg", 1_000, 64_000, 1, "00" * 32)


def page(base_url: str = "", **facts: Any) -> Any:
    site = WebSite("Đài", base_url=base_url)
    frame = PageFrame(site, "station/xa-a.html", "vi")
    return html.fromstring(station_page(frame, SiteStation(UNIT, **facts)).decode())


def texts(found: Any, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in found.xpath(path)]


def item(begins: str = "17:30", title: str = "Tin", **facts: Any) -> DayItem:
    return DayItem(begins, "17:45", title, **facts)


def units(count: int) -> tuple[UnitLink, ...]:
    return tuple(UnitLink(f"x{n}", f"Xã {n}") for n in range(count))


def test_a_bare_unit_has_its_name_and_little_else() -> None:
    found = page()
    assert texts(found, "//h1") == ["Xã A"]
    assert not found.xpath("//*[@class='note'] | //*[@class='notice'] | //audio")
    assert not found.xpath("//section[starts-with(@class, 'day')]")
    assert not found.xpath("//section[contains(@class, 'subscribe')]")


@pytest.mark.parametrize(("count", "shown", "left"), [(0, 0, ""), (250, 250, ""), (251, 250, "1")])
def test_units_below_are_listed_up_to_a_number_and_the_rest_is_counted(
    count: int, shown: int, left: str
) -> None:
    found = page(below=units(count))
    assert len(found.xpath("//ul[@class='units']/li")) == shown
    notes = texts(found, "//p[@class='note']")
    assert notes == ([words.MORE_STATIONS.to("vi").replace("{n}", left)] if left else [])


def test_place_level_and_languages_are_told_where_they_are_known() -> None:
    found = page(level="commune", languages=("vi", "bru"), lat=17.5, lon=0.0).text_content()
    assert "Cấp xã" in found and "vi, bru" in found and "17.5, 0" in found
    assert "17.5" not in page(lat=17.5).text_content()
    assert "xóm" in page(level="xóm").text_content()


def test_a_unit_that_ended_says_when_and_who_follows() -> None:
    found = page(ended=dt.date(2026, 6, 30), successors=units(2))
    (notice,) = texts(found, "//p[@class='notice']")
    assert notice == ("Đơn vị này đã ngừng từ sau ngày 30/6/2026. Nghe tiếp tại: Xã 0, Xã 1")
    (bare,) = texts(page(ended=dt.date(2026, 6, 30)), "//p[@class='notice']")
    assert bare.endswith("30/6/2026.")
    (begins,) = texts(page(begun=dt.date(2026, 7, 1)), "//p[@class='notice']")
    assert begins == "Đơn vị này bắt đầu từ ngày 1/7/2026."


def test_days_stand_in_weeks_from_monday() -> None:
    days = tuple(
        AirDay(MONDAY + dt.timedelta(days=n), (item(title=f"Tin {n}"),) if n != 7 else ())
        for n in (-1, 0, 6, 7)
    )
    found = page(days=days)
    assert texts(found, "//h3") == [
        "Tuần từ 23/2/2026",
        "Tuần từ 2/3/2026",
        "Tuần từ 9/3/2026",
    ]
    assert [len(each) for each in found.xpath("//div[@class='days']")] == [1, 2, 1]
    classes = found.xpath("//section[starts-with(@class, 'day')]/@class")
    assert classes == ["day d7", "day d1", "day d7", "day d1"]
    assert found.xpath("//@data-day")[0] == "2026-03-01"
    assert texts(found, AIRED) == [
        "17:30-17:45 Tin -1",
        "17:30-17:45 Tin 0",
        "17:30-17:45 Tin 6",
    ]
    assert "Không có buổi phát nào." in texts(found, "//section[@class='day d1']/p")


def test_what_does_not_fit_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = PageFrame(WebSite("Đài"), "station/xa-a.html", "vi")
    size = len(pages._item(frame, item()).text.encode())
    days = (AirDay(MONDAY, (item(),) * 3),)
    for room, left in ((3 * size + 1, 0), (3 * size, 1), (2 * size, 2), (1, 3)):
        monkeypatch.setattr(pages, "LARGEST_WEEKS", room)
        found = page(days=days)
        assert len(found.xpath(AIRED)) == 3 - left
        assert (f"Còn {left} buổi" in found.text_content()) is bool(left)


def test_changes_are_told_in_words_up_to_twenty() -> None:
    moved = item(look="first moved", marks=(Text("dời", "moved"),), why=Text("họp", "a meeting"))
    found = page(days=(AirDay(MONDAY, (item(), moved, item(look="first cancelled"))),))
    assert texts(found, "//section[contains(@class, 'changes')]//li") == [
        "Thứ 2, 2/3/2026: 17:30 Tin: dời, họp",
        "Thứ 2, 2/3/2026: 17:30 Tin:",
    ]
    same = item(why=Text("dời", "moved"), marks=(Text("dời", "moved"),))
    found = page(days=(AirDay(MONDAY, (same,) * 21),))
    lines = texts(found, "//section[contains(@class, 'changes')]//li")
    assert lines == ["Thứ 2, 2/3/2026: 17:30 Tin: dời"] * 20
    plain = page(days=(AirDay(MONDAY, (item(look="first"),)),))
    assert not plain.xpath("//section[contains(@class, 'changes')]")


def test_an_item_leads_to_its_programme_and_bears_its_marks() -> None:
    shown = item(programme="bai", marks=(Text("phát lại", "repeat"), Text("dài", "long")))
    (line,) = page(days=(AirDay(MONDAY, (shown,)),)).xpath(AIRED)
    assert line.xpath("a/@href") == ["../programme/bai.html"]
    assert line.xpath("string(small)") == "phát lại · dài"
    (bare,) = page(days=(AirDay(MONDAY, (item(),)),)).xpath(AIRED)
    assert not bare.xpath("a | small | @class")


def programmes(count: int, *, heard: bool = True) -> tuple[SiteProgramme, ...]:
    return tuple(
        SiteProgramme(f"b{n}", f"b{n}", f"Bài {n}", 61.0, (SOUND,) if heard else ())
        for n in range(count)
    )


def test_the_newest_is_played_and_a_dozen_listed() -> None:
    found = page(programmes=programmes(13))
    assert found.xpath("//audio/@src") == ["../sound/a.mp3"]
    assert texts(found, "//*[@class='playing']") == ["Bài 0"]
    section = found.xpath("//section[contains(@class, 'listen')]")[0]
    assert "Bài 11" in section.text_content() and "Bài 12" not in section.text_content()
    silent = page(programmes=programmes(1, heard=False))
    assert not silent.xpath("//audio | //*[@class='playing']")


def test_feed_and_calendar_are_offered_where_they_are() -> None:
    assert not page(programmes=programmes(1)).xpath("//a[contains(@href, 'feed/')]")
    online = page("https://x.vn", programmes=programmes(1))
    assert online.xpath("//a[contains(@href, 'feed/')]/@href") == ["../feed/station-xa-a.xml"]
    assert not online.xpath("//a[contains(@href, '.ics')]")
    assert not page("https://x.vn").xpath("//section[contains(@class, 'subscribe')]")
    both = page("https://x.vn", programmes=programmes(1), has_calendar=True)
    (section,) = both.xpath("//section[contains(@class, 'subscribe')]")
    assert section.xpath(".//a[contains(@href, 'xa-a.ics')]")
    assert section.xpath(".//a[contains(@href, 'feed/')]")


def test_dates_times_and_sizes_in_words() -> None:
    assert [words.clock(each) for each in (0, 59.9, 60, 3599, 3600)] == [
        "0:00",
        "0:59",
        "1:00",
        "59:59",
        "1:00:00",
    ]
    assert [words.length_text(each) for each in (0.49, 0.5, 59.5)] == ["0:00", "0:01", "1:00"]
    assert [words.size_text(each, "en") for each in (0, 1499, 999_999, 1_000_000)] == [
        "1 kB",
        "1 kB",
        "1000 kB",
        "1.0 MB",
    ]
    assert words.size_text(1_250_000, "vi") == "1,2 MB"
    assert words.day_text(dt.date(2026, 1, 5), "en") == "5 Jan 2026"
    assert words.weekday_text(dt.date(2026, 3, 1), "en").startswith("Sun")
