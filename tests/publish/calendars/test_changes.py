"""What changed between two states of a feed, told as one change where it is one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from radioprog.publish.calendars.changes import CalendarChange, What, differences, told, told_alike
from radioprog.publish.calendars.feed_item import FeedItem
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.days.civil import CivilDay, CivilMoment, ZoneClock, civil_day

MONDAY = civil_day(dt.date(2026, 3, 2))
SUNDAY = CivilDay(MONDAY + 13)
CLOCK = ZoneClock("Asia/Ho_Chi_Minh")


def moment(day: int, clock: str) -> CivilMoment:
    hour, minute = clock.split(":")
    return CivilMoment((MONDAY + day) * 86_400 + int(hour) * 3600 + int(minute) * 60)


def series(
    clock: str = "17:30",
    *,
    title: str = "Bản tin",
    rule: str = "FREQ=DAILY",
    minutes: int = 15,
    day: int = -9,
    **more: object,
) -> FeedItem:
    start = moment(day, clock)
    known: dict[str, object] = {"slot": "tin", "day": CivilDay(MONDAY + day)}
    return FeedItem(
        "tin.0",
        start,
        CivilMoment(start + minutes * 60),
        title,
        "",
        (),
        5,
        MONDAY,
        rule=rule,
        **(known | more),  # type: ignore[arg-type]
    )


def event(
    day: int, clock: str = "17:30", *, planned: str = "17:30", on: int | None = None, **more: object
) -> FeedItem:
    item = series(clock, day=day if on is None else on)
    known = {"rule": None, "planned": moment(day, planned), "day": CivilDay(MONDAY + day)}
    return replace(item, **(known | more))  # type: ignore[arg-type]


def changes(
    old: list[FeedItem], new: list[FeedItem], *, high: CivilDay = SUNDAY
) -> list[CalendarChange]:
    found = differences(old, new, MONDAY, high)
    made = [told(each, "qb", CLOCK) for each in found]
    other = [told_alike(one, each, "xa-a") for each, one in zip(found, made, strict=True)]
    assert other == [told(each, "xa-a", CLOCK) for each in found]
    return made


def texts(old: list[FeedItem], new: list[FeedItem], language: str = "vi") -> list[str]:
    return [each.text.to(language) for each in changes(old, new)]  # type: ignore[arg-type]


def test_nothing_changed() -> None:
    assert changes([series(), event(2)], [series(), event(2)]) == []
    assert changes([], []) == []


def test_an_hour_that_changes_from_a_day_on_is_one_change() -> None:
    (found,) = changes([series()], [series("18:00")])
    assert found.to_json("vi") == {
        "station": "qb",
        "airing": airing_id("qb", "tin", 0, MONDAY),
        "what": "retimed",
        "from": "2026-03-02T17:30:00+07:00",
        "to": "2026-03-02T18:00:00+07:00",
        "since": "2026-03-02",
        "text": "Từ thứ Hai 02/03/2026: Bản tin, 17:30 → 18:00",
    }
    assert found.text.to("en") == "From Monday 02/03/2026: Bản tin, 17:30 → 18:00"


def test_a_length_alone_shows_both_ends() -> None:
    assert texts([series()], [series(minutes=20)]) == [
        "Từ thứ Hai 02/03/2026: Bản tin, 17:30-17:45 → 17:30-17:50"
    ]


def test_what_begins_and_what_ends() -> None:
    (added,) = changes([], [series()])
    assert (added.what, added.start, added.to, added.since) == (
        What.ADDED,
        None,
        "2026-03-02T17:30:00+07:00",
        dt.date(2026, 3, 2),
    )
    assert added.text.to("vi") == "Thêm từ thứ Hai 02/03/2026: Bản tin, 17:30 (hằng ngày)"
    (gone,) = changes([series()], [])
    assert (gone.what, gone.start, gone.to) == (
        What.REMOVED,
        "2026-03-02T17:30:00+07:00",
        None,
    )
    assert gone.text.to("vi") == "Thôi phát từ thứ Hai 02/03/2026: Bản tin, 17:30 (hằng ngày)"
    once = [event(1, planned="17:30")]
    assert texts([], once) == ["Thêm: Bản tin, 17:30 thứ Ba 03/03/2026"]
    assert texts(once, []) == ["Bỏ: Bản tin, 17:30 thứ Ba 03/03/2026"]
    assert changes([], once)[0].since is None


def test_one_day_of_a_series_is_told_with_its_day_alone() -> None:
    low_only = changes([series()], [series(last=CivilDay(SUNDAY - 1))])
    assert [(each.what, each.since) for each in low_only] == [(What.REMOVED, None)]


def test_cancelled_and_as_usual_again() -> None:
    off = [series(), event(3, cancelled=True, reason="mất điện")]
    (found,) = changes([series()], off)
    assert (found.what, found.start, found.to, found.since) == (
        What.CANCELLED,
        "2026-03-05T17:30:00+07:00",
        None,
        None,
    )
    assert found.text.to("vi") == "Hủy: Bản tin, 17:30 thứ Năm 05/03/2026 (mất điện)"
    (back,) = changes(off, [series()])
    assert (back.what, back.start, back.to) == (
        What.RESTORED,
        "2026-03-05T17:30:00+07:00",
        "2026-03-05T17:30:00+07:00",
    )
    assert back.text.to("vi") == "Phát lại như thường: Bản tin, 17:30 thứ Năm 05/03/2026"
    assert changes(off, off) == []


def test_moves_within_a_day_and_to_another() -> None:
    assert texts([series()], [series(), event(3, "19:00", reason="họp")]) == [
        "Dời: Bản tin, thứ Năm 05/03/2026: 17:30 → 19:00 (họp)"
    ]
    (found,) = changes([series()], [series(), event(3, "17:00", on=4)])
    assert found.what is What.MOVED
    assert found.text.to("en") == (
        "Moved: Bản tin, 17:30 on Thursday 05/03/2026 → 17:00 on Friday 06/03/2026"
    )
    assert found.since is None


def test_another_name_and_another_programme() -> None:
    (found,) = changes([series()], [series(title="Tin mới")])
    assert (found.what, found.start, found.to) == (What.RENAMED, "Bản tin", "Tin mới")
    assert found.text.to("vi") == "Từ thứ Hai 02/03/2026: Bản tin đổi tên thành Tin mới"
    (found,) = changes([series(programme="a")], [series(title="Tin mới", programme="b")])
    assert (found.what, found.since) == (What.PROGRAMME, dt.date(2026, 3, 2))
    assert found.text.to("vi") == "Đổi bài từ thứ Hai 02/03/2026, 17:30: Bản tin → Tin mới"
    one = event(3, summary="Bài ba", programme="c")
    assert texts([series(programme="a")], [series(programme="a"), one]) == [
        "Đổi bài 17:30 thứ Năm 05/03/2026: Bản tin → Bài ba"
    ]


def test_a_slot_that_has_its_programmes_now_is_one_change() -> None:
    one = event(3, summary="Bài ba", programme="c")
    assert texts([series()], [series(), one]) == ["Đã có bài 17:30 thứ Năm 05/03/2026: Bài ba"]
    more = [one, event(5, summary="Bài năm", programme="e")]
    (found,) = changes([series()], [series(), *more])
    assert found.since == dt.date(2026, 3, 5)
    assert found.text.to("vi") == (
        "Đã có bài từ thứ Năm 05/03/2026, 17:30: Bản tin → Bài ba và các bài sau"
    )


def test_other_weekdays_are_one_change_that_names_them() -> None:
    old = series(rule="FREQ=WEEKLY;BYDAY=MO,TH")
    (found,) = changes([old], [series(rule="FREQ=WEEKLY;BYDAY=TU,SU")])
    assert (found.what, found.since) == (What.RETIMED, dt.date(2026, 3, 2))
    assert found.text.to("vi") == (
        "Từ thứ Hai 02/03/2026: Bản tin, 17:30 (thứ Hai, thứ Năm) → 17:30 (thứ Ba, Chủ nhật)"
    )
    assert texts([old], [series("18:00", slot="x")], "en") == [
        "From Monday 02/03/2026: Bản tin, 17:30 (Monday, Thursday) → 18:00 (every day)"
    ]


def test_two_that_begin_under_one_title_are_no_change_of_days() -> None:
    found = changes(
        [series()], [series("18:00", slot="x"), series("19:00", slot="y", title="Bản tin")]
    )
    assert sorted(each.what for each in found) == [What.ADDED, What.ADDED, What.REMOVED]


def test_a_new_slot_at_the_same_hour_and_title_is_no_change() -> None:
    assert changes([series()], [series(slot="other")]) == []
    assert changes([series()], [series(slot="other", run=1)]) == []
    assert changes([series()], [series(), series(slot="other")])[0].what is What.ADDED


@pytest.mark.parametrize(("day", "there"), [(-1, False), (0, True), (13, True), (14, False)])
def test_only_days_within_both_ends_are_looked_at(day: int, there: bool) -> None:
    assert bool(changes([], [event(day)])) is there
    assert bool(changes([series(rule="FREQ=DAILY")], [series(), event(day, "18:00")])) is there


def test_a_move_into_or_out_of_the_days_is_seen() -> None:
    assert len(changes([], [event(-3, on=1)])) == 1
    assert len(changes([], [event(1, on=-3)])) == 1
    assert changes([], [event(-3, on=20)]) == []
    assert changes([], [event(1, slot="")]) == []


def test_changes_come_in_order_of_time_and_slot() -> None:
    new = [event(5), event(2, slot="b"), event(2, slot="a"), event(2, slot="a", run=1)]
    items = [replace(each, summary=f"{each.slot}{each.run}") for each in new]
    found = differences([], items, MONDAY, SUNDAY)
    assert [(each.one.day - MONDAY, each.one.title) for each in found] == [
        (2, "a0"),
        (2, "a1"),
        (2, "b0"),
        (5, "tin0"),
    ]


def test_a_series_of_repeats_names_the_day_of_its_first_run() -> None:
    late = series("06:00", run=1, later=1)
    (found,) = changes([], [late], high=MONDAY)
    assert found.airing == airing_id("qb", "tin", 1, CivilDay(MONDAY - 1))


def test_a_lasting_change_of_two_series_is_one_each() -> None:
    old = [series(), series("20:00", slot="b", title="Ca nhạc")]
    new = [series("18:00"), series("20:00", slot="b", title="Ca nhạc", minutes=30)]
    assert texts(old, new) == [
        "Từ thứ Hai 02/03/2026: Ca nhạc, 20:00-20:15 → 20:00-20:30",
        "Từ thứ Hai 02/03/2026: Bản tin, 17:30 → 18:00",
    ]
