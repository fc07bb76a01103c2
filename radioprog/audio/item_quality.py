"""Quality control of items: do they stand at one level?

Stands beside `quality`, whose thresholds it goes by. Code: ``level-jump``, a warning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from radioprog.audio.quality import USUAL, Thresholds
from radioprog.kernel.findings import NOWHERE, Finding, Place, Text, warning
from radioprog.kernel.units import Lufs


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a programme as quality control hears it: an utterance or a clip.

    ``place`` is its line in the script; ``loudness`` is ``None`` where it is too short or silent.
    """

    name: str
    place: Place = NOWHERE
    loudness: Lufs | None = None


def level_findings(items: Sequence[Item], *, thresholds: Thresholds = USUAL) -> tuple[Finding, ...]:
    """Judge the steps in loudness from one item to the next."""
    loud = [item for item in items if item.loudness is not None]
    found = []
    for before, after in pairwise(loud):
        jump = (after.loudness or 0.0) - (before.loudness or 0.0)
        if abs(jump) > thresholds.level_jump:
            found.append(
                warning(
                    "level-jump",
                    Text(
                        f"«{after.name}» {'to' if jump > 0 else 'nhỏ'} hơn «{before.name}» "
                        f"{abs(jump):.1f} LU",
                        f"«{after.name}» is {abs(jump):.1f} LU "
                        f"{'louder' if jump > 0 else 'softer'} than «{before.name}»",
                    ),
                    Text(
                        f"chỉnh mức, ví dụ thêm | {-jump:+.0f} dB vào dòng này",
                        f"set its level, for example | {-jump:+.0f} dB on this line",
                    ),
                    after.place,
                    jump_lu=round(jump, 2),
                )
            )
    return tuple(found)
