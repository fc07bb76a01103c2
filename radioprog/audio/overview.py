"""The shape of a sound for pictures: peak and power of each of a few hundred columns.

Stands beside the meter, after the mix or a decoded delivery: blocks in, one line of numbers out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.events import Block
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
        columns = np.arange(self._at, self._at + len(block)) * len(self.peaks) // self._length
        starts = np.flatnonzero(np.diff(columns, prepend=-1))
        here = columns[starts]
        highest = np.maximum.reduceat(np.abs(block).max(axis=1), starts)
        energy = np.square(block, dtype=np.float64).mean(axis=1)
        self.peaks[here] = np.maximum(self.peaks[here], highest)
        self._energy[here] += np.add.reduceat(energy, starts)
        self._count[here] += np.diff(starts, append=len(block))
        self._at += len(block)

    @property
    def rms(self) -> Columns:
        """Give the root of the mean power of each column."""
        power = self._energy / np.maximum(self._count, 1.0)
        return np.sqrt(power).astype(np.float32)
