"""The survey's sums, and the tree of maxima, against the plain way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.master import peak_map as survey
from radioprog.audio.master.peak_map import STRETCH, Survey, Tenths
from radioprog.audio.master.spool import Spool
from radioprog.audio.meter.truepeak import tops
from radioprog.kernel.units import Factor, Hertz


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


def test_energies_stay_whole_while_another_delivery_has_the_sound_surveyed_again(
    tmp_path, monkeypatch
):
    """Deliveries of one shape share a survey; a louder one asks for a lower floor."""
    with Spool(tmp_path, channels=1) as sound:
        for seed in range(4):
            noise = np.random.default_rng(seed).uniform(-0.5, 0.5, (48_000, 1))
            sound.write(noise.astype(np.float32))
        own = Survey(sound, Hertz(48_000), tmp_path)
        own.rows(Factor(0.4), at_most=Factor(0.4))
        before, seen, add = own.energies(), [], Tenths.add

        def spied(self, values):
            add(self, values)
            seen.append(own.energies())

        monkeypatch.setattr(survey.Tenths, "add", spied)
        own.rows(Factor(0.1), at_most=Factor(0.1))
        own.close()
    assert len(seen) == 3
    assert all(np.array_equal(each, before) for each in [*seen, own.energies()])
