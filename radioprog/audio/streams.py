"""What a sound file says of itself, and what was met while it was decoded: plain values."""

from __future__ import annotations

import math
from dataclasses import dataclass

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


def declared_frames(info: StreamInfo) -> Samples | None:
    """Count the frames that a file declares, if it does."""
    if info.declared is None or not math.isfinite(info.declared):
        return None
    return Samples(round(info.declared * info.rate))
