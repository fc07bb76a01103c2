"""The feeds, expanded by readers that share no code, hold the very airings of the schedule.

Under three values of TZ, for three zones, with cancelled, moved, skipped, lunar and monthly
airings, repeats of the next day, programmes, times in a gap of the clocks and over midnight.
"""

from __future__ import annotations

import datetime as dt

import pytest

from radioprog.schedule.airings.fill import ProgrammeEntry
from tests.publish import judges
from tests.publish.feeds import feeds
from tests.schedule.network import Desk

TZS = ("UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles")
ZONES = ("Asia/Ho_Chi_Minh", "Europe/Paris", "America/Los_Angeles")
PLAN = """
relays:
  - {id: vov-6h, name: Thời sự VOV1, stations: all, days: hằng ngày, at: 06:00, length: 30:00}
slots:
  - {id: vung-bien, series: vung-bien, stations: tag:bien-gioi, days: "T3, T5, T7, CN", at: 17:30,
     length: 15:00, from: 2026-01-01, to: 2026-12-31, repeats: [hôm sau 05:30, +2 ngày 11:00],
     skip: [tết, lễ]}
  - {id: thang, stations: tag:bien-gioi, days: "thứ 7 tuần thứ 2, CN cuối tháng", at: 19:40,
     length: 10:00, from: 2025-06-01, repeats: [hôm sau 18:00]}
  - {id: ram, stations: under:minh-hoa, days: rằm, at: 04:45, length: 10:00, from: 2025-01-01}
  - {id: muoi-lam, stations: under:minh-hoa, days: "ngày 15 hằng tháng", at: 20:30, length: 10:00,
     from: 2025-01-01}
  - {id: dem, stations: level:post, days: hằng ngày, at: 23:45, length: 30:00, from: 2026-02-20}
  - {id: rang-sang, stations: level:post, days: CN, at: 02:30, length: 10:00, from: 2026-01-05}
  - {id: hai-lan, stations: level:post, days: CN, at: 01:30, length: 10:00, from: 2026-01-05}
  - {id: mot-lan, stations: level:post, days: 2026-04-01, at: 21:00, length: 10:00}
exceptions:
  - {slot: vung-bien, date: 2026-03-01, cancel: bão}
  - {slot: vung-bien, date: 2026-03-03, move: 2026-03-04 17:00}
  - {slot: vung-bien, date: 2026-03-05, programme: dac-biet}
  - {slot: vung-bien, date: 2026-03-08, run: 1, move: 2026-03-09 06:45}
  - {slot: vung-bien, date: 2026-03-10, stations: cha-lo, move: 2026-03-13 08:00}
  - {slot: vung-bien, date: 2026-03-14, length: 20:00}
  - {slot: ram, date: 2026-04-02, cancel: mất điện}
  - {slot: vov-6h, date: 2026-03-20, cancel: sửa máy}
"""
EPISODES = (
    ProgrammeEntry("so-1", "Vùng biên số một", "vung-bien", 1),
    ProgrammeEntry("so-20", "Vùng biên số hai mươi", "vung-bien", 20),
    ProgrammeEntry("dac-biet", "Chương trình đặc biệt; chào, tháng ba"),
)


def desk_in(zone: str) -> Desk:
    return Desk(PLAN, zone=zone, episodes=EPISODES, first="2026-02-10", days=300)


def between(desk: Desk) -> tuple[dt.datetime, dt.datetime]:
    first = dt.datetime.fromordinal(desk.window.first).replace(tzinfo=desk.clock.zone)
    last = dt.datetime.fromordinal(desk.window.last + 1).replace(tzinfo=desk.clock.zone)
    return first.astimezone(dt.UTC), last.astimezone(dt.UTC)


def wanted(desk: Desk, station: str) -> judges.Occurrences:
    first = dt.date.fromordinal(desk.window.first).isoformat()
    return sorted(
        (
            int(dt.datetime.fromisoformat(each["start"]).timestamp()),
            "cancelled" if each["status"] == "cancelled" else "",
        )
        for each in desk.airings(station)
        if each["start"][:10] >= first  # a tail of the day before belongs to that day's event
    )


@pytest.fixture(scope="module")
def made():
    desks = {zone: desk_in(zone) for zone in ZONES}
    for desk in desks.values():
        assert not [each for each in desk.loaded if each.is_error]
    return {zone: (desk, feeds(desk)) for zone, desk in desks.items()}


_QUICK_AND_SLOW = [
    "America/Los_Angeles",
    *(pytest.param(tz, marks=pytest.mark.slow) for tz in TZS[:2]),
]
PYTHON_JUDGES = [judges.by_recurring_ical_events, judges.by_ical, judges.by_vobject]


@pytest.mark.parametrize("judge", PYTHON_JUDGES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("tz", _QUICK_AND_SLOW)
def test_python_readers_see_the_schedule(made, judge, zone, tz, monkeypatch) -> None:
    judges.in_zone(monkeypatch, tz)
    desk, calendars = made[zone]
    for station in ("cha-lo", "dan-hoa"):
        assert judge(calendars[station], *between(desk)) == wanted(desk, station)


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("tz", TZS)
def test_libical_sees_the_schedule_and_finds_no_fault(made, zone, tz, tmp_path_factory) -> None:
    program = judges.libical(tmp_path_factory.getbasetemp())
    desk, calendars = made[zone]
    for station, data in calendars.items():
        found = judges.by_libical(program, data, *between(desk), tz)
        assert found == wanted(desk, station)


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("tz", TZS)
def test_ical_js_sees_the_schedule(made, zone, tz) -> None:
    desk, calendars = made[zone]
    for station in ("cha-lo", "dan-hoa", "minh-hoa"):
        found = judges.by_ical_js(calendars[station], *between(desk), tz)
        assert found == wanted(desk, station)


@pytest.mark.slow
@pytest.mark.parametrize("tz", ["Asia/Ho_Chi_Minh", "Asia/Bangkok"])
def test_calcurse_sees_the_plain_series(tz, tmp_path) -> None:
    plan = """slots:
  - {id: s, stations: qb, days: "T3, T5, CN", at: 05:15, length: 15:00, from: 2026-01-01,
     skip: [tết]}
  - {id: m, stations: qb, days: 2026-03-15, at: 17:00, length: 15:00}
"""
    desk = Desk(plan, first="2026-02-10", days=60)
    data = feeds(desk)["qb"]
    found = judges.by_calcurse(data, tmp_path, *between(desk), tz, desk.clock.zone)
    assert found == wanted(desk, "qb")
