"""What was encoded before in this build: an MP3's chunks, found again by their sound.

Beside the encoder (`lame`). When a peak is turned down somewhere and a programme is encoded once
more, all chunks but that place's are the same. They lie on disk, in a file without a name.
"""

from __future__ import annotations

import os
import tempfile
import threading
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

from radioprog.audio.codecs.dither import Pcm16
from radioprog.audio.codecs.mp3 import frames_of
from radioprog.kernel.files import disk_errors


class Kept:
    """Frames by the key of their sound, for one form; threads may share it.

    >>> with Kept(Path(tempfile.gettempdir())) as kept:
    ...     kept.get(b"key") is None
    True
    """

    def __init__(self, folder: Path) -> None:
        """Begin empty, in a folder with room.

        Raises:
            DiskError: the folder cannot be written.
        """
        self._folder = folder
        self._places: dict[bytes, tuple[int, int]] = {}
        self._end = 0
        self._lock = threading.Lock()
        with disk_errors(folder):
            # Closed by `__exit__`.
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115

    def __enter__(self) -> Kept:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @staticmethod
    def key(pcm: Pcm16, *, is_last: bool) -> bytes:
        """Give the key of a sound; the last chunk of a programme is flushed, so it is another."""
        return blake2b(pcm.data.cast("B"), key=b"last" if is_last else b"").digest()

    def get(self, key: bytes) -> list[bytes] | None:
        """Give the whole frames that this sound became, if it was met before."""
        with self._lock:
            found = self._places.get(key)
        if found is None:
            return None
        start, size = found
        with disk_errors(self._folder):
            return list(frames_of(os.pread(self._file.fileno(), size, start)))

    def put(self, key: bytes, frames: list[bytes]) -> None:
        """Keep the frames of a sound.

        Raises:
            DiskError: ``disk-full`` and its kin.
        """
        data = b"".join(frames)
        with self._lock:
            start, self._end = self._end, self._end + len(data)
        rest, place = memoryview(data), start
        with disk_errors(self._folder):
            while rest:
                done = os.pwrite(self._file.fileno(), rest, place)
                rest, place = rest[done:], place + done
        with self._lock:
            self._places[key] = start, len(data)
