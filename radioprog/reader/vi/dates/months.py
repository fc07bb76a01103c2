"""Months, quarters, years, school years and their spans."""

from __future__ import annotations

import re

from radioprog.reader.rules import Cursor, Said, rule
from radioprog.reader.vi.dates.days import CODED, GAP, MONTH, TO, YEAR, YEAR_END, year_of
from radioprog.reader.vi.numbers import SPACE, cardinal, month, year

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


def _month_word(cursor: Cursor) -> str:
    return "" if cursor.before() == "tháng" else "tháng "


def _month_year(found: re.Match[str], cursor: Cursor) -> str | None:
    before = cursor.before()
    if before in {"quý", "số", "kỳ", "tuần"} or (before in {"và", ","} and _quarters(cursor)):
        return None
    if before != "tháng" and (len(found["y"]) == 2 or found["s"] in {".", " "}):
        return None
    return f"{_month_word(cursor)}{month(found['m'])} năm {year_of(found['y'], cursor.style)}"


def _month_range(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say tháng 7 - 9/2015, 7/2015 - 9/2015 and quý 1-2/2025."""
    if cursor.before() == "quý":
        first, last = (cardinal(int(found[name]), cursor.style) for name in ("m1", "m2"))
        if found["y1"]:
            first += f" năm {year(found['y1'], cursor.style)}"
        return f"{first} đến quý {last} năm {year(found['y2'], cursor.style)}"
    if found["y1"] is None and cursor.before() != "tháng":
        return None
    first = month(found["m1"])
    if found["y1"]:
        first += f" năm {year(found['y1'], cursor.style)}"
    last = f"tháng {month(found['m2'])} năm {year(found['y2'], cursor.style)}"
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
    weekdays = all(2 <= int(found[name]) <= 7 for name in ("m1", "m2"))
    if found["y2"] is None and (weekdays or cursor.before() in CODED):
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
        "month-range",
        "date-range",
        rf"(?P<m1>{MONTH})(?:/(?P<y1>{YEAR}))?{TO}(?P<m2>{MONTH})/(?P<y2>{YEAR}){YEAR_END}",
        _month_range,
        "Khoảng tháng.",
        "A span of months.",
        ("tháng 7 - 9/2015", "tháng bảy đến tháng chín năm hai nghìn không trăm mười lăm"),
    ),
    rule(
        "quarter-year",
        "year",
        rf"(?P<m>\d{{1,2}})(?P<s>{GAP}[/.-]{GAP}|{SPACE})(?P<y>{YEAR}){YEAR_END}",
        _quarter_year,
        "Quý, kỳ, đợt và năm.",
        "A quarter, term or round with its year.",
        ("quý 3/2024", "quý ba năm hai nghìn không trăm hai mươi tư"),
    ),
    rule(
        "month-year",
        "date",
        rf"(?P<m>{MONTH}){GAP}(?P<s>[/.-]|(?<= ){SPACE}?(?=[12])|{SPACE}(?=[12])){GAP}"
        rf"(?P<y>(?:1[89]|20|21)\d\d|(?<=/)[2-9]\d){YEAR_END}",
        _month_year,
        "Tháng và năm.",
        "Month and year.",
        ("tháng 9/2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
    ),
)

PARTS = (
    rule(
        "year-range",
        "year-range",
        rf"(?P<y1>{YEAR})(?:{TO}|{GAP}→{GAP})(?P<y2>{YEAR}){YEAR_END}",
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
        rf"(?P<y1>(?:19|20)\d\d)/(?P<y2>(?:19|20)\d\d){YEAR_END}",
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
        rf"(?P<m1>{MONTH}){TO}(?P<m2>{MONTH})(?![\d%/]|[.,]\d)",
        _month_span,
        "Khoảng tháng không có năm.",
        "A span of months without a year.",
        ("tháng 5-7", "tháng năm đến tháng bảy"),
    ),
    rule(
        "month",
        "date",
        rf"(?P<m>{MONTH})(?![\d%‰°]|[.,]\d|/\d)",
        _month,
        "Tháng: tháng thứ tư đọc “tư”.",
        "A month: the fourth is “tư”.",
        ("tháng 4", "tháng tư"),
        ("tháng 02", "tháng hai"),
    ),
    rule(
        "year",
        "year",
        rf"[12]\d{{3}}{YEAR_END}",
        _year,
        "Năm: đọc đủ hoặc gọn, tùy kiểu.",
        "A year: full or short, by style.",
        ("năm 2012", "năm hai nghìn không trăm mười hai"),
    ),
    rule(
        "year-list",
        "year",
        rf"[12]\d{{3}}{YEAR_END}",
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
        rf"T(?P<m1>{MONTH})(?:/(?P<y1>{YEAR}))?(?:{TO}|{SPACE}+(?:đến|tới){SPACE}+)T(?P<m2>{MONTH})"
        rf"(?:/(?P<y2>{YEAR}))?(?![\w/])",
        _months_t,
        "T10-T12/2024: khoảng tháng.",
        "T10-T12/2024: a span of months.",
        ("T10-T12/2024", "tháng mười đến tháng mười hai năm hai nghìn không trăm hai mươi tư"),
    ),
    rule(
        "quarter-q",
        "year",
        rf"Q(?P<q>[1-4])[/-](?P<y>{YEAR})(?![\w/])",
        _quarter_q,
        "Q3/2024: quý và năm.",
        "Q3/2024: a quarter and its year.",
        ("Q3/2024", "quý ba năm hai nghìn không trăm hai mươi tư"),
    ),
)
