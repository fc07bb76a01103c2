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


SMALL = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//a//b//VI
NAME:Lịch
X-WR-CALNAME:Lịch
REFRESH-INTERVAL;VALUE=DURATION:PT6H
BEGIN:VTIMEZONE
TZID:Z
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0700
TZOFFSETTO:+0700
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:a
DTSTAMP:20260101T000000Z
DTSTART;TZID=Z:20260303T170000
DTEND;TZID=Z:20260303T173000
SUMMARY:Tin
RRULE:FREQ=DAILY
END:VEVENT
BEGIN:VEVENT
UID:a
RECURRENCE-ID;TZID=Z:20260304T170000
DTSTAMP:20260101T000000Z
DTSTART;TZID=Z:20260304T180000
SUMMARY:Tin
END:VEVENT
END:VCALENDAR
"""


def told(text: str) -> list[tuple[str, int | None]]:
    """Codes and lines of what is found."""
    found = lint(text.replace("\n", "\r\n").encode(), shown="a.ics")
    assert all(each.place.file == "a.ics" for each in found)
    assert all(each.place.column == (1 if each.place.line else None) for each in found)
    return [(each.code, each.place.line) for each in found]


def test_a_small_calendar_is_clean() -> None:
    assert told(SMALL) == []


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ("SUMMARY:Tin\nRRULE", "SUMMARY:" + "x" * 67 + "\nRRULE", []),
        ("SUMMARY:Tin\nRRULE", "SUMMARY:" + "x" * 68 + "\nRRULE", [("ics-fold", 20)]),
        ("SUMMARY:Tin\nRRULE", "SUMMARY:a\tb\nRRULE", []),
        ("SUMMARY:Tin\nRRULE", "SUMMARY:a\x1fb\nRRULE", [("ics-control", 20)]),
        ("SUMMARY:Tin\nRRULE", "SUMMARY:a\x7fb\nRRULE", [("ics-control", 20)]),
        ("SUMMARY:Tin\nRRULE", "SUMMARY:\nRRULE", [("ics-summary", 15)]),
        ("NAME:Lịch\nX", "X-N:Lịch\nX", [("ics-name", 1)]),
        ("X-WR-CALNAME", "X-N", [("ics-name", 1)]),
        ("VERSION:2.0", "VERSION:1.0", [("ics-version", 1)]),
        ("VALUE=DURATION", "VALUE=duration", []),
        ("PRODID", "SOURCE:a\nPRODID", [("ics-value-kind", 3)]),
        ("PRODID", "SOURCE;VALUE=URI:a\nPRODID", []),
        ("TZID:Z\n", "TZID:Y\n", [("ics-zone", line) for line in (18, 19, 25, 27)]),
        (
            "DTSTAMP:20260101T000000Z\nDTSTART;TZID=Z:20260303T",
            "DTSTART;TZID=Z:20260303T",
            [("ics-missing", 15)],
        ),
        ("RRULE:FREQ=DAILY\n", "RRULE:FREQ=DAILY\nRRULE:FREQ=DAILY\n", [("ics-twice", 22)]),
        ("FREQ=DAILY", "FREQ=daily", []),
        ("FREQ=DAILY", "FREQ=YEARLY", [("ics-rule", 21)]),
        ("FREQ=DAILY", "FREQ=WEEKLY;WKST=MO;BYDAY=MO", []),
        ("FREQ=DAILY", "FREQ=DAILY;BYHOUR=5", [("ics-rule", 21)]),
        ("FREQ=DAILY", "FREQ=MONTHLY", [("ics-rule", 21)]),
        ("FREQ=DAILY", "FREQ=MONTHLY;BYDAY=1TU", []),
        ("FREQ=DAILY", "FREQ=DAILY;INTERVAL=1", []),
        ("FREQ=DAILY", "FREQ=DAILY;INTERVAL=0", [("ics-interval", 21)]),
        ("FREQ=DAILY", "FREQ=DAILY;COUNT=1", []),
        ("FREQ=DAILY", "FREQ=DAILY;COUNT=0", [("ics-count", 21)]),
        ("FREQ=DAILY", "FREQ=DAILY;COUNT=5000", []),
        ("FREQ=DAILY", "FREQ=DAILY;COUNT=5001", [("ics-count", 21)]),
        ("FREQ=DAILY", "FREQ=DAILY;COUNT=000000005", []),
        ("FREQ=DAILY", "FREQ=DAILY;COUNT=0000000005", [("ics-count", 21)]),
        ("FREQ=DAILY", "FREQ=DAILY;UNTIL=20260401T100000Z", []),
        ("FREQ=DAILY", "FREQ=DAILY;UNTIL=20260401T100000", [("ics-until", 21)]),
        ("20260303T173000", "20260303T170000", []),
        ("20260303T173000", "20260303T165959", [("ics-end", 15)]),
        ("20260303T173000", "20260304", []),
        ("SUMMARY:Tin\nRRULE", "SUMMARY:Tin\nSEQUENCE:0\nRRULE", []),
        ("SUMMARY:Tin\nRRULE", "SUMMARY:Tin\nSEQUENCE:-1\nRRULE", [("ics-sequence", 21)]),
        ("SUMMARY:Tin\nRRULE", "SUMMARY:Tin\nSTATUS:CANCELLED\nRRULE", []),
        ("SUMMARY:Tin\nRRULE", "SUMMARY:Tin\nATTACH;FMTTYPE=a/b:x\nRRULE", []),
        ("SUMMARY:Tin\nRRULE", "SUMMARY:Tin\nATTACH:x\nRRULE", [("ics-attach", 21)]),
        (
            "RECURRENCE-ID;TZID=Z:",
            "RECURRENCE-ID:",
            [("ics-floating", 25), ("ics-override-zone", 25)],
        ),
        ("UID:a\nREC", "UID:b\nREC", [("ics-no-master", 25)]),
        ("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=X;", [("ics-range", 25)]),
        (
            "RRULE:FREQ=DAILY\n",
            "RRULE:FREQ=DAILY\nEXDATE;TZID=Z:20260304T170000\n",
            [("ics-both", 26)],
        ),
        (
            "RRULE:FREQ=DAILY\n",
            "RRULE:FREQ=DAILY\nEXDATE;TZID=Z:20260305T170000,20260305T17000\n",
            [("ics-date", 22)],
        ),
        ("RECURRENCE-ID;TZID=Z:20260304T170000\n", "", [("ics-double", 23)]),
    ],
)
def test_each_bound_of_the_profile(was: str, now: str, found: list[tuple[str, int]]) -> None:
    assert SMALL.count(was) >= 1
    assert [each for each in told(SMALL.replace(was, now, 1)) if each[0] != "ics-value"] == found


def test_at_most_ten_of_a_kind_are_told_and_the_rest_is_counted() -> None:
    many = "X-A:" + "x" * 72 + "\n"
    for count, last in ((10, None), (11, "+1"), (25, "+15")):
        text = SMALL.replace("END:VCALENDAR", many * count + "END:VCALENDAR")
        found = lint(text.replace("\n", "\r\n").encode(), shown="a.ics")
        folds = [each for each in found if each.code == "ics-fold"]
        lines = [each.place.line for each in folds if each.place.line]
        assert lines == list(range(30, 40))
        rest = [each.message.en for each in folds if not each.place.line]
        assert len(rest) == (last is not None)
        assert last is None or last in rest[0]
        assert [each.code for each in found] == ["ics-fold"] * len(folds)


def test_a_line_end_of_one_sign_is_told_line_by_line() -> None:
    found = lint(SMALL.encode(), shown="a.ics")
    assert [each.place.line for each in found[:10]] == list(range(1, 11))
    assert {each.code for each in found} == {"ics-line-end"}


@pytest.mark.parametrize(("size", "told_of"), [(1_000_000, False), (1_000_001, True)])
def test_a_feed_may_have_a_megabyte(size: int, told_of: bool) -> None:
    data = SMALL.replace("\n", "\r\n").encode()
    head, end = data[:-15], data[-15:]
    room = size - len(data)
    lines, rest = divmod(room, 70)
    filling = (b"X-A:" + b"x" * 64 + b"\r\n") * (lines - 1)
    filling += b"X-A:" + b"x" * (64 + rest - 70 if rest > 8 else 64) + b"\r\n"
    filling += b"X-B:" + b"x" * (room - len(filling) - 6) + b"\r\n"
    whole = head + filling + end
    assert len(whole) == size
    assert ("ics-size" in {each.code for each in lint(whole, shown="a.ics")}) is told_of
