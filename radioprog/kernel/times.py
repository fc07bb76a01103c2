"""Times and numbers as people write them, read into our units."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from radioprog.kernel.units import MinuteOfDay, Seconds

_CLOCKED = re.compile(
    r"(?:(?P<h>[0-9]{1,3}):(?P<hm>[0-5]?[0-9])|(?P<m>[0-9]{1,5})):(?P<s>[0-5][0-9](?:[.,][0-9]{1,20})?)"
)
_PART = r"[0-9]{{1,6}}(?:[.,][0-9]{{1,20}})?\s*(?:{})"
_HOURS = "giờ|h|hours?"
_MINUTES = "phút|ph|p|'|min|mins|minutes?"
_SECONDS = "giây|gi|s|secs?|seconds?"
_WORDED = re.compile(
    rf"(?:(?P<h>{_PART.format(_HOURS)})\s*)?(?:(?P<m>{_PART.format(_MINUTES)})\s*)?"
    rf"(?P<s>{_PART.format(_SECONDS)})?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,20})?")
_CLOCK = re.compile(r"([0-9]{1,2})[:h]([0-9]{2})")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_LOCAL_DATE = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_QUOTES = '“”„" \t\u00a0'
_MINUS = str.maketrans("−–‐‑‒", "-----")


def plain_marks(text: str) -> str:
    """Give text with full-width marks, odd spaces, typographic minus signs and quotes made plain.

    >>> plain_marks("１２：３０")
    '12:30'
    """
    plain = unicodedata.normalize("NFKC", text.translate(_MINUS)).strip(_QUOTES)
    return " ".join(plain.split())


def parse_duration(text: str) -> Seconds | None:
    """Read a length of time: ``m:ss``, ``m:ss.mmm``, ``h:mm:ss``, ``12s``, ``1.5s``, ``15 phút``.

    >>> parse_duration("1:30"), parse_duration("1,5 giây"), parse_duration("12")
    (90.0, 1.5, None)
    """
    text = plain_marks(text)
    match = _CLOCKED.fullmatch(text)
    if match:
        hours, minutes = int(match["h"] or 0), int(match["hm"] or match["m"] or 0)
        return Seconds(hours * 3600 + minutes * 60 + _decimal(match["s"]))
    match = _WORDED.fullmatch(text)
    if match is None or not text:
        return None
    parts = zip(("h", "m", "s"), (3600, 60, 1), strict=True)
    return Seconds(sum(_first_figure(match[name]) * size for name, size in parts))


def _first_figure(text: str | None) -> float:
    match = _FIGURE.search(text or "")
    return _decimal(match[0]) if match else 0.0


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))


def parse_number(text: str) -> float | None:
    """Read a number with a decimal comma or dot.

    >>> parse_number("−18,5")
    -18.5
    """
    text = plain_marks(text)
    return _decimal(text) if _NUMBER.fullmatch(text) else None


def parse_integer(text: str) -> int | None:
    """Read a whole number; leading zeros mean nothing.

    >>> parse_integer("07")
    7
    """
    text = plain_marks(text)
    return int(text) if _NUMBER.fullmatch(text) and not re.search("[.,]", text) else None


def parse_clock(text: str) -> MinuteOfDay | None:
    """Read a time of day, ``HH:MM`` (or ``17h30``), in minutes after midnight; 24:00 is 1440.

    >>> parse_clock("05:30"), parse_clock("24:00"), parse_clock("24:01")
    (330, 1440, None)
    """
    match = _CLOCK.fullmatch(plain_marks(text).lower())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    total = hour * 60 + minute
    return MinuteOfDay(total) if minute < 60 and total <= 24 * 60 else None


def parse_date(text: str) -> dt.date | None:
    """Read a date, ``2015-07-18`` or as Vietnam writes it, ``18/7/2015``.

    >>> parse_date("18/7/2015"), parse_date("2015-02-30")
    (datetime.date(2015, 7, 18), None)
    """
    text = plain_marks(text)
    match = _DATE.fullmatch(text)
    if match:
        year, month, day = match.groups()
    else:
        match = _LOCAL_DATE.fullmatch(text)
        if match is None:
            return None
        day, month, year = match.groups()
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
