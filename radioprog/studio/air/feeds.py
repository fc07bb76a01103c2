"""One publishing of calendars: feeds of classes, each station's from them and its past, numbered.

What stands as it would be made anew is neither computed nor written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from radioprog.ical.lint import LARGEST_FEED
from radioprog.kernel.canonical import digest
from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import Batch, disk_errors, stands_as, sweep_parts
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
from radioprog.publish.calendars.findings import LARGE_FEED, NETWORK_THINNED, ORPHAN_CALENDAR
from radioprog.publish.calendars.history import History
from radioprog.publish.calendars.network_feed import network_feed
from radioprog.publish.calendars.zone import timezone_block
from radioprog.record.findings import LEDGER_ELSEWHERE
from radioprog.record.first_days import keep_first_days
from radioprog.record.ledger import PLACE, EventKey, FeedEntry, Ledger, Revised, Revision, revise
from radioprog.record.store.kinds import LEDGER
from radioprog.record.store.records import Records
from radioprog.schedule.airings.fill import ProgrammeEntry, StationSound
from radioprog.schedule.conflicts.audit import Audit
from radioprog.schedule.days.civil import CivilDay, civil_day, date_of
from radioprog.schedule.stations.station import Station
from radioprog.studio.air.remembered import KeptCalendar, Remembered
from radioprog.studio.air.timetable import Timetable
from radioprog.studio.workspace import Workspace

_NO_DAY = "2000-01-01"
_NOTHING_NEW = Revised({}, ())


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
    asked: str = ""
    standing: KeptCalendar | None = None

    @property
    def events(self) -> int:
        if self.standing is not None:
            return self.standing.events
        return len(self.items) + len(self.revised.tombstones)


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


class Publishing:
    """One publishing: the classes' feeds once, then each calendar from them and its past."""

    def __init__(
        self,
        table: Timetable,
        options: FeedOptions,
        records: Records,
        memory: Remembered | None = None,
    ) -> None:
        self.table = table
        self.memory = memory
        self.options = options
        self.records = records
        self.told: list[Finding] = []
        self.ledger: Ledger = _ledger(table.workspace, records, self.told)
        self.audit: Audit = table.new_audit()
        workspace = table.workspace
        self.language = workspace.text_language
        self.first_days: Mapping[str, CivilDay] = table.assignments.filling.begun
        self.maker: FeedMaker = FeedMaker(
            table.planner,
            table.window,
            self.language,
            hide_cancelled=options.hide_cancelled,
            begins=self.first_days,
        )
        self.writer: CalendarWriter = self._writer()
        self.history: History = History(table.window.first, table.clock.instant)
        self.first: dt.date = date_of(table.window.first)
        self.last: dt.date = date_of(table.window.last)
        self._said: dict[str, FeedItem | None] = {}
        self._names: dict[FeedItem, str] = {}
        self._listed: dict[int, str] = {}
        if memory is not None:
            memory.begin(self._facts())

    def _writer(self) -> CalendarWriter:
        table, workspace, options = self.table, self.table.workspace, self.options
        return CalendarWriter(
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

    def _facts(self) -> str:
        """Return the hash of what decides every calendar beside its items and its past."""
        window, clock, organisation = self.table.window, self.table.clock, self.table.workspace
        zone = timezone_block(clock, self.first.year - 1, self.last.year)
        said = (clock.name, zone, window, self.language, organisation.organisation, self.options)
        rest = (organisation.audio_url, sorted(self.writer.sounds.items()))
        return digest([repr(said), repr(rest)])

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
            notice = self._notice(units[station])
            venue = venue_of(units[station])
            wish = self._asked(wanted[first_station[station]], notice, venue)
            standing = self._standing(station, wish)
            old = {} if standing else self.ledger.revisions(station)
            before = self._named(standing.held) if standing else self._before(old)
            published = standing is not None or bool(old)
            key = (first_station[station], tuple(sorted(before)), notice, published)
            if key not in joined:
                asked = [*wanted[first_station[station]], *([notice] if notice else [])]
                whole = self.history.joined(before.values(), asked, published=published)
                joined[key] = self.writer.common(whole)
            items = joined[key]
            shared.setdefault(id(items), ([], items))[0].append(station)
            if standing is not None:
                yield _Calendar(venue, items, before, _NOTHING_NEW, wish, standing)
            else:
                yield replace(self._calendar(venue, items, old, before), asked=wish)
        if network:
            yield from self._removed(first_station)
            yield self._network(tuple(shared.values()))

    def _asked(self, items: Sequence[FeedItem], notice: FeedItem | None, venue: Venue) -> str:
        """Return the hash of what a station's calendar is to hold, and of where it is."""
        if self.memory is None:
            return ""
        known = self._listed.get(id(items))
        if known is None:
            known = self._listed[id(items)] = digest([self._name(each) for each in items])
        last = "" if notice is None else self._name(notice)
        said = "\n".join((known, last, venue.name)).encode() + b"\n" + venue.lines
        return hashlib.sha256(said).hexdigest()

    def _standing(self, station: str, asked: str) -> KeptCalendar | None:
        if self.memory is None:
            return None
        return self.memory.standing(station, asked, self.ledger.state(station))

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
        feed = network_feed(feeds, names, self.language, LARGEST_FEED)
        name = self.table.workspace.organisation or Text("toàn mạng", "network").to(self.language)
        old = self.ledger.revisions(NETWORK)
        made = self._calendar(Venue(NETWORK, name, b""), feed.items, old, {})
        if not feed.left_out:
            return made
        self.told.append(NETWORK_THINNED(least=feed.least, count=len(feed.left_out)))
        # What is only left out here is on air all the same: nobody is told that it was cancelled.
        gone = [each for each in made.revised.tombstones if each[0][0] not in feed.left_out]
        return replace(made, revised=replace(made.revised, tombstones=tuple(gone)))

    def _before(self, old: Mapping[EventKey, Revision]) -> dict[str, FeedItem]:
        """Return by name what a calendar held when last published, as far as that was kept."""
        return self._named(_held(old))

    def _named(self, names: Iterable[str]) -> dict[str, FeedItem]:
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
            asked: dict[str, str] = {}
            for calendar in self.calendars(network=network):
                name, target = calendar.venue.id, folder / f"{calendar.venue.id}.ics"
                if calendar.standing is not None:
                    size, changed = calendar.standing.size, False
                else:
                    size, changed = self._put(calendar, target, batch)
                    asked[name] = calendar.asked
                if size > LARGEST_FEED:
                    place = Place(self.table.workspace.show(target))
                    findings.append(LARGE_FEED(place, size=size // 1000))
                files.append(CalendarFile(name, target, calendar.events, changed))
                self._keep(name, calendar.standing)
            findings.extend(self._orphans(folder))
            now = dt.datetime.now(dt.UTC)
            keep_first_days(self.records, self._begun(), self.first, self.first_days, now)
            self.ledger.save(self.records, now, findings)
            batch.commit()
        self._remember(files, asked)
        return PublishedCalendars(tuple(files), (), (*self._findings(), *findings))

    def _keep(self, station: str, standing: KeptCalendar | None) -> None:
        if self.memory is not None:
            self.memory.keep(station, standing)

    def _remember(self, files: Iterable[CalendarFile], asked: Mapping[str, str]) -> None:
        """Remember what was made, for the next publishing."""
        if self.memory is None:
            return
        for each in files:
            if asked.get(each.station):
                state = self.ledger.state(each.station)
                held = _held(self.ledger.revisions(each.station))
                made = self.memory.made(each.station, asked[each.station], state, held, each.events)
                self.memory.keep(each.station, made)
        self.memory.save()

    def _findings(self) -> tuple[Finding, ...]:
        return (*self.table.findings_with(self.audit), *self.told)

    def _put(self, calendar: _Calendar, target: Path, batch: Batch) -> tuple[int, bool]:
        """Write a calendar if it is not what stands there; give its size, and whether it is."""
        data = self._bytes(calendar)
        changed = not stands_as(target, data)
        if changed:
            batch.add(target, data)
        rows = dict(calendar.revised.revisions)
        if calendar.venue.id != NETWORK:
            rows[PLACE] = self._place(calendar.venue)
        self.ledger.put(calendar.venue.id, rows)
        return len(data), changed

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


def _held(revisions: Mapping[EventKey, Revision]) -> list[str]:
    """Return the names of the items that a calendar holds, in order of their events."""
    return [
        each.item
        for key, each in sorted(revisions.items())
        if each.item and not each.removed and key != PLACE
    ]


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
