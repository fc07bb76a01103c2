"""The contract for engine authors: engines that keep it pass, each breach is told in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from radioprog.kernel.errors import EngineError
from radioprog.kernel.findings import Text
from radioprog.kernel.units import Hertz, Seconds
from radioprog.speech.engines.espeak import EspeakEngine
from radioprog.speech.engines.tone import ToneEngine
from radioprog.speech.model import SpeechRequest, Spoken, VoiceInfo, WordTime
from radioprog.testing import check_engine, engine_breaches


@pytest.mark.parametrize("voice", ["vi", "vi+f3", "en"])
def test_our_own_engine_keeps_it(voice: str) -> None:
    check_engine(EspeakEngine(workers=1), voice=voice)


class Engine(ToneEngine):
    """A tone engine whose answers are spoilt."""

    def __init__(self, spoil: Callable[[SpeechRequest, Spoken], Spoken]) -> None:
        self.spoil = spoil
        self.calls = 0

    def speak(self, request: SpeechRequest) -> Spoken:
        self.calls += 1
        return self.spoil(request, super().speak(request))


def stretched(spoken: Spoken, by: int) -> Spoken:
    return replace(spoken, samples=np.repeat(spoken.samples, by), words=())


BREACHES: list[tuple[Callable[[SpeechRequest, Spoken], Spoken], str]] = [
    (lambda r, s: replace(s, samples=s.samples.astype(np.float64)), "float64"),
    (lambda r, s: replace(s, samples=np.stack([s.samples, s.samples])), "of shape"),
    (lambda r, s: replace(s, samples=s.samples * np.float32(np.nan)), "no number"),
    (lambda r, s: replace(s, samples=s.samples * np.float32(9.0)), "beyond"),
    (lambda r, s: replace(s, samples=s.samples * np.float32(0.0), words=()), "silent"),
    (lambda r, s: replace(s, samples=s.samples[:2000], words=()), "speech-too-short"),
    (lambda r, s: stretched(s, 2), "syllables a minute it speaks"),
    (lambda r, s: replace(s, rate=Hertz(100)), "refused"),
    (lambda r, s: replace(s, words=(WordTime(0, 999, Seconds(0.0), Seconds(0.1)),)), "points"),
    (lambda r, s: replace(s, words=(*s.words[::-1],)), "out of order"),
]


@pytest.mark.parametrize(("spoil", "told"), BREACHES)
def test_a_bad_answer_is_told(spoil: Callable[[SpeechRequest, Spoken], Spoken], told: str) -> None:
    breaches = engine_breaches(Engine(spoil))
    assert any(told in each for each in breaches), breaches


def test_every_breach_is_told_at_once() -> None:
    class Bad(ToneEngine):
        name = "My Engine"
        network = "no"  # type: ignore[assignment]
        count = 0

        def identity(self, voice: str) -> str:
            self.count += 1
            return f"version {self.count}"

        def voices(self) -> tuple[VoiceInfo, ...]:
            twice = VoiceInfo("other", "mid", (), "")
            return (twice, twice, VoiceInfo(self.name, "low", ("vi",), "CC0", works=False))

        def speak(self, request: SpeechRequest) -> Spoken:
            if request.voice not in ("low", "mid"):
                raise KeyError(request.voice)
            self.count += 1
            noise = np.random.default_rng(self.count).normal(0, 0.1, 60_000)
            return Spoken(noise.astype(np.float32), Hertz(24_000))

    with pytest.raises(AssertionError) as caught:
        check_engine(Bad())
    for told in (
        "small letters",
        "True or False",
        "its engine is 'other'",
        "names no language",
        "names no licence",
        "listed twice",
        "gives no reason",
        "from call to call",
        "identity() takes a voice",
        "KeyError",
        "the same bytes",
        "has no words, and is spoken",
    ):
        assert told in str(caught.value), told


def test_errors_without_words_and_what_is_raised_are_told() -> None:
    class Silent(ToneEngine):
        def identity(self, voice: str) -> str:
            if voice != "mid":
                raise EngineError.of("unknown-voice", Text("", "no"), Text("", ""))
            return "x"

        def voices(self) -> tuple[VoiceInfo, ...]:
            return (VoiceInfo("tone", "mid", ("vi",), "CC0"),)

        def close(self) -> None:
            raise RuntimeError("closed already")

    told = "\n".join(engine_breaches(Silent()))
    assert "lacks words or remedy" in told and "closing" in told and "closed already" in told


def test_an_engine_without_a_voice_or_a_member_is_told() -> None:
    class Empty(ToneEngine):
        def voices(self) -> tuple[VoiceInfo, ...]:
            return ()

    assert engine_breaches(Empty()) == ("no voice works",)
    assert "no voice works by the name 'x'" in engine_breaches(ToneEngine(), voice="x")

    class Broken(ToneEngine):
        def voices(self) -> tuple[VoiceInfo, ...]:
            raise OSError("disk")

    assert "OSError: disk" in engine_breaches(Broken())[0]
