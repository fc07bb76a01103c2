"""One take: an engine speaks, its silence is trimmed, its sound brought to the mix's rate.

What comes out is what is kept: samples, word times in frames, loudness.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Any

import numpy as np

from radioprog.audio.convert import resample
from radioprog.audio.meter.loudness import item_loudness
from radioprog.kernel.errors import EngineError, RadioprogError
from radioprog.kernel.findings import Finding
from radioprog.kernel.store.folder import Payload, StoreEntry, key_of
from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import (
    MIX_RATE,
    Hertz,
    Samples,
    Seconds,
    SyllablesPerMinute,
    to_samples,
    to_seconds,
)
from radioprog.speech.findings import BROKEN_ENGINE, TOO_SHORT
from radioprog.speech.model import SpeechEngine, SpeechRequest, Spoken, WordTime, WordTimes
from radioprog.speech.trim import sounding_part
from radioprog.speech.words import estimated_words, within

TAKE = 1
"""Raised when trimming, resampling or word times change, so that old takes are not found."""
FASTEST_SPEECH = SyllablesPerMinute(500.0)
"""Nobody speaks faster: what is shorter has lost words."""

_LOWEST_RATE, _HIGHEST_RATE = Hertz(8_000), Hertz(192_000)


def key_of_take(engine: str, identity: str, request: SpeechRequest) -> str:
    """Return the key of a sentence as spoken by one voice of one version of one engine."""
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
    fields: dict[str, Any] = {
        "words": [
            [word.offset, word.length, to_samples(word.start), to_samples(word.end)]
            for word in words
        ],
        "loudness": item_loudness(heard, spoken.rate),
    }
    if spoken.notes:
        fields["notes"] = [note.to_record() for note in spoken.notes]
    return Payload([np.ascontiguousarray(sound)], 1, MIX_RATE, fields)


def _asked(engine: SpeechEngine, request: SpeechRequest) -> Spoken:
    """Ask an engine, which may be a stranger's: whatever goes wrong in it is an `EngineError`."""
    try:
        spoken = engine.speak(request)
        samples = np.asarray(spoken.samples, dtype=np.float32)
        if samples.ndim != 1 or not np.isfinite(samples).all():
            raise ValueError("the samples are not finite numbers of one channel")
        rate: object = spoken.rate  # a stranger's engine need not keep to the types
        if isinstance(rate, bool) or not isinstance(rate, int | np.integer):
            raise TypeError(f"the sample rate {rate!r} is no whole number")
        if not _LOWEST_RATE <= rate <= _HIGHEST_RATE:
            raise ValueError(f"the sample rate is {rate}")
        return replace(spoken, samples=samples, rate=Hertz(int(rate)))
    except RadioprogError:
        raise
    except Exception as problem:
        reason = f"{type(problem).__name__}: {problem}"
        raise EngineError(BROKEN_ENGINE(engine=engine.name, reason=reason)) from problem


def _long_enough(request: SpeechRequest, length: Seconds) -> None:
    syllables = count_syllables(request.text, request.language)
    needed = 60.0 * syllables / max(FASTEST_SPEECH, 2.0 * request.pace)
    if length > 0.0 and length >= needed:
        return
    raise EngineError(TOO_SHORT(syllables=syllables, seconds=float(length)))


def _words(
    request: SpeechRequest, spoken: Spoken, head: Seconds, length: Seconds
) -> tuple[WordTime, ...]:
    if not spoken.words:
        return estimated_words(request.text, request.language, length)
    return within(spoken.words, head=head, length=length)


def words_of(entry: StoreEntry) -> WordTimes:
    """Return the word times of a kept take."""
    return WordTimes(entry.fields["words"])


def notes_of(entry: StoreEntry) -> tuple[Finding, ...]:
    """Return what the engine told of a kept take."""
    notes = []
    for record in entry.fields.get("notes", ()):
        with contextlib.suppress(ValueError):  # another version's finding
            notes.append(Finding.from_record(record))
    return tuple(notes)
