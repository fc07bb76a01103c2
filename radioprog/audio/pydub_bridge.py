"""The bridge to pydub: the one module that knows it. pydub is how others hand sound over.

Inside, sound is float32 blocks; a pydub segment is whole-file integers, good for short clips and
for handing a finished programme to a program that uses pydub.
"""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Any, TypeGuard

import numpy as np

from radioprog.audio.timeline import Block
from radioprog.kernel.units import Hertz

if TYPE_CHECKING:
    from pydub import AudioSegment

_WIDTHS: dict[int, np.dtype[Any]] = {1: np.dtype("int8"), 2: np.dtype("<i2"), 4: np.dtype("<i4")}


def is_segment(value: Any) -> TypeGuard[AudioSegment]:
    """Tell whether a value is a pydub segment, without loading pydub for it.

    >>> is_segment("a path")
    False
    """
    module = sys.modules.get("pydub")
    return module is not None and isinstance(value, module.AudioSegment)


def from_segment(segment: AudioSegment) -> tuple[Block, Hertz]:
    """Return a segment's sound, shape (frames, channels), and its rate."""
    kind = _WIDTHS[segment.sample_width]
    whole = np.frombuffer(segment.raw_data, dtype=kind).reshape(-1, segment.channels)
    scale = np.float64(2.0 ** (8 * segment.sample_width - 1))
    return (whole / scale).astype(np.float32), Hertz(segment.frame_rate)


def to_segment(samples: Block, rate: Hertz, *, width: int = 2) -> AudioSegment:
    """Return sound of shape (frames, channels) as a segment of ``width`` bytes a sample (1, 2, 4).

    What is over full scale is clipped, for integers cannot hold it; samples are rounded.
    """
    kind = _WIDTHS[width]
    full = 2.0 ** (8 * width - 1)
    scaled = np.clip(np.rint(samples.astype(np.float64) * full), -full, full - 1.0)
    return _segment_class()(
        data=np.ascontiguousarray(scaled.astype(kind)).tobytes(),
        sample_width=width,
        frame_rate=int(rate),
        channels=samples.shape[1],
    )


def _segment_class() -> type[AudioSegment]:
    with warnings.catch_warnings():
        # pydub warns when it finds no ffmpeg program; nothing here needs one.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment as Segment
    segment_class: type[AudioSegment] = Segment
    return segment_class
