"""SciPy's filter loop, loaded alone, is the public one; where it is missing, that one runs."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from scipy.signal import sosfilt

from radioprog.audio.meter import weighting as sections
from radioprog.audio.meter.weighting import (
    KWeighting,
    answers_right,
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
