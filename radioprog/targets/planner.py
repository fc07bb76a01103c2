"""Places for what targets still lack: days and hours at stations that keep every rule.

Greedy and pure: needs in order of weight, days in order of how little their week has, hours beside
what is on air already. What finds no place says which rule is in the way. Neither the order of
stations nor that of targets changes the outcome.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heapreplace
from typing import Literal

from radioprog.kernel.findings import Text
from radioprog.targets.target import Measure, Period, Target

Rule = Literal[
    "no-content",
    "no-station",
    "validity",
    "days",
    "hours",
    "busy",
    "sessions",
    "longest",
    "once",
    "too-many",
]
Interval = tuple[int, int, str]
"""Seconds of a day from and to, and what it is: ``own``, ``relay``, ``exempt`` or ``busy``."""
MINUTE, GAP = 60, 300
_FURTHEST: tuple[Rule, ...] = ("hours", "busy", "sessions", "longest", "once")
_MOST_A_DAY, _MOST_HOURS = 24, 6
MOST_AIRINGS = 150_000
"""So many airings are proposed at a time, more than a province's year of twelve themes needs."""
_MOST_TRIES, _MOST_PLACED, _MOST_PLACES = 300, 200, 200_000


@dataclass(frozen=True, slots=True)
class DayRules:
    """What a station may have on air in a day: hours in seconds, sessions, the longest session."""

    earliest: int = 0
    latest: int = 86400
    sessions: int | None = None
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class StationYear:
    """A station in the year: its rules, the days on which it may air, and what is on air then."""

    id: str
    rules: DayRules
    allowed: frozenset[int]
    on_air: Mapping[int, tuple[Interval, ...]]
    valid: frozenset[int] = frozenset()
    series: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """The series that are on air on a day already."""


@dataclass(frozen=True, slots=True)
class Content:
    """What could be put on air: a series, how long it is, its usual second of day and weekdays."""

    series: str
    length: int
    usual: int | None = None
    weekdays: frozenset[int] = frozenset()
    key: str = ""
    """The series folded, as `StationYear.series` has it."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one number of one target lacks, at the stations of its group or at one of them."""

    target: Target
    period: Period
    measure: Measure
    missing: float
    stations: tuple[str, ...]
    contents: tuple[Content, ...]
    station: str = ""

    def holds(self, day: int) -> bool:
        """Tell whether a day, counted from the year 1, lies in the period."""
        return self.period.first.toordinal() <= day <= self.period.last.toordinal()

    @property
    def places(self) -> int:
        """How many days of stations could be looked at."""
        return ((self.period.last - self.period.first).days + 1) * len(self.stations)

    @property
    def order(self) -> tuple[float, int, int, str, str, str, str]:
        """Who goes first: weight, the shorter period, the smaller group."""
        days = (self.period.last - self.period.first).days
        names = (self.target.id, self.period.name, self.station, str(self.measure))
        return (-self.target.weight, days, len(self.stations), *names)


@dataclass(frozen=True, slots=True)
class ProposedAiring:
    """One airing that is put into the schedule, and for which need."""

    content: Content
    station: str
    day: int
    start: int
    need: int


@dataclass(frozen=True, slots=True)
class Unmet:
    """What a need still lacks, and the rule that is most often in the way."""

    need: Need
    missing: float
    rule: Rule
    blocked: Mapping[Rule, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GreedyPlan:
    """Airings that were placed, and what found no place."""

    placed: tuple[ProposedAiring, ...]
    unmet: tuple[Unmet, ...]
    needs: tuple[Need, ...] = ()
    """The needs in the order in which ``placed`` counts them."""

    @property
    def cost(self) -> tuple[float, float, int]:
        """The weight of what is unmet, what is missing of it, the airings added: less is better."""
        weight = sum(each.need.target.weight for each in self.unmet)
        short = sum(each.need.target.weight * each.missing for each in self.unmet)
        return (round(weight, 6), round(short, 6), len(self.placed))


def plan_greedily(needs: Iterable[Need], stations: Iterable[StationYear]) -> GreedyPlan:
    """Find places for needs; a wide plan first, lean and tight ones where that falls short.

    A large plan is not begun again: what it lacks is put where there is room left.
    """
    ordered = sorted(needs, key=lambda each: each.order)
    units = {each.id: each for each in sorted(stations, key=lambda each: each.id)}
    planner = Placing(ordered, units, tight=False)
    wide = planner.plan()
    if not wide.unmet:
        return wide
    if sum(each.places for each in ordered) > _MOST_PLACES:
        planner.tight = True
        return planner.plan()
    tight = Placing(ordered, units, tight=True).plan()
    by_period = sorted(ordered, key=lambda each: each.order[1:])
    other = Placing(by_period, units, tight=True).plan()
    best = min(wide, tight, other, key=lambda each: each.cost)
    return _repaired(best, units)


def _repaired(best: GreedyPlan, units: Mapping[str, StationYear]) -> GreedyPlan:
    """Take airings out one by one where something is unmet, and keep what turns out better."""
    tries = _MOST_TRIES if len(best.placed) <= _MOST_PLACED else 0
    while tries > 0 and best.unmet:
        for other in _without_one(best, units):
            tries -= 1
            if other.cost < best.cost:
                best = other
                break
            if tries <= 0:
                break
        else:
            break
    return best


def _without_one(best: GreedyPlan, units: Mapping[str, StationYear]) -> Iterator[GreedyPlan]:
    """Yield plans in which an unmet need takes the place of another's airing, which moves on."""
    for unmet in best.unmet:
        number = best.needs.index(unmet.need)
        low, high = unmet.need.period.first.toordinal(), unmet.need.period.last.toordinal()
        for each in best.placed:
            if each.station in unmet.need.stations and low <= each.day <= high:
                planner = Placing(best.needs, units, tight=True)
                for kept in best.placed:
                    if kept is not each:
                        planner.put(kept)
                planner.meet(number, unmet.need, Counter())
                yield planner.plan()


class Placing:
    """Places airings need by need; what is placed for one serves all that take it."""

    def __init__(
        self, needs: Sequence[Need], units: Mapping[str, StationYear], *, tight: bool = True
    ) -> None:
        """Take the needs, and stations by id; ``tight`` puts several airings on a day."""
        self.needs: Sequence[Need] = needs
        self.units: Mapping[str, StationYear] = units
        self.tight: bool = tight
        self.missing: list[float] = [float(each.missing) for each in needs]
        self.placed: list[ProposedAiring] = []
        self._new: dict[tuple[str, int], tuple[Interval, ...]] = {}
        self._series: Counter[tuple[str, int, str]] = Counter()
        self._weeks: list[Counter[int]] = [Counter() for _ in needs]
        self._load: dict[str, Counter[str]] = {each.target.id: Counter() for each in needs}
        self._episodes: list[set[tuple[str, int]]] = [set() for _ in needs]
        self._hours: dict[str, tuple[int, ...]] = {
            content.series: () if content.usual is None else (content.usual,)
            for need in needs
            for content in need.contents
        }
        """The hours that a series has: what it got once it keeps where it can."""
        self._known: dict[object, tuple[int | None, Rule]] = {}
        self._of_day: dict[tuple[str, int], dict[object, tuple[int | None, Rule]]] = {}
        self._takers: dict[tuple[str, str], list[int]] = {}
        for number, need in enumerate(needs):
            for content in need.contents:
                for station in need.stations:
                    self._takers.setdefault((content.series, station), []).append(number)

    def plan(self) -> GreedyPlan:
        """Meet each need in turn, and return all that is placed with what found no place."""
        unmet = []
        for number, need in enumerate(self.needs):
            blocked: Counter[Rule] = Counter()
            if self.missing[number] > 1e-9:
                self.meet(number, need, blocked)
            if self.missing[number] > 1e-9:
                why = self._why_nothing(need)
                if len(self.placed) >= MOST_AIRINGS:
                    why = "too-many"
                elif blocked:
                    why = max(blocked, key=lambda each: (blocked[each], each))
                unmet.append(Unmet(need, round(self.missing[number], 1), why, dict(blocked)))
        return GreedyPlan(tuple(self.placed), tuple(unmet), tuple(self.needs))

    def _why_nothing(self, need: Need) -> Rule:
        if not need.contents:
            return "no-content"
        if not any(each in self.units for each in need.stations):
            return "no-station"
        return "validity"

    def meet(self, number: int, need: Need, blocked: Counter[Rule]) -> None:
        """Place airings until a need is met; what is in the way is counted."""
        for content in self._ranked(need):
            for _ in range(_MOST_A_DAY if self.tight else 1):
                before = self.missing[number]
                for day in self._days(number, need, content):
                    if self.missing[number] <= 1e-9 or len(self.placed) >= MOST_AIRINGS:
                        return
                    self._on_day(number, need, content, day, blocked)
                if self.missing[number] >= before:
                    break

    def _ranked(self, need: Need) -> list[Content]:
        """Return what the need takes, that which serves most other open needs first."""

        def key(content: Content) -> tuple[int, bool, str]:
            takers = {
                taker
                for station in need.stations[:20]
                for taker in self._takers.get((content.series, station), ())
                if self.missing[taker] > 1e-9
            }
            return (-len(takers), content.usual is None, content.series)

        return sorted(need.contents, key=key)

    def _days(self, number: int, need: Need, content: Content) -> Iterator[int]:
        """Yield the days of the period, always one of a week that has the fewest airings."""
        first, last = need.period.first.toordinal(), need.period.last.toordinal()
        weeks: dict[int, list[int]] = {}
        for day in range(last, first - 1, -1):
            weeks.setdefault((day - 1) // 7, []).append(day)
        for days in weeks.values():
            days.sort(key=lambda day: ((day - 1) % 7 in content.weekdays, -day))
        own = self._weeks[number]
        order = [(own[week], _SPREAD[week % 64], week) for week in weeks]
        heapify(order)
        while order:
            _, spread, week = order[0]
            yield weeks[week].pop()
            if weeks[week]:
                heapreplace(order, (own[week], spread, week))
            else:
                heappop(order)

    def _on_day(
        self, number: int, need: Need, content: Content, day: int, blocked: Counter[Rule]
    ) -> None:
        units = need.stations
        if len(units) > 1:
            load = self._load[need.target.id]
            units = tuple(sorted(units, key=lambda each: (load[each], each)))
        once = need.measure is Measure.PROGRAMMES and self.tight
        if need.measure is Measure.PROGRAMMES and (content.series, day) in self._episodes[number]:
            return
        had = len(self.placed)
        for station in units:
            open_ = self.missing[number] > 1e-9
            wide = need.measure is Measure.PROGRAMMES and not self.tight and len(self.placed) > had
            if not (open_ or wide) or (once and len(self.placed) > had):
                break
            start, rule = self._place(station, day, content)
            if start is None:
                blocked[rule] += 1
            else:
                self.put(ProposedAiring(content, station, day, start, number))
        if len(self.placed) > had:
            self._weeks[number][(day - 1) // 7] += 1

    def put(self, placed: ProposedAiring) -> None:
        """Put an airing on air, and count it for every need that takes it."""
        self.placed.append(placed)
        key = (placed.station, placed.day)
        end = placed.start + placed.content.length
        self._of_day.pop(key, None)
        hours = self._hours[placed.content.series]
        if placed.start not in hours and len(hours) < _MOST_HOURS:
            self._hours[placed.content.series] = (*hours, placed.start)
        self._new[key] = tuple(sorted((*self._new.get(key, ()), (placed.start, end, "own"))))
        series = placed.content.series
        self._series[placed.station, placed.day, series] += 1
        for number in self._takers.get((series, placed.station), ()):
            need = self.needs[number]
            if need.holds(placed.day):
                self._count(number, need, placed)
                self._load[need.target.id][placed.station] += 1

    def _count(self, number: int, need: Need, placed: ProposedAiring) -> None:
        if need.measure is Measure.SESSIONS:
            self.missing[number] -= 1
        elif need.measure is Measure.MINUTES:
            self.missing[number] -= placed.content.length / 60
        elif (placed.content.series, placed.day) not in self._episodes[number]:
            self._episodes[number].add((placed.content.series, placed.day))
            self.missing[number] -= 1

    # --- one place ---

    def on_one_of(
        self, days: Iterable[int], station: str, content: Content
    ) -> ProposedAiring | None:
        """Put an airing on the first day that has room, for the first need that it serves."""
        takers = self._takers.get((content.series, station), ())
        for day in days:
            serves = [each for each in takers if self.needs[each].holds(day)]
            start, _ = self._place(station, day, content)
            if start is not None and serves:
                number = next((each for each in serves if self.missing[each] > 1e-9), serves[0])
                made = ProposedAiring(content, station, day, start, number)
                self.put(made)
                return made
        return None

    def _place(self, station: str, day: int, content: Content) -> tuple[int | None, Rule]:
        """Return a start that keeps all rules, or the rule that is in the way."""
        unit = self.units.get(station)
        if unit is None:
            return None, "no-station"
        if day not in unit.valid:
            return None, "validity"
        if day not in unit.allowed:
            return None, "days"
        heard = content.key in unit.series.get(day, ())
        if not self.tight and (heard or self._series[station, day, content.series]):
            return None, "once"
        usual = () if self.tight else self._hours[content.series]
        known = self._of_day.setdefault((station, day), {})
        if (content.length, usual) not in known:
            known[content.length, usual] = self._find(unit, day, content.length, usual)
        return known[content.length, usual]

    def _find(
        self, unit: StationYear, day: int, length: int, usual: tuple[int, ...]
    ) -> tuple[int | None, Rule]:
        """Return a start, or the rule; days that are alike are looked into once."""
        base = unit.on_air.get(day, ())
        items = tuple(sorted((*base, *self._new.get((unit.id, day), ()))))
        key = (unit.rules, base, items, length, usual)
        if key not in self._known:
            already = len(sessions_of(base))
            self._known[key] = find_start(items, unit.rules, length, usual, already)
        return self._known[key]


_SPREAD = [int(f"{week:06b}"[::-1], 2) for week in range(64)]
"""An order of weeks in which neighbours lie far apart: bits of the number reversed."""


def find_start(
    items: Sequence[Interval],
    rules: DayRules,
    length: int,
    usual: Sequence[int] = (),
    already: int = 0,
) -> tuple[int | None, Rule]:
    """Return the best start of so many seconds among what is on air, or the rule in the way.

    A day that has more sessions ``already`` than allowed gets none that it has not.

    >>> find_start([(64800, 66600, "relay")], DayRules(63000, 75600, 1, 3600), 900)
    (63900, 'hours')
    >>> find_start([(64800, 66600, "relay")], DayRules(63000, 75600, 1, 1800), 900)
    (None, 'longest')
    """
    starts = [*usual]
    starts += [start - length for start, _, _ in items]
    starts += [-(-end // MINUTE) * MINUTE for _, end, _ in items]
    starts += [rules.earliest, rules.latest - length]
    starts += [start - GAP - length for start, _, _ in items]
    starts += [-(-(end + GAP) // MINUTE) * MINUTE for _, end, _ in items]
    worst: Rule = "hours"
    for start in dict.fromkeys(starts):
        rule = _forbidden(items, rules, start // MINUTE * MINUTE, length, already)
        if rule is None:
            return start // MINUTE * MINUTE, "hours"
        worst = max(worst, rule, key=_FURTHEST.index)
    return None, worst


def _forbidden(
    items: Sequence[Interval], rules: DayRules, start: int, length: int, already: int
) -> Rule | None:
    end = start + length
    if start < max(0, rules.earliest) or end > min(86400, rules.latest):
        return "hours"
    for begin, over, kind in items:
        if begin < end and start < over:
            return "busy"
        if kind == "relay" and 0 < begin - end < GAP:
            return "busy"
    after = _sessions(sorted([*_counted(items), (start, end)]))
    if rules.sessions is not None and len(after) > max(rules.sessions, already):
        return "sessions"
    whole = next(b - a for a, b in after if a <= start < b)
    return "longest" if rules.longest is not None and whole > rules.longest else None


def sessions_of(items: Iterable[Interval]) -> list[tuple[int, int]]:
    """Return the sessions of a day as far as rules count them: what lies less than 5 min apart."""
    return _sessions(_counted(items))


def _counted(items: Iterable[Interval]) -> list[tuple[int, int]]:
    return sorted((start, end) for start, end, kind in items if kind in ("own", "relay"))


def _sessions(items: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in items:
        if found and start - found[-1][1] < GAP:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


RULES: dict[Rule, Text] = {
    "no-content": Text(
        "chưa có chuyên mục nào mang chủ đề, chuyên mục và ngôn ngữ ấy (series.yaml)",
        "no series has that theme and language (series.yaml)",
    ),
    "no-station": Text("chỉ tiêu không chọn trúng đài nào", "the target chooses no station"),
    "validity": Text(
        "đài chưa có hoặc không còn hoạt động trong kỳ", "the station does not exist in the period"
    ),
    "days": Text(
        "quy định không cho phát những ngày ấy (days)", "the profile allows no such days (days)"
    ),
    "hours": Text(
        "khung giờ được phát ngắn hơn chương trình (earliest, latest)",
        "the hours allowed are too few (earliest, latest)",
    ),
    "busy": Text("giờ được phát đã kín", "the hours allowed are taken"),
    "sessions": Text(
        "đã đủ số phiên một ngày (sessions)", "the sessions of the day are used up (sessions)"
    ),
    "longest": Text(
        "phiên sẽ dài quá quy định (longest)", "the session would be too long (longest)"
    ),
    "once": Text("chuyên mục đã phát ngày ấy", "the series is on air that day already"),
    "too-many": Text(
        "một lần đề xuất nhiều nhất 150.000 buổi; hãy giảm con số, hay chia nhóm đài",
        "at most 150,000 airings are proposed at a time; ask for less, or for fewer stations",
    ),
}
