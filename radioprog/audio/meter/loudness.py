"""The meter: loudness and true peak after ITU-R BS.1770-5, EBU R128, Tech 3341 and 3342.

Stands after the mix and after each decoded delivery: samples in, `Loudness` out. It streams, and
keeps beside a few seconds only one number a window every 100 ms. Momentary and short-term
loudness are taken every 10 ms, at every rate (see docs/decisions/0040).
"""

from __future__ import annotations

import math
from array import array
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.meter.truepeak import TruePeak, to_dbtp, to_decibels
from radioprog.audio.meter.weighting import KWeighting, channel_weights
from radioprog.audio.timeline import Block
from radioprog.kernel.units import (
    MIX_RATE,
    Factor,
    Hertz,
    Loudness,
    LoudnessUnits,
    Lufs,
    Seconds,
)

Series = NDArray[np.float64]
"""Loudness over time in LUFS, ``-inf`` for digital silence, one value a hop."""

HOPS_PER_SECOND = 100
_MOMENTARY, _SHORT_TERM = 40, 300
"""Hops in a window: 400 ms and 3 s."""
_KEPT_EVERY = 10
"""Hops between kept windows: gating and pictures go by 100 ms."""
_ABSOLUTE_GATE, _RELATIVE_GATE, _RANGE_GATE = -70.0, -10.0, -20.0
_RANGE_FROM, _RANGE_TO = 0.10, 0.95
_OFFSET = -0.691
_PIECE = 2
"""Seconds measured at once."""
SHORTEST_FOR_RANGE = Seconds(60.0)
"""Below this a loudness range says nothing about a programme (EBU Tech 3342)."""

_SHORTEST_ITEM = Seconds(0.4)
"""What is shorter has no gated loudness."""


class LoudnessMeter:
    """Measures sound as it streams by.

    >>> meter = LoudnessMeter(Hertz(48000), 2)
    >>> time = np.arange(480000) / 48000
    >>> tone = 10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * time)
    >>> meter.push(np.column_stack((tone, tone)).astype(np.float32))
    >>> round(meter.result().integrated, 1)
    -23.0
    """

    def __init__(
        self,
        rate: Hertz = MIX_RATE,
        channels: int = 2,
        *,
        weights: tuple[float, ...] | None = None,
        every_hop: bool = False,
        peaks: bool = True,
        keep_energies: bool = False,
    ) -> None:
        """Prepare for one rate and number of channels.

        ``weights`` are the channels' own, where known (`channel_weights`). ``every_hop`` keeps
        momentary and short-term loudness every 10 ms instead of every 100. Without ``peaks`` it
        is faster and knows neither true nor sample peak. ``keep_energies`` keeps the energy of
        each hop for `of_energies`.
        """
        self.rate: Hertz = rate
        self.channels: int = channels
        self._weights = np.array(channel_weights(channels) if weights is None else weights)
        self._weighting = KWeighting(rate, channels)
        self._peak = TruePeak(rate, channels) if peaks else None
        # A cycle is the shortest time that holds both whole frames and whole hops.
        cycle = rate // math.gcd(rate, HOPS_PER_SECOND)
        self._cycle, self._even = cycle, cycle * HOPS_PER_SECOND == rate
        self._piece = max(1, _PIECE * rate // cycle) * cycle
        self._pending: list[NDArray[np.float32]] = []
        self._pending_frames = 0
        self._windows = (
            _Windows(_MOMENTARY, rate, 1 if every_hop else _KEPT_EVERY),
            _Windows(_SHORT_TERM, rate, 1 if every_hop else _KEPT_EVERY),
        )
        self._every = 1 if every_hop else _KEPT_EVERY
        self._finished = False
        self._energies: list[NDArray[np.float64]] | None = [] if keep_energies else None
        self.frames: int = 0
        """Frames taken so far."""

    def push(self, block: Block) -> None:
        """Take the next block, shape (frames, channels) or (frames,) for mono; any length."""
        if self._finished:
            raise ValueError("the meter has given its result; begin a new one")
        planes = block[None, :] if block.ndim == 1 else block.T
        if planes.shape[0] != self.channels:
            raise ValueError(f"{self.channels} channels expected, got {planes.shape[0]}")
        self.frames += planes.shape[1]
        start = 0
        if self._pending:
            start = min(self._piece - self._pending_frames, planes.shape[1])
            self._keep(planes[:, :start])
            if self._pending_frames == self._piece:
                whole = np.concatenate(self._pending, axis=1)
                self._pending, self._pending_frames = [], 0
                self._measure(whole)
        while planes.shape[1] - start >= self._piece:
            self._measure(planes[:, start : start + self._piece])
            start += self._piece
        if start < planes.shape[1]:
            self._keep(planes[:, start:])

    def result(self) -> Loudness:
        """Return loudness of everything pushed; the last word: nothing may be pushed after it."""
        self._finish()
        momentary, short_term = self._windows
        peak = self._peak.highest() if self._peak else 0.0
        sample_peak = self._peak.sample_peak if self._peak else 0.0
        long_enough = self.frames >= SHORTEST_FOR_RANGE * self.rate
        return Loudness(
            integrated=gated_loudness(momentary.series()[:: _KEPT_EVERY // self._every]),
            loudness_range=self.loudness_range() if long_enough else None,
            true_peak=to_dbtp(Factor(peak)) if peak > 0.0 else None,
            max_momentary=momentary.highest(),
            max_short_term=short_term.highest(),
            sample_peak=to_decibels(Factor(sample_peak)) if sample_peak > 0.0 else None,
        )

    def momentary(self) -> Series:
        """Return momentary loudness over time; the first value is that of the first 400 ms."""
        self._finish()
        return self._windows[0].series()

    def short_term(self) -> Series:
        """Return short-term loudness over time; the first value is that of the first 3 s."""
        self._finish()
        return self._windows[1].series()

    def energies(self) -> NDArray[np.float64]:
        """Return the weighted energy of each hop of 10 ms; only where they were to be kept."""
        self._finish()
        return np.concatenate(self._energies or [np.zeros(0)])

    def loudness_range(self) -> LoudnessUnits | None:
        """Return the loudness range however short the sound is; `result` asks for a minute."""
        return loudness_range(self.short_term()[:: _KEPT_EVERY // self._every])

    def _keep(self, planes: NDArray[np.float32]) -> None:
        self._pending.append(np.array(planes, dtype=np.float32, order="C"))
        self._pending_frames += planes.shape[1]

    def _finish(self) -> None:
        self._finished = True
        if self._pending:
            rest = np.concatenate(self._pending, axis=1)
            self._pending, self._pending_frames = [], 0
            self._measure(rest)

    def _measure(self, planes: NDArray[np.float32]) -> None:
        """Measure a whole number of cycles, or at the end whatever is left."""
        planes = np.ascontiguousarray(planes, dtype=np.float32)
        if self._peak:
            self._peak.push(planes)
        energies = self._hop_energies(self._weighting.filter(planes))
        if self._energies is not None:
            self._energies.append(energies)
        for windows in self._windows:
            windows.push(energies)

    def _hop_energies(self, weighted: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the energy of each whole hop of 10 ms, over all channels by their weights."""
        frames = weighted.shape[1]
        if self._even:
            hops = frames // self._cycle
            rows = weighted[:, : hops * self._cycle].reshape(len(weighted), hops, self._cycle)
            sums = np.einsum("chf,chf->ch", rows, rows)
        else:
            edges = np.arange(frames * HOPS_PER_SECOND // self.rate + 1) * self.rate
            edges //= HOPS_PER_SECOND
            squares = weighted * weighted
            sums = np.array([[row[a:b].sum() for a, b in pairwise(edges)] for row in squares])
        return np.asarray(self._weights @ sums)


class _Windows:
    """Sliding windows over hop energies: the loudest, and every n-th as a series."""

    def __init__(self, hops: int, rate: Hertz, every: int) -> None:
        self._hops = hops
        self._scale = HOPS_PER_SECOND / (hops * rate)
        self._every = every
        self._tail = np.zeros(0)
        self._next = 0
        self._series = array("d")
        self._highest = 0.0

    def push(self, energies: NDArray[np.float64]) -> None:
        line = np.concatenate((self._tail, energies))
        count = line.size - self._hops + 1
        self._tail = line[max(count, 0) :] if count > 0 else line
        if count <= 0:
            return
        sums = np.concatenate(((0.0,), np.cumsum(line)))
        means = np.maximum(sums[self._hops :] - sums[: -self._hops], 0.0) * self._scale
        self._highest = max(self._highest, float(means.max()))
        kept = means[self._next :: self._every]
        self._next += kept.size * self._every - count
        self._series.frombytes(_loudness_of(kept).tobytes())

    def highest(self) -> Lufs | None:
        return Lufs(float(_loudness_of(self._highest))) if self._highest > 0.0 else None

    def series(self) -> Series:
        return np.array(self._series)


def of_energies(
    energies: NDArray[np.float64], rate: Hertz, peak: Factor
) -> tuple[Loudness, Series, Series]:
    """Return the loudness of a sound whose hops were measured in parts, and both its series.

    ``energies`` are those of `LoudnessMeter.energies`, put in order; ``peak`` is the true peak.
    """
    momentary, short_term = _Windows(_MOMENTARY, rate, 10), _Windows(_SHORT_TERM, rate, 10)
    for windows in (momentary, short_term):
        windows.push(energies)
    long_enough = len(energies) >= SHORTEST_FOR_RANGE * HOPS_PER_SECOND
    loudness = Loudness(
        integrated=gated_loudness(momentary.series()),
        loudness_range=loudness_range(short_term.series()) if long_enough else None,
        true_peak=to_dbtp(peak) if peak > 0.0 else None,
        max_momentary=momentary.highest(),
        max_short_term=short_term.highest(),
    )
    return loudness, momentary.series(), short_term.series()


def _loudness_of(energy: NDArray[np.float64] | float) -> Series:
    with np.errstate(divide="ignore"):
        return np.asarray(_OFFSET + 10.0 * np.log10(energy))


def _mean_loudness(series: Series) -> float:
    return 10.0 * math.log10(float(np.mean(10.0 ** (series / 10.0))))


def gated_loudness(series: Series) -> Lufs | None:
    """Return the integrated loudness of momentary values taken every 100 ms (BS.1770 gating)."""
    loud = series[series >= _ABSOLUTE_GATE]
    if not loud.size:
        return None
    loud = loud[loud >= _mean_loudness(loud) + _RELATIVE_GATE]
    return Lufs(_mean_loudness(loud))


def loudness_range(series: Series) -> LoudnessUnits | None:
    """Return the loudness range of short-term values taken every 100 ms (Tech 3342)."""
    loud = series[series >= _ABSOLUTE_GATE]
    if not loud.size:
        return None
    loud = np.sort(loud[loud >= _mean_loudness(loud) + _RANGE_GATE])
    low, high = (round((loud.size - 1) * part) for part in (_RANGE_FROM, _RANGE_TO))
    return LoudnessUnits(float(loud[high] - loud[low]))


class ItemMeter:
    """Tells the loudness of an item of any length as it streams by, as `item_loudness` does.

    >>> meter = ItemMeter(Hertz(48000), 1)
    >>> meter.push(np.zeros((480, 1), np.float32))
    >>> meter.result() is None
    True
    """

    def __init__(self, rate: Hertz, channels: int) -> None:
        """Prepare for sound of one rate and number of channels."""
        self._rate = rate
        self._meter = LoudnessMeter(rate, channels, peaks=False)
        self._shortest = round(_SHORTEST_ITEM * rate)
        self._begun = np.zeros((0, channels), np.float32)

    def push(self, block: Block) -> None:
        """Take the next block, shape (frames, channels)."""
        self._meter.push(block)
        if len(self._begun) < self._shortest:
            self._begun = np.concatenate((self._begun, block[: self._shortest]))

    def result(self) -> Lufs | None:
        """Return the loudness, or ``None`` for silence."""
        if self._meter.frames < self._shortest:
            return item_loudness(self._begun, self._rate)
        return self._meter.result().integrated


def item_loudness(samples: Block, rate: Hertz = MIX_RATE) -> Lufs | None:
    """Return the loudness of one short item, such as a sentence, shape (frames[, channels]).

    Items of 0.4 s or more are gated like a programme; shorter ones count whole.
    """
    planes = np.ascontiguousarray(samples[None, :] if samples.ndim == 1 else samples.T)
    if not planes.size:
        return None
    weights = np.array(channel_weights(len(planes)))
    weighted = KWeighting(rate, len(planes)).filter(planes)
    squares = np.einsum("c,cf,cf->f", weights, weighted, weighted)
    window, hop = round(_SHORTEST_ITEM * rate), rate / 10
    if squares.size >= window:
        sums = np.concatenate(((0.0,), np.cumsum(squares)))
        starts = (np.arange(int((squares.size - window) / hop) + 1) * hop).astype(np.int64)
        return gated_loudness(_loudness_of((sums[starts + window] - sums[starts]) / window))
    energy = float(squares.mean())
    level = float(_loudness_of(energy)) if energy > 0.0 else -math.inf
    return Lufs(level) if level >= _ABSOLUTE_GATE else None
