"""CP-SAT's plans under the same judges as the greedy ones: a checker, an exhaustive search."""

from __future__ import annotations

import random
import sys

import pytest

from radioprog.kernel.errors import UsageError
from radioprog.targets import solver
from radioprog.targets.planner import DayRules, Need, StationYear, plan_greedily
from radioprog.targets.solver import plan_by_solver
from radioprog.targets.target import Measure
from tests.targets.test_planner import A, B, breaks, most_met, need, period, station


def case(seed: int) -> tuple[list[Need], list[StationYear], str, int, int]:
    rnd = random.Random(seed)
    names = "x" if seed % 3 else "xy"
    days = 4 if len(names) == 1 else 2
    room = rnd.choice([1, 2]) if len(names) == 1 else 1
    units = [station(name, days, DayRules(61200, 61200 + room * 900)) for name in names]
    needs = [
        need(
            f"t{number}",
            rnd.randint(2, 5),
            "".join(rnd.sample(names, rnd.randint(1, len(names)))),
            *rnd.choice([(A,), (B,), (A, B)]),
            when=period(rnd.randint(1, days)),
            measure=rnd.choice([Measure.SESSIONS, Measure.PROGRAMMES]),
        )
        for number in range(rnd.randint(2, 4))
    ]
    return needs, units, names, days, room


@pytest.mark.parametrize("seed", range(12))
def test_what_can_be_met_is_met_and_the_bound_is_true(seed: int) -> None:
    needs, units, names, days, room = case(seed)
    made = plan_by_solver(needs, units)
    assert breaks(made.plan, units) == []
    assert len(needs) - len(made.plan.unmet) == most_met(needs, names, days, room)
    assert made.bound <= made.plan.cost[0]
    assert made.plan.cost <= plan_greedily(needs, units).cost


def test_order_changes_nothing() -> None:
    needs, units, *_ = case(4)
    whole = plan_by_solver(needs, units)
    for seed in range(3):
        random.Random(seed).shuffle(needs)
        random.Random(seed).shuffle(units)
        assert plan_by_solver(needs, units) == whole


def test_it_finds_what_greed_misses(monkeypatch: pytest.MonkeyPatch) -> None:
    # The first in order takes the only day that the others can have: greedily all of them fail.
    monkeypatch.setattr("radioprog.targets.planner._MOST_PLACES", 0)
    units = [station("x", 4, DayRules(61200, 62100))]
    needs = [
        need("a", 4, "x", A, when=period(4), weight=2),
        *(need(f"b{day}", 1, "x", B, when=period(1, day)) for day in range(4)),
    ]
    greedy = plan_greedily(needs, units)
    made = plan_by_solver(needs, units)
    assert greedy.cost[0] > made.plan.cost[0] == made.bound == 2
    assert (made.gap, made.gained) == (0, 3)
    assert breaks(made.plan, units) == []


def test_without_the_extra_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    solver._solver.cache_clear()
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    with pytest.raises(UsageError) as caught:
        plan_by_solver([], [])
    solver._solver.cache_clear()
    assert caught.value.findings[0].code == "no-solver"
    assert "radioprog[plan]" in caught.value.findings[0].render("vi")
