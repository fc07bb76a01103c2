"""Instruments made of sums: a zither, a flute, a pad, a bass, drums. Pure arithmetic, no samples.

First step of the made sound assets: a note here, a piece in `pieces`, a file by `init`.
All give mono float64 at the mix's rate, about full scale ±1, starting and ending at rest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radioprog.kernel.units import MIX_RATE, Seconds, to_samples

Mono = NDArray[np.float64]

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SILENT_AFTER = 10.0  # decay times, -87 dB: what comes later is not reckoned
_BRIGHTEST = 9_000.0  # no partial above: soft on the ear, small as FLAC


def pitch(name: str) -> float:
    """Return the frequency in Hz of a note such as ``A4`` or ``F#3``, equally tempered.

    >>> pitch("A4")
    440.0
    """
    sharp = 1 if "#" in name else 0
    step = _STEPS[name[0]] + sharp + 12 * (int(name[-1]) + 1)
    return float(440.0 * 2.0 ** ((step - 69) / 12))


def zither(note: str, length: Seconds, *, trill: bool = False) -> Mono:
    """Pluck a steel string like a đàn tranh's: bright at once, warm later, ``trill`` presses it.

    The string is plucked at a fifth of its length, so that every fifth partial is silent; high
    partials die sooner than low ones, as on a real string.
    """
    time = _time(length)
    bend = 1.0 + (0.006 * np.sin(2 * np.pi * 5.4 * time) * _ease(time / 0.5) if trill else 0.0)
    settle = 1.0 + 0.004 * np.exp(-time / 0.03)
    turn = np.exp(2j * np.pi * np.cumsum(pitch(note) * bend * settle) / MIX_RATE)
    sound = np.zeros_like(time)
    partial = np.ones_like(turn)
    for k in range(1, max(2, int(_BRIGHTEST / pitch(note)))):
        decay = 1.1 + 0.22 * k**1.35
        heard = min(time.size, int(_SILENT_AFTER / decay * MIX_RATE))
        partial = partial[:heard] * turn[:heard]
        strength = np.sin(np.pi * k / 5) / k**1.15
        sound[:heard] += strength * partial.imag * np.exp(-time[:heard] * decay)
    return _released(sound * _ease(time / 0.003), Seconds(0.15))


def flute(note: str, length: Seconds, *, seed: int) -> Mono:
    """Blow a bamboo flute: a scoop into the note, breath, a vibrato that comes late."""
    time = _time(length)
    scoop = 1.0 - 0.025 * np.exp(-time / 0.045)
    vibrato = 1.0 + 0.0055 * np.sin(2 * np.pi * 5.1 * time) * _ease((time - 0.25) / 0.4)
    phase = 2 * np.pi * np.cumsum(pitch(note) * scoop * vibrato) / MIX_RATE
    tone = np.sin(phase) + 0.28 * np.sin(2 * phase) + 0.14 * np.sin(3 * phase)
    tone += 0.04 * np.sin(4 * phase)
    noise = np.random.default_rng(seed).standard_normal(time.size)
    breath = banded(noise, pitch(note) * 0.9, pitch(note) * 3.0) * 0.05
    swell = _ease(time / 0.09) * (0.88 + 0.12 * np.sin(2 * np.pi * 5.1 * time + 0.6))
    return _released((0.6 * tone + breath) * swell, Seconds(0.16))


def pad(note: str, length: Seconds, *, detune: float) -> Mono:
    """Hold a soft string-like tone; ``detune`` in cents makes two of them shimmer."""
    time = _time(length)
    drift = 2.0 ** ((detune + 2.0 * np.sin(2 * np.pi * 0.31 * time + detune)) / 1200)
    turn = np.exp(2j * np.pi * np.cumsum(pitch(note) * drift) / MIX_RATE)
    sound = np.zeros_like(time)
    partial = np.ones_like(turn)
    for k in range(1, 8):
        partial = partial * turn
        sound += partial.imag / k**2.0
    rise = min(0.9, length / 3)
    return _released(sound * _ease(time / rise) * 0.5, Seconds(min(1.4, length / 2)))


def bass(note: str, length: Seconds) -> Mono:
    """Pluck a round bass string."""
    time = _time(length)
    phase = 2 * np.pi * pitch(note) * time
    tone = np.sin(phase) + 0.35 * np.sin(2 * phase) * np.exp(-time * 2.5)
    tone += 0.12 * np.sin(3 * phase) * np.exp(-time * 5)
    return _released(tone * _ease(time / 0.012) * np.exp(-time * 0.9) * 0.8, Seconds(0.25))


def drum() -> Mono:
    """Tap a low drum with a soft hand."""
    time = _time(Seconds(0.9))
    phase = 2 * np.pi * np.cumsum(62.0 + 46.0 * np.exp(-time / 0.035)) / MIX_RATE
    body = np.sin(phase) * np.exp(-time / 0.22)
    return _released(body * _ease(time / 0.004), Seconds(0.1))


def clapper() -> Mono:
    """Knock a small wooden clapper (song lang)."""
    time = _time(Seconds(0.25))
    knock = np.sin(2 * np.pi * 940 * time) * np.exp(-time / 0.016)
    knock += 0.5 * np.sin(2 * np.pi * 1730 * time) * np.exp(-time / 0.009)
    return _released(knock * _ease(time / 0.001), Seconds(0.05))


def bell(note: str, length: Seconds) -> Mono:
    """Strike a small bell: partials that are no harmonics."""
    time = _time(length)
    base = 2 * np.pi * pitch(note) * time
    parts = ((1.0, 1.0, 1.1), (2.003, 0.5, 1.7), (2.74, 0.28, 2.6), (4.07, 0.12, 4.0))
    tone = sum(
        (weight * np.sin(base * ratio) * np.exp(-time * decay) for ratio, weight, decay in parts),
        np.zeros_like(time),
    )
    return _released(tone * _ease(time / 0.004) * 0.6, Seconds(0.3))


def banded(sound: Mono, low: float, high: float) -> Mono:
    """Keep the band from ``low`` to ``high`` Hz, with skirts about a third of an octave wide."""
    spectrum = np.fft.rfft(sound)
    heard = np.maximum(np.fft.rfftfreq(sound.size, 1 / MIX_RATE), 1.0)
    skirt = 9.0
    keep = 1 / (1 + (low / heard) ** skirt) / (1 + (heard / high) ** skirt)
    return np.fft.irfft(spectrum * keep, sound.size)


def silence(length: Seconds) -> Mono:
    """Return nothing, for a while."""
    return np.zeros(to_samples(length))


def _time(length: Seconds) -> Mono:
    return np.arange(to_samples(length)) / MIX_RATE


def _ease(position: Mono) -> Mono:
    """Rise smoothly from 0 at 0 to 1 at 1, and stay."""
    inside = np.clip(position, 0.0, 1.0)
    return inside * inside * (3.0 - 2.0 * inside)


def _released(sound: Mono, fall: Seconds) -> Mono:
    """Let a note end at rest over its last ``fall``."""
    count = min(to_samples(fall), sound.size)
    sound[sound.size - count :] *= _ease(np.arange(count, 0, -1) / count - 1 / count)
    return sound
