"""Overviews: what a person who opens the studio wants to see first; looked at, never changed.

What airs where today and what waits for whom; every script with its state; a week of the schedule
with its conflicts.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from radioprog.kernel.canonical import in_groups
from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.findings import Finding, in_order
from radioprog.publish.calendars.week_grid import (
    GridItem,
    GridWeek,
    network_weeks,
    station_weeks,
)
from radioprog.record.manifest import Manifest, edition_sha256, read_manifest
from radioprog.record.verdicts import State
from radioprog.schedule.conflicts.conflict import Conflict
from radioprog.schedule.conflicts.resolutions import Choice
from radioprog.studio.air.schedule_folder import has_schedules
from radioprog.studio.air.timetable import asked_day, timetable
from radioprog.studio.catalogue import Source, all_sources
from radioprog.studio.editorial.writing import script_called
from radioprog.studio.production.current import Index, World
from radioprog.studio.production.options import BuildOptions
from radioprog.studio.production.result import BuildStatus, Programme, head_of, of_manifest
from radioprog.studio.record.deciding import SubjectStanding, verdicts
from radioprog.studio.workspace import Workspace, series_titles

_LARGEST_RUNDOWN = 64 << 20


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


@dataclass(frozen=True, slots=True)
class HeardItem:
    """Something that is heard in a finished programme: from when, by whom, which words or file."""

    start: float
    end: float
    segment: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme as a chief sees it: its sound, what is said when, and how it stands.

    ``standing`` is of what has to be approved here: the script, or the edition; its hash is what
    was shown. ``programme`` is ``None`` where nothing is built.
    """

    row: ScriptRow
    standing: SubjectStanding
    is_edition: bool
    programme: Programme | None
    edition: str
    items: tuple[HeardItem, ...]
    segments: tuple[tuple[str, float], ...]


def programme_view(workspace: Workspace, name: str) -> ProgrammeView:
    """Look at a programme and how it stands.

    Raises:
        UsageError: ``unknown-script``.
    """
    source = script_called(workspace, name)
    rows = {each.name: each for each in script_rows(workspace)}
    is_edition = workspace.approval.needed == "edition"
    standing = verdicts(workspace, name, edition=is_edition).subjects[0]
    manifest = read_manifest(source.folder)
    if manifest is None:
        return ProgrammeView(rows[name], standing, is_edition, None, "", (), ())
    made = of_manifest(manifest, source.folder, BuildStatus.CURRENT, workspace=workspace)
    items, segments = _heard(made)
    edition = in_groups(edition_sha256(manifest))
    return ProgrammeView(rows[name], standing, is_edition, made, edition, items, segments)


def _heard(made: Programme) -> tuple[tuple[HeardItem, ...], tuple[tuple[str, float], ...]]:
    """Read what is heard when from the rundown that was built; a damaged one tells nothing."""
    if made.sidecars is None:
        return (), ()
    try:
        document = json.loads(read_regular(made.sidecars.rundown_json, limit=_LARGEST_RUNDOWN))
        items = tuple(
            HeardItem(
                float(each["start"]),
                float(each["end"]),
                int(each["segment"]),
                str(each.get("speaker") or ""),
                str(each.get("text") or each.get("asset") or ""),
            )
            for each in document["items"]
            if each.get("text") or each.get("asset")
        )
        segments = tuple(
            (str(each["title"]), float(each["start"])) for each in document["segments"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return (), ()
    return items, segments


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
