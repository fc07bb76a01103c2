"""English words and marks: abbreviations, capitals, addresses, signs, list marks."""

from __future__ import annotations

import re

from radioprog.reader.en.numbers import cardinal, digits, numeral
from radioprog.reader.en.numerals import NUM, code, date, spell
from radioprog.reader.en.tables import (
    ABBREVIATIONS,
    AS_WORDS,
    MONEY,
    MONTH,
    ONE,
    SIGNS,
)
from radioprog.reader.rules import Cursor, Said, cues, rule


def _money(found: re.Match[str], cursor: Cursor) -> str:
    unit = MONEY[found["sign"]]
    if found["big"]:
        return f"{numeral(found['n'])} {found['big']} {unit}"
    whole, _, cents = found["n"].replace(",", "").partition(".")
    said = f"{cardinal(int(whole))} {ONE.get(unit, unit) if whole == '1' else unit}"
    if len(cents) == 2 and int(cents):
        return f"{said} and {cardinal(int(cents))} cents"
    return f"{numeral(found['n'])} {unit}" if cents and int(cents) else said


def _abbreviation(found: re.Match[str], cursor: Cursor) -> Said | None:
    for size in (len(found[0]), len(found[0].rstrip("."))):
        spoken = ABBREVIATIONS.get(found[0][:size])
        if spoken:
            return Said(spoken, found.start() + size)
    return None


_ROMAN_CUES = cues("chapter part section volume phase world war type century class")
_ROMANS = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18,
    "XIX": 19, "XX": 20,
}  # fmt: skip


def _roman(found: re.Match[str], cursor: Cursor) -> str | None:
    number = _ROMANS.get(found[0])
    return cardinal(number) if number and cursor.before() in _ROMAN_CUES else None


_CAPITALS_NEAR = re.compile(r"[A-Z]{4,}")


def _shouted(found: re.Match[str], cursor: Cursor) -> bool:
    """Tell a word in a line of capitals from an acronym: its neighbours are long and capital."""
    text = cursor.text
    near = text[max(0, found.start() - 12) : found.start()] + text[found.end() : found.end() + 12]
    vowels = any(char in "AEIOUY" for char in found[0])
    return vowels and len(found[0]) > 2 and _CAPITALS_NEAR.search(near) is not None


def _capitals(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    """Say capitals letter by letter; known acronyms and shouted words as words."""
    word = found[0]
    if word in AS_WORDS or len(word) > 6 or _shouted(found, cursor):
        return Said(word, token_class="word")
    return spell(word)


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


WORDS = (
    rule("web", "web",
          r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
          r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org|gov)(?!\w)",
          _web, "Địa chỉ mạng.", "A web or mail address.",
          ("quangbinh.gov.vn", "quangbinh dot gov dot vn")),
    rule("date", "date",
          rf"(?P<month>{MONTH}) (?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?:,? (?P<y>(?:19|20)\d\d))?(?!\w)",
          date, "Tên tháng và ngày.", "A month's name and day.",
          ("July 17, 2015", "July seventeenth, twenty fifteen")),
    rule("numbered", "number", r"[Nn]o\. ?(?=\d)", lambda found, cursor: "number",
          "No. trước số.", "No. before a number.", ("No. 1", "number one")),
    rule("initials", "letters", r"[A-Z](?:\.[A-Z])+(?:\.(?=\s*[a-z,;)]|$))?",
          lambda found, cursor: spell(found[0]),
          "Chữ đầu có dấu chấm.", "Initials with full stops.", ("the U.S.", "the you ess")),
    rule("abbreviation", "abbreviation", r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?", _abbreviation,
          "Chữ viết tắt.", "An abbreviation.", ("Dr. Lan", "Doctor Lan")),
    rule("roman", "roman", r"[IVX]+(?!\w)", _roman, "Số La Mã.", "A Roman numeral.",
          ("Chapter IV", "Chapter four")),
    rule("code", "code", r"[A-Za-z]+-?\d+(?:\.\d+|[A-Za-z0-9]*)(?!\w)", code,
          "Mã gồm chữ và số.", "A code.",
          ("U23", "you twenty-three")),
    rule("capitals", "letters", r"[A-Z]{2,}(?![^\W\d_])", _capitals,
          "Chữ hoa: đánh vần.", "Capitals: letter by letter.", ("EU", "ee you")),
    rule("word", "word", r"[A-Za-zÀ-ỹĐđ]+", _word, "Từ thường.", "A plain word."),
)  # fmt: skip

MARKS = (
    rule("money", "money",
          rf"(?P<sign>US\$|[$€£₫]) ?(?P<n>{NUM})(?: (?P<big>thousand|million|billion))?(?!\w)",
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
