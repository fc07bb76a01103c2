"""Relief: small local dips where a codec lets a peak rise, whatever the limiter's ceiling.

Between a delivery that was decoded and its next encode. Where a codec errs upwards (an onset
smeared, a hard vowel at a low bit rate), a lower ceiling may change nothing, since the sound there
need not touch it. So the places themselves are found in the decoded file and turned down: a codec's
error falls with the sound that it is made of.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.events import Block
from radioprog.audio.survey import Rows, surveyed
from radioprog.kernel.units import Dbtp, Decibels, Hertz, amplitude

CELL = 32
"""Stretches in a cell, 512 frames: about the time within which codecs shape their error."""
_WIDE = 2
"""Cells turned down as far on both sides of one, since a codec's frames reach so far."""
_WATCHED = Decibels(-0.05)
_WANTED = Decibels(-0.15)
"""What comes as near to the highest peak allowed as the first is brought down to the second: with
other samples the codec errs in other places, and the more so the oftener it was tried: each round
goes as much lower again."""

Cells = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Relief:
    """By how many dB each cell of a sound is turned down, beside gain and limiter.

    >>> Relief(np.array([0, 0, 0, 1.5, 0, 0, 0, 0], np.float32)).knots(0, 8 * CELL)[::CELL].tolist()
    [0.0, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 0.0, 0.0]
    """

    cells: Cells

    def __bool__(self) -> bool:
        return bool(self.cells.any())

    def __add__(self, other: Relief) -> Relief:
        """Turn down by both."""
        own, more = (np.pad(each, (0, max(len(self.cells), len(other.cells)) - len(each)))
                     for each in (self.cells, other.cells))  # fmt: skip
        return Relief(own + more)

    def knots(self, first: int, count: int) -> NDArray[np.float64]:
        """Give the dips in dB at the start of each of ``count`` stretches, and at the end of all.

        ``first`` is the first stretch's number; it begins a cell.
        """
        start, cells = first // CELL, -(-count // CELL)
        near = np.zeros(cells + 1 + 2 * _WIDE + 1)
        low = start - 1 - _WIDE
        have = self.cells[max(0, low) : max(0, low + len(near))]
        near[max(0, -low) : max(0, -low) + len(have)] = have
        edges = np.lib.stride_tricks.sliding_window_view(near, 2 * _WIDE + 2).max(axis=1)
        places = np.arange(count + 1) / CELL
        return np.asarray(np.interp(places, np.arange(cells + 1), edges))


NO_RELIEF = Relief(np.zeros(0, np.float32))


def relief_for(
    decoded: Iterable[Block], *, rate: Hertz, channels: int, highest: Dbtp, rounds: int = 1
) -> Relief:
    """Find where a decoded sound rises too high, and by how much it should be turned down there.

    Args:
        decoded: the decoded file, from its first frame on.
        rate: frames a second.
        channels: 1 or 2.
        highest: the highest true peak that is allowed.
        rounds: how often it was encoded.
    """
    watched = Decibels(highest + _WATCHED)
    look = surveyed(decoded, rate=rate, channels=channels, floor=amplitude(watched))
    wanted = Decibels(highest + rounds * _WANTED)
    return Relief(np.concatenate([NO_RELIEF.cells, *_excesses(look, watched, wanted)]))


def _excesses(
    look: Iterable[tuple[Block, Rows]], watched: Decibels, wanted: Decibels
) -> Iterator[Cells]:
    for _, peaks in look:
        tops = np.pad(peaks, (0, -len(peaks) % CELL)).reshape(-1, CELL).max(axis=1)
        levels = 20.0 * np.log10(np.maximum(tops, 1e-9, dtype=np.float64))
        yield np.where(levels > watched, levels - wanted, 0.0).astype(np.float32)


def factors(dips: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn dips in dB into factors."""
    return np.asarray(np.exp(dips * (math.log(10.0) / -20.0)))
