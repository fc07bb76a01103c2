"""English: numbers by inflect, dates, money, units, capitals letter by letter."""

from __future__ import annotations

from radioprog.kernel.findings import Text
from radioprog.reader.en import numerals, tables, words
from radioprog.reader.lexicon import Lexicon
from radioprog.reader.rules import Chain, cues


def _plain(word: str) -> bool:
    """Tell a word that passes: not two capitals together, no abbreviation."""
    if word in tables.NOT_PLAIN or word in {"I", "V", "X"} or not word.isascii():
        return False
    return len(word) == 1 or not any(char.isupper() for char in word[1:])


CHAIN = Chain(
    code="en",
    name=Text("tiếng Anh", "English"),
    heads=words.HEADS,
    numbers=numerals.NUMBERS,
    words=words.WORDS,
    marks=words.MARKS,
    plain=_plain,
    spell=numerals.spell,
    lexicon=Lexicon(),
    never_ends=cues("Mr Mrs Ms Dr Prof St No Jr Sr e.g i.e vs approx"),
)
