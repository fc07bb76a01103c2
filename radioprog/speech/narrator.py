"""The narrator: sentences in, sound in the store out: the right voice, or a declared fallback.

It stands between the programme's utterances and the mix. Each sentence is spoken once and kept
(`kernel.store`); what is kept is proven on every read. A voice is a chain: the first that works
speaks, and every fallback is said with engine, place and reason.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Lock
from time import sleep
from typing import Any, ParamSpec, TypeVar

from radioprog.kernel.errors import ContentError, EngineError, NetworkError, RadioprogError
from radioprog.kernel.findings import NOWHERE, Finding, Place, Severity
from radioprog.kernel.store.folder import Store, StoreEntry
from radioprog.kernel.units import MIX_RATE, Lufs, Samples, Seconds, to_seconds
from radioprog.speech.findings import (
    FELL_BACK,
    NETWORK_OFF,
    NO_VOICE,
    NO_VOICE_FOR_LANGUAGE,
    SKIPPED,
    WITH_THE_SEGMENT,
)
from radioprog.speech.model import SpeechEngine, SpeechRequest, Voice, WordTime
from radioprog.speech.registry import Engines
from radioprog.speech.take import key_of_take, notes_of, take, words_of

NETWORK_FAILURES_ALLOWED = 2
"""An engine that failed so often by network is skipped for the rest of the run."""


PRODUCERS = frozenset(
    {NO_VOICE_FOR_LANGUAGE.code, "nothing-to-speak", "unknown-voice", "unknown-engine"}
)
"""What the script or the workspace must change; everything else is the machine's."""
_SHOWN = 60
_BETWEEN_CLOSINGS = 0.05

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SpeechSentence:
    """What is to be spoken: the spoken text of one sentence, its language, its chain of voices.

    ``place`` is where it stands in the script. Sentences of the same ``group`` (a segment), chain
    and language are spoken by one voice unless that is impossible.
    """

    text: str
    language: str
    chain: tuple[Voice, ...]
    place: Place = NOWHERE
    group: str = ""


@dataclass(frozen=True, slots=True)
class Narrated:
    """A sentence as it was spoken.

    ``sound`` is mono at the mix's rate, without the engine's silence at head and tail, and keeps
    the `radioprog.audio.timeline.BlockSource` protocol. ``text`` is what was spoken (NFC); the
    offsets of ``words`` count its code points. ``loudness`` is ``None`` for what is too faint.
    """

    text: str
    sound: StoreEntry = field(repr=False)
    words: Sequence[WordTime] = field(repr=False)
    voice: Voice
    identity: str
    loudness: Lufs | None
    rank: int = 0
    """Which voice of the chain spoke: 0 is the one that was wanted."""
    findings: tuple[Finding, ...] = ()

    @property
    def length(self) -> Samples:
        """Return the length in frames."""
        return self.sound.length

    @property
    def duration(self) -> Seconds:
        """Return the length in seconds."""
        return to_seconds(self.sound.length, MIX_RATE)

    @property
    def key(self) -> str:
        """Return the key under which the sound is kept."""
        return self.sound.key


class _Threads(ThreadPoolExecutor):
    """An executor that knows whether any of its work still runs."""

    def __init__(self, most: int, name: str) -> None:
        super().__init__(most, name)
        self._given: list[Future[Any]] = []

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future = super().submit(fn, *args, **kwargs)
        self._given.append(future)
        return future

    def idle(self) -> bool:
        """Tell whether everything is done or was cancelled."""
        return all(future.done() for future in self._given)


class Narrator:
    """Speaks sentences by their chains of voices and keeps what was spoken.

    >>> import tempfile, pathlib
    >>> from radioprog.kernel.store.folder import FolderStore
    >>> with Narrator(FolderStore(pathlib.Path(tempfile.mkdtemp())), Engines()) as narrator:
    ...     said = narrator.narrate(SpeechSentence("một hai ba", "vi", (Voice("tone", "mid"),)))
    >>> round(said.duration, 3), len(said.words), str(said.voice)
    (0.857, 3, 'tone:mid')
    """

    def __init__(
        self,
        store: Store,
        engines: Engines,
        *,
        network: bool = False,
        strict: bool = False,
        jobs: int | None = None,
    ) -> None:
        """Speak with these engines; ``strict`` makes every fallback an error."""
        self._store, self._engines = store, engines
        self._network, self._strict = network, strict
        self._jobs = jobs or os.cpu_count() or 1
        self._lost: Counter[str] = Counter()
        self._lock = Lock()

    def __enter__(self) -> Narrator:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the engines go of their workers."""
        self._engines.close()

    def narrate(self, sentence: SpeechSentence) -> Narrated:
        """Speak one sentence by the first voice of its chain that works.

        Raises:
            EngineError: no voice could speak it, or ``strict`` and the wanted one could not.
            ContentError: no voice of the chain speaks its language, or none is known.
        """
        return self._narrate(sentence, 0, ())

    def narrate_all(
        self,
        sentences: Sequence[SpeechSentence],
        on_done: Callable[[Narrated], None] | None = None,
    ) -> tuple[Narrated, ...]:
        """Speak many sentences side by side; the answers stand in the order of the sentences.

        All are tried before an error is raised; it carries a finding for each that failed.
        ``on_done`` is called in this thread, in order.
        """
        with _Threads(self._jobs, "narrator") as threads:
            try:
                waiting = [threads.submit(self.narrate, sentence) for sentence in sentences]
                told = _gathered(waiting, on_done)
                return self._one_voice_a_group(sentences, told, threads)
            except Exception:
                threads.shutdown(wait=False, cancel_futures=True)
                raise
            except BaseException:  # the person stopped it: nobody waits for a slow engine
                threads.shutdown(wait=False, cancel_futures=True)
                while not threads.idle():  # one may just be about to start a worker
                    self._engines.close()
                    sleep(_BETWEEN_CLOSINGS)
                raise

    def missing(self, sentences: Sequence[SpeechSentence]) -> tuple[SpeechSentence, ...]:
        """Return the sentences that the wanted voice has not spoken yet; nothing is spoken now."""
        return tuple(sentence for sentence in sentences if not self._is_kept(sentence))

    def _is_kept(self, sentence: SpeechSentence) -> bool:
        try:
            engine = self._engines.get(sentence.chain[0].engine)
            key, _, _ = self._asked(sentence, sentence.chain[0], engine)
        except EngineError:
            return False
        return self._store.get(key) is not None

    def _narrate(
        self, sentence: SpeechSentence, first: int, failures: tuple[VoiceFailure, ...]
    ) -> Narrated:
        for rank, voice in enumerate(sentence.chain[first:], first):
            try:
                said = self._by(voice, sentence)
            except EngineError as problem:
                failures = (*failures, VoiceFailure(voice, problem))
                continue
            findings = _fallback(sentence.place, sentence.text, voice, failures, self._strict)
            if self._strict and findings:
                raise EngineError(findings)
            return replace(said, rank=rank, findings=(*findings, *said.findings))
        raise _exhausted(sentence.place, sentence.text, sentence.language, failures)

    def _asked(
        self, sentence: SpeechSentence, voice: Voice, engine: SpeechEngine
    ) -> tuple[str, str, SpeechRequest]:
        text = unicodedata.normalize("NFC", sentence.text)
        request = SpeechRequest(text, voice.voice, voice.pace, sentence.language)
        identity = engine.identity(voice.voice)
        return key_of_take(engine.name, identity, request), identity, request

    def _by(self, voice: Voice, sentence: SpeechSentence) -> Narrated:
        engine = self._engines.get(voice.engine)
        key, identity, request = self._asked(sentence, voice, engine)
        entry = self._store.get(key)
        if entry is None:
            self._refuse(engine)
            try:
                entry = self._store.get_or_make(key, lambda: take(engine, request))
            except NetworkError:
                with self._lock:
                    self._lost[engine.name] += 1
                raise
        loudness = entry.fields["loudness"]
        return Narrated(
            request.text,
            entry.bare,
            words_of(entry),
            voice,
            identity,
            None if loudness is None else Lufs(loudness),
            findings=tuple(note.at(sentence.place) for note in notes_of(entry)),
        )

    def _refuse(self, engine: SpeechEngine) -> None:
        if not engine.network:
            return
        if not self._network:
            raise NetworkError(NETWORK_OFF(engine=engine.name))
        if self._lost[engine.name] >= NETWORK_FAILURES_ALLOWED:
            raise NetworkError(SKIPPED(engine=engine.name))

    def _one_voice_a_group(
        self, sentences: Sequence[SpeechSentence], told: list[Narrated], threads: _Threads
    ) -> tuple[Narrated, ...]:
        """Speak again what would change voice within a group, by the voice the group fell back to.

        Where that voice cannot speak a sentence, the change stays; its fallback was said.
        """
        lowest: dict[tuple[object, ...], int] = {}
        groups = [_group_of(sentence) for sentence in sentences]
        for group, said in zip(groups, told, strict=True):
            lowest[group] = max(lowest.get(group, 0), said.rank)
        again = {
            number: threads.submit(self._with_its_group, sentences[number], said, lowest[group])
            for number, (group, said) in enumerate(zip(groups, told, strict=True))
            if sentences[number].group and said.rank < lowest[group]
        }
        for number, future in again.items():
            told[number] = future.result()
        return tuple(told)

    def _with_its_group(self, sentence: SpeechSentence, said: Narrated, rank: int) -> Narrated:
        try:
            return self._narrate(
                sentence, rank, (VoiceFailure(said.voice, EngineError(WITH_THE_SEGMENT())),)
            )
        except EngineError:
            return said


def _group_of(sentence: SpeechSentence) -> tuple[object, ...]:
    return sentence.group, sentence.chain, sentence.language


def _gathered(
    waiting: Sequence[Future[Narrated]], on_done: Callable[[Narrated], None] | None
) -> list[Narrated]:
    told: list[Narrated] = []
    problems: list[RadioprogError] = []
    for future in waiting:
        try:
            told.append(future.result())
        except (EngineError, ContentError) as problem:
            problems.append(problem)
            continue
        if on_done is not None:
            on_done(told[-1])
    if problems:
        worst = max(problems, key=lambda problem: problem.exit_status)
        raise type(worst)(found for problem in problems for found in problem.findings)
    return told


# --- a voice that did not speak ---


@dataclass(frozen=True, slots=True)
class VoiceFailure:
    """A voice of the chain that did not speak, and why."""

    voice: Voice
    problem: EngineError

    @property
    def finding(self) -> Finding:
        """Return what the engine said."""
        return self.problem.findings[0]


def _beginning(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _fallback(
    place: Place, text: str, voice: Voice, failures: Sequence[VoiceFailure], strict: bool
) -> tuple[Finding, ...]:
    """Say for each voice that did not speak that another did, and why."""
    severity = Severity.ERROR if strict else Severity.WARNING
    return tuple(
        FELL_BACK(
            place,
            wanted=str(failure.voice),
            voice=str(voice),
            text=_beginning(text),
            reason=failure.finding.message,
            remedy=failure.finding.remedy,
            details={
                "engine": failure.voice.engine,
                "voice": str(failure.voice),
                "spoken_by": str(voice),
                "reason": failure.finding.code,
            },
        ).weighing(severity)
        for failure in failures
    )


def _exhausted(
    place: Place, text: str, language: str, failures: Sequence[VoiceFailure]
) -> RadioprogError:
    """Make the error for a sentence that no voice of its chain could speak."""
    if not failures:
        return ContentError(NO_VOICE(place, text=_beginning(text)))
    codes = [failure.finding.code for failure in failures]
    if all(code == NO_VOICE_FOR_LANGUAGE.code for code in codes):
        return ContentError(NO_VOICE_FOR_LANGUAGE(place, language=language))
    findings = [
        failure.finding.at(place).with_details(
            engine=failure.voice.engine, voice=str(failure.voice), text=_beginning(text)
        )
        for failure in failures
    ]
    if all(code in PRODUCERS for code in codes):
        return ContentError(findings)
    if all(isinstance(failure.problem, NetworkError) for failure in failures):
        return NetworkError(findings)
    return EngineError(findings)
