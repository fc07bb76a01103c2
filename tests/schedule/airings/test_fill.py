"""What a slot airs where neither it nor its programmes have a date."""

from __future__ import annotations

import datetime as dt

from radioprog.schedule.airings.fill import ProgrammeEntry, ProgrammeFilling
from radioprog.schedule.days.civil import civil_day
from radioprog.schedule.plan.plan_file import parse_schedule
from tests.schedule.network import Desk

PLAN = "slots: [{id: s, series: vb, stations: qb, days: T2, at: 17:00, length: 15:00%s}]"
TWO = (ProgrammeEntry("a", "A", "vb", 1), ProgrammeEntry("b", "B", "vb", 2))
FIRST = civil_day(dt.date(2026, 3, 1))


def aired(desk: Desk) -> list[tuple[str, str | None]]:
    return [(each["start"][5:10], each["programme"]) for each in desk.airings("qb")]


def test_an_undated_series_begins_on_the_day_that_is_asked_about_and_that_is_told() -> None:
    desk = Desk(PLAN % "", episodes=TWO, since=FIRST, days=14)
    assert aired(desk) == [("03-02", "a"), ("03-09", "b")]
    (found,) = [each for each in desk.loaded if each.code == "begins-now"]
    assert found.severity.value == "info"
    assert "từ ngày: 2026-03-01" in found.remedy.vi


def test_a_slot_that_has_begun_goes_on_where_it_was() -> None:
    schedule, _ = parse_schedule([("p.yaml", PLAN % "")])
    (slot,) = schedule.slots
    filling = ProgrammeFilling(TWO, since=FIRST, begun={"s": civil_day(dt.date(2026, 2, 20))})
    dates = filling.sequence(slot, schedule, frozenset()).dates
    assert {day: each.name for day, each in dates.items()} == {
        civil_day(dt.date(2026, 2, 23)): "a",
        civil_day(dt.date(2026, 3, 2)): "b",
    }
    assert not filling.is_guessed(slot)


def test_a_date_of_slot_or_programme_goes_before() -> None:
    dated = Desk(PLAN % ", from: 2026-03-08", episodes=TWO, since=FIRST, days=14)
    assert aired(dated) == [("03-09", "a")]
    assert "begins-now" not in dated.codes()
    entries = (ProgrammeEntry("a", "A", "vb", 1, dt.date(2026, 3, 9)), TWO[1])
    by_script = Desk(PLAN % "", episodes=entries, since=FIRST, days=14)
    assert aired(by_script) == [("03-02", None), ("03-09", "a")]
    assert "begins-now" not in by_script.codes()


def test_a_series_without_a_script_is_told_as_that() -> None:
    desk = Desk(PLAN % "", since=FIRST)
    assert "begins-now" not in desk.codes()
    assert "series-dry" in desk.codes()


def test_vietnamese_words_choose_how_a_slot_is_filled() -> None:
    for word in ("kế tiếp", "tiếp theo", "next"):
        schedule, findings = parse_schedule([("p.yaml", PLAN % f", fill: {word}")])
        assert not findings
        assert schedule.slots[0].fill.kind == "next"
    schedule, _ = parse_schedule([("p.yaml", PLAN % ", chọn bài: theo ngày")])
    assert schedule.slots[0].fill.kind == "dated"


def test_a_date_of_the_slot_or_of_a_programme_means_that_it_has_begun() -> None:
    """Either is enough, though the day that was asked about comes later."""
    late = civil_day(dt.date(2026, 4, 1))
    dated = (ProgrammeEntry("a", "A", "vb", 1, dt.date(2026, 3, 2)),)
    for more, entries in ((", from: 2026-03-01", TWO), ("", dated)):
        schedule, _ = parse_schedule([("p.yaml", PLAN % more)])
        (slot,) = schedule.slots
        assert ProgrammeFilling(entries, since=late).has_begun(slot, FIRST)
    schedule, _ = parse_schedule([("p.yaml", PLAN % "")])
    (slot,) = schedule.slots
    assert not ProgrammeFilling(TWO, since=late).has_begun(slot, FIRST)
    assert ProgrammeFilling(TWO, since=late).has_begun(slot, late)
