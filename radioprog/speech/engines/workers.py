"""Workers: engines that must not run in our process, asked through a pipe behind a wall.

A worker greets when it is ready. A request is one line of JSON; an answer is one line of JSON
that names how many bytes follow.
A worker that crashes, hangs or talks nonsense costs one sentence: it is stopped, the sentence
fails with a typed error, and the next sentence gets a fresh worker.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from threading import Condition
from time import monotonic
from typing import Any, NoReturn

from radioprog.kernel.errors import ToolError
from radioprog.kernel.findings import Text
from radioprog.kernel.tools import Limits, raise_tool_error, start_tool, stop_tool, tail_of
from radioprog.kernel.units import Seconds

_LINE_LIMIT = 4 << 20
_ANSWER_LIMIT = 1 << 30
_CHUNK = 1 << 16
_LAST_WORDS = 2.0
_READY_WITHIN = 60.0
GREETING = b'{"size":0}\n'
"""What a worker writes when it is ready."""


class Worker:
    """One running worker and the exchange with it."""

    def __init__(self, arguments: Sequence[str], limits: Limits) -> None:
        """Start it and wait until it greets.

        Raises:
            ToolError: it cannot be started, or ends before it is ready.
        """
        self._arguments = list(arguments)
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the worker
        try:
            self._process = start_tool(arguments, limits, self._stderr)
        except ToolError:
            self._stderr.close()
            raise
        self._in, self._out = self._process.stdin, self._process.stdout
        for pipe in (self._in, self._out):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)
        self._got = bytearray()
        try:
            self._answer(monotonic() + _READY_WITHIN)
        except BaseException:
            self.stop()
            raise

    def ask(self, request: Mapping[str, Any], time: Seconds) -> tuple[dict[str, Any], bytes]:
        """Send a request and wait for the answer, no longer than ``time``.

        Raises:
            ToolError: it died, hung, or answered nonsense; stop it.
        """
        deadline = monotonic() + time
        self._send(json.dumps(request).encode("ascii") + b"\n", deadline)
        return self._answer(deadline)

    def _answer(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        while b"\n" not in self._got:
            self._receive(deadline, _LINE_LIMIT)
        line, _, rest = bytes(self._got).partition(b"\n")
        try:
            answer = json.loads(line)
            size = int(answer["size"])
        except (ValueError, KeyError, TypeError):
            self._nonsense()
        if not 0 <= size <= _ANSWER_LIMIT:
            self._nonsense()
        self._got = bytearray(rest)
        while len(self._got) < size:
            self._receive(deadline, size)
        body = bytes(self._got[:size])
        self._got = self._got[size:]
        return answer, body

    def _send(self, data: bytes, deadline: float) -> None:
        left = memoryview(data)
        while left:
            self._wait(self._in, selectors.EVENT_WRITE, deadline)
            try:
                left = left[os.write(self._fileno(self._in), left[:_CHUNK]) :]
            except BrokenPipeError:
                self._died()

    def _receive(self, deadline: float, limit: int) -> None:
        if len(self._got) > limit:
            self._nonsense()
        self._wait(self._out, selectors.EVENT_READ, deadline)
        chunk = os.read(self._fileno(self._out), _CHUNK)
        if not chunk:
            self._died()
        self._got += chunk

    def _wait(self, pipe: Any, event: int, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._fileno(pipe), event)
            if not selector.select(max(0.0, deadline - monotonic())):
                raise_tool_error(self._arguments, None, "")

    def _fileno(self, pipe: Any) -> int:
        return int(pipe.fileno())

    def _died(self) -> NoReturn:
        try:
            status: int | None = self._process.wait(_LAST_WORDS)
        except subprocess.TimeoutExpired:
            status = None  # it closed its pipe and lives on
        raise_tool_error(self._arguments, status, tail_of(self._stderr))

    def _nonsense(self) -> NoReturn:
        raise ToolError.of(
            "worker-nonsense",
            Text("máy đọc trả lời sai quy cách", "the worker's answer makes no sense"),
            Text("chạy: radioprog doctor", "run: radioprog doctor"),
        )

    def kill(self) -> None:
        """End the process, and leave its pipes to whoever is asking it."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """End it at once."""
        stop_tool(self._process)
        self._stderr.close()


class WorkerPool:
    """A few workers of one kind, lent to one sentence each; started when they are needed."""

    def __init__(self, arguments: Sequence[str], limits: Limits, most: int) -> None:
        """Prepare; nothing is started."""
        self._arguments, self._limits, self._most = list(arguments), limits, most
        self._start_over()

    def _start_over(self) -> None:
        self._owner = os.getpid()
        self._free: list[Worker] = []
        self._busy: set[Worker] = set()
        self._lent = self._closings = 0
        self._change = Condition()

    @contextlib.contextmanager
    def borrowed(self) -> Iterator[Worker]:
        """Lend a worker; one that failed is stopped and never lent again."""
        if self._owner != os.getpid():
            self._start_over()  # after a fork the pipes belong to our parent
        worker = self._take()
        healthy = False
        try:
            worker = worker or self._started()
            yield worker
            healthy = True
        finally:
            self._give_back(worker, healthy)

    def _started(self) -> Worker:
        """Start a worker; if the pool was closed meanwhile, nobody is to wait for it."""
        closings = self._closings
        worker = Worker(self._arguments, self._limits)
        with self._change:
            if closings == self._closings:
                self._busy.add(worker)
                return worker
        worker.stop()
        raise ToolError.of(
            "worker-stopped",
            Text("máy đọc đã được dừng", "the engine was stopped"),
            Text("chạy lại lệnh", "run the command again"),
        )

    def _take(self) -> Worker | None:
        with self._change:
            while not self._free and self._lent >= self._most:
                self._change.wait()
            self._lent += 1
            if not self._free:
                return None
            worker = self._free.pop()
            self._busy.add(worker)
            return worker

    def _give_back(self, worker: Worker | None, healthy: bool) -> None:
        with self._change:
            self._lent -= 1
            if worker is not None:
                self._busy.discard(worker)
            if worker is not None and healthy:
                self._free.append(worker)
            self._change.notify()
        if worker is not None and not healthy:
            worker.stop()

    def close(self) -> None:
        """Stop the workers; one that is being asked dies under its request."""
        if self._owner != os.getpid():
            return
        with self._change:
            self._closings += 1
            while self._free:
                self._free.pop().stop()
            for worker in self._busy:
                worker.kill()
