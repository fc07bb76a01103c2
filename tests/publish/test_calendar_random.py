"""Random plans with random exceptions: what readers expand is what the schedule says."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from radioprog.ical.lint import lint
from radioprog.schedule.airings.fill import ProgrammeEntry
from tests.publish import judges
from tests.publish.feeds import feeds
from tests.publish.test_calendar_readers import ZONES, between, wanted
from tests.schedule.network import Desk

DAYS = [
    "hằng ngày",
    "T2-T6",
    "T3, T5, T7, CN",
    "T4",
    "thứ 7 tuần thứ 2",
    "CN cuối tháng, T2 tuần thứ 1",
    "rằm",
    "mùng 1, T6",
    "ngày 15 hằng tháng",
    "2026-03-29, 2026-11-01, 2026-03-08",
    "tết",
]


def random_plan(rng: random.Random) -> str:
    lines = ["slots:"]
    first = dt.date(2026, 2, 1)
    for number in range(rng.randint(1, 3)):
        begin = first + dt.timedelta(days=rng.randint(-400, 30))
        to = rng.choice(["", f", to: {begin + dt.timedelta(days=rng.randint(0, 500))}"])
        skip = rng.choice(["", ", skip: [tết, lễ]", ", skip: T3"])
        repeats = rng.choice(
            [
                "",
                ", repeats: [hôm sau 05:30]",
                ", repeats: [23:50, +2 ngày 02:30]",
                ", repeats: [+7 ngày 06:00]",
            ]
        )
        lines.append(
            f'  - {{id: s{number}, series: x, stations: all, days: "{rng.choice(DAYS)}", '
            f"at: {rng.choice(['00:00', '01:30', '02:30', '05:15', '17:30', '23:45'])}, "
            f"length: {rng.choice(['10:00', '30:00'])}, from: {begin}{to}{repeats}{skip}}}"
        )
    lines.append("exceptions:")
    taken = set()
    for _ in range(rng.randint(0, 12)):
        slot = f"s{rng.randrange(3)}"
        date = first + dt.timedelta(days=rng.randint(-10, 90))
        run = rng.choice(["", "", ", run: 1"])
        if (slot, date, run) in taken or f"id: {slot}," not in "\n".join(lines):
            continue
        taken.add((slot, date, run))
        other = date + dt.timedelta(days=rng.choice([-1, 0, 0, 1, 2, 9]))
        what = rng.choice(
            [
                "cancel: a",
                f"move: {other} {rng.choice(['04:00', '16:45', '02:30', '23:59'])}",
                "programme: dac-biet",
                "length: 12:34",
            ]
        )
        stations = rng.choice(["", "", ", stations: a"])
        lines.append(f"  - {{slot: {slot}, date: {date}{run}{stations}, {what}}}")
    if lines[-1] == "exceptions:":
        lines.pop()
    return "\n".join(lines) + "\n"


def check(seed: int, zone: str) -> None:
    rng = random.Random(f"{seed}-{zone}")
    units = (
        "id,name,level,valid_from,valid_to\na,A,commune,,\nb,B,commune,2026-03-05,\n"
        "c,C,commune,,2026-03-20\n"
    )
    episodes = (
        *(ProgrammeEntry(f"e{n}", f"E{n}", "x", n) for n in range(rng.choice([0, 3, 40]))),
        ProgrammeEntry("dac-biet", "Đặc biệt"),
    )
    plan = random_plan(rng)
    desk = Desk(plan, stations=units, zone=zone, episodes=episodes, first="2026-02-10", days=75)
    assert not [each.render("en") for each in desk.loaded if each.is_error]
    for station, data in feeds(desk).items():
        expected = wanted(desk, station)
        assert judges.by_recurring_ical_events(data, *between(desk)) == expected, plan
        assert judges.by_ical(data, *between(desk)) == expected, plan
        assert [each.render("en") for each in lint(data, shown="a.ics")] == [], plan


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("seed", range(3))
def test_random_plans_come_through(seed: int, zone: str) -> None:
    check(seed, zone)


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("seed", range(3, 20))
def test_many_random_plans_come_through(seed: int, zone: str) -> None:
    check(seed, zone)
