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


def test_a_sound_at_either_end_has_no_more_margin_than_there_is() -> None:
    sound = np.zeros(1_000, np.float32)
    sound[100:901] = 0.5
    assert sounding_part(sound, RATE) == (0, 1_000)
    sound = np.zeros(10_000, np.float32)
    sound[[400, 9_500]] = 0.5
    assert sounding_part(sound, RATE) == (400 - 384, 9_500 + 1 + 384)


def test_what_lies_fifty_decibels_below_the_peak_is_silence() -> None:
    for level, start in ((-49.9, 1_000), (-50.1, 5_000)):
        sound = np.zeros(10_000, np.float32)
        sound[1_000] = 0.5 * 10 ** (level / 20)
        sound[5_000] = -0.5
        assert sounding_part(sound, RATE)[0] == start - 384


def test_an_answer_needs_a_peak_above_sixty_decibels_below_full() -> None:
    for peak, sounds in ((10 ** (-59.9 / 20), True), (10 ** (-60.1 / 20), False)):
        sound = np.zeros(2_000, np.float32)
        sound[1_000] = peak
        assert (sounding_part(sound, RATE) != (0, 0)) is sounds
