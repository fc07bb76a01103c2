"""The meter against the standards' own signals, against libebur128, and against its own laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.meter.loudness import (
    ItemMeter,
    Loudness,
    LoudnessMeter,
    gated_loudness,
    item_loudness,
    loudness_range,
    of_energies,
)
from tests.audio.signals import libebur128, steps, tone

RATES = (8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000)


def metered(sound: np.ndarray, rate: int, *, block: int = 0) -> Loudness:
    meter = LoudnessMeter(rate, 1 if sound.ndim == 1 else sound.shape[1])
    for start in range(0, len(sound), block or len(sound) or 1):
        meter.push(sound[start : start + (block or len(sound))])
    return meter.result()


def noise(rate: int, seconds: float, *, channels: int = 2, seed: int = 1) -> np.ndarray:
    random = np.random.default_rng(seed)
    count = round(rate * seconds)
    swell = 0.02 + 0.3 * np.abs(np.sin(np.arange(count) / (3.3 * rate))) ** 3
    return (random.standard_normal((count, channels)) * 0.25 * swell[:, None]).astype(np.float32)


@pytest.mark.parametrize("rate", RATES)
def test_a_tone_of_minus_23_measures_minus_23_at_every_rate(rate):
    found = metered(tone(-23, 20, rate), rate)
    for value in (found.integrated, found.max_momentary, found.max_short_term):
        assert value == pytest.approx(-23.0, abs=0.1)
    assert found.sample_peak == pytest.approx(-23.0, abs=0.01)


@pytest.mark.parametrize("rate", RATES)
def test_agrees_with_libebur128_on_swelling_noise(rate):
    sound = noise(rate, 64 if rate < 60000 else 12)
    found, judge = metered(sound, rate), libebur128(sound, rate)
    tolerance = 0.001 if rate % 100 == 0 else 0.02
    assert found.integrated == pytest.approx(judge.integrated, abs=tolerance)
    assert found.max_momentary == pytest.approx(judge.max_momentary, abs=tolerance)
    assert found.max_short_term == pytest.approx(judge.max_short_term, abs=tolerance)
    # From 96 kHz on, libebur128 looks at fewer places between the samples, through a longer filter.
    assert found.true_peak == pytest.approx(judge.true_peak, abs=0.001 if rate < 96000 else 0.5)
    assert found.sample_peak == pytest.approx(judge.sample_peak, abs=0.001)


@pytest.mark.parametrize("rate", [8000, 22050, 48000])
def test_the_range_is_libebur128s_when_asked_as_seldom(rate):
    """libebur128 looks once a second; Tech 3342 (2023) asks for ten times, as we do."""
    sound = noise(rate, 64)
    meter = LoudnessMeter(rate, 2)
    meter.push(sound)
    judge = libebur128(sound, rate).loudness_range
    assert loudness_range(meter.short_term()[::10]) == pytest.approx(judge, abs=0.01)
    assert meter.result().loudness_range == pytest.approx(judge, abs=1.2)


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 5, 6])
def test_weighs_channels_as_libebur128_does(channels):
    sound = noise(48000, 5, channels=channels)
    assert metered(sound, 48000).integrated == pytest.approx(
        libebur128(sound, 48000).integrated, abs=0.001
    )


def test_in_seven_one_the_sides_weigh_more_than_the_rear():
    quiet = np.zeros((96000, 8), np.float32)
    levels = []
    for channel in range(8):
        sound = quiet.copy()
        sound[:, channel] = tone(-20, 2, 48000, channels=1)[:, 0]
        levels.append(metered(sound, 48000).max_momentary)
    front = levels[0]
    assert levels[3] is None
    assert [round(levels[i] - front, 2) for i in (1, 2, 4, 5, 6, 7)] == [0, 0, 0, 0, 1.49, 1.49]


@settings(max_examples=40, deadline=None)
@given(
    cuts=st.lists(st.integers(1, 30000), max_size=12),
    rate=st.sampled_from([8000, 11025, 22050, 44100, 48000]),
    seed=st.integers(0, 99),
)
def test_the_cut_into_blocks_changes_nothing(cuts, rate, seed):
    sound = noise(rate, 4.3, seed=seed)
    meter = LoudnessMeter(rate, 2)
    for part in np.split(sound, np.minimum(np.cumsum(cuts, dtype=int), len(sound))):
        meter.push(part)
    assert meter.result() == metered(sound, rate)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    rate=st.sampled_from([8000, 16000, 22050, 44100, 48000]),
    seconds=st.floats(0.41, 8.0),
    gain=st.floats(-40.0, 12.0),
)
def test_random_sound_agrees_with_libebur128(seed, rate, seconds, gain):
    sound = noise(rate, seconds, seed=seed) * np.float32(10 ** (gain / 20))
    found, judge = metered(sound, rate), libebur128(sound, rate)
    for ours, theirs in (
        (found.integrated, judge.integrated),
        (found.max_momentary, judge.max_momentary),
        (found.true_peak, judge.true_peak),
    ):
        assert ours is None if theirs is None else ours == pytest.approx(theirs, abs=0.02)


@settings(max_examples=20, deadline=None)
@given(gain=st.floats(-30.0, 30.0), seed=st.integers(0, 50))
def test_a_gain_moves_every_level_by_itself(gain, seed):
    sound = noise(16000, 3.5, seed=seed)
    before, after = metered(sound, 16000), metered(sound * np.float32(10 ** (gain / 20)), 16000)
    for name in ("true_peak", "sample_peak", "max_momentary", "max_short_term"):
        assert getattr(after, name) - getattr(before, name) == pytest.approx(gain, abs=0.001)


def test_what_is_too_short_is_none():
    assert metered(tone(-20, 0.39, 48000), 48000).integrated is None
    assert metered(tone(-20, 0.41, 48000), 48000).integrated is not None
    assert metered(tone(-20, 2.9, 48000), 48000).max_short_term is None
    assert metered(tone(-20, 3.1, 48000), 48000).max_short_term is not None
    assert metered(tone(-20, 59.9, 8000), 8000).loudness_range is None
    assert metered(tone(-20, 60.1, 8000), 8000).loudness_range == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("seconds", [0.0, 0.1, 70.0])
def test_digital_silence_has_no_level_at_all(seconds):
    assert metered(np.zeros((round(8000 * seconds), 2), np.float32), 8000) == Loudness()


def test_silence_after_sound_is_forgotten_by_the_filters():
    sound = np.concatenate((noise(8000, 2), np.zeros((8000 * 60, 2), np.float32)))
    meter = LoudnessMeter(8000, 2)
    meter.push(sound)
    assert meter.momentary()[-1] < -150.0
    assert not meter._weighting._memory.any()


def test_the_series_has_a_value_every_100_ms_or_every_10():
    sound = tone(-23, 10, 44100)
    for every_hop, hop in ((False, 0.1), (True, 0.01)):
        meter = LoudnessMeter(44100, 2, every_hop=every_hop)
        meter.push(sound)
        assert len(meter.momentary()) == round((10 - 0.4) / hop) + 1
        assert len(meter.short_term()) == round((10 - 3) / hop) + 1
        assert np.allclose(meter.short_term(), -23.0, atol=0.05)
        assert meter.result().integrated == pytest.approx(-23.0, abs=0.05)


def test_a_result_is_the_last_word():
    meter = LoudnessMeter(48000, 1)
    meter.result()
    with pytest.raises(ValueError, match="begin a new one"):
        meter.push(np.zeros(10, np.float32))


def test_the_wrong_number_of_channels_is_refused():
    with pytest.raises(ValueError, match="2 channels expected"):
        LoudnessMeter(48000, 2).push(np.zeros((10, 3), np.float32))


def test_gates_leave_out_what_is_silent_and_what_is_far_below():
    assert gated_loudness(np.array([-80.0, -np.inf])) is None
    assert gated_loudness(np.array([-20.0, -20.0, -33.0, -90.0])) == pytest.approx(-20.0)
    assert gated_loudness(np.array([-20.0, -25.0])) > -23.1
    assert loudness_range(np.array([-90.0])) is None
    assert loudness_range(np.array([-20.0] * 10 + [-30.0] * 10 + [-60.0])) == pytest.approx(10.0)


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.39, 0.5, 2.0, 10.0])
@pytest.mark.parametrize("channels", [1, 2])
def test_an_item_of_any_length_has_a_loudness(seconds, channels):
    expected = -23.0 if channels == 2 else -26.01
    sound = tone(-23, seconds, 48000, channels=channels)
    assert item_loudness(sound, 48000) == pytest.approx(expected, abs=0.4 if seconds < 0.1 else 0.1)


def test_an_item_is_gated_like_a_programme():
    sound = steps([(2, -20), (2, None), (1, -20)], 16000)
    assert item_loudness(sound, 16000) == pytest.approx(metered(sound, 16000).integrated, abs=1e-6)


def test_a_silent_item_has_none():
    assert item_loudness(np.zeros(100, np.float32)) is None
    assert item_loudness(np.zeros((48000, 2), np.float32)) is None
    assert item_loudness(np.zeros(0, np.float32)) is None


@pytest.mark.parametrize("seconds", [0.05, 0.39, 0.4, 0.7, 3.03, 8.0])
@pytest.mark.parametrize("channels", [1, 2])
def test_an_item_that_streams_by_is_as_loud_as_one_that_stands_in_memory(seconds, channels):
    noise = np.random.default_rng(3).standard_normal((int(seconds * 48_000), channels)) * 0.1
    noise[len(noise) // 2 :] *= 0.2
    sound = noise.astype(np.float32)
    meter = ItemMeter(48_000, channels)
    for start in range(0, len(sound), 7_001):
        meter.push(sound[start : start + 7_001])
    assert meter.result() == pytest.approx(item_loudness(sound, 48_000), abs=1e-6)


def test_a_silent_item_has_no_loudness():
    for frames in (480, 96_000):
        meter = ItemMeter(48_000, 1)
        meter.push(np.zeros((frames, 1), np.float32))
        assert meter.result() is None


@pytest.mark.parametrize(("frames", "has_range"), [(60 * 48_000, True), (60 * 48_000 - 1, False)])
def test_a_range_is_told_from_a_whole_minute_on(frames, has_range):
    meter = LoudnessMeter(48_000, 1)
    noise = np.random.default_rng(1).standard_normal((frames, 1)).astype(np.float32) * 0.05
    meter.push(noise)
    assert (meter.result().loudness_range is not None) is has_range


@pytest.mark.parametrize(("hops", "has_range"), [(6_000, True), (5_999, False)])
def test_a_sound_measured_in_parts_has_a_range_from_a_whole_minute_on(hops, has_range):
    energies = np.abs(np.random.default_rng(1).standard_normal(hops)) * 1e-3
    loudness, momentary, short_term = of_energies(energies, 48_000, 0.5)
    assert (loudness.loudness_range is not None) is has_range
    assert loudness.true_peak == pytest.approx(-6.02, abs=0.01)
    assert momentary.size == hops // 10 - 3 and short_term.size == hops // 10 - 29
    assert of_energies(energies, 48_000, 0.0)[0].true_peak is None
