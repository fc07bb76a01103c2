"""Speech as values, and the small protocol that a speech engine keeps.

An engine from outside is found by the entry point group ``radioprog.speech``, by the same door
as our own; the entry point names a class that is called without arguments.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, overload, runtime_checkable

from radioprog.kernel.findings import Finding
from radioprog.kernel.units import Hertz, Samples, Seconds, SyllablesPerMinute, to_seconds

if TYPE_CHECKING:  # finding out that nothing changed needs voices' identities, but no arithmetic
    import numpy as np
    from numpy.typing import NDArray

Mono: TypeAlias = "NDArray[np.float32]"
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


class WordTimes(Sequence[WordTime]):
    """Many word times in little room: each is made when it is asked for.

    >>> times = WordTimes([(0, 4, Samples(0), Samples(24000))])
    >>> len(times), times[0]
    (1, WordTime(offset=0, length=4, start=0.0, end=0.5))
    """

    __slots__ = ("_values",)

    def __init__(self, rows: Iterable[tuple[int, int, Samples, Samples]]) -> None:
        """Keep rows of (offset, length, start, end), times in frames at the mix's rate."""
        self._values = array("q", chain.from_iterable(rows))

    def __len__(self) -> int:
        return len(self._values) // _ROW

    @overload
    def __getitem__(self, index: int) -> WordTime: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[WordTime, ...]: ...
    def __getitem__(self, index: int | slice) -> WordTime | tuple[WordTime, ...]:
        rows = range(len(self))[index]
        return self._at(rows) if isinstance(rows, int) else tuple(map(self._at, rows))

    def __iter__(self) -> Iterator[WordTime]:
        return map(self._at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordTimes) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self._values.tobytes())

    def __repr__(self) -> str:
        return f"WordTimes({list(self)!r})"

    def _at(self, row: int) -> WordTime:
        offset, length, start, end = self._values[row * _ROW : (row + 1) * _ROW]
        return WordTime(offset, length, to_seconds(Samples(start)), to_seconds(Samples(end)))


_ROW = 4


@dataclass(frozen=True, slots=True)
class Spoken:
    """An engine's answer: samples of shape (frames,), their rate, and word times if it knows them.

    Empty ``words`` means that the engine does not tell; they are then estimated.
    """

    samples: Mono = field(repr=False)
    rate: Hertz
    words: tuple[WordTime, ...] = ()
    notes: tuple[Finding, ...] = ()
    """What a person should know of this sentence's sound; its place is added."""


@runtime_checkable
class SpeechEngine(Protocol):
    """What speaks: one small protocol for our engines and for those from outside.

    ``speak`` answers with sound for every word of the text or raises
    `radioprog.kernel.errors.EngineError`; never with less.
    """

    name: str
    """The word before the colon in ``espeak:vi+Annie``."""
    network: bool
    """Whether it goes online; such an engine is asked only where the network is on."""

    def identity(self, voice: str) -> str:
        """Return what a cached answer depends on beside the request: versions, the voice's hash."""
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
