"""Overviews: what a person who opens the studio wants to see first; looked at, never changed.

What airs where today and what waits for whom; every script with its state; a week of the schedule
with its conflicts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from radioprog.kernel.findings import Finding, in_order
from radioprog.publish.calendars.week_grid import (
    GridItem,
    GridWeek,
    network_weeks,
    station_weeks,
)
from radioprog.record.manifest import Manifest, read_manifest
from radioprog.record.verdicts import State
from radioprog.schedule.conflicts.conflict import Conflict
from radioprog.schedule.conflicts.resolutions import Choice
from radioprog.studio.air.schedule_folder import has_schedules
from radioprog.studio.air.timetable import asked_day, timetable
from radioprog.studio.catalogue import Source, all_sources
from radioprog.studio.production.current import Index, World
from radioprog.studio.production.options import BuildOptions
from radioprog.studio.production.result import head_of
from radioprog.studio.record.deciding import SubjectStanding, verdicts
from radioprog.studio.workspace import Workspace, series_titles


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """A script in the list: its names, how it stands, and its finished sound.

    ``length`` is that of the sound in seconds, ``None`` where nothing is built; ``is_current``
    tells whether it is what the script says today.
    """

    name: str
    title: str
    series: str
    state: State
    length: float | None
    is_current: bool
    changed: dt.datetime | None


@dataclass(frozen=True, slots=True)
class WeekView:
    """A week of the network or of one station, with its conflicts and what may be done about each.

    ``stations`` are ids and names of all that can be chosen.
    """

    week: GridWeek | None
    conflicts: tuple[tuple[Conflict, tuple[Choice, ...]], ...]
    findings: tuple[Finding, ...]
    stations: tuple[tuple[str, str], ...] = ()
    slots: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TodayView:
    """Today: what is on air, in order of time; what waits to be decided; what is not ready."""

    day: dt.date
    airings: tuple[GridItem, ...]
    waiting: tuple[SubjectStanding, ...]
    scripts: tuple[ScriptRow, ...]
    findings: tuple[Finding, ...]


def script_rows(workspace: Workspace) -> tuple[ScriptRow, ...]:
    """Return every script with its state, in order of name."""
    states = {each.subject.id: each.state for each in verdicts(workspace).subjects}
    edition = workspace.approval.needed == "edition"
    if edition:
        built = verdicts(workspace, edition=True).subjects
        states |= {each.subject.id: each.state for each in built if each.subject.kind == "edition"}
    world = World(workspace, BuildOptions(), Index(workspace.cache / "index.json"), None)
    titles = series_titles(workspace)
    rows = tuple(
        _row(workspace, each, states.get(each.name, "draft"), world, titles(_series(each)))
        for each in all_sources(workspace)
    )
    world.index.save()
    return rows


def _series(source: Source) -> str | None:
    series = head_of(source).get("series")
    return str(series) if series else None


def _row(
    workspace: Workspace, source: Source, state: State, world: World, series: str | None
) -> ScriptRow:
    head = head_of(source)
    manifest = read_manifest(source.folder)
    current = manifest is not None and isinstance(world.task(source, 1), Manifest)
    try:
        changed = dt.datetime.fromtimestamp(source.path.stat().st_mtime, dt.UTC)
    except OSError:
        changed = None
    return ScriptRow(
        name=source.name,
        title=str(head.get("title") or source.name),
        series=series or str(head.get("series") or ""),
        state=state,
        length=manifest.duration if manifest else None,
        is_current=current,
        changed=changed,
    )


def today_view(workspace: Workspace, *, day: dt.date | str | None = None) -> TodayView:
    """Return what a desk has to know this morning.

    Raises:
        UsageError: ``bad-day``.
    """
    date = asked_day(workspace, day)
    rows = script_rows(workspace)
    everything = verdicts(workspace).subjects
    if workspace.approval.needed == "edition":
        built = verdicts(workspace, edition=True).subjects
        everything = tuple(
            {str(each.subject) + each.subject.kind: each for each in (*everything, *built)}.values()
        )
    waiting = tuple(each for each in everything if each.state in ("submitted", "returned", "stale"))
    if not has_schedules(workspace):
        return TodayView(date, (), waiting, rows, ())
    table = timetable(workspace, first=date, days=1, draft=True)
    audit = table.new_audit()
    weeks = network_weeks("", table.classes(audit), table.window)
    items = tuple(
        item for week in weeks for row in week.rows for cell in row.cells for item in cell
    )
    return TodayView(date, items, waiting, rows, in_order(table.findings_with(audit)))


def week_view(workspace: Workspace, *, monday: dt.date, station: str = "") -> WeekView:
    """Return a week as a grid, its conflicts each with the choices that were tried.

    Raises:
        UsageError: ``unknown-station``, ``bad-window``.
    """
    if not has_schedules(workspace):
        return WeekView(None, (), ())
    first = monday - dt.timedelta(days=monday.weekday())
    only = (station,) if station else ()
    table = timetable(workspace, first=first, days=7, stations=only, draft=True)
    audit = table.new_audit()
    plans = list(table.classes(audit))
    names = {each.id: each.name for each in table.schedules.network}
    if station and plans:
        weeks = station_weeks(names.get(station, station), plans[0], table.window)
    else:
        weeks = network_weeks(workspace.organisation or "", plans, table.window)
    slots = tuple((each.id, each.title) for each in table.schedules.schedule.slots)
    return WeekView(
        weeks[0] if weeks else None,
        tuple((conflict, tuple(choices)) for conflict, choices in audit.choices()),
        in_order(table.findings_with(audit)),
        tuple(sorted(names.items(), key=lambda item: item[1])),
        slots,
    )
