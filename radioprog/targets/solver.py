"""The same places by OR-Tools CP-SAT: what the greedy planner leaves unmet is planned anew, whole.

The one door to ``ortools`` (the extra ``radioprog[plan]``). Only stations and months that have to
do with an unmet need are looked at. The model counts airings a station, stretch of days and kind
of day; the planner then puts them on days and hours by the same rules as ever, so that a model
that hopes for too much can never break one. One worker and a limit in steps instead of seconds:
the same input gives the same plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from math import gcd
from typing import Any

from radioprog.kernel.errors import UsageError
from radioprog.targets import findings as says
from radioprog.targets.planner import (
    Content,
    GreedyPlan,
    Interval,
    Need,
    Placing,
    StationYear,
    find_start,
    plan_greedily,
    sessions_of,
)
from radioprog.targets.target import Measure

LIMIT = 60.0
"""The most deterministic time, about seconds of one quiet machine."""
_MOST_FILLED = 100
_SCALE = 100


@dataclass(frozen=True, slots=True)
class SolvedPlan:
    """A plan with what the solver says of it.

    ``bound`` is the least weight of unmet needs that any plan could have, as far as was proven;
    ``gap`` how far the plan lies above it, as a share of its own weight: 0 is proven to be best.
    ``gained`` is how many needs are met that the greedy plan leaves.
    """

    plan: GreedyPlan
    version: str
    bound: float
    gap: float
    gained: int


@dataclass(frozen=True, slots=True)
class _Cell:
    """Days of one station that are alike, within a stretch that no period cuts."""

    station: str
    stretch: int
    days: tuple[int, ...]
    items: tuple[Interval, ...]


@dataclass(slots=True)
class _Case:
    """What is planned anew: needs by number, cells, what each cell could take."""

    needs: Sequence[Need]
    numbers: list[int]
    cells: list[_Cell]
    units: Mapping[str, StationYear]
    contents: dict[str, list[Content]] = field(default_factory=dict)


def plan_by_solver(
    needs: Iterable[Need], stations: Iterable[StationYear], *, limit: float = LIMIT
) -> SolvedPlan:
    """Find places for needs; never worse than `plan_greedily`.

    Raises:
        UsageError: ``no-solver``, the extra is not installed.
    """
    solver = _solver()
    units = {each.id: each for each in sorted(stations, key=lambda each: each.id)}
    greedy = plan_greedily(needs, units.values())
    if not greedy.unmet:
        return SolvedPlan(greedy, solver.version, 0.0, 0.0, 0)
    case = _case(greedy, units)
    if not case.numbers:  # nothing takes a place: no series, no station
        return SolvedPlan(greedy, solver.version, greedy.cost[0], 0.0, 0)
    counts, bound = _solve(solver.model, case, limit)
    solved = _realised(greedy, case, counts)
    best = min(greedy, solved, key=lambda each: each.cost)
    inside = _needs_of(case)
    outside = sum(each.need.target.weight for each in greedy.unmet if each.need not in inside)
    least, weight = round(bound + outside, 6), best.cost[0]
    gap = round(max(0.0, weight - least) / weight, 6) if weight else 0.0
    gained = len(greedy.unmet) - len(best.unmet)
    return SolvedPlan(best, solver.version, min(least, weight), gap, gained)


@dataclass(frozen=True, slots=True)
class _Solver:
    model: Any
    version: str


@cache
def _solver() -> _Solver:
    """Load the library.

    Raises:
        UsageError: ``no-solver``.
    """
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        raise UsageError(says.NO_SOLVER()) from None
    return _Solver(cp_model, version("ortools"))


def _needs_of(case: _Case) -> list[Need]:
    return [case.needs[number] for number in case.numbers]


# --- what is to be planned anew ---


def _case(greedy: GreedyPlan, units: Mapping[str, StationYear]) -> _Case:
    """Take the unmet needs, those that share stations and days with them, and so on."""
    stretches = _stretches(greedy.needs)
    touched: dict[tuple[str, int], list[int]] = {}
    for number, need in enumerate(greedy.needs):
        for place in _places(need, stretches):
            touched.setdefault(place, []).append(number)
    unmet = {id(each.need) for each in greedy.unmet}
    todo = [number for number, need in enumerate(greedy.needs) if id(need) in unmet]
    seen: set[int] = set()
    places: set[tuple[str, int]] = set()
    while todo:
        number = todo.pop()
        if number in seen or not greedy.needs[number].contents:
            continue
        seen.add(number)
        for place in _places(greedy.needs[number], stretches):
            if place not in places:
                places.add(place)
                todo.extend(touched[place])
    numbers = sorted(seen)
    cells = [
        cell
        for station, stretch in sorted(places)
        if station in units
        for cell in _cells(units[station], stretch, stretches[stretch])
    ]
    case = _Case(greedy.needs, numbers, cells, units)
    for number in numbers:
        for station in greedy.needs[number].stations:
            own = case.contents.setdefault(station, [])
            own.extend(each for each in greedy.needs[number].contents if each not in own)
    return case


def _stretches(needs: Iterable[Need]) -> list[tuple[int, int]]:
    """Return stretches of days, each wholly inside or outside of every period."""
    cuts = {each.period.first.toordinal() for each in needs}
    cuts |= {each.period.last.toordinal() + 1 for each in needs}
    ordered = sorted(cuts)
    return [(low, high - 1) for low, high in pairwise(ordered)]


def _holds(need: Need, stretch: tuple[int, int]) -> bool:
    low, high = need.period.first.toordinal(), need.period.last.toordinal()
    return low <= stretch[0] and stretch[1] <= high


def _places(need: Need, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    for number, stretch in enumerate(stretches):
        if _holds(need, stretch):
            for station in need.stations:
                yield station, number


def _cells(unit: StationYear, number: int, stretch: tuple[int, int]) -> Iterator[_Cell]:
    alike: dict[tuple[Interval, ...], list[int]] = {}
    for day in range(stretch[0], stretch[1] + 1):
        if day in unit.valid and day in unit.allowed:
            alike.setdefault(unit.on_air.get(day, ()), []).append(day)
    for items, days in sorted(alike.items(), key=lambda each: each[1]):
        yield _Cell(unit.id, number, tuple(days), items)


# --- the model ---


def _solve(model_of: Any, case: _Case, limit: float) -> tuple[dict[tuple[int, str], int], float]:
    """Return how many airings of each series each cell gets, and the bound that was proven."""
    model = model_of.CpModel()
    room = _Room()
    counts = {}
    for number, cell in enumerate(case.cells):
        own = case.contents.get(cell.station, [])
        unit = case.units[cell.station]
        step = gcd(*(each.length for each in own)) if own else 1
        seconds = room.of(unit, cell.items, step) * step * len(cell.days)
        for content in own:
            most = room.of(unit, cell.items, content.length) * len(cell.days)
            counts[number, content.series] = model.new_int_var(0, most, "")
        model.add(sum(each.length * counts[number, each.series] for each in own) <= seconds)
    late, short = _goals(model, case, counts)
    solver = _limited(model_of, limit * 0.7)
    model.minimize(late)
    if solver.solve(model) not in (model_of.OPTIMAL, model_of.FEASIBLE):
        return {}, 0.0
    bound, best = solver.best_objective_bound / _SCALE, solver
    model.add(late <= round(solver.objective_value))
    for variable in counts.values():
        model.add_hint(variable, solver.value(variable))
    model.minimize(short)
    second = _limited(model_of, limit * 0.3)
    if second.solve(model) in (model_of.OPTIMAL, model_of.FEASIBLE):
        best = second
    return {key: best.value(each) for key, each in counts.items()}, max(0.0, bound)


def _limited(model_of: Any, limit: float) -> Any:
    """Return a solver that does the same each time: one worker, counted steps."""
    solver = model_of.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = limit
    return solver


def _goals(model: Any, case: _Case, counts: Mapping[tuple[int, str], Any]) -> tuple[Any, Any]:
    """Return the weight of unmet needs, and what is missing of them with the airings added."""
    stretches = _stretches(case.needs)
    by_place: dict[tuple[str, int], list[int]] = {}
    for number, cell in enumerate(case.cells):
        by_place.setdefault((cell.station, cell.stretch), []).append(number)
    late, short = [], []
    for number in case.numbers:
        need = case.needs[number]
        cells = [one for place in _places(need, stretches) for one in by_place.get(place, ())]
        has = _amount(model, case, need, cells, counts)
        wanted = round(need.missing * 60 if need.measure is Measure.MINUTES else need.missing)
        missing = model.new_int_var(0, max(wanted, 0), "")
        unmet = model.new_bool_var("")
        model.add(has + missing >= wanted)
        model.add(missing <= wanted * unmet)
        weight = max(1, round(need.target.weight * _SCALE))
        late.append(weight * unmet)
        short.append(weight * (missing if need.measure is Measure.MINUTES else 60 * missing))
    return sum(late), 10 * sum(short) + sum(counts.values())


def _amount(
    model: Any, case: _Case, need: Need, cells: Sequence[int], counts: Mapping[Any, Any]
) -> Any:
    """Return what a need gets of cells: airings, seconds, or different episodes."""
    if need.measure is not Measure.PROGRAMMES:
        by = 1 if need.measure is Measure.SESSIONS else 0
        return sum(
            (by or each.length) * counts[cell, each.series]
            for cell in cells
            for each in need.contents
        )
    episodes = []
    for each in need.contents:
        stretches = sorted({case.cells[cell].stretch for cell in cells})
        for stretch in stretches:
            own = [cell for cell in cells if case.cells[cell].stretch == stretch]
            days = len({day for cell in own for day in case.cells[cell].days})
            different = model.new_int_var(0, days, "")
            model.add(different <= sum(counts[cell, each.series] for cell in own))
            episodes.append(different)
    return sum(episodes)


class _Room:
    """How many airings of a length a day can take, found by putting them there."""

    def __init__(self) -> None:
        self._known: dict[object, int] = {}

    def of(self, unit: StationYear, items: tuple[Interval, ...], length: int) -> int:
        key = (unit.rules, items, length)
        if key not in self._known:
            self._known[key] = self._count(unit, items, length)
        return self._known[key]

    def _count(self, unit: StationYear, items: tuple[Interval, ...], length: int) -> int:
        already = len(sessions_of(items))
        for count in range(_MOST_FILLED):
            start, _ = find_start(items, unit.rules, length, (), already)
            if start is None:
                return count
            items = tuple(sorted((*items, (start, start + length, "own"))))
        return _MOST_FILLED


# --- the counts as airings ---


def _realised(greedy: GreedyPlan, case: _Case, counts: Mapping[tuple[int, str], int]) -> GreedyPlan:
    """Put what was counted on days and hours; the planner fills up what is left to do."""
    placing = Placing(greedy.needs, case.units)
    anew = {(cell.station, day) for cell in case.cells for day in cell.days}
    for each in greedy.placed:
        if (each.station, each.day) not in anew:
            placing.put(each)
    used: Counter[tuple[str, int]] = Counter()
    load: Counter[tuple[str, int]] = Counter()
    for number, cell in enumerate(case.cells):
        own = case.contents.get(cell.station, [])
        for content in sorted(own, key=lambda each: (-each.length, each.series)):
            for _ in range(counts.get((number, content.series), 0)):
                days = sorted(
                    cell.days,
                    key=lambda day: (used[content.series, day], load[cell.station, day], day),
                )
                made = placing.on_one_of(days, cell.station, content)
                if made is None:
                    break
                used[content.series, made.day] += 1
                load[cell.station, made.day] += 1
    return placing.plan()
