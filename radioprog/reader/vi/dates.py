"""Dates, months, years and their ranges.

``ngày`` and ``tháng`` are said once: a rule says them only where the writer did not.
"""

from __future__ import annotations

import re

from radioprog.reader.model import Style
from radioprog.reader.rules import Cursor, Said, cues, rule
from radioprog.reader.vi.numbers import SPACE, cardinal, month, year

_S = f"{SPACE}*"
_TO = rf"(?:{_S}(?:->|[-‐‑–—−]){_S})"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:[12]\d{3})"
_END = r"(?![\d%‰°]|[.,/]\d|[/-][A-ZĐ])"
_YEAR_END = r"(?!\d|[.,]\d|[/-][A-ZĐ])"

# Words after which d/m is a date and not a ratio.
_CUES = cues(
    "kiện vụ ngày lễ sáng trưa chiều tối đêm hôm dịp đến từ trước sau mùng mồng rằm hạn nhật "
    "nay mai qua tới khánh giờ vào thứ sinh kỷ niệm mốc bế khai <time> <weekday> <date> kể phiên"
)
_TO_DAY = " đến ngày "
_DAY_SAID = frozenset({"ngày", "mùng", "mồng", "rằm", "đường", "phố", "trường", "viên"})
_HOLIDAYS = frozenset(
    {(30, 4), (2, 9), (8, 3), (20, 10), (20, 11), (22, 12), (27, 7), (19, 8), (26, 3), (19, 5)}
)
_TITLES = (
    "năm",
    "giai đoạn",
    "nhiệm kỳ",
    "năm học",
    "khóa",
    "khoá",
    "niên khóa",
    "mùa",
    "vụ",
    "mùa giải",
    "thời kỳ",
    "những năm",
    "kỳ",
    "từ",
)


def day(text: str, style: Style) -> str:
    """Say the number of a day."""
    return cardinal(int(text), style)


def _day_word(cursor: Cursor) -> str:
    return "" if cursor.before() in _DAY_SAID else "ngày "


def _say(d: str, m: str | None, y: str | None, style: Style) -> str:
    said = day(d, style)
    if m:
        said += f" tháng {month(m)}"
    if y:
        said += f" năm {_year_of(y, style)}"
    return said


def _year_of(text: str, style: Style) -> str:
    century = "20" if text < "50" else "19"
    return year(text if len(text) == 4 else century + text, style)


def _full(found: re.Match[str], cursor: Cursor) -> str | None:
    if len(found["y"]) == 2 and cursor.before() in _HOUSES:
        return None  # số 7/9/11 đường …
    return _day_word(cursor) + _say(found["d"], found["m"], found["y"], cursor.style)


def _is_date(d: str, m: str, cursor: Cursor, end: int) -> bool:
    """Tell a date d/m from a ratio: by the words around it or a zero before either part."""
    if _AGES.match(cursor.text, end, cursor.limit) or cursor.before() in _LUNAR:
        return True
    if cursor.text[end - len(m) - 1] == "-":
        return _is_hyphened(int(d), int(m), cursor, end)
    following = cursor.after(end)
    if following == "năm" and int(d) < int(m) and cursor.before() in _COMPARED:
        return False
    if cursor.before() in _STRONG or following in {"âm", "năm"}:
        return True
    if following in _COUNTED or (following == "tiền" and cursor.before() == "trước"):
        return False
    if cursor.before() in _HOUSES:
        return False
    return _cued(cursor) or d.startswith("0") or m.startswith("0") or _surely(int(d), int(m))


def _is_hyphened(d: int, m: int, cursor: Cursor, end: int) -> bool:
    """Tell a date d-m from a range and a score.

    In brackets it is a date unless a match is told of; elsewhere it needs a word of the day or
    the week before it, or a first number that no month has.
    """
    last, before = cursor.before(), cursor.before(2)
    following = cursor.after(end)
    if last == "ngày" or following == "âm":
        return True
    if following in _COUNTED_MANY:
        return False
    if last == "(" and cursor.text[end : end + 1] in {")", ",", ";"}:
        return not cursor.since(_PLAYED, 12)
    if last in _STRONG_ALONE or _day_named(cursor):
        return True
    if (last in {"và", ","} and before == "<date>") or (last in {"đến", "tới"} and d > 12):
        return True
    if cursor.since(_PLAYED, 9):
        return False
    if last in _OPEN and _CLOSED.match(cursor.text, end, cursor.limit):
        return True
    return d > 12 and (d > m or last in _CUES)


def _day_named(cursor: Cursor, back: int = 1) -> bool:
    """Tell whether a day stands before: sáng, chiều qua, hôm sau, thứ hai, chủ nhật, T7."""
    last, before = cursor.before(back), cursor.before(back + 1)
    if last in _DAY_PARTS or last in {"<weekday>", "hôm"}:
        return True
    if last == ",":
        last, before = before, cursor.before(back + 2)
        if last == "<weekday>":
            return True
    if before == "thứ" or (last == "nhật" and before == "chủ"):
        return last in _WEEKDAYS
    return last in _DAY_AFTER and before in _DAY_HEADS


def _cued(cursor: Cursor) -> bool:
    """Tell whether the words before call for a date."""
    last, before = cursor.before(), cursor.before(2)
    if last == "(":
        return before == "<date>" or _day_named(cursor, 2)
    if last == "hết":
        return before in {"đến", "tới"}
    if last in _CUES or _day_named(cursor):
        return True
    return last in {"và", ",", "hoặc", "-"} and before == "<date>"


def _surely(d: int, m: int) -> bool:
    """Tell a public holiday, or a day that no ratio would have."""
    return (d, m) != (24, 7) and ((d, m) in _HOLIDAYS or (d > 12 and d > m))


_STRONG = cues(
    "ngày lễ sáng trưa chiều tối đêm hôm dịp mùng mồng rằm khánh nay mai "
    "đường phố trường nhi nữ động"
)
_STRONG_ALONE = _STRONG - {"nay", "mai"}
_DAY_PARTS = cues("sáng trưa chiều tối đêm khuya")
_DAY_HEADS = _DAY_PARTS | cues("hôm ngày rạng mờ")
_DAY_AFTER = cues("nay mai qua kia sớm muộn sau trước ấy đó sáng khuya")
_DAY_NEAR = _DAY_PARTS | cues("nay mai qua hôm lễ ngày hội tuần thứ nhật dịp")
_WEEKDAYS = cues("hai ba tư năm sáu bảy nhật")
_LUNAR = frozenset({"tức", "nhằm"})
_AGES = re.compile(
    rf"{SPACE}*(?:[,(]{SPACE}*(?:tức|nhằm|âm{SPACE}+lịch)"
    rf"|\({SPACE}*(?:mùng|mồng|rằm)|âm{SPACE}+lịch)(?!\w)"
)
_HOUSES = cues("số ngõ hẻm kiệt ngách nhà")
_PLAYED = cues(
    "thắng thua hòa hoà hạ bại dẫn tỷ tỉ số gỡ vượt gặp trận set hiệp ván bàn đội bóng điểm"
)
_COUNTED_MANY = cues(
    "người hộ em cháu con xe ca lần trường đồng bạn chị tên đối cái chiếc bản xã thôn lít tấn "
    "triệu tỷ tỉ nghìn ngàn trăm tuổi tuần tháng lớp bữa điểm trận cây giống ngôi mét độ phút"
)
_AFTER_DATE = cues(
    "tại ở năm và với cho trên vào do nhằm để hằng hàng tới này sẽ đã là các của theo được trong "
    "khi có nên thì nhân trước sau đối bằng như"
)
# từ 2-9 đến nay; hạn đến 5-4.: nothing that is counted follows
_OPEN = cues("từ vào trước đến tới hạn")
_CLOSED = re.compile(
    rf"[,.;:)]?(?:\s|$)(?<=[,.;:)\n].)|[,.;:)]?$|{SPACE}+(?:đến|tới){SPACE}+nay|{SPACE}+trở{SPACE}"
)
_COMPARED = cues("bằng chiếm hơn khoảng quá")
_COUNTED = cues(
    "số tổng diện dân thời lượng đại hộ người thôn xã bản huyện chỉ tiêu đơn "
    "phường trường trạm điểm tổ đội"
)


def _short(found: re.Match[str], cursor: Cursor) -> str | None:
    if not _is_date(found["d"], found["m"], cursor, found.end()):
        return None
    return _day_word(cursor) + _say(found["d"], found["m"], None, cursor.style)


def _dotted(found: re.Match[str], cursor: Cursor) -> str | None:
    last = cursor.before()
    bracketed = last == "(" and cursor.text[found.end() : found.end() + 1] == ")"
    named = _day_named(cursor) or (last == "(" and _day_named(cursor, 2))
    named = named or (bracketed and cursor.since(_DAY_NEAR, 7))
    named = named or (last in {"và", ","} and cursor.before(2) == "<date>")
    holiday = (int(found["d"]), int(found["m"])) in _HOLIDAYS and last in _STRONG_ALONE
    if not named and not holiday and last not in {"ngày", "lễ", "dịp", "khánh", "mùng"}:
        return None
    if cursor.after(found.end()) in _COUNTED_MANY:
        return None
    return _day_word(cursor) + _say(found["d"], found["m"], None, cursor.style)


def _span(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say từ 26-6 đến 10-7, where either end alone would be a range or a score."""
    ends = [(int(found[f"d{end}"]), int(found[f"m{end}"])) for end in (1, 2)]
    sure = found["y2"] or any(d > 12 and d > m for d, m in ends)
    if not sure and cursor.before() != "ngày":
        following = cursor.after(found.end())
        if cursor.before() not in _SPANNED or (following and following not in _AFTER_DATE):
            return None
    style = cursor.style
    until = " đến hết ngày " if "hết" in found["to"] else _TO_DAY
    first = _day_word(cursor) + _say(found["d1"], found["m1"], found["y1"], style)
    return first + until + _say(found["d2"], found["m2"], found["y2"], style)


_SPANNED = _STRONG | cues("từ ( ngày dịp ra đợt hạn gian")


def _range(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say d - d/m/y and d/m - d/m/y; "từ" before makes "từ ngày … đến ngày …"."""
    m1, y1 = found["m1"], found["y1"]
    if m1 is None and int(found["d1"]) >= int(found["d2"]):
        return None
    bare = m1 and not y1 and not found["y2"]
    if bare and not _is_date(found["d1"], m1, cursor, found.end()):
        return None
    first = _day_word(cursor) + _say(found["d1"], m1, y1, cursor.style)
    return first + _TO_DAY + _say(found["d2"], found["m2"], found["y2"], cursor.style)


def _list(found: re.Match[str], cursor: Cursor) -> str | None:
    bracket = cursor.before() == "(" and cursor.before(2) == "ngày"
    if not bracket and cursor.before() not in (_STRONG if found["s"] == "-" else _CUES):
        return None
    head = re.sub(r"\d+", lambda number: day(number[0], cursor.style), found["head"])
    tail = _say(found["d"], found["m"], found["y"], cursor.style)
    return _day_word(cursor) + head + tail


def _days(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say ngày 14-17 (and no month); ngày 16 - 8 falls, so its second number is a month."""
    if cursor.before() not in {"ngày", "mùng", "mồng"}:
        return None
    first, last = int(found["d1"]), int(found["d2"])
    holiday = (first, last) in {(2, 9), (1, 5)} and cursor.after(found.end()) != "tháng"
    if holiday or (first >= last and last <= 12):
        return _say(found["d1"], found["d2"], None, cursor.style)
    return day(found["d1"], cursor.style) + _TO_DAY + day(found["d2"], cursor.style)


def _month_word(cursor: Cursor) -> str:
    return "" if cursor.before() == "tháng" else "tháng "


def _month_year(found: re.Match[str], cursor: Cursor) -> str | None:
    before = cursor.before()
    if before in {"quý", "số", "kỳ", "tuần"} or (before in {"và", ","} and _quarters(cursor)):
        return None
    if before != "tháng" and (len(found["y"]) == 2 or found["s"] in {".", " "}):
        return None
    return f"{_month_word(cursor)}{month(found['m'])} năm {_year_of(found['y'], cursor.style)}"


def _month_range(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say tháng 7 - 9/2015, 7/2015 - 9/2015 and quý 1-2/2025."""
    if cursor.before() == "quý" and not found["y1"]:
        first, last = (cardinal(int(found[name]), cursor.style) for name in ("m1", "m2"))
        return f"{first} đến quý {last} năm {year(found['y2'], cursor.style)}"
    if found["y1"] is None and cursor.before() != "tháng":
        return None
    first = month(found["m1"])
    if found["y1"]:
        first += f" năm {year(found['y1'], cursor.style)}"
    last = f"tháng {month(found['m2'])}"
    if found["y2"]:
        last += f" năm {year(found['y2'], cursor.style)}"
    return f"{_month_word(cursor)}{first} đến {last}"


def _month(found: re.Match[str], cursor: Cursor) -> str | None:
    return month(found["m"]) if cursor.before() == "tháng" else None


def _month_span(found: re.Match[str], cursor: Cursor) -> str | None:
    if cursor.before() != "tháng":
        return None
    return f"{month(found['m1'])} đến tháng {month(found['m2'])}"


def _quarter_year(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say quý 3/2024, kỳ 1/2024, đợt 2/2025: a number, then its year."""
    before = cursor.before()
    if before not in {"quý", "kỳ", "đợt", "tuần", "số", "lần", "khóa", "vụ"} and not (
        before in {"và", ","} and _quarters(cursor)
    ):
        return None
    if found["s"].isspace() and before != "quý":
        return None
    number = cardinal(int(found["m"]), cursor.style)
    return f"{number} năm {year(found['y'], cursor.style)}"


def _quarters(cursor: Cursor) -> bool:
    """Tell whether quarters are being listed: quý 1 và 2/2025."""
    return "quý" in cursor.history[-4:]


def _months_t(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say T10-T12/2024 and từ T1 đến T3/2025; T2-T6 without a year are days of the week."""
    if found["y2"] is None and min(int(found["m1"]), int(found["m2"])) < 8:
        return None
    style = cursor.style
    first, last = (f"tháng {month(found[name])}" for name in ("m1", "m2"))
    if found["y1"]:
        first += f" năm {year(found['y1'], style)}"
    return f"{first} đến {last}" + (f" năm {year(found['y2'], style)}" if found["y2"] else "")


def _quarter_q(found: re.Match[str], cursor: Cursor) -> str:
    quarter = cardinal(int(found["q"]), cursor.style)
    return f"quý {quarter} năm {year(found['y'], cursor.style)}"


def _year_range(found: re.Match[str], cursor: Cursor) -> str | None:
    first, last = int(found["y1"]), int(found["y2"])
    cued = any(cursor.phrase(len(title.split())) == title for title in _TITLES)
    if not (first < last and (cued or 1800 <= first <= last < 2200)):
        return None
    return f"{year(found['y1'], cursor.style)} đến {year(found['y2'], cursor.style)}"


def _seasons(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say năm học 2024/2025 as a range; years compared (2024/2023) are "trên"."""
    first, last = int(found["y1"]), int(found["y2"])
    joint = "đến" if last == first + 1 else "trên"
    return f"{year(found['y1'], cursor.style)} {joint} {year(found['y2'], cursor.style)}"


def _season_short(found: re.Match[str], cursor: Cursor) -> str | None:
    first, last = found["y1"], found["y1"][:2] + found["y2"]
    spans = int(last) - int(first) in range(1, 11)
    return f"{year(first, cursor.style)} đến {year(last, cursor.style)}" if spans else None


def _year(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    if cursor.before() != "năm":
        return None
    return year(found[0], cursor.style)


def _year_list(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say năm 2015, 2016 và 2017, of which the later ones have no "năm" before them."""
    if cursor.before() not in {",", "và"} or cursor.before(2) != "<year>":
        return None
    return year(found[0], cursor.style)


FULL = (
    rule(
        "date-range",
        "date-range",
        rf"(?P<d1>{_D})(?:(?P<s>[/.-])(?P<m1>{_M})(?:(?P=s)(?P<y1>{_Y}))?)?"
        rf"(?:{_TO}|{SPACE}+đến{SPACE}+(?!ngày))"
        rf"(?P<d2>{_D})(?P<t>[/.])(?P<m2>{_M})(?:(?P=t)(?P<y2>{_Y}))?{_END}",
        _range,
        "Khoảng ngày: “ngày” và “tháng” chỉ đọc một lần; có “từ” thì đọc “đến ngày”.",
        "A span of days; after “từ” the second day gets its “ngày” too.",
        (
            "từ ngày 14 - 17/7/2015",
            "từ ngày mười bốn đến ngày mười bảy tháng bảy năm hai nghìn không trăm mười lăm",
        ),
        ("20/7 - 05/8", "ngày hai mươi tháng bảy đến ngày năm tháng tám"),
    ),
    rule(
        "date-span",
        "date-range",
        rf"(?P<d1>{_D})-(?P<m1>{_M})(?:-(?P<y1>{_Y}))?"
        rf"(?P<to>{SPACE}+[-–—]{SPACE}+|{SPACE}+(?:đến|tới){SPACE}+(?:hết{SPACE}+)?(?:ngày{SPACE}+)?)"
        rf"(?P<d2>{_D})-(?P<m2>{_M})(?:-(?P<y2>{_Y}))?{_END}",
        _span,
        "Khoảng ngày mà hai đầu viết với gạch nối.",
        "A span of days with hyphens at both ends.",
        ("từ 26-6 đến 10-7", "từ ngày hai mươi sáu tháng sáu đến ngày mười tháng bảy"),
    ),
    rule(
        "date-list",
        "date",
        rf"(?P<head>{_D}(?:(?:,{_S}){_D})*(?:,{_S}|{SPACE}+và{SPACE}+|{_S}&{_S}))"
        rf"(?P<d>{_D})(?P<s>[/-])(?P<m>{_M})(?:(?P=s)(?P<y>{_Y}))?{_END}",
        _list,
        "Nhiều ngày cùng một tháng.",
        "Several days of one month.",
        ("các ngày 14, 15 và 16/7", "các ngày mười bốn, mười lăm và mười sáu tháng bảy"),
    ),
    rule(
        "date-iso",
        "date",
        rf"(?P<y>{_Y})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
        _full,
        "Ngày viết kiểu năm-tháng-ngày.",
        "A date written year-month-day.",
        ("2024-07-15", "ngày mười lăm tháng bảy năm hai nghìn không trăm hai mươi tư"),
    ),
    rule(
        "date",
        "date",
        rf"(?P<d>{_D}){_S}(?P<s>[/.-]){_S}(?P<m>{_M}){_S}(?P=s){_S}(?P<y>{_Y}|\d\d){_YEAR_END}",
        _full,
        "Ngày, tháng, năm; “ngày” chỉ đọc một lần.",
        "Day, month and year; “ngày” is said once.",
        ("ngày 02/10/2012", "ngày hai tháng mười năm hai nghìn không trăm mười hai"),
        ("02-10-2012", "ngày hai tháng mười năm hai nghìn không trăm mười hai"),
    ),
    rule(
        "month-range",
        "date-range",
        rf"(?P<m1>{_M})(?:/(?P<y1>{_Y}))?{_TO}(?P<m2>{_M})/(?P<y2>{_Y}){_YEAR_END}",
        _month_range,
        "Khoảng tháng.",
        "A span of months.",
        ("tháng 7 - 9/2015", "tháng bảy đến tháng chín năm hai nghìn không trăm mười lăm"),
    ),
    rule(
        "quarter-year",
        "year",
        rf"(?P<m>\d{{1,2}})(?P<s>{_S}[/.-]{_S}|{SPACE})(?P<y>{_Y}){_YEAR_END}",
        _quarter_year,
        "Quý, kỳ, đợt và năm.",
        "A quarter, term or round with its year.",
        ("quý 3/2024", "quý ba năm hai nghìn không trăm hai mươi tư"),
    ),
    rule(
        "month-year",
        "date",
        rf"(?P<m>{_M}){_S}(?P<s>[/.-]|(?<= ){SPACE}?(?=[12])|{SPACE}(?=[12])){_S}"
        rf"(?P<y>(?:1[89]|20|21)\d\d|(?<=/)[2-9]\d){_YEAR_END}",
        _month_year,
        "Tháng và năm.",
        "Month and year.",
        ("tháng 9/2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
    ),
)

PARTS = (
    rule(
        "day-month",
        "date",
        rf"(?P<d>{_D})[/-](?P<m>{_M}){_END}",
        _short,
        "Ngày và tháng: cần từ báo (ngày, lễ, sáng, đến …) hoặc số 0 đứng trước; "
        "không thì là phân số hay tỷ lệ.",
        "Day and month: needs a cue or a leading zero, else it is a ratio.",
        ("02/9", "ngày hai tháng chín"),
        ("sáng 25/11", "sáng ngày hai mươi lăm tháng mười một"),
    ),
    rule(
        "day-month-dotted",
        "date",
        rf"(?P<d>{_D})\.(?P<m>{_M}){_END}",
        _dotted,
        "Ngày lễ viết với dấu chấm.",
        "A day and month with a full stop between.",
        ("Quốc khánh 2.9", "Quốc khánh ngày hai tháng chín"),
    ),
    rule(
        "day-range",
        "date-range",
        rf"(?P<d1>{_D}){_TO}(?P<d2>{_D})(?![\d/]|[.,]\d)",
        _days,
        "Khoảng ngày không có tháng.",
        "A span of days without a month.",
        ("ngày 14-17", "ngày mười bốn đến ngày mười bảy"),
    ),
    rule(
        "year-range",
        "year-range",
        rf"(?P<y1>{_Y})(?:{_TO}|{_S}→{_S})(?P<y2>{_Y}){_YEAR_END}",
        _year_range,
        "Khoảng năm.",
        "A span of years.",
        (
            "giai đoạn 2015-2017",
            "giai đoạn hai nghìn không trăm mười lăm đến hai nghìn không trăm mười bảy",
        ),
    ),
    rule(
        "season",
        "year-range",
        rf"(?P<y1>(?:19|20)\d\d)/(?P<y2>(?:19|20)\d\d){_YEAR_END}",
        _seasons,
        "Năm học, mùa giải; hai năm so sánh thì đọc “trên”.",
        "A school year or season; two years compared are “trên”.",
        (
            "năm học 2024/2025",
            "năm học hai nghìn không trăm hai mươi tư đến hai nghìn không trăm hai mươi lăm",
        ),
    ),
    rule(
        "season-short",
        "year-range",
        r"(?P<y1>20\d\d)(?P<s>[-–/])(?P<y2>\d\d)(?![\d/]|[.,]\d)",
        _season_short,
        "Mùa giải, năm học viết tắt năm sau.",
        "A season with its second year cut.",
        (
            "mùa giải 2023-24",
            "mùa giải hai nghìn không trăm hai mươi ba đến hai nghìn không trăm hai mươi tư",
        ),
    ),
    rule(
        "month-span",
        "date-range",
        rf"(?P<m1>{_M}){_TO}(?P<m2>{_M})(?![\d%/]|[.,]\d)",
        _month_span,
        "Khoảng tháng không có năm.",
        "A span of months without a year.",
        ("tháng 5-7", "tháng năm đến tháng bảy"),
    ),
    rule(
        "month",
        "date",
        rf"(?P<m>{_M})(?![\d%‰°]|[.,]\d|/\d)",
        _month,
        "Tháng: tháng thứ tư đọc “tư”.",
        "A month: the fourth is “tư”.",
        ("tháng 4", "tháng tư"),
        ("tháng 02", "tháng hai"),
    ),
    rule(
        "year",
        "year",
        rf"[12]\d{{3}}{_YEAR_END}",
        _year,
        "Năm: đọc đủ hoặc gọn, tùy kiểu.",
        "A year: full or short, by style.",
        ("năm 2012", "năm hai nghìn không trăm mười hai"),
    ),
    rule(
        "year-list",
        "year",
        rf"[12]\d{{3}}{_YEAR_END}",
        _year_list,
        "Các năm liệt kê sau chữ “năm”.",
        "Further years after “năm”.",
        ("năm 2015, 2016", "năm hai nghìn không trăm mười lăm, hai nghìn không trăm mười sáu"),
    ),
)

WORDS = (
    rule(
        "month-t-range",
        "date-range",
        rf"T(?P<m1>{_M})(?:/(?P<y1>{_Y}))?(?:{_TO}|{SPACE}+(?:đến|tới){SPACE}+)T(?P<m2>{_M})"
        rf"(?:/(?P<y2>{_Y}))?(?![\w/])",
        _months_t,
        "T10-T12/2024: khoảng tháng.",
        "T10-T12/2024: a span of months.",
        ("T10-T12/2024", "tháng mười đến tháng mười hai năm hai nghìn không trăm hai mươi tư"),
    ),
    rule(
        "quarter-q",
        "year",
        rf"Q(?P<q>[1-4])[/-](?P<y>{_Y})(?![\w/])",
        _quarter_q,
        "Q3/2024: quý và năm.",
        "Q3/2024: a quarter and its year.",
        ("Q3/2024", "quý ba năm hai nghìn không trăm hai mươi tư"),
    ),
)
