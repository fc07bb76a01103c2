"""Holidays: the words for them, the local list over the public one, days within bounds."""

from __future__ import annotations

import datetime as dt

import pytest

from radioprog.schedule.days.civil import civil_day, date_of
from radioprog.schedule.days.holidays import Almanac, LocalHoliday, holiday_words, public_holidays

PLAIN = Almanac()
MARKET = LocalHoliday(dt.date(2026, 5, 20), "Hội chợ phiên")
WORKED = LocalHoliday(dt.date(2026, 9, 2), "Quốc khánh", off=False)
LOCAL = Almanac((MARKET, WORKED))


def days(almanac: Almanac, word: str, first: str, last: str) -> list[str]:
    key = almanac.key_of(word)
    assert key is not None
    bounds = (civil_day(dt.date.fromisoformat(each)) for each in (first, last))
    return [date_of(day).isoformat() for day in almanac.days_of(frozenset({key}), *bounds)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("tết dương lịch", ["2026-01-01"]),
        ("Tết Tây", ["2026-01-01"]),
        ("new year", ["2026-01-01"]),
        ("giỗ tổ", ["2026-04-26", "2026-04-27"]),
        ("chiến thắng", ["2026-04-30"]),
        ("GIẢI PHÓNG", ["2026-04-30"]),
        ("reunification day", ["2026-04-30"]),
        ("quốc tế lao động", ["2026-05-01"]),
        ("labour day", ["2026-05-01"]),
    ],
)
def test_a_word_means_its_days_of_2026(word: str, expected: list[str]) -> None:
    found = days(PLAIN, word, "2026-01-01", "2026-12-31")
    assert expected[0] in found
    assert set(found) <= set(expected)


def test_the_lunar_new_year_is_a_run_of_days_around_the_first() -> None:
    found = days(PLAIN, "tết", "2026-01-01", "2026-12-31")
    assert "2026-02-17" in found
    assert len(found) >= 5
    dates = [dt.date.fromisoformat(each) for each in found]
    assert all(dt.date(2026, 2, 10) < each < dt.date(2026, 2, 28) for each in dates)
    assert found == sorted(found)


def test_the_first_of_january_is_no_lunar_new_year() -> None:
    new_year = civil_day(dt.date(2026, 1, 1))
    assert not PLAIN.is_day_of(PLAIN.key_of("tết") or "", new_year)
    assert PLAIN.is_day_of(PLAIN.key_of("lễ") or "", new_year)


@pytest.mark.parametrize("word", sorted(holiday_words()))
def test_every_word_that_is_offered_has_days_in_ten_years(word: str) -> None:
    assert days(PLAIN, word, "2026-01-01", "2035-12-31")


@pytest.mark.parametrize("word", ["", "ngày", "chủ nhật", "hội chợ phiên", "christmas"])
def test_another_word_is_no_holiday(word: str) -> None:
    assert PLAIN.key_of(word) is None


def test_bounds_count_both_their_days() -> None:
    assert days(PLAIN, "lễ", "2026-04-30", "2026-05-01") == ["2026-04-30", "2026-05-01"]
    assert days(PLAIN, "lễ", "2026-04-29", "2026-04-29") == []
    assert days(PLAIN, "tết dương lịch", "2025-12-31", "2027-01-01") == ["2026-01-01", "2027-01-01"]


def test_the_place_has_a_day_of_its_own() -> None:
    day = civil_day(MARKET.date)
    assert LOCAL.name_of(day) == "Hội chợ phiên"
    assert LOCAL.is_day_of(LOCAL.key_of("hội chợ phiên") or "", day)
    assert LOCAL.is_day_of(LOCAL.key_of("lễ") or "", day)
    assert PLAIN.name_of(day) is None
    assert days(LOCAL, "HỘI CHỢ PHIÊN", "2026-01-01", "2026-12-31") == ["2026-05-20"]


def test_a_holiday_that_is_worked_here_is_none() -> None:
    day = civil_day(WORKED.date)
    assert PLAIN.name_of(day) is not None
    assert LOCAL.name_of(day) is None
    assert not LOCAL.is_day_of(LOCAL.key_of("lễ") or "", day)
    assert "2026-09-02" not in days(LOCAL, "quốc khánh", "2026-01-01", "2026-12-31")


def test_only_the_years_own_days_are_given() -> None:
    for year in (2025, 2026, 2030):
        found = public_holidays(year)
        assert list(found) == sorted(found)
        assert {date.year for date in found} == {year}
        assert len(found) >= 10
