"""Words that are no Vietnamese syllable: foreign, or mistyped.

A slip leaves traces that no foreign word has: two syllables with their tones grown together
(mangthương), a capital in the middle (CPngày, KIỀUẢnh), Vietnamese marks on a shape that is no
syllable (iám), a stop at the end without the tone that it needs (nươc).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from radioprog.reader.vi.letters import is_syllable

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOP = re.compile(r"(?:ch|[cpt])$")
_MARKED = frozenset("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
_EUROPEAN = frozenset("áàâéèêíîóôúç")  # José, Valérie, Léman
# Names of the mountains, and how their languages are spelled: Đắk, Krông, Ktul, Niê.
_MOUNTAIN = re.compile(
    r"(?:[bcdđgjhklmnprstxyz]{1,2}[hlrj]?)?[aeiouăâêôơưy]{1,3}(?:k|r|l|h|ng|[nmptcyoi]|ê)?h?"
)
_MISPLACED = re.compile(r"uơ[a-z]|[aeo]ư|ưo|aa|đđ|ăă|ââ|[^\W\d_]*([ăâêôơư])\1")
_MAX = 24


def _toned(word: str) -> bool:
    return any(char in _TONES for char in unicodedata.normalize("NFD", word))


def _bare(word: str) -> str:
    """Return a word without tones; its vowels keep their other marks."""
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONES))


def has_vowel(word: str) -> bool:
    """Tell whether a word has a vowel, so that it can be said at all.

    >>> has_vowel("bps"), has_vowel("Kỳ"), has_vowel("spy")
    (False, True, True)
    """
    base = unicodedata.normalize("NFD", word.lower())
    return any(char in "aeiouyœæøı" or ord(char) > 0x36F for char in base)


@lru_cache(maxsize=16384)
def looks_mistyped(word: str) -> bool:
    """Tell whether a word that is no syllable looks like a slip of the hand.

    >>> [looks_mistyped(word) for word in ("mangthương", "CPngày", "iám", "KIỀUẢnh", "thuơng")]
    [True, True, True, True, True]
    >>> [looks_mistyped(word) for word in ("Huawei", "radar", "Đắk", "Krông", "ôtô", "José")]
    [False, False, False, False, False, False]
    """
    low = word.lower()
    if len(word) > _MAX:
        return True
    if word.isascii() or not all(char.isascii() or char in _MARKED for char in low):
        return False
    if _inner_capital(word):
        return True
    if _european(low) and (word[0].isupper() or "é" in low or "è" in low):
        return False
    if _MISPLACED.search(_bare(low)) or _grown_together(low):
        return True
    if word[0].isupper():
        return _toned(word) and not _MOUNTAIN.fullmatch(_bare(low)) and not _borrowed(low)
    return _own_tone(low) or not (_borrowed(low) or _MOUNTAIN.fullmatch(_bare(low)))


def apart(word: str) -> str | None:
    """Return a grown-together word with its space back, or None where it is none.

    >>> apart("mangthương"), apart("CPngày"), apart("KIỀUẢnh"), apart("iám")
    ('mang thương', 'CP ngày', 'KIỀU Ảnh', None)
    """
    parts = _pieces(word)
    return None if parts is None or len(parts) < 2 else " ".join(parts)


def _pieces(word: str) -> list[str] | None:
    if not word or is_syllable(word):
        return [word] if word else []
    for cut in range(len(word) - 1, 0, -1):
        head, tail = word[:cut], word[cut:]
        ends = is_syllable(head) and not (head.isascii() and len(head) < 2)
        whole = head.isupper() and len(head) > 1 and tail[0].islower()
        rest = _pieces(tail) if (ends or whole) and _apart_by_case(head, tail) else None
        if rest is not None:
            return [head, *rest]
    return None


def _apart_by_case(head: str, tail: str) -> bool:
    """Tell whether a cut does not part a capital from its own word (KIỀUẢ|nh)."""
    return not (head[-1].isupper() and tail[0].islower() and len(head) > 1 and not head.isascii())


def _inner_capital(word: str) -> bool:
    """Tell whether a word goes on after a change of case as no name does: lạiĐại, HCMchiều."""
    for cut in range(1, len(word)):
        head, tail = word[:cut], word[cut:]
        if head[-1].islower() and tail[0].isupper():
            return _fits(head) and (_fits(tail) or is_syllable(tail[:2]) or tail.isascii())
        if len(head) > 1 and head.isupper() and tail[0].islower():
            rest = word[cut - 1 :]
            return any(is_syllable(part) and not part.isascii() for part in (tail, rest))
    return False


def _fits(part: str) -> bool:
    return is_syllable(part) or part.isupper() or _grown_together(part.lower())


def _grown_together(word: str) -> bool:
    """Tell whether two syllables or more, one with a tone that no borrowed word has, grew one."""
    return any(
        is_syllable(word[:cut])
        and _real(word[cut:])
        and (_own_tone(word[:cut]) or _own_tone(word[cut:]) or "ươ" in _bare(word))
        for cut in range(1, len(word))
    )


def _real(word: str) -> bool:
    """Tell whether a word is one syllable or several."""
    return is_syllable(word) or any(
        is_syllable(word[:cut]) and _real(word[cut:]) for cut in range(1, len(word))
    )


def _own_tone(word: str) -> bool:
    """Tell whether a tone stands there that borrowing does not bring: all but á of a stop."""
    apart = unicodedata.normalize("NFD", word)
    tones = [char for char in apart if char in _TONES]
    return any(char != "\u0301" for char in tones) or bool(tones and not re.search("[cptk]", word))


def _borrowed(word: str) -> bool:
    """Tell whether a word is one of those that came in one piece: ôtô, bêtông, axít, cactông."""
    return not _own_tone(word) and any(
        (is_syllable(word[:cut]) or _MOUNTAIN.fullmatch(_bare(word[:cut])))
        and (_MOUNTAIN.fullmatch(_bare(word[cut:])) or _borrowed(word[cut:]))
        for cut in range(1, len(word))
    )


def _european(word: str) -> bool:
    return all(char.isascii() or char in _EUROPEAN for char in word)


@lru_cache(maxsize=65536)
def lacks_tone(word: str) -> bool:
    """Tell whether a syllable ends with a stop but has not the tone that it needs: nươc.

    >>> [lacks_tone(word) for word in ("nươc", "việt", "quốc", "Viet", "cât")]
    [True, False, False, False, True]
    """
    if word.isascii() or not word.islower() or not _STOP.search(word):
        return False
    apart = unicodedata.normalize("NFD", word)
    return not any(char in "\u0301\u0323" for char in apart) and any(
        char in "ăâêôơư" for char in _bare(word)
    )
