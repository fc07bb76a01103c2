"""Numerals become words: cardinals, digits one by one, decimals, years.

Stands below every Vietnamese rule: a rule finds what a numeral means, this module says it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from radioprog.reader.model import Region, Style

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LONGEST = 18  # digits of the longest numeral that is said as one number

# The parts of a numeral, as the patterns of all rules write them.
SPACE = r"[ \t\u00a0\u2007\u2009\u202f]"
NUMERAL = (
    r"(?:[1-9]\d{0,2}(?:[.\u00a0\u2009\u202f]\d{3})+(?!\d)"
    r"|[1-9]\d{0,2}(?: \d{3})+(?![\d./]|,\d{3}|-\d)"
    r"|[1-9]\d{0,2}(?:,\d{3}){2,}(?!\d)"
    r"|[1-9]\d{0,2},\d{3}(?=\.\d)"
    r"|\d+)"
    r"(?:,\d+(?!,?\d)|\.\d+(?!\.?\d))?"
)
_GROUPS = re.compile(
    r"[1-9]\d{0,2},\d\d0(?!,?\d)|[1-9]\d{0,2}(?:[.\u00a0\u2009\u202f ]\d{3})+(?!\d)"
    r"|[1-9]\d{0,2}(?:,\d{3}){2,}(?!\d)"
)
_MIXED = re.compile(r"[1-9]\d{0,2},\d{3}(?=\.\d)")


def cardinal(number: int, style: Style, *, year: bool = False) -> str:
    """Say a whole number.

    >>> cardinal(1_005, Style())
    'một nghìn không trăm linh năm'
    >>> cardinal(24, Style()), cardinal(24, Style(region="south"))
    ('hai mươi tư', 'hai mươi bốn')
    >>> cardinal(2012, Style(years="short"), year=True)
    'hai nghìn mười hai'
    """
    said = _cardinal(number, style.region)
    if year and style.years == "short" and 2000 < number < 2100:
        return said.replace(" không trăm", "", 1)
    return said


@lru_cache(maxsize=16384)
def _cardinal(number: int, region: Region) -> str:
    if number < 0:
        return "âm " + _cardinal(-number, region)
    if number >= 10**9:
        billions, rest = divmod(number, 10**9)
        return _join(_cardinal(billions, region) + " tỷ", _tail(rest, region))
    return _below_billion(number, region)


def _tail(rest: int, region: Region) -> str:
    """Say what follows the billions: its first group with all three places."""
    return _below_billion(rest, region, inner=True) if rest else ""


def _below_billion(number: int, region: Region, *, inner: bool = False) -> str:
    words: list[str] = []
    for power, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, number = divmod(number, power)
        if group:
            if power == 1000 and region != "north":
                name = "ngàn"
            words.append(_join(_three(group, region, full=inner or bool(words)), name))
    return " ".join(words) or DIGITS[0]


def _three(group: int, region: Region, *, full: bool) -> str:
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    head = f"{DIGITS[hundreds]} trăm" if hundreds or full else ""
    if not rest:
        return head
    if not tens:
        zero = "linh" if region == "north" else "lẻ"
        return _join(head, f"{zero} {DIGITS[units]}" if head else DIGITS[units])
    return _join(head, _two(tens, units, region))


def _two(tens: int, units: int, region: Region) -> str:
    ten = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if not units:
        return ten
    unit = DIGITS[units]
    if units == 5:
        unit = "lăm"
    elif units == 1 and tens > 1:
        unit = "mốt"
    elif units == 4 and tens > 1 and region == "north":
        unit = "tư"
    return f"{ten} {unit}"


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def digits(text: str) -> str:
    """Say digits one by one; what is no digit is left out.

    >>> digits("0232")
    'không hai ba hai'
    """
    return " ".join(DIGITS[int(char)] for char in text if char.isdecimal())


def numeral(text: str, style: Style) -> str:
    """Say a numeral as it is written: groups of thousands, a decimal comma or point.

    >>> numeral("1.250.000", Style())
    'một triệu hai trăm năm mươi nghìn'
    >>> numeral("92,5", Style()), numeral("0,05", Style())
    ('chín mươi hai phẩy năm', 'không phẩy không năm')
    """
    found = _MIXED.match(text) or _GROUPS.match(text)
    if found:
        whole, rest = re.sub(r"\D", "", found[0]), text[found.end() :]
    else:
        whole, rest = re.match(r"\d*", text)[0], text.lstrip("0123456789")  # type: ignore[index]
    said = whole_number(whole, style)
    return f"{said} phẩy {fraction_digits(rest[1:], style)}" if rest else said


def whole_number(text: str, style: Style) -> str:
    """Say a run of digits as a number; one that is too long to be a number, digit by digit."""
    if len(text) > LONGEST or (len(text) > 3 and text[0] == "0"):
        return digits(text)
    return cardinal(int(text), style)


def name_number(text: str, style: Style) -> str:
    """Say a number in a name: the zero before it is read (Đề án 06 is "không sáu").

    >>> name_number("06", Style()), name_number("135", Style())
    ('không sáu', 'một trăm ba mươi lăm')
    """
    return digits(text) if text.startswith("0") else numeral(text, style)


def fraction_digits(text: str, style: Style) -> str:
    """Say the digits after the comma: singly when they begin with 0 or are more than two."""
    if text.startswith("0") or len(text) > 2:
        return digits(text)
    return cardinal(int(text), style)


def year(text: str, style: Style) -> str:
    """Say a year."""
    return cardinal(int(text), style, year=True)


def month(text: str) -> str:
    """Say the number of a month: the fourth is "tư"."""
    number = int(text)
    return "tư" if number == 4 else _cardinal(number, "north")
