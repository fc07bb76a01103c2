"""What works here: each engine tried with a word, each chain of voices checked before any build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.errors import EngineError, RadioprogError
from radioprog.kernel.findings import NOWHERE, Finding, Place, Severity
from radioprog.kernel.suggest import near_names
from radioprog.speech.findings import NETWORK_OFF, NO_VOICE_FOR_LANGUAGE, NO_VOICES, UNLISTED_VOICE
from radioprog.speech.model import SpeechEngine, SpeechRequest, TellsLanguages, Voice, VoiceInfo
from radioprog.speech.narrator import PRODUCERS
from radioprog.speech.registry import Engines
from radioprog.speech.take import take

_GREETINGS = {"vi": "Xin chào quý vị.", "en": "Good morning."}
_EVERY_LANGUAGE = "*"


@dataclass(frozen=True, slots=True)
class EngineHealth:
    """Whether an engine works now: its voices, what it is, and why not."""

    name: str
    works: bool
    network: bool
    voices: int
    identity: str = ""
    reason: Finding | None = None


def engine_health(engines: Engines, *, online: bool = False) -> tuple[EngineHealth, ...]:
    """Try every engine with a greeting; those that go online are asked only if ``online``."""
    return tuple(_health(engines, name, online) for name in engines.names)


def _health(engines: Engines, name: str, online: bool) -> EngineHealth:
    try:
        engine = engines.get(name)
        voices = engine.voices()
    except RadioprogError as problem:
        return EngineHealth(name, False, False, 0, reason=problem.findings[0])
    usable = [voice for voice in voices if voice.works]
    if not usable:
        reason = next((voice.reason for voice in voices if voice.reason), NO_VOICES(engine=name))
        return EngineHealth(name, False, engine.network, len(voices), reason=reason)
    health = EngineHealth(name, True, engine.network, len(voices))
    return health if engine.network and not online else _tried(engine, usable, health)


def _tried(engine: SpeechEngine, usable: Sequence[VoiceInfo], health: EngineHealth) -> EngineHealth:
    voice = next((one for one in usable if "vi" in one.languages), usable[0])
    language = voice.languages[0].partition("-")[0] if voice.languages else "vi"
    if language not in _GREETINGS:
        language = "vi" if language == _EVERY_LANGUAGE else "en"
    try:
        take(engine, SpeechRequest(_GREETINGS[language], voice.voice, language=language))
        return replace(health, identity=engine.identity(voice.voice))
    except RadioprogError as problem:
        return replace(health, works=False, reason=problem.findings[0])


def chain_findings(
    engines: Engines, chain: Sequence[Voice], language: str, place: Place = NOWHERE
) -> tuple[Finding, ...]:
    """Say what is wrong with a chain of voices without speaking: for `check`.

    While one voice of the chain can speak, what is wrong with the others is a warning: they will
    be replaced. Where none can, what the producer must mend is an error; what only this machine
    lacks (a library, the network) stays a warning, for the build may run elsewhere.
    """
    told = [_problem(engines, voice, language) for voice in chain]
    problems = [each for each in told if each is not None]
    usable = len(told) - len(problems)
    if problems and all(found.code == NO_VOICE_FOR_LANGUAGE.code for found in problems):
        return () if usable else (NO_VOICE_FOR_LANGUAGE(place, language=language),)
    return tuple(
        found.at(place).weighing(
            Severity.WARNING if usable or found.code not in PRODUCERS else Severity.ERROR
        )
        for found in problems
        if found.code != NO_VOICE_FOR_LANGUAGE.code
    )


def _problem(engines: Engines, voice: Voice, language: str) -> Finding | None:
    try:
        engine = engines.get(voice.engine)
        engine.identity(voice.voice)
    except EngineError as problem:
        return problem.findings[0]
    unlisted = _unlisted(engine, voice.voice)
    if unlisted is not None:
        return unlisted
    if not _may_speak(engine, voice.voice, language):
        return NO_VOICE_FOR_LANGUAGE(language=language)
    if engine.network and not engines.online:
        return NETWORK_OFF(engine=engine.name)
    return None


def _unlisted(engine: SpeechEngine, voice: str) -> Finding | None:
    """Tell of a voice that an engine does not list."""
    if isinstance(engine, TellsLanguages):
        return None  # it knows voices beyond its list, and its identity refuses the others
    listed = [info.voice for info in engine.voices()]
    if not listed or voice in listed:
        return None
    near = near_names(voice, listed) or tuple(listed[:3])
    return UNLISTED_VOICE(engine=engine.name, voice=voice, near=list(near))


def _may_speak(engine: SpeechEngine, voice: str, language: str) -> bool:
    """Tell whether an engine speaks a language, by this voice or one that it puts in its place."""
    if isinstance(engine, TellsLanguages):
        return engine.speaks(voice, language)
    wanted = language.partition("-")[0].lower()
    infos = [info for info in engine.voices() if info.voice == voice]
    spoken = {spoken.partition("-")[0].lower() for info in infos for spoken in info.languages}
    return not infos or _EVERY_LANGUAGE in spoken or wanted in spoken
