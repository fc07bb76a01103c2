"""Plain text for engines that know markup: nothing in a sentence may be taken for a command.

Every character of the plain text remembers the character of the request it comes from, so that
word times map back.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_WORD = 100
"""Longer words are split: some engines crash or fall silent on them."""
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad\ufe00-\ufe0f]")
_BRACKETS = re.compile(r"\[\[|\]\]")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text without anything that an engine could obey; ``origin`` maps it back."""

    text: str
    origin: tuple[int, ...]

    def origin_of(self, offset: int) -> int:
        """Return the code point of the request that a code point of this text comes from."""
        if not self.origin:
            return 0
        return self.origin[min(max(offset, 0), len(self.origin) - 1)]


def plain_text(text: str) -> PlainText:
    """Take the controls, invisible signs and phoneme brackets out, compose, split long words.

    >>> plain_text("a[[b]]\\u200bc\\x00d").text
    'a  b  c d'
    """
    text = _BRACKETS.sub("  ", text)
    signs: list[str] = []
    origin: list[int] = []
    run = 0
    for start, end in _clusters(text):
        sign = _harmless(text[start:end])
        if not sign:
            continue
        run = 0 if sign.isspace() else run + len(sign)
        if run > LONGEST_WORD:
            signs.append(" ")
            origin.append(start)
            run = len(sign)
        signs.append(sign)
        origin += [start] * len(sign)
    return PlainText("".join(signs), tuple(origin))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return each base character with the combining marks that follow it."""
    starts = [
        number for number, char in enumerate(text) if number == 0 or not unicodedata.combining(char)
    ]
    return list(zip(starts, [*starts[1:], len(text)], strict=False))


def _harmless(cluster: str) -> str:
    cluster = unicodedata.normalize("NFC", _INVISIBLE.sub("", cluster))
    return "".join(" " if _is_control(char) else char for char in cluster)[:8]


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Zs")
