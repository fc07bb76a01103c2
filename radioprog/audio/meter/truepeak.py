"""True peak: how high the wave rises between the samples (ITU-R BS.1770-5, annex 2).

Stands beside `meter`, and gives the limiter the same filter, so that what one measures the other
holds. Sound of up to 192 kHz is oversampled four times, above twice.

Only stretches that could raise the peak found so far are oversampled: between two samples the wave
keeps to the line that joins them, but for a small part of how sharply it bends nearby. The answer
is exactly that of oversampling everything.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from radioprog.kernel.units import Dbtp, Decibels, Factor, Hertz

_TAPS = 49
# Frames judged together; longer than the filter's reach, so that a stretch and the one after it
# hold every sample that the stretch's values are made of.
_STRETCH = 64


@lru_cache(maxsize=8)
def peak_phases(rate: Hertz) -> NDArray[np.float32]:
    """Return the filter's phases between the samples, shape (phases, taps); the sample is phase 0.

    A sinc in a Hann window; value ``p`` after sample ``n`` is the sum over ``t`` of
    ``phases[p, t] * x[n - t]``, delayed by half the taps.

    >>> peak_phases(Hertz(48000)).shape, peak_phases(Hertz(384000)).shape
    ((3, 12), (1, 24))
    """
    factor = 4 if rate <= 192_000 else 2
    taps = np.arange(_TAPS)
    middle = (_TAPS - 1) / 2
    window = 0.5 * (1.0 - np.cos(2.0 * np.pi * taps / (_TAPS - 1)))
    filter_ = np.sinc((taps - middle) / factor) * window
    length = (_TAPS - 1) // factor
    phases = [filter_[phase::factor][:length] for phase in range(1, factor)]
    return np.array(phases, dtype=np.float32).reshape(factor - 1, length)


@lru_cache(maxsize=8)
def peak_bounds(rate: Hertz) -> tuple[float, float]:
    """Return by how much of the level, and of the sharpest bend, a value between samples may be.

    A phase of the filter is the line between its two middle samples, plus a filter of second
    differences, plus what is left at its last two taps.
    """
    level, bend = 1.0, 0.0
    phases = peak_phases(rate)
    for number, phase in enumerate(phases.astype(np.float64), start=1):
        part = number / (len(phases) + 1)
        middle = len(phase) // 2
        rest = phase.copy()
        rest[middle] -= 1.0 - part
        rest[middle - 1] -= part
        twice = np.cumsum(np.cumsum(rest))
        # Summed by parts twice, the last two taps keep something of their own.
        left = abs(twice[-2]) + abs(twice[-1] - 2.0 * twice[-2])
        level = max(level, 1.0 + left)
        bend = max(bend, float(np.abs(twice[:-2]).sum()))
    return level * (1.0 + 1e-5), bend * (1.0 + 1e-5)


def tops(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Return highest of each ``width`` neighbours (a power of two): len(values) // width values.

    Windows are doubled over the whole line, since reducing many short rows is slow.

    >>> tops(np.array([3.0, 1.0, 2.0, 5.0], np.float32), 2).tolist()
    [3.0, 5.0]
    """
    reached = 1
    while 2 * reached < width:
        values = np.maximum(values[:-reached], values[reached:])
        reached *= 2
    return np.maximum(values[:-reached:width], values[reached::width])


class TruePeak:
    """Follows the highest true peak of a stream, per channel.

    >>> peak = TruePeak(Hertz(48000), 1)
    >>> wave = 0.5 * np.sin(np.pi / 2 * np.arange(48000) + np.pi / 4) * np.hanning(48000)
    >>> peak.push(wave.astype(np.float32)[None, :])
    >>> round(to_dbtp(peak.highest())), round(to_dbtp(peak.sample_peak))
    (-6, -9)
    """

    def __init__(self, rate: Hertz, channels: int) -> None:
        """Prepare for sound of one rate and number of channels."""
        self._phases = peak_phases(rate)
        self._reach = self._phases.shape[1] - 1
        self._by_level, self._by_bend = (np.float32(bound) for bound in peak_bounds(rate))
        self._tail = np.zeros((channels, self._reach), dtype=np.float32)
        self.sample_peak: Factor = Factor(0.0)
        """The highest sample so far, linear."""
        self._between = 0.0

    def push(self, planes: NDArray[np.float32]) -> None:
        """Take the next stretch of sound, shape (channels, frames)."""
        sound = np.concatenate((self._tail, planes), axis=1)
        count = max(sound.shape[1] - self._reach, 0) // _STRETCH
        self._tail = sound[:, count * _STRETCH :].copy()
        for plane in sound:
            self._follow(plane, count)

    def highest(self) -> Factor:
        """Return the highest true peak so far, linear, as if silence followed."""
        last = np.pad(self._tail, ((0, 0), (0, self._reach)))
        return Factor(max(self.sample_peak, self._between, self._oversampled_peak(last)))

    def _follow(self, sound: NDArray[np.float32], count: int) -> None:
        """Look between the samples of the first ``count`` stretches; the rest comes again."""
        padded = np.zeros((count + 2) * _STRETCH, dtype=np.float32)
        np.abs(sound, out=padded[: sound.size])
        peaks = tops(padded, _STRETCH)
        self.sample_peak = Factor(max(self.sample_peak, float(peaks.max())))
        if not count:
            return
        np.abs(np.diff(sound, n=2), out=padded[: sound.size - 2])
        bends = tops(padded, _STRETCH)
        bounds = self._by_level * np.maximum(peaks[:count], peaks[1 : count + 1])
        bounds += self._by_bend * np.maximum(bends[:count], bends[1 : count + 1])
        # The most promising stretch first: what it holds spares most of the others.
        self._look(sound, np.array([bounds.argmax()]), bounds)
        self._look(sound, np.arange(count), bounds)

    def _look(
        self, sound: NDArray[np.float32], stretches: NDArray[np.intp], bounds: NDArray[np.float32]
    ) -> None:
        chosen = stretches[bounds[stretches] > max(self.sample_peak, self._between)]
        if chosen.size:
            width = _STRETCH + self._reach
            windows = np.lib.stride_tricks.sliding_window_view(sound, width)[chosen * _STRETCH]
            self._between = max(self._between, self._oversampled_peak(windows))

    def _oversampled_peak(self, windows: NDArray[np.float32]) -> float:
        """Return the highest value between the samples of each row of (rows, frames)."""
        length = self._phases.shape[1]
        count = windows.shape[1] - length + 1
        if count <= 0 or not windows.size:
            return 0.0
        highest = 0.0
        for phase in self._phases:
            value = windows[:, :count] * phase[-1]
            for tap in range(1, length):
                value += windows[:, tap : tap + count] * phase[-1 - tap]
            highest = max(highest, float(value.max()), -float(value.min()))
        return highest


def to_dbtp(peak: Factor) -> Dbtp:
    """Turn a linear peak above zero into dB relative to full scale."""
    return Dbtp(20.0 * math.log10(peak))


def to_decibels(peak: Factor) -> Decibels:
    """Turn a linear factor above zero into dB."""
    return Decibels(20.0 * math.log10(peak))
