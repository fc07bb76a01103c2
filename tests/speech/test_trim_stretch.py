"""Stretching in time: the length asked for, the pitch and the words as they were."""

from __future__ import annotations

import numpy as np
import pytest

from radioprog.kernel.units import Hertz
from radioprog.speech.engines.espeak import EspeakEngine
from radioprog.speech.model import SpeechRequest
from radioprog.speech.trim import stretched

RATE = Hertz(24_000)


@pytest.mark.parametrize("speed", [0.75, 0.9, 1.0, 1.1, 1.33])
def test_length_and_pitch(speed: float) -> None:
    time = np.arange(2 * RATE) / RATE
    sound = (0.5 * np.sin(2 * np.pi * 220 * time)).astype(np.float32)
    answer = stretched(sound, RATE, speed)
    assert len(answer) == pytest.approx(len(sound) / speed, abs=1)
    middle = answer[RATE // 2 : RATE // 2 + RATE // 2]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 1 << 18))
    assert np.argmax(spectrum) * RATE / (1 << 18) == pytest.approx(220, abs=1)
    # A joint that does not fit would be a click: energy where the sine has none.
    rest = spectrum.copy()
    peak = int(np.argmax(spectrum))
    rest[max(0, peak - 400) : peak + 400] = 0
    assert rest.max() < 0.02 * spectrum[peak]


def test_beyond_what_sounds_right_it_stops() -> None:
    sound = np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32)
    assert len(stretched(sound, RATE, 9.0)) == pytest.approx(RATE * 0.75, abs=1)
    assert len(stretched(sound, RATE, 0.1)) == pytest.approx(RATE / 0.75, abs=1)


def test_speech_keeps_its_ups_and_downs() -> None:
    engine = EspeakEngine(1)
    spoken = engine.speak(SpeechRequest("Kính thưa quý vị, mời quý vị nghe tin.", "vi"))
    engine.close()
    answer = stretched(spoken.samples, spoken.rate, 0.8)

    def envelope(sound: np.ndarray, points: int = 60) -> np.ndarray:
        parts = np.array_split(sound.astype(np.float64) ** 2, points)
        return np.sqrt([part.mean() for part in parts])

    before, after = envelope(spoken.samples), envelope(answer)
    assert np.corrcoef(before, after)[0, 1] > 0.9
    assert np.isfinite(answer).all() and np.abs(answer).max() < 1.2


def test_what_is_too_short_stays() -> None:
    sound = np.ones(100, np.float32)
    assert stretched(sound, RATE, 0.8) is sound


def test_the_shortest_that_is_stretched() -> None:
    """Two windows of 30 ms and twice the search of 8 ms must fit: 1824 frames at 24 kHz."""
    long_enough = np.ones(1_824, np.float32)
    assert len(stretched(long_enough, RATE, 0.8)) == 2_280
    short = np.ones(1_823, np.float32)
    assert stretched(short, RATE, 0.8) is short


def test_hardly_any_change_is_none() -> None:
    sound = np.ones(24_000, np.float32)
    assert stretched(sound, RATE, 1.0009) is sound
    assert stretched(sound, RATE, 0.9991) is sound
    assert len(stretched(sound, RATE, 1.0011)) == round(24_000 / 1.0011)


@pytest.mark.parametrize("speed", [0.8, 1.25])
def test_a_level_stays_level_and_each_word_stays_at_its_place(speed: float) -> None:
    flat = stretched(np.full(48_000, 0.5, np.float32), RATE, speed)
    assert flat[:-1_000] == pytest.approx(0.5, abs=1e-4)
    bursts = np.zeros(48_000, np.float32)
    for start in (6_000, 20_000, 36_000):
        bursts[start : start + 2_000] = 0.5 * np.sin(np.arange(2_000) * 0.3)
    answer = np.abs(stretched(bursts, RATE, speed))
    loud = np.flatnonzero(np.convolve(answer, np.ones(200) / 200, "same") > 0.05)
    groups = np.split(loud, np.flatnonzero(np.diff(loud) > 1_000) + 1)
    assert len(groups) == 3
    for group, start in zip(groups, (6_000, 20_000, 36_000), strict=True):
        middle = (group[0] + group[-1]) / 2
        assert middle == pytest.approx((start + 1_000) / speed, abs=0.02 * RATE)
