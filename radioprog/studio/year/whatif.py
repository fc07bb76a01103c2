"""What if: the schedule of a year with something laid over it, and nothing written.

Over it lie exceptions and slots of a file, written as in ``schedules/``, or days on which some
stations air nothing. What is on air then is compared with what is on air now.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.findings import Finding
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.times import parse_date
from radioprog.schedule.airings.airing import Airing, AiringKind
from radioprog.schedule.airings.assignments import Assignments, StationClass, assign
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.conflicts.timetable import ClassPlan, Planner
from radioprog.schedule.days.civil import CivilDay, civil_day, date_of, day_of
from radioprog.schedule.plan.plan_file import LARGEST_PLAN, parse_schedule
from radioprog.schedule.plan.slot import Schedule, SlotException
from radioprog.schedule.stations.selector import Selector
from radioprog.studio.air.timetable import Timetable, asked_day, timetable
from radioprog.studio.workspace import Workspace
from radioprog.studio.year.coverage import YearFacts, existence, read_plan, stations_of_targets
from radioprog.targets import findings as says
from radioprog.targets.coverage import CountedAiring, Covered, count_coverage
from radioprog.targets.target import YearPlan

_LONGEST = 400
What = Literal["lost", "moved", "added", "programme", "doubled"]


@dataclass(frozen=True, slots=True)
class Outage:
    """Stations that air nothing on some days, both ends counted."""

    stations: Selector
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class AiringChange:
    """One airing at one station that is otherwise under the overlay.

    ``before`` and ``after`` are what is on air without and with it; of what is ``doubled``,
    ``before`` is the other one that is on air at the same time, or that has the same programme.
    """

    what: What
    station: str
    airing: str
    before: Airing | None
    after: Airing | None


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """One number of one target, as far as the schedule meets it without and with the overlay."""

    before: Covered
    after: Covered


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What an overlay comes to in the days from ``first`` to ``last``."""

    first: dt.date
    last: dt.date
    changes: tuple[AiringChange, ...]
    coverage: tuple[CoverageChange, ...]
    table: Timetable
    findings: tuple[Finding, ...]

    def of(self, what: What) -> tuple[AiringChange, ...]:
        """Return the changes of one kind."""
        return tuple(each for each in self.changes if each.what == what)


def whatif(workspace: Workspace, *, file: Path | None = None, cancel: Sequence[str] = ()) -> WhatIf:
    """Compare the schedule of a year with the same under an overlay; nothing is written.

    ``cancel`` are outages, ``SELECTOR@DAY`` or ``SELECTOR@DAY..DAY``. The year is that of the
    overlay's first day.

    Raises:
        UsageError: ``bad-outage``, or nothing is laid over.
        ContentError: the overlay or the schedule has errors.
    """
    outages = [read_outage(each) for each in cancel]
    if file is None and not outages:
        raise UsageError(says.NO_OVERLAY())
    text = _text(workspace, file) if file is not None else None
    days = [each.first for each in outages] + _days_of(text)
    year = min(days, default=asked_day(workspace, None)).year
    last = max([each.last for each in outages] + [dt.date(year, 12, 31)]).year
    first, end = dt.date(year, 1, 1), dt.date(last, 12, 31)
    table = timetable(workspace, first=first, days=(end - first).days + 1)
    table.must_be_read()
    schedule = _with_file(table, workspace, text) if text is not None else table.schedules.schedule
    middle = over(table, schedule)
    for outage in outages:
        middle = over(table, _with_outage(middle, outage))
    changes = tuple(sorted(_changes(table, middle), key=_order))
    covered, told = _coverage(workspace, table, middle, year)
    found = (*told, *(() if changes else (says.CHANGES_NOTHING(),)))
    return WhatIf(first, end, changes, covered, middle, found)


# --- the overlay ---


_TO = re.compile(r"\.\.+|…|–|—|\s-\s|\s(?:đến|to)\s")
"""What stands between two days."""


def read_outage(written: str) -> Outage:
    """Read ``SELECTOR@DAY[..DAY]``.

    >>> read_outage("tag:bien-gioi@2026-10-12..2026-10-18").last
    datetime.date(2026, 10, 18)

    Raises:
        UsageError: ``bad-outage``.
    """
    selector, _, days = written.rpartition("@")
    parts = [part.strip() for part in _TO.split(days)]
    chosen = selector.strip()
    if not chosen or not all(parts) or len(parts) > 2:
        raise UsageError(says.BAD_OUTAGE(written=written))
    first, last = (_outage_day(part, chosen) for part in (parts[0], parts[-1]))
    if last < first:
        raise UsageError(says.OUTAGE_REVERSED(selector=chosen, first=first, last=last))
    if (last - first).days >= _LONGEST:
        raise UsageError(says.BAD_OUTAGE(written=written))
    return Outage(Selector(chosen), first, last)


def _outage_day(written: str, selector: str) -> dt.date:
    day = parse_date(written)
    if day is None:
        raise UsageError(says.OUTAGE_DAY(day=written, selector=selector))
    return day


def _text(workspace: Workspace, file: Path) -> tuple[str, str]:
    """Return the overlay's name and text.

    Raises:
        ContentError: it cannot be read.
    """
    shown = workspace.show(file)
    text, found = read_text_file(file, shown=shown, limit=LARGEST_PLAN)
    if text is None:
        raise ContentError(found)
    return shown, text


def _days_of(page: tuple[str, str] | None) -> list[dt.date]:
    """Return the days that an overlay names, as far as it can be read by itself."""
    if page is None:
        return []
    schedule, _ = parse_schedule([page])
    first = [each.first for each in schedule.slots if each.first]
    return first + [each.date for each in schedule.exceptions]


def _with_file(table: Timetable, workspace: Workspace, page: tuple[str, str]) -> Schedule:
    """Return the schedule with a file laid over: slots of the same id replaced, exceptions first.

    Raises:
        ContentError: the file has errors.
    """
    name, text = page
    alone, _ = parse_schedule([page])
    own = {each.id for each in alone.slots}
    pages = [
        (workspace.show(path), path.read_text(encoding="utf-8-sig"))
        for path in table.schedules.files
    ]
    whole, found = parse_schedule([*pages, (name, text)])
    errors = [
        each
        for each in found
        if each.is_error and each.place.file == name and each.code != "duplicate-slot"
    ]
    if errors:
        raise ContentError(errors)
    base = table.schedules.schedule
    kept = [each for each in base.slots if each.id not in own]
    slots = tuple(sorted((*kept, *alone.slots), key=lambda each: each.id))
    mine = [each for each in whole.exceptions if each.place.file == name]
    laid = replace(whole, slots=slots)
    return replace(laid, exceptions=(*mine, *_made_room(base.exceptions, mine, laid)))


def _with_outage(table: Timetable, outage: Outage) -> Schedule:
    """Return a schedule without whatever is on air at some stations on some days.

    Raises:
        ContentError: the selector cannot be read.
    """
    chosen, found = outage.stations.choose(table.schedules.network)
    if any(each.is_error for each in found):
        raise ContentError(found)
    low, high = civil_day(outage.first), civil_day(outage.last)
    schedule = table.assignments.schedule
    at: dict[tuple[str, CivilDay, int | None], set[str]] = {}
    for plan in table.planner.plans(table.window):
        stations = chosen.intersection(plan.station_class.stations)
        for airing in plan.airings if stations else ():
            if airing.is_live and low <= day_of(airing.at) <= high:
                run = airing.run or None
                at.setdefault((airing.slot.id, airing.date, run), set()).update(stations)
    mine = []
    for (slot, day, run), stations_of in sorted(at.items(), key=str):
        if run is not None and stations_of <= at.get((slot, day, None), set()):
            continue
        selector = Selector(", ".join(sorted(stations_of)))
        mine.append(SlotException(slot, date_of(day), selector, run, cancel="what-if", shared=True))
    return replace(schedule, exceptions=(*mine, *_made_room(schedule.exceptions, mine, schedule)))


def _made_room(
    base: Iterable[SlotException], mine: Iterable[SlotException], schedule: Schedule
) -> Iterator[SlotException]:
    """Yield exceptions as they stood, less the stations where another one comes first."""
    taken: dict[tuple[str, dt.date, int], list[str]] = {}
    slots = {each.id: each for each in schedule.slots}
    for each in mine:
        if each.slot in slots:
            words = each.stations or slots[each.slot].stations
            taken.setdefault((each.slot, each.date, each.run or 0), []).append(words.text)
    for each in base:
        words_of = taken.get((each.slot, each.date, each.run or 0))
        if words_of and each.slot in slots:
            own = (each.stations or slots[each.slot].stations).text
            less = "".join(f" & !({words})" for words in words_of)
            yield replace(each, stations=Selector(f"({own}){less}", each.place))
        else:
            yield each


def over(table: Timetable, schedule: Schedule) -> Timetable:
    """Return the same window under another schedule.

    Raises:
        ContentError: a selector or a programme of it means nothing.
    """
    made = table.assignments
    busy = {station: each.busy for each in made.classes for station in each.stations}
    network = table.schedules.network
    again = assign(network, schedule, made.filling, busy=busy)
    errors = [each for each in again.findings if each.is_error and each.code in _UNREADABLE]
    if errors:
        raise ContentError(errors)
    planner = Planner(again, table.clock)
    return replace(table, assignments=again, planner=planner)


_UNREADABLE = frozenset(
    {"bad-selector", "unknown-station", "ambiguous-station", "unknown-programme"}
)


# --- the comparison ---


def _changes(before: Timetable, after: Timetable) -> Iterator[AiringChange]:
    """Yield what is otherwise at each station; classes that have not changed are passed over."""
    now = {unit: each for each in before.assignments.classes for unit in each.stations}
    pairs: dict[tuple[int, int], tuple[StationClass, StationClass, list[str]]] = {}
    for then in after.assignments.classes:
        for unit in then.stations:
            old = now[unit]
            pairs.setdefault((id(old), id(then)), (old, then, []))[2].append(unit)
    changed = _other_programmes(before.assignments, after.assignments)
    for old, then, units in pairs.values():
        if _is_same(old, then, changed):
            continue
        one = before.planner.plan(old, before.window)
        other = after.planner.plan(then, after.window)
        found = [*_compared(one, other), *_doubled(one, other)]
        for what, was, becomes in found:
            named = becomes or was
            for unit in units if named else ():
                name = airing_id(unit, named.slot.id, named.run, named.date) if named else ""
                yield AiringChange(what, unit, name, was, becomes)


def _other_programmes(before: Assignments, after: Assignments) -> frozenset[str]:
    """Return the slots that air something else on some day."""
    return frozenset(
        slot
        for slot, programmes in after.programmes.items()
        if before.programmes.get(slot) != programmes
    )


def _is_same(old: StationClass, then: StationClass, changed: frozenset[str]) -> bool:
    return (
        old.slots == then.slots
        and dict(old.exceptions) == dict(then.exceptions)
        and not any(slot.id in changed for slot in then.slots)
    )


def _compared(
    before: ClassPlan, after: ClassPlan
) -> Iterator[tuple[What, Airing | None, Airing | None]]:
    was = {each.key: each for each in before.airings if each.is_live}
    becomes = {each.key: each for each in after.airings if each.is_live}
    for key, one in was.items():
        other = becomes.get(key)
        if other is None:
            yield "lost", one, None
        elif other.start != one.start:
            yield "moved", one, other
        elif _name(other) != _name(one):
            yield "programme", one, other
    for key, other in becomes.items():
        if key not in was:
            yield "added", None, other


def _name(airing: Airing) -> str:
    return airing.programme.name if airing.programme else ""


def _doubled(
    before: ClassPlan, after: ClassPlan
) -> Iterator[tuple[What, Airing | None, Airing | None]]:
    """Yield what is on air together with another, or once more, only under the overlay."""
    known = {_pair(clash.first, clash.second) for clash in before.clashes}
    for clash in after.clashes:
        second = clash.second
        is_new = _pair(clash.first, second) not in known
        if second is not None and is_new and clash.reason in ("overlap", "priority-clash"):
            yield "doubled", clash.first, second
    counted: dict[str, list[Airing]] = {}
    for each in before.airings:
        if each.is_live and each.programme and each.kind is AiringKind.FIRST:
            counted.setdefault(_name(each), []).append(each)
    seen: dict[str, list[Airing]] = {}
    for each in after.airings:
        if each.is_live and each.programme and each.kind is AiringKind.FIRST:
            seen.setdefault(_name(each), []).append(each)
            if len(seen[_name(each)]) > max(1, len(counted.get(_name(each), ()))):
                yield "doubled", seen[_name(each)][-2], each


def _pair(first: Airing, second: Airing | None) -> tuple[object, object]:
    return first.key, second.key if second else None


_ORDER = ("lost", "moved", "doubled", "added", "programme")


def _order(change: AiringChange) -> tuple[int, str, int, str]:
    airing = change.before or change.after
    start = airing.start if airing else 0
    return _ORDER.index(change.what), change.station, start, change.airing


# --- coverage ---


def _coverage(
    workspace: Workspace, before: Timetable, after: Timetable, year: int
) -> tuple[tuple[CoverageChange, ...], tuple[Finding, ...]]:
    """Return how far both schedules meet the plan of the year, were all of it aired."""
    if not (workspace.root / "plans" / f"{year}.yaml").exists():
        return (), ()
    plan, found = read_plan(workspace, year)
    groups, more = stations_of_targets(plan, before.schedules.network)
    rows = [_planned_rows(workspace, table, plan, groups) for table in (before, after)]
    changes = (CoverageChange(one, other) for one, other in zip(*rows, strict=True))
    return tuple(changes), (*found, *more)


def _planned_rows(
    workspace: Workspace, table: Timetable, plan: YearPlan, groups: Mapping[str, frozenset[str]]
) -> tuple[Covered, ...]:
    slots = {each.id: each for each in table.assignments.schedule.slots}
    facts = YearFacts(workspace, slots, table.assignments.filling.entries)
    nothing_aired = dt.date(plan.year, 1, 1) - dt.timedelta(days=1)
    airings = counted_airings(table.planner.plans(table.window), facts, plan, groups)
    return count_coverage(plan, airings, groups, nothing_aired, existence(table.schedules.network))


def counted_airings(
    class_plans: Iterable[ClassPlan],
    facts: YearFacts,
    plan: YearPlan,
    groups: Mapping[str, frozenset[str]],
) -> Iterator[CountedAiring]:
    """Yield what is planned as targets count it, at stations that some target asks for."""
    everybody = any(each.id not in groups for each in plan.targets)
    wanted = frozenset().union(*groups.values()) if groups else frozenset()
    for class_plan in class_plans:
        units = [unit for unit in class_plan.station_class.stations if everybody or unit in wanted]
        for airing in class_plan.airings if units else ():
            if not airing.is_live or airing.kind is AiringKind.RELAY:
                continue
            day = date_of(day_of(airing.at))
            held = facts.of_entry(_name(airing)) if airing.programme else None
            held = held or facts.place(airing.slot.id, date_of(airing.date))
            built = airing.programme if airing.programme and airing.programme.built else None
            length = built.length if built and built.length else airing.end - airing.start
            for unit in units:
                yield CountedAiring(unit, day, round(length), held)


# --- as JSON ---


def whatif_json(made: WhatIf) -> dict[str, Any]:
    """Return it for programs: lost, moved, doubled, added, programme, coverage."""
    return {
        "from": made.first.isoformat(),
        "to": made.last.isoformat(),
        **{what: [_change_json(each, made) for each in made.of(what)] for what in _KINDS},
        "coverage": [
            {
                "id": each.before.target.id,
                "theme": each.before.target.theme,
                "series": each.before.target.series,
                "station": each.before.station or None,
                "period": each.before.period.name,
                "measure": str(each.before.measure),
                "wanted": each.before.wanted,
                "before": {"planned": each.before.planned, "missing": each.before.missing},
                "after": {"planned": each.after.planned, "missing": each.after.missing},
            }
            for each in made.coverage
        ],
    }


_KINDS: tuple[What, ...] = ("lost", "moved", "doubled", "added", "programme")


def _change_json(change: AiringChange, made: WhatIf) -> dict[str, Any]:
    return {
        "station": change.station,
        "airing": change.airing,
        "before": _airing_json(change.before, made),
        "after": _airing_json(change.after, made),
    }


def _airing_json(airing: Airing | None, made: WhatIf) -> dict[str, Any] | None:
    if airing is None:
        return None
    return {
        "slot": airing.slot.id,
        "series": airing.slot.series,
        "programme": _name(airing) or None,
        "kind": str(airing.kind),
        "start": made.table.clock.rfc3339(airing.start),
        "end": made.table.clock.rfc3339(airing.end),
    }
