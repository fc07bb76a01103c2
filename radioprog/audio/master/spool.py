"""The spool: a mix kept on disk between passes, in a file without a name."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from types import TracebackType

import numpy as np

from radioprog.audio.timeline import Block
from radioprog.kernel.scratch import ScratchFile
from radioprog.kernel.units import Samples

_TYPE = np.dtype("<f4")
_READ = Samples(48_000)
_START = Samples(0)


class Spool:
    """Sound that was written once and can be read many times, by several threads.

    >>> import tempfile
    >>> with Spool(Path(tempfile.gettempdir()), channels=2) as spool:
    ...     spool.write(np.ones((3, 2), np.float32))
    ...     [block.shape for block in spool.blocks()]
    [(3, 2)]
    """

    def __init__(self, folder: Path, *, channels: int) -> None:
        """Open an empty spool in a folder with room for it.

        Raises:
            DiskError: the folder cannot be written.
        """
        self.channels: int = channels
        self.frames: Samples = Samples(0)
        self._ended = False
        self._scratch = ScratchFile(folder)

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def end(self) -> None:
        """Let nobody read on: threads that still do, get a `CancelledError`."""
        self._ended = True

    def close(self) -> None:
        """Free the room on disk."""
        self._scratch.close()

    def write(self, block: Block) -> None:
        """Add a block at the end.

        Raises:
            DiskError: ``disk-full`` and its kin.
        """
        self._scratch.append(np.ascontiguousarray(block, dtype=_TYPE).data)
        self.frames = Samples(self.frames + len(block))

    def blocks(self, start: Samples = _START, size: Samples = _READ) -> Iterator[Block]:
        """Return the frames from ``start`` to the end."""
        for first in range(start, self.frames, size):
            if self._ended:
                raise CancelledError
            yield self.read(Samples(first), Samples(min(size, self.frames - first)))

    def read(self, start: Samples, count: Samples) -> Block:
        """Return ``count`` frames from ``start`` on."""
        sound = np.empty((count, self.channels), _TYPE)
        place = start * self.channels * _TYPE.itemsize
        if sound.size:
            self._scratch.read_into(sound.data.cast("B"), place)
        return sound
