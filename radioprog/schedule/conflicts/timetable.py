"""The timetable: each class of stations planned once, then told station by station.

Expansion, pre-emption, sweep and linter in turn; nothing here reads a clock, a disk or a network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.airings.assignments import Assignments, StationClass
from radioprog.schedule.airings.expand import Expander, Window
from radioprog.schedule.conflicts.overlaps import Clash, clashes
from radioprog.schedule.conflicts.preempt import Preempted, preempt
from radioprog.schedule.conflicts.profile_check import Breach, breaches
from radioprog.schedule.days.civil import DAY, CivilDay, ZoneClock

_CONTEXT_DAYS = 1


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """What a class of stations has on air in a window, and what is amiss with it.

    ``airings`` are those that begin in the window, cancelled ones included, in air order;
    ``tails`` are those on air from before it.
    """

    station_class: StationClass
    airings: tuple[Airing, ...]
    clashes: tuple[Clash, ...] = ()
    breaches: tuple[Breach, ...] = ()
    preempted: tuple[Preempted, ...] = ()
    tails: tuple[Airing, ...] = ()

    @property
    def on_air(self) -> tuple[Airing, ...]:
        """All airings that are on air in the window, or were to be, in air order."""
        return (*self.tails, *self.airings)


class Planner:
    """Plans the classes of a assignments, for any window.

    Days beside the window are looked at too, so that what crosses its edge is seen.
    """

    def __init__(self, assignments: Assignments, clock: ZoneClock) -> None:
        """Take the assignments and the clock of the zone."""
        self.assignments: Assignments = assignments
        self.clock: ZoneClock = clock
        self.expander: Expander = Expander(assignments, clock)
        self._almanac = assignments.schedule.almanac

    def plan(self, station_class: StationClass, window: Window) -> ClassPlan:
        """Plan one class."""
        wide = window.widened(_CONTEXT_DAYS)
        expanded = self.expander.airings(station_class, wide)
        profile = station_class.profile
        airings, preempted = preempt(expanded, self.clock, profile.latest if profile else None)
        live = [each for each in airings if each.is_live]
        begin, end = window.first * DAY, (window.last + 1) * DAY
        found = (
            ()
            if station_class.profile is None
            else breaches(live, station_class.profile, self._almanac)
        )
        return ClassPlan(
            station_class=station_class,
            airings=tuple(each for each in airings if begin <= each.at < end),
            tails=tuple(each for each in live if each.at < begin < each.at + each.end - each.start),
            clashes=tuple(
                clash
                for clash in clashes(live, station_class.busy)
                if begin <= (clash.second or clash.first).at < end
            ),
            breaches=tuple(breach for breach in found if breach.day in window),
            preempted=tuple(each for each in preempted if begin <= each.before.at < end),
        )

    def plans(self, window: Window) -> Iterator[ClassPlan]:
        """Plan every class, in order of its first station."""
        for station_class in self.assignments.classes:
            yield self.plan(station_class, window)

    def by_station(self, window: Window) -> Iterator[tuple[str, ClassPlan]]:
        """Return each station with its plan, in order of id; a plan is kept only while needed."""
        members = {
            station: number
            for number, station_class in enumerate(self.assignments.classes)
            for station in station_class.stations
        }
        kept: dict[int, ClassPlan] = {}
        left = {
            number: len(station_class.stations)
            for number, station_class in enumerate(self.assignments.classes)
        }
        for station in sorted(members):
            number = members[station]
            if number not in kept:
                kept[number] = self.plan(self.assignments.classes[number], window)
            yield station, kept[number]
            left[number] -= 1
            if not left[number]:
                del kept[number]


def window_of(first: CivilDay, days: int) -> Window:
    """Return the window of so many days from a first one."""
    return Window(first, CivilDay(first + days - 1))
