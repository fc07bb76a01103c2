"""gTTS behind our rules: Google's voices where the network is on, one sure answer a request.

A sentence is cut into pieces of at most 100 characters, each asked for by a real gTTS object in a
walled worker (see `gtts_worker`). Each request has exactly one non-empty, decodable answer that
can be the speech of its text, or the sentence fails with a typed error and nothing is kept.
"""

from __future__ import annotations

import difflib
import importlib.metadata
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from radioprog.kernel.errors import EngineError, NetworkError
from radioprog.kernel.units import (
    Seconds,
    to_samples,
)
from radioprog.speech.engines.findings import (
    NETWORK_OFF,
    NO_LANGUAGE,
    NOTHING_TO_SPEAK,
    UNKNOWN_VOICE,
)
from radioprog.speech.engines.service import (
    Patience,
    Service,
    ServiceAnswer,
    at_the_pace,
    network_error,
)
from radioprog.speech.model import EngineSettings, Mono, SpeechRequest, Spoken, VoiceInfo
from radioprog.speech.trim import sounding_part
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
        self._online = False
        worker = "radioprog.speech.engines.gtts_worker"
        self._service = Service(
            self.name, worker, patience or Patience(), sleep=sleep, jitter=jitter
        )

    def configure(self, settings: EngineSettings) -> None:
        """Learn whether the network is on, and where builds agree on the rate."""
        self._online = settings.online
        self._service.share(settings.state_folder / "gtts-rate" if settings.state_folder else None)

    def identity(self, voice: str) -> str:
        """Return gTTS's version; the service itself has none."""
        split_voice(voice)
        return f"gTTS {importlib.metadata.version('gTTS')} pieces1 stretch1"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List a voice for each language; they work where the network is on."""
        reason = None if self._online else NETWORK_OFF(engine="gtts")
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
            raise NetworkError(NETWORK_OFF(engine="gtts"))
        language, domain = voice_for(request)
        plain = plain_text(request.text)
        pieces = [
            piece
            for piece in pieces_of(plain.text, LONGEST_PIECE)
            if any(char.isalnum() for char in piece.text)
        ]
        if not pieces:
            raise EngineError(NOTHING_TO_SPEAK())
        deadline = self._service.open()
        answers = [self._answer(piece, language, domain, deadline) for piece in pieces]
        return at_the_pace(_joined(pieces, answers), request)

    def close(self) -> None:
        """Stop the workers, and whoever waits to ask again."""
        self._service.close()

    def _answer(
        self, piece: TextPiece, language: str, domain: str, deadline: float
    ) -> ServiceAnswer:
        asked = {"text": piece.text, "language": language, "tld": domain}
        spoken = SpeechRequest(piece.text, language, language=language)
        return self._service.answer(asked, spoken, deadline)


def _joined(pieces: list[TextPiece], answers: list[ServiceAnswer]) -> Spoken:
    """Join the answers: the service's own silences go, a breath after a clause stays."""
    rate = answers[0].rate
    if any(answer.rate != rate for answer in answers):
        why = {"error": "bad-answer", "detail": "the sample rate changes"}
        raise network_error("gtts", why)
    parts: list[Mono] = []
    for piece, answer in zip(pieces, answers, strict=True):
        start, end = sounding_part(answer.samples, rate)
        parts += [
            answer.samples[start:end],
            np.zeros(to_samples(JOINS[piece.cut], rate), np.float32),
        ]
    return Spoken(np.concatenate(parts[:-1]), rate)


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
