"""Whether an answer can be the speech that was asked for: long enough, short enough, and speech.

A service may answer with silence, noise, or another request's sound. What has the right length
and the ups and downs of speech is taken for it; more cannot be known without listening.
"""

from __future__ import annotations

import numpy as np

from radioprog.kernel.syllables import count_syllables
from radioprog.kernel.units import Decibels, Hertz, Samples, Seconds, SyllablesPerMinute, to_seconds
from radioprog.speech.model import Mono
from radioprog.speech.trim import sounding_part

FASTEST, SLOWEST = SyllablesPerMinute(500.0), SyllablesPerMinute(110.0)
MORE_FOR_THE_SHORT = Seconds(1.0)
"""A single syllable is drawn out, so a short text may last this much longer."""
_FRAME = Seconds(0.02)
_LEAST_VARIATION = Decibels(6.0)
"""Speech rises and falls by far more than this: between its faint and its loud 20 ms."""
_LONG_ENOUGH_TO_JUDGE = 50
"""Frames: a single drawn-out vowel may hold its level, a second of speech does not."""


def doubt_about(samples: Mono, rate: Hertz, text: str, language: str) -> str | None:
    """Say why an answer cannot be the speech of a text, or ``None`` where it can.

    >>> doubt_about(np.zeros(48000, np.float32), Hertz(48000), "xin chào", "vi")
    'it is silent'
    """
    start, end = sounding_part(samples, rate)
    if start == end:
        return "it is silent"
    length = to_seconds(Samples(end - start), rate)
    syllables = count_syllables(text, language)
    if length < 60.0 * syllables / FASTEST:
        return f"{syllables} syllables in {length:.2f} s are too fast"
    if length > 60.0 * syllables / SLOWEST + MORE_FOR_THE_SHORT:
        return f"{length:.2f} s for {syllables} syllables are too long"
    return None if _varies(samples[start:end], rate) else "it is noise, not speech"


def _varies(samples: Mono, rate: Hertz) -> bool:
    frame = max(1, round(_FRAME * rate))
    count = len(samples) // frame
    if count < _LONG_ENOUGH_TO_JUDGE:
        return True
    energy = np.square(samples[: count * frame].reshape(count, frame), dtype=np.float64).mean(1)
    level = 10.0 * np.log10(np.maximum(energy, energy.max() * 1e-5))
    faint, loud = np.percentile(level, (10, 90))
    return float(loud - faint) >= _LEAST_VARIATION
