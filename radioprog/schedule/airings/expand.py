"""Expansion: slots × dates become airings, exceptions applied, civil time kept in its zone.

Pure and bounded: only the days asked for (and as many before them as the longest repeat reaches
back) are looked at, whatever a rule says.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from radioprog.schedule.airings.airing import (
    Airing,
    Cause,
    Reason,
    Status,
    in_air_order,
    planned_airings,
)
from radioprog.schedule.airings.assignments import WHOLE, Assignments, StationClass
from radioprog.schedule.airings.fill import ProgrammeEntry, first_days
from radioprog.schedule.days.civil import (
    DAY,
    MINUTE,
    CivilDay,
    CivilMoment,
    Instant,
    Span,
    ZoneClock,
    civil_day,
    day_of,
    moment,
)
from radioprog.schedule.plan.slot import Move, Slot, SlotException

MOST_EVERY = 2000
"""So many repeats at even steps may follow one first run."""
_STRETCH = 64


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are asked for, both ends counted."""

    first: CivilDay
    last: CivilDay

    def widened(self, days: int) -> Window:
        """Return the window with days added at both ends."""
        return Window(CivilDay(max(1, self.first - days)), CivilDay(self.last + days))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, int) and self.first <= day <= self.last


class Expander:
    """Expands classes of stations; the days of a rule are worked out once for all."""

    def __init__(self, assignments: Assignments, clock: ZoneClock) -> None:
        """Take the assignments, and the clock of its zone."""
        self.assignments: Assignments = assignments
        self.clock: ZoneClock = clock
        self._days: dict[object, list[CivilDay]] = {}

    def airings(self, station_class: StationClass, window: Window) -> list[Airing]:
        """Return all airings of a class that stand, or stood by rule, in a window, in air order."""
        changed: dict[str, dict[CivilDay, dict[int, SlotException]]] = {}
        for (slot_id, day, run), each in station_class.exceptions.items():
            changed.setdefault(slot_id, {}).setdefault(day, {})[run] = each
        found: list[Airing] = []
        for slot in station_class.slots:
            found.extend(self._of_slot(slot, station_class, window, changed.get(slot.id, {})))
        found.sort(key=in_air_order)
        return found

    def changed(self, station_class: StationClass) -> list[Airing]:
        """Return all runs of the occurrences that exceptions change, whenever they are."""
        slots = {slot.id: slot for slot in station_class.slots}
        occurrences: dict[tuple[str, CivilDay], dict[int, SlotException]] = {}
        for (slot_id, day, run), each in station_class.exceptions.items():
            occurrences.setdefault((slot_id, day), {})[run] = each
        return [
            airing
            for (slot_id, day), each in sorted(occurrences.items())
            for airing in _altered(
                slots[slot_id], day, each, self.assignments.programmes[slot_id].on(day), self
            )
            if station_class.first_day <= day_of(airing.at) <= station_class.last_day
        ]

    def _of_slot(
        self,
        slot: Slot,
        station_class: StationClass,
        window: Window,
        changed: Mapping[CivilDay, Mapping[int, SlotException]],
    ) -> Iterator[Airing]:
        programmes = self.assignments.programmes[slot.id]
        days = self.first_days(slot, window)
        if changed:
            for day in sorted(changed):
                runs = _altered(slot, day, changed[day], programmes.on(day), self)
                yield from (each for each in runs if _belongs(each, station_class, window))
            days = [day for day in days if day not in changed]
        later = [
            (0, 0, slot.at),
            *((n, each.days, each.at) for n, each in enumerate(slot.repeats, 1)),
        ]
        for run, beyond, minute in later:
            low = max(window.first, station_class.first_day) - beyond
            high = min(window.last, station_class.last_day) - beyond
            some = days[bisect_left(days, low) : bisect_right(days, high)]
            filled = programmes.on_each(some)
            second = beyond * DAY + minute * MINUTE
            yield from planned_airings(slot, run, some, second, filled, self.clock)
        if slot.every is not None:
            for day in days:
                runs = _altered(slot, day, {}, programmes.on(day), self)
                extra = (each for each in runs if each.run > len(slot.repeats))
                yield from (each for each in extra if _belongs(each, station_class, window))

    def first_days(self, slot: Slot, window: Window) -> list[CivilDay]:
        """Return the days of first runs any of whose runs may stand in a window."""
        reaches = tuple(repeat.days for repeat in slot.repeats), slot.every is None
        key = (slot.days, slot.skip, slot.first, slot.last, reaches, window)
        if key not in self._days:
            reach = max((repeat.days for repeat in slot.repeats), default=0)
            low = CivilDay(max(1, window.first - reach))
            days = first_days(slot, self.assignments.schedule, low, window.last)
            if slot.every is not None:
                days = [*self._last_before(slot, low), *days]
            self._days[key] = days
        return self._days[key]

    def _last_before(self, slot: Slot, low: CivilDay) -> list[CivilDay]:
        """Return the last first run before a day: only its repeats may still go on."""
        step = slot.every.step if slot.every else 0
        farthest = max(1, slot.first_day, low - step * MOST_EVERY // DAY - 1)
        high = low - 1
        while high >= farthest:
            begin = CivilDay(max(farthest, high - _STRETCH))
            days = first_days(slot, self.assignments.schedule, begin, CivilDay(high))
            if days:
                return days[-1:]
            high = begin - 1
        return []

    def next_first(self, slot: Slot, day: CivilDay) -> CivilMoment | None:
        """Return slot's next first run after a day, as far as its repeats at even steps reach."""
        if slot.every is None:
            return None
        low, last = day + 1, min(day_of(slot.every.until), slot.last_day)
        while low <= last:
            high = CivilDay(min(last, low + _STRETCH))
            days = first_days(slot, self.assignments.schedule, CivilDay(low), high)
            if days:
                return moment(days[0], slot.at)
            low = high + 1
        return None


def _belongs(airing: Airing, station_class: StationClass, window: Window) -> bool:
    """Tell whether an airing is valid at the station on its own day, and touches the window."""
    day = day_of(airing.at)
    if not station_class.first_day <= day <= station_class.last_day:
        return False
    return day in window or day_of(airing.planned) in window


@dataclass(slots=True)
class _Run:
    """One run while its exceptions are applied."""

    number: int
    planned: CivilMoment
    at: CivilMoment
    length: Span
    programme: ProgrammeEntry | None
    cancelled: Reason | None = None
    reason: Reason | None = None


def _altered(
    slot: Slot,
    day: CivilDay,
    exceptions: Mapping[int, SlotException],
    programme: ProgrammeEntry | None,
    expander: Expander,
) -> Iterator[Airing]:
    """Return all runs of one occurrence, its exceptions applied in the order of the rules."""
    whole = exceptions.get(WHOLE) or exceptions.get(0)
    planned = moment(day, slot.at)
    first = _Run(0, planned, planned, slot.length, programme)
    if whole is not None:
        _apply(first, whole, expander.assignments)
    length = whole.length if whole and whole.length and whole.run is None else slot.length
    runs = [first]
    for number, rule_at, at in _later_runs(slot, planned, first.at, expander.next_first(slot, day)):
        run = _Run(number, rule_at, at, length, first.programme, first.cancelled)
        if at != rule_at:
            run.reason = Reason(Cause.FOLLOWS_FIRST)
        own = exceptions.get(number)
        if own is not None and run.cancelled is None:
            _apply(run, own, expander.assignments)
        if run.cancelled is None and run.at <= first.at:
            run.at = run.planned if first.at != planned else run.at
            run.cancelled = Reason(Cause.BEFORE_FIRST, at=first.at)
        runs.append(run)
    start_of_first = expander.clock.instant(first.at)
    for run in runs:
        yield _made(slot, day, run, start_of_first, expander.clock)


def _later_runs(
    slot: Slot, planned: CivilMoment, first_at: CivilMoment, following: CivilMoment | None
) -> Iterator[tuple[int, CivilMoment, CivilMoment]]:
    """Return each later run: its number, where the rule puts it, where it follows the first.

    Repeats at even steps end with their rule's end, or before the slot's ``following`` first run.
    """
    for number, repeat in enumerate(slot.repeats, 1):
        later = repeat.days * DAY + repeat.at * MINUTE
        yield (
            number,
            CivilMoment(planned // DAY * DAY + later),
            CivilMoment(first_at // DAY * DAY + later),
        )
    if slot.every is None:
        return
    number = len(slot.repeats)
    for step in range(1, MOST_EVERY + 1):
        at = CivilMoment(first_at + slot.every.step * step)
        if at > slot.every.until or (following is not None and at >= following):
            return
        yield number + step, CivilMoment(planned + slot.every.step * step), at


def _apply(run: _Run, each: SlotException, assignments: Assignments) -> None:
    if each.cancel is not None:
        run.cancelled = Reason(Cause.CANCELLED, words=each.cancel)
        run.at = run.planned
        return
    if each.move is not None:
        run.at = moved_to(run.planned, each.move)
        run.reason = Reason(Cause.MOVED)
    if each.length is not None:
        run.length = each.length
    if each.programme is not None:
        run.programme = assignments.filling.to_air(each.programme)


def moved_to(planned: CivilMoment, move: Move) -> CivilMoment:
    """Return where a move puts a run: on the date it names, or on the run's own."""
    day = civil_day(move.date) if move.date else day_of(planned)
    return moment(day, move.at)


def _made(slot: Slot, day: CivilDay, run: _Run, first: Instant, clock: ZoneClock) -> Airing:
    status = Status.PLANNED
    at = run.at
    if run.cancelled is not None:
        status, at = Status.CANCELLED, run.planned
    elif run.at != run.planned:
        status = Status.MOVED
    start = clock.instant(at)
    of = first if run.number else None
    if of is None and status is Status.MOVED:
        of = clock.instant(run.planned)
    return Airing(
        slot,
        run.number,
        day,
        run.planned,
        at,
        start,
        Instant(start + run.length),
        status,
        run.programme,
        of,
        run.cancelled or run.reason,
    )
