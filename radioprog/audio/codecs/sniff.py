"""Sniffing: what a sound file is by its first bytes, never by its name.

Stands before FFmpeg: the container found here is forced on it, so that it never guesses, and a
playlist that calls itself a recording is never opened. Pure functions of bytes, but for `sniff`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from radioprog.audio.codecs.findings import DISGUISED, EMPTY, NO_KNOWN_KIND, UNREADABLE
from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import NOWHERE, Place

MOV = "mov,mp4,m4a,3gp,3g2,mj2"
CONTAINERS = frozenset(
    {
        "wav",
        "w64",
        "aiff",
        "flac",
        "ogg",
        "mp3",
        "aac",
        "ac3",
        MOV,
        "matroska",
        "asf",
        "caf",
        "au",
        "amr",
        "wv",
        "ape",
        "tta",
    }
)
"""The demuxers of FFmpeg that may ever run."""

_UNCOUNTED = frozenset({"aac", "ac3", "amr"})
_HEAD = 64 * 1024
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (rb"(?:RIFF|RF64|BW64)....WAVE", "wav"),
    (rb"riff\x2e\x91\xcf\x11", "w64"),
    (rb"FORM....AIF[FC]", "aiff"),
    (rb"fLaC", "flac"),
    (rb"OggS", "ogg"),
    (rb"....(?:ftyp|moov|mdat|wide|free|skip)", MOV),
    (rb"\x1a\x45\xdf\xa3", "matroska"),
    (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"),
    (rb"caff", "caf"),
    (rb"\.snd", "au"),
    (rb"#!AMR", "amr"),
    (rb"wvpk", "wv"),
    (rb"MAC ", "ape"),
    (rb"TTA1", "tta"),
    (rb"\x0b\x77", "ac3"),
)
_DISGUISES: tuple[tuple[bytes, str], ...] = (
    (rb"#EXTM3U|#EXT-X", "HLS"),
    (rb"ffconcat\s", "ffconcat"),
    (rb"\[playlist\]", "PLS"),
    (rb"<\?xml|<MPD|<smil|<asx|<!doctype|<html", "XML/HTML"),
    (rb"v=0\r?\n", "SDP"),
    (rb"(?:https?|ftp|rtsp|rtmp|file|concat|data|subfile|pipe):", "URL"),
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file is: FFmpeg's name of its container, and the bytes of tag before the sound."""

    container: str
    skip: int = 0
    counted: bool = True
    """Whether the file itself says how long it is (an MP3 without an Info header does not)."""


def sniff(path: Path, place: Place = NOWHERE) -> Sniffed:
    """Find what a file is by its bytes.

    Raises:
        ContentError: ``clip-empty``, ``clip-disguised`` or ``clip-unreadable``.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        skip = id3_length(head)
        if skip:
            stream.seek(skip)
            head = stream.read(_HEAD)
    if not head:
        raise ContentError(EMPTY(place))
    disguise = disguise_of(head)
    if disguise:
        raise ContentError(DISGUISED(place, kind=disguise))
    container = container_of(head)
    if container is None:
        raise ContentError(UNREADABLE(place, why=NO_KNOWN_KIND))
    counted = _has_info_header(head) if container == "mp3" else container not in _UNCOUNTED
    return Sniffed(container, skip, counted)


def id3_length(head: bytes) -> int:
    r"""Count the bytes of an ID3v2 tag at the start of a file, 0 if there is none.

    >>> id3_length(b"ID3\x04\x00\x00\x00\x00\x01\x00" + bytes(200))
    138
    """
    if len(head) < 10 or head[:3] != b"ID3" or any(byte & 0x80 for byte in head[6:10]):
        return 0
    size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return size + (20 if head[5] & 0x10 else 10)


def disguise_of(head: bytes) -> str | None:
    r"""Tell what kind of list a file is that calls itself a sound, if it is one.

    >>> disguise_of(b"\xef\xbb\xbf\n#EXTM3U\nhttp://example.org/a.ts")
    'HLS'
    """
    start = head[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, name in _DISGUISES:
        if re.match(pattern, start, re.IGNORECASE):
            return name
    return None


def container_of(head: bytes) -> str | None:
    r"""Return FFmpeg's name of the container that begins with these bytes.

    >>> container_of(b"fLaC\x00"), container_of(b"hello") is None
    ('flac', True)
    """
    for pattern, container in _MAGIC:
        if re.match(pattern, head, re.DOTALL):
            return container
    start = first_frame(head)
    if start is None:
        return None
    return "aac" if head[start + 1] & 0x06 == 0 else "mp3"


def first_frame(head: bytes) -> int | None:
    """Find where the first MPEG audio or ADTS frame begins that is followed by another."""
    for found in re.finditer(rb"\xff[\xe0-\xff]", head[: _HEAD // 2]):
        start = found.start()
        length = _frame_length(head[start : start + 7])
        if not length:
            continue
        after = head[start + length : start + length + 2]
        if (start == 0 and len(after) < 2) or (
            len(after) == 2 and after[0] == 0xFF and after[1] & 0xFE == head[start + 1] & 0xFE
        ):
            return start
    return None


_BIT_RATES = {
    (1, 1): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}  # kbit/s by (MPEG 1 or 2, layer): ISO/IEC 11172-3 and 13818-3
_RATES = (44_100, 48_000, 32_000)


def _frame_length(header: bytes) -> int:
    """Count the bytes of a frame by its header, 0 if it is none."""
    if len(header) < 7:
        return 0
    layer = 4 - (header[1] >> 1 & 3)
    if layer == 4:  # ADTS
        adts = header[1] & 0xF6 == 0xF0 and header[2] >> 2 & 0x0F < 13
        return ((header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5) if adts else 0
    version, bits, rate = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or bits in (0, 15) or rate == 3:
        return 0
    generation = 1 if version == 3 else 2
    hertz = _RATES[rate] >> (0 if version == 3 else 1 if version == 2 else 2)
    bit_rate = _BIT_RATES[generation, layer][bits - 1] * 1000
    padding = header[2] >> 1 & 1
    if layer == 1:
        return (12 * bit_rate // hertz + padding) * 4
    return (72 if layer == 3 and generation == 2 else 144) * bit_rate // hertz + padding


def _has_info_header(head: bytes) -> bool:
    start = first_frame(head) or 0
    return any(mark in head[start : start + 200] for mark in (b"Xing", b"Info", b"VBRI"))
