"""Airings against a second calculation, written apart: day by day, with nothing shared but text.

It knows the dates of Tết and the leap months from printed almanacs, not from our libraries.
"""

from __future__ import annotations

import datetime as dt
import random
import zoneinfo

import pytest

from tests.schedule.network import Desk

TET = {
    2024: dt.date(2024, 2, 10),
    2025: dt.date(2025, 1, 29),
    2026: dt.date(2026, 2, 17),
    2027: dt.date(2027, 2, 6),
    2028: dt.date(2028, 1, 26),
    2029: dt.date(2029, 2, 13),
    2030: dt.date(2030, 2, 2),
}
# Full moons (rằm) that decide: around the leap fifth month of 2028 and the leap eleventh of 2033.
FULL_MOONS_2028 = ["2028-01-11", "2028-02-09", "2028-03-10", "2028-04-09", "2028-05-09"]
ZONES = ("Asia/Ho_Chi_Minh", "Europe/Paris", "America/Los_Angeles")
WEEKDAY_WORDS = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]


def day_matches(words: str, day: dt.date) -> bool:
    if words == "hằng ngày":
        return True
    if words.startswith("ngày "):
        return day.day == int(words.split()[1])
    if " tuần thứ " in words:
        weekday, week = words.split(" tuần thứ ")
        return WEEKDAY_WORDS[day.weekday()] == weekday and (day.day - 1) // 7 + 1 == int(week)
    if words.endswith("cuối tháng"):
        next_week = day + dt.timedelta(days=7)
        return WEEKDAY_WORDS[day.weekday()] == words.split()[0] and next_week.month != day.month
    return WEEKDAY_WORDS[day.weekday()] in words.split(", ")


def local(day: dt.date, clock: str, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    hour, minute = map(int, clock.split(":"))
    naive = dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    return naive.astimezone(dt.UTC).astimezone(zone)


def expected(slots, units, first: dt.date, days: int, zone_name: str):
    zone = zoneinfo.ZoneInfo(zone_name)
    last = first + dt.timedelta(days=days - 1)
    found = []
    for unit, begins, ends in units:
        for slot in slots:
            day = first - dt.timedelta(days=40)
            while day <= last:
                runs_here = slot["from"] <= day <= slot["to"] and day_matches(slot["days"], day)
                if runs_here:
                    for later, clock in [(0, slot["at"]), *slot["repeats"]]:
                        own = day + dt.timedelta(days=later)
                        start = local(own, clock, zone)
                        end = start.astimezone(dt.UTC) + dt.timedelta(seconds=slot["length"])
                        tail = own == first - dt.timedelta(days=1) and end > local(
                            first, "00:00", zone
                        )
                        if begins <= own <= ends and (first <= own <= last or tail):
                            kind = "repeat" if (later, clock) in slot["repeats"] else "first"
                            until = end.astimezone(zone).isoformat()
                            found.append((unit, start.isoformat(), until, slot["id"], kind))
                day += dt.timedelta(days=1)
    return sorted(found)


def random_slots(rng: random.Random, first: dt.date):
    slots = []
    for number in range(rng.randint(1, 6)):
        words = rng.choice(
            [
                "hằng ngày",
                ", ".join(rng.sample(WEEKDAY_WORDS, rng.randint(1, 4))),
                f"ngày {rng.randint(1, 31)} hằng tháng",
                f"{rng.choice(WEEKDAY_WORDS)} tuần thứ {rng.randint(1, 5)}",
                f"{rng.choice(WEEKDAY_WORDS)} cuối tháng",
            ]
        )
        begin = first + dt.timedelta(days=rng.randint(-60, 60))
        repeats = [
            (later, f"{rng.randint(0, 23):02d}:{rng.choice([0, 15, 30, 45]):02d}")
            for later in rng.sample([1, 2, 7, 30], rng.randint(0, 2))
        ]
        slots.append(
            {
                "id": f"s{number}",
                "days": words,
                "repeats": repeats,
                "at": f"{rng.randint(0, 23):02d}:{rng.choice([0, 5, 30, 59]):02d}",
                "length": rng.choice([60, 900, 5400, 86400]),
                "from": begin,
                "to": begin + dt.timedelta(days=rng.randint(0, 500)),
            }
        )
    return slots


def as_yaml(slots) -> str:
    def later(days: int, clock: str) -> str:
        return f"hôm sau {clock}" if days == 1 else f"+{days} ngày {clock}"

    lines = ["slots:"]
    for slot in slots:
        repeats = ", ".join(later(*each) for each in slot["repeats"])
        lines.append(
            f'  - {{id: {slot["id"]}, stations: all, days: "{slot["days"]}", '
            f"at: {slot['at']}, length: {slot['length']}s, from: {slot['from']}, "
            f"to: {slot['to']}, repeats: [{repeats}]}}"
        )
    return "\n".join(lines)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("seed", range(12))
def test_airings_equal_a_count_day_by_day(zone: str, seed: int) -> None:
    rng = random.Random(f"{zone}-{seed}")
    first = dt.date(2024, 1, 1) + dt.timedelta(days=rng.randint(0, 2200))
    days = rng.choice([1, 7, 45, 400])
    units = [
        ("a", dt.date.min, dt.date.max),
        ("b", first + dt.timedelta(days=3), dt.date.max),
        ("c", dt.date.min, first + dt.timedelta(days=2)),
    ]
    stations = "id,name,level,valid_from,valid_to\n" + "".join(
        f"{id_},{id_},commune,{'' if begin == dt.date.min else begin},"
        f"{'' if end == dt.date.max else end}\n"
        for id_, begin, end in units
    )
    slots = random_slots(rng, first)
    desk = Desk(as_yaml(slots), stations=stations, zone=zone, first=first.isoformat(), days=days)
    assert not [each.render("en") for each in desk.loaded if each.is_error]
    got = sorted(
        (each["station"], each["start"], each["end"], each["slot"], each["kind"])
        for each in desk.airings()
    )
    assert got == expected(slots, units, first, days, zone)


@pytest.mark.parametrize("year", sorted(TET))
@pytest.mark.parametrize("zone", ZONES)
def test_the_first_of_the_lunar_year_is_where_the_almanac_has_it(year: int, zone: str) -> None:
    desk = Desk(
        "slots: [{id: s, stations: qb, days: mùng 1 tháng giêng, at: 05:00, length: 10:00}]",
        zone=zone,
        first=f"{year}-01-01",
        days=366,
    )
    dates = [each["start"][:10] for each in desk.airings("qb")]
    assert TET[year].isoformat() in dates
    assert [each for each in dates if each.startswith(str(year))] == [TET[year].isoformat()]


def test_full_moons_come_in_a_leap_month_too() -> None:
    plan = "slots: [{id: s, stations: qb, days: rằm, at: 05:00, length: 10:00}]"
    in_2028 = [e["start"][:10] for e in Desk(plan, first="2028-01-01", days=366).airings("qb")]
    assert in_2028[:5] == FULL_MOONS_2028
    assert len(in_2028) in (12, 13)
    # From Tết 2028 to the eve of Tết 2029 there are thirteen months, so thirteen full moons.
    days = (TET[2029] - TET[2028]).days
    year = Desk(plan, first=TET[2028].isoformat(), days=days).airings("qb")
    assert len(year) == 13
    ordinary = Desk(plan, first=TET[2026].isoformat(), days=(TET[2027] - TET[2026]).days)
    assert len(ordinary.airings("qb")) == 12


def test_a_feast_of_one_month_comes_once_even_where_the_month_is_doubled() -> None:
    plan = "slots: [{id: s, stations: qb, days: 5/5 âm lịch, at: 05:00, length: 10:00}]"
    days = (TET[2029] - TET[2028]).days
    assert len(Desk(plan, first=TET[2028].isoformat(), days=days).airings("qb")) == 1


def test_tet_is_skipped_by_vietnamese_reckoning() -> None:
    plan = """slots:
  - {id: s, stations: qb, days: hằng ngày, at: 05:00, length: 10:00, skip: [tết]}
"""
    dates = {e["start"][:10] for e in Desk(plan, first="2030-01-01", days=60).airings("qb")}
    assert "2030-02-02" not in dates
    assert "2030-02-03" not in dates
    assert "2030-01-01" in dates
    with_all = plan.replace("[tết]", "[tết, lễ]")
    dates = {e["start"][:10] for e in Desk(with_all, first="2030-01-01", days=366).airings("qb")}
    assert dates.isdisjoint({"2030-01-01", "2030-02-02", "2030-04-30", "2030-05-01", "2030-09-02"})
