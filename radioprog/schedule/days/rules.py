"""Days: which dates a rule names, by weekday, week of the month, date, moon or holiday.

A `DayRule` is the union of its parts, and is asked for the days of a window once for all the
stations that share it.

The Vietnamese lunar calendar, always reckoned in UTC+7. The one door to ``lunar_vn``.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import NamedTuple

import lunar_vn

from radioprog.schedule.days.civil import CivilDay, civil_day, date_of
from radioprog.schedule.days.holidays import Almanac

FIRST_YEAR, LAST_YEAR = lunar_vn.SUPPORTED_YEAR_RANGE


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar; ``leap`` marks the second of two months of one number."""

    day: int
    month: int
    leap: bool


@lru_cache(maxsize=8192)
def lunar_day(day: CivilDay) -> LunarDay | None:
    """Return the lunar date of a day, or nothing outside the years that are known.

    >>> import datetime as dt
    >>> lunar_day(CivilDay(dt.date(2030, 2, 2).toordinal()))
    LunarDay(day=1, month=1, leap=False)
    """
    date = date_of(day)
    if not FIRST_YEAR < date.year < LAST_YEAR:
        return None
    found = lunar_vn.solar_to_lunar(date)
    return LunarDay(found.day, found.month, bool(found.leap))


EVERY_DAY = frozenset(range(7))


class NthWeekday(NamedTuple):
    """The ``week``-th (1 to 5, -1 the last) of a weekday (0 is Monday) in its month."""

    week: int
    weekday: int


class YearDay(NamedTuple):
    """A day that comes every year."""

    month: int
    day: int


class MoonDay(NamedTuple):
    """A day of the lunar calendar: of one month, or of every month where it is 0."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class DayRule:
    """A set of days by rule, less those of ``without``; ``text`` is how it was written.

    >>> rule = DayRule(weekdays=frozenset({1}))
    >>> day = civil_day(dt.date(2026, 3, 3))
    >>> rule.days(day, CivilDay(day + 7), Almanac()) == [day, day + 7]
    True
    """

    weekdays: frozenset[int] = frozenset()
    nth: frozenset[NthWeekday] = frozenset()
    monthdays: frozenset[int] = frozenset()
    dates: frozenset[dt.date] = frozenset()
    yearly: frozenset[YearDay] = frozenset()
    lunar: frozenset[MoonDay] = frozenset()
    holidays: frozenset[str] = frozenset()
    text: str = ""
    without: DayRule | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in _PARTS)

    def less(self, other: DayRule) -> DayRule:
        """Return the rule without another's days; what is only weekdays stays plain weekdays."""
        plain = not (self._beyond_weekdays() or other._beyond_weekdays())
        if plain and self.weekdays - other.weekdays:
            return replace(self, weekdays=self.weekdays - other.weekdays)
        return replace(self, without=other)

    def names(self, day: CivilDay, almanac: Almanac) -> bool:
        """Tell whether a day is one of the rule's."""
        if self.without is not None and self.without.names(day, almanac):
            return False
        if (day - 1) % 7 in self.weekdays:
            return True
        date = date_of(day)
        return (
            date in self.dates
            or date.day in self.monthdays
            or (-1 in self.monthdays and is_last_of_month(date))
            or YearDay(date.month, date.day) in self.yearly
            or self._names_week(date)
            or self._names_moon(day)
            or any(almanac.is_day_of(key, day) for key in self.holidays)
        )

    def days(self, first: CivilDay, last: CivilDay, almanac: Almanac) -> list[CivilDay]:
        """Return the rule's days from first to last, both counted."""
        found = self._days_with(first, last, almanac)
        if self.without is None:
            return found
        out = frozenset(self.without.days(first, last, almanac))
        return [day for day in found if day not in out]

    def _days_with(self, first: CivilDay, last: CivilDay, almanac: Almanac) -> list[CivilDay]:
        if self.weekdays and not self._beyond_weekdays():
            wanted = {(weekday + 1) % 7 for weekday in self.weekdays}
            return [CivilDay(day) for day in range(first, last + 1) if day % 7 in wanted]
        if self._only_dates_and_holidays():
            dates = {civil_day(date) for date in self.dates}
            found = {day for day in dates if first <= day <= last}
            return sorted(found.union(almanac.days_of(self.holidays, first, last)))
        return [
            CivilDay(day) for day in range(first, last + 1) if self.names(CivilDay(day), almanac)
        ]

    def _beyond_weekdays(self) -> bool:
        return bool(
            self.nth or self.monthdays or self.dates or self.yearly or self.lunar or self.holidays
        )

    def _only_dates_and_holidays(self) -> bool:
        return not (self.weekdays or self.nth or self.monthdays or self.yearly or self.lunar)

    def _names_week(self, date: dt.date) -> bool:
        if not self.nth:
            return False
        weekday = date.weekday()
        if NthWeekday((date.day + 6) // 7, weekday) in self.nth:
            return True
        return NthWeekday(-1, weekday) in self.nth and date.day + 7 > month_length(date)

    def _names_moon(self, day: CivilDay) -> bool:
        if not self.lunar:
            return False
        moon = lunar_day(day)
        if moon is None:
            return False
        monthly = MoonDay(0, moon.day) in self.lunar
        return monthly or (not moon.leap and MoonDay(moon.month, moon.day) in self.lunar)


_PARTS = tuple(each.name for each in fields(DayRule) if each.name not in ("text", "without"))


def month_length(date: dt.date) -> int:
    """Count the days of a date's month."""
    return calendar.monthrange(date.year, date.month)[1]


def is_last_of_month(date: dt.date) -> bool:
    """Tell whether a date is the last of its month."""
    return date.day == month_length(date)
