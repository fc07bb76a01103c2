"""The week grid: what is on air each day and hour, as data for the terminal and for paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from radioprog.kernel.findings import Text
from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.airings.airing import Airing, AiringKind, Status
from radioprog.schedule.airings.expand import Window
from radioprog.schedule.conflicts.overlaps import overlaps
from radioprog.schedule.conflicts.timetable import ClassPlan
from radioprog.schedule.days.civil import (
    DAY,
    CivilDay,
    CivilMoment,
    clock_text,
    date_of,
    day_of,
    minute_of,
)
from radioprog.schedule.plan.slot import Priority

WEEKDAYS = (
    Text("Thứ 2", "Mon"),
    Text("Thứ 3", "Tue"),
    Text("Thứ 4", "Wed"),
    Text("Thứ 5", "Thu"),
    Text("Thứ 6", "Fri"),
    Text("Thứ 7", "Sat"),
    Text("Chủ nhật", "Sun"),
)
MOST_WEEKS = 54
_CLASH = Text("TRÙNG GIỜ", "CLASH")


@dataclass(frozen=True, slots=True)
class GridItem:
    """One airing in the grid, or the same one at several stations.

    ``marks`` are its short notes (repeat, relay, moved from, cancelled, priority), ``kind`` and
    ``status`` its class, ``stations`` at how many it stands (0 where the grid is of one station).
    ``programme`` is the name of the script that is heard, ``why`` says what became of the airing,
    ``clashes`` whether another one is on at the same time.
    """

    begins: str
    ends: str
    title: str
    marks: tuple[Text, ...]
    kind: AiringKind
    status: Status
    priority: Priority
    stations: int = 0
    programme: str = ""
    why: Text | None = None
    clashes: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """All that begins at one time of day: seven cells, Monday first."""

    at: str
    cells: tuple[tuple[GridItem, ...], ...]


@dataclass(frozen=True, slots=True)
class GridWeek:
    """One week of a station or of the network; ``days`` outside the window have no date."""

    title: str
    monday: dt.date
    days: tuple[dt.date | None, ...]
    rows: tuple[GridRow, ...]


def station_weeks(title: str, plan: ClassPlan, window: Window) -> tuple[GridWeek, ...]:
    """Return the weeks of one station."""
    clashing = _clashing(plan)
    placed = [(each, 0, each.key in clashing) for each in plan.on_air]
    return _weeks(title, placed, window)


def network_weeks(title: str, plans: Iterable[ClassPlan], window: Window) -> tuple[GridWeek, ...]:
    """Return the weeks of the network: each airing once, with the number of its stations."""
    counted: dict[tuple[object, ...], tuple[Airing, int, bool]] = {}
    for plan in plans:
        clashing = _clashing(plan)
        for each in plan.on_air:
            key = (each.key, each.at, each.status, each.end - each.start, each.programme)
            one, stations, clashes = counted.get(key, (each, 0, False))
            stations += len(plan.station_class.stations)
            counted[key] = (one, stations, clashes or each.key in clashing)
    return _weeks(title, list(counted.values()), window)


def _clashing(plan: ClassPlan) -> frozenset[object]:
    """Return the airings that are on at the same time as another one."""
    live = [each for each in plan.on_air if each.is_live]
    return frozenset(
        one.key
        for pair in overlaps(sorted(live, key=lambda each: each.start))
        if pair[0].is_on_air_with(pair[1])
        for one in pair
    )


def _weeks(
    title: str, placed: Sequence[tuple[Airing, int, bool]], window: Window
) -> tuple[GridWeek, ...]:
    by_week: dict[CivilDay, list[_Placed]] = {}
    for airing, stations, clashes in placed:
        for day in _days_on_air(airing):
            if day in window:
                by_week.setdefault(_monday(day), []).append(_Placed(airing, stations, day, clashes))
    mondays = range(_monday(window.first), window.last + 1, 7)
    return tuple(
        _week(title, CivilDay(monday), by_week.get(CivilDay(monday), []), window)
        for monday in list(mondays)[:MOST_WEEKS]
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """An airing on one of the days on which it is on air."""

    airing: Airing
    stations: int
    day: CivilDay
    clashes: bool

    @property
    def goes_on(self) -> bool:
        """Tell whether it began on a day before."""
        return self.day > day_of(self.airing.at)

    @property
    def begins(self) -> CivilMoment:
        """When it begins on this day."""
        return CivilMoment(self.day * DAY) if self.goes_on else self.airing.at


def _days_on_air(airing: Airing) -> Iterable[CivilDay]:
    """Return the day on which an airing begins, and those into which it goes on."""
    last = (airing.at + (airing.end - airing.start) - 1) // DAY if airing.is_live else 0
    first = day_of(airing.at)
    return (CivilDay(day) for day in range(first, max(first, last) + 1))


def _monday(day: CivilDay) -> CivilDay:
    return CivilDay(day - (day - 1) % 7)


def _week(title: str, monday: CivilDay, placed: Sequence[_Placed], window: Window) -> GridWeek:
    rows: dict[MinuteOfDay, dict[int, list[GridItem]]] = {}
    for each in sorted(placed, key=_grid_order):
        cells = rows.setdefault(minute_of(each.begins), {})
        cells.setdefault((each.day - 1) % 7, []).append(_item(each))
    days = (CivilDay(monday + step) for step in range(7))
    return GridWeek(
        title,
        date_of(monday),
        tuple(date_of(day) if day in window else None for day in days),
        tuple(
            GridRow(clock_text(at), tuple(tuple(rows[at].get(day, ())) for day in range(7)))
            for at in sorted(rows)
        ),
    )


def _grid_order(each: _Placed) -> tuple[int, str, int, int]:
    return (each.airing.start, each.airing.slot.id, each.airing.run, -each.stations)


def _item(each: _Placed) -> GridItem:
    airing = each.airing
    slot, programme = airing.slot, airing.programme
    title = slot.title
    if programme is not None:
        title = programme.title
        if programme.number is not None:
            title += f" (số {programme.number})"
    end = CivilMoment(airing.at + (airing.end - airing.start))
    return GridItem(
        clock_text(minute_of(each.begins)),
        clock_text(minute_of(end)),
        title,
        (*((_CLASH,) if each.clashes else ()), *_marks(airing), *_goes_on(each)),
        airing.kind,
        airing.status,
        slot.shown_priority,
        each.stations,
        programme.name if programme else "",
        airing.reason.text() if airing.reason else None,
        each.clashes,
    )


def _goes_on(each: _Placed) -> Iterable[Text]:
    if each.goes_on:
        at, day = clock_text(minute_of(each.airing.at)), date_of(day_of(each.airing.at))
        yield Text(f"tiếp từ {at} {day.day}/{day.month}", f"since {at} {day.day}/{day.month}")
    for begin, end in each.airing.pauses:
        minutes = -(-(end - begin) // 60)
        yield Text(f"ngắt {minutes} phút", f"interrupted for {minutes} min")


def _marks(airing: Airing) -> Iterable[Text]:
    if airing.slot.relay:
        yield Text("tiếp sóng", "relay")
    if airing.run:
        yield Text("PL", "repeat")
    if airing.slot.priority is Priority.PRIORITY:
        yield Text("ưu tiên", "priority")
    if airing.slot.alert == "exercise":
        yield Text("diễn tập", "exercise")
    elif airing.slot.priority is Priority.EMERGENCY:
        yield Text("khẩn cấp", "emergency")
    if airing.status is Status.CANCELLED:
        yield Text("hủy", "cancelled")
    if airing.status is Status.MOVED:
        was, now = date_of(day_of(airing.planned)), date_of(day_of(airing.at))
        when = clock_text(minute_of(airing.planned))
        if was != now:
            when = f"{when} {was.day}/{was.month}"
        yield Text(f"dời từ {when}", f"moved from {when}")


def date_label(date: dt.date) -> str:
    """Write a date as a grid's heading has it: 3/3."""
    return f"{date.day}/{date.month}"
