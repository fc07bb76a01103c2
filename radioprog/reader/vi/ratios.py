"""Two numbers: counts (13/15), shares (2/3), scores (3-1), ranges (5-7), sums; and bare numbers."""

from __future__ import annotations

import re

from radioprog.reader.model import Style
from radioprog.reader.rules import Cursor, Said, cues, rule
from radioprog.reader.vi.numbers import (
    NUMERAL,
    SPACE,
    cardinal,
    digits,
    fraction_digits,
    name_number,
    numeral,
    whole_number,
    year,
)

_S = f"{SPACE}*"
_NOT_MORE = r"(?![\d]|[.,/]\d)"
# What is counted out of a whole number of them: 9/9 thôn; everything else takes a share.
_COUNTED = cues(
    "thôn xã bản huyện chỉ tiêu đơn phường thị quận trường trạm điểm tổ đội phòng ngành cơ môn đề "
    "dự nhiệm mục tỉnh thành tiểu khu cụm ấp buôn xóm làng đài chi đảng sở ban đồn hồ tuyến cầu "
    "câu bài ca lớp tập trận vòng nội thủ công văn kiến ý tiêu phiếu hạng đồng"
)
_SHARED = cues(
    "số diện dân thời tổng lượng chiều quãng chặng nhu kinh sản doanh giá cuộc đời thế trái bề "
    "thể đoạn đường khối lực lao hộ người gia thành đại học cử cán công lợi thu vốn nguồn năm "
    "tháng ngày giờ chi phí cơ đất rừng nước sân trong của mức quy"
)
_OUT_OF = cues(
    "thứ hạng đạt hoàn được có với tới đến là điểm trả đủ chấm thì: số nhà ngõ hẻm kiệt ngách "
    "áp lớp trang"
)
_NUMBERED = cues("số nhà ngõ áp lớp trang")
_SCORES = cues("số thắng thua hòa hoà bại dẫn quả sân lợi trước là điểm gỡ đậm")
_NAMES = cues(
    "án thị số quyết định thông nghị hoạch lục biểu mã kênh tuyến luật quy phòng lô thôn tổ xóm ấp "
    "bản đội cụm khu trạm mẫu trình văn lệ hướng dẫn điều khoản điểm chốt bàn đồn tầng cổng kiệt "
    "hẻm ngõ ngách đường cầu nhà tàu xe áo giường hồ sơ kho bài vị luận cáo điện 06: sđt khoán "
)
# Of these, the word alone is a name only after its own first word (quyết định, nghị quyết …).
_PAIRS = {
    "án": {"đề", "dự", "phương", "vụ"},
    "thị": {"chỉ"},
    "quyết": {"nghị"},
    "định": {"nghị", "quyết", "quy"},
    "thông": set(),
    "nghị": set(),
    "hoạch": {"kế"},
    "lục": {"phụ"},
    "trình": {"tờ"},
    "văn": {"công"},
    "lệ": {"điều"},
    "bản": {"văn", ""},
    "hướng": set(),
    "dẫn": {"hướng"},
    "sơ": {"hồ"},
    "hồ": {"đồng"},
    "luận": {"kết"},
    "cáo": {"báo"},
    "điện": {"công"},
    "vị": set(),
    "khoán": set(),
    "cầu": set(),
    "quy": set(),
    "luật": {"bộ", "đạo"},
    "biểu": set(),
    "bài": set(),
    "kho": set(),
    "nhà": {"số"},
    "đường": set(),
    "xe": {"số"},
}


def in_name(cursor: Cursor) -> bool:
    """Tell whether a number belongs to a name, where its leading zero is read (Đề án 06)."""
    before = cursor.before()
    if before not in _NAMES or cursor.before(2) in {"mỗi", "từng"}:
        return False
    needed = _PAIRS.get(before)
    return needed is None or cursor.before(2) in needed


def _number(text: str, cursor: Cursor) -> str:
    """Say a bare number: the zero before a counted noun goes, in a name it is read."""
    style = cursor.style
    if len(text) > 1 and text.startswith("0") and text.isdecimal():
        if in_name(cursor) or len(text) > 2 or not text.strip("0"):
            return digits(text)
        return cardinal(int(text), style)
    if not text.isdecimal():
        return numeral(text, style)
    return whole_number(text, style)


def _bare(found: re.Match[str], cursor: Cursor) -> str | Said:
    text = found[0]
    after_thu = cursor.before() == "thứ"
    if after_thu and text in {"1", "4"}:
        return Said("nhất" if text == "1" else "tư", token_class="ordinal")
    counted = text[0] == "0" and len(text) == 2 and cursor.after(found.end()) in _HEADS_COUNTED
    if counted and text.strip("0"):
        return cardinal(int(text), cursor.style)  # mỗi thôn 02 người
    return _number(text, cursor)


_HEADS_COUNTED = cues("người hộ em cháu ca con cán đồng đoàn đại chiếc cái suất lần bộ")


def _listed(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say 1,2,3: a decimal has one comma, so this is a list; the last number has its own rule."""
    numbers = found[0].split(",")
    if all(len(number) == 3 for number in numbers[1:]) and len(numbers[0]) <= 3:
        return None  # 1,234,567 as it is written in English
    said = "".join(f"{_number(number, cursor)}, " for number in numbers[:-1])
    return Said(said, found.end() - len(numbers[-1]))


def _two_listed(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say lớp 11,12 and 17,18 tuổi: two neighbours where a decimal has no sense."""
    first, second = int(found["a"]), int(found["b"])
    if first >= second or found["b"][0] == "0" or (found["and"] and second >= int(found["c"])):
        return None
    measure = cursor.text[found.end("b") : found.end("b") + 8].split()
    if cursor.before() == "cấp" and measure and _MEASURE.match(measure[0]):
        return None  # cấp 1,2 m3 nước: given, no grade
    many = "các" in cursor.history[-3:] or "những" in cursor.history[-3:]
    named = cursor.before() in _IN_ROWS
    following = cursor.after(found.end("b"))
    counted = following in _WHOLE and not _AVERAGE.search(cursor.said().lower())
    if (many and (found["and"] or named)) or (second == first + 1 and (named or counted)):
        return Said(f"{_number(found['a'], cursor)}, ", found.start("b"))
    return None


_IN_ROWS = cues(
    "lớp khối tổ thôn quận tháng ngày khu điều khoản bài phòng đội nhóm quý trang tiết đợt vòng "
    "ấp phường xóm bản tuần cấp"
)
_MEASURE = re.compile(r"(?:m[23²³]?|km2?|kg|ha|tấn|tạ|yến|lít|mét|triệu|tỷ|tỉ|nghìn|ngàn)\b")
_WHOLE = cues("tuổi người em cháu hộ đứa chiếc cái đồng")
_AVERAGE = re.compile(r"(?:bình quân|trung bình|mỗi|thọ|trên một|tỷ lệ|mức)")


def _chain(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say 16-16-8 and 4-2-3-1: three and more numbers are neither a range nor a score."""
    cued = not _CHAIN_CUES.isdisjoint(cursor.history[-3:])
    again = cursor.before() in {"và", ",", "hoặc", "hay"} and cursor.before(2) == "<chain>"
    return _chained(found, cursor) if cued or again else None


def _chained(found: re.Match[str], cursor: Cursor) -> str:
    parts = re.findall(r"\d+", found[0])
    return " ".join(digits(part) if part[0] == "0" else _number(part, cursor) for part in parts)


_CHAIN_CUES = cues("npk phân hình đồ đo lệ thức thuật vòng")


def _dotted(found: re.Match[str], cursor: Cursor) -> str:
    """Say 1.2.3 and 4.0: versions and headings, each part after "chấm"."""
    return " chấm ".join(name_number(part, cursor.style) for part in found[0].split("."))


def _decimal(found: re.Match[str], cursor: Cursor) -> str:
    return numeral(found[0], cursor.style)


def _decimal_point(found: re.Match[str], cursor: Cursor) -> str:
    whole, point = found["whole"], found["point"]
    tail = fraction_digits(point, cursor.style)
    comma = whole == "0" or cursor.after(found.end()) in _MEASURED
    sign = "phẩy" if comma else "chấm"
    return f"{whole_number(whole, cursor.style)} {sign} {tail}"


_MEASURED = cues("triệu tỷ tỉ nghìn ngàn lần độ điểm lít tấn mét tạ")


def _share(top: str, bottom: str, style: Style) -> str:
    below = "tư" if bottom == "4" else whole_number(bottom, style)
    return f"{whole_number(top, style)} phần {below}"


def _ratio(found: re.Match[str], cursor: Cursor) -> str | Said:
    """Tell counts (trên) from shares (phần) by size and by the noun that follows."""
    top, bottom = found["a"], found["b"]
    style = cursor.style
    if _in_sets(cursor):
        said = f"{numeral(top, style)} {numeral(bottom, style)}"
        return Said(said, token_class="score")
    over = Said(f"{_number(top, cursor)} trên {_number(bottom, cursor)}", token_class="count")
    if not (top.isdecimal() and bottom.isdecimal()) or top[0] == "0" or bottom[0] == "0":
        return over
    a, b = int(top), int(bottom)
    noun = cursor.after(found.end())
    if a == 1 and b > 12 and not noun and _diluted(cursor):
        return _share(top, bottom, style)
    if (
        a == b
        or (a > b > 10)
        or (a, b) in {(24, 24), (24, 7)}
        or (b > 100 and b not in {1000, 10_000, 100_000})
    ):
        return over
    if noun == "đại" and cursor.rest(found.end()).lstrip().startswith("đại biểu"):
        return over
    if noun in _SHARED and not (noun == "thành" and "phố" in cursor.rest(found.end())[:12]):
        shared = b <= 12 or noun == "số"
        return _share(top, bottom, style) if shared else over
    if noun in _COUNTED or (noun and a > 10):
        return over
    if cursor.before() in _OUT_OF and (b >= 10 or cursor.before() in _NUMBERED):
        return over
    if noun and b > 10:
        return over
    return _share(top, bottom, style)


def _mixed(found: re.Match[str], cursor: Cursor) -> str | None:
    a, b = int(found["a"]), int(found["b"])
    if a >= b:
        return None
    whole = cardinal(int(found["n"]), cursor.style)
    return f"{whole} và {_share(found['a'], found['b'], cursor.style)}"


def _range(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    first, last = found["a"], found["b"]
    style = cursor.style
    whole = first.isdecimal() and last.isdecimal() and len(first) < 3 and len(last) < 3
    falls = whole and int(first) >= int(last)
    if falls or (whole and _is_score(first, last, found.end(), cursor)):
        said = f"{cardinal(int(first), style)} {cardinal(int(last), style)}"
        return Said(said, token_class="score")
    if len(first) > 2 and len(last) == 1 and first.isdecimal() and last.isdecimal():
        return f"{_number(first, cursor)} {_number(last, cursor)}"  # Boeing 787-9 falls
    if cursor.before() == "cấp":
        return f"{_number(first, cursor)} đến cấp {_number(last, cursor)}"
    if in_name(cursor) and (first[0] == "0" or last[0] == "0"):
        return f"{name_number(first, style)} đến {name_number(last, style)}"
    return f"{_number(first, cursor)} đến {_number(last, cursor)}"


_YEAR = re.compile(r"(?:19|20)\d\d")
_UNITS_OF_TIME = cues(
    "ngày giờ tháng năm người tuổi lần trận bàn điểm giải huy vụ ván set hiệp đội con phút giây "
    "tuần mùa cuộc vòng lượt"
)
_PLAYED = cues("thắng thua hòa hoà hạ bại dẫn tỷ tỉ gỡ vượt gặp trận")
_AFTER_SCORE = cues(
    "ở trong tại trên và sau ngay trước để nhờ khi vào nên nhưng qua chung bán tối chiều hôm "
    "do với rồi"
)


def _is_score(first: str, last: str, end: int, cursor: Cursor) -> bool:
    """Tell a rising score from a range: by thắng, thua, tỷ số, with the names of sides between."""
    following = cursor.after(end)
    if following in _UNITS_OF_TIME:
        return False
    if cursor.before() in _SCORES or cursor.before() in {"thắng", "thua"} or _in_sets(cursor):
        return True
    if len(first) > 1 or len(last) > 1 or (following and following not in _AFTER_SCORE):
        return False
    return cursor.since(_PLAYED, 9)


def _in_sets(cursor: Cursor) -> bool:
    """Tell the sets after a score: thắng 3-1 (25-20, 19-25, …)."""
    near = cursor.history[-9:]
    return cursor.before() in {"(", ",", ";"} and "<score>" in near and "(" in near


def _scale(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    """Say a ratio with a colon: tỷ lệ 1:50.000; a score: tỷ số 2:1; a standard: ISO 9001:2015."""
    style = cursor.style
    if len(found["a"]) > 3 and _YEAR.fullmatch(found["b"]):
        return f"{numeral(found['a'], style)} năm {year(found['b'], style)}"
    if cursor.before() in _SCORES:
        said = f"{numeral(found['a'], style)} {numeral(found['b'], style)}"
        return Said(said, token_class="score")
    if found["a"] == "1" and cursor.before() != "lệ" and _diluted(cursor):
        return _share(found["a"], found["b"], style)
    return f"{numeral(found['a'], style)} trên {numeral(found['b'], style)}"


def _diluted(cursor: Cursor) -> bool:
    """Tell a share of a mixture: pha (loãng) 1:400."""
    return cursor.since(_MIXED_IN, 9)


_MIXED_IN = cues("pha hòa hoà loãng độ")


def _power(found: re.Match[str], cursor: Cursor) -> str:
    exponent = found["e"] or "".join(
        str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(char)) for char in found["sup"] if char != "⁻"
    )
    minus = "âm " if (found["minus"] or "⁻" in (found["sup"] or "")) else ""
    power = numeral(exponent, cursor.style)
    return f"{numeral(found['n'], cursor.style)} mũ {minus}{power}"


_OPERATORS = {
    "x": "nhân",
    "X": "nhân",
    "×": "nhân",
    "*": "nhân",
    "+": "cộng",
    "=": "bằng",
    "÷": "chia",
    ":": "chia",
}


def _times(found: re.Match[str], cursor: Cursor) -> Said:
    """Say 3x4 and 2 + 3: the number and the sign; the second number is read by its own rule."""
    sign = _OPERATORS[found["sign"]]
    return Said(f"{_number(found['n'], cursor)} {sign}", found.end("sign"))


def _subtract(found: re.Match[str], cursor: Cursor) -> Said:
    """Say 5 - 3 = 2 and 12 : 4 = 3, which only the "=" tells from a range or a ratio."""
    sign = "chia" if found["sign"] == ":" else "trừ"
    return Said(f"{_number(found['n'], cursor)} {sign}", found.end("sign"))


_NEXT = r"(?![\d]|[.,/:-]\d)"
LISTS = (
    rule(
        "number-chain",
        "chain",
        rf"\d{{1,3}}{_S}(?P<s>[-:]){_S}\d{{1,3}}(?:{_S}(?P=s){_S}\d{{1,3}}){{1,4}}{_NEXT}",
        _chain,
        "Ba số trở lên nối nhau (phân bón, đội hình, tỷ lệ): đọc liền.",
        "Three and more numbers joined (fertiliser, line-up, ratio): one after the other.",
        ("phân NPK 16-16-8", "phân en-nờ pê ca mười sáu mười sáu tám"),
    ),
    rule(
        "number-list",
        "number",
        r"\d{1,4}(?:,\d{1,4}){2,40}(?!\d|[,./-]\d)",
        _listed,
        "Nhiều dấu phẩy liền nhau là liệt kê, không phải số thập phân.",
        "Several commas make a list, no decimal.",
        ("các tổ 1,2,3 và 4", "các tổ một, hai, ba và bốn"),
    ),
    rule(
        "number-two",
        "number",
        rf"(?P<a>\d{{1,2}}),(?P<b>\d{{1,2}})(?!\d|[,.:%-]\d|%|/(?!(?:19|20)\d\d))(?P<and>{SPACE}và{SPACE}(?P<c>\d{{1,2}})(?![\w,]))?",
        _two_listed,
        "Hai số liền kề sau tên gọi hay trước người, tuổi: liệt kê.",
        "Two neighbours after a name or before people and ages: a list.",
        ("lớp 11,12", "lớp mười một, mười hai"),
        ("17,18 tuổi", "mười bảy, mười tám tuổi"),
    ),
)

PAIRS = (
    rule(
        "power",
        "number",
        rf"(?P<n>{NUMERAL})(?:\^(?P<minus>-)?(?P<e>\d+)|(?P<sup>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))",
        _power,
        "Lũy thừa.",
        "A power.",
        ("2^3", "hai mũ ba"),
    ),
    rule(
        "operation",
        "number",
        rf"(?P<n>{NUMERAL}){_S}(?P<sign>[xX×*+=÷])(?={_S}-?\d)",
        _times,
        "Phép tính và kích thước.",
        "Sums and sizes.",
        ("3x4", "ba nhân bốn"),
        ("2 + 3 = 5", "hai cộng ba bằng năm"),
    ),
    rule(
        "subtraction",
        "number",
        rf"(?P<n>{NUMERAL}){_S}(?P<sign>[-–−:])(?={_S}{NUMERAL}{_S}=)",
        _subtract,
        "Phép trừ, phép chia.",
        "Subtraction and division.",
        ("5 - 3 = 2", "năm trừ ba bằng hai"),
    ),
    rule(
        "mixed-fraction",
        "fraction",
        rf"(?P<n>\d{{1,3}}){SPACE}(?P<a>[1-9])/(?P<b>[2-9]|1[0-2]){_NOT_MORE}",
        _mixed,
        "Hỗn số.",
        "A whole number and a fraction.",
        ("1 1/2", "một và một phần hai"),
    ),
    rule(
        "ratio",
        "fraction",
        rf"(?P<a>{NUMERAL}){_S}/{_S}(?P<b>{NUMERAL}){_NOT_MORE}",
        _ratio,
        "Đếm trên tổng đọc “trên”; một phần của tổng đọc “phần”.",
        "A count out of a total is “trên”; a share is “phần”.",
        ("13/15 chỉ tiêu", "mười ba trên mười lăm chỉ tiêu"),
        ("2/3 số hộ", "hai phần ba số hộ"),
    ),
)

SINGLE = (
    rule(
        "numbers-joined",
        "chain",
        rf"\d{{1,3}}(?P<s>[-:])\d{{1,3}}(?:(?P=s)\d{{1,3}}){{1,4}}{_NEXT}",
        _chained,
        "Ba số trở lên nối nhau: mọi chỗ nối như nhau.",
        "Three and more numbers joined: all joints alike.",
        ("gồm 86-60-90", "gồm tám mươi sáu sáu mươi chín mươi"),
    ),
    rule(
        "range",
        "range",
        rf"(?P<a>{NUMERAL}){_S}[-‐‑–—−~]{_S}(?P<b>{NUMERAL})(?![\d/]|[-–]\d|[.,]\d)",
        _range,
        "Khoảng số đọc “đến”; tỷ số đọc liền hai số.",
        "A range is “đến”; a score is its two numbers.",
        ("5-7 ngày", "năm đến bảy ngày"),
        ("thắng 3-1", "thắng ba một"),
    ),
    rule(
        "scale",
        "count",
        rf"(?P<a>{NUMERAL}):(?P<b>{NUMERAL}){_NOT_MORE}",
        _scale,
        "Tỷ lệ viết với dấu hai chấm.",
        "A ratio with a colon.",
        ("tỷ lệ 1:50.000", "tỷ lệ một trên năm mươi nghìn"),
    ),
    rule(
        "dotted",
        "number",
        r"(?![1-9]\d{0,2}(?:\.\d{3})+(?!\d|\.\d))\d+(?:\.\d+){2,}(?![\d,])",
        _dotted,
        "Số mục, số phiên bản nhiều phần.",
        "Numbers of headings and versions.",
        ("mục 1.2.3", "mục một chấm hai chấm ba"),
    ),
    rule(
        "decimal-point",
        "decimal",
        r"(?P<whole>\d+)\.(?P<point>\d{1,2}|\d{4,})(?!\d|[.,]\d)",
        _decimal_point,
        "Số có dấu chấm mà không phải nghìn.",
        "A point that groups no thousands.",
        ("phiên bản 4.0", "phiên bản bốn chấm không"),
    ),
    rule(
        "decimal",
        "decimal",
        r"(?:\d{1,3}(?:[ .\u00a0\u2009\u202f]\d{3})+|\d+),\d+(?![,.]?\d)",
        _decimal,
        "Số thập phân.",
        "A decimal.",
        ("3,5", "ba phẩy năm"),
        ("0,05", "không phẩy không năm"),
    ),
    rule(
        "number",
        "number",
        NUMERAL,
        _bare,
        "Số đếm; số 0 đứng trước danh từ đếm thì bỏ, trong tên gọi thì đọc.",
        "A number; the zero before a counted noun goes, in a name it is read.",
        ("01 lớp", "một lớp"),
        ("Đề án 06", "Đề án không sáu"),
        ("1.005", "một nghìn không trăm linh năm"),
    ),
)
