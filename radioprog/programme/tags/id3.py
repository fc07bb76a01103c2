"""ID3v2.4 bytes in the order that players want: chapters by time, the table of contents first.

Pure bytes: the tag itself is made in `tags.write`; libraries write its frames by size.
"""

from __future__ import annotations

from collections.abc import Iterator

HEADER = 10


def syncsafe(data: bytes) -> int:
    """Read a number whose bytes carry seven bits each.

    >>> syncsafe(bytes([0, 0, 2, 1]))
    257
    """
    value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
    return value


def length_of_tag(beginning: bytes) -> int:
    """Return how long a tag is that stands at the beginning of a file; 0 where there is none."""
    if not beginning.startswith(b"ID3") or len(beginning) < HEADER:
        return 0
    return HEADER + syncsafe(beginning[6:10])


def in_time_order(tag: bytes) -> bytes:
    """Put the chapters of an ID3v2.4 tag (no padding) last: their contents, then each by time."""
    frames = list(frames_of(tag))
    first = [frame for frame in frames if frame[:4] not in (b"CTOC", b"CHAP")]
    contents = [frame for frame in frames if frame[:4] == b"CTOC"]
    chapters = sorted((frame for frame in frames if frame[:4] == b"CHAP"), key=_chapter_key)
    return tag[:HEADER] + b"".join((*first, *contents, *chapters))


def frames_of(tag: bytes) -> Iterator[bytes]:
    """Cut a tag into its frames."""
    at, end = HEADER, HEADER + syncsafe(tag[6:10])
    while at < end:
        size = HEADER + syncsafe(tag[at + 4 : at + 8])
        yield tag[at : at + size]
        at += size


def _chapter_key(frame: bytes) -> tuple[int, bytes]:
    name, _, rest = frame[HEADER:].partition(b"\0")
    return int.from_bytes(rest[:4], "big"), name
