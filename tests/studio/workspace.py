"""A small workspace for tests: two speakers of the tone engine, short sounds made on the spot."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from radioprog.audio.codecs.wav import write_wav
from radioprog.kernel.units import Hertz

RATE = 48_000
SETTINGS = """\
organisation: Đài thử
voices:
  nữ: {engine: tone, voice: high}
  nam: {engine: tone, voice: low}
deliver: [wav]
deliveries:
  wav: {codec: wav, channels: 2, sample_rate: 48000, loudness: -23}
"""
SCRIPT = """\
---
title: Bản tin thử
series: thu
episode: 3
speakers:
  PTV nữ: nữ
  PTV nam: nam
---

# Mở đầu

[nhạc hiệu: jingles/hieu.wav]

PTV nữ: Kính chào quý vị và các bạn. Đây là câu thứ hai.

# Tin

[nhạc nền: beds/nen.wav]

PTV nam: Hôm nay trời nắng đẹp, bà con ra đồng từ sáng sớm.

[hết nhạc nền]
"""


def tone(seconds: float, frequency: float = 440.0, level: float = 0.1) -> np.ndarray:
    """Make a stereo tone, float32."""
    time = np.arange(round(seconds * RATE)) / RATE
    wave = (level * np.sin(2 * np.pi * frequency * time)).astype(np.float32)
    return np.column_stack((wave, wave))


def save(path: Path, samples: np.ndarray) -> Path:
    """Write a 24-bit WAV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = np.clip(np.rint(samples * 8_388_607), -8_388_608, 8_388_607).astype(np.int32)
    write_wav(path, [whole], rate=Hertz(RATE), channels=samples.shape[1], bits=24)
    return path


def make_workspace(folder: Path, scripts: dict[str, str] | None = None) -> Path:
    """Make a workspace with one script, or those that are given by name."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "radioprog.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "scripts").mkdir(exist_ok=True)
    for name, text in (scripts or {"ban-tin": SCRIPT}).items():
        path = folder / "scripts" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    save(folder / "assets/jingles/hieu.wav", tone(1.5, 660))
    save(folder / "assets/beds/nen.wav", tone(2.0, 220))
    return folder
