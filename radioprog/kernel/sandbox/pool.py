"""A few processes of one kind behind the wall, lent to one request each.

One that crashes, hangs or talks nonsense costs one request: it is stopped, and the next request
gets a fresh one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from threading import Condition

from radioprog.kernel.errors import ToolError
from radioprog.kernel.sandbox.findings import STOPPED
from radioprog.kernel.sandbox.process import Limits, SandboxedProcess


class SandboxPool:
    """Processes that are started when they are needed, at most ``most`` at once."""

    def __init__(self, arguments: Sequence[str], limits: Limits, most: int) -> None:
        """Prepare; nothing is started."""
        self._arguments, self._limits, self._most = tuple(arguments), limits, most
        self._start_over()

    def _start_over(self) -> None:
        self._owner = os.getpid()
        self._free: list[SandboxedProcess] = []
        self._busy: set[SandboxedProcess] = set()
        self._lent = self._closings = 0
        self._change = Condition()

    @contextlib.contextmanager
    def borrowed(self) -> Iterator[SandboxedProcess]:
        """Lend a process; one that failed, or says it answers once, is never lent again."""
        if self._owner != os.getpid():
            self._start_over()  # after a fork the pipes belong to our parent
        process = self._take()
        healthy = False
        try:
            process = process or self._started()
            yield process
            healthy = not process.greeting.get("once")
        finally:
            self._give_back(process, healthy)

    def _started(self) -> SandboxedProcess:
        """Start a process; if the pool was closed meanwhile, nobody is to wait for it."""
        closings = self._closings
        process = SandboxedProcess(self._arguments, self._limits)
        with self._change:
            if closings == self._closings:
                self._busy.add(process)
                return process
        process.stop()
        raise ToolError(STOPPED())

    def _take(self) -> SandboxedProcess | None:
        with self._change:
            while not self._free and self._lent >= self._most:
                self._change.wait()
            self._lent += 1
            if not self._free:
                return None
            process = self._free.pop()
            self._busy.add(process)
            return process

    def _give_back(self, process: SandboxedProcess | None, healthy: bool) -> None:
        with self._change:
            self._lent -= 1
            if process is not None:
                self._busy.discard(process)
            if process is not None and healthy:
                self._free.append(process)
            self._change.notify()
        if process is not None and not healthy:
            process.stop()

    def close(self) -> None:
        """Stop the processes; one that is being asked dies under its request."""
        if self._owner != os.getpid():
            return
        with self._change:
            self._closings += 1
            while self._free:
                self._free.pop().stop()
            for process in self._busy:
                process.kill()
