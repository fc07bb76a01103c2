"""The rules that decide, each line of the contract a test of its own."""

from __future__ import annotations

import datetime as dt

import pytest

from radioprog.kernel.units import Seconds
from radioprog.schedule.airings.assignments import Busy
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.days.civil import Instant
from tests.schedule.network import STATIONS, Desk

SLOT = """slots:
  - {id: s, series: vb, stations: tag:bien-gioi, days: "T3, T7", at: 17:30, length: 15:00,
     from: 2026-03-01, to: 2026-12-31, repeats: [hôm sau 05:30]}
"""


def slots(*lines: str, exceptions: tuple[str, ...] = (), more: str = "") -> str:
    text = "slots:\n" + "".join(f"  - {{{line}}}\n" for line in lines)
    if exceptions:
        text += "exceptions:\n" + "".join(f"  - {{{line}}}\n" for line in exceptions)
    return text + more


ONE = "id: s, stations: cha-lo, days: 2026-03-03, at: 17:30, length: 15:00"


def test_the_example_of_the_contract_holds() -> None:
    desk = Desk(SLOT)
    assert desk.times("cha-lo") == [
        ("2026-03-03T17:30", "first", "planned"),
        ("2026-03-04T05:30", "repeat", "planned"),
        ("2026-03-07T17:30", "first", "planned"),
    ]
    assert desk.airings("cha-lo")[1]["of"] == "2026-03-03T17:30:00+07:00"
    assert list(desk.airings("cha-lo")[0]) == [
        "station",
        "id",
        "slot",
        "series",
        "programme",
        "episode",
        "start",
        "end",
        "kind",
        "priority",
        "status",
        "of",
    ]


def test_airings_are_ordered_by_station_and_start() -> None:
    found = [(each["station"], each["start"]) for each in Desk(SLOT, days=60).airings()]
    assert found == sorted(found)


def test_from_and_to_bound_first_runs_only() -> None:
    plan = slots(
        "id: s, stations: cha-lo, days: hằng ngày, at: 23:30, length: 10:00, from: 2026-03-02, "
        "to: 2026-03-02, repeats: [+3 ngày 05:30]"
    )
    assert Desk(plan).times("cha-lo") == [
        ("2026-03-02T23:30", "first", "planned"),
        ("2026-03-05T05:30", "repeat", "planned"),
    ]


def test_a_repeat_counts_though_its_first_run_lies_before_the_window() -> None:
    assert Desk(SLOT, first="2026-03-04", days=1).times("cha-lo") == [
        ("2026-03-04T05:30", "repeat", "planned")
    ]


def test_validity_is_tested_on_the_repeats_own_day() -> None:
    plan = slots(
        "id: s, stations: tag:bien-gioi, days: 2026-06-30, at: 17:30, length: 15:00, "
        "repeats: [hôm sau 05:30]"
    )
    desk = Desk(plan, first="2026-06-30", days=2)
    assert desk.times("dan-hoa") == [("2026-06-30T17:30", "first", "planned")]
    assert desk.times("dan-hoa-moi") == [("2026-07-01T05:30", "repeat", "planned")]


def test_a_cancelled_first_run_cancels_its_repeats() -> None:
    desk = Desk(SLOT + "exceptions: [{slot: s, date: 2026-03-03, cancel: bão}]")
    assert desk.times("cha-lo") == [
        ("2026-03-03T17:30", "first", "cancelled"),
        ("2026-03-04T05:30", "repeat", "cancelled"),
        ("2026-03-07T17:30", "first", "planned"),
    ]


def test_a_cancelled_repeat_leaves_its_first_run() -> None:
    desk = Desk(SLOT + "exceptions: [{slot: s, date: 2026-03-03, run: 1, cancel: bão}]")
    assert [each[2] for each in desk.times("cha-lo")] == ["planned", "cancelled", "planned"]


def test_a_repeat_may_be_named_by_its_own_day() -> None:
    desk = Desk(SLOT + "exceptions: [{slot: s, date: 2026-03-04, run: 1, cancel: bão}]")
    assert [each[2] for each in desk.times("cha-lo")] == ["planned", "cancelled", "planned"]


def test_repeats_follow_a_moved_first_run() -> None:
    desk = Desk(SLOT + "exceptions: [{slot: s, date: 2026-03-03, move: 2026-03-05 17:00}]")
    assert desk.times("cha-lo") == [
        ("2026-03-05T17:00", "first", "moved"),
        ("2026-03-06T05:30", "repeat", "moved"),
        ("2026-03-07T17:30", "first", "planned"),
    ]
    assert desk.airings("cha-lo")[0]["of"] == "2026-03-03T17:30:00+07:00"
    assert desk.airings("cha-lo")[1]["of"] == "2026-03-05T17:00:00+07:00"


def test_a_repeat_that_would_come_before_its_moved_first_run_is_cancelled_and_told() -> None:
    plan = slots(ONE + ", repeats: [19:00]", exceptions=("slot: s, date: 2026-03-03, move: 20:00",))
    desk = Desk(plan)
    assert desk.times("cha-lo") == [
        ("2026-03-03T19:00", "repeat", "cancelled"),
        ("2026-03-03T20:00", "first", "moved"),
    ]
    assert "repeat-before-first" in desk.codes()


def test_move_and_programme_stand_together_and_run_and_stations_narrow() -> None:
    exceptions = (
        "slot: s, date: 2026-03-03, stations: cha-lo, move: 18:15, programme: dac-biet",
        "slot: s, date: 2026-03-03, run: 1, stations: dan-hoa, length: 5:00",
    )
    plan = SLOT + "exceptions:\n" + "".join(f"  - {{{each}}}\n" for each in exceptions)
    desk = Desk(plan, episodes=(ProgrammeEntry("dac-biet", "Đặc biệt"),))
    assert not desk.loaded
    first, repeat = desk.airings("cha-lo")[:2]
    assert (first["start"][11:16], first["programme"], first["status"]) == (
        "18:15",
        "dac-biet",
        "moved",
    )
    assert (repeat["programme"], repeat["status"]) == ("dac-biet", "planned")
    first, repeat = desk.airings("dan-hoa")[:2]
    assert (first["end"][11:16], repeat["end"][11:16]) == ("17:45", "05:35")


def test_two_exceptions_for_one_are_an_error() -> None:
    both = "exceptions: [{slot: s, date: 2026-03-03, cancel: a}, {slot: s, date: 2026-03-03, "
    assert "exception-twice" in Desk(SLOT + both + "move: 18:00}]").codes()
    assert "exception-twice" in Desk(SLOT + both + "run: first, move: 18:00}]").codes()
    assert "exception-twice" not in Desk(SLOT + both + "run: 1, move: 18:00}]").codes()
    apart = (
        "exceptions: [{slot: s, date: 2026-03-03, stations: cha-lo, cancel: a}, "
        "{slot: s, date: 2026-03-03, stations: dan-hoa, move: 18:00}]"
    )
    assert "exception-twice" not in Desk(SLOT + apart).codes()


def test_an_exception_that_meets_nothing_is_told() -> None:
    assert (
        "exception-without-airing"
        in Desk(SLOT + "exceptions: [{slot: s, date: 2026-03-02, cancel: a}]").codes()
    )


def test_without_a_programme_an_airing_stays_and_the_series_is_told_once() -> None:
    desk = Desk(SLOT, episodes=(ProgrammeEntry("a", "A", "vb", 1),), days=30)
    programmes = [(e["start"][:10], e["programme"], e["episode"]) for e in desk.airings("cha-lo")]
    assert programmes[:3] == [
        ("2026-03-03", "a", 1),
        ("2026-03-04", "a", 1),
        ("2026-03-07", None, None),
    ]
    dry = [each for each in desk.audit().findings() if each.code == "series-dry"]
    assert [each.details["date"] for each in dry] == ["2026-03-07"]
    assert not dry[0].is_error


def test_fill_next_passes_over_cancelled_dates_and_special_programmes() -> None:
    episodes = (
        *(ProgrammeEntry(f"so-{n}", "T", "vb", n) for n in (2, 1, 3)),
        ProgrammeEntry("x", "X"),
    )
    plan = SLOT + (
        "exceptions: [{slot: s, date: 2026-03-07, cancel: a}, "
        "{slot: s, date: 2026-03-10, programme: x}]"
    )
    desk = Desk(plan, episodes=episodes, days=20)
    firsts = [
        e["programme"]
        for e in desk.airings("cha-lo")
        if e["kind"] == "first" and e["status"] == "planned"
    ]
    assert firsts == ["so-1", "x", "so-2", "so-3"]


def test_what_a_date_airs_does_not_depend_on_the_window() -> None:
    episodes = tuple(ProgrammeEntry(f"so-{n}", "T", "vb", n) for n in range(1, 60))
    whole = Desk(SLOT, episodes=episodes, days=120).airings("cha-lo")
    part = Desk(SLOT, episodes=episodes, first="2026-05-01", days=20).airings("cha-lo")
    assert part == [each for each in whole if "2026-05-01" <= each["start"][:10] <= "2026-05-20"]
    assert part[0]["programme"] is not None


def test_fill_dated_and_by_name() -> None:
    dated = ProgrammeEntry("d", "D", "vb", 5, date=dt.date(2026, 3, 7))
    by_date = Desk(SLOT.replace("repeats:", "fill: dated, repeats:"), episodes=(dated,), days=9)
    found = {e["start"][:10]: e["programme"] for e in by_date.airings("cha-lo")}
    assert found == {"2026-03-03": None, "2026-03-04": None, "2026-03-07": "d", "2026-03-08": "d"}
    named = Desk(SLOT.replace("repeats:", "fill: d.md, repeats:"), episodes=(dated,))
    assert {e["programme"] for e in named.airings("cha-lo")} == {"d"}
    wrong = Desk(SLOT.replace("repeats:", "fill: dd, repeats:"), episodes=(dated,))
    assert "unknown-programme" in wrong.codes()


def test_only_what_is_approved_airs_where_that_is_asked_and_its_place_stays() -> None:
    episodes = (ProgrammeEntry("a", "A", "vb", 1), ProgrammeEntry("b", "B", "vb", 2, approved=True))
    desk = Desk(SLOT, episodes=episodes, approved_only=True)
    firsts = [e["programme"] for e in desk.airings("cha-lo") if e["kind"] == "first"]
    assert firsts == [None, "b"]
    named = Desk(
        SLOT.replace("repeats:", "fill: a, repeats:"), episodes=episodes, approved_only=True
    )
    assert {e["programme"] for e in named.airings("cha-lo")} == {None}
    allowed = Desk(
        SLOT.replace("repeats:", "fill: b, repeats:"), episodes=episodes, approved_only=True
    )
    assert {e["programme"] for e in allowed.airings("cha-lo")} == {"b"}


def test_relays_are_airings_and_never_moved() -> None:
    relay = (
        "relays: [{id: vov, name: VOV1, stations: all, days: hằng ngày, at: 06:00, length: 30:00}]"
    )
    desk = Desk(relay, days=1)
    (found,) = desk.airings("qb")
    assert (found["kind"], found["slot"], found["series"]) == ("relay", "vov", None)
    move = "\nexceptions: [{slot: vov, date: 2026-03-01, move: 07:00}]"
    assert "relay-is-fixed" in Desk(relay + move).codes()
    cancel = "\nexceptions: [{slot: vov, date: 2026-03-01, cancel: sửa máy}]"
    assert Desk(relay + cancel, days=1).times("qb") == [("2026-03-01T06:00", "relay", "cancelled")]


PROFILE = """profiles:
  p: {sessions: 1, longest: 40:00, earliest: 05:30, latest: 21:00, days: T2-T6}
"""
WITH_PROFILE = STATIONS.replace("qb,Tỉnh Quảng Bình,province,,vi,,", "qb,Tỉnh,province,,vi,,p")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("days: 2026-03-02, at: 05:29, length: 10:00", "profile-earliest"),
        ("days: 2026-03-02, at: 20:55, length: 5:01", "profile-latest"),
        ("days: 2026-03-01, at: 17:00, length: 10:00", "profile-days"),
        ("days: 2026-03-02, at: 17:00, length: 40:01", "profile-longest"),
        ("days: 2026-03-02, at: 17:00, length: 10:00, repeats: [17:15]", "profile-sessions"),
    ],
)
def test_a_breach_of_a_profile_is_a_warning_that_cites_it(line: str, code: str) -> None:
    desk = Desk(PROFILE + slots(f"id: s, stations: qb, {line}"), stations=WITH_PROFILE)
    (found,) = [each for each in desk.audit().findings() if each.code == code]
    assert not found.is_error
    assert "p" in found.message.en.split()[1]
    assert len(desk.airings("qb")) >= 1


@pytest.mark.parametrize(
    "line",
    [
        "days: 2026-03-02, at: 05:30, length: 10:00",
        "days: 2026-03-02, at: 20:45, length: 15:00",
        "days: 2026-03-02, at: 17:00, length: 40:00",
        "days: 2026-03-02, at: 17:00, length: 10:00, repeats: [17:14]",
    ],
)
def test_what_just_keeps_a_profile_is_not_told(line: str) -> None:
    desk = Desk(PROFILE + slots(f"id: s, stations: qb, {line}"), stations=WITH_PROFILE)
    assert not [code for code in desk.codes() if code.startswith("profile-")]


def test_relays_count_in_a_session_unless_exempt_and_emergencies_never() -> None:
    plan = slots(
        "id: s, stations: qb, days: 2026-03-02, at: 17:00, length: 20:00",
        "id: khan, stations: qb, days: 2026-03-02, at: 03:00, length: 5:00, priority: khẩn cấp",
        more="relays: [{id: r, stations: qb, days: T2, at: 17:20, length: 30:00}]\n",
    )
    assert "profile-longest" in Desk(PROFILE + plan, stations=WITH_PROFILE).codes()
    exempt = PROFILE.replace("days: T2-T6", "days: T2-T6, exempt: [relay]")
    codes = Desk(exempt + plan, stations=WITH_PROFILE).codes()
    assert not [code for code in codes if code.startswith("profile-")]


def test_priority_goes_first_and_what_gave_way_is_listed() -> None:
    plan = slots(
        "id: thuong, stations: qb, days: 2026-03-02, at: 17:00, length: 10:00",
        "id: uu-tien, stations: qb, days: 2026-03-02, at: 17:05, length: 5:00, priority: ưu tiên",
    )
    desk = Desk(plan)
    assert desk.times("qb", "uu-tien") == [("2026-03-02T17:05", "first", "planned")]
    assert desk.times("qb", "thuong") == [("2026-03-02T17:10", "first", "moved")]
    codes = desk.codes()
    assert "pre-empted" in codes
    assert "overlap" not in codes


def test_what_finds_no_room_is_dropped_and_a_relay_is_not_moved_by_priority() -> None:
    plan = slots(
        "id: thuong, stations: qb, days: 2026-03-02, at: 17:00, length: 10:00",
        "id: sau, stations: qb, days: 2026-03-02, at: 17:12, length: 10:00",
        "id: uu-tien, stations: qb, days: 2026-03-02, at: 17:05, length: 5:00, priority: priority",
    )
    assert Desk(plan).times("qb", "thuong") == [("2026-03-02T17:00", "first", "cancelled")]
    relayed = slots(
        "id: uu-tien, stations: qb, days: 2026-03-02, at: 17:05, length: 5:00, priority: priority",
        more="relays: [{id: r, stations: qb, days: T2, at: 17:00, length: 30:00}]\n",
    )
    assert "overlap" in Desk(relayed).codes()
    urgent = Desk(relayed.replace("priority: priority", "priority: emergency"))
    assert urgent.times("qb", "r") == [("2026-03-02T17:00", "relay", "planned")]
    assert "overlap" not in urgent.codes()


def test_two_priority_items_are_the_communes_to_order_and_both_are_shown() -> None:
    plan = slots(
        "id: a, stations: qb, days: 2026-03-02, at: 17:00, length: 10:00, priority: ưu tiên",
        "id: b, stations: qb, days: 2026-03-02, at: 17:05, length: 10:00, priority: ưu tiên",
    )
    desk = Desk(plan)
    (found,) = [each for each in desk.audit().findings() if each.code == "priority-clash"]
    assert found.is_error
    assert found.details["slots"] == ["a", "b"]
    words = " / ".join(each["what"].en for each in found.details["choices"])
    assert "b first, then a" in words
    assert "move b" in words
    assert [each["status"] for each in desk.airings("qb")] == ["planned", "planned"]


def test_an_emergency_repeats_until_it_is_ended_or_superseded() -> None:
    plan = slots(
        "id: bao-1, series: bao, stations: qb, days: 2026-03-02, at: 08:00, length: 3:00, "
        'priority: khẩn cấp, repeats: ["mỗi 2 giờ đến 2026-03-02 18:00"]',
        "id: bao-2, series: bao, stations: qb, days: 2026-03-02, at: 13:00, length: 3:00, "
        'priority: khẩn cấp, repeats: ["mỗi 3 giờ đến 2026-03-02 23:00"]',
    )
    desk = Desk(plan)
    assert desk.times("qb", "bao-1") == [
        ("2026-03-02T08:00", "first", "planned"),
        ("2026-03-02T10:00", "repeat", "planned"),
        ("2026-03-02T12:00", "repeat", "planned"),
        ("2026-03-02T14:00", "repeat", "cancelled"),
        ("2026-03-02T16:00", "repeat", "cancelled"),
        ("2026-03-02T18:00", "repeat", "cancelled"),
    ]
    assert [each[0][11:] for each in desk.times("qb", "bao-2")] == [
        "13:00",
        "16:00",
        "19:00",
        "22:00",
    ]


def test_an_overlap_begins_only_where_two_are_really_on_air_together() -> None:
    touching = slots(
        "id: a, stations: qb, days: T2, at: 23:30, length: 30:00",
        "id: b, stations: qb, days: T3, at: 00:00, length: 10:00",
    )
    assert "overlap" not in Desk(touching).codes()
    over = touching.replace("length: 30:00", "length: 30:01")
    assert "overlap" in Desk(over).codes()


def test_a_slot_may_clash_with_its_own_repeat() -> None:
    plan = slots(
        "id: a, stations: qb, days: hằng ngày, at: 17:00, length: 10:00, repeats: [hôm sau 17:05]"
    )
    (found,) = [each for each in Desk(plan).audit().findings() if each.code == "overlap"]
    assert found.details["slots"] == ["a"]
    assert found.details["choices"]


def test_an_overrun_is_weighed_by_what_is_known_of_the_length() -> None:
    plan = slots(
        "id: a, stations: qb, series: vb, days: 2026-03-02, at: 17:00, length: 10:00",
        "id: b, stations: qb, days: 2026-03-02, at: 17:10, length: 10:00",
    )
    built = Desk(
        plan,
        episodes=(ProgrammeEntry("x", "X", "vb", 1, None, Seconds(610.0), True),),
        first="2026-03-02",
    )
    assert "overrun" not in built.codes()  # a series without `from` and without a date is dry
    plan = plan.replace("series: vb", "series: vb, from: 2026-03-02")
    found = {
        (length, done): [
            each.severity.value
            for each in Desk(
                plan, episodes=(ProgrammeEntry("x", "X", "vb", 1, None, Seconds(length), done),)
            )
            .audit()
            .findings()
            if each.code == "overrun"
        ]
        for length, done in [(601.0, True), (602.0, True), (620.0, False), (640.0, False)]
    }
    assert found == {
        (601.0, True): [],
        (602.0, True): ["error"],
        (620.0, False): [],
        (640.0, False): ["warning"],
    }


def test_a_gap_before_a_relay_is_noted() -> None:
    plan = slots(
        "id: a, stations: qb, days: 2026-03-02, at: 05:40, length: 16:00",
        more="relays: [{id: r, stations: qb, days: T2, at: 06:00, length: 30:00}]\n",
    )
    (found,) = [each for each in Desk(plan).audit().findings() if each.code == "gap-before-relay"]
    assert found.severity.value == "info"
    assert "05:44" in found.details["choices"][0]["what"].en


def test_a_station_that_is_busy_is_told_with_a_way_out() -> None:
    start = int(dt.datetime.fromisoformat("2026-03-03T17:00:00+07:00").timestamp())
    busy = {"cha-lo": (Busy(Instant(start), Instant(start + 3600), "Trực tiếp"),)}
    desk = Desk(slots(ONE), busy=busy)
    (found,) = [each for each in desk.audit().findings() if each.code == "station-busy"]
    assert "18:00" in found.details["choices"][0]["what"].en


def test_clocks_forward_and_back_keep_civil_time_and_length() -> None:
    plan = slots("id: s, stations: qb, days: CN, at: 02:30, length: 45:00")
    spring = Desk(plan, zone="Europe/Paris", first="2026-03-22", days=15)
    assert [(e["start"], e["end"]) for e in spring.airings("qb")] == [
        ("2026-03-22T02:30:00+01:00", "2026-03-22T03:15:00+01:00"),
        ("2026-03-29T03:30:00+02:00", "2026-03-29T04:15:00+02:00"),
        ("2026-04-05T02:30:00+02:00", "2026-04-05T03:15:00+02:00"),
    ]
    autumn = Desk(plan, zone="Europe/Paris", first="2026-10-25", days=1)
    assert [(e["start"], e["end"]) for e in autumn.airings("qb")] == [
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:15:00+01:00"),
    ]


def test_leap_days_and_short_months() -> None:
    plan = slots("id: s, stations: qb, days: ngày 29 hằng tháng, at: 05:00, length: 1:00")
    in_2028 = [e["start"][5:10] for e in Desk(plan, first="2028-01-01", days=91).airings("qb")]
    assert in_2028 == ["01-29", "02-29", "03-29"]
    in_2027 = [e["start"][5:10] for e in Desk(plan, first="2027-01-01", days=90).airings("qb")]
    assert in_2027 == ["01-29", "03-29"]


def test_local_holidays_lie_over_the_public_ones() -> None:
    plan = slots(
        "id: s, stations: qb, days: hằng ngày, at: 05:00, length: 1:00, skip: lễ",
        more="holidays:\n  - {date: 2026-09-02, name: Quốc khánh, off: false}\n"
        "  - {date: 2026-09-05, name: nghỉ bù, off: true}\n",
    )
    dates = {e["start"][:10] for e in Desk(plan, first="2026-08-31", days=7).airings("qb")}
    assert "2026-09-02" in dates
    assert "2026-09-05" not in dates
    assert "2026-09-01" not in dates
