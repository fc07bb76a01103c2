"""The survey of peaks: how high the wave rises in each stretch of 16 frames.

Before the limiter, which dips where a peak is too high. Oversampling (with the meter's filter) is
spent only where a look at the samples cannot clear a stretch: between two samples the wave keeps
to the line that joins them, but for a small part of how sharply it bends there.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.master.spool import Spool
from radioprog.audio.meter.truepeak import peak_bounds, peak_phases, tops
from radioprog.audio.timeline import PIECE, Block, pieces
from radioprog.kernel.units import Factor, Hertz

Rows = NDArray[np.float32]
Curve = NDArray[np.float64]

STRETCH = 16


def surveyed(
    blocks: Iterable[Block], *, rate: Hertz, channels: int, floor: float
) -> Iterator[tuple[Block, Rows]]:
    """Return each piece with the true peak of each of its stretches.

    A stretch whose peak cannot exceed ``floor`` gets its highest sample instead.
    """
    look = _Look(rate, channels, floor)
    for past, piece, after in _with_neighbours(blocks, channels):
        yield piece, look.at(past, piece, after)


def _with_neighbours(
    blocks: Iterable[Block], channels: int
) -> Iterator[tuple[Block, Block, Block]]:
    """Return each piece with the stretch before it and the one after it."""
    nothing = np.zeros((0, channels), np.float32)
    stream = pieces(blocks, PIECE, channels)
    past, piece = nothing, next(stream, nothing)
    while len(piece):
        following = next(stream, nothing)
        yield past[-STRETCH:], piece, following[:STRETCH]
        past, piece = piece, following


class Tenths:
    """Sums up what each stretch brings by tenths of a second.

    >>> tenths = Tenths(Hertz(16_000))
    >>> tenths.add(np.ones(150))
    >>> tenths.sums().tolist()
    [100.0, 50.0]
    """

    def __init__(self, rate: Hertz) -> None:
        """Begin with nothing; ``rate`` is that of the sound."""
        self._rate = rate
        self._stretches = 0
        self._sums: list[Curve] = [np.zeros(0)]
        self._open = 0.0

    def add(self, values: Rows | Curve) -> None:
        """Take the next stretches."""
        end = self._stretches + len(values)
        first, last = self._tenth(self._stretches), self._tenth(end)
        borders = -(-np.arange(first + 1, last + 1) * self._rate // (STRETCH * 10))
        starts = np.concatenate(([0], borders - self._stretches))
        # A tenth that ends where the values end has its sum below, as the open one of the next.
        sums = np.add.reduceat(np.append(values, 0.0), starts)
        sums[0] += self._open
        self._sums.append(sums[:-1])
        self._open = float(sums[-1])
        self._stretches = end

    def sums(self) -> Curve:
        """Return all tenths; the last may be short."""
        return np.concatenate([*self._sums, [self._open]])

    def _tenth(self, stretch: int) -> int:
        return stretch * (STRETCH * 10) // self._rate


class Survey:
    """The survey of a spooled sound: peak and energy of each stretch, kept beside the sound.

    Made when first asked for, and again only when a lower floor is asked for; threads may share it.
    """

    def __init__(self, sound: Spool, rate: Hertz, folder: Path) -> None:
        """Be ready to survey a sound whose last frame has been written."""
        self._sound, self._rate, self._folder = sound, rate, folder
        self._lock = threading.Lock()
        self._made: list[tuple[float, Spool]] = []
        self._energies: Curve = np.zeros(0)

    def rows(self, floor: Factor, *, at_most: Factor) -> Spool:
        """Return a spool of (peak, energy), a row a stretch; peaks above a floor are true peaks.

        A survey is made with ``floor``; one made before serves if its floor is ``at_most`` that.
        """
        with self._lock:
            if not self._made or self._made[-1][0] > at_most:
                self._made.append((floor, self._survey(floor)))
            return self._made[-1][1]

    def energies(self) -> Curve:
        """Return the energy of each tenth of a second of the sound, once it has been surveyed."""
        return self._energies

    def close(self) -> None:
        """Free the room on disk."""
        for _, spool in self._made:
            spool.close()

    def _survey(self, floor: Factor) -> Spool:
        channels = self._sound.channels
        spool, tenths = Spool(self._folder, channels=2), Tenths(self._rate)
        try:
            for piece, peaks in surveyed(
                self._sound.blocks(size=PIECE), rate=self._rate, channels=channels, floor=floor
            ):
                energies = _energies(piece)
                tenths.add(energies)
                spool.write(np.column_stack((peaks, energies)))
        except BaseException:
            spool.close()
            raise
        # All at once, and the same for every floor: another thread may be using those there were.
        self._energies = tenths.sums()
        return spool


def _energies(piece: Block) -> Rows:
    rows = np.zeros((-(-len(piece) // STRETCH), STRETCH * piece.shape[1]), np.float32)
    rows.reshape(-1)[: piece.size] = piece.reshape(-1)
    return np.asarray(np.einsum("sf,sf->s", rows, rows))


class _Look:
    """Looks at stretches, and oversamples those that a look cannot clear."""

    def __init__(self, rate: Hertz, channels: int, floor: float) -> None:
        self._phases = peak_phases(rate)
        self._channels = channels
        self._floor = floor
        self._by_level, self._by_bend = peak_bounds(rate)

    def at(self, past: Block, piece: Block, after: Block) -> Rows:
        """Return the peaks of a piece, knowing up to a stretch of what is on both sides of it."""
        count = -(-len(piece) // STRETCH)
        sound = np.zeros(((count + 2) * STRETCH, self._channels), np.float32)
        sound[STRETCH - len(past) : STRETCH] = past
        sound[STRETCH : STRETCH + len(piece)] = piece
        rest = after[: len(sound) - STRETCH - len(piece)]
        sound[STRETCH + len(piece) : STRETCH + len(piece) + len(rest)] = rest
        peaks = np.zeros(count, np.float32)
        for plane in sound.T:
            np.maximum(peaks, self._plane_peaks(np.ascontiguousarray(plane)), out=peaks)
        return peaks

    def _plane_peaks(self, plane: Rows) -> Rows:
        levels = tops(np.abs(plane), STRETCH)
        peaks: Rows = levels[1:-1].copy()
        if not self._phases.size or _around(levels).max() * 2.5 <= self._floor:
            return peaks
        bend = np.zeros_like(plane)
        np.abs(np.diff(plane, n=2), out=bend[1:-1])
        bends = tops(bend, STRETCH)
        bound = self._by_level * _around(levels) + self._by_bend * _around(bends)
        suspects = np.flatnonzero(bound > self._floor)
        if suspects.size:
            rows = np.lib.stride_tricks.sliding_window_view(plane, 3 * STRETCH)
            columns = np.ascontiguousarray(rows[suspects * STRETCH].T)
            peaks[suspects] = np.maximum(peaks[suspects], self._between(columns))
        return peaks

    def _between(self, columns: Rows) -> Rows:
        """Return the highest value between the samples of stretches, and at their borders.

        Each column is a stretch with its neighbours, 3 x 16 frames.
        """
        taps = self._phases.shape[1]
        highest = np.zeros(columns.shape[1], np.float32)
        value = np.empty((STRETCH + 1, columns.shape[1]), np.float32)
        part = np.empty_like(value)
        for phase in self._phases:
            value[:] = 0.0
            for tap, weight in enumerate(phase):
                first = STRETCH - 1 + taps // 2 - tap
                np.multiply(columns[first : first + STRETCH + 1], weight, out=part)
                np.add(value, part, out=value)
            np.abs(value, out=value)
            np.maximum(highest, value.max(axis=0), out=highest)
        return highest


def _around(values: Rows) -> Rows:
    """Return the highest of each value and its two neighbours, without the ends."""
    return np.asarray(np.maximum(np.maximum(values[:-2], values[1:-1]), values[2:]))
