"""One take: an engine speaks, its silence is trimmed, its sound brought to the mix's rate.

What comes out is what is kept: samples, word times in frames, loudness.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from radioprog.audio.meter.loudness import item_loudness
from radioprog.audio.resample import resample
from radioprog.kernel.errors import EngineError, RadioprogError
from radioprog.kernel.findings import Text
from radioprog.kernel.store.folder import Entry, Payload, key_of
from radioprog.kernel.syllables import count_syllables
from radioprog.kernel.units import (
    MIX_RATE,
    Hertz,
    Samples,
    Seconds,
    SyllablesPerMinute,
    to_samples,
    to_seconds,
)
from radioprog.speech.model import SpeechEngine, SpeechRequest, Spoken, WordTime, WordTimes
from radioprog.speech.trim import sounding_part
from radioprog.speech.words import estimated_words, within

TAKE = 1
"""Raised when trimming, resampling or word times change, so that old takes are not found."""
FASTEST_SPEECH = SyllablesPerMinute(500.0)
"""Nobody speaks faster: what is shorter has lost words."""

_LOWEST_RATE, _HIGHEST_RATE = Hertz(8_000), Hertz(192_000)


def key_of_take(engine: str, identity: str, request: SpeechRequest) -> str:
    """Give the key of a sentence as spoken by one voice of one version of one engine."""
    return key_of(
        {
            "kind": "speech",
            "take": TAKE,
            "engine": engine,
            "identity": identity,
            "voice": request.voice,
            "pace": float(request.pace),
            "language": request.language,
            "text": request.text,
        }
    )


def take(engine: SpeechEngine, request: SpeechRequest) -> Payload:
    """Let an engine speak a sentence and make it ready for the mix.

    Raises:
        EngineError: the engine's own, ``broken-engine`` or ``speech-too-short``.
    """
    spoken = _asked(engine, request)
    start, end = sounding_part(spoken.samples, spoken.rate)
    length = to_seconds(Samples(end - start), spoken.rate)
    _long_enough(request, length)
    words = _words(request, spoken, to_seconds(start, spoken.rate), length)
    heard = spoken.samples[start:end]
    sound = resample(heard, spoken.rate, MIX_RATE)
    fields = {
        "words": [
            [word.offset, word.length, to_samples(word.start), to_samples(word.end)]
            for word in words
        ],
        "loudness": item_loudness(heard, spoken.rate),
    }
    return Payload([np.ascontiguousarray(sound)], 1, MIX_RATE, fields)


def _asked(engine: SpeechEngine, request: SpeechRequest) -> Spoken:
    """Ask an engine, which may be a stranger's: whatever goes wrong in it is an `EngineError`."""
    try:
        spoken = engine.speak(request)
        samples = np.asarray(spoken.samples, dtype=np.float32)
        if samples.ndim != 1 or not np.isfinite(samples).all():
            raise ValueError("the samples are not finite numbers of one channel")
        if not _LOWEST_RATE <= spoken.rate <= _HIGHEST_RATE:
            raise ValueError(f"the sample rate is {spoken.rate}")
        return replace(spoken, samples=samples)
    except RadioprogError:
        raise
    except Exception as problem:
        reason = f"{type(problem).__name__}: {problem}"
        raise EngineError.of(
            "broken-engine",
            Text(f"máy đọc {engine.name} bị lỗi ({reason})", f"{engine.name} failed ({reason})"),
            Text(
                "cập nhật máy đọc, hoặc khai báo giọng dự phòng",
                "update the engine, or declare a fallback voice",
            ),
        ) from problem


def _long_enough(request: SpeechRequest, length: Seconds) -> None:
    syllables = count_syllables(request.text, request.language)
    needed = 60.0 * syllables / max(FASTEST_SPEECH, 2.0 * request.pace)
    if length > 0.0 and length >= needed:
        return
    raise EngineError.of(
        "speech-too-short",
        Text(
            f"{syllables} âm tiết chỉ được đọc trong {length:.2f} giây: mất chữ",
            f"{syllables} syllables were spoken in only {length:.2f} s: words are missing",
        ),
        Text(
            "viết cách đọc: {chữ viết|cách đọc}, hoặc khai báo giọng dự phòng",
            "write how to say it: {written|spoken}, or declare a fallback voice",
        ),
    )


def _words(
    request: SpeechRequest, spoken: Spoken, head: Seconds, length: Seconds
) -> tuple[WordTime, ...]:
    if not spoken.words:
        return estimated_words(request.text, request.language, length)
    return within(spoken.words, head=head, length=length)


def words_of(entry: Entry) -> WordTimes:
    """Give the word times of a kept take."""
    return WordTimes(entry.fields["words"])
