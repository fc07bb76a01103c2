"""Care of the store: what may go goes, the longest unused first, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from radioprog.kernel.files import PART
from radioprog.kernel.store.folder import FolderStore, Payload, key_of
from radioprog.kernel.store.upkeep import Pruned, prune_store, store_size, verify_store
from radioprog.kernel.units import Hertz, Seconds

NOW = 2_000_000_000.0
AGES = (400, 300, 200, 100)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """Four entries of one size, the first the longest unused, and nobody at work."""
    filled = FolderStore(tmp_path)
    for number, age in enumerate(AGES):
        sound = np.full((100, 1), number / 10, np.float32)
        filled.get_or_make(key(number), lambda sound=sound: Payload([sound], 1, Hertz(48_000), {}))
        os.utime(filled.place_of(key(number)), (NOW - age, NOW - age))
    filled.close()
    return FolderStore(tmp_path)


def key(number: int) -> str:
    return key_of({"number": number})


def left(store: FolderStore) -> list[int]:
    return [number for number in range(len(AGES)) if store.place_of(key(number)).exists()]


@pytest.mark.parametrize(
    ("unused_for", "kept"),
    [(99, []), (100, [3]), (150, [3]), (300, [1, 2, 3]), (400, [0, 1, 2, 3]), (9999, [0, 1, 2, 3])],
)
def test_what_was_not_used_for_longer_goes(
    store: FolderStore, unused_for: float, kept: list[int]
) -> None:
    size = store.place_of(key(0)).stat().st_size
    pruned = prune_store(store, now=NOW, unused_for=Seconds(unused_for))
    gone = len(AGES) - len(kept)
    assert left(store) == kept
    last = NOW - AGES[gone - 1] if gone else 0.0
    assert pruned == Pruned(gone, gone * size, len(kept), len(kept) * size, last)


@pytest.mark.parametrize(
    ("sizes", "kept"), [(0.0, []), (0.99, []), (1.0, [3]), (2.5, [2, 3]), (4.0, [0, 1, 2, 3])]
)
def test_the_longest_unused_goes_until_the_rest_is_small_enough(
    store: FolderStore, sizes: float, kept: list[int]
) -> None:
    size = store.place_of(key(0)).stat().st_size
    assert prune_store(store, now=NOW, keep_bytes=int(sizes * size)).removed == 4 - len(kept)
    assert left(store) == kept


def test_age_and_size_each_suffice(store: FolderStore) -> None:
    size = store.place_of(key(0)).stat().st_size
    prune_store(store, now=NOW, unused_for=Seconds(350.0), keep_bytes=2 * size)
    assert left(store) == [2, 3]


def test_asked_for_nothing_it_removes_nothing(store: FolderStore) -> None:
    assert prune_store(store, now=NOW).removed == 0
    assert left(store) == [0, 1, 2, 3]


def test_the_size_counts_entries_and_what_lies_aside(store: FolderStore) -> None:
    size = store.place_of(key(0)).stat().st_size
    before = store_size(store)
    assert (before.entries, before.bytes, before.aside) == (4, 4 * size, 0)
    victim = store.place_of(key(1))
    victim.chmod(0o644)
    victim.write_bytes(b"spoilt")
    health = verify_store(store)
    assert (health.whole, len(health.damaged)) == (3, 1)
    after = store_size(store)
    assert (after.entries, after.bytes, after.aside) == (3, 3 * size, 1)


def test_what_was_told_once_is_not_told_again(store: FolderStore) -> None:
    victim = store.place_of(key(1))
    victim.chmod(0o644)
    victim.write_bytes(b"spoilt")
    assert len(verify_store(store).damaged) == 1
    again = verify_store(store)
    assert (again.whole, again.damaged) == (3, ())


def test_half_written_entries_of_nobody_go_and_count_for_nothing(store: FolderStore) -> None:
    folder = store.place_of(key(0)).parent
    part = folder / f".{key(0)}.1{PART}"
    part.write_bytes(b"half")
    assert store_size(store).entries == 4
    prune_store(store, now=NOW)
    assert not part.exists()
    assert left(store) == [0, 1, 2, 3]


def test_verifying_does_not_count_as_use(store: FolderStore) -> None:
    verify_store(store)
    assert [store.place_of(key(n)).stat().st_mtime for n in range(4)] == [NOW - age for age in AGES]


def test_a_store_that_is_not_there_is_empty(tmp_path: Path) -> None:
    bare = FolderStore(tmp_path / "none")
    size = store_size(bare)
    assert (size.entries, size.bytes, size.aside) == (0, 0, 0)
    assert verify_store(bare).whole == 0
