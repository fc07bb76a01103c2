"""An airing moved or cancelled, and a choice taken, as a page does it: by name, told otherwise."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from radioprog.kernel.errors import RadioprogError, UsageError
from radioprog.studio.air.applying import apply_named, change_airing
from radioprog.studio.air.timetable import timetable
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import make_workspace

MONDAY = dt.date(2026, 11, 30)
STATIONS = "id,name,level,parent\nxa,Xã Dân Hóa,commune,\n"
PLAN = """\
slots:
  - {id: sang, name: Bản tin, series: thu, stations: all, days: hằng ngày, at: 17:00, length: 10:00, from: 2026-11-01}
  - {id: hai, name: Nhạc, stations: all, days: T2, at: 17:05, length: 10:00, from: 2026-11-01}
"""  # noqa: E501


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    home = make_workspace(tmp_path / "w")
    (home / "schedules").mkdir()
    (home / "schedules/stations.csv").write_text(STATIONS, encoding="utf-8")
    (home / "schedules/lich.yaml").write_text(PLAN, encoding="utf-8")
    return Workspace.open(home)


def airings(workspace: Workspace, day: dt.date) -> list[tuple[str, int, str]]:
    table = timetable(workspace, first=day, days=1, draft=True)
    return [
        (each.slot.id, each.at % 86400 // 60, str(each.status))
        for _, plan in table.stations()
        for each in plan.airings
    ]


def test_an_airing_is_moved_and_then_cancelled(workspace: Workspace) -> None:
    day = dt.date(2026, 12, 1)
    change_airing(workspace, slot="sang", day="2026-12-01", to_time="18:30")
    assert airings(workspace, day) == [("sang", 18 * 60 + 30, "moved")]
    change_airing(workspace, slot="sang", day=day, cancel="mất điện\r\n- x: y")
    assert [each[2] for each in airings(workspace, day)] == ["cancelled"]
    text = (workspace.schedules / "lich.yaml").read_text(encoding="utf-8")
    assert text.count("2026-12-01") == 1 and "\n- x" not in text


def test_it_may_go_to_another_day(workspace: Workspace) -> None:
    change_airing(workspace, slot="sang", day="2026-12-01", to_day="2026-12-02", to_time="6:05")
    assert ("sang", 365, "moved") in airings(workspace, dt.date(2026, 12, 2))


@pytest.mark.parametrize(
    ("slot", "day", "to_time"),
    [
        ("nope", "2026-12-01", "17:00"),
        ("sang", "9999-99-99", "17:00"),
        ("sang", "", "x"),
        ("sang", "2026-12-01", "25:00"),
        ("sang", "2026-12-01", ""),
        ("sang", "2026-12-01", "17:00\n- a"),
        ("", "2026-12-01", "17:00"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    workspace: Workspace, slot: str, day: str, to_time: str
) -> None:
    before = (workspace.schedules / "lich.yaml").read_bytes()
    with pytest.raises(RadioprogError):
        change_airing(workspace, slot=slot, day=day or "không", to_time=to_time)
    assert (workspace.schedules / "lich.yaml").read_bytes() == before


def test_a_choice_is_taken_by_the_id_that_was_shown(workspace: Workspace) -> None:
    table = timetable(workspace, first=MONDAY, days=7, draft=True)
    (_, choices), *_ = table.new_audit().choices() or table.audit.choices()
    apply_named(workspace, choice=choices[0].id, monday=MONDAY)
    again = timetable(workspace, first=MONDAY, days=7, draft=True)
    assert not again.audit.choices()
    with pytest.raises(UsageError):
        apply_named(workspace, choice=choices[0].id, monday=MONDAY)


@pytest.mark.parametrize("choice", ["", "1", "0", "abcdef", "../x"])
def test_no_number_and_no_stranger_is_a_choice(workspace: Workspace, choice: str) -> None:
    before = (workspace.schedules / "lich.yaml").read_bytes()
    with pytest.raises(UsageError):
        apply_named(workspace, choice=choice, monday=MONDAY)
    assert (workspace.schedules / "lich.yaml").read_bytes() == before
