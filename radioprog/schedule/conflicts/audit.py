"""The audit: all that is amiss over all stations, gathered so that each thing is told once.

Plans pass through one at a time; what is kept is what is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from radioprog.kernel.findings import Finding, Text
from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.airings.airing import Airing, Cause
from radioprog.schedule.conflicts import findings as says
from radioprog.schedule.conflicts.conflict import (
    Conflict,
    Site,
    called,
    date_of_airing,
    gathered,
)
from radioprog.schedule.conflicts.overlaps import MOST_CLASHES, overrun_end
from radioprog.schedule.conflicts.preempt import Preempted
from radioprog.schedule.conflicts.profile_check import Breach
from radioprog.schedule.conflicts.resolutions import Choice, choices_for
from radioprog.schedule.conflicts.timetable import ClassPlan, Planner
from radioprog.schedule.days.civil import (
    CivilDay,
    Span,
    clock_text,
    date_of,
    datetime_of,
    day_of,
    span_text,
)
from radioprog.schedule.plan.slot import Slot

T = TypeVar("T")
MOST_WORK = 20_000
"""So many slots are looked at, all conflicts together, to try choices; then only drops remain."""
MOST_SITES = 48
MOST_TOLD = 200
MOST_NAMED = 12
_LEAST_FILLED = 0.8
"""Sound that fills less of its slot than this leaves dead air."""
_SHORTEST_SILENCE = 30
"""Less silence than this, in seconds, is a pause between programmes."""


@dataclass(slots=True)
class _Tally(Generic[T]):
    """One thing told once: where it was first, on how many days, at which stations."""

    sample: T
    first: CivilDay
    days: set[CivilDay] = field(default_factory=set)
    stations: set[str] = field(default_factory=set)
    figure: int = 0
    slots: dict[str, Slot] = field(default_factory=dict)

    def where(self) -> Text:
        """Say at how many stations, on how many days, from when."""
        return extent(len(self.stations), len(self.days), date_of(self.first).isoformat())

    def details(self) -> dict[str, Any]:
        """Return the same for programs."""
        return {
            "stations": sorted(self.stations)[:MOST_NAMED],
            "stations_count": len(self.stations),
            "date": date_of(self.first).isoformat(),
            "dates_count": len(self.days),
        }


class Audit:
    """Takes plans in; gives conflicts, their choices, and findings out."""

    def __init__(self, planner: Planner) -> None:
        """Take the planner, whose assignments tell what each slot airs."""
        self._planner = planner
        self._sites: dict[object, list[Site]] = {}
        self._flooded: set[str] = set()
        self._breaches: dict[object, _Tally[Breach]] = {}
        self._preempted: dict[object, _Tally[Preempted]] = {}
        self._long: dict[object, _Tally[Airing]] = {}
        self._early: dict[object, _Tally[Airing]] = {}
        self._short: dict[object, _Tally[Airing]] = {}
        self._unbuilt: dict[object, _Tally[Airing]] = {}
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
            tally = self._tally(self._breaches, breach.shape, breach, breach.day, plan)
            tally.figure = max(tally.figure, breach.figure)
            tally.slots.update((each.slot.id, each.slot) for each in breach.airings)
        for each in plan.preempted:
            cause = each.after.reason.cause if each.after.reason else None
            shape = (each.by.slot.id, each.before.slot.id, each.before.run, cause)
            self._tally(self._preempted, shape, each, day_of(each.before.at), plan)
        for airing in plan.airings:
            self._look_at(airing, plan)

    def _look_at(self, airing: Airing, plan: ClassPlan) -> None:
        day = day_of(airing.at)
        if not airing.is_live:
            if airing.reason is not None and airing.reason.cause is Cause.BEFORE_FIRST:
                self._tally(self._early, (airing.slot.id, airing.run), airing, day, plan)
            return
        programme = airing.programme
        if programme is None:
            filling = self._planner.assignments.filling
            if airing.slot.series and filling.has_begun(airing.slot, airing.date):
                known = self._dry.get(airing.slot.series)
                if known is None or (airing.date, airing.slot.id) < (known[0], known[1].id):
                    self._dry[airing.slot.series] = (airing.date, airing.slot)
            return
        shape = (airing.slot.id, programme.name)
        if overrun_end(airing) > airing.end:
            self._tally(self._long, shape, airing, day, plan)
        if not programme.built:
            self._tally(self._unbuilt, programme.name, airing, day, plan)
        elif programme.length is not None and _leaves_dead_air(airing, programme.length):
            self._tally(self._short, shape, airing, day, plan)

    def _tally(
        self,
        tallies: dict[object, _Tally[T]],
        shape: object,
        sample: T,
        day: CivilDay,
        plan: ClassPlan,
    ) -> _Tally[T]:
        tally = tallies.get(shape)
        if tally is None:
            tally = tallies[shape] = _Tally(sample, day)
        elif day < tally.first:
            tally.first, tally.sample = day, sample
        tally.days.add(day)
        tally.stations.update(plan.station_class.stations)
        return tally

    def conflicts(self) -> list[Conflict]:
        """Return all conflicts, by first date."""
        return gathered(self._sites)

    def choices(self) -> list[tuple[Conflict, tuple[Choice, ...]]]:
        """Return each conflict with its ways out; in a flood only dropping."""
        if self._choices is None:
            budget = MOST_WORK
            self._choices = []
            for conflict in self.conflicts()[:MOST_TOLD]:
                budget -= sum(len(site.station_class.slots) for site in conflict.sites[:MOST_SITES])
                ways = choices_for(conflict, self._planner, tried=budget > 0)
                self._choices.append((conflict, ways))
        return self._choices

    def findings(self) -> Iterator[Finding]:
        """Return everything as findings: conflicts first, then what gave way, breaches, lengths."""
        number = 0
        for conflict, choices in self.choices():
            yield _conflict(conflict, choices, number)
            number += len(choices)
        more = len(self._sites) - MOST_TOLD
        if more > 0 or self._flooded:
            yield says.FLOOD(more=max(more, 0), stations=sorted(self._flooded)[:3])
        yield from (_gave_way(each) for each in _in_order(self._preempted))
        yield from (_breach(each) for each in _in_order(self._breaches))
        yield from (_over_length(each) for each in _in_order(self._long))
        yield from (_too_short(each) for each in _in_order(self._short))
        yield from (_not_built(each) for each in _in_order(self._unbuilt))
        yield from (_early(each) for each in _in_order(self._early))
        for series, (day, slot) in sorted(self._dry.items()):
            if day not in self._planner.assignments.programmes[slot.id].unapproved:
                yield self._empty(series, day, slot)

    def _empty(self, series: str, day: CivilDay, slot: Slot) -> Finding:
        """Tell a series with the first date that has no programme."""
        date = date_of(day).isoformat()
        details = {"series": series, "slot": slot.id, "date": date}
        known = self._planner.assignments.filling.series(series)
        code = says.RUNS_DRY if known else says.NO_SCRIPT
        return code(slot.place, slot=slot.called, date=date, series=series, details=details)


def _leaves_dead_air(airing: Airing, length: float) -> bool:
    whole = airing.end - airing.start
    return length < min(_LEAST_FILLED * whole, whole - _SHORTEST_SILENCE)


def _in_order(tallies: dict[object, _Tally[T]]) -> list[_Tally[T]]:
    return sorted(tallies.values(), key=lambda each: (each.first, sorted(each.stations)[0]))


def extent(stations: int, days: int, first: str) -> Text:
    """Say at how many stations and on how many days something is so, from which day."""
    if stations == 1:
        template = says.ON_ONE_DAY if days == 1 else says.AT_ONE
    else:
        template = says.AT_STATIONS_ON_ONE_DAY if days == 1 else says.AT_STATIONS
    return template.filled(stations=stations, days=days, first=first)


def _conflict(conflict: Conflict, choices: Sequence[Choice], number: int) -> Finding:
    """Tell a conflict; ``number`` is how many choices were told before its own."""
    reason, dates = conflict.reason(), conflict.dates
    later = conflict.clash.second or conflict.clash.first
    numbered = list(enumerate(choices, number + 1))
    found = says.CONFLICTS[conflict.clash.reason](
        later.slot.place,
        reason=reason,
        where=extent(len(conflict.stations), len(dates), dates[0]),
        ways=says.ways_out([(n, each.id, each.what) for n, each in numbered]),
        details={
            "slots": list(conflict.slots),
            "stations": list(conflict.stations[:MOST_NAMED]),
            "stations_count": len(conflict.stations),
            "dates": list(dates[:MOST_NAMED]),
            "dates_count": len(dates),
            "reason": reason,
            "choices": [
                {"id": each.id, "number": n, "what": each.what, "effect": each.effect}
                for n, each in numbered
            ],
        },
    )
    return found.weighing(conflict.severity)


def _gave_way(tally: _Tally[Preempted]) -> Finding:
    """Tell what gave way, to what, and what became of it."""
    each = tally.sample
    code = says.RELAY_PREEMPTED if each.before.slot.relay else says.PREEMPTED
    return code(
        each.before.slot.place,
        name=called(each.before),
        what=each.after.reason.text() if each.after.reason else "",
        where=tally.where(),
        details={
            "slots": [each.by.slot.id, each.before.slot.id],
            "status": str(each.after.status),
            "cause": str(each.after.reason.cause) if each.after.reason else None,
            **tally.details(),
        },
    )


def _breach(tally: _Tally[Breach]) -> Finding:
    """Tell a breach of a profile, with the profile and the figure."""
    breach, profile = tally.sample, tally.sample.profile
    figure, limit = _figures(breach, tally.figure)
    slots = [tally.slots[each] for each in sorted(tally.slots)]
    return says.PROFILE[breach.rule](
        breach.airings[0].slot.place,
        profile=profile.name,
        breach=says.BREACHES[breach.rule].filled(figure=figure, limit=limit),
        slots=[slot.called for slot in slots[:MOST_NAMED]],
        where=tally.where(),
        details={
            "profile": profile.name,
            "rule": breach.rule,
            "slots": [slot.id for slot in slots],
            **tally.details(),
        },
    )


def _figures(breach: Breach, worst: int) -> tuple[object, object]:
    """Return what a rule comes to, and what it allows, as people read them."""
    profile, none = breach.profile, MinuteOfDay(0)
    if breach.rule == "sessions":
        return worst, profile.sessions
    if breach.rule == "longest":
        return span_text(Span(worst)), span_text(profile.longest or Span(0))
    if breach.rule == "latest":
        return clock_text(MinuteOfDay(worst)), clock_text(profile.latest or none)
    return clock_text(MinuteOfDay(breach.figure)), clock_text(profile.earliest or none)


def _over_length(tally: _Tally[Airing]) -> Finding:
    """Tell a programme that is longer than its slot."""
    airing, programme = tally.sample, tally.sample.programme
    over = overrun_end(airing) - airing.end
    name = programme.name if programme else ""
    certain = programme is not None and programme.built
    code = says.OVER_LENGTH if certain else says.OVER_LENGTH_BY_ESTIMATE
    details = {"slot": airing.slot.id, "programme": name, "seconds": over, **tally.details()}
    return code(
        airing.slot.place,
        programme=name,
        slot=airing.slot.called,
        seconds=over,
        where=tally.where(),
        details=details,
    )


def _too_short(tally: _Tally[Airing]) -> Finding:
    """Tell finished sound that leaves much of its slot silent."""
    airing, programme = tally.sample, tally.sample.programme
    name = programme.name if programme else ""
    length = Span(int(-(-(programme.length or 0) // 1)) if programme else 0)
    whole = Span(airing.end - airing.start)
    return says.TOO_SHORT(
        airing.slot.place,
        programme=name,
        slot=airing.slot.called,
        length=span_text(length),
        slot_length=span_text(whole),
        silent=span_text(Span(whole - length)),
        where=tally.where(),
        details={"slot": airing.slot.id, "programme": name, **tally.details()},
    )


def _not_built(tally: _Tally[Airing]) -> Finding:
    """Tell a script that is to be aired and has no finished sound."""
    airing, programme = tally.sample, tally.sample.programme
    name = programme.name if programme else ""
    place = programme.place if programme else airing.slot.place
    return says.NOT_BUILT(
        place,
        programme=name,
        when=datetime_of(airing.at).isoformat(" ", "minutes"),
        where=tally.where(),
        path=place.file or name,
        details={"slot": airing.slot.id, "programme": name, **tally.details()},
    )


def _early(tally: _Tally[Airing]) -> Finding:
    """Tell a repeat that would have come before its moved first run."""
    airing = tally.sample
    return says.EARLY(
        airing.slot.place,
        name=called(airing),
        date=date_of_airing(airing),
        details={"slot": airing.slot.id, **tally.details()},
    )
