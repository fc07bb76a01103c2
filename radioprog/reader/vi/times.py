"""Times of the clock, their ranges, and durations."""

from __future__ import annotations

import re

from radioprog.reader.model import Style
from radioprog.reader.rules import Cursor, Said, cues, rule
from radioprog.reader.vi.numbers import SPACE, cardinal, name_number, numeral

_S = f"{SPACE}*"
_TO = rf"(?:{_S}[-‐‑–—−]{_S})"
_H = r"(?:[01]?\d|2[0-4])"
_MIN = r"(?:[0-5]\d)"
_AM = rf"(?:{_S}(?P<half>[AaPp]\.?[Mm]\.?)(?!\w))?"
_TICK = r"[’'′ʹ]"


def clock(h: str, m: str | None, s: str | None, style: Style) -> str:
    """Say a time of the clock: an hour alone where the minutes are 00.

    >>> clock("17", "30", None, Style()), clock("6", "00", None, Style())
    ('mười bảy giờ ba mươi phút', 'sáu giờ')
    """
    said = f"{cardinal(int(h), style)} giờ"
    if s and int(s):
        return f"{said} {cardinal(int(m or 0), style)} phút {cardinal(int(s), style)} giây"
    if m and int(m):
        said += f" {cardinal(int(m), style)} phút"
    return said


_DAY_TIMES = r"(?:sáng|trưa|chiều|tối|đêm|khuya|h[ằà]ng ngày|mỗi ngày|h[ằà]ng đêm|mỗi tối)"
_DAY_TIME_NEXT = re.compile(rf"{SPACE}*{_DAY_TIMES}(?!\w)|,?{SPACE}*ngày{SPACE}+\d")
_DAY_TIME_LATER = re.compile(
    rf"{SPACE}*(?:đến|tới|[-–]){SPACE}*{_H}\.{_MIN}(?!\d|[.,]\d){SPACE}*{_DAY_TIMES}(?!\w)"
)


def _dotted(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say lúc 8.30 and 8.30 sáng: the words around tell an hour from a decimal and a date."""
    last, end = cursor.before(), found.end()
    cued = last in {"lúc", "hồi"} or (last in _DAY_WORDS and int(found["m"]) > 12)
    again = last in {",", "và", "đến", "tới", "-", "hoặc"} and cursor.before(2) == "<time>"
    told = "<time>" in cursor.history[-8:] and found["m"] in {"00", "15", "30", "45"}
    again = again or told
    near = _DAY_TIME_NEXT.match(cursor.text, end, cursor.limit)
    later = last == "từ" and _DAY_TIME_LATER.match(cursor.text, end, cursor.limit)
    if last == "ngày" or not (cued or again or near or later):
        return None
    first = clock(found["h"], found["m"], None, cursor.style)
    return (
        f"{first} đến {clock(found['h2'], found['m2'], None, cursor.style)}"
        if found["h2"]
        else first
    )


def _half(found: re.Match[str], hour: str) -> str:
    half = found["half"]
    if not half:
        return ""
    morning = half[0].lower() == "a"
    if int(hour) == 12:
        return " đêm" if morning else " trưa"
    if morning:
        return " sáng"
    return " tối" if int(hour) % 12 >= 6 else " chiều"


def _time(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    if cursor.before() in {"số", "lệ"} and cursor.before(2) in {"tỷ", "tỉ"}:
        return None
    said = clock(found["h"], found["m"], found["s"], cursor.style)
    return said + _half(found, found["h"])


def _colon(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    if found["s"] is None and cursor.before() in _NOT_CLOCK:
        return None
    return _time(found, cursor)


_NOT_CLOCK = frozenset({"loãng", "pha", "số", "lệ", "thắng", "thua", "hòa", "hoà", "xích", "đồ"})


_DAY_WORDS = frozenset({"sáng", "trưa", "chiều", "tối", "đêm", "hôm", "nay", "mai", "qua"})
_PLACE = re.compile(rf"{SPACE}+(?:[A-ZĐ]|địa phương|quốc tế|trong nước|miền|bản địa|chuẩn)")


def _range(found: re.Match[str], cursor: Cursor) -> str | None:
    if found["u1"] is None and (
        cursor.before() == "ngày"
        or (cursor.before() in _DAY_WORDS and _PLACE.match(cursor.text, found.end(), cursor.limit))
    ):
        return None  # ngày 17-7 giờ Mỹ: a date
    first = clock(found["h1"], found["m1"], None, cursor.style)
    if found["u1"] is None:
        first = cardinal(int(found["h1"]), cursor.style)
    return f"{first} đến {clock(found['h2'], found['m2'], None, cursor.style)}"


def _colon_range(found: re.Match[str], cursor: Cursor) -> str | None:
    if cursor.before() in _NOT_CLOCK:
        return None
    first = clock(found["h1"], found["m1"], None, cursor.style)
    return f"{first} đến {clock(found['h2'], found['m2'], None, cursor.style)}"


def _words(found: re.Match[str], cursor: Cursor) -> str:
    return clock(found["h"], found["m"], None, cursor.style)


def _hour_only(found: re.Match[str], cursor: Cursor) -> str:
    return f"{numeral(found['n'], cursor.style)} giờ"


_HOUR_NEXT = re.compile(
    rf"{SPACE}+(?:sáng|trưa|chiều|tối|đêm|ngày|kém|hôm|h[ằà]ng|mỗi|đến{SPACE}+{_H}[gh])(?!\w)"
)
_HOUR_CUES = cues("từ lúc đến tới trước hồi vào sau khoảng")
_WEIGHED = re.compile(r"(?:nặng|gam|lượng|liều|cân|trộn|chứa|pha|đường|muối|bột|vàng)(?!\w)")
_WEIGHABLE = cues(
    "muối đường bột thịt gạo vàng ma heroin chất đạm lên xuống protein cá rau dầu thuốc phân bơ"
)


def _hour_g(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say từ 14g as an hour, where nothing is weighed."""
    following = cursor.after(found.end())
    listed = cursor.before() in {"và", ","} and cursor.before(2) == "<time>"
    if listed or cursor.before() in {"lúc", "hồi"} or following in _DAY_WORDS:
        return _hour_only(found, cursor)
    if _WEIGHED.search(cursor.said()[-80:]) or following in _WEIGHABLE:
        return None
    near = _HOUR_NEXT.match(cursor.text, found.end(), cursor.limit)
    return _hour_only(found, cursor) if near or cursor.before() in _HOUR_CUES else None


def _span(found: re.Match[str], cursor: Cursor) -> str | None:
    parts = [
        f"{numeral(found[name].lstrip('0') or '0', cursor.style)} {unit}"
        for name, unit in (("h", "giờ"), ("m", "phút"), ("s", "giây"))
        if found[name]
    ]
    return " ".join(parts)


_SCREEN = re.compile(r"(?:màn hình|tivi|ti vi|<name>)(?: (?!dài|trong|phát)\S+){0,2}$")


def _minutes(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    if found["m"] in {"240", "360", "480", "720", "1080", "1440", "2160"}:
        return None  # the lines of a picture, no minutes
    if not found["a"] and _SCREEN.search(cursor.phrase(5)):
        return Said(f"{cardinal(int(found['m']), cursor.style)} in", token_class="unit")
    first = f"{cardinal(int(found['a']), cursor.style)} đến " if found["a"] else ""
    return f"{first}{cardinal(int(found['m']), cursor.style)} phút"


_LASTING = cues(
    "dài lượng phát hết sau trong còn khoảng mất chỉ kỷ lục đạt là với <duration> <time> : ( , và"
)
_NUMBERED = cues(
    "lớp tầng số điều khóa khoá năm tôi tuổi quận thứ tháng ngày hạng cấp đội tổ thôn phòng khu "
    "bài tập phần chương kỳ quý"
)


def _seconds(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say 45" as seconds, unless the mark closes a quotation."""
    if found["mark"] in {"”", '"'} and cursor.before() in _NUMBERED:
        return None
    if found["mark"] == "”" and cursor.before() not in _LASTING:
        return None
    line = cursor.text[max(0, found.start() - 200) : found.start()].rsplit("\n", 1)[-1]
    if found["mark"] == '"' and line.count('"') % 2:
        return None
    if found["mark"] == "”" and line.count("“") > line.count("”"):
        return None
    return f"{cardinal(int(found['s']), cursor.style)} giây"


def _split_seconds(found: re.Match[str], cursor: Cursor) -> str | None:
    whole = _seconds(found, cursor)
    return whole and f"{whole} {name_number(found['part'], cursor.style)}"


RULES = (
    rule(
        "time-dotted",
        "time",
        rf"(?P<h>{_H})\.(?P<m>{_MIN})(?!\d|[.,]\d)"
        rf"(?:{_TO}(?P<h2>{_H})\.(?P<m2>{_MIN})(?!\d|[.,]\d))?",
        _dotted,
        "Giờ viết với dấu chấm: cần “lúc”, “hồi” hay buổi trong ngày.",
        "A time with a full stop: needs lúc, hồi or a part of the day.",
        ("lúc 8.30 sáng", "lúc tám giờ ba mươi phút sáng"),
        ("17.45 hằng ngày", "mười bảy giờ bốn mươi lăm phút hằng ngày"),
    ),
    rule(
        "time-range",
        "time",
        rf"(?P<h1>{_H})(?P<u1>{_S}(?:giờ|[hHgG])(?![a-zà-ỹA-Z]){_S}(?P<m1>{_MIN})?{_TICK}?)?{_TO}"
        rf"(?P<h2>{_H}){_S}(?:giờ|[hHgG])(?![a-zà-ỹA-Z]){_S}(?P<m2>{_MIN}(?!\d|[/.,]\d))?{_TICK}?(?!\w)",
        _range,
        "Khoảng giờ.",
        "A span of time.",
        ("từ 19h-21h30", "từ mười chín giờ đến hai mươi mốt giờ ba mươi phút"),
        ("7-8h", "bảy đến tám giờ"),
    ),
    rule(
        "time-colon-range",
        "time",
        rf"(?P<h1>{_H}):(?P<m1>{_MIN}){_TO}(?P<h2>{_H}):(?P<m2>{_MIN})(?![\d:])",
        _colon_range,
        "Khoảng giờ viết với dấu hai chấm.",
        "A span of time with colons.",
        ("5:00-5:30", "năm giờ đến năm giờ ba mươi phút"),
    ),
    rule(
        "time-h",
        "time",
        rf"(?P<h>{_H}){_S}[hHgG]:?{_S}(?P<m>{_MIN}|(?<=[hHgG])\d)(?!\d)(?:{_S}(?:{_TICK}|phút|ph(?!\w)|[pm](?!\w)|m(?=\d\ds))"
        rf"(?:{_S}(?P<s>{_MIN})(?:{_S}(?:giây|[s\"″]|{_TICK}{_TICK})))?)?{_AM}(?![\d/]|[.,]\d|p\d)",
        _time,
        "Giờ và phút; phút 00 không đọc.",
        "Hours and minutes; 00 is silent.",
        ("17h30", "mười bảy giờ ba mươi phút"),
        ("17g30", "mười bảy giờ ba mươi phút"),
        ("6h00", "sáu giờ"),
    ),
    rule(
        "time-colon",
        "time",
        rf"(?P<h>{_H}):(?P<m>{_MIN})(?::(?P<s>{_MIN}))?(?:{SPACE}?[hH](?!\w))?{_AM}(?![\d:]|[.,]\d)",
        _colon,
        "Giờ viết với dấu hai chấm.",
        "A time with a colon.",
        ("lúc 17:30", "lúc mười bảy giờ ba mươi phút"),
        ("8:05:30", "tám giờ năm phút ba mươi giây"),
    ),
    rule(
        "time-words",
        "time",
        rf"(?P<h>{_H}){SPACE}+giờ{SPACE}+(?P<m>{_MIN})(?:{SPACE}+phút)?(?![\d/%]|[.,]\d)"
        rf"(?=$|\n|{_S}[^\w\s]|{SPACE}+(?:ngày|sáng|trưa|chiều|tối|đêm|thứ|hôm|đến|cùng|hằng|hàng|và|tại|mỗi)\b|(?<=phút))",
        _words,
        "Giờ viết bằng chữ, phút bằng số.",
        "Hours in words, minutes in digits.",
        ("5 giờ 30", "năm giờ ba mươi phút"),
    ),
    rule(
        "span-h",
        "duration",
        rf"(?P<h>\d+){SPACE}?h{SPACE}?(?P<m>\d{{1,2}}){SPACE}?(?:p|ph|phút|{_TICK})"
        rf"(?:(?P<s>\d{{1,2}})(?:s|\"|″))?(?!\w)",
        _span,
        "Thời lượng giờ và phút.",
        "Hours and minutes of a duration.",
        ("dài 100h30p", "dài một trăm giờ ba mươi phút"),
    ),
    rule(
        "span-ticks",
        "duration",
        rf"(?P<h>(?!))?(?P<m>\d+)(?:{_TICK}|p|ph){SPACE}?(?P<s>\d{{1,2}})(?:\"|″|”|s|{_TICK}{_TICK})(?!\w)",
        _span,
        "Phút và giây.",
        "Minutes and seconds.",
        ("dài 15'30\"", "dài mười lăm phút ba mươi giây"),
    ),
    rule(
        "split-seconds",
        "duration",
        r"(?P<s>\d{1,3})(?P<mark>s|\"|″)(?P<part>\d{1,2})(?!\w)",
        _split_seconds,
        "Thành tích tính bằng giây.",
        "A result in seconds and their parts.",
        ("về đích sau 9s58", "về đích sau chín giây năm mươi tám"),
    ),
    rule(
        "minutes",
        "duration",
        rf"(?:(?P<a>\d+)(?:{_TICK})?{_TO})?(?P<m>\d+){SPACE}?(?:{_TICK}|p(?!\w|\.[mM])|ph(?!\w))(?!\w)",
        _minutes,
        "Phút.",
        "Minutes.",
        ("thời lượng 28p", "thời lượng hai mươi tám phút"),
        ("15'", "mười lăm phút"),
    ),
    rule(
        "seconds",
        "duration",
        rf"(?P<s>\d+)(?P<mark>\"|″|”|{_TICK}{_TICK})(?!\w)",
        _seconds,
        "Giây.",
        "Seconds.",
        ('45"', "bốn mươi lăm giây"),
    ),
    rule(
        "hour-half",
        "time",
        rf"(?P<h>1[0-2]|[1-9]){SPACE}?(?P<half>[AaPp]\.?[Mm]\.?)(?!\w)",
        lambda found, cursor: (
            clock(found["h"], None, None, cursor.style) + _half(found, found["h"])
        ),
        "Giờ sáng, chiều viết bằng AM, PM.",
        "An hour with AM or PM.",
        ("6 AM", "sáu giờ sáng"),
    ),
    rule(
        "hour",
        "time",
        rf"(?P<n>\d+(?:,\d+)?){SPACE}?[hH](?![\w/])",
        _hour_only,
        "Giờ tròn.",
        "A full hour.",
        ("0h", "không giờ"),
        ("17h", "mười bảy giờ"),
    ),
    rule(
        "hour-g",
        "time",
        rf"(?P<n>{_H})g(?![\w/]|{SPACE}*[-–])",
        _hour_g,
        "Giờ viết bằng g.",
        "An hour written g.",
        ("7g sáng", "bảy giờ sáng"),
    ),
)
