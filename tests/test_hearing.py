"""The bench that hears counts as it says; what it hears with is no part of the tests."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

from benchmarks import hearing
from radioprog.kernel.units import Hertz, Seconds
from radioprog.speech.model import Spoken, WordTime


def test_its_examples_are_true() -> None:
    assert doctest.testmod(hearing).failed == 0


def test_there_are_sixty_sentences_and_no_two_alike() -> None:
    lines = hearing.SENTENCES.read_text("utf-8").splitlines()
    assert len(set(lines)) == len(lines) >= 60


@pytest.mark.parametrize(
    ("written", "heard", "words", "beside_tone"),
    [
        ("bão số bốn", "Bão số 4.", 0, 0),
        ("bão số bốn", "bảo sổ bốn", 2, 0),
        ("bão số bốn", "báo xa bốn", 2, 1),
        ("bão số bốn", "", 3, 3),
        ("bão số bốn", "số bốn " * 30, 3, 3),
    ],
)
def test_words_wrong_and_wrong_beside_their_tone(
    written: str, heard: str, words: int, beside_tone: int
) -> None:
    assert hearing.errors(written, heard)[:3] == (3, words, beside_tone)


def test_a_difference_is_of_the_same_sentences() -> None:
    rng = np.random.default_rng(5)
    wrong = rng.integers(0, 10, 60)
    first = np.column_stack((np.full(60, 20), wrong))
    worse = np.column_stack((np.full(60, 20), wrong + 2))
    assert hearing.difference(first, worse, 1, 0) == pytest.approx((10.0, 10.0, 10.0))
    middle, low, high = hearing.difference(first, first[::-1], 1, 0)
    assert middle == pytest.approx(0.0)
    assert low < 0.0 < high


def test_a_tone_is_right_by_its_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    times = np.arange(0.0, 2.0, 0.01)
    level, rising = np.full(100, 2.0), np.interp(np.arange(100), [0, 40, 99], [0.0, 0.0, 6.0])
    monkeypatch.setattr(
        hearing, "pitch_of", lambda spoken: (times, np.concatenate((level, rising)))
    )
    marks = (WordTime(0, 2, Seconds(0), Seconds(1)), WordTime(3, 2, Seconds(1), Seconds(2)))
    spoken = Spoken(np.zeros(0, np.float32), Hertz(8000), marks)
    assert hearing.tones_right("xa má", spoken) == (2, 2)
    assert hearing.tones_right("xà má", spoken) == (2, 1)
    assert hearing.tones_right("xá ma", spoken) == (2, 0)
