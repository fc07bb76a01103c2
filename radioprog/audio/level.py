"""Aiming: which gain gives a prepared mix the loudness that is wanted, under a given ceiling.

Before the encoder, on samples alone. Where the limiter has nothing to do, the gain is the
difference of two loudnesses; where it has, what it takes away is reckoned from each window's
energy before and after, and the gain is searched by the secant rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from radioprog.audio.limiter import Curve, Setting, energies_left
from radioprog.audio.meter import Series, gated_loudness
from radioprog.audio.prepare import Prepared
from radioprog.audio.relief import NO_RELIEF, Relief
from radioprog.audio.survey import STRETCH
from radioprog.kernel.units import Dbtp, Decibels, Factor, Lufs, Samples, amplitude

_TRIES = 8
_NEAR = 0.01
_MOST_GAIN = 40.0
"""dB: what is quieter than this would only be noise made loud."""
_HEADROOM = Decibels(-6.0)
"""A survey is made for this much more gain than was asked for, so that one is mostly enough."""
_TENTHS = 4
"""Tenths of a second in a window of momentary loudness."""
_ROWS = Samples((1 << 20) // STRETCH)


@dataclass(frozen=True, slots=True)
class Aimed:
    """What the limiter is to do, and the loudness it will give; ``None``: nothing to measure."""

    setting: Setting
    loudness: Lufs | None


def aim_at(
    prepared: Prepared, loudness: Lufs, ceiling: Dbtp, *, relief: Relief = NO_RELIEF
) -> Aimed:
    """Choose the static gain by which the limited sound has the loudness wanted.

    It may stay below where the sound is so quiet, or so full of peaks, that no gain up to 40 dB
    brings it there; the answer says which loudness is reached.
    """
    own = prepared.loudness.integrated
    if own is None:
        return Aimed(Setting(Decibels(0.0), ceiling), None)
    gain = min(loudness - own, _MOST_GAIN)
    slope, tried = 1.0, [(-math.inf, -math.inf)]
    for _ in range(_TRIES):
        reached = _reached(prepared, Setting(Decibels(gain), ceiling, relief))
        missing = loudness - reached
        if abs(missing) <= _NEAR or (gain >= _MOST_GAIN and missing > 0.0):
            break
        last_gain, last_reached = tried[-1]
        if abs(gain - last_gain) > _NEAR and math.isfinite(last_gain):
            slope = min(1.0, max(0.1, (reached - last_reached) / (gain - last_gain)))
        tried.append((gain, reached))
        gain = min(gain + missing / slope, _MOST_GAIN)
    return Aimed(Setting(Decibels(gain), ceiling, relief), Lufs(reached))


def _reached(prepared: Prepared, setting: Setting) -> Lufs:
    """Give the loudness of the sound as it leaves the limiter."""
    loudness = prepared.momentary + setting.decibels
    if not is_clear(prepared, setting):
        floor = Factor(setting.limit * amplitude(_HEADROOM))
        rows = prepared.survey.rows(floor, at_most=setting.limit).blocks(size=_ROWS)
        before, after = energies_left(rows, setting, rate=prepared.shape.rate)
        loudness = loudness + _change(before, after)[: len(loudness)]
    level = gated_loudness(loudness)
    return Lufs(-math.inf) if level is None else level


def is_clear(prepared: Prepared, setting: Setting) -> bool:
    """Tell whether the limiter has nothing to do."""
    if setting.relief:
        return False
    peak = prepared.loudness.true_peak
    return peak is None or amplitude(Decibels(peak)) <= setting.limit


def _change(before: Curve, after: Curve) -> Series:
    """Give by how many dB the energy of each window of 400 ms changes."""
    windows = np.ones(_TENTHS)
    was = np.convolve(before, windows, mode="valid")
    left = np.convolve(after, windows, mode="valid")
    ratio = np.divide(left, was, out=np.ones_like(was), where=was > 0.0)
    return np.asarray(10.0 * np.log10(ratio))
