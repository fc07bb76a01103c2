"""Publishing calendars: feeds written, numbered by the ledger, made visible together.

The ledger is made visible first: interrupted after that, the next run writes the very same
files. A calendar that already holds the very bytes is left alone.

Use cases as a developer calls them, where a command has more switches than a call needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from radioprog.ical.lint import LARGEST_FEED
from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import Batch, disk_errors, locked, stands_as, sweep_parts
from radioprog.kernel.findings import Finding, Place, Text
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
from radioprog.publish.calendars.changes import (
    CalendarChange,
    Difference,
    differences,
    told,
    told_alike,
)
from radioprog.publish.calendars.feed import FeedMaker
from radioprog.publish.calendars.feed_item import CLOSING, FeedItem, closing_notice
from radioprog.publish.calendars.findings import LARGE_FEED, ORPHAN_CALENDAR
from radioprog.publish.calendars.history import History
from radioprog.publish.calendars.network_feed import network_feed
from radioprog.record.findings import LEDGER_ELSEWHERE
from radioprog.record.first_days import keep_first_days, load_first_days
from radioprog.record.ledger import PLACE, EventKey, FeedEntry, Ledger, Revised, Revision, revise
from radioprog.record.store.kinds import LEDGER
from radioprog.record.store.records import Records
from radioprog.schedule.airings.fill import ProgrammeEntry, StationSound
from radioprog.schedule.days.civil import CivilDay, civil_day, date_of
from radioprog.schedule.stations.station import Station
from radioprog.studio.air.schedule_folder import CALENDARS
from radioprog.studio.air.timetable import Timetable, asked_day, timetable
from radioprog.studio.workspace import Workspace, records_of

FOLDER = CALENDARS
DRAFT_FOLDER = "calendar-draft"
"""Errors that leave every airing in its place."""
_NO_DAY = "2000-01-01"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """One calendar: its station, where it stands, how many events, whether it is new.

    ``data`` is what it holds, where it was asked for without being written.
    """

    station: str
    path: Path
    events: int
    changed: bool
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class PublishedCalendars:
    """What was published, or (for a comparison) would be."""

    files: tuple[CalendarFile, ...]
    changes: tuple[CalendarChange, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """How feeds are written.

    ``hide_cancelled`` takes cancelled airings out, ``address`` is where the feeds will be found,
    ``alarm`` reminds so many seconds before each airing (0: never; private feeds only).
    """

    hide_cancelled: bool = False
    address: str = ""
    alarm: int = 0


AS_USUAL = FeedOptions()


@dataclass(frozen=True, slots=True)
class _Calendar:
    """One calendar on its way: what it holds, what it held, and its next revisions."""

    venue: Venue
    items: Sequence[CommonItem]
    before: Mapping[str, FeedItem]
    revised: Revised

    @property
    def events(self) -> int:
        return len(self.items) + len(self.revised.tombstones)


def publish_calendars(
    table: Timetable,
    folder: Path,
    *,
    only_some: bool = False,
    compare: bool = False,
    write: bool = True,
    draft: bool = False,
    options: FeedOptions = AS_USUAL,
) -> PublishedCalendars:
    """Write the calendar of each station and of the network into a folder.

    A ``draft`` is written under other names and leaves what was published as it is.

    ``only_some`` leaves the network's calendar alone; ``compare`` writes nothing and only tells
    what changed since the last publishing; without ``write`` the calendars are returned as bytes.

    Raises:
        ContentError: the schedule has errors; nothing is published, for a feed made of half a
            plan would cancel what is only unread.
    """
    table.must_be_read()
    records = records_of(table.workspace)
    if compare or draft or not write:
        desk = _Desk(table, options, records)
        if compare:
            return desk.compare()
        made = desk.in_memory(folder, network=not only_some)
        return _as_drafts(made) if draft and write else made
    with locked(table.workspace.cache / "calendar.lock"), records.alone("calendar"):
        return _Desk(table, options, records).publish(folder, network=not only_some)


def _ledger(workspace: Workspace, records: Records, told: list[Finding]) -> Ledger:
    """Read the ledger, which may still lie where a version before the store left it.

    Raises:
        ContentError: ``ledger-unreadable``; ``ledger-elsewhere``: the record is in a database that
            knows of no publishing, while the folder does, and numbers would begin anew.
    """
    ledger = Ledger.load(records, told, folder=workspace.record, shown=workspace.show)
    left = workspace.record / f"{LEDGER}.jsonl"
    if workspace.records and left.exists() and LEDGER not in records.kinds():
        folder = workspace.show(workspace.record)
        place = Place(workspace.show(left))
        raise ContentError(LEDGER_ELSEWHERE(place, where=records.where, folder=folder))
    return ledger


def _as_drafts(made: PublishedCalendars) -> PublishedCalendars:
    """Make calendars visible under names that say what they are; the ledger does not know them."""
    files = []
    with Batch() as batch:
        for each in made.files:
            target = each.path.with_suffix(".draft.ics")
            changed = not stands_as(target, each.data)
            if changed:
                batch.add(target, each.data)
            files.append(replace(each, path=target, changed=changed))
        batch.commit()
    return replace(made, files=tuple(files))


class _Desk:
    """One publishing: the classes' feeds once, then each calendar from them and its past."""

    def __init__(self, table: Timetable, options: FeedOptions, records: Records) -> None:
        self.table = table
        self.options = options
        self.records = records
        self.told: list[Finding] = []
        self.ledger = _ledger(table.workspace, records, self.told)
        self.audit = table.new_audit()
        workspace = table.workspace
        self.language = workspace.text_language
        self.first_days = load_first_days(records, [])  # the timetable has told of its lines
        self.maker = FeedMaker(
            table.planner,
            table.window,
            self.language,
            hide_cancelled=options.hide_cancelled,
            begins={slot: civil_day(day) for slot, day in self.first_days.items()},
        )
        self.writer = CalendarWriter(
            table.clock,
            table.window,
            self.language,
            organisation=workspace.organisation or "",
            address=options.address,
            audio_url=workspace.audio_url or "",
            alarm=options.alarm,
            sounds={
                entry.name: _sounds_of(entry)
                for entry in table.assignments.filling.entries
                if entry.editions
            },
        )
        self.history = History(table.window.first, table.clock.instant)
        self.first = date_of(table.window.first)
        self.last = date_of(table.window.last)
        self._said: dict[str, FeedItem | None] = {}
        self._names: dict[FeedItem, str] = {}

    def calendars(self, *, network: bool) -> Iterator[_Calendar]:
        """Yield each station's calendar in order of id, those of removed units, the network's."""
        wanted: dict[str, list[FeedItem]] = {}
        for plan in self.table.classes(self.audit):
            wanted[plan.station_class.first_station] = self.maker.items(plan)
        first_station = {
            each: station_class.first_station
            for station_class in self.table.assignments.classes
            for each in station_class.stations
        }
        joined: dict[object, list[CommonItem]] = {}
        shared: dict[int, tuple[list[str], list[CommonItem]]] = {}
        units = self.table.schedules.network
        for station in sorted(first_station):
            old = self.ledger.revisions(station)
            before = self._before(old)
            notice = self._notice(units[station])
            key = (first_station[station], tuple(sorted(before)), notice, bool(old))
            if key not in joined:
                asked = [*wanted[first_station[station]], *([notice] if notice else [])]
                whole = self.history.joined(before.values(), asked, published=bool(old))
                joined[key] = self.writer.common(whole)
            items = joined[key]
            shared.setdefault(id(items), ([], items))[0].append(station)
            yield self._calendar(venue_of(units[station]), items, old, before)
        if network:
            yield from self._removed(first_station)
            yield self._network(tuple(shared.values()))

    def _removed(self, planned: Mapping[str, str]) -> Iterator[_Calendar]:
        """Close the calendars of units that are in the list no more."""
        for station in self.ledger.stations():
            if station in planned or station in self.table.schedules.network or station == NETWORK:
                continue
            old = self.ledger.revisions(station)
            before = self._before(old)
            if not before:
                continue
            told = (item.day for item in before.values() if item.stem == CLOSING)
            asked = [self._closing(station, next(told, self.table.window.first))]
            items = self.writer.common(self.history.joined(before.values(), asked))
            yield self._calendar(self._former_venue(station, old), items, old, before)

    def _notice(self, unit: Station) -> FeedItem | None:
        """Say on the day after a unit's last one where its listeners go on."""
        if unit.valid_to is None or unit.last_day >= self.table.window.last:
            return None
        return self._closing(unit.id, CivilDay(unit.last_day + 1))

    def _closing(self, station: str, day: CivilDay) -> FeedItem:
        units = self.table.schedules.network
        after = [(each.id, each.name) for each in units if station in each.predecessors]
        return closing_notice(day, after, self.options.address, self.language)

    def _network(self, feeds: Sequence[tuple[list[str], list[CommonItem]]]) -> _Calendar:
        names = {unit.id: unit.name for unit in self.table.schedules.network}
        merged = network_feed(feeds, names, self.language)
        name = self.table.workspace.organisation or Text("toàn mạng", "network").to(self.language)
        return self._calendar(Venue(NETWORK, name, b""), merged, self.ledger.revisions(NETWORK), {})

    def _before(self, old: Mapping[EventKey, Revision]) -> dict[str, FeedItem]:
        """Return by name what a calendar held when last published, as far as that was kept."""
        names = (
            each.item
            for key, each in sorted(old.items())
            if each.item and not each.removed and key != PLACE
        )
        return {name: item for name in names if (item := self._item(name)) is not None}

    def _item(self, name: str) -> FeedItem | None:
        if name not in self._said:
            record = self.ledger.item(name)
            try:
                self._said[name] = None if record is None else FeedItem.from_record(record)
            except (TypeError, ValueError, KeyError):
                self._said[name] = None
        return self._said[name]

    def _name(self, item: FeedItem) -> str:
        if item not in self._names:
            self._names[item] = self.ledger.keep(item.to_record())
        return self._names[item]

    def _calendar(
        self,
        venue: Venue,
        items: Sequence[CommonItem],
        old: Mapping[EventKey, Revision],
        before: Mapping[str, FeedItem],
    ) -> _Calendar:
        events = {key: revision for key, revision in old.items() if key != PLACE}
        entries = self._entries(items, venue)
        revised = revise(events, entries, first=self.first, last=self.last)
        return _Calendar(venue, items, before, revised)

    def _entries(self, items: Iterable[CommonItem], venue: Venue) -> Iterator[FeedEntry]:
        digest = venue.digest
        for common in items:
            item = common.item
            yield FeedEntry(
                key=(item.stem, common.recurrence),
                digest=self.writer.digest(common, digest),
                start=iso(item.start),
                end=iso(item.end),
                last="" if item.last is None else date_of(item.last).isoformat(),
                base=date_of(item.base).isoformat(),
                summary=item.summary,
                item="" if venue.id == NETWORK else self._name(item),
            )

    def _former_venue(self, station: str, old: Mapping[EventKey, Revision]) -> Venue:
        """Return where a removed unit was, as its calendar last said."""
        known = old.get(PLACE)
        record = self.ledger.item(known.item) if known else None
        name, lines = (record or {}).get("name", station), (record or {}).get("lines", "")
        return Venue(station, str(name), str(lines).encode())

    def _place(self, venue: Venue) -> Revision:
        content = {"name": venue.name, "lines": venue.lines.decode()}
        name = self.ledger.keep(content)
        return Revision(0, name, _NO_DAY, _NO_DAY, "", _NO_DAY, "", item=name)

    def compare(self) -> PublishedCalendars:
        """Tell what would change, airing by airing; nothing is written."""
        known: dict[object, list[tuple[Difference, CalendarChange]]] = {}
        changes: list[CalendarChange] = []
        low, high, clock = self.table.window.first, self.table.window.last, self.table.clock
        for calendar in self.calendars(network=True):
            if calendar.venue.id == NETWORK:
                continue
            new = [common.item for common in calendar.items]
            key = (tuple(calendar.before), tuple(map(self._name, new)))
            if key not in known:
                found = differences(calendar.before.values(), new, low, high)
                known[key] = [(each, told(each, calendar.venue.id, clock)) for each in found]
            own = calendar.venue.id
            changes.extend(told_alike(change, each, own) for each, change in known[key])
        return PublishedCalendars((), tuple(changes), self._findings())

    def in_memory(self, folder: Path, *, network: bool) -> PublishedCalendars:
        """Return the calendars as bytes; nothing is written, the ledger neither."""
        files = []
        for calendar in self.calendars(network=network):
            data, target = self._bytes(calendar), folder / f"{calendar.venue.id}.ics"
            changed = not stands_as(target, data)
            files.append(CalendarFile(calendar.venue.id, target, calendar.events, changed, data))
        return PublishedCalendars(tuple(files), (), self._findings())

    def publish(self, folder: Path, *, network: bool) -> PublishedCalendars:
        """Write all calendars under temporary names, then the ledger, then make them visible."""
        files: list[CalendarFile] = []
        findings: list[Finding] = []
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        sweep_parts(folder)
        with Batch() as batch:
            for calendar in self.calendars(network=network):
                data = self._bytes(calendar)
                target = folder / f"{calendar.venue.id}.ics"
                changed = not stands_as(target, data)
                if changed:
                    batch.add(target, data)
                if len(data) > LARGEST_FEED:
                    place = Place(self.table.workspace.show(target))
                    findings.append(LARGE_FEED(place, size=len(data) // 1000))
                self._put(calendar)
                files.append(CalendarFile(calendar.venue.id, target, calendar.events, changed))
            findings.extend(self._orphans(folder))
            now = dt.datetime.now(dt.UTC)
            keep_first_days(self.records, self._begun(), self.first, self.first_days, now)
            self.ledger.save(self.records, now, findings)
            batch.commit()
        return PublishedCalendars(tuple(files), (), (*self._findings(), *findings))

    def _findings(self) -> tuple[Finding, ...]:
        return (*self.table.findings_with(self.audit), *self.told)

    def _put(self, calendar: _Calendar) -> None:
        rows = dict(calendar.revised.revisions)
        if calendar.venue.id != NETWORK:
            rows[PLACE] = self._place(calendar.venue)
        self.ledger.put(calendar.venue.id, rows)

    def _begun(self) -> set[str]:
        """Return the slots that begin with their first publishing."""
        return {
            slot.id
            for station_class in self.table.assignments.classes
            for slot in station_class.slots
            if slot.first is None
        }

    def _bytes(self, calendar: _Calendar) -> bytes:
        revisions = calendar.revised.revisions
        stamps: dict[tuple[str, str], Stamp] = {}
        for common in calendar.items:
            key = (common.item.stem, common.recurrence)
            stamps[key] = Stamp(revisions[key].sequence, common.item.base)
        gone = [_gone(key, revision) for key, revision in calendar.revised.tombstones]
        return self.writer.write(calendar.venue, calendar.items, stamps, gone)

    def _orphans(self, folder: Path) -> Iterator[Finding]:
        known = {unit.id for unit in self.table.schedules.network} | {NETWORK}
        for station in self.ledger.stations():
            target = folder / f"{station}.ics"
            if station not in known and target.exists():
                yield ORPHAN_CALENDAR(Place(self.table.workspace.show(target)), station=station)


def _sounds_of(entry: ProgrammeEntry) -> dict[str, StationSound]:
    """Return the sound of each station by its id, and that of all others."""
    length, size = float(entry.length or 0.0), entry.audio_size
    others = StationSound("", entry.audio, size, entry.audio_sha256, length)
    return {"": others, **{each.station: each for each in entry.editions}}


def _gone(key: EventKey, revision: Revision) -> Gone:
    base: CivilDay = civil_day(dt.date.fromisoformat(revision.base))
    return Gone(
        key[0], revision.start, revision.end, revision.summary, Stamp(revision.sequence, base)
    )


def calendar(
    workspace: Workspace,
    *,
    first: dt.date | str | None = None,
    days: int = 366,
    stations: str | Sequence[str] = (),
    output: Path | str | None = None,
    write: bool = True,
    compare: bool = False,
    options: FeedOptions = AS_USUAL,
) -> PublishedCalendars:
    """Write the iCalendar feed of each station, and of the network where no station is named.

    Args:
        workspace: whose schedules are published.
        first: the first day, a date or ISO text; today in the workspace's zone where none is given.
        days: how many days the feeds reach.
        stations: ids or names; none: all of them.
        output: the folder, relative to the workspace; ``build/calendar`` where none is given.
        write: without it nothing is written, and each file carries its ``data``.
        compare: write nothing and tell what changed since the last publishing.
        options: how feeds are written.

    Raises:
        ContentError: the schedule has errors; nothing is published.
        UsageError: a station that nobody knows, or days that cannot be reckoned.
    """
    names = (stations,) if isinstance(stations, str) else tuple(stations)
    table = timetable(workspace, first=asked_day(workspace, first), days=days, stations=names)
    folder = workspace.root / output if output else workspace.build / FOLDER
    return publish_calendars(
        table, folder, only_some=bool(names), compare=compare, write=write, options=options
    )
