"""The week as a grid and a page: every airing on each day of it, in the cell of its hour."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ElementTree

import pytest

from radioprog.publish.calendars.week_grid import GridWeek, date_label, network_weeks, station_weeks
from radioprog.publish.calendars.week_sheet import week_sheet
from tests.schedule.network import Desk

SLOT = (
    "  - {{id: {id}, name: {id}, series: Bản tin, stations: {stations}, days: hằng ngày, at: {at},"
    " length: {length}, from: 2026-01-01{more}}}\n"
)
MONDAY = dt.date(2026, 3, 2)


def slot(name: str, at: str, *, length: str = "15:00", stations: str = "dan-hoa", more: str = ""):
    return SLOT.format(id=name, at=at, length=length, stations=stations, more=more)


def weeks(*slots: str, first: str = "2026-03-02", days: int = 7, exceptions: str = ""):
    desk = Desk("slots:\n" + "".join(slots) + exceptions, first=first, days=days)
    assert not [each.render("en") for each in desk.plan_findings if each.is_error]
    (plan,) = [each for each in desk.planner.plans(desk.window) if each.airings]
    return station_weeks("Xã Dân Hóa", plan, desk.window)


def cells(week: GridWeek) -> dict[tuple[str, int], list[str]]:
    return {
        (row.at, day): [f"{each.title} {each.begins}-{each.ends}" for each in items]
        for row in week.rows
        for day, items in enumerate(row.cells)
        if items
    }


def test_a_daily_slot_stands_once_on_every_day_in_the_row_of_its_hour() -> None:
    (week,) = weeks(slot("tin", "17:00"))
    assert (week.title, week.monday) == ("Xã Dân Hóa", MONDAY)
    assert cells(week) == {("17:00", day): ["tin 17:00-17:15"] for day in range(7)}
    assert week.days == tuple(MONDAY + dt.timedelta(days=day) for day in range(7))


def test_rows_are_in_order_of_the_hour() -> None:
    (week,) = weeks(slot("chieu", "17:00"), slot("sang", "05:00"), slot("trua", "11:30"))
    assert [row.at for row in week.rows] == ["05:00", "11:30", "17:00"]


def test_days_outside_the_window_have_no_date_and_nothing_on_air() -> None:
    first, second = weeks(slot("tin", "17:00"), first="2026-03-05", days=7)
    assert [day is None for day in first.days] == [True] * 3 + [False] * 4
    assert [day is None for day in second.days] == [False] * 3 + [True] * 4
    assert sorted(day for _, day in cells(first)) == [3, 4, 5, 6]
    assert sorted(day for _, day in cells(second)) == [0, 1, 2]


def test_what_goes_on_past_midnight_stands_on_both_days() -> None:
    (week,) = weeks(slot("dem", "23:30", length="1:00:00"))
    found = cells(week)
    assert found[("23:30", 0)] == ["dem 23:30-00:30"]
    assert found[("00:00", 1)] == ["dem 00:00-00:30"]
    item = next(row for row in week.rows if row.at == "00:00").cells[1][0]
    assert [mark.vi for mark in item.marks] == ["tiếp từ 23:30 2/3"]


def test_what_ends_at_midnight_stands_on_one_day_only() -> None:
    (week,) = weeks(slot("dem", "23:45"))
    assert {at for at, _ in cells(week)} == {"23:45"}


def marks(week: GridWeek, day: int) -> list[list[str]]:
    return [[mark.vi for mark in each.marks] for row in week.rows for each in row.cells[day]]


@pytest.mark.parametrize(
    ("more", "exceptions", "expected"),
    [
        ("", "", []),
        (", priority: priority", "", ["ưu tiên"]),
        (", priority: emergency", "", ["khẩn cấp"]),
        ("", "exceptions: [{slot: tin, date: 2026-03-03, cancel: mất điện}]\n", ["hủy"]),
        ("", "exceptions: [{slot: tin, date: 2026-03-03, move: 18:00}]\n", ["dời từ 17:00"]),
    ],
)
def test_what_is_special_is_marked(more: str, exceptions: str, expected: list[str]) -> None:
    (week,) = weeks(slot("tin", "17:00", more=more), exceptions=exceptions)
    assert marks(week, 1) == [expected]


def test_what_moved_to_another_day_says_which() -> None:
    away = "exceptions: [{slot: tin, date: 2026-03-03, move: 2026-03-04 18:00}]\n"
    (week,) = weeks(slot("tin", "17:00"), exceptions=away)
    assert marks(week, 1) == []
    assert ["dời từ 17:00 3/3"] in marks(week, 2)


def test_a_repeat_is_marked_as_one() -> None:
    (week,) = weeks(slot("tin", "17:00", more=", repeats: [hôm sau 05:30]"))
    assert marks(week, 3) == [["PL"], []]


def test_what_is_on_at_once_is_marked_as_a_clash() -> None:
    (week,) = weeks(slot("a", "17:00"), slot("b", "17:10"))
    assert all(each.clashes for row in week.rows for cell in row.cells for each in cell)
    (week,) = weeks(slot("a", "17:00"), slot("b", "17:15"))
    assert not any(each.clashes for row in week.rows for cell in row.cells for each in cell)


def test_the_networks_grid_counts_the_stations() -> None:
    desk = Desk(
        "slots:\n" + slot("tin", "17:00", stations="'dan-hoa, minh-hoa'"), first="2026-03-02"
    )
    (week,) = network_weeks("Mạng", desk.planner.plans(desk.window), desk.window)
    assert {each.stations for row in week.rows for cell in row.cells for each in cell} == {2}


def page(found, language="vi") -> ElementTree.Element:
    text = week_sheet(found, organisation="Đài & bạn", language=language)
    body = text[text.index("<body") : text.index("</body>") + len("</body>")]
    return ElementTree.fromstring(re.sub("<(col)( [^>]*)?>", r"<\1\2/>", body))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_has_a_table_a_week_with_the_dates_over_its_columns(language) -> None:
    found = weeks(slot("tin", "17:00"), days=14)
    tables = list(page(found, language).iter("table"))
    assert len(tables) == 2
    for week, table in zip(found, tables, strict=True):
        dates = [span.text for span in table.iter("span")]
        assert dates == [date_label(week.monday + dt.timedelta(days=day)) for day in range(7)]
        (row,) = next(table.iter("tbody")).iter("tr")
        assert len(list(row.iter("td"))) == 7
        assert [title.text for title in row.iter("b")] == ["tin"] * 7
        assert [note.text for note in row.iter("small")] == ["17:00-17:15"] * 7


def test_days_outside_are_grey() -> None:
    found = weeks(slot("tin", "17:00"), first="2026-03-05", days=4)
    (table,) = page(found).iter("table")
    (row,) = next(table.iter("tbody")).iter("tr")
    assert [cell.get("class") for cell in row.iter("td")] == ["outside"] * 3 + [None] * 4


@pytest.mark.parametrize(("date", "label"), [(MONDAY, "2/3"), (dt.date(2026, 12, 31), "31/12")])
def test_a_date_is_written_without_noughts(date: dt.date, label: str) -> None:
    assert date_label(date) == label
