"""gTTS behind our rules: Google's voices where the network is on, one sure answer a request.

A sentence is cut into pieces of at most 100 characters, each asked for by a real gTTS object in a
walled worker (see `gtts_worker`). Each request has exactly one non-empty, decodable answer that
can be the speech of its text, or the sentence fails with a typed error and nothing is kept.
"""

from __future__ import annotations

import importlib.metadata
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event, Lock
from typing import Any

import numpy as np

from radioprog.kernel.errors import EngineError, ToolError
from radioprog.kernel.findings import Text
from radioprog.kernel.sandbox.pool import SandboxPool
from radioprog.kernel.sandbox.process import Limits, python_module
from radioprog.kernel.syllables import count_syllables
from radioprog.kernel.system import NETWORK_VARIABLES
from radioprog.kernel.units import Factor, Hertz, Samples, Seconds, to_samples, to_seconds
from radioprog.speech.engines.gtts_service import (
    LANGUAGES,
    LICENCE,
    LONGEST_PIECE,
    is_transient,
    network_error,
    network_off,
    retry_after,
    split_voice,
    voice_for,
)
from radioprog.speech.engines.pieces import Cut, Piece, pieces_of
from radioprog.speech.engines.plain import plain_text
from radioprog.speech.engines.plausible import doubt_about
from radioprog.speech.engines.rate_limit import RateLimit
from radioprog.speech.model import (
    EngineSettings,
    Mono,
    SpeechRequest,
    Spoken,
    VoiceInfo,
)
from radioprog.speech.stretch import stretched
from radioprog.speech.trim import sounding_part

JOINS = {
    Cut.WORD: Seconds(0.0),
    Cut.CLAUSE: Seconds(0.15),
    Cut.SENTENCE: Seconds(0.35),
}
"""The breath between two pieces of a sentence."""
ENOUGH_TO_JUDGE = 4
"""A shorter text says too little about pace."""
_LIMITS = Limits(memory=2 << 30, file_size=64 << 20, variables=NETWORK_VARIABLES)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the engine waits, how often it asks again, how fast it asks."""

    connect: Seconds = Seconds(5.0)
    read: Seconds = Seconds(10.0)
    request: Seconds = Seconds(20.0)
    sentence: Seconds = Seconds(60.0)
    attempts: int = 4
    first_pause: Seconds = Seconds(1.0)
    interval: Seconds = Seconds(0.3)
    largest_answer: int = 8 << 20


class GttsEngine:
    """Speaks with Google Translate's voices; voices are ``vi`` or, by another host, ``vi@com.vn``.

    The service has a pace of its own; its answers are stretched to the one that was asked for.
    """

    name = "gtts"
    network = True

    def __init__(
        self,
        patience: Patience | None = None,
        *,
        sleep: Callable[[float], object] | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Prepare; nothing is asked, and nothing may be until `configure` says online."""
        self._patience = patience or Patience()
        self._closing = Event()
        self._sleep, self._jitter = sleep or self._closing.wait, jitter
        self._online = False
        self._limit = RateLimit(self._patience.interval, sleep=self._sleep)
        self._pool = SandboxPool(
            python_module("radioprog.speech.engines.gtts_worker"), _LIMITS, most=2
        )
        self._heard: dict[str, str] = {}
        self._lock = Lock()

    def configure(self, settings: EngineSettings) -> None:
        """Learn whether the network is on, and where builds agree on the rate."""
        self._online = settings.online
        shared = settings.state_folder / "gtts-rate" if settings.state_folder else None
        self._limit = RateLimit(self._patience.interval, shared, sleep=self._sleep)

    def identity(self, voice: str) -> str:
        """Give gTTS's version; the service itself has none."""
        split_voice(voice)
        return f"gTTS {importlib.metadata.version('gTTS')} pieces1 stretch1"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List a voice for each language; they work where the network is on."""
        reason = None if self._online else network_off().findings[0]
        return tuple(
            VoiceInfo(self.name, language, (language.lower(),), LICENCE, self._online, reason)
            for language in sorted(LANGUAGES)
        )

    def speaks(self, voice: str, language: str) -> bool:
        """Tell whether the service has a language; voices follow it."""
        own, _ = split_voice(voice)
        return own.partition("-")[0] == language.partition("-")[0] or language in LANGUAGES

    def speak(self, request: SpeechRequest) -> Spoken:
        """Speak one sentence, whole or not at all.

        Raises:
            NetworkError: ``network-off``, ``network-timeout``, ``network-unreachable``,
                ``network-tls``, ``service-refused`` or ``bad-answer``.
            EngineError: ``unknown-voice``, ``no-voice-for-language`` or ``nothing-to-speak``.
        """
        if not self._online:
            raise network_off()
        language, domain = voice_for(request)
        plain = plain_text(request.text)
        pieces = [
            piece
            for piece in pieces_of(plain.text, LONGEST_PIECE)
            if any(char.isalnum() for char in piece.text)
        ]
        if not pieces:
            raise EngineError.of(
                "nothing-to-speak",
                Text("câu không có gì để đọc", "the sentence has nothing to speak"),
                Text("xóa câu này hoặc viết thêm chữ", "remove it or write words"),
            )
        self._closing.clear()
        deadline = time.monotonic() + self._patience.sentence
        answers = [self._answer(piece, language, domain, deadline) for piece in pieces]
        return _at_the_pace(_joined(pieces, answers), request)

    def close(self) -> None:
        """Stop the workers, and whoever waits to ask again."""
        self._closing.set()
        self._pool.close()

    def _answer(
        self, piece: Piece, language: str, domain: str, deadline: float
    ) -> tuple[Mono, Hertz]:
        """Ask for one piece, again where that may help and time remains."""
        pause = float(self._patience.first_pause)
        for attempt in range(1, self._patience.attempts + 1):
            self._limit.wait()
            answer, sound = self._ask(piece.text, language, domain, deadline)
            if "error" not in answer:
                return self._checked(answer, sound, piece.text, language)
            wait = retry_after(answer)
            wait = pause * (0.5 + self._jitter()) if wait is None else wait
            pause *= 2.0
            left = deadline - time.monotonic()
            last = attempt == self._patience.attempts or self._closing.is_set()
            if last or not is_transient(answer) or wait >= left:
                raise network_error(answer)
            self._sleep(wait)
        raise network_error({"error": "timeout", "detail": "no attempt was allowed"})

    def _ask(
        self, text: str, language: str, domain: str, deadline: float
    ) -> tuple[dict[str, Any], bytes]:
        patience = self._patience
        left = min(patience.request, deadline - time.monotonic())
        if left <= 0.0:
            return {"error": "timeout", "detail": "the sentence's time is over"}, b""
        request = {
            "text": text,
            "language": language,
            "tld": domain,
            "limit": patience.largest_answer,
            "connect": min(patience.connect, left),
            "read": min(patience.read, left),
        }
        try:
            with self._pool.borrowed() as worker:
                return worker.ask(request, Seconds(left))
        except ToolError as problem:
            found = problem.findings[0]
            kind = "timeout" if found.code == "tool-timeout" else "bad-answer"
            return {"error": kind, "detail": found.message.en}, b""

    def _checked(
        self, answer: dict[str, Any], sound: bytes, text: str, language: str
    ) -> tuple[Mono, Hertz]:
        samples, rate = np.frombuffer(sound, dtype="<f4"), Hertz(int(answer["rate"]))
        doubt = doubt_about(samples, rate, text, language)
        with self._lock:
            if self._heard.setdefault(answer["sha256"], text) != text:
                doubt = "it is the answer to another request"
        if doubt is not None:
            raise network_error({"error": "bad-answer", "detail": doubt})
        return samples, rate


def _joined(pieces: list[Piece], answers: list[tuple[Mono, Hertz]]) -> Spoken:
    """Join the answers: the service's own silences go, a breath after a clause stays."""
    rate = answers[0][1]
    if any(other != rate for _, other in answers):
        raise network_error({"error": "bad-answer", "detail": "the sample rate changes"})
    parts: list[Mono] = []
    for piece, (samples, _) in zip(pieces, answers, strict=True):
        start, end = sounding_part(samples, rate)
        parts += [samples[start:end], np.zeros(to_samples(JOINS[piece.cut], rate), np.float32)]
    return Spoken(np.concatenate(parts[:-1]), rate)


def _at_the_pace(spoken: Spoken, request: SpeechRequest) -> Spoken:
    """Stretch a sentence to the pace asked for, as far as it still sounds like speech."""
    syllables = count_syllables(request.text, request.language)
    start, end = sounding_part(spoken.samples, spoken.rate)
    length = to_seconds(Samples(end - start), spoken.rate)
    if syllables < ENOUGH_TO_JUDGE or not length:
        return spoken
    speed = Factor(request.pace * length / (60.0 * syllables))
    return replace(spoken, samples=stretched(spoken.samples, spoken.rate, speed))
