"""A clip in the hand: short sound given to the library as a file, an array or a pydub segment.

Stands at the library's edge. Long recordings need no clip: scripts name them, and the build
streams them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Union

import numpy as np
from numpy.typing import ArrayLike

from radioprog.audio.codecs.wav import write_wav
from radioprog.audio.decode.decoder import Decoder
from radioprog.audio.meter.loudness import Loudness, LoudnessMeter
from radioprog.audio.pydub_bridge import from_segment, is_segment, to_segment
from radioprog.audio.resample import resample
from radioprog.audio.timeline import Block
from radioprog.kernel.errors import UsageError
from radioprog.kernel.files import publish
from radioprog.kernel.findings import Text
from radioprog.kernel.units import MIX_RATE, Hertz, Samples, Seconds

if TYPE_CHECKING:
    from pydub import AudioSegment

ClipSource = Union["Clip", Path, str, ArrayLike, "AudioSegment"]
"""What a clip can be made of."""
_MOST_CHANNELS = 8
_FULL_24 = 8_388_608.0


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of sound in memory.

    Attributes:
        samples: float32, shape (frames, channels), full scale ±1.
        rate: frames a second.

    >>> beep = Clip.of(np.sin(np.arange(8000) * 0.7), rate=8000)
    >>> beep.duration, beep.channels, beep.at(Hertz(48000)).samples.shape
    (1.0, 1, (48000, 1))
    """

    samples: Block = field(repr=False)
    rate: Hertz = MIX_RATE

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
                raise _bad_clip("a file or segment knows its own rate", "tệp đã có tần số riêng")
            return (
                cls._of_file(Path(source))
                if isinstance(source, str | Path)
                else cls(*from_segment(source))
            )
        return cls(_as_sound(np.asarray(source)), Hertz(rate or MIX_RATE))

    @classmethod
    def _of_file(cls, path: Path) -> Clip:
        with Decoder() as decoder, decoder.open(path, rate=None) as decoding:
            blocks = list(decoding.blocks())
        return cls(np.concatenate(blocks), decoding.rate)

    @property
    def channels(self) -> int:
        """Give the number of channels."""
        return int(self.samples.shape[1])

    @property
    def length(self) -> Samples:
        """Give the length in frames."""
        return Samples(len(self.samples))

    @property
    def duration(self) -> Seconds:
        """Give the length in seconds."""
        return Seconds(len(self.samples) / self.rate)

    def at(self, rate: Hertz) -> Clip:
        """Give the same sound at another rate."""
        return self if rate == self.rate else Clip(resample(self.samples, self.rate, rate), rate)

    def read(self, start: Samples, count: Samples) -> Block:
        """Give ``count`` frames from ``start`` on; at the mix's rate, a clip is a block source."""
        return self.samples[start : start + count]

    def loudness(self) -> Loudness:
        """Measure the clip."""
        meter = LoudnessMeter(self.rate, self.channels)
        meter.push(self.samples)
        return meter.result()

    def save(self, path: Path | str) -> Path:
        """Write the clip as a 24-bit WAV, whole or not at all, for a script to name.

        Raises:
            DiskError: the disk refused.
        """
        target = Path(path)
        whole = np.clip(np.rint(self.samples * _FULL_24), -_FULL_24, _FULL_24 - 1)

        def write(part: Path) -> None:
            blocks = [whole.astype(np.int32)]
            write_wav(part, blocks, rate=self.rate, channels=self.channels, bits=24)

        return publish(target, write).path

    def to_numpy(self) -> Block:
        """Give the samples, float32, shape (frames, channels)."""
        return self.samples

    def to_pydub(self, *, width: int = 2) -> AudioSegment:
        """Give the sound as a pydub segment of ``width`` bytes a sample."""
        return to_segment(self.samples, self.rate, width=width)


def _as_sound(array: np.ndarray) -> Block:
    """Turn an array of any usual type into (frames, channels) float32."""
    if array.ndim == 1:
        array = array[:, None]
    if (
        array.ndim != 2
        or not 1 <= array.shape[1] <= _MOST_CHANNELS
        or array.dtype.kind not in "iuf"
    ):
        raise _bad_clip(
            f"shape {array.shape}, type {array.dtype}: (frames,) or (frames, channels) is sound",
            f"mảng {array.shape}, kiểu {array.dtype} không phải là âm thanh",
        )
    if array.dtype.kind == "f":
        sound = array.astype(np.float32)
        if not np.isfinite(sound).all():
            raise _bad_clip("some samples are no numbers", "có mẫu không phải là số")
        return sound
    full = float(2 ** (8 * array.dtype.itemsize - 1))
    middle = full if array.dtype.kind == "u" else 0.0
    return ((array.astype(np.float64) - middle) / full).astype(np.float32)


def _bad_clip(en: str, vi: str) -> UsageError:
    return UsageError.of(
        "bad-clip",
        Text(f"không dùng được âm thanh này: {vi}", f"this is no sound: {en}"),
        Text(
            "đưa vào một đường dẫn, một mảng (khung, kênh) hoặc pydub.AudioSegment",
            "give a path, an array (frames, channels) or a pydub.AudioSegment",
        ),
    )
