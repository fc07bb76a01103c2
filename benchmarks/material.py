"""Material to work on, the same each time: ``python -m benchmarks.material FILE MINUTES [RATE]``.

Speech-like sound in stereo: syllables of noise and tone at an uneven level, with pauses between
sentences, over a quiet bed. Run as a program of its own, so that the stop-watch stays small.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

SYLLABLE, SENTENCE = 0.25, 14


def minutes_of_sound(minutes: float, rate: int) -> Iterator[np.ndarray]:
    """Give sound block by block, a sentence and its pause each, shape (frames, 2), float32."""
    random = np.random.default_rng(1945)
    left = round(minutes * 60 * rate)
    length = round(SYLLABLE * rate)
    bell = np.hanning(length) ** 0.7
    places = np.arange(length) / rate
    while left > 0:
        pitch = 110.0 + 60.0 * random.random()
        level = 10 ** (-(14.0 + 6.0 * random.random()) / 20)
        parts = []
        for _ in range(SENTENCE):
            bend = pitch * (1.0 + 0.2 * random.standard_normal() * places / SYLLABLE)
            phase = 2 * np.pi * np.cumsum(bend) / rate
            tone = sum(np.sin(k * phase) / k for k in range(1, 12))
            breath = np.diff(random.standard_normal(length + 1)) * 0.15
            parts.append(bell * (tone * 0.5 + breath) * level * (0.6 + 0.4 * random.random()))
        parts.append(np.zeros(round(0.5 * rate)))
        speech = np.concatenate(parts)[:left]
        bed = 0.01 * np.sin(2 * np.pi * 220 * np.arange(speech.size) / rate)
        yield np.column_stack((speech + bed, speech - 0.5 * bed)).astype(np.float32)
        left -= speech.size


def make(path: Path, minutes: float, rate: int = 48000) -> Path:
    """Write the material once, as the kind that the file's ending names."""
    import soundfile

    part = path.with_suffix(f".part{path.suffix}")
    with soundfile.SoundFile(part, "w", rate, 2, subtype="PCM_16") as out:
        for block in minutes_of_sound(minutes, rate):
            out.write(block)
    part.replace(path)
    return path


if __name__ == "__main__":
    make(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 48000)
