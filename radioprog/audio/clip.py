"""A clip in the hand: short sound given to the library as a file, an array or a pydub segment.

Stands at the library's edge. Long recordings need no clip: scripts name them, and the build
streams them. The only module that knows pydub, whose segments are whole-file integers; inside,
sound is float32 blocks.
"""

from __future__ import annotations

import base64
import io
import sys
import warnings
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard, Union

import numpy as np
from numpy.typing import ArrayLike

from radioprog.audio.codecs.wav import write_wav
from radioprog.audio.convert import resample
from radioprog.audio.decode.decoder import Decoder
from radioprog.audio.findings import (
    BAD_CLIP,
    BAD_RATE,
    NO_NUMBERS,
    NO_SHAPE,
    NOT_A_WAV_NAME,
    OWN_RATE,
    RAGGED,
)
from radioprog.audio.meter.loudness import LoudnessMeter
from radioprog.audio.timeline import Block
from radioprog.kernel.errors import UsageError
from radioprog.kernel.files import publish
from radioprog.kernel.findings import Place
from radioprog.kernel.units import MIX_RATE, Hertz, Loudness, Samples, Seconds

if TYPE_CHECKING:
    from pydub import AudioSegment


ClipSource = Union["Clip", Path, str, ArrayLike, "AudioSegment"]
"""What a clip can be made of."""
_MOST_CHANNELS = 8
_FULL_24 = 8_388_608.0
_LOWEST, _HIGHEST = 1, 768_000
_HASHED = 4096
"""Frames that a hash looks at; equality looks at all."""
_SHOWN = 600
"""Seconds that a notebook's player holds at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A piece of sound in memory: a value, which nobody changes under another's hands.

    Attributes:
        samples: float32, shape (frames, channels), full scale ±1; read-only. A caller's array of
            another type or shape is taken as `of` takes it.
        rate: frames a second, a whole number.

    Raises:
        UsageError: ``bad-clip``, this is no sound.

    >>> beep = Clip.of(np.sin(np.arange(8000) * 0.7), rate=8000)
    >>> beep
    Clip(8000 frames, 1 channel, 8000 Hz)
    >>> beep.duration, beep.at(48000).samples.shape
    (1.0, (48000, 1))
    """

    samples: Block
    rate: int = MIX_RATE

    def __post_init__(self) -> None:
        """Check what a caller gave, and keep it from being written to."""
        samples = self.samples
        if not (isinstance(samples, np.ndarray) and _is_plain(samples)):
            samples = _as_sound(samples)
        view = samples.view()
        view.flags.writeable = False
        object.__setattr__(self, "samples", view)
        object.__setattr__(self, "rate", _as_rate(self.rate))

    @classmethod
    def of(cls, source: ClipSource, *, rate: int | None = None) -> Clip:
        """Make a clip of a file, an array (frames[, channels]), a pydub segment or a clip.

        Args:
            source: integers of an array are scaled by their type's full scale.
            rate: that of an array, which does not know its own; 48000 if it is not said.

        Raises:
            UsageError: ``bad-clip``, the array has no sound's shape, or a file was given a rate.
            ContentError: the file cannot be read as sound.
        """
        if isinstance(source, Clip):
            return source
        if isinstance(source, str | Path) or is_segment(source):
            if rate is not None:
                raise UsageError(BAD_CLIP(why=OWN_RATE))
            return (
                cls._of_file(Path(source))
                if isinstance(source, str | Path)
                else cls(*from_segment(source))
            )
        return cls(_as_sound(source), MIX_RATE if rate is None else _as_rate(rate))

    @classmethod
    def _of_file(cls, path: Path) -> Clip:
        place = Place(path.as_posix())
        with Decoder() as decoder, decoder.open(path, rate=None, place=place) as decoding:
            blocks = list(decoding.blocks())
        return cls(np.concatenate(blocks), decoding.rate)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Clip):
            return NotImplemented
        return self.rate == other.rate and np.array_equal(self.samples, other.samples)

    def __hash__(self) -> int:
        return hash((int(self.rate), self.samples.shape, self.samples[:_HASHED].tobytes()))

    def __repr__(self) -> str:
        sides = "1 channel" if self.channels == 1 else f"{self.channels} channels"
        return f"Clip({self.length} frames, {sides}, {self.rate} Hz)"

    def _repr_html_(self) -> str:
        """Return a player for notebooks: at most ten minutes, 16 bits."""
        frames = self.samples[: _SHOWN * self.rate]
        whole = np.clip(np.rint(frames * 32767.0), -32768, 32767).astype("<i2")
        file = io.BytesIO()
        with wave.open(file, "wb") as writer:
            writer.setparams((self.channels, 2, int(self.rate), 0, "NONE", ""))
            writer.writeframes(whole.tobytes())
        data = base64.b64encode(file.getvalue()).decode()
        return f'<audio controls src="data:audio/wav;base64,{data}"></audio>'

    @property
    def channels(self) -> int:
        """The number of channels."""
        return int(self.samples.shape[1])

    @property
    def length(self) -> Samples:
        """The length in frames."""
        return Samples(len(self.samples))

    @property
    def duration(self) -> Seconds:
        """The length in seconds."""
        return Seconds(len(self.samples) / self.rate)

    def at(self, rate: int) -> Clip:
        """Return the same sound at another rate."""
        wanted = _as_rate(rate)
        return (
            self
            if wanted == self.rate
            else Clip(resample(self.samples, Hertz(self.rate), wanted), wanted)
        )

    def read(self, start: int, count: int) -> Block:
        """Return ``count`` frames from ``start`` on; at the mix's rate, a block source."""
        return self.samples[start : start + count]

    def loudness(self) -> Loudness:
        """Measure the clip."""
        meter = LoudnessMeter(Hertz(self.rate), self.channels)
        meter.push(self.samples)
        return meter.result()

    def save(self, path: Path | str) -> Path:
        """Write the clip as a 24-bit WAV, whole or not at all, for a script to name.

        Raises:
            UsageError: ``bad-clip``, the name says another format than WAV.
            DiskError: the disk refused.
        """
        target = Path(path)
        if target.suffix.lower() not in (".wav", ".wave"):
            raise UsageError(NOT_A_WAV_NAME(name=target.name, stem=target.stem))
        whole = np.clip(np.rint(self.samples * _FULL_24), -_FULL_24, _FULL_24 - 1)

        def write(part: Path) -> None:
            blocks = [whole.astype(np.int32)]
            write_wav(part, blocks, rate=Hertz(self.rate), channels=self.channels, bits=24)

        return publish(target, write).path

    def to_numpy(self) -> Block:
        """Return a copy of the samples, float32, shape (frames, channels)."""
        return self.samples.copy()

    def to_pydub(self, *, width: int = 2) -> AudioSegment:
        """Return the sound as a pydub segment of ``width`` bytes a sample (1, 2 or 4)."""
        return to_segment(self.samples, Hertz(self.rate), width=width)


def _is_plain(array: np.ndarray) -> bool:
    return array.ndim == 2 and array.dtype == np.float32 and 1 <= array.shape[1] <= _MOST_CHANNELS


def _as_rate(rate: object) -> Hertz:
    whole = int(rate) if isinstance(rate, int | float | np.number) and rate == rate else 0
    if whole != rate or not _LOWEST <= whole <= _HIGHEST:
        raise UsageError(BAD_CLIP(why=BAD_RATE.filled(rate=str(rate))))
    return Hertz(whole)


def _as_sound(source: ArrayLike) -> Block:
    """Turn an array of any usual type into (frames, channels) float32."""
    try:
        array = np.asarray(source)
    except ValueError as problem:  # rows of several lengths
        raise UsageError(BAD_CLIP(why=RAGGED)) from problem
    if array.ndim == 1:
        array = array[:, None]
    shaped = array.ndim == 2 and 1 <= array.shape[1] <= _MOST_CHANNELS
    if not shaped or array.dtype.kind not in "iuf":
        why = NO_SHAPE.filled(shape=str(array.shape), type=str(array.dtype))
        raise UsageError(BAD_CLIP(why=why))
    if array.dtype.kind == "f":
        sound = array.astype(np.float32)
        if not np.isfinite(sound).all():
            raise UsageError(BAD_CLIP(why=NO_NUMBERS))
        return sound
    full = float(2 ** (8 * array.dtype.itemsize - 1))
    middle = full if array.dtype.kind == "u" else 0.0
    return ((array.astype(np.float64) - middle) / full).astype(np.float32)


_WIDTHS: dict[int, np.dtype[Any]] = {1: np.dtype("int8"), 2: np.dtype("<i2"), 4: np.dtype("<i4")}


def is_segment(value: Any) -> TypeGuard[AudioSegment]:
    """Tell whether a value is a pydub segment, without loading pydub for it.

    >>> is_segment("a path")
    False
    """
    module = sys.modules.get("pydub")
    return module is not None and isinstance(value, module.AudioSegment)


def from_segment(segment: AudioSegment) -> tuple[Block, Hertz]:
    """Return a segment's sound, shape (frames, channels), and its rate."""
    kind = _WIDTHS[segment.sample_width]
    whole = np.frombuffer(segment.raw_data, dtype=kind).reshape(-1, segment.channels)
    scale = np.float64(2.0 ** (8 * segment.sample_width - 1))
    return (whole / scale).astype(np.float32), Hertz(segment.frame_rate)


def to_segment(samples: Block, rate: Hertz, *, width: int = 2) -> AudioSegment:
    """Return sound of shape (frames, channels) as a segment of ``width`` bytes a sample (1, 2, 4).

    What is over full scale is clipped, for integers cannot hold it; samples are rounded.
    """
    kind = _WIDTHS[width]
    full = 2.0 ** (8 * width - 1)
    scaled = np.clip(np.rint(samples.astype(np.float64) * full), -full, full - 1.0)
    return _segment_class()(
        data=np.ascontiguousarray(scaled.astype(kind)).tobytes(),
        sample_width=width,
        frame_rate=int(rate),
        channels=samples.shape[1],
    )


def _segment_class() -> type[AudioSegment]:
    with warnings.catch_warnings():
        # pydub warns when it finds no ffmpeg program; nothing here needs one.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment as Segment
    segment_class: type[AudioSegment] = Segment
    return segment_class
