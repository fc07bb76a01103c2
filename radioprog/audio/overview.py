"""The shape of a sound for pictures: peak and power of each of a few hundred columns.

Stands beside the meter, after the mix or a decoded delivery: blocks in, one line of numbers out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.timeline import Block
from radioprog.kernel.units import Samples

Columns = NDArray[np.float32]
"""One number a column, full scale 1."""


class Overview:
    """Collects a sound's shape while its blocks stream by; the size of the blocks is no matter.

    >>> overview = Overview(Samples(4), columns=2)
    >>> overview.push(np.array([[0.5, 0.0], [-0.25, 0.1]], np.float32))
    >>> overview.push(np.array([[0.0, 0.0], [0.0, 1.0]], np.float32))
    >>> overview.peaks.tolist()
    [0.5, 1.0]
    """

    def __init__(self, length: Samples, *, columns: int) -> None:
        """Prepare for a sound of ``length`` frames."""
        self._length = max(1, length)
        self._at = 0
        self._energy = np.zeros(columns)
        self._count = np.zeros(columns)
        self.peaks: Columns = np.zeros(columns, np.float32)

    def push(self, block: Block) -> None:
        """Take the next block, shape (frames, channels); what lies beyond the length is ignored."""
        block = block[: max(0, self._length - self._at)]
        if not len(block):
            return
        first, last = self._column(self._at), self._column(self._at + len(block) - 1)
        # Where each column after the first begins: the least frame that falls into it.
        numbers = np.arange(first + 1, last + 1)
        borders = -(-numbers * self._length // len(self.peaks)) - self._at
        starts = np.concatenate(((0,), borders)).astype(np.intp)
        starts, here = starts[_first_ones(starts)], np.arange(first, last + 1)[_first_ones(starts)]
        flat = np.ascontiguousarray(block).reshape(-1)
        places = starts * block.shape[1]
        highest = np.maximum.reduceat(np.abs(flat), places)
        energy = np.square(flat, dtype=np.float64)
        self.peaks[here] = np.maximum(self.peaks[here], highest)
        self._energy[here] += np.add.reduceat(energy, places) / block.shape[1]
        self._count[here] += np.diff(starts, append=len(block))
        self._at += len(block)

    def _column(self, frame: int) -> int:
        return frame * len(self.peaks) // self._length

    @property
    def rms(self) -> Columns:
        """Return the root of the mean power of each column."""
        power = self._energy / np.maximum(self._count, 1.0)
        return np.sqrt(power).astype(np.float32)


def _first_ones(starts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Leave out columns without a frame: the next one begins where they do."""
    return np.diff(starts, append=starts[-1] + 1) > 0
