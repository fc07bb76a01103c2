"""A service over the network, asked behind our rules: one sure answer a request, or a typed error.

Each request goes to a walled worker; what comes back is asked for again only where that may help,
within a patience, and is believed only where it can be the speech of its text.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import Event, Lock
from typing import Any

import numpy as np

from radioprog.kernel.disk.locks import locked_file
from radioprog.kernel.disk.opening import disk_errors
from radioprog.kernel.errors import NetworkError, ToolError
from radioprog.kernel.files import make_folder
from radioprog.kernel.findings import Text
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
    to_seconds,
)
from radioprog.speech.engines.findings import (
    ANSWER_WORDS,
    BAD_ANSWER,
    REFUSED,
    TIMEOUT,
    TLS,
    UNREACHABLE,
)
from radioprog.speech.model import Mono, SpeechRequest, Spoken
from radioprog.speech.trim import sounding_part, stretched

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


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """What a service said: one channel of sound, its rate, and what its worker tells of it."""

    samples: Mono
    rate: Hertz
    told: Mapping[str, Any]


class Service:
    """One service, asked by a worker of ours, piece by piece."""

    def __init__(
        self,
        engine: str,
        worker: str,
        patience: Patience,
        *,
        sleep: Callable[[float], object] | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Prepare; nothing is asked. ``worker`` is the module that meets the service."""
        self._engine = engine
        self._closing = Event()
        self._patience = patience
        self._sleep, self._jitter = sleep or self._closing.wait, jitter
        self._limit = RateLimit(patience.interval, sleep=self._sleep)
        self._pool = SandboxPool(python_module(worker), _LIMITS, most=2)
        self._doubts = Doubts()

    def share(self, file: Path | None) -> None:
        """Agree on the rate with other processes by a file."""
        self._limit = RateLimit(self._patience.interval, file, sleep=self._sleep)

    def close(self) -> None:
        """Stop the workers, and whoever waits to ask again."""
        self._closing.set()
        self._pool.close()

    def open(self, patience: Patience | None = None) -> float:
        """Begin a sentence; returns the instant at which its time is over."""
        self._closing.clear()
        return time.monotonic() + (patience or self._patience).sentence

    def answer(
        self,
        request: Mapping[str, Any],
        spoken: SpeechRequest,
        deadline: float,
        patience: Patience | None = None,
    ) -> ServiceAnswer:
        """Ask for one piece, again where that may help and time remains.

        Args:
            request: what the worker is asked, beside its limits.
            spoken: the words that the answer must hold.
            deadline: when the sentence's time is over, by `open`.
            patience: another than the service's own.

        Raises:
            NetworkError: what kept it from answering, or why the answer is none.
        """
        patience = patience or self._patience
        pause = float(patience.first_pause)
        for attempt in range(1, patience.attempts + 1):
            self._limit.wait()
            answer, sound = self._ask(request, deadline, patience)
            if "error" not in answer:
                return self._checked(answer, sound, spoken)
            wait = retry_after(answer)
            wait = pause * (0.5 + self._jitter()) if wait is None else wait
            pause *= 2.0
            left = deadline - time.monotonic()
            last = attempt == patience.attempts or self._closing.is_set()
            if last or not is_transient(answer) or wait >= left:
                raise network_error(self._engine, answer)
            self._sleep(wait)
        raise network_error(self._engine, {"error": "timeout", "detail": "no attempt was allowed"})

    def _ask(
        self, request: Mapping[str, Any], deadline: float, patience: Patience
    ) -> tuple[dict[str, Any], bytes]:
        left = min(patience.request, deadline - time.monotonic())
        if left <= 0.0:
            return {"error": "timeout", "detail": "the sentence's time is over"}, b""
        limits = {
            "limit": patience.largest_answer,
            "connect": min(patience.connect, left),
            "read": min(patience.read, left),
        }
        try:
            with self._pool.borrowed() as worker:
                return worker.ask({**request, **limits}, Seconds(left))
        except ToolError as problem:
            found = problem.findings[0]
            kind = "timeout" if found.code == "tool-timeout" else "bad-answer"
            return {"error": kind, "detail": found.message.to("en")}, b""

    def _checked(
        self, answer: dict[str, Any], sound: bytes, spoken: SpeechRequest
    ) -> ServiceAnswer:
        samples, rate = np.frombuffer(sound, dtype="<f4"), Hertz(int(answer["rate"]))
        doubt = self._doubts.about(samples, rate, spoken, answer["sha256"])
        if doubt is not None:
            raise network_error(self._engine, {"error": "bad-answer", "detail": doubt})
        return ServiceAnswer(samples, rate, answer)


def at_the_pace(spoken: Spoken, request: SpeechRequest) -> Spoken:
    """Stretch a sentence to the pace asked for, as far as it still sounds like speech."""
    syllables = count_syllables(request.text, request.language)
    start, end = sounding_part(spoken.samples, spoken.rate)
    length = to_seconds(Samples(end - start), spoken.rate)
    if syllables < ENOUGH_TO_JUDGE or not length:
        return spoken
    speed = Factor(request.pace * length / (60.0 * syllables))
    return replace(spoken, samples=stretched(spoken.samples, spoken.rate, speed))


_TRANSIENT_STATUS = frozenset({429, 500, 502, 503, 504})


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


def reason_in_words(detail: str) -> Text | str:
    """Return what a worker says in both languages; what somebody else said stays as it is.

    >>> reason_in_words("exit status 3: no voice").vi
    'chương trình báo lỗi 3: no voice'
    """
    for english, words in ANSWER_WORDS:
        match = re.fullmatch(english, detail, re.DOTALL)
        if match:
            said = match[1] if match.lastindex else ""
            return words.replaced("{0}", said)
    return detail


def network_error(engine: str, answer: Mapping[str, Any]) -> NetworkError:
    """Make the error for an answer that is none."""
    detail = reason_in_words(str(answer.get("detail", "")))
    problem = NetworkError(_SAID[answer["error"]](engine=engine, detail=detail))
    problem.transient = is_transient(answer)
    return problem


# --- whether an answer can be the speech that was asked for ---

FASTEST_ANSWER, SLOWEST_ANSWER = SyllablesPerMinute(500.0), SyllablesPerMinute(110.0)
SLOWEST_PART = 0.6
"""A voice that is asked to speak slowly may be slower than its pace by this much."""
MORE_FOR_THE_SHORT = Seconds(1.0)
"""A single syllable is drawn out, so a short text may last this much longer."""
_FRAME = Seconds(0.02)
_LEAST_VARIATION = Decibels(6.0)
"""Speech rises and falls by far more than this: between its faint and its loud 20 ms."""
_LONG_ENOUGH_TO_JUDGE = 50
"""Frames: a single drawn-out vowel may hold its level, a second of speech does not."""


class Doubts:
    """Doubts about answers, with a memory: the same sound for two texts is the speech of one."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._heard: dict[str, str] = {}
        self._lock = Lock()

    def about(self, samples: Mono, rate: Hertz, request: SpeechRequest, sha256: str) -> str | None:
        """Say why an answer cannot be what was asked for, or ``None``."""
        with self._lock:
            if self._heard.setdefault(sha256, request.text) != request.text:
                return "it is the answer to another request"
        slowest = SyllablesPerMinute(min(SLOWEST_ANSWER, SLOWEST_PART * request.pace))
        return doubt_about(samples, rate, request.text, request.language, slowest)


def doubt_about(
    samples: Mono,
    rate: Hertz,
    text: str,
    language: str,
    slowest: SyllablesPerMinute = SLOWEST_ANSWER,
) -> str | None:
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
    if length > 60.0 * syllables / slowest + MORE_FOR_THE_SHORT:
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
