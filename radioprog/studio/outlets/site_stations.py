"""The stations of a workspace as the site shows them: days on air, neighbours, programmes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from radioprog.kernel.text import one_line
from radioprog.publish.calendars.week_grid import GridItem, station_weeks
from radioprog.publish.site.model import (
    AirDay,
    DayItem,
    OnAir,
    SiteProgramme,
    SiteStation,
    UnitLink,
)
from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.airings.assignments import StationClass
from radioprog.schedule.airings.fill import ProgrammeFilling
from radioprog.schedule.conflicts.audit import Audit
from radioprog.schedule.conflicts.timetable import ClassPlan
from radioprog.schedule.days.civil import civil_day, clock_text, date_of, day_of, minute_of
from radioprog.schedule.stations.station import Network, Station
from radioprog.studio.air.timetable import Timetable
from radioprog.studio.outlets.site_programmes import language_code

_MOST_HEARD = 50
"""The newest programmes of a station: what its page and its feed have room for."""


@dataclass
class AirView:
    """What the stations air in the window, and when each programme is on air anywhere."""

    days: dict[str, tuple[AirDay, ...]] = field(default_factory=dict)
    programmes: dict[str, tuple[SiteProgramme, ...]] = field(default_factory=dict)
    on_air: dict[str, tuple[OnAir, ...]] = field(default_factory=dict)


def air_view(table: Timetable, audit: Audit, known: Mapping[str, SiteProgramme]) -> AirView:
    """Plan each class of stations once; ``known`` are the programmes on the site, by name."""
    view = AirView()
    counted: dict[tuple[str, dt.date, str], int] = {}
    for plan in table.classes(audit):
        days = tuple(_days(table, plan, known))
        heard = _heard(plan.station_class, table.assignments.filling, known)
        for station in plan.station_class.stations:
            view.days[station] = days
            view.programmes[station] = heard
        _count(plan, counted)
    by_name: dict[str, list[OnAir]] = {}
    for (name, day, begins), stations in sorted(counted.items()):
        by_name.setdefault(name, []).append(OnAir(day, begins, stations))
    view.on_air = {name: tuple(rows) for name, rows in by_name.items()}
    return view


def _days(
    table: Timetable, plan: ClassPlan, known: Mapping[str, SiteProgramme]
) -> Iterator[AirDay]:
    for week in station_weeks("", plan, table.window):
        for number, day in enumerate(week.days):
            if day is not None:
                items = [item for row in week.rows for item in row.cells[number]]
                yield AirDay(day, tuple(_item(item, known) for item in items))


def _item(item: GridItem, known: Mapping[str, SiteProgramme]) -> DayItem:
    programme = known.get(item.programme)
    look = f"{item.kind} {item.priority} {item.status}"
    return DayItem(
        item.begins,
        item.ends,
        one_line(item.title),
        item.marks,
        look,
        programme.page if programme else "",
        item.why,
    )


def _heard(
    station_class: StationClass, filling: ProgrammeFilling, known: Mapping[str, SiteProgramme]
) -> tuple[SiteProgramme, ...]:
    """Return the finished programmes that a class of stations has slots for, the newest first."""
    names: dict[str, None] = {}
    for slot in station_class.slots:
        if slot.relay:
            continue
        if slot.fill.kind == "named":
            entry = filling.named(slot.fill.name)
            names.update({entry.name: None} if entry else {})
        else:
            names.update((entry.name, None) for entry in filling.series(slot.series))
    return tuple(newest_first(known[name] for name in names if name in known)[:_MOST_HEARD])


def newest_first(programmes: Iterable[SiteProgramme]) -> list[SiteProgramme]:
    """Order programmes by date, number and name, the newest first."""
    return sorted(
        programmes,
        key=lambda each: (each.date or dt.date.min, each.episode or 0, each.name),
        reverse=True,
    )


def _count(plan: ClassPlan, counted: dict[tuple[str, dt.date, str], int]) -> None:
    live: Sequence[Airing] = [each for each in plan.airings if each.is_live and each.programme]
    for each in live:
        if each.programme is None:
            continue
        key = (each.programme.name, date_of(day_of(each.at)), clock_text(minute_of(each.at)))
        counted[key] = counted.get(key, 0) + len(plan.station_class.stations)


def site_stations(
    network: Network, view: AirView, today: dt.date, calendars: Collection[str]
) -> Iterator[SiteStation]:
    """Yield every unit of the list, in order of id; ``calendars`` are the ids that have one."""
    after = successors(network)
    day = civil_day(today)
    for unit in network:
        is_live = unit.is_valid(day)
        yield SiteStation(
            unit=link_of(unit),
            level=unit.level,
            above=tuple(link_of(each) for each in network.ancestors(unit.id)),
            below=tuple(
                link_of(each) for each in network.children(unit.id) if each.last_day >= day
            ),
            successors=after.get(unit.id, ()),
            predecessors=tuple(
                link_of(network[each]) for each in unit.predecessors if each in network
            ),
            begun=unit.valid_from if unit.first_day > day else None,
            ended=unit.valid_to if unit.last_day < day else None,
            languages=tuple(filter(None, map(language_code, unit.languages))),
            lat=unit.lat,
            lon=unit.lon,
            days=view.days.get(unit.id, ()) if is_live or unit.first_day > day else (),
            programmes=view.programmes.get(unit.id, ()) if is_live else (),
            has_calendar=unit.id in calendars,
        )


def link_of(unit: Station) -> UnitLink:
    """Return a unit's name and page."""
    return UnitLink(unit.id, one_line(unit.name))


def successors(network: Network) -> dict[str, tuple[UnitLink, ...]]:
    """Return by id which units took a unit's place."""
    found: dict[str, list[UnitLink]] = {}
    for unit in network:
        for each in unit.predecessors:
            found.setdefault(each, []).append(link_of(unit))
    return {each: tuple(links) for each, links in found.items()}
