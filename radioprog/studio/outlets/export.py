"""Exports: a station's airings as files for playout systems, guides and information systems."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from radioprog.kernel.canonical import document_json
from radioprog.kernel.disk.opening import disk_errors, read_regular
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import (
    Batch,
    locked,
    make_folder,
    publish_bytes,
    sha256_of,
    stands_as,
    sweep_parts,
)
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.kernel.text import one_line
from radioprog.kernel.yaml.schema import key_form
from radioprog.publish.outgoing import OutgoingSound, outgoing
from radioprog.publish.playout.cap import AlertArea, AlertForCap
from radioprog.publish.playout.findings import NOT_AN_EXPORT, PUSH_IT
from radioprog.publish.playout.targets import (
    SOUNDS,
    TARGETS,
    WITHOUT_SOUNDS,
    ExportFile,
    ExportInput,
    StationAirings,
    TargetOptions,
    export_files,
    sound_name,
)
from radioprog.schedule.conflicts.audit import Audit
from radioprog.schedule.days.civil import civil_day
from radioprog.schedule.plan.hazards import Hazard
from radioprog.schedule.stations.station import Station
from radioprog.studio.air.alerts import alert_book, read_hazards
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.air.timetable import Timetable, asked_day, chosen_stations, timetable
from radioprog.studio.outlets.outlets_file import outlet_named
from radioprog.studio.outlets.sounds import SoundStore, is_plain_mp3
from radioprog.studio.workspace import Workspace

FOLDER = "export"
CAP = "cap"
_CODE_COLUMNS = tuple(
    key_form(name) for name in ("code", "unit code", "mã đơn vị", "mã hành chính", "mã đvhc")
)
"""Columns of one's own in the station list that hold the official code of a unit."""
_USUAL_DAYS = 7
MANIFEST = "export.json"
_KIND = "radioprog-export"
_NAME = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*")
_LARGEST_MANIFEST = 64 << 20


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was exported: the target, its folder, the files in it by name, and findings."""

    target: str
    path: Path
    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def export(
    workspace: Workspace,
    target: str,
    *,
    output: Path | str | None = None,
    first: dt.date | str | None = None,
    days: int | None = None,
    stations: str | Sequence[str] = (),
    draft: bool = False,
    options: TargetOptions | None = None,
) -> ExportReport:
    """Write the airings of stations as files for another system, with the sounds beside them.

    Args:
        workspace: whose schedule is exported.
        target: ``m3u``, ``xspf``, ``liquidsoap``, ``azuracast``, ``libretime``, ``rivendell``,
            ``xmltv``, ``spi``, ``source-info`` or ``cap`` (alerts), or the name of an outlet of
            ``outlets.yaml``.
        output: the folder, relative to the workspace; ``build/export/TARGET`` where none is given.
        first: the first day, a date or ISO text; today in the workspace's zone where none is given.
        days: how many days; 7, or what the outlet sets.
        stations: ids or names; none: all of them.
        draft: take what is not approved too, marked as a draft.
        options: what an outlet sets.

    Raises:
        ContentError: the schedule has errors, or other people's files stand there.
        UsageError: an unknown target or station, or days that cannot be reckoned.
        DiskError: the disk refused; what stood there still stands.
    """
    names = (stations,) if isinstance(stations, str) else tuple(stations)
    asked = _asked(workspace, target, names)
    span = (asked.days or _USUAL_DAYS) if days is None else days
    begin = asked_day(workspace, first)
    table = timetable(
        workspace, first=begin, days=span, stations=asked.stations, draft=draft, mark=draft
    )
    folder = workspace.root / output if output else _usual(workspace, asked, draft=draft)
    made = replace(asked, days=span, options=options or asked.options)
    return _exported(table, made, folder)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be exported: a target as it is, or by an outlet's name with what that sets."""

    target: str
    stations: tuple[str, ...]
    options: TargetOptions = TargetOptions()
    folder: str = ""
    days: int | None = None


def _asked(workspace: Workspace, target: str, stations: tuple[str, ...]) -> _Asked:
    if target in TARGETS:
        return _Asked(target, stations)
    outlet = outlet_named(workspace, target, TARGETS)
    if outlet.target not in TARGETS:
        raise UsageError(PUSH_IT(outlet.place, name=outlet.name))
    chosen = stations or outlet.chosen(all_stations(workspace)[0])
    return _Asked(outlet.target, chosen, outlet.options, outlet.folder, outlet.days)


def _usual(workspace: Workspace, asked: _Asked, *, draft: bool) -> Path:
    """Return where an export goes; a draft never goes where what is approved goes."""
    mark = "-draft" if draft else ""
    if asked.folder:
        return workspace.root / (asked.folder.rstrip("/") + mark)
    return workspace.build / f"{FOLDER}{mark}" / asked.target


def _exported(table: Timetable, asked: _Asked, folder: Path) -> ExportReport:
    target, options = asked.target, asked.options
    table.must_be_read()
    workspace = table.workspace
    store = SoundStore(workspace, is_plain_mp3)
    audit = table.new_audit()
    if target == CAP:
        given = replace(
            _without_airings(table, asked), alerts=tuple(_alerts(table, asked.stations))
        )
    else:
        given = export_input(table, store, asked.days or _USUAL_DAYS, options, audit)
    files = export_files(target, given)
    sounds = {} if target in WITHOUT_SOUNDS or options.sounds else _sounds(given)
    with locked(workspace.cache / "export.lock"):
        _publish(workspace, folder, ExportedSet.of(table, asked), files, sounds)
    if target not in WITHOUT_SOUNDS:
        store.note_delivered("export")
    listed = (*(each.name for each in files), *sorted(sounds))
    findings = in_order((*table.findings_on_the_way_out(audit), *store.findings))
    return ExportReport(target, folder, listed, findings)


def export_input(
    table: Timetable, store: SoundStore, days: int, options: TargetOptions, audit: Audit
) -> ExportInput:
    """Return what an export is made from: each station that has something on air, with sounds."""
    workspace = table.workspace
    units = table.schedules.network
    stations = (
        StationAirings(
            id=station,
            name=units[station].name,
            language=(units[station].languages or (workspace.language,))[0],
            airings=outgoing(
                station, plan.airings, table.clock, store.sounds_for(station), table.is_draft
            ),
        )
        for station, plan in table.stations(audit)
    )
    heard = tuple(each for each in stations if each.airings)
    return _input(table, heard, days, options)


def _without_airings(table: Timetable, asked: _Asked) -> ExportInput:
    """Return what alerts are made from: no station's airings have to be planned for them."""
    return _input(table, (), asked.days or _USUAL_DAYS, asked.options)


def _input(
    table: Timetable, stations: tuple[StationAirings, ...], days: int, options: TargetOptions
) -> ExportInput:
    workspace = table.workspace
    return ExportInput(
        stations=stations,
        first=dt.date.fromordinal(table.window.first),
        days=days,
        zone=table.clock.zone,
        zone_name=table.clock.name,
        language=workspace.text_language,
        organisation=workspace.organisation or "",
        options=options,
    )


def _alerts(table: Timetable, stations: tuple[str, ...]) -> Iterator[AlertForCap]:
    """Yield the approved messages of the alerts that go on in the export's days or behind them."""
    workspace, network = table.workspace, table.schedules.network
    hazards, _ = read_hazards(workspace)
    only = chosen_stations(network, stations)
    for chain in alert_book(workspace).chains().values():
        approved = [each.message for each in chain if each.is_approved]
        for number, message in enumerate(approved):
            ids = message.stations.choose(network)[0]
            over = message.until.astimezone(table.clock.zone).date()
            if civil_day(over) < table.window.first or (only is not None and not only & ids):
                continue
            yield AlertForCap(
                message,
                hazards.get(message.hazard, Hazard(message.hazard)),
                tuple(_area(network[each]) for each in sorted(ids)),
                tuple(approved[:number]),
            )


def _area(unit: Station) -> AlertArea:
    """Return a station with the code of its unit, where the list has a column for it."""
    codes = {key_form(name): value for name, value in unit.own.items()}
    code = next((codes[name] for name in _CODE_COLUMNS if codes.get(name)), "")
    return AlertArea(unit.id, unit.name, one_line(code))


@dataclass(frozen=True, slots=True)
class ExportedSet:
    """What an export holds: its target, its days, the stations asked for (none: all of them)."""

    target: str
    first: str
    days: int
    stations: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: Timetable, asked: _Asked) -> ExportedSet:
        """Return what is asked for."""
        first = dt.date.fromordinal(table.window.first).isoformat()
        return cls(asked.target, first, asked.days or _USUAL_DAYS, asked.stations)

    def to_json(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the document of its manifest."""
        return {
            "kind": _KIND,
            "target": self.target,
            "from": self.first,
            "days": self.days,
            "stations": list(self.stations),
            "files": sorted(names),
        }


def standing_export(folder: Path) -> ExportedSet | None:
    """Return what the export that stands in a folder holds; nothing where none of ours does."""
    try:
        found = json.loads(read_regular(folder / MANIFEST, limit=_LARGEST_MANIFEST))
        stations = tuple(str(each) for each in found["stations"])
        made = ExportedSet(str(found["target"]), str(found["from"]), int(found["days"]), stations)
        dt.date.fromisoformat(made.first)
        return made if found["kind"] == _KIND and made.target in TARGETS else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _sounds(given: ExportInput) -> dict[str, OutgoingSound]:
    return {
        f"{SOUNDS}/{sound_name(each, each.sound)}": each.sound
        for station in given.stations
        for each in station.airings
        if each.sound
    }


def _publish(
    workspace: Workspace,
    folder: Path,
    whole: ExportedSet,
    files: Sequence[ExportFile],
    sounds: Mapping[str, OutgoingSound],
) -> None:
    """Write what differs, and take away what only the export before had.

    The manifest is there from the first file on: an alert renews the exports that it knows of.
    """
    place = Place(workspace.show(folder))
    before = _before(folder, whole.target, place)
    names = {each.name for each in files} | set(sounds)
    with disk_errors(folder):
        strange = [name for name in sorted(names - before) if (folder / name).exists()]
    if strange and not before:
        raise ContentError(NOT_AN_EXPORT(place, names=strange[:5]))
    for parent in sorted({folder, *((folder / name).parent for name in names)}):
        make_folder(parent)
        sweep_parts(parent)
    with Batch() as batch:
        for each in files:
            if not stands_as(folder / each.name, each.data):
                batch.add(folder / each.name, each.data)
        for name, sound in sorted(sounds.items()):
            if not _stands(folder / name, sound):
                _copied(batch, folder / name, sound)
        if names - before:
            # Cut off from here on, all of it is still known as ours, and made again.
            publish_bytes(folder / MANIFEST, document_json(whole.to_json(names | before)))
        batch.commit()
    for name in sorted(before - names):
        with disk_errors(folder / name):
            (folder / name).unlink(missing_ok=True)
    manifest = document_json(whole.to_json(names))
    if not stands_as(folder / MANIFEST, manifest):
        publish_bytes(folder / MANIFEST, manifest)


def _copied(batch: Batch, target: Path, sound: OutgoingSound) -> None:
    part = batch.part_for(target)
    with disk_errors(target):
        shutil.copyfile(sound.path, part)


def _stands(path: Path, sound: OutgoingSound) -> bool:
    with disk_errors(path):
        if not path.is_file() or path.stat().st_size != sound.size:
            return False
        return sha256_of(path) == sound.sha256


def _before(folder: Path, target: str, place: Place) -> set[str]:
    """Return the files of the export that stands there; of another target's, nothing is touched."""
    path = folder / MANIFEST
    with disk_errors(path):
        if not path.exists():
            return set()
        data = read_regular(path, limit=_LARGEST_MANIFEST)
    try:
        found = json.loads(data)
        names = set(found["files"])
        if (found["kind"], found["target"]) == (_KIND, target) and all(map(_NAME.fullmatch, names)):
            return names
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise ContentError(NOT_AN_EXPORT(place, names=[MANIFEST]))
