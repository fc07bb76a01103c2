"""The bytes of a calendar: each line of an event by what it was made of."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest

from radioprog.publish.calendars.calendar import CalendarWriter, Gone, Stamp, Venue, venue_of
from radioprog.publish.calendars.feed_item import FeedItem
from radioprog.schedule.airings.fill import StationSound
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.days.civil import CivilDay, CivilMoment, Instant, ZoneClock
from radioprog.schedule.stations.station_list import parse_stations
from tests.schedule.network import STATIONS, Desk

CLOCK = ZoneClock("Asia/Ho_Chi_Minh")
WINDOW = Desk("slots: []").window
DAY = WINDOW.first
START = CivilMoment(DAY * 86_400 + 63_000)
QB = Venue("qb", "Tỉnh", b"LOCATION:T\r\n")


def item(**facts: Any) -> FeedItem:
    known: dict[str, Any] = {
        "stem": "s.0",
        "start": START,
        "end": CivilMoment(START + 900),
        "summary": "Bản tin",
        "description": "Dòng một",
        "categories": ("thông thường",),
        "priority": 5,
        "base": DAY,
        "day": DAY,
    }
    return FeedItem(**(known | facts))


def written(one: FeedItem, *, sequence: int = 0, venue: Venue = QB, **more: Any) -> bytes:
    writer = CalendarWriter(CLOCK, WINDOW, "vi", **more)
    (common,) = writer.common([one])
    stamps = {(one.stem, common.recurrence): Stamp(sequence, DAY)}
    return writer.write(venue, [common], stamps)


def event(one: FeedItem, **more: Any) -> Any:
    (found,) = icalendar.Calendar.from_ical(written(one, **more)).walk("VEVENT")
    return found


def lines(one: FeedItem, name: str, **more: Any) -> list[str]:
    text = written(one, **more).decode().replace("\r\n ", "")
    body = text[text.index("BEGIN:VEVENT") :]
    return [each for each in body.split("\r\n") if each.partition(":")[0].partition(";")[0] == name]


def test_times_are_by_the_wall_or_in_utc_or_whole_days() -> None:
    zone = ";TZID=Asia/Ho_Chi_Minh:"
    assert lines(item(), "DTSTART") == [f"DTSTART{zone}20260301T173000"]
    assert lines(item(), "DTEND") == [f"DTEND{zone}20260301T174500"]
    certain = item(instants=(Instant(0), Instant(60)))
    assert lines(certain, "DTSTART") == ["DTSTART:19700101T000000Z"]
    assert lines(certain, "DTEND") == ["DTEND:19700101T000100Z"]
    assert lines(item(all_day=True), "DTSTART") == ["DTSTART;VALUE=DATE:20260301"]


def test_what_is_not_there_is_not_written() -> None:
    bare = written(item()).decode()
    for name in ("RRULE", "EXDATE", "RECURRENCE-ID", "RELATED-TO", "ATTACH", "URL", "VALARM"):
        assert name not in bare.partition("BEGIN:VEVENT")[2]
    assert "X-RADIOPROG-AIRING" not in bare


def test_rule_exceptions_and_relations() -> None:
    out = (START, CivilMoment(START + 86_400))
    one = item(rule="FREQ=DAILY", exdates=out, related="s.9", recurrence=START)
    zone = ";TZID=Asia/Ho_Chi_Minh:"
    assert lines(one, "RRULE") == ["RRULE:FREQ=DAILY"]
    assert lines(one, "EXDATE") == [f"EXDATE{zone}20260301T173000,20260302T173000"]
    assert lines(one, "RECURRENCE-ID") == [f"RECURRENCE-ID{zone}20260301T173000"]
    assert lines(one, "RELATED-TO") == ["RELATED-TO:s.9@qb.radioprog"]
    assert lines(one, "UID") == ["UID:s.0@qb.radioprog"]


def test_a_cancelled_event_says_so_in_title_status_and_time() -> None:
    gone = event(item(cancelled=True))
    assert (gone["SUMMARY"], gone["STATUS"], gone["TRANSP"]) == (
        "HỦY: Bản tin",
        "CANCELLED",
        "TRANSPARENT",
    )
    assert str(gone["SUMMARY"]).endswith(": Bản tin")
    live = event(item())
    assert (live["SUMMARY"], live["STATUS"], live["TRANSP"]) == ("Bản tin", "CONFIRMED", "OPAQUE")


@pytest.mark.parametrize("sequence", [0, 1, 61])
def test_a_revision_is_a_number_and_so_many_seconds(sequence: int) -> None:
    one = event(item(), sequence=sequence)
    assert one["SEQUENCE"] == sequence
    assert one["CREATED"].dt.isoformat() == "2026-03-01T00:00:00+00:00"
    age = one["LAST-MODIFIED"].dt - one["CREATED"].dt
    assert age.total_seconds() == sequence
    assert one["DTSTAMP"].dt == one["LAST-MODIFIED"].dt


SLOTTED = item(slot="s", run=1, day=CivilDay(DAY - 1), audio="a b/x.mp3", audio_size=7)


def test_an_event_of_a_slot_names_its_airing_page_and_sound() -> None:
    name = airing_id("qb", "s", 1, CivilDay(DAY - 1))
    one = event(SLOTTED, address="https://x.vn/", audio_url="https://a.vn/{station}/{path}")
    assert one["X-RADIOPROG-AIRING"] == name
    assert str(one["DESCRIPTION"]).splitlines()[0] == "Dòng một"
    assert str(one["DESCRIPTION"]).splitlines()[-1].endswith(f": {name}")
    assert one["URL"] == "https://x.vn/qb.html"
    assert one["ATTACH"] == "https://a.vn/qb/a%20b/x.mp3"
    assert (one["ATTACH"].params["FMTTYPE"], one["ATTACH"].params["SIZE"]) == ("audio/mpeg", "7")
    assert "ATTACH" not in event(SLOTTED) and "URL" not in event(SLOTTED)
    unknown = event(item(slot="s", audio="x.xyz"), audio_url="https://a.vn/{path}")
    assert unknown["ATTACH"].params["FMTTYPE"] == "application/octet-stream"
    assert "SIZE" not in unknown["ATTACH"].params
    assert "ATTACH" not in event(item(slot="s"), audio_url="https://a.vn/{path}")


def test_a_station_with_its_own_sound_gets_that() -> None:
    one = item(slot="s", programme="p", audio="all.mp3", audio_size=7)
    own = StationSound("qb", "qb.mp3", 9, "ab" * 32, 61.0)
    rest = StationSound("", "rest.mp3", 8, "cd" * 32, 60.0)
    url = "https://a.vn/{programme}/{path}"
    mine = event(one, audio_url=url, sounds={"p": {"qb": own, "": rest}})
    assert (mine["ATTACH"], mine["ATTACH"].params["SIZE"]) == ("https://a.vn/p/qb.mp3", "9")
    assert "ab" * 8 in mine["DESCRIPTION"]
    other = event(one, audio_url=url, sounds={"p": {"xx": own, "": rest}})
    assert other["ATTACH"] == "https://a.vn/p/rest.mp3"
    none = event(one, audio_url=url, sounds={"q": {"qb": own}})
    assert none["ATTACH"] == "https://a.vn/p/all.mp3"


@pytest.mark.parametrize(("alarm", "trigger"), [(60, "-PT1M"), (900, "-PT15M"), (959, "-PT15M")])
def test_an_alarm_rings_whole_minutes_before(alarm: int, trigger: str) -> None:
    assert f"TRIGGER:{trigger}\r\n" in written(SLOTTED, alarm=alarm).decode()
    off = item(slot="s", cancelled=True)
    assert "VALARM" not in written(off, alarm=alarm).decode()


def test_what_was_removed_stays_as_cancelled() -> None:
    writer = CalendarWriter(CLOCK, WINDOW, "vi")
    gone = Gone("s.5", "2026-02-01T17:30:00", "2026-02-01T17:45:00", "Cũ", Stamp(3, DAY))
    (found,) = icalendar.Calendar.from_ical(writer.write(QB, [], {}, [gone])).walk("VEVENT")
    assert (found["UID"], found["STATUS"], found["SEQUENCE"]) == (
        "s.5@qb.radioprog",
        "CANCELLED",
        3,
    )
    assert str(found["SUMMARY"]).endswith(": Cũ")
    assert found["DTSTART"].dt.isoformat() == "2026-02-01T17:30:00+07:00"


def test_the_digest_answers_for_what_is_said_and_where() -> None:
    writer = CalendarWriter(CLOCK, WINDOW, "vi", audio_url="https://a.vn/{path}")

    def digest(one: FeedItem, venue: Venue = QB) -> str:
        (common,) = writer.common([one])
        return writer.digest(common, venue.digest)

    same = digest(item())
    assert digest(item()) == same
    assert digest(item(base=CivilDay(DAY + 1), slot="x", run=3)) == same
    for other in (
        item(summary="Khác"),
        item(related="s.1"),
        item(audio="a.mp3"),
        item(end=CivilMoment(START + 60)),
    ):
        assert digest(other) != same
    assert digest(item(), Venue("qb", "Tỉnh", b"LOCATION:U\r\n")) != same
    assert digest(item(audio="a.mp3")) != digest(item(audio="a.mp3", audio_size=1))


def test_where_a_station_is() -> None:
    network, _ = parse_stations(STATIONS, file="s.csv")
    place = venue_of(network["dan-hoa"])
    assert place.lines.decode() == "LOCATION:Xã Dân Hóa\r\nGEO:17.710000;105.770000\r\n"
    assert b"GEO" not in venue_of(network["qb"]).lines
