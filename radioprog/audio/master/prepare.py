"""Preparing deliveries: the mix is rendered once, and brought to each rate that is asked for.

Between the mix and the master. Deliveries of the same channels and rate share one prepared sound:
resampled, high-passed where asked, measured, and kept in a spool for the encoders to read.

Working ahead: stages of a stream run side by side, a few blocks apart.

Between the stages of the master. NumPy, SciPy, soxr, LAME and FFmpeg let other threads run while
they work, so a stage in a thread of its own uses another core; but only where its blocks are long,
since each short step that ends waits for the others. Order is kept: what comes out is the same as
without.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np

from radioprog.audio.codecs.formats import DeliveryFormat
from radioprog.audio.convert import resample_stream
from radioprog.audio.master.peak_map import Survey
from radioprog.audio.master.spool import Spool
from radioprog.audio.meter.loudness import LoudnessMeter, Series
from radioprog.audio.meter.weighting import HighPass
from radioprog.audio.timeline import Block
from radioprog.kernel.units import MIX_RATE, Hertz, Loudness

T = TypeVar("T")
R = TypeVar("R")

DEPTH = 4
"""Blocks that a stage may be ahead of the next."""


@dataclass(frozen=True, slots=True)
class _Failed:
    problem: BaseException


class _End:
    pass


class _Pipe(Generic[T]):
    """A bounded line from one thread to another, that either side may close."""

    def __init__(self, depth: int = DEPTH) -> None:
        self._items: queue.Queue[T | _Failed | _End] = queue.Queue(depth)
        self._closed = threading.Event()

    def put(self, item: T | _Failed | _End) -> bool:
        """Hand on an item; tells whether anybody still wants more."""
        while not self._closed.is_set():
            try:
                self._items.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def feed(self, items: Iterable[T]) -> None:
        """Hand on all items, then the end, or the error that came instead."""
        try:
            for item in items:
                if not self.put(item):
                    return
            self.put(_End())
        except BaseException as problem:
            self.put(_Failed(problem))

    def __iter__(self) -> Iterator[T]:
        while True:
            item = self._items.get()
            if isinstance(item, _End):
                return
            if isinstance(item, _Failed):
                raise item.problem
            yield item

    def close(self) -> None:
        """Want nothing more."""
        self._closed.set()


def ahead(items: Iterable[T], *, depth: int = DEPTH) -> Iterator[T]:
    """Return items that another thread makes a few ahead; its error is raised here.

    >>> list(ahead(range(3)))
    [0, 1, 2]
    """
    pipe: _Pipe[T] = _Pipe(depth)
    thread = threading.Thread(target=pipe.feed, args=(items,), daemon=True)
    thread.start()
    try:
        yield from pipe
    finally:
        pipe.close()
        thread.join()


def fan_out(items: Iterable[T], takers: Sequence[Callable[[Iterator[T]], R]]) -> list[R]:
    """Return every item to every taker, each in a thread of its own; answer what they answer.

    The first error, of the items or of a taker, is raised when all have ended.

    >>> fan_out([1, 2, 3], [sum, max])
    [6, 3]
    """
    pipes: list[_Pipe[T]] = [_Pipe() for _ in takers]
    answers: list[R | _Failed] = [_Failed(RuntimeError("not run"))] * len(takers)

    def run(number: int) -> None:
        try:
            answers[number] = takers[number](iter(pipes[number]))
        except BaseException as problem:
            answers[number] = _Failed(problem)
        finally:
            pipes[number].close()

    threads = [
        threading.Thread(target=run, args=(number,), daemon=True) for number in range(len(takers))
    ]
    for thread in threads:
        thread.start()
    _deal(items, pipes)
    for thread in threads:
        thread.join()
    for answer in answers:
        if isinstance(answer, _Failed):
            raise answer.problem
    return [answer for answer in answers if not isinstance(answer, _Failed)]


def _deal(items: Iterable[T], pipes: Sequence[_Pipe[T]]) -> None:
    """Hand every item to every pipe until none wants more; an error of the items goes down all."""
    end: _Failed | _End = _End()
    try:
        for item in items:
            wanted = [pipe.put(item) for pipe in pipes]
            if not any(wanted):
                break
    except BaseException as problem:
        end = _Failed(problem)
    for pipe in pipes:
        pipe.put(end)


Render = Callable[[int], Iterable[Block]]
"""Returns the mix afresh, as float32 blocks at the mix rate, for a number of channels."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides how a mix is prepared: deliveries of one shape share it."""

    channels: int
    rate: Hertz
    high_pass: Hertz | None = None

    @classmethod
    def of(cls, form: DeliveryFormat) -> Shape:
        """Return the shape of a delivery."""
        return cls(form.channels, form.sample_rate, form.high_pass)


@dataclass(frozen=True, slots=True)
class RenderedMix:
    """A mix in one shape: its sound, and how loud it is as mixed.

    ``momentary`` is the momentary loudness every 100 ms, by which integrated loudness is reckoned.
    """

    shape: Shape
    sound: Spool
    loudness: Loudness
    momentary: Series
    survey: Survey

    def close(self) -> None:
        """Free the room on disk."""
        self.survey.close()
        self.sound.close()


def prepare(
    render: Render, forms: Sequence[DeliveryFormat], *, folder: Path
) -> dict[Shape, RenderedMix]:
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


def _prepared(blocks: Iterator[Block], *, shape: Shape, folder: Path) -> RenderedMix:
    spool = Spool(folder, channels=shape.channels)
    try:
        meter = LoudnessMeter(shape.rate, shape.channels)
        for block in ahead(shaped(blocks, shape)):
            spool.write(block)
            meter.push(block)
        survey = Survey(spool, shape.rate, folder)
        return RenderedMix(shape, spool, meter.result(), meter.momentary(), survey)
    except BaseException:
        spool.close()
        raise


def shaped(blocks: Iterator[Block], shape: Shape) -> Iterator[Block]:
    """Bring blocks of the mix to a delivery's channels and rate, high-passed where it asks."""
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
