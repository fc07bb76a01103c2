"""Packs on sticks: whole, in order, never mixed, whatever happens to the stick."""

from __future__ import annotations

import contextlib
import csv
import errno
import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import mutagen.id3
import pytest
import soundfile

import radioprog
from radioprog.cli.app import run
from radioprog.kernel import files, medium
from radioprog.kernel.errors import ContentError, DiskError
from radioprog.publish.pack import findings as says
from radioprog.studio.outlets import pack as packing
from radioprog.studio.outlets import stick as sticks
from radioprog.studio.outlets.pack import pack
from radioprog.studio.outlets.stick import verify_pack
from radioprog.studio.workers.executors import executor_for
from radioprog.studio.workers.pool import LocalPool
from tests.studio.outlets.station import make_home

FIRST, NEXT = "2026-11-23", "2026-11-30"


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> radioprog.Workspace:
    return make_home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def week(home) -> Path:
    """The pack of a week, made afresh."""
    folder = home.root / "week"
    pack(home, "xa-a", output=folder, first=FIRST)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def codes(findings) -> Counter[str]:
    return Counter(found.code for found in findings)


def test_a_pack_has_each_airing_in_order_and_is_whole(home, week) -> None:
    names = list(tree(week))
    sounds = [name for name in names if name.endswith(".mp3")]
    assert len(sounds) == 11  # two of the series with their repeats, and the same each night
    assert sounds[:2] == [
        "2026-11-23/01_1730_ban-tin-so-mot.mp3",
        "2026-11-23/02_2355_truyen-dem-khuya.mp3",
    ]
    checked = verify_pack(home, week, station="xa-a")
    assert checked.whole and checked.findings == ()
    manifest = json.loads((week / "pack.json").read_bytes())
    assert [row["name"] for row in manifest["files"] if "airing" in row] == sounds
    assert not [name for name in names if Path(name).name.startswith(".")]


def test_sha256sum_says_that_it_is_whole(week) -> None:
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=week, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == len(tree(week)) - 3  # receipt, sums, manifest


def test_ids_are_those_of_the_calendar_and_the_receipt(home, week) -> None:
    rows = list(
        csv.DictReader(io.StringIO((week / "receipt.csv").read_text("utf-8-sig")), delimiter=";")
    )
    table = radioprog.timetable(home, first=FIRST, days=7, stations="xa-a")
    assert [row["mã buổi phát"] for row in rows] == [each.id for each in table.airings]
    built = {
        name: hashlib.sha256((home.build / name / f"{name}.station.mp3").read_bytes()).hexdigest()
        for name in ("tin-1", "tin-2", "dem-1")
    }
    assert {row["sha256"] for row in rows} == {*built.values(), ""}
    calendar = (week / "calendar.ics").read_text("utf-8")
    assert rows[0]["mã buổi phát"][:12] in calendar.replace("\r\n ", "")


def test_sounds_are_the_built_ones_with_tags_for_old_players(home, week) -> None:
    manifest = json.loads((week / "pack.json").read_bytes())
    sounds = [row for row in manifest["files"] if "airing" in row]
    for row in sounds:
        path = week / row["name"]
        raw = path.read_bytes()
        tags = mutagen.id3.ID3(path, translate=False, v2_version=3)
        assert tags.version == (2, 3, 0)
        assert all(frame.encoding == 1 for frame in tags.getall("TIT2"))
        assert tags["TXXX:RP_AIRING"].text == [row["airing"]]
        assert tags["TXXX:SYNTHETIC_VOICE"].text[0].startswith("yes; engine=tone")
        assert tags["TRCK"].text == [str(int(row["name"].split("/")[1][:2]))]
        assert not any(tags.getall(name) for name in ("CHAP", "CTOC", "SYLT", "APIC", "USLT"))
        assert raw[-128:-125] == b"TAG" and raw[-125:-95].strip(b"\0").isascii()
    packed, _ = soundfile.read(week / sounds[0]["name"])
    name = next(
        path
        for path in home.build.glob("*/*.station.mp3")
        if hashlib.sha256(path.read_bytes()).hexdigest() == sounds[0]["source"]
    )
    original, _ = soundfile.read(name)
    assert (packed == original).all()


def test_the_same_pack_again_changes_nothing(home, week) -> None:
    before = {path: path.stat().st_mtime_ns for path in week.rglob("*")}
    made = pack(home, "xa-a", output=week, first=FIRST)
    assert made.packs[0].status == "current"
    assert {path: path.stat().st_mtime_ns for path in week.rglob("*")} == before


def test_another_station_s_stick_is_refused_and_untouched(home, week) -> None:
    before = tree(week)
    made = pack(home, "xa-b", output=week, first=FIRST)
    assert made.packs[0].status == "refused"
    assert codes(made.findings)["other-station"] == 1
    assert tree(week) == before
    assert codes(verify_pack(home, week, station="xa-b").findings) == {"other-station": 1}


def test_packs_of_several_lie_apart_and_never_in_one_another(home, week, tmp_path) -> None:
    made = pack(home, ["xa-a", "xa-b"], output=tmp_path, first=FIRST)
    assert [each.status for each in made.packs] == ["copied", "copied"]
    assert tree(tmp_path / "xa-a") == tree(week)
    assert pack(home, "xa-a", output=tmp_path, first=FIRST).packs[0].status == "refused"
    inside = tree(week)
    both = pack(home, ["xa-a", "xa-b"], output=week, first=FIRST)
    assert {each.status for each in both.packs} == {"refused"} and tree(week) == inside


def test_one_process_and_two_pack_the_same_bytes(home, monkeypatch) -> None:
    handed: list[object] = []
    submit = LocalPool.submit
    monkeypatch.setattr(LocalPool, "submit", lambda *given: handed.append(given) or submit(*given))
    folder = home.build / "packs"
    alone = pack(home, ["xa-a", "xa-b"], first=FIRST)
    before = tree(folder)
    shutil.rmtree(folder)
    with executor_for(2) as executor:
        both = pack(home, ["xa-a", "xa-b"], first=FIRST, executor=executor)
        assert len(handed) == 4  # two are summed, two are copied
        stick = pack(home, ["xa-a", "xa-b"], first=FIRST, output="stick", executor=executor)
    assert len(handed) == 6  # a stick is written by this process alone
    assert tree(folder) == before == tree(home.root / "stick")
    assert both == alone and [each.status for each in stick.packs] == ["copied", "copied"]
    (folder / "xa-b" / "pack.json").write_text("of somebody else")
    with executor_for(2) as executor:
        again = pack(home, ["xa-a", "xa-b"], first=FIRST, executor=executor)
    assert [each.status for each in again.packs] == ["current", "refused"]
    assert codes(again.findings)[says.NOT_OURS.code] == 1
    shutil.rmtree(folder)


def test_an_older_week_goes_and_other_people_s_files_stay(home, tmp_path) -> None:
    (tmp_path / "anh").mkdir()
    (tmp_path / "anh" / "a.jpg").write_bytes(b"jpg")
    (tmp_path / "ghi chu.txt").write_text("của đài")
    pack(home, "xa-a", output=tmp_path, first=FIRST)
    (tmp_path / "2026-11-23" / "._01_1730.mp3").write_bytes(b"litter")
    made = pack(home, "xa-a", output=tmp_path, first=NEXT)
    assert made.packs[0].status == "copied"
    found = tree(tmp_path)
    assert codes(made.findings)["stick-not-empty"] == 1
    assert found.pop("anh/a.jpg") == b"jpg" and found.pop("ghi chu.txt")
    fresh = home.root / "next"
    pack(home, "xa-a", output=fresh, first=NEXT)
    assert found == tree(fresh)


def test_files_of_others_in_our_places_are_refused(home, tmp_path) -> None:
    (tmp_path / "index.html").write_text("của đài")
    made = pack(home, "xa-a", output=tmp_path, first=FIRST)
    assert codes(made.findings)["not-a-pack"] == 1
    assert list(tree(tmp_path)) == ["index.html"]
    (tmp_path / "index.html").unlink()
    pack(home, "xa-a", output=tmp_path, first=FIRST)
    (tmp_path / "2026-11-23" / "rieng.mp3").write_bytes(b"x")
    before = tree(tmp_path)
    assert pack(home, "xa-a", output=tmp_path, first=FIRST, days=1).packs[0].status == "refused"
    assert tree(tmp_path) == before
    (tmp_path / "pack.json").write_text("{}")
    assert pack(home, "xa-a", output=tmp_path, first=FIRST).packs[0].status == "refused"


def test_a_receipt_that_was_filled_in_is_kept(home, tmp_path) -> None:
    pack(home, "xa-a", output=tmp_path, first=FIRST)
    path = tmp_path / "receipt.csv"
    filled = path.read_bytes().replace(b";;;;;", b";x;17:30;;;A", 1)
    path.write_bytes(filled)
    checked = verify_pack(home, tmp_path)
    assert checked.whole and codes(checked.findings) == {"receipt-filled": 1}
    assert pack(home, "xa-a", output=tmp_path, first=FIRST).packs[0].status == "current"
    assert path.read_bytes() == filled
    made = pack(home, "xa-a", output=tmp_path, first=NEXT)
    assert codes(made.findings)["receipt-kept"] == 1
    assert (tmp_path / f"receipt-{FIRST}.csv").read_bytes() == filled
    assert verify_pack(home, tmp_path).whole


def test_verify_names_what_is_missing_changed_or_not_there(home, week, tmp_path) -> None:
    folder = tmp_path / "stick"
    shutil.copytree(week, folder)
    sounds = sorted(folder.glob("*/*.mp3"))
    sounds[0].unlink()
    sounds[1].write_bytes(sounds[1].read_bytes()[:-1] + b"!")
    found = verify_pack(home, folder)
    assert not found.whole
    assert codes(found.findings) == {"pack-file-missing": 1, "pack-file-changed": 1}
    assert codes(verify_pack(home, tmp_path).findings) == {"no-pack": 1}
    made = pack(home, "xa-a", output=folder, first=FIRST)
    assert made.packs[0].status == "copied" and tree(folder) == tree(week)


def test_no_room_is_told_before_anything_is_touched(home, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(sticks, "free_bytes", lambda path: 1000)
    monkeypatch.setattr(packing, "free_bytes", lambda path: 1000)
    for target in (tmp_path / "stick", tmp_path / "a.zip"):
        with pytest.raises(DiskError) as caught:
            pack(home, "xa-a", output=target, first=FIRST)
        assert [found.code for found in caught.value.findings] == ["no-room"]
    assert list(tmp_path.iterdir()) == []


def test_a_stick_with_room_for_one_pack_only_gives_the_old_one_up(
    home, tmp_path, monkeypatch
) -> None:
    pack(home, "xa-a", output=tmp_path, first=FIRST)
    room = sticks._must_make_room
    monkeypatch.setattr(sticks, "free_bytes", lambda path: (4 << 20) - 100_000)
    asked = []
    monkeypatch.setattr(
        sticks, "_must_make_room", lambda *args: asked.append(room(*args)) or asked[-1]
    )
    monkeypatch.setattr("radioprog.publish.pack.plan.PackPlan.size", 4 << 20)
    pack(home, "xa-a", output=tmp_path, first=NEXT)
    assert asked == [True]
    monkeypatch.undo()
    fresh = home.root / "next"
    pack(home, "xa-a", output=fresh, first=NEXT)
    assert tree(tmp_path) == tree(fresh)


class Pulled(BaseException):
    """The stick is pulled, or the power is gone: nothing more can be done."""


class Stick:
    """Lets so many steps on the disk happen, then no more of them."""

    def __init__(self, monkeypatch, steps: int, problem: BaseException) -> None:
        self.left = steps
        for owner, name in (
            (files, "sync_file"),
            (files, "sync_folder"),
            (medium, "sync_file"),
            (medium, "sync_folder"),
            (Path, "unlink"),
            (Path, "rmdir"),
            (Path, "replace"),
            (Path, "mkdir"),
            (medium.shutil, "rmtree"),
            (sticks, "write_file"),
        ):
            monkeypatch.setattr(owner, name, self.counted(getattr(owner, name), problem))

    def counted(self, call, problem: BaseException):
        def counting(*args, **more):
            if self.left <= 0:
                raise problem
            self.left -= 1
            return call(*args, **more)

        return counting


def plans(home, monkeypatch) -> dict[tuple[str, str], sticks.PackPlan]:
    """Plan the packs of both stations and weeks, without copying them."""
    found = {}
    with monkeypatch.context() as patch:
        kept = lambda workspace, root, plan: found.update({key: plan}) or ("copied", ())  # noqa: E731
        patch.setattr(packing, "copy_pack", kept)
        for key in ((station, first) for station in ("xa-a", "xa-b") for first in (FIRST, NEXT)):
            pack(home, key[0], output=home.root / "unused", first=key[1])
    return found


def interrupted(home, folder: Path, plan, monkeypatch, steps: int, problem: BaseException) -> int:
    """Copy a pack until so many steps were done; returns how many were left to do."""
    with monkeypatch.context() as patch:
        stick = Stick(patch, steps, problem)
        with contextlib.suppress(Pulled, DiskError):
            sticks.copy_pack(home, folder, plan)
        return stick.left


@pytest.mark.slow
@pytest.mark.parametrize("before", [None, FIRST])
@pytest.mark.parametrize("problem", [Pulled(), OSError(errno.ENOSPC, "full")], ids=repr)
def test_pulled_or_full_at_any_step_it_is_completed_never_mixed(
    home, tmp_path, monkeypatch, before, problem
) -> None:
    planned = plans(home, monkeypatch)
    weeks = {}
    for first in (FIRST, NEXT):
        sticks.copy_pack(home, tmp_path / first, planned["xa-a", first])
        weeks[first] = tree(tmp_path / first)
    for steps in range(10_000):
        folder = tmp_path / str(steps)
        folder.mkdir()
        (folder / "rieng.txt").write_text("của đài")
        if before:
            sticks.copy_pack(home, folder, planned["xa-a", before])
        new = planned["xa-a", NEXT]
        if interrupted(home, folder, new, monkeypatch, steps, problem):
            break
        left = verify_pack(home, folder)
        found = tree(folder)
        assert found.pop("rieng.txt") == "của đài".encode()
        if left.whole:
            visible = {name: data for name, data in found.items() if not name.startswith(".")}
            assert visible in (weeks[FIRST], weeks[NEXT]), steps
        else:
            assert set(codes(left.findings)) <= {"no-pack", "half-a-pack"}, steps
        if before:
            with pytest.raises(ContentError):
                sticks.copy_pack(home, folder, planned["xa-b", NEXT])
        again = NEXT if steps % 2 else FIRST
        sticks.copy_pack(home, folder, planned["xa-a", again])
        found = tree(folder)
        assert found.pop("rieng.txt") and found == weeks[again], steps
        shutil.rmtree(folder)
    assert steps > 30


def test_a_zip_is_the_folder_and_the_same_bytes_twice(home, week, tmp_path) -> None:
    made = pack(home, "xa-a", output=tmp_path / "a.zip", first=FIRST)
    assert made.packs[0].status == "copied"
    first = (tmp_path / "a.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == tree(week)
        assert archive.namelist()[-1] == "pack.json"
        sounds = [name for name in archive.namelist() if name.endswith(".mp3")]
        assert sounds == sorted(sounds)
    (tmp_path / "a.zip").unlink()
    pack(home, "xa-a", output=tmp_path / "a.zip", first=FIRST)
    assert (tmp_path / "a.zip").read_bytes() == first
    with pytest.raises(ContentError):
        pack(home, "xa-b", output=tmp_path / "a.zip", first=FIRST)
    (tmp_path / "b.zip").write_bytes(b"not ours")
    with pytest.raises(ContentError):
        pack(home, "xa-b", output=tmp_path / "b.zip", first=FIRST)
    pack(home, ["xa-a", "xa-b"], output=tmp_path / "c.zip", first=FIRST)
    with zipfile.ZipFile(tmp_path / "c.zip") as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"xa-a", "xa-b"}


@pytest.mark.skipif(not shutil.which("mformat"), reason="mtools are not installed")
def test_fat_keeps_every_name_and_the_order_of_copying(home, week, tmp_path) -> None:
    """Copied to a FAT image entry by entry in the manifest's order, and read back."""
    image = tmp_path / "stick.img"
    image.write_bytes(b"")
    with image.open("r+b") as file:
        file.truncate(64 << 20)

    def mtools(*command: str) -> str:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, (command, done.stderr)
        return done.stdout

    at = ["-i", str(image)]
    mtools("mformat", *at, "-F", "::")
    names = [row["name"] for row in json.loads((week / "pack.json").read_bytes())["files"]]
    made = set()
    for name in [*names, "pack.json"]:
        folder = name.rpartition("/")[0]
        if folder and folder not in made:
            made.add(folder)
            mtools("mmd", *at, f"::{folder}")
        mtools("mcopy", *at, str(week / name), f"::{name}")
    listed = []
    for folder in sorted(made):
        shown = mtools("mdir", *at, "-b", f"::{folder}").split()
        listed += [each.removeprefix("::/") for each in shown]
    assert listed == [name for name in names if "/" in name]
    back = tmp_path / "back"
    back.mkdir()
    mtools("mcopy", *at, "-s", "::*", str(back))
    assert tree(back) == tree(week)
    assert verify_pack(home, back, station="xa-a").whole


def test_files_are_written_in_the_order_of_the_manifest(home, tmp_path, monkeypatch) -> None:
    written = []
    write = sticks.write_file
    monkeypatch.setattr(
        sticks, "write_file", lambda file, out: (written.append(file.name), write(file, out))
    )
    pack(home, "xa-a", output=tmp_path, first=FIRST)
    names = [row["name"] for row in json.loads((tmp_path / "pack.json").read_bytes())["files"]]
    assert written == names


def test_what_is_not_built_or_damaged_is_told_and_its_place_stays_empty(tmp_path) -> None:
    home = make_home(tmp_path / "home")
    sound = home.build / "dem-1" / "dem-1.station.mp3"
    sound.write_bytes(sound.read_bytes()[:-3])
    made = pack(home, "xa-a", output="stick", first=FIRST)
    assert codes(made.findings)["sound-damaged"] == 1
    assert made.packs[0].sounds == 4
    rows = (home.root / "stick" / "receipt.csv").read_text("utf-8-sig")
    assert "Truyện đêm khuya" in rows
    shutil.rmtree(home.build)
    made = pack(home, "xa-a", output="empty", first=FIRST)
    found = codes(made.findings)
    assert found["nothing-to-play"] == 1 and found["not-built"] >= 1
    assert verify_pack(home, home.root / "empty").whole


def test_the_command_packs_verifies_and_answers_in_json(home, week, capsys, tmp_path) -> None:
    line = ["-C", str(home.root), "--json", "pack", "Xã A", "-o", str(tmp_path), "--from", FIRST]
    assert run(line) == 0
    found = json.loads(capsys.readouterr().out)
    assert [row["station"] for row in found["packs"]] == ["xa-a"]
    assert found["packs"][0]["status"] == "copied" and found["packs"][0]["sounds"] == 11
    assert run(["-C", str(home.root), "--json", "pack", "--verify", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["packs"][0]["whole"] is True
    assert run(["-C", str(home.root), "pack", "xa-b", "-o", str(tmp_path)]) == 1
    assert "other-station" in capsys.readouterr().err
    assert run(["-C", str(home.root), "pack"]) == 2
    assert run(["-C", str(home.root), "pack", "khong-co"]) == 2
    assert run(["-C", str(home.root), "pack", "--verify", str(tmp_path / "none")]) == 2
