"""Preparing deliveries: the mix is rendered once, and brought to each rate that is asked for.

Between the mix and the master. Deliveries of the same channels and rate share one prepared sound:
resampled, high-passed where asked, measured, and kept in a spool for the encoders to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from radioprog.audio.events import Block
from radioprog.audio.formats import DeliveryFormat
from radioprog.audio.meter import Loudness, LoudnessMeter, Series
from radioprog.audio.pipeline import ahead, fan_out
from radioprog.audio.resample import resample_stream
from radioprog.audio.spool import Spool
from radioprog.audio.survey import Survey
from radioprog.audio.weighting import HighPass
from radioprog.kernel.units import MIX_RATE, Hertz

Render = Callable[[int], Iterable[Block]]
"""Gives the mix afresh, as float32 blocks at the mix rate, for a number of channels."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides how a mix is prepared: deliveries of one shape share it."""

    channels: int
    rate: Hertz
    high_pass: Hertz | None = None

    @classmethod
    def of(cls, form: DeliveryFormat) -> Shape:
        """Give the shape of a delivery."""
        return cls(form.channels, form.sample_rate, form.high_pass)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A mix in one shape: its sound, and how loud it is as mixed.

    ``momentary`` is the momentary loudness every 100 ms, by which integrated loudness is reckoned.
    """

    shape: Shape
    sound: Spool
    loudness: Loudness
    momentary: Series
    survey: Survey

    def close(self) -> None:
        """Give the disk's room back."""
        self.survey.close()
        self.sound.close()


def prepare(
    render: Render, forms: Sequence[DeliveryFormat], *, folder: Path
) -> dict[Shape, Prepared]:
    """Render a mix once, and prepare it in each shape that the deliveries need.

    Args:
        render: gives the mix.
        forms: the deliveries.
        folder: where the spools lie until they are closed.

    Raises:
        DiskError: the folder has not enough room.
    """
    shapes = sorted(
        {Shape.of(form) for form in forms},
        key=lambda shape: (shape.channels, shape.rate, shape.high_pass or 0),
    )
    channels = max(shape.channels for shape in shapes)
    takers = [partial(_prepared, shape=shape, folder=folder) for shape in shapes]
    return dict(zip(shapes, fan_out(render(channels), takers), strict=True))


def _prepared(blocks: Iterator[Block], *, shape: Shape, folder: Path) -> Prepared:
    spool = Spool(folder, channels=shape.channels)
    try:
        meter = LoudnessMeter(shape.rate, shape.channels)
        for block in ahead(_shaped(blocks, shape)):
            spool.write(block)
            meter.push(block)
        survey = Survey(spool, shape.rate, folder)
        return Prepared(shape, spool, meter.result(), meter.momentary(), survey)
    except BaseException:
        spool.close()
        raise


def _shaped(blocks: Iterator[Block], shape: Shape) -> Iterator[Block]:
    fitted = (_with_channels(block, shape.channels) for block in blocks)
    resampled = resample_stream(fitted, MIX_RATE, shape.rate, channels=shape.channels)
    if shape.high_pass is None:
        yield from resampled
        return
    cut = HighPass(shape.rate, shape.channels, shape.high_pass)
    for block in resampled:
        yield cut.filter(block)


def _with_channels(block: Block, channels: int) -> Block:
    """Bring a block to mono as the mean of its sides, to stereo as the same on both."""
    if block.shape[1] == channels:
        return block
    if channels == 1:
        mean: Block = (block[:, :1] + block[:, 1:]) * np.float32(0.5)
        return mean
    return np.repeat(block, channels, axis=1)
