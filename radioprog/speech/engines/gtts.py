"""gTTS behind our rules: Google's voices where the network is on, one sure answer a request.

A sentence is cut into pieces of at most 100 characters, each asked for by a real gTTS object in a
walled worker (see `gtts_worker`). Each request has exactly one non-empty, decodable answer that
can be the speech of its text, or the sentence fails with a typed error and nothing is kept.
"""

from __future__ import annotations

import difflib
import importlib.metadata
import os
import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from enum import IntEnum
from pathlib import Path
from threading import Event, Lock
from typing import Any

import numpy as np

from radioprog.kernel.disk.locks import locked_file
from radioprog.kernel.disk.opening import disk_errors
from radioprog.kernel.errors import EngineError, NetworkError, ToolError
from radioprog.kernel.files import make_folder
from radioprog.kernel.sandbox.pool import SandboxPool
from radioprog.kernel.sandbox.process import Limits, python_module
from radioprog.kernel.system import NETWORK_VARIABLES, touch
from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import (
    Decibels,
    Factor,
    Hertz,
    Samples,
    Seconds,
    SyllablesPerMinute,
    to_samples,
    to_seconds,
)
from radioprog.speech.engines.findings import (
    BAD_ANSWER,
    NETWORK_OFF,
    NO_LANGUAGE,
    NOTHING_TO_SPEAK,
    REFUSED,
    TIMEOUT,
    TLS,
    UNKNOWN_VOICE,
    UNREACHABLE,
)
from radioprog.speech.model import EngineSettings, Mono, SpeechRequest, Spoken, VoiceInfo
from radioprog.speech.trim import sounding_part, stretched
from radioprog.speech.words import plain_text

# --- a sentence cut into pieces ---

_CUT = re.compile(r"(?P<sign>[.!?…,;:–—)\]]*)[\"”’»]*\s+")
_ABBREVIATION = re.compile(r"(?:^|[\s(\[“\"])(?:[^\W\d_]{1,3}|TTg|[^\W\d_]{1,3}\.[^\W\d_]{1,3})\.$")


class TextCut(IntEnum):
    """How good a place for a cut is; a higher one is better."""

    WORD = 0
    CLAUSE = 1
    SENTENCE = 2


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A part of a text: where it begins, its words, and what kind of cut follows it."""

    offset: int
    text: str
    cut: TextCut


def pieces_of(text: str, longest: int) -> tuple[TextPiece, ...]:
    """TextCut a text into pieces of at most ``longest`` characters; no word is lost or repeated.

    >>> [piece.text for piece in pieces_of("Ở TP. Đồng Hới, trời mưa.", 16)]
    ['Ở TP. Đồng Hới,', 'trời mưa.']
    """
    pieces: list[TextPiece] = []
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    while end - start > longest:
        stop, following, cut = _best_cut(text, start, longest)
        pieces.append(TextPiece(start, text[start:stop].rstrip(), cut))
        start = following
    if start < end:
        pieces.append(TextPiece(start, text[start:end], TextCut.SENTENCE))
    return tuple(pieces)


def _best_cut(text: str, start: int, longest: int) -> tuple[int, int, TextCut]:
    """Choose the best cut in reach: its kind first, then the one furthest on."""
    found: list[tuple[TextCut, int, int]] = []
    for match in _CUT.finditer(text, start, min(len(text), start + longest + 2)):
        stop = match.end() - len(match[0]) + len(match[0].rstrip())
        if start < stop <= start + longest and not _ABBREVIATION.search(text[start:stop]):
            found.append((_cut_kind(match["sign"]), stop, match.end()))
    good = [cut for cut in found if cut[1] - start >= longest // 3] or found
    if not good:
        return start + longest, start + longest, TextCut.WORD
    kind, stop, following = max(good)
    return stop, following, kind


def _cut_kind(sign: str) -> TextCut:
    if any(mark in sign for mark in ".!?…"):
        return TextCut.SENTENCE
    return TextCut.CLAUSE if sign else TextCut.WORD


JOINS = {
    TextCut.WORD: Seconds(0.0),
    TextCut.CLAUSE: Seconds(0.15),
    TextCut.SENTENCE: Seconds(0.35),
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

    name: str = "gtts"
    network: bool = True

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
        """Return gTTS's version; the service itself has none."""
        split_voice(voice)
        return f"gTTS {importlib.metadata.version('gTTS')} pieces1 stretch1"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List a voice for each language; they work where the network is on."""
        reason = None if self._online else NETWORK_OFF()
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
            raise NetworkError(NETWORK_OFF())
        language, domain = voice_for(request)
        plain = plain_text(request.text)
        pieces = [
            piece
            for piece in pieces_of(plain.text, LONGEST_PIECE)
            if any(char.isalnum() for char in piece.text)
        ]
        if not pieces:
            raise EngineError(NOTHING_TO_SPEAK())
        self._closing.clear()
        deadline = time.monotonic() + self._patience.sentence
        answers = [self._answer(piece, language, domain, deadline) for piece in pieces]
        return _at_the_pace(_joined(pieces, answers), request)

    def close(self) -> None:
        """Stop the workers, and whoever waits to ask again."""
        self._closing.set()
        self._pool.close()

    def _answer(
        self, piece: TextPiece, language: str, domain: str, deadline: float
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
            return {"error": kind, "detail": found.message.to("en")}, b""

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


def _joined(pieces: list[TextPiece], answers: list[tuple[Mono, Hertz]]) -> Spoken:
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


# --- the service: its languages, its hosts, its failures ---

LONGEST_PIECE = 100
"""The service takes this many characters at a time."""
LICENCE = "Google Translate's terms of service"
LANGUAGES = frozenset(
    """
    af am ar bg bn bs ca cs cy da de el en es et eu fi fr fr-CA gl gu ha hi hr hu id is it iw ja
    jw km kn ko la lt lv ml mr ms my ne nl no pa pl pt pt-PT ro ru si sk sq sr su sv sw ta te th
    tl tr uk ur vi yue zh zh-CN zh-TW
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""The languages of the service, a closed list; a test holds it against gTTS's own."""
DOMAINS = frozenset(
    "com com.vn com.hk com.sg com.au co.uk co.in co.jp co.kr ca fr de es pt com.br com.mx".split()  # noqa: SIM905
)
"""The endings of the service's host that may be asked for, a closed list."""
_TRANSIENT_STATUS = frozenset({429, 500, 502, 503, 504})


def split_voice(voice: str) -> tuple[str, str]:
    """Return a voice's language and host ending, both from the closed lists.

    >>> split_voice("vi@com.vn")
    ('vi', 'com.vn')

    Raises:
        EngineError: ``unknown-voice``.
    """
    language, _, domain = voice.partition("@")
    known = {name.lower(): name for name in LANGUAGES}
    if language.lower() not in known or (domain and domain not in DOMAINS):
        near = difflib.get_close_matches(language.lower(), sorted(known), n=2)
        near = [f"gtts:{known[name]}" for name in near] or ["gtts:vi", "gtts:en", "gtts:vi@com.vn"]
        raise EngineError(UNKNOWN_VOICE(engine="gtts", voice=voice, near=near))
    return known[language.lower()], domain or "com"


def voice_for(request: SpeechRequest) -> tuple[str, str]:
    """Return the service's language and host for a request."""
    language, domain = split_voice(request.voice)
    wanted = request.language
    if language.partition("-")[0] == wanted.partition("-")[0]:
        return language, domain
    if wanted not in LANGUAGES:
        raise EngineError(NO_LANGUAGE(engine="gtts", language=wanted))
    return wanted, domain


def is_transient(answer: Mapping[str, Any]) -> bool:
    """Tell whether asking again may help: time-outs, 429 and 5xx."""
    if answer["error"] == "status":
        return answer["status"] in _TRANSIENT_STATUS
    return bool(answer["error"] == "timeout")


def retry_after(answer: Mapping[str, Any]) -> float | None:
    """Read how long the service asks to wait: seconds or a date."""
    text = str(answer.get("retry_after", "")).strip()
    if text.isascii() and text.isdigit():
        return float(text)
    if not text:
        return None
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


_SAID = {
    "timeout": TIMEOUT,
    "unreachable": UNREACHABLE,
    "tls": TLS,
    "status": REFUSED,
    "bad-answer": BAD_ANSWER,
}


def network_error(answer: Mapping[str, Any]) -> NetworkError:
    """Make the error for an answer that is none."""
    problem = NetworkError(_SAID[answer["error"]](detail=str(answer.get("detail", ""))))
    problem.transient = is_transient(answer)
    return problem


# --- whether an answer can be the speech that was asked for ---

FASTEST_ANSWER, SLOWEST_ANSWER = SyllablesPerMinute(500.0), SyllablesPerMinute(110.0)
MORE_FOR_THE_SHORT = Seconds(1.0)
"""A single syllable is drawn out, so a short text may last this much longer."""
_FRAME = Seconds(0.02)
_LEAST_VARIATION = Decibels(6.0)
"""Speech rises and falls by far more than this: between its faint and its loud 20 ms."""
_LONG_ENOUGH_TO_JUDGE = 50
"""Frames: a single drawn-out vowel may hold its level, a second of speech does not."""


def doubt_about(samples: Mono, rate: Hertz, text: str, language: str) -> str | None:
    """Say why an answer cannot be the speech of a text, or ``None`` where it can.

    >>> doubt_about(np.zeros(48000, np.float32), Hertz(48000), "xin chào", "vi")
    'it is silent'
    """
    start, end = sounding_part(samples, rate)
    if start == end:
        return "it is silent"
    length = to_seconds(Samples(end - start), rate)
    syllables = count_syllables(text, language)
    if length < 60.0 * syllables / FASTEST_ANSWER:
        return f"{syllables} syllables in {length:.2f} s are too fast"
    if length > 60.0 * syllables / SLOWEST_ANSWER + MORE_FOR_THE_SHORT:
        return f"{length:.2f} s for {syllables} syllables are too long"
    return None if _varies(samples[start:end], rate) else "it is noise, not speech"


def _varies(samples: Mono, rate: Hertz) -> bool:
    frame = max(1, round(_FRAME * rate))
    count = len(samples) // frame
    if count < _LONG_ENOUGH_TO_JUDGE:
        return True
    energy = np.square(samples[: count * frame].reshape(count, frame), dtype=np.float64).mean(1)
    level = 10.0 * np.log10(np.maximum(energy, energy.max() * 1e-5))
    faint, loud = np.percentile(level, (10, 90))
    return float(loud - faint) >= _LEAST_VARIATION


# --- how often the service may be asked ---


class RateLimit:
    """Lets one request begin in each interval; the others wait for their turn.

    With a file, its lock and its time are shared by all processes that use it.
    """

    def __init__(
        self,
        interval: Seconds,
        shared: Path | None = None,
        *,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Prepare; ``shared`` is the file by which processes agree."""
        self._interval, self._shared, self._sleep = interval, shared, sleep
        self._lock = Lock()
        self._last = float("-inf")

    def wait(self) -> None:
        """Wait for the turn."""
        with self._lock:
            if self._shared is None:
                self._pause(time.monotonic() - self._last)
                self._last = time.monotonic()
                return
            make_folder(self._shared.parent)
            with locked_file(self._shared) as handle, disk_errors(self._shared):
                status = os.fstat(handle)
                if status.st_size:
                    self._pause(time.time() - status.st_mtime)
                os.lseek(handle, 0, os.SEEK_SET)
                os.write(handle, b"1")
                touch(handle, self._shared)

    def _pause(self, since: float) -> None:
        if 0.0 <= since < self._interval:
            self._sleep(self._interval - since)
