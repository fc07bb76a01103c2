"""Aiming: which gain gives a prepared mix the loudness that is wanted, under a given ceiling.

Before the encoder, on samples alone. Where the limiter has nothing to do, the gain is the
difference of two loudnesses; where it has, what it takes away is reckoned from each window's
energy before and after, and the gain is searched by the secant rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from radioprog.audio.master.limiter import Setting, energies_lost
from radioprog.audio.master.peak_map import STRETCH, Curve
from radioprog.audio.master.peak_reduction import NO_RELIEF, Relief
from radioprog.audio.master.prepare import RenderedMix
from radioprog.audio.meter.loudness import Series, gated_loudness
from radioprog.kernel.units import (
    Dbtp,
    Decibels,
    Factor,
    LoudnessUnits,
    Lufs,
    Samples,
    amplitude,
)

_TRIES = 8
NEAR = LoudnessUnits(0.01)
_STEP = 3
"""Decimals of a gain in dB, so that the last bit of a machine's sums decides nothing."""
_MOST_GAIN = 40.0
"""dB: what is quieter than this would only be noise made loud."""
_HEADROOM = Decibels(-3.0)
"""A survey is made for this much more gain than was asked for, so that one is mostly enough."""
_ALL_BUT_NOTHING = 1.0 - 1e-12
_TENTHS = 4
"""Tenths of a second in a window of momentary loudness."""
_ROWS = Samples((1 << 20) // STRETCH)


@dataclass(frozen=True, slots=True)
class Aimed:
    """What the limiter is to do, and the loudness it will give; ``None``: nothing to measure."""

    setting: Setting
    loudness: Lufs | None


def aim_at(
    prepared: RenderedMix,
    loudness: Lufs,
    ceiling: Dbtp,
    *,
    relief: Relief = NO_RELIEF,
    near: LoudnessUnits = NEAR,
    after: Aimed | None = None,
) -> Aimed:
    """Choose the static gain by which the limited sound has the loudness wanted.

    It may stay below where the sound is so quiet, or so full of peaks, that no gain up to 40 dB
    brings it there; the answer says which loudness is reached, mostly within ``near`` of what is
    wanted. ``after`` is an earlier answer to begin from.
    """
    own = prepared.loudness.integrated
    if own is None:
        return Aimed(Setting(Decibels(0.0), ceiling), None)
    last_gain, last_reached, slope = 0.0, float(own), 1.0
    if after is not None and after.loudness is not None:
        last_gain, last_reached = float(after.setting.decibels), float(after.loudness)
    gain = last_gain + (loudness - last_reached)
    for _ in range(_TRIES):
        gain = min(round(gain, _STEP), _MOST_GAIN)
        reached = _reached(prepared, Setting(Decibels(gain), ceiling, relief))
        missing = loudness - reached
        if abs(missing) <= near or (gain >= _MOST_GAIN and missing > 0.0):
            break
        if abs(gain - last_gain) > near:
            slope = min(1.0, max(0.1, (reached - last_reached) / (gain - last_gain)))
        last_gain, last_reached = gain, reached
        gain += missing / slope
    return Aimed(Setting(Decibels(gain), ceiling, relief), Lufs(reached))


def aim_again(
    prepared: RenderedMix,
    aimed: Aimed,
    relief: Relief,
    *,
    missing: LoudnessUnits,
    near: LoudnessUnits,
) -> Aimed:
    """Aim for a sound that is to be turned down at some places, and was ``missing`` some loudness.

    The gain stays where it comes as ``near`` as this: what is not touched is then the same sound.
    """
    if aimed.loudness is None:
        return aimed
    wanted = Lufs(aimed.loudness + missing)
    setting = replace(aimed.setting, relief=relief)
    reached = _reached(prepared, setting)
    again = Aimed(setting, reached)
    if abs(wanted - reached) <= near:
        return again
    return aim_at(prepared, wanted, setting.ceiling, relief=relief, after=again)


def _reached(prepared: RenderedMix, setting: Setting) -> Lufs:
    """Return the loudness of the sound as it leaves the limiter."""
    loudness = prepared.momentary + setting.decibels
    if not is_clear(prepared, setting):
        floor = Factor(setting.limit * amplitude(_HEADROOM))
        rows = prepared.survey.rows(floor, at_most=setting.limit).blocks(size=_ROWS)
        lost = energies_lost(rows, setting, rate=prepared.shape.rate)
        loudness = loudness + _change(prepared.survey.energies(), lost)[: len(loudness)]
    level = gated_loudness(loudness)
    return Lufs(-math.inf) if level is None else level


def is_clear(prepared: RenderedMix, setting: Setting) -> bool:
    """Tell whether the limiter has nothing to do."""
    if setting.relief:
        return False
    peak = prepared.loudness.true_peak
    return peak is None or amplitude(Decibels(peak)) <= setting.limit


def _change(energies: Curve, lost: Curve) -> Series:
    """Return by how many dB the energy of each window of 400 ms changes."""
    had, gone = (
        np.lib.stride_tricks.sliding_window_view(each, _TENTHS).sum(axis=1)
        for each in (energies, lost)
    )
    part = np.divide(gone, had, out=np.zeros_like(had), where=had > 0.0)
    return np.asarray(10.0 * np.log10(1.0 - np.minimum(part, _ALL_BUT_NOTHING)))
