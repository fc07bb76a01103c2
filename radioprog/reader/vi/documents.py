"""Document numbers: 38/KH-UBND, 39/2020/TT-BTTTT, 57-NQ/TW, 126/2025/QH15.

A newsreader leaves the symbol away: number, year, and whose document it is where the sentence
does not say it. The tables of kinds and issuers are data/documents.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from radioprog.kernel.text import fold
from radioprog.reader.model import Style
from radioprog.reader.rules import Cursor, Said, rows, rule
from radioprog.reader.vi.letters import spell
from radioprog.reader.vi.numbers import SPACE, cardinal, name_number, year

_S = f"{SPACE}?"
_CAPS = r"[A-ZĐƯ][A-Za-zĐđƯư]*(?:[&.][A-ZĐƯ][A-Za-zĐđƯư]*)*"
_TAIL = r"(?![\w/])"
STATE = (
    rf"(?P<n>\d+[a-zA-Z]?){_S}/{_S}(?:(?P<y>(?:19|20)\d\d){_S}/{_S})?"
    rf"(?P<sign>{_CAPS}(?:{_S}[-–]{_S}{_CAPS}\d*)+|{_CAPS}){_TAIL}"
)
PARTY = (
    rf"(?P<pn>\d+[a-zA-Z]?){_S}[-–]{_S}(?P<pkind>{_CAPS})"
    rf"(?:{_S}/{_S}(?P<psign>{_CAPS}(?:-{_CAPS})*))?{_TAIL}"
)
LAW = (
    rf"(?P<ln>\d+){_S}/{_S}(?P<ly>(?:19|20)\d\d){_S}/{_S}(?P<lsign>QH|UBTVQH)(?P<term>\d+)(?![\w/])"
)


@cache
def _table() -> dict[str, dict[str, str]]:
    """Return the kinds (KH: kế hoạch) and the issuers (UBND: Ủy ban nhân dân)."""
    table: dict[str, dict[str, str]] = {"kind": {}, "issuer": {}}
    for what, sign, spoken in rows("documents.tsv"):
        table[what][sign] = spoken
    return table


def kind_of(sign: str) -> str | None:
    """Return what a kind's letters stand for: NĐ is nghị định."""
    return _table()["kind"].get(sign)


def issuer_of(sign: str) -> str | None:
    """Return what an issuer's letters stand for: CP is Chính phủ."""
    return _table()["issuer"].get(sign.replace(".", "")) or _table()["issuer"].get(sign)


_COURT = re.compile(  # of a court's papers: the matter and the instance (HS-ST: hình sự sơ thẩm)
    r"(?:QĐ|BA|TLST|TLPT|QĐST|QĐPT)?-?(?:HS|DS|HC|KDTM|LĐ|HNGĐ|HN&GĐ|VDS|PS|HN)"
    r"-?(?:ST|PT|GĐT|TT|QĐ)?"
)
_PROSECUTORS = re.compile(r"CT-?(?:VKS|VKSND|VKSTC|VKSNDTC|P\d?|VKS-P\d+|VKSTC-V\d+)(?:-.*)?")


def _split(sign: str) -> tuple[str | None, list[str]]:
    """Take the letters apart: the kind if one stands first, then the issuers."""
    if _COURT.fullmatch(sign):
        return None, []
    if _PROSECUTORS.fullmatch(sign):
        return "cáo trạng", []
    parts = re.split(r"[-–.\s]+", sign)
    kind = kind_of(parts[0])
    if kind and (len(parts) > 1 or not issuer_of(parts[0])):
        return kind, parts[1:]
    return None, parts


def _issuers(parts: list[str], *, joint: bool) -> str:
    """Say whose document it is; of a letter's sign (UBND-TH) only the first part is the issuer."""
    known: list[str] = []
    for part in parts:
        issuer = issuer_of(part)
        if issuer is None or (known and not joint):
            break
        known.append(issuer)
    return " và ".join(known)


_OF = re.compile(
    rf"{SPACE}*(?:,{SPACE}*)?(?:\(?(?:ký|ban hành)?{SPACE}*(?:ngày|năm){SPACE}+[\d/.\- ]+"
    rf"(?:tháng{SPACE}+\d+)?"
    rf"(?:{SPACE}+năm{SPACE}+\d+)?\)?{SPACE}*,?{SPACE}*)?của{SPACE}+\S"
)


def _named(cursor: Cursor, end: int, signs: list[str], issuer: str) -> bool:
    """Tell whether the sentence itself says whose document it is."""
    if _OF.match(cursor.text, end, cursor.limit):
        return True
    after = cursor.rest(end)
    if issuer and (fold(issuer) in fold(after) or fold(issuer) in fold(cursor.said())):
        return True
    return any(re.search(rf"(?<![\w/-]){re.escape(sign)}(?![\w/-])", after) for sign in signs)


_LETTERS_BEFORE = re.compile(
    r"(?i)(?:nghị quyết|quyết định|chỉ thị|quy chế|thông báo|hướng dẫn|chương trình|kế hoạch|"
    r"phương án|đề án|dự án|báo cáo|biên bản|tờ trình|hợp đồng|công điện|công văn|giấy mời|"
    r"bản án|cáo trạng|kháng nghị|kiến nghị|yêu cầu|"
    r"nghị định|thông tư|thông tư liên tịch|lệnh|luật|pháp lệnh|bộ luật|văn bản|kết luận|"
    r"quy định|công bố|giấy phép|chỉ dẫn|phiếu|thư|sắc lệnh|hiến pháp|"
    r"\b(?:tt|nđ|qđ|nq|ct|kh|tb|bc|ttr|hd|ctr|kl|đa|cv|gm|cđ|pa|bb))"
    r"(?:\s+(?:số|liên tịch|phối hợp)\s*:?)*\s*$"
)


def _has_kind_before(cursor: Cursor, start: int, kind: str | None = None) -> bool:
    """Tell whether the words before say the kind: directly, or a little earlier by its name."""
    head = cursor.text[max(0, start - 80) : start].rsplit("\n", 1)[-1]
    if _LETTERS_BEFORE.search(head) is not None:
        return True
    return kind is not None and kind in re.split(r"[.;]", head)[-1].lower()


def _listed(cursor: Cursor) -> bool:
    """Tell whether this number follows another one: số 10/KH-UBND, 11/KH-UBND và 12/KH-UBND."""
    return cursor.before() in {",", "và", ";"} and cursor.before(2) == "<document>"


def _number(text: str, style: Style) -> str:
    found = re.fullmatch(r"(\d+)([a-zA-Z]?)", text)
    digits, letter = found.groups() if found else (text, "")
    return f"{name_number(digits, style)} {letter}".strip()


def _speak(
    cursor: Cursor, span: tuple[int, int], number: str, law_year: str | None, sign: str, of: str
) -> str:
    style = cursor.style
    said = _number(number, style)
    if law_year:
        said += f" năm {year(law_year, style)}"
    kind, parts = (kind_of(sign), [of]) if of else _split(sign)
    if style.documents == "spelled":
        return ", ".join(filter(None, (said, _letters(sign, style), _letters(of, style))))
    joint = sign.startswith(("TTLT", "NQLT", "QCPH", "KHPH", "CTPH", "KHLT", "QCLT", "CTr"))
    issuer = _issuers(parts, joint=joint)
    if style.documents == "expanded":
        full = [_issuers([part], joint=False) or spell(part, style) for part in parts]
        return ", ".join(filter(None, (said, kind or "", *full)))
    if kind and not _has_kind_before(cursor, span[0], kind) and not _listed(cursor):
        said = f"{kind} {said}" if cursor.before() != "số" else f"{said}, {kind}"
    if issuer and not _named(cursor, span[1], parts, issuer):
        said += f" của {issuer}"
    return said


def _letters(sign: str, style: Style) -> str:
    return ", ".join(filter(None, (spell(part, style) for part in re.split(r"[-–./]", sign))))


def _known(sign: str) -> bool:
    if "-" in sign and (_COURT.fullmatch(sign) or _PROSECUTORS.fullmatch(sign)):
        return True
    parts = re.split(r"[-–.\s]+", sign)
    return any(kind_of(part) or issuer_of(part) for part in parts)


def _state(found: re.Match[str], cursor: Cursor) -> str | None:
    sign = found["sign"].replace("–", "-")
    if not _known(sign) and not ("-" in sign and _has_kind_before(cursor, found.start())):
        return None
    alone = "-" not in sign and "." not in sign and kind_of(sign) is None and found["y"] is None
    named = _has_kind_before(cursor, found.start()) or cursor.before() in {"số", "bản", ":"}
    if alone and not (issuer_of(sign) and named):
        return None
    return _speak(cursor, found.span(), found["n"], found["y"], sign, "")


def _party(found: re.Match[str], cursor: Cursor) -> str | None:
    kind, sign = found["pkind"], found["psign"]
    if kind_of(kind) is None or (sign is None and not _has_kind_before(cursor, found.start())):
        return None
    return _speak(cursor, found.span(), found["pn"], None, kind, sign or "")


def _law(found: re.Match[str], cursor: Cursor) -> str | None:
    style = cursor.style
    said = f"{_number(found['ln'], style)} năm {year(found['ly'], style)}"
    if style.documents == "spelled":
        return f"{said} {spell(found['lsign'], style)} {cardinal(int(found['term']), style)}"
    issuer = issuer_of(found["lsign"]) or ""
    term = f"khóa {cardinal(int(found['term']), style)}"
    if style.documents == "expanded":
        return f"{said}, {issuer} {term}"
    other = f"{issuer} khóa" in cursor.said() and f"{issuer} {term}" not in cursor.said()
    if not other and _named(cursor, found.end(), [found["lsign"]], issuer):
        return said
    return f"{said} của {issuer} {term}"


_LAW_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:nghị định|thông tư|nghị quyết|quyết định|chỉ thị|luật|pháp lệnh|sắc lệnh|"
    r"công văn|công điện|văn bản|hướng dẫn|tt|nđ|qđ|nq|ct)(?: liên tịch)?(?: số:?)? *$"
)
_NAMED_LAW = re.compile(r"(?:[Ll]uật|[Pp]háp lệnh)(?: [^\W\d_]+){1,6} (?:số )?$")


def _short(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say Nghị định 100/2019: a number and a year after the kind of document."""
    start = found.start()
    head = cursor.text[max(0, start - 60) : start].rsplit("\n", 1)[-1]
    number = int(re.sub(r"\D", "", found["n"]))
    known = _LAW_BEFORE.search(head) or (number > 12 and _NAMED_LAW.search(head))
    numbered = (cursor.before() == "số" or number > 12) and _has_kind_before(cursor, start)
    if not (known or numbered or _listed(cursor)):
        return None
    return f"{_number(found['n'], cursor.style)} năm {year(found['y'], cursor.style)}"


def _headed(found: re.Match[str], cursor: Cursor) -> Said | str | None:
    """Say "Số 38/KH-UBND" where no kind stands before: Kế hoạch số ba mươi tám …"""
    if cursor.style.documents != "broadcast":
        return None
    kind, _ = (
        _split(found["sign"].replace("–", "-")) if found["sign"] else (kind_of(found["pkind"]), [])
    )
    if kind is None or _has_kind_before(cursor, found.start(), kind):
        return None
    cursor.history.append("số")
    said = (_state_said(found, cursor) if found["sign"] else _party_said(found, cursor)).replace(
        f", {kind}", "", 1
    )
    cursor.history.pop()
    name = kind[0].upper() + kind[1:] if found[0][0] == "S" else kind
    return f"{name} số {said}"


def _state_said(found: re.Match[str], cursor: Cursor) -> str:
    return _speak(
        cursor,
        (found.start("n"), found.end()),
        found["n"],
        found["y"],
        found["sign"].replace("–", "-"),
        "",
    )


def _party_said(found: re.Match[str], cursor: Cursor) -> str:
    span = (found.start("pn"), found.end())
    return _speak(cursor, span, found["pn"], None, found["pkind"], found["psign"] or "")


def signs() -> Iterator[tuple[str, str, str]]:
    """Return every kind and issuer known: what it is, its letters, its words."""
    for what, table in _table().items():
        for sign, spoken in table.items():
            yield what, sign, spoken


RULES = (
    rule(
        "document-law",
        "document",
        LAW,
        _law,
        "Luật, nghị quyết của Quốc hội.",
        "Acts of the National Assembly.",
        (
            "Luật số 126/2025/QH15",
            "Luật số một trăm hai mươi sáu năm hai nghìn không trăm hai "
            "mươi lăm của Quốc hội khóa mười lăm",
        ),
    ),
    rule(
        "document-state",
        "document",
        STATE,
        _state,
        "Số văn bản nhà nước: đọc số, năm, “của” cơ quan ban hành nếu câu chưa nói; bỏ ký hiệu.",
        "State documents: number, year, and “của” issuer unless the sentence names it.",
        (
            "Kế hoạch số 38/KH-UBND ngày 02/10/2012 của UBND tỉnh",
            "Kế hoạch số ba mươi tám ngày hai tháng mười năm hai nghìn không trăm mười hai của "
            "Ủy ban nhân dân tỉnh",
        ),
        (
            "Nghị định số 49/2024/NĐ-CP",
            "Nghị định số bốn mươi chín năm hai nghìn không trăm hai mươi tư của Chính phủ",
        ),
    ),
    rule(
        "document-party",
        "document",
        PARTY,
        _party,
        "Số văn bản của Đảng.",
        "Documents of the Party.",
        ("Nghị quyết số 57-NQ/TW của Bộ Chính trị", "Nghị quyết số năm mươi bảy của Bộ Chính trị"),
        ("Chỉ thị 16-CT/HU", "Chỉ thị mười sáu của Huyện ủy"),
    ),
    rule(
        "document-short",
        "document",
        r"(?P<n>\d{1,5}[a-z]?)/(?P<y>(?:19|20)\d\d)(?![\w/]|[-.]\w)",
        _short,
        "Số văn bản viết gọn: số và năm sau tên loại.",
        "A short document number: number and year after its kind.",
        ("Nghị định 100/2019", "Nghị định một trăm năm hai nghìn không trăm mười chín"),
    ),
)

HEADED = (
    rule(
        "document-headed",
        "document",
        rf"[Ss]ố{_S}:?{_S}(?:{STATE}|{PARTY})",
        _headed,
        "“Số” mà không có tên loại đứng trước: đọc tên loại lên trước.",
        "“Số” with no kind before it: the kind is said first.",
        ("Số: 38/KH-UBND", "Kế hoạch số ba mươi tám của Ủy ban nhân dân"),
    ),
)
