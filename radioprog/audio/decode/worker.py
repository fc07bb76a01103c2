"""The asker's end of the walled decoder: start it, ask, read its answers against the clock, end it.

A worker that dies or dawdles over a file costs that file a finding, and the next file gets a new
worker; one that cannot even say hello is the machine's fault.

The bounds of what is taken for a recording, so that one bad file never stops the machine.
"""

from __future__ import annotations

import json
import os
import select
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

from radioprog.audio.codecs.findings import DIED
from radioprog.audio.decode.protocol import HEAD, LARGEST, Kind, unpack_findings
from radioprog.kernel.errors import ContentError, ToolError
from radioprog.kernel.findings import NOWHERE, Place, Text
from radioprog.kernel.tools import (
    Limits,
    WalledProcess,
    python_module,
    start_tool,
    stop_tool,
    tail_of,
)
from radioprog.kernel.units import Hertz, Seconds

LOWEST_RATE = Hertz(8_000)
HIGHEST_RATE = Hertz(192_000)
MOST_CHANNELS = 8


@dataclass(frozen=True, slots=True)
class ClipLimits:
    """How much of a recording is taken: length, bytes of file, patience a step, bytes of memory."""

    length: Seconds = Seconds(4 * 3600.0)
    size: int = 8 << 30
    patience: Seconds = Seconds(30.0)
    memory: int = 1 << 30


_MODULE = "radioprog.audio.decode.decode_worker"
_TIME_TO_START = 60.0


class Silent(Exception):
    """The worker said nothing more: it died, or its time was up."""


class Worker:
    """The decoder's process, started when first asked and again after it was stopped."""

    def __init__(self, limits: ClipLimits) -> None:
        """Prepare; nothing is started yet."""
        self._limits = limits
        self._process: WalledProcess | None = None
        self._stderr: IO[bytes] | None = None
        self._answering = self._ended = False

    def ask(self, path: Path, request: dict[str, Any]) -> None:
        """Send one request about one file.

        Raises:
            ToolError: the worker cannot run here.
        """
        if self._ended:
            raise ContentError(DIED())
        process = self._process or self._start()
        limits = asdict(self._limits)
        line = json.dumps({**request, "path": str(path.absolute()), "limits": limits})
        if process.stdin is None:
            raise ContentError(DIED())
        try:
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
        except BrokenPipeError as problem:
            self.stop()
            raise ContentError(DIED()) from problem
        self._answering = True

    def receive(self, place: Place = NOWHERE) -> tuple[Kind, bytes]:
        """Wait for the next message.

        Raises:
            ContentError: the worker's refusal, or the file killed it or took too long.
        """
        try:
            kind, body = self._message(self._limits.patience)
        except Silent:
            self.stop()
            raise ContentError(DIED(place)) from None
        self._answering = kind not in (Kind.END, Kind.REFUSAL)
        if kind is Kind.REFUSAL:
            raise ContentError(unpack_findings(json.loads(body), place))
        return kind, body

    def settle(self) -> None:
        """End the process if it is still answering and nobody listens any more."""
        if self._answering:
            self.stop()

    def stop(self) -> None:
        """End the process, if there is one."""
        self._answering = False
        if self._process is not None:
            stop_tool(self._process)
        if self._stderr is not None:
            self._stderr.close()
        self._process = self._stderr = None

    def end(self) -> None:
        """Have no more answers, whatever another thread is waiting for; it sees to the rest."""
        self._ended = True
        process = self._process
        if process is not None:
            process.kill()

    def _start(self) -> WalledProcess:
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop
        limits = Limits(memory=self._limits.memory, file_size=1 << 20)
        self._process = start_tool(python_module(_MODULE), limits, self._stderr)
        try:
            kind, _ = self._message(_TIME_TO_START)
        except Silent:
            kind = Kind.END
        if kind is not Kind.HELLO:
            self._cannot_start()
        return self._process

    def _cannot_start(self) -> NoReturn:
        said = tail_of(self._stderr).splitlines() if self._stderr else []
        reason = said[-1] if said else ""
        self.stop()
        raise ToolError.of(
            "decoder-missing",
            Text(f"bộ đọc âm thanh không chạy được: {reason}", f"the decoder cannot run: {reason}"),
            Text("chạy: radioprog doctor", "run: radioprog doctor"),
        )

    def _message(self, patience: float) -> tuple[Kind, bytes]:
        deadline = time.monotonic() + patience
        kind, length = HEAD.unpack(self._read(HEAD.size, deadline))
        if length > LARGEST:
            raise Silent
        try:
            return Kind(kind), self._read(length, deadline)
        except ValueError:
            raise Silent from None

    def _read(self, count: int, deadline: float) -> bytes:
        if self._ended or self._process is None or self._process.stdout is None:
            raise Silent
        handle = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        parts: list[bytes] = []
        while count > 0:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000.0):
                raise Silent
            part = os.read(handle, min(count, 1 << 20))
            if not part:
                raise Silent
            parts.append(part)
            count -= len(part)
        return b"".join(parts)
