"""What if: what is lost, moved, doubled under an overlay, judged from two plain schedules."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.studio.shelf import ScheduledAiring, timetable
from radioprog.studio.workspace import Workspace
from radioprog.studio.year.whatif import WhatIf, read_outage, whatif

LICH = (
    "slots:\n"
    "  - {id: bien, name: Bản tin, series: vung, stations: 'tag:bg', days: CN, at: 17:30, "
    "length: 10:00, from: 2026-01-04, to: 2026-12-31, repeats: [hôm sau 05:30]}\n"
    "  - {id: tin, series: tin, stations: all, days: hằng ngày, at: 11:00, length: 5:00, "
    "from: 2026-01-01, to: 2026-12-31}\n"
    "relays:\n  - {id: vov, stations: 'a, b', days: hằng ngày, at: 18:00, length: 30:00}\n"
    "exceptions:\n  - {slot: tin, date: 2026-03-03, move: 2026-03-11 11:30}\n"
    "  - {slot: bien, date: 2026-03-08, stations: 'a, b', cancel: có việc}\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "radioprog.yaml").write_text("timezone: Asia/Ho_Chi_Minh\n", encoding="utf-8")
    for folder in ("scripts", "schedules", "plans"):
        (tmp_path / folder).mkdir()
    (tmp_path / "schedules/stations.csv").write_text(
        "id,name,level,tags\na,Xã A,commune,bg\nb,Xã B,commune,bg\nc,Xã C,commune,\n",
        encoding="utf-8",
    )
    (tmp_path / "schedules/lich.yaml").write_text(LICH, encoding="utf-8")
    for number in range(1, 6):
        (tmp_path / f"scripts/so-{number}.md").write_text(
            f"---\ntitle: Số {number}\nseries: vung\nepisode: {number}\n---\n\nXin chào.\n",
            encoding="utf-8",
        )
    (tmp_path / "plans/2026.yaml").write_text(
        "targets: [{id: t, series: tin, per: month, sessions: 90}]\n", encoding="utf-8"
    )
    return Workspace.open(tmp_path)


def hashed(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


def live(workspace: Workspace, first: str, days: int) -> list[ScheduledAiring]:
    found = timetable(workspace, first=first, days=days).airings
    return [each for each in found if each.status != "cancelled"]


def ids(made: WhatIf, what: str) -> set[str]:
    return {each.airing for each in made.changes if each.what == what}


def test_an_outage_loses_all_that_is_on_air_on_those_days_and_writes_nothing(
    workspace: Workspace,
) -> None:
    before = hashed(workspace.root)
    made = whatif(workspace, cancel=["tag:bg@2026-03-09..2026-03-15"])
    assert hashed(workspace.root) == before
    wanted = {e.id for e in live(workspace, "2026-03-09", 7) if e.station in "ab"}
    # A first run that is cancelled takes its repeat of the next morning along.
    wanted |= {
        e.id for e in live(workspace, "2026-03-16", 1) if e.station in "ab" and e.kind == "repeat"
    }
    assert ids(made, "lost") == wanted
    assert not made.of("moved") and not made.of("added")
    (march,) = [each for each in made.coverage if each.before.period.name == "2026-03"]
    lost = [e for e in live(workspace, "2026-03-09", 7) if e.station in "ab" and e.slot == "tin"]
    assert march.before.planned - march.after.planned == len(lost) == 2 * 8


def test_a_moved_airing_that_lies_in_the_outage_is_lost_too(workspace: Workspace) -> None:
    made = whatif(workspace, cancel=["c@2026-03-11"])
    assert len(ids(made, "lost")) == 2, "that of the day, and the one moved to it"


def test_what_stood_changed_at_other_stations_stays(workspace: Workspace) -> None:
    made = whatif(workspace, cancel=["a@2026-03-03", "a@2026-03-08..2026-03-08"])
    assert {each.station for each in made.changes if each.what == "lost"} == {"a"}
    assert not made.of("added"), "the exceptions of b stand as they were"


def test_a_series_in_order_moves_on_by_one_where_a_date_falls_out_everywhere(
    workspace: Workspace,
) -> None:
    made = whatif(workspace, cancel=["tag:bg@2026-01-04"])
    programmes = made.of("programme")
    assert programmes and all(each.before and each.after for each in programmes)
    first = next(each for each in programmes if each.station == "a")
    assert first.after is not None and first.after.programme is not None
    assert first.after.programme.name == "so-1"


def test_a_file_replaces_adds_moves_and_doubles(workspace: Workspace) -> None:
    overlay = workspace.root / "thu.yaml"
    overlay.write_text(
        "slots:\n  - {id: bien, series: vung, stations: 'tag:bg', days: CN, at: 18:10, "
        "length: 10:00, from: 2026-01-04, to: 2026-12-31, repeats: [hôm sau 05:30]}\n"
        "  - {id: them, series: tin, stations: c, days: CN, at: 20:00, length: 5:00, "
        "from: 2026-05-01, to: 2026-05-31}\n"
        "exceptions:\n  - {slot: tin, date: 2026-03-03, cancel: thử}\n",
        encoding="utf-8",
    )
    made = whatif(workspace, file=overlay)
    assert {each.before.slot.id for each in made.of("moved") if each.before} == {"bien"}
    assert len(made.of("added")) == 5, "the five Sundays of May"
    doubled = [
        (e.before.slot.id, e.after.slot.id) for e in made.of("doubled") if e.before and e.after
    ]
    assert set(doubled) == {("vov", "bien")}
    assert len(made.of("lost")) == 3


@pytest.mark.parametrize(
    "written",
    [
        "",
        "a",
        "@2026-01-01",
        "a@",
        "a@2026-02-30",
        "a@2026-03-05..2026-03-01",
        "a@x..y",
        "a@2026-01-01..2029-01-01",
        "a@2026-01-01..2026-01-02..2026-01-03",
    ],
)
def test_what_is_no_outage_is_refused(workspace: Workspace, written: str) -> None:
    with pytest.raises(UsageError) as refused:
        whatif(workspace, cancel=[written])
    assert refused.value.findings[0].code == "bad-outage"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("a@2026-03-05..2026-03-01", "a@2026-03-01..2026-03-05"),
        ("a@31/11/2026", "31/11/2026"),
        ("a@12/10", "12/10"),
    ],
)
def test_what_is_wrong_in_an_outage_is_named(workspace: Workspace, written: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        whatif(workspace, cancel=[written])
    (found,) = refused.value.findings
    assert told in found.message.vi + found.remedy.vi and "a@2026" in found.remedy.vi


@pytest.mark.parametrize("between", ["..", "–", " – ", " - ", " đến ", "…"])
def test_a_range_is_read_however_people_write_it(between: str) -> None:
    outage = read_outage(f"tag:x@1/3/2026{between}2026-03-05")
    assert (outage.first.day, outage.last.day) == (1, 5)


def test_other_mistakes_are_told(workspace: Workspace) -> None:
    with pytest.raises(UsageError) as nothing:
        whatif(workspace)
    assert nothing.value.findings[0].code == "no-overlay"
    with pytest.raises(ContentError):
        whatif(workspace, cancel=["tag:(@2026-03-01"])
    bad = workspace.root / "thu.yaml"
    bad.write_text("slots: [{id: x}]\n", encoding="utf-8")
    with pytest.raises(ContentError):
        whatif(workspace, file=bad)
    bad.write_text("exceptions: [{slot: khong-co, date: 2026-03-01, cancel: x}]\n")
    with pytest.raises(ContentError):
        whatif(workspace, file=bad)
    with pytest.raises(ContentError):
        whatif(workspace, file=workspace.root / "khong-co.yaml")
    made = whatif(workspace, cancel=["a@2027-03-01"])
    lost = made.of("lost")
    assert {each.before.slot.id for each in lost if each.before} == {"vov"}
    assert made.first == dt.date(2027, 1, 1) and not made.coverage


def test_the_command_answers(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    root = ["-C", str(workspace.root), "whatif", "--cancel", "all@2026-03-10"]
    assert run([*root, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert len(document["lost"]) == 5 and document["doubled"] == []
    assert document["coverage"][2]["before"] == {"planned": 93, "missing": 0}
    assert document["coverage"][2]["after"] == {"planned": 90, "missing": 0}
    assert run(root) == 0
    shown = capsys.readouterr().out
    assert "mất: 5 buổi ở 3 đài" in shown and "lịch 93 → 90" in shown
