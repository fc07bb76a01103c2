"""The schedule folder: stations, schedule files and stations' own calendars, or what is not read.

``schedules/stations.csv``, ``schedules/*.yaml`` and ``schedules/busy/<id>.ics`` are read; any
other file that somebody may think is read, is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.textfile import read_text_file
from radioprog.schedule.airings.assignments import Busy
from radioprog.schedule.airings.busy import read_busy
from radioprog.schedule.airings.expand import Window
from radioprog.schedule.days.civil import ZoneClock
from radioprog.schedule.plan.plan_file import LARGEST_PLAN, parse_schedule
from radioprog.schedule.plan.slot import Schedule
from radioprog.schedule.stations.station import Network
from radioprog.schedule.stations.station_list import parse_stations
from radioprog.schedule.stations.tree import parent_findings
from radioprog.studio.air import findings as says
from radioprog.studio.workspace import Workspace, series_titles

STATIONS = "stations.csv"
BUSY = "busy"
CALENDARS = "calendar"
"""The folder of the calendars that are made of it, below the builds."""
ALERTS = "alerts.yaml"
"""Emergency messages, which are no schedule."""
_YAML = (".yaml", ".yml")
_TABLES = (".csv", ".xlsx", ".xls", ".ods", ".tsv")
_NOBODYS = (".md", ".html", ".pdf", ".json", ".jsonl")
"""Notes, sheets and data of other commands may lie here unread."""
_MOST_UNREAD = 20


@dataclass(frozen=True, slots=True)
class Schedules:
    """The schedule folder as read: who is on air, by which schedule."""

    network: Network
    schedule: Schedule
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether an error stands in it."""
        return any(found.is_error for found in self.findings)


def load_schedules(workspace: Workspace) -> Schedules:
    """Read ``stations.csv`` and all schedule files; what cannot be read, or is not, is told."""
    found: list[Finding] = []
    network, more = _stations(workspace)
    found.extend(more)
    files: list[Path] = []
    pages: list[tuple[str, str]] = []
    for path in plan_files(workspace.schedules):
        shown = workspace.show(path)
        text, findings = read_text_file(
            path, shown=shown, limit=LARGEST_PLAN, inside=workspace.root
        )
        found.extend(findings)
        if text is not None:
            pages.append((shown, text))
            files.append(path)
    schedule, more = parse_schedule(pages)
    title_of = series_titles(workspace)
    slots = (replace(each, series_title=title_of(each.series) or "") for each in schedule.slots)
    schedule = replace(schedule, slots=tuple(slots))
    found.extend(list(_unread(workspace))[:_MOST_UNREAD])
    return Schedules(network, schedule, (*found, *more), tuple(files))


def all_stations(workspace: Workspace) -> tuple[Network, tuple[Finding, ...]]:
    """Return the station list with everything that is wrong with it, on whatever day."""
    network, found = _stations(workspace)
    return network, (*found, *parent_findings(network))


def has_schedules(workspace: Workspace) -> bool:
    """Tell whether there is anything in the schedule folder to be checked."""
    folder = workspace.schedules
    return stations_file(folder) is not None or bool(plan_files(folder))


def stations_file(folder: Path) -> Path | None:
    """Return the station list, whatever capitals its name has."""
    return next((each for each in _files(folder) if each.name.lower() == STATIONS), None)


def plan_files(folder: Path) -> list[Path]:
    """Return the schedule files in order of name."""
    return [each for each in _files(folder) if each.suffix.lower() in _YAML and not _aside(each)]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.is_dir())


def _aside(path: Path) -> bool:
    """Tell whether a file is kept aside on purpose, by a program that has it open, or is alerts."""
    return path.name.startswith((".", "_", "~$")) or path.name.lower() == ALERTS


def _stations(workspace: Workspace) -> tuple[Network, tuple[Finding, ...]]:
    path = stations_file(workspace.schedules)
    if path is None:
        return Network(), (_no_stations(workspace),)
    shown = workspace.show(path)
    text, findings = read_text_file(path, shown=shown, inside=workspace.root)
    if text is None:
        return Network(), findings
    network, found = parse_stations(text, file=shown)
    return network, (*findings, *found)


def _no_stations(workspace: Workspace) -> Finding:
    place = Place(workspace.show(workspace.schedules / STATIONS))
    near = [each.name for each in _files(workspace.schedules) if _is_table(each)]
    return says.STATIONS_ELSEWHERE(place, found=near[0]) if near else says.NO_STATIONS(place)


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in _TABLES and not _aside(path)


# --- what is not read ---


def _unread(workspace: Workspace) -> Iterator[Finding]:
    folder = workspace.schedules
    has_list = stations_file(folder) is not None
    for path in _files(folder):
        name, suffix = path.name, path.suffix.lower()
        if _aside(path) or suffix in (*_YAML, *_NOBODYS) or name.lower() == STATIONS:
            continue
        place = Place(workspace.show(path))
        if not _is_table(path):
            yield says.NOT_READ(place, better=workspace.show(folder / f"{_stem(name)}.yaml"))
        elif has_list:
            yield says.SECOND_LIST(place)
    yield from _in_folders(workspace)


def _stem(name: str) -> str:
    """Return a file's name without what Notepad or Word put behind it."""
    stem = name.rsplit(".", 1)[0]
    return stem.rsplit(".", 1)[0] if stem.lower().endswith(_YAML) else stem


def _in_folders(workspace: Workspace) -> Iterator[Finding]:
    folder = workspace.schedules
    if not folder.is_dir():
        return
    for inner in sorted(path for path in folder.iterdir() if path.is_dir() and not _aside(path)):
        for path in sorted(inner.rglob("*")):
            place, suffix = Place(workspace.show(path)), path.suffix.lower()
            if path.is_dir() or _aside(path):
                continue
            if inner.name == BUSY:
                if suffix != ".ics":
                    better = workspace.show(inner / f"{path.stem}.ics")
                    yield says.NOT_A_BUSY_CALENDAR(place, better=better)
            elif suffix in (*_YAML, ".csv"):
                yield says.IN_SUB_FOLDER(place, better=workspace.show(folder / path.name))


# --- stations' own calendars ---


def busy_calendars(
    workspace: Workspace, network: Network, clock: ZoneClock, window: Window, found: list[Finding]
) -> dict[str, tuple[Busy, ...]]:
    """Read each station's own calendar, ``schedules/busy/<id>.ics``."""
    busy: dict[str, tuple[Busy, ...]] = {}
    for path in _files(workspace.schedules / BUSY):
        if path.suffix.lower() != ".ics" or _aside(path):
            continue
        shown = workspace.show(path)
        if path.stem not in network:
            found.append(_unknown_busy(path.stem, network, shown))
            continue
        times, findings = read_busy(path, clock=clock, window=window.widened(2), shown=shown)
        found.extend(findings)
        busy[path.stem] = times
    return busy


def _unknown_busy(name: str, network: Network, shown: str) -> Finding:
    called = network.called(name)
    if len(called) == 1:
        return says.BUSY_BY_NAME(Place(shown), better=f"{called[0]}.ics")
    ids: Iterable[str] = (station.id for station in network)
    suggestion = did_you_mean(name, ids, says.NAME_BY_ID)
    return says.UNKNOWN_STATION(Place(shown), name=name, suggestion=suggestion)
