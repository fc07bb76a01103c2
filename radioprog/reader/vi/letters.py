"""Letters become their names; a word's shape tells whether it is a Vietnamese syllable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from radioprog.reader.model import Style

_NAMES = {
    "a": "a", "ă": "á", "â": "ớ", "b": "bê", "c": "xê", "d": "dê", "đ": "đê", "e": "e", "ê": "ê",
    "f": "ép", "g": "giê", "h": "hát", "i": "i", "j": "gi", "k": "ca", "l": "e-lờ", "m": "em-mờ",
    "n": "en-nờ", "o": "o", "ô": "ô", "ơ": "ơ", "p": "pê", "q": "quy", "r": "e-rờ", "s": "ét-sì",
    "t": "tê", "u": "u", "ư": "ư", "v": "vê", "w": "vê kép", "x": "ích", "y": "i-cờ-rét",
    "z": "dét",
}  # fmt: skip
_SOUTH = {
    "b": "bờ", "c": "cờ", "d": "dờ", "đ": "đờ", "g": "gờ", "h": "hờ", "k": "ca", "l": "lờ",
    "m": "mờ", "n": "nờ", "p": "pờ", "q": "quờ", "r": "rờ", "s": "sờ", "t": "tờ", "v": "vờ",
    "x": "xờ",
}  # fmt: skip
_GREEK = {
    "α": "an-pha", "β": "bê-ta", "γ": "gam-ma", "δ": "đen-ta", "ε": "ép-xi-lon", "θ": "tê-ta",
    "λ": "lam-đa", "μ": "muy", "π": "pi", "ρ": "rô", "σ": "xích-ma", "τ": "tô", "φ": "phi",
    "ω": "ô-mê-ga", "η": "ê-ta", "κ": "ca-pa", "ν": "nuy", "ξ": "xi", "χ": "khi", "ψ": "pơ-xi",
    "ζ": "dê-ta", "ι": "i-ô-ta", "ο": "ô-mi-con", "υ": "íp-xi-lon", "ς": "xích-ma",
}  # fmt: skip


_SIGNS = {"{": "mở ngoặc nhọn", "}": "đóng ngoặc nhọn", "|": "gạch đứng"}


def letter(char: str, style: Style) -> str | None:
    """Give the name of a letter, or None where it has none in Vietnamese.

    >>> letter("B", Style()), letter("B", Style(region="south"))
    ('bê', 'bờ')
    """
    low = char.lower()
    if style.region == "south" and low in _SOUTH:
        return _SOUTH[low]
    return _NAMES.get(low) or _GREEK.get(low) or _stripped(low)


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
)  # fmt: skip
_SYLLABLE = re.compile(_ONSET + _RHYME)


@lru_cache(maxsize=4096)
def split_syllables(word: str) -> tuple[str, ...]:
    """Part a word without spaces and marks into syllables, as few as can be; empty if none fit.

    >>> split_syllables("quangbinh"), split_syllables("xyz")
    (('quang', 'binh'), ())
    """
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - 7), end - 1):
            head = best[start]
            if head is not None and is_syllable(word[start:end]):
                found = (*head, word[start:end])
                known = best[end]
                if known is None or len(found) < len(known):
                    best[end] = found
    return best[-1] or ()


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tell whether a word has the shape of one Vietnamese syllable, in any case.

    >>> [is_syllable(word) for word in ("Nguyễn", "nghiêng", "TRUYỀN", "website", "UBND")]
    [True, True, True, False, False]
    """
    bare = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
    bare = unicodedata.normalize("NFC", bare)
    return len(bare) <= 8 and _SYLLABLE.fullmatch(bare) is not None
