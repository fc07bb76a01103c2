"""The one door to num2words: English numerals become words."""

from __future__ import annotations

from functools import lru_cache

from num2words import num2words

LONGEST = 18  # digits of the longest numeral that is said as one number
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@lru_cache(maxsize=16384)
def cardinal(number: int) -> str:
    """Say a whole number.

    >>> cardinal(1250)
    'one thousand two hundred and fifty'
    """
    return str(num2words(number, lang="en")).replace(",", "")


@lru_cache(maxsize=4096)
def ordinal(number: int) -> str:
    """Say a number in a row.

    >>> ordinal(21)
    'twenty-first'
    """
    return str(num2words(number, lang="en", to="ordinal")).replace(",", "")


@lru_cache(maxsize=4096)
def year(number: int) -> str:
    """Say a year.

    >>> year(1975), year(2026)
    ('nineteen seventy-five', 'twenty twenty-six')
    """
    return str(num2words(number, lang="en", to="year"))


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
