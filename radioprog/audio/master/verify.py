"""The judge: a delivery is decoded and measured, because what counts is what a player gives.

Between the encoder and the master's decision whether another round is needed. An MP3 is listened
to while it is being written, so that its judgement ends with its encoding; that its header says
the same as was heard is seen when it is whole. Other files are read when they are finished.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from radioprog.audio.codecs.encode import encode
from radioprog.audio.codecs.ffmpeg import Mp3Decoder, SoundReader
from radioprog.audio.codecs.formats import Codec, DeliveryFormat
from radioprog.audio.codecs.lame import Kept
from radioprog.audio.codecs.mp3 import DECODER_DELAY, ENCODER_DELAY, is_intact
from radioprog.audio.codecs.streams import declared_frames
from radioprog.audio.meter.loudness import Loudness, LoudnessMeter, Series
from radioprog.audio.meter.traits import Traits, TraitsTracker
from radioprog.audio.timeline import Block
from radioprog.kernel.units import Samples

_HELD_BACK = 8192
"""Frames, more than an encoder fills up its last frames with."""
_NONE = Samples(0)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a listener's player gives: how loud, how long, with which traits.

    ``frames`` is 0 where the file is not what was heard. ``momentary`` and ``short_term`` are its
    loudness every 100 ms.
    """

    loudness: Loudness
    frames: Samples
    traits: Traits
    momentary: Series
    short_term: Series


class _Judge:
    """Measures decoded sound as it comes."""

    def __init__(self, form: DeliveryFormat) -> None:
        self._meter = LoudnessMeter(form.sample_rate, form.channels)
        self._tracker = TraitsTracker(form.sample_rate, form.channels)

    @property
    def frames(self) -> int:
        return self._meter.frames

    def push(self, block: Block) -> None:
        self._meter.push(block)
        self._tracker.push(block)

    def result(self) -> Heard:
        meter = self._meter
        return Heard(
            meter.result(),
            Samples(meter.frames),
            self._tracker.result(),
            meter.momentary(),
            meter.short_term(),
        )


class _Mp3Judge:
    """Listens to an MP3 as its frames are written, and cuts the delays off like a player."""

    def __init__(self, form: DeliveryFormat) -> None:
        self._judge = _Judge(form)
        self._decoder = Mp3Decoder(form.channels)
        self._skip = int(ENCODER_DELAY + DECODER_DELAY)
        self._waiting = np.zeros((0, form.channels), np.float32)

    def take(self, frames: list[bytes]) -> None:
        """Hear the next frames; the last of them wait, since the end may have to be cut."""
        for block in self._decoder.decode(frames):
            sound = block[self._skip :]
            self._skip -= len(block) - len(sound)
            line = np.concatenate((self._waiting, sound))
            ready = max(0, len(line) - _HELD_BACK)
            self._judge.push(line[:ready])
            self._waiting = line[ready:]

    def result(self, path: Path, samples: Samples) -> Heard:
        """Judge the finished file, which should hold so many frames."""
        self._judge.push(self._waiting[: max(0, samples - self._judge.frames)])
        with SoundReader(path) as reader:
            declared = declared_frames(reader.info)
        heard = self._judge.result()
        return heard if declared == samples and is_intact(path) else replace(heard, frames=_NONE)


def encoded(
    path: Path, blocks: Iterable[Block], form: DeliveryFormat, *, workers: int, kept: Kept
) -> tuple[Samples, Heard]:
    """Encode blocks as `encode` does, and tell what is heard of the file."""
    if form.codec is not Codec.MP3:
        return encode(path, blocks, form, workers=workers), judged(path, form)
    judge = _Mp3Judge(form)
    frames = encode(path, blocks, form, workers=workers, heard_by=judge.take, kept=kept)
    return frames, judge.result(path, frames)


def judged(path: Path, form: DeliveryFormat) -> Heard:
    """Decode a finished file and measure it."""
    judge = _Judge(form)
    with SoundReader(path) as reader:
        for block in reader.blocks():
            judge.push(block)
    return judge.result()
