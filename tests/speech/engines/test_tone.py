"""The tone engine: lengths by syllables, word times exact to the frame."""

from __future__ import annotations

import numpy as np
import pytest

from radioprog.kernel.errors import EngineError
from radioprog.kernel.units import SyllablesPerMinute, to_samples
from radioprog.speech.engines.tone import ToneEngine
from radioprog.speech.model import SpeechRequest
from radioprog.speech.trim import sounding_part


@pytest.mark.parametrize("pace", [150, 210, 331])
def test_it_lasts_as_long_as_the_words_would(pace: int) -> None:
    text = "Kính thưa quý vị, A-xê-an xin chào!"
    spoken = ToneEngine().speak(SpeechRequest(text, "mid", SyllablesPerMinute(pace)))
    assert len(spoken.samples) == round(9 * 60 / pace * 48_000)
    assert sounding_part(spoken.samples, spoken.rate) == (0, len(spoken.samples))


def test_each_word_begins_at_its_loudest_frame() -> None:
    spoken = ToneEngine().speak(SpeechRequest("một hai A-xê-an", "high", SyllablesPerMinute(210)))
    assert len(spoken.words) == 3
    for word in spoken.words:
        start, end = to_samples(word.start), to_samples(word.end)
        assert int(np.argmax(np.abs(spoken.samples[start:end]))) == 0


@pytest.mark.parametrize(
    "text, voice, code", [("...", "mid", "nothing-to-speak"), ("một", "loud", "unknown-voice")]
)
def test_what_it_cannot_do_it_says(text: str, voice: str, code: str) -> None:
    with pytest.raises(EngineError) as caught:
        ToneEngine().speak(SpeechRequest(text, voice))
    assert caught.value.findings[0].code == code
