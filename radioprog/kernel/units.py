"""Units as types, so that no bare number for a time or a level crosses a function's border.

Each is a plain number at run time and a type of its own for the checker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

Seconds = NewType("Seconds", float)
"""A length or a place in time, in seconds."""
MinuteOfDay = NewType("MinuteOfDay", int)
"""A time of day, in minutes after midnight; 1440 is the midnight that ends the day."""
Samples = NewType("Samples", int)
"""A count of sample frames at a rate that the context names."""
Hertz = NewType("Hertz", int)
"""A sample rate, in frames a second."""
Decibels = NewType("Decibels", float)
"""A relative level, in dB."""
Lufs = NewType("Lufs", float)
"""A loudness after ITU-R BS.1770, in LUFS."""
Dbtp = NewType("Dbtp", float)
"""A true peak, in dB relative to full scale."""
Factor = NewType("Factor", float)
"""A linear gain: 1.0 leaves the sound as it is."""
LoudnessUnits = NewType("LoudnessUnits", float)
"""A loudness difference or range, in LU."""
BitRate = NewType("BitRate", int)
"""A bit rate, in bit/s."""
SyllablesPerMinute = NewType("SyllablesPerMinute", float)
"""A pace of speech, in spoken syllables a minute."""

MIX_RATE = Hertz(48_000)
"""The rate of the mix: everything is brought to it once, on the way in."""


def to_samples(time: Seconds, rate: Hertz = MIX_RATE) -> Samples:
    """Count the frames of a time, rounded to the nearest.

    >>> to_samples(Seconds(1.5))
    72000
    """
    return Samples(round(time * rate))


def to_seconds(count: Samples, rate: Hertz = MIX_RATE) -> Seconds:
    """Return the time that a count of frames lasts.

    >>> to_seconds(Samples(24000))
    0.5
    """
    return Seconds(count / rate)


def amplitude(level: Decibels) -> Factor:
    """Turn a level in dB into a factor.

    >>> amplitude(Decibels(-20.0))
    0.1
    """
    return Factor(10.0 ** (level / 20.0))


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a sound is; ``None`` where the sound is too short or too silent to tell."""

    integrated: Lufs | None = None
    loudness_range: LoudnessUnits | None = None
    true_peak: Dbtp | None = None
    max_momentary: Lufs | None = None
    max_short_term: Lufs | None = None
    sample_peak: Decibels | None = None
