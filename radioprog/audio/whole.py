"""Wholeness: does a sound file hold as much as it says?

Recorders that lose power and copies that stop midway leave files that every player plays without
a word, only shorter. What the file declares is compared with what was counted.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from radioprog.audio.sniff import MOV, Sniffed
from radioprog.audio.streams import StreamInfo, Tally, declared_frames

_EXACT = frozenset({"flac", "mp3", MOV, "wv", "tta", "ape"})
"""Containers whose declared length is to the frame, or nearly."""
_TOLERANCE = 0.1
"""Seconds by which a whole file may be shorter than it declares."""
_UNKNOWN = (0, 0x7FFFFFFF, 0xFFFFFFFF)
"""What programs write as a length when they write into a pipe."""
_MOST_CHUNKS = 10_000
_LAST_PAGES = 128 * 1024


def missing_part(path: Path, sniffed: Sniffed, info: StreamInfo, tally: Tally) -> float | None:
    """Give the part of a file that is missing at its end (0 to 1), ``None`` where none is known.

    ``0.0`` means that something is missing, but not how much.
    """
    if sniffed.container in _READERS:
        with path.open("rb") as stream:
            return _READERS[sniffed.container](stream, path.stat().st_size)
    declared = declared_frames(info)
    if sniffed.container not in _EXACT or not sniffed.counted or not declared:
        return None
    missing = declared - tally.frames
    return missing / declared if missing > _TOLERANCE * info.rate else None


def _chunked(stream: BinaryIO, size: int) -> float | None:
    """Look for the sound's chunk in RIFF, RF64, BW64 and AIFF."""
    big_endian = stream.read(12)[:4] == b"FORM"
    head, wanted = (
        struct.Struct(">4sI" if big_endian else "<4sI"),
        b"SSND" if big_endian else b"data",
    )
    at, long_size = 12, 0
    while at + head.size <= size:
        stream.seek(at)
        name, length = head.unpack(stream.read(head.size))
        if name == b"ds64":
            stream.seek(at + 16)
            long_size = int.from_bytes(stream.read(8), "little")
        if name == wanted:
            return _missing(at + head.size, long_size if length in _UNKNOWN else length, size)
        at += head.size + length + length % 2
    return None


def _wave64(stream: BinaryIO, size: int) -> float | None:
    """Look for the sound's chunk in Sony Wave64: 16 bytes of name, lengths that hold the head."""
    at = 40
    for _ in range(_MOST_CHUNKS):
        if at + 24 > size:
            break
        stream.seek(at)
        name, length = struct.unpack("<4s12xQ", stream.read(24))
        if name == b"data":
            return _missing(at + 24, length - 24, size)
        at += max(24, length + -length % 8)
    return None


def _core(stream: BinaryIO, size: int) -> float | None:
    """Look for the sound's chunk in Apple's Core Audio Format."""
    at = 8
    for _ in range(_MOST_CHUNKS):
        if at + 12 > size:
            break
        stream.seek(at)
        name, length = struct.unpack(">4sq", stream.read(12))
        if name == b"data" or length < 0:
            return _missing(at + 12, length, size)
        at += 12 + length
    return None


def _missing(start: int, length: int, size: int) -> float | None:
    """Give the missing part of a stretch of bytes; a length nobody knew is not missing."""
    missing = start + length - size
    return missing / length if length > 0 and length not in _UNKNOWN and missing > 1 else None


def _sun(stream: BinaryIO, size: int) -> float | None:
    _, start, length = struct.unpack(">4sII", stream.read(12).ljust(12, b"\0"))
    return _missing(start, length, size)


def _ogg(stream: BinaryIO, size: int) -> float | None:
    """Look whether the last page is whole and says that it is the last."""
    start = max(0, size - _LAST_PAGES)
    stream.seek(start)
    end = stream.read()
    at = end.rfind(b"OggS")
    if at < 0 or len(end) < at + 27:
        return 0.0
    segments = end[at + 27 : at + 27 + end[at + 26]]
    whole = len(end) >= at + 27 + end[at + 26] + sum(segments)
    return None if whole and end[at + 5] & 4 else 0.0


_READERS = {
    "wav": _chunked,
    "aiff": _chunked,
    "w64": _wave64,
    "caf": _core,
    "au": _sun,
    "ogg": _ogg,
}
