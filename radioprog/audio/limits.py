"""The bounds of what is taken for a recording, so that one bad file never stops the machine."""

from __future__ import annotations

from dataclasses import dataclass

from radioprog.kernel.units import Hertz, Seconds

LOWEST_RATE = Hertz(8_000)
HIGHEST_RATE = Hertz(192_000)
MOST_CHANNELS = 8


@dataclass(frozen=True, slots=True)
class ClipLimits:
    """How much of a recording is taken: length, bytes of file, patience a step, bytes of memory."""

    length: Seconds = Seconds(4 * 3600.0)
    size: int = 8 << 30
    patience: Seconds = Seconds(30.0)
    memory: int = 1 << 30
