"""The limiter: a static gain, and a smooth, short dip only where a true peak would be too high.

Between the mix and the encoder. No make-up gain and no compression: where nothing exceeds the
ceiling, the sound is the mix times one factor, so the loudness range is kept.

The way of a dip: the reduction that a stretch of 16 frames needs (`survey`) falls off by a fixed
slope afterwards (release), is looked ahead for 5 ms, and is averaged over the same 5 ms (attack),
so the curve reaches each peak in time and is smooth at both ends. All work is done on a fixed grid
of pieces counted from the start: the same frames come out whatever the blocks that went in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from radioprog.audio.master.peak_map import STRETCH, Curve, Rows, Tenths, surveyed
from radioprog.audio.master.peak_reduction import NO_RELIEF, Relief, factors
from radioprog.audio.master.spool import Spool
from radioprog.audio.timeline import PIECE, Block
from radioprog.kernel.units import Dbtp, Decibels, Factor, Hertz, Samples, amplitude

WARM_UP = Samples(8 * PIECE)
"""Longer than any dip lasts: a limiter begun at a multiple of `PIECE` and run for so long gives
from there on the frames of one begun at the start."""
_LOOK_AHEAD = 0.005
_RELEASE = 60.0
"""dB a second: 3 dB are given back in 50 ms, too slow to bend a bass note, too fast to pump."""
_DEEPEST = 60.0
"""dB; no dip is deeper: what needs more was broken before."""
_MARGIN = Decibels(-0.02)
"""The dip's own slope moves the wave between samples by less than this."""


@dataclass(slots=True)
class Reduction:
    """What the limiter did: its deepest dip in dB, and how many frames it touched."""

    deepest: Decibels = Decibels(0.0)
    touched: Samples = Samples(0)

    def note(self, knots: Curve) -> None:
        """Add the factors of a touched piece."""
        self.deepest = Decibels(max(self.deepest, -20.0 * math.log10(float(knots.min()))))
        between = np.count_nonzero((knots[:-1] < 1.0) | (knots[1:] < 1.0))
        self.touched = Samples(self.touched + STRETCH * int(between))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the limiter is to do: the static gain, and the highest true peak that may leave it.

    ``relief`` turns down further what a codec was found to let rise.
    """

    decibels: Decibels
    ceiling: Dbtp
    relief: Relief = field(default=NO_RELIEF, compare=False, repr=False)

    @property
    def gain(self) -> Factor:
        """Return the static gain as a factor."""
        return amplitude(self.decibels)

    def is_same_as(self, other: Setting) -> bool:
        """Tell whether the limiter would do the same, relief and all."""
        return self == other and self.relief.is_same_as(other.relief)

    @property
    def limit(self) -> Factor:
        """Return the peak, before the gain, above which a dip is needed."""
        return Factor(amplitude(Decibels(self.ceiling + _MARGIN)) / self.gain)


def limited(
    blocks: Iterable[Block],
    setting: Setting,
    *,
    rate: Hertz,
    channels: int,
    reduction: Reduction | None = None,
) -> Iterator[Block]:
    """Apply a gain and hold the true peak at a ceiling, as blocks stream by.

    Args:
        blocks: float32 (frames, channels) of any lengths; all channels dip together, so that the
            picture does not wander.
        setting: gain and ceiling.
        rate: frames a second.
        channels: 1 or 2.
        reduction: if given, is told what was done.

    Yields:
        As many frames as came in, in pieces of `PIECE`.

    >>> loud = np.sin(np.arange(48_000, dtype=np.float32) / 10)[:, None]
    >>> setting = Setting(Decibels(6.0), Dbtp(-6.0))
    >>> out = np.concatenate(list(limited([loud], setting, rate=Hertz(48_000), channels=1)))
    >>> out.shape, bool(np.abs(out).max() <= 10 ** (-6 / 20))
    ((48000, 1), True)
    """
    look = surveyed(blocks, rate=rate, channels=channels, floor=setting.limit)
    yield from _obey(look, setting, rate, reduction)


def limited_again(
    sound: Spool,
    rows: Spool,
    setting: Setting,
    *,
    rate: Hertz,
    reduction: Reduction | None = None,
) -> Iterator[Block]:
    """Do as `limited`, on a spooled sound whose peaks have been surveyed before."""
    sizes = zip(sound.blocks(size=PIECE), rows.blocks(size=Samples(PIECE // STRETCH)), strict=True)
    look = ((piece, row[:, 0]) for piece, row in sizes)
    yield from _obey(look, setting, rate, reduction)


def energies_lost(rows: Iterable[Rows], setting: Setting, *, rate: Hertz) -> Curve:
    """Tell how much energy the limiter would take away, without making the sound.

    Args:
        rows: the survey: (peak, energy) of each stretch, in blocks.
        setting: gain and ceiling.
        rate: frames a second of the sound.

    Returns:
        The energy that each tenth of a second loses, gain left out.
    """
    lost = Tenths(rate)
    for row, knots in _Dips(setting, rate).follow((row, row[:, 0]) for row in rows):
        if knots is None:
            lost.add(np.zeros(len(row)))
        else:
            lost.add(row[:, 1] * (1.0 - (0.5 * (knots[:-1] + knots[1:])) ** 2))
    return lost.sums()


def _obey(
    look: Iterable[tuple[Block, Rows]], setting: Setting, rate: Hertz, reduction: Reduction | None
) -> Iterator[Block]:
    gain = np.float32(setting.gain)
    steps = (np.arange(STRETCH) / STRETCH).astype(np.float32)
    for piece, knots in _Dips(setting, rate).follow(look):
        if knots is None:
            yield piece * gain
            continue
        if reduction is not None:
            reduction.note(knots)
        factors = (knots * setting.gain).astype(np.float32)
        curve = factors[:-1, None] + np.diff(factors)[:, None] * steps
        yield piece * curve.reshape(-1, 1)[: len(piece)]


class _Dips:
    """Finds the dips of a sound: factors at knots every 16 frames, or none where it is untouched.

    Works with peaks alone; what comes with them is handed through.
    """

    def __init__(self, setting: Setting, rate: Hertz) -> None:
        self._limit = setting.limit
        self._relief = setting.relief
        self._place = 0
        self._fall = _RELEASE * STRETCH / rate
        ahead = max(1, math.ceil(_LOOK_AHEAD * rate / STRETCH))
        window = np.sin(np.pi * (np.arange(ahead) + 0.5) / ahead) ** 2
        self._window = window / window.sum()
        self._held = 0.0
        self._before: Curve = np.zeros(ahead)

    def follow(self, look: Iterable[tuple[Block, Rows]]) -> Iterator[tuple[Block, Curve | None]]:
        """Return each piece with its knots, one piece behind: a dip begins before its peak."""
        waiting: tuple[Block, Curve] | None = None
        for piece, peaks in look:
            wanted = self._released(self._needed(peaks))
            if waiting is not None:
                yield waiting[0], self._knots(waiting[1], wanted)
            waiting = piece, wanted
        if waiting is not None:
            yield waiting[0], self._knots(waiting[1], np.zeros(0))

    def _needed(self, peaks: Rows) -> Curve:
        """Return the reduction in dB that each stretch needs."""
        needed = np.zeros(len(peaks))
        over = np.flatnonzero(peaks > self._limit)
        if over.size:
            excess = 20.0 * np.log10(peaks[over].astype(np.float64) / self._limit)
            needed[over] = np.minimum(excess, _DEEPEST)
        return needed

    def _released(self, needed: Curve) -> Curve:
        """Let each reduction fall off by the release's slope; remembers what was held before."""
        if self._held == 0.0 and not _is_touched(needed):
            return needed
        fall = self._fall * np.arange(1, len(needed) + 1)
        risen = np.maximum.accumulate(needed + fall)
        held = np.maximum(np.maximum(risen, self._held) - fall, 0.0)
        self._held = float(held[-1])
        return np.asarray(held)

    def _knots(self, own: Curve, following: Curve) -> Curve | None:
        """Look ahead and smooth: the factor at the start of each stretch, and one at the end.

        A knot is a mean of values that each hold the reductions of the stretches on its two sides,
        so the line between two knots is nowhere above what its stretch may have.
        """
        ahead = len(self._window)
        after = np.pad(following[:ahead], (0, max(0, ahead - len(following))))
        line = np.concatenate((self._before, own, after))
        self._before = line[len(own) : len(own) + ahead]
        smooth = np.zeros(len(own) + 1)
        if _is_touched(line):
            smooth = _smoothed(_highest(line, ahead + 1), self._window)
        if self._relief:
            smooth += self._relief.knots(self._place, len(own))
        self._place += len(own)
        return factors(smooth) if _is_touched(smooth) else None


def _is_touched(reductions: Curve) -> bool:
    return bool(reductions.max(initial=0.0) > 0.0)


def _smoothed(line: Curve, window: Curve) -> Curve:
    """Average by an even window, tap by tap from both ends: the same sums on every machine."""
    count = len(line) - len(window) + 1
    answer, part = np.zeros(count), np.empty(count)
    for left in range((len(window) + 1) // 2):
        right = len(window) - 1 - left
        np.multiply(line[left : left + count], window[left], out=part)
        answer += part
        if right != left:
            np.multiply(line[right : right + count], window[right], out=part)
            answer += part
    return answer


def _highest(line: Curve, width: int) -> Curve:
    """Return the highest of every ``width`` neighbours, by windows of doubling width."""
    reached = 1
    while 2 * reached <= width:
        line = np.maximum(line[:-reached], line[reached:])
        reached *= 2
    rest = width - reached
    return np.maximum(line[:-rest], line[rest:]) if rest else line
