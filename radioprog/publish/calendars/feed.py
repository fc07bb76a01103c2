"""The feed of a class of stations: slots and airings become series, overrides and single events.

The safe profile decides: one series for each slot and run, at most one occurrence a civil day;
only daily, weekly and nth-weekday rules; every other airing is an event of its own. So is each
airing of a run whose time the clocks jump over, or show twice, on some day: readers disagree
about such rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from radioprog.kernel.findings import Language
from radioprog.publish.calendars.feed_item import (
    PRIORITY_NUMBERS,
    FeedItem,
    is_plain,
    override,
    single,
    stem_of,
    words_for,
)
from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.airings.assignments import StationClass
from radioprog.schedule.airings.expand import Window
from radioprog.schedule.airings.fill import ProgrammeEntry, first_days
from radioprog.schedule.conflicts.timetable import ClassPlan, Planner
from radioprog.schedule.days.civil import (
    DAY,
    MINUTE,
    CivilDay,
    CivilMoment,
    Instant,
    civil_day,
    date_of,
    day_of,
)
from radioprog.schedule.days.rules import EVERY_DAY
from radioprog.schedule.plan.slot import Slot

BASE_DAY = civil_day(dt.date(2000, 1, 1))
"""The day from which the revisions of a slot without ``from`` are counted."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FARTHEST = civil_day(dt.date(2199, 12, 31))
_MOST_KNOWN = 500


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that a rule names from its first valid one to the horizon, and those left out."""

    all: tuple[CivilDay, ...]
    kept: frozenset[CivilDay]
    first: CivilDay
    left_out: tuple[CivilDay, ...]
    until: CivilDay | None


@dataclass(frozen=True, slots=True)
class _Series:
    """A run of a slot that a rule can hold."""

    slot: Slot
    run: int
    seconds: int
    rule: str
    on: _Days
    later: int

    def moment(self, day: CivilDay) -> CivilMoment:
        return CivilMoment(day * DAY + self.seconds)


class FeedMaker:
    """Makes the feeds of a cast's classes; rules are worked out once for all of them."""

    def __init__(
        self,
        planner: Planner,
        window: Window,
        language: Language,
        *,
        hide_cancelled: bool = False,
        begins: Mapping[str, CivilDay] | None = None,
    ) -> None:
        """Take the planner, the window, the language of the texts.

        ``hide_cancelled`` takes a cancelled occurrence out instead of showing it as cancelled;
        ``begins`` tells on which day a slot without ``from`` was first published (the window's
        first, where it never was).
        """
        self._begins = begins or {}
        self._planner = planner
        self._window = window
        self._language: Language = language
        self._hide = hide_cancelled
        year = date_of(window.last).year
        self._horizon = civil_day(dt.date(year, 12, 31))
        self._known: dict[object, _Days | None] = {}

    def items(self, plan: ClassPlan) -> list[FeedItem]:
        """Return a class's items: by slot and run, the series first, then by moment."""
        by_run: dict[tuple[str, int], list[Airing]] = {}
        for airing in self._airings(plan):
            by_run.setdefault((airing.slot.id, airing.run), []).append(airing)
        found: list[FeedItem] = []
        for slot in plan.station_class.slots:
            standing = {run for id_, run in by_run if id_ == slot.id}
            for run in sorted(standing | set(range(len(slot.repeats) + 1))):
                airings = by_run.get((slot.id, run), [])
                found.extend(self._of_run(slot, run, airings, plan.station_class))
        stems = {item.stem for item in found}
        return [item if item.related in stems else replace(item, related=None) for item in found]

    def _airings(self, plan: ClassPlan) -> list[Airing]:
        """Return what the window holds, and every change by exception whenever it is.

        What a slot without ``from`` would have aired before its first publishing is left out.
        """
        changed: dict[object, Airing] = {}
        if plan.station_class.exceptions:
            for each in self._planner.expander.changed(plan.station_class):
                changed[each.key] = each
        for each in plan.airings:
            if each.date >= self._first_day(each.slot):
                changed[each.key] = each
        return sorted(changed.values(), key=lambda each: (each.planned, each.slot.id, each.run))

    def _of_run(
        self, slot: Slot, run: int, airings: list[Airing], station_class: StationClass
    ) -> Iterator[FeedItem]:
        series = self._series(slot, run, station_class)
        base = slot.first_day if slot.first else BASE_DAY
        exdates: set[CivilMoment] = set()
        others: list[FeedItem] = []
        every = self._every(slot)
        for airing in airings:
            if series is None or day_of(airing.planned) not in series.on.kept:
                if self._in_window(airing):
                    others.append(self._single(airing, base))
            elif is_plain(airing, every):
                continue
            elif self._passes(airing, series):
                exdates.add(airing.planned)
                others.append(self._single(airing, base))
            elif not airing.is_live and self._hide:
                exdates.add(airing.planned)
            else:
                others.append(override(airing, self._language, base, self._planner.clock))
        if series is not None:
            yield self._master(series, base, frozenset(exdates))
        yield from others

    def _every(self, slot: Slot) -> ProgrammeEntry | None:
        """Return the programme that a slot airs each time, where it has one by name."""
        return self._planner.assignments.programmes[slot.id].every

    def _in_window(self, airing: Airing) -> bool:
        return day_of(airing.at) in self._window or day_of(airing.planned) in self._window

    def _single(self, airing: Airing, base: CivilDay) -> FeedItem:
        day = date_of(day_of(airing.planned))
        stem = f"{stem_of(airing.slot, airing.run)}.{day:%Y%m%d}"
        return single(airing, self._language, base, self._planner.clock, stem)

    def _passes(self, airing: Airing, series: _Series) -> bool:
        """Tell whether a move goes to or past another day of the series."""
        if airing.at == airing.planned:
            return False
        low, high = sorted((day_of(airing.planned), day_of(airing.at)))
        own = day_of(airing.planned)
        return any(low <= day <= high for day in series.on.kept if day != own)

    def _master(self, series: _Series, base: CivilDay, extra: frozenset[CivilMoment]) -> FeedItem:
        slot = series.slot
        summary, description, categories = words_for(
            slot, series.run, self._every(slot), slot.length, self._language
        )
        every = self._every(slot)
        start = series.moment(series.on.first)
        clock = self._planner.clock
        out = {series.moment(day) for day in series.on.left_out} | extra
        rule = series.rule
        if series.on.until is not None:
            last = clock.instant(series.moment(series.on.until))
            rule += f";UNTIL={dt.datetime.fromtimestamp(last, dt.UTC):%Y%m%dT%H%M%SZ}"
        return FeedItem(
            stem=stem_of(slot, series.run),
            start=start,
            end=clock.civil(Instant(clock.instant(start) + slot.length)),
            summary=summary,
            description=description,
            categories=categories,
            priority=PRIORITY_NUMBERS[slot.shown_priority],
            base=base,
            rule=rule,
            exdates=tuple(sorted(out)),
            last=series.on.until,
            related=stem_of(slot, 0) if series.run else None,
            audio=every.audio if every else "",
            audio_size=every.audio_size if every else 0,
            programme=every.name if every else "",
            slot=slot.id,
            run=series.run,
            day=CivilDay(day_of(start) - series.later),
            later=series.later,
        )

    def _series(self, slot: Slot, run: int, station_class: StationClass) -> _Series | None:
        """Return the series of a run, or nothing where no rule may hold it."""
        later, seconds = 0, slot.at * MINUTE
        if run:
            if run > len(slot.repeats):
                return None
            later, seconds = slot.repeats[run - 1].days, slot.repeats[run - 1].at * MINUTE
        rule = _rule(slot, later)
        if rule is None:
            return None
        bounds = (
            slot.first or slot.id,
            slot.last,
            station_class.first_day,
            station_class.last_day,
        )
        key = (slot.days, slot.skip, later, bounds)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._days(slot, later, station_class)
        days = self._known[key]
        if days is None or not self._planner.clock.are_certain(days.all, seconds):
            return None
        return _Series(slot, run, seconds, rule, days, later)

    def _first_day(self, slot: Slot) -> CivilDay:
        return slot.first_day if slot.first else self._begins.get(slot.id, self._window.first)

    def _days(self, slot: Slot, later: int, station_class: StationClass) -> _Days | None:
        begin = max(self._first_day(slot), station_class.first_day - later)
        end = min(slot.last_day, station_class.last_day - later)
        horizon = min(end, max(self._horizon, begin + 400))
        wanted = _rule_days(slot, CivilDay(begin), CivilDay(horizon))
        on_air = set(
            first_days(slot, self._planner.assignments.schedule, CivilDay(begin), CivilDay(horizon))
        )
        kept = [day for day in wanted if day in on_air]
        if not kept:
            return None
        until: CivilDay | None = None
        if end < _FARTHEST:
            closing = _rule_days(slot, CivilDay(max(begin, end - 400)), CivilDay(end))
            until = CivilDay(closing[-1] + later)
        return _Days(
            tuple(CivilDay(day + later) for day in wanted),
            frozenset(CivilDay(day + later) for day in kept),
            CivilDay(kept[0] + later),
            tuple(CivilDay(day + later) for day in wanted if day not in on_air and day > kept[0]),
            until,
        )


def _rule(slot: Slot, later: int) -> str | None:
    """Return the RRULE that holds a slot's days, shifted by a repeat's days, if one can."""
    days = slot.days
    if days.weekdays == EVERY_DAY:
        return "FREQ=DAILY"
    if days.weekdays:
        shifted = sorted((weekday + later) % 7 for weekday in days.weekdays)
        return "FREQ=WEEKLY;BYDAY=" + ",".join(_WEEKDAYS[weekday] for weekday in shifted)
    if days.nth and not later:
        names = (f"{each.week}{_WEEKDAYS[each.weekday]}" for each in sorted(days.nth))
        return "FREQ=MONTHLY;BYDAY=" + ",".join(names)
    return None


def _rule_days(slot: Slot, low: CivilDay, high: CivilDay) -> list[CivilDay]:
    """Return the days that the rule alone names, before anything is left out."""
    if slot.days.weekdays:
        return [
            CivilDay(day) for day in range(low, high + 1) if (day - 1) % 7 in slot.days.weekdays
        ]
    return list(_month_days(slot, low, high))


def _month_days(slot: Slot, low: CivilDay, high: CivilDay) -> Iterator[CivilDay]:
    for day in range(low, high + 1):
        date = date_of(CivilDay(day))
        weekday = (day - 1) % 7
        last = (date + dt.timedelta(days=7)).month != date.month
        if any(
            each.weekday == weekday
            and (each.week == (date.day + 6) // 7 or (each.week == -1 and last))
            for each in slot.days.nth
        ):
            yield CivilDay(day)
