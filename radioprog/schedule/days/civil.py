"""Civil time: the clock on the station's wall, kept through every change of a zone's offset.

Everything in this room is reckoned in civil moments (a date and a time of day, as one whole
number) and becomes an instant only at the end. A time that the clocks jump over means the same
instant as if they had not jumped yet; a time that comes twice means its first coming.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
import zoneinfo
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import NewType

from radioprog.kernel.errors import ContentError
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.days import findings as says

CivilMoment = NewType("CivilMoment", int)
"""A date and time of day without a zone, in seconds since midnight before 1 January of year 1."""
CivilDay = NewType("CivilDay", int)
"""A date as its ordinal: 1 is 1 January of year 1, as `datetime.date.toordinal` counts."""
Instant = NewType("Instant", int)
"""A moment in time, in seconds since 1970-01-01T00:00:00Z."""
Span = NewType("Span", int)
"""A length of time on air, in whole seconds."""

DAY = 86_400
MINUTE = 60
_EPOCH = dt.date(1970, 1, 1).toordinal() * DAY


def moment(day: CivilDay, minute: MinuteOfDay) -> CivilMoment:
    """Put a date and a time of day together; 24:00 is the next day's 00:00.

    >>> moment(CivilDay(2), MinuteOfDay(1440)) == moment(CivilDay(3), MinuteOfDay(0))
    True
    """
    return CivilMoment(day * DAY + minute * MINUTE)


def day_of(when: CivilMoment) -> CivilDay:
    """Return the date of a civil moment."""
    return CivilDay(when // DAY)


def minute_of(when: CivilMoment) -> MinuteOfDay:
    """Return the time of day of a civil moment, in minutes after midnight."""
    return MinuteOfDay(when % DAY // MINUTE)


def civil_day(date: dt.date) -> CivilDay:
    """Return a date as its ordinal."""
    return CivilDay(date.toordinal())


def date_of(day: CivilDay) -> dt.date:
    """Return the date of an ordinal.

    >>> date_of(civil_day(dt.date(2024, 2, 29))).isoformat()
    '2024-02-29'
    """
    return dt.date.fromordinal(day)


def datetime_of(when: CivilMoment) -> dt.datetime:
    """Return a civil moment as a date and time without a zone."""
    return dt.datetime.fromordinal(when // DAY) + dt.timedelta(seconds=when % DAY)


def civil_of(when: dt.datetime) -> CivilMoment:
    """Return the civil moment of a date and time, its zone left aside."""
    seconds = when.hour * 3600 + when.minute * 60 + when.second
    return CivilMoment(when.toordinal() * DAY + seconds)


def clock_text(minute: MinuteOfDay) -> str:
    """Write a time of day as HH:MM.

    >>> clock_text(MinuteOfDay(330))
    '05:30'
    """
    return f"{minute // 60:02d}:{minute % 60:02d}"


def span_text(span: Span) -> str:
    """Write a length as it stands in a schedule file: m:ss, or h:mm:ss from an hour on.

    >>> span_text(Span(900)), span_text(Span(5400))
    ('15:00', '1:30:00')
    """
    hours, rest = divmod(span, 3600)
    if hours:
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
    return f"{rest // 60}:{rest % 60:02d}"


_CLOCKS: dict[int, str] = {}


class ZoneClock:
    """The clock of one IANA zone, from the zone data that came with radioprog.

    >>> paris = ZoneClock("Europe/Paris")
    >>> gap = moment(civil_day(dt.date(2026, 3, 29)), MinuteOfDay(150))
    >>> paris.rfc3339(paris.instant(gap)), paris.exists(gap)
    ('2026-03-29T03:30:00+02:00', False)
    """

    def __init__(self, name: str) -> None:
        """Open a zone by its IANA name.

        Raises:
            ContentError: ``unknown-timezone``.
        """
        self.name: str = name
        self.zone: zoneinfo.ZoneInfo = load_zone(name)
        self._offsets: dict[int, int | None] = {}
        self._dates: dict[int, tuple[int, str, str]] = {}
        self._near_offset = 0

    def instants(self, days: Sequence[CivilDay], second: int) -> list[Instant]:
        """Return the instants of a second of the day on each of some days, in order.

        The second may lie beyond the day's end, on a later one. Where no clock changes from the
        first day to the last, one offset is reckoned for all.
        """
        if not days:
            return []
        later = second // DAY
        if self._is_steady(days[0] + later, days[-1] + later):
            shift = second - _EPOCH - self._offset_at(CivilMoment(days[0] * DAY + second))
            return [Instant(day * DAY + shift) for day in days]
        return [self.instant(CivilMoment(day * DAY + second)) for day in days]

    def _is_steady(self, first: int, last: int) -> bool:
        """Tell whether one offset surely holds from the start of a day to the end of another."""
        changes, goes_on = load_changes(self.name)
        begin = bisect_left(changes, first - 1)
        if begin < len(changes) and changes[begin] <= last + 1:
            return False
        return not goes_on or (begin < len(changes))

    def instant(self, when: CivilMoment) -> Instant:
        """Return the instant at which this zone's clocks show a civil moment."""
        day = when // DAY
        try:
            offset = self._offsets[day]
        except KeyError:
            offset = self._offsets[day] = self._offset_of_day(day)
        if offset is None:
            offset = self._offset_at(when)
        return Instant(when - _EPOCH - offset)

    def civil(self, when: Instant) -> CivilMoment:
        """Return what this zone's clocks show at an instant."""
        return civil_of(self.datetime(when))

    def datetime(self, when: Instant) -> dt.datetime:
        """Return an instant as a date and time of this zone."""
        return dt.datetime.fromtimestamp(when, self.zone)

    def rfc3339(self, when: Instant) -> str:
        """Write an instant in RFC 3339 with this zone's offset."""
        civil = when + _EPOCH + self._near_offset
        day, second = divmod(civil, DAY)
        head = self._dates.get(day)
        if head is None or head[0] != self._near_offset:
            return self._slow_rfc3339(when)
        clock = _CLOCKS.get(second)
        if clock is None:
            clock = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
            _CLOCKS[second] = clock
        return f"{head[1]}{clock}{head[2]}"

    def _slow_rfc3339(self, when: Instant) -> str:
        """Write an instant, and remember the day's date and offset if it has but one."""
        local = self.datetime(when)
        day = local.toordinal()
        self.instant(CivilMoment(day * DAY))
        offset = self._offsets[day]
        text = local.isoformat()
        if offset is not None:
            self._near_offset = offset
            self._dates[day] = (offset, text[:11], text[19:])
        return text

    def exists(self, when: CivilMoment) -> bool:
        """Tell whether the clocks ever show this moment (false inside a jump forward)."""
        instant = self.instant(when)
        return self._offsets[when // DAY] is not None or self.civil(instant) == when

    def is_certain(self, when: CivilMoment) -> bool:
        """Tell whether the clocks show this moment exactly once."""
        return self.exists(when) and (
            self._offsets[when // DAY] is not None
            or self._offset_at(when) == self._offset_at(when, fold=1)
        )

    def are_certain(self, days: Iterable[int], second: int) -> bool:
        """Tell whether the clocks show a second of the day exactly once on each of some days."""
        for day in days:
            offset = self._offsets.get(day)
            if offset is None and not self.is_certain(CivilMoment(day * DAY + second)):
                return False
        return True

    def _offset_at(self, when: CivilMoment, *, fold: int = 0) -> int:
        offset = datetime_of(when).replace(tzinfo=self.zone, fold=fold).utcoffset()
        return int(offset.total_seconds()) if offset is not None else 0

    def _offset_of_day(self, day: int) -> int | None:
        """Return the offset that holds all day, or nothing where it changes."""
        looks = [self._offset_at(CivilMoment(day * DAY + hour * 3600)) for hour in (0, 12, 24)]
        return looks[0] if min(looks) == max(looks) else None


@lru_cache(maxsize=64)
def load_zone(name: str) -> zoneinfo.ZoneInfo:
    """Load a zone from our own zone data, so that every machine reckons alike.

    Raises:
        ContentError: ``unknown-timezone``.
    """
    if name not in zone_names():
        suggestion = did_you_mean(name, sorted(zone_names()), says.ZONE_EXAMPLE)
        raise ContentError(says.UNKNOWN_ZONE(name=name, suggestion=suggestion))
    return zoneinfo.ZoneInfo.from_file(io.BytesIO(_zone_data(name)), key=name)


def _zone_data(name: str) -> bytes:
    return resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()


@lru_cache(maxsize=64)
def load_changes(name: str) -> tuple[tuple[int, ...], bool]:
    """Return the days (in UTC) on which a zone's clocks changed, and whether they go on changing.

    As TZif says it (RFC 8536): a block with times of 32 bits, one with 64, then a rule for ever.
    """
    data = _zone_data(name)
    is_utc, is_standard, leaps, times, types, letters = struct.unpack_from(">6L", data, 20)
    new = 44 + times * 5 + types * 6 + letters + leaps * 8 + is_standard + is_utc
    count = struct.unpack_from(">6L", data, new + 20)[3]
    changes = struct.unpack_from(f">{count}q", data, new + 44)
    rule = data.rstrip(b"\n").rpartition(b"\n")[2]
    return tuple((each + _EPOCH) // DAY for each in changes), b"," in rule


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return the names of all zones that our zone data holds."""
    listing = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(listing.split())
