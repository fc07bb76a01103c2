"""True peak: the standard's signals, and the short cut against doing all the work."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.meter.truepeak import TruePeak, peak_phases, to_dbtp


def brute_force(planes: np.ndarray, rate: int) -> float:
    phases = peak_phases(rate)
    values = [np.abs(planes).max(initial=0.0)]
    for plane in planes:
        values += [np.abs(np.convolve(plane, phase)).max(initial=0.0) for phase in phases]
    return max(values)


def found(planes: np.ndarray, rate: int, *, block: int = 10**9) -> float:
    peak = TruePeak(rate, len(planes))
    for start in range(0, planes.shape[1], block):
        peak.push(planes[:, start : start + block])
    return peak.highest()


@settings(max_examples=80, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    frames=st.integers(1, 3000),
    block=st.integers(1, 700),
    rate=st.sampled_from([8000, 48000, 192000, 384000]),
    smooth=st.integers(1, 9),
)
def test_the_short_cut_gives_what_oversampling_everything_gives(seed, frames, block, rate, smooth):
    random = np.random.default_rng(seed)
    sound = random.standard_normal((2, frames)) * random.random((1, frames)) ** 6
    sound = np.apply_along_axis(np.convolve, 1, sound, np.ones(smooth), "same").astype(np.float32)
    if smooth > frames:
        sound = sound[:, :frames]
    assert found(sound, rate, block=block) == pytest.approx(brute_force(sound, rate), rel=1e-5)


@pytest.mark.parametrize(
    ("divisor", "degrees", "amplitude", "expected"),
    [
        (4, 0, 0.5, -6.0),
        (4, 45, 0.5, -6.0),
        (6, 60, 0.5, -6.0),
        (8, 67.5, 0.5, -6.0),
        (4, 45, 1.41, 3.0),
    ],
)
@pytest.mark.parametrize("rate", [16000, 44100, 48000])
def test_sines_whose_peaks_fall_between_the_samples(divisor, degrees, amplitude, expected, rate):
    phase = 2 * np.pi * np.arange(rate) / divisor + np.radians(degrees)
    fade = np.clip(np.minimum(np.arange(rate), np.arange(rate)[::-1]) / (rate / 100), 0, 1)
    sound = (amplitude * fade * np.sin(phase)).astype(np.float32)
    level = to_dbtp(found(sound[None, :], rate))
    assert expected - 0.4 <= level <= expected + 0.2


def test_the_last_sample_is_not_forgotten():
    sound = np.zeros((1, 500), np.float32)
    sound[0, -2:] = 0.9
    assert found(sound, 48000) == pytest.approx(brute_force(sound, 48000), rel=1e-5)
    assert found(sound, 48000) > 1.0


def test_nothing_is_silent():
    assert found(np.zeros((2, 0), np.float32), 48000) == 0.0
    assert found(np.zeros((2, 900), np.float32), 48000) == 0.0
