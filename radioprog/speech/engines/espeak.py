"""The default engine: espeak-ng, offline, small and always there.

The library never runs in this process (see `espeak_worker`). The pace is kept by a calibrated
rate and, for a sentence long enough to judge, a second take at a corrected rate.
"""

from __future__ import annotations

import difflib
import hashlib
import importlib.metadata
import importlib.util
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from radioprog.kernel.errors import EngineError, ToolError
from radioprog.kernel.sandbox.pool import SandboxPool
from radioprog.kernel.sandbox.process import Limits, python_module
from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import (
    Hertz,
    Samples,
    Seconds,
    amplitude,
    to_seconds,
)
from radioprog.speech.engines.findings import (
    ESPEAK_MISSING,
    NO_LANGUAGE,
    NOTHING_TO_SPEAK,
    SPEECH_FAILED,
    UNKNOWN_VOICE,
)
from radioprog.speech.model import Mono, SpeechRequest, Spoken, VoiceInfo
from radioprog.speech.words import Mark, PlainText, aligned_words, plain_text

_SHOWN = "espeak-ng"
LICENCE = "GPL-3.0-or-later"
SLOWEST_RATE, FASTEST_RATE = 80, 450
WEIGHTS = {"vi": (0.667, 0.6, -0.5), "vi-vn-x-central": (0.69, 0.6, -0.8)}
WEIGHTS["vi-vn-x-south"] = WEIGHTS["vi-vn-x-central"]
"""What a syllable, a pause and an utterance add to its length, in minutes at rate 1: measured on
administrative prose at rates 120 to 200."""
SYLLABLE_ELSEWHERE = 0.714
ENOUGH_TO_JUDGE = 8
"""A shorter sentence says too little about pace: its last syllable is drawn out."""
CLOSE_ENOUGH = 0.04
MOST_CORRECTION = 0.25
_PAUSE = re.compile(r"[,;:–—(]\s|\s[-–]\s|[\"”“]")
_ENDS = '.,;:!?…"”) '
_LIMITS = Limits(memory=1 << 30, file_size=1 << 20)
_LISTED_VARIANTS = ("Annie", *(f"f{n}" for n in range(1, 6)), *(f"m{n}" for n in range(1, 9)))


class EspeakEngine:
    """Speaks with espeak-ng: Vietnamese of three regions, English, and a hundred languages more.

    Voices are ``vi`` (north), ``vi-vn-x-central``, ``vi-vn-x-south``, ``en``, …; a variant after
    ``+`` makes another speaker of it: ``vi+f3``.
    """

    name: str = "espeak"
    network: bool = False

    def __init__(self, workers: int | None = None) -> None:
        """Prepare; workers start with the first sentence, at most one for each processor."""
        self._pool = SandboxPool(
            python_module("radioprog.speech.engines.espeak_worker"),
            _LIMITS,
            workers or os.cpu_count() or 1,
        )

    def identity(self, voice: str) -> str:
        """Return the wheel's version and the hash of the voice's data."""
        base, variant = _split(voice)
        return f"espeak-ng {loader_version()} {voice_hash(base, variant)[:16]} seed1 pace2"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List every language's voice, and for Vietnamese the usual variants."""
        try:
            names = sorted(base_voices())
        except EngineError as problem:
            return (VoiceInfo(self.name, "vi", ("vi",), LICENCE, False, problem.findings[0]),)
        found = []
        for name in names:
            language = (name.partition("-x-")[0],)
            found.append(VoiceInfo(self.name, name, language, LICENCE))
            if name.startswith("vi"):
                found += [
                    VoiceInfo(self.name, f"{name}+{variant}", language, LICENCE)
                    for variant in _LISTED_VARIANTS
                ]
        return tuple(found)

    def speaks(self, voice: str, language: str) -> bool:
        """Tell whether there is a voice for a language."""
        return _answers(lambda: voice_for(voice, language))

    def speak(self, request: SpeechRequest) -> Spoken:
        """Speak one sentence at the pace asked for.

        Raises:
            EngineError: ``engine-missing``, ``unknown-voice``, ``no-voice-for-language``,
                ``nothing-to-speak`` or ``speech-failed``.
        """
        voice = voice_for(request.voice, request.language)
        plain = plain_text(request.text)
        if not plain.text.strip():
            raise EngineError(NOTHING_TO_SPEAK())
        rate = _calibrated_rate(voice, request)
        answer, sound = self._take(plain, voice, rate)
        corrected = _corrected_rate(request, rate, sound, answer["rate"])
        if corrected != rate:
            answer, sound = self._take(plain, voice, corrected)
        return _as_spoken(request, plain, answer, sound)

    def close(self) -> None:
        """Stop the workers."""
        self._pool.close()

    def _take(self, plain: PlainText, voice: str, rate: int) -> tuple[dict[str, Any], bytes]:
        time = 10.0 + 0.02 * len(plain.text)
        request = {"text": plain.text, "voice": voice, "rate": rate, "time": time}
        try:
            with self._pool.borrowed() as worker:
                answer, sound = worker.ask(request, Seconds(time + 10.0))
        except ToolError as problem:
            wheel_folder()
            raise EngineError(
                SPEECH_FAILED(engine=_SHOWN, reason=problem.findings[0].message)
            ) from problem
        if "error" in answer:
            raise EngineError(SPEECH_FAILED(engine=_SHOWN, reason=str(answer["error"])))
        return answer, sound


def _answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except EngineError:
        return False
    return True


def _split(voice: str) -> tuple[str, str]:
    """Return a voice's base and variant, both known.

    Raises:
        EngineError: ``unknown-voice``, with what was perhaps meant.
    """
    base, _, variant = voice.partition("+")
    base = base.lower()
    if base not in base_voices():
        raise _unknown(voice, base, sorted(base_voices()))
    if variant and variant not in variants():
        raise _unknown(voice, variant, variants(), base=f"{base}+")
    return base, variant


def _unknown(voice: str, part: str, known: Sequence[str], *, base: str = "") -> EngineError:
    close = [f"{base}{each}" for each in difflib.get_close_matches(part, known, n=3)]
    near = close or ["vi", "vi+Annie", "vi-vn-x-central"]
    return EngineError(UNKNOWN_VOICE(engine="espeak", voice=voice, near=near))


def voice_for(voice: str, language: str) -> str:
    """Return the voice that speaks a language: this one, or the language's own with its variant.

    >>> voice_for("vi+f3", "vi"), voice_for("vi+f3", "en"), voice_for("vi-vn-x-south", "vi")
    ('vi+f3', 'en+f3', 'vi-vn-x-south')

    Raises:
        EngineError: ``unknown-voice`` or ``no-voice-for-language``.
    """
    base, variant = _split(voice)
    wanted = language.lower()
    if base.partition("-")[0] != wanted.partition("-")[0]:
        base = wanted if wanted in base_voices() else _first_of(wanted.partition("-")[0])
    return f"{base}+{variant}" if variant else base


def _first_of(language: str) -> str:
    if language in base_voices():
        return language
    found = [name for name in sorted(base_voices()) if name.partition("-")[0] == language]
    if not found:
        raise EngineError(NO_LANGUAGE(engine="espeak", language=language))
    return found[0]


def _calibrated_rate(voice: str, request: SpeechRequest) -> int:
    """Foretell the rate at which a sentence will keep the pace."""
    syllables = count_syllables(request.text, request.language)
    base = voice.partition("+")[0]
    a_syllable, a_pause, an_utterance = WEIGHTS.get(base, (SYLLABLE_ELSEWHERE, 0.0, 0.0))
    if syllables < ENOUGH_TO_JUDGE:
        return _possible(request.pace * 1.1 * a_syllable)
    pauses = len(_PAUSE.findall(request.text.rstrip(_ENDS)))
    length = a_syllable * syllables + a_pause * pauses + an_utterance
    return _possible(request.pace * length / syllables)


def _possible(rate: float) -> int:
    return min(max(round(rate), SLOWEST_RATE), FASTEST_RATE)


def _corrected_rate(request: SpeechRequest, rate: int, sound: bytes, hertz: int) -> int:
    """Return the rate at which this very sentence keeps the pace."""
    from radioprog.speech.trim import sounding_part

    syllables = count_syllables(request.text, request.language)
    start, end = sounding_part(_samples(sound), Hertz(hertz))
    if syllables < ENOUGH_TO_JUDGE or start == end:
        return rate
    pace = 60.0 * syllables / to_seconds(Samples(end - start), Hertz(hertz))
    wrong = request.pace / pace
    if abs(wrong - 1.0) <= CLOSE_ENOUGH:
        return rate
    return _possible(rate * min(max(wrong, 1.0 - MOST_CORRECTION), 1.0 + MOST_CORRECTION))


def _samples(sound: bytes) -> Any:
    import numpy as np  # late: an engine is asked for its identity in every run

    return np.frombuffer(sound, dtype="<i2").astype(np.float32) / np.float32(32768.0)


def _as_spoken(
    request: SpeechRequest, plain: PlainText, answer: dict[str, Any], sound: bytes
) -> Spoken:
    hertz = Hertz(int(answer["rate"]))
    samples = _samples(sound)
    marks = [
        Mark(plain.origin_of(offset), to_seconds(Samples(at), hertz))
        for offset, at in answer["words"]
    ]
    breaks = [to_seconds(_end_of_sound(samples, at), hertz) for at in answer["breaks"]]
    length = to_seconds(Samples(len(samples)), hertz)
    words = aligned_words(request.text, request.language, marks, breaks, length)
    return Spoken(samples, hertz, words)


def _end_of_sound(samples: Mono, clause_end: int) -> Samples:
    """Return where the sound before a clause's end stops; espeak's mark stands after the pause."""
    import numpy as np

    from radioprog.speech.trim import BELOW_PEAK

    loud = np.flatnonzero(np.abs(samples[:clause_end]) > amplitude(BELOW_PEAK))
    return Samples(int(loud[-1]) + 1 if len(loud) else clause_end)


# --- what the wheel carries: looked at without importing it or loading its library ---

_PACKAGE = "espeakng_loader"
_SHARED = ("phondata", "phonindex", "phontab", "intonations")


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    """A voice of the wheel: its name as we write it, the language it speaks, its file."""

    name: str
    language: str
    file: Path


@lru_cache(maxsize=1)
def loader_version() -> str:
    """Return the wheel's version."""
    return importlib.metadata.version("espeakng-loader")


@lru_cache(maxsize=1)
def wheel_folder() -> Path:
    """Find the wheel's folder.

    Raises:
        EngineError: ``engine-missing``.
    """
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise EngineError(ESPEAK_MISSING())
    folder = Path(found.origin).parent
    if not (folder / "espeak-ng-data").is_dir():
        raise EngineError(ESPEAK_MISSING())
    return folder


def _data() -> Path:
    return wheel_folder() / "espeak-ng-data"


@lru_cache(maxsize=1)
def base_voices() -> dict[str, EspeakVoice]:
    """List the voices by name, which is their language code in small letters."""
    found: dict[str, EspeakVoice] = {}
    for file in sorted(path for path in (_data() / "lang").rglob("*") if path.is_file()):
        name = file.name.lower()
        found[name] = EspeakVoice(name, name, file)
    return found


@lru_cache(maxsize=1)
def variants() -> tuple[str, ...]:
    """List the variants (``f3`` of ``vi+f3``) that make a second voice of a first."""
    return tuple(sorted(path.name for path in (_data() / "voices" / "!v").iterdir()))


@lru_cache(maxsize=256)
def voice_hash(base: str, variant: str) -> str:
    """Hash the library and all the data that one voice is made from."""
    digest = hashlib.sha256(loader_version().encode())
    data, language = _data(), base.partition("-")[0]
    files = [data / name for name in _SHARED]
    files += sorted({data / f"{name}_dict" for name in (language, "vi", "en")})
    files.append(base_voices()[base].file)
    if variant:
        files.append(data / "voices" / "!v" / variant)
    files += sorted(path for path in wheel_folder().glob("libespeak-ng.*") if path.is_file())[:1]
    for file in files:
        if file.is_file():
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
