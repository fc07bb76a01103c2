"""The walled decoder: a process of its own that meets strangers' sound files, one after another.

Run by `decode` as ``python -m radioprog.audio.decode_worker`` behind the wall of `kernel.tools`.
It checks what the file claims, decodes, folds, resamples and counts; whatever goes wrong is an
answer. If it dies, only one clip is lost.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from radioprog.audio import refusals
from radioprog.audio.events import Block
from radioprog.audio.ffmpeg import SoundReader
from radioprog.audio.fold import fold, folded_channels
from radioprog.audio.limits import HIGHEST_RATE, LOWEST_RATE, MOST_CHANNELS, ClipLimits
from radioprog.audio.resample import resample_stream
from radioprog.audio.whole import missing_part
from radioprog.audio.wire import Kind, pack_findings, send, send_json
from radioprog.kernel.errors import ContentError, RadioprogError
from radioprog.kernel.findings import Finding
from radioprog.kernel.units import Hertz, Seconds


def main() -> None:
    """Answer requests until the asker closes the pipe."""
    out = _wire_only()
    send(out, Kind.HELLO, b"")
    for line in sys.stdin.buffer:
        request = json.loads(line)
        try:
            _answer(request, out)
        except RadioprogError as problem:
            send_json(out, Kind.REFUSAL, pack_findings(problem.findings))
        except MemoryError:
            refusal = refusals.unreadable("cần quá nhiều bộ nhớ", "it asks for too much memory")
            send_json(out, Kind.REFUSAL, pack_findings(refusal.findings))


def _wire_only() -> BinaryIO:
    """Keep standard output for the wire: whatever a library prints goes to standard error."""
    out = os.fdopen(os.dup(1), "wb", buffering=1 << 20)
    os.dup2(2, 1)
    return out


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
            send_json(out, Kind.END, info)
            return
        rate = Hertz(request["rate"] or reader.info.rate)
        channels = reader.info.channels
        channels = folded_channels(channels) if request["fold"] else channels
        send_json(out, Kind.INFO, {**info, "given_rate": rate, "given_channels": channels})
        blocks = _limited(reader, limits)
        if request["fold"]:
            blocks = (fold(block, reader.info.names) for block in blocks)
        frames = 0
        for block in resample_stream(blocks, reader.info.rate, rate, channels=channels):
            frames += len(block)
            send(out, Kind.SAMPLES, np.ascontiguousarray(block, "<f4").data.cast("B"))
        findings = _findings(path, reader)
        if request["whole"]:
            errors = [found for found in findings if found.is_error]
            if errors:
                raise ContentError(errors)
        send_json(out, Kind.END, {"frames": frames, "findings": pack_findings(findings)})


def _check_file(path: Path, limits: ClipLimits) -> None:
    try:
        found = path.stat()
    except OSError as problem:
        raise refusals.missing() from problem
    if not stat.S_ISREG(found.st_mode):
        raise refusals.not_a_file()
    if found.st_size > limits.size:
        raise refusals.too_large(found.st_size, limits.size)


def _check_stream(reader: SoundReader, limits: ClipLimits) -> None:
    rate, channels = reader.info.rate, reader.info.channels
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise refusals.bad_rate(rate)
    if not 1 <= channels <= MOST_CHANNELS:
        raise refusals.bad_channels(channels)
    if reader.sniffed.counted and (reader.info.declared or 0.0) > limits.length:
        raise refusals.too_long(limits.length)


def _limited(reader: SoundReader, limits: ClipLimits) -> Iterator[Block]:
    most = limits.length * reader.info.rate
    for block in reader.blocks():
        if reader.tally.frames > most:
            raise refusals.too_long(limits.length)
        yield block


def _findings(path: Path, reader: SoundReader) -> list[Finding]:
    """Tell what is wrong with a file that was decoded to its end."""
    tally, rate = reader.tally, reader.info.rate
    if not tally.frames:
        raise refusals.unreadable("không có mẫu âm thanh nào", "there is not one sample in it")
    there = Seconds(tally.frames / rate)
    missing = missing_part(path, reader.sniffed, reader.info, tally)
    if missing is not None:
        return [refusals.truncated(there, missing)]
    if tally.damaged_packets or tally.damaged_samples:
        return [refusals.damaged(tally.damaged_packets, tally.damaged_samples)]
    return []


if __name__ == "__main__":
    main()
