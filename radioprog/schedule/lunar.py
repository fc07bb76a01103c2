"""The Vietnamese lunar calendar, always reckoned in UTC+7. The one door to ``lunar_vn``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import lunar_vn

from radioprog.schedule.civil import CivilDay, date_of

FIRST_YEAR, LAST_YEAR = lunar_vn.SUPPORTED_YEAR_RANGE


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar; ``leap`` marks the second of two months of one number."""

    day: int
    month: int
    leap: bool


@lru_cache(maxsize=8192)
def lunar_day(day: CivilDay) -> LunarDay | None:
    """Give the lunar date of a day, or nothing outside the years that are known.

    >>> import datetime as dt
    >>> lunar_day(CivilDay(dt.date(2030, 2, 2).toordinal()))
    LunarDay(day=1, month=1, leap=False)
    """
    date = date_of(day)
    if not FIRST_YEAR < date.year < LAST_YEAR:
        return None
    found = lunar_vn.solar_to_lunar(date)
    return LunarDay(found.day, found.month, bool(found.leap))
