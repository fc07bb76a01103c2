"""The planner, judged by a checker and by an exhaustive search that share nothing with it."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections import Counter

import pytest

from radioprog.targets.planner import (
    Content,
    DayRules,
    GreedyPlan,
    Interval,
    Need,
    StationYear,
    find_start,
    plan_greedily,
)
from radioprog.targets.target import Measure, Per, Period, Target, periods

FIRST = dt.date(2026, 3, 2)
A, B = Content("a", 900), Content("b", 900)


def period(days: int, begin: int = 0) -> Period:
    low = FIRST + dt.timedelta(days=begin)
    return Period(f"{begin}+{days}", low, low + dt.timedelta(days=days - 1))


def station(
    name: str, days: int, rules: DayRules, on_air: dict[int, tuple[Interval, ...]] | None = None
) -> StationYear:
    every = frozenset(FIRST.toordinal() + each for each in range(days))
    return StationYear(name, rules, every, on_air or {}, every)


def need(
    name: str,
    count: float,
    stations: str,
    *contents: Content,
    when: Period,
    measure: Measure = Measure.SESSIONS,
    weight: float = 1,
) -> Need:
    target = Target(name, {measure: count}, weight=weight)
    return Need(target, when, measure, count, tuple(stations), contents)


def breaks(plan: GreedyPlan, units: list[StationYear]) -> list[str]:
    """Check a plan by rules that are written here once more, second by second of five minutes."""
    found = []
    by_day: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
    for each in plan.placed:
        span = (each.start, each.start + each.content.length, "new")
        by_day.setdefault((each.station, each.day), []).append(span)
    of = {each.id: each for each in units}
    for (name, day), new in by_day.items():
        unit = of[name]
        if day not in unit.allowed or day not in unit.valid:
            found.append("day")
        both = sorted([*new, *unit.on_air.get(day, ())])
        for (s1, e1, k1), (s2, e2, k2) in itertools.combinations(both, 2):
            if "new" in (k1, k2) and max(s1, s2) < min(e1, e2):
                found.append("overlap")
        for start, end, _ in new:
            if start < unit.rules.earliest or end > unit.rules.latest:
                found.append("hours")
        sessions: list[list[int]] = []
        for start, end, kind in both:
            if kind in ("busy", "exempt"):
                continue
            if sessions and start < sessions[-1][1] + 300:
                sessions[-1][1] = max(sessions[-1][1], end)
            else:
                sessions.append([start, end])
        if unit.rules.sessions is not None and len(sessions) > unit.rules.sessions:
            found.append("sessions")
        if unit.rules.longest and any(e - s > unit.rules.longest for s, e in sessions):
            found.append("longest")
    return found


def most_met(needs: list[Need], names: str, days: int, room: int) -> int:
    """Try everything: so many airings a day and station, of whatever is wanted there."""
    series = sorted({c.series for n in needs for c in n.contents})
    fills = [
        fill
        for count in range(room + 1)
        for fill in itertools.combinations_with_replacement(series, count)
    ]
    cells = [(name, FIRST.toordinal() + day) for name in names for day in range(days)]
    best = 0
    for choice in itertools.product(fills, repeat=len(cells)):
        met = 0
        for each in needs:
            low, high = each.period.first.toordinal(), each.period.last.toordinal()
            takes = {content.series for content in each.contents}
            hits = [
                (one, day)
                for (name, day), fill in zip(cells, choice, strict=True)
                if name in each.stations and low <= day <= high
                for one in fill
                if one in takes
            ]
            count = len(set(hits)) if each.measure is Measure.PROGRAMMES else len(hits)
            met += count >= each.missing
        best = max(best, met)
    return best


@pytest.mark.parametrize("seed", range(40))
def test_what_can_be_met_is_met(seed: int) -> None:
    rnd = random.Random(seed)
    names = "x" if seed % 3 else "xy"
    days = 4 if len(names) == 1 else 2
    room = rnd.choice([1, 2]) if len(names) == 1 else 1
    rules = DayRules(61200, 61200 + room * 900)
    units = [station(name, days, rules) for name in names]
    needs = [
        need(
            f"t{number}",
            rnd.randint(1, 4),
            "".join(rnd.sample(names, rnd.randint(1, len(names)))),
            *rnd.choice([(A,), (B,), (A, B)]),
            when=period(rnd.randint(1, days)),
            measure=rnd.choice([Measure.SESSIONS, Measure.PROGRAMMES]),
        )
        for number in range(rnd.randint(1, 3))
    ]
    made = plan_greedily(needs, units)
    assert breaks(made, units) == []
    assert len(needs) - len(made.unmet) == most_met(needs, names, days, room)


def test_rules_are_kept_and_named() -> None:
    relay: dict[int, tuple[Interval, ...]] = {
        FIRST.toordinal() + day: ((64800, 66600, "relay"),) for day in range(7)
    }
    for rules, rule in (
        (DayRules(0, 86400, 1, 1800), "longest"),
        (DayRules(64800, 66600), "busy"),
        (DayRules(61200, 61500), "hours"),
        (DayRules(0, 86400, 1, 600), "longest"),
    ):
        units = [station("x", 7, rules, relay)]
        made = plan_greedily([need("t", 3, "x", A, when=period(7))], units)
        assert [each.rule for each in made.unmet] == [rule] and not made.placed
    units = [station("x", 7, DayRules(0, 86400, 1, 3600), relay)]
    made = plan_greedily([need("t", 99, "x", A, when=period(7))], units)
    assert breaks(made, units) == [] and len(made.placed) == 2 * 7
    closed = StationYear("x", DayRules(), frozenset(), {}, units[0].valid)
    assert plan_greedily([need("t", 1, "x", A, when=period(7))], [closed]).unmet[0].rule == "days"
    for given, rule in (((), "no-station"), (units, "no-content")):
        contents = () if given else (A,)
        made = plan_greedily([need("t", 1, "x", *contents, when=period(7))], given)
        assert made.unmet[0].rule == rule


def test_a_station_that_ends_in_july_is_not_planned_for_afterwards() -> None:
    half = frozenset(range(dt.date(2026, 1, 1).toordinal(), dt.date(2026, 7, 1).toordinal()))
    unit = StationYear("x", DayRules(21600, 64800), half, {}, half)
    months = periods(2026, Per.MONTH)
    made = plan_greedily([need("t", 2, "x", A, when=each) for each in months], [unit])
    assert len(made.placed) == 12
    assert {each.rule for each in made.unmet} == {"validity"} and len(made.unmet) == 6


def test_weeks_get_their_share_and_stations_theirs() -> None:
    names = "abcdefgh"
    units = [station(name, 364, DayRules(61200, 75600)) for name in names]
    made = plan_greedily([need("t", 104, names, A, when=period(364))], units)
    stations = Counter(each.station for each in made.placed)
    assert max(stations.values()) - min(stations.values()) <= 1
    one = plan_greedily([need("t", 26, "a", A, when=period(364))], units)
    weeks = Counter((each.day - 1) // 7 for each in one.placed)
    assert set(weeks.values()) == {1}


def test_an_airing_serves_every_target_that_takes_it() -> None:
    units = [station("x", 30, DayRules(61200, 75600))]
    needs = [need("t", 4, "x", A, B, when=period(30)), need("u", 4, "x", B, when=period(30))]
    assert len(plan_greedily(needs, units).placed) == 4


def test_shuffled_stations_and_targets_give_the_same_plan() -> None:
    units = [station(name, 90, DayRules(61200, 63000, 1)) for name in "abcde"]
    needs = [need(f"t{n}", 20 + n, "abcde", A if n % 2 else B, when=period(90)) for n in range(8)]
    first = plan_greedily(needs, units)
    random.Random(5).shuffle(units)
    random.Random(6).shuffle(needs)
    assert plan_greedily(needs, units) == first


def test_a_usual_hour_is_kept_where_it_is_free() -> None:
    rules = DayRules(18000, 75600, 4, 3600)
    assert find_start([], rules, 900, (63000,)) == (63000, "hours")
    assert find_start([(63000, 63900, "own")], rules, 900, (63000,))[0] == 62100
    assert find_start([(0, 86400, "busy")], rules, 900)[1] == "busy"


def test_a_number_beyond_reason_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radioprog.targets.planner.MOST_AIRINGS", 10)
    made = plan_greedily(
        [need("t", 10_000_000, "x", A, when=period(7))], [station("x", 7, DayRules())]
    )
    assert [each.rule for each in made.unmet] == ["too-many"]
    assert len(made.placed) == 10


def test_a_large_plan_is_filled_up_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radioprog.targets.planner._MOST_PLACES", 1)
    units = [station("x", 3, DayRules(61200, 64800))]
    wanted = [need("s", 9, "x", A, when=period(3)), need("t", 5, "x", B, when=period(3))]
    made = plan_greedily(wanted, units)
    assert breaks(made, units) == []
    assert [(each.need.target.id, each.missing, each.rule) for each in made.unmet] == [
        ("t", 2, "busy")
    ]


def test_a_series_keeps_the_hour_it_was_given() -> None:
    units = [station(name, 5, DayRules(61200, 75600)) for name in "xyz"]
    units[1].on_air[FIRST.toordinal()] = ((61200, 62100, "own"),)  # type: ignore[index]
    made = plan_greedily([need(n, 3, n, A, when=period(5)) for n in "xyz"], units)
    assert Counter(each.start for each in made.placed).most_common(1)[0][1] >= 8
