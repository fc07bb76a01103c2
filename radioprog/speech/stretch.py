"""Stretching speech in time without changing its pitch, for engines whose pace is their own.

WSOLA (Verhelst and Roelands 1993): overlapped windows are taken from the sound at another speed,
each moved by a few milliseconds to where it best continues the one before.
"""

from __future__ import annotations

import numpy as np

from radioprog.kernel.units import Factor, Hertz, Seconds, to_samples
from radioprog.speech.model import Mono

SLOWEST, FASTEST = Factor(3 / 4), Factor(4 / 3)
"""Beyond these, speech begins to sound wrong."""
_WINDOW = Seconds(0.03)
_SEARCH = Seconds(0.008)


def stretched(samples: Mono, rate: Hertz, speed: Factor) -> Mono:
    """Make speech last ``1 / speed`` as long, within what still sounds like speech.

    Args:
        samples: shape (frames,).
        speed: 2 would be twice as fast; it is kept between `SLOWEST` and `FASTEST`.

    >>> len(stretched(np.ones(48000, np.float32), Hertz(48000), Factor(1.25)))
    38400
    """
    speed = Factor(min(max(speed, SLOWEST), FASTEST))
    length = round(len(samples) / speed)
    half = to_samples(Seconds(_WINDOW / 2), rate)
    search = to_samples(_SEARCH, rate)
    if abs(speed - 1.0) < 1e-3 or len(samples) < 4 * half + 2 * search:
        return samples
    fade = (0.5 - 0.5 * np.cos(np.pi * (np.arange(half) + 0.5) / half)).astype(np.float32)
    padded = np.concatenate((samples, np.zeros(2 * half + 2 * search, np.float32)))
    steps = -(-length // half)
    sound = np.empty((steps + 1) * half, np.float32)
    sound[:half] = padded[:half]
    at = 0
    for step in range(1, steps + 1):
        follows = padded[at + half : at + 2 * half]
        wanted = min(round(step * half * speed), len(samples))
        at = _best(padded, follows, max(0, wanted - search), wanted + search)
        joined = follows * (1.0 - fade) + padded[at : at + half] * fade
        sound[step * half : (step + 1) * half] = joined
    return sound[:length]


def _best(sound: Mono, follows: Mono, first: int, last: int) -> int:
    """Find where a stretch of the sound is most like what would follow."""
    count = len(follows)
    there = sound[first : last + count]
    likeness = np.correlate(there, follows, "valid")
    energy = np.cumsum(np.concatenate(((0.0,), there.astype(np.float64) ** 2)))
    power = energy[count:] - energy[:-count]
    return first + int(np.argmax(likeness / np.sqrt(power + 1e-9)))
