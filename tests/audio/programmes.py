"""Whole programmes made of nothing but arithmetic: speech, music, hot clips, silence."""

from __future__ import annotations

import numpy as np

RATE = 48_000


def speech(seconds: float, seed: int = 1) -> np.ndarray:
    """Syllables of a buzzing voice through three resonances, with pauses; about -20 dBFS peaks."""
    rng = np.random.default_rng(seed)
    n = int(seconds * RATE)
    out = np.zeros(n)
    place = int(0.1 * RATE)
    while place < n:
        length = int(rng.uniform(0.12, 0.3) * RATE)
        time = np.arange(length) / RATE
        pitch = rng.uniform(95, 220) * (1 + rng.uniform(-0.2, 0.2) * time / time[-1])
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        peaks = rng.uniform((300, 900, 2_300), (800, 2_000, 3_200))
        wave = np.zeros(length)
        for harmonic in range(1, 40):
            frequency = harmonic * pitch.mean()
            if frequency > 8_000:
                break
            gain = sum(1 / (1 + ((frequency - p) / 120) ** 2) for p in peaks) + 0.02
            wave += gain / harmonic**0.5 * np.sin(harmonic * phase)
        hiss = rng.standard_normal(length) * np.exp(-time / 0.02) * 0.5
        shape = np.sin(np.pi * np.minimum(1, time / time[-1])) ** 0.5
        end = min(n, place + length)
        syllable = (wave + hiss) * shape * rng.uniform(0.4, 1.0)
        out[place:end] += syllable[: end - place]
        place += length + int(rng.uniform(0.0, 0.05) * RATE)
        if rng.random() < 0.08:
            place += int(rng.uniform(0.3, 0.9) * RATE)
    return (0.1 * out / np.abs(out).max()).astype(np.float32)[:, None]


def music(seconds: float, seed: int = 2) -> np.ndarray:
    """Chords of plucked strings, different on the two sides, with a beat."""
    rng = np.random.default_rng(seed)
    n = int(seconds * RATE)
    out = np.zeros((n, 2))
    for beat in np.arange(0, seconds, 0.25):
        start = int(beat * RATE)
        time = np.arange(min(n - start, RATE)) / RATE
        for frequency in rng.choice([220, 277.2, 329.6, 440, 554.4, 659.3, 880], 3, replace=False):
            tone = sum(np.sin(2 * np.pi * k * frequency * time) / k for k in range(1, 6))
            side = rng.uniform(0.2, 0.8)
            pluck = np.exp(-time / 0.3) * tone * rng.uniform(0.3, 1.0)
            out[start : start + len(time)] += pluck[:, None] * [side, 1 - side]
    return (0.3 * out / np.abs(out).max()).astype(np.float32)


def with_hot_clips(sound: np.ndarray) -> np.ndarray:
    """The same with three shouts of +9 dBFS, half a second each or a little less."""
    hot = sound.copy()
    for part in (0.2, 0.5, 0.8):
        start = int(part * len(sound))
        start += int(np.argmax(np.abs(hot[start : start + 2 * RATE]).max(axis=1) > 0.05))
        clip = hot[start : start + RATE // 2]
        clip *= 10 ** (9 / 20) / np.abs(clip).max()
    return hot


def mostly_silence(seconds: float) -> np.ndarray:
    """Three seconds of speech in digital silence."""
    sound = np.zeros((int(seconds * RATE), 1), np.float32)
    start = len(sound) // 2
    sound[start : start + 3 * RATE] = speech(3)
    return sound
