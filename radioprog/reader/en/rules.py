"""English rules: the same shape as the Vietnamese ones, for items in English."""

from __future__ import annotations

import re

from radioprog.reader.en.numbers import LONGEST, cardinal, digits, numeral, ordinal, year
from radioprog.reader.en.tables import (
    ABBREVIATIONS,
    AS_WORDS,
    LETTERS,
    MONEY,
    MONTH,
    MONTHS,
    NAMED,
    ONE,
    SIGNS,
    UNIT,
    UNITS,
)
from radioprog.reader.rules import Cursor, Said, rule

_NUM = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"


def spell(text: str, style: object = None) -> str:
    """Say letters by name.

    >>> spell("EU")
    'ee you'
    """
    return " ".join(
        filter(None, (NAMED.get(char) or LETTERS.get(char.lower(), "") for char in text))
    )


def _date(found: re.Match[str], cursor: Cursor) -> str:
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


def _money(found: re.Match[str], cursor: Cursor) -> str:
    unit = MONEY[found["sign"]]
    if found["big"]:
        return f"{numeral(found['n'])} {found['big']} {unit}"
    whole, _, cents = found["n"].replace(",", "").partition(".")
    said = f"{cardinal(int(whole))} {ONE.get(unit, unit) if whole == '1' else unit}"
    if len(cents) == 2 and int(cents):
        return f"{said} and {cardinal(int(cents))} cents"
    return f"{numeral(found['n'])} {unit}" if cents and int(cents) else said


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


_YEAR_CUES = frozenset(
    ["in", "of", "since", "by", "from", "year", "until", "to", "and", ",", ""]
) | {name.lower() for name in MONTHS}


def _phone(found: re.Match[str], cursor: Cursor) -> str | None:
    if sum(char.isdecimal() for char in found[0]) < 8:
        return None
    plus = "plus " if found[0].startswith("+") else ""
    return plus + ", ".join(digits(group) for group in re.findall(r"\d+", found[0]))


def _abbreviation(found: re.Match[str], cursor: Cursor) -> Said | None:
    for size in (len(found[0]), len(found[0].rstrip("."))):
        spoken = ABBREVIATIONS.get(found[0][:size])
        if spoken:
            return Said(spoken, found.start() + size)
    return None


_ROMAN_CUES = frozenset(
    ["chapter", "part", "section", "volume", "phase", "world", "war", "type", "century", "class"]
)
_ROMANS = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18,
    "XIX": 19, "XX": 20,
}  # fmt: skip


def _roman(found: re.Match[str], cursor: Cursor) -> str | None:
    number = _ROMANS.get(found[0])
    return cardinal(number) if number and cursor.before() in _ROMAN_CUES else None


def _capitals(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    """Say capitals letter by letter; known acronyms and shouted words as words."""
    word = found[0]
    if word in AS_WORDS or len(word) > 6 or cursor.before().isupper():
        return Said(word, token_class="word")
    return spell(word)


def _code(found: re.Match[str], cursor: Cursor) -> str:
    parts = re.findall(r"[A-Za-z]+|\d+", found[0])
    return " ".join(
        (digits(part) if part[0] == "0" or len(part) > 4 else cardinal(int(part)))
        if part.isdecimal()
        else (part if part in AS_WORDS or part.islower() else spell(part))
        for part in parts
    )


def _word(found: re.Match[str], cursor: Cursor) -> Said:
    return Said(found[0], token_class="word", rule="plain")


def _sign(found: re.Match[str], cursor: Cursor) -> str:
    return SIGNS[found[0]]


def _mark(found: re.Match[str], cursor: Cursor) -> Said:
    return Said("" if found[0] in "*_`•●~^\\" else found[0])


def _minus(found: re.Match[str], cursor: Cursor) -> str | None:
    before = cursor.text[found.start() - 1] if found.start() else " "
    return "minus" if before.isspace() or before == "(" else None


def _silent(found: re.Match[str], cursor: Cursor) -> str:
    return "," if cursor.before() not in {"", "\n", ",", ":", ".", ";"} else ""


def _list_mark(found: re.Match[str], cursor: Cursor) -> str:
    mark = found["mark"]
    return f"{cardinal(int(mark)) if mark.isdecimal() else mark},"


def _web(found: re.Match[str], cursor: Cursor) -> Said | None:
    text = re.sub(r"^https?://", "", found[0]).rstrip(".,;/")
    names = {"@": "at", ".": "dot", "-": "dash", "_": "underscore", "/": "slash"}
    parts = re.findall(r"[A-Za-z]+|\d+|.", text)
    said = [names.get(part) or (digits(part) if part.isdecimal() else part) for part in parts]
    end = found.start() + len(found[0].rstrip(".,;"))
    return Said(" ".join(part for part in said if part[0].isalnum()), end)


NUMBERS = (
    rule("phone", "phone", r"(?:\+\d{1,3}|0\d{1,4})(?:[ .-]\d{2,5}){1,4}(?![\d/])", _phone,
          "Số điện thoại.", "A telephone number.",
          ("0232 3822 123", "zero two three two, three eight two two, one two three")),
    rule("date-iso", "date", r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d)(?!\d)",
          _iso, "Năm-tháng-ngày.", "Year-month-day.",
          ("2026-03-01", "March first, twenty twenty-six")),
    rule("date-numeric", "date",
          r"(?P<d>0?[1-9]|[12]\d|3[01])[/.](?P<m>0?[1-9]|1[0-2])[/.](?P<y>(?:19|20)\d\d)(?!\d)",
          _numeric_date, "Ngày/tháng/năm.", "Day/month/year.",
          ("17/7/2015", "July seventeenth, twenty fifteen")),
    rule("day-month-name", "date",
          rf"(?P<d>[0-3]?\d)(?:st|nd|rd|th)? (?P<month>{MONTH})(?: (?P<y>(?:19|20)\d\d))?(?!\w)",
          _date, "Ngày và tên tháng.", "Day and month's name.",
          ("17 July 2015", "July seventeenth, twenty fifteen")),
    rule("time", "time",
          r"(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?: ?(?P<half>[AaPp]\.?[Mm])\b\.?)?(?![\d:])",
          _time, "Giờ.", "A time.", ("5:30 pm", "five thirty pee em")),
    rule("unit", "unit", rf"(?:(?P<n1>{_NUM}) ?[-–] ?)?(?P<n>{_NUM}) ?(?P<unit>{UNIT})(?!\w)",
          _unit, "Số có đơn vị.", "A number with a unit.",
          ("75 km/h", "seventy-five kilometres per hour")),
    rule("ordinal", "ordinal", r"(?P<n>\d+)(?:st|nd|rd|th)(?!\w)", _ordinal,
          "Số thứ tự.", "A number in a row.", ("21st", "twenty-first")),
    rule("range", "range", rf"(?P<a>{_NUM}) ?[-–] ?(?P<b>{_NUM})(?![\w/-])", _range,
          "Khoảng số.", "A range.", ("2015-2017", "twenty fifteen to twenty seventeen")),
    rule("fraction", "fraction", r"(?P<a>\d{1,4})/(?P<b>[1-9]\d{0,3})(?![\d/])", _fraction,
          "Phân số.", "A fraction.", ("2/3", "two thirds"), ("13/15", "thirteen out of fifteen")),
    rule("code-digit", "code", r"\d+[A-Za-z][A-Za-z0-9]*", _code,
          "Mã gồm chữ và số.", "A code.", ("5G", "five gee")),
    rule("number", "number", _NUM, _number, "Số.", "A number.",
          ("1,250", "one thousand two hundred and fifty"), ("in 1975", "in nineteen seventy-five")),
)  # fmt: skip

WORDS = (
    rule("web", "web",
          r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
          r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org|gov)(?!\w)",
          _web, "Địa chỉ mạng.", "A web or mail address.",
          ("quangbinh.gov.vn", "quangbinh dot gov dot vn")),
    rule("date", "date",
          rf"(?P<month>{MONTH}) (?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?:,? (?P<y>(?:19|20)\d\d))?(?!\w)",
          _date, "Tên tháng và ngày.", "A month's name and day.",
          ("July 17, 2015", "July seventeenth, twenty fifteen")),
    rule("abbreviation", "abbreviation", r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?", _abbreviation,
          "Chữ viết tắt.", "An abbreviation.", ("Dr. Lan", "Doctor Lan")),
    rule("roman", "roman", r"[IVX]+(?!\w)", _roman, "Số La Mã.", "A Roman numeral.",
          ("Chapter IV", "Chapter four")),
    rule("code", "code", r"[A-Za-z]+-?\d+[A-Za-z0-9]*(?!\w)", _code,
          "Mã gồm chữ và số.", "A code.",
          ("U23", "you twenty-three")),
    rule("capitals", "letters", r"[A-Z]{2,}(?![^\W\d_])", _capitals,
          "Chữ hoa: đánh vần.", "Capitals: letter by letter.", ("EU", "ee you")),
    rule("word", "word", r"[A-Za-zÀ-ỹĐđ]+", _word, "Từ thường.", "A plain word."),
)  # fmt: skip

MARKS = (
    rule("money", "money",
          rf"(?P<sign>US\$|[$€£₫]) ?(?P<n>{_NUM})(?: (?P<big>thousand|million|billion))?(?!\w)",
          _money, "Tiền.", "Money.", ("$100", "one hundred dollars"),
          ("£2.50", "two pounds and fifty cents")),
    rule("ellipsis", "pause", r"\.{2,}|…+", lambda found, cursor: "…",
          "Dấu ba chấm.", "An ellipsis."),
    rule("minus", "number", r"[-−–](?=\d)", _minus, "Dấu trừ.", "A minus.",
          ("-5°C", "minus five degrees Celsius")),
    rule("dash", "dash", r"[ \t\u00a0]+[-–—]+(?=[ \t\u00a0])|[–—]+", _silent,
          "Gạch ngang: nghỉ.", "A dash: a pause.", ("radio - television", "radio, television")),
    rule("sign", "symbol", "[" + re.escape("".join(SIGNS)) + "]", _sign,
          "Dấu có tên.", "A sign with a name.", ("A & B", "A and B")),
    rule("mark", "punctuation", r"""["'“”„«»‘’()\[\]*_`•●\-‐‑·.,:;!?~^\\/]""", _mark,
          "Dấu câu giữ nguyên.", "Punctuation stays."),
)  # fmt: skip

HEADS = (
    rule("bullet", "list-mark", r"[-–—•●*+]+(?=[ \t])", lambda found, cursor: "",
          "Dấu đầu dòng.", "A bullet."),
    rule("list-mark", "list-mark", r"\(?(?P<mark>\d{1,2}|[a-z])[.)](?=[ \t]+\S)", _list_mark,
          "Số mục.", "A list mark.", ("1. Opening", "one, Opening")),
)  # fmt: skip
