"""Packs: the week of a station, copied to a stick, a folder or a zip, and looked at again.

Everything is decided and summed before anything is touched. A stick is never mixed: another
station's is refused, an older week goes when the new one stands ready, and what was interrupted
is completed by the same command.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.disk.opening import disk_errors, free_bytes, open_regular
from radioprog.kernel.errors import ContentError, DiskError
from radioprog.kernel.files import locked, publish
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.programme.tags.write import player_tags
from radioprog.publish.calendars.week_grid import station_weeks
from radioprog.publish.calendars.week_sheet import week_sheet
from radioprog.publish.outgoing import OutgoingSound, outgoing
from radioprog.publish.pack import findings as says
from radioprog.publish.pack.plan import (
    MANIFEST,
    PackedSound,
    PackPlan,
    PackTitle,
    PlacedAiring,
    pack_plan,
    placed,
)
from radioprog.publish.pack.read import read_pack
from radioprog.schedule.conflicts.timetable import ClassPlan
from radioprog.studio.air.calendars import publish_calendars
from radioprog.studio.air.timetable import Timetable, asked_day, timetable, without_lengths
from radioprog.studio.outlets.sounds import SoundStore, is_plain_mp3
from radioprog.studio.outlets.stick import (
    MEGABYTE,
    PackStatus,
    check_sizes,
    copy_pack,
    write_file,
)
from radioprog.studio.workers.batches import in_batches
from radioprog.studio.workspace import Workspace

FOLDER = "packs"
_READ = 1 << 20
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class StationPack:
    """The pack of one station: where it stands, its days, how many sounds, its size in bytes.

    ``status`` is ``current`` where the very pack stood there already, ``refused`` where it could
    not be put there: the findings tell why.
    """

    station: str
    path: Path
    first: dt.date
    days: int
    sounds: int
    size: int
    status: PackStatus


@dataclass(frozen=True, slots=True)
class PackReport:
    """What was packed, and all there is to say."""

    packs: tuple[StationPack, ...]
    findings: tuple[Finding, ...]


def pack(
    workspace: Workspace,
    stations: str | Sequence[str],
    *,
    output: Path | str | None = None,
    first: dt.date | str | None = None,
    days: int = 7,
    draft: bool = False,
    executor: Executor | None = None,
) -> PackReport:
    """Pack what stations without internet are handed: sounds in the order of airing, and papers.

    Args:
        workspace: whose schedule is packed.
        stations: ids or names.
        output: a folder (a stick), or a file that ends in ``.zip``, relative to the workspace. The
            pack of one station lies in the folder itself, those of several each in a folder of its
            own; without it they lie in ``build/packs`` (drafts in ``build/packs-draft``).
        first: the first day, a date or ISO text; today in the workspace's zone where none is given.
        days: how many days.
        draft: take what is not approved too, marked as a draft.
        executor: sums and copies several packs at once, with the same bytes; this process without
            it. A stick or a zip is written by one at a time in any case.

    Raises:
        ContentError: the schedule has errors; nothing is packed.
        UsageError: a station that nobody knows, or days that cannot be reckoned.
        DiskError: no room, or the disk refused; what stood there still stands.
    """
    begin = asked_day(workspace, first)
    names = (stations,) if isinstance(stations, str) else tuple(stations)
    table = timetable(workspace, first=begin, days=days, stations=names, draft=draft, mark=draft)
    return _packs_of(table, output, days, executor, draft=draft)


def _packs_of(
    table: Timetable,
    output: Path | str | None,
    days: int,
    executor: Executor | None,
    *,
    draft: bool,
) -> PackReport:
    workspace = table.workspace
    feeds = publish_calendars(table, workspace.build, only_some=True, write=False)
    calendars = {each.station: each.data for each in feeds.files}
    store = SoundStore(workspace, is_plain_mp3)
    drawn = [
        _drawn(table, station, plan, store, calendars[station], days, draft=draft)
        for station, plan in table.stations()
    ]
    summed = in_batches(_summed, (each.sounds for each in drawn), executor, sees=workspace.root)
    plans = [each.planned(sounds) for each, (_, sounds) in zip(drawn, summed, strict=True)]
    copied = _written(workspace, output, plans, executor, draft=draft)
    if any(each.status != "refused" for each, _ in copied):
        store.note_delivered("pack")
    return _report(copied, (*without_lengths(feeds.findings), *store.findings))


def _written(
    workspace: Workspace,
    output: Path | str | None,
    plans: Sequence[PackPlan],
    executor: Executor | None,
    *,
    draft: bool,
) -> list[tuple[StationPack, Sequence[Finding]]]:
    """Write the packs, as a zip or into folders, while nobody else does."""
    usual = workspace.build / (f"{FOLDER}-draft" if draft else FOLDER)
    target = usual if output is None else workspace.root / output
    apart = output is None or len(plans) > 1
    with locked(workspace.cache / "pack.lock"):
        if target.suffix.lower() == ".zip":
            return list(_zipped(workspace, target, plans))
        # A stick that several write to at once is slow, and fuller than each of them reckoned.
        crew = executor if output is None else None
        orders = (_CopyOrder(workspace, target, plan, apart) for plan in plans)
        return [made for _, made in in_batches(_copied, orders, crew, sees=workspace.root)]


def _report(
    copied: Sequence[tuple[StationPack, Sequence[Finding]]], known: Sequence[Finding]
) -> PackReport:
    made = tuple(each for each, _ in copied)
    more = [found for _, findings in copied for found in findings]
    empty = [_nothing(each) for each in made if not each.sounds]
    return PackReport(made, in_order((*known, *more, *empty)))


def _nothing(made: StationPack) -> Finding:
    return says.NOTHING_TO_PLAY(station=made.station, first=made.first, days=made.days)


# --- what is to be copied ---


@dataclass(frozen=True, slots=True)
class _TaggedSound:
    """A sound that is to be summed with the tags of its place: airing, title, track."""

    airing: str
    sound: OutgoingSound
    title: str
    track: int


@dataclass(frozen=True, slots=True)
class _DrawnPack:
    """A pack whose sounds are not summed yet."""

    title: PackTitle
    rows: tuple[PlacedAiring, ...]
    calendar: bytes
    week: bytes

    @property
    def sounds(self) -> tuple[_TaggedSound, ...]:
        """The sounds in the order of airing, as values that can travel."""
        language = self.title.language
        return tuple(
            _TaggedSound(each.airing.id, each.airing.sound, each.airing.named(language), each.track)
            for each in self.rows
            if each.file and each.airing.sound
        )

    def planned(self, sounds: Mapping[str, PackedSound]) -> PackPlan:
        """Plan the files, now that all is summed."""
        return pack_plan(self.title, self.rows, sounds, calendar=self.calendar, week=self.week)


def _drawn(
    table: Timetable,
    station: str,
    plan: ClassPlan,
    store: SoundStore,
    calendar: bytes,
    days: int,
    *,
    draft: bool,
) -> _DrawnPack:
    workspace = table.workspace
    unit = table.schedules.network[station]
    language = workspace.text_language
    airings = outgoing(
        station, plan.airings, table.clock, store.sounds_for(station), table.is_draft
    )
    rows = placed(airings)
    title = PackTitle(
        station=station,
        name=unit.name,
        first=dt.date.fromordinal(table.window.first),
        days=days,
        language=language,
        organisation=workspace.organisation or "",
        draft=draft and any(each.draft for each in airings),
    )
    week = week_sheet(
        station_weeks(unit.name, plan, table.window),
        organisation=workspace.organisation or "",
        language=language,
    )
    return _DrawnPack(title, rows, calendar, week.encode())


def _summed(sounds: tuple[_TaggedSound, ...]) -> dict[str, PackedSound]:
    """Sum the sounds of a pack, by airing."""
    return {each.airing: _packed(each) for each in sounds}


def _packed(each: _TaggedSound) -> PackedSound:
    """Give a sound the tags of its place in the pack, and sum it."""
    sound = each.sound
    tags = player_tags(sound.path, title=each.title, track=each.track, airing=each.airing)
    summed = hashlib.sha256(tags.head)
    with disk_errors(sound.path), open_regular(sound.path) as file:
        file.seek(tags.skip)
        while data := file.read(_READ):
            summed.update(data)
    summed.update(tags.tail)
    size = len(tags.head) + sound.size - tags.skip + len(tags.tail)
    return PackedSound(size, summed.hexdigest(), tags.head, tags.tail, tags.skip)


def _summary(plan: PackPlan, path: Path, status: PackStatus) -> StationPack:
    sounds = sum(each.sound is not None for each in plan.files)
    size = sum(each.size for each in plan.files) + len(plan.manifest)
    title = plan.title
    return StationPack(title.station, path, title.first, title.days, sounds, size, status)


# --- folders and sticks ---

_Copied = tuple[StationPack, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class _CopyOrder:
    """One pack that is to lie in a folder, or in a folder of its own within it."""

    workspace: Workspace
    target: Path
    plan: PackPlan
    apart: bool


def _copied(order: _CopyOrder) -> _Copied:
    workspace, target, plan = order.workspace, order.target, order.plan
    root = target / plan.title.station if order.apart else target
    try:
        if order.apart:
            _refuse_root_of_another(workspace, target)
        status, findings = copy_pack(workspace, root, plan)
    except ContentError as problem:
        status, findings = "refused", problem.findings
    return _summary(plan, root, status), findings


def _refuse_root_of_another(workspace: Workspace, target: Path) -> None:
    """Packs of several stations lie beside one another, never within the pack of one."""
    if (target / MANIFEST).exists():
        raise ContentError(says.NOT_OURS(_place(workspace, target), names=[MANIFEST]))


def _place(workspace: Workspace, path: Path) -> Place:
    return Place(workspace.show(path))


# --- zips ---


def _zipped(workspace: Workspace, target: Path, plans: Sequence[PackPlan]) -> list[_Copied]:
    """Write packs into one zip, whole or not at all; the same packs give the same bytes."""
    place = _place(workspace, target)
    for plan in plans:
        check_sizes(plan, place)
    _refuse_strange_zip(target, {plan.title.station for plan in plans}, place)
    need, free = sum(plan.size for plan in plans), free_bytes(target)
    if free < need:
        days = max(1, plans[0].title.days // 2)
        room = free / MEGABYTE
        raise DiskError(says.NO_ROOM(place, need=need / MEGABYTE, free=room, days=days))

    def write(part: Path) -> None:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            for plan in plans:
                folder = f"{plan.title.station}/" if len(plans) > 1 else ""
                for file in plan.files:
                    with archive.open(_entry(folder + file.name, file.size), "w") as out:
                        write_file(file, out)
                archive.writestr(_entry(folder + MANIFEST, len(plan.manifest)), plan.manifest)

    publish(target, write)
    return [(_summary(plan, target, "copied"), ()) for plan in plans]


def _entry(name: str, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_CLOCK)
    entry.external_attr = 0o100644 << 16
    entry.create_system = 3
    entry.file_size = size
    return entry


def _refuse_strange_zip(target: Path, stations: set[str], place: Place) -> None:
    """Refuse to write over a file that is no zip of packs of these very stations."""
    if not target.exists():
        return
    try:
        with zipfile.ZipFile(target) as archive:
            names = [each for each in archive.namelist() if Path(each).name == MANIFEST]
            found = [read_pack(archive.read(name)) for name in names]
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        found = []
    packs = [each for each in found if each is not None]
    if not packs:
        raise ContentError(says.NOT_OURS(place, names=[target.name]))
    for each in packs:
        if each.station not in stations:
            wanted = ", ".join(sorted(stations))
            raise ContentError(says.OTHER_STATION(place, found=each.station, wanted=wanted))
