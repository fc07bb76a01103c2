"""The probe foresees what a codec does to a sound that it treats unlike others."""

from __future__ import annotations

import numpy as np
import pytest

from radioprog.audio.codecs.formats import FORMS, DeliveryFormat
from radioprog.audio.master.master import Job, master
from tests.audio import programmes

STATION = DeliveryFormat("station", *FORMS["mp3"], 64_000, 1, 44_100, None, -16.0, -1.0)


def hissing(seconds: float) -> np.ndarray:
    """Speech with a hiss above what 64 kbit/s keep."""
    sound = programmes.speech(seconds)[:, 0]
    noise = np.random.default_rng(3).standard_normal(len(sound) + 2)
    return (sound + 0.012 * np.diff(noise, n=2)).astype(np.float32)[:, None]


def test_a_hissing_programme_is_right_at_once(tmp_path):
    sound = hissing(100)

    def render(channels: int):
        for start in range(0, len(sound), 48_000):
            yield np.repeat(sound[start : start + 48_000], channels, axis=1)

    (made,) = master(render, [Job(STATION, tmp_path / "a.mp3")], folder=tmp_path)
    assert made.rounds == 1
    assert made.loudness.integrated == pytest.approx(-16.0, abs=0.15)
    assert made.gain > 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp3"]


def test_without_a_probe_it_would_not_have_been(tmp_path, monkeypatch):
    """Shows that the sound above needs it: the habit alone misses."""
    monkeypatch.setattr("radioprog.audio.master.level._WORTH_IT", 10**9)
    sound = hissing(20)
    (made,) = master(lambda _: [sound], [Job(STATION, tmp_path / "a.mp3")], folder=tmp_path)
    assert made.rounds > 1
