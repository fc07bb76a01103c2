"""Resampling: sound of any rate brought to another, once, on the way in or out.

The only module that knows soxr; always its HQ quality (pass band to 91 % of Nyquist, aliases
below -120 dB), so that every part of a programme is resampled alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import soxr

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
