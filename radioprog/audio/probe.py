"""The probe: a few loud seconds of a programme, encoded and decoded before all of it is.

Before the first encode. A codec takes away what it thinks nobody hears, and how much of the
loudness goes with it depends on the sound: a tenth of it for a voice, more for hiss or cymbals.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from radioprog.audio.encode import encode
from radioprog.audio.events import Block
from radioprog.audio.formats import DeliveryFormat
from radioprog.audio.habits import Habit
from radioprog.audio.limiter import Setting, limited
from radioprog.audio.meter import LoudnessMeter
from radioprog.audio.prepare import Prepared
from radioprog.kernel.units import Decibels, Lufs, Samples

_PARTS = 6
_TENTHS = 40
"""Four seconds of each sixth of the programme."""
_WORTH_IT = 900
"""Tenths of a second: of what is shorter, encoding all costs little more."""

Judge = Callable[[Path, DeliveryFormat], Lufs | None]


def probed(
    prepared: Prepared, form: DeliveryFormat, setting: Setting, habit: Habit, *,
    path: Path, judge: Judge,
) -> Habit:  # fmt: skip
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


def _loudest(prepared: Prepared) -> Block:
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
