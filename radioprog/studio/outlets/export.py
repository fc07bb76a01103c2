"""Exports: a station's airings as files for playout systems, guides and information systems."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.canonical import document_json
from radioprog.kernel.disk.opening import disk_errors, read_regular
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import Staging, locked, make_folder, sha256_of, sweep_parts
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.publish.outgoing import OutgoingSound, outgoing
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
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.air.timetable import Timetable, asked_day, timetable
from radioprog.studio.outlets.outlets_file import outlet_named
from radioprog.studio.outlets.sounds import SoundStore, is_plain_mp3
from radioprog.studio.workspace import Workspace

FOLDER = "export"
_USUAL_DAYS = 7
MANIFEST = "export.json"
_KIND = "radioprog-export"
_NAME = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*")
_HARMLESS = frozenset({"unknown-programme", "exception-twice"})
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
            ``xmltv``, ``spi`` or ``source-info``, or the name of an outlet of ``outlets.yaml``.
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
    return _exported(table, asked.target, span, options or asked.options, folder)


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


def _exported(
    table: Timetable, target: str, days: int, options: TargetOptions, folder: Path
) -> ExportReport:
    if any(found.is_error and found.code not in _HARMLESS for found in table.loaded):
        raise ContentError(in_order(table.loaded))
    workspace = table.workspace
    store = SoundStore(workspace, is_plain_mp3)
    audit = table.new_audit()
    given = export_input(table, store, days, options, audit)
    files = export_files(target, given)
    sounds = {} if target in WITHOUT_SOUNDS or options.sounds else _sounds(given)
    with locked(workspace.cache / "export.lock"):
        _publish(workspace, folder, target, files, sounds)
    listed = (*(each.name for each in files), *sorted(sounds))
    findings = in_order((*table.findings_with(audit), *store.findings))
    return ExportReport(target, folder, listed, findings)


def export_input(
    table: Timetable, store: SoundStore, days: int, options: TargetOptions, audit: Audit
) -> ExportInput:
    """Return what an export is made from: each station that has something on air, with sounds."""
    workspace = table.workspace
    units = table.schedules.network
    stations = tuple(
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
    return ExportInput(
        stations=tuple(each for each in stations if each.airings),
        first=dt.date.fromordinal(table.window.first),
        days=days,
        zone=table.clock.zone,
        zone_name=table.clock.name,
        language=workspace.text_language,
        organisation=workspace.organisation or "",
        options=options,
    )


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
    target: str,
    files: Sequence[ExportFile],
    sounds: Mapping[str, OutgoingSound],
) -> None:
    """Make the files visible together, and take away those of the export before."""
    place = Place(workspace.show(folder))
    before = _before(folder, target, place)
    names = {each.name for each in files} | set(sounds)
    with disk_errors(folder):
        strange = [name for name in sorted(names - before) if (folder / name).exists()]
    if strange and not before:
        raise ContentError(NOT_AN_EXPORT(place, names=strange[:5]))
    with Staging(folder / MANIFEST) as staging:
        sweep_parts(folder)
        for each in files:
            make_folder((folder / each.name).parent)
            staging.add(folder / each.name, _writer(each.data))
        for name, sound in sorted(sounds.items()):
            make_folder((folder / name).parent)
            if not _stands(folder / name, sound):
                staging.add(folder / name, _copier(sound))
        gone = sorted(before - names)
        manifest = {"kind": _KIND, "target": target, "files": sorted(names)}
        staging.commit(document_json(manifest))
    for name in gone:
        with disk_errors(folder / name):
            (folder / name).unlink(missing_ok=True)


def _writer(data: bytes) -> Callable[[Path], None]:
    def write(part: Path) -> None:
        part.write_bytes(data)

    return write


def _copier(sound: OutgoingSound) -> Callable[[Path], None]:
    def copy(part: Path) -> None:
        shutil.copyfile(sound.path, part)

    return copy


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
