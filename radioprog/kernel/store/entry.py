"""What the store of sound gives and takes: entries, payloads, keys, and the protocol of a store.

The file of a store's entry: sound, then what it is, then the proof that all of it is there.

::

    magic                16 bytes
    frames               float32, little-endian, channels interleaved
    header               canonical JSON: schema, key, channels, rate, frames, fields
    trailer              length of the frames, length of the header, SHA-256 of all before, magic

The trailer comes last, so that sound of any length is written in one pass and a file that was
cut short has no proof. Whoever proves the whole file keeps a check sum of each block of its frames,
so that what is read of it later, hours later in a long mix, is judged on that very read.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from radioprog.kernel.canonical import canonical_json, digest
from radioprog.kernel.errors import BugError, DiskError
from radioprog.kernel.findings import Finding
from radioprog.kernel.store.findings import ENTRY_CHANGED, ENTRY_GONE, OUTSIDE_SOUND
from radioprog.kernel.units import Hertz, Samples

SCHEMA = 1
MAGIC = b"radioprog.store\n"
END = b"radioprog.whole\n"
_TRAILER = struct.Struct("<QQ32s16s")
_CHUNK = 1 << 20
_HEADER_LIMIT = 16 << 20
FRAME_TYPE = np.dtype("<f4")
BLOCK = 1 << 15
"""So many bytes of frames have a check sum of their own; `_CHUNK` is a multiple of it."""


class Damaged(Exception):
    """An entry that does not prove itself; the text says which proof failed."""


@dataclass(frozen=True, slots=True)
class Header:
    """What an entry says of its sound; ``sums`` are those of its blocks, kept by who proved it."""

    channels: int
    rate: Hertz
    frames: Samples
    fields: Mapping[str, Any]
    sums: array[int] = field(default_factory=lambda: array("I"), compare=False, repr=False)


class _Sums:
    """The CRC-32 of each block of frames, from pieces of any size."""

    def __init__(self) -> None:
        self.done = array("I")
        self._crc, self._filled = 0, 0

    def push(self, raw: bytes) -> None:
        view = memoryview(raw)
        while view:
            piece = view[: BLOCK - self._filled]
            self._crc = zlib.crc32(piece, self._crc)
            self._filled += len(piece)
            if self._filled == BLOCK:
                self._end()
            view = view[len(piece) :]

    def _end(self) -> None:
        self.done.append(self._crc)
        self._crc, self._filled = 0, 0

    def result(self) -> array[int]:
        if self._filled:
            self._end()
        return self.done


def write_entry(
    path: Path,
    key: str,
    blocks: Iterable[NDArray[np.float32]],
    channels: int,
    rate: Hertz,
    fields: Mapping[str, Any],
) -> Header:
    """Write an entry's file in one pass; ``fields`` is read after the last block."""
    digest, sums, size = hashlib.sha256(MAGIC), _Sums(), 0
    with path.open("wb") as stream:
        stream.write(MAGIC)
        for block in blocks:
            raw = np.ascontiguousarray(block, dtype=FRAME_TYPE).reshape(-1, channels).tobytes()
            digest.update(raw)
            sums.push(raw)
            stream.write(raw)
            size += len(raw)
        frames = Samples(size // (4 * channels))
        header = Header(channels, rate, frames, dict(fields), sums.result())
        raw = _header_bytes(key, header)
        digest.update(raw)
        stream.write(raw)
        stream.write(_TRAILER.pack(size, len(raw), digest.digest(), END))
    return header


def _header_bytes(key: str, header: Header) -> bytes:
    content = {
        "schema": SCHEMA,
        "key": key,
        "channels": header.channels,
        "rate": header.rate,
        "frames": header.frames,
        "fields": header.fields,
    }
    return canonical_json(content)


def prove(stream: IO[bytes], key: str) -> Header:
    """Read an entry's whole file and give its header.

    Raises:
        Damaged: magic, lengths, hash, schema, key or sample count do not hold.
    """
    total = stream.seek(0, os.SEEK_END)
    if total < len(MAGIC) + _TRAILER.size:
        raise Damaged("length")
    stream.seek(total - _TRAILER.size)
    size, header_size, proof, end = _TRAILER.unpack(stream.read(_TRAILER.size))
    if end != END:
        raise Damaged("trailer")
    if header_size > _HEADER_LIMIT or len(MAGIC) + size + header_size + _TRAILER.size != total:
        raise Damaged("length")
    stream.seek(0)
    digest = hashlib.sha256()
    if _hashed(stream, digest, len(MAGIC)) != MAGIC:
        raise Damaged("magic")
    sums = _Sums()
    _hashed(stream, digest, size, sums)
    header = _hashed(stream, digest, header_size)
    if digest.digest() != proof:
        raise Damaged("sha256")
    return replace(_checked(header, key, size), sums=sums.result())


def _hashed(
    stream: IO[bytes], digest: hashlib._Hash, size: int, sums: _Sums | None = None
) -> bytes:
    """Hash a stretch and return it; of frames, which may be long, only the sums are kept."""
    kept = bytearray()
    while size:
        chunk = stream.read(min(size, _CHUNK))
        if not chunk:
            raise Damaged("length")
        digest.update(chunk)
        size -= len(chunk)
        if sums is None:
            kept += chunk
        else:
            sums.push(chunk)
    return bytes(kept)


def _checked(raw: bytes, key: str, size: int) -> Header:
    try:
        content = json.loads(raw)
        header = Header(
            content["channels"],
            Hertz(content["rate"]),
            Samples(content["frames"]),
            content["fields"],
        )
        schema, its_key = content["schema"], content["key"]
    except (ValueError, KeyError, TypeError) as problem:
        raise Damaged("header") from problem
    if schema != SCHEMA:
        raise Damaged("schema")
    if its_key != key:
        raise Damaged("key")
    if header.frames * header.channels * FRAME_TYPE.itemsize != size:
        raise Damaged("samples")
    return header


def read_frames(path: Path, header: Header, start: Samples, count: Samples) -> NDArray[np.float32]:
    """Read a stretch of an entry that was proven before; shape (count, channels).

    Raises:
        Damaged: the blocks are no longer those that were proven.
        FileNotFoundError: the file is gone, or was cut.
    """
    frame = FRAME_TYPE.itemsize * header.channels
    begin, end = start * frame, (start + count) * frame
    first = begin - begin % BLOCK
    last = min(-(-end // BLOCK) * BLOCK, header.frames * frame) if count else first
    raw = np.empty(last - first, dtype=np.uint8)
    with path.open("rb", buffering=0) as stream:
        stream.seek(len(MAGIC) + first)
        view = raw.data if raw.size else memoryview(b"")
        while view:
            got = stream.readinto(view)
            if not got:
                raise FileNotFoundError(path)
            view = view[got:]
    for number, at in enumerate(range(0, len(raw), BLOCK), first // BLOCK):
        if zlib.crc32(raw.data[at : at + BLOCK]) != header.sums[number]:
            raise Damaged("block")
    wanted = raw[begin - first : end - first] if count else raw
    return wanted.view(FRAME_TYPE).reshape(count, header.channels)


Frames = NDArray[np.float32]
"""Sound of shape (frames, channels), float32, full scale ±1."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What is put into the store: frames block by block, and a few plain fields about them.

    ``blocks`` have shape (frames, channels), or (frames,) for one channel. ``fields`` (JSON
    values) is read after the last block, so its owner may fill it while the blocks are made.
    """

    blocks: Iterable[Frames]
    channels: int
    rate: Hertz
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoreEntry:
    """Sound found in the store, proven whole; read by frames, so its length costs no memory.

    It keeps the `radioprog.audio.timeline.BlockSource` protocol.
    """

    key: str
    path: Path
    header: Header

    @property
    def channels(self) -> int:
        """Return the number of channels."""
        return self.header.channels

    @property
    def rate(self) -> Hertz:
        """Return the sample rate."""
        return self.header.rate

    @property
    def length(self) -> Samples:
        """Return the length in frames."""
        return self.header.frames

    @property
    def fields(self) -> Mapping[str, Any]:
        """Return what the maker wrote beside the sound."""
        return self.header.fields

    @property
    def bare(self) -> StoreEntry:
        """Return the sound without what was written beside it, to be kept in numbers."""
        return replace(self, header=replace(self.header, fields={}))

    def read(self, start: Samples, count: Samples) -> Frames:
        """Return exactly ``count`` frames from ``start`` on, shape (count, channels).

        Raises:
            BugError: ``outside-sound``, the stretch does not lie within the entry.
            DiskError: ``cache-entry-gone``, somebody removed the file by hand meanwhile;
                ``cache-entry-changed``, it is no longer what was proven.
        """
        if start < 0 or count < 0 or start + count > self.length:
            raise BugError(OUTSIDE_SOUND(start=start, count=count, length=self.length))
        try:
            return read_frames(self.path, self.header, start, count)
        except FileNotFoundError as problem:
            raise DiskError(ENTRY_GONE()) from problem
        except Damaged as problem:
            raise DiskError(ENTRY_CHANGED()) from problem

    def all(self) -> Frames:
        """Return all the frames at once; for short sound only."""
        return self.read(Samples(0), self.length)


Make = Callable[[], Payload]


class Store(Protocol):
    """What every store of sound can do, be it a folder or a bucket with a folder before it."""

    def get(self, key: str) -> StoreEntry | None:
        """Return the entry, proven whole on this very read, or ``None``."""
        ...

    def get_or_make(self, key: str, make: Make) -> StoreEntry:
        """Return the entry; whoever comes first makes it, all others wait for it."""
        ...

    def damage(self) -> tuple[Finding, ...]:
        """Return a warning for each entry that was found damaged since the store was opened."""
        ...


def key_of(parts: Mapping[str, Any]) -> str:
    """Return the key of what an entry depends on: SHA-256 of its canonical JSON.

    >>> key_of({"b": 1, "a": "ủy"}) == key_of({"a": "ủy", "b": 1})
    True
    >>> key_of({"a": 1}) == key_of({"a": "1"})
    False
    """
    return digest({"schema": SCHEMA, "of": dict(parts)})
