"""How days, months and years are written, and how one date is said."""

from __future__ import annotations

from radioprog.reader.model import Style
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
