"""Near names: what the producer may have meant, for every did-you-mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from radioprog.kernel.findings import Text
from radioprog.kernel.text import fold

_LONGEST = 64


@lru_cache(maxsize=8192)
def skeleton(name: str) -> str:
    """Return the bare letters of a name: no case, no Vietnamese marks, no spaces, ``_`` or ``-``.

    >>> skeleton("Thời_Lượng")
    'thoiluong'
    """
    bare = unicodedata.normalize("NFD", fold(name)).replace("đ", "d")
    return "".join(
        char for char in bare if not unicodedata.combining(char) and char not in " _-\u00a0"
    )


def edit_distance(one: str, other: str) -> int:
    """Count the letters to change, add, drop or swap with a neighbour to get from one to the other.

    >>> edit_distance("nhac nen", "nahc nen")
    1
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != wanted))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def near_names(wanted: str, known: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Choose the known names that are close to a wanted one, the closest first.

    >>> near_names("thoi luong", ["tiêu đề", "thời lượng"])
    ('thời lượng',)
    """
    bare = skeleton(wanted[:_LONGEST])
    scored = []
    for order, name in enumerate(dict.fromkeys(known)):
        other = skeleton(name)
        if not bare or not other or abs(len(other) - len(bare)) > max(3, len(bare)):
            continue
        distance = edit_distance(bare, other)
        inside = min(len(bare), len(other)) >= 3 and (bare in other or other in bare)
        if inside or distance <= max(1, max(len(bare), len(other)) // 3):
            scored.append((distance, order, name))
    return tuple(name for _, _, name in sorted(scored)[:limit])


def did_you_mean(wanted: str, known: Iterable[str], otherwise: Text) -> Text:
    """Word the remedy: the near names, or what to do where nothing is near."""
    near = near_names(wanted, known)
    if not near:
        return otherwise
    return Text(
        "có phải là " + " hay ".join(near) + "?",
        "did you mean " + " or ".join(near) + "?",
    )
