"""The mix: a timeline's events become blocks of sound, streamed, placed to the sample.

After the timeline, before the master. Nothing is decided here: events and gain curves are obeyed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from radioprog.audio.findings import BAD_TIMELINE
from radioprog.audio.timeline import Block, BlockSource, Breakpoint, Event, Timeline
from radioprog.kernel.errors import BugError
from radioprog.kernel.units import Factor, Samples

BLOCK = Samples(240_000)
"""Five seconds: much shorter blocks make threads wait for each other more than they work."""


@dataclass(frozen=True, slots=True)
class ArraySource:
    """Sound that stands in memory, shape (frames, channels), float32, as a source of a mix.

    >>> ArraySource(np.zeros((480, 2), np.float32)).read(Samples(0), Samples(10)).shape
    (10, 2)
    """

    frames: Block

    @property
    def channels(self) -> int:
        """Count the channels."""
        return int(self.frames.shape[1])

    @property
    def length(self) -> Samples:
        """Count the frames."""
        return Samples(len(self.frames))

    def read(self, start: Samples, count: Samples) -> Block:
        """Return exactly ``count`` frames from ``start`` on."""
        return self.frames[start : start + count]


def render(
    timeline: Timeline,
    sources: Mapping[str, BlockSource],
    *,
    channels: int = 2,
    block: Samples = BLOCK,
    window: tuple[Samples, Samples] | None = None,
) -> Iterator[Block]:
    """Mix a timeline: each event sounds exactly where it was planned, times its gain curve.

    A mono source goes to both sides unchanged; a stereo source becomes mono as the mean of its
    sides. Sources are read by blocks, and only while they sound, so memory does not grow with
    length. The frames are the same whatever ``block`` is.

    Args:
        timeline: what sounds, in order of start.
        sources: by the names that the events use, all at the timeline's rate.
        channels: 1 or 2.
        block: most frames given at once.
        window: only the frames [start, end) are mixed; all of them where none is given.

    Yields:
        float32 blocks (frames, channels), ``timeline.length`` frames in all.

    Raises:
        BugError: ``bad-timeline``, an event asks for what its source does not hold.

    >>> tone = ArraySource(np.ones((3, 1), np.float32))
    >>> line = Timeline((Event("tone", start=Samples(1), length=Samples(3)),), Samples(5))
    >>> [float(x) for x in next(render(line, {"tone": tone}, channels=1))[:, 0]]
    [0.0, 1.0, 1.0, 1.0, 0.0]
    """
    _check(timeline, sources)
    return _blocks(timeline, sources, channels, block, window or (Samples(0), timeline.length))


class _Voice:
    """An event ready to sound: its source, and its curve's places for quick finding."""

    __slots__ = ("curve", "event", "places", "source")

    def __init__(self, event: Event, source: BlockSource) -> None:
        self.event = event
        self.source = source
        self.curve = event.curve
        self.places = [point.at for point in event.curve]

    def add_to(self, out: Block, start: int) -> None:
        """Add what sounds of this event in the block that begins at ``start``."""
        event = self.event
        first, last = max(start, event.start), min(start + len(out), event.end)
        target = out[first - start : last - start]
        for low, high, gain in self._gains(first - event.start, last - event.start):
            if gain is None:
                continue
            where = Samples(event.offset + low)
            heard = _fit(self.source.read(where, Samples(high - low)), out.shape[1])
            skipped = first - event.start
            part = target[low - skipped : high - skipped]
            part += heard if gain is _UNITY else heard * gain

    def _gains(self, start: int, end: int) -> Iterator[tuple[int, int, Block | None]]:
        """Cut [start, end) of the event at its breakpoints; ``None`` stands for silence."""
        low = start
        for place in (*self.places[bisect_right(self.places, start) :], end):
            high = min(place, end)
            if low < high:
                yield low, high, self._gain(low, high)
            low = high
            if high == end:
                return

    def _gain(self, low: int, high: int) -> Block | None:
        """Return gain of a stretch with no breakpoint inside: one factor, or one for each frame.

        Each frame's factor is reckoned from its own number alone: the same whatever the block.
        """
        index = bisect_right(self.places, low)
        left = self.curve[max(index - 1, 0)] if self.curve else _FLAT
        right = self.curve[index] if 0 < index < len(self.curve) else left
        if right.gain == left.gain:
            return _constant(left.gain)
        slope = (right.gain - left.gain) / (right.at - left.at)
        steps = np.arange(low - left.at, high - left.at, dtype=np.float64)
        ramp: Block = (left.gain + slope * steps).astype(np.float32)[:, np.newaxis]
        return ramp


_FLAT = Breakpoint(Samples(0), Factor(1.0))
_UNITY: Block = np.ones((1, 1), np.float32)


def _constant(gain: float) -> Block | None:
    if gain == 1.0:
        return _UNITY
    return np.full((1, 1), gain, np.float32) if gain else None


def _blocks(
    timeline: Timeline,
    sources: Mapping[str, BlockSource],
    channels: int,
    size: int,
    window: tuple[Samples, Samples],
) -> Iterator[Block]:
    heard = (event for event in timeline.events if event.end > window[0])
    waiting = sorted(heard, key=lambda event: event.start)
    upcoming = 0
    sounding: list[_Voice] = []
    last = min(window[1], timeline.length)
    for start in range(window[0], last, size):
        end = min(start + size, last)
        while upcoming < len(waiting) and waiting[upcoming].start < end:
            event = waiting[upcoming]
            sounding.append(_Voice(event, sources[event.source]))
            upcoming += 1
        out = np.zeros((end - start, channels), np.float32)
        for voice in sounding:
            voice.add_to(out, start)
        sounding = [voice for voice in sounding if voice.event.end > end]
        yield out


def _fit(frames: Block, channels: int) -> Block:
    if frames.shape[1] == 2 and channels == 1:
        mean: Block = (frames[:, :1] + frames[:, 1:]) * np.float32(0.5)
        return mean
    return frames


def _check(timeline: Timeline, sources: Mapping[str, BlockSource]) -> None:
    for event in timeline.events:
        source = sources.get(event.source)
        if source is None or not _holds(source, event):
            raise BugError(BAD_TIMELINE(source=event.source))


def _holds(source: BlockSource, event: Event) -> bool:
    return (
        event.start >= 0
        and event.offset >= 0
        and event.length >= 0
        and event.offset + event.length <= source.length
        and source.channels in (1, 2)
        and all(left.at <= right.at for left, right in pairwise(event.curve))
    )
