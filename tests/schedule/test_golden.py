"""Plans of every kind, their airings, findings and choices, letter for letter.

``RADIOPROG_GOLDEN=write pytest tests/schedule/test_golden.py`` writes anew; read the difference in
``tests/schedule/golden`` before it is committed.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from radioprog.schedule.airings.busy import busy_times
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.conflicts.resolutions import choices_for
from radioprog.schedule.days.civil import civil_day
from radioprog.schedule.stations.station_list import parse_stations
from tests.golden import hold
from tests.schedule.airings.test_busy import CLOCK, FOLLOWED, VN, WINDOW, event, page
from tests.schedule.conflicts.test_resolutions import STATIONS, WITH_PROFILE, random_plan
from tests.schedule.network import Desk

GOLDEN = Path(__file__).with_name("golden")
EPISODES = (
    ProgrammeEntry("tap-1", "Tập 1", "vb", 1, length=600.0, approved=True),
    ProgrammeEntry("tap-2", "Tập 2", "vb", 2, length=900.5, approved=False),
    ProgrammeEntry("tap-3", "Tập 3", "vb", 3, dt.date(2026, 3, 12), length=30.0, approved=True),
)

PLANS = {
    "filled": """slots:
  - {id: vb, series: vb, stations: all, days: T2 T5, at: 17:00, length: 15:00, name: Biển đảo,
     repeats: [hôm sau 05:30, +7 ngày 17:30]}
  - {id: vbd, series: vb, stations: cha-lo, days: hằng ngày, at: 6:00, length: 10:00, fill: dated}
  - {id: kho, series: khong-co, stations: qb, days: T7, at: 9:00, length: 5:00}
""",
    "emergency": """slots:
  - {id: tin, stations: all, days: hằng ngày, at: 17:00, length: 30:00}
  - {id: lu, stations: tag:bien-gioi, days: 2026-03-03, at: 17:10, length: 3:00,
     priority: khẩn cấp, repeats: [17:20, 17:40]}
relays: [{id: tw, stations: all, days: T3, at: 18:00, length: 60:00}]
""",
    "exceptions": """slots:
  - {id: a, stations: all, days: T2-T6 trừ 2026-03-05, at: 17:00, length: 15:00}
  - {id: b, stations: dan-hoa, days: CN, at: 23:50, length: 30:00}
exceptions:
  - {slot: a, date: 2026-03-03, cancel: mất điện}
  - {slot: a, date: 2026-03-04, move: 19:00}
  - {slot: a, date: 2026-03-07, cancel: không có hôm ấy}
  - {slot: c, date: 2026-03-04, cancel: không có khung}
  - {slot: a, date: 2026-03-06, stations: cha-lo, programme: tap-1}
""",
    "wrong": """slots:
  - {id: a, stations: nowhere, days: T9, at: 25:00, length: -5}
  - {id: a, days: T2, at: 17:00}
  - {id: b c, station: all, days: T2, at: 17h, length: 15 phút, extra: 1}
  - {stations: tag:khong, days: "thứ 2 tuần thứ 6", at: "5:5", length: 0:00}
relay: []
""",
}

LISTS = {
    "good": STATIONS,
    "vietnamese": "mã;tên;cấp;trực thuộc\nqb;Tỉnh Quảng Bình;tỉnh;\nmh;Huyện Minh Hóa;huyện;qb\n",
    "slips": "id,nmae,level,parent,ghi chú\na,A,xa,\nb,B,tỉnh,zz,x,y\na,C,xã,b\n,D,xã,b\n",
    "hostile": (
        'id,name,level\n"a,b",<b>A</b>,province\nA B,B,commune\n-,C,post\n'
        + "x" * 70
        + ",D,district\n"
    ),
    "circle": "id,name,level,parent\na,A,province,b\nb,B,district,a\nc,C,commune,c\n",
    "dates": (
        "id,name,level,valid_from,valid_to\n"
        "a,A,province,2026-13-01,\nb,B,district,2026-07-01,2026-06-30\n"
    ),
}


def shown(desk: Desk) -> Iterator[str]:
    for each in desk.loaded:
        yield each.render("vi")
    for airing in desk.airings():
        yield "\t".join(f"{name}={value}" for name, value in airing.items() if value is not None)
    audit = desk.audit()
    for each in audit.findings():
        yield each.render("vi")
    for conflict in audit.conflicts():
        for choice in choices_for(conflict, desk.planner):
            yield f"{choice.id}\t{choice.what.vi}\t{choice.what.en}"


def planned() -> Iterator[str]:
    for name, plan in PLANS.items():
        yield f"==== {name}"
        since = civil_day(dt.date(2026, 3, 2))
        yield from shown(Desk(plan, episodes=EPISODES, since=since, days=14))
        yield from shown(Desk(plan, episodes=EPISODES, approved_only=True, zone="Europe/Berlin"))


def drawn() -> Iterator[str]:
    for seed in range(24):
        plan = random_plan(random.Random(seed))
        yield f"==== {seed}"
        yield from shown(Desk(plan, stations=WITH_PROFILE if "profiles:" in plan else STATIONS))


def stations() -> Iterator[str]:
    for name, text in LISTS.items():
        network, found = parse_stations(text, file="stations.csv")
        yield f"==== {name}"
        yield from map(str, network.stations)
        yield from (each.render("vi") for each in found)


def occupied() -> Iterator[str]:
    """Stations' own calendars: followed, odd and broken."""
    whole = page(*FOLLOWED.values())
    pages = {
        **{name: page(each) for name, each in FOLLOWED.items()},
        "none": b"",
        "no calendar": "Xin chào".encode(),
        "cut": whole[: len(whole) // 2],
        "an old year": page(event(":18990101T000000Z", "DURATION:PT1H\r\nRRULE:FREQ=YEARLY")),
        "a far year": page(event(":22010101T000000Z", "DURATION:PT1H")),
        "no end": page(event(f"{VN}20260303T170000", "LOCATION:x")),
        "ends before": page(event(f"{VN}20260303T170000", f"DTEND{VN}20260303T160000")),
        "no zone": page(event(":20260303T170000", "DURATION:PT90M")),
        "an unknown zone": page(event(";TZID=Sao/Hoa:20260303T170000", "DURATION:PT1H")),
        "free": page(event(f"{VN}20260303T170000", "DURATION:PT1H\r\nTRANSP:TRANSPARENT")),
        "cancelled": page(event(f"{VN}20260303T170000", "DURATION:PT1H\r\nSTATUS:CANCELLED")),
        "odd rules": page(
            event(f"{VN}20260303T170000", "DURATION:PT1H\r\nRRULE:FREQ=SECONDLY", uid="b"),
            event(f"{VN}20260303T170000", "DURATION:PT1H\r\nRRULE:FREQ=DAILY;BYHOUR=5", uid="c"),
            event(f"{VN}20260303T170000", "DURATION:PT1H\r\nRRULE:COUNT=3", uid="d"),
        ),
        "long": page(event(f"{VN}20260303T170000", "DURATION:P20D")),
    }
    for name, data in pages.items():
        busy, found = busy_times(data, clock=CLOCK, window=WINDOW, shown="cha-lo.ics")
        yield f"==== {name}"
        yield from map(str, busy[:12])
        yield from (each.render("vi") for each in found)


GRIDS = {made.__name__: made for made in (planned, drawn, stations, occupied)}


@pytest.mark.parametrize("name", GRIDS)
def test_what_is_planned_is_as_it_was_found_right(name: str) -> None:
    hold(GOLDEN / f"{name}.txt", GRIDS[name]())
