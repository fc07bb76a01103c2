"""The asker's end of the walled decoder: start it, ask, read its answers against the clock, end it.

A worker that dies or dawdles over a file costs that file a finding, and the next file gets a new
worker; one that cannot even say hello is the machine's fault.

The bounds of what is taken for a recording, so that one bad file never stops the machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from radioprog.audio.codecs.findings import DIED
from radioprog.audio.decode.findings import DECODER_MISSING
from radioprog.kernel.errors import ContentError, ToolError
from radioprog.kernel.findings import NOWHERE, Finding, Place
from radioprog.kernel.sandbox.messages import MessageKind
from radioprog.kernel.sandbox.process import Limits, SandboxedProcess, python_module
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


def findings_of(records: Iterable[Mapping[str, Any]], place: Place) -> tuple[Finding, ...]:
    """Return the findings of a worker's answer, or of a kept one; where they stand we know."""
    return tuple(Finding.from_record(record).at(place) for record in records)


class DecoderProcess:
    """The decoder's process, started when first asked and again after it was stopped."""

    def __init__(self, limits: ClipLimits) -> None:
        """Prepare; nothing is started yet."""
        self._limits = limits
        self._process: SandboxedProcess | None = None
        self._ended = False

    @property
    def pid(self) -> int | None:
        """The number of the process, ``None`` where none runs."""
        return None if self._process is None else self._process.pid

    def ask(self, path: Path, request: Mapping[str, Any]) -> None:
        """Send one request about one file.

        Raises:
            ToolError: the worker cannot run here.
        """
        if self._ended:
            raise ContentError(DIED())
        process = self._process or self._start()
        whole = {**request, "path": str(path.absolute()), "limits": asdict(self._limits)}
        try:
            process.request(whole, self._limits.patience)
        except ToolError as problem:
            self.stop()
            raise ContentError(DIED()) from problem

    def receive(self, place: Place = NOWHERE) -> tuple[MessageKind, bytes]:
        """Wait for the next message.

        Raises:
            ContentError: the worker's refusal, or the file killed it or took too long.
        """
        if self._ended or self._process is None:
            raise ContentError(DIED(place))
        try:
            kind, body = self._process.receive(self._limits.patience)
        except ToolError as problem:
            self.stop()
            raise ContentError(DIED(place)) from problem
        if kind is MessageKind.REFUSAL:
            raise ContentError(findings_of(json.loads(body), place))
        return kind, body

    def settle(self) -> None:
        """End the process if it is still answering and nobody listens any more."""
        if self._process is not None and self._process.answering:
            self.stop()

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.stop()

    def end(self) -> None:
        """Have no more answers, whatever another thread is waiting for; it sees to the rest."""
        self._ended = True
        process = self._process
        if process is not None:
            process.kill()

    def _start(self) -> SandboxedProcess:
        limits = Limits(memory=self._limits.memory, file_size=1 << 20)
        try:
            self._process = SandboxedProcess(python_module(_MODULE), limits)
        except ToolError as problem:
            raise ToolError(DECODER_MISSING(reason=problem.findings[0].message)) from problem
        return self._process
