"""The limiter, judged by libebur128 and by what it must leave alone."""

from __future__ import annotations

import numpy as np
import pyebur128
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.master.limiter import WARM_UP, Reduction, Setting, limited
from radioprog.audio.master.peak_map import PIECE

# At 96 kHz libebur128 looks between the samples with another filter than below.
RATES = [16_000, 24_000, 44_100, 48_000]


def judged_peak(sound: np.ndarray, rate: int) -> float:
    meter = pyebur128.R128State(sound.shape[1], rate, pyebur128.MeasurementMode.MODE_TRUE_PEAK)
    flat = np.ascontiguousarray(sound, np.float32).reshape(-1)
    meter.add_frames(flat, len(sound))
    peak = max(pyebur128.get_true_peak(meter, c) for c in range(sound.shape[1]))
    return 20 * np.log10(peak)


def run(sound, rate=48_000, gain=1.0, ceiling=-1.0, block=5_000, reduction=None):
    blocks = (sound[i : i + block] for i in range(0, len(sound), block))
    setting = Setting(20 * np.log10(gain), ceiling)
    out = list(limited(blocks, setting, rate=rate, channels=sound.shape[1], reduction=reduction))
    return np.concatenate([np.zeros((0, sound.shape[1]), np.float32), *out])


def hot_speech(rate: int, seconds: float, channels: int, seed: int = 3) -> np.ndarray:
    """Noise bursts of widely varying height, +9 dBFS at the most."""
    rng = np.random.default_rng(seed)
    n = int(rate * seconds)
    heights = np.repeat(10 ** (rng.uniform(-40, 9, n // 500 + 1) / 20), 500)[:n]
    noise = rng.standard_normal((n, channels))
    noise = np.cumsum(noise, axis=0) - np.cumsum(np.roll(noise, 9, axis=0), axis=0)
    noise /= np.abs(noise).max()
    return (noise * heights[:, None]).astype(np.float32)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("channels", [1, 2])
def test_the_true_peak_is_held_by_anothers_meter(rate, channels):
    out = run(hot_speech(rate, 4, channels), rate, gain=1.5, ceiling=-2.0)
    assert judged_peak(out, rate) <= -2.0 + 0.01
    assert judged_peak(out, rate) >= -2.5


@pytest.mark.parametrize("frequency", [50, 997, 11_999.5, 15_000, 23_000])
def test_sines_between_samples_are_held(frequency):
    time = np.arange(96_000) / 48_000
    sound = (2 * np.sin(2 * np.pi * frequency * time + 0.7)).astype(np.float32)[:, None]
    assert judged_peak(run(sound), 48_000) <= -1.0 + 0.02


def test_below_the_ceiling_the_sound_is_the_mix_times_one_factor():
    sound = hot_speech(48_000, 3, 2)
    sound *= 0.4 / np.abs(sound).max()
    done = Reduction()
    out = run(sound, gain=1.25, reduction=done)
    assert np.array_equal(out, sound * np.float32(1.25))
    assert done == Reduction()


def test_only_the_surroundings_of_a_peak_are_touched():
    sound = np.full((480_000, 1), 0.1, np.float32)
    sound[240_000] = 2.0
    done = Reduction()
    out = run(sound, reduction=done)
    changed = np.flatnonzero(out[:, 0] != sound[:, 0])
    assert changed.min() >= 240_000 - 48 * 12
    assert changed.max() <= 240_000 + 48 * 200
    assert 6.0 < done.deepest < 9.0
    assert done.touched >= len(changed)
    gains = out[:, 0] / sound[:, 0]
    assert np.abs(np.diff(20 * np.log10(gains))).max() < 0.1  # dB a frame: no click


def test_both_sides_dip_together():
    sound = np.full((48_000, 2), 0.1, np.float32)
    sound[24_000, 0] = 2.0
    gains = np.delete(run(sound) / sound, 24_000, axis=0)
    np.testing.assert_allclose(gains[:, 0], gains[:, 1], rtol=1e-6)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 60_000), st.integers(0, 100_000), st.integers(0, 99))
def test_the_same_frames_at_every_block_size(block, length, seed):
    sound = hot_speech(48_000, 2.2, 1, seed)[:length]
    once = run(sound, block=1_000_000)
    assert once.shape == sound.shape
    assert np.array_equal(run(sound, block=block), once)


@pytest.mark.parametrize("rate", [44_100, 96_000])
def test_begun_in_the_middle_it_gives_the_same_frames(rate):
    """What lets two threads work on one programme."""
    sound = hot_speech(rate, 12 * PIECE / rate + 1, 2)
    start = 2 * PIECE
    late = run(sound[start:], rate, gain=2.0)
    assert np.array_equal(late[WARM_UP:], run(sound, rate, gain=2.0)[start + WARM_UP :])


def test_a_peak_on_the_border_of_two_pieces():
    for place in range(PIECE - 8, PIECE + 8):
        sound = np.full((3 * PIECE, 1), 0.01, np.float32)
        sound[place : place + 2] = 1.0
        assert judged_peak(run(sound), 48_000) <= -1.0 + 0.02


def test_digital_silence_stays_silence():
    assert not run(np.zeros((100_000, 2), np.float32), gain=100.0).any()


def test_a_dip_is_given_back_by_sixty_decibels_a_second():
    """One loud stretch, then quiet: the gain rises again along a straight line in dB."""
    sound = np.full((96_000, 1), 0.1, np.float32)
    sound[24_000:24_016] = 2.0
    gains = 20 * np.log10(run(sound)[:, 0] / sound[:, 0])
    back = gains[24_000 + 1_440 : 24_000 + 3_840]  # from 30 to 80 ms after the peak
    slope = np.polyfit(np.arange(len(back)) / 48_000, back, 1)[0]
    assert slope == pytest.approx(60.0, rel=0.01)


def test_no_dip_is_deeper_than_sixty_decibels():
    sound = np.full((48_000, 1), 1e-3, np.float32)
    sound[24_000] = 1e6
    done = Reduction()
    run(sound, reduction=done)
    assert done.deepest == pytest.approx(60.0, abs=1e-6)


def test_the_limit_leaves_room_for_the_dips_own_slope():
    setting = Setting(0.0, -1.0)
    assert 20 * np.log10(setting.limit) == pytest.approx(-1.02, abs=1e-9)
    assert 20 * np.log10(Setting(6.0, -1.0).limit) == pytest.approx(-7.02, abs=1e-9)
