"""A speech engine from outside: it whistles every syllable, higher for a rising tone.

A package of its own that knows only radioprog's public speech model; radioprog finds it by the
entry point in its ``pyproject.toml``.
"""

from __future__ import annotations

import unicodedata
from importlib.metadata import version

import numpy as np

from radioprog.kernel.errors import EngineError
from radioprog.kernel.findings import Text
from radioprog.kernel.units import Hertz
from radioprog.speech.model import SpeechRequest, Spoken, VoiceInfo

RATE = Hertz(16_000)
_PITCH = {"\u0301": 1200, "\u0300": 600, "\u0309": 700, "\u0303": 1000, "\u0323": 500}
_LEVEL_PITCH = 800


class WhistleEngine:
    """Whistles; its only voice is ``kettle``."""

    name = "whistle"
    network = False

    def identity(self, voice: str) -> str:
        """Give the package's version."""
        return f"whistle {version('radioprog-whistle')}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List the only voice."""
        return (VoiceInfo(self.name, "kettle", ("vi",), "GPL-3.0-or-later"),)

    def speak(self, request: SpeechRequest) -> Spoken:
        """Whistle one syllable after the other, at the pace asked for."""
        if request.voice != "kettle":
            raise EngineError.of(
                "unknown-voice",
                Text(f"không có giọng “{request.voice}”", f'no voice "{request.voice}"'),
                Text("dùng whistle:kettle", "use whistle:kettle"),
            )
        frames = round(60.0 * RATE / request.pace)
        time = np.arange(frames) / RATE
        fade = np.minimum(1.0, np.minimum(time, time[::-1]) / 0.01)
        parts = [
            0.3 * fade * np.sin(2 * np.pi * _pitch_of(word) * time) for word in request.text.split()
        ]
        return Spoken(np.concatenate(parts).astype(np.float32), RATE)

    def close(self) -> None:
        """Let go of nothing."""


def _pitch_of(word: str) -> int:
    marks = [char for char in unicodedata.normalize("NFD", word) if char in _PITCH]
    return _PITCH[marks[0]] if marks else _LEVEL_PITCH
