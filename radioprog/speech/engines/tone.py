"""The tone engine: as long as the words would last at the pace, word times exact.

For tests and dry runs: a programme's times can be heard and measured before any voice speaks.
Each word is a burst that begins at its loudest frame, so that its start can be found to the
sample.
"""

from __future__ import annotations

import re

import numpy as np

from radioprog.kernel.errors import EngineError
from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import MIX_RATE, Samples, Seconds, to_samples, to_seconds
from radioprog.speech.engines.findings import NOTHING_TO_SPEAK, UNKNOWN_VOICE
from radioprog.speech.model import Mono, SpeechRequest, Spoken, VoiceInfo, WordTime

_WORD = re.compile(r"\w(?:\S*\w)?")
_PITCHES = {"low": 165, "mid": 220, "high": 330}
_LOUDEST, _FAINTEST = 0.5, 0.1


class ToneEngine:
    """Speaks in tones: voices ``low``, ``mid`` and ``high``."""

    name: str = "tone"
    network: bool = False

    def identity(self, voice: str) -> str:
        """Return the version of the tones.

        Raises:
            EngineError: ``unknown-voice``.
        """
        if voice not in _PITCHES:
            raise EngineError(UNKNOWN_VOICE(engine=self.name, voice=voice, near=list(_PITCHES)))
        return "tone 1"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List the three voices; they speak every language."""
        return tuple(VoiceInfo(self.name, name, ("*",), "GPL-3.0-or-later") for name in _PITCHES)

    def speak(self, request: SpeechRequest) -> Spoken:
        """Sound one burst for each word.

        >>> spoken = ToneEngine().speak(SpeechRequest("một hai", "mid", 120.0))
        >>> len(spoken.samples), [(word.start, word.end) for word in spoken.words]
        (48000, [(0.0, 0.5), (0.5, 1.0)])

        Raises:
            EngineError: ``unknown-voice`` or ``nothing-to-speak``.
        """
        self.identity(request.voice)
        bursts: list[Mono] = []
        words: list[WordTime] = []
        at, syllables = Samples(0), 0
        for match in _WORD.finditer(request.text):
            syllables += max(1, count_syllables(match[0], request.language))
            end = to_samples(Seconds(60.0 * syllables / request.pace))
            bursts.append(_burst(Samples(end - at), _PITCHES[request.voice]))
            words.append(WordTime(match.start(), len(match[0]), to_seconds(at), to_seconds(end)))
            at = end
        if not words:
            raise EngineError(NOTHING_TO_SPEAK())
        return Spoken(np.concatenate(bursts), MIX_RATE, tuple(words))

    def close(self) -> None:
        """Let go of nothing."""


def _burst(frames: Samples, pitch: int) -> Mono:
    """Sound a tone that falls from loud to faint and begins at its peak."""
    time = np.arange(frames) / MIX_RATE
    envelope = np.linspace(_LOUDEST, _FAINTEST, frames)
    return (envelope * np.cos(2 * np.pi * pitch * time)).astype(np.float32)
