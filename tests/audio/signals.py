"""Sounds with known answers, and libebur128 as the judge."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyebur128 as judge

from radioprog.kernel.units import Loudness

LEVELS = (
    judge.MeasurementMode.MODE_I
    | judge.MeasurementMode.MODE_LRA
    | judge.MeasurementMode.MODE_TRUE_PEAK
    | judge.MeasurementMode.MODE_SAMPLE_PEAK
)


def steps(parts: list[tuple[float, float | None]], rate: int, *, channels: int = 2) -> np.ndarray:
    """A 1 kHz tone in steps of (seconds, dBFS or None for silence), its phase going on."""
    levels = np.concatenate(
        [
            np.full(round(s * rate), 0.0 if level is None else 10 ** (level / 20))
            for s, level in parts
        ]
    )
    wave = levels * np.sin(2 * np.pi * 1000 / rate * np.arange(levels.size))
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def tone(level: float, seconds: float, rate: int, *, channels: int = 2) -> np.ndarray:
    """A 1 kHz tone of one level."""
    return steps([(seconds, level)], rate, channels=channels)


def libebur128(sound: np.ndarray, rate: int) -> Loudness:
    """Measure with libebur128: its own I and range, and M and S of its energies each 10 ms.

    True peak is read with its filter run out in silence.
    """
    sound = np.ascontiguousarray(sound if sound.ndim == 2 else sound[:, None], np.float32)
    channels = sound.shape[1]
    state = judge.R128State(channels, rate, LEVELS)
    hops = []
    edges = np.arange(0, len(sound) * 100 // rate + 1) * rate // 100
    for start, end in pairwise(edges):
        state.add_frames(sound[start:end].reshape(-1), end - start)
        hops.append(judge.get_loudness_window(state, 10))
    sums = np.concatenate(([0.0], np.cumsum(10.0 ** (np.array(hops) / 10.0))))

    def loudest(window: int) -> float | None:
        if len(hops) < window:
            return None
        return 10.0 * np.log10((sums[window:] - sums[:-window]).max() / window)

    peaks = judge.R128State(channels, rate, LEVELS)
    run_out = np.zeros((32, channels), np.float32)
    padded = np.concatenate((sound, run_out))
    peaks.add_frames(padded.reshape(-1), len(padded))

    def peak(read) -> float | None:
        highest = max(read(peaks, channel) for channel in range(channels))
        return 20 * np.log10(highest) if highest > 0 else None

    def level(value: float) -> float | None:
        return value if np.isfinite(value) else None

    return Loudness(
        integrated=level(judge.get_loudness_global(state)),
        loudness_range=judge.get_loudness_range(state),
        true_peak=peak(judge.get_true_peak),
        max_momentary=loudest(40),
        max_short_term=loudest(300),
        sample_peak=peak(judge.get_sample_peak),
    )


def programme_like(seconds: float, rate: int, *, channels: int = 2, seed: int = 3) -> np.ndarray:
    """Noise and a tone that swell, never silent, different in each channel; |x| < 1."""
    random = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    swell = 0.1 + 0.2 * np.sin(2 * np.pi * 0.7 * time) ** 2
    tones = [np.sin(2 * np.pi * (300 + 40 * channel) * time) for channel in range(channels)]
    grain = random.standard_normal((time.size, channels)) * 0.03
    return (swell[:, None] * np.stack(tones, axis=1) + grain).astype(np.float32)
