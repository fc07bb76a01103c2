"""What a sound file says of itself, what was met while decoding it, what one is to be: values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from radioprog.kernel.units import BitRate, Hertz, Samples, Seconds


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """What a file says of its first sound stream; ``declared`` is its length if it tells."""

    container: str
    codec: str
    rate: Hertz
    channels: int
    names: tuple[str, ...]
    bit_rate: BitRate | None
    declared: Seconds | None
    only_stream: bool = True


@dataclass(slots=True)
class Tally:
    """What was met while decoding."""

    frames: Samples = Samples(0)
    damaged_packets: int = 0
    damaged_samples: int = 0


@dataclass(frozen=True, slots=True)
class WriterForm:
    """What FFmpeg is to make: its names of muxer, encoder, sample format, and the figures."""

    muxer: str
    encoder: str
    sample_format: str
    rate: Hertz
    channels: int
    bit_rate: BitRate | None = None


def declared_frames(info: StreamInfo) -> Samples | None:
    """Count the frames that a file declares, if it does."""
    if info.declared is None or not math.isfinite(info.declared):
        return None
    return Samples(round(info.declared * info.rate))


def pre_skip(context: Any) -> int:
    """Count the frames that an Opus stream in Ogg carries before its sound (RFC 7845)."""
    head = bytes(context.extradata or b"") if context.codec.canonical_name == "opus" else b""
    return int.from_bytes(head[10:12], "little") if head.startswith(b"OpusHead") else 0


def bit_rate_of(stream: Any, container: Any) -> BitRate | None:
    """Give the bit rate that a stream or else its file tells."""
    for rate in (stream.bit_rate, container.bit_rate):
        if rate:
            return BitRate(int(rate))
    return None
