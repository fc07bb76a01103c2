"""Times, numbers and sizes of files as people write them, read into our units."""

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
_SIZE = re.compile(r"([0-9]{1,12}(?:[.,][0-9]{1,6})?)\s*([KMGT]i?B)", re.IGNORECASE)
_BYTES = {"kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}
_BYTES |= {"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40}
_HALF = "am|pm|sáng|trưa|chiều|tối"
_CLOCK = re.compile(
    r"(?:lúc )?(?P<hour>[0-9]{1,2}) ?(?:[:.] ?(?P<minute>[0-9]{2})"
    rf"|(?:h|g|giờ) ?(?:(?P<more>[0-9]{{2}})(?: ?(?:p|phút))?)?|(?=(?:{_HALF})$))"
    rf"(?: ?(?P<half>{_HALF}))?"
)
_FOUR_FIGURES = re.compile(r"(?P<hour>[01][0-9]|2[0-4])(?P<minute>[0-5][0-9])")
_NEAR_CLOCK = re.compile(r"(?<!\S)(?P<hour>[0-9]{1,2})(?:\W+(?P<minute>[0-9]{1,2})(?![0-9]))?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_LOCAL_DATE = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_QUOTES = '“”„" \t\u00a0'
_MINUS = str.maketrans("−–‐‑‒", "-----")


def plain_marks(text: str) -> str:
    """Return text with full-width marks, odd spaces, typographic minus signs and quotes made plain.

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
    figures = [_first_figure(match[name]) for name in ("h", "m", "s")]
    if (match["m"] and figures[2] >= 60) or (match["h"] and figures[1] >= 60):
        return None  # "1 phút 99s" is a slip: nobody can tell of what
    return Seconds(sum(each * size for each, size in zip(figures, (3600, 60, 1), strict=True)))


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


def parse_size(text: str) -> int | None:
    """Read how large files may be, in bytes; a unit from kB to TB (or KiB to TiB) is needed.

    >>> parse_size("1,5 GB"), parse_size("500MiB"), parse_size("500")
    (1500000000, 524288000, None)
    """
    match = _SIZE.fullmatch(plain_marks(text).strip())
    return round(_decimal(match[1]) * _BYTES[match[2].lower()]) if match else None


def parse_clock(text: str) -> MinuteOfDay | None:
    """Read a time of day, in minutes after midnight; 24:00 is 1440.

    ``HH:MM``, ``17h30``, ``17h``, ``17 giờ``, ``17.30``, ``1730`` and ``5:30 PM`` are all known.

    >>> parse_clock("05:30"), parse_clock("17h"), parse_clock("24:00"), parse_clock("24:01")
    (330, 1020, 1440, None)
    """
    plain = plain_marks(text).lower()
    match = _CLOCK.fullmatch(plain)
    if match is None:
        match = _FOUR_FIGURES.fullmatch(plain)
        return None if match is None else _minute_of_day(int(match["hour"]), int(match["minute"]))
    hour, minute = int(match["hour"]), int(match["minute"] or match["more"] or 0)
    if match["half"]:
        return _half_day(hour, minute, match["half"])
    return _minute_of_day(hour, minute)


def _half_day(hour: int, minute: int, half: str) -> MinuteOfDay | None:
    """Read an hour from 1 to 12 with its half of the day: 12 AM is midnight, 12 PM is noon."""
    if half in ("am", "sáng") and 1 <= hour <= 12:
        return _minute_of_day(hour % 12, minute)
    if half in ("pm", "chiều", "tối") and 1 <= hour <= 12:
        return _minute_of_day(hour % 12 + 12, minute) if (half, hour) != ("tối", 12) else None
    if half == "trưa" and hour in (1, 10, 11, 12):
        return _minute_of_day(13 if hour == 1 else hour, minute)
    if (half, hour) in {(each, 12 + at) for each in ("chiều", "tối") for at in range(1, 12)}:
        return _minute_of_day(hour, minute)
    return None


def _minute_of_day(hour: int, minute: int) -> MinuteOfDay | None:
    total = hour * 60 + minute
    return MinuteOfDay(total) if minute < 60 and total <= 24 * 60 else None


def near_clock(text: str) -> str | None:
    """Return the time of day that unreadable words may have meant, as it should be written.

    >>> near_clock("17"), near_clock("17:60"), near_clock("17:00-17:15"), near_clock("sớm")
    ('17:00', '18:00', '17:00', None)
    """
    match = _NEAR_CLOCK.search(plain_marks(text).replace("O", "0"))
    if match is None:
        return None
    total = int(match["hour"]) * 60 + int(match["minute"] or 0)
    return f"{total // 60:02d}:{total % 60:02d}" if total < 24 * 60 else None


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
