"""Cells of logs: clock times, dates, lengths and yes or no, in the ways that people write them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from radioprog.aired.played import RowSays
from radioprog.kernel.text import fold

DateOrder = Literal["ymd", "dmy", "mdy"]
HALF_DAY, DAY = 12 * 3600, 86_400
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})\s*(?:[:.h]|giờ)\s*(?:(?P<m>\d{1,2})\s*(?:phút|p)?)?"
    r"(?:(?:\s*[:.'m]\s*|\s+|(?<=[pt]))(?P<s>\d{1,2})(?:[.,]\d+)?\s*(?:giây|s|\")?)?"
    r"\s*(?P<half>am|pm|a\.m\.|p\.m\.|sa|ch|sáng|trưa|chiều|tối)?"
)
_PLAIN_HALF = re.compile(r"(?P<h>\d{1,2})\s*(?P<half>am|pm|sa|ch|sáng|chiều|tối)")
_FRACTION = re.compile(r"0[.,]\d{3,}")
_MORNING, _EVENING = {"am", "a.m.", "sa", "sáng"}, {"pm", "p.m.", "ch", "chiều", "tối"}


def plain(text: str) -> str:
    """Return a cell without the marks that spreadsheets put before or around it."""
    if not text or (text.isalnum() and text.isascii()):
        return text
    return text.strip().removeprefix("'").strip().strip("\u200e\u200f\ufeff").strip()


@lru_cache(maxsize=65536)
def clock_of(text: str) -> int | None:
    """Return a time of day in seconds after midnight; 24:00:00 is 86400.

    Twelve-hour clocks (``12:05 AM``, ``5:30 CH``) and a spreadsheet's fraction of a day are known.

    >>> clock_of("12:05 AM"), clock_of("17h30"), clock_of("0,7291667"), clock_of("24:00:00")
    (300, 63000, 63000, 86400)
    >>> clock_of("24:00:01"), clock_of("sớm")
    (None, None)
    """
    word = unicodedata.normalize("NFC", plain(text)).lower()
    if _FRACTION.fullmatch(word):
        return round(float(word.replace(",", ".")) * DAY)
    match = _CLOCK.fullmatch(word)
    if match is None:
        bare = _PLAIN_HALF.fullmatch(word)
        return None if bare is None else _half_day(int(bare["h"]), 0, 0, bare["half"])
    hour, minute, second = int(match["h"]), int(match["m"] or 0), int(match["s"] or 0)
    if minute > 59 or second > 59:
        return None
    if match["half"]:
        return _half_day(hour, minute, second, match["half"])
    total = hour * 3600 + minute * 60 + second
    return total if total <= DAY else None


def _half_day(hour: int, minute: int, second: int, half: str) -> int | None:
    rest = minute * 60 + second
    if half in _MORNING and 1 <= hour <= 12:
        return hour % 12 * 3600 + rest
    if half in _EVENING:
        hour = hour % 12 + 12 if 1 <= hour <= 12 else hour
        return hour * 3600 + rest if 12 <= hour < 24 else None
    if half == "trưa" and hour in (1, 10, 11, 12, 13):
        return (13 if hour == 1 else hour) * 3600 + rest
    return None


@lru_cache(maxsize=65536)
def is_to_the_minute(text: str) -> bool:
    """Tell whether a clock time is written without seconds."""
    return len(re.findall(r"\d+", plain(text))) < 3 and not _FRACTION.fullmatch(plain(text))


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_PARTS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_WORDS = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:năm\s*)?(\d{4})")
_BEFORE = re.compile(
    r"^(?:thứ\s*\S+|chủ nhật|cn|t[2-7]|ngày|mon|tue|wed|thu|fri|sat|sun)\w*[,.]?\s+"
)
_SERIAL = re.compile(r"(\d{5})(?:[.,]0+)?")
_SERIAL_FROM, _SERIAL_TO = 36_526, 73_050
"""Serial numbers of days in a spreadsheet, from the year 2000 to 2100."""


@lru_cache(maxsize=65536)
def dates_of(text: str) -> dict[DateOrder, dt.date]:
    """Return the dates that a cell may mean, by the order of day and month that it would need.

    >>> sorted(dates_of("03/04/2026").items())
    [('dmy', datetime.date(2026, 4, 3)), ('mdy', datetime.date(2026, 3, 4))]
    >>> dates_of("25/4/2026"), dates_of("2026-04-25")
    ({'dmy': datetime.date(2026, 4, 25)}, {'ymd': datetime.date(2026, 4, 25)})
    """
    word = _BEFORE.sub("", unicodedata.normalize("NFC", plain(text)).lower())
    for pattern in (_ISO, _COMPACT):
        if match := pattern.fullmatch(word):
            return _one("ymd", match[1], match[2], match[3])
    if match := _WORDS.fullmatch(word):
        return _one("ymd", match[3], match[2], match[1])
    if match := _SERIAL.fullmatch(word):
        serial = int(match[1])
        if _SERIAL_FROM <= serial <= _SERIAL_TO:
            return {"ymd": dt.date(1899, 12, 30) + dt.timedelta(days=serial)}
    match = _PARTS.fullmatch(word)
    if match is None:
        return {}
    one, two, year = match[1], match[2], match[3] if len(match[3]) == 4 else f"20{match[3]}"
    found = {**_one("dmy", year, two, one), **_one("mdy", year, one, two)}
    same = len(set(found.values())) == 1 and len(found) == 2
    return {"ymd": found["dmy"]} if same else found


def _one(order: DateOrder, year: str, month: str, day: str) -> dict[DateOrder, dt.date]:
    try:
        return {order: dt.date(int(year), int(month), int(day))}
    except ValueError:
        return {}


def order_of(cells: Iterable[str]) -> DateOrder | Literal["ambiguous", "both"]:
    """Return the order of day and month in a column, as far as its own dates prove it.

    A column is written in one way, so one date that can be read only one way settles all;
    ``ambiguous`` where none does, ``both`` where they contradict one another.

    >>> order_of(["03/04/2026", "25/04/2026"]), order_of(["03/04/2026"]), order_of(["2026-04-03"])
    ('dmy', 'ambiguous', 'ymd')
    """
    proven: set[DateOrder] = set()
    open_ = False
    for cell in set(cells):
        found = dates_of(cell)
        if len(found) == 2:
            open_ = True
        elif found and "ymd" not in found:
            proven.update(found)
    if len(proven) == 2:
        return "both"
    if proven:
        return proven.pop()
    return "ambiguous" if open_ else "ymd"


def date_in(text: str, order: DateOrder) -> dt.date | None:
    """Return the date of a cell whose column has an order."""
    found = dates_of(text)
    return found.get(order) or found.get("ymd")


_LENGTH = re.compile(
    r"(?:(?P<h>\d{1,3})\s*(?:[:h]|giờ)\s*)?(?P<m>\d{1,4})\s*(?:[:.'p]|phút)\s*(?:(?P<s>\d{1,2})"
    r"(?:[.,]\d+)?\s*(?:\"|s|giây)?)?"
)
_SECONDS = re.compile(r"(\d{1,6})(?:[.,]\d+)?\s*(?:s|giây)?")
_LONG = 3 * 3600


@lru_cache(maxsize=65536)
def length_of(text: str) -> int | None:
    """Return a length in whole seconds: ``14:58``, ``0:14:58``, ``14'58``, ``14 phút``, ``898,4``.

    What a spreadsheet made of minutes and seconds (``15:00`` turned into ``15:00:00``) is known
    by its size: three hours and more with no seconds are minutes and seconds.

    >>> length_of("14:58"), length_of("0:14:58"), length_of("15:00:00"), length_of("898,4")
    (898, 898, 900, 898)
    """
    word = unicodedata.normalize("NFC", plain(text)).lower()
    if _FRACTION.fullmatch(word):
        return round(float(word.replace(",", ".")) * DAY)
    if match := _SECONDS.fullmatch(word):
        return int(match[1])
    match = _LENGTH.fullmatch(word)
    if match is None:
        return None
    hours, minutes, seconds = int(match["h"] or 0), int(match["m"]), int(match["s"] or 0)
    if seconds > 59 or (match["h"] and minutes > 59):
        return None
    total = hours * 3600 + minutes * 60 + seconds
    return hours * 60 + minutes if total >= _LONG and not seconds and match["h"] else total


_YES = frozenset({"x", "có", "co", "yes", "y", "1", "true", "đã", "đã phát", "rồi", "✓", "✔", "v"})
_NO = frozenset({"không", "khong", "no", "n", "0", "false", "chưa", "k", "ko", "không phát"})


def said_of(text: str) -> RowSays | None:
    """Return what the column *played* says; ``None`` where it cannot be read.

    >>> [str(said_of(word)) for word in ("X", "Không", "", "hỏi lại")]
    ['played', 'not-played', 'nothing', 'None']
    """
    word = fold(plain(text))
    if not word:
        return RowSays.NOTHING
    if word in _YES:
        return RowSays.PLAYED
    return RowSays.NOT_PLAYED if word in _NO else None


_HASH = re.compile(r"[0-9a-fA-F]{64}")


def hash_of(text: str) -> str:
    """Return a SHA-256 in small letters; '' where the cell is none."""
    word = plain(text)
    return word.lower() if _HASH.fullmatch(word) else ""


_AIRING = re.compile(r"(?<![a-z0-9])[a-z2-7]{12}[0-9]{8}(?![a-z0-9])", re.IGNORECASE)


def airing_in(*texts: str) -> str:
    """Return the first airing id that stands in texts (a GUID, a tag, a file name); '' for none.

    >>> airing_in("", "rp/uritjtzvcw3n20261203.mp3")
    'uritjtzvcw3n20261203'
    """
    for text in texts:
        if len(text) >= 20 and (match := _AIRING.search(text)):
            return match[0].lower()
    return ""


def day_of_id(airing: str) -> dt.date | None:
    """Return the day of the first run that an airing's id holds."""
    found = dates_of(airing[-8:])
    return found.get("ymd")
