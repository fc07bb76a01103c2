"""The words for days: what a producer would say is what is meant."""

from __future__ import annotations

import datetime as dt

import pytest

from radioprog.schedule.days.civil import CivilDay, civil_day
from radioprog.schedule.days.holidays import Almanac, LocalHoliday, public_holidays
from radioprog.schedule.days.rules import lunar_day
from radioprog.schedule.days.words import parse_days

MARCH = [civil_day(dt.date(2026, 3, day)) for day in range(1, 32)]  # 1 March 2026 is a Sunday


def days_of(words: str) -> list[int]:
    rule, findings = parse_days(words)
    assert not [each.render("en") for each in findings if each.code != "rare-day"]
    found = rule.days(MARCH[0], MARCH[-1], Almanac())
    assert found == [day for day in MARCH if rule.names(day, Almanac())]
    return [dt.date.fromordinal(day).day for day in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("T3, T5, T7, CN", [1, 3, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 22, 24, 26, 28, 29, 31]),
        ("hằng ngày", list(range(1, 32))),
        ("hàng ngày", list(range(1, 32))),
        ("daily", list(range(1, 32))),
        ("T2-CN", list(range(1, 32))),
        ("mon-fri", [d for d in range(1, 32) if (d - 2) % 7 < 5]),
        ("T2–T6", [d for d in range(1, 32) if (d - 2) % 7 < 5]),
        ("thứ hai đến thứ sáu", [d for d in range(1, 32) if (d - 2) % 7 < 5]),
        ("ngày thường", [d for d in range(1, 32) if (d - 2) % 7 < 5]),
        ("cuối tuần", [1, 7, 8, 14, 15, 21, 22, 28, 29]),
        ("hằng ngày trừ CN", [d for d in range(1, 32) if (d - 1) % 7]),
        ("T2-T7, trừ T5", [d for d in range(1, 32) if (d - 1) % 7 not in (0, 4)]),
        ("daily except sat, sun", [d for d in range(1, 32) if (d - 2) % 7 < 5]),
        ("trừ T7, CN", [d for d in range(1, 32) if (d - 2) % 7 < 5]),
        ("hằng ngày trừ rằm", [d for d in range(1, 32) if d != 3]),
        ("CN, ngày 15 trừ 2026-03-08", [1, 15, 22, 29]),
        ("T2 trừ T2", []),
        ("T2 T4 T6", [2, 4, 6, 9, 11, 13, 16, 18, 20, 23, 25, 27, 30]),
        ("T2/T4", [2, 4, 9, 11, 16, 18, 23, 25, 30]),
        ("từ T2 tới T6", [d for d in range(1, 32) if (d - 2) % 7 < 5]),
        ("cả tuần", list(range(1, 32))),
        ("CN-T2", [1, 2, 8, 9, 15, 16, 22, 23, 29, 30]),
        ("T7-CN", [1, 7, 8, 14, 15, 21, 22, 28, 29]),
        ("CN", [1, 8, 15, 22, 29]),
        ("chủ nhật", [1, 8, 15, 22, 29]),
        ("sunday", [1, 8, 15, 22, 29]),
        ("thứ 2, 4", [2, 4, 9, 11, 16, 18, 23, 25, 30]),
        ("ngày 15 hằng tháng", [15]),
        ("ngày 1, 15 hằng tháng", [1, 15]),
        ("ngày 31", [31]),
        ("ngày cuối tháng", [31]),
        ("last day", [31]),
        ("15th", [15]),
        ("thứ 7 tuần thứ 2", [14]),
        ("second saturday", [14]),
        ("2nd sat of the month", [14]),
        ("chủ nhật cuối tháng", [29]),
        ("last sunday", [29]),
        ("T2 tuần thứ 5", [30]),
        ("T4 tuần thứ 5", []),
        ("thứ hai đầu tháng", [2]),
        ("rằm", [3]),
        ("mùng 1", [19]),
        ("lunar 15", [3]),
        ("15 âm lịch", [3]),
        ("rằm tháng giêng", [3]),
        ("rằm tháng 7", []),
        ("mùng một", [19]),
        ("1/2 âm lịch", [19]),
        ("2026-03-08", [8]),
        ("8/3/2026", [8]),
        ("8/3", [8]),
        ("ngày 8 tháng 3", [8]),
        ("T3, 2026-03-01", [1, 3, 10, 17, 24, 31]),
    ],
)
def test_words_name_days(words: str, expected: list[int]) -> None:
    assert days_of(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "T9",
        "thứ 8",
        "ngày 0",
        "ngày 32",
        "31/2",
        "2026-02-30",
        "mùng 31",
        "rằm tháng 13",
        "thứ 7 tuần thứ 6",
        "25",
        "hôm qua",
        "",
        ",",
        "T2-",
        "rằm rằm",
    ],
)
def test_what_means_nothing_is_an_error(words: str) -> None:
    _, findings = parse_days(words)
    assert findings and findings[0].code == "unknown-days"
    assert findings[0].remedy.vi


def test_holidays_by_name_and_the_local_list_over_them() -> None:
    almanac = Almanac(
        (
            LocalHoliday(dt.date(2026, 5, 19), "giỗ làng"),
            LocalHoliday(dt.date(2026, 9, 2), "x", False),
        )
    )
    rule, findings = parse_days("giỗ làng, quốc khánh", almanac)
    assert not findings
    first, last = civil_day(dt.date(2026, 1, 1)), civil_day(dt.date(2026, 12, 31))
    found = [dt.date.fromordinal(day).isoformat() for day in rule.days(first, last, almanac)]
    assert "2026-05-19" in found
    assert "2026-09-02" not in found
    assert parse_days("giỗ làng")[1]


@pytest.mark.parametrize("year", range(1990, 2050))
def test_two_libraries_agree_on_the_lunar_new_year(year: int) -> None:
    named = [date for date, name in public_holidays(year).items() if name == "Tết Nguyên Đán"]
    assert named
    for date in named:
        moon = lunar_day(civil_day(date))
        assert moon is not None
        assert (moon.month, moon.day, moon.leap) == (1, 1, False)


def test_the_moon_is_known_within_its_years_only() -> None:
    assert lunar_day(CivilDay(1)) is None


@pytest.mark.parametrize("words", ["hằng ngày trừ", "trừ", "T2-T6, trừ ,", "trừ hôm kia"])
def test_an_exception_without_a_day_is_told(words: str) -> None:
    _, findings = parse_days(words)
    assert [each.code for each in findings] == ["unknown-days"]


def test_weekdays_less_weekdays_are_plain_weekdays() -> None:
    rule, _ = parse_days("hằng ngày trừ CN")
    assert rule.weekdays == frozenset(range(6))
    assert rule.without is None


@pytest.mark.parametrize(
    ("words", "told"),
    [("T2, T4, T4", 1), ("T2, thứ hai", 1), ("T2-T6, T4", 0), ("thứ 2, 4", 0), ("T2, T4", 0)],
)
def test_a_weekday_that_stands_twice_is_told(words: str, told: int) -> None:
    _, findings = parse_days(words)
    assert [(each.code, each.is_error) for each in findings] == [("probable-slip", False)] * told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("ngày 31 hằng tháng", 1),
        ("ngày 29, ngày 30, ngày 31", 1),
        ("29/2", 1),
        ("thứ 7 tuần thứ 5", 1),
        ("30 âm lịch", 1),
        ("hằng ngày trừ ngày 31", 0),
        ("ngày 28", 0),
        ("ngày cuối tháng", 0),
        ("29/3", 0),
        ("29 âm lịch", 0),
        ("thứ 7 cuối tháng", 0),
    ],
)
def test_days_that_not_every_month_has_are_told_once(words: str, told: int) -> None:
    _, findings = parse_days(words)
    assert [each.code for each in findings] == ["rare-day"] * told
