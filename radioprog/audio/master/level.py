"""Aiming: which gain gives a prepared mix the loudness that is wanted, under a given ceiling.

Before the encoder, on samples alone. Where the limiter has nothing to do, the gain is the
difference of two loudnesses; where it has, what it takes away is reckoned from each window's
energy before and after, and the gain is searched by the secant rule.

What codecs do to level and peak is known beforehand, measured on limited speech and music, so that
the first encode is mostly right. How much of the loudness a codec takes away depends on the sound,
a tenth of it for a voice, more for hiss or cymbals: a few loud seconds of a programme are encoded
and decoded before all of it is. What remains is found by decoding, and corrected.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from radioprog.audio.codecs.encode import encode
from radioprog.audio.codecs.formats import Codec, DeliveryFormat
from radioprog.audio.master.limiter import Setting, energies_lost, limited
from radioprog.audio.master.peak_map import STRETCH, Curve
from radioprog.audio.master.peak_reduction import NO_RELIEF, Relief
from radioprog.audio.master.prepare import RenderedMix
from radioprog.audio.meter.loudness import LoudnessMeter, Series, gated_loudness
from radioprog.audio.timeline import Block
from radioprog.kernel.units import (
    Dbtp,
    Decibels,
    Factor,
    LoudnessUnits,
    Lufs,
    Samples,
    amplitude,
)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a codec changes the loudness, and by how much decoded peaks may rise above the limit.

    ``room`` counts from the level *before* encoding: a codec that lowers the level needs less.
    """

    level: Decibels
    room: Decibels


_LOSSLESS = Habit(Decibels(0.0), Decibels(0.0))

_LEVELS: dict[Codec, tuple[tuple[int, float], ...]] = {
    # LAME scales constant bit rates up to 160 kbit/s by 0.95, 192 and 224 by 0.97.
    Codec.MP3: ((256_000, 0.0), (192_000, -0.2646), (0, -0.4455)),
    Codec.AAC: ((0, -0.05),),
    Codec.OPUS: ((96_000, 0.0), (40_000, -0.08), (0, -0.2)),
}
"""By codec: from this bit rate on, decoding changes the loudness by about so many LU."""

_OVERSHOOT: dict[tuple[Codec, int], tuple[tuple[int, float], ...]] = {
    (Codec.MP3, 1): ((160_000, 0.3), (96_000, 0.5), (0, 1.35)),
    (Codec.MP3, 2): ((256_000, 0.3), (160_000, 0.4), (96_000, 0.7), (0, 1.05)),
    (Codec.AAC, 1): ((128_000, 0.8), (0, 1.6)),
    (Codec.AAC, 2): ((192_000, 0.6), (0, 0.9)),
    (Codec.OPUS, 1): ((64_000, 0.6), (0, 0.9)),
    (Codec.OPUS, 2): ((96_000, 0.6), (0, 0.8)),
}
"""By codec and channels: from this bit rate on, peaks rise by at most about so many dB."""


def habit_of(form: DeliveryFormat) -> Habit:
    """Return what is known of a delivery's codec."""
    if form.codec in (Codec.PCM, Codec.FLAC) or form.bitrate is None:
        return _LOSSLESS
    level = _at(form.bitrate, _LEVELS[form.codec])
    overshoot = _at(form.bitrate, _OVERSHOOT[form.codec, form.channels])
    return Habit(Decibels(level), Decibels(level + overshoot))


def _at(bitrate: int, table: tuple[tuple[int, float], ...]) -> float:
    return next(value for least, value in table if bitrate >= least)


_PARTS = 6
_PROBED_TENTHS = 40
"""Four seconds of each sixth of the programme."""
_WORTH_IT = 900
"""Tenths of a second: of what is shorter, encoding all costs little more."""

Judge = Callable[[Path, DeliveryFormat], Lufs | None]


def probed(
    prepared: RenderedMix,
    form: DeliveryFormat,
    setting: Setting,
    habit: Habit,
    *,
    path: Path,
    judge: Judge,
) -> Habit:
    """Correct a codec's habit of level by what it does to the loudest seconds of each part.

    Args:
        prepared: the mix.
        form: the delivery.
        setting: gain and ceiling as they would be without the probe.
        habit: what is known of the codec.
        path: where the probe may be written; it is removed.
        judge: decodes a file and gives its loudness.
    """
    if habit == Habit(Decibels(0.0), Decibels(0.0)) or len(prepared.momentary) < _WORTH_IT:
        return habit
    sound = np.concatenate(
        list(limited([_loudest(prepared)], setting, rate=form.sample_rate, channels=form.channels))
    )
    meter = LoudnessMeter(form.sample_rate, form.channels)
    meter.push(sound)
    before = meter.result().integrated
    try:
        encode(path, [sound], form)
        after = judge(path, form)
    finally:
        path.unlink(missing_ok=True)
    if before is None or after is None:
        return habit
    # Peaks need not fall with the loudness: the room stays.
    return Habit(Decibels(after - before), habit.room)


def _loudest(prepared: RenderedMix) -> Block:
    """Cut the loudest four seconds out of each part of a programme."""
    energy = 10.0 ** (prepared.momentary / 10.0)
    sums = np.convolve(energy, np.ones(_PROBED_TENTHS), mode="valid")
    rate, frames = prepared.shape.rate, prepared.sound.frames
    cuts = []
    for part in np.array_split(np.arange(len(sums)), _PARTS):
        tenth = int(part[np.argmax(sums[part])])
        start = min(tenth * rate // 10, frames)
        cuts.append(prepared.sound.read(Samples(start), Samples(min(4 * rate, frames - start))))
    return np.concatenate(cuts)


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
