"""Days: dates with and without a year, their lists and spans, and what tells them from numbers.

How a day, a month and a year are written stands here for months as well. Days of the week by
their numbers (T2–T7, thứ 2 và 4) are told from other numbers in the same way.
"""

from __future__ import annotations

import re

from radioprog.reader.model import Style
from radioprog.reader.rules import Cursor, cues, rule
from radioprog.reader.vi.numbers import SPACE, cardinal, month, year

GAP = f"{SPACE}*"
TO = rf"(?:{GAP}(?:->|[-‐‑–—−]){GAP})"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:[12]\d{3})"
END = r"(?![\d%‰°]|[.,/]\d|[/-][A-ZĐ])"
YEAR_END = r"(?!\d|[.,]\d|[/-][A-ZĐ])"


def day(text: str, style: Style) -> str:
    """Say the number of a day."""
    return cardinal(int(text), style)


def say_date(d: str, m: str | None, y: str | None, style: Style) -> str:
    """Return a day with its month and year, as far as they are written."""
    said = day(d, style)
    if m:
        said += f" tháng {month(m)}"
    if y:
        said += f" năm {year_of(y, style)}"
    return said


def year_of(text: str, style: Style) -> str:
    """Return a year; one of two digits gets its century."""
    century = "20" if text < "50" else "19"
    return year(text if len(text) == 4 else century + text, style)


# Words after which d/m is a date and not a ratio.
_CUES = cues(
    "kiện vụ ngày lễ sáng trưa chiều tối đêm hôm dịp đến từ trước sau mùng mồng rằm hạn nhật "
    "nay mai qua tới khánh giờ vào sinh kỷ niệm lịch mốc bế khai <time> <weekday> <date> "
    "kể phiên"
)
_TO_DAY = " đến ngày "
_DAY_SAID = frozenset({"ngày", "mùng", "mồng", "rằm", "đường", "phố", "trường", "viên"})
_HOLIDAYS = frozenset(
    {(30, 4), (2, 9), (8, 3), (20, 10), (20, 11), (22, 12), (27, 7), (19, 8), (26, 3), (19, 5)}
)


def _day_word(cursor: Cursor) -> str:
    return "" if cursor.before() in _DAY_SAID else "ngày "


def _full(found: re.Match[str], cursor: Cursor) -> str | None:
    if len(found["y"]) == 2:
        more = _GOES_ON.match(cursor.text, found.end(), cursor.limit)
        if more or cursor.before() in _HOUSES:
            return None  # số 7/9/11 đường …; 10-11-22-29-37-40
    return _day_word(cursor) + say_date(found["d"], found["m"], found["y"], cursor.style)


_GOES_ON = re.compile(r"[-/]\d{1,2}(?!\d)")


def _is_date(d: str, m: str, cursor: Cursor, end: int) -> bool:
    """Tell a date d/m from a ratio: by the words around it or a zero before either part."""
    if _AGES.match(cursor.text, end, cursor.limit) or _same_day(cursor, end):
        return True
    if cursor.before() in {"(", ","} and "<score>" in cursor.history[-8:]:
        return False  # thắng 2-1 (25-20, 23-25, 15-10)
    before = cursor.text[max(0, end - 30) : end - len(d) - len(m) - 1]
    if _EVENT.search(before) or (
        _DAILY.search(before) and _HEAD_ENDS.match(cursor.text, end, cursor.limit)
    ):
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


def _same_day(cursor: Cursor, end: int) -> bool:
    """Tell "tức 6/2" beside a day from "tức 2/3 diện tích": nothing that is shared out follows."""
    following = cursor.after(end)
    alone = not following or following in _AFTER_DATE or following in {"âm", "dương", "năm"}
    return cursor.before() in _LUNAR and (alone or "<date>" in cursor.history[-8:])


def _is_hyphened(d: int, m: int, cursor: Cursor, end: int) -> bool:
    """Tell a date d-m from a range and a score.

    In brackets it is a date unless a match is told of; elsewhere it needs a word of the day or
    the week before it, or a first number that no month has.
    """
    last, before = cursor.before(), cursor.before(2)
    following = cursor.after(end)
    if last in {"ngày", "lịch"} or following == "âm":
        return True
    if following in _COUNTED_MANY:
        return False
    if last == "(" and _day_named(cursor, 2):
        return True
    if last == "(" and cursor.text[end : end + 1] in {")", ",", ";"}:
        return not cursor.since(_PLAYED, 12) or _FOUNDED.search(cursor.phrase(8)) is not None
    if last in _STRONG_ALONE or last == "<time>" or _day_named(cursor):
        return True
    if (last in {"và", ","} and before == "<date>") or (last in {"đến", "tới"} and d > 12):
        return True
    if last in {"từ", "trước", "sau"} and d > 12 and not cursor.since(_SCORED, 9):
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
    if before == "thứ" or (last == "nhật" and before in {"chủ", "chúa"}):
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
_EVENT = re.compile(
    r"(?i)(?:khủng bố|hạn chót|xổ số|vietlott|ngày mới|độc thân|thảm họa|thảm hoạ|biến cố"
    r"|công viên|thành lập đảng|đảng cộng sản việt nam) $"
)
_DAILY = re.compile(
    r"(?i)(?:thời tiết|bản tin|điểm báo|điểm tin|t[ỷỉ] giá|(?:cắt|cúp|mất) điện|tiếp dân"
    r"|giá (?:vàng|xăng|(?:xăng )?dầu|gas|điện|lúa|gạo|cà phê|tiêu|(?:lợn|heo)(?: hơi)?)) $"
)
_HEAD_ENDS = re.compile(
    rf"{SPACE}*(?:$|[:,;.)–?!-]|(?:của|tại|ở|trên|tăng|giảm|đứng|hôm|và|cho|trong|lên|xuống)(?!\w))"
)
_AGES = re.compile(
    rf"{SPACE}*(?:[,(]{SPACE}*(?:tức|nhằm|âm{SPACE}+lịch)"
    rf"|\({SPACE}*(?:mùng|mồng|rằm)|âm{SPACE}+lịch)(?!\w)"
)
_HOUSES = cues("số ngõ hẻm kiệt ngách nhà")
_PLAYED = cues(
    "thắng thua hòa hoà hạ bại dẫn tỷ tỉ số gỡ vượt gặp trận set hiệp ván bàn đội bóng điểm"
)
_SCORED = cues("thắng thua hòa hoà hạ bại dẫn tỷ tỉ gỡ vượt set ván bàn")
_FOUNDED = re.compile(r"(?:sinh nhật|thành lập|kỷ niệm|kỉ niệm|mừng|ngày lễ)(?!\w)")
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


_HOLIDAY_NAMES = cues("khánh nữ nam động nhi giáo sĩ đảng đoàn thuốc giới minh chí niên công toàn")
_NAMED_DAYS = _HOLIDAYS | {(3, 2), (27, 2), (1, 5), (1, 6), (21, 6), (10, 10), (13, 10), (1, 12)}


def _word_of_day(d: str, m: str, cursor: Cursor) -> str:
    """Return "ngày " unless it is said, or a holiday's name stands before: Quốc khánh 2/9."""
    holiday = (int(d), int(m)) in _NAMED_DAYS and cursor.before() in _HOLIDAY_NAMES
    return "" if holiday else _day_word(cursor)


def _short(found: re.Match[str], cursor: Cursor) -> str | None:
    if not _is_date(found["d"], found["m"], cursor, found.end()):
        return None
    d, m = found["d"], found["m"]
    return _word_of_day(d, m, cursor) + say_date(d, m, None, cursor.style)


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
    d, m = found["d"], found["m"]
    return _word_of_day(d, m, cursor) + say_date(d, m, None, cursor.style)


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
    first = _day_word(cursor) + say_date(found["d1"], found["m1"], found["y1"], style)
    return first + until + say_date(found["d2"], found["m2"], found["y2"], style)


_SPANNED = _STRONG | cues("từ ( ngày dịp ra đợt hạn gian")


def _range(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say d - d/m/y and d/m - d/m/y; "từ" before makes "từ ngày … đến ngày …"."""
    m1, y1 = found["m1"], found["y1"]
    if m1 is None and int(found["d1"]) >= int(found["d2"]):
        return None
    bare = m1 and not y1 and not found["y2"]
    if bare and not (_is_date(found["d1"], m1, cursor, found.end()) or _runs_on(found, cursor)):
        return None
    if bare and (found["d1"], m1, found["d2"], found["m2"]) in _TWO_HOLIDAYS:
        return ", ".join(say_date(d, m, None, cursor.style) for d, m in (("30", "4"), ("1", "5")))
    first = _day_word(cursor) + say_date(found["d1"], m1, y1, cursor.style)
    return first + _TO_DAY + say_date(found["d2"], found["m2"], found["y2"], cursor.style)


def _runs_on(found: re.Match[str], cursor: Cursor) -> bool:
    """Tell two days that follow each other, one of which no ratio would have: 13/3-19/3."""
    (d1, m1), (d2, m2) = ((int(found[f"d{end}"]), int(found[f"m{end}"])) for end in (1, 2))
    if cursor.before() in _HOUSES and cursor.before(2) != "chỉ":
        return False
    return (m1, d1) < (m2, d2) and (d1 > 12 or d2 > 12) and d1 > m1


_TWO_HOLIDAYS = frozenset({("30", "4", "1", "5"), ("30", "4", "01", "5"), ("30", "04", "01", "05")})


def _list(found: re.Match[str], cursor: Cursor) -> str | None:
    bracket = cursor.before() == "(" and cursor.before(2) == "ngày"
    two = found["head"].split()
    bracket = bracket or (
        cursor.before() == "từ"
        and len(two) == 2
        and two[1] == "và"
        and int(two[0]) + 1 == int(found["d"])
    )
    if not bracket and cursor.before() not in (_STRONG if found["s"] == "-" else _CUES):
        return None
    head = re.sub(r"\s*&\s*", " và ", found["head"])
    head = re.sub(r"\d+", lambda number: day(number[0], cursor.style), head)
    tail = say_date(found["d"], found["m"], found["y"], cursor.style)
    return _day_word(cursor) + head + tail


def _days(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say ngày 14-17 (and no month); ngày 16 - 8 falls, so its second number is a month."""
    if cursor.before() not in {"ngày", "mùng", "mồng"}:
        return None
    first, last = int(found["d1"]), int(found["d2"])
    holiday = (first, last) in {(2, 9), (1, 5)} and cursor.after(found.end()) != "tháng"
    if holiday or (first >= last and last <= 12):
        return say_date(found["d1"], found["d2"], None, cursor.style)
    return day(found["d1"], cursor.style) + _TO_DAY + day(found["d2"], cursor.style)


FULL = (
    rule(
        "date-range",
        "date-range",
        rf"(?P<d1>{DAY})(?:(?P<s>[/.-])(?P<m1>{MONTH})(?:(?P=s)(?P<y1>{YEAR}))?)?"
        rf"(?:{TO}|{SPACE}+đến{SPACE}+(?!ngày))"
        rf"(?P<d2>{DAY})(?P<t>[/.])(?P<m2>{MONTH})(?:(?P=t)(?P<y2>{YEAR}))?{END}",
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
        rf"(?P<d1>{DAY})-(?P<m1>{MONTH})(?:-(?P<y1>{YEAR}))?"
        rf"(?P<to>{SPACE}+[-–—]{SPACE}+|{SPACE}+(?:đến|tới){SPACE}+(?:hết{SPACE}+)?(?:ngày{SPACE}+)?)"
        rf"(?P<d2>{DAY})-(?P<m2>{MONTH})(?:-(?P<y2>{YEAR}))?{END}",
        _span,
        "Khoảng ngày mà hai đầu viết với gạch nối.",
        "A span of days with hyphens at both ends.",
        ("từ 26-6 đến 10-7", "từ ngày hai mươi sáu tháng sáu đến ngày mười tháng bảy"),
    ),
    rule(
        "date-list",
        "date",
        rf"(?P<head>{DAY}(?:(?:,{GAP}){DAY})*(?:,{GAP}|{SPACE}+và{SPACE}+|{GAP}&{GAP}))"
        rf"(?P<d>{DAY})(?P<s>[/-])(?P<m>{MONTH})(?:(?P=s)(?P<y>{YEAR}))?{END}",
        _list,
        "Nhiều ngày cùng một tháng.",
        "Several days of one month.",
        ("các ngày 14, 15 và 16/7", "các ngày mười bốn, mười lăm và mười sáu tháng bảy"),
    ),
    rule(
        "date-iso",
        "date",
        rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
        _full,
        "Ngày viết kiểu năm-tháng-ngày.",
        "A date written year-month-day.",
        ("2024-07-15", "ngày mười lăm tháng bảy năm hai nghìn không trăm hai mươi tư"),
    ),
    rule(
        "date",
        "date",
        rf"(?P<d>{DAY}){GAP}(?P<s>[/.-]){GAP}(?P<m>{MONTH}){GAP}(?P=s){GAP}(?P<y>{YEAR}|\d\d){YEAR_END}",
        _full,
        "Ngày, tháng, năm; “ngày” chỉ đọc một lần.",
        "Day, month and year; “ngày” is said once.",
        ("ngày 02/10/2012", "ngày hai tháng mười năm hai nghìn không trăm mười hai"),
        ("02-10-2012", "ngày hai tháng mười năm hai nghìn không trăm mười hai"),
    ),
)

PARTS = (
    rule(
        "day-month",
        "date",
        rf"(?P<d>{DAY})[/-](?P<m>{MONTH}){END}",
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
        rf"(?P<d>{DAY})\.(?P<m>{MONTH}){END}",
        _dotted,
        "Ngày lễ viết với dấu chấm.",
        "A day and month with a full stop between.",
        ("Quốc khánh 2.9", "Quốc khánh hai tháng chín"),
    ),
    rule(
        "day-range",
        "date-range",
        rf"(?P<d1>{DAY}){TO}(?P<d2>{DAY})(?![\d/]|[.,]\d)",
        _days,
        "Khoảng ngày không có tháng.",
        "A span of days without a month.",
        ("ngày 14-17", "ngày mười bốn đến ngày mười bảy"),
    ),
)


_DAY_NAMES = {
    "2": "thứ hai",
    "3": "thứ ba",
    "4": "thứ tư",
    "5": "thứ năm",
    "6": "thứ sáu",
    "7": "thứ bảy",
    "CN": "chủ nhật",
}


def _after_thu(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say thứ 2, 4 và 6 and thứ 2 - 6; thứ 6, 2-3 is a weekday and its date."""
    numbers = re.findall(r"\d", found[0])
    rising = numbers == sorted(set(numbers))
    if cursor.before() != "thứ" or not (rising or set("-–").isdisjoint(found[0])):
        return None
    return re.sub(
        r"(\s*[-–]\s*)|(\d)",
        lambda part: " đến " if part[1] else _DAY_NAMES[part[2]].removeprefix("thứ "),
        found[0],
    )


# What has a code of T and a number: nhà ga T2, trạm T2, cầu T11, đốt sống T10.
CODED = cues(
    "ga trạm sảnh phòng tòa toà cầu khu lô nhà block tháp hộ tàu xe cống kênh tuyến cột mốc sống "
    "cửa điểm khách đài tầng máy mã mẫu hầm bến xăng"
)

WEEKDAYS = (
    rule(
        "weekday",
        "weekday",
        rf"T(?P<a>[2-7])(?:(?P<to>{SPACE}?(?:-|–|đến|và|,){SPACE}?)(?:T(?P<b>[2-7])|(?P<cn>CN)))?(?![\w/])",
        lambda found, cursor: None if cursor.before() in CODED else _weekday_cn(found),
        "T2–T7, CN: thứ trong tuần.",
        "T2 to T7, CN: weekdays.",
        ("T2-T7", "thứ hai đến thứ bảy"),
        ("T7, CN", "thứ bảy, chủ nhật"),
    ),
    rule(
        "month-t",
        "date",
        r"[Tt](?P<m>1[0-2]|0?[1-9])(?:/(?P<y>(?:19|20)\d\d))(?![\w/])"
        r"|T(?P<m2>1[0-2]|[89])(?!\w)",
        lambda found, cursor: None if cursor.before() in CODED else _month_t(found, cursor),
        "T10/2024: tháng và năm.",
        "T10/2024: month and year.",
        ("T10/2024", "tháng mười năm hai nghìn không trăm hai mươi tư"),
    ),
)


def _weekday_cn(found: re.Match[str]) -> str:
    last = found["b"] or found["cn"]
    first = _DAY_NAMES[found["a"]]
    if not last:
        return first
    joint = {"và": " và ", ",": ", "}.get(found["to"].strip(), " đến ")
    return f"{first}{joint}{_DAY_NAMES[last]}"


def _month_t(found: re.Match[str], cursor: Cursor) -> str:
    if found["m2"]:
        return f"tháng {month(found['m2'])}"
    return f"tháng {month(found['m'])} năm {year(found['y'], cursor.style)}"


THU = (
    rule(
        "weekday-list",
        "weekday",
        rf"[2-7](?:{SPACE}*(?:,|và|-|–){SPACE}*[2-7])+(?![\d/]|[.,–-]\d)",
        _after_thu,
        "thứ 2, 4 và 6.",
        "thứ 2, 4 và 6.",
        ("thứ 2, 4 và 6", "thứ hai, tư và sáu"),
    ),
    rule(
        "weekday-number",
        "weekday",
        r"[2-7](?![\d%/]|[.,]\d)",
        lambda found, cursor: (
            _DAY_NAMES[found[0]].removeprefix("thứ ") if cursor.before() == "thứ" else None
        ),
        "thứ 2 … thứ 7: thứ 4 là thứ tư.",
        "thứ 2 to thứ 7: the fourth is tư.",
        ("thứ 4", "thứ tư"),
    ),
)
