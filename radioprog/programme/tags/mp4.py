"""Chapters and language for MP4: the two things that the tag library cannot write there.

Pure bytes of the ``moov`` box: a Nero chapter list (``udta/chpl``) and the sound track's language
(``mdhd``). Sources: ISO/IEC 14496-12; the chapter list is a de facto form, read by FFmpeg and VLC
(`tags.mp4_track` has the form that Apple's players read).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from radioprog.kernel.units import MIX_RATE
from radioprog.programme.chapters import Chapter

_UNITS = 10_000_000
"""Chapter times count 100 ns."""
_LONGEST_TITLE = 255


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a file: its kind, where it begins and ends, and where its content begins."""

    kind: bytes
    start: int
    end: int
    body: int


def boxes(data: bytes | memoryview, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """List the boxes between two offsets."""
    at, end = start, len(data) if end is None else end
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, body)
            body += 8
        elif size == 0:
            size = end - at
        if size < body - at or at + size > end:
            return
        yield Box(kind, at, at + size, body)
        at += size


def find(data: bytes | memoryview, *path: bytes, within: Box | None = None) -> Box | None:
    """Find the first box at a path of kinds."""
    if not path:
        return within
    start, end = (within.body, within.end) if within else (0, len(data))
    for part in boxes(data, start, end):
        if part.kind == path[0]:
            return find(data, *path[1:], within=part)
    return None


def chapter_list(chapters: Sequence[Chapter]) -> bytes:
    """Make the Nero chapter list; a title is cut at a letter where it is too long for the form."""
    body = struct.pack(">IIB", 0x01000000, 0, len(chapters))
    for chapter in chapters:
        title = chapter.title.encode()[:_LONGEST_TITLE].decode(errors="ignore").encode()
        time = round(chapter.start * _UNITS / MIX_RATE)
        body += struct.pack(">QB", time, len(title)) + title
    return box(b"chpl", body)


def with_chapters(moov: bytes, chapters: Sequence[Chapter]) -> bytes:
    """Give a ``moov`` box with a chapter list, in place of one that it may have had."""
    top = next(boxes(moov))
    parts = [moov[part.start : part.end] for part in boxes(moov, top.body, top.end)]
    kept = [part for part in parts if part[4:8] != b"udta"]
    old = next((part for part in parts if part[4:8] == b"udta"), box(b"udta", b""))
    inner = [old[part.start : part.end] for part in boxes(old, 8)]
    user = [part for part in inner if part[4:8] != b"chpl"] + [chapter_list(chapters)]
    return box(b"moov", b"".join((*kept, box(b"udta", b"".join(user)))))


def with_language(moov: bytes, language: str) -> bytes:
    """Give a ``moov`` box whose first track says which language is spoken (ISO 639-2)."""
    header = find(moov, b"moov", b"trak", b"mdia", b"mdhd")
    if header is None:
        return moov
    long_times = moov[header.body] == 1
    at = header.body + (32 if long_times else 20)
    return moov[:at] + struct.pack(">H", packed_language(language)) + moov[at + 2 :]


def packed_language(code: str) -> int:
    """Pack an ISO 639-2 code as MP4 does, five bits a letter.

    >>> hex(packed_language("und"))
    '0x55c4'
    """
    packed = 0
    for letter in code:
        packed = packed << 5 | (ord(letter) - 0x60) & 0x1F
    return packed


def moved(moov: bytes, shift: int) -> bytes:
    """Give a ``moov`` box for sound that lies ``shift`` bytes further on in the file."""
    data = bytearray(moov)
    top = next(boxes(moov))
    for track in boxes(moov, top.body, top.end):
        table = find(moov, b"mdia", b"minf", b"stbl", within=track)
        if track.kind != b"trak" or table is None:
            continue
        for part in boxes(moov, table.body, table.end):
            if part.kind in (b"stco", b"co64"):
                _move_offsets(data, part, shift)
    return bytes(data)


def _move_offsets(data: bytearray, table: Box, shift: int) -> None:
    form, width = (">I", 4) if table.kind == b"stco" else (">Q", 8)
    (count,) = struct.unpack_from(">I", data, table.body + 4)
    for number in range(count):
        at = table.body + 8 + number * width
        (offset,) = struct.unpack_from(form, data, at)
        struct.pack_into(form, data, at, offset + shift)


def box(kind: bytes, *parts: bytes) -> bytes:
    """Make a box of its parts."""
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body
