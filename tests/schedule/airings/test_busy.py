"""A station's own calendar as busy time: followed exactly, or told; bounded whatever it says."""

from __future__ import annotations

import datetime as dt
import time

import icalendar
import pytest
import recurring_ical_events

from radioprog.schedule.airings import busy as limits
from radioprog.schedule.airings.busy import busy_times
from radioprog.schedule.conflicts.timetable import window_of
from radioprog.schedule.days.civil import ZoneClock, civil_day

CLOCK = ZoneClock("Asia/Ho_Chi_Minh")
WINDOW = window_of(civil_day(dt.date(2026, 3, 1)), 90)


def page(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{each}\r\nEND:VEVENT\r\n" for each in events)
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{zone}{body}END:VCALENDAR\r\n".encode()


def event(start: str, rest: str, *, uid: str = "a") -> str:
    return f"UID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Trực tiếp\r\nDTSTART{start}\r\n{rest}"


VN = ";TZID=Asia/Ho_Chi_Minh:"
FOLLOWED = {
    "once": event(f"{VN}20260303T170000", f"DTEND{VN}20260303T180000"),
    "daily": event(f"{VN}20250101T050000", "DURATION:PT30M\r\nRRULE:FREQ=DAILY;INTERVAL=3"),
    "weekly": event(f"{VN}20260101T050000", "DURATION:PT30M\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,SU"),
    "every other week": event(
        f"{VN}20260106T050000", "DURATION:PT30M\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU"
    ),
    "counted": event(f"{VN}20260225T050000", "DURATION:PT30M\r\nRRULE:FREQ=DAILY;COUNT=9"),
    "until": event(
        f"{VN}20260225T050000", "DURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20260305T220000Z"
    ),
    "monthly": event(f"{VN}20260131T050000", "DURATION:PT30M\r\nRRULE:FREQ=MONTHLY"),
    "last of the month": event(
        f"{VN}20260131T050000", "DURATION:PT30M\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1"
    ),
    "nth weekday": event(
        f"{VN}20260110T050000", "DURATION:PT1H\r\nRRULE:FREQ=MONTHLY;BYDAY=2SA,-1FR"
    ),
    "yearly": event(f"{VN}20200311T050000", "DURATION:PT1H\r\nRRULE:FREQ=YEARLY"),
    "left out": event(
        f"{VN}20260301T050000",
        f"DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=5\r\nEXDATE{VN}20260303T050000",
    ),
    "in UTC": event(":20260302T220000Z", "DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3"),
    "whole day": event(";VALUE=DATE:20260310", "DTEND;VALUE=DATE:20260312"),
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_busy_times_are_those_of_another_reader(name: str) -> None:
    data = page(FOLLOWED[name])
    times, findings = busy_times(data, clock=CLOCK, window=WINDOW, shown="a.ics")
    assert not findings
    first = dt.datetime(2026, 3, 1, tzinfo=CLOCK.zone)
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(
        first, first + dt.timedelta(days=90)
    )

    def instant(value) -> int:
        if not isinstance(value, dt.datetime):
            value = dt.datetime(value.year, value.month, value.day, tzinfo=CLOCK.zone)
        return int(value.timestamp())

    expected = sorted((instant(e.start), instant(e.end)) for e in found)
    assert [(each.start, each.end) for each in times] == expected
    assert expected


def test_a_changed_occurrence_takes_the_place_of_its_own() -> None:
    series = event(f"{VN}20260301T050000", "DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3")
    moved = event(f"{VN}20260302T090000", f"DURATION:PT1H\r\nRECURRENCE-ID{VN}20260302T050000")
    gone = event(f"{VN}20260303T050000", f"STATUS:CANCELLED\r\nRECURRENCE-ID{VN}20260303T050000")
    times, _ = busy_times(page(series, moved, gone), clock=CLOCK, window=WINDOW, shown="a")
    assert [CLOCK.rfc3339(each.start)[:16] for each in times] == [
        "2026-03-01T05:00",
        "2026-03-02T09:00",
    ]


HOSTILE = {
    "interval of nothing": "RRULE:FREQ=DAILY;INTERVAL=0",
    "every second": "RRULE:FREQ=SECONDLY;COUNT=999999999",
    "billions": "RRULE:FREQ=DAILY;COUNT=9999999999",
    "by the hour": "RRULE:FREQ=DAILY;BYHOUR=1,2,3",
    "by the lunar calendar": "RRULE:RSCALE=CHINESE;FREQ=YEARLY",
    "never": "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2",
    "two rules of nonsense": "RRULE:FREQ=;INTERVAL=x",
    "a week without end": "RRULE:FREQ=WEEKLY;BYSETPOS=1;BYDAY=MO",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("start", [f"{VN}20260301T050000", f"{VN}19000101T050000"])
def test_hostile_rules_end_at_once(name: str, start: str) -> None:
    begun = time.process_time()
    times, findings = busy_times(
        page(event(start, "DURATION:PT1H\r\n" + HOSTILE[name])),
        clock=CLOCK,
        window=WINDOW,
        shown="a.ics",
    )
    assert time.process_time() - begun < 2
    assert findings or name == "billions"
    assert len(times) <= 92


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff",
        b"BEGIN:VCALENDAR\r\n" * 3000,
        page("UID:a"),
        page("DTSTART:99999999T000000Z"),
        page(*[event(":20260303T000000Z", "DURATION:PT1H", uid=str(n)) for n in range(5001)]),
        page(event(f"{VN}00010101T000000", "DURATION:P9999999D\r\nRRULE:FREQ=DAILY")),
        page(event(f"{VN}20260303T050000", f"DTEND{VN}20250303T050000")),
    ],
)
def test_any_bytes_are_answered(data: bytes) -> None:
    begun = time.process_time()
    times, findings = busy_times(data, clock=CLOCK, window=WINDOW, shown="a.ics")
    assert time.process_time() - begun < 5
    assert findings or not times


def busy(data: bytes):
    times, findings = busy_times(data, clock=CLOCK, window=WINDOW, shown="a.ics")
    seen = [
        (CLOCK.rfc3339(each.start)[5:16], CLOCK.rfc3339(each.end)[5:16], each.title)
        for each in times
    ]
    return seen, [(each.code, each.kind.variant) for each in findings]


ONCE = event(f"{VN}20260303T170000", "DURATION:PT1H")


@pytest.mark.parametrize("keep", [1.0, 0.97, 0.9, 0.7, 0.5, 0.2])
def test_a_file_that_is_cut_off_is_told_and_never_half_read(keep: float) -> None:
    data = page(ONCE, event(f"{VN}20260304T170000", "DURATION:PT1H", uid="b"))
    seen, codes = busy(data[: int(len(data) * keep)])
    if keep == 1.0:
        assert (len(seen), codes) == (2, [])
    else:
        assert (seen, codes) == ([], [("not-a-calendar", "truncated")])


@pytest.mark.parametrize("data", [b"", b"\r\n", b"  \n\t"])
def test_an_empty_file_is_told(data: bytes) -> None:
    assert busy(data) == ([], [("not-a-calendar", "empty")])


def test_a_calendar_without_events_is_no_fault() -> None:
    assert busy(page()) == ([], [])


def test_a_change_from_one_run_on_is_told() -> None:
    series = event(f"{VN}20260301T050000", "DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3")
    recurrence = f"RECURRENCE-ID;RANGE=THISANDFUTURE{VN}20260302T050000"
    changed = event(f"{VN}20260302T090000", f"DURATION:PT1H\r\n{recurrence}")
    seen, codes = busy(page(series, changed))
    assert codes == [("busy-rule-unknown", "")]
    assert ("03-02T09:00", "03-02T10:00", "Trực tiếp") in seen


def test_two_rules_of_one_event_are_told() -> None:
    both = "DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\nRRULE:FREQ=WEEKLY;COUNT=2"
    assert busy(page(event(f"{VN}20260303T050000", both)))[1] == [("busy-rule-unknown", "")]


def test_an_added_period_brings_its_own_length() -> None:
    periods = "RDATE;VALUE=PERIOD:20260305T100000Z/PT2H,20260306T100000Z/20260306T103000Z"
    seen, codes = busy(page(event(f"{VN}20260303T170000", f"DURATION:PT1H\r\n{periods}")))
    assert not codes
    assert [each[:2] for each in seen] == [
        ("03-03T17:00", "03-03T18:00"),
        ("03-05T17:00", "03-05T19:00"),
        ("03-06T17:00", "03-06T17:30"),
    ]


def free_busy(*lines: str) -> bytes:
    body = "UID:f\r\nDTSTAMP:20260101T000000Z\r\n" + "\r\n".join(lines)
    part = f"BEGIN:VFREEBUSY\r\n{body}\r\nEND:VFREEBUSY\r\n".encode()
    return page().replace(b"END:VCALENDAR", part + b"END:VCALENDAR")


def test_busy_time_by_its_own_component_counts_and_free_time_does_not() -> None:
    seen, codes = busy(
        free_busy(
            "FREEBUSY:20260303T100000Z/PT1H,20260304T100000Z/20260304T113000Z",
            "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260305T100000Z/PT30M",
            "FREEBUSY;FBTYPE=FREE:20260306T100000Z/PT1H",
        )
    )
    assert not codes
    assert [each[:2] for each in seen] == [
        ("03-03T17:00", "03-03T18:00"),
        ("03-04T17:00", "03-04T18:30"),
        ("03-05T17:00", "03-05T17:30"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        page(event(f"{VN}20260303T170000", f"DTEND{VN}20260303T160000")),
        page(event(f"{VN}20260303T170000", "DURATION:-PT1H")),
        free_busy("FREEBUSY:20260304T113000Z/20260304T100000Z"),
        page(
            event(
                f"{VN}20260303T170000",
                "DURATION:PT0S\r\nRDATE;VALUE=PERIOD:20260305T100000Z/20260304T100000Z",
            )
        ),
    ],
)
def test_time_that_runs_backwards_is_told(data: bytes) -> None:
    seen, codes = busy(data)
    assert not seen
    assert codes in ([("busy-event-unreadable", "")], [("not-a-calendar", "")])


def test_more_events_than_anybody_has_are_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_EVENTS", 3)
    four = page(
        *[event(f"{VN}2026030{n}T050000", "DURATION:PT1H", uid=str(n)) for n in range(1, 5)]
    )
    times, findings = busy_times(four, clock=CLOCK, window=WINDOW, shown="a.ics")
    assert times == ()
    assert [(each.code, each.params["count"]) for each in findings] == [("busy-too-many", 4)]
    three = page(
        *[event(f"{VN}2026030{n}T050000", "DURATION:PT1H", uid=str(n)) for n in range(1, 4)]
    )
    times, findings = busy_times(three, clock=CLOCK, window=WINDOW, shown="a.ics")
    assert (len(times), findings) == (3, ())


def test_more_busy_times_than_can_be_weighed_are_cut_and_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOST_BUSY", 5)
    data = page(event(f"{VN}20260302T050000", "DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=6"))
    times, findings = busy_times(data, clock=CLOCK, window=WINDOW, shown="a.ics")
    assert [CLOCK.rfc3339(each.start)[:10] for each in times] == [
        f"2026-03-0{day}" for day in range(2, 7)
    ]
    assert [each.code for each in findings] == ["busy-too-many"]


def test_a_calendar_that_takes_too_many_steps_is_told_by_its_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "_MOST_STEPS", 100)
    data = page(event(f"{VN}20250101T050000", "DURATION:PT1H\r\nRRULE:FREQ=DAILY"))
    times, findings = busy_times(data, clock=CLOCK, window=WINDOW, shown="a.ics")
    assert times == ()
    assert [each.code for each in findings] == ["busy-too-long"]
    assert "Trực tiếp" in findings[0].render("vi")


@pytest.mark.parametrize(("year", "followed"), [(1899, False), (1900, True), (1901, True)])
def test_a_rule_may_have_begun_long_ago(year: int, followed: bool) -> None:
    data = page(event(f"{VN}{year}0305T050000", "DURATION:PT1H\r\nRRULE:FREQ=YEARLY"))
    times, findings = busy_times(data, clock=CLOCK, window=WINDOW, shown="a.ics")
    assert [CLOCK.rfc3339(each.start)[:10] for each in times] == ["2026-03-05"] * followed
    assert bool(findings) is not followed


def test_a_title_is_cut_where_nobody_reads_on() -> None:
    long = event(f"{VN}20260303T050000", "DURATION:PT1H").replace("Trực tiếp", "x" * 300)
    ((time_,), _) = busy_times(page(long), clock=CLOCK, window=WINDOW, shown="a.ics")
    assert time_.title == "x" * 200


def test_an_end_without_a_beginning_closes_nothing() -> None:
    _, codes = busy(b"END:VEVENT\r\n" + page(ONCE))
    assert codes != [("not-a-calendar", "truncated")]
    crossed = page(ONCE).replace(b"END:VEVENT\r\nEND:VCALENDAR", b"END:VCALENDAR\r\nEND:VEVENT")
    assert busy(crossed)[0] == []
    assert busy(crossed)[1][0][0] == "not-a-calendar"
