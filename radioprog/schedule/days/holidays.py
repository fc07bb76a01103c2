"""Public holidays of Vietnam, and the local list that no calendar can know beforehand.

The one door to the library ``holidays``; its names are matched by the words a producer uses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from radioprog.kernel.findings import NOWHERE, Place
from radioprog.kernel.text import fold
from radioprog.schedule.days.civil import CivilDay, civil_day, date_of

PUBLIC = "lễ"
LUNAR_NEW_YEAR = "tết"
_LUNAR_NEW_YEAR_MARK = ("tết nguyên đán", "29 tết", "30 tết")
_WORDS = {
    "lễ": PUBLIC,
    "ngày lễ": PUBLIC,
    "nghỉ lễ": PUBLIC,
    "holidays": PUBLIC,
    "public holidays": PUBLIC,
    "holiday": PUBLIC,
    "tết": LUNAR_NEW_YEAR,
    "tết nguyên đán": LUNAR_NEW_YEAR,
    "tet": LUNAR_NEW_YEAR,
    "tết âm lịch": LUNAR_NEW_YEAR,
    "lunar new year": LUNAR_NEW_YEAR,
    "tết dương lịch": "tết dương lịch",
    "tết tây": "tết dương lịch",
    "new year": "tết dương lịch",
    "giỗ tổ": "giỗ tổ",
    "giỗ tổ hùng vương": "giỗ tổ",
    "hung kings": "giỗ tổ",
    "chiến thắng": "chiến thắng",
    "giải phóng": "chiến thắng",
    "thống nhất": "chiến thắng",
    "liberation day": "chiến thắng",
    "reunification day": "chiến thắng",
    "quốc tế lao động": "quốc tế lao động",
    "labour day": "quốc tế lao động",
    "quốc khánh": "quốc khánh",
    "national day": "quốc khánh",
    "văn hóa việt nam": "văn hóa việt nam",
    "ngày văn hóa việt nam": "văn hóa việt nam",
}


@dataclass(frozen=True, slots=True)
class LocalHoliday:
    """A day off that only the place knows, or (``off`` false) a holiday that is worked."""

    date: dt.date
    name: str
    off: bool = True
    place: Place = field(default=NOWHERE, compare=False)


@lru_cache(maxsize=256)
def public_holidays(year: int) -> dict[dt.date, str]:
    """Return the days off of a year by date, under their Vietnamese names.

    >>> public_holidays(2030)[dt.date(2030, 2, 2)]
    'Tết Nguyên Đán'
    """
    import holidays  # not before: a schedule without words for holidays never asks

    found = holidays.country_holidays("VN", years=[year], language="vi")
    return {date: found[date] for date in sorted(found) if date.year == year}


def holiday_words() -> Iterable[str]:
    """Return the words that name a holiday."""
    return _WORDS


@dataclass(frozen=True)
class Almanac:
    """What days are called here: public holidays, with the local list laid over them."""

    local: tuple[LocalHoliday, ...] = ()

    def key_of(self, word: str) -> str | None:
        """Return the name under which a word's holidays are found, or nothing."""
        folded = fold(word)
        known = _FOLDED.get(folded)
        if known is not None:
            return known
        return folded if any(folded == fold(each.name) for each in self.local) else None

    def is_day_of(self, key: str, day: CivilDay) -> bool:
        """Tell whether a day is one of a holiday's days."""
        return key in self._keys_of(day)

    def name_of(self, day: CivilDay) -> str | None:
        """Return a day's holiday by its name, or nothing on a working day."""
        date = date_of(day)
        for each in self.local:
            if each.date == date:
                return each.name if each.off else None
        return public_holidays(date.year).get(date)

    def _keys_of(self, day: CivilDay) -> frozenset[str]:
        return _keys_by_day(self, date_of(day).year).get(day, frozenset())

    def days_of(self, keys: frozenset[str], first: CivilDay, last: CivilDay) -> list[CivilDay]:
        """Return the days of any of some holidays within bounds, in order."""
        years = range(date_of(first).year, date_of(last).year + 1)
        return [
            day
            for year in years
            for day, names in _keys_by_day(self, year).items()
            if first <= day <= last and keys & names
        ]


@lru_cache(maxsize=512)
def _keys_by_day(almanac: Almanac, year: int) -> dict[CivilDay, frozenset[str]]:
    """Return what each holiday of a year is called, by day in order."""
    dates = {
        *public_holidays(year),
        *(each.date for each in almanac.local if each.date.year == year),
    }
    named = ((civil_day(date), almanac.name_of(civil_day(date))) for date in sorted(dates))
    return {day: _keys_of_name(name) for day, name in named if name is not None}


def _keys_of_name(name: str) -> frozenset[str]:
    folded = fold(name)
    keys = {PUBLIC, folded}
    if any(mark in folded for mark in _LUNAR_NEW_YEAR_MARK) or folded == LUNAR_NEW_YEAR:
        keys.add(LUNAR_NEW_YEAR)
    keys.update(key for key in _FOLDED.values() if key in folded and key not in _GROUPS)
    return frozenset(keys)


_FOLDED = {fold(word): fold(key) for word, key in _WORDS.items()}
_GROUPS = frozenset({PUBLIC, LUNAR_NEW_YEAR})
