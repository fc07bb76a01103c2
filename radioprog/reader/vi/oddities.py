"""What a text shows that no reading can mend: impossible days and hours, keys of a typing method.

Each is told with its place; the reading stays what the letters say.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache

from radioprog.reader.rules import Oddity
from radioprog.reader.vi.letters import is_syllable

_DAY = re.compile(
    r"(?<![\w/.,-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?![\w/-]|[.,]\d)"
    r"|(?i:ngày) (?P<d2>\d{1,2})(?:[/-]| tháng )(?P<m2>\d{1,2})"
    r"(?:(?:[/-]| năm )(?P<y2>(?:19|20)\d\d))?(?![\w/-]|[.,]\d)"
)
_SPAN = re.compile(r"(?i:ngày) \d{1,2}-(?:1[3-9]|[2-9]\d)")
_HOUR = re.compile(
    r"(?i:(?P<cue>lúc|hồi|khoảng|từ|đến|trước|sau|vào|ngày|sáng|chiều|tối|đêm)) "
    r"(?P<h>\d{1,2})(?:[hg:]|[ ]?giờ[ ]?)(?P<m>\d\d)(?!\w|[.,:]\d)"
)
_LOST = re.compile(r"(?<![^\s\"“(])[^\W\d_]{0,6}\?[a-zà-ỹ]{1,6}(?![\w=/?])")
# Begins where a word does and is bounded, so that a word without end costs no more than others.
_OLD_FONT = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{0,12}?(?:[A-Za-z][·¸¶µ¹¨©ª®¬Æ¦§][a-z]?|[·¸¶µ¹®Æ][a-z])[^\s\d]{0,24}"
)
_KEYS = re.compile(
    r"(?<![\w@./-])(?:[A-Z]?[a-z]{1,6}(?:\d[a-z]{0,4}){2,4}|[A-Z]?[a-z]{3,11})(?![\w@./-])"
)
_FAR_YEAR = re.compile(
    r"(?:(?i:năm) |(?<![\w/.,-])\d{1,2}([/.-])\d{1,2}\1)(?P<y>2(?:10[1-9]|1[1-9]\d|[2-9]\d\d))"
    r"(?![\w/-]|[.,]\d)"
)
_OTHER_LETTER = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_LETTERS = re.compile(r"[^\W\d_]{2,40}")
_LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаесіјорѕухһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονια",
    "ABESIJKMHOPCTYXaecijopsyxhqwABEZHIKMNOPTYXovia",
)
"""Letters of Russian and Greek that look like ours; pasted words hold them."""
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_DIGIT_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TELEX = (
    ("uwow", "ươ"),
    ("uow", "ươ"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
    ("dd", "đ"),
    ("aa", "â"),
)
_VNI = {"6": "\u0302", "7": "\u031b", "8": "\u0306", "9": "đ"}


def oddities(text: str) -> Iterator[Oddity]:
    """Give what is odd in a text, with its places and what was perhaps meant.

    >>> [(odd.kind, odd.written, odd.meant) for odd in oddities("Họp ngày 31/11, xã vuwfa gặt.")]
    [('day', 'ngày 31/11', ''), ('keys', 'vuwfa', 'vừa')]
    """
    for found in _DAY.finditer(text):
        if found["s"] == "." and int(found["m"]) > 12:
            continue  # version 1.30.2026
        year = int(found["y"] or found["y2"] or 2028)
        if found["y2"] is None and _SPAN.fullmatch(found[0]):
            continue  # ngày 18-24
        if not _is_day(int(found["d"] or found["d2"]), int(found["m"] or found["m2"]), year):
            yield Oddity("day", found.start(), found[0])
    for found in _HOUR.finditer(text):
        if int(found["h"]) > 24 or int(found["m"]) > 59:
            yield Oddity("hour", found.start("h"), text[found.start("h") : found.end()])
    for found in _LOST.finditer(text):
        if "?" in found[0].rstrip("?") and not found[0].startswith("?"):
            yield Oddity("lost", found.start(), found[0])
    for found in _OLD_FONT.finditer(text):
        yield Oddity("font", found.start(), found[0])
    for found in _FAR_YEAR.finditer(text):
        yield Oddity("year", found.start("y"), found["y"])
    yield from _look_alikes(text)
    for found in _KEYS.finditer(text):
        if meant := typed(found[0]):
            yield Oddity("keys", found.start(), found[0], meant)


def _look_alikes(text: str) -> Iterator[Oddity]:
    """Give words of our letters and others that only look like them: they are no words at all."""
    if not _OTHER_LETTER.search(text):
        return
    for found in _LETTERS.finditer(text):
        meant = found[0].translate(_LOOK_ALIKE)
        mixed = any(char < "\u0370" or char > "\u04ff" for char in found[0])
        if mixed and meant != found[0] and not _OTHER_LETTER.search(meant):
            yield Oddity("letters", found.start(), found[0], meant)


def _is_day(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


@lru_cache(maxsize=16384)
def typed(word: str) -> str:
    """Return the syllable whose keys a word is, typed with TELEX or VNI switched off; or "".

    >>> typed("vuwfa"), typed("vu7a2"), typed("d9o6ng"), typed("show"), typed("co2"), typed("km2")
    ('vừa', 'vừa', 'đông', '', '', '')
    """
    low = word.lower()
    if is_syllable(low) or len(low) < 4:
        return ""
    meant = _of_digits(low) if any(map(str.isdigit, low)) else _of_letters(low)
    return meant if meant and not meant.isascii() and is_syllable(meant) else ""


def _of_digits(word: str) -> str:
    if not word.isascii() or sum(map(str.isdigit, word)) < 2 or re.search("[0-9]{3}|0", word):
        return ""
    base = "đ" + word.replace("9", "", 1)[1:] if word[0] == "d" and "9" in word else word
    return _marked(base, {**_DIGIT_TONES, **_VNI})


def _of_letters(word: str) -> str:
    found = re.search(r"(?<=[uoaăâơư])(?:w)|^dd|uow", word)
    tone = re.search(r"(?<=[aeiouyw])[sfrxj]|[sfrxj]$", word)
    if found is None or (tone is None and not word.startswith("dd") and "uw" not in word):
        return ""
    if word.endswith(("ows", "aws", "ower", "ows", "awer")):
        return ""
    mark = ""
    if tone is not None:
        mark = _TONES[tone[0]]
        word = word[: tone.start()] + word[tone.end() :]
    for keys, letter in _TELEX:
        word = word.replace(keys, letter)
    return _toned(word, mark)


def _marked(word: str, marks: dict[str, str]) -> str:
    """Put the marks of digits on the letters before them, the tone on the syllable."""
    said, tone = "", ""
    for char in word:
        if char in _DIGIT_TONES:
            tone = marks[char]
        elif char in marks and said:
            said = unicodedata.normalize("NFC", said + marks[char])
        else:
            said += char
    return _toned(said, tone)


def _toned(word: str, tone: str) -> str:
    """Return the syllable with its tone on whichever vowel makes it one."""
    if not tone:
        return word
    for place, char in sorted(enumerate(word), key=lambda at: (at[1].isascii(), -at[0])):
        if unicodedata.normalize("NFD", char)[0] in "aeiouy":
            toned = unicodedata.normalize("NFC", word[:place] + char + tone + word[place + 1 :])
            if is_syllable(toned):
                return toned
    return ""
