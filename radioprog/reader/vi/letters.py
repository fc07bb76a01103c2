"""Letters become their names; a word's shape tells whether it is a Vietnamese syllable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from radioprog.reader.model import Style
from radioprog.reader.rules import Cursor

_NAMES = {
    "a": "a",
    "ă": "á",
    "â": "ớ",
    "b": "bê",
    "c": "xê",
    "d": "dê",
    "đ": "đê",
    "e": "e",
    "ê": "ê",
    "f": "ép",
    "g": "giê",
    "h": "hát",
    "i": "i",
    "j": "gi",
    "k": "ca",
    "l": "e-lờ",
    "m": "em-mờ",
    "n": "en-nờ",
    "o": "o",
    "ô": "ô",
    "ơ": "ơ",
    "p": "pê",
    "q": "quy",
    "r": "e-rờ",
    "s": "ét-sì",
    "t": "tê",
    "u": "u",
    "ư": "ư",
    "v": "vê",
    "w": "vê kép",
    "x": "ích",
    "y": "i-cờ-rét",
    "z": "dét",
}
_SOUTH = {
    "b": "bờ",
    "c": "cờ",
    "d": "dờ",
    "đ": "đờ",
    "g": "gờ",
    "h": "hờ",
    "k": "ca",
    "l": "lờ",
    "m": "mờ",
    "n": "nờ",
    "p": "pờ",
    "q": "quờ",
    "r": "rờ",
    "s": "sờ",
    "t": "tờ",
    "v": "vờ",
    "x": "xờ",
}
_GREEK = {
    "α": "an-pha",
    "β": "bê-ta",
    "γ": "gam-ma",
    "δ": "đen-ta",
    "ε": "ép-xi-lon",
    "θ": "tê-ta",
    "λ": "lam-đa",
    "μ": "muy",
    "π": "pi",
    "ρ": "rô",
    "σ": "xích-ma",
    "τ": "tô",
    "φ": "phi",
    "ω": "ô-mê-ga",
    "η": "ê-ta",
    "κ": "ca-pa",
    "ν": "nuy",
    "ξ": "xi",
    "χ": "khi",
    "ψ": "pơ-xi",
    "ζ": "dê-ta",
    "ι": "i-ô-ta",
    "ο": "ô-mi-con",
    "υ": "íp-xi-lon",
    "ς": "xích-ma",
}


_SIGNS = {"{": "mở ngoặc nhọn", "}": "đóng ngoặc nhọn", "|": "gạch đứng"}


def letter(char: str, style: Style) -> str | None:
    """Return the name of a letter, or None where it has none in Vietnamese.

    >>> letter("B", Style()), letter("B", Style(region="south"))
    ('bê', 'bờ')
    """
    low = char.lower()
    if style.region == "south" and low in _SOUTH:
        return _SOUTH[low]
    return _NAMES.get(low) or _GREEK.get(low) or _stripped(low)


_VOWELS = frozenset("aăâeêioôơuưy")
_GOES_ON = re.compile(r"['’]|-[^\W\d_A-Z]")  # H'Hen, X-quang: part of a word


def letter_name(found: re.Match[str], cursor: Cursor) -> str:
    """Return the name of a letter that stands alone (hạng C, ông M.); a vowel is its own name."""
    char = found[0]
    if (
        char.lower() in _VOWELS
        or cursor.before() == "độ"
        or _GOES_ON.match(cursor.text, found.end(), cursor.limit)
    ):
        return char
    return letter(char, cursor.style) or char


def _stripped(char: str) -> str | None:
    """Name a letter with a foreign mark by its base letter: ü is u."""
    base = unicodedata.normalize("NFD", char)[:1]
    return _NAMES.get(base)


def spell(text: str, style: Style) -> str:
    """Say letters by name, one by one; what has no name is left out.

    >>> spell("UBND", Style())
    'u bê en-nờ dê'
    """
    return " ".join(filter(None, (_SIGNS.get(char) or letter(char, style) for char in text)))


_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_ONSET = r"(?:ngh|ng|nh|th|tr|ch|kh|ph|gh|gi|qu|[bcdđghklmnprstvx])?"
_RHYME = (
    r"(?:uyê[nt]|uyu|uya|uy(?:nh|ch|t|n|p)?|iê(?:ng|[ucmnpt])|yê(?:ng|[umnt])"
    r"|uô(?:ng|[cimnt])|ươ(?:ng|[cimnptu])|ia|ya|ua|ưa"
    r"|oa(?:ng|nh|ch|[cimnoptyv])?|oă(?:ng|[cmnt])|oe(?:[nomt])?|oo(?:ng|c)|ôô(?:ng|c)"
    r"|uâ(?:ng|[nty])|uê(?:nh|ch|n)?|uơ|uă(?:ng|[cnt])|ue(?:[nt])?"
    r"|a(?:ng|nh|ch|[cimnoptuy])?|ă(?:ng|[cmnpt])|â(?:ng|[cmnptuy])"
    r"|e(?:ng|[cmnopt])?|ê(?:nh|ch|ng|[mnptuc])?|i(?:nh|ch|[mnptu])?"
    r"|o(?:ng|[cimnpt])?|ô(?:ng|[cimnpt])?|ơ(?:[imnpt])?"
    r"|u(?:ng|[acimnpt])?|ư(?:ng|[acimntu])?|y(?:nh|ch|[mnt])?)"
)
_SYLLABLE = re.compile(_ONSET + _RHYME)
# A syllable of a name written by ear, with the consonants that Vietnamese has not: xcơ, xtrây.
_BY_EAR = re.compile(r"(?:[bcdđghklmnpqrstvwxzfj]{0,3}?)" + _RHYME)


@lru_cache(maxsize=4096)
def split_syllables(word: str) -> tuple[str, ...]:
    """Part a word without spaces and marks into the likeliest syllables; empty if none fit.

    Few syllables are likely, one without a first consonant is not, but for those of common words.

    >>> split_syllables("congan"), split_syllables("danang"), split_syllables("xyz")
    (('cong', 'an'), ('da', 'nang'), ())
    """
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - 10), end - 1):
            head = best[start]
            for cost, parts in _parts(word[start:end]) if head is not None else ():
                known = best[end]
                whole = head[0] + cost if head is not None else cost
                if head is not None and (known is None or whole <= known[0]):
                    best[end] = (whole, (*head[1], *parts))
    last = best[-1]
    return last[1] if last is not None else ()


def _parts(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    pair = _PAIRS.get(text)
    if pair is not None:
        yield 18, pair
    if is_syllable(text) or _TONELESS.fullmatch(text):
        yield 10 if text[0] not in _VOWELS else 14, (text,)


_VOWELS = frozenset("aăâeêioôơuưy")
_TONELESS = re.compile(  # nien, tuoi, thuong: the rhymes whose marks a host's name leaves out
    _ONSET
    + r"(?:ie(?:ng|[cmnptu])|ye[mntu]|uo(?:ng|[cimntu])|uye[nt]|ua(?:ng|[cnty])|ue(?:ch|nh)?|uu)"
)
_COMMON = (
    "cong an,an ninh,an toan,nghe an,hoi an,long an,an giang,dien an,quan uy,tinh uy,huyen uy,"
    "dang uy,thanh uy,tay au,chau au,chau a,dong a,dien anh,hinh anh,tieng anh,phap y,thu y,"
    "bao an,phu yen,binh an,truong an,dan an,cong ich,loi ich,thong tin,y te,an sinh,toa an,"
    "du an,de an,dap an,hung yen,cao uy,ban an"
)
_PAIRS = {pair.replace(" ", ""): tuple(pair.split()) for pair in _COMMON.split(",")}


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tell whether a word has the shape of one Vietnamese syllable, in any case.

    >>> [is_syllable(word) for word in ("Nguyễn", "nghiêng", "TRUYỀN", "website", "UBND")]
    [True, True, True, False, False]
    """
    bare = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
    bare = unicodedata.normalize("NFC", bare)
    return len(bare) <= 8 and _SYLLABLE.fullmatch(bare) is not None


@lru_cache(maxsize=16384)
def is_written_by_ear(word: str) -> bool:
    """Tell whether a word with hyphens is a foreign name spelled in Vietnamese syllables.

    >>> [is_written_by_ear(word) for word in ("Mát-xcơ-va", "Ô-xtrây-li-a", "check-in", "Wi-Fi")]
    [True, True, False, False]
    """
    parts = word.split("-")
    if len(parts) < 2 or any(part.isupper() and len(part) > 1 for part in parts):
        return False
    plain = sum(map(is_syllable, parts))
    marked = not word.isascii()
    later = all(part.islower() for part in parts[1:])
    if not later or plain == 0:
        return False
    if not marked and plain < len(parts) and not (plain > 1 and len(parts) > 2):
        return False
    return all(is_syllable(part) or _by_ear(part) for part in parts)


def _by_ear(part: str) -> bool:
    bare = unicodedata.normalize("NFD", part.lower()).translate(_TONES)
    return _BY_EAR.fullmatch(unicodedata.normalize("NFC", bare)) is not None
