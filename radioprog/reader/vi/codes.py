"""Codes: telephones, roads, kilometre posts, plates, coordinates, mixed letters and digits."""

from __future__ import annotations

import re

from radioprog.reader.model import Style
from radioprog.reader.rules import Cursor, Said, cues, rule
from radioprog.reader.vi.letters import is_syllable, letter, spell
from radioprog.reader.vi.numbers import NUMERAL, SPACE, cardinal, digits, numeral

_S = f"{SPACE}?"
_CALL = re.compile(
    r"(?:điện thoại|gọi|hotline|sđt|đt|đtdđ|fax|tel|zalo|(?:dây|số|máy) nóng"
    r"|tổng đài|liên hệ|viber|di động"
    r"|thuê bao|cấp cứu|cảnh sát|cứu hỏa|cứu nạn|số máy|máy lẻ|đầu số|bấm)"
    r"(?: (?:số|:|là|theo|qua|cho|nhanh|đến|máy|bàn|-))*$"
)


def _groups(text: str) -> str:
    plus = "cộng " if text.lstrip(" (").startswith("+") else ""
    return plus + ", ".join(digits(group) for group in re.findall(r"\d+", text))


_YEARS = re.compile(r"1[89]00 ?- ?(?:1[89]|20)\d\d")  # giai đoạn 1900-1945


_IN_ROW = re.compile(r"-\d\d(?!\d)")


def _phone(found: re.Match[str], cursor: Cursor) -> str | None:
    text = found[0]
    count = sum(char.isdecimal() for char in text)
    called = _CALL.search(cursor.phrase(6)) is not None or cursor.before(2) == "<phone>"
    service = count > 4 and re.match(r"1[89]00", text) and not _YEARS.fullmatch(text)
    if is_sum(text, cursor.after(found.end())):
        return None  # gọi 200.000 đồng
    if text.startswith(("00", "+")) and 11 <= count <= 16:
        return _groups(text)
    pairs = [len(group) for group in re.findall(r"\d+", text)]
    if _IN_ROW.match(cursor.text, found.end(), cursor.limit) and set(pairs) == {2}:
        return None  # 05-16-17-28-31-38: a row of numbers
    if (text[0] in "0(+" and 9 <= count <= 12) or service:
        return _groups(text)
    return _groups(text) if called and 5 <= count <= 12 else None


def _short_phone(found: re.Match[str], cursor: Cursor) -> str | None:
    phrase = cursor.phrase(6)
    again = "<phone>" in cursor.history[-3:-1]
    following = cursor.after(found.end())
    free = not following or following in _AFTER_CALL
    exchange = free and "tổng đài" in cursor.said()[-80:].lower()
    if _SERVICE.fullmatch(found[0]) and (again or exchange or _CALL.search(phrase)):
        return digits(found[0])
    if _EXCHANGE.search(phrase) or (free and (again or _SENT.search(phrase))):
        return digits(found[0])
    return None


_SERVICE = re.compile(r"11[1-9]|1022|1[89]00\d{0,4}")
_EXCHANGE = re.compile(
    r"(?:tổng đài|đường dây nóng|hotline|đầu số|số máy|máy lẻ|số điện thoại|bấm(?: phím)?)"
    r"(?: (?:số|:|là|nội|bộ))*$"
)
_SENT = re.compile(r"(?:gửi|gọi|nhắn|bấm)(?: (?:số|đến|tới|về|ngay|:|cho|tin))*$")
_AFTER_CALL = cues(
    "để hoặc hay ngay nếu khi từ và trước cho với khi trong của là bất miễn được tại nhằm"
)


def _pairs(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say 99 44 09 12 digit by digit: a group that begins with 0 inside a row is no count."""
    groups = re.findall(r"\d+", found[0])
    if all(len(group) == 3 for group in groups[1:]):
        return None
    zero = any(group[0] == "0" for group in groups[1:])
    called = _CALL.search(cursor.phrase(6)) is not None
    row = " ".join(groups)
    shortened = found["s"] in ".-" or len(groups[-1]) == 4
    dated = (shortened and _DATED.fullmatch(row)) or _ISO.fullmatch(row)
    if dated or not (zero or called) or not 6 <= sum(map(len, groups)) <= 12:
        return None
    return _groups(found[0])


_ISO = re.compile(r"(?:19|20)\d\d (?:0[1-9]|1[0-2]) [0-3]\d")
_DATED = re.compile(r"(?:0?[1-9]|[12]\d|3[01]) (?:0?[1-9]|1[0-2]) (?:\d\d|(?:19|20)\d\d)")


_PLATED = re.compile(
    r"(?:bks|biển(?: kiểm soát| số| đăng ký| hiệu| xe| xanh| đỏ| vàng| trắng)*)"
    r"(?: (?::|là|số|mang))*$"
)


def _cued_plate(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say what stands after BKS, biển số: digit by digit, however it was parted."""
    if not _PLATED.search(cursor.phrase(6)):
        return None
    letters = spell(found["l"], cursor.style)
    tail = " ".join(
        digits(part) if part[0].isdecimal() else spell(part, cursor.style)
        for part in re.findall(r"\d+|[xX]+", found["n"] or "")
    )
    head = " ".join(filter(None, (digits(found["p"]), letters, digits(found["d"] or ""))))
    return f"{head}, {tail}" if tail else head


def _boat(found: re.Match[str], cursor: Cursor) -> str:
    parts = (found["l"] or "", found["n"], "TS")
    style = cursor.style
    return " ".join(
        digits(part) if part.isdecimal() else spell(part, style) for part in parts if part
    )


def _plate(found: re.Match[str], cursor: Cursor) -> str:
    letters = spell(found["l"], cursor.style)
    parts = [digits(found["p"]), letters]
    if found["d"]:
        parts.append(digits(found["d"]))
    return f"{' '.join(parts)}, {digits(found['n'])}"


_ROADS = {
    "QL": "Quốc lộ",
    "ĐT": "đường tỉnh",
    "TL": "tỉnh lộ",
    "HL": "hương lộ",
    "ĐH": "đường huyện",
    "ĐX": "đường xã",
    "CT": "cao tốc",
    "DT": "đường tỉnh",
    "LTL": "liên tỉnh lộ",
}


_BUILDINGS = cues("tòa toà cư nhà khu block lô tháp hộ căn")
_MORE_FIGURES = re.compile(r"[ .-]\d{2}")


def _road(found: re.Match[str], cursor: Cursor) -> str | None:
    if found["road"] in {"CT", "HL", "DT"} and cursor.before() in _BUILDINGS:
        return None  # tòa CT3, chung cư HL2: a building's code
    if found["n"][0] == "0" and _MORE_FIGURES.match(cursor.text, found.end(), cursor.limit):
        return None  # ĐT. 0232 3822 123: a telephone
    number = cardinal(int(found["n"]), cursor.style)
    if found["n"].startswith("0"):
        number = digits(found["n"])
    name = _ROADS[found["road"]]
    named = cursor.phrase(len(name.split())) == name.lower()  # cao tốc CT.01
    said = number if named else f"{name} {number}"
    return f"{said} {found['letter']}" if found["letter"] else said


def _kilometre(found: re.Match[str], cursor: Cursor) -> str:
    said = f"ki-lô-mét {numeral(found['km'], cursor.style)}"
    return f"{said} cộng {cardinal(int(found['m']), cursor.style)}" if found["m"] else said


def _letters_and_digits(text: str, style: Style) -> str:
    """Say a mixed code part by part: letters by name, short numbers as numbers."""
    said: list[str] = []
    stroke = "trên" if _HOUSE.fullmatch(text) else ","
    for part in re.findall(r"[^\W\d_]+|\d+|/|(?<=\d)\.(?=\d)", text):
        if part in "/.":
            said.append(stroke if part == "/" else "chấm")
        elif not part.isdecimal():
            low = part.lower()
            word = len(part) > 1 and not part.isupper() and (is_syllable(part) or len(part) > 3)
            said.append(_CODE_WORDS.get(low) or (part if word else spell(part, style) or part))
        elif part.startswith("0") or len(part) > 3:
            said.append(digits(part))
        else:
            said.append(cardinal(int(part), style))
    return " ".join(said).replace(" ,", ",")


_CODE_WORDS = {
    "covid": "Cô-vít",
    "sars": "sác",
    "cov": "cô-vi",
    "mers": "mớt",
    "vneid": "Vi en i đi",
    "iso": "i-xô",
    "vietgap": "Việt-gáp",
    "ocop": "ô-cốp",
    "omega": "ô-mê-ga",
    "no": "số",
    "top": "tốp",
    "lương": "lương",
    "fm": "ép em-mờ",
    "am": "a em-mờ",
    "mig": "mích",
    "web": "oép",
}
_HOUSE = re.compile(r"\d{1,4}[A-ZĐ](?:/\d{1,4})+[A-ZĐ]?")  # 12B/34 Lý Thường Kiệt
_LATIN = re.compile(r"[A-Za-zĐđƯưÀ-ỹ]")


def _code(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    text = found[0]
    if not (any(char.isdecimal() for char in text) and _LATIN.search(text)):
        return None
    first = re.split(r"[/.-]", text)[0]
    if first != text and len(first) > 1 and first.islower() and is_syllable(first):
        return None
    return _letters_and_digits(text, cursor.style)


def _suffixed(found: re.Match[str], cursor: Cursor) -> str:
    """Say lớp 6B, số 12A, 5K: the letter by its name; that of a road stays (quốc lộ 9B)."""
    number, tail = found["n"], found["l"]
    head = digits(number) if number[0] == "0" and len(number) > 1 else numeral(number, cursor.style)
    road = cursor.before() in {"lộ", "tỉnh", "huyện", "tốc"}
    return f"{head} {tail if road else letter(tail, cursor.style)}"


_STREET = re.compile(r",? ?(?:(?:đường|phố|ngõ|hẻm|kiệt|ngách|tổ|khu|đại lộ|ấp)(?!\w)|[A-ZĐ])")


def _house(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say số nhà 12/4B and số 123/4 đường …; a part of three digits and more digit by digit."""
    street = (
        cursor.before() == "số"
        and cursor.before(2) not in {"tỷ", "tỉ"}
        and _STREET.match(cursor.text, found.end(), cursor.limit)
    )
    if (
        not found["l"]
        and not street
        and found["n"].count("/") < 2
        and cursor.before() not in {"nhà", "ngõ", "hẻm", "kiệt", "ngách"}
    ):
        return None
    parts = [
        numeral(part, cursor.style) if len(part) < 3 else digits(part)
        for part in re.findall(r"\d+", found["n"])
    ]
    return f"{' trên '.join(parts)} {found['l'] or ''}".strip()


_POLES = {
    "B": "Bắc",
    "N": "Bắc",
    "Đ": "Đông",
    "E": "Đông",
    "S": "Nam",
    "T": "Tây",
    "W": "Tây",
}


def _angle(found: re.Match[str], cursor: Cursor) -> str:
    style = cursor.style
    said = f"{numeral(found['d'], style)} độ"
    if found["m"]:
        said += f" {numeral(found['m'], style)} phút"
    if found["s"]:
        said += f" {numeral(found['s'], style)} giây"
    return f"{said} {_POLES[found['pole']]}" if found["pole"] else said


_PLACED = frozenset({"độ", "vĩ", "kinh", "tọa", "toạ", "tuyến", "<coordinate>"})
_SECOND = re.compile(r"[\s,;–-]{1,4}\d{1,3}(?:[.,]\d+)? ?[NSEWBĐ](?!\w)")


def _degrees(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say 17.5N as degrees near vĩ độ, tọa độ or a second coordinate; 1.2B is none."""
    near = not _PLACED.isdisjoint(cursor.history[-8:])
    if not near and not _SECOND.match(cursor.text, found.end(), cursor.limit):
        return None
    return f"{numeral(found['d'], cursor.style)} độ {_POLES[found['pole']]}"


def _ident(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say a long number that is a name (account, identity card) digit by digit."""
    if not _NUMBERED_AS.search(cursor.phrase(8)):
        return None
    if is_sum(found[0], cursor.after(found.end())):
        return None  # tài khoản: 60.000.000 đồng
    return ", ".join(digits(part) for part in re.split(r"[ .-]", found[0]))


_NUMBERED_AS = re.compile(
    r"(?:tài khoản|stk|cccd|cmnd|căn cước(?: công dân)?|mã số thuế|mst|định danh(?: cá nhân)?"
    r"|imei|vận đơn|mã số(?: doanh nghiệp)?|hộ chiếu)(?: (?:số|:|là|mang|<name>|<abbreviation>))*$"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_MONEY_NEXT = cues("đồng đ vnđ vnd usd euro triệu tỷ tỉ nghìn ngàn đô nhân")


def is_sum(text: str, following: str) -> bool:
    """Tell a number that is counted, in groups of thousands, from a number that is a name.

    >>> is_sum("200.000", "đồng"), is_sum("1900.6868", "")
    (True, False)
    """
    return following in _MONEY_NEXT and (text.isdecimal() or _GROUPED.fullmatch(text) is not None)


_PHONE = r"(?:\+?\d{1,5}|\(\+?\d{2,5}\))(?:[ .\u00a0-]?\(?\d{1,8}\)?){1,4}(?![\d/]|,\d|[.]\d)"

PLATES = (
    rule(
        "plate-cued",
        "plate",
        r"(?P<p>\d\d)(?: ?- ?| )?(?P<l>[A-ZĐ]{1,2}) ?(?P<d>\d(?!\d))?(?: ?[-–.] ?| )?"
        r"(?P<n>\d{3}[. ]?(?:\d\d|[xX]{2})|\d{2,5}(?:\.?[xX]{2,3})?"
        r"|[xX]{3,5}(?:\.[xX]{2})?)?(?!\w)",
        _cued_plate,
        "Biển số sau BKS, biển số: đọc từng số dù viết tách thế nào.",
        "A plate after BKS or biển số, digit by digit however it was parted.",
        ("biển số 74-H1 235.67", "biển số bảy bốn hát một, hai ba năm sáu bảy"),
    ),
    rule(
        "boat-number",
        "plate",
        r"(?P<l>(?!))?(?P<n>\d{5}) ?-? ?TS(?!\w)",
        _boat,
        "Số tàu cá không có chữ đầu.",
        "A fishing boat's number without its letters.",
        ("tàu 95858 TS", "tàu chín năm tám năm tám tê ét-sì"),
    ),
    rule(
        "plate",
        "plate",
        r"(?P<p>\d\d)(?P<l>[A-ZĐ]{1,2})(?P<d>\d)?(?: ?- ?| )(?P<n>\d{3}\.\d\d|\d{4,5})(?!\d)",
        _plate,
        "Biển số xe: đọc từng số.",
        "A vehicle's plate, digit by digit.",
        ("73A-123.45", "bảy ba a, một hai ba bốn năm"),
    ),
)

PHONES = (
    rule(
        "phone",
        "phone",
        _PHONE,
        _phone,
        "Số điện thoại: đọc từng số theo nhóm đã viết.",
        "A telephone number: digit by digit in its written groups.",
        ("điện thoại 0232.3822.123", "điện thoại không hai ba hai, ba tám hai hai, một hai ba"),
        ("1900 9095", "một chín không không, chín không chín năm"),
    ),
    rule(
        "number-pairs",
        "phone",
        r"\d{2,4}(?P<s>[ .\u00a0-])\d{2,4}(?:(?P=s)\d{2,4}){1,5}(?![\d/]|[.,-]?\d)",
        _pairs,
        "Số viết từng cặp: đọc từng số.",
        "A number written in pairs: digit by digit.",
        ("đài 99 44 09 12", "đài chín chín, bốn bốn, không chín, một hai"),
    ),
    rule(
        "phone-short",
        "phone",
        r"\d{3,8}(?![\w/%]|[.,:-]\d)",
        _short_phone,
        "Số gọi khẩn cấp, tổng đài.",
        "Emergency and service numbers.",
        ("gọi 113", "gọi một một ba"),
        ("tổng đài 156", "tổng đài một năm sáu"),
    ),
    rule(
        "identity",
        "code",
        r"\d{6,}(?![.,/]?\d)|\d{2,5}(?:[ .-]\d+){1,5}(?![.,/]?\d)",
        _ident,
        "Số tài khoản, căn cước, mã số thuế: đọc từng số.",
        "Account and identity numbers, digit by digit.",
        ("số tài khoản 1020304", "số tài khoản một không hai không ba không bốn"),
    ),
)

COORDINATES = (
    rule(
        "angle",
        "coordinate",
        rf"(?P<d>{NUMERAL}){_S}[°º](?:{_S}(?P<m>\d{{1,2}})[’'′](?:{_S}(?P<s>{NUMERAL})(?:[\"″”]|''|’’|′′))?)?"
        rf"(?:{_S}(?P<pole>[BNĐESTW])(?!\w))?(?![A-Za-z])",
        _angle,
        "Tọa độ, góc.",
        "Coordinates and angles.",
        ("17°30'B", "mười bảy độ ba mươi phút Bắc"),
    ),
    rule(
        "degrees",
        "coordinate",
        r"(?P<d>\d{1,3}[.,]\d+) ?(?P<pole>[NSEWBĐ])(?!\w)",
        _degrees,
        "Vĩ độ, kinh độ viết tắt hướng.",
        "Degrees with the letter of a direction.",
        ("vĩ độ 17.5N", "vĩ độ mười bảy phẩy năm độ Bắc"),
    ),
)

HOUSES = (
    rule(
        "house",
        "address",
        r"(?P<n>\d+(?:/\d+)+)(?P<l>[A-Z])?(?![\w/])",
        _house,
        "Số nhà có xuyệt.",
        "A house number with a stroke.",
        ("số 12/4A", "số mười hai trên bốn A"),
    ),
)

CODES = (
    rule(
        "suffixed",
        "code",
        r"(?P<n>\d{1,5})(?P<l>[A-ZĐ])(?![\w]|[-/.]\w)",
        _suffixed,
        "Số có chữ cái theo sau.",
        "A number with a letter after it.",
        ("lớp 6B", "lớp sáu bê"),
        ("5K", "năm ca"),
    ),
    rule(
        "code-digit",
        "code",
        r"\d{1,20}[^\W\d_][^\W_]{0,20}(?:[-/.]?[A-ZĐ0-9][^\W_]{0,20}){0,6}",
        _code,
        "Mã gồm chữ và số.",
        "A code of letters and digits.",
        ("18DTH", "mười tám dê tê hát"),
    ),
)

ROADS = (
    rule(
        "road",
        "road",
        rf"(?P<road>QL|ĐT|TL|HL|ĐH|ĐX|CT|DT|LTL){_S}[.-]?{_S}(?P<n>\d{{1,4}})(?P<letter>[A-ZĐ])?(?![\w/])",
        _road,
        "Tên đường.",
        "Roads.",
        ("QL1A", "Quốc lộ một A"),
        ("ĐT.559", "đường tỉnh năm trăm năm mươi chín"),
    ),
    rule(
        "kilometre",
        "road",
        rf"[Kk][Mm]{_S}(?P<km>\d+(?:,\d+)?)(?:{_S}\+{_S}(?P<m>\d+))?(?!\w)",
        _kilometre,
        "Cột ki-lô-mét.",
        "Kilometre posts.",
        ("Km 12+300", "ki-lô-mét mười hai cộng ba trăm"),
        ("Km33", "ki-lô-mét ba mươi ba"),
    ),
    rule(
        "numbered",
        "number",
        rf"(?:No|N[o°º]|№)\.?{_S}(?P<n>\d+)(?!\w)",
        lambda found, cursor: f"số {cardinal(int(found['n']), cursor.style)}",
        "No.1 là số một.",
        "No. 1.",
        ("No.1", "số một"),
    ),
    rule(
        "boat",
        "plate",
        r"(?P<l>[A-ZĐ][A-Za-zĐđ]{1,2}) ?-? ?(?P<n>\d{4,5}) ?-? ?TS(?!\w)",
        _boat,
        "Số tàu cá.",
        "A fishing boat's number.",
        ("tàu QB 91234 TS", "tàu quy bê chín một hai ba bốn tê ét-sì"),
    ),
)

LETTERED = (
    rule(
        "code",
        "code",
        r"[A-Za-zĐđ]{1,16}(?:[-/.][A-Za-zĐđ]{1,16}){0,3}[-/.]?\d{1,20}(?:[-/.]?[A-ZĐa-zđ0-9]{1,20}){0,6}",
        _code,
        "Mã gồm chữ và số.",
        "A code of letters and digits.",
        ("COVID-19", "Cô-vít mười chín"),
        ("U23", "u hai mươi ba"),
        ("H5N1", "hát năm en-nờ một"),
    ),
)
