"""Pieces: a sentence cut for a service that takes only so many characters at a time.

A cut is made where a speaker would breathe: after a sentence, else after a clause, else between
two words as even as possible. It is never made after an abbreviation ("TP. Đồng Hới", "Q. 1") nor
within a number ("1,5"; "12:30").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_CUT = re.compile(r"(?P<sign>[.!?…,;:–—)\]]*)[\"”’»]*\s+")
_ABBREVIATION = re.compile(r"(?:^|[\s(\[“\"])(?:[^\W\d_]{1,3}|TTg|[^\W\d_]{1,3}\.[^\W\d_]{1,3})\.$")


class Cut(IntEnum):
    """How good a place for a cut is; a higher one is better."""

    WORD = 0
    CLAUSE = 1
    SENTENCE = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: where it begins, its words, and what kind of cut follows it."""

    offset: int
    text: str
    cut: Cut


def pieces_of(text: str, longest: int) -> tuple[Piece, ...]:
    """Cut a text into pieces of at most ``longest`` characters; no word is lost or repeated.

    >>> [piece.text for piece in pieces_of("Ở TP. Đồng Hới, trời mưa.", 16)]
    ['Ở TP. Đồng Hới,', 'trời mưa.']
    """
    pieces: list[Piece] = []
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    while end - start > longest:
        stop, following, cut = _best(text, start, longest)
        pieces.append(Piece(start, text[start:stop].rstrip(), cut))
        start = following
    if start < end:
        pieces.append(Piece(start, text[start:end], Cut.SENTENCE))
    return tuple(pieces)


def _best(text: str, start: int, longest: int) -> tuple[int, int, Cut]:
    """Choose the best cut in reach: its kind first, then the one furthest on."""
    found: list[tuple[Cut, int, int]] = []
    for match in _CUT.finditer(text, start, min(len(text), start + longest + 2)):
        stop = match.end() - len(match[0]) + len(match[0].rstrip())
        if start < stop <= start + longest and not _ABBREVIATION.search(text[start:stop]):
            found.append((_kind(match["sign"]), stop, match.end()))
    good = [cut for cut in found if cut[1] - start >= longest // 3] or found
    if not good:
        return start + longest, start + longest, Cut.WORD
    kind, stop, following = max(good)
    return stop, following, kind


def _kind(sign: str) -> Cut:
    if any(mark in sign for mark in ".!?…"):
        return Cut.SENTENCE
    return Cut.CLAUSE if sign else Cut.WORD
