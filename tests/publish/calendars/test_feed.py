"""From slots to the items of a feed: what is a series, which days it leaves out, what is alone."""

from __future__ import annotations

import datetime as dt

import pytest

from radioprog.kernel.findings import Text
from radioprog.kernel.units import Seconds
from radioprog.publish.calendars.feed import FeedMaker
from radioprog.publish.calendars.feed_item import FeedItem, closing_notice, words_for
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.days.civil import CivilDay, Span, civil_day, datetime_of
from tests.schedule.network import Desk

SLOT = "id: s, name: Bản tin, stations: qb, at: 17:30, length: 15:00"


def desk(slot: str, exceptions: str = "", **more: object) -> Desk:
    text = f"slots: [{{{SLOT}, {slot}}}]\n"
    return Desk(text + (f"exceptions: [{exceptions}]\n" if exceptions else ""), **more)  # type: ignore[arg-type]


def items(made: Desk, **more: object) -> list[FeedItem]:
    plan = dict(made.planner.by_station(made.window))["qb"]
    return FeedMaker(made.planner, made.window, "vi", **more).items(plan)  # type: ignore[arg-type]


def shown(found: list[FeedItem]) -> list[tuple[str, str, str]]:
    return [
        (each.stem, f"{datetime_of(each.start):%m-%d %H:%M}", each.rule or "") for each in found
    ]


@pytest.mark.parametrize(
    ("days", "rule", "first"),
    [
        ("hằng ngày", "FREQ=DAILY", "03-01"),
        ('"T2, T5"', "FREQ=WEEKLY;BYDAY=MO,TH", "03-02"),
        ('"CN"', "FREQ=WEEKLY;BYDAY=SU", "03-01"),
        ('"thứ 3 tuần thứ 1"', "FREQ=MONTHLY;BYDAY=1TU", "03-03"),
        ('"thứ 6 tuần cuối"', "FREQ=MONTHLY;BYDAY=-1FR", "03-27"),
    ],
)
def test_rules_that_readers_agree_on_are_series(days: str, rule: str, first: str) -> None:
    (found,) = items(desk(f"days: {days}"))
    assert shown([found]) == [("s.0", f"{first} 17:30", rule)]
    assert (found.last, found.exdates, found.related) == (None, (), None)
    assert found.end - found.start == 900
    assert found.day == found.start // 86_400


def test_other_days_are_events_of_their_own_within_the_window() -> None:
    found = items(desk('days: "2026-03-03, 2026-03-07, 2026-03-08"'))
    assert shown(found) == [
        ("s.0.20260303", "03-03 17:30", ""),
        ("s.0.20260307", "03-07 17:30", ""),
    ]


def test_a_repeat_is_a_series_of_its_own_related_to_the_first() -> None:
    first, second, third = items(desk('days: "T2, CN", repeats: [20:00, hôm sau 05:30]'))
    assert shown([first, second, third]) == [
        ("s.0", "03-01 17:30", "FREQ=WEEKLY;BYDAY=MO,SU"),
        ("s.1", "03-01 20:00", "FREQ=WEEKLY;BYDAY=MO,SU"),
        ("s.2", "03-02 05:30", "FREQ=WEEKLY;BYDAY=MO,TU"),
    ]
    assert [each.related for each in (first, second, third)] == [None, "s.0", "s.0"]
    assert (third.later, third.day) == (1, civil_day(dt.date(2026, 3, 1)))
    assert [each.summary for each in (first, second)] == ["Bản tin", "Bản tin (PL)"]


def test_a_repeat_of_a_monthly_slot_on_the_next_day_is_no_series() -> None:
    found = items(desk('days: "thứ 3 tuần thứ 1", repeats: [20:00, hôm sau 05:30]'))
    assert shown(found) == [
        ("s.0", "03-03 17:30", "FREQ=MONTHLY;BYDAY=1TU"),
        ("s.1", "03-03 20:00", "FREQ=MONTHLY;BYDAY=1TU"),
        ("s.2.20260304", "03-04 05:30", ""),
    ]


def test_a_slots_own_days_bound_its_series() -> None:
    (found,) = items(desk("days: hằng ngày, from: 2026-02-10, to: 2026-03-20"))
    assert shown([found]) == [("s.0", "02-10 17:30", "FREQ=DAILY;UNTIL=20260320T103000Z")]
    assert found.last == civil_day(dt.date(2026, 3, 20))
    assert found.base == civil_day(dt.date(2026, 2, 10))
    (later,) = items(desk('days: "T2", to: 2026-03-20, repeats: [hôm sau 05:30]'))[1:]
    assert later.rule == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260316T223000Z"
    assert later.last == civil_day(dt.date(2026, 3, 17))


def test_a_stations_own_days_bound_it_too() -> None:
    text = "slots: [{id: s, stations: minh-hoa, days: hằng ngày, at: 17:30, length: 15:00}]"
    made = Desk(text, first="2026-06-25", days=3)
    plan = dict(made.planner.by_station(made.window))["minh-hoa"]
    (found,) = FeedMaker(made.planner, made.window, "vi").items(plan)
    assert found.rule == "FREQ=DAILY;UNTIL=20260630T103000Z"


def test_without_a_beginning_it_begins_when_it_was_first_published() -> None:
    (found,) = items(desk("days: hằng ngày"), begins={"s": civil_day(dt.date(2026, 2, 3))})
    assert shown([found])[0][1] == "02-03 17:30"
    assert found.base == civil_day(dt.date(2000, 1, 1))


def test_days_left_out_are_left_out_of_the_series() -> None:
    (found,) = items(desk('days: hằng ngày, skip: "2026-03-01, 2026-03-04, 2027-01-01"'))
    assert shown([found]) == [("s.0", "03-02 17:30", "FREQ=DAILY")]
    out = [f"{datetime_of(each):%Y-%m-%d %H:%M}" for each in found.exdates]
    assert out == ["2026-03-04 17:30", "2027-01-01 17:30"]


DAILY = desk("days: hằng ngày").plan.slots[0]


def test_a_change_within_its_day_is_an_override() -> None:
    series, change = items(desk("days: hằng ngày", "{slot: s, date: 2026-03-03, move: 19:00}"))
    assert series.exdates == ()
    assert (change.stem, change.cancelled) == ("s.0", False)
    assert f"{datetime_of(change.recurrence or change.start):%d %H:%M}" == "03 17:30"
    assert f"{datetime_of(change.start):%d %H:%M}" == "03 19:00"
    assert change.last == civil_day(dt.date(2026, 3, 3))


def test_a_move_to_or_past_another_day_of_the_series_is_an_event_of_its_own() -> None:
    for days, date, alone in (
        ("hằng ngày", "2026-03-04", True),
        ('"T3, T5"', "2026-03-04", False),
        ('"T3, T5"', "2026-03-05", True),
        ('"T3, T5"', "2026-03-06", True),
        ('"T3, CN"', "2026-03-02", False),
        ('"T3, CN"', "2026-03-01", True),
    ):
        made = desk(f"days: {days}", f"{{slot: s, date: 2026-03-03, move: {date} 08:00}}")
        series, change = items(made)
        assert (change.stem == "s.0.20260303") is alone, (days, date)
        assert (change.recurrence is None) is alone
        assert len(series.exdates) == alone


def test_what_is_cancelled_is_shown_or_hidden() -> None:
    made = desk("days: hằng ngày", "{slot: s, date: 2026-03-03, cancel: mất điện}")
    series, gone = items(made)
    assert (gone.cancelled, gone.stem, series.exdates) == (True, "s.0", ())
    assert "Mất điện" in gone.description or "mất điện" in gone.description
    (series,) = items(made, hide_cancelled=True)
    assert [f"{datetime_of(each):%d %H:%M}" for each in series.exdates] == ["03 17:30"]


def test_a_change_beyond_the_window_is_in_the_feed_all_the_same() -> None:
    made = desk("days: hằng ngày", "{slot: s, date: 2026-05-03, move: 19:00}")
    assert f"{datetime_of(items(made)[1].start):%m-%d %H:%M}" == "05-03 19:00"


def test_repeats_at_even_steps_are_events() -> None:
    made = desk('days: 2026-03-03, repeats: ["mỗi 2 giờ đến 2026-03-03 22:00"], priority: khẩn cấp')
    assert shown(items(made)) == [
        ("s.0.20260303", "03-03 17:30", ""),
        ("s.1.20260303", "03-03 19:30", ""),
        ("s.2.20260303", "03-03 21:30", ""),
    ]


def test_an_hour_that_the_clocks_jump_over_makes_no_series() -> None:
    text = "slots: [{id: s, stations: qb, days: CN, at: 02:30, length: 15:00}]"
    made = Desk(text, zone="Europe/Paris", first="2026-03-22", days=14)
    assert [each.rule for each in items(made)] == [None, None]
    safe = Desk(text.replace("02:30", "03:30"), zone="Europe/Paris", first="2026-03-22", days=14)
    assert [each.rule for each in items(safe)] == ["FREQ=WEEKLY;BYDAY=SU"]


# --- the words ---

ENTRY = ProgrammeEntry(
    "bai",
    "Bài  một",
    "vb",
    3,
    None,
    Seconds(899.6),
    True,
    topics=("biên giới", "lúa"),
    producer="Trần Lan",
    audio="../build/bai/bai.mp3",
    audio_sha256="0123456789abcdef0123",
)


def test_a_programme_is_said_with_all_that_is_known() -> None:
    summary, description, categories = words_for(DAILY, 0, ENTRY, Span(900), "vi")
    assert summary == "Bài một - số 3"
    assert description.splitlines() == [
        "Chủ đề: biên giới, lúa",
        "Thực hiện: Trần Lan",
        "Tệp tiếng: bai.mp3",
        "Tiếng dài: 15:00",
        "SHA-256: 0123456789abcdef",
        "Thời lượng: 15:00",
    ]
    assert categories == ("thông thường", "biên giới", "lúa")


def test_a_repeat_and_a_reason_are_said() -> None:
    said = words_for(DAILY, 2, None, Span(3600), "en", Text("dời", "moved away"))
    assert said == (
        "Bản tin (PL)",
        "Length: 1:00:00\nRepeat 2\nMoved away",
        ("normal",),
    )


def test_number_nought_is_a_number() -> None:
    entry = ProgrammeEntry("a", "A", number=0)
    assert words_for(DAILY, 0, entry, Span(60), "en")[0] == "A - no. 0"
    assert words_for(DAILY, 0, ProgrammeEntry("a", "A"), Span(60), "en")[0] == "A"


def test_the_last_notice_names_those_who_follow() -> None:
    day = CivilDay(739_953)
    alone = closing_notice(day, [], "https://x/", "vi")
    assert (alone.summary, alone.description) == ("Lịch này đã đóng", "Lịch này đã đóng")
    assert (alone.end - alone.start, alone.all_day, alone.last) == (86_400, True, day)
    two = closing_notice(day, [("a", "Xã A"), ("b", "Xã B")], "https://x/", "en")
    assert two.description.splitlines() == [
        "This calendar is closed; please follow that of Xã A, Xã B",
        "Xã A: https://x/a.ics",
        "Xã B: https://x/b.ics",
    ]
    assert closing_notice(day, [("a", "Xã A")], "", "vi").description.endswith("Xã A: a.ics")


def test_an_item_is_kept_without_what_is_usual_and_comes_back() -> None:
    for item in items(desk("days: hằng ngày", "{slot: s, date: 2026-03-03, move: 19:00}")):
        record = item.to_record()
        assert "cancelled" not in record and "instants" not in record
        assert FeedItem.from_record({**record, "instants": None}) == item
    with pytest.raises(TypeError):
        FeedItem.from_record({**record, "start": "x"})
    with pytest.raises(TypeError):
        FeedItem.from_record({**record, "stem": 5})
    with pytest.raises(TypeError):
        FeedItem.from_record({**record, "more": 5})
