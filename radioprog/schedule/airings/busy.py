"""Busy times: a station's own calendar read as hours when it is not free.

Whatever the file says, the work is bounded: the bytes, the events, and the days that a rule is
followed. A rule that we cannot follow exactly is told, never guessed.

The repetition rules that we follow exactly: by day, week, month or year, asked day by day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.text import one_line
from radioprog.kernel.textfile import read_bytes
from radioprog.schedule.airings import findings as says
from radioprog.schedule.airings.assignments import Busy
from radioprog.schedule.airings.expand import Window
from radioprog.schedule.days.civil import Instant, ZoneClock, load_zone

if TYPE_CHECKING:
    from radioprog.ical.codec import Component

WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


class RuleDays:
    """Answers for each day whether a rule has an occurrence on it."""

    def __init__(self, start: dt.date, rule: dict[str, Any]) -> None:
        self._start = start
        self._unit = str(rule["FREQ"][0]).upper()
        self._interval = int((rule.get("INTERVAL") or [1])[0])
        self._days = [str(each).upper() for each in rule.get("BYDAY", ())]
        self._monthdays = {int(each) for each in rule.get("BYMONTHDAY", ())}
        week_start = str((rule.get("WKST") or ["MO"])[0])
        self._week_start = WEEKDAYS.get(week_start, 0)

    def on(self, day: int) -> bool:
        """Tell whether the rule has an occurrence on a day, given as its ordinal."""
        date = dt.date.fromordinal(day)
        if self._unit == "DAILY":
            apart = day - self._start.toordinal()
            return apart % self._interval == 0 and self._weekday_fits(date)
        if self._unit == "WEEKLY":
            if (self._week(day) - self._week(self._start.toordinal())) % self._interval:
                return False
            return (
                self._weekday_fits(date)
                if self._days
                else (date.weekday() == self._start.weekday())
            )
        if self._unit == "YEARLY":
            apart = date.year - self._start.year
            same = (date.month, date.day) == (self._start.month, self._start.day)
            return same and apart % self._interval == 0
        apart = (date.year - self._start.year) * 12 + date.month - self._start.month
        return apart % self._interval == 0 and self._month_fits(date)

    def _week(self, day: int) -> int:
        return (day - 1 - self._week_start) // 7

    def _weekday_fits(self, date: dt.date) -> bool:
        return not self._days or any(WEEKDAYS[each] == date.weekday() for each in self._days)

    def _month_fits(self, date: dt.date) -> bool:
        if not self._days and not self._monthdays:
            return date.day == self._start.day
        length = (date.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        if self._monthdays and not {date.day, date.day - length.day - 1} & self._monthdays:
            return False
        return not self._days or any(_nth(each, date, length.day) for each in self._days)


def _nth(word: str, date: dt.date, length: int) -> bool:
    if WEEKDAYS.get(word[-2:]) != date.weekday():
        return False
    number = int(word[:-2] or 0)
    from_end = -((length - date.day) // 7 + 1)
    return number in (0, (date.day + 6) // 7, from_end)


LARGEST = 4 << 20
MOST_EVENTS = 5_000
MOST_BUSY = 20_000
_MOST_STEPS = 2_000_000
_FINDINGS = 20
_LONGEST = dt.timedelta(days=400)
_EDGE = re.compile(rb"^(BEGIN|END):[ \t]*([A-Za-z-]{1,40})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_FREE_BUSY = "VFREEBUSY"
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST"}
_UNITS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def read_busy(
    path: Path, *, clock: ZoneClock, window: Window, shown: str
) -> tuple[tuple[Busy, ...], tuple[Finding, ...]]:
    """Read an ``.ics`` file: the busy times that touch a window, and what was not understood."""
    data, problem = read_bytes(path, shown=shown, limit=LARGEST)
    if data is None:
        return (), (problem,) if problem else ()
    return busy_times(data, clock=clock, window=window, shown=shown)


def busy_times(
    data: bytes, *, clock: ZoneClock, window: Window, shown: str
) -> tuple[tuple[Busy, ...], tuple[Finding, ...]]:
    """Read iCalendar bytes as busy times; the time is bounded for every input."""
    count = sum(data.upper().count(b"BEGIN:" + each) for each in (b"VEVENT", b"VFREEBUSY"))
    if count > MOST_EVENTS:
        return (), (says.TOO_MANY_EVENTS(Place(shown), count=count),)
    calendars, problem = _parsed(data, Place(shown, 1, 1))
    if problem is not None:
        return (), (problem,)
    found: list[Finding] = []
    reader = _Reader(clock, window, shown, found)
    events = [event for each in calendars for event in each.walk("VEVENT")]
    known = {*reader.times(events)}
    for each in calendars:
        for component in each.walk("VFREEBUSY"):
            known.update(reader.free_busy(component))
    times = sorted(known, key=lambda each: (each.start, each.end, each.title))
    if len(times) > MOST_BUSY:
        found.append(says.TOO_MANY_EVENTS(Place(shown), count=len(times)))
    return tuple(times[:MOST_BUSY]), tuple(found[:_FINDINGS])


def _parsed(data: bytes, place: Place) -> tuple[tuple[Component, ...], Finding | None]:
    """Read the calendars of a file, or say why they cannot be had whole."""
    if not data.strip():
        return (), says.EMPTY_CALENDAR(place)
    cut = _unclosed(data)
    if cut is not None:
        return (), says.TRUNCATED(place, component=cut)
    from radioprog.ical.codec import parse_calendars  # not before: stations seldom have one

    calendars, reason = parse_calendars(data)
    if reason is None and not calendars:
        reason = "BEGIN:VCALENDAR"
    if reason is None:
        return calendars, None
    return calendars, says.NOT_A_CALENDAR(place, details={"why": reason})


def _unclosed(data: bytes) -> str | None:
    """Name the innermost component that a file begins and never ends, as a cut download does."""
    opened: list[str] = []
    for line in _EDGE.finditer(data):
        name = line[2].decode("ascii", "replace").upper()
        if line[1].upper() == b"BEGIN":
            opened.append(name)
        elif opened and opened[-1] == name:
            opened.pop()
    return opened[-1] if opened else None


@dataclass(frozen=True, slots=True)
class _Event:
    uid: str
    title: str
    start: dt.datetime
    length: dt.timedelta
    rule: dict[str, Any] | None
    left_out: frozenset[dt.datetime]
    extra: tuple[tuple[dt.datetime, dt.timedelta], ...]
    replaces: dt.datetime | None
    free: bool


class _Reader:
    """Follows the events of one file within a budget of steps."""

    def __init__(self, clock: ZoneClock, window: Window, shown: str, found: list[Finding]) -> None:
        self._clock = clock
        self._window = window
        self._shown = shown
        self._found = found
        self._steps = 0

    def times(self, components: Sequence[Component]) -> Iterator[Busy]:
        events = [event for each in components if (event := self._event(each)) is not None]
        replaced: dict[str, set[dt.datetime]] = {}
        for event in events:
            if event.replaces is not None:
                replaced.setdefault(event.uid, set()).add(event.replaces)
        for event in events:
            if event.free:
                continue
            out = event.left_out | (
                replaced.get(event.uid, set()) if event.replaces is None else set()
            )
            for start, length in self._starts(event):
                if start not in out:
                    yield from self._busy(event.title, start, length)

    def free_busy(self, component: Component) -> Iterator[Busy]:
        """Return the periods that a VFREEBUSY names as anything but free."""
        for found in component.all("FREEBUSY"):
            if found.parameters.get("FBTYPE", "BUSY").upper() == "FREE":
                continue
            period = self._period(found.value)
            if period is None:
                self._tell(self._unreadable(_FREE_BUSY, says.PERIOD_UNREADABLE))
            else:
                yield from self._busy(_FREE_BUSY, *period)

    def _period(self, value: Any) -> tuple[dt.datetime, dt.timedelta] | None:
        """Return a period's start and length, or nothing where it cannot be had."""
        if not isinstance(value, tuple) or len(value) != 2:
            return None
        start, end = self._local(value[0]), value[1]
        stop = None if isinstance(end, dt.timedelta) else self._local(end)
        if start is None or (stop is None and not isinstance(end, dt.timedelta)):
            return None
        length = (
            end
            if isinstance(end, dt.timedelta)
            else self._aware(stop or start) - self._aware(start)
        )
        return (start, min(length, _LONGEST)) if length >= dt.timedelta() else None

    def _unreadable(self, title: str, why: object) -> Finding:
        return says.EVENT_UNREADABLE(Place(self._shown), title=title, why=why)

    def _busy(self, title: str, start: dt.datetime, length: dt.timedelta) -> Iterator[Busy]:
        begin = Instant(int(self._aware(start).timestamp()))
        end = Instant(begin + int(length.total_seconds()))
        first = self._clock.civil(begin) // 86_400
        last = self._clock.civil(end) // 86_400
        if end > begin and first <= self._window.last and last >= self._window.first:
            yield Busy(begin, end, title)

    def _aware(self, when: dt.datetime) -> dt.datetime:
        return when if when.tzinfo is not None else when.replace(tzinfo=self._clock.zone)

    def _event(self, component: Component) -> _Event | None:
        start = self._moment(component, "DTSTART")
        title = component.first("SUMMARY")
        name = one_line(title.value if title else "")[:200] or "-"
        if start is None or component.complaints:
            why = "; ".join(component.complaints) or says.NO_START
            self._tell(self._unreadable(name, why))
            return None
        length = self._length(component, start)
        if length < dt.timedelta():
            self._tell(self._unreadable(name, says.NEGATIVE_LENGTH))
            return None
        self._tell_what_is_not_followed(component, name)
        status = component.first("STATUS")
        transparent = component.first("TRANSP")
        rules = component.all("RRULE")
        rule = rules[0].value if rules and isinstance(rules[0].value, dict) else None
        uid = component.first("UID")
        event = _Event(
            uid=uid.text if uid else "",
            title=name,
            start=start,
            length=min(length, _LONGEST),
            rule=rule,
            left_out=frozenset(self._moments(component, "EXDATE")),
            extra=tuple(self._extra(component, name, min(length, _LONGEST)))[:MOST_BUSY],
            replaces=self._moment(component, "RECURRENCE-ID"),
            free=bool(
                (status and status.text.upper() == "CANCELLED")
                or (transparent and transparent.text.upper() == "TRANSPARENT")
            ),
        )
        if rule is not None and not self._follows(event, rule):
            return None
        return event

    def _tell_what_is_not_followed(self, component: Component, title: str) -> None:
        """Tell a zone that is not known, a change "from here on", and more than one rule."""
        words = []
        start = component.first("DTSTART")
        zone = start.parameters.get("TZID") if start else None
        if zone and start and getattr(start.value, "tzinfo", None) is None:
            self._tell(says.ZONE_UNKNOWN(Place(self._shown), title=title, zone=one_line(str(zone))))
        replaces = component.first("RECURRENCE-ID")
        if replaces is not None and replaces.parameters.get("RANGE"):
            words.append(f"RANGE={replaces.parameters['RANGE']}")
        rules = component.all("RRULE")
        if len(rules) > 1:
            words.append(f"RRULE x {len(rules)}")
        if words:
            self._tell(says.RULE_UNKNOWN(Place(self._shown), title=title, words=words))

    def _moment(self, component: Component, name: str) -> dt.datetime | None:
        found = component.first(name)
        value = found.value if found else None
        return self._local(value)

    def _extra(
        self, component: Component, title: str, length: dt.timedelta
    ) -> Iterator[tuple[dt.datetime, dt.timedelta]]:
        """Return the added dates of an event; a period brings its own length."""
        for found in component.all("RDATE"):
            for value in found.value if isinstance(found.value, list) else ():
                start = None if isinstance(value, tuple) else self._local(value)
                period = (start, length) if start is not None else self._period(value)
                if period is None:
                    self._tell(self._unreadable(title, says.PERIOD_UNREADABLE))
                else:
                    yield period

    def _moments(self, component: Component, name: str) -> Iterator[dt.datetime]:
        for found in component.all(name):
            for value in found.value if isinstance(found.value, list) else ():
                moment = self._local(value)
                if moment is not None:
                    yield moment

    def _local(self, value: Any) -> dt.datetime | None:
        """Return a date or time by the wall clock of its own zone, kept with that zone."""
        if isinstance(value, dt.datetime):
            if not 1900 <= value.year <= 2200:
                return None
            if value.tzinfo is None:
                return value.replace(tzinfo=self._clock.zone)
            return value.replace(tzinfo=self._own_zone(value), microsecond=0)
        if isinstance(value, dt.date) and 1900 <= value.year <= 2200:
            return dt.datetime(value.year, value.month, value.day, tzinfo=self._clock.zone)
        return None

    def _own_zone(self, value: dt.datetime) -> dt.tzinfo:
        name = str(value.tzinfo)
        try:
            return load_zone(name)
        except ContentError:
            return value.tzinfo or self._clock.zone

    def _length(self, component: Component, start: dt.datetime) -> dt.timedelta:
        """Return an event's length, negative where it ends before it begins."""
        end = self._moment(component, "DTEND")
        if end is not None:
            return self._aware(end) - self._aware(start)
        given = component.first("DURATION")
        if given is not None and isinstance(given.value, dt.timedelta):
            return given.value
        began = component.first("DTSTART")
        whole_day = began is not None and not isinstance(began.value, dt.datetime)
        return dt.timedelta(days=1 if whole_day else 0)

    def _follows(self, event: _Event, rule: dict[str, Any]) -> bool:
        """Tell whether a rule is one that we follow exactly; say so where it is not."""
        interval = int((rule.get("INTERVAL") or [1])[0])
        unit = str((rule.get("FREQ") or [""])[0]).upper()
        known = set(rule) <= _KNOWN and unit in _UNITS and interval >= 1
        if known and unit in ("DAILY", "WEEKLY"):
            known = not (set(rule) & {"BYMONTHDAY", "BYMONTH"}) and all(
                str(each) in WEEKDAYS for each in rule.get("BYDAY", ())
            )
        if known and unit == "YEARLY":
            known = not (set(rule) & {"BYDAY", "BYMONTHDAY", "BYMONTH"})
        if known and unit == "MONTHLY":
            known = "BYMONTH" not in rule
        if not known:
            words = sorted(map(str, rule))
            self._tell(says.RULE_UNKNOWN(Place(self._shown), title=event.title, words=words))
        return known

    def _starts(self, event: _Event) -> Iterator[tuple[dt.datetime, dt.timedelta]]:
        yield from event.extra
        if event.rule is None:
            yield event.start, event.length
            return
        for start in self._by_rule(event, event.rule):
            yield start, event.length

    def _by_rule(self, event: _Event, rule: dict[str, Any]) -> Iterator[dt.datetime]:
        count = int((rule.get("COUNT") or [0])[0])
        until = self._until(rule)
        matches = RuleDays(event.start.date(), rule)
        first = event.start.toordinal()
        told = 0
        for day in range(first, self._window.last + 2):
            self._steps += 1
            if self._steps > _MOST_STEPS:
                self._tell(says.TOO_LONG(Place(self._shown), title=event.title))
                return
            if not matches.on(day):
                continue
            date = dt.date.fromordinal(day)
            start = event.start.replace(year=date.year, month=date.month, day=date.day)
            if until is not None and self._aware(start) > until:
                return
            told += 1
            if count and told > count:
                return
            yield start

    def _until(self, rule: dict[str, Any]) -> dt.datetime | None:
        value = (rule.get("UNTIL") or [None])[0]
        if isinstance(value, dt.datetime):
            return self._aware(value)
        if isinstance(value, dt.date):
            end = dt.datetime(value.year, value.month, value.day, 23, 59, 59)
            return self._aware(end)
        return None

    def _tell(self, finding: Finding) -> None:
        if len(self._found) < _FINDINGS:
            self._found.append(finding)
