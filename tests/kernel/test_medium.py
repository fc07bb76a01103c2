"""A medium: the old set stays whole until the new one stands, and a journal names what is ours."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from radioprog.kernel.medium import STAGE, Medium


def laid(root: Path) -> list[str]:
    """What lies on the medium, hidden or not, folders with their stroke."""
    return sorted(
        path.relative_to(root).as_posix() + ("/" if path.is_dir() else "")
        for path in root.rglob("*")
    )


def put(medium: Medium, name: str, content: bytes) -> str:
    return medium.add(name, lambda path: path.write_bytes(content) and None)


@pytest.fixture
def medium(tmp_path: Path) -> Medium:
    return Medium(tmp_path, "pack.json")


def test_an_empty_medium_has_no_set(medium: Medium, tmp_path: Path) -> None:
    assert medium.manifest() is None
    assert medium.left() == ()
    medium.clear()
    medium.give_up()
    assert laid(tmp_path) == []
    gone = Medium(tmp_path / "gone", "pack.json")
    assert gone.manifest() is None and gone.left() == ()


def test_nothing_is_seen_before_the_commit(medium: Medium, tmp_path: Path) -> None:
    assert put(medium, "01/a.mp3", b"one") == hashlib.sha256(b"one").hexdigest()
    assert laid(tmp_path) == [f"{STAGE}/", f"{STAGE}/01/", f"{STAGE}/01/a.mp3"]
    assert medium.manifest() is None
    medium.commit(b"first", ["01"], old=[], kept={})
    assert laid(tmp_path) == ["01/", "01/a.mp3", "pack.json"]
    assert medium.manifest() == b"first"
    assert medium.left() == ()


def test_the_new_set_takes_the_place_of_the_old_one(medium: Medium, tmp_path: Path) -> None:
    put(medium, "01/a.mp3", b"one")
    put(medium, "list.m3u8", b"list")
    medium.commit(b"first", ["01", "list.m3u8"], old=[], kept={})
    (tmp_path / "song.mp3").write_bytes(b"somebody's")
    (tmp_path / "01" / "own.txt").write_bytes(b"somebody's")
    put(medium, "02/b.mp3", b"two")
    old = ["01/a.mp3", "list.m3u8", "01/gone.mp3"]
    medium.commit(b"second", ["02"], old=old, kept={"list.m3u8": "list-old.m3u8"})
    assert laid(tmp_path) == [
        "01/",
        "01/own.txt",
        "02/",
        "02/b.mp3",
        "list-old.m3u8",
        "pack.json",
        "song.mp3",
    ]
    assert (tmp_path / "list-old.m3u8").read_bytes() == b"list"
    assert medium.manifest() == b"second"


def test_empty_folders_of_the_old_set_go(medium: Medium, tmp_path: Path) -> None:
    put(medium, "01/a.mp3", b"one")
    medium.commit(b"first", ["01"], old=[], kept={})
    medium.sweep(["01/a.mp3", "top.txt"], {"top.txt": "kept.txt"})
    assert laid(tmp_path) == ["pack.json"]


def test_a_stopped_writer_leaves_both_manifests_the_older_first(
    medium: Medium, tmp_path: Path
) -> None:
    put(medium, "01/a.mp3", b"one")
    medium.commit(b"first", ["01"], old=[], kept={})
    put(medium, "02/b.mp3", b"two")
    (tmp_path / STAGE / "new.json").write_bytes(b"second")
    assert medium.left() == ()  # the old set still stands
    medium.retire(["01/a.mp3"], {})
    assert medium.manifest() is None
    assert medium.left() == (b"first", b"second")
    assert laid(tmp_path) == [
        f"{STAGE}/",
        f"{STAGE}/02/",
        f"{STAGE}/02/b.mp3",
        f"{STAGE}/new.json",
        f"{STAGE}/old.json",
    ]
    medium.give_up()  # the journal is needed: no set stands
    assert laid(tmp_path) == [f"{STAGE}/", f"{STAGE}/new.json", f"{STAGE}/old.json"]
    medium.clear()
    assert laid(tmp_path) == []


def test_who_gives_up_before_the_change_leaves_nothing(medium: Medium, tmp_path: Path) -> None:
    put(medium, "01/a.mp3", b"one")
    medium.commit(b"first", ["01"], old=[], kept={})
    put(medium, "02/b.mp3", b"two")
    (tmp_path / STAGE / "new.json").write_bytes(b"second")
    (tmp_path / STAGE / "stray.txt").write_bytes(b"x")
    medium.give_up()
    assert laid(tmp_path) == ["01/", "01/a.mp3", "pack.json"]


def test_only_the_journal_is_kept_by_who_gives_up_midway(medium: Medium, tmp_path: Path) -> None:
    put(medium, "02/b.mp3", b"two")
    (tmp_path / STAGE / "old.json").write_bytes(b"first")
    (tmp_path / STAGE / "stray.txt").write_bytes(b"x")
    medium.give_up()
    assert laid(tmp_path) == [f"{STAGE}/", f"{STAGE}/old.json"]
