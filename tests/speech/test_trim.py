"""Trimming: the sound stays, the silence goes, and nothing is cut from a soft onset."""

from __future__ import annotations

import numpy as np
import pytest

from radioprog.kernel.units import Hertz
from radioprog.speech.trim import sounding_part

RATE = Hertz(48_000)


def padded(sound: np.ndarray, head: int, tail: int, noise: float = 0.0) -> np.ndarray:
    silence = np.random.default_rng(3).uniform(-noise, noise, head + len(sound) + tail)
    silence[head : head + len(sound)] += sound
    return silence.astype(np.float32)


@pytest.mark.parametrize("noise", [0.0, 0.001])
def test_silence_goes_and_a_margin_stays(noise: float) -> None:
    sound = 0.5 * np.cos(np.arange(4800) * 0.2)
    start, end = sounding_part(padded(sound, 9600, 24_000, noise), RATE)
    margin = round(0.008 * RATE)
    assert start == pytest.approx(9600 - margin, abs=8)
    assert end == pytest.approx(9600 + 4800 + margin, abs=8)


def test_a_soft_onset_is_kept() -> None:
    fricative = 0.01 * np.random.default_rng(4).uniform(-1, 1, 2400)
    sound = np.concatenate((fricative, 0.5 * np.cos(np.arange(4800) * 0.2)))
    start, _ = sounding_part(padded(sound, 9600, 0), RATE)
    assert start <= 9600


@pytest.mark.parametrize("level", [0.0, 0.0005])
def test_what_is_too_faint_is_no_sound(level: float) -> None:
    assert sounding_part(np.full(1000, level, np.float32), RATE) == (0, 0)
    assert sounding_part(np.zeros(0, np.float32), RATE) == (0, 0)


def test_a_sound_without_silence_stays_whole() -> None:
    assert sounding_part(np.ones(1000, np.float32), RATE) == (0, 1000)
