"""Whoever writes to the record, stopped at any moment: by a power cut, by a disk that is full.

A child of ours does the work and dies, or is refused, at a given call to the disk; a write may
stop in the midst of its bytes. What it had acknowledged by then comes back through a pipe.
"""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from radioprog.kernel.errors import RadioprogError

How = Literal["killed", "full", "cut"]
"""A power cut; a disk that refuses from then on; a limit that the system itself keeps to."""
_CALLS = ("write", "fsync", "replace", "ftruncate")
DONE, REFUSED, BROKEN = 0, 3, 9


@dataclass
class _Disk:
    """The calls that reach the disk, counted, until the one at which it ends."""

    how: How
    end: int
    share: float
    real: dict[str, Callable[..., Any]] = field(default_factory=dict)
    calls: int = 0
    over: bool = False

    def put(self, name: str) -> Callable[..., Any]:
        real = self.real[name] = getattr(os, name)

        def call(*arguments: Any, **more: Any) -> Any:
            self.calls += 1
            if self.calls - 1 == self.end:
                self.over = True
                if name == "write":
                    handle, data = arguments
                    part = bytes(data)[: int(len(data) * self.share)]
                    written = real(handle, part) if part else 0
                    if self.how == "full" and written:
                        return written
                if self.how == "killed":
                    os.kill(os.getpid(), signal.SIGKILL)
            if self.over and self.how == "full" and name != "ftruncate":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **more)

        return call


@contextlib.contextmanager
def _disk_that_ends(disk: _Disk) -> Iterator[None]:
    for name in _CALLS:
        setattr(os, name, disk.put(name))
    try:
        yield
    finally:
        for name, real in disk.real.items():
            setattr(os, name, real)


def stopped(
    work: Callable[[Path], None], root: Path, how: How, end: int, share: float = 0.5
) -> tuple[int | None, int]:
    """Do a work in a child until its disk ends; return how it ended, and how many calls it made.

    The end is `DONE` (acknowledged), `REFUSED` (by an error of ours), or ``None`` (killed).
    With ``cut``, ``end`` is the largest size that any file may have, in bytes.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = BROKEN
        disk = _Disk(how, -1 if how == "cut" else end, share)
        try:
            if how == "cut":
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (end, end))
            with _disk_that_ends(disk):
                work(root)
            status = DONE
        except RadioprogError:
            status = REFUSED
        except BaseException as problem:
            os.write(2, repr(problem).encode())
        finally:
            os.write(writing, b"%d" % disk.calls)
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        calls = int(stream.read() or b"0")
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None, calls
    return os.WEXITSTATUS(status), calls
