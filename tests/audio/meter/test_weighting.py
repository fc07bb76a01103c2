"""SciPy's filter loop, loaded alone, is the public one; where it is missing, that one runs."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from scipy.signal import butter, sosfilt, sosfreqz

from radioprog.audio.meter import weighting as sections
from radioprog.audio.meter.weighting import (
    HighPass,
    KWeighting,
    answers_right,
    channel_weights,
    k_weighting,
    section_filter,
    whole_package,
)


@pytest.mark.parametrize("loop", [section_filter(), whole_package])
def test_is_the_public_filter_to_the_last_bit(loop):
    sound = np.random.default_rng(5).standard_normal((2, 5000))
    coefficients = k_weighting(48000)
    expected, _ = sosfilt(coefficients, sound, axis=1, zi=np.zeros((2, 2, 2)))
    memory, parts = np.zeros((2, 2, 2)), []
    for part in np.split(sound, [1, 700, 4000], axis=1):
        parts.append(np.ascontiguousarray(part))
        loop(coefficients, parts[-1], memory)
    assert np.array_equal(np.concatenate(parts, axis=1), expected)


@pytest.mark.parametrize(
    "loop", [lambda a, b, c: None, lambda a, b: None, lambda a, b, c: b.__imul__(2.0)]
)
def test_a_loop_that_answers_otherwise_is_not_trusted(loop):
    assert answers_right(whole_package)
    assert answers_right(section_filter())
    assert not answers_right(loop)


def test_without_the_loop_the_whole_package_measures_alike(monkeypatch):
    sound = np.random.default_rng(6).standard_normal((2, 3000)).astype(np.float32)
    expected = KWeighting(44100, 2).filter(sound)
    monkeypatch.setattr(sections, "_loop_alone", lambda: None)
    sections._loaded_filter.cache_clear()
    try:
        assert section_filter() is whole_package
        assert np.array_equal(KWeighting(44100, 2).filter(sound), expected)
    finally:
        sections._loaded_filter.cache_clear()


def test_measuring_does_not_load_the_whole_of_scipy():
    code = (
        "import sys; from radioprog.audio.meter.loudness import item_loudness; import numpy as np; "
        "item_loudness(np.ones(48000, np.float32)); assert 'scipy.signal' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_threads_that_measure_first_at_once_all_get_the_loop():
    code = """
import threading
from radioprog.audio.meter.weighting import section_filter, whole_package
start, got = threading.Barrier(16), []
def first():
    start.wait()
    got.append(section_filter())
threads = [threading.Thread(target=first) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(got) == 16 and len(set(map(id, got))) == 1, got
"""
    for _ in range(5):
        subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_filters_at_48_khz_are_those_that_are_printed():
    """ITU-R BS.1770-5, annex 1, tables 1 and 2: b0 b1 b2, a0 a1 a2."""
    shelf, high_pass = k_weighting(48_000)
    assert shelf == pytest.approx(
        [
            1.53512485958697,
            -2.69169618940638,
            1.19839281085285,
            1.0,
            -1.69065929318241,
            0.73248077421585,
        ],
        abs=1e-9,
    )
    assert high_pass == pytest.approx(
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621], abs=1e-9
    )


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 96_000, 192_000])
def test_every_rate_hears_alike(rate):
    """The same analogue filters: what is heard at low and middle frequencies does not change."""
    heard = np.array([20.0, 40.0, 100.0, 500.0, 1_000.0, 2_000.0])
    here, there = (
        np.abs(sosfreqz(k_weighting(each), heard, fs=each)[1]) for each in (rate, 48_000)
    )
    assert here[:5] == pytest.approx(there[:5], rel=0.02)
    assert here[5] == pytest.approx(there[5], rel=0.06)


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
@pytest.mark.parametrize("corner", [100, 300])
def test_the_low_cut_is_a_butterworth_filter_of_the_fourth_order(rate, corner):
    sound = np.random.default_rng(8).standard_normal((4_000, 2)).astype(np.float32)
    judge = butter(4, corner, "highpass", fs=rate, output="sos")
    expected = sosfilt(judge, sound.astype(np.float64), axis=0)
    cut = HighPass(rate, 2, corner)
    parts = [cut.filter(part) for part in np.split(sound, [1, 1_000])]
    found = np.concatenate(parts)
    assert found.dtype == np.float32 and found.shape == sound.shape
    assert found == pytest.approx(expected, abs=1e-5)


def test_silence_after_sound_is_forgotten():
    for keeper, silence in (
        (KWeighting(8_000, 1), np.zeros((1, 8_000), np.float32)),
        (HighPass(8_000, 1, 300), np.zeros((8_000, 1), np.float32)),
    ):
        keeper.filter(np.ones_like(silence))
        for _ in range(20):
            keeper.filter(silence)
        assert not keeper._memory.any()


@pytest.mark.parametrize(
    ("channels", "names", "weights"),
    [
        (1, (), (1.0,)),
        (2, (), (1.0, 1.0)),
        (3, (), (1.0, 1.0, 1.0)),
        (4, (), (1.0, 1.0, 1.41, 1.41)),
        (5, (), (1.0, 1.0, 1.0, 1.41, 1.41)),
        (6, (), (1.0, 1.0, 1.0, 0.0, 1.41, 1.41)),
        (7, (), (1.0, 1.0, 1.0, 0.0, 1.0, 1.41, 1.41)),
        (8, (), (1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.41, 1.41)),
        (9, (), (1.0,) * 9),
        (4, ("FL", "FR", "BL", "BR"), (1.0, 1.0, 1.41, 1.41)),
        (4, ("FL", "FR", "LFE", "LFE2"), (1.0, 1.0, 0.0, 0.0)),
        (6, ("FL", "FR", "BL", "BR", "SL", "SR"), (1.0, 1.0, 1.0, 1.0, 1.41, 1.41)),
        (4, ("FL", "FR"), (1.0, 1.0, 1.41, 1.41)),
        (4, ("A", "B", "C", "D"), (1.0, 1.0, 1.41, 1.41)),
        (1, ("LFE",), (0.0,)),
    ],
)
def test_channels_weigh_by_where_they_stand(channels, names, weights):
    assert channel_weights(channels, names) == weights
