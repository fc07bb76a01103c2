"""How far a year's targets are met: planned by the schedule, aired by the record, still missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from radioprog.kernel.findings import Finding, Text
from radioprog.kernel.text import fold
from radioprog.targets import findings as says
from radioprog.targets.target import MEASURES, Measure, Period, Target, YearPlan, periods

_PLACES_NAMED = 3


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """What targets look at in a programme: folded words of its series, themes and languages.

    ``name`` is the script's, or that of the place it will fill where it is not written yet.
    """

    name: str
    series: str = ""
    themes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    is_written: bool = True


@dataclass(frozen=True, slots=True)
class CountedAiring:
    """An airing as targets count it.

    ``programme`` is empty where the place can still take any. ``seconds`` is what was measured,
    else what is planned; ``is_aired`` whether the record bears witness that it was heard;
    ``shown`` names the place to people.
    """

    station: str
    day: dt.date
    seconds: int
    programme: ProgrammeFacts | None
    is_aired: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """One number of one target in one period: wanted, planned, aired, and what is missing.

    ``planned`` is what the schedule holds in the whole period. ``missing`` is what was not aired
    and is not still to come either; ``station`` is empty where a group is counted together.
    ``unwritten`` is how many airings still to come count though nobody has written their script.
    """

    target: Target
    period: Period
    measure: Measure
    wanted: float
    planned: float
    aired: float
    coming: float
    missing: float
    station: str = ""
    places: tuple[str, ...] = ()
    unwritten: int = 0


@dataclass(slots=True)
class _Sum:
    """Numbers on the way: different programmes by name, airings, seconds."""

    programmes: set[str] = field(default_factory=set)
    sessions: int = 0
    seconds: int = 0

    def add(self, name: str, seconds: int) -> None:
        self.programmes.add(name)
        self.sessions += 1
        self.seconds += seconds

    def of(self, measure: Measure) -> float:
        if measure is Measure.PROGRAMMES:
            return len(self.programmes)
        return self.sessions if measure is Measure.SESSIONS else _minutes(self.seconds)


def _minutes(seconds: int) -> float:
    """Return minutes to a tenth, halves up, whole ones as whole numbers."""
    tenths = (seconds + 3) // 6
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


@dataclass(slots=True)
class _Row:
    planned: _Sum = field(default_factory=_Sum)
    aired: _Sum = field(default_factory=_Sum)
    whole: _Sum = field(default_factory=_Sum)
    """Aired, and still to come."""
    coming: _Sum = field(default_factory=_Sum)
    places: dict[str, None] = field(default_factory=dict)
    """Where scripts yet to be written could count, each once, in order."""
    unwritten: int = 0


def count_coverage(
    plan: YearPlan,
    airings: Iterable[CountedAiring],
    groups: Mapping[str, frozenset[str]],
    until: dt.date,
    exists: Callable[[str, Period], bool] = lambda station, period: True,
) -> tuple[Covered, ...]:
    """Count a year's airings against its targets, in the order of the plan and of the periods.

    ``groups`` are the stations of each target by its id; a target that is not in it takes all.
    Of a target for each station, those that ``exists`` denies in a period have no row there.
    What the record says counts up to the day ``until``, what is planned afterwards is still to
    come.

    >>> target = Target("t", {Measure.SESSIONS: 2}, theme="biển")
    >>> facts = ProgrammeFacts("so-01", themes=frozenset({fold("Biển")}))
    >>> day = dt.date(2026, 3, 1)
    >>> rows = count_coverage(
    ...     YearPlan(2026, (target,)), [CountedAiring("a", day, 900, facts, True)], {}, day
    ... )
    >>> rows[0].aired, rows[0].missing
    (1, 1)
    """
    of_year = {each.id: periods(plan.year, each.per) for each in plan.targets}
    rows = _counted(plan, airings, groups, until, of_year)
    seen: dict[str, set[str]] = {each.id: set() for each in plan.targets}
    for id_, _, station in rows:
        seen[id_].add(station)
    units = {
        each.id: sorted(groups.get(each.id, frozenset()) | seen[each.id]) if each.each else [""]
        for each in plan.targets
    }
    return tuple(
        covered
        for target in plan.targets
        for period in of_year[target.id]
        for station in units[target.id]
        if not station or exists(station, period)
        for covered in _covered(target, period, station, rows)
    )


def _counted(
    plan: YearPlan,
    airings: Iterable[CountedAiring],
    groups: Mapping[str, frozenset[str]],
    until: dt.date,
    of_year: Mapping[str, tuple[Period, ...]],
) -> dict[tuple[str, str, str], _Row]:
    """Count each airing in the row of its target, period and, where asked for, station."""
    rows: dict[tuple[str, str, str], _Row] = {}
    judged: dict[object, tuple[list[Target], list[Target]]] = {}

    for airing in airings:
        if airing.day.year != plan.year:
            continue
        facts = airing.programme
        kind = facts and (facts.series, facts.themes, facts.languages, facts.is_written)
        if kind not in judged:
            judged[kind] = (
                [each for each in plan.targets if _takes(each, facts)],
                [each for each in plan.targets if _could_take(each, facts)],
            )
        takers, could_take = judged[kind]
        is_coming = airing.day > until
        if is_coming and airing.shown:
            for row in _rows_of(airing, could_take, rows, groups, of_year):
                row.places[airing.shown] = None
        if facts is not None:
            for row in _rows_of(airing, takers, rows, groups, of_year):
                _count(row, facts, airing, is_coming)
    return rows


def _rows_of(
    airing: CountedAiring,
    targets: Iterable[Target],
    rows: dict[tuple[str, str, str], _Row],
    groups: Mapping[str, frozenset[str]],
    of_year: Mapping[str, tuple[Period, ...]],
) -> Iterator[_Row]:
    """Yield the row of each target that counts an airing's station, made where it is the first."""
    for target in targets:
        if airing.station in groups.get(target.id, (airing.station,)):
            own = of_year[target.id]
            period = own[(airing.day.month - 1) * len(own) // 12].name
            key = (target.id, period, airing.station if target.each else "")
            row = rows.get(key)
            if row is None:
                row = rows[key] = _Row()
            yield row


def _takes(target: Target, facts: ProgrammeFacts | None) -> bool:
    """Tell whether a programme counts for a target."""
    return facts is not None and target.takes(facts.series, facts.themes, facts.languages)


def _could_take(target: Target, facts: ProgrammeFacts | None) -> bool:
    """Tell whether a script yet to be written for a place could count for a target."""
    if facts is None:
        return True
    fits = target.series is None or fold(target.series) == facts.series
    return fits and not facts.is_written


def _count(row: _Row, facts: ProgrammeFacts, airing: CountedAiring, is_coming: bool) -> None:
    name = facts.name
    row.planned.add(name, airing.seconds)
    if is_coming:
        row.unwritten += not facts.is_written
        row.coming.add(name, airing.seconds)
        row.whole.add(name, airing.seconds)
    elif airing.is_aired:
        row.aired.add(name, airing.seconds)
        row.whole.add(name, airing.seconds)


def _covered(
    target: Target, period: Period, station: str, rows: Mapping[tuple[str, str, str], _Row]
) -> Iterator[Covered]:
    row = rows.get((target.id, period.name, station)) or _Row()
    for measure, wanted in target.wanted.items():
        yield Covered(
            target=target,
            period=period,
            measure=measure,
            wanted=wanted,
            planned=row.planned.of(measure),
            aired=row.aired.of(measure),
            coming=row.coming.of(measure),
            missing=_rounded(max(0, wanted - row.whole.of(measure))),
            station=station,
            places=tuple(row.places),
            unwritten=row.unwritten,
        )


def _rounded(number: float) -> float:
    found = round(number, 1)
    return int(found) if float(found).is_integer() else found


def unwritten(rows: Iterable[Covered]) -> Iterator[Finding]:
    """Yield a finding for each target that leans on programmes which nobody has written yet."""
    counts: dict[str, int] = {}
    targets = {}
    for row in rows:
        if row.measure is next(iter(row.target.wanted)):
            counts[row.target.id] = counts.get(row.target.id, 0) + row.unwritten
            targets[row.target.id] = row.target
    for id_, count in counts.items():
        if count:
            yield says.UNWRITTEN(targets[id_].place, id=id_, count=count)


def shortfalls(
    rows: Iterable[Covered], until: dt.date, names: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a finding for each number that will be missed, with where it could be made good."""
    for row in rows:
        if row.missing <= 0:
            continue
        named = Text(f", đài {names.get(row.station, row.station)}", f", {row.station}")
        yield says.SHORTFALL(
            row.target.place,
            id=row.target.id,
            period=row.period.shown,
            station=named if row.station else "",
            missing=_number(row.missing),
            measure=MEASURES[row.measure],
            wanted=_number(row.wanted),
            aired=_number(row.aired),
            coming=_number(row.coming),
            remedy=_remedy(row, until),
        )


def _remedy(row: Covered, until: dt.date) -> Text:
    if row.period.last <= until:
        return says.TOO_LATE
    if not row.places:
        return says.NO_PLACE
    return says.PLACES.filled(places=list(row.places[:_PLACES_NAMED]))


def _number(value: float) -> Text:
    """Return a number as people write it: a decimal comma in Vietnamese."""
    text = f"{value:g}" if value < 1_000_000 else str(round(value))
    return Text(text.replace(".", ","), text)
