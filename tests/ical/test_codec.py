"""The door to iCalendar: short lines take a short way, which must say the same as the library's."""

from __future__ import annotations

import pytest

from radioprog.ical import codec as ics
from radioprog.publish.calendars.calendar import CalendarWriter
from radioprog.publish.calendars.feed import FeedMaker
from tests.schedule.network import Desk


@pytest.mark.parametrize(
    ("name", "value", "parameters", "line"),
    [
        ("STATUS", "CONFIRMED", None, b"STATUS:CONFIRMED\r\n"),
        (
            "DTSTART",
            "20260301T173000",
            {"TZID": "Asia/Ho_Chi_Minh"},
            b"DTSTART;TZID=Asia/Ho_Chi_Minh:20260301T173000\r\n",
        ),
        (
            "ATTACH",
            "https://a.b",
            {"FMTTYPE": "audio/mpeg"},
            b"ATTACH;FMTTYPE=audio/mpeg:https://a.b\r\n",
        ),
        ("X-A", "1", {"N": "a:b"}, b'X-A;N="a:b":1\r\n'),
        ("X-A", "b" * 71, None, b"X-A:" + b"b" * 71 + b"\r\n"),
        ("X-A", "b" * 72, None, b"X-A:" + b"b" * 70 + b"\r\n bb\r\n"),
        ("X-A", "b" * 70, {"N": "c"}, b"X-A;N=c:" + b"b" * 66 + b"\r\n bbbb\r\n"),
    ],
)
def test_a_line_says_what_it_was_given(name, value, parameters, line) -> None:
    assert ics.plain_line(name, value, parameters) == line


@pytest.mark.parametrize(
    "value",
    [
        "Xã Dân Hóa",
        "Xã A-1 (cũ): 5/7.",
        "a",
        "",
        " hai đầu ",
        "Tin; bài, số \\n",
        "hai\ndòng",
        'trong "ngoặc"',
        "ấ" * 30,
        "b" * 63,
        "b" * 64,
        "b" * 65,
        "b" * 66,
        "e\u0301",
    ],
)
def test_a_short_text_is_written_as_the_library_writes_it(value, monkeypatch) -> None:
    short = ics.text_line("LOCATION", value)
    monkeypatch.setattr(ics, "_PLAIN_TEXT", lambda _: None)
    assert short == ics.text_line("LOCATION", value)


def test_what_classes_of_stations_share_is_written_once(monkeypatch) -> None:
    """Each of three stations has an exception of its own; the other days are the same events."""
    plan = """slots:
  - {id: s, stations: all, days: ngày 5 hằng tháng, at: 05:15, length: 15:00, from: 2026-01-01}
exceptions:
  - {slot: s, date: 2026-03-05, stations: cha-lo, cancel: mất điện}
  - {slot: s, date: 2026-04-05, stations: dan-hoa, cancel: mất điện}
  - {slot: s, date: 2026-05-05, stations: minh-hoa, cancel: mất điện}
"""
    desk = Desk(plan, first="2026-01-01", days=181)
    maker = FeedMaker(desk.planner, desk.window, "vi")
    writer = CalendarWriter(desk.clock, desk.window, "vi")
    written = []
    monkeypatch.setattr(
        "radioprog.publish.calendars.calendar.list_line",
        lambda name, values: written.append(name) or ics.list_line(name, values),
    )
    items = [
        writer.common(maker.items(desk.planner.plan(station_class, desk.window)))
        for station_class in desk.assignments.classes
    ]
    assert len(items) >= 3
    assert sum(map(len, items)) >= 18
    assert len(written) == 6 + 3
