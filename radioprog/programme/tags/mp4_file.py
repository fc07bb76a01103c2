"""Chapters and language put into an MP4 file, which is copied in pieces, never held in memory."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from radioprog.programme.chapters import Chapter
from radioprog.programme.tags.mp4 import Box
from radioprog.programme.tags.mp4_track import movie

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


def _top_boxes(source: BinaryIO) -> Iterator[Box]:
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
        yield Box(kind, at, at + size, body)
        at += size


def _copy(source: BinaryIO, out: BinaryIO, start: int, end: int) -> None:
    source.seek(start)
    while start < end:
        piece = source.read(min(_PIECE, end - start))
        out.write(piece)
        start += len(piece)
