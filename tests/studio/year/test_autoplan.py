"""Proposals for a year: written, read again, and held against schedule and coverage as they are."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.kernel.errors import ContentError, DiskError, UsageError
from radioprog.studio.air.timetable import timetable
from radioprog.studio.workspace import Workspace
from radioprog.studio.year.autoplan import autoplan, autoplan_json, write_autoplan
from radioprog.studio.year.coverage import coverage

STATIONS = [
    "a,Xã A,commune,bg,chat,,",
    "b,Xã B,commune,bg,chat,,2026-06-30",
    "c,Xã C,commune,,rong,,",
    "d,Đồn D,post,bg,thuong,2026-10-01,",
]
PLAN = (
    "targets:\n"
    "  - {id: bien, theme: biên giới, stations: tag:bg, per: month, each: yes, sessions: 2}\n"
    "  - {id: nam, series: bien-dao, per: year, programmes: 11, weight: 2}\n"
    "  - {id: phut, theme: pháp luật, stations: c, per: quarter, minutes: 61}\n"
    "  - {id: bru, languages: [bru], sessions: 1}\n"
    "  - {id: xa, stations: c, per: year, series: phap-luat, sessions: 9999999}\n"
)
SCHEDULE = (
    "profiles:\n"
    "  chat: {sessions: 2, longest: 45:00, earliest: 17:00, latest: 19:00, days: T2-T6}\n"
    "  rong: {sessions: 4, longest: 60:00, earliest: 05:30, latest: 21:00}\n"
    "  thuong: {sessions: 2, earliest: 06:00, latest: 21:00}\n"
    "relays:\n  - {id: vov, stations: all, days: hằng ngày, at: 18:00, length: 30:00}\n"
    "slots:\n  - {id: tin, series: tin, stations: c, days: CN, at: 11:00, length: 10:00, "
    "from: 2026-01-01, to: 2026-12-31}\n"
)


def made_in(root: Path, *, seed: int | None = None) -> Workspace:
    (root / "radioprog.yaml").write_text("timezone: Asia/Ho_Chi_Minh\n", encoding="utf-8")
    for folder in ("scripts", "schedules", "plans"):
        (root / folder).mkdir(exist_ok=True)
    lines, targets = list(STATIONS), PLAN.splitlines()
    if seed is not None:
        random.Random(seed).shuffle(lines)
        random.Random(seed).shuffle(rest := targets[1:])
        targets[1:] = rest
    head = "id,name,level,tags,profile,valid_from,valid_to"
    (root / "schedules/stations.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    (root / "schedules/lich.yaml").write_text(SCHEDULE, encoding="utf-8")
    (root / "plans/2026.yaml").write_text("\n".join([*targets, ""]), encoding="utf-8")
    (root / "series.yaml").write_text(
        "bien-dao: {tên: Biển đảo, chủ đề: 'biên giới, biển đảo'}\n"
        "phap-luat: {tên: 'Pháp luật: \"hỏi\" & ''đáp''', chủ đề: pháp luật}\n"
        "tin: {tên: Tin}\n",
        encoding="utf-8",
    )
    return Workspace.open(root)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return made_in(tmp_path)


def findings(workspace: Workspace) -> Counter[str]:
    return Counter(
        each.code
        for each in timetable(workspace, first=_FIRST, days=365).findings
        if each.code not in ("series-dry", "slot-without-script")
    )


_FIRST = dt.date(2026, 1, 1)


def test_the_file_is_read_by_schedule_and_coverage_comes_out_as_promised(
    workspace: Workspace,
) -> None:
    before = findings(workspace)
    made = autoplan(workspace, year=2026)
    write_autoplan(made, workspace.root / "schedules/ke-hoach.yaml", "schedules/ke-hoach.yaml")
    assert findings(workspace) == before, "no rule is broken that was not"
    rows = coverage(workspace, year=2026, until="2025-12-31").rows
    assert [(row.planned, row.missing) for row in rows] == [
        (row.planned, row.missing) for row in made.after
    ]
    short = {(row.target.id, row.period.name, row.station) for row in rows if row.missing}
    unmet = {(e.need.target.id, e.need.period.name, e.need.station) for e in made.greedy.unmet}
    assert short == unmet
    assert {name for name, _, _ in short} == {"bru", "xa"}
    rules = {each.need.target.id: each.rule for each in made.greedy.unmet}
    assert rules["bru"] == "no-content"


def test_a_second_run_proposes_the_same(workspace: Workspace) -> None:
    target = workspace.root / "schedules/ke-hoach.yaml"
    write_autoplan(autoplan(workspace, year=2026), target, "x")
    first = target.read_bytes()
    write_autoplan(autoplan(workspace, year=2026), target, "x")
    assert target.read_bytes() == first


def test_shuffled_files_give_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert autoplan(made_in(other, seed=3), year=2026).text == autoplan(workspace, year=2026).text


def test_a_file_of_somebody_else_is_left_alone(workspace: Workspace) -> None:
    target = workspace.root / "schedules/lich.yaml"
    with pytest.raises(UsageError) as refused:
        write_autoplan(autoplan(workspace, year=2026), target, "schedules/lich.yaml")
    assert refused.value.findings[0].code == "not-a-proposal"
    assert target.read_text(encoding="utf-8") == SCHEDULE


def test_a_folder_is_no_file_and_elsewhere_is_told(workspace: Workspace) -> None:
    made = autoplan(workspace, year=2026)
    schedules = workspace.schedules
    with pytest.raises(DiskError) as refused:
        write_autoplan(made, schedules, "schedules")
    assert refused.value.findings[0].code == "not-a-file"
    (told,) = write_autoplan(made, workspace.root / "kh.yaml", "kh.yaml", schedules=schedules)
    assert told.code == "file-not-read" and "schedules/kh.yaml" in told.remedy.vi
    assert write_autoplan(made, schedules / "kh.yaml", "x", schedules=schedules) == ()


def test_a_series_that_nobody_has_is_told(workspace: Workspace) -> None:
    text = "targets: [{id: t, series: tinn, sessions: 5}]\n"
    (workspace.root / "plans/2026.yaml").write_text(text, encoding="utf-8")
    found = {each.code: each for each in autoplan(workspace, year=2026).findings}
    assert "tin" in found["unknown-target-series"].remedy.vi


@pytest.mark.parametrize(
    "text",
    [
        "targets: []",
        "targets: [{id: t, theme: không ai có, sessions: 1}]",
        "targets: [{id: t, stations: 'a & c', sessions: 5}]",
        "targets: [{id: '<b>=1+1', series: 'x: {y} ''z''', programmes: 2}]",
        "targets: [{id: t, per: month, minutes: 1}, {id: u, per: quarter, sessions: 1}]",
        "targets: [{id: t, stations: d, per: month, each: yes, programmes: 1}]",
        "targets: [{id: t, programmes: 10000000, weight: 1000}]",
    ],
)
def test_strange_plans_end_in_a_plan(workspace: Workspace, text: str) -> None:
    (workspace.root / "plans/2026.yaml").write_text(text + "\n", encoding="utf-8")
    before = findings(workspace)
    made = autoplan(workspace, year=2026)
    (workspace.root / "schedules/ke-hoach.yaml").write_text(made.text, encoding="utf-8")
    assert findings(workspace) == before
    rows = coverage(workspace, year=2026, until="2025-12-31").rows
    assert [row.missing for row in rows] == [row.missing for row in made.after]


def test_what_is_met_already_needs_nothing(workspace: Workspace) -> None:
    (workspace.root / "plans/2026.yaml").write_text(
        "targets: [{id: t, series: tin, sessions: 40}]\n", encoding="utf-8"
    )
    made = autoplan(workspace, year=2026)
    assert made.slots == () and "slots: []" in made.text


def test_the_command_writes_and_tells(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["-C", str(workspace.root), "autoplan", "--year", "2026"]
    assert run([*root, "-o", "schedules/kh.yaml", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["file"] == "schedules/kh.yaml" and document["slots"]
    assert {each["id"] for each in document["unmet"]} == {"bru", "xa"}
    assert {each["code"] for each in document["findings"]} >= {"target-out-of-reach"}
    assert run(root) == 0
    assert "vì bien" in capsys.readouterr().out
    assert run(["-C", str(workspace.root), "autoplan", "--year", "2031"]) == 2


def test_stations_that_lack_the_same_are_told_once(workspace: Workspace) -> None:
    (workspace.root / "plans/2026.yaml").write_text(
        "targets: [{id: tin, theme: thể thao, each: yes, per: quarter, sessions: 2}]\n",
        encoding="utf-8",
    )
    made = autoplan(workspace, year=2026)
    found = [each for each in made.findings if each.code == "target-out-of-reach"]
    assert len(made.greedy.unmet) > len(found) == 4
    assert [len(each.details["stations"]) for each in found] == [3, 3, 2, 3]
    assert "3 đài (" in found[0].render("vi") and "a" in found[0].details["stations"]


def test_a_file_that_could_not_be_read_again_is_no_proposal(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("radioprog.studio.year.autoplan.plan_text", lambda slots, year: "slots: [")
    with pytest.raises(ContentError):
        autoplan(workspace, year=2026)


def test_the_solver_gives_the_same_bytes_of_shuffled_files(
    workspace: Workspace, tmp_path: Path
) -> None:
    other = tmp_path / "x"
    other.mkdir()
    made = autoplan(workspace, year=2026, solver="cp-sat")
    assert made.solved is not None
    assert made.text == autoplan(made_in(other, seed=3), year=2026, solver="cp-sat").text
    assert made.greedy.cost <= autoplan(workspace, year=2026).greedy.cost
    document = autoplan_json(made, "vi")
    assert document["solver"]["name"] == "cp-sat"
    assert 0 <= document["solver"]["gap"] <= 1
