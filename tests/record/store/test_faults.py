"""Power cuts and full disks at every moment of a write: what was acknowledged stays, no more.

A child is killed as a power cut would: after any number of bytes, before or after the disk was
waited for. The reader afterwards believes every acknowledged line and nothing that is torn.
"""

from __future__ import annotations

import contextlib
import errno
import os
import random
import signal
from pathlib import Path

import pytest

from radioprog.kernel.errors import DiskError
from radioprog.kernel.system import WINDOWS
from radioprog.record.store import folder as store
from radioprog.record.store.folder import FolderRecords
from radioprog.record.verdicts import verdict_of

AT = "2026-03-01T07:00:00+07:00"
MOMENTS = 500


def line(n: int) -> dict[str, object]:
    return {"at": AT, "by": "lan", "n": n, "note": "Đồng ý cho phát, số " * 3}


def numbers(folder: Path, told: list | None = None) -> list[int]:
    read = FolderRecords(folder, locks=folder.parent / "locks").read(
        "verdicts", [] if told is None else told
    )
    assert [each["note"] for each in read] == [line(0)["note"]] * len(read)
    return sorted(each["n"] for each in read)


def write_then_die(folder: Path, report: int, first: int, budget: int, how: str) -> None:
    """Append three entries of two lines; die by SIGKILL when so many bytes or calls were spent."""
    real_write, real_sync, left = os.write, os.fsync, [budget]

    def dying_write(handle: int, data: bytes) -> int:
        if how == "bytes" and left[0] < len(data):
            real_write(handle, bytes(data)[: left[0]])
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= len(data)
        return real_write(handle, data)

    def dying_sync(handle: int) -> None:
        if how == "calls":
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        real_sync(handle)

    store.os.write, store.os.fsync = dying_write, dying_sync  # type: ignore[assignment]
    records = FolderRecords(folder, locks=folder.parent / "locks")
    for n in range(first, first + 6, 2):
        records.append("verdicts", [line(n), line(n + 1)])
        real_write(report, b"%d %d\n" % (n, n + 1))
    os._exit(0)


@pytest.mark.slow
@pytest.mark.skipif(WINDOWS, reason="no fork, no SIGKILL")
def test_killed_at_five_hundred_moments_no_acknowledged_line_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    chance = random.Random(20261128)
    acknowledged: set[int] = set()
    torn = 0
    for moment in range(MOMENTS):
        if moment % 25 == 0:  # a record that has grown, and a young one
            folder, acknowledged = tmp_path / f"record-{moment}", set()
        how = "calls" if moment % 5 == 0 else "bytes"
        budget = chance.randrange(14) if how == "calls" else chance.randrange(1900)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                write_then_die(folder, writing, 10 * moment, budget, how)
            os._exit(9)
        os.close(writing)
        with os.fdopen(reading, "rb") as stream:
            acknowledged |= {int(word) for word in stream.read().split()}
        status = os.waitpid(child, 0)[1]
        assert not (os.WIFEXITED(status) and os.WEXITSTATUS(status) == 9)
        told: list = []
        found = numbers(folder, told)
        assert acknowledged <= set(found)
        assert set(found) <= acknowledged | set(range(10 * moment, 10 * moment + 6)) | known(folder)
        KNOWN.setdefault(folder, set()).update(found)
        torn += any(each.code == "record-line-torn" for each in told)
    assert torn > MOMENTS // 10  # the cuts did fall into lines


KNOWN: dict[Path, set[int]] = {}


def known(folder: Path) -> set[int]:
    """Return what was believed before: whole lines that were never acknowledged may stay so."""
    return KNOWN.get(folder, set())


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_full_disk_at_any_byte_leaves_the_record_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    folder = tmp_path / "record"
    records = FolderRecords(folder, locks=tmp_path / "locks")
    records.append("verdicts", [line(0), line(1)])
    path = folder / "verdicts.jsonl"
    before, real = path.read_bytes(), os.write
    for budget in range(0, len(before), 7):
        left = [budget]

        def full_disk(handle: int, data: bytes, left: list[int] = left) -> int:
            if not left[0]:
                raise OSError(error, os.strerror(error))
            count = min(left[0], len(data))
            left[0] -= count
            return real(handle, bytes(data)[:count])

        with monkeypatch.context() as patch:
            patch.setattr(store.os, "write", full_disk)
            with pytest.raises(DiskError) as caught:
                records.append("verdicts", [line(2), line(3)])
        assert caught.value.findings[0].code in ("disk-full", "disk-error")
        assert path.read_bytes() == before
    records.append("verdicts", [line(2), line(3)])
    assert numbers(folder) == [0, 1, 2, 3]


def test_a_disk_that_cannot_be_waited_for_acknowledges_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "record"
    records = FolderRecords(folder, locks=tmp_path / "locks")
    records.append("verdicts", [line(0)])

    def broken(handle: int) -> None:
        raise OSError(errno.EIO, "the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "fsync", broken)
        with pytest.raises(DiskError):
            records.append("verdicts", [line(1)])
    assert numbers(folder) == [0]


def test_what_is_torn_is_no_verdict() -> None:
    assert verdict_of({"at": AT, "by": "lan", "id": ""}) is None
