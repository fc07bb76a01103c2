"""A process behind the wall: started with limits, asked by messages, waited for by the clock.

No shell, a short list of variables, a process group of its own, limits on memory and file size
where the system has them, the last 4 KiB of its stderr kept. Whatever it does, the asker gets an
answer or a typed error in time.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import IO, Any, NoReturn

from radioprog.kernel.errors import ToolError
from radioprog.kernel.sandbox.findings import CRASHED, FAILED, MISSING, NONSENSE, TIMEOUT
from radioprog.kernel.sandbox.messages import (
    HEAD,
    Broken,
    Message,
    MessageKind,
    receive,
    send_json,
)
from radioprog.kernel.scratch import temporary_file
from radioprog.kernel.system import (
    kill_process,
    limit_process,
    start_process,
    worker_environment,
)
from radioprog.kernel.units import Seconds

STDERR_KEPT = 4096
_READY_WITHIN = Seconds(60.0)
_LAST_WORDS = 2.0
"""Seconds that a process whose pipe has closed gets to end, so that its status can be told."""
_AHEAD = 8
"""How many messages are read before somebody asks for them."""
_SMALL = 4096 - HEAD.size
"""What fits into every system's pipe, so that writing it never waits (bytes)."""
_LARGEST_ANSWER = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """The wall: memory and largest file (bytes), and variables that are passed in beside the few.

    ``ready`` is how long the process has for its greeting.
    """

    memory: int = 2 << 30
    file_size: int = 8 << 30
    variables: tuple[str, ...] = ()
    ready: Seconds = _READY_WITHIN


def python_module(module: str, *arguments: str) -> list[str]:
    """Return the argument list that runs one of our modules in a Python of its own."""
    return [sys.executable, "-X", "utf8", "-P", "-m", module, *arguments]


class SandboxedProcess:
    """One process behind the wall, and the exchange of messages with it.

    One exchange at a time; `kill` may come from another thread.
    """

    def __init__(self, arguments: Sequence[str], limits: Limits) -> None:
        """Start it and wait until it greets.

        Raises:
            ToolError: it cannot be started, or ends or is silent before it is ready.
        """
        self._arguments = tuple(arguments)
        self._stderr = temporary_file()  # lives as long as the process
        try:
            self._process = start_process(
                arguments, stderr=self._stderr, environment=worker_environment(limits.variables)
            )
        except OSError as problem:
            self._stderr.close()
            raise ToolError(MISSING(name=arguments[0])) from problem
        limit_process(self._process.pid, memory=limits.memory, file_size=limits.file_size)
        self._inbox = _Inbox(self._process)
        self.answering: bool = False
        """Whether messages of an answer are still to come."""
        try:
            kind, body = self.receive(limits.ready)
            if kind is not MessageKind.HELLO:
                self._nonsense()
            self.greeting: dict[str, Any] = self._json(body) if body else {}
        except BaseException:
            self.stop()
            raise

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, request: Mapping[str, Any], time: Seconds) -> tuple[dict[str, Any], bytes]:
        """Send a request and collect the whole answer, no longer than ``time``.

        Returns:
            What the answer says, and its data.

        Raises:
            ToolError: it died, hung, or answered nonsense; stop it.
        """
        deadline = monotonic() + time
        self.request(request, time)
        parts: list[bytes] = []
        while True:
            kind, body = self.receive(Seconds(deadline - monotonic()))
            if kind is MessageKind.END:
                return self._json(body), b"".join(parts)
            if kind is not MessageKind.DATA or sum(map(len, parts)) > _LARGEST_ANSWER:
                self._nonsense()
            parts.append(body)

    def request(self, request: Mapping[str, Any], time: Seconds) -> None:
        """Send a request; `receive` then gives the messages of its answer.

        Raises:
            ToolError: it died, or did not take the request within ``time``.
        """
        stdin = self._process.stdin
        if stdin is None:
            self._died()
        self.answering = True
        # A process that reads nothing would keep us waiting with a request longer than the pipe.
        long = len(json.dumps(request)) > _SMALL
        watch = threading.Timer(time, self.kill) if long else None
        try:
            if watch is not None:
                watch.start()
            send_json(stdin, MessageKind.REQUEST, request)
        except (OSError, ValueError):
            if watch is not None and watch.finished.is_set():
                self._failed(None)
            self._died()
        finally:
            if watch is not None:
                watch.cancel()

    def receive(self, time: Seconds) -> Message:
        """Wait for the next message, no longer than ``time``.

        Raises:
            ToolError: ``tool-timeout``, ``tool-crashed``, ``tool-failed``, ``worker-nonsense``.
        """
        try:
            message = self._inbox.next(time)
        except Empty:
            self._failed(None)
        except Broken:
            self._nonsense()
        if message is None:
            self._died()
        self.answering = message[0] not in (MessageKind.END, MessageKind.REFUSAL)
        return message

    def last_words(self) -> str:
        """Return the end of what it wrote to its stderr."""
        size = self._stderr.seek(0, os.SEEK_END)
        self._stderr.seek(max(0, size - STDERR_KEPT))
        return self._stderr.read().decode("utf-8", "replace").strip()

    def kill(self) -> None:
        """End the process, and leave its pipes to whoever is asking it."""
        kill_process(self._process)

    def stop(self) -> None:
        """End it at once and let go of everything."""
        self.answering = False
        kill_process(self._process)
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._process.wait()
        self._inbox.close()
        self._stderr.close()

    def _json(self, body: bytes) -> dict[str, Any]:
        try:
            value = json.loads(body)
        except ValueError:
            self._nonsense()
        if not isinstance(value, dict):
            self._nonsense()
        return value

    @property
    def _name(self) -> str:
        return " ".join(self._arguments[:6])

    def _died(self) -> NoReturn:
        try:
            status: int | None = self._process.wait(_LAST_WORDS)
        except subprocess.TimeoutExpired:
            status = None  # it closed its pipe and lives on
        self._failed(status)

    def _failed(self, status: int | None) -> NoReturn:
        """Raise the typed error for a bad end; ``None``: its time was over."""
        if status is None:
            raise ToolError(TIMEOUT(name=self._name))
        if status < 0:
            known = {int(one): one.name for one in signal.Signals}
            raise ToolError(CRASHED(name=self._name, signal=known.get(-status, str(-status))))
        said = self.last_words().splitlines()
        raise ToolError(FAILED(name=self._name, status=status, said=said[-1] if said else ""))

    def _nonsense(self) -> NoReturn:
        raise ToolError(NONSENSE(name=self._name))


class _Inbox:
    """Reads a process's messages in a thread of its own: no system but POSIX can poll a pipe."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._queue: SimpleQueue[Message | Broken | None] = SimpleQueue()
        self._room = threading.Semaphore(_AHEAD)
        self._closed = False
        self._thread = threading.Thread(target=self._read, args=(process.stdout,), daemon=True)
        self._thread.start()

    def next(self, time: Seconds) -> Message | None:
        """Wait for a message; ``None`` where there will be no more.

        Raises:
            Empty: none came in time; Broken: what came is none.
        """
        message = self._queue.get(timeout=max(0.0, time))
        self._room.release()
        if message is None or isinstance(message, Broken):
            self._queue.put(message)  # whoever asks again gets the same
        if isinstance(message, Broken):
            raise message
        return message

    def close(self) -> None:
        """Let the thread end; it closes the pipe."""
        self._closed = True
        self._room.release()
        self._thread.join(_LAST_WORDS)

    def _read(self, stream: IO[bytes]) -> None:
        last: Broken | None = None
        with contextlib.suppress(OSError, ValueError), stream:
            while self._room.acquire() and not self._closed:
                try:
                    message = receive(stream)
                except Broken as problem:
                    last = problem
                    break
                if message is None:
                    break
                self._queue.put(message)
        self._queue.put(last)
