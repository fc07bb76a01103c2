"""Dither: triangular, one step high, out of the sound itself; silence stays silence."""

from __future__ import annotations

import numpy as np
import pytest

from radioprog.audio.codecs.dither import dithered
from radioprog.audio.timeline import PIECE


def numbers(*blocks: np.ndarray, channels: int = 1) -> np.ndarray:
    return np.concatenate(list(dithered(blocks, channels=channels)))


def test_the_noise_is_triangular_one_step_high_and_without_offset() -> None:
    level = np.float32(1_000.25 / 32_768)
    sound = numbers(np.full((400_000, 1), level, np.float32))[:, 0].astype(np.float64)
    error = sound - 1_000.25
    assert np.abs(error).max() <= 1.5
    assert error.mean() == pytest.approx(0.0, abs=0.01)
    # Triangular noise of ±1 step has a variance of 1/6; the rounding adds 1/12.
    assert error.var() == pytest.approx(1 / 6 + 1 / 12, abs=0.01)
    assert set(np.unique(sound)) == {999.0, 1_000.0, 1_001.0}
    assert abs(np.corrcoef(error[:-1], error[1:])[0, 1]) < 0.01


def test_the_error_does_not_follow_the_sound() -> None:
    means = [
        numbers(np.full((60_000, 1), np.float32(step / 32_768), np.float32)).mean() - step
        for step in (10.0, 10.25, 10.5, 10.75)
    ]
    assert np.abs(means).max() < 0.02


def test_full_scale_is_held() -> None:
    assert set(np.unique(numbers(np.full((5_000, 1), 1.5, np.float32)))) == {32_767}
    assert set(np.unique(numbers(np.full((5_000, 1), -1.5, np.float32)))) == {-32_768}
    assert numbers(np.full((5_000, 1), 0.5, np.float32)).mean() == pytest.approx(16_384, abs=0.1)


def test_blocks_make_no_difference_and_both_channels_have_noise_of_their_own() -> None:
    sound = np.full((PIECE + 1_000, 2), 0.1, np.float32)
    whole = numbers(sound, channels=2)
    assert np.array_equal(whole, numbers(sound[:7], sound[7:70_000], sound[70_000:], channels=2))
    assert whole.shape == sound.shape and whole.dtype == np.int16
    assert not np.array_equal(whole[:, 0], whole[:, 1])
    # Two pieces of the same sound are not dithered alike.
    twice = numbers(np.full((2 * PIECE, 1), 0.1, np.float32))
    assert not np.array_equal(twice[:PIECE], twice[PIECE:])


def test_silence_stays_silence_beside_sound() -> None:
    sound = np.zeros((2 * PIECE, 1), np.float32)
    sound[PIECE:] = 0.1
    made = numbers(sound)
    assert not made[:PIECE].any() and made[PIECE:].all()
