"""What the store of sound gives and takes: entries, payloads, keys, and the protocol of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from radioprog.kernel.canonical import digest
from radioprog.kernel.errors import BugError, DiskError
from radioprog.kernel.findings import Finding, Text
from radioprog.kernel.store_file import SCHEMA, Header, read_frames
from radioprog.kernel.units import Hertz, Samples

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
class Entry:
    """Sound found in the store, proven whole; read by frames, so its length costs no memory.

    It keeps the `radioprog.audio.events.BlockSource` protocol.
    """

    key: str
    path: Path
    header: Header

    @property
    def channels(self) -> int:
        """Give the number of channels."""
        return self.header.channels

    @property
    def rate(self) -> Hertz:
        """Give the sample rate."""
        return self.header.rate

    @property
    def length(self) -> Samples:
        """Give the length in frames."""
        return self.header.frames

    @property
    def fields(self) -> Mapping[str, Any]:
        """Give what the maker wrote beside the sound."""
        return self.header.fields

    @property
    def bare(self) -> Entry:
        """Give the sound without what was written beside it, to be kept in numbers."""
        return replace(self, header=replace(self.header, fields={}))

    def read(self, start: Samples, count: Samples) -> Frames:
        """Give exactly ``count`` frames from ``start`` on, shape (count, channels).

        Raises:
            BugError: ``outside-sound``, the stretch does not lie within the entry.
            DiskError: ``cache-entry-gone``, somebody removed the file by hand meanwhile.
        """
        if start < 0 or count < 0 or start + count > self.length:
            raise BugError.of(
                "outside-sound",
                Text("đọc ngoài phạm vi âm thanh", f"frames {start}+{count} of {self.length}"),
                Text("báo lỗi cho nhóm phát triển", "report this to the developers"),
            )
        try:
            return read_frames(self.path, self.header, start, count)
        except FileNotFoundError as problem:
            raise DiskError.of(
                "cache-entry-gone",
                Text("bộ nhớ đệm bị xóa giữa chừng", "the cache was removed while in use"),
                Text("chạy lại lệnh", "run the command again"),
            ) from problem

    def all(self) -> Frames:
        """Give all the frames at once; for short sound only."""
        return self.read(Samples(0), self.length)


Make = Callable[[], Payload]


class Store(Protocol):
    """What every store of sound can do, be it a folder or a bucket with a folder before it."""

    def get(self, key: str) -> Entry | None:
        """Give the entry, proven whole on this very read, or ``None``."""
        ...

    def get_or_make(self, key: str, make: Make) -> Entry:
        """Give the entry; whoever comes first makes it, all others wait for it."""
        ...

    def damage(self) -> tuple[Finding, ...]:
        """Give a warning for each entry that was found damaged since the store was opened."""
        ...


def key_of(parts: Mapping[str, Any]) -> str:
    """Give the key of what an entry depends on: SHA-256 of its canonical JSON.

    >>> key_of({"b": 1, "a": "ủy"}) == key_of({"a": "ủy", "b": 1})
    True
    >>> key_of({"a": 1}) == key_of({"a": "1"})
    False
    """
    return digest({"schema": SCHEMA, "of": dict(parts)})
