from __future__ import annotations

import datetime as dt

import pytest

from radioprog.kernel.times import (
    near_clock,
    parse_clock,
    parse_date,
    parse_duration,
    parse_integer,
    parse_number,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("15:00", 900),
        ("0:05", 5),
        ("1:20.250", 80.25),
        ("1:02:30", 3750),
        ("60:00", 3600),
        ("12s", 12),
        ("1.5s", 1.5),
        ("1,5 s", 1.5),
        ("12 giây", 12),
        ("15 phút", 900),
        ("15 Phút", 900),
        ("28p", 1680),
        ("2 phút 30 giây", 150),
        ("1h", 3600),
        ("１２：３０", 750),
        ("12\u00a0giây", 12),
        ("“15:00”", 900),
        ("5'", 300),
        ("1:5", None),
        ("1:60", None),
        ("1:60:00", None),
        ("12", None),
        ("", None),
        ("giây", None),
        ("-1s", None),
        ("1:30 x", None),
        ("1e3s", None),
        ("s", None),
        ("9" * 400 + "s", None),
        ("1:02:03.5", 3723.5),
        ("0:01:00", 60),
        ("99999:00", 5_999_940),
        ("2 giờ", 7200),
        ("90 giây", 90),
        ("90 phút", 5400),
        ("1 phút 59s", 119),
        ("1 phút 60s", None),
        ("1 phút 99s", None),
        ("1 giờ 59 phút", 7140),
        ("1 giờ 60 phút", None),
        ("1 giờ 2 phút 3 giây", 3723),
        ("1h 30s", 3630),
        ("1,5h", 5400),
        ("2 hours", 7200),
        ("2 mins 5 secs", 125),
    ],
)
def test_durations(text, seconds):
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("05:30", 330),
        ("5:30", 330),
        ("17h30", 1050),
        ("24:00", 1440),
        ("24:01", None),
        ("25:00", None),
        ("12:60", None),
        ("12", None),
        ("12:3", None),
        ("１７：３０", 1050),
        ("17h", 1020),
        ("6h", 360),
        ("17 giờ", 1020),
        ("17 giờ 30 phút", 1050),
        ("17g30", 1050),
        ("17.30", 1050),
        ("1730", 1050),
        ("2460", None),
        ("5:30 PM", 1050),
        ("5 giờ chiều", 1020),
        ("12 AM", 0),
        ("12 PM", 720),
        ("13 AM", None),
        ("0h", 0),
        ("25h", None),
        ("17h60", None),
        ("I7:00", None),
        ("0000", 0),
        ("2400", 1440),
        ("2401", None),
        ("0959", 599),
        ("12:30 AM", 30),
        ("12:30 PM", 750),
        ("1 AM", 60),
        ("0 AM", None),
        ("0 PM", None),
        ("11:59 PM", 1439),
        ("13 PM", None),
        ("6 giờ sáng", 360),
        ("12 giờ sáng", 0),
        ("13 giờ sáng", None),
        ("1 giờ trưa", 780),
        ("2 giờ trưa", None),
        ("10 giờ trưa", 600),
        ("11 giờ trưa", 660),
        ("12 giờ trưa", 720),
        ("9 giờ trưa", None),
        ("12 giờ chiều", 720),
        ("13 giờ chiều", 780),
        ("23 giờ tối", 1380),
        ("24 giờ tối", None),
        ("12 giờ tối", None),
        ("8 giờ tối", 1200),
        ("lúc 8 giờ", 480),
        ("5pm", 1020),
        ("23:59", 1439),
    ],
)
def test_clock(text, minute):
    assert parse_clock(text) == minute


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("17", "17:00"),
        ("17:0", "17:00"),
        ("17:60", "18:00"),
        ("17:00-17:15", "17:00"),
        ("I7:00", None),
        ("99", None),
        ("24", None),
        ("23:59", "23:59"),
        ("23:60", None),
        ("lúc 9", "09:00"),
        ("1O:30", "10:30"),
        ("sớm", None),
    ],
)
def test_what_an_unreadable_hour_may_have_meant(text, near):
    assert near_clock(text) == near


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015-07-18", dt.date(2015, 7, 18)),
        ("18/7/2015", dt.date(2015, 7, 18)),
        ("2026-02-30", None),
        ("0000-01-01", None),
        ("18/7", None),
        ("18.7.2015", dt.date(2015, 7, 18)),
        ("2015-7-8", dt.date(2015, 7, 8)),
        ("29/2/2024", dt.date(2024, 2, 29)),
        ("29/2/2023", None),
        ("nay", None),
    ],
)
def test_dates(text, day):
    assert parse_date(text) == day


def test_numbers():
    assert [
        parse_number(text) for text in ("-18", "−18,5", "– 3", "+2.25", "nan", "inf", "1e5")
    ] == [-18, -18.5, None, 2.25, None, None, None]
    assert [parse_integer(text) for text in ("07", "-1", "1.0", "x", "٣")] == [
        7,
        -1,
        None,
        None,
        None,
    ]
