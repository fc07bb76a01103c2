"""Broadcast WAV: what a playout system reads of a file before it plays it.

Chunks for a `broadcast` delivery: ``bext`` version 2 (EBU Tech 3285), with the five loudness
values of the very file, and ``cart`` (AES46), with the places where the next item may come in.
Fixed fields are ASCII, so Vietnamese loses its marks there; the full text stands in ``cart``'s
free text.
"""

from __future__ import annotations

import datetime as dt
import math
import struct
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from radioprog.audio.codecs.wav import Chunk
from radioprog.kernel.units import Loudness, Samples

_BEXT_VERSION = 2
_BEXT = struct.Struct("<256s32s32s10s8sQH64s5h180s")
_UNKNOWN_LEVEL = 0x7FFF
_MIDNIGHT = "00:00:00"

_CART_VERSION = b"0101"
_CART = struct.Struct("<4s64s64s64s64s64s64s64s10s8s10s8s64s64s64sI64s276s1024s")
_TIMER = struct.Struct("<4sI")
MOST_TIMERS = 8
_FULL_SCALE_REFERENCE = 32_768
_FIRST_DAY, _LAST_DAY = "1900-01-01", "9999-12-31"
_LAST_SECOND = "23:59:59"
_LARGEST_TIMER = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class Extension:
    """What ``bext`` tells: what it is, who made it and when, how loud it is, how it was coded.

    ``time_reference`` counts samples since midnight; ``history`` has a line for each coding.
    """

    description: str
    originator: str
    reference: str
    date: dt.date | None
    loudness: Loudness
    history: tuple[str, ...]
    time_reference: Samples = Samples(0)

    def chunk(self) -> Chunk:
        """Return the chunk: 602 bytes and the coding history."""
        heard = self.loudness
        fixed = _BEXT.pack(
            ascii_field(self.description, 256),
            ascii_field(self.originator, 32),
            ascii_field(self.reference, 32),
            ascii_field(_day(self.date, ""), 10),
            ascii_field(_MIDNIGHT if self.date else "", 8),
            self.time_reference,
            _BEXT_VERSION,
            b"",
            _hundredths(heard.integrated),
            _hundredths(heard.loudness_range),
            _hundredths(heard.true_peak),
            _hundredths(heard.max_momentary),
            _hundredths(heard.max_short_term),
            b"",
        )
        history = "".join(f"{to_ascii(line)}\r\n" for line in self.history)
        return Chunk(b"bext", _even(fixed + history.encode("ascii")))


@dataclass(frozen=True, slots=True)
class Timer:
    """A place in the file for playout: AES46's four letters, and samples from its start.

    ``AUDs``/``AUDe`` start and end of the sound, ``INTs``/``INTe`` the intro over which may be
    spoken, ``SEGs`` where the next item may come in.
    """

    usage: str
    at: Samples


@dataclass(frozen=True, slots=True)
class Cart:
    """What ``cart`` tells a playout system."""

    title: str
    artist: str
    cut: str
    category: str
    classification: str
    out_cue: str
    producer: tuple[str, str]
    user: str
    timers: Sequence[Timer]
    text: str
    start: dt.date | None = None
    end: dt.date | None = None
    url: str = ""

    def chunk(self) -> Chunk:
        """Return the chunk: 2048 bytes and the free text (UTF-8)."""
        fields = (
            self.title,
            self.artist,
            self.cut,
            "",
            self.category,
            self.classification,
            self.out_cue,
        )
        fixed = _CART.pack(
            _CART_VERSION,
            *(ascii_field(field, 64) for field in fields),
            ascii_field(_day(self.start, _FIRST_DAY), 10),
            ascii_field(_MIDNIGHT, 8),
            ascii_field(_day(self.end, _LAST_DAY), 10),
            ascii_field(_LAST_SECOND, 8),
            ascii_field(self.producer[0], 64),
            ascii_field(self.producer[1], 64),
            ascii_field(self.user, 64),
            _FULL_SCALE_REFERENCE,
            _timers(self.timers),
            b"",
            ascii_field(self.url, 1024),
        )
        lines = self.text.replace("\r\n", "\n").replace("\n", "\r\n")
        return Chunk(b"cart", _even(fixed + lines.encode() + b"\r\n\0"))


def _even(content: bytes) -> bytes:
    """Fill up to an even length: libsndfile loses its way in an RF64 after an odd one."""
    return content + b"\0" * (len(content) % 2)


def _timers(timers: Sequence[Timer]) -> bytes:
    if len(timers) > MOST_TIMERS:
        raise ValueError(f"a cart holds {MOST_TIMERS} timers, not {len(timers)}")
    return b"".join(
        _TIMER.pack(timer.usage.encode("ascii").ljust(4), min(timer.at, _LARGEST_TIMER))
        for timer in timers
    )


def _day(day: dt.date | None, otherwise: str) -> str:
    return otherwise if day is None else day.isoformat()


def _hundredths(level: float | None) -> int:
    """Return a level in hundredths, halves rounded away from zero, as Tech 3285 has it."""
    if level is None:
        return _UNKNOWN_LEVEL
    return math.trunc(level * 100 + math.copysign(0.5, level))


def to_ascii(text: str) -> str:
    """Return a text in ASCII: Vietnamese without its marks, anything else a question mark.

    >>> to_ascii("Đồn biên phòng Cha Lo – số 7")
    'Don bien phong Cha Lo - so 7'
    """
    plain = text.translate(_PLAIN)
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char)
    )
    return "".join(char if " " <= char <= "~" else "?" for char in bare)


_PLAIN = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "–": "-",
        "—": "-",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "\n": " ",
        "\t": " ",
        "\u00a0": " ",
    }
)


def ascii_field(text: str, size: int) -> bytes:
    """Return a text as a fixed field: ASCII, cut to its size; `struct` fills it with zeros."""
    return to_ascii(text)[:size].encode("ascii")
