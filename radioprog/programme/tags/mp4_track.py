"""A chapter track for MP4: the form of chapters that Apple's players read.

Pure bytes: a disabled text track whose samples are the titles, named by the sound's ``tref/chap``.
Sources: ISO/IEC 14496-12 and Apple's QuickTime File Format (text media, chapter lists).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import pairwise

from radioprog.kernel.units import MIX_RATE, Samples
from radioprog.programme.chapters import Chapter
from radioprog.programme.tags.mp4 import (
    box,
    boxes,
    moved,
    packed_language,
    with_chapters,
    with_language,
)

_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_UTF8 = struct.pack(">I4sI", 12, b"encd", 0x100)


def movie(
    moov: bytes, chapters: Sequence[Chapter], *, language: str, ahead: bool, rest: int
) -> tuple[bytes, bytes]:
    """Give a ``moov`` box with language and chapters in both forms, and the box of their titles.

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
    """Give the samples of a chapter track: each title with its length before it."""
    titles = (
        chapter.title.encode()[:1000].decode(errors="ignore").encode() for chapter in chapters
    )
    return tuple(struct.pack(">H", len(title)) + title + _UTF8 for title in titles)


def with_chapter_track(
    moov: bytes, chapters: Sequence[Chapter], *, offset: int, language: str
) -> bytes:
    """Give a ``moov`` box with a chapter track whose samples begin at ``offset`` in the file."""
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
    """Give the sample table: one sample a chapter, all in one chunk."""
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
