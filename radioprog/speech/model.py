"""Speech as values, and the small protocol that a speech engine keeps.

An engine from outside is found by the entry point group ``radioprog.speech``, by the same door
as our own; the entry point names a class that is called without arguments.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from radioprog.kernel.findings import Finding
from radioprog.kernel.units import Hertz, Seconds, SyllablesPerMinute

Mono = NDArray[np.float32]
"""Sound of one channel: shape (frames,), float32, full scale ±1."""

DEFAULT_PACE = SyllablesPerMinute(210.0)


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of one engine, with the pace it is asked to keep."""

    engine: str
    voice: str
    pace: SyllablesPerMinute = DEFAULT_PACE

    def __str__(self) -> str:
        return f"{self.engine}:{self.voice}"


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice that an engine offers: name, languages, licence, whether it works now and why not."""

    engine: str
    voice: str
    languages: tuple[str, ...]
    licence: str
    works: bool = True
    reason: Finding | None = None


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """What an engine is asked: plain spoken text (one sentence), voice, pace, language."""

    text: str
    voice: str
    pace: SyllablesPerMinute = DEFAULT_PACE
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class WordTime:
    """When a word of the request's text sounds; ``offset``/``length`` count its code points."""

    offset: int
    length: int
    start: Seconds
    end: Seconds


@dataclass(frozen=True, slots=True)
class Spoken:
    """An engine's answer: samples of shape (frames,), their rate, and word times if it knows them.

    Empty ``words`` means that the engine does not tell; they are then estimated.
    """

    samples: Mono = field(repr=False)
    rate: Hertz
    words: tuple[WordTime, ...] = ()


@runtime_checkable
class SpeechEngine(Protocol):
    """What speaks: one small protocol for our engines and for those from outside.

    ``speak`` answers with sound for every word of the text or raises
    `radioprog.kernel.errors.EngineError`; never with less.
    """

    name: str
    """The word before the colon in ``espeak:vi+f3``."""
    network: bool
    """Whether it goes online; such an engine is asked only where the network is on."""

    def identity(self, voice: str) -> str:
        """Give what a cached answer depends on beside the request: versions, voice data's hash."""
        ...

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List the voices, also those that do not work now, with the reason."""
        ...

    def speak(self, request: SpeechRequest) -> Spoken:
        """Speak one sentence."""
        ...

    def close(self) -> None:
        """Let go of workers and connections; `speak` may start them again."""
        ...


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What a workspace tells its engines: where added voices and shared state lie, the network."""

    voices_folder: Path | None = None
    online: bool = False
    state_folder: Path | None = None


@runtime_checkable
class Configurable(Protocol):
    """What an engine may offer beside `SpeechEngine`, to be told of the workspace."""

    def configure(self, settings: EngineSettings) -> None:
        """Take the workspace's settings; called once, before the first use."""
        ...


@runtime_checkable
class TellsLanguages(Protocol):
    """What an engine may offer beside `SpeechEngine`, if a voice speaks more than it lists."""

    def speaks(self, voice: str, language: str) -> bool:
        """Tell whether a request for this voice in this language would be spoken."""
        ...
