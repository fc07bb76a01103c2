"""What was encoded before in this build: an MP3's chunks, found again by their sound.

Beside the encoder (`lame`). When a peak is turned down somewhere and a programme is encoded once
more, all chunks but that place's are the same. They lie on disk, in a file without a name.
"""

from __future__ import annotations

import threading
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

from radioprog.audio.codecs.dither import Pcm16
from radioprog.audio.codecs.mp3 import frames_of
from radioprog.kernel.scratch import ScratchFile


class Kept:
    """Frames by the key of their sound, for one form; threads may share it.

    >>> import tempfile
    >>> with Kept(Path(tempfile.gettempdir())) as kept:
    ...     kept.get(b"key") is None
    True
    """

    def __init__(self, folder: Path) -> None:
        """Begin empty, in a folder with room.

        Raises:
            DiskError: the folder cannot be written.
        """
        self._places: dict[bytes, tuple[int, int]] = {}
        self._lock = threading.Lock()
        self._scratch = ScratchFile(folder)

    def __enter__(self) -> Kept:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._scratch.close()

    @staticmethod
    def key(pcm: Pcm16, *, is_last: bool) -> bytes:
        """Return the key of a sound; the last chunk of a programme is flushed, so it is another."""
        return blake2b(pcm.data.cast("B"), key=b"last" if is_last else b"").digest()

    def get(self, key: bytes) -> list[bytes] | None:
        """Return the whole frames that this sound became, if it was met before."""
        with self._lock:
            found = self._places.get(key)
        if found is None:
            return None
        start, size = found
        return list(frames_of(bytes(self._scratch.read(start, size))))

    def put(self, key: bytes, frames: list[bytes]) -> None:
        """Keep the frames of a sound.

        Raises:
            DiskError: ``disk-full`` and its kin.
        """
        data = b"".join(frames)
        start = self._scratch.append(data)
        with self._lock:
            self._places[key] = start, len(data)
