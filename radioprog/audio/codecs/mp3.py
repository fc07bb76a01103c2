"""MP3 as bytes: frames, what in them is heard, and the Info frame by which decoders find the edges.

Beside the encoder (`lame`): LAME's frames come in bare, and go out with a first frame that tells
a gapless decoder how many samples to drop at both ends. Layout after ISO 11172-3 / 13818-3 and
the LAME tag specification (rev. 1).

An MP3 file on disk: frames are written after a first one that tells how long all of it is.

Between the encoder (`lame`) and whoever reads the file; the layout is that of `mp3`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import numpy as np

from radioprog.audio.codecs.formats import (
    MPEG1_BITRATES,
    MPEG1_RATES,
    MPEG2_BITRATES,
    MPEG2_RATES,
    MPEG25_RATES,
)
from radioprog.kernel.units import Hertz, Samples

ENCODER_DELAY = Samples(576)
"""Frames of nothing that LAME puts before the sound."""
DECODER_DELAY = Samples(529)
"""Frames of nothing that every decoder adds, by its filters."""
_ENCODER = b"LAME3.100"
_VERSIONS = {3: MPEG1_RATES, 2: MPEG2_RATES, 0: MPEG25_RATES}
_RATE_ORDER = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_SIDE_INFO = {(True, 1): 17, (True, 2): 32, (False, 1): 9, (False, 2): 17}
_CONSTANT_BIT_RATE, _LOWPASS_UNKNOWN = 1, 0
_HEADER = 4
_MONO = 3
_CRC_AT = 152
"""Where the CRC of the stream stands in an Info frame, after the side information."""


def frame_samples(rate: Hertz) -> Samples:
    """Count the samples of one MP3 frame at a rate.

    >>> frame_samples(Hertz(44100)), frame_samples(Hertz(24000))
    (1152, 576)
    """
    return Samples(1152 if rate in MPEG1_RATES else 576)


def padding_period(rate: Hertz, bitrate: int) -> int:
    """Count the frames after which the pattern of longer and shorter frames begins anew.

    >>> padding_period(Hertz(44100), 64000), padding_period(Hertz(48000), 64000)
    (49, 1)
    """
    rest = frame_samples(rate) // 8 * bitrate % rate
    return int(rate // np.gcd(rest, rate)) if rest else 1


@dataclass(frozen=True, slots=True)
class Frame:
    """One MP3 frame: its bytes, and what its side information says about the bits heard.

    ``main`` holds the frame's part of the stream of main data; the frame's own main data begins
    ``back`` bytes before that part and is ``bits`` long (ancillary bits after it are not heard).
    """

    data: bytes
    side: bytes
    main: bytes
    back: int
    bits: int


def frames_of(stream: bytes) -> Iterator[bytes]:
    """Cut a stream of MP3 frames at their borders; a frame that is not whole is left out."""
    place = 0
    while place + _HEADER <= len(stream):
        end = place + _length(stream[place : place + _HEADER])
        if end > len(stream):
            return
        yield stream[place:end]
        place = end


@lru_cache(maxsize=64)
def _length(header: bytes) -> int:
    version, code = header[1] >> 3 & 3, header[2] >> 4
    rate = _RATE_ORDER[version][header[2] >> 2 & 3]
    bitrate = (MPEG1_BITRATES if version == 3 else MPEG2_BITRATES)[code - 1]
    return int(frame_samples(Hertz(rate))) // 8 * bitrate // rate + (header[2] >> 1 & 1)


def parse(data: bytes) -> Frame:
    """Read a frame's side information."""
    first = data[1] >> 3 & 3 == 3
    channels = 1 if data[3] >> 6 == _MONO else 2
    length = _SIDE_INFO[first, channels]
    side = data[: _HEADER + length]
    info = int.from_bytes(side[_HEADER:], "big")
    total = 8 * length
    pointer = 9 if first else 8
    if first:
        place, width, granules = pointer + (9 if channels == 1 else 11), 59, 2
    else:
        place, width, granules = pointer + (1 if channels == 1 else 2), 63, 1
    bits = sum(
        info >> (total - place - 12 - width * part) & 0xFFF for part in range(granules * channels)
    )
    return Frame(data, side, data[_HEADER + length :], info >> (total - pointer), bits)


def heard_bits(frames: list[Frame], index: int) -> int | None:
    """Return the bits of a frame's main data, or nothing where they begin before the first frame.

    LAME fills what it has to spare with ancillary bits whose pattern depends on all that came
    before; they are left out, as they are not heard.
    """
    frame = frames[index]
    before, earlier = b"", index
    while len(before) < frame.back:
        earlier -= 1
        if earlier < 0:
            return None
        before = frames[earlier].main + before
    line = before[len(before) - frame.back :] + frame.main
    count = (frame.bits + 7) // 8
    return int.from_bytes(line[:count], "big") >> (8 * count - frame.bits)


def heard_alike(left: list[Frame], right: list[Frame], index: int, *, shift: int) -> bool:
    """Tell whether frame ``index`` of one stream and ``index + shift`` of another decode alike."""
    own, other = left[index], right[index + shift]
    if own.side != other.side:
        return False
    bits = heard_bits(left, index)
    return bits is not None and bits == heard_bits(right, index + shift)


def info_frame(*, like: bytes, frames: int, size: int, samples: Samples, crc: int) -> bytes:
    """Make the Info frame that stands first.

    Args:
        like: any frame of the stream (rate, channels and bit rate are taken from it).
        frames: count of the stream's frames.
        size: bytes of the stream's frames.
        samples: length of the sound that was encoded.
        crc: CRC-16 of the stream's frames.
    """
    version, mono = like[1] >> 3 & 3, like[3] >> 6 == _MONO
    rate = Hertz(_RATE_ORDER[version][like[2] >> 2 & 3])
    side = _SIDE_INFO[version == 3, 1 if mono else 2]
    header, length = _roomy_header(like, _HEADER + side + 156)
    whole = size + length
    padding = max(0, frames * frame_samples(rate) - ENCODER_DELAY - samples)
    toc = bytes(min(255, (length + size * part // 100) * 256 // whole) for part in range(100))
    bitrate = (MPEG1_BITRATES if version == 3 else MPEG2_BITRATES)[(like[2] >> 4) - 1]
    body = b"".join(
        (
            header,
            bytes(side),
            b"Info\x00\x00\x00\x0f",
            frames.to_bytes(4, "big"),
            whole.to_bytes(4, "big"),
            toc,
            (57).to_bytes(4, "big"),
            _ENCODER,
            bytes((_CONSTANT_BIT_RATE, _LOWPASS_UNKNOWN)),
            bytes(8),
            bytes((0x24, min(255, bitrate // 1000))),
            (ENCODER_DELAY << 12 | padding).to_bytes(3, "big"),
            bytes((_misc(mono, rate), 0, 0, 0)),
            whole.to_bytes(4, "big"),
            crc.to_bytes(2, "big"),
        )
    )
    return (body + crc16(body).to_bytes(2, "big")).ljust(length, b"\0")


def told_crc(stream: BinaryIO) -> int:
    """Read an Info frame at the start of a file, and give the CRC of what follows it."""
    head = stream.read(_HEADER)
    info = head + stream.read(_length(head) - _HEADER)
    side = _SIDE_INFO[head[1] >> 3 & 3 == 3, 1 if head[3] >> 6 == _MONO else 2]
    place = _HEADER + side + _CRC_AT
    return int.from_bytes(info[place : place + 2], "big")


def _misc(mono: bool, rate: Hertz) -> int:
    """Return the byte of stereo mode (mono 0, joint 3) and source rate (the rate encoded)."""
    source = 0 if rate <= 32_000 else 1 if rate == 44_100 else 2
    return source << 6 | (0 if mono else 3) << 2


def _roomy_header(like: bytes, needed: int) -> tuple[bytes, int]:
    """Return a header like another's, unpadded, without CRC, of the first bit rate with room."""
    headers = [
        bytes((0xFF, like[1] | 1, code << 4 | like[2] & 0x0C, like[3]))
        for code in range(like[2] >> 4, 15)
    ]
    header = next(header for header in headers if _length(header) >= needed)
    return header, _length(header)


_POLYNOMIAL = 0xA001
_LANE = 128
"""Bytes of a lane: all lanes go on together, one byte at a time, and are joined at the end."""


@lru_cache(maxsize=1)
def _table() -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    values = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        values = np.where(values & 1, values >> 1 ^ _POLYNOMIAL, values >> 1).astype(np.uint16)
    return values


def crc16(data: bytes, crc: int = 0) -> int:
    """Return the CRC-16 (ARC) of bytes, going on from an earlier one.

    >>> hex(crc16(b"123456789"))
    '0xbb3d'
    """
    table = _table()
    lanes = len(data) // _LANE
    if lanes > 1:
        rows = np.frombuffer(data, np.uint8, lanes * _LANE).reshape(lanes, _LANE)
        state = np.zeros(lanes, np.uint16)
        for column in np.ascontiguousarray(rows.T):
            state = table[(state ^ column) & 0xFF] ^ state >> 8
        low, high = _advance_tables()
        for lane in state.tolist():
            crc = low[crc & 0xFF] ^ high[crc >> 8] ^ lane
        data = data[lanes * _LANE :]
    plain = table.tolist()
    for byte in data:
        crc = plain[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc


@lru_cache(maxsize=1)
def _advance_tables() -> tuple[list[int], list[int]]:
    """Return, for both bytes of a CRC, what it becomes after a lane of zeros (a CRC is linear)."""
    table = _table()
    state = np.concatenate((np.arange(256), np.arange(256) << 8)).astype(np.uint16)
    for _ in range(_LANE):
        state = table[state & 0xFF] ^ state >> 8
    return state[:256].tolist(), state[256:].tolist()


def crc16_of_both(first: int, second: int, size: int) -> int:
    """Return the CRC-16 of two stretches in a row by their own; ``size`` is the second's, in bytes.

    >>> hex(crc16_of_both(crc16(b"1234"), crc16(b"56789"), 5))
    '0xbb3d'
    """
    step = 0
    while size:
        if size & 1:
            first = _applied(_zeros(step), first)
        size >>= 1
        step += 1
    return first ^ second


@lru_cache(maxsize=64)
def _zeros(step: int) -> tuple[int, ...]:
    """Return what becomes of each bit of a CRC after 2 ** step bytes of zeros."""
    if step == 0:
        return tuple(crc16(b"\0", 1 << bit) for bit in range(16))
    half = _zeros(step - 1)
    return tuple(_applied(half, value) for value in half)


def _applied(columns: tuple[int, ...], crc: int) -> int:
    value = 0
    for bit, column in enumerate(columns):
        if crc >> bit & 1:
            value ^= column
    return value


class Mp3Frames:
    """The frames of a finished file, to be read by their numbers; the Info frame is none.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "empty.mp3"
    >>> _ = path.write_bytes(b"")
    >>> len(Mp3Frames(path))
    0
    """

    def __init__(self, path: Path) -> None:
        """Read a file that `Mp3File` wrote."""
        self._data = path.read_bytes()
        sizes = [len(frame) for frame in frames_of(self._data)]
        self._places: list[int] = [0]
        for size in sizes:
            self._places.append(self._places[-1] + size)
        self._places = self._places[1:]
        self._crcs = [0]

    def __len__(self) -> int:
        return max(0, len(self._places) - 1)

    def read(self, first: int, last: int) -> list[bytes]:
        """Return the frames [first, last), as many of them as there are."""
        first, last = max(0, first), min(last, len(self))
        return [
            self._data[self._places[number] : self._places[number + 1]]
            for number in range(first, last)
        ]

    def stretch(self, first: int, last: int) -> memoryview:
        """Return the bytes of the frames [first, last)."""
        return memoryview(self._data)[self._places[first] : self._places[last]]

    def crc(self, first: int, last: int) -> int:
        """Return the CRC-16 of the bytes of the frames [first, last)."""
        size = self._places[last] - self._places[first]
        return crc16_of_both(self._crc_to(first), self._crc_to(last), size)

    def _crc_to(self, number: int) -> int:
        """Return the CRC of all frames before a number; what was reckoned is kept, by steps."""
        while len(self._crcs) <= number // _CRC_STEP:
            start = (len(self._crcs) - 1) * _CRC_STEP
            part = bytes(self.stretch(start, start + _CRC_STEP))
            self._crcs.append(crc16(part, self._crcs[-1]))
        start = number // _CRC_STEP * _CRC_STEP
        return crc16(bytes(self.stretch(start, number)), self._crcs[number // _CRC_STEP])


Listener = Callable[[list[bytes]], None]
"""Gets whole frames as they are written."""
_READ = 1 << 20
_CRC_STEP = 2048
"""Frames between two places whose CRC is kept."""


class Mp3File:
    """Writes frames, keeping a place for the Info frame that is known at the end."""

    def __init__(self, stream: BinaryIO) -> None:
        """Begin in an empty file."""
        self._stream = stream
        self._like = b""
        self._frames = self._size = self._crc = 0

    def write(self, frames: list[bytes]) -> None:
        """Add whole frames."""
        if frames and not self._like:
            self._like = frames[0]
            self._stream.write(bytes(len(self._info(Samples(0)))))
        data = b"".join(frames)
        self._stream.write(data)
        self._crc = crc16(data, self._crc)
        self._frames += len(frames)
        self._size += len(data)

    def finish(self, samples: Samples) -> None:
        """Write the Info frame of a sound of so many samples."""
        info = self._info(samples)
        self._stream.seek(0)
        self._stream.write(info)

    def _info(self, samples: Samples) -> bytes:
        return info_frame(
            like=self._like, frames=self._frames, size=self._size, samples=samples, crc=self._crc
        )


def is_intact(path: Path) -> bool:
    """Tell whether a file holds just the bytes that its Info frame was made for."""
    with path.open("rb") as stream:
        wanted, crc = told_crc(stream), 0
        while data := stream.read(_READ):
            crc = crc16(data, crc)
    return crc == wanted


TAG_HEADER = 10
"""Bytes of the head of an ID3v2 tag."""


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
    if not beginning.startswith(b"ID3") or len(beginning) < TAG_HEADER:
        return 0
    return TAG_HEADER + syncsafe(beginning[6:10])
