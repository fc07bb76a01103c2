"""WAV as bytes: RIFF, and RF64 where a file outgrows 4 GiB, with any chunks before the sound.

The `wav` and `broadcast` deliveries. Layout after EBU Tech 3285 and ITU-R BS.2088: a ``JUNK``
chunk keeps the place of ``ds64``, so that the form is settled when the length is known.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from radioprog.kernel.errors import BugError
from radioprog.kernel.findings import Text
from radioprog.kernel.units import Hertz, Samples

_LARGEST_RIFF = 0xFFFF_FFFF
_UNKNOWN = 0xFFFF_FFFF
_DS64_SIZE = 28
_PCM = 1


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk of a WAV file: its four letters and its content."""

    name: bytes
    content: bytes

    def to_bytes(self) -> bytes:
        """Give name, size, content, and the byte that makes the length even."""
        size = struct.pack("<I", len(self.content))
        return self.name + size + self.content + b"\0" * (len(self.content) % 2)


def write_wav(
    path: Path,
    pcm: Iterable[NDArray[np.int16] | NDArray[np.int32]],
    *,
    rate: Hertz,
    channels: int,
    bits: int,
    chunks: Sequence[Chunk] = (),
    largest: int = _LARGEST_RIFF,
) -> Samples:
    """Write whole numbers as a WAV file.

    Args:
        path: where to.
        pcm: int16 blocks (frames, channels) for 16 bits, int32 ones for 24 (values of 24 bits).
        rate: frames a second.
        channels: 1 or 2.
        bits: 16 or 24.
        chunks: what stands between format and sound, such as ``bext`` and ``cart``.
        largest: beyond this many bytes the file becomes an RF64.

    Returns:
        The frames written.
    """
    width = channels * bits // 8
    form = struct.pack("<HHIIHH", _PCM, channels, rate, rate * width, width, bits)
    before = b"".join(chunk.to_bytes() for chunk in (Chunk(b"fmt ", form), *chunks))
    head = 12 + 8 + _DS64_SIZE + len(before) + 8
    with path.open("wb") as stream:
        stream.write(bytes(head))
        size = _write_sound(stream, pcm, bits)
        stream.seek(0)
        stream.write(_head(head, before, size, width, largest))
    return Samples(size // width)


def _write_sound(
    stream: BinaryIO, pcm: Iterable[NDArray[np.int16] | NDArray[np.int32]], bits: int
) -> int:
    size = 0
    for block in pcm:
        data = packed(block, bits)
        stream.write(data)
        size += len(data)
    stream.write(b"\0" * (size % 2))
    return size


def _head(head: int, before: bytes, size: int, width: int, largest: int) -> bytes:
    riff = head - 8 + size + size % 2
    if riff <= largest:
        return b"".join(
            (
                b"RIFF" + struct.pack("<I", riff) + b"WAVE",
                Chunk(b"JUNK", bytes(_DS64_SIZE)).to_bytes(),
                before,
                b"data" + struct.pack("<I", size),
            )
        )
    lengths = struct.pack("<QQQI", riff, size, size // width, 0)
    return b"".join(
        (
            b"RF64" + struct.pack("<I", _UNKNOWN) + b"WAVE",
            Chunk(b"ds64", lengths).to_bytes(),
            before,
            b"data" + struct.pack("<I", _UNKNOWN),
        )
    )


def packed(pcm: NDArray[np.int16] | NDArray[np.int32], bits: int) -> bytes:
    """Give the bytes of whole numbers, little-endian.

    >>> packed(np.array([[1, -2]], np.int32), 24).hex()
    '010000feffff'
    """
    if bits == 16:
        return pcm.astype("<i2").tobytes()
    octets = np.ascontiguousarray(pcm, dtype="<i4").view(np.uint8).reshape(-1, 4)
    return octets[:, :3].tobytes()


def replace_chunk(path: Path, chunk: Chunk) -> None:
    """Put new content of the same size into a chunk that stands before the sound.

    Raises:
        BugError: ``no-such-chunk``, there is no chunk of that name and size.
    """
    with path.open("r+b") as stream:
        place = 12
        stream.seek(place)
        while len(header := stream.read(8)) == 8 and header[:4] != b"data":
            name, size = header[:4], int.from_bytes(header[4:], "little")
            if name == chunk.name and size == len(chunk.content):
                stream.write(chunk.content)
                return
            place += 8 + size + size % 2
            stream.seek(place)
    raise BugError.of(
        "no-such-chunk",
        Text("tệp WAV không có khối cần ghi", f"the WAV file has no chunk {chunk.name!r}"),
        Text(
            "đây là lỗi của radioprog, xin báo cho chúng tôi",
            "this is a mistake in radioprog; please report it",
        ),
    )
