"""Gain curves as plain data: ramps, ducking, and the product of several over a stretch of time.

The timeline composes them; the mix only obeys the breakpoints.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from radioprog.audio.timeline import Breakpoint
from radioprog.kernel.units import Decibels, Factor, Samples, amplitude

STEPS = 8
"""Straight pieces that a smooth ramp is made of."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A gain over time: linear between its points, constant before the first and after the last.

    >>> Envelope((Breakpoint(Samples(0), Factor(0.0)), Breakpoint(Samples(10), Factor(1.0)))).at(5)
    0.5
    """

    points: tuple[Breakpoint, ...]

    def at(self, time: int) -> Factor:
        """Return the gain at one moment."""
        points = self.points
        after = bisect_right(points, time, key=lambda point: point.at)
        if after == 0:
            return points[0].gain
        if after == len(points):
            return points[-1].gain
        left, right = points[after - 1], points[after]
        part = (time - left.at) / (right.at - left.at)
        return Factor(left.gain + (right.gain - left.gain) * part)

    def times_between(self, start: int, end: int) -> Iterable[int]:
        """Return the moments of its points strictly inside a stretch."""
        low = bisect_right(self.points, start, key=lambda point: point.at)
        high = bisect_left(self.points, end, key=lambda point: point.at)
        return (point.at for point in self.points[low:high])


def constant(gain: Factor) -> Envelope:
    """Return one gain for all time."""
    return Envelope((Breakpoint(Samples(0), gain),))


def fade(start: int, end: int, *, rising: bool) -> Envelope:
    """Return a smooth fade (raised cosine) from silence to full, or back."""
    points = []
    for step in range(STEPS + 1):
        part = step / STEPS
        gain = (1.0 - math.cos(math.pi * (part if rising else 1.0 - part))) / 2.0
        points.append(Breakpoint(Samples(start + round((end - start) * part)), Factor(gain)))
    return Envelope(_distinct(points))


def line(start: int, end: int, *, rising: bool) -> Envelope:
    """Return a straight fade; two that overlap add up to full, so a loop keeps its level."""
    low, high = Factor(0.0), Factor(1.0)
    first, last = (low, high) if rising else (high, low)
    return Envelope((Breakpoint(Samples(start), first), Breakpoint(Samples(end), last)))


def merged(
    stretches: Iterable[tuple[Samples, Samples]], hold: Samples
) -> list[tuple[Samples, Samples]]:
    """Join stretches that overlap or lie no further apart than ``hold``.

    >>> merged([(Samples(9), Samples(12)), (Samples(0), Samples(5)), (Samples(6), Samples(8))],
    ...        Samples(1))
    [(0, 12)]
    """
    joined: list[tuple[Samples, Samples]] = []
    for start, end in sorted(stretches):
        if joined and start - joined[-1][1] <= hold:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def ducked(
    stretches: Sequence[tuple[Samples, Samples]], *, depth: Decibels, down: Samples, up: Samples
) -> Envelope:
    """Return the gain of music that makes room: low in each stretch, smooth in dB on both sides.

    The stretches are in order and further apart than both ramps together.
    """
    points: list[Breakpoint] = []
    for start, end in stretches:
        points += [
            _point(start - down + round(down * step / STEPS), depth, step / STEPS)
            for step in range(STEPS + 1)
        ]
        points += [
            _point(end + round(up * step / STEPS), depth, 1.0 - step / STEPS)
            for step in range(STEPS + 1)
        ]
    return Envelope(_distinct(points)) if points else constant(Factor(1.0))


def _point(at: int, depth: Decibels, part: float) -> Breakpoint:
    smooth = (1.0 - math.cos(math.pi * part)) / 2.0
    return Breakpoint(Samples(at), amplitude(Decibels(depth * smooth)))


def product(
    envelopes: Sequence[Envelope], start: Samples, length: Samples
) -> tuple[Breakpoint, ...]:
    """Multiply gains over a stretch, as the curve of an event that begins at its start."""
    end = start + length
    times = {start, end}
    for envelope in envelopes:
        times.update(envelope.times_between(start, end))
    points = [
        Breakpoint(
            Samples(time - start), Factor(math.prod(envelope.at(time) for envelope in envelopes))
        )
        for time in sorted(times)
    ]
    return _sparse(points)


def _distinct(points: Sequence[Breakpoint]) -> tuple[Breakpoint, ...]:
    """Keep the last of several points at one moment, so that moments strictly rise."""
    kept: dict[int, Breakpoint] = {}
    for point in points:
        kept[point.at] = point
    return tuple(kept[at] for at in sorted(kept))


def _sparse(points: Sequence[Breakpoint]) -> tuple[Breakpoint, ...]:
    """Leave out points that lie inside a constant stretch."""
    gains = [point.gain for point in points]
    if len(set(gains)) == 1:
        return () if gains[0] == 1.0 else (Breakpoint(Samples(0), gains[0]),)
    return tuple(
        point
        for number, point in enumerate(points)
        if not (0 < number < len(points) - 1)
        or not (gains[number - 1] == gains[number] == gains[number + 1])
    )
