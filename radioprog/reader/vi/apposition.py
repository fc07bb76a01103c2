"""An abbreviation that the text itself explains: Quốc lộ (QL) 18, tỉnh Bình Định (gọi tắt là BĐ).

The words before the bracket give the sense, there and in what follows of the same text.
"""

from __future__ import annotations

import re
import unicodedata

_BACK = 4000  # how far back an explanation may stand
_ROOM = 160  # how long the words before a bracket may be
_SHORT = r"(?:(?:sau đây |dưới đây )?(?:gọi|viết)(?: là|(?: chung)? tắt(?: là)?)[ :]*)?[“\"]?"
_OPENS = re.compile(rf"[ ]?\({_SHORT}$")
_WORD = re.compile(r"[^\W\d_]+")
_STOPS = re.compile(r"[.;:!?()\n\d“”\"]")
_JOINTS = frozenset({"và", "của", "các", "cho", "về", "với", "tại", "thuộc", "trong", "theo"})


def meaning(written: str, text: str, start: int, end: int) -> str | None:
    """Return the words that an abbreviation stands for, where the text before explains it.

    >>> text = "trên Quốc lộ (QL) 18"
    >>> meaning("QL", text, 14, 16)
    'Quốc lộ'
    """
    letters = [char for char in written if char.isalpha()]
    if len(letters) < 2 or not all(char.isupper() for char in letters):
        return None
    opened = start
    if not (text[end : end + 1] == ")" and _OPENS.search(text, max(0, start - 40), start)):
        opened = text.rfind(f"{written})", max(0, start - _BACK), start)
        if opened < 0:
            return None
    bracket = _OPENS.search(text, max(0, opened - 40), opened)
    if bracket is None:
        return None
    before = text[max(0, bracket.start() - _ROOM) : bracket.start()]
    return _tail_for(letters, _STOPS.split(before)[-1])


def _tail_for(letters: list[str], before: str) -> str | None:
    """Return the end of a text whose words begin with the letters, joints between left alone."""
    waiting = [_initial(letter) for letter in letters]
    for found in reversed(list(_WORD.finditer(before))):
        word = found[0]
        if _initial(word) == waiting[-1] and (word.lower() not in _JOINTS or len(waiting) > 1):
            waiting.pop()
        elif word.lower() not in _JOINTS or len(waiting) == len(letters):
            return None
        if not waiting:
            return before[found.start() :].strip()
    return None


def _initial(word: str) -> str:
    first = word[0].upper()
    return first if first == "Đ" else unicodedata.normalize("NFD", first)[0]
