"""The probe: a few loud seconds of a programme, encoded and decoded before all of it is.

Before the first encode. A codec takes away what it thinks nobody hears, and how much of the
loudness goes with it depends on the sound: a tenth of it for a voice, more for hiss or cymbals.

What codecs do to level and peak: known beforehand, so that the first encode is mostly right.

Facts as data; beside the master. Measured on limited speech and music; what a codec does to a
given sound beyond this is found by decoding, and corrected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from radioprog.audio.codecs.encode import encode
from radioprog.audio.codecs.formats import Codec, DeliveryFormat
from radioprog.audio.master.limiter import Setting, limited
from radioprog.audio.master.prepare import RenderedMix
from radioprog.audio.meter.loudness import LoudnessMeter
from radioprog.audio.timeline import Block
from radioprog.kernel.units import Decibels, Lufs, Samples


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
_TENTHS = 40
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
    sums = np.convolve(energy, np.ones(_TENTHS), mode="valid")
    rate, frames = prepared.shape.rate, prepared.sound.frames
    cuts = []
    for part in np.array_split(np.arange(len(sums)), _PARTS):
        tenth = int(part[np.argmax(sums[part])])
        start = min(tenth * rate // 10, frames)
        cuts.append(prepared.sound.read(Samples(start), Samples(min(4 * rate, frames - start))))
    return np.concatenate(cuts)
