"""Relief turns a place down, smoothly, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from radioprog.audio.master.peak_map import PIECE, STRETCH
from radioprog.audio.master.peak_reduction import CELL, NO_RELIEF, Relief, relief_for

PER_PIECE = PIECE // STRETCH


def test_knots_are_the_same_however_the_stretches_are_cut():
    cells = np.random.default_rng(1).uniform(0, 2, 3 * PER_PIECE // CELL).astype(np.float32)
    cells[cells < 1.5] = 0
    relief = Relief.from_cells(cells)
    whole = relief.knots(0, 3 * PER_PIECE)
    parts = [relief.knots(start, PER_PIECE) for start in range(0, 3 * PER_PIECE, PER_PIECE)]
    for number, part in enumerate(parts):
        start = number * PER_PIECE
        assert np.array_equal(part, whole[start : start + PER_PIECE + 1])
    assert np.abs(np.diff(whole)).max() <= 2 / CELL + 1e-9


def test_a_cell_and_its_neighbours_are_down_as_far():
    cells = np.zeros(20, np.float32)
    cells[10] = 1.0
    knots = Relief.from_cells(cells).knots(0, 20 * CELL)
    assert (knots[8 * CELL : 13 * CELL + 1] == 1.0).all()
    assert not knots[: 7 * CELL + 1].any()
    assert not knots[14 * CELL :].any()


def told(relief: Relief) -> dict[int, float]:
    return dict(zip(relief.places.tolist(), relief.depths.tolist(), strict=True))


def test_no_relief_is_false_and_sums_add_up():
    some = Relief.from_cells(np.array([0, 1], np.float32))
    assert not NO_RELIEF
    assert told(NO_RELIEF + some) == {1: 1.0}
    assert told(some + Relief.from_cells(np.array([2, 0.5, 0, 3], np.float32))) == {
        0: 2.0,
        1: 1.5,
        3: 3.0,
    }
    assert (some + NO_RELIEF).is_same_as(some)
    assert not some.is_same_as(Relief.from_cells(np.array([1, 1], np.float32)))


@pytest.mark.parametrize("sizes", [(3, 4), (7,), ()])
def test_stretches_are_joined_where_they_stand(sizes):
    cells = np.array([0, 2, 0, 0, 1, 0, 3], np.float32)[: sum(sizes)]
    parts, first = [], 0
    for size in sizes:
        parts.append(Relief.from_cells(cells[first : first + size], first))
        first += size
    assert Relief.joined(parts).is_same_as(Relief.from_cells(cells))


@pytest.mark.parametrize("channels", [1, 2])
def test_the_place_of_a_peak_is_found_with_its_excess(channels):
    sound = np.full((3 * PIECE + 77, channels), 1e-3, np.float32)
    place = 2 * PIECE + 5_000
    wave = np.sin(2 * np.pi * 50 * np.arange(960) / 48_000)
    sound[place : place + 960, -1] = wave
    found = relief_for([sound], rate=48_000, channels=channels, highest=-1.0)
    hit = found.places
    assert hit.min() >= place // 512 - 1
    assert hit.max() <= (place + 960) // 512 + 1
    assert found.depths.max() == pytest.approx(1.15, abs=0.02)


def test_each_round_goes_lower():
    """What a chaotic codec lets rise once more is not met by the same small step again."""
    loud = np.full((PIECE, 1), 0.0, np.float32)
    loud[5_000:5_960, 0] = np.sin(2 * np.pi * 50 * np.arange(960) / 48_000)
    tops = [
        relief_for([loud], rate=48_000, channels=1, highest=-1.0, rounds=rounds).depths.max()
        for rounds in (1, 2, 5)
    ]
    assert tops == pytest.approx([1.15, 1.30, 1.75], abs=0.02)
