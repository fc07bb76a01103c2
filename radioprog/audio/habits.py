"""What codecs do to level and peak: known beforehand, so that the first encode is mostly right.

Facts as data; beside the master. Measured on limited speech and music; what a codec does to a
given sound beyond this is found by decoding, and corrected.
"""

from __future__ import annotations

from dataclasses import dataclass

from radioprog.audio.formats import Codec, DeliveryFormat
from radioprog.kernel.units import Decibels


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
    """Give what is known of a delivery's codec."""
    if form.codec in (Codec.PCM, Codec.FLAC) or form.bitrate is None:
        return _LOSSLESS
    level = _at(form.bitrate, _LEVELS[form.codec])
    overshoot = _at(form.bitrate, _OVERSHOOT[form.codec, form.channels])
    return Habit(Decibels(level), Decibels(level + overshoot))


def _at(bitrate: int, table: tuple[tuple[int, float], ...]) -> float:
    return next(value for least, value in table if bitrate >= least)
