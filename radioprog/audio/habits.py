"""What codecs do to level and peak: known beforehand, so that the first encode is mostly right.

Facts as data; beside the master. Measured by `benchmarks/habits.py`; what a codec does to a given
sound beyond this is corrected after decoding.
"""

from __future__ import annotations

from dataclasses import dataclass

from radioprog.audio.formats import Codec, DeliveryFormat
from radioprog.kernel.units import BitRate, Decibels


@dataclass(frozen=True, slots=True)
class Habit:
    """How a codec changes the loudness, and by how much decoded peaks may rise above the limit.

    ``room`` counts from the level *before* encoding: a codec that lowers the level needs less.
    """

    level: Decibels
    room: Decibels


_LOSSLESS = Habit(Decibels(0.0), Decibels(0.0))
_LOWERED = Decibels(-0.4455)
"""LAME scales constant bit rates up to 160 kbit/s by 0.95, 192 by 0.97."""
_LOWERED_192 = Decibels(-0.2646)


def habit_of(form: DeliveryFormat) -> Habit:
    """Give what is known of a delivery's codec."""
    if form.codec in (Codec.PCM, Codec.FLAC) or form.bitrate is None:
        return _LOSSLESS
    each = form.bitrate // form.channels
    overshoot = next(rise for least, rise in _OVERSHOOT[form.codec] if each >= least)
    level = _lame_level(form.bitrate) if form.codec is Codec.MP3 else Decibels(0.0)
    return Habit(level, Decibels(level + overshoot))


_OVERSHOOT: dict[Codec, tuple[tuple[int, float], ...]] = {
    Codec.MP3: ((128_000, 0.4), (96_000, 0.5), (64_000, 0.8), (0, 1.2)),
    Codec.AAC: ((96_000, 0.4), (48_000, 0.8), (0, 1.2)),
    Codec.OPUS: ((64_000, 0.6), (0, 1.0)),
}
"""By codec: from this bit rate a channel on, decoded peaks rise by at most about this, in dB."""


def _lame_level(bitrate: BitRate) -> Decibels:
    if bitrate <= 160_000:
        return _LOWERED
    return _LOWERED_192 if bitrate <= 192_000 else Decibels(0.0)
