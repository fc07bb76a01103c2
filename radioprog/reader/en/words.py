"""English words and marks: abbreviations, capitals, addresses, signs, list marks."""

from __future__ import annotations

import re

from radioprog.reader.en.numerals import (
    NUM,
    cardinal,
    code,
    date,
    digits,
    numeral,
    ordinal,
    phone,
    spell,
)
from radioprog.reader.en.tables import (
    ABBREVIATIONS,
    AS_WORDS,
    MONEY,
    MONTH,
    ONE,
    SHORT,
    SHORT_FORM,
    SIGNS,
)
from radioprog.reader.rules import Cursor, Said, cues, rule


def _money(found: re.Match[str], cursor: Cursor) -> str:
    unit = MONEY[found["sign"]]
    if found["n2"]:
        size = SHORT[found["short"].lower()] if found["short"] else found["big"] or ""
        return " ".join(filter(None, (numeral(found["n"]), "to", numeral(found["n2"]), size, unit)))
    if found["big"] or found["short"]:
        return f"{numeral(found['n'])} {found['big'] or SHORT[found['short'].lower()]} {unit}"
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


_ROMAN_CUES = cues(
    "chapter part section volume phase world war type century class act scene book article title "
    "appendix annex stage level grade round quarter table figure unit module category zone region "
    "group division mark episode session lesson step"
)
_ROMANS = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
    "XIII": 13,
    "XIV": 14,
    "XV": 15,
    "XVI": 16,
    "XVII": 17,
    "XVIII": 18,
    "XIX": 19,
    "XX": 20,
}


def _capital_before(found: re.Match[str], cursor: Cursor) -> bool:
    start = found.start()
    return _CAPITAL_BEFORE.search(cursor.text[max(0, start - 20) : start]) is not None


def _roman(found: re.Match[str], cursor: Cursor) -> str | None:
    number = _ROMANS.get(found[0])
    if number is None:
        return None
    before = cursor.before()
    if found[0] == "I" and not _capital_before(found, cursor):
        return None  # in this section I describe
    if before in _REIGNED and number > 1:
        return f"the {ordinal(number)}"
    listed = before in {"and", "to", "or", ","} and cursor.before(2) == "<roman>"
    cued = before in _ROMAN_CUES or before.removesuffix("s") in _ROMAN_CUES
    return cardinal(number) if cued or listed else None


_REIGNED = cues(
    "henry elizabeth charles george louis paul philip william edward james richard "
    "benedict napoleon"
)
_CAPITAL_BEFORE = re.compile(r"[A-Z][a-z]+ $")
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


_WEEKDAYS = cues(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"
)
_DATE_NEXT = re.compile(rf"[ ]?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH})(?!\w)")


def _silent(found: re.Match[str], cursor: Cursor) -> str:
    """Take a dash as a pause, or as "to" between two weekdays or two dates."""
    last, end = cursor.before(), found.end()
    if last in _WEEKDAYS and cursor.after(end) in _WEEKDAYS:
        return " to"
    if last == "<date>" and _DATE_NEXT.match(cursor.text, end, cursor.limit):
        return " to"
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


_MONEY = (
    rf"(?P<sign>US\$|[$€£₫]) ?(?P<n>{NUM})(?: ?[-–] ?(?P<n2>{NUM}))?"
    rf"(?: ?(?P<big>thousand|million|billion|trillion)| ?(?P<short>{SHORT_FORM}))?(?!\w)"
)
WORDS = (
    rule(
        "money-us",
        "money",
        rf"(?=US){_MONEY}",
        _money,
        "Tiền.",
        "Money.",
        ("US$3bn", "three billion US dollars"),
    ),
    rule(
        "web",
        "web",
        r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
        r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org|gov)(?!\w)",
        _web,
        "Địa chỉ mạng.",
        "A web or mail address.",
        ("quangbinh.gov.vn", "quangbinh dot gov dot vn"),
    ),
    rule(
        "date",
        "date",
        rf"(?P<month>{MONTH}) (?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?:,? (?P<y>(?:19|20)\d\d))?(?!\w)",
        date,
        "Tên tháng và ngày.",
        "A month's name and day.",
        ("July 17, 2015", "July seventeenth, twenty fifteen"),
    ),
    rule(
        "numbered",
        "number",
        r"[Nn]o\. ?(?=\d)",
        lambda found, cursor: "number",
        "No. trước số.",
        "No. before a number.",
        ("No. 1", "number one"),
    ),
    rule(
        "initials",
        "letters",
        r"[A-Z](?:\.[A-Z])+(?:\.(?=\s*[a-z,;)]|$))?",
        lambda found, cursor: spell(found[0]),
        "Chữ đầu có dấu chấm.",
        "Initials with full stops.",
        ("the U.S.", "the you ess"),
    ),
    rule(
        "abbreviation",
        "abbreviation",
        r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?",
        _abbreviation,
        "Chữ viết tắt.",
        "An abbreviation.",
        ("Dr. Lan", "Doctor Lan"),
    ),
    rule(
        "roman",
        "roman",
        r"[IVX]+(?!\w)",
        _roman,
        "Số La Mã.",
        "A Roman numeral.",
        ("Chapter IV", "Chapter four"),
    ),
    rule(
        "code",
        "code",
        r"[A-Za-z]+-?\d+(?:\.\d+|[A-Za-z0-9]*)(?!\w)",
        code,
        "Mã gồm chữ và số.",
        "A code.",
        ("U23", "you twenty-three"),
    ),
    rule(
        "capitals",
        "letters",
        r"[A-Z]{2,}(?![^\W\d_])",
        _capitals,
        "Chữ hoa: đánh vần.",
        "Capitals: letter by letter.",
        ("EU", "ee you"),
    ),
    rule("word", "word", r"[A-Za-zÀ-ỹĐđ]+", _word, "Từ thường.", "A plain word."),
)

MARKS = (
    rule(
        "money",
        "money",
        _MONEY,
        _money,
        "Tiền.",
        "Money.",
        ("$100", "one hundred dollars"),
        ("$1.2M", "one point two million dollars"),
        ("£2.50", "two pounds and fifty cents"),
    ),
    rule(
        "phone-plus",
        "phone",
        r"\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){1,5}(?![\d/])",
        phone,
        "Số điện thoại có mã nước.",
        "A telephone number with its country.",
        ("+84 232 3677 110", "plus eight four, two three two, three six seven seven, one one zero"),
    ),
    rule(
        "arrow",
        "symbol",
        r"<?[-–—]{1,3}>",
        lambda found, cursor: "to",
        "Mũi tên.",
        "An arrow.",
        ("Hanoi -> Hue", "Hanoi to Hue"),
    ),
    rule(
        "footnote",
        "footnote",
        "\ufdd0",
        lambda found, cursor: Said(""),
        "Dấu chú thích: không đọc.",
        "A footnote mark: not said.",
        ("grew fast¹", "grew fast"),
    ),
    rule(
        "ellipsis", "pause", r"\.{2,}|…+", lambda found, cursor: "…", "Dấu ba chấm.", "An ellipsis."
    ),
    rule(
        "minus",
        "number",
        r"[-−–](?=\d)",
        _minus,
        "Dấu trừ.",
        "A minus.",
        ("-5°C", "minus five degrees Celsius"),
    ),
    rule(
        "dash",
        "dash",
        r"[ \t\u00a0]+[-–—]+(?=[ \t\u00a0])|[–—]+",
        _silent,
        "Gạch ngang: nghỉ.",
        "A dash: a pause.",
        ("radio - television", "radio, television"),
    ),
    rule(
        "sign",
        "symbol",
        "[" + re.escape("".join(SIGNS)) + "]",
        _sign,
        "Dấu có tên.",
        "A sign with a name.",
        ("A & B", "A and B"),
    ),
    rule(
        "mark",
        "punctuation",
        r"""["'“”„«»‘’()\[\]*_`•●\-‐‑·.,:;!?~^\\/]""",
        _mark,
        "Dấu câu giữ nguyên.",
        "Punctuation stays.",
    ),
)

HEADS = (
    rule(
        "bullet",
        "list-mark",
        r"[-–—•●*+]+(?=[ \t])",
        lambda found, cursor: "",
        "Dấu đầu dòng.",
        "A bullet.",
    ),
    rule(
        "list-mark",
        "list-mark",
        r"\(?(?P<mark>\d{1,2}|[a-z])[.)](?=[ \t]+\S)",
        _list_mark,
        "Số mục.",
        "A list mark.",
        ("1. Opening", "one, Opening"),
    ),
)
