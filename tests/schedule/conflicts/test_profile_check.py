"""Profiles: every limit at its very edge, and what is exempt from all of them."""

from __future__ import annotations

import pytest

from radioprog.schedule.conflicts.profile_check import Breach, breaches, sessions
from radioprog.schedule.conflicts.timetable import ClassPlan
from tests.schedule.network import Desk

PLAN = """\
profiles:
  xa: {{{profile}}}
slots:
{slots}"""
SLOT = (
    "  - {{id: {id}, series: Bản tin, stations: dan-hoa, days: hằng ngày, at: {at},"
    " length: {length}, from: 2026-01-01{more}}}\n"
)


def slot(name: str, at: str, length: str = "15:00", more: str = "") -> str:
    return SLOT.format(id=name, at=at, length=length, more=more)


def planned(*slots: str, profile: str = "sessions: 9") -> tuple[Desk, ClassPlan]:
    desk = Desk(PLAN.format(profile=profile, slots="".join(slots)), days=1)
    assert not [each.render("en") for each in desk.plan_findings if each.is_error]
    (plan,) = [each for each in desk.planner.plans(desk.window) if each.airings]
    return desk, plan


def found(*slots: str, profile: str) -> list[tuple[str, int]]:
    """The breaches of one day: the rule and its figure."""
    desk, plan = planned(*slots, profile=profile)
    profiles = desk.plan.profiles
    live = [each for each in plan.airings if each.is_live]
    made: list[Breach] = list(breaches(live, profiles["xa"], desk.plan.almanac))
    assert all(each.profile.name == "xa" and each.airings for each in made)
    return [(each.rule, each.figure) for each in made]


@pytest.mark.parametrize(
    ("second", "groups"),
    [("17:15", 1), ("17:19", 1), ("17:20", 2), ("17:10", 1), ("18:00", 2)],
)
def test_a_gap_of_five_minutes_parts_two_sessions(second: str, groups: int) -> None:
    _, plan = planned(slot("a", "17:00"), slot("b", second))
    made = sessions(plan.airings)
    assert len(made) == groups
    assert [each.slot.id for session in made for each in session.airings] == ["a", "b"]


def test_a_session_lasts_to_the_latest_end_not_the_last_items() -> None:
    _, plan = planned(slot("a", "17:00", "60:00"), slot("b", "17:10", "5:00"), slot("c", "18:04"))
    (made,) = sessions(plan.airings)
    assert made.span == (64 + 15) * 60
    assert sessions(plan.airings[:1])[0].span == 3600


@pytest.mark.parametrize(
    ("length", "expected"), [("15:00", []), ("15:01", [("longest", 901)]), ("14:59", [])]
)
def test_the_longest_session_may_be_just_so_long(length: str, expected) -> None:
    assert found(slot("a", "17:00", length), profile="longest: 15:00") == expected


def test_two_items_with_a_small_gap_are_one_long_session() -> None:
    made = found(slot("a", "17:00"), slot("b", "17:16"), profile="longest: 30:00")
    assert made == [("longest", 31 * 60)]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(("05:00", "11:00"), []), (("05:00", "11:00", "17:00"), [("sessions", 3)])],
)
def test_so_many_sessions_a_day(hours: tuple[str, ...], expected) -> None:
    slots = [slot(f"s{number}", hour) for number, hour in enumerate(hours)]
    assert found(*slots, profile="sessions: 2") == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("05:00", []),
        ("04:59", [("earliest", 4 * 60 + 59)]),
        ("21:45", []),
        ("21:46", [("latest", 22 * 60 + 1)]),
        ("23:50", [("latest", 24 * 60 + 5)]),
    ],
)
def test_the_first_and_the_last_minute_of_the_day(at: str, expected) -> None:
    assert found(slot("a", at), profile="earliest: 05:00, latest: 22:00") == expected


def test_each_bound_holds_without_the_other() -> None:
    assert found(slot("a", "04:00"), profile="latest: 22:00") == []
    assert found(slot("a", "23:50"), profile="earliest: 05:00") == []


@pytest.mark.parametrize(
    ("more", "exempt"),
    [(", priority: emergency", True), (", priority: priority", False), ("", False)],
)
def test_an_emergency_breaches_nothing(more: str, exempt: bool) -> None:
    made = found(slot("a", "04:00", more=more), profile="earliest: 05:00")
    assert (made == []) is exempt


def test_what_the_profile_exempts_is_not_counted() -> None:
    more = ", priority: priority"
    assert found(slot("a", "04:00", more=more), profile="earliest: 05:00, exempt: [priority]") == []


@pytest.mark.parametrize(
    ("days", "count"), [("thứ 2 - thứ 6", 1), ("chủ nhật", 0), ("hằng ngày", 0)]
)
def test_days_on_which_nothing_may_air(days: str, count: int) -> None:
    """The first of March 2026 is a Sunday."""
    made = found(slot("a", "17:00"), profile=f"days: {days}")
    assert [rule for rule, _ in made] == ["days"] * count


def test_breaches_of_one_kind_share_their_shape() -> None:
    desk, plan = planned(
        slot("a", "05:00"), slot("b", "11:00"), profile="sessions: 1, latest: 05:00"
    )
    made = list(breaches(plan.airings, desk.plan.profiles["xa"], desk.plan.almanac))
    assert [each.shape for each in made] == [
        ("xa", "sessions", ()),
        ("xa", "latest", (("a", 0),)),
        ("xa", "latest", (("b", 0),)),
    ]
