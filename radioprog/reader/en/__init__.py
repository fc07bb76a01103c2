"""English: numbers by num2words, dates, money, units, capitals letter by letter."""

from __future__ import annotations

import re

from radioprog.kernel.findings import Text
from radioprog.reader.en import rules
from radioprog.reader.lexicon import Lexicon
from radioprog.reader.rules import Chain

_VOWELS = re.compile(r"[aeiouyAEIOUY]+")
_WORDS = re.compile(r"[^\W\d_]+")


def _plain(word: str) -> bool:
    """Tell a word that passes: not two capitals together, no abbreviation."""
    if word in rules.NOT_PLAIN or not word.isascii():
        return False
    return len(word) == 1 or not any(char.isupper() for char in word[1:])


def _syllables(spoken: str) -> int:
    """Count syllables by groups of vowels; a silent e at the end does not count."""
    return sum(_of_word(word) for word in _WORDS.findall(spoken))


def _of_word(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


CHAIN = Chain(
    code="en",
    name=Text("tiếng Anh", "English"),
    heads=rules.HEADS,
    numbers=rules.NUMBERS,
    words=rules.WORDS,
    marks=rules.MARKS,
    plain=_plain,
    spell=rules.spell,
    syllables=_syllables,
    lexicon=Lexicon(),
    never_ends=frozenset(
        [
            "mr",
            "mrs",
            "ms",
            "dr",
            "prof",
            "st",
            "no",
            "e.g",
            "i.e",
            "eg",
            "ie",
            "vs",
            "approx",
            "jr",
            "sr",
        ]
    ),
)
