"""Slots that meet the targets of a year: planned, explained, written as a schedule file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from radioprog.kernel.disk.opening import disk_errors, read_regular
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Finding, Language, Place, Text
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.conflicts.timetable import ClassPlan
from radioprog.schedule.days.civil import DAY, CivilDay, civil_day, clock_text
from radioprog.schedule.days.holidays import Almanac
from radioprog.schedule.plan.plan_file import LARGEST_PLAN, parse_schedule
from radioprog.schedule.plan.slot import Priority, Profile, Schedule, Slot
from radioprog.studio.air.timetable import Timetable, asked_day, check_window, timetable
from radioprog.studio.workspace import Workspace, read_series
from radioprog.studio.year.coverage import YearFacts, existence, read_plan, stations_of_targets
from radioprog.studio.year.whatif import counted_airings, over
from radioprog.targets import findings as says
from radioprog.targets.coverage import Covered, count_coverage
from radioprog.targets.planner import (
    RULES,
    Content,
    DayRules,
    GreedyPlan,
    Interval,
    Need,
    ProposedAiring,
    StationYear,
    Unmet,
    plan_greedily,
)
from radioprog.targets.solver import SolvedPlan, plan_by_solver
from radioprog.targets.target import MEASURES, Target, YearPlan

Solver = Literal["greedy", "cp-sat"]
_MARK = "# radioprog autoplan"
_USUAL_HOURS = (5 * 3600 + 1800, 21 * 3600)
"""Where no profile says otherwise nothing is planned before 5:30 or after 21:00."""
_USUAL_LENGTH = 900
_DATES_A_SLOT = 300
_STATIONS_NAMED = 3


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """A slot that is proposed: a series at stations on days, and the targets that it is for."""

    id: str
    series: str
    stations: str
    days: tuple[dt.date, ...]
    start: int
    length: int
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class AutoPlan:
    """What is proposed for a year: slots, their file, coverage without and with them."""

    plan: YearPlan
    slots: tuple[PlannedSlot, ...]
    text: str
    before: tuple[Covered, ...]
    after: tuple[Covered, ...]
    greedy: GreedyPlan
    findings: tuple[Finding, ...]
    solved: SolvedPlan | None = None
    """What CP-SAT says of it, where it was asked."""


def autoplan(
    workspace: Workspace, *, year: int | None = None, solver: Solver = "greedy"
) -> AutoPlan:
    """Propose slots that meet the targets of a year; nothing is written.

    ``solver`` is ``greedy``, or ``cp-sat``, which is slower and meets more where not all can be.

    Slots of an earlier proposal (their ids begin with ``ke-hoach-<year>-``) are planned anew.

    Raises:
        UsageError: ``no-plan``, ``bad-window``, ``no-solver``.
        ContentError: the plan or the schedule has errors.
    """
    wanted = asked_day(workspace, None).year if year is None else year
    check_window(dt.date(min(max(wanted, 1), 9999), 1, 1), 366)
    plan, found = read_plan(workspace, wanted)
    first = dt.date(wanted, 1, 1)
    whole = timetable(workspace, first=first, days=(dt.date(wanted, 12, 31) - first).days + 1)
    whole.must_be_read()
    desk = _Desk(workspace, plan, over(whole, _without_own(whole.schedules.schedule, wanted)))
    before = desk.rows(desk.table)
    solved = None
    if solver == "cp-sat":
        solved = plan_by_solver(desk.needs(before), desk.stations())
    greedy = solved.plan if solved else plan_greedily(desk.needs(before), desk.stations())
    slots = tuple(_slots(greedy, desk, wanted))
    text = plan_text(slots, wanted)
    after = desk.rows(desk.with_slots(text))
    told = (*found, *desk.told, *desk.facts.unknown(plan), *_unmet(greedy, desk.names()))
    return AutoPlan(plan, slots, text, before, after, greedy, told, solved)


def write_autoplan(
    made: AutoPlan, target: Path, shown: str, *, schedules: Path | None = None
) -> tuple[Finding, ...]:
    """Write a proposal as a schedule file; a file of somebody else's is not overwritten.

    Tells where no schedule will be read from there: outside of ``schedules``, or not ``.yaml``.

    Raises:
        UsageError: ``not-a-proposal``; DiskError: the file cannot be written.
    """
    with disk_errors(target):
        if target.exists() and not read_regular(target, limit=LARGEST_PLAN).startswith(
            _MARK.encode()
        ):
            raise UsageError(says.NOT_A_PROPOSAL(Place(shown), file=shown))
        publish_bytes(target, made.text.encode())
    if schedules is None or (
        target.resolve().parent == schedules.resolve() and target.suffix == ".yaml"
    ):
        return ()
    return (says.PROPOSAL_NOT_READ(Place(shown), better=f"{schedules.name}/{target.stem}.yaml"),)


def _without_own(schedule: Schedule, year: int) -> Schedule:
    kept = (each for each in schedule.slots if not each.id.startswith(f"ke-hoach-{year}-"))
    return replace(schedule, slots=tuple(kept))


class _Desk:
    """Turns a workspace's year into what the planner knows."""

    def __init__(self, workspace: Workspace, plan: YearPlan, table: Timetable) -> None:
        self.workspace, self.plan, self.table = workspace, plan, table
        network = table.schedules.network
        self.groups, self.told = stations_of_targets(plan, network)
        self.facts = self._facts(table)
        self._known, _ = read_series(workspace)
        self._plans = tuple(table.planner.plans(table.window))
        self._everybody = tuple(
            sorted(each for one in table.assignments.classes for each in one.stations)
        )

    def _facts(self, table: Timetable) -> YearFacts:
        slots = {each.id: each for each in table.assignments.schedule.slots}
        return YearFacts(self.workspace, slots, table.assignments.filling.entries)

    def names(self) -> dict[str, str]:
        return {each.id: each.name for each in self.table.schedules.network}

    def rows(self, table: Timetable) -> tuple[Covered, ...]:
        """Return how far a timetable meets the targets, were all of it aired."""
        facts = self._facts(table)
        own = self._plans if table is self.table else table.planner.plans(table.window)
        airings = counted_airings(own, facts, self.plan, self.groups)
        nothing_aired = dt.date(self.plan.year, 1, 1) - dt.timedelta(days=1)
        alive = existence(self.table.schedules.network)
        return count_coverage(self.plan, airings, self.groups, nothing_aired, alive)

    def with_slots(self, text: str) -> Timetable:
        """Return the year with the proposal in it, read as its file will be.

        Raises:
            ContentError: it cannot be read, for it is too large.
        """
        more, found = parse_schedule([("autoplan", text)])
        if any(each.is_error for each in found):
            raise ContentError(found)
        schedule = self.table.assignments.schedule
        slots = tuple(sorted((*schedule.slots, *more.slots), key=lambda each: each.id))
        return over(self.table, replace(schedule, slots=slots))

    def needs(self, rows: Iterable[Covered]) -> Iterator[Need]:
        contents = {each.id: tuple(self._contents(each)) for each in self.plan.targets}
        for row in rows:
            if row.missing <= 0:
                continue
            group = self.groups.get(row.target.id)
            units = self._everybody if group is None else tuple(sorted(group))
            yield Need(
                row.target,
                row.period,
                row.measure,
                row.missing,
                (row.station,) if row.station else units,
                contents[row.target.id],
                row.station,
            )

    def _contents(self, target: Target) -> Iterator[Content]:
        slots = self.table.assignments.schedule.slots
        names = {fold(each.series): each.series for each in slots if each.series}
        names |= {fold(each): each for each in self._known}
        if target.series and fold(target.series) not in names:
            names[fold(target.series)] = target.series
        for name in sorted(names):
            facts = self.facts.of_series(names[name])
            if target.takes(facts.series, facts.themes, facts.languages):
                yield self._content(names[name], slots)

    def _content(self, series: str, slots: Sequence[Slot]) -> Content:
        own = [each for each in slots if each.series and fold(each.series) == fold(series)]
        if not own:
            lengths = [
                round(each.length)
                for each in self.table.assignments.filling.series(series)
                if each.length
            ]
            length = max(lengths, default=_USUAL_LENGTH)
            return Content(series, max(60, -(-length // 60) * 60), key=fold(series))
        last = max(own, key=lambda each: (each.last_day, each.first_day, each.id))
        begin = civil_day(dt.date(self.plan.year, 1, 4))
        week = (CivilDay(day) for day in range(begin, begin + 7))
        almanac = self.table.assignments.schedule.almanac
        days = frozenset((day - 1) % 7 for day in week if last.days.names(day, almanac))
        return Content(series, int(last.length), last.at * 60, days, fold(series))

    def stations(self) -> Iterator[StationYear]:
        schedule = self.table.assignments.schedule
        for plan in self._plans:
            one = plan.station_class
            days = [
                day
                for day in range(self.table.window.first, self.table.window.last + 1)
                if one.first_day <= day <= one.last_day
            ]
            allowed = _allowed(days, one.profile, schedule.almanac)
            on_air, heard = _on_air(plan, self.table), _heard(plan)
            valid, rules = frozenset(days), _rules(one.profile)
            for unit in one.stations:
                yield StationYear(unit, rules, allowed, on_air, valid, heard)


def _allowed(days: Sequence[int], profile: Profile | None, almanac: Almanac) -> frozenset[int]:
    if profile is None or profile.days is None:
        return frozenset(days)
    rule = profile.days
    return frozenset(day for day in days if rule.names(CivilDay(day), almanac))


def _rules(profile: Profile | None) -> DayRules:
    if profile is None:
        return DayRules(*_USUAL_HOURS)
    exempt = "normal" in profile.exempt
    return DayRules(
        _USUAL_HOURS[0] if profile.earliest is None else profile.earliest * 60,
        _USUAL_HOURS[1] if profile.latest is None else profile.latest * 60,
        None if exempt else profile.sessions,
        None if exempt or profile.longest is None else int(profile.longest),
    )


def _on_air(plan: ClassPlan, table: Timetable) -> dict[int, tuple[Interval, ...]]:
    found: dict[int, list[Interval]] = {}

    def put(at: int, length: int, kind: str) -> None:
        day, second = divmod(at, DAY)
        end = second + length
        found.setdefault(day, []).append((second, min(end, DAY), kind))
        if end > DAY:
            found.setdefault(day + 1, []).append((0, end - DAY, kind))

    for airing in plan.on_air:
        if airing.is_live:
            put(airing.at, airing.end - airing.start, _kind(airing, plan.station_class.profile))
    zone = table.clock
    for busy in plan.station_class.busy:
        start = zone.datetime(busy.start)
        at = start.date().toordinal() * DAY + start.hour * 3600 + start.minute * 60
        for begin in range(at, at + (busy.end - busy.start), DAY):
            put(begin, min(DAY, at + (busy.end - busy.start) - begin), "busy")
    return {day: tuple(sorted(items)) for day, items in found.items()}


def _heard(plan: ClassPlan) -> dict[int, frozenset[str]]:
    """Return the series that are on air on each day, as `Content` calls them."""
    found: dict[int, set[str]] = {}
    series = {each.id: fold(each.series) for each in plan.station_class.slots if each.series}
    for airing in plan.airings:
        if airing.is_live and airing.slot.id in series:
            found.setdefault(airing.at // DAY, set()).add(series[airing.slot.id])
    return {day: frozenset(series) for day, series in found.items()}


def _kind(airing: Airing, profile: Profile | None) -> str:
    exempt = profile.exempt if profile else frozenset()
    if airing.slot.relay:
        return "relay"
    free = airing.slot.priority is Priority.EMERGENCY or str(airing.slot.priority) in exempt
    return "exempt" if free or (airing.run and "repeat" in exempt) else "own"


# --- the proposal as a file ---


def _slots(greedy: GreedyPlan, desk: _Desk, year: int) -> Iterator[PlannedSlot]:
    """Put airings together: slots of one series and hour, whichever way gives fewer of them."""
    hours: dict[tuple[str, int, int], list[ProposedAiring]] = {}
    for each in greedy.placed:
        key = (each.content.series, each.start, each.content.length)
        hours.setdefault(key, []).append(each)
    number = 0
    for (series, start, length), placed in sorted(hours.items()):
        why: dict[tuple[str, int], int] = {(each.station, each.day): each.need for each in placed}
        for stations, days in _rectangles(why):
            needs = {why[station, day] for station in stations for day in days}
            reasons = _reasons(greedy.needs[each] for each in sorted(needs))
            for begin in range(0, len(days), _DATES_A_SLOT):
                number += 1
                dates = tuple(map(dt.date.fromordinal, days[begin : begin + _DATES_A_SLOT]))
                name = f"ke-hoach-{year}-{number:03d}"
                words = _called(stations, desk)
                yield PlannedSlot(name, series, words, dates, start, length, reasons)


def _rectangles(
    places: Iterable[tuple[str, int]],
) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Return stations with days that hold all places: days that are alike, or stations that are."""
    units_of: dict[int, set[str]] = {}
    days_of: dict[str, set[int]] = {}
    for station, day in places:
        units_of.setdefault(day, set()).add(station)
        days_of.setdefault(station, set()).add(day)
    alike: dict[tuple[str, ...], list[int]] = {}
    for day in sorted(units_of):
        alike.setdefault(tuple(sorted(units_of[day])), []).append(day)
    same: dict[tuple[int, ...], list[str]] = {}
    for station in sorted(days_of):
        same.setdefault(tuple(sorted(days_of[station])), []).append(station)
    if len(same) < len(alike):
        return sorted((tuple(units), days) for days, units in same.items())
    return sorted((units, tuple(days)) for units, days in alike.items())


def _called(stations: tuple[str, ...], desk: _Desk) -> str:
    """Return the words for stations: a target's own selector if it means them, else their ids."""
    chosen = frozenset(stations)
    for target in desk.plan.targets:
        if target.stations is not None and desk.groups[target.id] == chosen:
            return target.stations.text
    return ", ".join(stations)


def _reasons(needs: Iterable[Need]) -> tuple[Text, ...]:
    words = Text("{id}, {period}: thiếu {n} {measure}", "{id}, {period}: {n} {measure} missing")
    distinct = {(each.target.id, each.period.name, str(each.measure)): each for each in needs}
    found = {
        key: words.filled(
            id=each.target.id,
            period=each.period.shown,
            n=each.missing,
            measure=MEASURES[each.measure],
        )
        for key, each in distinct.items()
    }
    return tuple(text for _, text in sorted(found.items(), key=lambda item: item[0]))


def _unmet(greedy: GreedyPlan, names: Mapping[str, str]) -> Iterator[Finding]:
    """Yield one finding for what the same rule forbids in one period, at one station or many."""
    alike: dict[object, list[Unmet]] = {}
    for each in greedy.unmet:
        need = each.need
        key = (need.target.id, need.period.name, need.measure, each.rule)
        alike.setdefault(key, []).append(each)
    for unmet in alike.values():
        need, rule = unmet[0].need, unmet[0].rule
        stations = [each.need.station for each in unmet]
        yield says.OUT_OF_REACH(
            need.target.place,
            id=need.target.id,
            period=need.period.shown,
            station=_at_stations([names.get(each, each) for each in stations if each]),
            missing=round(sum(each.missing for each in unmet), 1),
            measure=MEASURES[need.measure],
            rule=RULES[rule],
            details={
                "rule": rule,
                "target": need.target.id,
                "period": need.period.name,
                "stations": [each for each in stations if each],
            },
        )


def _at_stations(names: Sequence[str]) -> Text | str:
    if not names:
        return ""
    if len(names) == 1:
        return Text(f", đài {names[0]}", f", {names[0]}")
    some = ", ".join(names[:_STATIONS_NAMED]) + (", …" if len(names) > _STATIONS_NAMED else "")
    return Text(f", {len(names)} đài ({some})", f", {len(names)} stations ({some})")


def plan_text(slots: Sequence[PlannedSlot], year: int) -> str:
    """Return the proposal as a schedule file, each slot with the targets that it is for."""
    lines = [
        f"{_MARK} --year {year}",
        "# Lịch đề xuất để đạt chỉ tiêu năm; chạy lại thì lập lại.",
        "",
    ]
    if not slots:
        return "\n".join([*lines, "slots: []", ""])
    lines.append("slots:")
    for slot in slots:
        lines += [f"  # vì {one_line(reason.to('vi'))}" for reason in slot.reasons]
        dates = ", ".join(map(str, slot.days))
        lines += [
            f"  - id: {slot.id}",
            f"    series: {_quoted(slot.series)}",
            f"    stations: {_quoted(slot.stations)}",
            f"    days: {dates}",
            f"    at: '{clock_text(MinuteOfDay(slot.start // 60))}'",
            f"    length: '{slot.length // 60}:{slot.length % 60:02d}'",
            f"    from: {slot.days[0]}",
            f"    to: {slot.days[-1]}",
            "    fill: dated",
        ]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def autoplan_json(made: AutoPlan, language: Language) -> dict[str, Any]:
    """Return a proposal for programs."""
    return {
        "year": made.plan.year,
        "slots": [
            {
                "id": each.id,
                "series": each.series,
                "stations": each.stations,
                "days": [str(day) for day in each.days],
                "start": f"{each.start // 3600:02d}:{each.start // 60 % 60:02d}",
                "length": each.length,
                "reasons": [text.to(language) for text in each.reasons],
            }
            for each in made.slots
        ],
        "targets": [
            {
                "id": one.target.id,
                "period": one.period.name,
                "station": one.station or None,
                "measure": str(one.measure),
                "wanted": one.wanted,
                "before": one.planned,
                "after": other.planned,
                "missing": other.missing,
            }
            for one, other in zip(made.before, made.after, strict=True)
        ],
        "unmet": [_unmet_json(each) for each in made.greedy.unmet],
        "solver": _solver_json(made.solved),
    }


def _solver_json(solved: SolvedPlan | None) -> dict[str, Any]:
    if solved is None:
        return {"name": "greedy"}
    return {
        "name": "cp-sat",
        "version": solved.version,
        "bound": solved.bound,
        "gap": solved.gap,
        "gained": solved.gained,
    }


def _unmet_json(each: Unmet) -> dict[str, Any]:
    return {
        "id": each.need.target.id,
        "period": each.need.period.name,
        "station": each.need.station or None,
        "measure": str(each.need.measure),
        "missing": each.missing,
        "rule": each.rule,
    }
