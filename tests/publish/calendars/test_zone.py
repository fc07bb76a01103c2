"""VTIMEZONE: another reader of it gives every hour the offset that the zone has."""

from __future__ import annotations

import datetime as dt
import io
import zoneinfo

import pytest
from dateutil.tz import tzical

from radioprog.publish.calendars.zone import timezone_block
from radioprog.schedule.days.civil import ZoneClock


def block(name: str, first: int = 2025, last: int = 2027) -> str:
    return timezone_block(ZoneClock(name), first, last).decode().replace("\r\n", "\n")


def test_a_zone_without_changes_is_one_block() -> None:
    assert block("Asia/Ho_Chi_Minh") == (
        "BEGIN:VTIMEZONE\nTZID:Asia/Ho_Chi_Minh\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0700\nTZOFFSETTO:+0700\nTZNAME:+07\nEND:STANDARD\nEND:VTIMEZONE\n"
    )


def test_yearly_changes_are_rules_that_go_on() -> None:
    assert block("Europe/Berlin") == (
        "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\n"
        "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\n"
        "TZNAME:CET\nEND:STANDARD\n"
        "BEGIN:DAYLIGHT\nDTSTART:20240331T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        "TZNAME:CEST\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n"
        "BEGIN:STANDARD\nDTSTART:20241027T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
        "TZNAME:CET\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n"
        "END:VTIMEZONE\n"
    )


def test_a_rule_that_a_law_ended_ends_with_its_last_change_in_utc() -> None:
    text = block("America/New_York", 2005, 2008)
    assert "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z" in text
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\n" in text
    assert "TZOFFSETFROM:-0500\nTZOFFSETTO:-0400" in text


def test_an_odd_offset_keeps_its_minutes_and_seconds() -> None:
    assert "TZOFFSETTO:+0545" in block("Asia/Kathmandu")
    assert "TZOFFSETFROM:+070630" in block("Asia/Ho_Chi_Minh", 1911, 1912)
    assert "TZOFFSETFROM:-0330\nTZOFFSETTO:-0230" in block("America/St_Johns")


def test_a_zone_that_is_in_summer_on_new_years_day_opens_with_it() -> None:
    opening = block("Australia/Sydney").split("BEGIN:")[2]
    assert opening.startswith("DAYLIGHT\nDTSTART:19700101T000000\nTZOFFSETFROM:+1100")


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Asia/Ho_Chi_Minh", 2026, 2027),
        ("Europe/Berlin", 2026, 2027),
        ("America/New_York", 2005, 2008),
        ("Australia/Lord_Howe", 2026, 2026),
        ("America/Sao_Paulo", 2017, 2020),
        ("Asia/Tehran", 2021, 2023),
        ("Africa/Casablanca", 2024, 2025),
        ("Pacific/Apia", 2010, 2012),
        ("America/Caracas", 2015, 2017),
    ],
)
def test_another_reader_gives_every_hour_the_same_offset(name: str, first: int, last: int) -> None:
    judge = tzical(io.StringIO(block(name, first, last))).get(name)
    zone = zoneinfo.ZoneInfo(name)
    wall, wrong = dt.datetime(first, 1, 1, 0, 30), []
    while wall.year <= last:
        there = wall.replace(tzinfo=zone)
        doubtful = there.utcoffset() != there.replace(fold=1).utcoffset()
        if not doubtful and there.utcoffset() != wall.replace(tzinfo=judge).utcoffset():
            wrong.append(wall)
        wall += dt.timedelta(hours=1)
    assert wrong == []
