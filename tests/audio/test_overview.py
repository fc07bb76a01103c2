from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.overview import Overview
from radioprog.kernel.units import Samples


@settings(deadline=None)
@given(
    st.integers(1, 400), st.integers(1, 50), st.lists(st.integers(1, 60), min_size=1, max_size=8)
)
def test_shape_is_the_same_whatever_the_blocks(frames: int, columns: int, sizes: list[int]) -> None:
    sound = np.random.default_rng(frames).uniform(-1, 1, (frames, 2)).astype(np.float32)
    overview = Overview(Samples(frames), columns=columns)
    at, turn = 0, 0
    while at < frames:
        size = sizes[turn % len(sizes)]
        overview.push(sound[at : at + size])
        at, turn = at + size, turn + 1
    which = np.arange(frames) * columns // frames
    for column in range(columns):
        inside = sound[which == column]
        assert overview.peaks[column] == (np.abs(inside).max() if len(inside) else 0.0)
        power = np.sqrt((inside.astype(float) ** 2).mean()) if len(inside) else 0.0
        assert overview.rms[column] == pytest.approx(power, rel=1e-6)


def test_what_lies_beyond_the_length_is_left_out() -> None:
    overview = Overview(Samples(2), columns=1)
    overview.push(np.array([[0.1], [0.2], [0.9]], np.float32))
    overview.push(np.array([[0.9]], np.float32))
    assert overview.peaks.tolist() == [np.float32(0.2)]
