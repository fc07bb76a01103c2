"""Chapters and language for MP4: what the tag library cannot write there.

Pure bytes of the ``moov`` box: a Nero chapter list (``udta/chpl``), the sound track's language
(``mdhd``), and a chapter track, the form that Apple's players read: a disabled text track whose
samples are the titles, named by the sound's ``tref/chap``. The file is copied in pieces, never
held in memory. Sources: ISO/IEC 14496-12; Apple's QuickTime File Format (text media, chapter
lists); the Nero list is a de facto form, read by FFmpeg and VLC.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from radioprog.kernel.units import MIX_RATE, Samples
from radioprog.programme.rundown import Chapter

_UNITS = 10_000_000
"""Chapter times count 100 ns."""
_LONGEST_TITLE = 255


@dataclass(frozen=True, slots=True)
class Mp4Box:
    """One box of a file: its kind, where it begins and ends, and where its content begins."""

    kind: bytes
    start: int
    end: int
    body: int


def boxes(data: bytes | memoryview, start: int = 0, end: int | None = None) -> Iterator[Mp4Box]:
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
        yield Mp4Box(kind, at, at + size, body)
        at += size


def find(data: bytes | memoryview, *path: bytes, within: Mp4Box | None = None) -> Mp4Box | None:
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
    """Return a ``moov`` box with a chapter list, in place of one that it may have had."""
    top = next(boxes(moov))
    parts = [moov[part.start : part.end] for part in boxes(moov, top.body, top.end)]
    kept = [part for part in parts if part[4:8] != b"udta"]
    old = next((part for part in parts if part[4:8] == b"udta"), box(b"udta", b""))
    inner = [old[part.start : part.end] for part in boxes(old, 8)]
    user = [part for part in inner if part[4:8] != b"chpl"] + [chapter_list(chapters)]
    return box(b"moov", b"".join((*kept, box(b"udta", b"".join(user)))))


def with_language(moov: bytes, language: str) -> bytes:
    """Return a ``moov`` box whose first track says which language is spoken (ISO 639-2)."""
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
    """Return a ``moov`` box for sound that lies ``shift`` bytes further on in the file."""
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


def _move_offsets(data: bytearray, table: Mp4Box, shift: int) -> None:
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


# --- the chapter track ---

_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_UTF8 = struct.pack(">I4sI", 12, b"encd", 0x100)


def movie(
    moov: bytes, chapters: Sequence[Chapter], *, language: str, ahead: bool, rest: int
) -> tuple[bytes, bytes]:
    """Return a ``moov`` box with language and chapters in both forms, and the box of their titles.

    ``ahead`` tells whether the box stands before the sound, ``rest`` how long the file is
    without it; the titles go to the file's end.
    """
    told = with_language(moov, language)
    if not chapters:
        return told, b""
    listed = with_chapters(told, chapters)
    size = len(with_chapter_track(listed, chapters, offset=0, language=language))
    if ahead:
        listed = moved(listed, size - len(moov))
    made = with_chapter_track(listed, chapters, offset=rest + size + 8, language=language)
    return made, box(b"mdat", *chapter_samples(chapters))


def chapter_samples(chapters: Sequence[Chapter]) -> tuple[bytes, ...]:
    """Return the samples of a chapter track: each title with its length before it."""
    titles = (
        chapter.title.encode()[:1000].decode(errors="ignore").encode() for chapter in chapters
    )
    return tuple(struct.pack(">H", len(title)) + title + _UTF8 for title in titles)


def with_chapter_track(
    moov: bytes, chapters: Sequence[Chapter], *, offset: int, language: str
) -> bytes:
    """Return a ``moov`` box with a chapter track whose samples begin at ``offset`` in the file."""
    top = next(boxes(moov))
    parts = [moov[part.start : part.end] for part in boxes(moov, top.body, top.end)]
    header = next(part for part in parts if part[4:8] == b"mvhd")
    number = int.from_bytes(header[-4:], "big")
    scale = struct.unpack_from(">I", header, 28 if header[8] == 1 else 20)[0]
    made = _track(chapters, number=number, movie_scale=scale, offset=offset, language=language)
    sound = next(index for index, part in enumerate(parts) if part[4:8] == b"trak")
    parts[parts.index(header)] = header[:-4] + struct.pack(">I", number + 1)
    reference = box(b"tref", box(b"chap", struct.pack(">I", number)))
    parts[sound] = box(b"trak", parts[sound][8:] + reference)
    parts.insert(sound + 1, made)
    return box(b"moov", b"".join(parts))


def _track(
    chapters: Sequence[Chapter], *, number: int, movie_scale: int, offset: int, language: str
) -> bytes:
    length = chapters[-1].end
    duration = round(length * movie_scale / MIX_RATE)
    header = struct.pack(">IIIIIIQhhhH", 0, 0, 0, number, 0, duration, 0, 0, 0, 0, 0)
    media = box(
        b"mdia",
        box(
            b"mdhd",
            struct.pack(">IIIIIHH", 0, 0, 0, MIX_RATE, length, packed_language(language), 0),
        ),
        box(b"hdlr", struct.pack(">II4s12x", 0, 0, b"text") + b"Chapters\0"),
        box(b"minf", _media_header(), _data_reference(), _table(chapters, offset)),
    )
    return box(b"trak", box(b"tkhd", header + _MATRIX + bytes(8)), media)


def _media_header() -> bytes:
    info = struct.pack(">IHHHHhH", 0, 0x40, 0x8000, 0x8000, 0x8000, 0, 0)
    return box(b"gmhd", box(b"gmin", info), box(b"text", _MATRIX))


def _data_reference() -> bytes:
    here = box(b"url ", struct.pack(">I", 1))
    return box(b"dinf", box(b"dref", struct.pack(">II", 0, 1) + here))


def _table(chapters: Sequence[Chapter], offset: int) -> bytes:
    """Return the sample table: one sample a chapter, all in one chunk."""
    sizes = [len(sample) for sample in chapter_samples(chapters)]
    starts = [Samples(0), *(chapter.start for chapter in chapters[1:]), chapters[-1].end]
    lengths = [after - before for before, after in pairwise(starts)]
    text = struct.pack(">6xHII3H4H8xHHBH3HB", 1, 1, 1, *([0] * 7), 0, 0, 0, 0, *([0] * 3), 0)
    times = b"".join(struct.pack(">II", 1, length) for length in lengths)
    count = len(sizes)
    return box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1) + box(b"text", text)),
        box(b"stts", struct.pack(">II", 0, count) + times),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, count, 1)),
        box(b"stsz", struct.pack(f">III{count}I", 0, 0, count, *sizes)),
        box(b"co64", struct.pack(">IIQ", 0, 1, offset)),
    )


# --- the file ---

_PIECE = 1 << 20


def copy_with_chapters(
    plain: Path, target: Path, chapters: Sequence[Chapter], *, language: str
) -> None:
    """Copy an MP4 file, with chapters and the language of its sound.

    Raises:
        ValueError: it has no ``moov`` or no ``mdat`` box.
    """
    with plain.open("rb") as source, target.open("wb") as out:
        found = {box.kind: box for box in _top_boxes(source)}
        size = source.seek(0, 2)
        if b"moov" not in found or b"mdat" not in found:
            raise ValueError("no moov or mdat")
        old = found[b"moov"]
        source.seek(old.start)
        before = source.read(old.end - old.start)
        made, titles = movie(
            before,
            chapters,
            language=language,
            ahead=old.start < found[b"mdat"].start,
            rest=size - len(before),
        )
        _copy(source, out, 0, old.start)
        out.write(made)
        _copy(source, out, old.end, size)
        out.write(titles)


def _top_boxes(source: BinaryIO) -> Iterator[Mp4Box]:
    """List the boxes of a file by their heads alone."""
    end = source.seek(0, 2)
    at = 0
    while at + 8 <= end:
        source.seek(at)
        size, kind = struct.unpack(">I4s", source.read(8))
        body = at + 8
        if size == 1:
            size, body = int.from_bytes(source.read(8), "big"), at + 16
        elif size == 0:
            size = end - at
        if size < body - at or at + size > end:
            return
        yield Mp4Box(kind, at, at + size, body)
        at += size


def _copy(source: BinaryIO, out: BinaryIO, start: int, end: int) -> None:
    source.seek(start)
    while start < end:
        piece = source.read(min(_PIECE, end - start))
        out.write(piece)
        start += len(piece)
