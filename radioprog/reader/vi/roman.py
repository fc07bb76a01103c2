"""Roman numerals: after the words that call for them, never initials or vitamins."""

from __future__ import annotations

import re

from radioprog.kernel.findings import Text
from radioprog.reader.rules import Cursor, Rule, cues
from radioprog.reader.vi.letters import is_syllable
from radioprog.reader.vi.numbers import SPACE, cardinal, year
from radioprog.reader.vi.words import abbreviations, in_capitals

_FORM = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_CUES = cues(
    "thứ khóa khoá quý kỷ kỉ chương phần mục hội kỳ hạng loại cấp đoạn đợt lớp vòng lần tập bậc "
    "nhóm khu vùng đại tiết quyển phụ lục bảng hồi màn bài thì chiến nhất iii khoản tiểu quân "
    "trung thông ban tuyến sách số điều giải kì tầng bản nhà trạm sêri cung huân huy chươngi"
)
_AFTER_NUMERAL = frozenset({",", "và", "-", "đến", "hoặc", "<dash>"})


def value(text: str) -> int | None:
    """Return the value of a Roman numeral, None where it is none.

    >>> value("XVI"), value("IIX")
    (16, None)
    """
    if not text or not _FORM.fullmatch(text):
        return None
    total = 0
    for char, following in zip(text, [*text[1:], ""], strict=True):
        number = _VALUES[char]
        total += -number if following and number < _VALUES[following] else number
    return total


_GREAT = cues("kỷ kỉ chương khóa khoá thứ")
_IN_NAMES = cues("trung thông quân huy cung ban đại bài bảng điều nhà tuyến bản tiết số chiến")
_NAME_BEFORE = re.compile(r"([^\W\d_])[^\W\d_]+ ([^\W\d_])[^\W\d_]* $")


def _by_cue(text: str, start: int, cursor: Cursor) -> bool:
    """Tell whether a cue before makes a numeral of letters: hạng C and Trần Trung M. stay."""
    before = cursor.before()
    if not set("CDLM").isdisjoint(text):
        return before in _GREAT or (len(text) > 1 and before in {"điều", "mục", "phần", "hội"})
    if len(text) > 1:
        return True
    if before == "số":
        return text in "IVX"
    if before == "bản" and cursor.before(2) != "văn":
        return False
    if before not in _IN_NAMES or (before == "chiến" and cursor.before(2) == "thế"):
        return True
    name = _NAME_BEFORE.search(cursor.text[max(0, start - 24) : start])
    return name is None or not (name[1].isupper() and name[2].isupper())


_LIST = re.compile(r"(?:,| và| hoặc|,?…)? ?(?:II|III|IV|VI)(?!\w)")


def _cued(text: str, pos: int, cursor: Cursor) -> bool:
    before = cursor.before()
    if before in _CUES:
        return _by_cue(text, pos - len(text), cursor)
    if before in _AFTER_NUMERAL and cursor.before(2) in {"<roman>", "<ordinal>"}:
        return True
    if is_syllable(text) and in_capitals(text, cursor, pos - len(text), pos):
        return False
    if _LIST.match(cursor.text, pos, cursor.limit):
        return True
    if len(text) > 3 and text[0] == "M" and text not in abbreviations():
        return True
    return len(text) > 1 and set(text) <= set("IVX")


def _say(text: str, cursor: Cursor) -> str:
    number = value(text) or 0
    if cursor.before() == "thứ" and number in {1, 4}:
        return "nhất" if number == 1 else "tư"
    return cardinal(number, cursor.style)


def _roman(found: re.Match[str], cursor: Cursor) -> str | None:
    text = found["r"]
    if value(text) is None or not _cued(text, found.end("r"), cursor):
        return None
    if found["part"] and text + found["part"] in abbreviations():
        return None
    if len(text) == 1 and found["r2"] is None and found["dot"] and cursor.before() not in _CUES:
        return None
    said = _say(text, cursor)
    if found["r2"]:
        if value(found["r2"]) is None:
            return None
        again = "quý " if cursor.before() == "quý" else ""
        said += f" đến {again}{cardinal(value(found['r2']) or 0, cursor.style)}"
    if found["part"]:
        said += f" {found['part'].upper()}"
    if found["y"]:
        said += f" năm {year(found['y'], cursor.style)}"
    return said


_LOW_CUES = cues("kỷ kỉ khóa khoá lục chương quý hội thứ mục phần điều cấp hạng tập")
_NO_NUMERAL = {
    "vi": cues("phạm rút khuẩn sinh tính mô bằng trùng ta lượng mạch diệu vu phân khí bào cá"),
    "xi": cues("măng rô nhan lanh téc mạ đánh phông lốp"),
    "i": cues("tờ ốt nốc meo"),
}


def _low(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say thế kỷ xix, phụ lục v: small letters need a cue of their own."""
    text = found["r"]
    if value(text.upper()) is None or text in {"l", "li", "c"}:
        return None
    before, following = cursor.before(), cursor.after(found.end())
    if following in _NO_NUMERAL.get(text, ()) or cursor.text.startswith(".v", found.end()):
        return None
    if before not in _LOW_CUES and not (
        before in _AFTER_NUMERAL and cursor.before(2) == "<roman>" and len(text) > 1
    ):
        return None
    if text in {"v", "x", "i", "vi", "xi"} and before in {
        "mục",
        "phần",
        "điều",
        "cấp",
        "hạng",
        "tập",
    }:
        return None
    said = _say(text.upper(), cursor)
    return f"{said} năm {year(found['y'], cursor.style)}" if found["y"] else said


RULES = (
    Rule(
        "roman-small",
        "roman",
        re.compile(rf"(?P<r>[ivxl]{{1,7}})(?:{SPACE}?[/-]{SPACE}?(?P<y>(?:19|20)\d\d))?(?!\w)"),
        _low,
        Text(
            "Số La Mã viết thường sau thế kỷ, khóa, phụ lục, chương, quý, lần thứ.",
            "Roman numerals in small letters after their words.",
        ),
        (("thế kỷ xix", "thế kỷ mười chín"), ("phụ lục v", "phụ lục năm")),
    ),
    Rule(
        "roman",
        "roman",
        re.compile(
            rf"(?P<r>[IVXLCDM]+)(?:{SPACE}*[-–—]{SPACE}*(?P<r2>[IVXLCDM]+))?"
            rf"(?:{SPACE}?[/-]{SPACE}?(?P<y>(?:19|20)\d\d))?(?P<part>[aAbB])?(?!\w)(?P<dot>(?=\.))?"
        ),
        _roman,
        Text(
            "Số La Mã sau lần thứ, khóa, quý, thế kỷ, chương …; “thứ I” đọc “thứ nhất”.",
            "Roman numerals after their words; “thứ I” is “thứ nhất”.",
        ),
        (
            ("lần thứ XVI", "lần thứ mười sáu"),
            ("quý IV/2025", "quý bốn năm hai nghìn không trăm hai mươi lăm"),
            ("thế kỷ XX", "thế kỷ hai mươi"),
        ),
    ),
)
