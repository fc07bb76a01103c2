"""Exports of a workspace: whole sets with their sounds, and nothing of other people's touched."""

from __future__ import annotations

import errno
import hashlib
import json
from pathlib import Path

import pytest

import radioprog
from radioprog.cli.app import run
from radioprog.kernel.errors import ContentError, DiskError, UsageError
from radioprog.publish.playout.targets import TARGETS, WITHOUT_SOUNDS
from radioprog.studio.outlets import export as exporting
from radioprog.studio.outlets.export import export
from tests.studio.outlets.station import make_home

FIRST = "2026-11-23"


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> radioprog.Workspace:
    return make_home(tmp_path_factory.mktemp("home"))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("target", TARGETS)
def test_an_export_is_a_whole_set_with_its_sounds(home, target, tmp_path) -> None:
    made = export(home, target, output=tmp_path, first=FIRST)
    found = tree(tmp_path)
    assert set(found) == {*made.files, "export.json"}
    assert json.loads(found["export.json"])["files"] == sorted(made.files)
    built = {hashlib.sha256(path.read_bytes()).digest() for path in home.build.glob("*/*.mp3")}
    sounds = {name: data for name, data in found.items() if name.startswith("sounds/")}
    assert {hashlib.sha256(data).digest() for data in sounds.values()} == (
        set() if target in WITHOUT_SOUNDS else built
    )
    every = b"".join(data for name, data in found.items() if name not in sounds)
    assert str(home.root).encode() not in every  # no path of this machine
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("sounds/*")}
    export(home, target, output=tmp_path, first=FIRST)
    assert tree(tmp_path) == found
    assert {path: path.stat().st_mtime_ns for path in tmp_path.glob("sounds/*")} == before


def test_ids_are_those_of_the_schedule(home, tmp_path) -> None:
    export(home, "m3u", output=tmp_path, first=FIRST, stations="xa-b")
    text = b"".join(data for name, data in tree(tmp_path).items() if name.endswith("m3u8")).decode()
    table = radioprog.timetable(home, first=FIRST, days=7, stations="xa-b")
    ids = [each.id for each in table.airings if each.programme]
    assert [
        line.partition("rp_airing=")[2] for line in text.split("\n") if "rp_airing" in line
    ] == (ids)


def test_what_the_export_before_had_goes_and_other_people_s_files_stay(home, tmp_path) -> None:
    export(home, "m3u", output=tmp_path, first=FIRST)
    (tmp_path / "rieng.txt").write_text("x")
    made = export(home, "m3u", output=tmp_path, first=FIRST, days=1, stations="xa-a")
    assert set(tree(tmp_path)) == {*made.files, "export.json", "rieng.txt"}
    with pytest.raises(ContentError):
        export(home, "xspf", output=tmp_path, first=FIRST)
    (tmp_path / "other" / "sounds").mkdir(parents=True)
    (tmp_path / "other" / "xa-a.liq").write_text("mine")
    with pytest.raises(ContentError):
        export(home, "liquidsoap", output=tmp_path / "other", first=FIRST)
    assert tree(tmp_path / "other") == {"xa-a.liq": b"mine"}


def test_a_manifest_of_others_leads_nowhere_else(home, tmp_path) -> None:
    (tmp_path / "keep").write_text("x")
    folder = tmp_path / "out"
    folder.mkdir()
    for names in (["../keep"], ["/etc/passwd"], ["a/b/c"], [3], "x", [".x"]):
        manifest = {"kind": "radioprog-export", "target": "m3u", "files": names}
        (folder / "export.json").write_text(json.dumps(manifest))
        if names == "x":
            continue
        with pytest.raises(ContentError):
            export(home, "m3u", output=folder, first=FIRST)
    assert (tmp_path / "keep").exists()


def test_a_full_disk_leaves_the_export_before(home, tmp_path, monkeypatch) -> None:
    export(home, "xspf", output=tmp_path, first=FIRST)
    before = tree(tmp_path)

    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    (tmp_path / "sounds").joinpath(sorted((tmp_path / "sounds").iterdir())[0].name).write_bytes(b"")
    monkeypatch.setattr(exporting.shutil, "copyfile", full)
    with pytest.raises(DiskError):
        export(home, "xspf", output=tmp_path, first=FIRST)
    after = tree(tmp_path)
    assert set(after) == set(before) and not list(tmp_path.rglob(".*"))


def test_an_export_cut_off_is_still_known_and_gone_on_with(home, tmp_path, monkeypatch) -> None:
    first = {}

    def killed(batch) -> None:
        first.update(batch._parts)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(exporting.Batch, "commit", killed)
        with pytest.raises(KeyboardInterrupt):
            export(home, "m3u", output=tmp_path, first=FIRST)
    assert first
    known = exporting.standing_export(tmp_path)
    assert known is not None and (known.target, known.first) == ("m3u", FIRST)
    for target in first:  # what the disk had by then may be any part of it
        target.write_bytes(b"half")
        break
    made = export(home, "m3u", output=tmp_path, first=FIRST)
    assert set(tree(tmp_path)) == {*made.files, "export.json"}
    assert not any(data == b"half" for data in tree(tmp_path).values())


def test_what_did_not_change_is_not_written_again(home, tmp_path) -> None:
    export(home, "m3u", output=tmp_path, first=FIRST)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    export(home, "m3u", output=tmp_path, first=FIRST)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    touched = sorted(tmp_path.rglob("*.m3u8"))[0]
    whole = touched.read_bytes()
    touched.write_bytes(whole + b"x")
    export(home, "m3u", output=tmp_path, first=FIRST)
    assert touched.read_bytes() == whole
    after = {path for path in before if path.stat().st_mtime_ns != before[path]}
    assert after == {touched}


def test_the_command_answers_in_json_and_knows_its_targets(home, tmp_path, capsys) -> None:
    at = ["-C", str(home.root), "--json", "export"]
    assert run([*at, "xmltv", "-o", str(tmp_path), "--from", FIRST]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["target"] == "xmltv" and found["files"] == [f"{tmp_path}/guide.xml"]
    assert run([*at, "xmltvv"]) == 2
    assert "xmltv" in json.loads(capsys.readouterr().out)["findings"][0]["remedy"]
    with pytest.raises(UsageError):
        export(home, "caps")
