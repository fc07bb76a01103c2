"""An MP3 file on disk: frames are written after a first one that tells how long all of it is.

Between the encoder (`lame`) and whoever reads the file; the layout is that of `mp3`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from radioprog.audio.mp3 import crc16, info_frame, told_crc
from radioprog.kernel.units import Samples

Listener = Callable[[list[bytes]], None]
"""Gets whole frames as they are written."""
_READ = 1 << 20


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
