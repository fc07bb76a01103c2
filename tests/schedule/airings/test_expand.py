"""Expansion at its edges: moved first runs, lengths by run, what leaves the window, chains."""

from __future__ import annotations

import pytest

from tests.schedule.network import Desk

DAY = "2026-03-03"


def slot(repeats: str, exception: str = "", *, days: str = DAY, more: str = "") -> str:
    line = f"{{id: s, stations: qb, days: {days}, at: 17:30, length: 15:00, repeats: [{repeats}]"
    text = f"slots: [{line}{more}}}]\n"
    return text + (f"exceptions: [{{slot: s, date: {DAY}, {exception}}}]\n" if exception else "")


@pytest.mark.parametrize(
    ("moved", "status"),
    [("18:59", "planned"), ("19:00", "cancelled"), ("19:01", "cancelled")],
)
def test_a_repeat_comes_after_its_moved_first_run_or_not_at_all(moved: str, status: str) -> None:
    desk = Desk(slot("19:00", f"move: {moved}"))
    assert (f"{DAY}T19:00", "repeat", status) in desk.times("qb")


def lengths(exception: str) -> list[str]:
    return [each["end"][11:16] for each in Desk(slot("19:00, 20:00", exception)).airings("qb")]


def test_a_length_of_one_run_is_that_runs_alone() -> None:
    assert lengths("length: 10:00") == ["17:40", "19:10", "20:10"]
    assert lengths("run: first, length: 10:00") == ["17:40", "19:15", "20:15"]
    assert lengths("run: 1, length: 10:00") == ["17:45", "19:10", "20:15"]


def test_what_is_moved_out_of_the_window_is_not_in_it_and_stands_where_it_went() -> None:
    plan = slot("", "move: 2026-03-09 17:30")
    assert Desk(plan, days=7).times("qb") == []
    there = Desk(plan, first="2026-03-09", days=1).times("qb")
    assert there == [("2026-03-09T17:30", "first", "moved")]
    window = Desk(plan, days=7)
    (known,) = window.planner.expander.airings(window.assignments.classes[-1], window.window)
    assert known.at != known.planned


def test_what_is_moved_into_the_window_is_in_it() -> None:
    plan = slot("", "move: 2026-03-09 17:30")
    assert Desk(plan, first="2026-03-08", days=2).times("qb") == [
        ("2026-03-09T17:30", "first", "moved")
    ]


def chain(days: str, until: str, *, step: str = "2 giờ", more: str = "") -> str:
    return slot(f'"mỗi {step} đến {until}"', days=days, more=f", priority: khẩn cấp{more}")


def test_repeats_at_even_steps_run_up_to_their_end_and_with_it() -> None:
    times = [each[0][11:] for each in Desk(chain(DAY, f"{DAY} 23:30")).times("qb")]
    assert times == ["17:30", "19:30", "21:30", "23:30"]
    times = [each[0][11:] for each in Desk(chain(DAY, f"{DAY} 23:29")).times("qb")]
    assert times == ["17:30", "19:30", "21:30"]


def test_a_chain_ends_where_the_slots_next_first_run_begins() -> None:
    desk = Desk(chain("hằng ngày", "2027-12-01 18:00", step="6 giờ"), first="2026-06-01", days=2)
    assert desk.times("qb") == [
        ("2026-06-01T05:30", "repeat", "planned"),
        ("2026-06-01T11:30", "repeat", "planned"),
        ("2026-06-01T17:30", "first", "planned"),
        ("2026-06-01T23:30", "repeat", "planned"),
        ("2026-06-02T05:30", "repeat", "planned"),
        ("2026-06-02T11:30", "repeat", "planned"),
        ("2026-06-02T17:30", "first", "planned"),
        ("2026-06-02T23:30", "repeat", "planned"),
    ]
    assert "repeats-superseded" in desk.codes()


def test_a_chain_reaches_into_a_window_long_after_its_first_run() -> None:
    plan = chain(DAY, "2026-05-01 12:00", step="1 ngày")
    assert Desk(plan.replace("1 ngày", "24 giờ"), first="2026-04-20", days=1).times("qb") == [
        ("2026-04-20T17:30", "repeat", "planned")
    ]


def test_an_ordinary_line_does_not_explode() -> None:
    desk = Desk(chain("hằng ngày", "2027-12-01 18:00"), days=366)
    assert len(desk.airings("qb")) == 366 * 12


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (chain(DAY, "2026-03-02 18:00"), "repeat-needs-end"),
        (chain(DAY, f"{DAY} 18:00"), "repeat-needs-end"),
        (chain(DAY, "2036-03-02 18:00"), "repeat-too-many"),
        (chain("T3", "2026-12-02 18:00"), "repeats-superseded"),
        (chain(DAY, "2026-03-10 18:00"), ""),
    ],
)
def test_a_chain_that_cannot_be_meant_is_told(plan: str, code: str) -> None:
    assert [each for each in Desk(plan).codes() if each.startswith("repeat")] == [code] * bool(code)


def test_the_tail_of_the_day_before_is_in_the_days_list() -> None:
    plan = "slots: [{id: s, stations: qb, days: T2, at: 20:00, length: 7:00:00}]"
    tuesday = Desk(plan, first="2026-03-03", days=1)
    (tail,) = tuesday.airings("qb")
    assert (tail["start"][:16], tail["end"][:16]) == ("2026-03-02T20:00", "2026-03-03T03:00")
    assert not Desk(plan, first="2026-03-04", days=1).airings("qb")
    until_midnight = plan.replace("7:00:00", "4:00:00")
    assert not Desk(until_midnight, first="2026-03-03", days=1).airings("qb")
