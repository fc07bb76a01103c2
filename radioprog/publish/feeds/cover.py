"""The cover that players show for a feed without one of its own: the publisher's name on a wave."""

from __future__ import annotations

import math

from radioprog.publish.papers.png import lettered, to_png
from radioprog.publish.papers.scene import Bars, Label, Rectangle, Scene, Shape

SIZE = 1400
"""Pixels on a side: what the podcast directories ask for at least."""
_MARGIN = 120
_LETTERS = 112
_MOST_LINES = 6


def cover_png(name: str) -> bytes:
    """Return a square cover with a name on it; the same name gives the same bytes."""
    shapes: list[Shape] = [Rectangle(0, 0, SIZE, SIZE, "#0b3f75")]
    heights = tuple(
        40 + 150 * abs(math.sin(each * 0.45) * math.sin(each * 0.083 + 0.6)) for each in range(58)
    )
    for number, height in enumerate(heights):
        shapes.append(Bars(_MARGIN + number * 20.0, 1130, 11, (height,), "#5aa5ec"))
    for number, line in enumerate(_lines(name)):
        y = 300 + number * _LETTERS * 1.2
        shapes.append(Label(_MARGIN, y, line, _LETTERS, "#ffffff", bold=True))
    return to_png(Scene(SIZE, SIZE, name, shapes))


def _lines(name: str) -> list[str]:
    """Cut a name into lines that fit; what does not fit in all of them ends in an ellipsis."""
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and lettered(longer, _LETTERS, bold=True).width <= SIZE - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(word[:24])
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}…"]
    return lines
