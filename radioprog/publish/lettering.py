"""Lettering: a line of text becomes the shape that a picture of dots needs.

Beside `png`; the one door to Pillow and to the font, which knows every letter of Vietnamese.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import font_source_sans_pro
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

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
