"""The tree of stations put in order: what is inherited from whom, and what is amiss with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from radioprog.kernel.findings import Code, Finding
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import fold
from radioprog.schedule.stations import findings as says
from radioprog.schedule.stations.station import LEVELS, Network, Station

_EMPTY = "-"
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A unit's date outside these years is taken for a slip of the pen; 9999 means for ever."""


def with_inherited(units: Mapping[str, Station], found: list[Finding]) -> list[Station]:
    """Fill empty cells from above, each value with the station that wrote it.

    Unknown parents and circles are named, and those units then stand at the top of the tree.
    """
    called = _by_name(units.values())
    found.extend(_without_parent(units))
    known = {id_: _sound_parent(station, called, units, found) for id_, station in units.items()}
    for member in _circles(known):
        found.append(says.PARENT_CYCLE(known[member].place, station=member))
        known[member] = replace(known[member], parent=None)
    done: dict[str, Station] = {}
    for start in known:
        path = []
        at: str | None = start
        while at is not None and at not in done:
            path.append(at)
            at = known[at].parent
        for id_ in reversed(path):
            done[id_] = _inherit(known[id_], done)
    return [done[id_] for id_ in known]


def _sound_parent(
    station: Station,
    called: Mapping[str, Sequence[str]],
    units: Mapping[str, Station],
    found: list[Finding],
) -> Station:
    """Return the station with its parent's id, which may be written as a name that only one has."""
    if station.parent is None or station.parent == _EMPTY:
        return replace(station, parent=None)
    if station.parent in units:
        return station
    named = called.get(fold(station.parent), ())
    if len(named) == 1:
        return replace(station, parent=named[0])
    found.append(_unknown_unit(says.UNKNOWN_PARENT, station, station.parent, units))
    return replace(station, parent=None)


def _by_name(units: Iterable[Station]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for station in units:
        for name in {fold(each) for each in (station.id, station.name, *station.aliases)}:
            named.setdefault(name, []).append(station.id)
    return named


def _without_parent(units: Mapping[str, Station]) -> Iterator[Finding]:
    """Find units whose parent was left out, as merged cells of a spreadsheet leave it out."""
    below = {station.level for station in units.values() if station.parent not in (None, _EMPTY)}
    tops = {LEVELS.index(station.level) for station in units.values()}
    for station in units.values():
        if (
            station.parent is None
            and station.level in below
            and LEVELS.index(station.level) > min(tops)
        ):
            yield says.NO_PARENT(station.place, station=station.id)


def _circles(units: Mapping[str, Station]) -> list[str]:
    """Return one member of each circle of parents: the first by id, whatever the order of lines."""
    state: dict[str, int] = {}
    members: list[str] = []
    for number, start in enumerate(sorted(units), 1):
        at: str | None = start
        while at is not None and at not in state:
            state[at] = number
            at = units[at].parent
        if at is not None and state[at] == number:
            ring = [at]
            after = units[at].parent
            while after is not None and after != at:
                ring.append(after)
                after = units[after].parent
            members.append(min(ring))
    return members


def _inherit(station: Station, done: Mapping[str, Station]) -> Station:
    above = done.get(station.parent or "")
    origin: dict[str, str] = {}
    languages, tags, profile = station.languages, station.tags, station.profile
    if above is not None and not languages and above.languages:
        languages, origin["languages"] = above.languages, above.inherited.get("languages", above.id)
    if above is not None and not tags and above.tags:
        tags, origin["tags"] = above.tags, above.inherited.get("tags", above.id)
    if above is not None and not profile and above.profile:
        profile, origin["profile"] = above.profile, above.inherited.get("profile", above.id)
    return replace(station, languages=languages, tags=tags, profile=profile, inherited=origin)


def without_marks(network: Network) -> Network:
    """Return the network with each ``-`` turned into an empty value, after inheritance."""
    return Network(
        tuple(
            replace(
                station,
                languages=() if station.languages == (_EMPTY,) else station.languages,
                tags=() if station.tags == (_EMPTY,) else station.tags,
                predecessors=() if station.predecessors == (_EMPTY,) else station.predecessors,
                profile=None if station.profile == _EMPTY else station.profile,
            )
            for station in network
        )
    )


def _unknown_unit(
    code: Code, station: Station, written: str, units: Mapping[str, Station]
) -> Finding:
    suggestion = did_you_mean(written, list(units)[:5000], says.WRITE_AN_ID)
    return code(station.place, station=station.id, written=written, suggestion=suggestion)


def tree_findings(network: Network) -> Iterator[Finding]:
    """Find what is amiss with dates, predecessors and names."""
    for station in network:
        if station.valid_from and station.valid_to and station.valid_to < station.valid_from:
            yield says.ENDS_FIRST(
                station.place, station=station.id, first=station.valid_from, last=station.valid_to
            )
        yield from _far_dates(station)
        for id_ in station.predecessors:
            if id_ == _EMPTY:
                continue
            if id_ not in network:
                known = {each.id: each for each in network}
                yield _unknown_unit(says.UNKNOWN_PREDECESSOR, station, id_, known)
            elif id_ == station.id or network[id_].last_day >= station.first_day:
                yield says.OVERLAPPING(station.place, station=station.id, before=id_)
    yield from _same_names(network)


def _far_dates(station: Station) -> Iterator[Finding]:
    for column, date in (("valid_from", station.valid_from), ("valid_to", station.valid_to)):
        if date is not None and date.year not in (*range(FIRST_YEAR, LAST_YEAR + 1), dt.MAXYEAR):
            yield says.FAR_DATE(station.place, station=station.id, year=date.year, column=column)


def parent_findings(
    network: Network, first: dt.date = dt.date.min, last: dt.date = dt.date.max
) -> Iterator[Finding]:
    """Find units that are valid on a day of a window on which their parent is not."""
    for station in network:
        if station.parent is None:
            continue
        above = network[station.parent]
        begin = max(station.first_day, first.toordinal())
        end = min(station.last_day, last.toordinal())
        if begin <= end and (begin < above.first_day or end > above.last_day):
            before, after = above.first_day - 1, max(begin, above.last_day + 1)
            day = before if begin < above.first_day else after
            yield says.PARENT_NOT_VALID(
                station.place,
                station=station.id,
                above=above.id,
                day=dt.date.fromordinal(day),
                details={"station": station.id},
            )


def _same_names(network: Network) -> Iterator[Finding]:
    seen: dict[tuple[str | None, str], list[Station]] = {}
    for station in network:
        for name in sorted({fold(each) for each in (station.name, *station.aliases)}):
            others = seen.setdefault((station.parent, name), [])
            for other in others:
                if station.first_day <= other.last_day and other.first_day <= station.last_day:
                    yield says.NAME_CLASH(
                        station.place, station=station.id, other=other.id, name=station.name
                    )
                    break
            others.append(station)
