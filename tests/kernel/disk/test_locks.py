"""Locks: one holder at a time, whichever way this system locks; a kill lets go."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from radioprog.kernel.disk import locks


class Bytes:
    """The calls of `msvcrt`, kept by the POSIX lock of the same open file."""

    LK_UNLCK, LK_NBLCK = 0, 2

    @staticmethod
    def locking(handle: int, mode: int, count: int) -> None:
        import fcntl

        assert count == 1 and os.lseek(handle, 0, os.SEEK_CUR) == 0
        try:
            fcntl.flock(handle, fcntl.LOCK_UN if mode == 0 else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(errno.EACCES, "Permission denied") from None


@pytest.fixture(params=["posix", "windows", "neither"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param != "posix":
        monkeypatch.setattr(locks, "_fcntl", None)
    elif locks._fcntl is None:
        pytest.skip("this system has no flock")
    if request.param == "windows":
        pytest.importorskip("fcntl")
    monkeypatch.setattr(locks, "_msvcrt", Bytes if request.param == "windows" else None)
    return str(request.param)


def test_a_held_lock_is_refused_or_waited_for(system: str, tmp_path: Path) -> None:
    path = tmp_path / "lock"
    got: list[float] = []

    def wait() -> None:
        with locks.locked_file(path):
            got.append(time.monotonic())

    with locks.locked_file(path):
        with pytest.raises(BlockingIOError), locks.locked_file(path, wait=False):
            pass
        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.1)
        assert not got
        released = time.monotonic()
    thread.join(20)
    assert got and got[0] >= released
    with locks.locked_file(path, wait=False):
        pass


def test_many_threads_take_turns(system: str, tmp_path: Path) -> None:
    path, inside, most = tmp_path / "lock", [0], [0]

    def work() -> None:
        for _ in range(10):
            with locks.locked_file(path):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


@pytest.mark.parametrize("absent", [(), ("fcntl",)])
def test_a_killed_holder_lets_go(absent: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({absent!r}))\n"
        "import pathlib, time\n"
        "from radioprog.kernel.disk import locks\n"
        f"with locks.locked_file(pathlib.Path({str(path)!r})):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
    finally:
        holder.kill()
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()
    look = code.replace("    print('held', flush=True); time.sleep(60)", "    pass")
    assert subprocess.run([sys.executable, "-c", look], timeout=30, check=False).returncode == 0
