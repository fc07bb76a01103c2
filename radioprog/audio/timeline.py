"""Placed sound as plain data: what the timeline decides and the mix obeys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
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


# --- what two timelines have in common ---

_SHORTEST = Samples(6 * MIX_RATE)
"""A common stretch that is shorter is made anew with what is on its sides."""


@dataclass(frozen=True, slots=True)
class Common:
    """A stretch [start, end) of a variant that is another's, ``shift`` frames later than there."""

    start: Samples
    end: Samples
    shift: Samples


def common_stretches(finished: Timeline, variant: Timeline, grid: Samples) -> tuple[Common, ...]:
    """Find where a variant sounds as a finished programme, shifted by whole steps of a grid.

    >>> tone = Event("tone", Samples(0), Samples(480_000))
    >>> one = Timeline((tone,), Samples(480_000))
    >>> common_stretches(one, one, Samples(61_440))
    (Common(start=0, end=480000, shift=0),)
    """
    own, other = _functions(variant), _functions(finished)
    shifts = sorted(
        {0, variant.length - finished.length}
        | {a.start - b.start for a, b in _likely(variant.events, finished.events)}
    )
    shifts = [shift for shift in shifts if shift % grid == 0]
    found: list[Common] = []
    for shift in shifts:
        low, high = max(0, shift), min(variant.length, finished.length + shift)
        if low < high:
            found.extend(_alike(own, other, shift, low, high))
    return tuple(_chosen(found))


@dataclass(frozen=True, slots=True)
class _Function:
    """A piece of an event: from when to when, and what it gives there as a function of time."""

    start: int
    end: int
    source: str
    origin: int
    gain: tuple[float, float, int, int]
    """First gain, last gain, and for a ramp where it begins and how long it is."""

    def key(self, shift: int) -> tuple[object, ...]:
        first, last, at, span = self.gain
        ramp = (at + shift, span) if span else ()
        return self.source, self.origin + shift, first, last, *ramp


def _functions(timeline: Timeline) -> list[_Function]:
    return [piece for event in timeline.events for piece in _pieces_of(event)]


def _pieces_of(event: Event) -> Iterator[_Function]:
    origin = event.start - event.offset
    curve = event.curve or (Breakpoint(Samples(0), Factor(1.0)),)
    edges = [0, *(min(max(point.at, 0), event.length) for point in curve), event.length]
    for number, (low, high) in enumerate(pairwise(edges)):
        if low >= high:
            continue
        left, right = curve[max(number - 1, 0)], curve[min(number, len(curve) - 1)]
        flat = left.gain == right.gain
        if flat and left.gain == 0.0:
            continue
        ramp = (0, 0) if flat else (event.start + left.at, right.at - left.at)
        gain = (float(left.gain), float(right.gain), *ramp)
        yield _Function(event.start + low, event.start + high, event.source, origin, gain)


def _likely(own: Sequence[Event], other: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Pair events that are the same but for when they begin."""
    known: dict[tuple[object, ...], list[Event]] = {}
    for event in other:
        known.setdefault((event.source, event.offset), []).append(event)
    for event in own:
        for match in known.get((event.source, event.offset), ())[:4]:
            yield event, match


def _alike(
    own: list[_Function], other: list[_Function], shift: int, low: int, high: int
) -> Iterator[Common]:
    """Sweep over both at once; where the same functions sound, they are alike."""
    steps: list[tuple[int, int, tuple[object, ...]]] = []
    for sign, functions, moved in ((1, own, 0), (-1, other, shift)):
        for each in functions:
            start, end = max(low, each.start + moved), min(high, each.end + moved)
            if start < end:
                key = each.key(moved)
                steps += [(start, sign, key), (end, -sign, key)]
    steps.sort(key=lambda step: step[0])
    balance: dict[tuple[object, ...], int] = {}
    since: int | None = low
    place = 0
    while place < len(steps):
        at = steps[place][0]
        while place < len(steps) and steps[place][0] == at:
            _, sign, key = steps[place]
            balance[key] = balance.get(key, 0) + sign
            if not balance[key]:
                del balance[key]
            place += 1
        if balance and since is not None:
            if since < at:
                yield Common(Samples(since), Samples(at), Samples(shift))
            since = None
        elif not balance and since is None:
            since = at
    if since is not None and since < high:
        yield Common(Samples(since), Samples(high), Samples(shift))


def _chosen(found: Sequence[Common]) -> Iterator[Common]:
    """Choose stretches that do not overlap, each as long as it can be, in order of time."""
    at = 0
    waiting = sorted(found, key=lambda each: (each.start, -each.end))
    while True:
        ahead = [each for each in waiting if each.end > at]
        if not ahead:
            return
        best = max(
            ahead,
            key=lambda each: (
                min(each.start, at) == each.start or each.start <= at,
                each.end if each.start <= at else -each.start,
            ),
        )
        start = max(best.start, at)
        if best.end - start >= _SHORTEST:
            yield Common(Samples(start), best.end, best.shift)
        at = best.end
