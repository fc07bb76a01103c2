"""The command engine: any program that writes a sound file, asked as ``voices/NAME.yaml`` says.

Voices are ``NAME`` or ``NAME#SPEAKER``. The program runs in a walled worker (see `worker`), once a
sentence, without a shell; what it wrote is believed only where it can be the speech of its text.
"""

from __future__ import annotations

import os
from threading import Lock

import numpy as np

from radioprog.kernel.errors import EngineError, ToolError
from radioprog.kernel.findings import Text
from radioprog.kernel.sandbox.pool import SandboxPool
from radioprog.kernel.sandbox.process import Limits, python_module
from radioprog.kernel.units import Hertz
from radioprog.speech.described.description import (
    DescribedEngine,
    Description,
    demand_allowed,
    notes_of,
    plain_request,
    values_of,
)
from radioprog.speech.described.template import COMMAND
from radioprog.speech.engines.findings import SPEECH_FAILED
from radioprog.speech.engines.service import Doubts, at_the_pace, reason_in_words
from radioprog.speech.model import EngineSettings, SpeechRequest, Spoken
from radioprog.speech.voice_files import hash_of_file

WORKER = "radioprog.speech.described.worker"
LARGEST_ANSWER = 64 << 20


class CommandEngine(DescribedEngine):
    """Speaks with the programs that the workspace describes and this machine's person allowed."""

    name: str = COMMAND
    network: bool = False

    def __init__(self, workers: int | None = None) -> None:
        """Prepare; nothing is started."""
        self._workers = workers or os.cpu_count() or 1
        super().__init__()
        self._pools: dict[int, SandboxPool] = {}
        self._doubts = Doubts()
        self._lock = Lock()

    def configure(self, settings: EngineSettings) -> None:
        """Learn where the workspace's voices lie."""
        self._folder = settings.voices_folder

    def identity(self, voice: str) -> str:
        """Return the hashes of the description, its files and its program.

        Raises:
            EngineError: ``unknown-voice``, ``bad-description``, ``missing-file``,
                ``voice-not-allowed`` or ``engine-missing``.
        """
        found, _ = self._voice(voice)
        return self._identity(found)

    def speak(self, request: SpeechRequest) -> Spoken:
        """Speak one sentence at the pace asked for, whole or not at all.

        Raises:
            EngineError: as `identity`, and ``no-voice-for-language``, ``nothing-to-speak`` or
                ``speech-failed``.
        """
        found, speaker = self._voice(request.voice)
        demand_allowed(found)
        program = found.program()
        asked = plain_request(request, found)
        values = values_of(found, speaker, asked) | {"folder": str(found.folder.resolve())}
        whole = " ".join(found.command)
        ask = {
            "program": str(program),
            "arguments": found.command[1:],
            "values": values,
            "input": "" if "{text}" in whole or "{input}" in whole else "-",
            "output": "" if "{output}" in whole else "-",
            "limit": LARGEST_ANSWER,
        }
        try:
            with self._pool(found.memory).borrowed() as worker:
                answer, sound = worker.ask(ask, found.patience)
        except ToolError as problem:
            raise _failed(found, problem.findings[0].message) from problem
        if "error" in answer:
            raise _failed(found, reason_in_words(str(answer["detail"])))
        samples, rate = np.frombuffer(sound, dtype="<f4"), Hertz(int(answer["rate"]))
        doubt = self._doubts.about(samples, rate, asked, str(answer["sha256"]))
        if doubt is not None:
            raise _failed(found, doubt)
        notes = notes_of(found.title, rate, int(answer["channels"]))
        return at_the_pace(Spoken(samples, rate, notes=notes), asked)

    def close(self) -> None:
        """Stop the programs."""
        with self._lock:
            for pool in self._pools.values():
                pool.close()

    def _try(self, found: Description) -> None:
        self._identity(found)

    def _identity(self, found: Description) -> str:
        demand_allowed(found)
        return f"command1 {found.content()[:16]} {hash_of_file(found.program())[:16]}"

    def _pool(self, memory: int) -> SandboxPool:
        with self._lock:
            if memory not in self._pools:
                limits = Limits(memory=memory, file_size=LARGEST_ANSWER)
                self._pools[memory] = SandboxPool(python_module(WORKER), limits, self._workers)
            return self._pools[memory]


def _failed(found: Description, reason: Text | str) -> EngineError:
    return EngineError(SPEECH_FAILED(engine=found.title, reason=reason))
