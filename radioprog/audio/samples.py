"""Samples: what a decoder gives, of whatever type, as float32 that can be borne."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.events import Block

_FULL_SCALE = {"u8": 128.0, "s16": 32768.0, "s32": 2147483648.0, "s64": 9223372036854775808.0}
_LOUDEST = 1e4
"""Samples beyond 80 dB over full scale are damage, not sound."""


def as_float(sound: NDArray[Any], kind: str) -> NDArray[np.float32]:
    """Scale samples by the full scale of their type, by FFmpeg's name of it (u8, s16p, flt, ...).

    >>> as_float(np.array([[-32768, 16384]], np.int16), "s16").tolist()
    [[-1.0, 0.5]]
    """
    kind = kind.removesuffix("p")
    if kind not in _FULL_SCALE:
        return sound.astype(np.float32, copy=False)
    middle = np.float32(128.0 if kind == "u8" else 0.0)
    return (sound.astype(np.float32) - middle) * np.float32(1.0 / _FULL_SCALE[kind])


def with_channels(sound: Block, channels: int) -> Block:
    """Keep a stream's number of channels where a stretch in its midst has another."""
    if sound.shape[1] == channels:
        return sound
    mean = sound.mean(axis=1, keepdims=True, dtype=np.float32)
    return np.repeat(mean, channels, axis=1)


def bearable(sound: Block) -> tuple[Block, int]:
    """Silence samples that are no numbers or absurdly loud, and count them.

    >>> bearable(np.array([[0.5], [np.nan]], np.float32))[0].tolist()
    [[0.5], [0.0]]
    """
    if float(np.abs(sound).max(initial=0.0)) <= _LOUDEST:
        return sound, 0
    damaged = ~(np.abs(sound) <= _LOUDEST)
    return np.where(damaged, np.float32(0.0), sound), int(damaged.sum())
