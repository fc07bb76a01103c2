"""Logs of what was aired: the form that goes out, and the files that come back into the record."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from radioprog.aired import findings as says
from radioprog.aired.formats.content import LogContent
from radioprog.aired.formats.detect import LogReading, read_log, unread_finding
from radioprog.aired.formats.maker import PROFILES, ReadSettings
from radioprog.aired.matching.match import PlannedAiring
from radioprog.aired.played import PlayedRow, RowSays, row_of_line
from radioprog.aired.profile import AsrunProfile, parse_profile
from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.scratch import temporary_folder
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.textfile import read_bytes, read_text_file
from radioprog.publish.proof.pages import sheet_page
from radioprog.publish.proof.tables import csv_bytes, sheet_rows, sheet_workbook
from radioprog.record.delivered import Deliveries
from radioprog.schedule.airings.airing import Airing, Cause, Status
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.days.civil import ZoneClock, civil_day
from radioprog.schedule.stations.station import Network
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.air.timetable import Timetable, asked_day, chosen_stations, timetable
from radioprog.studio.catalogue import portable_name
from radioprog.studio.workspace import Workspace, records_of

_LARGEST = 256 << 20
_BY = "asrun"


def profile_of(workspace: Workspace) -> AsrunProfile:
    """Return what the workspace set about its logs in ``asrun.yaml``, if there is one.

    Raises:
        ContentError: it has errors.
    """
    path = workspace.root / PROFILES
    if not path.exists():
        return AsrunProfile()
    text, findings = read_text_file(path, shown=PROFILES, inside=workspace.root)
    if text is None:
        raise ContentError(findings)
    return parse_profile(text, file=PROFILES)


# --- what was planned ---


def planned_airings(
    table: Timetable, handed_on: Deliveries | None = None
) -> Iterator[PlannedAiring]:
    """Yield the airings of a timetable as reconciliation sees them, by station.

    ``handed_on`` is what left the house before; a play of it is as good as one of today's sound.
    """
    shared: dict[str, list[dict[str, Any]]] = {}
    for station, plan in table.stations():
        first, last = plan.station_class.first_station, plan.station_class.stations[-1]
        if first not in shared:
            shared[first] = [_planned(each) for each in plan.airings]
        for airing, facts in zip(plan.airings, shared[first], strict=True):
            name = airing_id(station, airing.slot.id, airing.run, airing.date)
            if airing.programme is not None:
                facts = {**facts, **_own_sound(airing.programme, station)}
                if handed_on:
                    given = handed_on.sounds(airing.programme.name, station, airing.start)
                    facts["delivered"] = given
            yield PlannedAiring(id=name, station=station, **facts)
        if station == last:
            del shared[first]


def _own_sound(entry: ProgrammeEntry, station: str) -> dict[str, Any]:
    """Return the name and the hash of the file that a station gets: its own edition's, if any."""
    sound = next((each for each in entry.editions if each.station == station), None)
    if sound is not None:
        return {"file": sound.path.rpartition("/")[2], "sha256": sound.sha256}
    return {"file": entry.audio.rpartition("/")[2], "sha256": entry.audio_sha256}


_GAVE_WAY = (Cause.DROPPED, Cause.SUPERSEDED)


def _planned(airing: Airing) -> dict[str, Any]:
    programme = airing.programme
    pauses = sum(end - begin for begin, end in airing.pauses)
    length: float = airing.end - airing.start - pauses
    if programme is not None and programme.built and programme.length:
        length = min(length, programme.length) if pauses else programme.length
    cancelled = airing.status is Status.CANCELLED
    gave_way = cancelled and airing.reason is not None and airing.reason.cause in _GAVE_WAY
    return {
        "slot": airing.slot.id,
        "start": int(airing.start),
        "end": int(airing.end),
        "length": round(length),
        "kind": str(airing.kind),
        "title": programme.title if programme else airing.slot.title,
        "number": programme.number if programme else None,
        "programme": programme.name if programme else None,
        "pre_empted": gave_way,
        "cancelled": cancelled and not gave_way,
    }


def sheet_csv(
    workspace: Workspace, station: str, *, first: dt.date | str | None = None, days: int = 7
) -> bytes:
    """Return the form for a station as a table.

    Raises:
        UsageError: ``unknown-station``, ``bad-window``.
    """
    return csv_bytes(_form(workspace, station, first, days)[0])


def _form(
    workspace: Workspace, station: str, first: dt.date | str | None, days: int
) -> tuple[list[list[str]], Timetable, dt.date]:
    begin = asked_day(workspace, first)
    table = timetable(workspace, first=begin, days=days, stations=[station])
    table.must_be_read()
    airings = [each for each in planned_airings(table) if not each.cancelled]
    return sheet_rows(airings, table.clock, workspace.text_language), table, begin


def write_sheet(
    workspace: Workspace,
    station: str,
    target: Path,
    *,
    first: dt.date | str | None = None,
    days: int = 7,
) -> int:
    """Write the form for a station: CSV, a workbook or a page, by the ending of ``target``.

    Returns:
        How many lines there are to fill in.

    Raises:
        UsageError: ``unknown-station``, ``bad-window``.
    """
    rows, table, begin = _form(workspace, station, first, days)
    unit = next(iter(chosen_stations(table.schedules.network, [station]) or ()))
    name = table.schedules.network[unit].name
    if target.suffix.lower() in (".html", ".htm"):
        last = begin + dt.timedelta(days=days - 1)
        text = sheet_page(
            rows,
            station=name,
            days=(begin, last),
            organisation=workspace.organisation or "",
            language=workspace.text_language,
        )
        publish_bytes(target, text.encode())
    elif target.suffix.lower() == ".xlsx":
        publish_bytes(target, sheet_workbook(rows, unit))
    else:
        publish_bytes(target, csv_bytes(rows))
    return len(rows) - 1


# --- what comes back ---


@dataclass(frozen=True, slots=True)
class ImportedLog:
    """A log that was read: its format and station, its rows, and how many of them were new."""

    file: str
    system: str
    station: str
    rows: int
    new: int
    unread: int


@dataclass(frozen=True, slots=True)
class AsrunImport:
    """What an import added to the record, file by file, and what is to be said of it."""

    logs: tuple[ImportedLog, ...]
    findings: tuple[Finding, ...]

    @property
    def new(self) -> int:
        """Return how many rows are in the record now that were not before."""
        return sum(log.new for log in self.logs)


def asrun(
    workspace: Workspace,
    files: str | Path | Iterable[str | Path],
    *,
    station: str = "",
    system: str = "",
    zone: str = "",
    date: dt.date | str | None = None,
) -> AsrunImport:
    """Take logs of what was aired into the record; the same again adds nothing.

    Args:
        workspace: whose record it is.
        files: one log or several, of whatever format.
        station: whose they are, by id or name, where they do not tell.
        system: the format's name (``sheet``, ``rivendell`` …), where it is not to be found out.
        zone: the zone of a log's clock; else the workspace's.
        date: the day of a log that names none.

    Raises:
        UsageError: a station or a format that nobody knows.
    """
    named = (files,) if isinstance(files, str | Path) else files
    paths = [workspace.found(Path(each)) for each in named]
    day = None if date is None else asked_day(workspace, date)
    return import_logs(workspace, paths, station=station, system=system, zone=zone, date=day)


def import_logs(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    station: str = "",
    system: str = "",
    zone: str = "",
    date: dt.date | None = None,
    at: dt.datetime | None = None,
) -> AsrunImport:
    """Take logs into the record; what is there already is not added, a file that fails is told.

    Arguments are those of `asrun`; ``at`` is the moment of the import, now where none is given.

    Raises:
        UsageError: ``unknown-station``, ``unknown-format``.
    """
    network, _ = all_stations(workspace)
    chosen = next(iter(chosen_stations(network, [station] if station else []) or ()), "")
    profile = profile_of(workspace)
    clock = ZoneClock(zone or workspace.timezone)
    settings = ReadSettings(clock, chosen, date, profile.maps)
    desk = _ImportDesk(workspace, network, at or dt.datetime.now(dt.UTC))
    for path in files:
        try:
            desk.open(path, settings, system)
        except ContentError as failed:
            desk.findings.extend(failed.findings)
    return desk.done()


def import_sent(workspace: Workspace, name: str, file: Path, *, station: str = "") -> AsrunImport:
    """Take a log that somebody sent, under its own name; as `import_logs` in all else."""
    shown = portable_name(one_line(Path(name.replace("\\", "/")).name))[:120] or "nhat-ky"
    with temporary_folder() as folder:
        shutil.copyfile(file, folder / shown)
        return import_logs(workspace, [folder / shown], station=station)


class _ImportDesk:
    """Rows on their way into the record: gathered by month, so that each month is opened once."""

    def __init__(self, workspace: Workspace, network: Network, at: dt.datetime) -> None:
        self.workspace, self.network = workspace, network
        self.at = at.astimezone(dt.UTC)
        self.findings: list[Finding] = []
        self._months: dict[str, dict[str, PlayedRow]] = {}
        self._files: list[ImportedLog] = []
        self._ids: dict[tuple[dt.date, dt.date], dict[str, str]] = {}

    def open(self, path: Path, settings: ReadSettings, system: str) -> None:
        """Read a file and take its rows; a file that cannot be opened is told.

        Raises:
            ContentError: nothing of it can be taken.
        """
        shown = self.workspace.show(path)
        data, problem = read_bytes(path, shown=shown, limit=_LARGEST)
        if data is None:
            self.findings.extend([problem] if problem else [])
            return
        # Rows get at once the station that the file's name tells: none is copied for it.
        named = settings.station or self._named_station(shown)
        known = replace(settings, station=named)
        self.take(shown, read_log(LogContent(shown, data), known, system=system), named)

    def take(self, shown: str, reading: LogReading, named: str) -> None:
        """Take the rows of a file, each at its station.

        Raises:
            ContentError: ``no-station``.
        """
        self.findings.extend(reading.findings)
        homes = self._homes(reading.rows) if not named else {}
        rows = []
        for row in reading.rows:
            written = self.network.called(row.station) if row.station else ()
            home = written[0] if len(written) == 1 else homes.get(row.airing) or named
            rows.append(row if row.station == home else row.on(home))
        found = [row.station for row in rows if row.station]
        if rows and not found:
            raise ContentError(says.NO_STATION(Place(shown), example="dan-hoa-2026-03.csv"))
        usual = max(set(found), key=found.count) if found else ""
        first = next((row.month for row in rows if row.month), f"{self.at:%Y-%m}")
        for row in rows:
            whole = row if row.station else row.on(usual)
            self._months.setdefault(row.month or first, {}).setdefault(whole.row_sha256, whole)
        unread = sum(1 for row in rows if row.said is RowSays.UNREAD)
        self._files.append(ImportedLog(shown, reading.system, usual, len(rows), 0, unread))

    def _named_station(self, shown: str) -> str:
        """Return the station whose id stands in a file's name: the longest one."""
        stem = f"-{re.sub('[^a-z0-9]+', '-', fold(Path(shown).stem))}-"
        found = [unit.id for unit in self.network if f"-{unit.id}-" in stem]
        return max(found, key=len) if found else ""

    def _homes(self, rows: Iterable[PlayedRow]) -> dict[str, str]:
        """Return the station of each airing id in a log that names no station."""
        days = sorted(row.date for row in rows if row.airing and row.date and not row.station)
        if not days:
            return {}
        first = dt.date.fromisoformat(days[0]) - dt.timedelta(days=1)
        last = dt.date.fromisoformat(days[-1]) + dt.timedelta(days=1)
        if (first, last) not in self._ids:
            span = min((last - first).days + 1, 400)
            table = timetable(self.workspace, first=first, days=span)
            self._ids[first, last] = {each.id: each.station for each in planned_airings(table)}
        return self._ids[first, last]

    def done(self) -> AsrunImport:
        """Write what is new, month by month, and say what became of each file."""
        records = records_of(self.workspace)
        fresh: Counter[str] = Counter()
        for month, rows in sorted(self._months.items()):
            kind = f"played/{month}"
            known = {
                line.get("source", {}).get("row_sha256")
                for line in records.read(kind, self.findings)
            }
            new = {name: row for name, row in rows.items() if name not in known}
            noted = {"at": self.at, "by": _BY}
            records.append(kind, ({**row.to_line(name), **noted} for name, row in new.items()))
            fresh.update(row.source.file for row in new.values())
        logs = tuple(replace(log, new=fresh[log.file]) for log in self._files)
        return AsrunImport(logs, tuple(self.findings))


def played_rows(
    workspace: Workspace,
    first: dt.date,
    last: dt.date,
    network: Network,
    found: list[Finding],
    wanted: Callable[[Mapping[str, Any]], bool] = lambda line: True,
) -> Iterator[PlayedRow]:
    """Yield the recorded rows of the months of some days, each at the station of its day.

    A row that could not be read is told, not given; lines that are not ``wanted`` are passed over.
    """
    records = records_of(workspace)
    successors = _successors(network)
    day = first.replace(day=1)
    while day <= last:
        known: set[str] = set()
        for line in records.read(f"played/{day:%Y-%m}", found):
            source = line.get("source")
            name = source.get("row_sha256", "") if isinstance(source, dict) else ""
            if name in known or not wanted(line):
                continue
            known.add(name)
            row = row_of_line(line)
            if row is None:
                continue
            if row.said is RowSays.UNREAD:
                found.append(unread_finding(row))
            else:
                yield _at_its_station(row, network, successors)
        day = (day + dt.timedelta(days=32)).replace(day=1)


def _successors(network: Network) -> dict[str, list[str]]:
    """Return the units that each unit went into."""
    found: dict[str, list[str]] = {}
    for unit in network:
        for before in unit.predecessors:
            found.setdefault(before, []).append(unit.id)
    return found


def _at_its_station(
    row: PlayedRow, network: Network, successors: dict[str, list[str]]
) -> PlayedRow:
    """Give a row of a unit that was merged to the one that it is part of on its day."""
    if row.station not in successors or not row.date:
        return row
    day = civil_day(dt.date.fromisoformat(row.date))
    unit = network[row.station]
    while not unit.is_valid(day):
        after = [
            each
            for each in successors.get(unit.id, ())
            if network[each].level == unit.level and each != unit.id
        ]
        if len(after) != 1 or network[after[0]].first_day <= unit.first_day:
            return row
        unit = network[after[0]]
    return row if unit.id == row.station else row.on(unit.id)
