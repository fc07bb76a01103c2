"""Folding surround to stereo, by channel names or by the usual order."""

from __future__ import annotations

import numpy as np
import pytest

from radioprog.audio.downmix import fold, folded_channels


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
