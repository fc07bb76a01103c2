"""Leases of the store: a locked file for each running process that uses it; a kill lets go."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from radioprog.kernel.disk.locks import open_lock, still_there, take
from radioprog.kernel.errors import DiskError
from radioprog.kernel.files import disk_errors
from radioprog.kernel.system import touch


def take_lease(folder: Path) -> int:
    """Take a lease of this process: a locked file whose time is when it was taken."""
    numbers = count()
    while True:
        path = folder / f"{os.getpid()}-{next(numbers)}"
        try:
            handle = open_lock(path)
        except DiskError as problem:
            if isinstance(problem.__cause__, FileExistsError):
                continue
            raise
        try:
            take(handle, path, wait=False)
            with disk_errors(path):
                touch(handle, path)
            if still_there(path, handle):
                return handle
        except BlockingIOError:
            pass  # the pruner is just looking whether it is held
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # the pruner took it for a dead one before it was locked
