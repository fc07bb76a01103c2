"""The survey's sums, and the tree of maxima, against the plain way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.survey import STRETCH, Tenths
from radioprog.audio.truepeak import tops


@settings(max_examples=60, deadline=None)
@given(
    rate=st.sampled_from([8_000, 16_000, 24_000, 44_100, 48_000]),
    sizes=st.lists(st.integers(1, 1_500), min_size=1, max_size=12),
    seed=st.integers(0, 1_000),
)
def test_tenths_are_the_same_however_the_stretches_come(rate, sizes, seed):
    values = np.random.default_rng(seed).random(sum(sizes))
    tenths, start = Tenths(rate), 0
    for size in sizes:
        tenths.add(values[start : start + size])
        start += size
    expected = np.zeros(len(values) * STRETCH * 10 // rate + 1)
    for number, value in enumerate(values):
        expected[number * STRETCH * 10 // rate] += value
    assert tenths.sums() == pytest.approx(expected)


@pytest.mark.parametrize("width", [2, 4, 16, 64])
@given(seed=st.integers(0, 1_000), count=st.integers(1, 20))
def test_tops_are_the_maxima_of_rows(width, seed, count):
    values = np.random.default_rng(seed).standard_normal(width * count).astype(np.float32)
    assert np.array_equal(tops(values, width), values.reshape(-1, width).max(axis=1))
