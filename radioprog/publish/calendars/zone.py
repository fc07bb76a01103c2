"""VTIMEZONE: a fixed zone in one STANDARD block, any other with its own rules for the years met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from radioprog.ical.codec import plain_line
from radioprog.schedule.days.civil import CivilMoment, ZoneClock, civil_of

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class _Change:
    """The clocks change: the wall time before the change, offsets in seconds, the zone's word."""

    when: dt.datetime
    before: int
    after: int
    name: str
    summer: bool

    @property
    def rule(self) -> tuple[int, int, int, dt.time, int, int, str, bool]:
        """What yearly changes share: month, week (-1 the last), weekday, time and offsets."""
        last = (self.when + dt.timedelta(days=7)).month != self.when.month
        week = -1 if last else (self.when.day + 6) // 7
        return (
            self.when.month,
            week,
            self.when.weekday(),
            self.when.time(),
            self.before,
            self.after,
            self.name,
            self.summer,
        )


def timezone_block(clock: ZoneClock, first_year: int, last_year: int) -> bytes:
    """Write the VTIMEZONE of a zone for the years in which its events stand."""
    changes = list(_changes(clock, first_year - 1, last_year + 1))
    lines = [b"BEGIN:VTIMEZONE\r\n", plain_line("TZID", clock.name)]
    if not changes:
        start = dt.datetime(1970, 1, 1)
        offset, name, _ = _at(clock, dt.datetime(first_year, 1, 1))
        lines.extend(_block("STANDARD", start, offset, offset, name, None))
    else:
        lines.extend(_opening(clock, first_year - 1, changes[0]))
        for rule, group in _grouped(changes):
            first, last = group[0], group[-1]
            yearly = None
            if len(group) > 1:
                byday = f"{rule[1]}{_WEEKDAYS[rule[2]]}"
                yearly = f"FREQ=YEARLY;BYMONTH={rule[0]};BYDAY={byday}"
                if last.when.year < last_year + 1:
                    until = last.when - dt.timedelta(seconds=last.before)
                    yearly += f";UNTIL={until:%Y%m%dT%H%M%SZ}"
            kind = "DAYLIGHT" if first.summer else "STANDARD"
            lines.extend(_block(kind, first.when, first.before, first.after, first.name, yearly))
    lines.append(b"END:VTIMEZONE\r\n")
    return b"".join(lines)


def _opening(clock: ZoneClock, year: int, first: _Change) -> Iterator[bytes]:
    """Write what held before the first change, so that no date is left without an offset."""
    _, name, summer = _at(clock, dt.datetime(year, 1, 1))
    start = dt.datetime(1970, 1, 1)
    kind = "DAYLIGHT" if summer else "STANDARD"
    yield from _block(kind, start, first.before, first.before, name, None)


def _block(
    kind: str, start: dt.datetime, before: int, after: int, name: str, rule: str | None
) -> Iterator[bytes]:
    yield f"BEGIN:{kind}\r\n".encode()
    yield plain_line("DTSTART", f"{start:%Y%m%dT%H%M%S}")
    yield plain_line("TZOFFSETFROM", _offset(before))
    yield plain_line("TZOFFSETTO", _offset(after))
    yield plain_line("TZNAME", name)
    if rule is not None:
        yield plain_line("RRULE", rule)
    yield f"END:{kind}\r\n".encode()


def _offset(seconds: int) -> str:
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    hours, rest = divmod(seconds, _HOUR)
    tail = f"{rest % 60:02d}" if rest % 60 else ""
    return f"{sign}{hours:02d}{rest // 60:02d}{tail}"


def _grouped(changes: list[_Change]) -> Iterator[tuple[tuple[int, ...], list[_Change]]]:
    """Group changes that come by one rule in years that follow each other."""
    open_groups: dict[object, list[_Change]] = {}
    closed: list[list[_Change]] = []
    for change in changes:
        group = open_groups.get(change.rule)
        if group and group[-1].when.year + 1 == change.when.year:
            group.append(change)
            continue
        if group:
            closed.append(group)
        open_groups[change.rule] = [change]
    closed.extend(open_groups.values())
    for group in sorted(closed, key=lambda each: each[0].when):
        yield group[0].rule[:3], group


def _changes(clock: ZoneClock, first_year: int, last_year: int) -> Iterator[_Change]:
    """Find every change of offset by halving the days on which one happens."""
    step = dt.timedelta(days=1)
    at = dt.datetime(first_year, 1, 1, tzinfo=dt.UTC)
    end = dt.datetime(last_year + 1, 1, 1, tzinfo=dt.UTC)
    before = at.astimezone(clock.zone).utcoffset()
    while at < end:
        after = (at + step).astimezone(clock.zone).utcoffset()
        if after != before:
            yield _exact(clock, at, at + step)
        before = after
        at += step


def _exact(clock: ZoneClock, low: dt.datetime, high: dt.datetime) -> _Change:
    old = low.astimezone(clock.zone).utcoffset() or dt.timedelta()
    while high - low > dt.timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if (middle.astimezone(clock.zone).utcoffset() or dt.timedelta()) == old:
            low = middle
        else:
            high = middle
    local = high.astimezone(clock.zone)
    new = local.utcoffset() or dt.timedelta()
    wall = (high + old).replace(tzinfo=None)
    summer = bool(local.dst())
    return _Change(
        wall, int(old.total_seconds()), int(new.total_seconds()), local.tzname() or "", summer
    )


def _at(clock: ZoneClock, when: dt.datetime) -> tuple[int, str, bool]:
    local = clock.datetime(clock.instant(CivilMoment(civil_of(when))))
    offset = local.utcoffset() or dt.timedelta()
    return int(offset.total_seconds()), local.tzname() or "", bool(local.dst())
