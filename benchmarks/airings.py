"""How fast schedules and calendars are: a province, a nation, and plain icalendar beside them.

Everything is measured in one run on one machine, so that only ratios need be believed.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.harness import Plan, Section

FIRST = "2026-01-01"
DAYS = 366
PROVINCE, NATION = 151, 3321
PROVINCE_BAR, NATION_BAR = 10.0, 120.0
RATIO_BAR = 5.0
PLAIN_EVENTS = 3000


def write_workspace(folder: Path, units: int, *, distinct: bool) -> Path:
    """Write a workspace of so many communes with three slots a day each."""
    folder.mkdir(parents=True)
    (folder / "scripts").mkdir()
    (folder / "radioprog.yaml").write_text("timezone: Asia/Ho_Chi_Minh\n", encoding="utf-8")
    schedules = folder / "schedules"
    schedules.mkdir()
    rows = ["id,name,level,parent,languages,profile", "top,Tỉnh,province,,vi,p"]
    rows += [f"xa-{n:04d},Xã {n},commune,top,," for n in range(units)]
    (schedules / "stations.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    profile = "profiles:\n  p: {sessions: 4, longest: 60:00, earliest: 05:00, latest: 21:00}\n"
    times = (("sang", "05:30"), ("trua", "11:30"), ("chieu", "17:00"))
    step = 5000
    owners = (
        [(f"xa-{n:04d}", f"-{n}") for n in range(units)] if distinct else [("level:commune", "")]
    )
    lines = [
        f'  - {{id: {name}{tail}, stations: "{who}", days: hằng ngày, at: {at}, length: 30:00, '
        f"from: 2026-01-01}}"
        for who, tail in owners
        for name, at in times
    ]
    for number in range(0, len(lines), step):
        head = profile if number == 0 else ""
        page = head + "slots:\n" + "\n".join(lines[number : number + step]) + "\n"
        (schedules / f"slots-{number:06d}.yaml").write_text(page, encoding="utf-8")
    return folder


def processor() -> float:
    """Give the seconds of processors that this process's children have used."""
    used = os.times()
    return used.children_user + used.children_system


def run(*arguments: str) -> tuple[float, float]:
    """Run the command; give its seconds and its peak of memory in MB."""
    code = (
        "import resource, sys, time; from radioprog.cli import app; "
        "status = app.run(sys.argv[1:]); "
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024; "
        "sys.stderr.write(f'\\npeak={peak:.0f}\\n'); sys.exit(status)"
    )
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    taken = time.perf_counter() - begun
    said = done.stderr.decode()
    if done.returncode not in (0, 1) or "peak=" not in said:
        raise SystemExit(said[-2000:])
    return taken, float(said.rsplit("peak=", 1)[1])


def measure(units: int, *, distinct: bool) -> list[tuple[str, float, float]]:
    """Time schedule, check and calendar of a workspace: what, seconds, MB; the sum comes last."""
    rows: list[tuple[str, float, float]] = []
    with tempfile.TemporaryDirectory() as home:
        folder = write_workspace(Path(home) / "w", units, distinct=distinct)
        steps = {
            "schedule --json": ("schedule", "--json", "--days", str(DAYS), "--from", FIRST),
            "check": ("check",),
            "calendar": ("calendar", "--from", FIRST, "-q"),
        }
        for name, arguments in steps.items():
            rows.append((name, *run("-C", str(folder), *arguments)))
        rows.append(("all three", sum(row[1] for row in rows), max(row[2] for row in rows)))
        rows.append(("calendar, nothing new", *run("-C", str(folder), *steps["calendar"])))
    return rows


def plain_icalendar(count: int) -> float:
    """Write events as one does with icalendar alone, one by one; give events a second."""
    import zoneinfo

    import icalendar

    zone = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")
    start = dt.datetime(2026, 1, 1, 17, 30, tzinfo=zone)
    begun = time.perf_counter()
    calendar = icalendar.Calendar.new()
    for number in range(count):
        event = icalendar.Event.new(
            uid=f"{number}@a",
            stamp=start,
            start=start + dt.timedelta(days=number % 366),
            end=start + dt.timedelta(days=number % 366, minutes=15),
            sequence=0,
            summary=f"Vùng biên - số {number}",
            description="Chuyên mục: vung-bien\nThời lượng: 15:00",
            categories=["thông thường"],
            location="Xã Dân Hóa",
            priority=5,
        )
        calendar.add_component(event)
    calendar.to_ical()
    return count / (time.perf_counter() - begun)


def our_events(count: int) -> float:
    """Write as many events in our own way for a hundred stations; give events a second."""
    from radioprog.publish.calendars.calendar import CalendarWriter, Stamp, Venue
    from radioprog.publish.calendars.feed_item import FeedItem
    from radioprog.record.ledger import FeedEntry, revise
    from radioprog.schedule.airings.expand import Window
    from radioprog.schedule.days.civil import CivilMoment, ZoneClock, civil_day

    clock = ZoneClock("Asia/Ho_Chi_Minh")
    first = civil_day(dt.date(2026, 1, 1))
    window = Window(first, first)
    items = [
        FeedItem(
            stem="vung-bien.0",
            start=CivilMoment((first + n) * 86400 + 63000),
            end=CivilMoment((first + n) * 86400 + 63900),
            summary=f"Vùng biên - số {n}",
            description="Chuyên mục: vung-bien\nThời lượng: 15:00",
            categories=("thông thường",),
            priority=5,
            base=first,
            recurrence=CivilMoment((first + n) * 86400 + 63000),
        )
        for n in range(300)
    ]
    begun = time.perf_counter()
    writer = CalendarWriter(clock, window, "vi")
    common = writer.common(items)
    stamps = {(each.item.stem, each.recurrence): Stamp(0, first) for each in common}
    for station in range(count // len(items)):
        venue = Venue(f"xa-{station}", "Xã Dân Hóa", b"LOCATION:X\xc3\xa3\r\n")
        entries = (
            FeedEntry(
                (each.item.stem, each.recurrence),
                writer.digest(each, venue.digest),
                "",
                "",
                "",
                "",
                "",
            )
            for each in common
        )
        revise({}, entries, first=dt.date(2026, 1, 1), last=dt.date(2026, 12, 31))
        writer.write(venue, common, stamps)
    return count / (time.perf_counter() - begun)


def expansion() -> tuple[float, float, float]:
    """Give airings expanded and swept a second, and dates a second of dateutil's bare rule."""
    from dateutil.rrule import DAILY, rrule

    from radioprog.schedule.airings.assignments import assign
    from radioprog.schedule.airings.expand import Expander
    from radioprog.schedule.airings.fill import ProgrammeFilling
    from radioprog.schedule.conflicts.overlaps import overlaps
    from radioprog.schedule.conflicts.timetable import window_of
    from radioprog.schedule.days.civil import ZoneClock, civil_day
    from radioprog.schedule.plan.plan_file import parse_schedule
    from radioprog.schedule.stations.station_list import parse_stations

    network, _ = parse_stations("id,name,level\na,A,commune\n", file="s")
    lines = "".join(
        f"  - {{id: s{n}, stations: a, days: hằng ngày, at: {5 + n}:00, length: 30:00}}\n"
        for n in range(10)
    )
    plan, _ = parse_schedule([("a", "slots:\n" + lines)])
    made = assign(network, plan, ProgrammeFilling())
    expander = Expander(made, ZoneClock("Asia/Ho_Chi_Minh"))
    window = window_of(civil_day(dt.date(2026, 1, 1)), 3660)
    begun = time.perf_counter()
    airings = expander.airings(made.classes[0], window)
    expanded = len(airings) / (time.perf_counter() - begun)
    begun = time.perf_counter()
    list(overlaps(airings))
    swept = len(airings) / (time.perf_counter() - begun)
    begun = time.perf_counter()
    days = sum(1 for _ in rrule(DAILY, dtstart=dt.datetime(2026, 1, 1), count=36_600))
    plain = days / (time.perf_counter() - begun)
    return expanded, swept, plain


ABOUT = f"""
A commune has three slots a day for a year. *Shared*: all communes have the same three slots;
*distinct*: each has three of its own, so that nothing can be shared. {PROVINCE} communes are a
province, {NATION} the nation. Events are VEVENTs written, hashed and numbered for 200 stations,
against icalendar's own objects written one by one; airings are decided runs, against the bare
dates of dateutil's rule.
"""


def section(plan: Plan) -> Section:
    """Measure everything, for the page of benchmarks."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).parents[1]))
    plain, ours = plain_icalendar(PLAIN_EVENTS), our_events(60_000)
    expanded, swept, dates = expansion()
    rows = [
        "| what | radioprog | beside it |",
        "|---|---|---|",
        f"| events written a second | {ours:,.0f} | icalendar {plain:,.0f} "
        f"({ours / plain:.0f} times, asked for {RATIO_BAR:g}) |",
        f"| airings expanded a second | {expanded:,.0f} | dateutil, bare dates {dates:,.0f} |",
        f"| airings swept for overlap a second | {swept:,.0f} | |",
    ]
    sizes = [(PROVINCE, PROVINCE_BAR)]
    if not plan.quick:
        sizes.append((NATION, NATION_BAR))
    for units, bar in sizes:
        for distinct in (False, True):
            kind = "distinct" if distinct else "shared"
            for name, seconds, memory in measure(units, distinct=distinct):
                limit = f"asked for {bar:g} s" if name == "all three" else ""
                took = f"{seconds:.1f} s, {memory:.0f} MB"
                rows.append(f"| {units} communes, {kind}: {name} | {took} | {limit} |")
    return Section("airings", "Schedules and calendars", ABOUT, "\n".join(rows))
