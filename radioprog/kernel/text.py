"""Clean text: done once, on the way in. Folding: how two spellings are found to be the same.

And how many syllables a text has when it is spoken, on which every estimate of time stands: exact
for Vietnamese that has been made ready for speaking (a written word is a syllable), a good estimate
for other languages, where vowel groups are counted.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")
# Old and new places of the tone mark are one spelling: hoà = hòa, uỷ = ủy, khoẻ = khỏe.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_TONE = re.compile(
    rf"(?:(?<=o)(?P<a>[ae])|(?<=u)(?P<y>y))(?P<tone>[{_TONES}])(?![\w\u0302\u0306\u031b])"
)


def clean_text(text: str) -> str:
    r"""Return NFC text without controls, line separators, lone surrogates and bidi overrides.

    Tabs and line ends stay; CR and CRLF become LF.

    >>> clean_text("a\u0301\x00\r\nb")
    'á\nb'
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


FORMULA_STARTS = ("=", "+", "-", "@", "\t")
"""With what a cell begins that a spreadsheet takes for a formula."""


def one_line(text: str) -> str:
    r"""Return clean text on one line with single spaces, for titles, tags and names.

    >>> one_line(" a\n b ")
    'a b'
    """
    return " ".join(_INVISIBLE.sub("", clean_text(text)).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the form by which two spellings are compared: case, spaces, NFC/NFD, tone place.

    >>> fold("Uỷ  ban") == fold("ủy ban") and fold("HOÀ") == fold("hòa")
    True
    """
    text = unicodedata.normalize("NFD", one_line(text.replace("\u00d0", "\u0110")).casefold())
    text = _OLD_TONE.sub(lambda m: m["tone"] + (m["a"] or m["y"]), text)
    return unicodedata.normalize("NFC", text)


def plain_ascii(text: str) -> str:
    """Return text in ASCII for what knows no other letters: marks gone, đ as d, the rest left out.

    >>> plain_ascii("Đồng Hới: “tin” 🎙 №7")
    'Dong Hoi: tin  No7'
    """
    bare = unicodedata.normalize("NFKD", one_line(text)).translate(_PLAIN)
    return "".join(char for char in bare if " " <= char <= "~")


_PLAIN = str.maketrans({"đ": "d", "Đ": "D", "–": "-", "—": "-", "’": "'", "‘": "'"})


def slug(text: str, most: int) -> str:
    """Return the letters and digits of a text as part of a file's name that every disk takes.

    At most so many characters, words parted by hyphens and not cut where that can be; empty where
    nothing of the text is left.

    >>> slug("Vì chủ quyền an ninh biên giới", 20), slug("🎙", 20)
    ('vi-chu-quyen-an-ninh', '')
    """
    words = re.findall(r"[a-z0-9]+", plain_ascii(text).lower())
    name = "-".join(words)
    if len(name) > most:
        whole = name[: most + 1].rpartition("-")[0]
        name = whole if len(whole) > most // 2 else name[:most]
    return name.strip("-")


def fold_name(name: str) -> str:
    """Return the form by which two file names clash: NFC and case only."""
    return unicodedata.normalize("NFC", name).casefold()


def ascii_name(text: str, otherwise: str, *, longest: int = 60) -> str:
    """Return a name of small letters, digits and hyphens that any disk and any address can hold.

    >>> ascii_name("Vùng biên & Đảo", "x"), ascii_name("!", "chuyen-muc")
    ('vung-bien-dao', 'chuyen-muc')
    """
    bare = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:longest].strip("-") or otherwise


WELL_COUNTED = frozenset({"vi", "en"})
"""The languages whose count is good enough to judge a voice by it; elsewhere vowels that nobody
says, or the length of a mora, put it out by a third and more."""
_PIECE = re.compile(r"[^\W\d_]+|\d")
_VOWELS = re.compile("[aeiouyαεηιουωаеёиоуыэюяіїє]+")
_SILENT_E = re.compile("[^aeiouyl]e$|[^aeiouytd]ed$")


def count_syllables(text: str, language: str = "vi") -> int:
    """Count the syllables of a spoken text; digits and letters without vowels count one each.

    >>> count_syllables("Kính thưa quý vị và các bạn!")
    7
    >>> count_syllables("A-xê-an"), count_syllables("km"), count_syllables("...")
    (3, 2, 0)
    >>> count_syllables("The announcer reads the news.", "en")
    7
    """
    english = language.partition("-")[0] == "en"
    return _counted(text, english) if len(text) <= _REMEMBERED else _count(text, english)


_REMEMBERED = 4096
"""Longer texts are counted anew each time, so that what is kept stays small."""


@lru_cache(maxsize=2048)
def _counted(text: str, english: bool) -> int:
    return _count(text, english)


def _count(text: str, english: bool) -> int:
    return sum(map(_of_english if english else _of_piece, _PIECE.findall(text)))


@lru_cache(maxsize=65536)
def _of_english(piece: str) -> int:
    return _of_piece(piece, english=True)


@lru_cache(maxsize=65536)
def _of_piece(piece: str, *, english: bool = False) -> int:
    if any(_is_one_syllable(char) for char in piece):
        return sum(_is_one_syllable(char) for char in piece) or 1
    plain = unicodedata.normalize("NFD", piece.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    groups = len(_VOWELS.findall(letters))
    if not groups:
        return _without_vowels(letters)
    if english and groups > 1 and _SILENT_E.search(letters):
        groups -= 1
    return groups


def _is_one_syllable(char: str) -> bool:
    """Tell whether one sign is one syllable, as in Chinese, kana and Hangul."""
    return (
        "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3"
    )


def _without_vowels(letters: str) -> int:
    """Count what is spelled letter by letter, or written without vowels of its own."""
    return len(letters) if letters.isascii() else -(-len(letters) // 3)
