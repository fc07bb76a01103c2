"""The walled decoder: a process of its own that meets strangers' sound files, one after another.

Run by `decoder` as ``python -m radioprog.audio.decode.decode_worker`` (see `kernel.sandbox`).
It checks what the file claims, decodes, folds, resamples and counts; whatever goes wrong is an
answer. If it dies, only one clip is lost.

Wholeness: does a sound file hold as much as it says?

Recorders that lose power and copies that stop midway leave files that every player plays without
a word, only shorter. What the file declares is compared with what was counted.
"""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from radioprog.audio.codecs import findings as say
from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.codecs.sniff import MOV, Sniffed
from radioprog.audio.codecs.streams import StreamInfo, Tally, declared_frames
from radioprog.audio.convert import fold, folded_channels, resample_stream
from radioprog.audio.decode.worker import HIGHEST_RATE, LOWEST_RATE, MOST_CHANNELS, ClipLimits
from radioprog.audio.timeline import Block
from radioprog.kernel.disk.opening import open_regular, reason_of
from radioprog.kernel.errors import ContentError, RadioprogError
from radioprog.kernel.findings import Finding
from radioprog.kernel.sandbox.messages import (
    MessageKind,
    messages_only,
    requests,
    send,
    send_json,
)
from radioprog.kernel.units import Hertz, Seconds

_EXACT = frozenset({"flac", "mp3", MOV, "wv", "tta", "ape"})
"""Containers whose declared length is to the frame, or nearly."""
_TOLERANCE = 0.1
"""Seconds by which a whole file may be shorter than it declares."""
_UNKNOWN = (0, 0x7FFFFFFF, 0xFFFFFFFF)
"""What programs write as a length when they write into a pipe."""
_NEAR_THE_END = 0x7FFF0000
"""From here on a length is a placeholder less the size of some heads, not a length."""
_FAR_BEYOND, _LONG = 20, 1 << 28
"""So many times what is there, and more bytes than this: nobody's recording was cut so short."""
_MOST_CHUNKS = 10_000
_LAST_PAGES = 128 * 1024


def missing_part(path: Path, sniffed: Sniffed, info: StreamInfo, tally: Tally) -> float | None:
    """Return the part of a file that is missing at its end (0 to 1), ``None`` where none is known.

    ``0.0`` means that something is missing, but not how much.
    """
    if sniffed.container in _READERS:
        with path.open("rb") as stream:
            return _READERS[sniffed.container](stream, path.stat().st_size)
    declared = declared_frames(info)
    if sniffed.container not in _EXACT or not sniffed.counted or not declared:
        return None
    missing = declared - tally.frames
    return missing / declared if missing > _TOLERANCE * info.rate else None


def _chunked(stream: BinaryIO, size: int) -> float | None:
    """Look for the sound's chunk in RIFF, RF64, BW64 and AIFF."""
    big_endian = stream.read(12)[:4] == b"FORM"
    head, wanted = (
        struct.Struct(">4sI" if big_endian else "<4sI"),
        b"SSND" if big_endian else b"data",
    )
    at, long_size = 12, 0
    while at + head.size <= size:
        stream.seek(at)
        name, length = head.unpack(stream.read(head.size))
        if name == b"ds64":
            stream.seek(at + 16)
            long_size = int.from_bytes(stream.read(8), "little")
        if name == wanted:
            return _missing(at + head.size, long_size if length in _UNKNOWN else length, size)
        at += head.size + length + length % 2
    return None


def _wave64(stream: BinaryIO, size: int) -> float | None:
    """Look for the sound's chunk in Sony Wave64: 16 bytes of name, lengths that hold the head."""
    at = 40
    for _ in range(_MOST_CHUNKS):
        if at + 24 > size:
            break
        stream.seek(at)
        name, length = struct.unpack("<4s12xQ", stream.read(24))
        if name == b"data":
            return _missing(at + 24, length - 24, size)
        at += max(24, length + -length % 8)
    return None


def _core(stream: BinaryIO, size: int) -> float | None:
    """Look for the sound's chunk in Apple's Core Audio Format."""
    at = 8
    for _ in range(_MOST_CHUNKS):
        if at + 12 > size:
            break
        stream.seek(at)
        name, length = struct.unpack(">4sq", stream.read(12))
        if name == b"data" or length < 0:
            return _missing(at + 12, length, size)
        at += 12 + length
    return None


def _missing(start: int, length: int, size: int) -> float | None:
    """Return the missing part of a stretch of bytes; a length nobody knew is not missing."""
    missing = start + length - size
    if length <= 0 or missing <= 1 or _is_placeholder(length, size - start):
        return None
    return missing / length


def _is_placeholder(length: int, there: int) -> bool:
    """Tell whether a writer that could not know the length put this instead (streaming speech)."""
    if length in _UNKNOWN or _NEAR_THE_END <= length <= 0xFFFFFFFF:
        return True
    far_beyond = length > _FAR_BEYOND * max(there, 1)
    return far_beyond and (length > _LONG or length % 1_000_000 == 0)


def is_open_ended(path: Path, sniffed: Sniffed) -> bool:
    """Tell whether a RIFF file's own length is a placeholder, with the sound last in it."""
    if _READERS.get(sniffed.container) is not _chunked:
        return False
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(12)
        at = 12
        while head[:4] == b"RIFF" and at + 8 <= size:
            stream.seek(at)
            name, length = struct.unpack("<4sI", stream.read(8))
            if name == b"data":
                there = size - at - 8
                return length != there and _is_placeholder(length, there)
            at += 8 + length + length % 2
    return False


def _sun(stream: BinaryIO, size: int) -> float | None:
    _, start, length = struct.unpack(">4sII", stream.read(12).ljust(12, b"\0"))
    return _missing(start, length, size)


def _ogg(stream: BinaryIO, size: int) -> float | None:
    """Look whether the last page is whole and says that it is the last."""
    start = max(0, size - _LAST_PAGES)
    stream.seek(start)
    end = stream.read()
    at = end.rfind(b"OggS")
    if at < 0 or len(end) < at + 27:
        return 0.0
    segments = end[at + 27 : at + 27 + end[at + 26]]
    whole = len(end) >= at + 27 + end[at + 26] + sum(segments)
    return None if whole and end[at + 5] & 4 else 0.0


_READERS = {
    "wav": _chunked,
    "aiff": _chunked,
    "w64": _wave64,
    "caf": _core,
    "au": _sun,
    "ogg": _ogg,
}


def main() -> None:
    """Answer requests until the asker closes the pipe."""
    out = messages_only()
    send_json(out, MessageKind.HELLO, {})
    for request in requests():
        try:
            _answer(request, out)
        except RadioprogError as problem:
            _refuse(out, problem)
        except MemoryError:
            _refuse(out, ContentError(say.UNREADABLE(why=say.TOO_MUCH_MEMORY)))


def _refuse(out: BinaryIO, problem: RadioprogError) -> None:
    send_json(out, MessageKind.REFUSAL, [found.to_record() for found in problem.findings])


def _answer(request: dict[str, Any], out: BinaryIO) -> None:
    path = Path(request["path"])
    limits = ClipLimits(**request["limits"])
    _check_file(path, limits)
    with SoundReader(path) as reader:
        _check_stream(reader, limits)
        info = asdict(reader.info)
        if request["op"] == "probe":
            if not reader.sniffed.counted or reader.info.declared is None:
                info["declared"] = reader.length_by_packets()
            send_json(out, MessageKind.END, info)
            return
        rate = Hertz(request["rate"] or reader.info.rate)
        channels = reader.info.channels
        channels = folded_channels(channels) if request["fold"] else channels
        send_json(out, MessageKind.FACTS, {**info, "given_rate": rate, "given_channels": channels})
        blocks = _limited(reader, limits)
        if request["fold"]:
            blocks = (fold(block, reader.info.names) for block in blocks)
        frames = 0
        for block in resample_stream(blocks, reader.info.rate, rate, channels=channels):
            frames += len(block)
            send(out, MessageKind.DATA, np.ascontiguousarray(block, "<f4").data.cast("B"))
        findings = _findings(path, reader)
        if request["whole"]:
            errors = [found for found in findings if found.is_error]
            if errors:
                raise ContentError(errors)
        records = [found.to_record() for found in findings]
        send_json(out, MessageKind.END, {"frames": frames, "findings": records})


def _check_file(path: Path, limits: ClipLimits) -> None:
    try:
        found = path.stat()
    except OSError as problem:
        raise ContentError(say.MISSING()) from problem
    if not stat.S_ISREG(found.st_mode):
        raise ContentError(say.NOT_A_FILE())
    if found.st_size > limits.size:
        raise ContentError(say.TOO_LARGE(there=found.st_size / 1e9, most=limits.size / 1e9))
    try:
        with open_regular(path) as stream:
            stream.read(1)
    except PermissionError as problem:
        raise ContentError(say.FORBIDDEN()) from problem
    except OSError as problem:
        raise ContentError(say.DISK_FAILS(reason=reason_of(problem))) from problem


def _check_stream(reader: SoundReader, limits: ClipLimits) -> None:
    rate, channels = reader.info.rate, reader.info.channels
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise ContentError(say.BAD_RATE(rate=rate))
    if not 1 <= channels <= MOST_CHANNELS:
        raise ContentError(say.BAD_CHANNELS(channels=channels))
    if reader.sniffed.counted and (reader.info.declared or 0.0) > limits.length:
        raise ContentError(say.TOO_LONG(hours=limits.length / 3600))


def _limited(reader: SoundReader, limits: ClipLimits) -> Iterator[Block]:
    most = limits.length * reader.info.rate
    for block in reader.blocks():
        if reader.tally.frames > most:
            raise ContentError(say.TOO_LONG(hours=limits.length / 3600))
        yield block


def _truncated(there: Seconds, missing: float) -> Finding:
    """Say that the end is missing (``missing`` of the whole; 0 where nobody knows)."""
    more = {"seconds_found": round(there, 3)}
    if 0.0 < missing < 1.0:
        return say.TRUNCATED_OF(there=there, whole=there / (1.0 - missing), details=more)
    return say.TRUNCATED(there=there, details=more)


def _findings(path: Path, reader: SoundReader) -> list[Finding]:
    """Tell what is wrong with a file that was decoded to its end."""
    tally, rate = reader.tally, reader.info.rate
    if not tally.frames:
        raise ContentError(say.UNREADABLE(why=say.NOT_ONE_SAMPLE))
    there = Seconds(tally.frames / rate)
    missing = missing_part(path, reader.sniffed, reader.info, tally)
    if missing is not None:
        return [_truncated(there, missing)]
    if is_open_ended(path, reader.sniffed):
        return [say.OPEN_ENDED(there=there)]
    if tally.damaged_packets or tally.damaged_samples:
        counts = (tally.damaged_packets, tally.damaged_samples)
        more = {"damaged_packets": counts[0], "damaged_samples": counts[1]}
        return [say.DAMAGED(packets=counts[0], samples=counts[1], details=more)]
    return []


if __name__ == "__main__":
    main()
