"""Civil time: every zone's jumps against `zoneinfo` itself, and the words for clock and length."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from radioprog.kernel.errors import ContentError
from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.days.civil import (
    DAY,
    CivilDay,
    CivilMoment,
    Instant,
    Span,
    ZoneClock,
    civil_day,
    civil_of,
    clock_text,
    date_of,
    datetime_of,
    day_of,
    load_changes,
    load_zone,
    minute_of,
    moment,
    span_text,
    zone_names,
)

ZONES = ("Asia/Ho_Chi_Minh", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC")
SECONDS = some.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2037, 1, 1)).map(
    lambda when: when.replace(microsecond=0)
)
JUMP = dt.date(2026, 3, 29)
BACK = dt.date(2026, 10, 25)


def at(date: dt.date, hour: int, minute: int = 0) -> CivilMoment:
    return moment(civil_day(date), MinuteOfDay(hour * 60 + minute))


@given(some.sampled_from(ZONES), SECONDS)
def test_an_instant_is_what_zoneinfo_says_of_the_first_coming(zone: str, when) -> None:
    expected = when.replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=0).timestamp()
    assert ZoneClock(zone).instant(civil_of(when)) == expected


@given(some.sampled_from(ZONES), some.integers(0, 2**31))
def test_the_clock_shows_what_zoneinfo_shows(zone: str, instant: int) -> None:
    clock = ZoneClock(zone)
    shown = dt.datetime.fromtimestamp(instant, zoneinfo.ZoneInfo(zone))
    assert datetime_of(clock.civil(Instant(instant))) == shown.replace(tzinfo=None, fold=0)
    assert clock.rfc3339(Instant(instant)) == shown.isoformat()
    assert clock.rfc3339(Instant(instant)) == shown.isoformat()  # once more, from memory


@given(some.sampled_from(ZONES), some.lists(some.integers(0, 2**31), min_size=2, max_size=20))
def test_what_a_clock_remembers_changes_no_answer(zone: str, instants: list[int]) -> None:
    used = ZoneClock(zone)
    for instant in instants:
        assert used.rfc3339(Instant(instant)) == ZoneClock(zone).rfc3339(Instant(instant))


@given(SECONDS)
def test_a_civil_moment_is_a_date_and_a_time(when: dt.datetime) -> None:
    civil = civil_of(when)
    assert datetime_of(civil) == when
    assert date_of(day_of(civil)) == when.date()
    assert minute_of(civil) == when.hour * 60 + when.minute


@given(some.dates())
def test_a_day_is_its_ordinal(date: dt.date) -> None:
    assert civil_day(date) == date.toordinal()
    assert date_of(civil_day(date)) == date


@pytest.mark.parametrize(
    ("date", "hour", "minute", "exists", "certain"),
    [
        (JUMP, 1, 59, True, True),
        (JUMP, 2, 0, False, False),
        (JUMP, 2, 59, False, False),
        (JUMP, 3, 0, True, True),
        (BACK, 1, 59, True, True),
        (BACK, 2, 0, True, False),
        (BACK, 2, 59, True, False),
        (BACK, 3, 0, True, True),
        (dt.date(2026, 3, 28), 2, 30, True, True),
        (dt.date(2026, 3, 30), 2, 30, True, True),
    ],
)
def test_what_a_zone_jumps_over_or_shows_twice(
    date: dt.date, hour: int, minute: int, exists: bool, certain: bool
) -> None:
    paris = ZoneClock("Europe/Paris")
    assert paris.exists(at(date, hour, minute)) is exists
    assert paris.is_certain(at(date, hour, minute)) is certain
    assert paris.are_certain([civil_day(date)], hour * 3600 + minute * 60) is certain


def test_a_jump_of_half_an_hour_at_two_is_seen() -> None:
    howe = ZoneClock("Australia/Lord_Howe")
    spring = dt.date(2026, 10, 4)
    assert [howe.exists(at(spring, 2, minute)) for minute in (0, 29, 30)] == [False, False, True]


def test_one_uncertain_day_makes_a_row_of_days_uncertain() -> None:
    paris = ZoneClock("Europe/Paris")
    days = [civil_day(JUMP) + step for step in (-2, -1, 0, 1)]
    assert not paris.are_certain(days, 2 * 3600 + 1800)
    assert paris.are_certain(days, 12 * 3600)
    assert paris.are_certain([days[0], days[1], days[3]], 2 * 3600 + 1800)
    assert paris.are_certain([], 0)


def test_a_time_that_is_jumped_over_is_the_instant_as_if_nothing_had_jumped() -> None:
    paris = ZoneClock("Europe/Paris")
    assert paris.instant(at(JUMP, 2, 30)) == paris.instant(at(JUMP, 3, 30))


@pytest.mark.parametrize("name", ["Asia/Ho_Chi_Min", "Mars/Base", "", "../etc/passwd", "/UTC", "a"])
def test_a_zone_that_nobody_knows_is_told_with_a_remedy(name: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_zone(name)
    (found,) = caught.value.findings
    assert found.code == "unknown-timezone"
    assert name in found.render("vi")


def test_a_slip_in_a_zone_is_mended() -> None:
    with pytest.raises(ContentError, match="Asia/Ho_Chi_Minh"):
        ZoneClock("Asia/Ho_Chi_Min")


def test_every_zone_that_is_known_can_be_opened() -> None:
    assert {"Asia/Ho_Chi_Minh", "Asia/Vientiane", "UTC"} <= zone_names()
    for name in sorted(zone_names())[::20]:
        assert load_zone(name).key == name


@pytest.mark.parametrize(
    ("minute", "text"),
    [(0, "00:00"), (59, "00:59"), (60, "01:00"), (1439, "23:59"), (1440, "24:00")],
)
def test_a_clock_is_written_in_four_digits(minute: int, text: str) -> None:
    assert clock_text(MinuteOfDay(minute)) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (0, "0:00"),
        (9, "0:09"),
        (59, "0:59"),
        (60, "1:00"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (3661, "1:01:01"),
        (86_400, "24:00:00"),
    ],
)
def test_a_length_is_written_as_in_a_plan(span: int, text: str) -> None:
    assert span_text(Span(span)) == text


def test_midnight_at_the_end_of_a_day_is_the_next_days_beginning() -> None:
    day = CivilDay(739_953)
    assert moment(day, MinuteOfDay(1440)) == (day + 1) * DAY
    assert day_of(moment(day, MinuteOfDay(1439))) == day


@pytest.mark.parametrize(
    "zone",
    ["Asia/Ho_Chi_Minh", "Europe/Paris", "UTC", "Africa/Casablanca", "Pacific/Apia"],
)
def test_instants_side_by_side_are_those_one_by_one(zone: str) -> None:
    """Also where clocks changed only once, change for ever, or a day was left out."""
    spans = {
        "1942-12-20": 30,
        "1975-06-01": 30,
        "2011-12-20": 20,
        "2015-08-01": 30,
        "2026-03-01": 90,
    }
    for begin, count in spans.items():
        first = civil_day(dt.date.fromisoformat(begin))
        days = [CivilDay(first + n) for n in range(count)]
        for second in (0, 9000, 86_399, 86_400 + 9000):
            one_by_one = ZoneClock(zone)
            wanted = [one_by_one.instant(CivilMoment(day * DAY + second)) for day in days]
            assert ZoneClock(zone).instants(days, second) == wanted
            assert ZoneClock(zone).instants(days[:1], second) == wanted[:1]
    assert ZoneClock(zone).instants([], 0) == []


def test_clocks_that_change_no_more_are_known_from_the_zone_data() -> None:
    changes, goes_on = load_changes("Asia/Ho_Chi_Minh")
    assert dt.date.fromordinal(changes[-1]) == dt.date(1975, 6, 12)
    assert not goes_on
    assert load_changes("Europe/Paris")[1]
    assert load_changes("UTC") == ((), False)
