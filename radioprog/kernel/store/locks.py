"""Locks of the store: on a key, on the turnstile, and the lease of each running process.

All are `flock`s on small files, so a kill lets go of them.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from radioprog.kernel.errors import DiskError
from radioprog.kernel.files import disk_errors


@contextlib.contextmanager
def flocked(path: Path, kind: int = fcntl.LOCK_EX) -> Iterator[int]:
    """Hold a lock file that stays; a kill lets go of it."""
    with disk_errors(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, kind)
        yield handle
    finally:
        os.close(handle)


def still_there(path: Path, handle: int) -> bool:
    """Tell whether an open lock file is still the one under its name."""
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def take_lease(folder: Path) -> int:
    """Take a lease of this process: a locked file whose time is when it was taken."""
    numbers = count()
    while True:
        path = folder / f"{os.getpid()}-{next(numbers)}"
        try:
            with disk_errors(path):
                handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        except DiskError as problem:
            if isinstance(problem.__cause__, FileExistsError):
                continue
            raise
        fcntl.flock(handle, fcntl.LOCK_SH)
        os.utime(handle)
        if still_there(path, handle):
            return handle
        os.close(handle)  # the pruner took it for a dead one before it was locked
