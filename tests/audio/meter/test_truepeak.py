"""True peak: the standard's signals, and the short cut against doing all the work."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.meter.truepeak import (
    TruePeak,
    peak_bounds,
    peak_phases,
    to_dbtp,
    to_decibels,
    tops,
)


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


@pytest.mark.parametrize(("rate", "factor"), [(8_000, 4), (192_000, 4), (192_001, 2), (384_000, 2)])
def test_the_filter_is_a_sinc_in_a_hann_window(rate, factor):
    """49 taps, as ITU-R BS.1770-5 annex 2 wants a filter of at least 48; the sample is phase 0."""
    taps = np.hanning(49) * np.sinc(np.arange(-24, 25) / factor)
    phases = peak_phases(rate)
    assert phases.shape == (factor - 1, 48 // factor)
    for number, phase in enumerate(phases, start=1):
        assert phase == pytest.approx(taps[number:48:factor], abs=1e-7)
        assert phase.sum() == pytest.approx(1.0, abs=0.01)
        assert phase == pytest.approx(phases[factor - 1 - number][::-1], abs=1e-7)


@pytest.mark.parametrize(
    ("rate", "level", "bend"),
    [(48_000, 1.0090546715, 0.3051860632), (384_000, 1.0025058902, 0.4177054254)],
)
def test_no_value_between_is_beyond_its_bound_and_the_bound_is_narrow(rate, level, bend):
    assert peak_bounds(rate) == pytest.approx((level, bend), rel=1e-6)
    random = np.random.default_rng(2)
    for smooth in (1, 2, 5):
        sound = np.convolve(random.standard_normal(4_000), np.ones(smooth) / smooth)
        length = peak_phases(rate).shape[1]
        for phase in peak_phases(rate):
            between = np.abs(np.convolve(sound, phase, "valid"))
            near = np.lib.stride_tricks.sliding_window_view(sound, length)
            highest = np.abs(near).max(axis=1)
            sharpest = np.abs(np.diff(near, n=2, axis=1)).max(axis=1)
            assert (between <= level * highest + bend * sharpest).all()


@pytest.mark.parametrize("width", [2, 4, 64])
def test_the_highest_of_neighbours(width):
    values = np.random.default_rng(3).random(width * 5).astype(np.float32)
    assert tops(values, width).tolist() == values.reshape(5, width).max(axis=1).tolist()


def test_the_highest_sample_is_known_beside_the_true_peak():
    peak = TruePeak(48_000, 2)
    sound = np.zeros((2, 1_000), np.float32)
    sound[1, 300:302] = -0.5
    peak.push(sound)
    assert peak.sample_peak == 0.5
    assert peak.highest() == pytest.approx(2 * 0.6257736 * 0.5, abs=1e-4)
    assert to_dbtp(0.5) == to_decibels(0.5) == pytest.approx(-6.0206, abs=1e-4)
