"""A picture as plain shapes, before it is written as SVG or PNG: one scene, two writers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Colour = str
"""``#rrggbb``."""
Anchor = Literal["start", "middle", "end"]


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
