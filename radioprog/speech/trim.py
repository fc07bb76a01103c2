"""Where an engine's answer really sounds: its own silence at head and tail is not ours to keep.

Its pace may not be ours either: speech is stretched in time without changing its pitch, by WSOLA
(Verhelst and Roelands 1993). Overlapped windows are taken from the sound at another speed, each
moved by a few milliseconds to where it best continues the one before.
"""

from __future__ import annotations

import numpy as np

from radioprog.kernel.units import Decibels, Factor, Hertz, Samples, Seconds, amplitude, to_samples
from radioprog.speech.model import Mono

BELOW_PEAK = Decibels(-50.0)
"""What lies this far below the answer's own peak is silence."""
MARGIN = Seconds(0.008)
"""Kept before the first and after the last sound, so that no onset is cut."""
FAINTEST = Decibels(-60.0)
"""An answer whose peak lies below this has no sound at all."""


def sounding_part(samples: Mono, rate: Hertz) -> tuple[Samples, Samples]:
    """Return the first frame that sounds and the one after the last; equal where nothing does.

    >>> tone = np.concatenate([np.zeros(800), np.ones(1600), np.zeros(800)]).astype(np.float32)
    >>> sounding_part(tone, Hertz(8000))
    (736, 2464)
    """
    size = np.abs(samples)
    peak = float(size.max(initial=0.0))
    if not peak > amplitude(FAINTEST):
        return Samples(0), Samples(0)
    loud = np.flatnonzero(size > peak * amplitude(BELOW_PEAK))
    margin = to_samples(MARGIN, rate)
    return (
        Samples(max(0, int(loud[0]) - margin)),
        Samples(min(len(samples), int(loud[-1]) + 1 + margin)),
    )


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
