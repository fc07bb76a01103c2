"""A feed's past stays as it was published: what a new plan says holds from a first day on.

Stands between the feed that a plan asks for and the ledger. A series whose rule, hour, length or
title changes ends the day before, and another begins with a UID of its own; what is over is kept
to the letter, whatever the plan says of it now (RFC 5545 has no other way to say "from then on"
that all readers understand).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from radioprog.publish.calendars.feed_item import FeedItem
from radioprog.schedule.days.civil import (
    DAY,
    CivilDay,
    CivilMoment,
    Instant,
    date_of,
    day_of,
)

REMEMBERED_DAYS = 400
"""What ended longer ago than this leaves the feed: phones keep their own past."""
_WEEKDAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_LONGEST_GAP = 400
_NTH = re.compile(r"(-?\d)([A-Z]{2})")

Run = tuple[str, int]
"""A slot and one of its runs."""


def runs_on(item: FeedItem, low: CivilDay, high: CivilDay) -> Iterator[CivilMoment]:
    """Return the moments of a series within two days, both included; an event has one of its own.

    >>> tin = FeedItem("s.0", CivilMoment(63900 * DAY), CivilMoment(63900 * DAY + 900), "", "", (),
    ...     5, CivilDay(63900), rule="FREQ=WEEKLY;BYDAY=MO,FR")
    >>> [day_of(each) - 63900 for each in runs_on(tin, CivilDay(63900), CivilDay(63910))]
    [1, 4, 8]
    """
    if item.rule is None:
        if low <= day_of(item.start) <= high:
            yield item.start
        return
    seconds = item.start % DAY
    names = _named_days(item.rule)
    last = high if item.last is None else min(high, item.last)
    out = set(item.exdates)
    for day in range(max(low, day_of(item.start)), last + 1):
        moment = CivilMoment(day * DAY + seconds)
        if moment not in out and names(day):
            yield moment


def _named_days(rule: str) -> Callable[[int], bool]:
    """Return the test whether a rule of the safe profile names a day (an ordinal)."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    by_day = [name for name in parts.get("BYDAY", "").split(",") if name]
    if parts["FREQ"] == "DAILY":
        return lambda _: True
    if parts["FREQ"] == "WEEKLY":
        wanted = {_WEEKDAYS[name] for name in by_day}
        return lambda day: (day - 1) % 7 in wanted
    nth = {(int(week), _WEEKDAYS[name]) for week, name in _NTH.findall(parts["BYDAY"])}

    def is_nth(day: int) -> bool:
        date = dt.date.fromordinal(day)
        weekday = (day - 1) % 7
        from_end = (date + dt.timedelta(days=7)).month != date.month
        return ((date.day + 6) // 7, weekday) in nth or (from_end and (-1, weekday) in nth)

    return is_nth


@dataclass(frozen=True, slots=True)
class _Before:
    """What was published of one run of a slot."""

    series: tuple[FeedItem, ...]
    events: tuple[FeedItem, ...]

    def open_on(self, first: CivilDay) -> FeedItem | None:
        """Return the series that still goes on at a day, if any."""
        standing = [each for each in self.series if each.last is None or each.last >= first]
        return max(standing, key=lambda each: each.start, default=None)


class History:
    """Joins what a plan asks for with what was published before its first day."""

    def __init__(self, first: CivilDay, instant: Callable[[CivilMoment], Instant]) -> None:
        """Take the first day that the plan rules, and the zone's clock for UNTIL."""
        self._first = first
        self._instant = instant

    def joined(
        self, old: Iterable[FeedItem], new: Iterable[FeedItem], *, published: bool = True
    ) -> list[FeedItem]:
        """Return the items of a feed: the past as it was, the rest as the new plan has it.

        What comes new into a calendar that was ``published`` before begins on the first day: its
        past would tell subscribers of airings that never were.
        """
        before = _by_run(old)
        wanted = _by_run(new)
        found: list[FeedItem] = []
        for run in sorted(before.keys() | wanted.keys()):
            nothing = _Before((), ())
            pair = before.get(run, nothing), wanted.get(run, nothing)
            found.extend(self._joined(*pair, published=published))
        stems = {item.stem for item in found}
        return [item if item.related in stems else replace(item, related=None) for item in found]

    def _joined(self, before: _Before, wanted: _Before, *, published: bool) -> Iterator[FeedItem]:
        going = before.open_on(self._first)
        ended = [each for each in before.series if each is not going]
        yield from (each for each in ended if self._is_remembered(each))
        series = max(wanted.series, key=lambda each: each.start, default=None)
        has_begun = any(day_of(each.start) < self._first for each in before.series)
        if published and series is not None and not has_begun:
            series = self._from_now(series)
        held = list(self._series(going, series, ended))
        yield from held
        for event in before.events:
            if self._is_over(event) and self._is_remembered(event):
                yield event
        for event in wanted.events:
            if self._is_over(event):
                if not published:
                    yield event
            else:
                yield _belonging(event, held)

    def _series(
        self, going: FeedItem | None, series: FeedItem | None, ended: list[FeedItem]
    ) -> Iterator[FeedItem]:
        """Return the series that closes, if one does, and the one that holds from now on, last."""
        earlier = max(ended, key=lambda each: each.start, default=None)
        if going is not None and day_of(going.start) >= self._first:
            # It has not begun yet: nobody heard it, so it may still become anything.
            begun = None if series is None else self._begun(series, earlier)
            if begun is not None:
                yield replace(begun, stem=going.stem)
        elif going is None:
            begun = None if series is None else self._begun(series, earlier)
            if begun is not None:
                yield begun
        elif series is not None and self._goes_on(going, series):
            yield self._continued(going, series)
        elif closed := self._closed(going):
            yield closed
            if series is not None and (renewed := self._renewed(series, going.stem)):
                yield renewed
        elif series is not None and (begun := self._begun(series, earlier)):
            yield replace(begun, stem=going.stem)

    def _begun(self, series: FeedItem, earlier: FeedItem | None) -> FeedItem | None:
        return series if earlier is None else self._renewed(series, earlier.stem)

    def _is_over(self, event: FeedItem) -> bool:
        latest = max(event.start, event.planned or event.start)
        return day_of(latest) < self._first

    def _is_remembered(self, item: FeedItem) -> bool:
        last = day_of(item.start) if item.last is None else item.last
        return last >= self._first - REMEMBERED_DAYS

    def _goes_on(self, going: FeedItem, series: FeedItem) -> bool:
        """Tell whether the new series is the old one from the first day on."""
        alike = (
            going.summary == series.summary
            and _bare(going.rule) == _bare(series.rule)
            and going.start % DAY == series.start % DAY
            and going.end - going.start == series.end - series.start
        )
        if not alike:
            return False
        gap = CivilDay(day_of(series.start) - 1)
        return not any(True for _ in runs_on(replace(series, start=going.start), self._first, gap))

    def _continued(self, going: FeedItem, series: FeedItem) -> FeedItem:
        edge = self._first * DAY
        past = [each for each in going.exdates if each < edge]
        return replace(
            series,
            stem=going.stem,
            related=going.related or series.related,
            start=going.start,
            end=going.end,
            day=CivilDay(day_of(going.start) - going.later),
            base=going.base,
            exdates=tuple(sorted({*past, *(each for each in series.exdates if each >= edge)})),
        )

    def _closed(self, going: FeedItem) -> FeedItem | None:
        """Return a series ended before the first day; nothing where it has no run before it."""
        low = CivilDay(max(day_of(going.start), self._first - _LONGEST_GAP))
        runs = list(runs_on(going, low, CivilDay(self._first - 1)))
        if not runs:
            return None
        last = runs[-1]
        until = dt.datetime.fromtimestamp(self._instant(last), dt.UTC)
        return replace(
            going,
            rule=f"{_bare(going.rule)};UNTIL={until:%Y%m%dT%H%M%SZ}",
            exdates=tuple(each for each in going.exdates if each <= last),
            last=day_of(last),
        )

    def _renewed(self, series: FeedItem, before: str) -> FeedItem | None:
        """Return a series that begins on the first day or later, under a UID of its own."""
        begun = self._from_now(series)
        if begun is None:
            return None
        day = date_of(day_of(begun.start))
        return replace(begun, stem=f"{series.slot}.{series.run}.s{day:%Y%m%d}", related=before)

    def _from_now(self, series: FeedItem) -> FeedItem | None:
        """Return what a series airs from the first day on; nothing where that is nothing."""
        high = CivilDay(max(self._first, day_of(series.start)) + _LONGEST_GAP)
        begin = next(runs_on(series, self._first, high), None)
        if begin is None:
            return None
        end = CivilMoment(begin + series.end - series.start)
        return replace(
            series,
            start=begin,
            end=end,
            day=CivilDay(day_of(begin) - series.later),
            exdates=tuple(each for each in series.exdates if each > begin),
        )


def _belonging(event: FeedItem, held: Sequence[FeedItem]) -> FeedItem:
    """Return an event as the change of the series that has its day, or as one of its own."""
    if event.recurrence is None or not held:
        return event
    own = day_of(event.recurrence)
    for series in held:
        if event.recurrence in (*runs_on(series, own, own), *series.exdates):
            return replace(event, stem=series.stem)
    return replace(event, stem=f"{event.slot}.{event.run}.{date_of(own):%Y%m%d}", recurrence=None)


def _bare(rule: str | None) -> str:
    """Return a rule without its end."""
    return ";".join(part for part in (rule or "").split(";") if not part.startswith("UNTIL="))


def _by_run(items: Iterable[FeedItem]) -> Mapping[Run, _Before]:
    series: dict[Run, list[FeedItem]] = {}
    events: dict[Run, list[FeedItem]] = {}
    for item in items:
        into = events if item.rule is None else series
        into.setdefault((item.slot, item.run), []).append(item)
    return {
        run: _Before(tuple(series.get(run, ())), tuple(events.get(run, ())))
        for run in series.keys() | events.keys()
    }
