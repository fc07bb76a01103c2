"""Resampling: exact lengths, the same sound whole or in blocks, no aliases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.convert import (
    fold,
    folded_channels,
    resample,
    resample_stream,
    resampled_length,
)

RATES = st.sampled_from([8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 96000, 192000])


@settings(max_examples=60, deadline=None)
@given(frames=st.integers(0, 30000), source=RATES, target=RATES)
def test_the_length_is_exact_to_the_rounded_frame(frames, source, target):
    answer = resample(np.ones(frames, np.float32), source, target)
    assert len(answer) == resampled_length(frames, source, target)
    assert abs(len(answer) - frames * target / source) <= 0.5
    assert answer.dtype == np.float32


@settings(max_examples=40, deadline=None)
@given(
    cuts=st.lists(st.integers(1, 9000), max_size=8),
    source=RATES,
    target=RATES,
    seed=st.integers(0, 99),
    channels=st.sampled_from([1, 2]),
)
def test_a_stream_is_the_same_as_one_go(cuts, source, target, seed, channels):
    sound = np.random.default_rng(seed).standard_normal((20000, channels)).astype(np.float32) * 0.1
    blocks = np.split(sound, np.minimum(np.cumsum(cuts, dtype=int), len(sound)))
    streamed = list(resample_stream(blocks, source, target, channels=channels))
    whole = resample(sound, source, target)
    assert sum(map(len, streamed)) == len(whole)
    assert np.abs(np.concatenate(streamed) - whole).max() < 1e-5


@pytest.mark.parametrize("source", [44100, 96000])
def test_what_the_new_rate_cannot_hold_is_gone(source):
    wave = np.sin(2 * np.pi * 15000 * np.arange(source) / source).astype(np.float32)
    folded = resample(wave, source, 22050)
    assert 20 * np.log10(np.abs(folded[2000:-2000]).max()) < -100


def test_a_tone_keeps_its_level_and_place():
    there = np.sin(2 * np.pi * 1000 * np.arange(22050) / 22050).astype(np.float32)
    expected = np.sin(2 * np.pi * 1000 * np.arange(48000) / 48000)
    assert np.abs(resample(there, 22050, 48000) - expected)[500:-500].max() < 1e-4


def test_an_empty_stream_stays_empty():
    assert list(resample_stream([], 8000, 48000, channels=2)) == []


@pytest.mark.parametrize("channels", [1, 2])
def test_mono_and_stereo_stay_as_they_are(channels):
    sound = np.random.default_rng(0).standard_normal((50, channels)).astype(np.float32)
    assert fold(sound) is sound


def only(channel: int, channels: int) -> np.ndarray:
    sound = np.zeros((1, channels), np.float32)
    sound[0, channel] = 1.0
    return sound


def test_each_channel_of_five_one_goes_where_it_is_heard():
    left, right, centre, low, back_left, back_right = (fold(only(i, 6))[0] for i in range(6))
    assert left[0] == right[1] > 0
    assert left[1] == right[0] == 0
    assert centre[0] == centre[1] == pytest.approx(left[0] * 2**-0.5)
    assert not low.any()
    assert back_left[0] == back_right[1] == pytest.approx(left[0] * 2**-0.5)
    assert back_left[1] == 0


@pytest.mark.parametrize("channels", range(3, 9))
def test_full_scale_stays_within_full_scale(channels):
    assert fold(np.ones((5, channels), np.float32)).shape == (5, folded_channels(channels))
    assert np.abs(fold(np.ones((5, channels), np.float32))).max() <= 1.0 + 1e-6


def test_names_tell_where_an_unusual_order_puts_its_channels():
    names = ("FC", "FL", "FR")
    assert fold(only(0, 3), names)[0, 0] == fold(only(0, 3), names)[0, 1] > 0
    assert fold(only(1, 3), names)[0, 1] == 0
    assert fold(only(0, 3))[0, 1] == 0
    assert fold(only(0, 3), ("NONE", "NONE", "NONE"))[0, 1] == 0
