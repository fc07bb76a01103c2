"""The timetable of a workspace: schedule files and scripts in, airings and findings out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.kernel.suggest import did_you_mean
from radioprog.publish.outgoing import DRAFT
from radioprog.record.first_days import load_first_days
from radioprog.schedule.airings.assignments import Assignments, assign
from radioprog.schedule.airings.expand import Window
from radioprog.schedule.airings.fill import ProgrammeEntry, ProgrammeFilling
from radioprog.schedule.airings.slot_check import slot_findings
from radioprog.schedule.conflicts.audit import Audit
from radioprog.schedule.conflicts.resolutions import Choice
from radioprog.schedule.conflicts.timetable import ClassPlan, Planner, window_of
from radioprog.schedule.days.civil import CivilDay, ZoneClock, civil_day
from radioprog.schedule.stations.station import Network
from radioprog.schedule.stations.tree import parent_findings
from radioprog.studio.air import findings as says
from radioprog.studio.air.alerts import AlertBook, alert_book
from radioprog.studio.air.programmes import ProgrammeEntries, programme_entries
from radioprog.studio.air.schedule_folder import (
    Schedules,
    busy_calendars,
    has_schedules,
    load_schedules,
)
from radioprog.studio.approval.gate import Gate, approval_gate
from radioprog.studio.findings import BAD_DAY
from radioprog.studio.workspace import Workspace, records_of

LONGEST_WINDOW = 3700
FIRST_YEAR, LAST_YEAR = 1950, 2090


def check_window(first: dt.date, days: int) -> None:
    """Refuse a window that cannot be reckoned."""
    if 1 <= days <= LONGEST_WINDOW and FIRST_YEAR <= first.year <= LAST_YEAR:
        return
    raise UsageError(
        says.BAD_WINDOW(
            days=days,
            first=first,
            most=LONGEST_WINDOW,
            first_year=FIRST_YEAR,
            last_year=LAST_YEAR,
        )
    )


CHECKED_DAYS = 366
_MOST_NAMES = 8000
_HARMLESS = frozenset({"unknown-programme", "exception-twice"})
"""Errors of a schedule that leave nothing of it unread."""
_AFTER_THE_BUILD = frozenset({"not-built", "too-short"})
"""What only a build can mend is not told of texts that are checked before it."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A window planned once: each class's plan in order of its first station, and the audit."""

    plans: tuple[ClassPlan, ...]
    audit: Audit

    def by_station(self) -> Iterator[tuple[str, ClassPlan]]:
        """Yield each station with its plan, in order of id."""
        of = {station: plan for plan in self.plans for station in plan.station_class.stations}
        yield from sorted(of.items(), key=lambda item: item[0])


@dataclass
class Timetable:
    """A window of a workspace's schedule; plans are made when they are asked for.

    ``drafts`` are the scripts that are taken though they lack the approval that is asked for.
    """

    workspace: Workspace
    schedules: Schedules
    assignments: Assignments
    clock: ZoneClock
    planner: Planner
    window: Window
    loaded: tuple[Finding, ...]
    drafts: frozenset[str] = frozenset()

    def is_draft(self, entry: ProgrammeEntry) -> bool:
        """Tell whether a programme is in the timetable without the approval that is asked for."""
        return entry.name in self.drafts

    def must_be_read(self) -> None:
        """Refuse a schedule of which something could not be read.

        Whatever is made of half a plan would call cancelled, or not planned, what is only unread.

        Raises:
            ContentError: with all that there is to say of the files.
        """
        if any(found.is_error and found.code not in _HARMLESS for found in self.loaded):
            raise ContentError(in_order(self.loaded))

    def scan(self) -> Scan:
        """Plan every class once: what is on air, and all that is amiss with it.

        The plans of a nation's year need much memory; `stations` plans as it goes.
        """
        audit = self.new_audit()
        return Scan(tuple(self.classes(audit)), audit)

    def new_audit(self) -> Audit:
        """Return an empty audit, for `stations` or `classes` to fill on the way."""
        return Audit(self.planner)

    def stations(self, audit: Audit | None = None) -> Iterator[tuple[str, ClassPlan]]:
        """Yield each station with its plan, in order of id; each class's plan goes into ``audit``.

        A plan is kept only while a station of its class is still to come.
        """
        for station, plan in self.planner.by_station(self.window):
            if audit is not None and station == plan.station_class.first_station:
                audit.add(plan)
            yield station, plan

    def classes(self, audit: Audit | None = None) -> Iterator[ClassPlan]:
        """Yield each class's plan, in order of first station; each goes into ``audit``."""
        for plan in self.planner.plans(self.window):
            if audit is not None:
                audit.add(plan)
            yield plan

    @cached_property
    def audit(self) -> Audit:
        """Return what is amiss over all classes, planned for this alone."""
        return self.scan().audit

    def findings_with(self, audit: Audit) -> tuple[Finding, ...]:
        """Return everything there is to say: of the files first, then of the airings."""
        return (*self.loaded, *audit.findings())

    def findings_on_the_way_out(self, audit: Audit) -> tuple[Finding, ...]:
        """Return what matters to whoever hands airings on."""
        return without_lengths(self.findings_with(audit))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return everything there is to say: of the files first, then of the airings."""
        return self.findings_with(self.audit)

    def choice(self, name: str) -> Choice:
        """Find a choice by its id, or by the number it was told with.

        Raises:
            UsageError: ``unknown-choice``.
        """
        offered = [choice for _, choices in self.audit.choices() for choice in choices]
        for number, choice in enumerate(offered, 1):
            if name in (choice.id, str(number)):
                return choice
        ids = [choice.id for choice in offered]
        suggestion = did_you_mean(name, ids, says.SEE_CHOICES)
        raise UsageError(says.UNKNOWN_CHOICE(name=name, suggestion=suggestion))


def today_in(workspace: Workspace, now: dt.datetime) -> dt.date:
    """Return the date that a moment has in the workspace's zone."""
    return now.astimezone(ZoneClock(workspace.timezone).zone).date()


def asked_day(workspace: Workspace, day: dt.date | str | None) -> dt.date:
    """Return the day that a caller means; today in the workspace's zone where none is given."""
    if day is None:
        return today_in(workspace, dt.datetime.now(dt.UTC))
    if isinstance(day, dt.datetime):
        return day.date()
    if isinstance(day, dt.date):
        return day
    try:
        return dt.date.fromisoformat(day)
    except (TypeError, ValueError) as problem:
        raise UsageError(BAD_DAY(day=str(day))) from problem


def timetable(
    workspace: Workspace,
    *,
    first: dt.date,
    days: int,
    stations: Sequence[str] = (),
    approved_only: bool = False,
    draft: bool = False,
    mark: bool = False,
    scripts: Callable[[Workspace], ProgrammeEntries] = programme_entries,
) -> Timetable:
    """Open the schedule of a workspace for a window.

    What lacks the approval that the workspace asks for (``approved_only``: that of its script, in
    any case) leaves its place empty, and is told. ``draft`` takes it all the same, and ``mark``
    says so in its title.

    Raises:
        UsageError: ``unknown-station``, ``bad-window``.
    """
    check_window(first, days)
    schedules = with_alerts(load_schedules(workspace), alert_book(workspace), first)
    clock, window = ZoneClock(workspace.timezone), window_of(civil_day(first), days)
    found = list(schedules.findings)
    busy = busy_calendars(workspace, schedules.network, clock, window, found)
    only = chosen_stations(schedules.network, stations)
    gate = approval_gate(workspace, always=approved_only)
    entries = _judged(scripts(workspace).found, gate)
    drafts = frozenset(each.name for each in entries if draft and not each.approved)
    shown = _marked_ones(entries, drafts if mark else frozenset(), workspace)
    filling = ProgrammeFilling(
        shown, gate.closed and not draft, civil_day(first), _first_published(workspace, found)
    )
    made = assign(schedules.network, schedules.schedule, filling, busy=busy, only=only)
    found.extend(made.findings)
    if filling.approved_only:
        found.extend(_not_approved(made, window, gate))
    found.extend(_of_the_plan(made, schedules.network, first, days))
    told, planner = tuple(found), Planner(made, clock)
    return Timetable(workspace, schedules, made, clock, planner, window, told, drafts)


def with_alerts(schedules: Schedules, book: AlertBook, first: dt.date) -> Schedules:
    """Return the schedules with the alerts that are on air from a day on, or the day before it.

    Older ones are left out: the stations they were for may not be there any more.
    """
    if not book.messages and not book.findings:
        return schedules
    book = book.since(CivilDay(civil_day(first) - 1))
    slots = (*schedules.schedule.slots, *book.slots())
    exceptions = (*schedules.schedule.exceptions, *book.exceptions(schedules.network))
    plan = replace(
        schedules.schedule,
        slots=tuple(sorted(slots, key=lambda each: each.id)),
        exceptions=exceptions,
    )
    return replace(schedules, schedule=plan, findings=(*schedules.findings, *book.findings))


def _marked_ones(
    entries: Iterable[ProgrammeEntry], drafts: frozenset[str], workspace: Workspace
) -> tuple[ProgrammeEntry, ...]:
    """Return the programmes, those of ``drafts`` with a title that says so."""
    return tuple(_marked(each, workspace) if each.name in drafts else each for each in entries)


def _of_the_plan(
    made: Assignments, network: Network, first: dt.date, days: int
) -> Iterator[Finding]:
    yield from slot_findings(made, network, window_of(civil_day(first), days))
    yield from parent_findings(network, first, first + dt.timedelta(days=days - 1))


def _judged(entries: Iterable[ProgrammeEntry], gate: Gate) -> tuple[ProgrammeEntry, ...]:
    """Say of each programme whether it may go out."""
    judged = tuple(replace(each, approved=gate.permits(each.name)) for each in entries)
    if gate.closed:
        gate.desk.save()
    return judged


def _marked(entry: ProgrammeEntry, workspace: Workspace) -> ProgrammeEntry:
    mark = DRAFT.to(workspace.text_language)
    return replace(entry, title=f"[{mark}] {entry.title}")


def _not_approved(made: Assignments, window: Window, gate: Gate) -> Iterator[Finding]:
    """Tell each programme that would be on air in the window, were it approved, once."""
    told: set[str] = set()
    for place, entry in _waiting(made, window):
        if entry.name not in told and not entry.approved:
            told.add(entry.name)
            yield gate.finding(entry.name, place)
    yield from gate.told


def _waiting(made: Assignments, window: Window) -> Iterator[tuple[Place, ProgrammeEntry]]:
    """Yield what has a place in the window but lacks its approval, with the place's own."""
    filling = made.filling
    for slot in made.schedule.slots:
        for day, entry in sorted(made.programmes[slot.id].unapproved.items()):
            if window.first <= day <= window.last:
                yield slot.place, entry
        named = filling.named(slot.fill.name) if slot.fill.kind == "named" else None
        if named is not None:
            yield slot.place, named
    for each in made.schedule.exceptions:
        other = filling.named(each.programme) if each.programme else None
        if other is not None and window.first <= civil_day(each.date) <= window.last:
            yield each.place, other


def _first_published(workspace: Workspace, told: list[Finding]) -> dict[str, CivilDay]:
    """Return the day of the first publishing of each slot that has no first day of its own."""
    days = load_first_days(records_of(workspace), told)
    return {slot: civil_day(day) for slot, day in days.items()}


def chosen_stations(network: Network, names: Sequence[str]) -> frozenset[str] | None:
    """Return the ids that ``--station`` means, or nothing where none is named.

    Raises:
        UsageError: ``unknown-station``, or ``ambiguous-station``.
    """
    if not names:
        return None
    chosen: set[str] = set()
    for name in names:
        units = network.called(name)
        if len(units) != 1:
            raise _not_one(name, units, network)
        chosen.update(units)
    return frozenset(chosen)


def _not_one(name: str, ids: Sequence[str], network: Network) -> UsageError:
    """Say that a name means no station, or several."""
    if ids:
        return UsageError(says.AMBIGUOUS_STATION(name=name, ids=ids))
    suggestion = did_you_mean(name, list(network.names())[:_MOST_NAMES], says.SEE_STATIONS)
    return UsageError(says.UNKNOWN_STATION(name=name, suggestion=suggestion))


def check_schedules(workspace: Workspace, *, first: dt.date | None = None) -> tuple[Finding, ...]:
    """Find everything wrong in the schedules of a year, from today where no day is named."""
    if not has_schedules(workspace):
        return ()
    begin = asked_day(workspace, first)
    table = timetable(workspace, first=begin, days=CHECKED_DAYS)
    return tuple(found for found in table.findings if found.code not in _AFTER_THE_BUILD)


def without_lengths(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out that a sound leaves much of its slot silent.

    The schedule and its check tell that; a site, a pack or an export does not repeat it each time.
    """
    return tuple(each for each in findings if each.code != "too-short")
