"""What can never be meant is told: slots that never air, far moves, two scripts of one number."""

from __future__ import annotations

import pytest

from radioprog.schedule.airings.fill import ProgrammeEntry
from tests.schedule.network import STATIONS, Desk

ENDED = (
    STATIONS + "cu,Xã Cũ,commune,qb,,,,,2026-02-01,,,\nmoi,Xã Mới,commune,qb,,,,2026-02-02,,cu,,\n"
)


def slot(words: str, **more: str) -> str:
    keys = {"stations": "qb", "days": "T2", "at": "17:30", "length": "15:00", **more}
    lines = ", ".join(f"{key}: {value}" for key, value in keys.items())
    return f"slots: [{{id: s, {lines}{words}}}]\n"


def never(plan: str, **more: object) -> list[str]:
    desk = Desk(plan, stations=ENDED, **more)
    return [each.kind.variant for each in desk.loaded if each.code == "never-airs"]


NEVER = {
    "its day is before it begins": (slot(", from: 2026-12-01", days="2026-03-02"), "bounds"),
    "its day is after it ends": (slot(", to: 2026-12-01", days="2027-03-02"), "bounds"),
    "no such weekday between from and to": (
        slot(", from: 2026-12-01, to: 2026-12-01"),
        "bounds",
    ),
    "all its days are skipped": (slot(", skip: [T2]"), "skip"),
    "its only day is skipped": (slot(", to: 2026-03-02, skip: [hằng ngày]"), "skip"),
    "its holiday is skipped": (slot(", skip: [lễ]", days="2/9"), "skip"),
    "days less themselves": (slot("", days='"T2 trừ T2"'), "rule"),
    "its station has ended": (slot("", stations="cu"), "successors"),
    "its station ended before it begins": (
        slot(", from: 2026-03-01", stations="cu"),
        "successors",
    ),
    "its station begins after it ends": (
        slot(", to: 2026-03-09", stations="moi").replace("moi", "dan-hoa-moi"),
        "stations",
    ),
    "a year that was mistyped": (slot(", from: 2062-12-01"), "far"),
    "a date that was mistyped": (slot("", days="2062-12-01"), "far"),
}


@pytest.mark.parametrize("name", NEVER)
def test_a_slot_that_never_airs_is_told_with_its_cause(name: str) -> None:
    plan, variant = NEVER[name]
    assert never(plan) == [variant]


AIRS = {
    "an ordinary slot": slot(""),
    "a day of its own": slot("", days="2026-03-02"),
    "a slot that is over": slot(", from: 2025-01-01, to: 2025-12-31"),
    "a day that is over": slot("", days="2025-03-02"),
    "a leap day": slot("", days="29/2"),
    "a lunar day": slot(", from: 2026-01-01", days="mùng 1 tháng giêng"),
    "one of its stations has ended": slot("", stations='"cu, moi"'),
    "a slot of an ended station that is over": slot(", to: 2026-01-31", stations="cu"),
    "it begins next year": slot(", from: 2027-03-01"),
    "it skips some": slot(", skip: [tết, lễ]"),
    "only its repeat is still to come": slot(", to: 2026-02-23, repeats: [+7 ngày 05:30]"),
}


@pytest.mark.parametrize("name", AIRS)
def test_a_slot_that_airs_or_is_over_is_not_told(name: str) -> None:
    assert not never(AIRS[name])


def test_the_successor_of_a_merged_commune_is_named() -> None:
    desk = Desk(slot("", stations="cu"), stations=ENDED)
    (found,) = [each for each in desk.loaded if each.code == "never-airs"]
    assert "moi" in found.remedy.vi
    assert not found.is_error


@pytest.mark.parametrize(
    ("days", "date", "move", "told"),
    [
        ("hằng ngày", "2026-12-03", "2025-12-04 17:00", True),
        ("hằng ngày", "2026-12-03", "2026-12-01 17:00", True),
        ("hằng ngày", "2026-12-03", "2026-12-02 17:00", False),
        ("hằng ngày", "2026-12-03", "2027-12-04 17:00", True),
        ("hằng ngày", "2026-12-03", "2026-12-04 17:00", False),
        ("hằng ngày", "2026-12-03", "18:00", False),
        ("T5", "2026-12-03", "2026-11-27 17:00", False),
        ("T5", "2026-12-03", "2026-11-25 17:00", True),
        ("T5", "2026-12-03", "2026-12-31 17:00", False),
        ("T5", "2026-12-03", "2027-01-04 17:00", True),
        ("rằm", "2026-12-23", "2026-11-30 17:00", False),
    ],
)
def test_a_move_to_a_far_day_is_told(days: str, date: str, move: str, told: bool) -> None:
    plan = slot("", days=days) + f"exceptions: [{{slot: s, date: {date}, move: {move}}}]"
    found = [each for each in Desk(plan).loaded if each.code == "move-far"]
    assert len(found) == told
    assert not any(each.is_error for each in found)


def test_two_scripts_of_one_series_and_number_are_told_once() -> None:
    entries = tuple(
        ProgrammeEntry(name, name, series, number)
        for name, series, number in [
            ("a", "vb", 1),
            ("b", "vb", 1),
            ("c", "vb", 2),
            ("d", "khac", 1),
            ("e", "vb", None),
            ("f", "vb", None),
            ("g", None, 1),
            ("h", None, 1),
        ]
    )
    desk = Desk(slot(", series: vb, from: 2026-03-01"), episodes=entries)
    (found,) = [each for each in desk.loaded if each.code == "episode-number-twice"]
    assert "a, b" in found.message.vi


@pytest.mark.parametrize(
    ("bounds", "days", "shown"),
    [
        (", from: 2026-12-01", "2026-03-02", ("2026-12-01", "…")),
        (", to: 2026-12-01", "2027-03-02", ("…", "2026-12-01")),
        (", from: 2026-12-01, to: 2026-12-03", "2027-03-02", ("2026-12-01", "2026-12-03")),
        (", from: 2026-12-01, to: 2026-12-03", "T2", ("2026-12-01", "2026-12-03")),
        (", to: 2026-03-01", "T2", ("…", "2026-03-01")),
    ],
)
def test_the_bounds_that_leave_no_day_are_named(
    bounds: str, days: str, shown: tuple[str, str]
) -> None:
    desk = Desk(slot(bounds, days=days))
    (found,) = [each for each in desk.loaded if each.code == "never-airs"]
    assert (str(found.params["first"]), str(found.params["last"])) == shown
    assert found.params["slot"] == "s"


def chain_codes(until: str, *, days: str = "2026-03-02", more: str = "") -> list[str]:
    plan = slot(f', priority: khẩn cấp, repeats: ["mỗi 2 giờ đến {until}"]{more}', days=f'"{days}"')
    return [each.kind.variant or each.code for each in Desk(plan).loaded if "repeat" in each.code]


def test_repeats_at_even_steps_that_never_come_restart_or_are_too_many() -> None:
    assert chain_codes("2026-03-02 19:29") != []
    assert chain_codes("2026-03-02 19:30") == []
    both = "2026-03-02, 2026-03-03"
    assert chain_codes("2026-03-03 17:29", days=both) == []
    assert chain_codes("2026-03-03 17:30", days=both) != []
    most = "2026-08-16 09:30"  # 2,000 steps of two hours
    assert chain_codes(most) == []
    assert chain_codes("2026-08-16 11:30") != []
