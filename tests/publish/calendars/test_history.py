"""The past of a feed: which moments a series has, judged by dateutil."""

from __future__ import annotations

import datetime as dt

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as some

from radioprog.publish.calendars.feed_item import FeedItem
from radioprog.publish.calendars.history import runs_on
from radioprog.schedule.days.civil import CivilDay, CivilMoment, civil_day, civil_of, datetime_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
START = dt.datetime(2026, 1, 1, 17, 30)

weekly = some.lists(some.sampled_from(WEEKDAYS), min_size=1, unique=True).map(
    lambda names: f"FREQ=WEEKLY;BYDAY={','.join(names)}"
)
monthly = some.lists(
    some.tuples(some.sampled_from([1, 2, 3, 4, -1]), some.sampled_from(WEEKDAYS)),
    min_size=1,
    unique=True,
).map(lambda days: f"FREQ=MONTHLY;BYDAY={','.join(f'{week}{name}' for week, name in days)}")
rules = some.one_of(some.just("FREQ=DAILY"), weekly, monthly)


def item(rule: str | None, *, last: dt.date | None = None, out=()) -> FeedItem:
    start = civil_of(START)
    return FeedItem(
        "s.0",
        start,
        CivilMoment(start + 900),
        "",
        "",
        (),
        5,
        civil_day(START.date()),
        rule=rule,
        last=None if last is None else civil_day(last),
        exdates=tuple(civil_of(each) for each in out),
    )


def moments(found: FeedItem, low: dt.date, high: dt.date) -> list[dt.datetime]:
    return [datetime_of(each) for each in runs_on(found, civil_day(low), civil_day(high))]


def judged(rule: str, low: dt.date, high: dt.date) -> list[dt.datetime]:
    begin = dt.datetime.combine(low, dt.time.min)
    end = dt.datetime.combine(high, dt.time.max)
    return list(rrulestr(rule, dtstart=START).between(begin, end, inc=True))


@given(rules, some.integers(-40, 400), some.integers(0, 120))
def test_a_rule_names_the_moments_that_another_reader_finds(rule: str, first: int, length: int):
    low = START.date() + dt.timedelta(days=first)
    high = low + dt.timedelta(days=length)
    assert moments(item(rule), low, high) == judged(rule, low, high)


@given(rules, some.integers(0, 60))
def test_a_last_day_counts_and_nothing_after_it(rule: str, days: int):
    low, high = START.date(), START.date() + dt.timedelta(days=90)
    last = low + dt.timedelta(days=days)
    assert moments(item(rule, last=last), low, high) == judged(rule, low, last)


@given(rules, some.integers(0, 9))
def test_what_is_taken_out_is_not_there(rule: str, number: int):
    low, high = START.date(), START.date() + dt.timedelta(days=90)
    whole = judged(rule, low, high)
    gone = whole[number : number + 1]
    assert moments(item(rule, out=gone), low, high) == [each for each in whole if each not in gone]


@pytest.mark.parametrize(("low", "high", "there"), [(0, 0, True), (-1, 1, True), (1, 5, False)])
def test_an_event_without_a_rule_has_one_moment(low: int, high: int, there: bool) -> None:
    day = START.date()
    found = moments(item(None), day + dt.timedelta(days=low), day + dt.timedelta(days=high))
    assert found == ([START] if there else [])


def test_nothing_is_before_the_series_begins() -> None:
    assert list(runs_on(item("FREQ=DAILY"), CivilDay(1), civil_day(dt.date(2025, 12, 31)))) == []
