"""Deciding in a real workspace: what is covered by an approval, and what refuses it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from lxml import html

import radioprog
from radioprog.kernel.errors import ContentError, RadioprogError, UsageError
from radioprog.kernel.workbook import read_workbook
from radioprog.studio.approval.gate import approval_gate, permitted
from radioprog.studio.build import build
from radioprog.studio.record.deciding import (
    Decision,
    approve,
    decide,
    list_rows,
    verdicts,
    write_list,
)
from radioprog.studio.workspace import Workspace, records_of
from tests.studio.workspace import SCRIPT, make_workspace

PEOPLE = """\
mã;họ tên;chức vụ;vai trò;đài
an;Nguyễn Văn An;Phóng viên;phóng viên;
lan;Trần Thị Lan;Trưởng ban;trưởng;
minh;Lê Minh;Biên tập viên;biên tập;
"""
WITH_INCLUDE = SCRIPT + "\n[chèn: _phan.md]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make_workspace(tmp_path, {"a": WITH_INCLUDE, "b": SCRIPT})
    (root / "scripts/_phan.md").write_text("PTV nữ: Phần chung, của mọi số.\n", encoding="utf-8")
    (root / "people.csv").write_text(PEOPLE, encoding="utf-8-sig")
    return root


def said(root: Path, act: str, by: str, subject: str = "a", **more: object) -> None:
    decision = Decision(act, by, **more)  # type: ignore[arg-type]
    decide(Workspace.open(root), subject, decision)


def state(root: Path, subject: str = "a", **more: bool) -> str:
    (found,) = verdicts(Workspace.open(root), subject, **more).subjects
    return found.state


def sha256(root: Path, subject: str = "a") -> str:
    (found,) = verdicts(Workspace.open(root), subject).subjects
    assert found.sha256 is not None
    return found.sha256


def test_every_script_is_listed_and_a_new_one_is_a_draft(root: Path) -> None:
    found = verdicts(Workspace.open(root)).subjects
    assert [(each.subject.kind, each.subject.id, each.state) for each in found] == [
        ("script", "a", "draft"),
        ("script", "b", "draft"),
    ]


def change_comma(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "," in text
    path.write_text(text.replace(",", ";", 1), encoding="utf-8")


def change_script(root: Path) -> None:
    change_comma(root / "scripts/a.md")


def change_include(root: Path) -> None:
    change_comma(root / "scripts/_phan.md")


def change_asset(root: Path) -> None:
    path = root / "assets/beds/nen.wav"
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)


def change_voice(root: Path) -> None:
    path = root / "radioprog.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("voice: low", "voice: low, pace: 211"), encoding="utf-8")


@pytest.mark.parametrize("change", [change_script, change_include, change_asset, change_voice])
def test_one_comma_makes_it_stale_and_taking_it_back_approved(root: Path, change) -> None:
    copy = root.parent / f"{root.name}-copy"
    shutil.copytree(root, copy)
    said(root, "submitted", "an")
    said(root, "approved", "lan")
    assert state(root) == "approved"
    assert permitted_in(root, "a")
    change(root)
    assert state(root) == "stale"
    assert not permitted_in(root, "a")
    for name in ("scripts", "assets", "radioprog.yaml"):
        if (copy / name).is_dir():
            shutil.copytree(copy / name, root / name, dirs_exist_ok=True)
        else:
            shutil.copy(copy / name, root / name)
    assert state(root) == "approved"


def permitted_in(root: Path, name: str) -> bool:
    return approval_gate(Workspace.open(root), always=True).permits(name)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "scripts/b.md").write_text(SCRIPT + "\nPTV nữ: Thêm.\n"),
        lambda root: (root / "scripts/a.md").touch(),
        lambda root: (root / "scripts/a.md").write_bytes(
            b"\xef\xbb\xbf" + (root / "scripts/a.md").read_bytes().replace(b"\n", b"\r\n")
        ),
        lambda root: (root / "assets/khac.txt").write_text("x"),
    ],
)
def test_what_is_not_its_own_leaves_it_approved(root: Path, change) -> None:
    said(root, "approved", "lan")
    change(root)
    assert state(root) == "approved"


def test_an_approval_is_the_same_in_a_moved_workspace(root: Path) -> None:
    said(root, "approved", "lan")
    moved = root.parent / f"{root.name} khác chỗ"
    root.rename(moved)
    assert state(moved) == "approved"


def refused(root: Path, code: str, act: str, by: str, subject: str = "a", **more: object) -> str:
    before = (root / "record").exists() and (root / "record/verdicts.jsonl").read_bytes()
    with pytest.raises(RadioprogError) as caught:
        said(root, act, by, subject, **more)
    assert [each.code for each in caught.value.findings] == [code]
    after = (root / "record").exists() and (root / "record/verdicts.jsonl").read_bytes()
    assert before == after
    return caught.value.findings[0].render("vi")


@pytest.mark.usefixtures("back_end")
def test_who_may_not(root: Path) -> None:
    assert "Trần Thị Lan (Trưởng ban)" in refused(root, "role-missing", "approved", "an")
    refused(root, "role-missing", "returned", "an")
    refused(root, "role-missing", "withdrawn", "an")
    assert "lan" in refused(root, "unknown-person", "approved", "lann")
    refused(root, "unknown-subject", "approved", "lan", "khong-co")
    said(root, "submitted", "lan")
    told = refused(root, "own-approval", "approved", "lan")
    assert "Lê Minh" in told and "nhờ Trần Thị Lan" not in told
    said(root, "approved", "minh")
    assert state(root) == "approved"


@pytest.mark.usefixtures("back_end")
def test_with_a_hash_exactly_what_was_shown_is_approved(root: Path) -> None:
    shown = sha256(root)
    change_script(root)
    refused(root, "stale-subject", "approved", "lan", sha256=shown)
    refused(root, "stale-subject", "approved", "lan", sha256="0123")
    refused(root, "stale-subject", "approved", "lan", sha256="' OR 1=1")
    now = sha256(root)
    groups = " ".join(now[at : at + 4] for at in range(0, 16, 4)).upper()
    said(root, "approved", "lan", sha256=groups)
    assert state(root) == "approved"


@pytest.mark.usefixtures("back_end")
def test_approving_what_changed_since_it_was_submitted_is_told(root: Path) -> None:
    said(root, "submitted", "an")
    change_include(root)
    told = approve(Workspace.open(root), "a", by="lan").findings
    assert [each.code for each in told] == ["changed-since-submitted"]


@pytest.mark.usefixtures("back_end")
def test_several_at_once_are_all_written_or_none(root: Path) -> None:
    said(root, "submitted", "lan", "b")
    with pytest.raises(ContentError):
        approve(Workspace.open(root), ["a", "b"], by="lan")
    assert state(root) == "draft"
    approve(Workspace.open(root), ["a", "scripts/b.md"], by="minh")
    assert (state(root), state(root, "b")) == ("approved", "approved")


@pytest.mark.usefixtures("back_end")
def test_a_late_entry_says_when_it_was_entered(root: Path) -> None:
    when = dt.datetime(2026, 3, 1, 7, tzinfo=dt.UTC)
    said(root, "approved", "lan", at=when, note=" Được \n nhé ")
    (row,) = records_of(Workspace.open(root)).read("verdicts", [])
    assert row["at"] == "2026-03-01T07:00:00.000000Z"
    assert row["entered"] > row["at"]
    assert row["note"] == "Được nhé"
    assert (row["by"], row["name"], row["position"]) == ("lan", "Trần Thị Lan", "Trưởng ban")


@pytest.mark.usefixtures("back_end")
def test_a_late_entry_of_before_does_not_undo_what_came_after(root: Path) -> None:
    said(root, "returned", "lan")
    said(root, "approved", "minh", at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert state(root) == "returned"


@pytest.mark.usefixtures("back_end")
def test_an_approval_stays_when_its_giver_leaves(root: Path) -> None:
    said(root, "approved", "lan")
    rest = "\n".join(line for line in PEOPLE.splitlines() if not line.startswith("lan"))
    (root / "people.csv").write_text(rest, encoding="utf-8")
    assert state(root) == "approved"
    refused(root, "unknown-person", "returned", "lan")


def test_errors_in_the_list_of_people_stop_a_decision(root: Path) -> None:
    (root / "people.csv").write_text("mã\nlan\n", encoding="utf-8")
    refused(root, "missing-column", "approved", "lan")


def test_the_edition_is_what_was_built_and_stands_unharmed(root: Path) -> None:
    with pytest.raises(ContentError, match="not built"):
        approve(Workspace.open(root), "b", by="lan", edition=True)
    build(Workspace.open(root), ["scripts/b.md"]).raise_for_errors()
    approve(Workspace.open(root), "b", by="lan", edition=True)
    assert state(root, "b", edition=True) == "approved"
    assert state(root, "b") == "draft"
    manifest = root / "build/b/manifest.json"
    document = json.loads(manifest.read_bytes())
    document["tools"] = dict.fromkeys(document["tools"], "9.9")
    manifest.write_text(json.dumps({**document, "findings": []}), encoding="utf-8")
    assert state(root, "b", edition=True) == "approved"
    sound = next((root / "build/b").glob("*.wav"))
    data = bytearray(sound.read_bytes())
    data[-200] ^= 1
    sound.write_bytes(data)
    assert state(root, "b", edition=True) == "stale"


@pytest.mark.usefixtures("back_end")
def test_plans_weeks_and_alerts_are_subjects(root: Path) -> None:
    (root / "plans").mkdir()
    (root / "plans/2026.yaml").write_text("year: 2026\n")
    (root / "schedules").mkdir(exist_ok=True)
    (root / "schedules/stations.csv").write_text("id,name,level\nx,Xã X,commune\n")
    slots = (
        "slots:\n  - {{id: s, series: thu, stations: all, from: 2026-01-01, days: hằng ngày, "
        "at: 17:30, length: {length}}}\n"
    )
    (root / "schedules/lich.yaml").write_text(slots.format(length="15:00"), encoding="utf-8")
    alert = (
        "alerts:\n  - {{id: bao-1, title: Bão, hazard: storm, level: 3, stations: x, "
        "issued: 2026-10-01T07:00:00+07:00, until: 2026-10-02T07:00:00+07:00, every: 60:00, "
        "script: khan-cap/bao-1, text: {text}}}\n"
    )
    (root / "schedules/alerts.yaml").write_text(alert.format(text="bão"), "utf-8")
    names = ["plan:2026", "schedule:2026-W49", "alert:bao-1"]
    approve(Workspace.open(root), names, by="lan")
    found = verdicts(Workspace.open(root)).subjects
    assert {str(each.subject): each.state for each in found} == {
        "a": "draft",
        "b": "draft",
        **dict.fromkeys(names, "approved"),
    }
    (root / "plans/2026.yaml").write_text("year: 2027\n")
    (root / "schedules/lich.yaml").write_text(slots.format(length="15:01"), encoding="utf-8")
    (root / "schedules/alerts.yaml").write_text(alert.format(text="lũ"), "utf-8")
    assert [state(root, name) for name in names] == ["stale"] * 3


@pytest.mark.usefixtures("back_end")
def test_a_week_of_a_schedule_with_errors_is_refused_with_the_errors(root: Path) -> None:
    (root / "schedules").mkdir(exist_ok=True)
    (root / "schedules/stations.csv").write_text("id,name,level\nx,Xã X,commune\n")
    (root / "schedules/lich.yaml").write_text("slots:\n  - {id: s, lucs: 17:30}\n", "utf-8")
    with pytest.raises(ContentError) as refused:
        approve(Workspace.open(root), "schedule:2026-W49", by="lan")
    told = {(each.code, each.place.file) for each in refused.value.findings}
    assert ("unknown-key", "schedules/lich.yaml") in told
    assert "no-subject" not in {code for code, _ in told}


@pytest.mark.parametrize(
    "name", ["schedule:2026-W54", "schedule:2025-W53", "plan:26", "", "a\0", "../x", "x" * 5000]
)
def test_names_that_mean_nothing(root: Path, name: str) -> None:
    with pytest.raises(UsageError, match="to decide on"):
        verdicts(Workspace.open(root), name)


def test_the_gate_of_a_workspace_without_rules_is_open(root: Path) -> None:
    assert permitted(Workspace.open(root), "a")
    with (root / "radioprog.yaml").open("a", encoding="utf-8") as stream:
        stream.write("duyệt: {cần: kịch bản, vai trò: [trưởng]}\n")
    workspace = Workspace.open(root)
    assert not permitted(workspace, "a")
    told = approval_gate(workspace).finding("a").render("vi")
    assert "Trần Thị Lan (Trưởng ban)" in told and "Lê Minh" not in told
    assert approval_gate(workspace, draft=True).permits("a")
    approve(workspace, "a", by="lan")
    assert permitted(workspace, "a")


def test_a_verdict_is_written_whole_by_the_library(root: Path) -> None:
    found = radioprog.approve(radioprog.Workspace.open(root), "a", by="lan", note="Được")
    (verdict,) = found.subjects[0].verdicts
    assert isinstance(verdict, radioprog.Verdict)
    assert verdict.sha256 == found.subjects[0].sha256


def test_the_list_for_paper_tells_who_and_on_which_day_here(root: Path) -> None:
    # Half past six in the morning in Vietnam is the day before in UTC.
    morning = dt.datetime(2026, 3, 2, 6, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    said(root, "submitted", "an", note='=HYPERLINK("x") <b>', at=morning)
    said(root, "approved", "lan", at=morning + dt.timedelta(minutes=5))
    workspace = Workspace.open(root)
    found = verdicts(workspace)
    heads, first, second = list_rows(found, "vi")
    assert first == [
        "a",
        found.subjects[0].fingerprint,
        "đã duyệt",
        "trình: Nguyễn Văn An (Phóng viên), 02/03/2026; duyệt: Trần Thị Lan (Trưởng ban), "
        "02/03/2026",
        '=HYPERLINK("x") <b>',
    ]
    assert second[2:] == ["chưa trình", "", ""]
    for ending in ("html", "xlsx", "csv"):
        write_list(workspace, found, root / f"ds.{ending}")
    page = html.fromstring((root / "ds.html").read_text(encoding="utf-8"))
    assert [each.text for each in page.xpath("//tbody/tr[1]/td")] == first
    assert not page.xpath("//td//b")
    assert len(page.xpath("//*[@class='signers']/div")) == 3
    (sheet,) = read_workbook((root / "ds.xlsx").read_bytes())
    assert sheet.rows == [heads, first, second]
    assert ";'=HYPERLINK" in (root / "ds.csv").read_text(encoding="utf-8-sig").replace('"', "")


def test_the_list_tells_what_was_said_of_the_present_version(root: Path) -> None:
    said(root, "submitted", "an", note="lần một")
    change_script(root)
    assert "lần một" in str(list_rows(verdicts(Workspace.open(root)), "vi"))
    said(root, "submitted", "an", note="lần hai")
    assert "lần một" not in str(list_rows(verdicts(Workspace.open(root)), "vi"))
