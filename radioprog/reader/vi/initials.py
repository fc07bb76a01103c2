"""Persons by their initials: chị T.T.H., Trần Trung M., anh Lê Quốc Th., ông Q.

Who must not be named is written by letters; none of them is an abbreviation, a Roman numeral or
a unit. What stands around tells: a word for a person before, a name before, an age or the year
of birth after.
"""

from __future__ import annotations

import re

from radioprog.reader.rules import Cursor, Said, cues, rule
from radioprog.reader.vi.letters import letter_name, spell

_CAPITAL = "A-ZĐÂÊÔƠƯĂ"
_ONE = rf"(?:Th|Tr|Ng|Nh|Kh|Ph|Ch|Gh|Gi|Qu|[{_CAPITAL}])"
_NAME = rf"[{_CAPITAL}À-Ỹ][^\W\d_A-Z]+"
_PERSONS = cues(
    "niên anh chị ông bà em cháu cô bé cụ bác chú dì cậu thầy mẹ cha bố con vợ chồng gái trai nam "
    "nữ "
    "sinh viên cáo can nhân phạm nghi hắn y tên sĩ chủ đối tượng thiếu tài xế lái bệnh chiến "
    "nữ-sinh thím mợ mệ ôn o mạ tuổi hai ba"
)
_NOT_PERSONS = cues("thành thầy-thuốc công doanh cán thế đại kháng")
_AGE = re.compile(
    r"\.?(?:,? ?\(?| ?\()(?:SN|sinh năm|sn|sinh ngày|\d{1,2} tuổi|\d{1,2}t\b|nam|nữ"
    r"|trú|ngụ|quê|học sinh|tên|hiện|lớp)"
)
_FAMILY = (
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Mai"
    r"|Đoàn|Lương|Cao|Trịnh|Đào|Tạ|Hà|Lâm|Phùng|Tống|Tô|Chu|Châu|La|Thái|Quách|Từ|Triệu|Nông|Vi"
    r"|Lò|Hứa|Diệp|Kiều|Nghiêm|Bạch|Vương|Tăng|Thạch|Sơn|Kim|Danh|Thân|Lưu|Văn|Viên|Giàng|Vàng)"
)
_FULL_NAME = re.compile(
    rf"(?<!\w)(?:{_FAMILY}(?: {_NAME}){{0,3}}"
    rf"|(?:ông|bà|anh|chị|em|cháu|cô|chú)(?: {_NAME}){{1,3}}) $"
)
_ADDRESS = re.compile(r"(?:đường|phố|chợ|ngõ|hẻm|cầu|trường|công viên|bệnh viện|giải|quỹ) $")
_DEPUTY = re.compile(r"\. ?(?:Giám|Chủ|Trưởng|Tổng|Bí|Viện|Hiệu|Cục|Chánh|Chi)")
_UNIT_LIKE = frozenset("PQHXT")  # P. Bến Nghé, Q. Tân Bình: a place where a name follows


def _person_before(cursor: Cursor) -> bool:
    last = cursor.before()
    if last not in _PERSONS or cursor.before(2) in _NOT_PERSONS:
        return False
    return last not in {"hai", "ba", "con", "y", "tên", "chủ"} or cursor.before(2) in _PERSONS


def _after_name(cursor: Cursor, start: int, end: int) -> bool:
    """Tell whether a full name stands before, and no street of that name."""
    head = cursor.text[max(0, start - 60) : start]
    found = _FULL_NAME.search(head)
    if found is None or _ADDRESS.search(head[: found.start()]):
        return False
    following = cursor.text[end : end + 3]
    letter = cursor.text[start]
    place = letter in _UNIT_LIKE and following[:1] == "." and following[1:].strip()[:1].isupper()
    return not place or cursor.before(1 + len(found[0].split())) in _PERSONS


def _with_stop(cursor: Cursor, end: int) -> int:
    """Return where the letters end, with their full stop where the sentence goes on after it."""
    text = cursor.text
    if end >= cursor.limit or text[end] != ".":
        return end
    after = text[end + 1 : min(end + 3, cursor.limit)]
    goes_on = after[:1] in {",", ";", ":", ")"} or (after[:1].isspace() and after[1:].islower())
    return end + 1 if goes_on else end


def _several(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say T.T.H. letter by letter where a person is meant."""
    start, end = found.span("l")
    rest = cursor.text[found.end() : min(found.end() + 24, cursor.limit)]
    if not (_person_before(cursor) or _AGE.match(rest) or _after_name(cursor, start, end)):
        return None
    return Said(spell(found["l"], cursor.style), _with_stop(cursor, end))


def _single(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Let the last letter of a name be a letter: ông M., Trần Trung M.; Th. by its letters."""
    start, end = found.span("l")
    text, letter = cursor.text, found["l"]
    if letter == "P" and _DEPUTY.match(text, end, cursor.limit):
        return None
    dotted = text.startswith(".", end) and end < cursor.limit
    rest = text[end : min(end + 24, cursor.limit)]
    person = _person_before(cursor) or (len(letter) == 2 and dotted)
    if not person and not _after_name(cursor, start, end):
        return None
    if len(letter) == 2 and not dotted and not _AGE.match(rest):
        return None  # bà Sylvia Ng: a name
    if not person and not dotted and not _AGE.match(rest) and text[end : end + 1] not in {",", ""}:
        return None
    name = letter_name(found, cursor) if len(letter) == 1 else spell(letter, cursor.style)
    return Said(name, _with_stop(cursor, end))


INITIALS = (
    rule(
        "person-initials",
        "letter",
        rf"(?P<l>{_ONE}(?:\.[ ]?{_ONE}(?![^\W\d_])){{1,4}})(?=\.|[^\w.]|$)",
        _several,
        "Tên người viết tắt bằng các chữ đầu: đọc từng chữ.",
        "A person's initials, letter by letter.",
        ("chị T.T.H.", "chị tê tê hát."),
        ("em T.P. (12 tuổi)", "em tê pê. (mười hai tuổi)"),
    ),
    rule(
        "person-initial",
        "letter",
        rf"(?P<l>{_ONE})(?![\w/-])(?!\.\w)(?! ?\d)",
        _single,
        "Chữ cuối của tên người viết tắt: không phải số La Mã hay đơn vị.",
        "The last letter of a person's name: no Roman numeral, no unit.",
        ("Trần Trung M.", "Trần Trung em-mờ."),
        ("anh Lê Quốc Th.", "anh Lê Quốc tê hát."),
    ),
)
