"""A picture as plain shapes, and the one writer that turns it into SVG; `png` paints the same.

Everything foreign is escaped where it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

Colour = str
"""``#rrggbb``."""
Anchor = Literal["start", "middle", "end"]
WIDTH, LEFT, RIGHT = 1200, 92, 16
"""The picture of a programme: how wide it is, and what stands beside its plot, in pixels."""
PLOT = WIDTH - LEFT - RIGHT


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle; ``note`` is shown when one points at it."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of one width side by side, each as high as told above and below a middle line."""

    x: float
    middle: float
    step: float
    heights: tuple[float, ...]
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; ``dash`` is the length of strokes and gaps, 0 for none."""

    points: tuple[tuple[float, float], ...]
    colour: Colour
    width: float = 1.0
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; ``y`` is its base line."""

    x: float
    y: float
    text: str
    size: float
    colour: Colour
    anchor: Anchor = "start"
    bold: bool = False


Shape = Rectangle | Bars | Stroke | Label


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its size in pixels and its shapes, the later over the earlier."""

    width: int
    height: int
    title: str
    shapes: Sequence[Shape]


FONTS = "'Be Vietnam Pro','Noto Sans','Segoe UI',Roboto,Arial,sans-serif"


def to_svg(scene: Scene, *, inline: bool = False) -> str:
    """Write a scene; ``inline`` leaves the XML head out, to stand inside a page."""
    head = "" if inline else '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = "\n".join(_shape(shape) for shape in scene.shapes)
    return (
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {scene.width} {scene.height}"'
        f' width="{scene.width}" height="{scene.height}" role="img" font-family="{FONTS}">\n'
        f"<title>{escape(scene.title)}</title>\n{body}\n</svg>\n"
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Rectangle():
            return _box(shape)
        case Bars():
            return _bars(shape)
        case Stroke():
            return _line(shape)
        case Label():
            return _label(shape)


def _box(box: Rectangle) -> str:
    place = (
        f'x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width)}"'
        f' height="{_number(box.height)}" fill="{box.colour}"'
    )
    if not box.note:
        return f"<rect {place}/>"
    return f"<rect {place}><title>{escape(box.note)}</title></rect>"


def _bars(bars: Bars) -> str:
    upper = [
        f"{_number(bars.x + (number + 0.5) * bars.step)},{_number(bars.middle - height)}"
        for number, height in enumerate(bars.heights)
    ]
    lower = [
        f"{_number(bars.x + (number + 0.5) * bars.step)},{_number(bars.middle + height)}"
        for number, height in enumerate(bars.heights)
    ]
    points = " ".join([*upper, *reversed(lower)])
    return f'<polygon points="{points}" fill="{bars.colour}"/>'


def _line(line: Stroke) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in line.points)
    dash = f' stroke-dasharray="{_number(line.dash)}"' if line.dash else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{line.colour}"'
        f' stroke-width="{_number(line.width)}" stroke-linejoin="round"{dash}/>'
    )


def _label(label: Label) -> str:
    bold = ' font-weight="600"' if label.bold else ""
    return (
        f'<text x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size)}"'
        f' fill="{label.colour}" text-anchor="{label.anchor}"{bold}>{escape(label.text)}</text>'
    )


def _number(value: float) -> str:
    """Write a number in one form, with two places at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
