"""Files are whole or absent, whatever happens in between."""

from __future__ import annotations

import errno
import multiprocessing
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel import files
from radioprog.kernel.disk import locks
from radioprog.kernel.errors import DiskError


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fill(data: bytes) -> files.Write:
    def write(part: Path) -> None:
        part.write_bytes(data)

    return write


def test_publish_shows_the_whole_file(tmp_path: Path) -> None:
    stored = files.publish(tmp_path / "a" / "x.txt", fill(b"whole"))
    assert stored.path.read_bytes() == b"whole"
    assert (stored.size, stored.sha256) == (5, files.sha256_of(stored.path))


def test_a_failed_verification_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    target.write_bytes(b"old")

    def refuse(part: Path) -> None:
        raise ValueError(part.read_bytes())

    with pytest.raises(ValueError, match="new"):
        files.publish(target, fill(b"new"), refuse)
    assert listing(tmp_path) == {"x.txt": b"old"}


def test_a_full_disk_is_said_with_the_place_and_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    target.write_bytes(b"old")

    def full(part: Path) -> None:
        part.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DiskError) as caught:
        files.publish(target, full)
    found = caught.value.findings[0]
    assert (found.code, found.place.file) == ("disk-full", str(target))
    assert listing(tmp_path) == {"x.txt": b"old"}


def test_the_real_full_device_is_a_disk_error() -> None:
    with (
        pytest.raises(DiskError),
        files.disk_errors(Path("/dev/full")),
        Path("/dev/full").open("wb") as stream,
    ):
        stream.write(b"x" * 100_000)


@given(st.integers(min_value=0, max_value=4), st.booleans())
def test_a_set_stopped_anywhere_never_has_a_manifest_beside_other_files(
    tmp_path_factory: pytest.TempPathFactory, stop_at: int, had_old: bool
) -> None:
    folder = tmp_path_factory.mktemp("set")
    manifest = folder / "manifest.json"
    names = ["a", "b", "c"]
    if had_old:
        for name in names:
            (folder / name).write_bytes(b"old")
        manifest.write_bytes(b"old")
    calls = 0
    real = files.make_visible

    def stopping(part: Path, target: Path) -> None:
        nonlocal calls
        if calls == stop_at:
            raise KeyboardInterrupt
        calls += 1
        real(part, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "make_visible", stopping)
        try:
            with files.Staging(manifest) as staging:
                for name in names:
                    staging.add(folder / name, fill(b"new"))
                staging.commit(b"new")
        except KeyboardInterrupt:
            assert stop_at < 4
    found = listing(folder)
    assert not any(name.endswith(files.PART) for name in found)
    if "manifest.json" in found:
        assert set(found.values()) == {b"new"}
        assert len(found) == 4


def test_leaving_without_commit_changes_nothing(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(b"old")
    with files.Staging(manifest) as staging:
        staging.add(tmp_path / "a", fill(b"new"))
    assert listing(tmp_path) == {"manifest.json": b"old"}


def test_sweep_removes_what_a_killed_builder_left(tmp_path: Path) -> None:
    files.part_beside(tmp_path / "a.mp3").write_bytes(b"half")
    (tmp_path / "a.mp3").write_bytes(b"whole")
    files.sweep_parts(tmp_path)
    assert listing(tmp_path) == {"a.mp3": b"whole"}


def _count_under_lock(folder: Path, times: int) -> None:
    for _ in range(times):
        with files.locked(folder / "lock"):
            number = int((folder / "n").read_text())
            (folder / "n").write_text(str(number + 1))


def test_a_lock_keeps_builders_apart(tmp_path: Path) -> None:
    (tmp_path / "n").write_text("0")
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=_count_under_lock, args=(tmp_path, 50)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (tmp_path / "n").read_text() == "200"


def test_part_names_are_hidden_unique_and_in_the_same_folder(tmp_path: Path) -> None:
    first, second = (files.part_beside(tmp_path / "a.mp3") for _ in range(2))
    assert first != second
    assert first.parent == tmp_path
    assert first.name.startswith(".a.mp3.")
    assert first.name.endswith(files.PART)


def test_a_disk_that_can_only_be_read_is_told_as_such(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Even removing what was never written fails there, and must not hide the first error."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(DiskError) as problem:
        files.publish_bytes(tmp_path / "a.txt", b"a")
    assert problem.value.findings[0].code == "not-writable"


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(b"old")
    target.chmod(0o600)
    files.publish_bytes(target, b"new")
    assert target.read_bytes() == b"new" and target.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_writer_of_the_same_file_left_is_swept_away(tmp_path: Path) -> None:
    old, fresh, other = (
        tmp_path / name for name in (".a.yaml.1-0.part", ".a.yaml.2-0.part", ".b.yaml.1-0.part")
    )
    for part in (old, fresh, other):
        part.write_bytes(b"half")
    for part in (old, other):
        os.utime(part, (1_000_000_000, 1_000_000_000))
    files.publish_bytes(tmp_path / "a.yaml", b"new")
    assert not old.exists() and fresh.exists() and other.exists()


def test_a_link_that_lies_in_wait_is_never_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim, part = tmp_path / "victim", tmp_path / ".a.part"
    victim.write_bytes(b"mine")
    part.symlink_to(victim)
    monkeypatch.setattr(files, "part_beside", lambda _: part)
    with pytest.raises(DiskError):
        files.publish_bytes(tmp_path / "a", b"new")
    assert victim.read_bytes() == b"mine"


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "strange"
    make(path)
    with pytest.raises(DiskError) as caught, files.disk_errors(path):
        files.sha256_of(path)
    assert caught.value.findings[0].code == "not-a-file"


def test_an_endless_device_is_refused_at_once() -> None:
    with pytest.raises(DiskError) as caught, files.disk_errors(Path("/dev/zero")):
        files.sha256_of(Path("/dev/zero"))
    assert caught.value.findings[0].code == "not-a-file"


def test_a_disk_without_locks_is_told_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoLocks:
        LOCK_EX = LOCK_NB = 0

        @staticmethod
        def flock(*_: object) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locks, "_fcntl", NoLocks)
    with pytest.raises(DiskError) as caught, files.locked(tmp_path / "a.lock"):
        pass
    assert caught.value.findings[0].code == "locks-refused"
    assert caught.value.findings[0].place.file == str(tmp_path / "a.lock")
