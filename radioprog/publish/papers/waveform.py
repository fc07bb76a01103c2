"""The picture of a programme: who speaks when over which music, and how loud it is.

One scene for SVG and PNG: segments on top, the sound in the colours of what is heard, a row for
each kind of sound, loudness against its target, and the time. The shape of the sound, peak and
power of each of a few hundred columns, is collected while the finished sound streams by.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.timeline import Block
from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.kernel.units import Lufs, Samples, Seconds, to_samples, to_seconds
from radioprog.programme.rundown import Item, ItemKind, Rundown, clock
from radioprog.publish.papers.scene import (
    LEFT,
    PLOT,
    RIGHT,
    WIDTH,
    Bars,
    Colour,
    Label,
    Rectangle,
    Scene,
    Shape,
    Stroke,
)

STEP = 2
COLUMNS = PLOT // STEP
"""Columns of the sound's shape: what `Overview` is to be asked for."""

_INK, _QUIET, _GRID, _PAPER = "#1f2937", "#6b7280", "#e5e7eb", "#ffffff"
_BANDS = ("#f1f5f9", "#e2e8f0")
_VOICES = ("#0f766e", "#b45309", "#6d28d9", "#be185d", "#0369a1", "#4d7c0f")
_KINDS: dict[ItemKind, Colour] = {
    ItemKind.CLIP: "#15803d",
    ItemKind.JINGLE: "#4f46e5",
    ItemKind.STING: "#4f46e5",
    ItemKind.OUTRO: "#4f46e5",
    ItemKind.BED: "#93b4f5",
    ItemKind.SFX: "#64748b",
}
_TARGET = "#dc2626"
_SILENT = "#cbd5e1"
_FRONT = (ItemKind.CLIP, ItemKind.JINGLE, ItemKind.STING, ItemKind.OUTRO, ItemKind.BED)
_ROWS: tuple[tuple[Text, tuple[ItemKind, ...]], ...] = (
    (Text("Lời", "Speech"), (ItemKind.SPEECH,)),
    (Text("Băng", "Clips"), (ItemKind.CLIP,)),
    (Text("Nhạc", "Music"), (ItemKind.JINGLE, ItemKind.STING, ItemKind.OUTRO)),
    (Text("Nhạc nền", "Bed"), (ItemKind.BED,)),
    (Text("Tiếng động", "Effects"), (ItemKind.SFX,)),
)
_LOUDNESS = Text("Độ to (LUFS)", "Loudness (LUFS)")
_MOMENTARY, _SHORT = (
    Text("tức thời (0,4 s)", "momentary (0.4 s)"),
    Text("ngắn (3 s)", "short (3 s)"),
)
_WANTED = Text("mức đích", "target")
_HOP = Seconds(0.1)
_SCALE_TOP, _SCALE_BOTTOM = 8.0, -24.0
"""The scale of loudness, in LU around the target."""


@dataclass(frozen=True, slots=True)
class WaveformData:
    """What the picture shows of the sound itself.

    ``peaks`` and ``rms`` have one number a column (drawn so that the highest fills the height),
    ``momentary`` and ``short_term`` one value every 100 ms in LUFS (the first is that of the
    first 400 ms or 3 s).
    """

    peaks: NDArray[np.float32]
    rms: NDArray[np.float32]
    momentary: NDArray[np.float64]
    short_term: NDArray[np.float64]
    target: Lufs


def waveform(rundown: Rundown, measured: WaveformData, language: Language) -> Scene:
    """Draw a programme; the same programme gives the same picture."""
    drawing = _Drawing(rundown, measured, language)
    shapes = [*drawing.all()]
    return Scene(WIDTH, round(drawing.y), one_line(rundown.title), shapes)


def voice_colours(rundown: Rundown) -> dict[str, Colour]:
    """Return each speaker a colour, in the order of their first words."""
    names = dict.fromkeys(item.speaker for item in rundown.items if item.speaker)
    return {name: _VOICES[number % len(_VOICES)] for number, name in enumerate(names) if name}


class _Drawing:
    """The state of the drawing: how far down the page it is."""

    def __init__(self, rundown: Rundown, measured: WaveformData, language: Language) -> None:
        self.rundown, self.measured, self.language = rundown, measured, language
        self.voices = voice_colours(rundown)
        self.y = 0.0

    def all(self) -> Iterator[Shape]:
        yield from self._head()
        top = self.y
        yield from self._segments()
        yield from self._sound()
        yield from self._rows()
        yield from self._loudness()
        yield from self._time(top)

    def _x(self, at: Samples) -> float:
        return LEFT + PLOT * at / max(1, self.rundown.length)

    def _colour(self, item: Item) -> Colour:
        if item.speaker is not None:
            return self.voices[item.speaker]
        return _KINDS.get(item.kind, _SILENT)

    def _head(self) -> Iterator[Shape]:
        legend = sum(_width(name, 13) + 36 for name in self.voices)
        length = f"  ·  {clock(self.rundown.length)}"
        room = PLOT - legend - _width(length, 17) - 40
        title = _fitting(one_line(self.rundown.title), room, 17)
        yield Label(LEFT, 26, title + length, 17, _INK, bold=True)
        x = float(WIDTH - RIGHT)
        for name, colour in reversed(self.voices.items()):
            x -= _width(name, 13) + 8
            yield Label(x, 25, name, 13, _QUIET)
            x -= 18
            yield Rectangle(x, 14, 12, 12, colour)
            x -= 10
        self.y = 42.0

    def _segments(self) -> Iterator[Shape]:
        for segment in self.rundown.segments:
            if segment.length <= 0:
                continue
            left, right = self._x(segment.start), self._x(segment.end)
            note = f"{segment.index + 1}. {one_line(segment.title)} · {clock(segment.length)}"
            yield Rectangle(left, self.y, right - left - 1, 26, _BANDS[segment.index % 2], note)
            number = str(segment.index + 1)
            if right - left >= _width(number, 12) + 10:
                yield Label(left + 6, self.y + 17.5, number, 12, _QUIET)
            room = right - left - 20 - _width(number, 12)
            text = _fitting(one_line(segment.title), room, 12.5)
            if text:
                yield Label(right - 6 - room, self.y + 17.5, text, 12.5, _INK)
        self.y += 34

    def _sound(self) -> Iterator[Shape]:
        height = 150.0
        middle = self.y + height / 2
        colours = self._column_colours()
        highest = float(self.measured.peaks.max(initial=0.0)) or 1.0
        for levels, tint in ((self.measured.peaks, 0.55), (self.measured.rms, 0.0)):
            heights = [max(0.5, float(one) / highest * height / 2) for one in levels[:COLUMNS]]
            for start, end in _runs(colours[: len(heights)]):
                shown = tuple(heights[start : end + 1])
                yield Bars(LEFT + start * STEP, middle, STEP, shown, _tinted(colours[start], tint))
        self.y += height + 10

    def _column_colours(self) -> list[Colour]:
        """Return each column the colour of what is in front: speech, then clips, then music."""
        colours = [_SILENT] * COLUMNS
        for kind in (*reversed(_FRONT), ItemKind.SPEECH):
            for item in self.rundown.items:
                if item.kind is kind:
                    first = int((self._x(item.start) - LEFT) / STEP)
                    last = math.ceil((self._x(item.end) - LEFT) / STEP)
                    colours[first:last] = [self._colour(item)] * (min(last, COLUMNS) - first)
        return colours

    def _rows(self) -> Iterator[Shape]:
        for name, kinds in _ROWS:
            items = [item for item in self.rundown.items if item.kind in kinds]
            if not items:
                continue
            yield Label(LEFT - 10, self.y + 11, name.to(self.language), 12, _QUIET, "end")
            yield Rectangle(LEFT, self.y, PLOT, 14, "#f8fafc")
            for item in items:
                left, right = self._x(item.start), self._x(item.end)
                note = f"{clock(item.start)} {item.speaker or ''} {one_line(item.content)}"
                yield Rectangle(
                    left,
                    self.y,
                    max(1.0, right - left - 0.5),
                    14,
                    self._colour(item),
                    one_line(note),
                )
            self.y += 18
        self.y += 10

    def _loudness(self) -> Iterator[Shape]:
        height = 110.0
        top, target = self.y + 18, self.measured.target
        yield Label(LEFT, self.y + 10, _LOUDNESS.to(self.language), 12, _QUIET)
        yield from self._key(self.y + 10)
        for step in range(-24, 7, 6):
            y = self._level(target + step, top, height)
            colour, dash = (_TARGET, 6.0) if step == 0 else (_GRID, 0.0)
            yield Stroke(((LEFT, y), (LEFT + PLOT, y)), colour, 1.25 if step == 0 else 1.0, dash)
            yield Label(
                LEFT - 10, y + 4, f"{target + step:g}", 11, _TARGET if step == 0 else _QUIET, "end"
            )
        for series, offset, colour, width in (
            (self.measured.momentary, 0.2, "#94a3b8", 1.0),
            (self.measured.short_term, 1.5, _INK, 1.75),
        ):
            for points in self._curve(series, Seconds(offset), top, height):
                yield Stroke(points, colour, width)
        self.y = top + height + 4

    def _key(self, y: float) -> Iterator[Shape]:
        x = float(WIDTH - RIGHT)
        for text, colour, dash in (
            (_WANTED, _TARGET, 6.0),
            (_SHORT, _INK, 0.0),
            (_MOMENTARY, "#94a3b8", 0.0),
        ):
            x -= _width(text.to(self.language), 12) + 6
            yield Label(x, y, text.to(self.language), 12, _QUIET)
            yield Stroke(((x - 30, y - 4), (x - 6, y - 4)), colour, 1.75, dash)
            x -= 48

    def _level(self, level: float, top: float, height: float) -> float:
        above = _SCALE_TOP - (level - self.measured.target)
        part = above / (_SCALE_TOP - _SCALE_BOTTOM)
        return top + height * min(max(part, 0.0), 1.0)

    def _curve(
        self, series: NDArray[np.float64], offset: Seconds, top: float, height: float
    ) -> Iterator[tuple[tuple[float, float], ...]]:
        """Thin a series to a point a column, and leave silence out of the line."""
        floor = self.measured.target + _SCALE_BOTTOM
        every = max(1, math.ceil(len(series) / COLUMNS))
        points: list[tuple[float, float]] = []
        for number in range(0, len(series), every):
            level = float(series[number : number + every].max())
            if level > floor:
                at = to_samples(Seconds(offset + number * _HOP))
                points.append((self._x(at), self._level(level, top, height)))
            elif points:
                yield tuple(points)
                points = []
        if points:
            yield tuple(points)

    def _time(self, top: float) -> Iterator[Shape]:
        whole = to_seconds(self.rundown.length)
        tick = _tick(whole)
        for number in range(int(whole // tick) + 1):
            x = self._x(to_samples(Seconds(number * tick)))
            yield Stroke(((x, self.y), (x, self.y + 5)), _QUIET)
            yield Label(
                x,
                self.y + 18,
                clock(to_samples(Seconds(number * tick))),
                11,
                _QUIET,
                "middle" if number else "start",
            )
        for segment in self.rundown.segments[1:]:
            if segment.length > 0:
                x = self._x(segment.start)
                yield Stroke(((x, top + 26), (x, self.y)), "#94a3b8", 0.75, 3.0)
        self.y += 28


def _runs(colours: Sequence[Colour]) -> Iterator[tuple[int, int]]:
    """Find the stretches of one colour: (first, the one after the last)."""
    start = 0
    for end in range(1, len(colours) + 1):
        if end == len(colours) or colours[end] != colours[start]:
            yield start, end
            start = end


def _tinted(colour: Colour, part: float) -> Colour:
    """Mix a colour with white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (255 - one) * part):02x}" for one in parts)


def _tick(whole: float) -> int:
    """Choose how far apart the marks of time stand: a round number, at most twelve of them."""
    steps: Sequence[int] = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800)
    return next((step for step in steps if whole / step <= 12), 3600)


def _width(text: str, size: float) -> float:
    """Estimate how wide a text is; the font is the reader's."""
    return len(text) * size * 0.51


def _fitting(text: str, room: float, size: float) -> str:
    """Cut a text to the room there is; nothing where hardly a letter fits."""
    if _width(text, size) <= room:
        return text
    letters = int(room / (size * 0.51)) - 1
    return text[:letters].rstrip() + "…" if letters >= 3 else ""


Columns = NDArray[np.float32]
"""One number a column, full scale 1."""


class Overview:
    """Collects a sound's shape while its blocks stream by; the size of the blocks is no matter.

    >>> overview = Overview(Samples(4), columns=2)
    >>> overview.push(np.array([[0.5, 0.0], [-0.25, 0.1]], np.float32))
    >>> overview.push(np.array([[0.0, 0.0], [0.0, 1.0]], np.float32))
    >>> overview.peaks.tolist()
    [0.5, 1.0]
    """

    def __init__(self, length: Samples, *, columns: int) -> None:
        """Prepare for a sound of ``length`` frames."""
        self._length = max(1, length)
        self._at = 0
        self._energy = np.zeros(columns)
        self._count = np.zeros(columns)
        self.peaks: Columns = np.zeros(columns, np.float32)

    def push(self, block: Block) -> None:
        """Take the next block, shape (frames, channels); what lies beyond the length is ignored."""
        block = block[: max(0, self._length - self._at)]
        if not len(block):
            return
        first, last = self._column(self._at), self._column(self._at + len(block) - 1)
        # Where each column after the first begins: the least frame that falls into it.
        numbers = np.arange(first + 1, last + 1)
        borders = -(-numbers * self._length // len(self.peaks)) - self._at
        starts = np.concatenate(((0,), borders)).astype(np.intp)
        starts, here = starts[_first_ones(starts)], np.arange(first, last + 1)[_first_ones(starts)]
        flat = np.ascontiguousarray(block).reshape(-1)
        places = starts * block.shape[1]
        highest = np.maximum.reduceat(np.abs(flat), places)
        energy = np.square(flat, dtype=np.float64)
        self.peaks[here] = np.maximum(self.peaks[here], highest)
        self._energy[here] += np.add.reduceat(energy, places) / block.shape[1]
        self._count[here] += np.diff(starts, append=len(block))
        self._at += len(block)

    def _column(self, frame: int) -> int:
        return frame * len(self.peaks) // self._length

    @property
    def rms(self) -> Columns:
        """Return the root of the mean power of each column."""
        power = self._energy / np.maximum(self._count, 1.0)
        return np.sqrt(power).astype(np.float32)


def _first_ones(starts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Leave out columns without a frame: the next one begins where they do."""
    return np.diff(starts, append=starts[-1] + 1) > 0
