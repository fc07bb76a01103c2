"""Placed sound as plain data: what the timeline decides and the mix obeys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from radioprog.kernel.units import MIX_RATE, Factor, Hertz, Samples

Block = NDArray[np.float32]
"""A stretch of sound: shape (frames, channels), float32, full scale ±1."""


class Lane(StrEnum):
    """What an event is, for pictures, ducking and quality control."""

    SPEECH = "speech"
    CLIP = "clip"
    BED = "bed"
    JINGLE = "jingle"
    STING = "sting"
    SFX = "sfx"
    OUTRO = "outro"


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """A point of a gain curve: frames from the event's start, and the factor there."""

    at: Samples
    gain: Factor


@dataclass(frozen=True, slots=True)
class Event:
    """One stretch of one source, placed to the sample.

    The source's frames [offset, offset + length) sound from ``start`` on, times ``curve``:
    linear between its points, constant before the first and after the last, 1.0 where it is empty.
    """

    source: str
    start: Samples
    length: Samples
    offset: Samples = Samples(0)
    curve: tuple[Breakpoint, ...] = ()
    lane: Lane = Lane.SPEECH

    @property
    def end(self) -> Samples:
        """Return the frame after the last that sounds."""
        return Samples(self.start + self.length)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that sounds in a programme: events in order of start, and the length in all."""

    events: tuple[Event, ...]
    length: Samples
    rate: Hertz = MIX_RATE


class BlockSource(Protocol):
    """Sound that can be read by frames: a cached utterance, a decoded clip, an array.

    All sources are at the timeline's rate.
    """

    @property
    def channels(self) -> int:
        """Count the channels: 1 or 2."""
        ...

    @property
    def length(self) -> Samples:
        """Count the frames."""
        ...

    def read(self, start: Samples, count: Samples) -> Block:
        """Return exactly ``count`` frames from ``start`` on, shape (count, channels)."""
        ...


PIECE = Samples(4096 * 16)
"""Frames of one step of dither, survey and limiter."""


def pieces(blocks: Iterable[Block], size: int, channels: int) -> Iterator[Block]:
    """Cut a stream of blocks anew into pieces of one size; the last may be shorter."""
    kept: list[Block] = []
    count = 0
    for block in blocks:
        start = 0
        while count + len(block) - start >= size:
            part = block[start : start + size - count]
            yield np.concatenate([*kept, part]) if kept else part
            start += len(part)
            kept, count = [], 0
        if start < len(block):
            kept.append(block[start:])
            count += len(block) - start
    if kept:
        yield np.concatenate(kept)
