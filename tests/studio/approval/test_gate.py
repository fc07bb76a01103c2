"""What goes out where approval is asked for: only what is approved, or drafts that say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from radioprog.studio.air.calendars import calendar, publish_calendars
from radioprog.studio.air.timetable import timetable
from radioprog.studio.record.deciding import approve
from radioprog.studio.workspace import Workspace, read_workspace
from tests.studio.workspace import SETTINGS

SCRIPT = """\
---
title: Số {n}
series: vb
episode: {n}
speakers:
  PTV: nữ
---

PTV: Kính chào quý vị và các bạn.
"""
SLOT = """\
slots:
  - id: chieu
    series: vb
    stations: all
    days: hằng ngày
    at: 17:30
    length: 15:00
    from: 2026-01-01
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("scripts", "schedules"):
        (tmp_path / name).mkdir()
    settings = SETTINGS + "approval: {needed: script}\n"
    (tmp_path / "radioprog.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / "people.csv").write_text("id,name,roles\nlan,Trần Thị Lan,chief\n", "utf-8")
    (tmp_path / "schedules/stations.csv").write_text("id,name,level\nx,Xã X,commune\n", "utf-8")
    (tmp_path / "schedules/lich.yaml").write_text(SLOT, encoding="utf-8")
    for n in (1, 2):
        (tmp_path / f"scripts/so-{n}.md").write_text(SCRIPT.format(n=n), encoding="utf-8")
    return tmp_path


def titles(root: Path, **more: bool) -> list[str | None]:
    import datetime as dt

    table = timetable(Workspace.open(root), first=dt.date(2026, 1, 1), days=2, **more)
    ((_, plan),) = table.stations()
    return [each.programme.title if each.programme else None for each in plan.airings]


def test_only_what_is_approved_has_its_place(root: Path) -> None:
    assert titles(root) == [None, None]
    approve(Workspace.open(root), "so-2", by="lan")
    assert titles(root) == [None, "Số 2"]
    assert titles(root, draft=True) == ["Số 1", "Số 2"]
    assert titles(root, draft=True, mark=True) == ["[NHÁP] Số 1", "Số 2"]


def test_it_is_told_once_for_each_programme_with_who_must_decide(root: Path) -> None:
    found = calendar(Workspace.open(root), first="2026-01-01", days=9, write=False).findings
    told = [each for each in found if each.code == "not-approved"]
    assert [each.details["programme"] for each in told] == ["so-1", "so-2"]
    assert all("Trần Thị Lan" in each.render("vi") for each in told)
    assert all(each.place.file == "schedules/lich.yaml" for each in told)
    assert not any(each.is_error for each in told)


def test_feeds_hold_no_title_that_is_not_approved_and_drafts_lie_apart(root: Path) -> None:
    import datetime as dt

    workspace = Workspace.open(root)
    for each in calendar(workspace, first="2026-01-01", days=9).files:
        assert "Số 1".encode() not in each.path.read_bytes()
    published = {path: path.read_bytes() for path in (root / "build/calendar").iterdir()}
    record = {path: path.read_bytes() for path in (root / "record").iterdir()}
    table = timetable(workspace, first=dt.date(2026, 1, 1), days=9, draft=True, mark=True)
    made = publish_calendars(table, root / "build/calendar-draft", draft=True)
    assert sorted(each.path.name for each in made.files) == ["network.draft.ics", "x.draft.ics"]
    for each in made.files:
        assert "[NHÁP] Số 1".encode() in each.path.read_bytes()
    assert published == {path: path.read_bytes() for path in (root / "build/calendar").iterdir()}
    assert record == {path: path.read_bytes() for path in (root / "record").iterdir()}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("approval: {needed: edition}", ("edition", ("editor", "chief"), False, False)),
        (
            "duyệt: {cần: kịch bản, vai trò: trưởng, tự duyệt: có, hai người: có}",
            ("script", ("chief",), True, True),
        ),
        ("approval: {needed: no, roles: [editor, admin]}", ("off", ("editor", "admin"), 0, 0)),
        ("organisation: x", ("off", ("editor", "chief"), False, False)),
    ],
)
def test_the_rules_as_a_workspace_writes_them(text: str, wanted: tuple, tmp_path: Path) -> None:
    workspace, findings = read_workspace(text + "\n", tmp_path)
    assert workspace is not None and findings == ()
    rules = workspace.approval
    assert (rules.needed, rules.roles, rules.own, rules.second) == wanted


@pytest.mark.parametrize(
    "text",
    ["approval: {needed: all}", "approval: {roles: [sếp]}", "approval: yes", "duyệt: {x: y}"],
)
def test_rules_that_cannot_be_meant_are_errors(text: str, tmp_path: Path) -> None:
    workspace, findings = read_workspace(text + "\n", tmp_path)
    assert workspace is None
    assert any(each.is_error for each in findings)
