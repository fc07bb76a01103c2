"""A rate limit that all threads, and all builds of a workspace, share."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from radioprog.kernel.disk.locks import locked_file
from radioprog.kernel.disk.opening import disk_errors
from radioprog.kernel.files import make_folder
from radioprog.kernel.system import touch
from radioprog.kernel.units import Seconds


class RateLimit:
    """Lets one request begin in each interval; the others wait for their turn.

    With a file, its lock and its time are shared by all processes that use it.
    """

    def __init__(
        self,
        interval: Seconds,
        shared: Path | None = None,
        *,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Prepare; ``shared`` is the file by which processes agree."""
        self._interval, self._shared, self._sleep = interval, shared, sleep
        self._lock = Lock()
        self._last = float("-inf")

    def wait(self) -> None:
        """Wait for the turn."""
        with self._lock:
            if self._shared is None:
                self._pause(time.monotonic() - self._last)
                self._last = time.monotonic()
                return
            make_folder(self._shared.parent)
            with locked_file(self._shared) as handle, disk_errors(self._shared):
                status = os.fstat(handle)
                if status.st_size:
                    self._pause(time.time() - status.st_mtime)
                os.lseek(handle, 0, os.SEEK_SET)
                os.write(handle, b"1")
                touch(handle, self._shared)

    def _pause(self, since: float) -> None:
        if 0.0 <= since < self._interval:
            self._sleep(self._interval - since)
