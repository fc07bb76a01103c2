"""What is on air at once: each pair found, none invented, and lengths held against their slots."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.units import Seconds
from radioprog.schedule.airings.airing import Airing, Cause, Reason, in_air_order
from radioprog.schedule.airings.assignments import Busy
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.conflicts import overlaps as sweep
from radioprog.schedule.conflicts.overlaps import clashes, overlaps, overrun_end
from radioprog.schedule.days.civil import CivilMoment, Instant
from radioprog.schedule.plan.slot import Priority
from tests.schedule.network import Desk

PLAN = """slots: [{id: s, stations: qb, days: 2026-03-03, at: 17:30, length: 15:00}]
relays: [{id: r, stations: qb, days: 2026-03-04, at: 17:30, length: 15:00}]
"""
DESK = Desk(PLAN)
OURS, RELAY = dict(DESK.planner.by_station(DESK.window))["qb"].airings


def at(start: int, end: int, name: str = "s", base: Airing = OURS, **slot: object) -> Airing:
    named = replace(base.slot, id=name, **slot)  # type: ignore[arg-type]
    return base._replace(slot=named, at=CivilMoment(start), start=Instant(start), end=Instant(end))


times = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda each: (each[0], sum(each))),
    max_size=8,
)


@given(times)
def test_every_pair_that_is_on_air_at_once_is_found_once(spans: list[tuple[int, int]]) -> None:
    live = sorted((at(*span, f"s{n}") for n, span in enumerate(spans)), key=in_air_order)
    found = [(one.slot.id, other.slot.id) for one, other in overlaps(live)]
    expected = {
        (one.slot.id, other.slot.id)
        for one, other in itertools.combinations(live, 2)
        if one.start < other.end and other.start < one.end
    }
    assert len(found) == len(set(found))
    assert set(found) == expected


@given(times, times)
def test_every_busy_time_that_meets_an_airing_is_found_once(
    spans: list[tuple[int, int]], busy: list[tuple[int, int]]
) -> None:
    live = sorted((at(*span, f"s{n}") for n, span in enumerate(spans)), key=in_air_order)
    times_off = [Busy(Instant(a), Instant(b), str(n)) for n, (a, b) in enumerate(busy)]
    found = [each for each in clashes(live, times_off) if each.reason == "busy"]
    pairs = [(each.first.slot.id, each.busy.title) for each in found if each.busy]
    assert sorted(pairs) == sorted(
        (one.slot.id, each.title)
        for one in live
        for each in times_off
        if one.start < each.end and each.start < one.end
    )
    assert all(each.second is None for each in found)


def reasons(*live: Airing) -> list[str]:
    return [each.reason for each in clashes(live, [])]


def test_two_priority_items_are_a_matter_of_their_own() -> None:
    first, second = {"priority": Priority.PRIORITY}, {"priority": Priority.NORMAL}
    assert reasons(at(0, 10, **first), at(5, 15, "b", **first)) == ["priority-clash"]
    assert reasons(at(0, 10, **first), at(5, 15, "b", **second)) == ["overlap"]
    assert reasons(at(0, 10), at(10, 15, "b")) == []
    urgent = {"priority": Priority.EMERGENCY}
    assert reasons(at(0, 10, **urgent), at(5, 15, "b", **urgent)) == ["overlap"]


def test_what_is_on_in_the_pause_of_another_is_no_clash() -> None:
    paused = at(0, 30)._replace(pauses=((Instant(10), Instant(20)),))
    assert reasons(paused, at(10, 20, "b")) == []
    assert reasons(paused, at(10, 21, "b")) == ["overlap"]
    assert reasons(paused, at(9, 20, "b")) == ["overlap"]


@pytest.mark.parametrize(("begin", "gap"), [(100, []), (101, ["gap"]), (399, ["gap"]), (400, [])])
def test_a_short_silence_before_a_relay_is_told(begin: int, gap: list[str]) -> None:
    relay = at(begin, begin + 60, "r", RELAY)
    assert reasons(at(0, 100), relay) == gap
    assert reasons(at(0, 100, "q", RELAY), relay) == []
    assert reasons(at(0, 100), at(begin, begin + 60, "b")) == []


def with_sound(length: float | None, *, built: bool, end: int = 100, **more: object) -> Airing:
    known = None if length is None else Seconds(length)
    entry = ProgrammeEntry("x", "X", length=known, built=built)
    return at(0, end)._replace(programme=entry, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("length", "built", "end"),
    [
        (100.0, True, 100),
        (101.0, True, 100),
        (101.01, True, 102),
        (150.0, True, 150),
        (105.0, False, 100),
        (105.1, False, 106),
        (None, False, 100),
        (20.0, True, 100),
    ],
)
def test_when_an_airing_really_ends(length: float | None, built: bool, end: int) -> None:
    airing = with_sound(length, built=built)
    assert overrun_end(airing) == end
    found = [each.reason for each in clashes([airing, at(105, 200, "b")], [])]
    assert found == (["overrun"] if end > 105 else [])


def test_pauses_do_not_count_and_what_was_cut_is_not_too_long() -> None:
    pauses = ((Instant(10), Instant(30)), (Instant(40), Instant(50)))
    assert overrun_end(with_sound(71.0, built=True, pauses=pauses)) == 100
    assert overrun_end(with_sound(101.5, built=True, pauses=pauses)) == 102
    for cause in (Cause.CUT_START, Cause.CUT_END, Cause.INTERRUPTED):
        assert overrun_end(with_sound(500.0, built=True, reason=Reason(cause))) == 100
    moved = with_sound(500.0, built=True, reason=Reason(Cause.MOVED))
    assert overrun_end(moved) == 500


def test_an_overrun_goes_before_a_gap_and_needs_what_comes_after() -> None:
    long = with_sound(150.0, built=True)
    assert reasons(long) == []
    assert reasons(long, at(150, 200, "b")) == []
    assert reasons(long, at(149, 200, "b")) == ["overrun"]
    assert reasons(long, at(120, 200, "r", RELAY)) == ["overrun"]
    assert reasons(long, at(50, 200, "b")) == ["overlap"]


def test_of_a_flood_one_more_than_is_told_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "MOST_CLASHES", 3)
    live = [at(n, 50, f"s{n}") for n in range(5)]
    assert len(list(clashes(live, []))) == 4


def test_the_shape_of_a_clash_names_both_runs() -> None:
    (one,) = clashes([at(0, 10, "a"), at(5, 15, "b")._replace(run=2)], [])
    assert one.shape == ("overlap", ("a", 0), ("b", 2))
    (alone,) = clashes([at(0, 10, "a")], [Busy(Instant(1), Instant(2), "x")])
    assert alone.shape == ("busy", ("a", 0), ("", 0))
