"""Scratch: files and folders that nobody else sees; one is written at any place by several threads.

Plain reads and writes: a mapped file would count as memory. A file is gone with the process.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from radioprog.kernel.disk.opening import disk_errors

_AT_A_PLACE = hasattr(os, "preadv") and hasattr(os, "pwrite")
"""Whether the system reads and writes at a place without moving there first."""


@contextlib.contextmanager
def temporary_folder(prefix: str = "radioprog-") -> Iterator[Path]:
    """Make a folder that is gone when the block ends.

    Raises:
        DiskError: there is no room, or no folder for temporary files at all.
    """
    with disk_errors(_usual_place()):
        home = tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
    with home as name:
        yield Path(name)


def temporary_file() -> IO[bytes]:
    """Open a file without a name; whoever asked for it closes it.

    Raises:
        DiskError: there is no room, or no folder for temporary files at all.
    """
    with disk_errors(_usual_place()):
        return tempfile.TemporaryFile()


def _usual_place() -> Path:
    """Return where temporary files would be: asking the system fails where it can write nowhere."""
    return Path(os.environ.get("TMPDIR") or os.environ.get("TEMP") or "/tmp")


class ScratchFile:
    """Bytes on disk that nobody else sees.

    >>> with ScratchFile(Path(tempfile.gettempdir())) as scratch:
    ...     place = scratch.append(b"xin chao")
    ...     bytes(scratch.read(place + 4, 4))
    b'chao'
    """

    def __init__(self, folder: Path) -> None:
        """Open an empty one in a folder with room for it.

        Raises:
            DiskError: the folder cannot be written.
        """
        self._folder = folder
        self._end = 0
        self._lock = threading.Lock()
        with disk_errors(folder):
            # Closed by `close`: it lives longer than this function.
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115

    def __enter__(self) -> ScratchFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the room on disk."""
        self._file.close()

    def append(self, data: bytes | memoryview) -> int:
        """Write bytes at the end and return the place where they begin.

        Raises:
            DiskError: ``disk-full`` and its kin.
        """
        rest = memoryview(data).cast("B")
        with self._lock:
            start, self._end = self._end, self._end + len(rest)
        place = start
        with disk_errors(self._folder):
            while rest:
                done = self._write(rest, place)
                rest, place = rest[done:], place + done
        return start

    def read(self, place: int, size: int) -> bytearray:
        """Return ``size`` bytes from a place on."""
        data = bytearray(size)
        self.read_into(memoryview(data), place)
        return data

    def read_into(self, view: memoryview, place: int) -> None:
        """Fill a buffer with the bytes from a place on.

        Raises:
            EOFError: so much was never written; DiskError: the disk failed.
        """
        done = 0
        with disk_errors(self._folder):
            while done < len(view):
                taken = self._read(view[done:], place + done)
                if not taken:
                    raise EOFError("the scratch file is shorter than what was asked for")
                done += taken

    def _write(self, data: memoryview, place: int) -> int:
        if _AT_A_PLACE:
            return os.pwrite(self._file.fileno(), data, place)
        with self._lock:
            self._file.seek(place)
            return self._file.write(data)

    def _read(self, view: memoryview, place: int) -> int:
        if _AT_A_PLACE:
            return os.preadv(self._file.fileno(), [view], place)
        with self._lock:
            self._file.seek(place)
            return self._file.readinto(view)
