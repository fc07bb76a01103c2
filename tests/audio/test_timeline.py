"""Pieces of one size out of blocks of any; where an event ends."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from radioprog.audio.timeline import Event, pieces
from radioprog.kernel.units import Samples


@given(st.lists(st.integers(0, 12), max_size=8), st.integers(1, 9))
def test_pieces_are_the_same_sound_in_one_size(lengths: list[int], size: int) -> None:
    sound = np.arange(2 * sum(lengths), dtype=np.float32).reshape(-1, 2)
    blocks = np.split(sound, np.cumsum(lengths)[:-1]) if lengths else []
    cut = list(pieces(blocks, size, 2))
    assert all(len(piece) == size for piece in cut[:-1])
    assert not cut or 1 <= len(cut[-1]) <= size
    assert sum(map(len, cut)) == len(sound)
    if cut:
        assert np.array_equal(np.concatenate(cut), sound)


def test_an_event_ends_after_its_last_frame() -> None:
    assert Event("a", Samples(10), Samples(5)).end == 15
