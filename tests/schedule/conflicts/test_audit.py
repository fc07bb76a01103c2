"""The audit: each cause is told once, and what is missing or silent is told at all."""

from __future__ import annotations

import pytest

from radioprog.kernel.findings import Place
from radioprog.kernel.units import Seconds
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.conflicts.audit import extent
from tests.schedule.network import STATIONS, Desk

SLOT = """slots:
  - {id: s, name: Bản tin, series: vb, stations: all, days: hằng ngày, at: 17:00, length: 15:00,
     from: 2026-03-01, fill: x}
"""


def entry(length: float | None, *, built: bool) -> ProgrammeEntry:
    known = None if length is None else Seconds(length)
    place = Place("scripts/x.md", 1, 1)
    return ProgrammeEntry("x", "X", "vb", 1, None, known, built, place=place)


def told(length: float | None, *, built: bool) -> list[str]:
    desk = Desk(SLOT, episodes=(entry(length, built=built),))
    return [each.code for each in desk.audit().findings()]


@pytest.mark.parametrize(
    ("length", "built", "codes"),
    [
        (900.0, True, []),
        (720.0, True, []),
        (719.9, True, ["too-short"]),
        (41.0, True, ["too-short"]),
        (41.0, False, ["not-built"]),
        (None, False, ["not-built"]),
        (1000.0, True, ["overrun", "over-length"]),
    ],
)
def test_a_programme_is_held_against_its_slot(
    length: float | None, built: bool, codes: list[str]
) -> None:
    assert told(length, built=built) == [each for each in codes if each != "overrun"]


@pytest.mark.parametrize(("length", "codes"), [(29.0, ["too-short"]), (31.0, []), (41.0, [])])
def test_a_short_pause_is_no_dead_air(length: float, codes: list[str]) -> None:
    desk = Desk(SLOT.replace("15:00", "1:00"), episodes=(entry(length, built=True),))
    assert [each.code for each in desk.audit().findings()] == codes


def test_dead_air_says_how_much_and_what_length_would_fit() -> None:
    desk = Desk(SLOT, episodes=(entry(41.0, built=True),))
    (found,) = desk.audit().findings()
    assert "0:41" in found.message.vi and "14:19" in found.message.vi
    assert "Bản tin" in found.message.vi
    assert "0:41" in found.remedy.vi


def test_a_script_without_sound_is_told_once_with_its_first_run_and_the_command() -> None:
    desk = Desk(SLOT, episodes=(entry(None, built=False),), days=30)
    (found,) = desk.audit().findings()
    assert found.place.file == "scripts/x.md"
    assert "2026-03-01 17:00" in found.message.vi
    assert found.remedy.vi == "chạy: radioprog build scripts/x.md"
    assert found.details["dates_count"] == 30


def test_too_many_sessions_are_one_finding_with_a_count() -> None:
    stations = STATIONS.replace("qb,Tỉnh Quảng Bình,province,,vi,,", "qb,Tỉnh,province,,vi,,p")
    lines = "".join(
        f'  - {{id: s{n}, stations: "{where}", days: "{days}", at: {8 + n}:00, length: 5:00}}\n'
        for n, (where, days) in enumerate(
            [("all", "hằng ngày"), ("all", "T2, T4"), ("tag:bien-gioi", "T2, T3"), ("qb", "T2-T6")]
        )
    )
    desk = Desk("profiles: {p: {sessions: 1}}\nslots:\n" + lines, stations=stations, days=14)
    found = [each for each in desk.audit().findings() if each.code == "profile-sessions"]
    (one,) = found
    assert "3 phiên một ngày" in one.message.vi
    assert one.details["slots"] == ["s0", "s1", "s2", "s3"]
    assert one.details["stations_count"] == 4


def test_an_exception_of_many_days_that_meets_nothing_is_told_once() -> None:
    plan = "slots: [{id: s, stations: qb, days: T2, at: 17:00, length: 5:00}]\nexceptions:\n"
    line = "  - {slot: s, date: %s, cancel: a}\n"
    assert Desk(plan + line % "2026-03-03..2026-03-07").codes() == ["exception-without-airing"]
    assert not Desk(plan + line % "2026-03-02..2026-03-07").codes()
    both = plan + line % "2026-03-03" + line % "2026-03-04"
    assert Desk(both).codes() == ["exception-without-airing"] * 2


@pytest.mark.parametrize(
    ("stations", "days", "said"),
    [(1, 1, (False, False)), (1, 2, (False, True)), (2, 1, (True, False)), (2, 2, (True, True))],
)
def test_an_extent_counts_stations_and_days_where_there_are_several(stations, days, said) -> None:
    text = extent(stations, days, "2026-03-01 17:00").to("en")
    assert ("2 stations" in text, "2 days" in text) == said
    assert "2026-03-01 17:00" in text
