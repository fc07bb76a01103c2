"""The one door to inflect: English numerals become words."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

LONGEST = 18  # digits of the longest numeral that is said as one number
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@cache
def _engine() -> Any:
    import inflect  # loaded with the first English numeral

    return inflect.engine()


@lru_cache(maxsize=16384)
def cardinal(number: int) -> str:
    """Say a whole number.

    >>> cardinal(1250)
    'one thousand two hundred and fifty'
    """
    return str(_engine().number_to_words(number)).replace(",", "")


@lru_cache(maxsize=4096)
def ordinal(number: int) -> str:
    """Say a number in a row.

    >>> ordinal(21)
    'twenty-first'
    """
    return str(_engine().ordinal(cardinal(number)))


@lru_cache(maxsize=4096)
def year(number: int) -> str:
    """Say a year.

    >>> year(1975), year(2026), year(1905)
    ('nineteen seventy-five', 'twenty twenty-six', 'nineteen oh five')
    """
    century, rest = divmod(number, 100)
    if not 10 <= century <= 99 or (century % 10 == 0 and rest < 10):
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def digits(text: str) -> str:
    """Say digits one by one.

    >>> digits("101")
    'one zero one'
    """
    return " ".join(_DIGITS[int(char)] for char in text if char.isdecimal())


def numeral(text: str) -> str:
    """Say a numeral as it is written: groups with commas, a decimal point.

    >>> numeral("1,250.5")
    'one thousand two hundred and fifty point five'
    """
    whole, _, point = text.replace(",", "").partition(".")
    said = digits(whole) if len(whole) > LONGEST else cardinal(int(whole))
    return f"{said} point {digits(point)}" if point else said
