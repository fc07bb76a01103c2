"""How far the targets of a year are met, from the schedule and from the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from radioprog.aired.formats.cells import day_of_id
from radioprog.aired.matching.match import Match, PlannedAiring
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.textfile import read_text_file
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.days.civil import Instant, ZoneClock, civil_day
from radioprog.schedule.plan.slot import Slot
from radioprog.schedule.stations.station import Network
from radioprog.studio.air.schedule_folder import load_schedules
from radioprog.studio.air.timetable import asked_day, check_window
from radioprog.studio.record.reconcile import reconcile
from radioprog.studio.workspace import Workspace, read_series
from radioprog.targets import findings as says
from radioprog.targets.coverage import (
    CountedAiring,
    Covered,
    ProgrammeFacts,
    count_coverage,
    shortfalls,
    unwritten,
)
from radioprog.targets.plan_file import parse_plan
from radioprog.targets.target import Period, YearPlan

FOLDER = "plans"


@dataclass(frozen=True, slots=True)
class YearCoverage:
    """A year's targets with what was planned and aired for each, and what is to be said."""

    plan: YearPlan
    until: dt.date
    rows: tuple[Covered, ...]
    findings: tuple[Finding, ...]


def read_plan(workspace: Workspace, year: int) -> tuple[YearPlan, tuple[Finding, ...]]:
    """Read the plan of a year.

    Raises:
        UsageError: ``no-plan``.
        ContentError: its errors.
    """
    path = workspace.root / FOLDER / f"{year}.yaml"
    shown = workspace.show(path)
    if not path.exists():
        raise UsageError(says.NO_PLAN(Place(shown), year=year, file=shown))
    text, findings = read_text_file(path, shown=shown, inside=workspace.root)
    if text is None:
        raise ContentError(findings)
    plan, more = parse_plan(text, year=year, file=shown)
    if plan is None:
        raise ContentError((*findings, *more))
    return plan, (*findings, *more)


def coverage(
    workspace: Workspace, *, year: int | None = None, until: dt.date | str | None = None
) -> YearCoverage:
    """Count what was planned and aired against the targets of a year.

    What the record says counts up to the day ``until`` (today where none is given); what the
    schedule holds for later days is still to come. Without ``year`` it is that day's.

    Raises:
        UsageError: ``no-plan``, ``bad-window``, a day that is none.
        ContentError: the plan, a selector in it or the schedule has errors.
    """
    last = asked_day(workspace, until)
    wanted = last.year if year is None else year
    check_window(dt.date(min(max(wanted, 1), 9999), 1, 1), 366)
    plan, found = read_plan(workspace, wanted)
    schedules = load_schedules(workspace)  # a bad selector is told before the year is reckoned
    groups, more = stations_of_targets(plan, schedules.network)
    days = (dt.date(wanted, 12, 31) - dt.date(wanted, 1, 1)).days + 1
    made = reconcile(workspace, first=dt.date(wanted, 1, 1), days=days)
    slots = {each.id: each for each in schedules.schedule.slots}
    facts = YearFacts(workspace, slots, made.programmes)
    rows = count_coverage(
        plan, facts.counted(made.matches, made.clock), groups, last, existence(schedules.network)
    )
    names = {each.id: each.name for each in schedules.network}
    lacking = (*unwritten(rows), *shortfalls(rows, last, names))
    told = (*found, *more, *facts.told, *facts.unknown(plan), *lacking)
    return YearCoverage(plan, last, rows, told)


def existence(network: Network) -> Callable[[str, Period], bool]:
    """Return what tells whether a unit exists on some day of a period."""
    units = {each.id: each for each in network}

    def exists(station: str, period: Period) -> bool:
        unit = units.get(station)
        first, last = civil_day(period.first), civil_day(period.last)
        return unit is not None and unit.first_day <= last and first <= unit.last_day

    return exists


def stations_of_targets(
    plan: YearPlan, network: Network
) -> tuple[dict[str, frozenset[str]], tuple[Finding, ...]]:
    """Return the stations of each target that names some, or that asks each one.

    Raises:
        ContentError: a selector cannot be read.
    """
    groups: dict[str, frozenset[str]] = {}
    found: list[Finding] = []
    for target in plan.targets:
        if target.stations is None:
            if target.each:
                groups[target.id] = frozenset(each.id for each in network)
            continue
        groups[target.id], findings = target.stations.choose(network)
        found.extend(findings)
        if not groups[target.id] and not any(each.is_error for each in findings):
            found.append(says.NOBODY_CHOSEN(target.place, id=target.id))
    if any(each.is_error for each in found):
        raise ContentError(found)
    return groups, tuple(found)


class YearFacts:
    """What targets look at, of each programme and of each place that is still without one."""

    def __init__(
        self,
        workspace: Workspace,
        slots: Mapping[str, Slot],
        programmes: Iterable[ProgrammeEntry],
    ) -> None:
        """Read the series of the workspace, and take its slots and programmes."""
        self.told: tuple[Finding, ...]
        series, self.told = read_series(workspace)
        self._series = {fold(each.id): each for each in reversed([*series.values()])}
        self._language = workspace.language
        self._slots = slots
        self._entries = tuple(programmes)
        self._written = {each.name: self._of(each) for each in self._entries}
        self._places: dict[tuple[str, dt.date], ProgrammeFacts | None] = {}

    def series_called(self, name: str | None) -> str:
        """Return what people call a series, by its id or as a script writes it."""
        known = self._series.get(fold(name or ""))
        return known.shown if known else name or ""

    def words(self) -> dict[str, str]:
        """Return themes as people wrote them, by their folded form."""
        found: dict[str, str] = {}
        for each in self._series.values():
            for part in (each.theme or "").split(","):
                if part.strip():
                    found.setdefault(fold(part), one_line(part))
        for entry in self._entries:
            for topic in entry.topics:
                found.setdefault(fold(topic), one_line(topic))
        return found

    def _of(self, entry: ProgrammeEntry) -> ProgrammeFacts:
        themes = {fold(each) for each in entry.topics} | self._themes_of(entry.series)
        languages = entry.languages or (self._language_of(entry.series),)
        return ProgrammeFacts(
            entry.name, fold(entry.series or ""), frozenset(themes), frozenset(languages)
        )

    def _themes_of(self, series: str | None) -> set[str]:
        known = self._series.get(fold(series or ""))
        theme = known.theme if known else None
        return {fold(part) for part in (theme or "").split(",") if part.strip()}

    def _language_of(self, series: str | None) -> str:
        known = self._series.get(fold(series or ""))
        return (known.language if known else None) or self._language

    def place(self, name: str, day: dt.date) -> ProgrammeFacts | None:
        """Return what a place without a programme will hold, the same at every station."""
        if (name, day) not in self._places:
            self._places[name, day] = self._episode(name, day)
        return self._places[name, day]

    def of_entry(self, name: str) -> ProgrammeFacts | None:
        """Return what targets look at in a written programme."""
        return self._written.get(name)

    def of_series(self, name: str) -> ProgrammeFacts:
        """Return what an episode of a series will be that is not written yet."""
        themes = frozenset(self._themes_of(name))
        return ProgrammeFacts("", fold(name), themes, frozenset({self._language_of(name)}))

    def _episode(self, name: str, day: dt.date) -> ProgrammeFacts | None:
        """Return an episode of a slot's series that is not written yet."""
        slot = self._slots.get(name)
        if slot is None or not slot.series:
            return None
        form, language = fold(slot.series), self._language_of(slot.series)
        return ProgrammeFacts(
            f"{form if slot.fill.kind == 'dated' else slot.id} {day}",
            form,
            frozenset(self._themes_of(slot.series)),
            frozenset({language}),
            is_written=False,
        )

    def of_airing(self, planned: PlannedAiring, day: dt.date) -> ProgrammeFacts | None:
        """Return what an airing holds, or will hold: its programme, or an episode to be written."""
        written = self._written.get(planned.programme or "")
        return written or self.place(planned.slot, day_of_id(planned.id) or day)

    def counted(self, matches: tuple[Match, ...], clock: ZoneClock) -> Iterator[CountedAiring]:
        """Yield the airings that are planned to be on air, relays left out."""
        for match in matches:
            planned = match.planned
            if planned is None or planned.is_relay or planned.cancelled or planned.pre_empted:
                continue
            start = clock.datetime(Instant(planned.start))
            slot = self._slots.get(planned.slot)
            at = f"{start:%d/%m} {start:%H:%M} {slot.called if slot else planned.slot}"
            yield CountedAiring(
                planned.station,
                start.date(),
                match.length if match.is_proof and match.length is not None else planned.length,
                self.of_airing(planned, start.date()),
                match.is_proof,
                at if planned.kind == "first" else "",
            )

    def unknown(self, plan: YearPlan) -> Iterator[Finding]:
        """Yield themes and series of targets that no programme and no series has."""
        themes = {each for facts in self._written.values() for each in facts.themes}
        themes |= {one for each in self._series for one in self._themes_of(each)}
        series = {facts.series for facts in self._written.values() if facts.series}
        series |= self._series.keys()
        series |= {fold(each.series) for each in self._slots.values() if each.series}
        for target in plan.targets:
            if target.theme and fold(target.theme) not in themes:
                add = says.HOW_TO_THEME.filled(theme=target.theme)
                suggestion = did_you_mean(target.theme, sorted(themes), add)
                yield says.UNKNOWN_THEME(target.place, theme=target.theme, suggestion=suggestion)
            if target.series and fold(target.series) not in series:
                add = says.HOW_TO_SERIES.filled(series=target.series)
                suggestion = did_you_mean(target.series, sorted(series), add)
                yield says.UNKNOWN_TARGET_SERIES(
                    target.place, series=target.series, suggestion=suggestion
                )


def coverage_json(rows: Iterable[Covered]) -> list[dict[str, object]]:
    """Return rows as the contract has them, a row for each number of each target."""
    return [
        {
            "id": row.target.id,
            "theme": row.target.theme,
            "series": row.target.series,
            "station": row.station or None,
            "period": row.period.name,
            "measure": str(row.measure),
            "wanted": row.wanted,
            "planned": row.planned,
            "aired": row.aired,
            "missing": row.missing,
            "places": list(row.places[:10]),
        }
        for row in rows
    ]
