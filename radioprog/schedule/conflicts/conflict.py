"""Conflicts: clashes of one kind gathered over stations and dates, with their reason in a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from radioprog.kernel.canonical import digest
from radioprog.kernel.findings import Severity, Text
from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.airings.assignments import StationClass
from radioprog.schedule.conflicts import findings as says
from radioprog.schedule.conflicts.overlaps import Clash, overrun_end
from radioprog.schedule.conflicts.timetable import ClassPlan
from radioprog.schedule.days.civil import CivilMoment, clock_text, date_of, day_of, minute_of


@dataclass(frozen=True, slots=True)
class Site:
    """One clash and the stations where it happens."""

    station_class: StationClass
    clash: Clash


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same clash on all its dates and stations: the fewest slots that cannot all stand."""

    sites: tuple[Site, ...]

    @property
    def clash(self) -> Clash:
        """Its first clash, by which it is shown."""
        return self.sites[0].clash

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots involved: one or two."""
        both = (self.clash.first.slot.id, self.clash.second.slot.id if self.clash.second else "")
        return tuple(dict.fromkeys(each for each in both if each))

    @property
    def stations(self) -> tuple[str, ...]:
        """All stations where it happens, in order."""
        return tuple(sorted({each for site in self.sites for each in site.station_class.stations}))

    @property
    def dates(self) -> tuple[str, ...]:
        """All dates on which it happens, in order."""
        days = {date_of_airing(site.clash.second or site.clash.first) for site in self.sites}
        return tuple(sorted(days))

    @property
    def severity(self) -> Severity:
        """An error, but for gaps (a note) and overruns that are only estimated (a warning)."""
        programme = self.clash.first.programme
        return says.severity_of(self.clash.reason, certain=bool(programme and programme.built))

    @property
    def id(self) -> str:
        """A short name that stays as long as the conflict has this shape."""
        return digest([self.clash.shape, self.dates[0]])[:6]

    def reason(self) -> Text:
        """Say why in one sentence."""
        clash = self.clash
        first, second = clash.first, clash.second or clash.first
        programme = first.programme
        template = _REASONS[clash.reason]
        seconds = second.start - first.end
        if clash.reason == "overrun":
            seconds = overrun_end(first) - first.end
            if not (programme and programme.built):
                template = says.RUNS_OVER_BY_ESTIMATE
        return template.filled(
            one=called(first),
            two=called(second),
            first_hours=hours(first),
            second_hours=hours(second),
            programme=programme.name if programme else "",
            seconds=seconds,
            title=clash.busy.title if clash.busy else "",
        )


def conflicts(plans: Iterable[ClassPlan]) -> list[Conflict]:
    """Gather the clashes of all classes, in order of shape."""
    sites: dict[object, list[Site]] = {}
    for plan in plans:
        for clash in plan.clashes:
            sites.setdefault(clash.shape, []).append(Site(plan.station_class, clash))
    return gathered(sites)


def gathered(sites: Mapping[object, Sequence[Site]]) -> list[Conflict]:
    """Make conflicts of sites that were gathered by shape: by first date, then by slots."""
    made = [Conflict(tuple(sorted(each, key=_site_order))) for each in sites.values()]
    return sorted(made, key=lambda each: (each.clash.first.start, each.clash.shape))


def _site_order(site: Site) -> tuple[int, int, str]:
    return (site.clash.first.start, site.clash.first.end, site.station_class.first_station)


def date_of_airing(airing: Airing) -> str:
    """Return the date on which an airing stands."""
    return date_of_moment(airing.at)


def date_of_moment(when: CivilMoment) -> str:
    """Write the date of a civil moment."""
    return date_of(day_of(when)).isoformat()


def hours(airing: Airing) -> str:
    """Write from when to when an airing stands, as 17:30-17:45."""
    end = CivilMoment(airing.at + (airing.end - airing.start))
    return f"{clock_text(minute_of(airing.at))}-{clock_text(minute_of(end))}"


def called(airing: Airing) -> Text:
    """Name an airing's run: its slot, which repeat, and from which other day it was moved."""
    template = says.REPEAT_CALLED if airing.run else says.FIRST_CALLED
    name = template.filled(slot=airing.slot.called, run=airing.run)
    if day_of(airing.planned) == day_of(airing.at):
        return name
    return says.MOVED_CALLED.filled(name=name, day=date_of_moment(airing.planned))


_REASONS = {
    "overlap": says.BOTH_ON_AIR,
    "priority-clash": says.BOTH_PRIORITY,
    "overrun": says.RUNS_OVER,
    "busy": says.STATION_IS_BUSY,
    "gap": says.SILENCE,
}
