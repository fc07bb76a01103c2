"""The timetable of a workspace: schedule files and scripts in, airings and findings out.

What is said of a workspace's schedules as a whole, in two languages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Finding, Place, Text, error
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.textfile import read_text_file
from radioprog.schedule.airings.assignments import Assignments, Busy, assign
from radioprog.schedule.airings.busy import read_busy
from radioprog.schedule.airings.expand import Window
from radioprog.schedule.airings.fill import Filling
from radioprog.schedule.conflicts.audit import Audit
from radioprog.schedule.conflicts.resolutions import Choice
from radioprog.schedule.conflicts.timetable import ClassPlan, Planner, window_of
from radioprog.schedule.days.civil import ZoneClock, civil_day
from radioprog.schedule.plan.plan_file import LARGEST_PLAN, parse_schedule
from radioprog.schedule.plan.slot import Schedule
from radioprog.schedule.stations.station import Network
from radioprog.schedule.stations.station_list import parse_stations
from radioprog.schedule.stations.tree import parent_findings
from radioprog.studio.air.programmes import ProgrammeEntries, episodes
from radioprog.studio.findings import BAD_DAY
from radioprog.studio.workspace import Workspace

LONGEST_WINDOW = 3700
FIRST_YEAR, LAST_YEAR = 1950, 2090


def check_window(first: dt.date, days: int) -> None:
    """Refuse a window that cannot be reckoned."""
    if 1 <= days <= LONGEST_WINDOW and FIRST_YEAR <= first.year <= LAST_YEAR:
        return
    raise UsageError.of(
        "bad-window",
        Text(f"không tính được {days} ngày từ {first}", f"cannot reckon {days} days from {first}"),
        Text(
            f"chọn 1 đến {LONGEST_WINDOW} ngày, năm {FIRST_YEAR} đến {LAST_YEAR}",
            f"choose 1 to {LONGEST_WINDOW} days, years {FIRST_YEAR} to {LAST_YEAR}",
        ),
    )


def no_stations(shown: str) -> Finding:
    """A workspace without a station list."""
    return error(
        "no-stations",
        Text("chưa có danh sách đài", "there is no station list"),
        Text(
            "lưu danh sách đài từ bảng tính vào tệp này, dạng CSV UTF-8",
            "save the list of stations here from the spreadsheet, as CSV UTF-8",
        ),
        Place(shown),
    )


def unknown_busy(name: str, network: Network, shown: str) -> Finding:
    """A busy calendar of nobody."""
    return error(
        "unknown-station",
        Text(f"không có đài {name}", f"there is no station {name}"),
        did_you_mean(
            name,
            network.names(),
            Text("đặt tên tệp theo mã đài", "name the file by a station's id"),
        ),
        Place(shown),
    )


def not_one(name: str, units: Sequence[str], network: Network) -> UsageError:
    """A name that means no station, or several."""
    if units:
        return UsageError.of(
            "ambiguous-station",
            Text(f"có nhiều đơn vị tên {name}", f"several units are called {name}"),
            Text(f"viết mã: {', '.join(units)}", f"write an id: {', '.join(units)}"),
        )
    return UsageError.of(
        "unknown-station",
        Text(f"không có đài {name}", f"there is no station {name}"),
        did_you_mean(
            name,
            list(network.names())[:8000],
            Text("xem danh sách: radioprog stations", "see the list: radioprog stations"),
        ),
    )


STATIONS = "stations.csv"
BUSY = "busy"
CHECKED_DAYS = 366


@dataclass(frozen=True, slots=True)
class Schedules:
    """The schedule folder as read: who is on air, by which schedule, when stations are busy."""

    network: Network
    schedule: Schedule
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether an error stands in it."""
        return any(found.is_error for found in self.findings)


@dataclass(frozen=True, slots=True)
class Scan:
    """A window planned once: each class's plan in order of its first station, and the audit."""

    plans: tuple[ClassPlan, ...]
    audit: Audit

    def by_station(self) -> Iterator[tuple[str, ClassPlan]]:
        """Yield each station with its plan, in order of id."""
        of = {station: plan for plan in self.plans for station in plan.station_class.stations}
        yield from sorted(of.items(), key=lambda item: item[0])


@dataclass
class Timetable:
    """A window of a workspace's schedule; plans are made when they are asked for."""

    workspace: Workspace
    schedules: Schedules
    assignments: Assignments
    clock: ZoneClock
    planner: Planner
    window: Window
    loaded: tuple[Finding, ...]

    def scan(self) -> Scan:
        """Plan every class once: what is on air, and all that is amiss with it.

        The plans of a nation's year need much memory; `stations` plans as it goes.
        """
        audit = self.new_audit()
        return Scan(tuple(self.classes(audit)), audit)

    def new_audit(self) -> Audit:
        """Return an empty audit, for `stations` or `classes` to fill on the way."""
        return Audit(self.planner)

    def stations(self, audit: Audit | None = None) -> Iterator[tuple[str, ClassPlan]]:
        """Yield each station with its plan, in order of id; each class's plan goes into ``audit``.

        A plan is kept only while a station of its class is still to come.
        """
        for station, plan in self.planner.by_station(self.window):
            if audit is not None and station == plan.station_class.first_station:
                audit.add(plan)
            yield station, plan

    def classes(self, audit: Audit | None = None) -> Iterator[ClassPlan]:
        """Yield each class's plan, in order of first station; each goes into ``audit``."""
        for plan in self.planner.plans(self.window):
            if audit is not None:
                audit.add(plan)
            yield plan

    @cached_property
    def audit(self) -> Audit:
        """Return what is amiss over all classes, planned for this alone."""
        return self.scan().audit

    def findings_with(self, audit: Audit) -> tuple[Finding, ...]:
        """Return everything there is to say: of the files first, then of the airings."""
        return (*self.loaded, *audit.findings())

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return everything there is to say: of the files first, then of the airings."""
        return self.findings_with(self.audit)

    def choice(self, name: str) -> Choice:
        """Find a choice by its id, or by the number it was told with.

        Raises:
            UsageError: ``unknown-choice``.
        """
        offered = [choice for _, choices in self.audit.choices() for choice in choices]
        for number, choice in enumerate(offered, 1):
            if name in (choice.id, str(number)):
                return choice
        raise UsageError.of(
            "unknown-choice",
            Text(f"không có cách xử lý {name}", f"there is no choice {name}"),
            did_you_mean(
                name,
                (choice.id for choice in offered),
                Text("xem danh sách: radioprog schedule", "see the list: radioprog schedule"),
            ),
        )


def today_in(workspace: Workspace, now: dt.datetime) -> dt.date:
    """Give the date that a moment has in the workspace's zone."""
    return now.astimezone(ZoneClock(workspace.timezone).zone).date()


def day_of(workspace: Workspace, day: dt.date | str | None) -> dt.date:
    """Return the day that a caller means; today in the workspace's zone where none is given."""
    if day is None:
        return today_in(workspace, dt.datetime.now(dt.UTC))
    if isinstance(day, dt.datetime):
        return day.date()
    if isinstance(day, dt.date):
        return day
    try:
        return dt.date.fromisoformat(day)
    except (TypeError, ValueError) as problem:
        raise UsageError(BAD_DAY(day=str(day))) from problem


def load_schedules(workspace: Workspace) -> Schedules:
    """Read ``stations.csv`` and all schedule files; what cannot be read is told."""
    folder = workspace.schedules
    found: list[Finding] = []
    network, more = _stations(workspace)
    found.extend(more)
    files: list[Path] = []
    pages: list[tuple[str, str]] = []
    for path in _plan_files(folder):
        shown = workspace.show(path)
        text, findings = read_text_file(path, shown=shown, limit=LARGEST_PLAN)
        found.extend(findings)
        if text is not None:
            pages.append((shown, text))
            files.append(path)
    schedule, more = parse_schedule(pages)
    return Schedules(network, schedule, (*found, *more), tuple(files))


def all_stations(workspace: Workspace) -> tuple[Network, tuple[Finding, ...]]:
    """Give the station list with everything that is wrong with it, on whatever day."""
    network, found = _stations(workspace)
    return network, (*found, *parent_findings(network))


def _stations(workspace: Workspace) -> tuple[Network, tuple[Finding, ...]]:
    path = workspace.schedules / STATIONS
    shown = workspace.show(path)
    if not path.exists():
        return Network(), (no_stations(shown),)
    text, findings = read_text_file(path, shown=shown)
    if text is None:
        return Network(), findings
    network, found = parse_stations(text, file=shown)
    return network, (*findings, *found)


def _plan_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    wanted = (
        path
        for path in folder.iterdir()
        if path.suffix.lower() in (".yaml", ".yml") and not path.name.startswith((".", "_"))
    )
    return sorted(wanted, key=lambda path: path.name)


def _busy(
    workspace: Workspace, network: Network, clock: ZoneClock, window: Window, found: list[Finding]
) -> dict[str, tuple[Busy, ...]]:
    """Read each station's own calendar, ``schedules/busy/<id>.ics``."""
    folder = workspace.schedules / BUSY
    busy: dict[str, tuple[Busy, ...]] = {}
    if not folder.is_dir():
        return busy
    for path in sorted(folder.glob("*.ics")):
        shown = workspace.show(path)
        if path.stem not in network:
            found.append(unknown_busy(path.stem, network, shown))
            continue
        times, findings = read_busy(path, clock=clock, window=window.widened(2), shown=shown)
        found.extend(findings)
        busy[path.stem] = times
    return busy


def timetable(
    workspace: Workspace,
    *,
    first: dt.date,
    days: int,
    stations: Sequence[str] = (),
    approved_only: bool = False,
    scripts: Callable[[Workspace], ProgrammeEntries] = episodes,
) -> Timetable:
    """Open the schedule of a workspace for a window.

    Raises:
        UsageError: ``unknown-station``, ``bad-window``.
    """
    check_window(first, days)
    schedules = load_schedules(workspace)
    clock = ZoneClock(workspace.timezone)
    window = window_of(civil_day(first), days)
    found = list(schedules.findings)
    busy = _busy(workspace, schedules.network, clock, window, found)
    only = chosen_stations(schedules.network, stations)
    filling = Filling(scripts(workspace).found, approved_only=approved_only)
    made = assign(schedules.network, schedules.schedule, filling, busy=busy, only=only)
    found.extend(made.findings)
    last = first + dt.timedelta(days=days - 1)
    found.extend(_parents(schedules.network, made, first, last))
    return Timetable(workspace, schedules, made, clock, Planner(made, clock), window, tuple(found))


def _parents(
    network: Network, made: Assignments, first: dt.date, last: dt.date
) -> Iterable[Finding]:
    on_air = {
        station
        for station_class in made.classes
        if station_class.slots
        for station in station_class.stations
    }
    for found in parent_findings(network, first, last):
        if found.details.get("station") in on_air:
            yield found


def chosen_stations(network: Network, names: Sequence[str]) -> frozenset[str] | None:
    """Give the ids that ``--station`` means, or nothing where none is named.

    Raises:
        UsageError: ``unknown-station``, or ``ambiguous-station``.
    """
    if not names:
        return None
    chosen: set[str] = set()
    for name in names:
        units = network.called(name)
        if len(units) != 1:
            raise not_one(name, units, network)
        chosen.update(units)
    return frozenset(chosen)


def check_schedules(workspace: Workspace, *, first: dt.date | None = None) -> tuple[Finding, ...]:
    """Find everything wrong in the schedules of a year, from today where no day is named."""
    if not (workspace.schedules / STATIONS).exists() and not _plan_files(workspace.schedules):
        return ()
    begin = first or today_in(workspace, dt.datetime.now(dt.UTC))
    table = timetable(workspace, first=begin, days=CHECKED_DAYS)
    return table.findings
