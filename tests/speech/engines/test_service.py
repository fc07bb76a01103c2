"""Plausible answers: speech passes, silence, noise and another length do not."""

from __future__ import annotations

import numpy as np
import pytest

from radioprog.kernel.units import Hertz, SyllablesPerMinute
from radioprog.speech.engines.espeak import EspeakEngine
from radioprog.speech.engines.service import doubt_about
from radioprog.speech.model import SpeechRequest

RATE = Hertz(24_000)
TEXT = "Kính thưa quý vị và các bạn, mời quý vị nghe tin."


@pytest.fixture(scope="module")
def engine():
    engine = EspeakEngine(1)
    yield engine
    engine.close()


@pytest.mark.parametrize("voice", ["vi", "vi+f3", "vi-vn-x-south+m3"])
@pytest.mark.parametrize("text", [TEXT, "Vâng.", "Xin chào!", "Ừ"])
@pytest.mark.parametrize("pace", [150, 330])
def test_speech_passes(engine: EspeakEngine, voice: str, text: str, pace: int) -> None:
    spoken = engine.speak(SpeechRequest(text, voice, SyllablesPerMinute(pace)))
    assert doubt_about(spoken.samples, spoken.rate, text, "vi") is None


def noise(seconds: float) -> np.ndarray:
    return np.random.default_rng(2).normal(0, 0.2, round(seconds * RATE)).astype(np.float32)


def hum(seconds: float) -> np.ndarray:
    return np.sin(np.arange(round(seconds * RATE)) * 0.05).astype(np.float32)


@pytest.mark.parametrize(
    "sound, word",
    [
        (np.zeros(RATE, np.float32), "silent"),
        (noise(3.0), "noise"),
        (hum(3.0), "noise"),
        (noise(0.5), "fast"),
        (noise(30.0), "long"),
        (np.zeros(0, np.float32), "silent"),
    ],
)
def test_what_is_no_speech_of_this_text_does_not(sound: np.ndarray, word: str) -> None:
    assert word in (doubt_about(sound, RATE, TEXT, "vi") or "")


def test_the_sound_of_another_text_does_not(engine: EspeakEngine) -> None:
    longer = engine.speak(SpeechRequest(" ".join([TEXT] * 4), "vi"))
    shorter = engine.speak(SpeechRequest("Vâng.", "vi"))
    for other in (longer, shorter):
        assert doubt_about(other.samples, other.rate, TEXT, "vi") is not None
