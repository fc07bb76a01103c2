"""A class's plan for a window: what begins in it, what reaches into it, what belongs elsewhere."""

from __future__ import annotations

import datetime as dt

from radioprog.schedule.conflicts.timetable import ClassPlan, window_of
from radioprog.schedule.days.civil import civil_day
from tests.schedule.network import Desk

DAY = civil_day(dt.date(2026, 3, 3))


def plan_of(text: str, *, first: str = "2026-03-03", days: int = 1) -> ClassPlan:
    desk = Desk(text, first=first, days=days)
    return dict(desk.planner.by_station(desk.window))["qb"]


def slot(name: str, at: str, length: str, days: str = "hằng ngày", more: str = "") -> str:
    return f"{{id: {name}, stations: qb, days: {days}, at: {at}, length: {length}{more}}}"


def test_a_window_of_days_counts_both_ends() -> None:
    window = window_of(DAY, 7)
    assert (window.first, window.last) == (DAY, DAY + 6)
    assert DAY in window and DAY + 6 in window
    assert DAY - 1 not in window and DAY + 7 not in window
    assert "x" not in window
    wide = window.widened(2)
    assert (wide.first, wide.last) == (DAY - 2, DAY + 8)
    assert window_of(civil_day(dt.date(1, 1, 1)), 1).widened(5).first == 1


def test_midnight_belongs_to_the_day_that_begins() -> None:
    made = plan_of(f"slots: [{slot('s', '00:00', '5:00')}]")
    assert [each.date for each in made.airings] == [DAY]
    assert made.tails == ()


def test_only_what_is_still_on_air_at_midnight_reaches_into_the_window() -> None:
    for length, tails in (("1:00:00", 0), ("1:00:01", 1)):
        made = plan_of(f"slots: [{slot('s', '23:00', length)}]")
        assert len(made.tails) == tails
        assert [each.date for each in made.on_air] == [DAY - 1] * tails + [DAY]


def test_what_clashes_across_midnight_is_told_on_the_day_of_the_later_one() -> None:
    text = f"slots: [{slot('a', '23:30', '1:00:00')}, {slot('b', '00:15', '5:00')}]"
    assert [each.reason for each in plan_of(text).clashes] == ["overlap"]
    once = text.replace("hằng ngày", "2026-03-02", 1)
    assert len(plan_of(once).clashes) == 1
    assert plan_of(once, first="2026-03-02").clashes == ()


def test_what_gives_way_is_told_on_its_own_day() -> None:
    urgent = slot("u", "17:35", "5:00", "2026-03-03", ", priority: khẩn cấp")
    text = f"slots: [{slot('s', '17:30', '15:00')}, {urgent}]"
    assert len(plan_of(text).preempted) == 1
    assert plan_of(text, first="2026-03-04").preempted == ()
    assert plan_of(text, first="2026-03-02").preempted == ()
    assert len(plan_of(text, first="2026-03-02", days=2).preempted) == 1


def test_stations_of_one_class_share_one_plan() -> None:
    desk = Desk(f"slots: [{slot('s', '17:30', '15:00').replace('qb', 'all')}]")
    plans = list(desk.planner.by_station(desk.window))
    assert [name for name, _ in plans] == sorted(name for name, _ in plans)
    assert len({id(plan) for _, plan in plans}) == len(desk.assignments.classes)
