"""What a sound file says of itself, what was met while decoding it, what one is to be: values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from radioprog.kernel.units import BitRate, Hertz, Samples, Seconds

_TICKS = 1_000_000
"""FFmpeg's ticks a second for a whole file."""


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


def described(stream: Any, container: Any, name: str) -> StreamInfo:
    """Read what FFmpeg found out about a stream of the container called ``name``."""
    context = stream.codec_context
    declared: Seconds | None = None
    if stream.duration is not None and stream.time_base is not None:
        declared = Seconds(float(stream.duration * stream.time_base))
        declared = Seconds(declared - pre_skip(context) / 48_000)
    elif container.duration is not None:
        declared = Seconds(container.duration / _TICKS)
    return StreamInfo(
        container=name,
        codec=str(context.codec.canonical_name),
        rate=Hertz(context.sample_rate or 0),
        channels=context.layout.nb_channels if context.layout else 0,
        names=tuple(c.name for c in context.layout.channels) if context.layout else (),
        bit_rate=bit_rate_of(stream, container),
        declared=declared,
        only_stream=len(container.streams) == 1,
    )


def pre_skip(context: Any) -> int:
    """Count the frames that an Opus stream in Ogg carries before its sound (RFC 7845)."""
    head = bytes(context.extradata or b"") if context.codec.canonical_name == "opus" else b""
    return int.from_bytes(head[10:12], "little") if head.startswith(b"OpusHead") else 0


def bit_rate_of(stream: Any, container: Any) -> BitRate | None:
    """Return the bit rate that a stream or else its file tells."""
    for rate in (stream.bit_rate, container.bit_rate):
        if rate:
            return BitRate(int(rate))
    return None
