"""Traits: each planted fault is found where it was planted, and nothing is found in good sound."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.meter.traits import Stretch, TraitsTracker, traits_of
from tests.audio.signals import programme_like

RATE = 8000


def traits(sound: np.ndarray, rate: int = RATE):
    return traits_of(
        [sound if sound.ndim == 2 else sound[:, None]],
        rate,
        sound.shape[1] if sound.ndim == 2 else 1,
    )


@settings(max_examples=60, deadline=None)
@given(
    gaps=st.lists(st.tuples(st.integers(1, 9000), st.integers(7000, 30000)), max_size=5),
    tail=st.integers(0, 12000),
    cuts=st.lists(st.integers(1, 20000), max_size=6),
    level=st.sampled_from([0.0, 0.003]),
)
def test_silences_are_found_to_the_sample(gaps, tail, cuts, level):
    parts, expected, at = [], [], 0
    for loud, quiet in gaps:
        parts += [np.full(loud, 0.1), np.full(quiet, level)]
        at += loud + quiet
        if quiet >= RATE:
            expected.append(((at - quiet) / RATE, at / RATE))
    sound = np.concatenate([*parts, np.full(tail, 0.1), np.zeros(0)]).astype(np.float32)[:, None]
    tracker = TraitsTracker(RATE, 1)
    for block in np.split(sound, np.minimum(np.cumsum(cuts, dtype=int), len(sound))):
        tracker.push(block)
    found = tracker.result()
    assert [(gap.start, gap.end) for gap in found.silences] == expected
    assert found.duration == len(sound) / RATE


def test_a_sound_in_one_channel_is_no_silence():
    sound = np.zeros((RATE * 3, 2), np.float32)
    sound[:, 1] = 0.1
    assert traits(sound).silences == ()


def clipped(parts: int, ceiling: float) -> np.ndarray:
    """A quiet tone with short bursts that are cut off at a ceiling, alternately up and down."""
    sound = 0.3 * np.sin(2 * np.pi * 100 * np.arange(RATE * 4) / RATE)
    for part in range(parts):
        start = 400 + part * 700
        burst = 2.0 * np.sin(2 * np.pi * 100 * np.arange(80) / RATE)
        sound[start : start + 40] = (burst[:40] if part % 2 else -burst[:40]) * 1.0
    return np.clip(sound, -ceiling, ceiling).astype(np.float32)


@pytest.mark.parametrize("ceiling", [1.0, 0.985, 1.7])
@pytest.mark.parametrize("parts", [0, 1, 7, 30])
def test_every_clipped_run_counts_once(ceiling, parts):
    assert traits(clipped(parts, ceiling)).clipped_runs == parts


def test_a_ceiling_below_full_scale_is_mastering_and_no_clipping():
    assert traits(clipped(9, 0.9)).clipped_runs == 0


def test_runs_below_the_ceiling_are_no_clipping():
    sound = clipped(5, 0.97)
    sound[-300:-290] = 1.0
    assert traits(sound).clipped_runs == 1


def test_two_samples_in_a_row_are_no_run_and_three_are():
    sound = np.full(RATE, 0.1, np.float32)
    sound[100:102] = sound[300] = sound[302] = 1.0
    assert traits(sound).clipped_runs == 0
    sound[500:503] = 1.0
    assert traits(sound).clipped_runs == 1


@settings(max_examples=30, deadline=None)
@given(start=st.integers(3990, 4010), length=st.integers(1, 9000), channels=st.sampled_from([1, 2]))
def test_a_run_over_the_edge_of_a_block_counts_once(start, length, channels):
    sound = np.full((20000, channels), 0.1, np.float32)
    sound[start : start + length, 0] = -1.0
    assert traits(sound).clipped_runs == (1 if length >= 3 else 0)


@pytest.mark.parametrize(
    ("right", "correlation", "loss"),
    [(1.0, 1.0, 0.0), (0.5, 1.0, 0.458), (-0.5, -1.0, 10.0), (0.0, None, 3.01)],
)
def test_correlation_and_mono_loss_of_known_pairs(right, correlation, loss):
    left = programme_like(3, RATE, channels=1)
    found = traits(np.concatenate((left, right * left), axis=1).astype(np.float32))
    assert found.correlation == (None if correlation is None else pytest.approx(correlation))
    assert found.mono_loss == pytest.approx(loss, abs=0.01)


def test_mono_has_no_phase_and_a_mirror_image_leaves_nothing():
    left = programme_like(3, RATE, channels=1)
    mono = traits(left)
    assert (mono.correlation, mono.mono_loss, mono.out_of_phase) == (None, None, ())
    mirror = traits(np.concatenate((left, -left), axis=1))
    assert mirror.correlation == pytest.approx(-1.0)
    assert mirror.mono_loss is None
    assert mirror.out_of_phase == (Stretch(0.0, 3.0),)


def test_a_stretch_out_of_phase_is_found_in_good_surroundings():
    left = programme_like(20, RATE, channels=1)
    sound = np.concatenate((left, left), axis=1)
    sound[5 * RATE : 9 * RATE, 1] *= -1.0
    found = traits(sound)
    assert found.out_of_phase == (Stretch(5.0, 9.0),)
    assert found.correlation > 0


def test_offsets_and_powers_of_each_channel():
    sound = np.zeros((RATE, 2), np.float32)
    sound[:, 0], sound[:, 1] = 0.25, -0.5
    found = traits(sound)
    assert found.offsets == pytest.approx((0.25, -0.5))
    assert found.powers == pytest.approx((0.0625, 0.25))


def test_nothing_has_no_traits():
    assert TraitsTracker(RATE, 2).result().duration == 0.0
