from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from radioprog.kernel.findings import Place
from radioprog.kernel.paths import Places, resolve_name

HERE = Place("scripts/a.md", 3, 1)


@pytest.fixture
def workspace(tmp_path):
    root = tmp_path / "đài"
    for name in ("assets/stings/cắt-1.flac", "assets/Beds/quê.flac", "scripts/clip.wav"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "secret.wav").write_bytes(b"x")
    (root / "assets" / "link.wav").symlink_to(tmp_path / "secret.wav")
    (root / "assets" / "out").symlink_to(tmp_path)
    (root / "assets" / "ok.wav").symlink_to(root / "scripts" / "clip.wav")
    os.mkfifo(root / "assets" / "pipe.wav")
    return root


def find(workspace: Path, name: str):
    roots = (workspace / "assets", workspace / "scripts")
    return resolve_name(name, roots, inside=workspace, place=HERE)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_normal_forms_are_one_name(tmp_path, form, stored):
    path = tmp_path / "assets" / unicodedata.normalize(stored, "Quê hương") / "ổn.flac"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    name = unicodedata.normalize(form, "Quê hương/ổn.flac")
    found, findings = resolve_name(name, [tmp_path / "assets"], inside=tmp_path)
    assert findings == ()
    assert found is not None and found.samefile(path)


def test_the_first_root_that_has_it_wins(workspace):
    (workspace / "assets" / "clip.wav").write_bytes(b"y")
    assert find(workspace, "clip.wav")[0] == workspace / "assets" / "clip.wav"
    assert find(workspace, "./ok.wav")[0] == workspace / "assets" / "ok.wav"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.wav",
        "a/../../x",
        "/etc/passwd",
        "~/x.wav",
        "C:/x.wav",
        "C:\\x.wav",
        "..\\secret.wav",
        "\\\\server\\share\\x.wav",
        "a\0b",
        "link.wav",
        "out/secret.wav",
    ],
)
def test_nothing_outside_is_reached(workspace, name):
    path, (found,) = find(workspace, name)
    assert path is None
    assert (found.code, found.place, found.is_error) == ("path-outside", HERE, True)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("beds/quê.flac", "Beds/quê.flac"),
        ("cắt-1.flac", "stings/cắt-1.flac"),
        ("stings/cat-1.flac", "stings/cắt-1.flac"),
        ("stings/cắt-1.wav", "stings/cắt-1.flac"),
        ("stings/cắt-2.flac", "stings/cắt-1.flac"),
    ],
)
def test_a_missing_file_has_near_names(workspace, name, near):
    path, (found,) = find(workspace, name)
    assert path is None
    assert found.code == "missing-asset"
    assert found.details["near"][0] == near
    assert near in found.remedy.vi


def test_missing_without_anything_near_and_odd_files(workspace):
    assert "assets/" in find(workspace, "zzzzzz.ogg")[1][0].remedy.en
    assert find(workspace, "pipe.wav")[1][0].code == "not-a-file"
    assert find(workspace, "stings")[1][0].code == "missing-asset"
    assert find(workspace, "")[1][0].code == "missing-asset"
    assert find(workspace, "x" * 5000)[1][0].code == "missing-asset"


def test_shown_path(workspace):
    places = Places(workspace)
    assert places.shown(workspace / "assets" / "a") == "assets/a"
    assert places.shown(Path("scripts/../assets/a")) == "assets/a"
    assert places.shown(Path("/other/a")) == "/other/a"
    assert places.shown(workspace / ".." / "a") == (workspace.parent / "a").as_posix()
    assert places.shown(workspace) == "."
    beside = workspace.parent / f"{workspace.name}-2" / "a"
    assert places.shown(beside) == beside.as_posix()
    assert Places(Path("/")).shown(Path("/a/b")) == "a/b"
    assert places.built(workspace.parent / "a") == "../a"
    assert str(places.place(workspace / "a.md", 3, 1)) == "a.md:3:1"


def test_a_path_as_windows_writes_it_is_the_same_file(workspace):
    found, findings = find(workspace, "stings\\cắt-1.flac")
    assert findings == () and found == workspace / "assets" / "stings" / "cắt-1.flac"
