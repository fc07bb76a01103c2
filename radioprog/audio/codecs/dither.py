"""From float32 to whole numbers: rounding with a dither that comes from the sound itself.

Before an encoder that takes 16 bits. The noise is triangular, one step high, and made from each
piece's own content, so that the same sound gives the same numbers on every run, and digital
silence stays digital silence.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.timeline import PIECE, Block, pieces

Pcm16 = NDArray[np.int16]

_FULL = 32_768.0
_HIGHEST = 32_767.0


def dithered(blocks: Iterable[Block], *, channels: int) -> Iterator[Pcm16]:
    """Turn float32 blocks into 16-bit ones of the same frames.

    The blocks' borders make no difference to the numbers.

    >>> silence = np.zeros((10, 1), np.float32)
    >>> int(np.abs(next(dithered([silence], channels=1))).max())
    0
    """
    for number, piece in enumerate(pieces(blocks, PIECE, channels)):
        yield _dithered(piece, number)


def _dithered(piece: Block, number: int) -> Pcm16:
    flat = np.ascontiguousarray(piece).reshape(-1)
    if not flat.any():
        return np.zeros(piece.shape, np.int16)
    scaled = flat * np.float32(_FULL)
    scaled += _noise(zlib.crc32(flat.data), number, flat.size)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -_FULL, _HIGHEST, out=scaled)
    return scaled.astype(np.int16).reshape(piece.shape)


def _noise(content: int, number: int, count: int) -> NDArray[np.float32]:
    """Return triangular noise between -1 and 1: the sum of two even ones."""
    source = np.random.SFC64(np.random.SeedSequence([content, number]))
    halves = source.random_raw((count + 1) // 2).view(np.uint16)
    noise = halves[0::2].astype(np.float32)
    noise += halves[1::2]
    noise -= np.float32(65_535.0)
    noise *= np.float32(1.0 / 65_536.0)
    return noise[:count]
