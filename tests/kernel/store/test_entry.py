"""The file of an entry: whole it proves itself, with one byte changed or missing it does not."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from radioprog.kernel.errors import BugError, DiskError
from radioprog.kernel.store.entry import (
    BLOCK,
    END,
    MAGIC,
    Damaged,
    Header,
    StoreEntry,
    key_of,
    prove,
    read_frames,
    write_entry,
)
from radioprog.kernel.units import Hertz, Samples

SOUND = np.arange(24, dtype=np.float32).reshape(12, 2) / 24


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    write_entry(tmp_path / "a", "key", [SOUND[:5], SOUND[5:]], 2, Hertz(8_000), {"words": "ủy"})
    return (tmp_path / "a").read_bytes()


def made(content: dict[str, Any], *, frames: bytes = SOUND.tobytes()) -> bytes:
    """An entry of one's own, with a true proof."""
    raw = json.dumps(content).encode()
    body = MAGIC + frames + raw
    return body + struct.pack("<QQ", len(frames), len(raw)) + hashlib.sha256(body).digest() + END


GOOD = {"schema": 1, "key": "key", "channels": 2, "rate": 8_000, "frames": 12, "fields": {}}


def why(data: bytes, key: str = "key") -> str:
    with pytest.raises(Damaged) as caught:
        prove(io.BytesIO(data), key)
    return str(caught.value)


def test_the_layout_is_the_documented_one(whole: bytes) -> None:
    assert whole[:16] == b"radioprog.store\n"
    assert whole[-16:] == b"radioprog.whole\n"
    assert whole[16 : 16 + SOUND.nbytes] == SOUND.tobytes()
    size, head = struct.unpack("<QQ", whole[-64:-48])
    assert size == SOUND.nbytes
    header = json.loads(whole[16 + size : 16 + size + head])
    assert header == {**GOOD, "fields": {"words": "ủy"}}
    assert len(whole) == 16 + size + head + 64
    assert whole[-48:-16] == hashlib.sha256(whole[:-64]).digest()


def test_a_whole_entry_proves_itself(whole: bytes) -> None:
    header = prove(io.BytesIO(whole), "key")
    assert header == Header(2, Hertz(8_000), Samples(12), {"words": "ủy"})
    assert prove(io.BytesIO(made(GOOD)), "key").frames == 12


def test_no_byte_may_change_or_lack(whole: bytes) -> None:
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1
        why(bytes(changed))
        why(whole[:at])
    why(whole + b"\0")


@pytest.mark.parametrize(
    ("change", "failed"),
    [
        ({"schema": 2}, "schema"),
        ({"key": "other"}, "key"),
        ({"frames": 11}, "samples"),
        ({"channels": 1}, "samples"),
    ],
)
def test_a_true_proof_of_something_else_is_told(change: dict[str, Any], failed: str) -> None:
    assert why(made({**GOOD, **change})) == failed
    for name in GOOD:
        assert why(made({key: value for key, value in GOOD.items() if key != name})) == "header"


def test_each_proof_is_told_by_its_name(whole: bytes) -> None:
    assert why(b"") == "length"
    assert why(whole[:79]) == "length"
    assert why(whole[:-1] + b"!") == "trailer"
    assert why(b"R" + whole[1:]) == "magic"
    assert why(whole[:20] + bytes([whole[20] ^ 1]) + whole[21:]) == "sha256"
    assert why(whole, key="other") == "key"


def test_a_stretch_is_read_to_the_frame(tmp_path: Path, whole: bytes) -> None:
    header = prove(io.BytesIO(whole), "key")
    path = tmp_path / "a"
    for start, count in ((0, 12), (3, 4), (11, 1), (12, 0), (0, 0)):
        found = read_frames(path, header, Samples(start), Samples(count))
        assert found.shape == (count, 2)
        assert np.array_equal(found, SOUND[start : start + count])


def test_an_entry_is_read_within_its_bounds(tmp_path: Path, whole: bytes) -> None:
    entry = StoreEntry("key", tmp_path / "a", prove(io.BytesIO(whole), "key"))
    assert (entry.channels, entry.rate, entry.length) == (2, 8_000, 12)
    assert entry.fields == {"words": "ủy"}
    assert entry.bare.fields == {} and entry.bare.length == 12
    assert np.array_equal(entry.all(), SOUND)
    for start, count in ((-1, 1), (0, -1), (0, 13), (12, 1)):
        with pytest.raises(BugError):
            entry.read(Samples(start), Samples(count))
    (tmp_path / "a").write_bytes(whole[:40])
    with pytest.raises(DiskError):
        entry.all()
    (tmp_path / "a").unlink()
    with pytest.raises(DiskError):
        entry.read(Samples(0), Samples(1))


def test_a_key_is_the_same_for_the_same_parts() -> None:
    wanted = hashlib.sha256(b'{"of":{"a":1,"b":[2]},"schema":1}').hexdigest()
    assert key_of({"b": [2], "a": 1}) == wanted


LONG = np.random.default_rng(5).standard_normal((30_011, 3)).astype(np.float32)
"""Eleven blocks and a rest; a frame of twelve bytes lies across their borders."""


@pytest.fixture(params=["written", "proven"])
def long_entry(request: pytest.FixtureRequest, tmp_path: Path) -> StoreEntry:
    """A long entry, its sums kept by who wrote it or by who proved it."""
    path = tmp_path / "long"
    pieces = np.split(LONG, [1, 2_731, 2_732, 20_000])
    header = write_entry(path, "key", pieces, 3, Hertz(48_000), {})
    if request.param == "proven":
        with path.open("rb") as stream:
            header = prove(stream, "key")
    return StoreEntry("key", path, header)


def test_any_stretch_of_many_blocks_is_read_to_the_frame(long_entry: StoreEntry) -> None:
    assert len(long_entry.header.sums) == -(-LONG.nbytes // BLOCK) == 11
    chance = np.random.default_rng(6)
    borders = [BLOCK // 12 * each + step for each in range(11) for step in (-1, 0, 1, 2)]
    starts = [*borders[1:], *chance.integers(0, len(LONG), 40).tolist(), 0, len(LONG)]
    for start in starts:
        count = int(chance.integers(0, len(LONG) - start + 1))
        found = long_entry.read(Samples(start), Samples(count))
        assert found.shape == (count, 3)
        assert np.array_equal(found, LONG[start : start + count])
    assert np.array_equal(long_entry.all(), LONG)


def test_what_changes_after_the_proof_is_found_on_the_read(long_entry: StoreEntry) -> None:
    whole = long_entry.path.read_bytes()
    for at in (0, 1, BLOCK - 1, BLOCK, 5 * BLOCK + 77, LONG.nbytes - 1):
        place = len(MAGIC) + at
        changed = whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :]
        long_entry.path.write_bytes(changed)
        with pytest.raises(DiskError) as caught:
            long_entry.all()
        assert caught.value.findings[0].code == "cache-entry-changed"
        with pytest.raises(DiskError):
            long_entry.read(Samples(at // 12), Samples(1))
        far = 0 if at > LONG.nbytes // 2 else len(LONG) - 9
        whole_there = long_entry.read(Samples(far), Samples(9))
        assert np.array_equal(whole_there, LONG[far : far + 9]), "other blocks are as they were"
    long_entry.path.write_bytes(bytes(len(whole)))
    with pytest.raises(DiskError):
        long_entry.read(Samples(0), Samples(1))


def test_sums_go_with_an_entry_to_another_process(long_entry: StoreEntry) -> None:
    again = pickle.loads(pickle.dumps(long_entry))
    assert np.array_equal(again.read(Samples(9_000), Samples(4)), LONG[9_000:9_004])
