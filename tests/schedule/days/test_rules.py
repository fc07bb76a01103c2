"""Days by rule: a window at once says the same as day by day, and as a plain reading of dates."""

from __future__ import annotations

import calendar
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from radioprog.schedule.days.civil import CivilDay, civil_day, date_of
from radioprog.schedule.days.holidays import Almanac
from radioprog.schedule.days.rules import (
    DayRule,
    MoonDay,
    NthWeekday,
    YearDay,
    is_last_of_month,
    lunar_day,
    month_length,
)

ALMANAC = Almanac()
BASE = civil_day(dt.date(2026, 1, 1))
weekdays = st.frozensets(st.integers(0, 6), max_size=3)
plain_rules = st.builds(
    DayRule,
    weekdays=weekdays,
    nth=st.frozensets(
        st.builds(NthWeekday, st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6)), max_size=2
    ),
    monthdays=st.frozensets(st.sampled_from([1, 15, 28, 29, 30, 31, -1]), max_size=2),
    dates=st.frozensets(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), max_size=2),
    yearly=st.frozensets(st.builds(YearDay, st.integers(1, 12), st.integers(1, 28)), max_size=2),
    lunar=st.frozensets(st.builds(MoonDay, st.integers(0, 12), st.integers(1, 30)), max_size=2),
)
rules = st.one_of(
    plain_rules,
    st.builds(DayRule, weekdays=weekdays),
    st.builds(DayRule.less, plain_rules, plain_rules),
)


def judged(rule: DayRule, date: dt.date) -> bool:
    """Say by the calendar alone whether a rule without another taken away names a date."""
    month = calendar.monthcalendar(date.year, date.month)
    column = [week[date.weekday()] for week in month if week[date.weekday()]]
    places = {column.index(date.day) + 1, column.index(date.day) - len(column)}
    moon = lunar_day(civil_day(date))
    assert moon is not None
    return (
        date.weekday() in rule.weekdays
        or any(each.weekday == date.weekday() and each.week in places for each in rule.nth)
        or date.day in rule.monthdays
        or (-1 in rule.monthdays and date.day == max(month[-1]))
        or date in rule.dates
        or (date.month, date.day) in rule.yearly
        or (0, moon.day) in rule.lunar
        or (not moon.leap and (moon.month, moon.day) in rule.lunar)
    )


@given(rules, st.integers(0, 300), st.integers(0, 70))
def test_a_window_names_the_days_that_day_by_day_does(
    rule: DayRule, first: int, length: int
) -> None:
    low, high = CivilDay(BASE + first), CivilDay(BASE + first + length)
    days = rule.days(low, high, ALMANAC)
    assert days == [day for day in range(low, high + 1) if rule.names(CivilDay(day), ALMANAC)]


@given(plain_rules, st.integers(0, 364))
def test_a_day_is_named_as_the_calendar_has_it(rule: DayRule, number: int) -> None:
    day = CivilDay(BASE + number)
    assert rule.names(day, ALMANAC) is judged(rule, date_of(day))


@given(plain_rules, plain_rules, st.integers(0, 364))
def test_less_is_one_without_the_other(one: DayRule, other: DayRule, number: int) -> None:
    day, date = CivilDay(BASE + number), date_of(CivilDay(BASE + number))
    expected = judged(one, date) and not judged(other, date)
    assert one.less(other).names(day, ALMANAC) is expected


def test_weekdays_less_weekdays_are_plain_unless_none_is_left() -> None:
    one, other = DayRule(weekdays=frozenset({0, 1})), DayRule(weekdays=frozenset({1}))
    assert one.less(other) == DayRule(weekdays=frozenset({0}))
    assert one.less(one).without == one
    dated = DayRule(dates=frozenset({dt.date(2026, 1, 1)}))
    assert one.less(dated).without == dated
    assert dated.less(other).without == other


def test_a_rule_of_nothing_is_false() -> None:
    assert not DayRule(text="x")
    assert DayRule(monthdays=frozenset({1}))
    assert DayRule(holidays=frozenset({"x"}))


def test_months_end_where_they_do() -> None:
    assert [month_length(dt.date(2028, month, 1)) for month in (1, 2, 4)] == [31, 29, 30]
    assert is_last_of_month(dt.date(2028, 2, 29)) and not is_last_of_month(dt.date(2028, 2, 28))
    assert is_last_of_month(dt.date(2026, 2, 28))
