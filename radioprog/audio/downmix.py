"""Folding: sound of many channels brought to two, as a listener at home would hear it.

Mono stays mono and stereo stays stereo; surround is mixed down after ITU-R BS.775 (the centre and
the surrounds at -3 dB, no LFE) and scaled so that full scale stays within full scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.timeline import Block

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
