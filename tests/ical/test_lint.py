"""The lint: our own feeds are clean, and each line of the profile that is broken is found."""

from __future__ import annotations

import pytest

from radioprog.ical.lint import DEEPEST, lint, physical_lines, read_page
from tests.publish.feeds import feeds
from tests.publish.test_calendar_readers import EPISODES, PLAN
from tests.schedule.network import STATIONS, Desk


@pytest.fixture(scope="module")
def feed() -> bytes:
    desk = Desk(PLAN, episodes=EPISODES, first="2026-02-10", days=60)
    return feeds(desk)["cha-lo"]


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/Los_Angeles"])
def test_our_own_feeds_keep_the_profile(zone: str) -> None:
    desk = Desk(PLAN, zone=zone, episodes=EPISODES, first="2026-02-10", days=300)
    for data in feeds(desk).values():
        assert [each.render("en") for each in lint(data, shown="a.ics")] == []


def test_long_names_with_accents_are_folded_on_letters() -> None:
    name = "Cụm thông tin đối ngoại cửa khẩu quốc tế Cha Lo, xã Dân Hóa, huyện Minh Hóa; " * 3
    stations = STATIONS.replace("Cụm thông tin cửa khẩu Cha Lo", f'"{name.strip()}"')
    desk = Desk(PLAN, stations=stations, episodes=EPISODES, first="2026-02-10", days=30)
    data = feeds(desk)["cha-lo"]
    assert [each.render("en") for each in lint(data, shown="a.ics")] == []
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert b"\\, x" in data.replace(b"\r\n ", b"")


BROKEN = {
    "ics-line-end": lambda d: d.replace(b"\r\n", b"\n"),
    "ics-fold": lambda d: d.replace(b"SUMMARY:", b"SUMMARY:" + b"x" * 80, 1),
    "ics-control": lambda d: d.replace(b"SUMMARY:", b"SUMMARY:\x07", 1),
    "ics-utf8": lambda d: d.replace(b"SUMMARY:", b"SUMMARY:\xc3", 1),
    "ics-nfc": lambda d: d.replace(b"SUMMARY:", "SUMMARY:a\u0301".encode(), 1),
    "ics-version": lambda d: d.replace(b"VERSION:2.0\r\n", b""),
    "ics-prodid": lambda d: d.replace(b"PRODID:-//radioprog//radioprog//VI\r\n", b""),
    "ics-method": lambda d: d.replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:PUBLISH"),
    "ics-name": lambda d: d.replace(b"X-WR-CALNAME", b"X-WR-X"),
    "ics-refresh": lambda d: d.replace(b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n", b""),
    "ics-value-kind": lambda d: d.replace(b";VALUE=DURATION", b""),
    "ics-missing": lambda d: d.replace(b"DTSTAMP:", b"X-STAMP:", 1),
    "ics-twice": lambda d: d.replace(b"SEQUENCE:0", b"UID:z", 1),
    "ics-summary": lambda d: d.replace(b"SUMMARY:", b"X-S:", 1),
    "ics-unsafe-property": lambda d: d.replace(
        b"SEQUENCE:0", b"RDATE;TZID=Asia/Ho_Chi_Minh:20260301T000000", 1
    ),
    "ics-date": lambda d: d.replace(b":20260401T210000", b":20260231T210000", 1),
    "ics-zone": lambda d: d.replace(b"DTSTART;TZID=Asia/Ho_Chi_Minh", b"DTSTART;TZID=Nowhere", 1),
    "ics-floating": lambda d: d.replace(b"DTSTART;TZID=Asia/Ho_Chi_Minh:", b"DTSTART:", 1),
    "ics-end": lambda d: d.replace(b":20260401T211000", b":20260401T201000", 1),
    "ics-status": lambda d: d.replace(b"STATUS:CONFIRMED", b"STATUS:MAYBE", 1),
    "ics-sequence": lambda d: d.replace(b"SEQUENCE:0", b"SEQUENCE:-1", 1),
    "ics-attach": lambda d: d.replace(b"SEQUENCE:0", b"ATTACH:https://a/b.mp3", 1),
    "ics-rule": lambda d: d.replace(b"RRULE:FREQ=DAILY", b"RRULE:FREQ=DAILY;BYHOUR=5,6", 1),
    "ics-interval": lambda d: d.replace(b"RRULE:FREQ=DAILY", b"RRULE:FREQ=DAILY;INTERVAL=0", 1),
    "ics-count": lambda d: d.replace(b"FREQ=DAILY", b"FREQ=DAILY;COUNT=99999999999", 1),
    "ics-until": lambda d: d.replace(b"T103000Z", b"T103000", 1),
    "ics-utc-series": lambda d: d.replace(
        b"DTSTART;TZID=Asia/Ho_Chi_Minh:20260220T234500", b"DTSTART:20260220T164500Z", 1
    ),
    "ics-override-rule": lambda d: d.replace(
        b"RECURRENCE-ID;", b"RRULE:FREQ=DAILY\r\nRECURRENCE-ID;", 1
    ),
    "ics-range": lambda d: d.replace(b"RECURRENCE-ID;", b"RECURRENCE-ID;RANGE=THISANDFUTURE;", 1),
    "ics-no-master": lambda d: d.replace(b"UID:vung-bien.0@", b"UID:other.0@", 1),
    "ics-override-zone": lambda d: d.replace(
        b"RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:", b"RECURRENCE-ID;TZID=UTC:", 1
    ),
    "ics-both": lambda d: d.replace(b":20260217T173000", b":20260303T173000,20260217T173000", 1),
    "ics-alarm": lambda d: d.replace(b"END:VEVENT", b"BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT", 1),
    "ics-double": lambda d: d.replace(b"END:VCALENDAR", _one_event(d) + b"END:VCALENDAR"),
    "ics-syntax": lambda d: d.replace(b"END:VEVENT\r\n", b"", 1),
    "ics-one-calendar": lambda d: d + d,
    "ics-size": lambda d: d.replace(
        b"END:VCALENDAR", (b"X-A:" + b"x" * 60 + b"\r\n") * 20000 + b"END:VCALENDAR"
    ),
}


def _one_event(data: bytes) -> bytes:
    begin = data.index(b"BEGIN:VEVENT")
    return data[begin : data.index(b"END:VEVENT") + len(b"END:VEVENT\r\n")]


@pytest.mark.parametrize("code", BROKEN)
def test_each_line_of_the_profile_is_held(feed: bytes, code: str) -> None:
    broken = BROKEN[code](feed)
    assert broken != feed
    found = [each for each in lint(broken, shown="a.ics") if each.code == code]
    assert found
    assert found[0].message.vi and found[0].remedy.vi
    if code not in ("ics-size", "ics-value"):
        assert found[0].place.line


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 1000,
        b"BEGIN:VCALENDAR\r\n" * 5000,
        b"BEGIN:X\r\n" * 100 + b"END:Y\r\n" * 100,
        b"\xff\xfe" + "BEGIN:VCALENDAR".encode("utf-16-le"),
        b"a;" * 100_000 + b":\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nRRULE:FREQ=SECONDLY;INTERVAL=0;COUNT=" + b"9" * 4000,
        b"BEGIN:VCALENDAR\r\nX" + b"\r\n " * 50_000 + b"\r\nEND:VCALENDAR\r\n",
    ],
)
def test_any_bytes_are_answered(data: bytes) -> None:
    assert lint(data, shown="a.ics")


def page(text: str):
    return read_page(physical_lines(text.replace("\n", "\r\n").encode()))


@pytest.mark.parametrize("fold", [" ", "\t"])
def test_a_line_folded_by_space_or_tab_is_one_line(fold: str) -> None:
    read = page(f"BEGIN:VCALENDAR\nSUMMARY:Bản tin\n{fold}vùng biên\nEND:VCALENDAR\n")
    assert read.senseless == ()
    (line,) = read.blocks[0].lines
    assert (line.value, line.number) == ("Bản tinvùng biên", 2)


def test_a_component_that_is_not_closed_is_told_where_it_begins() -> None:
    read = page("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nEND:VCALENDAR\n")
    assert read.senseless == (1, 2, 4)
    assert not read.blocks[0].blocks[0].closed
    whole = page("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n")
    assert whole.senseless == ()
    assert whole.blocks[0].closed
    assert whole.blocks[0].blocks[0].closed


def test_a_property_outside_any_component_is_told() -> None:
    assert page("UID:a\nBEGIN:VCALENDAR\nEND:VCALENDAR\nUID:b\n").senseless == (1, 4)


def test_an_end_without_its_begin_is_told() -> None:
    assert page("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\nEND:VCALENDAR\n").senseless == (2, 4)


def test_nesting_is_bounded() -> None:
    def nested(depth: int) -> str:
        return "BEGIN:A\n" * depth + "END:A\n" * depth

    assert page(nested(DEEPEST - 1)).senseless == ()
    assert DEEPEST in page(nested(DEEPEST)).senseless


def test_a_parameter_in_quotes_holds_any_mark() -> None:
    (line,) = page('BEGIN:A\nX;P="a;b:c,d";Q=e:f:g\nEND:A\n').blocks[0].lines
    assert (line.parameters, line.value) == ({"P": "a;b:c,d", "Q": "e"}, "f:g")
