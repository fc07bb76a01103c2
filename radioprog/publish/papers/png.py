"""PNG: a scene painted with NumPy, lettered by `lettering` and packed with zlib.

Painted at twice the size and averaged, so that edges are smooth.

Lettering: a line of text becomes the shape that a picture of dots needs.

Beside `png`; the one door to Pillow and to the font, which knows every letter of Vietnamese.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache

import font_source_sans_pro
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from radioprog.publish.papers.scene import Bars, Label, Rectangle, Scene, Stroke

Coverage = NDArray[np.uint8]
"""How much of each dot is covered, 0 to 255, shape (height, width)."""


@dataclass(frozen=True, slots=True)
class Lettered:
    """A line of text: its dots, where they begin seen from its start on the base line, its width.

    ``left`` and ``top`` are in dots; ``top`` is above the base line where it is negative.
    """

    coverage: Coverage
    left: int
    top: int
    width: float


def lettered(text: str, size: float, *, bold: bool = False) -> Lettered:
    """Set a line of text in dots; ``size`` is the height of the font in dots.

    >>> lettered("Bản tin xã", 24).coverage.shape[1] > 60
    True
    """
    font = _font(size, bold)
    whole = unicodedata.normalize("NFC", text)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(whole, anchor="ls"))
    image = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(image).text((-left, -top), whole, fill=255, font=font, anchor="ls")
    return Lettered(np.asarray(image), left, top, font.getlength(whole))


@lru_cache(maxsize=16)
def _font(size: float, bold: bool) -> ImageFont.FreeTypeFont:
    name = "SourceSansProSemibold" if bold else "SourceSansPro"
    path: str = getattr(font_source_sans_pro, name)
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


Canvas = NDArray[np.uint8]
_SCALE = 2


def to_png(scene: Scene) -> bytes:
    """Paint a scene; the same scene gives the same bytes."""
    canvas = np.full((scene.height * _SCALE, scene.width * _SCALE, 3), 255, np.uint8)
    for shape in scene.shapes:
        match shape:
            case Rectangle():
                _fill(canvas, shape.x, shape.y, shape.width, shape.height, shape.colour)
            case Bars():
                _paint_bars(canvas, shape)
            case Stroke():
                _paint_line(canvas, shape)
            case Label():
                _paint_text(canvas, shape)
    return _packed(_halved(canvas))


def _halved(canvas: Canvas) -> Canvas:
    rows = canvas[0::_SCALE].astype(np.uint16) + canvas[1::_SCALE]
    total = rows[:, 0::_SCALE] + rows[:, 1::_SCALE]
    mean: Canvas = ((total + _SCALE) // (_SCALE * _SCALE)).astype(np.uint8)
    return mean


def _colour(text: str) -> tuple[int, int, int]:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _fill(canvas: Canvas, x: float, y: float, width: float, height: float, colour: str) -> None:
    left, top = max(0, round(x * _SCALE)), max(0, round(y * _SCALE))
    right, bottom = round((x + width) * _SCALE), round((y + height) * _SCALE)
    canvas[top:bottom, left:right] = _colour(colour)


def _paint_bars(canvas: Canvas, bars: Bars) -> None:
    for number, height in enumerate(bars.heights):
        at = bars.x + number * bars.step
        _fill(canvas, at, bars.middle - height, bars.step, 2 * height, bars.colour)


def _paint_line(canvas: Canvas, line: Stroke) -> None:
    if len(line.points) < 2:
        return
    points = np.array(line.points, dtype=np.float64)
    start, way = points[:-1], np.diff(points, axis=0)
    steps = np.maximum(1, np.round(np.abs(way).max(axis=1) * _SCALE * 2)).astype(int)
    piece = np.repeat(np.arange(len(steps)), steps + 1)
    first = np.repeat(np.cumsum(steps + 1) - steps - 1, steps + 1)
    part = (np.arange(len(piece)) - first) / steps[piece]
    if line.dash:
        walked = part * np.hypot(*way.T)[piece]
        drawn = (walked // line.dash) % 2 == 0
        piece, part = piece[drawn], part[drawn]
    places = start[piece] + way[piece] * part[:, None]
    _dots(canvas, places[:, 0], places[:, 1], line)


def _dots(canvas: Canvas, xs: NDArray[np.float64], ys: NDArray[np.float64], line: Stroke) -> None:
    size = max(1, round(line.width * _SCALE))
    columns = np.round(xs * _SCALE - size / 2).astype(int)
    rows = np.round(ys * _SCALE - size / 2).astype(int)
    for down in range(size):
        for right in range(size):
            row = np.clip(rows + down, 0, canvas.shape[0] - 1)
            column = np.clip(columns + right, 0, canvas.shape[1] - 1)
            canvas[row, column] = _colour(line.colour)


def _paint_text(canvas: Canvas, label: Label) -> None:
    text = lettered(label.text, label.size * _SCALE, bold=label.bold)
    before = {"start": 0.0, "middle": text.width / 2, "end": text.width}[label.anchor]
    left = round(label.x * _SCALE - before) + text.left
    top = round(label.y * _SCALE) + text.top
    # What would stand beyond an edge is cut.
    dots = text.coverage[max(0, -top) :, max(0, -left) :]
    part = canvas[max(0, top) :, max(0, left) :][: len(dots), : dots.shape[1]]
    share = dots[: len(part), : part.shape[1], None].astype(np.uint16)
    part[:] = (part * (255 - share) + np.array(_colour(label.colour)) * share + 127) // 255


def _packed(pixels: Canvas) -> bytes:
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + width * 3), np.uint8)
    rows[:, 1:] = pixels.reshape(height, width * 3)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in (
            (b"IHDR", head),
            (b"IDAT", zlib.compress(rows.tobytes(), 9)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
