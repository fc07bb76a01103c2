"""Calendars: feeds become ``.ics`` bytes, by every line of the safe profile.

What is common to many stations is written once and hashed once; a station's own feed is put
together from it with its name, its place and its revision numbers. Nothing here knows a clock:
stamps are counted from a base day by the revision.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from radioprog.ical.codec import CRLF, list_line, plain_line, text_line
from radioprog.kernel.findings import Language, Text
from radioprog.publish.calendars.feed_item import FeedItem, sound_lines
from radioprog.publish.calendars.zone import timezone_block
from radioprog.schedule.airings.expand import Window
from radioprog.schedule.airings.fill import StationSound
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.days.civil import (
    DAY,
    CivilDay,
    CivilMoment,
    Instant,
    ZoneClock,
    date_of,
    datetime_of,
)
from radioprog.schedule.stations.station import Station

NETWORK = "network"
REFRESH = "PT6H"
_BEGIN = b"BEGIN:VEVENT\r\n"
_END = b"END:VEVENT\r\n"
_DIGEST = 16
_CANCELLED = Text("HỦY", "CANCELLED")
_AIRING = Text("Mã buổi phát", "Airing")
_SOUND_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
}
_MOST_KEPT = 50_000
"""So many written items are kept for the next class of stations: some 50 MB at the most."""


def _folded(text: str) -> bytes:
    """Return a line of a description as it goes on after a fold, escaped and folded itself."""
    return text_line("XY", text).removeprefix(b"XY:").removesuffix(CRLF)


@dataclass(frozen=True, slots=True)
class CommonItem:
    """An item with all its lines that no station changes, written once.

    ``body`` ends within the description, which goes on with the station's own last line; ``tail``
    stands after that.
    """

    item: FeedItem
    body: bytes
    digest: bytes
    tail: bytes = b""

    @property
    def recurrence(self) -> str:
        """The moment it overrides, as the ledger names it; empty for none."""
        return "" if self.item.recurrence is None else iso(self.item.recurrence)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The revision of one event: its number and the day its stamps are counted from."""

    sequence: int
    base: CivilDay


@dataclass(frozen=True, slots=True)
class Gone:
    """An event that was removed, still to be shown as cancelled."""

    stem: str
    start: str
    end: str
    summary: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Venue:
    """Where a calendar belongs: its id, its name, and the lines that say where its events are."""

    id: str
    name: str
    lines: bytes

    @property
    def digest(self) -> bytes:
        """The hash of what the station adds to each event."""
        return hashlib.sha256(self.lines).digest()


def iso(when: CivilMoment) -> str:
    """Write a wall-clock moment in ISO 8601."""
    return datetime_of(when).isoformat()


def _stamp(when: CivilMoment) -> str:
    return f"{datetime_of(when):%Y%m%dT%H%M%S}"


def _utc(when: Instant) -> str:
    return f"{dt.datetime.fromtimestamp(when, dt.UTC):%Y%m%dT%H%M%SZ}"


def venue_of(station: Station) -> Venue:
    """Say where a station's events are."""
    lines = text_line("LOCATION", station.name)
    if station.lat is not None and station.lon is not None:
        lines += plain_line("GEO", f"{station.lat:.6f};{station.lon:.6f}")
    return Venue(station.id, station.name, lines)


class CalendarWriter:
    """Writes the calendars of one workspace.

    ``address`` is where the feeds will be found (``https://…/``), empty where that is not known.
    """

    def __init__(
        self,
        clock: ZoneClock,
        window: Window,
        language: Language,
        *,
        organisation: str = "",
        address: str = "",
        audio_url: str = "",
        alarm: int = 0,
        sounds: Mapping[str, Mapping[str, StationSound]] | None = None,
    ) -> None:
        """Take the zone's clock, the window, the language, whose calendars, and their address.

        ``audio_url`` is where sounds lie, with ``{path}``, ``{station}``, ``{programme}`` filled
        in; ``alarm`` reminds so many seconds before each airing (private feeds only). ``sounds``
        has, by programme, the sound of each station that gets its own, and that of all others
        under an empty id.
        """
        self.sounds: Mapping[str, Mapping[str, StationSound]] = sounds or {}
        self._audio_url = audio_url
        self._alarm = alarm
        self._clock = clock
        self._window = window
        self._language: Language = language
        self._organisation = organisation
        self._address = address.rstrip("/")
        self._zone = {"TZID": clock.name}
        self._zones: dict[int, bytes] = {}
        self._stamps: dict[Stamp, bytes] = {}
        self._written: dict[FeedItem, CommonItem] = {}

    def common(self, items: Iterable[FeedItem]) -> list[CommonItem]:
        """Write what no station changes; equal items of other classes are not written again."""
        return [self._once(item) for item in items]

    def _once(self, item: FeedItem) -> CommonItem:
        found = self._written.get(item)
        if found is None:
            if len(self._written) >= _MOST_KEPT:
                self._written.clear()
            found = self._written[item] = self._common(item)
        return found

    def _common(self, item: FeedItem) -> CommonItem:
        lines = self._times(item)
        if item.recurrence is not None:
            lines.append(plain_line("RECURRENCE-ID", _stamp(item.recurrence), self._zone))
        if item.rule is not None:
            lines.append(plain_line("RRULE", item.rule))
        if item.exdates:
            lines.append(plain_line("EXDATE", ",".join(map(_stamp, item.exdates)), self._zone))
        lines.extend(
            (
                text_line("SUMMARY", self._summary(item.summary, cancelled=item.cancelled)),
                list_line("CATEGORIES", item.categories),
                plain_line("PRIORITY", str(item.priority)),
                plain_line("STATUS", "CANCELLED" if item.cancelled else "CONFIRMED"),
                plain_line("TRANSP", "TRANSPARENT" if item.cancelled else "OPAQUE"),
            )
        )
        lines.append(text_line("DESCRIPTION", item.description).removesuffix(CRLF))
        body = b"".join(lines)
        said = (body, (item.related or "").encode(), repr(self._sound_facts(item)).encode())
        return CommonItem(item, body, hashlib.sha256(b"\0".join(said)).digest())

    def _summary(self, summary: str, *, cancelled: bool) -> str:
        """Mark what is cancelled in the title too: many a widget shows nothing else."""
        return f"{_CANCELLED.to(self._language)}: {summary}" if cancelled else summary

    def _sound_facts(self, item: FeedItem) -> tuple[object, ...]:
        own = sorted(self.sounds.get(item.programme, {}).items())
        facts = (item.audio, item.audio_size, self._audio_url)
        return (*facts, *own) if item.audio else ()

    def _station_sound(self, item: FeedItem, station: str) -> StationSound | None:
        """Return a station's own sound of an airing; nothing where all have the same."""
        known = self.sounds.get(item.programme, {})
        return known.get(station) or known.get("")

    def _sound(self, item: FeedItem, station: str) -> bytes:
        """Say where the sound is found, where the workspace knows that."""
        if not (item.audio and self._audio_url):
            return b""
        address, own = self._audio_url, self._station_sound(item, station)
        path, size = (own.path, own.size) if own else (item.audio, item.audio_size)
        for name, value in (
            ("path", path),
            ("station", station),
            ("programme", item.programme),
        ):
            address = address.replace(f"{{{name}}}", quote(value))
        kind = _SOUND_TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")
        parameters = {"FMTTYPE": kind}
        if size:
            parameters["SIZE"] = str(size)
        return plain_line("ATTACH", address, parameters)

    def _own_lines(self, item: FeedItem, station: str) -> bytes:
        """Write what only this station has of an event: its airing's id, its page, the sound."""
        if not item.slot:
            return CRLF
        name = airing_id(station, item.slot, item.run, item.day)
        # The description goes on: a fold each, then its last line.
        own = self._station_sound(item, station)
        told = (
            sound_lines(own.path, own.duration, own.sha256, self._language)
            if own and item.audio
            else []
        )
        parts = [*map(_folded, told), f"{_AIRING.to(self._language)}: {name}".encode()]
        last = b"".join(b"\r\n \\n" + part for part in parts) + CRLF
        lines = [last, plain_line("X-RADIOPROG-AIRING", name), self._sound(item, station)]
        if self._address:
            lines.append(plain_line("URL", f"{self._address}/{station}.html"))
        if self._alarm and not item.cancelled:
            lines.append(self._alarm_lines(item))
        return b"".join(lines)

    def _alarm_lines(self, item: FeedItem) -> bytes:
        return b"".join(
            (
                b"BEGIN:VALARM\r\n",
                plain_line("ACTION", "DISPLAY"),
                text_line("DESCRIPTION", item.summary),
                plain_line("TRIGGER", f"-PT{self._alarm // 60}M"),
                b"END:VALARM\r\n",
            )
        )

    def _times(self, item: FeedItem) -> list[bytes]:
        if item.all_day:
            day = {"VALUE": "DATE"}
            return [
                plain_line("DTSTART", _stamp(item.start)[:8], day),
                plain_line("DTEND", _stamp(item.end)[:8], day),
            ]
        if item.instants is not None:
            start, end = item.instants
            return [plain_line("DTSTART", _utc(start)), plain_line("DTEND", _utc(end))]
        return [
            plain_line("DTSTART", _stamp(item.start), self._zone),
            plain_line("DTEND", _stamp(item.end), self._zone),
        ]

    def digest(self, common: CommonItem, venue_digest: bytes) -> str:
        """Return the hash of an event's content at a place: what a revision number answers for."""
        return hashlib.sha256(common.digest + venue_digest).hexdigest()[:_DIGEST]

    def write(
        self,
        venue: Venue,
        items: Sequence[CommonItem],
        stamps: Mapping[tuple[str, str], Stamp],
        gone: Sequence[Gone] = (),
    ) -> bytes:
        """Put one calendar together; ``stamps`` holds each event's revision by its key."""
        tail = venue.lines
        mark = f"@{venue.id}.radioprog"
        parts = [self._head(venue, items, gone)]
        related: dict[str, bytes] = {}
        uids: dict[str, bytes] = {}
        for common in items:
            stem = common.item.stem
            uid = uids.get(stem)
            if uid is None:
                uid = uids[stem] = plain_line("UID", stem + mark)
            parts += (
                _BEGIN,
                uid,
                self._stamp_lines(stamps[stem, common.recurrence]),
                common.body,
                self._own_lines(common.item, venue.id),
                common.tail,
                tail,
            )
            if common.item.related is not None:
                line = related.get(common.item.related)
                if line is None:
                    line = plain_line("RELATED-TO", common.item.related + mark)
                    related[common.item.related] = line
                parts.append(line)
            parts.append(_END)
        parts.extend(self._tombstone(each, mark, tail) for each in gone)
        parts.append(b"END:VCALENDAR\r\n")
        return b"".join(parts)

    def _stamp_lines(self, stamp: Stamp) -> bytes:
        lines = self._stamps.get(stamp)
        if lines is None:
            base = CivilMoment(stamp.base * DAY)
            now = _stamp(CivilMoment(base + stamp.sequence))
            lines = b"".join(
                (
                    plain_line("DTSTAMP", now + "Z"),
                    plain_line("CREATED", _stamp(base) + "Z"),
                    plain_line("LAST-MODIFIED", now + "Z"),
                    plain_line("SEQUENCE", str(stamp.sequence)),
                )
            )
            self._stamps[stamp] = lines
        return lines

    def _tombstone(self, gone: Gone, mark: str, tail: bytes) -> bytes:
        return b"".join(
            (
                _BEGIN,
                plain_line("UID", gone.stem + mark),
                self._stamp_lines(gone.stamp),
                plain_line("DTSTART", _compact(gone.start), self._zone),
                plain_line("DTEND", _compact(gone.end), self._zone),
                text_line("SUMMARY", self._summary(gone.summary, cancelled=True)),
                plain_line("STATUS", "CANCELLED"),
                plain_line("TRANSP", "TRANSPARENT"),
                tail,
                _END,
            )
        )

    def _head(self, venue: Venue, items: Sequence[CommonItem], gone: Sequence[Gone]) -> bytes:
        lines = [
            b"BEGIN:VCALENDAR\r\n",
            plain_line("VERSION", "2.0"),
            plain_line("PRODID", "-//radioprog//radioprog//VI"),
            plain_line("CALSCALE", "GREGORIAN"),
            text_line("NAME", self._title(venue)),
            text_line("X-WR-CALNAME", self._title(venue)),
            plain_line("X-WR-TIMEZONE", self._clock.name),
            plain_line("REFRESH-INTERVAL", REFRESH, {"VALUE": "DURATION"}),
            plain_line("X-PUBLISHED-TTL", REFRESH),
        ]
        if self._address:
            source = f"{self._address}/{venue.id}.ics"
            lines.append(plain_line("SOURCE", source, {"VALUE": "URI"}))
        years = [date_of(CivilDay(each.item.start // DAY)).year for each in items]
        years.extend(int(each.start[:4]) for each in gone)
        lines.append(self._zone_block(min(years, default=date_of(self._window.first).year)))
        return b"".join(lines)

    def _title(self, venue: Venue) -> str:
        words = Text("Lịch phát thanh", "Radio schedule").to(self._language)
        owner = venue.name or self._organisation
        return f"{words} - {owner}" if owner else words

    def _zone_block(self, first_year: int) -> bytes:
        if first_year not in self._zones:
            last_year = date_of(self._window.last).year
            self._zones[first_year] = timezone_block(self._clock, first_year, last_year)
        return self._zones[first_year]


def _compact(when: str) -> str:
    return when.replace("-", "").replace(":", "")
