"""The store: an entry is proven whole on every read, made once, and cared for beside builds."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from radioprog.kernel.errors import BugError, DiskError, RadioprogError
from radioprog.kernel.store.folder import FolderStore, Payload, StoreEntry, key_of
from radioprog.kernel.store.upkeep import prune_store, store_size, verify_store
from radioprog.kernel.units import Hertz, Samples, Seconds

RATE = Hertz(48_000)
KEY = key_of({"text": "một"})


def sound_of(seed: int, frames: int = 4800, channels: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-1, 1, (frames, channels)).astype(np.float32)


def payload(seed: int = 1, **more: object) -> Payload:
    return Payload([sound_of(seed)], 1, RATE, {"seed": seed, **more})


def never() -> Payload:
    raise AssertionError("made although it was there")


def put(store: FolderStore, seed: int) -> StoreEntry:
    return store.get_or_make(key_of({"seed": seed}), lambda: payload(seed))


def test_what_goes_in_comes_out_in_this_and_another_process(tmp_path: Path) -> None:
    blocks = [sound_of(1, 1000, 2), sound_of(2, 1, 2), sound_of(3, 0, 2), sound_of(4, 777, 2)]
    made = FolderStore(tmp_path).get_or_make(
        KEY, lambda: Payload(iter(blocks), 2, RATE, {"giọng": "nữ", "at": [0.1, 2]})
    )
    found = FolderStore(tmp_path).get_or_make(KEY, never)
    whole = np.concatenate(blocks)
    for entry in (made, found):
        assert (entry.channels, entry.rate, entry.length) == (2, RATE, len(whole))
        assert entry.fields == {"giọng": "nữ", "at": [0.1, 2]}
        assert np.array_equal(entry.all(), whole)
        assert np.array_equal(entry.read(Samples(990), Samples(20)), whole[990:1010])
        assert entry.read(Samples(0), Samples(0)).shape == (0, 2)


def test_same_content_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        FolderStore(tmp_path / name).get_or_make(KEY, payload)
    a, b = (FolderStore(tmp_path / name).place_of(KEY).read_bytes() for name in "ab")
    assert a == b


def test_fields_are_read_after_the_last_block(tmp_path: Path) -> None:
    fields: dict[str, int] = {}

    def blocks():
        yield sound_of(1)
        fields["blocks"] = 1

    entry = FolderStore(tmp_path).get_or_make(KEY, lambda: Payload(blocks(), 1, RATE, fields))
    assert entry.fields == {"blocks": 1}


@pytest.mark.parametrize("start, count", [(-1, 1), (0, 4801), (4800, 1), (0, -1)])
def test_reading_outside_is_refused(tmp_path: Path, start: int, count: int) -> None:
    entry = FolderStore(tmp_path).get_or_make(KEY, payload)
    with pytest.raises(BugError, match="outside-sound"):
        entry.read(Samples(start), Samples(count))


def damages() -> dict[str, object]:
    def flip(place: float):
        def spoil(raw: bytes) -> bytes:
            at = int(place * (len(raw) - 1))
            return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]

        return spoil

    cases: dict[str, object] = {f"bit at {place}": flip(place) for place in np.linspace(0, 1, 41)}
    cases |= {
        f"cut to {part}": (lambda raw, p=part: raw[: int(p * len(raw))])
        for part in (0, 0.001, 0.35, 0.9, 0.999)
    }
    cases["longer"] = lambda raw: raw + b"\0"
    cases["doubled"] = lambda raw: raw + raw
    cases["zeros"] = lambda raw: bytes(len(raw))
    return cases


@pytest.mark.parametrize("name", damages())
def test_a_damaged_entry_is_a_miss_put_aside_made_anew_and_reported(
    tmp_path: Path, name: str
) -> None:
    spoil = damages()[name]
    store = FolderStore(tmp_path)
    store.get_or_make(KEY, payload)
    path = store.place_of(KEY)
    good = path.read_bytes()
    path.write_bytes(spoil(good))
    store = FolderStore(tmp_path)
    entry = store.get_or_make(KEY, payload)
    assert path.read_bytes() == good
    assert np.array_equal(entry.all(), sound_of(1))
    assert [found.code for found in store.damage()] == ["cache-damaged"]
    assert (tmp_path / "aside" / KEY).exists()


def test_an_entry_under_anothers_name_is_damaged(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    put(store, 1)
    wrong = store.place_of(KEY)
    wrong.parent.mkdir(exist_ok=True)
    store.place_of(key_of({"seed": 1})).rename(wrong)
    assert store.get(KEY) is None
    assert "key" in store.damage()[0].message.en


def test_a_maker_that_fails_leaves_nothing(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)

    def broken():
        yield sound_of(1)
        raise ValueError("midway")

    with pytest.raises(ValueError, match="midway"):
        store.get_or_make(KEY, lambda: Payload(broken(), 1, RATE))
    assert store.get(KEY) is None
    left = [p for p in tmp_path.rglob("*") if p.is_file() and p.parent.name not in ("leases",)]
    assert left == [tmp_path / "turnstile"] or left == []
    assert store.get_or_make(KEY, payload).length == 4800


def test_entry_gone_under_a_reader_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    entry = store.get_or_make(KEY, payload)
    store.place_of(KEY).unlink()
    with pytest.raises(DiskError) as caught:
        entry.read(Samples(0), Samples(10))
    assert caught.value.findings[0].code == "cache-entry-gone"


def test_threads_that_want_the_same_make_it_once(tmp_path: Path) -> None:
    store, made = FolderStore(tmp_path), []

    def make() -> Payload:
        made.append(1)
        time.sleep(0.05)
        return payload()

    threads = [threading.Thread(target=store.get_or_make, args=(KEY, make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert list((tmp_path / "locks").iterdir()) == []


def _hang_while_making(folder: Path, ready: object) -> None:
    def make() -> Payload:
        def blocks():
            yield sound_of(1)
            ready.set()
            time.sleep(60)

        return Payload(blocks(), 1, RATE)

    FolderStore(folder).get_or_make(KEY, make)


def test_a_killed_maker_lets_go_and_its_leavings_are_swept(tmp_path: Path) -> None:
    ready = multiprocessing.Event()
    maker = multiprocessing.Process(target=_hang_while_making, args=(tmp_path, ready))
    maker.start()
    assert ready.wait(20)
    os.kill(maker.pid, signal.SIGKILL)
    maker.join()
    store = FolderStore(tmp_path)
    assert store.get_or_make(KEY, payload).length == 4800
    assert list(tmp_path.rglob("*.part"))
    prune_store(store, now=time.time())
    assert not list(tmp_path.rglob("*.part"))
    assert store.get(KEY) is not None


def age(store: FolderStore, seed: int, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(store.place_of(key_of({"seed": seed})), (then, then))


def test_pruning_by_age_and_by_size_takes_the_longest_unused_first(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for seed in range(6):
        put(store, seed)
        age(store, seed, 1000 - 100 * seed)
    store.close()
    size = store_size(store).bytes // 6
    pruned = prune_store(store, now=time.time(), unused_for=Seconds(850))
    assert (pruned.removed, pruned.kept) == (2, 4)
    pruned = prune_store(store, now=time.time(), keep_bytes=2 * size + 100)
    assert (pruned.removed, pruned.kept, pruned.kept_bytes) == (2, 2, 2 * size)
    left = [seed for seed in range(6) if store.get(key_of({"seed": seed}))]
    assert left == [4, 5]


def test_what_a_running_build_has_used_stays(tmp_path: Path) -> None:
    before, build, pruner = (FolderStore(tmp_path) for _ in range(3))
    for seed in (1, 2):
        put(before, seed)
        age(before, seed, 500)
    before.close()
    time.sleep(0.02)
    assert build.get(key_of({"seed": 1})) is not None
    fresh = put(build, 3)
    pruned = prune_store(pruner, now=time.time() + 1e6, unused_for=Seconds(0), keep_bytes=0)
    assert (pruned.removed, pruned.kept) == (1, 2)
    assert fresh.all().shape == (4800, 1)
    build.close()
    pruner.close()
    assert prune_store(pruner, now=time.time() + 1e6, unused_for=Seconds(0)).kept == 0


def test_verifying_all_puts_the_damaged_aside(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for seed in range(5):
        put(store, seed)
    bad = store.place_of(key_of({"seed": 3}))
    bad.write_bytes(bad.read_bytes()[:-1])
    health = verify_store(store)
    assert (health.whole, [found.code for found in health.damaged]) == (4, ["cache-damaged"])
    assert (store_size(store).entries, store_size(store).aside) == (4, 1)


def test_a_place_that_cannot_be_written_is_a_disk_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RadioprogError) as caught:
        FolderStore(tmp_path / "file" / "cache").get(KEY)
    assert caught.value.exit_status == 3


def _hammer(folder: Path, number: int, until: float, results: object) -> None:
    chance, made, wrong, reads = random.Random(number), 0, 0, 0
    store = FolderStore(folder)
    while time.time() < until:
        seed = chance.randrange(60)

        def make(seed: int = seed) -> Payload:
            nonlocal made
            made += 1
            return payload(seed)

        entry = store.get_or_make(key_of({"seed": seed}), make)
        at = chance.randrange(4000)
        reads += 1
        if not np.array_equal(entry.read(Samples(at), Samples(800)), sound_of(seed)[at : at + 800]):
            wrong += 1
        if chance.random() < 0.02:
            store.close()
            store = FolderStore(folder)
    results.put((made, wrong, reads))


def _prune_without_end(folder: Path, until: float, results: object) -> None:
    removed = 0
    while time.time() < until:
        store = FolderStore(folder)
        removed += prune_store(store, now=time.time(), keep_bytes=20 * 19_500).removed
        store.close()
        time.sleep(0.005)
    results.put((removed,))


def hammer(folder: Path, seconds: float) -> tuple[int, int, int, int]:
    results, until = multiprocessing.Queue(), time.time() + seconds
    builders = [
        multiprocessing.Process(target=_hammer, args=(folder, number, until, results))
        for number in range(16)
    ]
    pruner = multiprocessing.Process(target=_prune_without_end, args=(folder, until, results))
    for process in (*builders, pruner):
        process.start()
    answers = [results.get(timeout=seconds + 60) for _ in range(17)]
    for process in (*builders, pruner):
        process.join(30)
        assert process.exitcode == 0
    removed = sum(answer[0] for answer in answers if len(answer) == 1)
    made, wrong, reads = (
        sum(answer[part] for answer in answers if len(answer) == 3) for part in range(3)
    )
    return made, wrong, reads, removed


@pytest.mark.parametrize(
    "seconds", [pytest.param(3, id="short"), pytest.param(60, marks=pytest.mark.slow, id="minute")]
)
def test_sixteen_builders_and_a_pruner(tmp_path: Path, seconds: float) -> None:
    made, wrong, reads, removed = hammer(tmp_path, seconds)
    assert wrong == 0
    assert reads > 100
    # Each entry is made once, and once more for each time that the pruner removed it.
    assert made <= (60 + removed) * 1.01


def _make_on_a_full_disk(folder: Path, results: object) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    store = FolderStore(folder)
    first = store.get_or_make(KEY, payload).length
    big = key_of({"what": "too large for the disk"})
    try:
        store.get_or_make(big, lambda: Payload([sound_of(1)] * 9, 1, RATE))
        results.put("kept")
    except DiskError as problem:
        results.put((problem.findings[0].code, problem.exit_status, first, store.get(big)))


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    results = multiprocessing.Queue()
    builder = multiprocessing.Process(target=_make_on_a_full_disk, args=(tmp_path, results))
    builder.start()
    assert results.get(timeout=30) == ("disk-full", 3, 4800, None)
    builder.join()
    assert not list(tmp_path.rglob("*.part")) and list((tmp_path / "locks").iterdir()) == []


def _make_without_end(folder: Path) -> None:
    store = FolderStore(folder)
    for seed in range(10**9):
        put(store, seed % 500)


def test_killed_at_random_moments_nothing_wrong_is_ever_read(tmp_path: Path) -> None:
    chance = random.Random(11)
    for _ in range(12):
        maker = multiprocessing.Process(target=_make_without_end, args=(tmp_path,))
        maker.start()
        time.sleep(0.02 + 0.1 * chance.random())
        maker.kill()
        maker.join()
    store = FolderStore(tmp_path)
    assert verify_store(store).damaged == ()
    prune_store(store, now=time.time())
    assert not list(tmp_path.rglob("*.part"))
    assert list((tmp_path / "locks").iterdir()) == []
    for seed in range(20):
        assert np.array_equal(put(store, seed).all(), sound_of(seed))


def one_sound() -> Payload:
    return Payload([np.ones(5, np.float32)], 1, Hertz(48000))


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda path: os.symlink(path, path)])
def test_what_is_no_entry_is_put_aside_and_made_anew(tmp_path, make):
    store = FolderStore(tmp_path)
    key = key_of({"what": "strange"})
    path = store.get_or_make(key, one_sound).path
    path.unlink()
    make(path)
    assert store.get_or_make(key, one_sound).length == 5
    assert [found.code for found in store.damage()] == ["cache-damaged"]
    prune_store(store, now=0.0)
    assert not list((tmp_path / "aside").iterdir())


def test_what_lies_aside_already_keeps_nothing_from_being_put_aside(tmp_path):
    """A file takes no folder's place, and a folder none of a file's: each lay there first."""
    store = FolderStore(tmp_path)
    key = key_of({"what": "strange"})
    path = store.get_or_make(key, one_sound).path
    ways = [os.mkdir, Path.touch, os.mkdir, os.mkdir, lambda each: os.symlink(each, each), os.mkdir]
    for way in ways:
        path.unlink()
        way(path)
        if path.is_dir():
            (path / "in it").touch()
        assert store.get_or_make(key, one_sound).length == 5
    assert (tmp_path / "aside" / key / "in it").exists()
