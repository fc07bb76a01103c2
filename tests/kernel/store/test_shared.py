"""A shared store: made once for all machines, trusted by nobody, missed without harm."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from radioprog.kernel.store.folder import FolderStore, Payload, key_of
from radioprog.kernel.store.shared import SharedStore
from radioprog.kernel.units import Hertz

pytest.importorskip("fsspec", reason="the cluster extra is not installed")

KEY = key_of({"text": "một"})
SOUND = np.linspace(-1, 1, 5000, dtype=np.float32)


def payload() -> Payload:
    return Payload([SOUND], 1, Hertz(48_000), {"who": "máy một"})


def never() -> Payload:
    raise AssertionError("made although another machine had made it")


def machine(tmp_path: Path, name: str, url: str | None = None) -> SharedStore:
    return SharedStore(FolderStore(tmp_path / name), url or f"file://{tmp_path / 'shared'}")


@pytest.mark.parametrize("scheme", ["file", "memory"])
def test_what_one_machine_made_another_finds(tmp_path: Path, scheme: str) -> None:
    url = f"file://{tmp_path}/shared" if scheme == "file" else f"memory://{tmp_path.name}/x"
    machine(tmp_path, "one", url).get_or_make(KEY, payload)
    other = machine(tmp_path, "two", url)
    entry = other.get_or_make(KEY, never)
    assert np.array_equal(entry.all()[:, 0], SOUND) and entry.fields == {"who": "máy một"}
    assert machine(tmp_path, "two", "memory://empty").get(KEY) is not None  # it lies here now
    assert other.damage() == ()


def test_what_nobody_made_is_simply_not_there(tmp_path: Path) -> None:
    store = machine(tmp_path, "one")
    assert store.get(KEY) is None and store.damage() == ()


def test_the_same_bytes_lie_there_and_here(tmp_path: Path) -> None:
    machine(tmp_path, "one").get_or_make(KEY, payload)
    there = tmp_path / "shared" / "entries" / KEY[:2] / KEY
    assert there.read_bytes() == FolderStore(tmp_path / "one").place_of(KEY).read_bytes()
    assert not list((tmp_path / "shared").rglob("*.part"))


@pytest.mark.parametrize("spoil", [lambda raw: raw[:-1], lambda raw: b"x" + raw[1:], lambda _: b""])
def test_what_is_damaged_there_is_made_anew_and_mended(tmp_path: Path, spoil: object) -> None:
    machine(tmp_path, "one").get_or_make(KEY, payload)
    there = tmp_path / "shared" / "entries" / KEY[:2] / KEY
    good = there.read_bytes()
    there.write_bytes(spoil(good))
    other = machine(tmp_path, "two")
    assert np.array_equal(other.get_or_make(KEY, payload).all()[:, 0], SOUND)
    assert [found.code for found in other.damage()] == ["storage-damaged"]
    assert there.read_bytes() == good


def test_a_place_out_of_reach_is_said_and_missed_without_harm(tmp_path: Path) -> None:
    (tmp_path / "shared").write_text("a file, no folder")
    store = machine(tmp_path, "one")
    assert store.get(KEY) is None
    assert store.get_or_make(KEY, payload).length == 5000
    assert [found.code for found in store.damage()] == ["storage-unreachable"]
    assert machine(tmp_path, "one").get(KEY) is not None
