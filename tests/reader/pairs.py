"""The pairs of written and spoken text, and the folding by which a reading is right.

Folded away: case, punctuation, hyphens, spelling of tones, and what is a matter of style
(linh/lẻ, nghìn/ngàn, tư/bốn, tỷ/tỉ).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.text import fold

DATA = Path(__file__).parent / "data"
_STYLE = {"lẻ": "linh", "ngàn": "nghìn", "tư": "bốn", "tỉ": "tỷ", "kỉ": "kỷ"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and the readings that are right."""

    token_class: str
    written: str
    spoken: tuple[str, ...]


def pairs(name: str) -> list[Pair]:
    """Give the pairs of one file."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Pair(row[0], row[1], tuple(cell for cell in row[2:] if cell)) for row in cells]


def folded(text: str) -> str:
    """Give the form in which two readings are compared."""
    words = re.sub(r"[^\w]+|_", " ", fold(text)).split()
    return " ".join(_STYLE.get(word, word) for word in words)


def right(said: str, pair: Pair) -> bool:
    """Tell whether what was said is one of the pair's readings."""
    return folded(said) in {folded(spoken) for spoken in pair.spoken}
