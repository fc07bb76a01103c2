"""Piper: neural voices that the station has added by hand, offline, the same bytes every time.

Voices lie in the workspace's ``voices/`` (see `radioprog.speech.voice_files`); the library is the
extra ``radioprog[neural]`` and is met only in `piper_worker`.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from radioprog.kernel.errors import EngineError, ToolError
from radioprog.kernel.sandbox.pool import SandboxPool
from radioprog.kernel.sandbox.process import Limits, python_module
from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import Hertz, Samples, Seconds, SyllablesPerMinute, to_seconds
from radioprog.speech.engines.findings import (
    NO_SOUND,
    NOTHING_TO_SPEAK,
    PIPER_MISSING,
    SPEECH_FAILED,
    UNKNOWN_SPEAKER,
    VOICE_WITHOUT_LANGUAGE,
)
from radioprog.speech.model import EngineSettings, Mono, SpeechRequest, Spoken, VoiceInfo
from radioprog.speech.trim import sounding_part
from radioprog.speech.voice_files import AddedVoice, added_voices, voice_named
from radioprog.speech.words import plain_text

_LIMITS = Limits(memory=8 << 30, file_size=1 << 20)
CLOSE_ENOUGH = 0.04
ENOUGH_TO_JUDGE = 8
MOST_CORRECTIONS = 2
"""A voice's length does not grow in proportion to what it is told, so it may take two."""
MOST_STRETCH = 3.0
_SAMPLE = {
    "vi": "Trong năm qua, bà con ở các xã biên giới đã được nghe chương trình mỗi sáng.",
    "en": "The fishermen returned to the harbour before the storm, and everybody was safe.",
}
"""What a voice says once, to find out how fast it speaks by itself."""


class PiperEngine:
    """Speaks with neural voices: ``NAME`` of a voice in ``voices/``, or ``NAME#SPEAKER``."""

    name: str = "piper"
    network: bool = False

    def __init__(self, workers: int | None = None) -> None:
        """Prepare; a worker starts and loads its voice with the first sentence."""
        self._folder: Path | None = None
        self._pool = SandboxPool(
            python_module("radioprog.speech.engines.piper_worker"),
            _LIMITS,
            workers or os.cpu_count() or 1,
        )
        self._paces: dict[str, float] = {}
        self._lock = Lock()

    def configure(self, settings: EngineSettings) -> None:
        """Learn where the workspace's voices lie."""
        self._folder = settings.voices_folder

    def identity(self, voice: str) -> str:
        """Return the versions of the libraries and the hash of the voice."""
        _installed()
        added, _ = self._voice(voice)
        versions = " ".join(
            f"{package} {importlib.metadata.version(package)}"
            for package in ("piper-tts", "onnxruntime")
        )
        return f"{versions} {added.sha256[:16]} {added.config_sha256[:16]} pace1"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List the added voices; without the library they do not work, and it says why."""
        reason = None
        try:
            _installed()
        except EngineError as problem:
            reason = problem.findings[0]
        return tuple(
            VoiceInfo(
                self.name,
                voice.name,
                (voice.language.lower(),),
                voice.licence,
                reason is None,
                reason,
            )
            for voice in added_voices(self._folder)
        )

    def speaks(self, voice: str, language: str) -> bool:
        """Tell whether a voice speaks a language: only its own."""
        return _same_language(self._voice(voice)[0], language)

    def speak(self, request: SpeechRequest) -> Spoken:
        """Speak one sentence at the pace asked for.

        Raises:
            EngineError: ``engine-missing``, ``unknown-voice``, ``voice-damaged``,
                ``no-voice-for-language``, ``nothing-to-speak`` or ``speech-failed``.
        """
        _installed()
        voice, speaker = self._voice(request.voice)
        _demand_language(voice, request.language)
        text = " ".join(plain_text(request.text).text.split())
        if not any(char.isalnum() for char in text):
            raise EngineError(NOTHING_TO_SPEAK())
        syllables = count_syllables(request.text, request.language)
        scale = _possible(self._own_pace(voice, speaker) / request.pace)
        samples, rate = self._take(voice, speaker, text, scale)
        for _ in range(MOST_CORRECTIONS):
            wrong = _pace_of(samples, rate, syllables) / request.pace
            if syllables < ENOUGH_TO_JUDGE or abs(wrong - 1.0) <= CLOSE_ENOUGH:
                break
            scale = _possible(scale * wrong)
            samples, rate = self._take(voice, speaker, text, scale)
        return Spoken(samples, rate)

    def close(self) -> None:
        """Stop the workers."""
        self._pool.close()

    def _voice(self, voice: str) -> tuple[AddedVoice, int | None]:
        name, _, speaker = voice.partition("#")
        added = voice_named(name, self._folder)
        if not speaker:
            return added, None
        numbers = {**added.speakers, **{str(n): n for n in added.speakers.values()}}
        if speaker not in numbers:
            known = sorted(added.speakers)[:10]
            raise EngineError(UNKNOWN_SPEAKER(voice=name, speaker=speaker, known=known))
        return added, numbers[speaker]

    def _own_pace(self, voice: AddedVoice, speaker: int | None) -> SyllablesPerMinute:
        """Find how fast a voice speaks by itself, once in a process; always the same answer."""
        key = f"{voice.sha256}#{speaker}"
        with self._lock:
            if key not in self._paces:
                language = voice.language.partition("-")[0].lower()
                text = _SAMPLE.get(language, _SAMPLE["en"])
                spoken_as = language if language in _SAMPLE else "en"
                samples, rate = self._take(voice, speaker, text, 1.0)
                self._paces[key] = _pace_of(samples, rate, count_syllables(text, spoken_as))
            return SyllablesPerMinute(self._paces[key])

    def _take(
        self, voice: AddedVoice, speaker: int | None, text: str, scale: float
    ) -> tuple[Mono, Hertz]:
        request = {"model": str(voice.model), "text": text, "scale": scale, "speaker": speaker}
        try:
            with self._pool.borrowed() as worker:
                answer, sound = worker.ask(request, Seconds(60.0 + 0.2 * len(text)))
        except ToolError as problem:
            raise EngineError(
                SPEECH_FAILED(engine="Piper", reason=problem.findings[0].message)
            ) from problem
        if "error" in answer:
            raise EngineError(SPEECH_FAILED(engine="Piper", reason=str(answer["error"])))
        return np.frombuffer(sound, dtype="<f4"), Hertz(int(answer["rate"]))


def _pace_of(samples: Mono, rate: Hertz, syllables: int) -> float:
    """Return the pace of an answer.

    Raises:
        EngineError: it holds no sound.
    """
    start, end = sounding_part(samples, rate)
    if start == end or not syllables:
        raise EngineError(SPEECH_FAILED(engine="Piper", reason=NO_SOUND))
    return 60.0 * syllables / to_seconds(Samples(end - start), rate)


def _possible(scale: Any) -> float:
    return round(min(max(float(scale), 1.0 / MOST_STRETCH), MOST_STRETCH), 3)


def _installed() -> None:
    if importlib.util.find_spec("piper") is None or importlib.util.find_spec("onnxruntime") is None:
        raise EngineError(PIPER_MISSING())


def _same_language(voice: AddedVoice, language: str) -> bool:
    return voice.language.partition("-")[0].lower() == language.partition("-")[0].lower()


def _demand_language(voice: AddedVoice, language: str) -> None:
    if not _same_language(voice, language):
        raise EngineError(VOICE_WITHOUT_LANGUAGE(voice=voice.name, language=language))
