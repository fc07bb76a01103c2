"""Where an engine's answer really sounds: its own silence at head and tail is not ours to keep."""

from __future__ import annotations

import numpy as np

from radioprog.kernel.units import Decibels, Hertz, Samples, Seconds, amplitude, to_samples
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
