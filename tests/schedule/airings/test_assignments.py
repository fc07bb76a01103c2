"""Assignments: who has which slot, who is like whom, and what points to nobody."""

from __future__ import annotations

import datetime as dt

import pytest

from radioprog.schedule.airings.assignments import WHOLE, Assignments, Busy, assign
from radioprog.schedule.airings.fill import ProgrammeFilling
from radioprog.schedule.days.civil import Instant, civil_day
from radioprog.schedule.plan.plan_file import parse_schedule
from radioprog.schedule.stations.station_list import parse_stations

STATIONS = """id,name,level,parent,profile,valid_from,valid_to
t,Tỉnh,province,,{profile},,
a,Xã A,commune,t,,,
b,Xã B,commune,t,,,
c,Xã C,commune,t,,,2026-06-30
p,Đồn,post,a,,,
"""
SLOT = (
    "  - {{id: {id}, series: Bản tin, stations: '{stations}', days: hằng ngày, at: 17:00,"
    " length: 15:00, from: 2026-01-01}}\n"
)


def slot(name: str, stations: str) -> str:
    return SLOT.format(id=name, stations=stations)


def assigned(
    plan: str, *, profile: str = "", busy=None, only=None, stations: str = STATIONS
) -> Assignments:
    network, found = parse_stations(stations.format(profile=profile), file="stations.csv")
    assert not [each.render("en") for each in found if each.is_error]
    schedule, _ = parse_schedule([("plan.yaml", plan)])
    return assign(network, schedule, ProgrammeFilling(()), busy=busy, only=only)


def classes(found: Assignments) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {each.stations: tuple(slot.id for slot in each.slots) for each in found.classes}


def codes(found: Assignments) -> list[str]:
    return [each.code for each in found.findings if each.code != "no-programme"]


def test_stations_that_air_alike_on_the_same_days_are_one_class() -> None:
    found = assigned("slots:\n" + slot("tin", "level:commune"))
    assert {stations: slots for stations, slots in classes(found).items() if slots} == {
        ("a", "b"): ("tin",),
        ("c",): ("tin",),
    }
    assert [each.first_station for each in found.classes] == sorted(
        each.first_station for each in found.classes
    )


def test_another_slot_makes_another_class() -> None:
    found = classes(assigned("slots:\n" + slot("tin", "level:commune") + slot("them", "b")))
    assert found[("a",)] == ("tin",)
    assert sorted(found[("b",)]) == ["them", "tin"]


def test_an_exception_for_one_station_parts_it_from_the_others() -> None:
    plan = "slots:\n" + slot("tin", "a, b")
    away = "exceptions:\n  - {slot: tin, date: 2026-03-05, stations: b, cancel: mất điện}\n"
    assert ("a", "b") in classes(assigned(plan))
    found = assigned(plan + away)
    by_station = {each.first_station: each for each in found.classes}
    day = civil_day(dt.date(2026, 3, 5))
    assert list(by_station["a"].exceptions) == []
    assert list(by_station["b"].exceptions) == [("tin", day, WHOLE)]


def test_a_time_that_one_is_busy_parts_it_too() -> None:
    busy = {"b": [Busy(Instant(0), Instant(60), "Trực tiếp")]}
    found = assigned("slots:\n" + slot("tin", "a, b"), busy=busy)
    assert ("a",) in classes(found) and ("b",) in classes(found)


@pytest.mark.parametrize("only", [["a"], ["b", "p"], []])
def test_only_the_stations_asked_for_are_planned(only: list[str]) -> None:
    found = assigned("slots:\n" + slot("tin", "level:commune"), only=only)
    assert sorted(name for each in found.classes for name in each.stations) == only


def test_a_slot_that_chooses_nobody_is_told_once_with_its_place() -> None:
    found = assigned("slots:\n" + slot("tin", "level:district") + slot("khac", "a"))
    (told,) = [each for each in found.findings if each.code == "no-station"]
    assert (told.place.file, told.place.line) == ("plan.yaml", 2)
    assert told.details == {"slot": "tin"}
    assert "tin" in told.render("vi")


def test_a_selector_that_is_wrong_is_told_and_not_also_empty() -> None:
    found = assigned("slots:\n" + slot("tin", "tag:khong-co"))
    assert codes(found) == ["unknown-tag"]


def test_the_same_wrong_selector_is_told_once() -> None:
    found = assigned("slots:\n" + slot("tin", "tag:x") + slot("khac", "tag:x"))
    assert codes(found) == ["unknown-tag"]


def test_a_profile_that_no_plan_has_is_told_at_the_first_station_that_names_it() -> None:
    profiles = "profiles:\n  truyen-thanh: {sessions: 3}\n"
    found = assigned(profiles + "slots:\n" + slot("tin", "a"), profile="truyen-than")
    (told,) = [each for each in found.findings if each.code == "unknown-profile"]
    assert told.place.file == "stations.csv"
    assert "truyen-thanh" in told.render("vi")


def test_a_profile_that_is_there_is_taken() -> None:
    profiles = "profiles:\n  truyen-thanh: {sessions: 3}\n"
    found = assigned(profiles + "slots:\n" + slot("tin", "a"), profile="truyen-thanh")
    assert "unknown-profile" not in codes(found)
    assert {each.profile.name for each in found.classes if each.profile} == {"truyen-thanh"}


def test_a_profile_in_two_files_is_told_with_both_places() -> None:
    text = "profiles:\n  mot: {sessions: 3}\n"
    schedule, found = parse_schedule([("a.yaml", text), ("b.yaml", text)])
    (told,) = [each for each in found if each.code == "duplicate-profile"]
    assert told.place.file == "b.yaml"
    assert "a.yaml:2" in told.render("en")
    assert list(schedule.profiles) == ["mot"]
