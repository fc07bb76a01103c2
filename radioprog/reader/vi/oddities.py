"""What a text shows that no reading can mend: impossible days and hours, keys of a typing method.

Letters in a digit's place (7h3O), numbers whose groups are none (1.50.000), telephone numbers with
a digit lost, sentences without any mark and letters of a wrong decoding are told as well: each
with its place; the reading stays what the letters say.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby

from radioprog.reader.rules import Oddity
from radioprog.reader.vi.letters import is_syllable
from radioprog.reader.vi.roman import value

_DAY = re.compile(
    r"(?<![\w/.,-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?![\w/-]|[.,]\d)"
    r"|(?i:ngày|mùng|mồng) (?P<d2>\d{1,2})(?:[/-]| tháng )(?P<m2>\d{1,2})"
    r"(?:(?:[/-]| năm )(?P<y2>(?:19|20)\d\d))?(?![\w/-]|[.,]\d)"
)
_SAID_AS_DAY = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<y>(?:19|20)\d\d))?(?!\d)"
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:(?i:thứ) (?P<w>hai|ba|tư|năm|sáu|bảy|Hai|Ba|Tư|Năm|Sáu|Bảy|[2-7])|T(?P<t>[2-7])"
    r"|(?i:chủ nhật)|CN)(?:,? (?i:ngày) |[,:]? |,? ?\()"
    r"(?P<d>\d{1,2})(?:[/.-]| tháng )(?P<m>\d{1,2})(?:[/.-]| năm )(?P<y>(?:19|20)\d\d)(?![\w/-])"
)
_LEAP = 2028
"""The year of a day that is written without one: each day that some year has."""
_WEEK = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_SPAN = re.compile(r"(?i:ngày) \d{1,2}-(?:1[3-9]|[2-9]\d)")
_HOUR = re.compile(
    r"(?i:(?P<cue>lúc|hồi|khoảng|từ|đến|trước|sau|vào|ngày|sáng|chiều|tối|đêm)) "
    r"(?P<h>\d{1,2})(?:[hg:]|[ ]?giờ[ ]?)(?P<m>\d\d)(?!\w|[.,:]\d)"
)
_SERIAL = re.compile(r"(?i:ngày) (?:4\d{4}|50\d{3})(?![\w/-]|[.,]\d)")
_LOST_FIRST = re.compile(r"(?<=[^\s?!] )\?[a-zà-ỹ]{1,6}(?![\w=/?])")
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
# A letter O, l or I among digits: 7h3O, l7h, 2O26, O987.654.321; not O2, 2l, quý I/2026.
_DIGITISH = re.compile(
    r"(?<![\w@./-])(?=[\w.,:/-]{0,24}\d)(?=[\w.,:/-]{0,24}[OoIl])"
    r"[\dOoIl]{1,12}(?:[.,:/h-][\dOoIl]{1,12}){0,5}[hg]?(?![\w@]|[.-]\w)"
)
_AS_DIGITS = str.maketrans("OoIl", "0011")
_MEANT = re.compile(
    r"(?:[01]?\d|2[0-4])[hg:][0-5]\d|(?:[01]?\d|2[0-4])[hg]|(?:19|20)\d\d"
    r"|\d{1,2}([/-])\d{1,2}\1(?:19|20)\d\d|\d{1,3}(?:\.\d{3})+|\d{1,3},\d{1,2}"
    r"|0\d{2,3}[. -]?\d{3}[. -]?\d{3,4}|[1-9]\d{1,8}|0[1-9]"
    r"|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])"
)
_LITRES = re.compile(
    r"(?!0l)\d+(?:[.,]\d+)?l|[OI]\d{1,3}|[OoIl]+[/-].*|.*[/-][OoIl]+|\d+[/-][\dOIl]+"
)
_ZERO_WITHIN = re.compile(r"(?<!\w)[A-Za-zÀ-ỹ]{1,5}[01][a-zà-ỹ]{1,4}(?!\w)")
_ROMAN_L = re.compile(r"(?<!\w)(?=[XVIl]{0,5}l)(?=[VIl]{0,5}[XV])[XVIl]{2,6}(?!\w)")
_GROUPED = re.compile(r"(?<![\w.,/:-])\d{1,3}(?:[.,]\d{2,4}){1,5}(?![\w/:-]|[.,]\d)")
_MONEY_NEXT = re.compile(r"[ \u00a0]?(?:đồng|đ|VNĐ|VND|vnđ|triệu|nghìn)(?!\w)")
_PHONE = re.compile(r"(?<![\w.,/+-])0[35789]\d(?P<rest>(?:[ .]?\d){4,12})(?![\w/]|[.,-]\d)")
_PHONE_CUE = re.compile(
    r"(?i:điện thoại|số máy|đường dây nóng|hotline|di động|zalo|liên hệ|gọi)[^\n.;]{0,40}$"
    r"|(?:ĐT|SĐT|ĐTDĐ)[ :]{0,3}(?:số )?$"
)
_BARE_RUN = re.compile(r"(?<![^\s\"“(])[A-Za-z]{1,7}(?![^\W_])(?:,? [A-Za-z]{1,7}(?![^\W_])){4,40}")
_NEEDS_TONE = re.compile(r"(?:[aeiouy]|ie|uo)(?:c|ch|p|t)$")
_WRONG_CODE = re.compile(
    "(?:Ã[\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]|á[»º]|Ä[\u0080-\u0192\u2018-\u2122]|Æ[°¡])"
    "[^\\n]{0,240}"
)
_LAST_WORD = re.compile(r"\S{0,12}$")
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


def oddities(text: str, days: Sequence[tuple[int, int]] = ()) -> Iterator[Oddity]:
    """Give what is odd in a text, with its places and what was perhaps meant.

    ``days`` are the stretches that are read as days: those that no calendar has are told.

    >>> [(odd.kind, odd.written, odd.meant) for odd in oddities("Họp ngày 31/11, xã vuwfa gặt.")]
    [('day', 'ngày 31/11', ''), ('keys', 'vuwfa', 'vừa')]
    """
    yield from _impossible_days(text, days)
    yield from _wrong_weekdays(text)
    for found in _HOUR.finditer(text):
        if int(found["h"]) > 24 or int(found["m"]) > 59:
            yield Oddity("hour", found.start("h"), text[found.start("h") : found.end()])
    for found in _LOST.finditer(text):
        if "?" in found[0].rstrip("?") and not found[0].startswith("?"):
            yield Oddity("lost", found.start(), found[0])
    for found in _LOST_FIRST.finditer(text):
        yield Oddity("lost", found.start(), found[0])
    for found in _SERIAL.finditer(text):
        yield Oddity("day", found.start(), found[0])
    for found in _OLD_FONT.finditer(text):
        yield Oddity("font", found.start(), found[0])
    for found in _FAR_YEAR.finditer(text):
        yield Oddity("year", found.start("y"), found["y"])
    yield from _look_alikes(text)
    yield from _misprinted_numbers(text)
    for found in _BARE_RUN.finditer(text):
        if _is_bare(found, text):
            yield Oddity("bare", found.start(), found[0][:60])
    yield from _wrongly_decoded(text)
    for found in _KEYS.finditer(text):
        if meant := typed(found[0]):
            yield Oddity("keys", found.start(), found[0], meant)


def _impossible_days(text: str, days: Sequence[tuple[int, int]]) -> Iterator[Oddity]:
    """Give each day that no calendar has: by the word before it, by its year, or read as a day."""
    told: set[int] = set()
    for found in _DAY.finditer(text):
        named = text[max(0, found.start() - 5) : found.start()].lower() == "ngày "
        if found["s"] == "." and int(found["m"]) > 12 and not named:
            continue  # version 1.30.2026
        if found["d2"] and not found["y2"] and _SPAN.fullmatch(found[0]):
            continue  # ngày 18-24
        day, month = int(found["d"] or found["d2"]), int(found["m"] or found["m2"])
        if not _is_day(day, month, int(found["y"] or found["y2"] or _LEAP)):
            told.add(found.end())
            yield Oddity("day", found.start(), found[0])
    for start, end in days:
        for found in _SAID_AS_DAY.finditer(text, start, end):
            if "-" in found[0] and _SPAN.fullmatch(f"ngày {found[0]}"):
                continue  # từ 18-24
            is_day = _is_day(int(found["d"]), int(found["m"]), int(found["y"] or _LEAP))
            if found.end() not in told and not is_day:
                yield Oddity("day", found.start(), found[0])


def _wrong_weekdays(text: str) -> Iterator[Oddity]:
    """Give each day of the week that its date is not: thứ hai ngày 1/12/2026."""
    for found in _WEEKDAY.finditer(text):
        day, month, year = (int(found[part]) for part in ("d", "m", "y"))
        if not _is_day(day, month, year):
            continue
        said = found["w"] or found["t"]
        named = "chủ nhật" if said is None else f"thứ {said}".lower()
        there = date(year, month, day).weekday()
        if named not in {_WEEK[there], f"thứ {there + 2}"}:
            yield Oddity("weekday", found.start(), found[0], _WEEK[there])


def _look_alikes(text: str) -> Iterator[Oddity]:
    """Give words of our letters and others that only look like them: they are no words at all."""
    if not _OTHER_LETTER.search(text):
        return
    for found in _LETTERS.finditer(text):
        meant = found[0].translate(_LOOK_ALIKE)
        mixed = any(char < "\u0370" or char > "\u04ff" for char in found[0])
        if mixed and meant != found[0] and not _OTHER_LETTER.search(meant):
            yield Oddity("letters", found.start(), found[0], meant)


def _misprinted_numbers(text: str) -> Iterator[Oddity]:
    """Give letters in a digit's place, digits in a letter's, groups that are none, lost digits."""
    for found in _DIGITISH.finditer(text):
        written, meant = found[0], found[0].translate(_AS_DIGITS)
        if _MEANT.fullmatch(meant) and not _LITRES.fullmatch(written):
            yield Oddity("digits", found.start(), written, meant)
    for found in _ZERO_WITHIN.finditer(text):
        meant = found[0].replace("0", "o").replace("1", "l" if found[0][1:2] != "1" else "i")
        if is_syllable(meant.lower()) and not found[0].isupper():
            yield Oddity("digits", found.start(), found[0], meant)
    for found in _ROMAN_L.finditer(text):
        if value(meant := found[0].replace("l", "I")):
            yield Oddity("digits", found.start(), found[0], meant)
    for found in _GROUPED.finditer(text):
        if _groups_none(found[0], _MONEY_NEXT.match(text, found.end()) is not None):
            yield Oddity("number", found.start(), found[0])
    for found in _PHONE.finditer(text):
        digits = 3 + sum(map(str.isdigit, found["rest"]))
        told = digits < 10 or (digits > 10 and found["rest"].isdecimal())
        if told and _PHONE_CUE.search(text[max(0, found.start() - 60) : found.start()]):
            yield Oddity("phone", found.start(), found[0], str(digits))


def _groups_none(number: str, money: bool) -> bool:
    """Tell whether a number's groups fit no way of writing: 1.50.000, 12.5000 đồng, 1.500,000."""
    first, *rest = re.split("[.,]", number)
    signs = re.findall("[.,]", number)
    lengths = [len(group) for group in rest]
    if first[0] == "0" and len(first) > 1:
        return False
    if len(set(signs)) > 1:  # the last sign parts the decimals
        whole = lengths[:-1]
        return any(length != 3 for length in whole) or (lengths[-1] == 3 and rest[-1] == "000")
    if len(rest) == 1:
        return money and lengths[0] == 4
    dated = len(rest) == 2 and lengths == [2, 4]
    return 3 in lengths and set(lengths) != {3} and not dated and (money or rest[-1] == "000")


def _is_bare(found: re.Match[str], text: str) -> bool:
    """Tell whether words are Vietnamese of which all marks are gone: MOI BA CON DEN HOP THON."""
    words = [word.lower() for word in re.findall("[A-Za-z]+", found[0])]
    if not all(map(is_syllable, words)):
        return False
    toneless = sum(_NEEDS_TONE.search(word) is not None for word in words)
    alone = text[: found.start()].rstrip()[-1:] in {"", ".", "!", "?", ":", "\n"}
    alone = alone and text[found.end() : found.end() + 1] in {"", ".", "!", "?", "\n"}
    return toneless > 0 or (alone and len(words) > 5) or len(words) > 8


def _wrongly_decoded(text: str) -> Iterator[Oddity]:
    """Give the first words of UTF-8 that was read as Windows' letters, and what they were."""
    found = _WRONG_CODE.search(text)
    head = _LAST_WORD.search(text[: found.start()]) if found else None
    if found and head and (meant := _decoded(head[0] + found[0])):
        yield Oddity("code", head.start(), (head[0] + found[0])[:40], meant[:40])


def _decoded(text: str) -> str:
    """Return what UTF-8 read as Windows' letters was, or "": ThÃ´ng bÃ¡o is Thông báo."""
    said = ""
    for known, chars in groupby(text, lambda char: bool(_as_byte(char))):
        part = "".join(chars)
        said += b"".join(map(_as_byte, part)).decode("utf-8", "ignore") if known else part
    return said if said != text and not said.isascii() else ""


def _as_byte(char: str) -> bytes:
    return char.encode("cp1252", "ignore") or char.encode("latin-1", "ignore")


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
            said = unicodedata.normalize("NFC", said + marks[char]).replace("uơ", "ươ")
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
