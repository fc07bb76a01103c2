"""The limiter: a static gain, and a smooth, short dip only where a true peak would be too high.

Between the mix and the encoder. No make-up gain and no compression: where nothing exceeds the
ceiling, the sound is the mix times one factor, so the loudness range is kept.

The way of a dip: every stretch of 16 frames that a look at its samples cannot clear is oversampled
(the filter is the meter's); the reduction it needs falls off by a fixed slope afterwards
(release), is looked ahead for 5 ms, and is averaged over the same 5 ms (attack), so the curve
reaches each peak in time and is smooth at both ends. All work is done on a fixed grid of pieces
counted from the programme's start: the same frames come out whatever the blocks that went in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.events import Block
from radioprog.audio.truepeak import peak_phases
from radioprog.kernel.units import Dbtp, Decibels, Factor, Hertz, Samples, amplitude

Curve = NDArray[np.float64]

STRETCH = 16
PIECE = Samples(1024 * STRETCH)
"""Frames handled together; a stretch of sound that begins at a multiple of it can be limited
alone, after `WARM_UP` frames before it that are thrown away."""
WARM_UP = Samples(8 * PIECE)
"""Longer than any dip lasts, so that a limiter started here knows all that it needs."""
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

    def note(self, gains: Curve) -> None:
        """Add the gain factors of a touched piece."""
        lowest = float(gains.min())
        self.deepest = Decibels(max(self.deepest, -20.0 * math.log10(lowest)))
        self.touched = Samples(self.touched + int(np.count_nonzero(gains < 1.0)))


def limited(
    blocks: Iterable[Block],
    *,
    rate: Hertz,
    channels: int,
    gain: Factor,
    ceiling: Dbtp,
    reduction: Reduction | None = None,
) -> Iterator[Block]:
    """Apply a gain and hold the true peak at a ceiling, as blocks stream by.

    Args:
        blocks: float32 (frames, channels) of any lengths.
        rate: their rate.
        channels: 1 or 2; all channels dip together, so that the picture does not wander.
        gain: the static gain.
        ceiling: the highest true peak that may leave here.
        reduction: if given, is told what was done.

    Yields:
        As many frames as came in, in pieces of `PIECE`.

    >>> loud = np.sin(np.arange(48_000, dtype=np.float32) / 10)[:, None]
    >>> out = np.concatenate(list(limited(
    ...     [loud], rate=Hertz(48_000), channels=1, gain=Factor(2.0), ceiling=Dbtp(-6.0))))
    >>> out.shape, bool(np.abs(out).max() <= 10 ** (-6 / 20))
    ((48000, 1), True)
    """
    dips = _Dips(rate, channels, gain, ceiling)
    done = Reduction() if reduction is None else reduction
    for piece, needed in dips.follow(pieces(blocks, PIECE, channels)):
        yield _apply(piece, needed, gain, done)


def pieces(blocks: Iterable[Block], size: int, channels: int) -> Iterator[Block]:
    """Cut a stream of blocks anew into pieces of one size; the last may be shorter."""
    kept: list[Block] = []
    count = 0
    for block in blocks:
        start = 0
        while count + len(block) - start >= size:
            part = block[start : start + size - count]
            yield np.concatenate([*kept, part]) if kept else part
            start += len(part)
            kept, count = [], 0
        if start < len(block):
            kept.append(block[start:])
            count += len(block) - start
    if kept:
        yield np.concatenate(kept)


def _apply(piece: Block, knots: Curve | None, gain: Factor, done: Reduction) -> Block:
    """Multiply a piece by the gain and, between knots every 16 frames, by its dips."""
    if knots is None:
        plain: Block = piece * np.float32(gain)
        return plain
    steps = np.arange(STRETCH) / STRETCH
    curve = (knots[:-1, None] + np.diff(knots)[:, None] * steps).reshape(-1)[: len(piece)]
    done.note(curve)
    dipped: Block = piece * (curve * gain).astype(np.float32)[:, None]
    return dipped


class _Dips:
    """Finds the dips of a stream: factors at knots every 16 frames, or none for a whole piece."""

    def __init__(self, rate: Hertz, channels: int, gain: Factor, ceiling: Dbtp) -> None:
        self._phases = peak_phases(rate)
        self._limit = amplitude(Decibels(ceiling + _MARGIN)) / gain
        rise = float(np.abs(self._phases).sum(axis=1).max(initial=1.0)) * (1.0 + 1e-5)
        self._suspect = self._limit / rise
        self._fall = _RELEASE * STRETCH / rate
        ahead = max(1, math.ceil(_LOOK_AHEAD * rate / STRETCH))
        window = np.sin(np.pi * (np.arange(ahead) + 0.5) / ahead) ** 2
        self._window = window / window.sum()
        self._channels = channels
        self._held = 0.0
        self._before: Curve = np.zeros(ahead)

    def follow(self, stream: Iterator[Block]) -> Iterator[tuple[Block, Curve | None]]:
        """Give each piece with its knots, one piece behind: a dip begins before its peak."""
        nothing = np.zeros((0, self._channels), np.float32)
        past, waiting = nothing, None
        piece = next(stream, nothing)
        while len(piece):
            following = next(stream, nothing)
            wanted = self._released(self._needed(past[-STRETCH:], piece, following[:STRETCH]))
            if waiting is not None:
                yield waiting[0], self._knots(waiting[1], wanted)
            waiting = piece, wanted
            past, piece = piece, following
        if waiting is not None:
            yield waiting[0], self._knots(waiting[1], np.zeros(0))

    def _needed(self, past: Block, piece: Block, after: Block) -> Curve:
        """Give the reduction in dB that each stretch of a piece needs."""
        count = -(-len(piece) // STRETCH)
        needed = np.zeros(count)
        sound = np.zeros(((count + 2) * STRETCH, self._channels), np.float32)
        sound[STRETCH - len(past) : STRETCH] = past
        sound[STRETCH : STRETCH + len(piece)] = piece
        rest = after[: len(sound) - STRETCH - len(piece)]
        sound[STRETCH + len(piece) : STRETCH + len(piece) + len(rest)] = rest
        tops = np.abs(sound).reshape(count + 2, -1).max(axis=1)
        around = np.maximum(np.maximum(tops[:-2], tops[1:-1]), tops[2:])
        suspects = np.flatnonzero(around > self._suspect)
        if suspects.size:
            peaks = np.maximum(tops[1:-1][suspects], self._between(sound, suspects))
            excess = 20.0 * np.log10(np.maximum(peaks, self._limit) / self._limit)
            needed[suspects] = np.minimum(excess, _DEEPEST)
        return needed

    def _between(self, sound: Block, suspects: NDArray[np.intp]) -> NDArray[np.float32]:
        """Give the highest value between the samples of some stretches, and at their borders."""
        taps = self._phases.shape[1]
        highest = np.zeros(len(suspects), np.float32)
        for plane in sound.T:
            padded = np.ascontiguousarray(plane)
            rows = np.lib.stride_tricks.sliding_window_view(padded, 3 * STRETCH)
            rows = np.ascontiguousarray(rows[suspects * STRETCH].T)
            for phase in self._phases:
                value = np.zeros((STRETCH + 1, len(suspects)), np.float32)
                for tap in range(taps):
                    first = STRETCH - 1 + taps // 2 - tap
                    value += phase[tap] * rows[first : first + STRETCH + 1]
                np.maximum(highest, np.abs(value).max(axis=0), out=highest)
        return highest

    def _released(self, needed: Curve) -> Curve:
        """Let each reduction fall off by the release's slope; remembers what was held before."""
        if self._held == 0.0 and not needed.any():
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
        if not line.any():
            return None
        highest = np.lib.stride_tricks.sliding_window_view(line, ahead + 1).max(axis=1)
        smooth = np.convolve(highest, self._window, mode="valid")
        knots: Curve = 10.0 ** (smooth / -20.0)
        return knots
