"""A tape to lay notes on, a hall to hear them in, and the last touch of gain.

Second step of the made sound assets: notes become a stereo piece. A tape that loops is a circle:
what rings past its end sounds at its beginning, so that the seam cannot be heard.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.synth.instruments import Mono, banded
from radioprog.kernel.units import MIX_RATE, Dbtp, Decibels, Seconds, amplitude, to_samples

Stereo = NDArray[np.float64]

DEFAULT_HALL = Decibels(-12.0)
NO_FADE = Seconds(0.0)
_HALL = (  # low Hz, high Hz, seconds to fall 60 dB, weight
    (150.0, 500.0, 2.0, 1.0),
    (500.0, 1_500.0, 1.7, 0.9),
    (1_500.0, 4_000.0, 1.2, 0.6),
    (4_000.0, 8_000.0, 0.7, 0.3),
)


class Tape:
    """A stereo stretch of time; notes are laid on it, dry and with a share for the hall."""

    def __init__(self, length: Seconds, *, loops: bool = False) -> None:
        self.loops = loops
        self.frames = int(to_samples(length))
        self._dry: Stereo = np.zeros((self.frames, 2))
        self._wet: Stereo = np.zeros((self.frames, 2))

    def lay(
        self,
        sound: Mono,
        at: Seconds,
        *,
        level: Decibels,
        pan: float = 0.0,
        hall: Decibels = DEFAULT_HALL,
    ) -> None:
        """Lay a sound from ``at`` on; ``pan`` runs from -1 (left) to 1 (right)."""
        angle = (pan + 1) * np.pi / 4
        placed = sound[:, None] * (np.array([np.cos(angle), np.sin(angle)]) * amplitude(level))
        start = int(to_samples(at))
        while placed.size and start < self.frames:
            now, placed = np.split(placed, [self.frames - start])
            self._dry[start : start + len(now)] += now
            self._wet[start : start + len(now)] += now * amplitude(hall)
            start = 0 if self.loops else self.frames

    def heard(self) -> Stereo:
        """Return the dry sound and its hall together, as long as the tape."""
        answer = _hall(seed=7)
        size = self.frames if self.loops else self.frames + answer.shape[0]
        spectrum = np.fft.rfft(self._wet, size, axis=0) * np.fft.rfft(answer, size, axis=0)
        return self._dry + np.fft.irfft(spectrum, size, axis=0)[: self.frames]


def finished(sound: Stereo, *, peak: Dbtp, fade: Seconds = NO_FADE) -> NDArray[np.float32]:
    """Take out any offset, fade the last ``fade``, and bring the true peak to ``peak``."""
    sound = sound - sound.mean(axis=0)
    count = int(to_samples(fade))
    if count:
        ramp = np.cos(np.linspace(0.0, np.pi / 2, count)) ** 2
        sound[-count:] *= ramp[:, None]
    return (sound * (amplitude(Decibels(float(peak))) / true_peak(sound))).astype(np.float32)


def true_peak(sound: Stereo) -> float:
    """Return the greatest value between the samples too: four times oversampled by FFT."""
    size = sound.shape[0]
    spectrum = np.fft.rfft(sound, axis=0)
    return float(np.abs(np.fft.irfft(spectrum, size * 4, axis=0) * 4).max())


def _hall(*, seed: int) -> Stereo:
    """Return a hall's answer to a clap: bands of noise, the low ones ringing longest."""
    noise = np.random.default_rng(seed).standard_normal((2, int(to_samples(Seconds(2.2)))))
    time = np.arange(noise.shape[1]) / MIX_RATE
    sides: list[Mono] = []
    for side in noise:
        rings = [
            weight * banded(side, low, high) * 10.0 ** (-3.0 * time / fall)
            for low, high, fall, weight in _HALL
        ]
        sides.append(np.sum(rings, axis=0) * np.clip(time / 0.02, 0.0, 1.0))
    answer = np.stack(sides, axis=1)
    answer = np.concatenate([np.zeros((int(to_samples(Seconds(0.018))), 2)), answer])
    unit: Stereo = answer / np.sqrt((answer**2).sum(axis=0))
    return unit
