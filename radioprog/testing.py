"""What an engine's author tests with: the contract of speech engines, asked of an engine in full.

Stands above speech and below everything that uses it. A stranger's engine is held to what ours are
held to; what a breach would cost a producer stands in each message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from radioprog.kernel.errors import EngineError, RadioprogError
from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import Samples, SyllablesPerMinute, to_seconds
from radioprog.speech.model import SpeechEngine, SpeechRequest, Spoken, VoiceInfo
from radioprog.speech.take import take
from radioprog.speech.trim import sounding_part

__all__ = ["check_engine", "engine_breaches"]

SENTENCES = {
    "vi": (
        "Sáng nay, bà con các xã biên giới ra đồng gặt lúa từ rất sớm, trời nắng nhẹ cả ngày.",
        "Xin mời quý vị nghe tiếp.",
        "Không.",
    ),
    "en": (
        "This morning the farmers of the border communes went out early to bring the harvest in.",
        "Please stay with us.",
        "No.",
    ),
}
"""What is spoken: a sentence, a short one, a single syllable."""
PACES = (SyllablesPerMinute(170.0), SyllablesPerMinute(240.0))
PACE_KEPT = 0.12
"""How far a sentence may be from the pace asked for; the contract asks 5 % of a long text."""
_NOTHING = ("", " ", "…", "— —", "\u200b")
_ODD = ("a\x00b [[k]] \u202e <b>&</b>", "x" * 3000)
_NO_VOICE = "no such voice, ever"


def check_engine(engine: SpeechEngine, *, voice: str | None = None) -> None:
    """Hold an engine to the contract of speech engines; every breach is told at once.

    It is spoken with: some ten sentences in Vietnamese or English, by its first voice that works.
    Engines that go online are asked too, so give one that is configured to be online.

    Args:
        engine: the engine, made as its entry point makes it.
        voice: the voice to speak with; by default the first that works.

    Raises:
        AssertionError: the engine breaks the contract; each line says how.

    >>> from radioprog.speech.engines.tone import ToneEngine
    >>> check_engine(ToneEngine())
    """
    breaches = engine_breaches(engine, voice=voice)
    if breaches:
        lines = "\n".join(f"  - {each}" for each in breaches)
        raise AssertionError(f"the engine breaks the contract of docs/speech-engines.md:\n{lines}")


def engine_breaches(engine: SpeechEngine, *, voice: str | None = None) -> tuple[str, ...]:
    """Return how an engine breaks the contract, in words; nothing where it keeps it.

    >>> class Mute:
    ...     name, network = "Mute", False
    >>> engine_breaches(Mute())
    ('it lacks: close, identity, speak, voices',)
    """
    lacking = [name for name in _MEMBERS if not hasattr(engine, name)]
    if lacking:
        return (f"it lacks: {', '.join(lacking)}",)
    breaches = list(_of_names(engine))
    try:
        infos = engine.voices()
    except Exception as problem:  # a stranger's engine may raise whatever it likes
        return (*breaches, f"voices() raises {_shown(problem)}; list voices with works=False")
    breaches += _of_voices(engine, infos)
    usable = [info for info in infos if isinstance(info, VoiceInfo) and info.works]
    chosen = [info for info in usable if voice in (None, info.voice)]
    if not chosen:
        return (*breaches, f"no voice works{f' by the name {voice!r}' if voice else ''}")
    trial = _Trial(engine, chosen[0].voice, _language_of(chosen[0]))
    for ask in (
        trial.identity,
        trial.unknown,
        trial.sound,
        trial.repeats,
        trial.pace,
        trial.refusals,
        trial.closing,
    ):
        breaches += _safely(ask)
    return tuple(dict.fromkeys(breaches))


_MEMBERS = ("close", "identity", "name", "network", "speak", "voices")


def _shown(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:200]


def _safely(ask: Callable[[], Iterator[str]]) -> Iterator[str]:
    """Ask for breaches; what the engine raises in between is one more."""
    try:
        yield from ask()
    except Exception as problem:  # a stranger's engine may raise whatever it likes
        what = ask.__name__
        yield f"while its {what} was asked for it raised {_shown(problem)}"


def _of_names(engine: SpeechEngine) -> Iterator[str]:
    name: object = engine.name
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        yield f"name is {name!r}: it stands before the colon of ENGINE:VOICE, in small letters"
    network: object = engine.network
    if not isinstance(network, bool):
        yield f"network is {network!r}: say True or False, builds without network ask it"


def _of_voices(engine: SpeechEngine, infos: tuple[VoiceInfo, ...]) -> Iterator[str]:
    seen = set()
    listed: tuple[object, ...] = infos  # a stranger's engine need not keep to the types
    for info in listed:
        if not isinstance(info, VoiceInfo):
            yield f"voices() gives {info!r}, which is no VoiceInfo"
            continue
        if info.engine != engine.name:
            yield f"the voice {info.voice} says that its engine is {info.engine!r}"
        if not info.languages:
            yield f"the voice {info.voice} names no language (use '*' for all)"
        if not info.licence:
            yield f"the voice {info.voice} names no licence: who broadcasts has to know it"
        if not info.works and info.reason is None:
            yield f"the voice {info.voice} does not work and gives no reason"
        if info.voice in seen:
            yield f"the voice {info.voice} is listed twice"
        seen.add(info.voice)


def _language_of(info: VoiceInfo) -> str:
    spoken = [language.partition("-")[0].lower() for language in info.languages]
    return next((own for own in ("vi", "en", *spoken) if own in spoken or "*" in spoken), "vi")


@dataclass(frozen=True, slots=True)
class _Trial:
    """One engine, asked by one of its voices in one language."""

    engine: SpeechEngine
    voice: str
    language: str

    @property
    def texts(self) -> tuple[str, ...]:
        return SENTENCES.get(self.language, SENTENCES["en"])

    def request(self, text: str, pace: float = PACES[0], language: str = "") -> SpeechRequest:
        """Return a request for this voice."""
        return SpeechRequest(text, self.voice, SyllablesPerMinute(pace), language or self.language)

    def identity(self) -> Iterator[str]:
        """Ask twice who the voice is."""
        first, second = self.engine.identity(self.voice), self.engine.identity(self.voice)
        if not isinstance(first, str) or not first.strip():
            yield f"identity() is {first!r}: kept sound could not be told from a later version's"
        elif first != second:
            yield "identity() changes from call to call: nothing that was spoken is found again"
        elif re.search(r"[/\\](home|Users|tmp)[/\\]|0x[0-9a-f]{6,}", first):
            yield f"identity() is {first!r}: it must not depend on the machine"

    def unknown(self) -> Iterator[str]:
        """Ask for a voice that nobody has."""
        request = SpeechRequest(self.texts[1], _NO_VOICE, language=self.language)
        for name, ask in (
            ("identity", lambda: self.engine.identity(_NO_VOICE)),
            ("speak", lambda: self.engine.speak(request)),
        ):
            try:
                ask()
            except EngineError as problem:
                yield from _of_findings(problem)
            except Exception as problem:  # a stranger's engine may raise whatever it likes
                yield f"{name}() of an unknown voice raises {_shown(problem)}, not EngineError"
            else:
                yield f"{name}() takes a voice that it does not have: a slip would never be told"

    def sound(self) -> Iterator[str]:
        """Speak, and let the house take what comes."""
        for text in self.texts:
            spoken = self.engine.speak(self.request(text))
            yield from _of_sound(spoken, text)
            try:
                take(self.engine, self.request(text))
            except RadioprogError as problem:
                yield f"{text!r} is refused: {problem.findings[0].render('en')}"

    def repeats(self) -> Iterator[str]:
        """Ask for the same again, side by side, and beside another text."""
        first = self.engine.speak(self.request(self.texts[0])).samples
        with ThreadPoolExecutor(3) as pool:
            others = list(
                pool.map(
                    lambda text: self.engine.speak(self.request(text)).samples,
                    (self.texts[0], self.texts[1], self.texts[0]),
                )
            )
        if not all(np.array_equal(first, again) for again in (others[0], others[2])):
            yield "the same request gives other samples: builds would not give the same bytes"
        if np.array_equal(first, others[1]):
            yield "two texts give the same samples"

    def pace(self) -> Iterator[str]:
        """Ask for two paces."""
        text = self.texts[0]
        syllables = count_syllables(text, self.language)
        for wanted in PACES:
            spoken = self.engine.speak(self.request(text, wanted))
            start, end = sounding_part(spoken.samples, spoken.rate)
            if start == end:
                continue
            got = 60.0 * syllables / to_seconds(Samples(end - start), spoken.rate)
            if abs(got / wanted - 1.0) > PACE_KEPT:
                yield f"asked for {wanted:.0f} syllables a minute it speaks {got:.0f}"

    def refusals(self) -> Iterator[str]:
        """Ask for what has no words, is odd, or is of no language."""
        for text in _NOTHING:
            try:
                spoken = self.engine.speak(self.request(text))
            except EngineError as problem:
                yield from _of_findings(problem)
            except Exception as problem:  # a stranger's engine may raise whatever it likes
                yield f"{text!r} raises {_shown(problem)}, not EngineError"
            else:
                start, end = sounding_part(np.asarray(spoken.samples), spoken.rate)
                if start != end:
                    yield f"{text!r} has no words, and is spoken"
        for text in _ODD:
            try:
                self.engine.speak(self.request(text))
            except EngineError as problem:
                yield from _of_findings(problem)
            except Exception as problem:  # a stranger's engine may raise whatever it likes
                yield f"{text[:24]!r} raises {_shown(problem)}, not EngineError"

    def closing(self) -> Iterator[str]:
        """Close twice, and speak again."""
        self.engine.close()
        self.engine.close()
        if not len(self.engine.speak(self.request(self.texts[1])).samples):
            yield "after close() it no longer speaks"
        self.engine.close()


def _of_findings(problem: EngineError) -> Iterator[str]:
    """Look whether an error tells a producer what to do, in both languages."""
    for found in problem.findings:
        texts = (found.message, found.remedy)
        if not all(text.to("vi").strip() and text.to("en").strip() for text in texts):
            yield f"the error {found.code} lacks words or remedy in Vietnamese or English"


def _of_sound(spoken: Spoken, text: str) -> Iterator[str]:
    samples = np.asarray(spoken.samples)
    if samples.ndim != 1 or samples.dtype != np.float32:
        yield f"samples are {samples.dtype} of shape {samples.shape}; float32 of (frames,) it is"
        return
    if not np.isfinite(samples).all():
        yield "samples hold what is no number"
    elif float(np.abs(samples).max(initial=0.0)) > 1.0:
        yield "samples go beyond ±1"
    start, end = sounding_part(samples, spoken.rate)
    if start == end:
        yield f"{text!r} is silent"
    length, before = len(samples) / spoken.rate, 0.0
    for word in spoken.words:
        if not 0 <= word.offset < word.offset + word.length <= len(text):
            yield f"a word time points outside of {text!r}"
            break
        if not before <= word.start <= word.end <= length + 0.01:
            yield f"word times of {text!r} are out of order, or outside of the sound"
            break
        before = word.start
