from __future__ import annotations

from pathlib import Path

import pytest

from radioprog.studio.approval.gate import read_people
from radioprog.studio.catalogue import (
    all_sources,
    name_findings,
    portable_name,
    unread_files,
    why_unportable,
)
from radioprog.studio.plan import check_paths
from radioprog.studio.workspace import Workspace

SCRIPT = "---\ntitle: A\nspeakers: {PTV nữ: nữ}\n---\nPTV nữ: Kính chào bà con.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "radioprog.yaml").write_text("voices: {nữ: {engine: espeak, voice: vi}}\n")
    (tmp_path / "scripts").mkdir()
    return Workspace.open(tmp_path)


def put(workspace: Workspace, *names: str) -> None:
    for name in names:
        path = workspace.scripts / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SCRIPT, encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "Bản tin: số 7?.md",
        "con.md",
        "AUX.md",
        "com1.tin.md",
        "nul/tin.md",
        "tin .md",
        "a./tin.md",
        "tin*.md",
        'tin "a".md',
        "tin|7.md",
        "tin<7>.md",
        "a" * 150 + "ắ" * 50 + ".md",
        "a\\b.md",
    ],
)
def test_names_that_fat_or_windows_cannot_hold(name):
    assert why_unportable(name) is not None
    assert why_unportable(portable_name(name.removesuffix(".md")) + ".md") is None


@pytest.mark.parametrize(
    "name",
    ["Bản tin số 7.md", "console.md", "tin/a.b.md", "com10.md", "2026-03-05 (mới).md", "nu.md"],
)
def test_names_that_anything_can_hold(name):
    assert why_unportable(name) is None


def test_an_unportable_name_is_told_with_a_better_one(workspace):
    put(workspace, "Bản tin: số 7?.md", "tot.md")
    (found,) = name_findings(workspace, all_sources(workspace))
    assert (found.code, found.is_error) == ("unportable-name", False)
    assert found.place.file == "scripts/Bản tin: số 7?.md"
    assert "Bản tin số 7.md" in found.remedy.vi
    assert found in check_paths(workspace)


def test_files_that_are_no_scripts_are_told(workspace):
    put(
        workspace,
        "a.md",
        "b.txt",
        "c.docx",
        "d.md.txt",
        "E.MD",
        "con/f.doc",
        "_mau.txt",
        ".x.txt",
        "~$c.docx",
        "Thumbs.db",
        "_phu/g.txt",
    )
    told = {found.place.file: found.remedy.vi for found in unread_files(workspace)}
    assert sorted(told) == [
        "scripts/E.MD",
        "scripts/b.txt",
        "scripts/c.docx",
        "scripts/con/f.doc",
        "scripts/d.md.txt",
    ]
    assert "đổi tên thành d.md" in told["scripts/d.md.txt"]
    assert {found.code for found in check_paths(workspace)} >= {"file-not-read"}


def test_a_script_in_utf16_is_read_and_one_by_word_is_not(workspace):
    (workspace.scripts / "a.md").write_bytes(SCRIPT.encode("utf-16"))
    (workspace.scripts / "b.md").write_bytes(b"PK\x03\x04" + bytes(40))
    wrong = [found for found in check_paths(workspace) if found.is_error]
    assert [(found.code, found.place.file) for found in wrong] == [("not-text", "scripts/b.md")]


def test_a_cover_that_is_not_there_is_told(workspace):
    text = SCRIPT.replace("title: A", "title: A\ncover: anh.jpg")
    (workspace.scripts / "a.md").write_text(text, encoding="utf-8")
    (found,) = [found for found in check_paths(workspace) if found.is_error]
    assert (found.code, found.place.line) == ("missing-asset", 3)


def test_a_suspicion_reaches_check_and_its_json(workspace):
    (workspace.scripts / "a.md").write_text(f"{SCRIPT}\nNHẠC HIỆU (15 giây)\n", encoding="utf-8")
    (found,) = [found for found in check_paths(workspace) if found.code == "looks-like-cue"]
    shown = found.to_json("vi")
    assert (shown["severity"], shown["file"], shown["line"]) == ("warning", "scripts/a.md", 7)
    assert "[nhạc hiệu: jingles/tên-tệp.flac | đến 0:15]" in shown["remedy"]


STATIONS = "id,name,level,parent\nqt,Tỉnh,province,\nkim-ngan,Xã Kim Ngân,commune,qt\n"
PLAN = "năm: 2026\nchỉ tiêu:\n  - {mã: a, chủ đề: b, đài: kim-ngan, mỗi: quý, chương trình: 3}\n"


@pytest.mark.parametrize(
    ("file", "text", "code", "line"),
    [
        ("people.csv", "mã,họ tên,vai trò\nan,An,trửơng\n", "unknown-role", 2),
        ("people.csv", "mã,họ tên,vai trò\nan,An,trưởng\nan,Ân,trưởng\n", "person-twice", 3),
        ("people.csv", "mã,họ tên,đài\nan,An,kim-ngann\n", "unknown-station", 2),
        ("people.csv", "mã,họ tên,vai troo\nan,An,trưởng\n", "unknown-column", 1),
        ("plans/2026.yaml", PLAN.replace("2026", "2062"), "other-year", 1),
        ("plans/2026.yaml", PLAN.replace("3}", "ba}"), "bad-value", 3),
        ("plans/2026.yaml", PLAN.replace("kim-ngan", "kim-ngann"), "unknown-station", 3),
        ("outlets.yaml", "nơi nhận:\n  x: {đích: m3u, đài: kim-ngann}\n", "unknown-station", 2),
    ],
)
def test_files_beside_the_scripts_are_checked_too(workspace, file, text, code, line):
    for name, words in (("schedules/stations.csv", STATIONS), (file, text)):
        (workspace.root / name).parent.mkdir(exist_ok=True)
        (workspace.root / name).write_text(words, encoding="utf-8")
    told = [(found.code, found.place.line) for found in check_paths(workspace)]
    assert (code, line) in told
    named = check_paths(workspace, [workspace.root / file])
    assert (code, line) in [(found.code, found.place.line) for found in named]


def test_a_column_of_people_without_its_marks_is_read(workspace):
    (workspace.root / "people.csv").write_text(
        "ma;ho ten;vai tro\nan;An;trưởng\n", encoding="utf-8"
    )
    people, found = read_people(workspace)
    assert [sorted(each.roles) for each in people.all] == [["chief"]]
    assert found == ()
