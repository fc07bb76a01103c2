"""The audit: all that is amiss over all stations, gathered so that each thing is told once.

Plans pass through one at a time; what is kept is what is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from radioprog.kernel.findings import Finding
from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.conflicts import findings as says
from radioprog.schedule.conflicts.conflict import Conflict, Site, gathered
from radioprog.schedule.conflicts.findings import Tally
from radioprog.schedule.conflicts.overlaps import MOST_CLASHES, overrun_end
from radioprog.schedule.conflicts.preempt import Preempted
from radioprog.schedule.conflicts.profile_check import Breach
from radioprog.schedule.conflicts.resolutions import Choice, choices_for
from radioprog.schedule.conflicts.timetable import ClassPlan, Planner
from radioprog.schedule.days.civil import CivilDay, day_of
from radioprog.schedule.plan.slot import Slot

T = TypeVar("T")
MOST_WORK = 20_000
"""So many slots are looked at, all conflicts together, to try choices; then only drops remain."""
MOST_SITES = 48
MOST_TOLD = 200


class Audit:
    """Takes plans in; gives conflicts, their choices, and findings out."""

    def __init__(self, planner: Planner) -> None:
        """Take the planner, whose assignments tell what each slot airs."""
        self._planner = planner
        self._sites: dict[object, list[Site]] = {}
        self._flooded: set[str] = set()
        self._breaches: dict[object, Tally[Breach]] = {}
        self._preempted: dict[object, Tally[Preempted]] = {}
        self._long: dict[object, Tally[Airing]] = {}
        self._early: dict[object, Tally[Airing]] = {}
        self._dry: dict[str, tuple[CivilDay, Slot]] = {}
        self._choices: list[tuple[Conflict, tuple[Choice, ...]]] | None = None

    def add(self, plan: ClassPlan) -> None:
        """Take one class's plan in."""
        station_class = plan.station_class
        if len(plan.clashes) > MOST_CLASHES:
            self._flooded.add(station_class.first_station)
        for clash in plan.clashes:
            self._sites.setdefault(clash.shape, []).append(Site(station_class, clash))
        for breach in plan.breaches:
            self._tally(self._breaches, breach.shape, breach, breach.day, plan, breach.figure)
        for each in plan.preempted:
            shape = (each.by.slot.id, each.before.slot.id, each.before.run, each.after.status)
            self._tally(self._preempted, shape, each, day_of(each.before.at), plan)
        for airing in plan.airings:
            self._look_at(airing, plan)

    def _look_at(self, airing: Airing, plan: ClassPlan) -> None:
        day = day_of(airing.at)
        if not airing.is_live:
            if airing.run and airing.fate and "before its first" in airing.fate.en:
                self._tally(self._early, (airing.slot.id, airing.run), airing, day, plan)
            return
        programme = airing.programme
        if programme is None:
            if airing.slot.series:
                known = self._dry.get(airing.slot.series)
                if known is None or (airing.date, airing.slot.id) < (known[0], known[1].id):
                    self._dry[airing.slot.series] = (airing.date, airing.slot)
        elif overrun_end(airing) > airing.end:
            self._tally(self._long, (airing.slot.id, programme.name), airing, day, plan)

    def _tally(
        self,
        tallies: dict[object, Tally[T]],
        shape: object,
        sample: T,
        day: CivilDay,
        plan: ClassPlan,
        figure: int = 0,
    ) -> None:
        tally = tallies.get(shape)
        if tally is None:
            tally = tallies[shape] = Tally(sample, day, figure=figure)
        elif day < tally.first:
            tally.first, tally.sample = day, sample
        tally.days.add(day)
        tally.stations.update(plan.station_class.stations)
        tally.figure = max(tally.figure, figure)

    def conflicts(self) -> list[Conflict]:
        """Give all conflicts, by first date."""
        return gathered(self._sites)

    def choices(self) -> list[tuple[Conflict, tuple[Choice, ...]]]:
        """Give each conflict with its ways out; in a flood only dropping."""
        if self._choices is None:
            budget = MOST_WORK
            self._choices = []
            for conflict in self.conflicts()[:MOST_TOLD]:
                budget -= sum(len(site.station_class.slots) for site in conflict.sites[:MOST_SITES])
                ways = choices_for(conflict, self._planner, tried=budget > 0)
                self._choices.append((conflict, ways))
        return self._choices

    def findings(self) -> Iterator[Finding]:
        """Give everything as findings: conflicts first, then what gave way, breaches, lengths."""
        number = 0
        for conflict, choices in self.choices():
            yield says.conflict_finding(conflict, choices, number)
            number += len(choices)
        more = len(self._sites) - MOST_TOLD
        if more > 0 or self._flooded:
            yield says.flood(max(more, 0), sorted(self._flooded))
        yield from (says.preempted(each) for each in _in_order(self._preempted))
        yield from (says.breach(each) for each in _in_order(self._breaches))
        yield from (says.over_length(each) for each in _in_order(self._long))
        yield from (says.early(each) for each in _in_order(self._early))
        for series, (day, slot) in sorted(self._dry.items()):
            waiting = self._planner.assignments.programmes[slot.id].unapproved.get(day)
            if waiting is not None:
                yield says.not_approved(slot, day, waiting)
            else:
                none = not self._planner.assignments.filling.series(series)
                yield says.dry(slot, day, none=none)


def _in_order(tallies: dict[object, Tally[T]]) -> list[Tally[T]]:
    return sorted(tallies.values(), key=lambda each: (each.first, sorted(each.stations)[0]))
