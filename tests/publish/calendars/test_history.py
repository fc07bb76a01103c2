"""The past of a feed: which moments a series has, judged by dateutil."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as some

from radioprog.publish.calendars.feed_item import FeedItem
from radioprog.publish.calendars.history import History, runs_on
from radioprog.schedule.days.civil import (
    CivilDay,
    CivilMoment,
    ZoneClock,
    civil_day,
    civil_of,
    datetime_of,
)

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


# --- what a new plan makes of what was published ---

TODAY = CivilDay(civil_day(START.date()) + 60)  # Monday 2 March 2026
HISTORY = History(TODAY, ZoneClock("Asia/Ho_Chi_Minh").instant)


def held(day: int, /, clock: str = "17:30", **more: object) -> FeedItem:
    """An item of slot s, run 0, that begins so many days after today; a series unless told."""
    hour, minute = map(int, clock.split(":"))
    start = CivilMoment((TODAY + day) * 86_400 + hour * 3600 + minute * 60)
    known: dict[str, object] = {
        "summary": "Tin",
        "rule": "FREQ=DAILY",
        "slot": "s",
        "day": CivilDay(TODAY + day),
    }
    if more.get("rule", "") is None:
        known |= {"planned": start, "last": CivilDay(TODAY + day)}
    return replace(
        item(None),
        **{"stem": "s.0", "start": start, "end": CivilMoment(start + 900), **known, **more},  # type: ignore[arg-type]
    )


def joined(
    old: list[FeedItem], new: list[FeedItem], *, published: bool = True
) -> list[tuple[str, int, str, str | None]]:
    """Stem, first day after today, rule and end of what is in the feed now."""
    return [
        (each.stem, each.start // 86_400 - TODAY, each.rule or "", each.related)
        for each in HISTORY.joined(old, new, published=published)
    ]


def test_what_goes_on_as_it_was_keeps_its_beginning() -> None:
    assert joined([held(-50)], [held(-3)]) == [("s.0", -50, "FREQ=DAILY", None)]
    (found,) = HISTORY.joined([held(-50, day=CivilDay(7))], [held(-3, description="neu")])
    assert (found.description, found.day) == ("neu", TODAY - 50)


def test_days_left_out_in_the_past_stay_and_those_to_come_are_the_new_plans() -> None:
    out = [CivilMoment((TODAY + day) * 86_400 + 63_000) for day in (-2, -1, 0, 1)]
    old, new = held(-50, exdates=(out[0], out[2])), held(-50, exdates=(out[1], out[3]))
    (found,) = HISTORY.joined([old], [new])
    assert found.exdates == (out[0], out[3])


UNTIL = "FREQ=DAILY;UNTIL=20260301T103000Z"


@pytest.mark.parametrize(
    "new",
    [
        {"clock": "18:00"},
        {"summary": "Khác"},
        {"rule": "FREQ=WEEKLY;BYDAY=MO"},
    ],
)
def test_what_changes_ends_the_day_before_and_another_begins_today(new: dict[str, str]) -> None:
    found = joined([held(-50)], [held(-3, **new)])
    rule = new.get("rule", "FREQ=DAILY")
    assert found == [("s.0", -50, UNTIL, None), ("s.0.s20260302", 0, rule, "s.0")]


def test_another_length_is_another_series() -> None:
    longer = replace(held(-3), end=CivilMoment(held(-3).end + 60))
    closed, renewed = HISTORY.joined([held(-50)], [longer])
    assert (closed.last, closed.end - closed.start) == (TODAY - 1, 900)
    assert (renewed.last, renewed.end - renewed.start) == (None, 960)


def test_a_series_that_begins_later_leaves_a_hole_that_is_kept() -> None:
    assert joined([held(-50)], [held(1)]) == [
        ("s.0", -50, UNTIL, None),
        ("s.0.s20260303", 1, "FREQ=DAILY", "s.0"),
    ]
    assert joined([held(-50)], [held(0)]) == [("s.0", -50, "FREQ=DAILY", None)]
    weekly = "FREQ=WEEKLY;BYDAY=TU"
    assert joined([held(-6, rule=weekly)], [held(1, rule=weekly)]) == [("s.0", -6, weekly, None)]


def test_what_is_dropped_ends_and_what_was_never_heard_goes() -> None:
    assert joined([held(-1)], []) == [("s.0", -1, UNTIL, None)]
    assert joined([held(0)], []) == []
    last = CivilMoment((TODAY - 1) * 86_400 + 63_000)
    assert joined([held(-1, exdates=(last,))], []) == []
    assert joined([held(-2, exdates=(last,))], []) == [
        ("s.0", -2, "FREQ=DAILY;UNTIL=20260228T103000Z", None)
    ]


def test_what_has_not_begun_may_become_anything_under_its_name() -> None:
    assert joined([held(0, stem="s.0.s20260302")], [held(-3, "18:00")]) == [
        ("s.0.s20260302", 0, "FREQ=DAILY", None)
    ]
    assert joined([held(5)], [held(7, "18:00")]) == [("s.0", 7, "FREQ=DAILY", None)]


def test_what_comes_new_into_a_published_calendar_has_no_past() -> None:
    assert joined([], [held(-20)]) == [("s.0", 0, "FREQ=DAILY", None)]
    assert joined([], [held(-20)], published=False) == [("s.0", -20, "FREQ=DAILY", None)]
    monday = CivilMoment(TODAY * 86_400 + 63_000)
    (found,) = HISTORY.joined([], [held(-20, exdates=(CivilMoment(monday - 86_400), monday))])
    assert (found.start, found.exdates, found.day) == (monday + 86_400, (), TODAY + 1)
    over = held(-20, last=CivilDay(TODAY - 1))
    assert joined([], [over]) == []


def ended(day: int, /, **more: object) -> FeedItem:
    return held(day - 10, rule="FREQ=DAILY;UNTIL=x", last=CivilDay(TODAY + day), **more)


def test_what_ended_is_kept_for_four_hundred_days() -> None:
    for day, there in ((-1, True), (-400, True), (-401, False)):
        assert bool(joined([ended(day)], [])) is there
        assert bool(joined([held(day, rule=None)], [])) is there


def test_after_what_ended_another_begins_under_a_name_of_its_own() -> None:
    assert joined([ended(-5)], [held(-2)]) == [
        ("s.0", -15, "FREQ=DAILY;UNTIL=x", None),
        ("s.0.s20260302", 0, "FREQ=DAILY", "s.0"),
    ]
    twice = [ended(-30), ended(-5, stem="s.0.s2")]
    assert joined(twice, [held(-2)])[-1] == ("s.0.s20260302", 0, "FREQ=DAILY", "s.0.s2")


def test_a_series_that_ends_today_still_goes_on() -> None:
    (found,) = HISTORY.joined([ended(0)], [held(-3, last=CivilDay(TODAY))])
    assert (found.stem, found.rule) == ("s.0", "FREQ=DAILY")


def events(old: list[FeedItem], new: list[FeedItem], *, published: bool = True) -> list[str]:
    made = HISTORY.joined(old, new, published=published)
    return [each.summary for each in made if each.rule is None]


def test_events_that_are_over_are_those_published_and_the_others_those_of_the_plan() -> None:
    old = [held(day, rule=None, summary=f"old {day}") for day in (-1, 0)]
    new = [held(day, rule=None, summary=f"new {day}") for day in (-1, 0)]
    assert events(old, new) == ["old -1", "new 0"]
    assert events([], new, published=False) == ["new -1", "new 0"]
    moved = held(-1, rule=None, planned=CivilMoment(TODAY * 86_400), summary="moved")
    assert events([moved], []) == []
    assert events([], [moved]) == ["moved"]


def test_a_change_belongs_to_the_series_that_has_its_day() -> None:
    def change(day: int, clock: str) -> FeedItem:
        made = held(day, "20:00", rule=None)
        return replace(made, recurrence=held(day, clock).start)

    new = [held(-3, "18:00"), change(2, "18:00")]
    found = HISTORY.joined([held(-50)], new)[-1]
    assert (found.stem, found.recurrence) == ("s.0.s20260302", held(2, "18:00").start)
    found = HISTORY.joined([held(-50)], [held(-3, "18:00"), change(2, "19:00")])[-1]
    assert (found.stem, found.recurrence) == ("s.0.20260304", None)
    out = held(-3, exdates=(held(2).start,))
    found = HISTORY.joined([held(-50)], [out, change(2, "17:30")])[-1]
    assert (found.stem, found.recurrence) == ("s.0", held(2).start)
    alone = HISTORY.joined([], [change(2, "17:30")])[-1]
    assert (alone.stem, alone.recurrence) == ("s.0", held(2).start)


def test_a_relation_to_what_is_not_there_any_more_goes() -> None:
    repeat = held(-50, "20:00", stem="s.1", run=1, related="s.0")
    assert [each.related for each in HISTORY.joined([repeat], [repeat])] == [None]
    both = HISTORY.joined([held(-50), repeat], [held(-50), repeat])
    assert [(each.stem, each.related) for each in both] == [("s.0", None), ("s.1", "s.0")]


def test_a_series_after_midnight_counts_from_the_day_of_its_first_run() -> None:
    late = held(-3, "01:00", later=1, day=CivilDay(TODAY - 4))
    (found,) = HISTORY.joined([], [late])
    assert (found.start // 86_400, found.day) == (TODAY, TODAY - 1)
    (found,) = HISTORY.joined([replace(late, day=CivilDay(1))], [late])
    assert found.day == TODAY - 4


def test_a_monthly_rule_that_seldom_comes_is_found_and_closed() -> None:
    fifth = "FREQ=MONTHLY;BYDAY=-1FR"
    start = civil_of(dt.datetime(2026, 1, 30, 17, 30))
    old = held(0, start=start, end=CivilMoment(start + 900), rule=fifth)
    closed, renewed = HISTORY.joined([old], [replace(old, summary="Khác")])
    assert closed.rule == f"{fifth};UNTIL=20260227T103000Z"
    assert renewed.stem == "s.0.s20260327"
