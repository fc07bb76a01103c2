"""WAV as bytes: RIFF, and RF64 where a file outgrows 4 GiB, with any chunks before the sound.

The `wav` and `broadcast` deliveries. Layout after EBU Tech 3285 and ITU-R BS.2088: a ``JUNK``
chunk keeps the place of ``ds64``, so that the form is settled when the length is known.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.codecs.findings import NOT_OUR_WAV
from radioprog.kernel.errors import BugError
from radioprog.kernel.units import Hertz, Samples

LARGEST_RIFF = 0xFFFF_FFFF
"""Beyond this a file's size does not fit its header, and it becomes an RF64."""
_UNKNOWN = 0xFFFF_FFFF
_DS64_SIZE = 28
_PCM = 1


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk of a WAV file: its four letters and its content."""

    name: bytes
    content: bytes

    def to_bytes(self) -> bytes:
        """Return name, size, content, and the byte that makes the length even."""
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
) -> Samples:
    """Write whole numbers as a WAV file.

    Args:
        path: where to.
        pcm: int16 blocks (frames, channels) for 16 bits, int32 ones for 24 (values of 24 bits).
        rate: frames a second.
        channels: 1 or 2.
        bits: 16 or 24.
        chunks: what stands between format and sound, such as ``bext`` and ``cart``.

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
        stream.write(_head(head, before, size, width))
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


def _head(head: int, before: bytes, size: int, width: int, tail: int = 0) -> bytes:
    riff = head - 8 + size + size % 2 + tail
    if riff <= LARGEST_RIFF:
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
    """Return the bytes of whole numbers, little-endian.

    >>> packed(np.array([[1, -2]], np.int32), 24).hex()
    '010000feffff'
    """
    if bits == 16:
        return pcm.astype("<i2").tobytes()
    octets = np.ascontiguousarray(pcm, dtype="<i4").view(np.uint8).reshape(-1, 4)
    return octets[:, :3].tobytes()


@dataclass(frozen=True, slots=True)
class WavForm:
    """What a WAV file says of its sound."""

    rate: Hertz
    channels: int
    bits: int
    frames: Samples


def form_of(path: Path) -> WavForm:
    """Read what a WAV file says of its sound.

    Raises:
        BugError: ``not-our-wav``.
    """
    with path.open("rb") as stream:
        form, size = _opened(stream)
    _, channels, rate, _, width, bits = struct.unpack("<HHIIHH", form.content[:16])
    return WavForm(Hertz(rate), channels, bits, Samples(size // width))


def with_chunks(
    plain: Path, target: Path, chunks: Sequence[Chunk], *, after: Sequence[Chunk] = ()
) -> None:
    """Copy a WAV file that `write_wav` made, with chunks before its sound and ``after`` it.

    Raises:
        BugError: ``not-our-wav``.
    """
    with plain.open("rb") as source, target.open("wb") as stream:
        form, size = _opened(source)
        before = b"".join(chunk.to_bytes() for chunk in (form, *chunks))
        width = int.from_bytes(form.content[12:14], "little")
        tail = b"".join(chunk.to_bytes() for chunk in after)
        head = 12 + 8 + _DS64_SIZE + len(before) + 8
        stream.write(_head(head, before, size, width, len(tail)))
        shutil.copyfileobj(source, stream, 1 << 20)
        stream.write(tail)


def _opened(source: BinaryIO) -> tuple[Chunk, int]:
    """Read up to the first byte of sound; give the format and the sound's size."""
    head = source.read(12)
    form, size = Chunk(b"fmt ", b""), 0
    while len(header := source.read(8)) == 8:
        name, length = header[:4], int.from_bytes(header[4:], "little")
        if name == b"data":
            return form, size if head[:4] == b"RF64" else length
        content = source.read(length + length % 2)[:length]
        if name == b"ds64":
            size = int.from_bytes(content[8:16], "little")
        if name == b"fmt ":
            form = Chunk(name, content)
    raise BugError(NOT_OUR_WAV())
