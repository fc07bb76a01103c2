"""The repetition rules that we follow exactly: by day, week, month or year, asked day by day."""

from __future__ import annotations

import datetime as dt
from typing import Any

WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


class RuleDays:
    """Answers for each day whether a rule has an occurrence on it."""

    def __init__(self, start: dt.date, rule: dict[str, Any]) -> None:
        self._start = start
        self._unit = str(rule["FREQ"][0]).upper()
        self._interval = int((rule.get("INTERVAL") or [1])[0])
        self._days = [str(each).upper() for each in rule.get("BYDAY", ())]
        self._monthdays = {int(each) for each in rule.get("BYMONTHDAY", ())}
        week_start = str((rule.get("WKST") or ["MO"])[0])
        self._week_start = WEEKDAYS.get(week_start, 0)

    def on(self, day: int) -> bool:
        """Tell whether the rule has an occurrence on a day, given as its ordinal."""
        date = dt.date.fromordinal(day)
        if self._unit == "DAILY":
            apart = day - self._start.toordinal()
            return apart % self._interval == 0 and self._weekday_fits(date)
        if self._unit == "WEEKLY":
            if (self._week(day) - self._week(self._start.toordinal())) % self._interval:
                return False
            return self._weekday_fits(date) if self._days else (
                date.weekday() == self._start.weekday()
            )  # fmt: skip
        if self._unit == "YEARLY":
            apart = date.year - self._start.year
            same = (date.month, date.day) == (self._start.month, self._start.day)
            return same and apart % self._interval == 0
        apart = (date.year - self._start.year) * 12 + date.month - self._start.month
        return apart % self._interval == 0 and self._month_fits(date)

    def _week(self, day: int) -> int:
        return (day - 1 - self._week_start) // 7

    def _weekday_fits(self, date: dt.date) -> bool:
        return not self._days or any(WEEKDAYS[each] == date.weekday() for each in self._days)

    def _month_fits(self, date: dt.date) -> bool:
        if not self._days and not self._monthdays:
            return date.day == self._start.day
        length = (date.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        if self._monthdays and not {date.day, date.day - length.day - 1} & self._monthdays:
            return False
        return not self._days or any(_nth(each, date, length.day) for each in self._days)


def _nth(word: str, date: dt.date, length: int) -> bool:
    if WEEKDAYS.get(word[-2:]) != date.weekday():
        return False
    number = int(word[:-2] or 0)
    from_end = -((length - date.day) // 7 + 1)
    return number in (0, (date.day + 6) // 7, from_end)
