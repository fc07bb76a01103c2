"""English numbers: dates, times, money, units, telephones, as the reader says them.

The one door to inflect, by which numerals become words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from radioprog.reader.en.tables import (
    AS_WORDS,
    LETTERS,
    MONTH,
    MONTHS,
    NAMED,
    SHORT,
    UNIT,
    UNITS,
)
from radioprog.reader.rules import Cursor, cues, rule

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


NUM = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"


def spell(text: str, style: object = None) -> str:
    """Say letters by name.

    >>> spell("EU")
    'ee you'
    """
    return " ".join(
        filter(None, (NAMED.get(char) or LETTERS.get(char.lower(), "") for char in text))
    )


def date(found: re.Match[str], cursor: Cursor) -> str:
    """Say a month's name and a day, in whatever order they were written."""
    month = _month_name(found["month"])
    said = f"{month} {ordinal(int(found['d']))}"
    return f"{said}, {year(int(found['y']))}" if found["y"] else said


def _month_name(text: str) -> str:
    return next(name for name in MONTHS if name.startswith(text.rstrip(".")))


def _numeric_date(found: re.Match[str], cursor: Cursor) -> str:
    """Say day/month/year, as it is written in Vietnam."""
    month = MONTHS[int(found["m"]) - 1]
    return f"{month} {ordinal(int(found['d']))}, {year(int(found['y']))}"


def _iso(found: re.Match[str], cursor: Cursor) -> str:
    return _numeric_date(found, cursor)


def _time(found: re.Match[str], cursor: Cursor) -> str:
    hour, minutes = cardinal(int(found["h"])), int(found["m"])
    half = f" {spell(found['half'].replace('.', ''))}" if found["half"] else ""
    if not minutes:
        return f"{hour}{half}" if half else f"{hour} o'clock"
    tail = cardinal(minutes) if minutes > 9 else f"oh {cardinal(minutes)}"
    return f"{hour} {tail}{half}"


def _time_range(found: re.Match[str], cursor: Cursor) -> str:
    first, last = _TIME.match(found["first"]), _TIME.match(found["last"])
    return " to ".join(_time(part, cursor) for part in (first, last) if part)


def _always(found: re.Match[str], cursor: Cursor) -> str:
    """Say 24/7 and 50/50, which are no fractions."""
    first, last = (cardinal(int(part)) for part in found[0].split("/"))
    return f"{first} {last}"


def _short(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say 1.2M people and 3bn."""
    return f"{numeral(found['n'])} {SHORT[found['short'].lower()]}"


def _unit(found: re.Match[str], cursor: Cursor) -> str:
    said = numeral(found["n"])
    unit = UNITS[found["unit"]]
    if found["n"] == "1" and unit.split()[0].endswith("s") and unit != "hertz":
        head, *rest = unit.split(" ")
        unit = " ".join([head.removesuffix("s"), *rest])
    first = f"{numeral(found['n1'])} to " if found["n1"] else ""
    return f"{first}{said} {unit}"


def _ordinal(found: re.Match[str], cursor: Cursor) -> str:
    return ordinal(int(found["n"]))


def _range(found: re.Match[str], cursor: Cursor) -> str:
    first, last = found["a"], found["b"]
    say = _year_or_number
    return f"{say(first)} to {say(last)}"


def _year_or_number(text: str) -> str:
    return year(int(text)) if re.fullmatch(r"1[5-9]\d\d|20\d\d", text) else numeral(text)


def _fraction(found: re.Match[str], cursor: Cursor) -> str:
    a, b = int(found["a"]), int(found["b"])
    if b == 2 and a == 1:
        return "one half"
    if b == 4 and a < 4:
        return "one quarter" if a == 1 else f"{cardinal(a)} quarters"
    if a < b <= 10:
        return f"{cardinal(a)} {ordinal(b)}{'s' if a > 1 else ''}"
    return f"{cardinal(a)} out of {cardinal(b)}"


def _number(found: re.Match[str], cursor: Cursor) -> str:
    text = found[0]
    if (len(text) > 1 and text[0] == "0" and text.isdecimal()) or len(text) > LONGEST + 6:
        return digits(text)
    if re.fullmatch(r"1[5-9]\d\d|20\d\d", text) and cursor.before() in _YEAR_CUES:
        return year(int(text))
    return numeral(text)


def _decade(found: re.Match[str], cursor: Cursor) -> str:
    """Say the 1990s: nineteen nineties."""
    return (
        re.sub(r"y$", "ies", year(int(found["y"])))
        if found["y"][-2] != "1"
        else (f"{year(int(found['y']))}s")
    )


def _document(found: re.Match[str], cursor: Cursor) -> str:
    """Say the number of a Vietnamese document, and its year; the sign is left away."""
    of = f" of {year(int(found['y']))}" if found["y"] else ""
    return f"{cardinal(int(found['n']))}{of}"


_YEAR_CUES = frozenset(
    ["in", "of", "since", "by", "from", "year", "until", "to", "and", ",", ""]
) | {name.lower() for name in MONTHS}


def phone(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say a telephone number digit by digit, in its groups."""
    if sum(char.isdecimal() for char in found[0]) < 8:
        return None
    plus = "plus " if found[0].startswith("+") else ""
    return plus + ", ".join(digits(group) for group in re.findall(r"\d+", found[0]))


_CALLS = cues("hotline call calls dial phone telephone tel number numbers ring fax")
_BETWEEN = cues(": on at us or the")


def _called(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say a short number that is called digit by digit: dial 113, hotline 1900 9095."""
    near = [word for word in cursor.history[-3:] if word not in _BETWEEN]
    if not near or (near[-1] not in _CALLS and near[-1] != "<phone>"):
        return None
    return ", ".join(digits(group) for group in re.findall(r"\d+", found[0]))


def code(found: re.Match[str], cursor: Cursor) -> str:
    """Say a code of letters and digits part by part."""
    parts = re.findall(r"[A-Za-z]+|\d+(?:\.\d+)?", found[0])
    return " ".join(
        (digits(part) if part[0] == "0" or len(part) > 4 else numeral(part))
        if part[0].isdecimal()
        else (part if part in AS_WORDS or part.islower() else spell(part))
        for part in parts
    )


# The full stop of a.m. is its own unless a sentence ends there.
_HALF = r"[AaPp]\.[Mm](?:\.(?!\s+[A-Z]|\s*$))?|[AaPp][Mm]\b"
TIME = rf"(?:[01]?\d|2[0-3]):[0-5]\d(?: ?(?:{_HALF}))?"
_TIME = re.compile(rf"(?P<h>\d+):(?P<m>\d\d)(?: ?(?P<half>{_HALF}))?")
NUMBERS = (
    rule(
        "always",
        "number",
        r"(?:24/7|24/24|7/7|50/50|9/11)(?![\d/])",
        _always,
        "24/7: đọc liền hai số.",
        "24/7: its two numbers.",
        ("24/7", "twenty-four seven"),
    ),
    rule(
        "time-range",
        "time",
        rf"(?P<first>{TIME}) ?[-–—] ?(?P<last>{TIME})(?![\d:])",
        _time_range,
        "Khoảng giờ.",
        "A span of time.",
        ("7:00 a.m. - 4:30 p.m. daily", "seven ay em to four thirty pee em daily"),
    ),
    rule(
        "short-millions",
        "number",
        r"(?P<n>\d+\.\d+|\d{1,3}(?=(?:bn|mn)))(?P<short>[MBk]|bn|mn)(?!\w)",
        _short,
        "1.2M: triệu; 3bn: tỷ.",
        "1.2M: million; 3bn: billion.",
        ("1.2M people", "one point two million people"),
    ),
    rule(
        "phone",
        "phone",
        r"(?:\+\d{1,3}|0\d{1,4})(?:[ .-]\d{2,5}){1,4}(?![\d/])",
        phone,
        "Số điện thoại.",
        "A telephone number.",
        ("0232 3822 123", "zero two three two, three eight two two, one two three"),
    ),
    rule(
        "phone-short",
        "phone",
        r"1\d{2,3}(?:[ .-]\d{2,5}){0,3}(?![\d/]|[.,]\d)",
        _called,
        "Số gọi ngắn.",
        "A short number that is called.",
        ("dial 113", "dial one one three"),
    ),
    rule(
        "document",
        "document",
        r"(?P<n>\d{1,5})(?:/(?P<y>(?:19|20)\d\d))?[/-][A-ZĐ]{1,6}[A-Za-z\d]*(?:[-/&][A-ZĐ][\w&]*)*",
        _document,
        "Số văn bản: số và năm.",
        "A document's number and year.",
        ("Decree 49/2024/NĐ-CP", "Decree forty-nine of twenty twenty-four"),
    ),
    rule(
        "decade",
        "year",
        r"(?P<y>(?:1[5-9]|20)\d0)s(?!\w)",
        _decade,
        "Thập niên.",
        "A decade.",
        ("the 1990s", "the nineteen nineties"),
    ),
    rule(
        "date-iso",
        "date",
        r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d)(?!\d)",
        _iso,
        "Năm-tháng-ngày.",
        "Year-month-day.",
        ("2026-03-01", "March first, twenty twenty-six"),
    ),
    rule(
        "date-numeric",
        "date",
        r"(?P<d>0?[1-9]|[12]\d|3[01])[/.](?P<m>0?[1-9]|1[0-2])[/.](?P<y>(?:19|20)\d\d)(?!\d)",
        _numeric_date,
        "Ngày/tháng/năm.",
        "Day/month/year.",
        ("17/7/2015", "July seventeenth, twenty fifteen"),
    ),
    rule(
        "day-month-name",
        "date",
        rf"(?P<d>[0-3]?\d)(?:st|nd|rd|th)? (?P<month>{MONTH})(?: (?P<y>(?:19|20)\d\d))?(?!\w)",
        date,
        "Ngày và tên tháng.",
        "Day and month's name.",
        ("17 July 2015", "July seventeenth, twenty fifteen"),
    ),
    rule(
        "time",
        "time",
        rf"(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?: ?(?P<half>{_HALF}))?(?![\d:])",
        _time,
        "Giờ.",
        "A time.",
        ("5:30 pm", "five thirty pee em"),
    ),
    rule(
        "unit",
        "unit",
        rf"(?:(?P<n1>{NUM}) ?[-–] ?)?(?P<n>{NUM}) ?(?P<unit>{UNIT})(?!\w)",
        _unit,
        "Số có đơn vị.",
        "A number with a unit.",
        ("75 km/h", "seventy-five kilometres per hour"),
    ),
    rule(
        "ordinal",
        "ordinal",
        r"(?P<n>\d+)(?:st|nd|rd|th)(?!\w)",
        _ordinal,
        "Số thứ tự.",
        "A number in a row.",
        ("21st", "twenty-first"),
    ),
    rule(
        "range",
        "range",
        rf"(?P<a>{NUM}) ?[-–] ?(?P<b>{NUM})(?![\w/-])",
        _range,
        "Khoảng số.",
        "A range.",
        ("2015-2017", "twenty fifteen to twenty seventeen"),
    ),
    rule(
        "fraction",
        "fraction",
        r"(?P<a>\d{1,4})/(?P<b>[1-9]\d{0,3})(?![\d/])",
        _fraction,
        "Phân số.",
        "A fraction.",
        ("2/3", "two thirds"),
        ("13/15", "thirteen out of fifteen"),
    ),
    rule(
        "code-digit",
        "code",
        r"\d+[A-Za-z][A-Za-z0-9]*",
        code,
        "Mã gồm chữ và số.",
        "A code.",
        ("5G", "five gee"),
    ),
    rule(
        "number",
        "number",
        NUM,
        _number,
        "Số.",
        "A number.",
        ("1,250", "one thousand two hundred and fifty"),
        ("in 1975", "in nineteen seventy-five"),
    ),
)
