"""Slots held against calendar and network: what can never be meant is told before it is aired.

A slot that never airs, repeats that never come or never end, a move to a far date, two scripts
with one number. Each search is bounded, whatever a rule says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from radioprog.kernel.findings import Finding
from radioprog.schedule.airings import findings as says
from radioprog.schedule.airings.assignments import Assignments
from radioprog.schedule.airings.expand import MOST_EVERY, Window
from radioprog.schedule.airings.fill import ProgrammeEntry, ProgrammeFilling, first_days
from radioprog.schedule.days.civil import CivilDay, civil_day, date_of, datetime_of, moment
from radioprog.schedule.plan.slot import Schedule, Slot, SlotException
from radioprog.schedule.stations.station import Network, Station

_STRETCHES = (60, 400, 3000, 11_000)
"""How many days are searched for a first run: lunar months, years, leap days, thirty years."""
_SOON = 2 * 366
"""A slot whose first run is farther off than this has probably a wrong year."""
_FAR_FORWARD = 31
_MOST_NAMED = 6
_END = CivilDay(dt.date.max.toordinal())


def slot_findings(assignments: Assignments, network: Network, window: Window) -> Iterator[Finding]:
    """Find slots that cannot be meant as they stand, looked at from a window's first day."""
    schedule = assignments.schedule
    for slot in schedule.slots:
        stations = [network[each] for each in sorted(assignments.chosen[slot.id])]
        never = _never_airs(slot, schedule, stations, network, window)
        if never is not None:
            yield never
        elif slot.every is not None:
            yield from _chain(slot, schedule, window)
        filling = assignments.filling
        if stations and filling.since is not None and filling.is_guessed(slot):
            date, details = date_of(filling.since), {"slot": slot.id}
            yield says.BEGINS_NOW(slot.place, slot=slot.called, date=date, details=details)
    yield from _far_moves(schedule)
    yield from _same_numbers(assignments.filling)


# --- slots that never air ---


def _first_run(slot: Slot, schedule: Schedule, low: int, high: int) -> CivilDay | None:
    """Return a slot's first run within bounds, looked for in ever longer stretches."""
    begin = max(low, slot.first_day)
    for stretch in _STRETCHES:
        end = min(high, slot.last_day, begin + stretch)
        days = first_days(slot, schedule, CivilDay(begin), CivilDay(end)) if begin <= end else []
        if days:
            return days[0]
    named = sorted(day for each in slot.days.dates if begin <= (day := civil_day(each)) <= high)
    return next((day for day in named if first_days(slot, schedule, day, day)), None)


def _never_airs(
    slot: Slot,
    schedule: Schedule,
    stations: Sequence[Station],
    network: Network,
    window: Window,
) -> Finding | None:
    """Say why a slot never airs from the window on; nothing where it airs, or its time is over."""
    if slot.last_day < slot.first_day or not stations:
        return None  # told where the dates, or the stations, are read
    if slot.last_day < window.first:
        return None  # its time is over
    low = slot.first_day if slot.first else window.first
    dates = [civil_day(each) for each in slot.days.dates]
    begin = min([low, *dates])
    first = _first_run(slot, schedule, begin, _END)
    details = {"slot": slot.id}
    if first is None:
        return _without_days(slot, schedule, dates, low)
    reach = max((repeat.days for repeat in slot.repeats), default=0)
    if dates and first + reach < window.first and max(dates) + reach < window.first:
        return None
    since = window.first - reach
    if not any(_airs_at(slot, schedule, each, since) for each in stations):
        return _without_stations(slot, stations, network)
    if first > window.last + _SOON:
        date = date_of(first)
        return says.NEVER_SOON(slot.place, slot=slot.called, date=date, details=details)
    return None


def _airs_at(slot: Slot, schedule: Schedule, station: Station, since: int) -> bool:
    low, high = max(since, station.first_day), station.last_day
    return low <= high and _first_run(slot, schedule, low, high) is not None


def _without_days(slot: Slot, schedule: Schedule, dates: Sequence[CivilDay], low: int) -> Finding:
    details = {"slot": slot.id}
    if dates and not any(slot.first_day <= day <= slot.last_day for day in dates):
        first, last = slot.first or "…", slot.last or "…"
        return says.NEVER_BY_BOUNDS(
            slot.place, slot=slot.called, first=first, last=last, details=details
        )
    high = min(slot.last_day, low + _STRETCHES[-1])
    named = slot.days.days(CivilDay(low), CivilDay(high), schedule.almanac)
    if named:
        return says.NEVER_BY_SKIP(slot.place, slot=slot.called, details=details)
    if slot.first or slot.last:
        first, last = slot.first or "…", slot.last or "…"
        return says.NEVER_BY_BOUNDS(
            slot.place, slot=slot.called, first=first, last=last, details=details
        )
    return says.NEVER_BY_RULE(slot.place, slot=slot.called, days=slot.days.text, details=details)


def _without_stations(slot: Slot, stations: Sequence[Station], network: Network) -> Finding:
    """Name the stations that are not valid, and who took their place."""
    ids = {each.id for each in stations}
    heirs = [each.id for each in network if ids & set(each.predecessors)]
    code = says.NEVER_BY_SUCCESSORS if heirs else says.NEVER_BY_STATIONS
    names = [each.id for each in stations[:_MOST_NAMED]]
    facts = {"slot": slot.called, "stations": names, "heirs": heirs[:_MOST_NAMED]}
    return code(slot.place, details={"slot": slot.id}, **facts)


# --- repeats at even steps ---


def _chain(slot: Slot, schedule: Schedule, window: Window) -> Iterator[Finding]:
    """Tell repeats that never come, that end with the next first run, or that are too many."""
    every = slot.every
    first = _first_run(slot, schedule, slot.first_day if slot.first else window.first, _END)
    if every is None or first is None:
        return
    begin = moment(first, slot.at)
    details = {"slot": slot.id}
    if begin + every.step > every.until:
        until = datetime_of(every.until).isoformat(" ", "minutes")
        yield says.CHAIN_WITHOUT_STEP(slot.place, slot=slot.called, until=until, details=details)
        return
    following = _first_run(slot, schedule, first + 1, _END)
    end = every.until
    if following is not None and moment(following, slot.at) <= end:
        end = moment(following, slot.at)
        yield says.CHAIN_RESTARTS(slot.place, slot=slot.called, details=details)
    count = (end - begin) // every.step
    if count > MOST_EVERY:
        facts = {"slot": slot.called, "count": count, "most": MOST_EVERY}
        yield says.CHAIN_TOO_LONG(slot.place, details=details, **facts)


# --- moves, and numbers of episodes ---


def _far_moves(schedule: Schedule) -> Iterator[Finding]:
    """Tell moves before the slot's airing of the time before, or far ahead: slips of the year."""
    slots = {slot.id: slot for slot in schedule.slots}
    for each in schedule.exceptions:
        slot = slots.get(each.slot)
        if slot is None or each.move is None or each.move.date is None:
            continue
        planned = _planned_day(slot, each)
        days = civil_day(each.move.date) - planned
        if days > _FAR_FORWARD or (days < 0 and -days > _rhythm(slot, schedule, planned)):
            facts = {"date": date_of(planned), "days": days, "to": each.move.date}
            yield says.MOVE_FAR(each.place, slot=slot.called, details={"slot": slot.id}, **facts)


def _planned_day(slot: Slot, each: SlotException) -> CivilDay:
    later = slot.repeats[each.run - 1].days if each.run and each.run <= len(slot.repeats) else 0
    return CivilDay(civil_day(each.date) + later)


def _rhythm(slot: Slot, schedule: Schedule, day: CivilDay) -> int:
    """Count the days since the slot's first run before a day, at the most a month."""
    low = CivilDay(max(1, day - _FAR_FORWARD))
    before = first_days(slot, schedule, low, CivilDay(day - 1))
    return day - before[-1] if before else _FAR_FORWARD


def _same_numbers(filling: ProgrammeFilling) -> Iterator[Finding]:
    numbered: dict[tuple[str, int], list[ProgrammeEntry]] = {}
    for entry in filling.entries:
        if entry.series and entry.number is not None:
            numbered.setdefault((entry.series, entry.number), []).append(entry)
    for (series, number), entries in sorted(numbered.items()):
        if len(entries) > 1:
            yield _number_twice(series, number, entries)


def _number_twice(series: str, number: int, entries: Iterable[ProgrammeEntry]) -> Finding:
    ordered = sorted(entries, key=lambda entry: entry.name)
    return says.NUMBER_TWICE(
        ordered[-1].place,
        series=series,
        number=number,
        count=len(ordered),
        names=[entry.name for entry in ordered[:_MOST_NAMED]],
        details={"series": series, "number": number},
    )
