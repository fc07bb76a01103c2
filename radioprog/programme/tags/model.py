"""What a delivered file tells about itself, as plain data, before any container's form."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from radioprog.kernel.text import clean_text, one_line
from radioprog.kernel.units import Dbtp, Loudness, LoudnessUnits, Lufs, Samples
from radioprog.programme.rundown import Chapter, ItemKind, Rundown, chapters
from radioprog.programme.words import timed_words
from radioprog.script.model import Meta

_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_BY_RULE = frozenset({"espeak", "tone"})
"""Engines that speak by rule; every other is taken to be trained on recordings."""
_ISO_639_2 = {
    "vi": "vie",
    "en": "eng",
    "lo": "lao",
    "km": "khm",
    "th": "tha",
    "zh": "zho",
    "fr": "fra",
    "ja": "jpn",
    "ko": "kor",
    "ru": "rus",
    "de": "deu",
    "es": "spa",
}
MOST_CHAPTERS = 255
_LAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Lyric:
    """One word in time; ``opens`` marks the first of a sentence."""

    text: str
    start: Samples
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Lyrics:
    """Every spoken word of a programme in time; each is made when it is asked for.

    A programme of hours has tens of thousands, of which a writer needs one after the other.
    """

    rundown: Rundown

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __iter__(self) -> Iterator[Lyric]:
        for item in self.rundown.items:
            if item.utterance is None:
                continue
            for number, word in enumerate(timed_words(item)):
                opens = not number and not item.utterance.continues
                yield Lyric(word.text, word.start, opens=opens)


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover picture: its bytes and media type (``image/jpeg`` or ``image/png``)."""

    data: bytes
    media_type: str


def cover_of(data: bytes) -> Cover | Literal["other", "cut"]:
    """Return a picture as the cover that it is; else why it is none.

    >>> cover_of(b"GIF89a")
    'other'
    """
    for head, end, tail, media_type in _PICTURES:
        if data.startswith(head):
            return Cover(data, media_type) if end in data[-tail:] else "cut"
    return "other"


_PICTURES = (
    (b"\xff\xd8\xff", b"\xff\xd9", 4096, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", b"IEND", 64, "image/png"),
)
"""How pictures begin, how they end within their last bytes, and what they are."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The loudness of the decoded file; ``None`` where it is too short to have one."""

    integrated: Lufs | None
    true_peak: Dbtp | None
    loudness_range: LoudnessUnits | None
    max_momentary: Lufs | None = None
    max_short_term: Lufs | None = None

    @classmethod
    def of(cls, heard: Loudness) -> Measured:
        """Return what a tag keeps of a measured loudness."""
        return cls(
            heard.integrated,
            heard.true_peak,
            heard.loudness_range,
            heard.max_momentary,
            heard.max_short_term,
        )


@dataclass(frozen=True, slots=True)
class Cues:
    """Where playout may come in and go out, in frames of the mix.

    A voice is speech or a recorded clip; ``None`` where nobody is heard.
    """

    first_sound: Samples
    first_voice: Samples | None
    last_voice: Samples | None
    last_sound: Samples


@dataclass(frozen=True, slots=True)
class Tags:
    """Everything a delivered file tells about itself.

    ``languages`` are ISO 639-2 codes, the programme's own first; ``synthetic`` is the mark's value
    (``yes; engine=…; segments=…``), ``None`` where nobody speaks by machine; ``source_type`` is
    IPTC's URI for what the sound is made of; ``fingerprint`` are the groups of digits that the
    sheet and the approval of its script show.
    """

    title: str
    series: str | None
    episode: int | None
    producer: str | None
    organisation: str | None
    date: dt.date | None
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    copyright: str | None
    transcript: str
    lyrics: tuple[Lyric, ...] | Lyrics
    chapters: tuple[Chapter, ...]
    encoder: str
    loudness: Measured
    source_sha256: str
    synthetic: str | None
    source_type: str | None
    cover: Cover | None = None
    cues: Cues | None = None
    fingerprint: str | None = None

    @property
    def lyrics_end(self) -> str:
        """Return the last words that are spoken: by them a technician knows the end."""
        return " ".join(lyric.text for lyric in deque(self.lyrics, _LAST_WORDS))

    def named_values(self) -> tuple[tuple[str, str], ...]:
        """List what no container has a field for, under the names that all of them share."""
        loudness = self.loudness
        values = (
            ("SYNTHETIC_VOICE", self.synthetic),
            ("DIGITAL_SOURCE_TYPE", self.source_type),
            ("SOURCE_SHA256", self.source_sha256),
            ("SCRIPT_FINGERPRINT", self.fingerprint),
            ("LOUDNESS_INTEGRATED", _level(loudness.integrated, "LUFS")),
            ("LOUDNESS_TRUE_PEAK", _level(loudness.true_peak, "dBTP")),
            ("LOUDNESS_RANGE", _level(loudness.loudness_range, "LU")),
        )
        return tuple((name, value) for name, value in values if value is not None)


def _level(value: float | None, unit: str) -> str | None:
    return None if value is None else f"{value:.2f} {unit}"


def language_code(language: str) -> str:
    """Return the ISO 639-2 code of a language code, ``und`` for one that nobody knows.

    >>> language_code("vi"), language_code("bru"), language_code("vi-VN"), language_code("xx")
    ('vie', 'bru', 'vie', 'und')
    """
    base = language.split("-")[0].casefold()
    if len(base) == 3 and base.isascii() and base.isalpha():
        return base
    return _ISO_639_2.get(base, "und")


def synthetic_mark(rundown: Rundown) -> str | None:
    """Return the machine-readable mark: which engines speak, in which segments (from 1).

    The law on artificial intelligence in force since 1 March 2026 asks for such a mark.
    """
    spoken = [item for item in rundown.items if item.is_synthetic]
    if not spoken:
        return None
    numbers = _ranges(sorted({item.segment + 1 for item in spoken}))
    return f"yes; engine={','.join(_engines(rundown))}; segments={numbers}"


def source_type(rundown: Rundown) -> str | None:
    """Return IPTC's URI for what the sound is made of; ``None`` where all of it is recorded."""
    engines = _engines(rundown)
    if not engines:
        return None
    trained = any(engine not in _BY_RULE for engine in engines)
    mixed = any(item.kind is not ItemKind.PAUSE and not item.is_synthetic for item in rundown.items)
    if mixed:
        kind = "compositeWithTrainedAlgorithmicMedia" if trained else "compositeSynthetic"
    else:
        kind = "trainedAlgorithmicMedia" if trained else "algorithmicMedia"
    return _IPTC + kind


def _engines(rundown: Rundown) -> list[str]:
    engines: set[str] = set()
    for item in rundown.items:
        if item.utterance is not None and item.is_synthetic:
            spoken = item.sound.voice if item.sound else None
            voices = (spoken,) if spoken else item.utterance.voices
            engines.update(voice.engine for voice in voices[:1])
    return sorted(engines)


def _ranges(numbers: list[int]) -> str:
    runs = itertools.groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    spans = [[number for _, number in run] for _, run in runs]
    return ",".join(f"{span[0]}-{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)


def tags_of(
    rundown: Rundown,
    meta: Meta,
    *,
    organisation: str | None,
    language: str,
    transcript: str,
    encoder: str,
    loudness: Measured,
    source_sha256: str,
    cover: Cover | None = None,
) -> Tags:
    """Gather what a delivery of a programme tells about itself.

    ``language`` is spoken where the script names none; ``loudness`` is that of the very file.
    """
    return Tags(
        title=one_line(meta.title),
        series=_line(meta.series),
        episode=meta.episode,
        producer=_line(meta.producer),
        organisation=_line(organisation),
        date=meta.date,
        languages=_languages(rundown, meta.language or language),
        topics=tuple(one_line(topic) for topic in meta.topics),
        copyright=_line(meta.copyright),
        transcript=clean_text(transcript),
        lyrics=Lyrics(rundown),
        chapters=chapters(rundown),
        encoder=encoder,
        loudness=loudness,
        source_sha256=source_sha256,
        synthetic=synthetic_mark(rundown),
        source_type=source_type(rundown),
        cover=cover,
        cues=cues_of(rundown),
    )


def cues_of(rundown: Rundown) -> Cues | None:
    """Find where sound and voices begin and end; nothing where nothing is heard."""
    heard = [item for item in rundown.items if item.kind is not ItemKind.PAUSE and item.length]
    if not heard:
        return None
    voices = [item for item in heard if item.kind in (ItemKind.SPEECH, ItemKind.CLIP)]
    return Cues(
        first_sound=min(item.start for item in heard),
        first_voice=min((item.start for item in voices), default=None),
        last_voice=max((item.end for item in voices), default=None),
        last_sound=max(item.end for item in heard),
    )


def _line(text: str | None) -> str | None:
    return one_line(text) or None if text else None


def _languages(rundown: Rundown, own: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(language_code(code) for code in (own, *_spoken_in(rundown))))


def _spoken_in(rundown: Rundown) -> Iterable[str]:
    for item in rundown.items:
        if item.utterance is not None:
            yield item.utterance.language
        elif item.cue is not None and item.cue.language:
            yield item.cue.language
