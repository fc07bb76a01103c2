"""Publishing calendars: feeds written, numbered by the ledger, made visible together.

The ledger is made visible first: interrupted after that, the next run writes the very same
files. A calendar that already holds the very bytes is left alone.

Use cases as a developer calls them, where a command has more switches than a call needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from radioprog.ical.lint import LARGEST_FEED
from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import Batch, disk_errors, locked, sweep_parts
from radioprog.kernel.findings import Finding, Place, Text, in_order, warning
from radioprog.publish.calendars.calendar import (
    NETWORK,
    CalendarWriter,
    CommonItem,
    Gone,
    Stamp,
    Venue,
    iso,
    venue_of,
)
from radioprog.publish.calendars.feed import FeedMaker
from radioprog.publish.calendars.network_feed import network_feed
from radioprog.record.ledger import FILE as LEDGER
from radioprog.record.ledger import Entry, EventKey, Ledger, Revised, Revision, revise
from radioprog.schedule.airings.assignments import StationClass
from radioprog.schedule.days.civil import CivilDay, civil_day, date_of
from radioprog.studio.air.timetable import Timetable, timetable
from radioprog.studio.workspace import Workspace

FOLDER = "calendar"
_HARMLESS = frozenset({"unknown-programme", "exception-twice"})
"""Errors that leave every airing in its place."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """One calendar: its station, where it stands, how many events, whether it is new."""

    station: str
    path: Path
    events: int
    changed: bool


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """What is new in a calendar: an event added, changed or removed."""

    station: str
    what: str
    uid: str
    start: str
    summary: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, or (for a comparison) would be."""

    files: tuple[CalendarFile, ...]
    changes: tuple[CalendarChange, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """One calendar on its way: what it holds and its next revisions."""

    venue: Venue
    items: Sequence[CommonItem]
    revised: Revised
    old: Mapping[EventKey, Revision]


def publish_calendars(
    table: Timetable,
    folder: Path,
    *,
    only_some: bool = False,
    compare: bool = False,
    hide_cancelled: bool = False,
    address: str = "",
) -> Published:
    """Write the calendar of each station and of the network into a folder.

    ``only_some`` leaves the network's calendar alone; ``compare`` writes nothing and only tells
    what changed since the last publishing.

    Raises:
        ContentError: the schedule has errors; nothing is published, for a feed made of half a
            plan would cancel what is only unread.
    """
    unread = [found for found in table.loaded if found.is_error and found.code not in _HARMLESS]
    if unread:
        raise ContentError(in_order(table.loaded))
    path = table.workspace.record / LEDGER
    desk = _Desk(table, hide_cancelled=hide_cancelled, address=address)
    if compare:
        ledger = Ledger.load(path, shown=table.workspace.show(path))
        changes = tuple(
            change
            for calendar in desk.calendars(ledger, network=not only_some)
            for change in _changes(calendar)
        )
        return Published((), changes, table.findings_with(desk.audit))
    with locked(table.workspace.cache / "calendar.lock"):
        ledger = Ledger.load(path, shown=table.workspace.show(path))
        return desk.publish(ledger, path, folder, network=not only_some)


class _Desk:
    """One publishing: the classes' feeds once, then each calendar from them."""

    def __init__(self, table: Timetable, *, hide_cancelled: bool, address: str) -> None:
        self.table = table
        self.audit = table.new_audit()
        language = table.workspace.text_language
        self.language = language
        self.maker = FeedMaker(table.planner, table.window, language, hide_cancelled=hide_cancelled)
        self.writer = CalendarWriter(
            table.clock,
            table.window,
            language,
            organisation=table.workspace.organisation or "",
            address=address,
        )
        self.first = date_of(table.window.first)
        self.last = date_of(table.window.last)

    def calendars(self, ledger: Ledger, *, network: bool) -> Iterator[_Calendar]:
        """Give each station's calendar in order of id, and the network's last."""
        feeds: dict[str, list[CommonItem]] = {}
        for plan in self.table.classes(self.audit):
            feeds[plan.station_class.first_station] = self.writer.common(self.maker.items(plan))
        first_station = {
            each: station_class.first_station
            for station_class in self.table.assignments.classes
            for each in station_class.stations
        }
        units = self.table.schedules.network
        for station in sorted(first_station):
            venue = venue_of(units[station])
            yield self._calendar(venue, feeds[first_station[station]], ledger)
        if network:
            yield self._network(self.table.assignments.classes, feeds, ledger)

    def _network(
        self,
        classes: Sequence[StationClass],
        feeds: Mapping[str, Sequence[CommonItem]],
        ledger: Ledger,
    ) -> _Calendar:
        names = {unit.id: unit.name for unit in self.table.schedules.network}
        merged = network_feed(
            (
                (station_class.stations, feeds[station_class.first_station])
                for station_class in classes
            ),
            names,
            self.language,
        )
        name = self.table.workspace.organisation or Text("toàn mạng", "network").to(self.language)
        return self._calendar(Venue(NETWORK, name, b""), merged, ledger)

    def _calendar(self, venue: Venue, items: Sequence[CommonItem], ledger: Ledger) -> _Calendar:
        old = ledger.revisions(venue.id)
        entries = self._entries(items, venue.digest)
        revised = revise(old, entries, first=self.first, last=self.last)
        return _Calendar(venue, items, revised, old)

    def _entries(self, items: Iterable[CommonItem], venue_digest: bytes) -> Iterator[Entry]:
        for common in items:
            item = common.item
            yield Entry(
                key=(item.stem, common.recurrence),
                digest=self.writer.digest(common, venue_digest),
                start=iso(item.start),
                end=iso(item.end),
                last="" if item.last is None else date_of(item.last).isoformat(),
                base=date_of(item.base).isoformat(),
                summary=item.summary,
            )

    def publish(self, ledger: Ledger, path: Path, folder: Path, *, network: bool) -> Published:
        """Write all calendars under temporary names, then the ledger, then make them visible."""
        files: list[CalendarFile] = []
        changes: list[CalendarChange] = []
        findings: list[Finding] = []
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        sweep_parts(folder)
        with Batch() as batch:
            for calendar in self.calendars(ledger, network=network):
                data = self._bytes(calendar)
                target = folder / f"{calendar.venue.id}.ics"
                changed = _stands_otherwise(target, data)
                if changed:
                    batch.add(target, data)
                if len(data) > LARGEST_FEED:
                    findings.append(_large(self.table.workspace.show(target), len(data)))
                ledger.put(calendar.venue.id, calendar.revised.revisions)
                events = len(calendar.items) + len(calendar.revised.tombstones)
                files.append(CalendarFile(calendar.venue.id, target, events, changed))
                changes.extend(_changes(calendar))
            findings.extend(self._orphans(ledger, folder))
            ledger.save(path)
            batch.commit()
        return Published(
            tuple(files), tuple(changes), (*self.table.findings_with(self.audit), *findings)
        )

    def _bytes(self, calendar: _Calendar) -> bytes:
        revisions = calendar.revised.revisions
        stamps: dict[tuple[str, str], Stamp] = {}
        for common in calendar.items:
            key = (common.item.stem, common.recurrence)
            stamps[key] = Stamp(revisions[key].sequence, common.item.base)
        gone = [_gone(key, revision) for key, revision in calendar.revised.tombstones]
        return self.writer.write(calendar.venue, calendar.items, stamps, gone)

    def _orphans(self, ledger: Ledger, folder: Path) -> Iterator[Finding]:
        known = {unit.id for unit in self.table.schedules.network} | {NETWORK}
        for station in ledger.stations():
            target = folder / f"{station}.ics"
            if station not in known and target.exists():
                yield warning(
                    "orphan-calendar",
                    Text(
                        f"đài {station} không còn trong danh sách, lịch vẫn ở đây",
                        f"{station} is not in the list any more, its calendar is still here",
                    ),
                    Text(
                        "nếu đài đã thôi, ghi valid_to; nếu không cần lịch nữa, xóa tệp",
                        "where the station ended, give it valid_to; else delete the file",
                    ),
                    Place(self.table.workspace.show(target)),
                )


def _gone(key: EventKey, revision: Revision) -> Gone:
    base: CivilDay = civil_day(dt.date.fromisoformat(revision.base))
    return Gone(
        key[0], revision.start, revision.end, revision.summary, Stamp(revision.sequence, base)
    )


def _stands_otherwise(target: Path, data: bytes) -> bool:
    with disk_errors(target):
        if not target.is_file() or target.stat().st_size != len(data):
            return True
        return target.read_bytes() != data


def _changes(calendar: _Calendar) -> Iterator[CalendarChange]:
    revised = calendar.revised
    for what, keys in (
        ("added", revised.added),
        ("changed", revised.changed),
        ("removed", revised.removed),
    ):
        for key in keys:
            revision = revised.revisions.get(key) or calendar.old[key]
            yield CalendarChange(
                calendar.venue.id,
                what,
                f"{key[0]}@{calendar.venue.id}.radioprog",
                key[1] or revision.start,
                revision.summary,
                revision.sequence,
            )


def _large(shown: str, size: int) -> Finding:
    return warning(
        "large-feed",
        Text(f"lịch nặng {size // 1000} kB, quá 1 MB", f"the feed is {size // 1000} kB, over 1 MB"),
        Text(
            "chọn ít ngày hơn (--days); có trình đọc lịch không nhận tệp lớn",
            "choose fewer days (--days); some readers refuse a large file",
        ),
        Place(shown),
    )


def calendar(
    workspace: Workspace,
    *,
    first: dt.date,
    days: int = 366,
    stations: Sequence[str] = (),
    output: Path | None = None,
) -> Published:
    """Write the iCalendar feed of each station, and of the network where no station is named.

    Args:
        workspace: whose schedules are published.
        first: the first day; no clock is asked.
        days: how many days the feeds reach.
        stations: ids or names; none: all of them.
        output: the folder, ``build/calendar`` where none is given.

    Raises:
        ContentError: the schedule has errors; nothing is published.
        UsageError: a station that nobody knows, or days that cannot be reckoned.
    """
    table = timetable(workspace, first=first, days=days, stations=stations)
    folder = output or workspace.build / FOLDER
    return publish_calendars(table, folder, only_some=bool(stations))
