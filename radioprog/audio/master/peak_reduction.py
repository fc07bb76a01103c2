"""Relief: small local dips where a codec lets a peak rise, whatever the limiter's ceiling.

Between a delivery that was decoded and its next encode. Where a codec errs upwards (an onset
smeared, a hard vowel at a low bit rate), a lower ceiling may change nothing, since the sound there
need not touch it. So the places themselves are found in the decoded file and turned down: a codec's
error falls with the sound that it is made of.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.master.peak_map import Rows, surveyed
from radioprog.audio.timeline import Block
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

    Few are: ``places`` are their numbers, rising, and ``depths`` what each is turned down.

    >>> Relief.from_cells(np.array([0, 0, 0, 1.5], np.float32)).knots(0, 8 * CELL)[::CELL].tolist()
    [0.0, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 0.0, 0.0]
    """

    places: NDArray[np.intp]
    depths: Cells

    @classmethod
    def from_cells(cls, cells: Cells, first: int = 0) -> Relief:
        """Return the relief of cells in a row, 0 for those left alone, from number ``first`` on."""
        turned = np.flatnonzero(cells)
        return cls(turned + first, cells[turned])

    @classmethod
    def joined(cls, parts: Sequence[Relief]) -> Relief:
        """Put the reliefs of stretches that follow each other into one."""
        if not parts:
            return NO_RELIEF
        return cls(
            *map(np.concatenate, zip(*((one.places, one.depths) for one in parts), strict=True))
        )

    def __bool__(self) -> bool:
        return bool(self.places.size)

    def __add__(self, other: Relief) -> Relief:
        """Turn down by both."""
        places = np.union1d(self.places, other.places)
        depths = np.zeros(len(places), np.float32)
        for each in (self, other):
            depths[np.searchsorted(places, each.places)] += each.depths
        return Relief(places, depths)

    def is_same_as(self, other: Relief) -> bool:
        """Tell whether both turn down the same by the same."""
        return np.array_equal(self.places, other.places) and np.array_equal(
            self.depths, other.depths
        )

    def knots(self, first: int, count: int) -> NDArray[np.float64]:
        """Return the dips in dB at the start of each of ``count`` stretches, and at the end of all.

        ``first`` is the first stretch's number; it begins a cell.
        """
        start, cells = first // CELL, -(-count // CELL)
        near = np.zeros(cells + 1 + 2 * _WIDE + 1)
        low = start - 1 - _WIDE
        begin, end = np.searchsorted(self.places, (low, low + len(near)))
        near[self.places[begin:end] - low] = self.depths[begin:end]
        edges = np.lib.stride_tricks.sliding_window_view(near, 2 * _WIDE + 2).max(axis=1)
        places = np.arange(count + 1) / CELL
        return np.asarray(np.interp(places, np.arange(cells + 1), edges))


NO_RELIEF = Relief.from_cells(np.zeros(0, np.float32))


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
    found, first = [], 0
    for _, peaks in look:
        cells = _excesses(peaks, watched, wanted)
        if cells.any():
            found.append(Relief.from_cells(cells, first))
        first += len(cells)
    return Relief.joined(found)


def _excesses(peaks: Rows, watched: Decibels, wanted: Decibels) -> Cells:
    tops = np.pad(peaks, (0, -len(peaks) % CELL)).reshape(-1, CELL).max(axis=1)
    levels = 20.0 * np.log10(np.maximum(tops, 1e-9, dtype=np.float64))
    excesses: Cells = np.where(levels > watched, levels - wanted, 0.0).astype(np.float32)
    return excesses


def factors(dips: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn dips in dB into factors."""
    return np.asarray(np.exp(dips * (math.log(10.0) / -20.0)))
