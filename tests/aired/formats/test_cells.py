"""Cells of logs at their bounds: clocks, dates, lengths, and what is none of them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.aired.formats.cells import (
    airing_in,
    clock_of,
    date_in,
    dates_of,
    day_of_id,
    hash_of,
    is_to_the_minute,
    length_of,
    order_of,
    plain,
    said_of,
)
from radioprog.aired.played import RowSays


@pytest.mark.parametrize(
    ("text", "bare"),
    [("'17:30", "17:30"), (" \ufeff17:30\u200e ", "17:30"), ("' x ", "x"), ("x'", "x'"), ("", "")],
)
def test_marks_of_spreadsheets_are_left_out(text: str, bare: str) -> None:
    assert plain(text) == bare


def at(hour: int, minute: int = 0, second: int = 0) -> int:
    return hour * 3600 + minute * 60 + second


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0:00", 0),
        ("00:59:59", at(0, 59, 59)),
        ("17:30:05", at(17, 30, 5)),
        ("17:30:05.900", at(17, 30, 5)),
        ("17h30", at(17, 30)),
        ("17h", at(17)),
        ("17.30", at(17, 30)),
        ("17 giờ 30 phút 5 giây", at(17, 30, 5)),
        ("17h30'05\"", at(17, 30, 5)),
        ("24:00", 86_400),
        ("24:01", None),
        ("25:00", None),
        ("12:60", None),
        ("12:59", at(12, 59)),
        ("12:30:60", None),
        ("12:30:59", at(12, 30, 59)),
        ("0,5", None),
        ("0,500", at(12)),
        ("0.25000", at(6)),
        ("1.500", None),
        ("17:305", None),
        ("17h30p05", at(17, 30, 5)),
        ("17:30 05", at(17, 30, 5)),
        ("", None),
        ("17", None),
    ],
)
def test_clocks_of_twenty_four_hours(text: str, seconds: int | None) -> None:
    assert clock_of(text) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12:00 AM", 0),
        ("12:00:07 am", 7),
        ("1:05 a.m.", at(1, 5)),
        ("11:59 SA", at(11, 59)),
        ("0:30 am", None),
        ("13:00 am", None),
        ("12:00 PM", at(12)),
        ("12:30 ch", at(12, 30)),
        ("1:00 p.m.", at(13)),
        ("11:59:59 pm", at(23, 59, 59)),
        ("0:30 pm", None),
        ("17:30 chiều", at(17, 30)),
        ("23:00 tối", at(23)),
        ("24:00 tối", None),
        ("5h30 chiều", at(17, 30)),
        ("11:30 trưa", at(11, 30)),
        ("10:15 trưa", at(10, 15)),
        ("12:15 trưa", at(12, 15)),
        ("1:15 trưa", at(13, 15)),
        ("13:15 trưa", at(13, 15)),
        ("2:15 trưa", None),
        ("9:15 trưa", None),
        ("14:15 trưa", None),
        ("5 pm", at(17)),
        ("5 sáng", at(5)),
        ("5 giờ sáng", at(5)),
    ],
)
def test_clocks_of_twelve_hours(text: str, seconds: int | None) -> None:
    assert clock_of(text) == seconds


@pytest.mark.parametrize("second", range(0, 86_400, 2777))
def test_a_fraction_of_a_day_is_the_time_that_a_spreadsheet_means(second: int) -> None:
    assert clock_of(f"{second / 86_400:.10f}") == second
    assert length_of(f"{second / 86_400:.10f}") == second


@given(st.integers(0, 86_399))
def test_every_second_of_a_day_is_read_both_ways(second: int) -> None:
    clock = (dt.datetime(2026, 1, 1) + dt.timedelta(seconds=second)).time()
    assert clock_of(clock.strftime("%H:%M:%S")) == second
    assert clock_of(clock.strftime("%I:%M:%S %p")) == second


def test_what_is_written_to_the_minute() -> None:
    assert [is_to_the_minute(each) for each in ("17:30", "17h", "17:30:00", "0,7291")] == [
        True,
        True,
        False,
        False,
    ]


APRIL = dt.date(2026, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-03",
        "2026/4/3",
        "2026.04.03",
        "20260403",
        "ngày 3 tháng 4 năm 2026",
        "3 tháng 4 2026",
        "Thứ sáu, 2026-04-03",
        "Fri 2026-04-03",
        "CN 2026-04-03",
        "T6 2026-04-03",
        "46115",
        "46115,0",
    ],
)
def test_a_date_that_can_mean_one_day_only(text: str) -> None:
    assert dates_of(text) == {"ymd": APRIL}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3/4/2026", {"dmy": APRIL, "mdy": dt.date(2026, 3, 4)}),
        ("03-04-26", {"dmy": APRIL, "mdy": dt.date(2026, 3, 4)}),
        ("13/4/2026", {"dmy": dt.date(2026, 4, 13)}),
        ("4/13/2026", {"mdy": dt.date(2026, 4, 13)}),
        ("4/4/2026", {"ymd": dt.date(2026, 4, 4)}),
        ("31/2/2026", {}),
        ("13/13/2026", {}),
        ("1/2/026", {}),
        ("2026-02-30", {}),
        ("36525", {}),
        ("36526", {"ymd": dt.date(2000, 1, 1)}),
        ("73050", {"ymd": dt.date(2099, 12, 31)}),
        ("73051", {}),
        ("46115,5", {}),
        ("sớm", {}),
        ("", {}),
    ],
)
def test_the_days_that_a_cell_may_mean(text: str, found: dict[str, dt.date]) -> None:
    assert dates_of(text) == found


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        ([], "ymd"),
        (["4/4/2026"], "ymd"),
        (["2026-04-03", "x"], "ymd"),
        (["3/4/2026"], "ambiguous"),
        (["3/4/2026", "2026-04-03"], "ambiguous"),
        (["3/4/2026", "13/4/2026"], "dmy"),
        (["3/4/2026", "4/13/2026"], "mdy"),
        (["13/4/2026", "4/13/2026"], "both"),
    ],
)
def test_the_order_of_a_column_is_proven_by_its_dates(cells: list[str], order: str) -> None:
    assert order_of(cells) == order


def test_a_date_in_the_order_of_its_column() -> None:
    assert date_in("3/4/2026", "dmy") == APRIL
    assert date_in("3/4/2026", "mdy") == dt.date(2026, 3, 4)
    assert date_in("4/4/2026", "mdy") == dt.date(2026, 4, 4)
    assert date_in("13/4/2026", "mdy") is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("898", 898),
        ("898,9", 898),
        ("898.4 s", 898),
        ("90 giây", 90),
        ("14:58", 898),
        ("14'58\"", 898),
        ("14 phút", 840),
        ("14p", 840),
        ("14 phút 5 giây", 845),
        ("90:00", 5400),
        ("1:30:00", 5400),
        ("1h30:15", 5415),
        ("0:59:59", 3599),
        ("0:60:00", None),
        ("14:60", None),
        ("14:59", 899),
        ("2:59:00", at(2, 59)),
        ("3:00:00", 180),
        ("15:00:00", 900),
        ("15:30:00", 930),
        ("15:30:01", at(15, 30, 1)),
        ("180:00", 10_800),
        ("dài", None),
        ("", None),
    ],
)
def test_lengths(text: str, seconds: int | None) -> None:
    assert length_of(text) == seconds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ĐÃ PHÁT ", RowSays.PLAYED),
        ("1", RowSays.PLAYED),
        ("✓", RowSays.PLAYED),
        ("Chưa", RowSays.NOT_PLAYED),
        ("0", RowSays.NOT_PLAYED),
        ("  ", RowSays.NOTHING),
        ("2", None),
    ],
)
def test_played_or_not(text: str, said: RowSays | None) -> None:
    assert said_of(text) is said


def test_hashes_and_ids() -> None:
    digest = "AB" * 32
    assert hash_of(f" '{digest}") == digest.lower()
    assert hash_of(digest[1:]) == hash_of(f"{digest}0") == hash_of("g" * 64) == ""
    airing = "uritjtzvcw3n20261203"
    assert airing_in(airing) == airing_in("x", f"a/{airing.upper()}.mp3") == airing
    assert airing_in(f"x{airing}") == airing_in(f"{airing}1") == airing_in(airing[1:]) == ""
    assert airing_in(f"{airing} uritjtzvcw3n20261204") == airing
    assert day_of_id(airing) == dt.date(2026, 12, 3)
    assert day_of_id("uritjtzvcw3n20261303") is None
