"""Words for days: ``T3, T5``, ``thứ 7 tuần thứ 2``, ``rằm``, ``ngày 15 hằng tháng``, ``tết``.

``hằng ngày trừ CN`` takes days out. Each term between commas is tried against the small readers
below, in order; what none of them knows is an error with its place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from radioprog.kernel.findings import NOWHERE, Finding, Place
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import fold
from radioprog.kernel.times import parse_date, plain_marks
from radioprog.schedule.days import findings as says
from radioprog.schedule.days.holidays import Almanac, holiday_words
from radioprog.schedule.days.rules import EVERY_DAY, DayRule, MoonDay, NthWeekday, YearDay

_LONGEST = 4000
_WEEKDAY_NAMES: tuple[tuple[str, ...], ...] = (
    ("t2", "thứ 2", "thứ hai", "mon", "monday"),
    ("t3", "thứ 3", "thứ ba", "tue", "tues", "tuesday"),
    ("t4", "thứ 4", "thứ tư", "thứ bốn", "wed", "wednesday"),
    ("t5", "thứ 5", "thứ năm", "thu", "thur", "thurs", "thursday"),
    ("t6", "thứ 6", "thứ sáu", "fri", "friday"),
    ("t7", "thứ 7", "thứ bảy", "thứ bẩy", "sat", "saturday"),
    ("cn", "chủ nhật", "chúa nhật", "sun", "sunday"),
)
_WEEKDAYS = {fold(name): day for day, names in enumerate(_WEEKDAY_NAMES) for name in names}
_SETS: dict[str, frozenset[int]] = {
    **dict.fromkeys(
        map(
            fold,
            (
                "hằng ngày",
                "hàng ngày",
                "mỗi ngày",
                "mọi ngày",
                "ngày nào cũng",
                "cả tuần",
                "daily",
                "every day",
                "everyday",
                "all days",
                "tất cả các ngày",
                "các ngày trong tuần",
            ),
        ),
        EVERY_DAY,
    ),
    **dict.fromkeys(map(fold, ("ngày thường", "weekdays", "ngày làm việc")), frozenset(range(5))),
    **dict.fromkeys(map(fold, ("cuối tuần", "weekend", "weekends")), frozenset({5, 6})),
}
_MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            ("giêng", "một"),
            ("hai",),
            ("ba",),
            ("tư",),
            ("năm",),
            ("sáu",),
            ("bảy", "bẩy"),
            ("tám",),
            ("chín",),
            ("mười",),
            ("mười một",),
            ("mười hai", "chạp"),
        ),
        1,
    )
    for name in names
}
_LUNAR_ONLY = frozenset({"giêng", "chạp"})
_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "last": -1,
}
_MONTHLY = re.compile(
    r"\s*(?:(?:hằng|hàng|mỗi|trong|của|mọi)\s+tháng|(?:of\s+)?(?:the|each|every)\s+month|monthly)$"
)
_YEARLY = re.compile(r"\s*(?:(?:hằng|hàng|mỗi)\s+năm|(?:of\s+)?(?:each|every)\s+year|yearly)$")
_LUNAR = re.compile(r"\s*(?:âm\s+lịch|âm|âl|lunar)$")
_RANGE = re.compile(r"(.+?)\s*(?:-|\bđến\b|\btới\b|\bto\b)\s*(.+)")
_WEEK_VI = re.compile(r"(.+?)\s+tuần\s+(?:thứ\s+)?(\d|nhất|một|hai|ba|tư|năm|đầu|cuối)(?:\s+cùng)?")
_ENDS_VI = re.compile(r"(.+?)\s+(đầu|cuối)(?:\s+(?:tiên|cùng))?(?:\s+(?:của\s+)?tháng)?")
_WEEK_EN = re.compile(r"(?:the\s+)?(\w+)\s+(\w+)")
_MONTH = r"(?:\s+tháng\s+|\s*/\s*)(?P<month>[^\W\d_]+(?:\s[^\W\d_]+)?|\d{1,2})"
_DAY_OF = re.compile(rf"(?:ngày\s+)?(?P<day>\d{{1,2}}){_MONTH}")
_NEW = re.compile(rf"(?:mùng|mồng)\s+(?P<day>\d{{1,2}}|\w+)(?:{_MONTH})?")
_FULL = re.compile(rf"(?:ngày\s+)?rằm(?:{_MONTH})?")
_LUNAR_EN = re.compile(r"lunar\s+(?P<day>\d{1,2})(?:\s*/\s*(?P<month>\d{1,2}))?")
_PLAIN_DAY = re.compile(r"(?:ngày|day)?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?")
_LAST_DAY = frozenset(map(fold, ("ngày cuối tháng", "ngày cuối", "last day", "cuối tháng")))
_WEEK_NUMBERS = {
    "nhất": 1,
    "một": 1,
    "đầu": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "cuối": -1,
}
_NEW_DAYS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}

_EXCEPT = re.compile(r"(?:^|[\s,;])(trừ|ngoại trừ|except|but not|not)(?:\s|$)", re.IGNORECASE)
_KNOWN = (*_WEEKDAYS, *_SETS, "rằm", "mùng 1")
_EXAMPLES = says.DAY_EXAMPLES


@dataclass(slots=True)
class _Parts:
    """A rule under construction."""

    weekdays: set[int]
    nth: set[NthWeekday]
    monthdays: set[int]
    dates: set[dt.date]
    yearly: set[YearDay]
    lunar: set[MoonDay]
    holidays: set[str]
    rare_told: bool = False

    @classmethod
    def empty(cls) -> _Parts:
        return cls(set(), set(), set(), set(), set(), set(), set())

    def rule(self, text: str) -> DayRule:
        return DayRule(
            frozenset(self.weekdays),
            frozenset(self.nth),
            frozenset(self.monthdays),
            frozenset(self.dates),
            frozenset(self.yearly),
            frozenset(self.lunar),
            frozenset(self.holidays),
            text,
        )


def parse_days(
    text: str | Iterable[str], almanac: Almanac | None = None, *, place: Place = NOWHERE
) -> tuple[DayRule, tuple[Finding, ...]]:
    """Read the words for days.

    >>> rule, findings = parse_days("T3, thứ 7 tuần thứ 2, rằm")
    >>> sorted(rule.weekdays), list(rule.nth), list(rule.lunar), findings
    ([1], [NthWeekday(week=2, weekday=5)], [MoonDay(month=0, day=15)], ())
    """
    whole = text if isinstance(text, str) else ", ".join(text)
    if len(whole) > _LONGEST:
        return DayRule(), (says.UNKNOWN_DAYS(place, written=whole[:40], suggestion=_EXAMPLES),)
    found: list[Finding] = []
    named, *excepted = _EXCEPT.split(plain_marks(whole))
    if excepted and not named.strip(" ,;"):
        named = "daily"
    rule = _read_terms(named, almanac or Almanac(), place, found).rule(whole)
    if not any(each.is_error for each in found) and not rule:
        found.append(says.NO_DAYS(place))
    if excepted:
        terms = ", ".join(excepted[1::2])
        told: list[Finding] = []
        out = _read_terms(terms, almanac or Almanac(), place, told).rule(terms)
        found.extend(each for each in told if each.is_error)
        if not any(each.is_error for each in found) and not out:
            found.append(says.NOTHING_EXCEPTED(place, word=excepted[0].strip()))
        rule = rule.less(out)
    return rule, tuple(found)


def _read_terms(text: str, almanac: Almanac, place: Place, found: list[Finding]) -> _Parts:
    """Read terms parted by commas; what cannot be read is told."""
    parts = _Parts.empty()
    named: set[int] = set()
    after_weekday = False
    for term in _terms(text):
        words = fold(term)
        if after_weekday and words in {"2", "3", "4", "5", "6", "7"}:
            words = f"t{words}"
        if words in _WEEKDAYS and _WEEKDAYS[words] in named:
            found.append(says.DAY_TWICE(place, written=term))
        after_weekday = words in _WEEKDAYS
        named.add(_WEEKDAYS.get(words, -1))
        if not any(read(words, parts) for read in _READERS) and not _holiday(words, parts, almanac):
            suggestion = did_you_mean(term, [*_KNOWN, *holiday_words()], _EXAMPLES)
            found.append(says.UNKNOWN_DAYS(place, written=term, suggestion=suggestion))
        elif _is_rare(parts):
            found.append(says.RARE_DAY(place, written=term))
            parts.rare_told = True
    return parts


def _terms(text: str) -> Iterator[str]:
    """Part a text at commas, and weekdays at blanks or strokes: ``T2 T4 T6``, ``T2/T4``."""
    for term in re.split(r"[,;]|\svà\s|\sand\s", text):
        words = re.split(r"[\s/+]+", term.strip())
        if len(words) > 1 and all(fold(word) in _WEEKDAYS for word in words):
            yield from words
        elif term.strip():
            yield term.strip()


def _is_rare(parts: _Parts) -> bool:
    """Tell whether a day has been read that not every month, or year, has."""
    rare = (
        any(day > 28 for day in parts.monthdays)
        or any(each.week == 5 for each in parts.nth)
        or YearDay(2, 29) in parts.yearly
        or any(each.day == 30 for each in parts.lunar)
    )
    return rare and not parts.rare_told


def _named_set(words: str, parts: _Parts) -> bool:
    if words in _SETS:
        parts.weekdays |= _SETS[words]
        return True
    if words in _WEEKDAYS:
        parts.weekdays.add(_WEEKDAYS[words])
        return True
    return False


def _weekday_range(words: str, parts: _Parts) -> bool:
    match = _RANGE.fullmatch(words.removeprefix("từ "))
    if match is None:
        return False
    first, last = _WEEKDAYS.get(match[1]), _WEEKDAYS.get(match[2])
    if first is None or last is None:
        return False
    parts.weekdays.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return True


def _nth_weekday(words: str, parts: _Parts) -> bool:
    words = _MONTHLY.sub("", words)
    match = _WEEK_VI.fullmatch(words)
    if match and match[1] in _WEEKDAYS:
        number = _WEEK_NUMBERS.get(match[2]) or int(match[2])
        return _add_nth(parts, number, _WEEKDAYS[match[1]])
    match = _ENDS_VI.fullmatch(words)
    if match and match[1] in _WEEKDAYS:
        return _add_nth(parts, _WEEK_NUMBERS[match[2]], _WEEKDAYS[match[1]])
    match = _WEEK_EN.fullmatch(words)
    if match and match[1] in _ORDINALS and match[2] in _WEEKDAYS:
        return _add_nth(parts, _ORDINALS[match[1]], _WEEKDAYS[match[2]])
    return False


def _add_nth(parts: _Parts, number: int, weekday: int) -> bool:
    if number == -1 or 1 <= number <= 5:
        parts.nth.add(NthWeekday(number, weekday))
        return True
    return False


def _full_date(words: str, parts: _Parts) -> bool:
    date = parse_date(words.removeprefix("ngày "))
    if date is None:
        return False
    parts.dates.add(date)
    return True


def _moon(words: str, parts: _Parts) -> bool:
    lunar = _LUNAR.search(words) is not None
    bare = _LUNAR.sub("", _YEARLY.sub("", _MONTHLY.sub("", words)))
    for form in (_FULL, _NEW, _LUNAR_EN):
        match = form.fullmatch(bare)
        if match:
            given = match.groupdict()
            day = "15" if form is _FULL else given["day"]
            return _add_moon(parts, str(_NEW_DAYS.get(day or "", day)), given["month"])
    match = _DAY_OF.fullmatch(bare)
    if match and (lunar or match["month"] in _LUNAR_ONLY):
        return _add_moon(parts, match["day"], match["month"])
    match = _PLAIN_DAY.fullmatch(bare)
    return bool(match and lunar and _add_moon(parts, match["day"], None))


def _add_moon(parts: _Parts, day: str, month: str | None) -> bool:
    number = int(day) if day.isdecimal() else 0
    in_month = _month_number(month) if month else 0
    if in_month is None or not 1 <= number <= 30:
        return False
    parts.lunar.add(MoonDay(in_month, number))
    return True


def _month_number(word: str) -> int | None:
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    return _MONTH_NUMBERS.get(word)


def _year_day(words: str, parts: _Parts) -> bool:
    match = _DAY_OF.fullmatch(_YEARLY.sub("", words))
    month = _month_number(match["month"]) if match else None
    if match is None or month is None:
        return False
    try:
        dt.date(2024, month, int(match["day"]))
    except ValueError:
        return False
    parts.yearly.add(YearDay(month, int(match["day"])))
    return True


def _month_day(words: str, parts: _Parts) -> bool:
    bare = _MONTHLY.sub("", words)
    if bare in _LAST_DAY or words in _LAST_DAY:
        parts.monthdays.add(-1)
        return True
    match = _PLAIN_DAY.fullmatch(bare)
    if match is None or (bare.isdecimal() and bare == words) or not 1 <= int(match["day"]) <= 31:
        return False
    parts.monthdays.add(int(match["day"]))
    return True


def _holiday(words: str, parts: _Parts, almanac: Almanac) -> bool:
    key = almanac.key_of(words)
    if key is not None:
        parts.holidays.add(key)
    return key is not None


_READERS: tuple[Callable[[str, _Parts], bool], ...] = (
    _named_set,
    _weekday_range,
    _nth_weekday,
    _full_date,
    _moon,
    _year_day,
    _month_day,
)
