"""Traits: what an engineer would notice in a sound, gathered as it streams by.

Stands beside the meter: silences, clipping, phase, mono loss, DC and missing channels as plain
figures. What is too much of them is judged in `quality`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.timeline import Block
from radioprog.kernel.units import Decibels, Factor, Hertz, Seconds, amplitude

_BLOCK_SECONDS = 0.5
_HOPS = 50
"""Parts of a block that are looked at coarsely before single samples are."""
SILENT_BELOW = Decibels(-50.0)
"""A sample below this is silence (dBFS)."""
LISTED_FROM = Seconds(1.0)
"""Shorter silences are pauses and are not listed."""
_CLIPPED_ABOVE, _CLIPPED_WITHIN = Decibels(-0.3), Decibels(0.1)
"""Clipped: three samples in a row above this, and within that of the sound's highest sample."""
_IN_A_ROW = 3
_OPPOSED = -0.3
"""Correlation of a half second from which its channels oppose each other; a wide reverb's tail
wanders about zero, a crossed wire comes near -1."""
_MILLIBELS = 100.0
_MAINS = (50.0, 100.0, 150.0)
"""What mains leave in a recording (Hz): their own frequency and what rectifiers make of it."""
_HUM_BLOCKS, _QUIETEST = 6, 10
"""So many half seconds there must be; the quietest tenth shows what stands below the voice."""
_HUM_SHARE = 0.5
"""The part of the power of those quiet blocks that is hum, where there is one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time."""

    start: Seconds
    end: Seconds

    @property
    def length(self) -> Seconds:
        """Return how long it lasts."""
        return Seconds(self.end - self.start)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is noticed in a sound; ``None`` where the question has no answer."""

    duration: Seconds
    silences: tuple[Stretch, ...] = ()
    """All that last a second or more, at head and tail too."""
    clipped_runs: int = 0
    correlation: float | None = None
    """Of left and right, -1 to 1; ``None`` for mono and for silence."""
    mono_loss: Decibels | None = None
    """What the sum to mono loses, against 0 dB for equal channels; ``None`` if nothing is left."""
    out_of_phase: tuple[Stretch, ...] = ()
    """Stretches of a second or more whose channels oppose each other throughout."""
    offsets: tuple[Factor, ...] = ()
    """The mean of each channel."""
    powers: tuple[float, ...] = ()
    """The mean square of each channel."""
    hum: Decibels | None = None
    """How loud mains hum stands in the pauses (dBFS); ``None`` where none is."""


class TraitsTracker:
    """Notices the traits of sound as it streams by, at one rate and number of channels.

    >>> tracker = TraitsTracker(Hertz(8000), 1)
    >>> tracker.push(np.zeros((16000, 1), np.float32))
    >>> tracker.result().silences
    (Stretch(start=0.0, end=2.0),)
    """

    def __init__(self, rate: Hertz, channels: int) -> None:
        """Prepare for sound of one rate and number of channels."""
        self._rate = rate
        self._frames = 0
        self._silence = _Silences(rate)
        self._clipping = [_Clipping() for _ in range(channels)]
        self._phase = _Phase(rate) if channels == 2 else None
        self._sums = np.zeros(channels)
        self._squares = np.zeros(channels)
        self._pending: list[Block] = []
        self._ready = 0
        self._size = max(1, round(_BLOCK_SECONDS * rate))
        self._hum = _Hum(rate, self._size)

    def push(self, block: Block) -> None:
        """Take the next block, shape (frames, channels); any length."""
        self._pending.append(block)
        self._ready += len(block)
        if self._ready < self._size:
            return
        line = np.concatenate(self._pending)
        whole = len(line) // self._size * self._size
        for start in range(0, whole, self._size):
            self._look(line[start : start + self._size])
        self._pending, self._ready = [line[whole:].copy()], len(line) - whole

    def result(self) -> Traits:
        """Return what was noticed; the last word."""
        if self._ready:
            self._look(np.concatenate(self._pending))
            self._pending, self._ready = [], 0
        count = max(self._frames, 1)
        return Traits(
            duration=Seconds(self._frames / self._rate),
            silences=self._silence.result(self._frames),
            clipped_runs=sum(clipping.runs(self._highest()) for clipping in self._clipping),
            correlation=self._phase.correlation() if self._phase else None,
            mono_loss=self._phase.mono_loss() if self._phase else None,
            out_of_phase=self._phase.stretches(self._frames) if self._phase else (),
            offsets=tuple(Factor(float(value)) for value in self._sums / count),
            powers=tuple(float(value) for value in self._squares / count),
            hum=self._hum.level(),
        )

    def _highest(self) -> float:
        return max((clipping.highest for clipping in self._clipping), default=0.0)

    def _look(self, block: Block) -> None:
        planes = np.ascontiguousarray(block.T)
        levels = np.abs(planes)
        self._silence.push(levels.max(axis=0) if len(levels) > 1 else levels[0], self._frames)
        for clipping, level in zip(self._clipping, levels, strict=True):
            clipping.push(level)
        wide = planes.astype(np.float64)
        powers = np.einsum("cf,cf->c", wide, wide)
        self._sums += wide.sum(axis=1)
        self._squares += powers
        if len(block) == self._size:
            self._hum.push(wide, float(powers.mean()) / len(block))
        if self._phase:
            self._phase.push(wide, powers, self._frames)
        self._frames += len(block)


class _Hum:
    """Finds what mains leave: steady tones at their frequencies, heard where all else is quiet."""

    def __init__(self, rate: Hertz, size: int) -> None:
        # Means of a few samples are enough for tones that low, and a tenth of the work.
        self._few = next(few for few in range(max(1, rate // 2000), 0, -1) if size % few == 0)
        means = size // self._few
        turns = np.arange(means) * (2.0 * math.pi / (rate / self._few))
        waves = [form(turns * tone) for tone in _MAINS for form in (np.sin, np.cos)]
        self._waves = np.stack(waves, axis=1) * (math.sqrt(2.0) / max(1, means))
        self._blocks: list[tuple[float, float]] = []

    def push(self, planes: NDArray[np.float64], power: float) -> None:
        """Take half a second, which holds whole turns of all tones, and its mean square."""
        plane = planes[0] if len(planes) == 1 else planes.mean(axis=0)
        parts = plane.reshape(-1, self._few).mean(axis=1) @ self._waves
        self._blocks.append((power, float(parts @ parts)))

    def level(self) -> Decibels | None:
        """Return the hum's level (dBFS) in the quietest blocks; ``None`` where it is not theirs."""
        if len(self._blocks) < _HUM_BLOCKS:
            return None
        quiet = sorted(self._blocks)[: -(-len(self._blocks) // _QUIETEST)]
        power, hum = (sum(values) / len(quiet) for values in zip(*quiet, strict=True))
        if hum <= 0.0 or hum < _HUM_SHARE * power:
            return None
        return Decibels(10.0 * math.log10(hum))


class _Silences:
    """Finds the stretches in which every sample of every channel is silent."""

    def __init__(self, rate: Hertz) -> None:
        self._rate = rate
        self._floor = amplitude(SILENT_BELOW)
        self._shortest = round(LISTED_FROM * rate)
        self._quiet_since = 0
        self._found: list[tuple[int, int]] = []

    def push(self, levels: NDArray[np.float32], start: int) -> None:
        loud = self._loud(levels)
        if not loud.size:
            return
        before = np.concatenate(((self._quiet_since - start,), loud[:-1] + 1))
        for at in np.flatnonzero(loud - before >= self._shortest):
            self._found.append((start + int(before[at]), start + int(loud[at])))
        self._quiet_since = start + int(loud[-1]) + 1

    def _loud(self, levels: NDArray[np.float32]) -> NDArray[np.intp]:
        """Return places of loud samples; of sound without a pause, the first and last suffice."""
        hop = len(levels) // _HOPS
        if hop and (levels[: hop * _HOPS].reshape(_HOPS, hop).max(axis=1) >= self._floor).all():
            first = np.flatnonzero(levels[:hop] >= self._floor)[:1]
            tail = (_HOPS - 1) * hop
            return np.concatenate((first, tail + np.flatnonzero(levels[tail:] >= self._floor)))
        return np.flatnonzero(levels >= self._floor)

    def result(self, frames: int) -> tuple[Stretch, ...]:
        last = [(self._quiet_since, frames)] if frames - self._quiet_since >= self._shortest else []
        return tuple(_stretch(*found, self._rate) for found in [*self._found, *last])


class _Clipping:
    """Counts, in one channel, runs of samples that stand at the ceiling.

    Where the ceiling is, is known at the end; until then runs are counted by how high they stand.
    """

    def __init__(self) -> None:
        self.highest = 0.0
        self._floor = amplitude(_CLIPPED_ABOVE)
        self._last = np.zeros(0, dtype=np.float32)
        self._open = 0.0
        self._runs: Counter[int] = Counter()

    def push(self, levels: NDArray[np.float32]) -> None:
        peak = float(levels.max(initial=0.0))
        self.highest = max(self.highest, peak)
        if peak < self._floor:
            self._close()
            self._last = levels[1 - _IN_A_ROW :]
            return
        line = np.concatenate((self._last, levels))
        self._last = line[1 - _IN_A_ROW :]
        lowest = np.minimum(np.minimum(line[:-2], line[1:-1]), line[2:])
        inside = np.concatenate(((False,), lowest >= self._floor, (False,)))
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        if not (edges.size and edges[0] == 0):
            self._close()
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            self._open = max(self._open, float(lowest[start:end].max()))
            if end < lowest.size:
                self._close()

    def _close(self) -> None:
        if self._open:
            self._runs[_millibels(self._open)] += 1
            self._open = 0.0

    def runs(self, highest: float) -> int:
        """Count the runs at the ceiling of a sound whose highest sample this is."""
        self._close()
        if not self._runs:
            return 0
        ceiling = _millibels(highest) - round(_CLIPPED_WITHIN * _MILLIBELS)
        return sum(count for level, count in self._runs.items() if level >= ceiling)


class _Phase:
    """Compares left and right, over all and half second by half second."""

    def __init__(self, rate: Hertz) -> None:
        self._rate = rate
        self._both = self._left = self._right = 0.0
        self._floor = amplitude(SILENT_BELOW) ** 2
        self._shortest = round(LISTED_FROM * rate)
        self._since: int | None = None
        self._found: list[tuple[int, int]] = []

    def push(self, planes: NDArray[np.float64], powers: NDArray[np.float64], start: int) -> None:
        both = float(np.einsum("f,f->", planes[0], planes[1]))
        self._both += both
        self._left += float(powers[0])
        self._right += float(powers[1])
        loud = float(powers.min()) > self._floor * planes.shape[1]
        size = math.sqrt(float(powers[0]) * float(powers[1]))
        if loud and both < _OPPOSED * size:
            self._since = start if self._since is None else self._since
        else:
            self._end(start)

    def _end(self, at: int) -> None:
        if self._since is not None and at - self._since >= self._shortest:
            self._found.append((self._since, at))
        self._since = None

    def correlation(self) -> float | None:
        size = math.sqrt(self._left * self._right)
        return max(-1.0, min(1.0, self._both / size)) if size > 0.0 else None

    def mono_loss(self) -> Decibels | None:
        apart = (self._left + self._right) / 2.0
        summed = (self._left + self._right + 2.0 * self._both) / 4.0
        if apart <= 0.0 or summed <= apart * 1e-12:
            return None
        return Decibels(10.0 * math.log10(apart / summed))

    def stretches(self, frames: int) -> tuple[Stretch, ...]:
        self._end(frames)
        return tuple(_stretch(*found, self._rate) for found in self._found)


def _millibels(level: float) -> int:
    return round(20.0 * math.log10(level) * _MILLIBELS)


def _stretch(start: int, end: int, rate: Hertz) -> Stretch:
    return Stretch(Seconds(start / rate), Seconds(end / rate))


def traits_of(blocks: Iterable[Block], rate: Hertz, channels: int) -> Traits:
    """Notice the traits of a whole sound given in blocks."""
    tracker = TraitsTracker(rate, channels)
    for block in blocks:
        tracker.push(block)
    return tracker.result()
