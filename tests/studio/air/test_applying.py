"""Applying a choice: its lines stand in the plan, or nothing was changed and they are shown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from radioprog.kernel.errors import ContentError
from radioprog.schedule.conflicts.resolutions import Choice, choices_for
from radioprog.studio.air.applying import OWN_FILE, apply_choice
from radioprog.studio.air.timetable import Timetable, timetable
from radioprog.studio.workspace import Workspace

STATIONS = "id,name,level\nx,Xã,commune\n"
PLAN = """slots:
  - {id: a, series: Bản tin, stations: x, days: hằng ngày, at: 17:00, length: 20:00}
  - {id: b, series: Bản tin khác, stations: x, days: hằng ngày, at: 17:10, length: 15:00}
"""
FLOW = PLAN + "exceptions: [{slot: a, date: 2026-03-20, cancel: x}]\n"
TUESDAY = dt.date(2026, 3, 3)


def opened(folder: Path, plan: str) -> Timetable:
    (folder / "schedules").mkdir(exist_ok=True)
    (folder / "radioprog.yaml").write_text("organisation: Đài\n", encoding="utf-8")
    (folder / "schedules" / "stations.csv").write_text(STATIONS, encoding="utf-8")
    (folder / "schedules" / "lich.yaml").write_text(plan, encoding="utf-8")
    return timetable(Workspace.open(folder), first=TUESDAY, days=1)


def first_choice(table: Timetable) -> Choice:
    (conflict,) = table.scan().audit.conflicts()
    return choices_for(conflict, table.planner)[0]


def conflicts(folder: Path) -> int:
    table = timetable(Workspace.open(folder), first=TUESDAY, days=1)
    return len(list(table.scan().audit.conflicts()))


def test_a_choice_goes_into_the_slots_own_file_and_ends_its_conflict(tmp_path: Path) -> None:
    table = opened(tmp_path, PLAN)
    assert conflicts(tmp_path) == 1
    applied = apply_choice(table, first_choice(table))
    plan = tmp_path / "schedules" / "lich.yaml"
    assert applied.files == (plan,)
    text = plan.read_text(encoding="utf-8")
    assert text.startswith(PLAN)
    assert all(f"  - {line}\n" in text for line in applied.lines)
    assert conflicts(tmp_path) == 0


def test_where_a_file_cannot_be_added_to_another_one_takes_it(tmp_path: Path) -> None:
    table = opened(tmp_path, FLOW)
    applied = apply_choice(table, first_choice(table))
    assert applied.files == (tmp_path / "schedules" / OWN_FILE,)
    assert (tmp_path / "schedules" / "lich.yaml").read_text(encoding="utf-8") == FLOW
    assert conflicts(tmp_path) == 0


def test_where_no_file_can_take_it_nothing_is_changed_and_the_lines_are_shown(
    tmp_path: Path,
) -> None:
    own = "exceptions: [{slot: a, date: 2026-03-21, cancel: x}]\n"
    table = opened(tmp_path, FLOW)
    (tmp_path / "schedules" / OWN_FILE).write_text(own, encoding="utf-8")
    choice = first_choice(table)
    with pytest.raises(ContentError) as caught:
        apply_choice(table, choice)
    (found,) = caught.value.findings
    assert (found.code, found.place.file) == ("choice-not-written", f"schedules/{OWN_FILE}")
    assert "slot: " in found.render("vi") and "date: 2026-03-03" in found.render("vi")
    assert (tmp_path / "schedules" / "lich.yaml").read_text(encoding="utf-8") == FLOW
    assert (tmp_path / "schedules" / OWN_FILE).read_text(encoding="utf-8") == own
