"""Locks on files: held by one at a time, and let go of by the system when their holder dies.

POSIX has `flock`, Windows locks a byte; a system that has neither gets a file that only one can
make. Everything in radioprog that must not happen twice at once goes through `locked_file`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

from radioprog.kernel.disk.opening import LocksRefused, disk_errors
from radioprog.kernel.system import OPEN_NEW, OPEN_OR_CREATE, WINDOWS, optional_module

_fcntl = optional_module("fcntl")
_msvcrt = optional_module("msvcrt")
_LOOK_AGAIN = 0.02
"""Seconds between two tries, where the system cannot wait for a lock itself."""
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextlib.contextmanager
def locked_file(path: Path, *, wait: bool = True) -> Iterator[int]:
    """Hold a lock file, which stays; gives its handle.

    Raises:
        BlockingIOError: ``wait`` is false and somebody else holds it.
        DiskError: ``locks-refused`` and what else the disk says.
    """
    handle = open_lock(path, OPEN_OR_CREATE)
    try:
        take(handle, path, wait=wait)
        try:
            yield handle
        finally:
            let_go(handle, path)
    finally:
        os.close(handle)


def open_lock(path: Path, flags: int = OPEN_NEW) -> int:
    """Open a lock file; by default one that is not there yet."""
    with disk_errors(path):
        return os.open(path, flags, 0o666)


def take(handle: int, path: Path, *, wait: bool) -> None:
    """Take the lock of an open lock file.

    Raises:
        BlockingIOError: ``wait`` is false and somebody else holds it.
        DiskError: the disk does not let files be locked.
    """
    with disk_errors(path):
        taken = _taken(handle, path, wait=wait)
        while wait and not taken:
            time.sleep(_LOOK_AGAIN)
            taken = _taken(handle, path, wait=wait)
    if not taken:
        raise BlockingIOError(errno.EAGAIN, "somebody else holds the lock")


def let_go(handle: int, path: Path) -> None:
    """Let go of a lock before its handle is closed (closing is enough for POSIX)."""
    if _fcntl is not None:
        return
    with contextlib.suppress(OSError):
        if _msvcrt is not None:
            os.lseek(handle, 0, os.SEEK_SET)
            _msvcrt.locking(handle, _msvcrt.LK_UNLCK, 1)
        else:
            _companion(path).unlink()


def still_there(path: Path, handle: int) -> bool:
    """Tell whether an open lock file is still the one under its name."""
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def remove_lock(path: Path) -> None:
    """Remove a lock file that is held; where an open file cannot go, it stays for the pruner."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _taken(handle: int, path: Path, *, wait: bool) -> bool:
    """Take a lock, where the system can wait for it; elsewhere try once."""
    try:
        if _fcntl is not None:
            _fcntl.flock(handle, _fcntl.LOCK_EX if wait else _fcntl.LOCK_EX | _fcntl.LOCK_NB)
            return True
        if _msvcrt is None:
            return _made_companion(path)
        os.lseek(handle, 0, os.SEEK_SET)
        _msvcrt.locking(handle, _msvcrt.LK_NBLCK, 1)
        return True
    except OSError as problem:
        if problem.errno in _TAKEN:
            return False
        raise LocksRefused(problem.errno, problem.strerror) from problem


def _companion(path: Path) -> Path:
    return path.with_name(f"{path.name}.held")


def _made_companion(path: Path) -> bool:
    companion = _companion(path)
    try:
        handle = os.open(companion, OPEN_NEW, 0o666)
    except FileExistsError:
        if not _is_alive(companion):
            companion.unlink(missing_ok=True)  # its owner was killed
        return False
    with os.fdopen(handle, "w") as stream:
        stream.write(str(os.getpid()))
    return True


def _is_alive(companion: Path) -> bool:
    """Tell whether the process that made a companion may still run."""
    if WINDOWS:
        return True  # asking would end it there
    try:
        os.kill(int(companion.read_text()), 0)
    except (ProcessLookupError, FileNotFoundError):
        return False
    except (ValueError, OSError):
        return True  # just being written, or another user's
    return True
