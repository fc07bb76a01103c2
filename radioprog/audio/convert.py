"""Sound of any rate and any channels brought to ours, once, on the way in or out.

Mono stays mono and stereo stays stereo; surround is mixed down after ITU-R BS.775 (the centre and
the surrounds at -3 dB, no LFE) and scaled so that full scale stays within full scale, as a
listener at home would hear it. The only module that knows soxr; always its HQ quality (pass band
to 91 % of Nyquist, aliases below -120 dB), so that every part of a programme is resampled alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
import soxr
from numpy.typing import NDArray

from radioprog.audio.timeline import Block
from radioprog.kernel.units import Hertz, Samples

_QUALITY = "HQ"


def resampled_length(frames: Samples, source: Hertz, target: Hertz) -> Samples:
    """Count the frames that a sound has at another rate, rounded to the nearest (half up).

    >>> resampled_length(Samples(22050), Hertz(22050), Hertz(48000))
    48000
    """
    return Samples((2 * frames * target + source) // (2 * source))


def resample(samples: Block, source: Hertz, target: Hertz) -> Block:
    """Bring a sound to another rate in one go.

    Args:
        samples: shape (frames,) or (frames, channels); the answer has the same form.
        source: the rate it has.
        target: the rate it gets.

    >>> resample(np.zeros(22050, np.float32), Hertz(22050), Hertz(48000)).shape
    (48000,)
    """
    if source == target or not samples.shape[0]:
        return np.asarray(samples, dtype=np.float32)
    sound = np.ascontiguousarray(samples, dtype=np.float32)
    answer = soxr.resample(sound, source, target, quality=_QUALITY)
    return _fitted(answer, resampled_length(Samples(len(samples)), source, target))


def resample_stream(
    blocks: Iterable[Block], source: Hertz, target: Hertz, *, channels: int
) -> Iterator[Block]:
    """Bring a stream of blocks (frames, channels) to another rate; exact length, little memory."""
    if source == target:
        yield from blocks
        return
    stream = soxr.ResampleStream(source, target, channels, dtype="float32", quality=_QUALITY)
    taken = given = 0
    for block in blocks:
        taken += len(block)
        ready = stream.resample_chunk(np.ascontiguousarray(block, dtype=np.float32))
        given += len(ready)
        if len(ready):
            yield ready
    rest = stream.resample_chunk(np.zeros((0, channels), dtype=np.float32), last=True)
    left = resampled_length(Samples(taken), source, target) - given
    if left > 0:
        yield _fitted(rest, Samples(left))


def _fitted(sound: Block, length: Samples) -> Block:
    """Cut or fill with silence the one frame by which a resampler's count may differ."""
    if len(sound) >= length:
        return sound[:length]
    missing = np.zeros((length - len(sound), *sound.shape[1:]), dtype=np.float32)
    return np.concatenate((sound, missing))


_THREE_DB_DOWN = 2.0**-0.5
_SHARES = {
    "FL": (1.0, 0.0),
    "FR": (0.0, 1.0),
    "FC": (_THREE_DB_DOWN, _THREE_DB_DOWN),
    "LFE": (0.0, 0.0),
    "LFE2": (0.0, 0.0),
    "BL": (_THREE_DB_DOWN, 0.0),
    "BR": (0.0, _THREE_DB_DOWN),
    "SL": (_THREE_DB_DOWN, 0.0),
    "SR": (0.0, _THREE_DB_DOWN),
    "BC": (0.5, 0.5),
    "FLC": (1.0, 0.0),
    "FRC": (0.0, 1.0),
    "DL": (1.0, 0.0),
    "DR": (0.0, 1.0),
}
_USUAL: dict[int, tuple[str, ...]] = {
    3: ("FL", "FR", "FC"),
    4: ("FL", "FR", "BL", "BR"),
    5: ("FL", "FR", "FC", "BL", "BR"),
    6: ("FL", "FR", "FC", "LFE", "BL", "BR"),
    7: ("FL", "FR", "FC", "LFE", "BC", "SL", "SR"),
    8: ("FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"),
}
_ELSEWHERE = (0.5, 0.5)


def folded_channels(channels: int) -> int:
    """Count the channels that a sound has after folding.

    >>> [folded_channels(count) for count in (1, 2, 6)]
    [1, 2, 2]
    """
    return min(channels, 2)


def fold(sound: Block, names: Sequence[str] = ()) -> Block:
    """Bring sound of shape (frames, channels) to one or two channels.

    ``names`` are FFmpeg's short names of the channels (FL, FR, FC, LFE, ...), where known.

    >>> fold(np.ones((1, 6), np.float32)).round(3).tolist()
    [[1.0, 1.0]]
    """
    channels = sound.shape[1]
    if channels <= 2:
        return sound
    return np.asarray(sound @ _matrix(channels, tuple(names)), dtype=np.float32)


@lru_cache(maxsize=16)
def _matrix(channels: int, names: tuple[str, ...]) -> NDArray[np.float32]:
    known = len(names) == channels and any(name in _SHARES for name in names)
    places = names if known else _USUAL.get(channels, ("",) * channels)
    shares = np.array([_SHARES.get(name, _ELSEWHERE) for name in places])
    return np.asarray(shares / max(shares.sum(axis=0).max(), 1.0), dtype=np.float32)
