"""Blobs come back as they went, or it is told what happened to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from radioprog.kernel.errors import MachineError, UsageError
from radioprog.kernel.files import sha256_of
from radioprog.kernel.store.blobs import Blobs

pytest.importorskip("fsspec", reason="the cluster extra is not installed")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "một tệp.bin"
    path.write_bytes(bytes(range(256)) * 50)
    return path


def code_of(caught: pytest.ExceptionInfo[MachineError]) -> str:
    return caught.value.findings[0].code


@pytest.mark.parametrize("scheme", ["file", "memory"])
def test_what_was_put_comes_back(tmp_path: Path, file: Path, scheme: str) -> None:
    url = f"file://{tmp_path}/shared" if scheme == "file" else f"memory://{tmp_path.name}/x"
    name = Blobs(url).put(file)
    assert name == sha256_of(file)
    Blobs(url).get(name, tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == file.read_bytes()


def test_what_lies_there_is_not_sent_again(tmp_path: Path, file: Path) -> None:
    blobs = Blobs(f"file://{tmp_path}/shared")
    name = blobs.put(file)
    there = tmp_path / "shared/blobs" / name[:2] / name
    before = there.stat().st_ino
    blobs.put(file)
    assert there.stat().st_ino == before
    there.write_bytes(b"cut")
    blobs.put(file)
    assert there.read_bytes() == file.read_bytes()
    assert [path.name for path in there.parent.iterdir()] == [name]


def test_what_nobody_put_is_told(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught:
        Blobs(f"file://{tmp_path}/shared").get("0" * 64, tmp_path / "back")
    assert code_of(caught) == "blob-missing"


def test_what_is_damaged_there_is_refused_and_sent_anew(tmp_path: Path, file: Path) -> None:
    blobs = Blobs(f"file://{tmp_path}/shared")
    name = blobs.put(file)
    there = tmp_path / "shared/blobs" / name[:2] / name
    there.write_bytes(file.read_bytes()[:-1] + b"\0")
    with pytest.raises(MachineError) as caught:
        blobs.get(name, tmp_path / "back")
    assert code_of(caught) == "blob-damaged"
    assert not (tmp_path / "back").exists()
    blobs.put(file, anew=True)
    blobs.get(name, tmp_path / "back")


def test_a_place_out_of_reach_is_told(tmp_path: Path, file: Path) -> None:
    (tmp_path / "shared").write_text("a file, no folder")
    blobs = Blobs(f"file://{tmp_path}/shared")
    with pytest.raises(MachineError) as caught:
        blobs.put(file)
    assert code_of(caught) == "storage-out-of-reach"


def test_only_plain_urls_are_taken() -> None:
    with pytest.raises(UsageError):
        Blobs("s3://me:secret@bucket/x")
