"""Counting against targets, judged by a plain recount that is written another way."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.kernel.text import fold
from radioprog.targets.coverage import (
    CountedAiring,
    Covered,
    ProgrammeFacts,
    count_coverage,
    shortfalls,
    unwritten,
)
from radioprog.targets.target import Measure, Per, Target, YearPlan, periods

DAY = dt.date(2026, 6, 30)
BORDER = frozenset({fold("biên giới")})
FIRST = ProgrammeFacts("so-01", "vung-bien", BORDER, frozenset({"vi"}))
SECOND = ProgrammeFacts("so-02", "vung-bien", BORDER, frozenset({"vi", "bru"}))
OTHER = ProgrammeFacts("tin-1", "tin", frozenset(), frozenset({"vi"}))
YET = ProgrammeFacts("chieu 2026-12-05", "vung-bien", BORDER, frozenset({"vi"}), is_written=False)


def airing(day: str, station: str = "a", programme: ProgrammeFacts | None = FIRST, **more: object):  # type: ignore[no-untyped-def]
    facts: dict[str, object] = {"seconds": 900, "is_aired": True} | more
    return CountedAiring(station, dt.date.fromisoformat(day), programme=programme, **facts)  # type: ignore[arg-type]


def counted(target: Target, *airings: CountedAiring, group: frozenset[str] | None = None):  # type: ignore[no-untyped-def]
    groups = {} if group is None else {target.id: group}
    return count_coverage(YearPlan(2026, (target,)), airings, groups, DAY)


def numbers(row: Covered) -> tuple[float, ...]:
    return (row.planned, row.aired, row.coming, row.missing)


def test_a_programme_counts_once_however_often_it_airs() -> None:
    target = Target("t", {Measure.PROGRAMMES: 3}, theme="Biên Giới")
    (row,) = counted(
        target,
        airing("2026-01-01"),
        airing("2026-01-02"),
        airing("2026-01-01", "b"),
        airing("2026-02-01", programme=SECOND),
        airing("2026-02-01", programme=OTHER),
    )
    assert numbers(row) == (2, 2, 0, 1)


def test_a_programme_that_was_aired_and_comes_again_is_not_counted_twice() -> None:
    target = Target("t", {Measure.PROGRAMMES: 3})
    (row,) = counted(target, airing("2026-01-01"), airing("2026-12-01", is_aired=False))
    assert numbers(row) == (1, 1, 1, 2)


def test_what_was_planned_but_not_heard_is_missing_and_what_comes_is_not() -> None:
    target = Target("t", {Measure.SESSIONS: 5})
    (row,) = counted(
        target,
        airing("2026-01-01"),
        airing("2026-01-02", is_aired=False),
        airing("2026-07-01", is_aired=False),
        airing("2026-07-02", is_aired=False),
    )
    assert numbers(row) == (4, 1, 2, 2)


def test_the_day_until_belongs_to_the_record_and_the_next_to_the_schedule() -> None:
    target = Target("t", {Measure.SESSIONS: 2})
    (row,) = counted(
        target, airing("2026-06-30", is_aired=False), airing("2026-07-01", is_aired=True)
    )
    assert numbers(row) == (2, 0, 1, 1)


def test_minutes_add_up_to_a_tenth() -> None:
    target = Target("t", {Measure.MINUTES: 31})
    (row,) = counted(target, airing("2026-01-01", seconds=899), airing("2026-01-02", seconds=904))
    assert (row.aired, row.missing) == (30.1, 0.9)
    (row,) = counted(target, airing("2026-01-01", seconds=1800))
    assert (row.aired, row.missing) == (30, 1)
    (row,) = counted(target, airing("2026-01-01", seconds=3600))
    assert row.missing == 0


def test_only_the_group_counts_and_another_year_does_not() -> None:
    target = Target("t", {Measure.SESSIONS: 9})
    airings = (
        airing("2026-01-01", "a"),
        airing("2026-01-01", "b"),
        airing("2026-01-01", "c"),
        airing("2025-12-31", "a"),
        airing("2027-01-01", "a"),
    )
    (row,) = counted(target, *airings, group=frozenset({"a", "b"}))
    assert row.aired == 2
    (row,) = counted(target, *airings)
    assert row.aired == 3
    (row,) = counted(target, *airings, group=frozenset())
    assert row.aired == 0


def test_each_station_of_a_group_has_rows_of_its_own() -> None:
    target = Target("t", {Measure.SESSIONS: 2}, each=True)
    rows = counted(
        target, airing("2026-01-01", "a"), airing("2026-02-01", "a"), group=frozenset({"b", "a"})
    )
    assert [(row.station, row.aired, row.missing) for row in rows] == [("a", 2, 0), ("b", 0, 2)]


def test_periods_count_for_themselves() -> None:
    target = Target("t", {Measure.SESSIONS: 1}, per=Per.QUARTER)
    rows = counted(target, airing("2026-03-31"), airing("2026-04-01"), airing("2026-06-30"))
    assert [(row.period.name, row.aired) for row in rows] == [
        ("2026-Q1", 1),
        ("2026-Q2", 2),
        ("2026-Q3", 0),
        ("2026-Q4", 0),
    ]


def test_places_are_those_to_come_that_a_script_could_still_fill() -> None:
    target = Target("t", {Measure.PROGRAMMES: 9}, theme="biên giới", series="vung-bien")
    other_place = ProgrammeFacts("x", "tin", is_written=False)
    (row,) = counted(
        target,
        airing("2026-12-05", programme=YET, shown="5/12 17:30", is_aired=False),
        airing("2026-12-05", "b", programme=YET, shown="5/12 17:30", is_aired=False),
        airing("2026-12-06", programme=None, shown="6/12 17:30", is_aired=False),
        airing("2026-12-07", programme=FIRST, shown="7/12 17:30", is_aired=False),
        airing("2026-12-08", programme=other_place, shown="8/12 17:30", is_aired=False),
        airing("2026-06-30", programme=YET, shown="30/6 17:30", is_aired=False),
        airing("2026-12-09", programme=YET, shown="", is_aired=False),
    )
    assert row.places == ("5/12 17:30", "6/12 17:30")
    assert row.planned == 2, "what is yet to be written is planned, the empty place is not"


@pytest.mark.parametrize(
    ("airings", "per", "words"),
    [
        ((), Per.YEAR, ("lịch không còn chỗ trống", "the schedule has no place left")),
        ((), Per.QUARTER, ("kỳ này đã qua", "this period is over")),
        (
            (airing("2026-12-06", programme=None, shown="6/12 17:30", is_aired=False),),
            Per.YEAR,
            ("6/12 17:30", "6/12 17:30"),
        ),
    ],
)
def test_a_shortfall_says_how_to_mend_it(
    airings: tuple[CountedAiring, ...], per: Per, words: tuple[str, str]
) -> None:
    rows = counted(Target("t", {Measure.MINUTES: 7}, per=per), *airings)
    first = next(iter(shortfalls(rows, DAY, {})))
    assert first.code == "shortfall"
    assert words[0] in first.render("vi") and words[1] in first.render("en")


def test_what_is_met_is_no_shortfall_and_a_station_is_named() -> None:
    rows = counted(Target("t", {Measure.SESSIONS: 1}, each=True), airing("2026-01-01", "a"))
    assert list(shortfalls(rows, DAY, {})) == []
    rows = counted(
        Target("t", {Measure.MINUTES: 20}, each=True),
        airing("2026-01-01", "a", seconds=930),
        group=frozenset({"a"}),
    )
    (found,) = shortfalls(rows, DAY, {"a": "Xã Dân Hóa"})
    assert "Xã Dân Hóa: còn thiếu 4,5 phút (cần 20, đã phát 15,5, lịch còn 0)" in found.render("vi")


_FACTS = st.sampled_from([FIRST, SECOND, OTHER, YET, None])
_AIRINGS = st.lists(
    st.builds(
        CountedAiring,
        st.sampled_from("abc"),
        st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        st.integers(0, 3000),
        _FACTS,
        st.booleans(),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(_AIRINGS, st.sampled_from(list(Per)), st.sampled_from([None, "biên giới"]), st.randoms())
def test_a_plain_recount_agrees_and_order_does_not_matter(
    airings: list[CountedAiring], per: Per, theme: str | None, chance: random.Random
) -> None:
    target = Target("t", dict.fromkeys(Measure, 10), theme=theme, per=per)
    group = frozenset("ab")
    rows = count_coverage(YearPlan(2026, (target,)), airings, {"t": group}, DAY)
    shuffled = airings[:]
    chance.shuffle(shuffled)
    again = count_coverage(YearPlan(2026, (target,)), shuffled, {"t": group}, DAY)
    assert [numbers(each) for each in again] == [numbers(each) for each in rows]
    for row in rows:
        mine = [
            each
            for each in airings
            if each.station in group
            and row.period.first <= each.day <= row.period.last
            and each.programme is not None
            and (theme is None or fold(theme) in each.programme.themes)
        ]
        heard = [each for each in mine if each.day <= DAY and each.is_aired]
        ahead = [each for each in mine if each.day > DAY]
        for chosen, number in ((mine, row.planned), (heard, row.aired), (ahead, row.coming)):
            wanted: float = {
                Measure.PROGRAMMES: len({each.programme.name for each in chosen}),  # type: ignore[union-attr]
                Measure.SESSIONS: len(chosen),
                Measure.MINUTES: sum(each.seconds for each in chosen) / 60,
            }[row.measure]
            assert number == pytest.approx(wanted, abs=0.0501)
    assert len(rows) == len(periods(2026, per)) * len(Measure)


def test_airings_without_a_script_are_counted_and_told_once_for_each_target() -> None:
    target = Target("t", {Measure.SESSIONS: 5, Measure.MINUTES: 60}, series="tin", each=True)
    day = dt.date(2026, 3, 1)
    airings = [
        CountedAiring(
            station, day, 900, ProgrammeFacts(f"tin {written}", "tin", is_written=written)
        )
        for station in ("a", "b")
        for written in (True, False)
    ]
    before = dt.date(2026, 2, 1)
    rows = count_coverage(YearPlan(2026, (target,)), airings, {}, before)
    assert {(row.station, row.unwritten) for row in rows} == {("a", 1), ("b", 1)}
    (found,) = unwritten(rows)
    assert found.code == "target-unwritten" and "2 buổi" in found.message.vi
    assert not [*unwritten(count_coverage(YearPlan(2026, (target,)), airings, {}, day))]
