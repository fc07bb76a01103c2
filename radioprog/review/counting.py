"""The counts of a review, from airings and programmes: no clock, no disk, no order of the input."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from radioprog.aired.matching.match import Grade, Outcome
from radioprog.kernel.text import one_line
from radioprog.review.model import (
    AiringFact,
    AiringTally,
    AlertTally,
    Before,
    MadeProgramme,
    MadeTally,
    Review,
    ReviewInput,
    StationLine,
)
from radioprog.targets.coverage import Covered
from radioprog.targets.target import Period, Target

T = TypeVar("T")
K = TypeVar("K")
_GRADES: tuple[Grade, ...] = ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What a review is counted from.

    ``stations`` gives name and level of each station by id, in the order in which they are shown.
    """

    period: Period
    made: Sequence[MadeProgramme]
    airings: Sequence[AiringFact]
    stations: Mapping[str, tuple[str, str]]
    organisation: str = ""
    covered: Sequence[Covered] = ()
    has_plan: bool = False
    before: tuple[Before, ...] = ()
    unmade: Sequence[MadeProgramme] = ()
    following: tuple[Target, ...] = ()
    inputs: tuple[ReviewInput, ...] = ()
    logged: Mapping[str, dt.date] = field(default_factory=dict)
    """The last day on which each station has a line in the record."""


def count_review(facts: ReviewFacts) -> Review:
    """Count what a review says.

    >>> day = dt.date(2026, 3, 1)
    >>> airing = AiringFact("a", day, "first", Outcome.ON_TIME, "A", True)
    >>> count_review(ReviewFacts(Period("2026-03", day, day), (), [airing], {})).airings.aired
    1
    """
    made = tuple(sorted(facts.made, key=_order_of_programme))
    planned, own = _own(facts.airings)
    return Review(
        period=facts.period,
        organisation=facts.organisation,
        made=made,
        made_total=_made(made),
        made_by_series=_made_by(made, lambda each: (each.series,)),
        made_by_theme=_made_by(made, _themes),
        made_by_language=_made_by(made, _languages),
        airings=_tally(own),
        airings_by_part=_by_part(own, facts.period),
        airings_by_theme=_by(own, _themes),
        airings_by_language=_by(own, _languages),
        airings_by_level=_by(own, lambda each: (facts.stations.get(each.station, ("", ""))[1],)),
        stations=_stations(own, facts.stations),
        grades=_counted((each.grade for each in own), _GRADES),
        outcomes=_counted((each.outcome for each in own), Outcome),
        outside=len(facts.airings) - len(planned),
        gave_way=sum(1 for each in planned if each.gave_way),
        relays=_tally([each for each in planned if each.kind == "relay" and not each.gave_way]),
        alerts=_alerts([each for each in own if each.alert]),
        reasons=_reasons(own),
        covered=tuple(facts.covered),
        has_plan=facts.has_plan,
        before=facts.before,
        unmade=tuple(sorted(facts.unmade, key=_order_of_programme)),
        mute=_mute(own, facts),
        last_log=max(facts.logged.values(), default=None),
        following=facts.following,
        inputs=facts.inputs,
    )


def _own(airings: Iterable[AiringFact]) -> tuple[list[AiringFact], list[AiringFact]]:
    """Return the airings that were planned, and those of them that are our own and stand."""
    planned = [each for each in airings if each.is_planned]
    return planned, [each for each in planned if not _is_apart(each)]


def _themes(each: MadeProgramme | AiringFact) -> tuple[str, ...]:
    return each.themes or ("",)


def _languages(each: MadeProgramme | AiringFact) -> tuple[str, ...]:
    return each.languages or ("",)


def _is_apart(airing: AiringFact) -> bool:
    """Tell whether an airing is none of ours, or is none any more."""
    return airing.kind == "relay" or airing.gave_way


def _order_of_programme(each: MadeProgramme) -> tuple[str, bool, int, str, str]:
    number = each.number
    day = each.date.isoformat() if each.date else ""
    return (one_line(each.series).casefold(), number is None, number or 0, day, each.name)


def _made(programmes: Iterable[MadeProgramme]) -> MadeTally:
    found = list(programmes)
    return MadeTally(
        len(found),
        sum(each.seconds for each in found),
        sum(1 for each in found if each.is_synthetic),
    )


def _made_by(
    programmes: Iterable[MadeProgramme], keys: Callable[[MadeProgramme], Iterable[str]]
) -> dict[str, MadeTally]:
    groups: dict[str, list[MadeProgramme]] = {}
    for each in programmes:
        for key in dict.fromkeys(keys(each)):
            groups.setdefault(key, []).append(each)
    return _most_first({key: _made(group) for key, group in groups.items()}, lambda one: one.count)


def _tally(airings: Sequence[AiringFact]) -> AiringTally:
    aired = [each for each in airings if each.is_aired]
    refused = sum(1 for each in airings if each.is_refused and not each.is_aired)
    return AiringTally(
        planned=len(airings),
        aired=len(aired),
        refused=refused,
        silent=len(airings) - len(aired) - refused,
        repeats=sum(1 for each in airings if each.kind == "repeat"),
        repeats_aired=sum(1 for each in aired if each.kind == "repeat"),
        seconds=sum(each.seconds for each in aired),
    )


def _by(
    airings: Iterable[AiringFact], keys: Callable[[AiringFact], Iterable[str]]
) -> dict[str, AiringTally]:
    groups: dict[str, list[AiringFact]] = {}
    for each in airings:
        for key in dict.fromkeys(keys(each)):
            groups.setdefault(key, []).append(each)
    return _most_first(
        {key: _tally(group) for key, group in groups.items()}, lambda one: one.planned
    )


def _most_first(groups: Mapping[str, T], size: Callable[[T], int]) -> dict[str, T]:
    """Put the largest group first; what has no name comes last."""
    return dict(sorted(groups.items(), key=lambda item: (not item[0], -size(item[1]), item[0])))


def _by_part(airings: Sequence[AiringFact], period: Period) -> dict[str, AiringTally]:
    """Count by the months of a year or quarter, and by the weeks of a month (days 1-7, 8-14 …)."""
    is_month = period.first.month == period.last.month
    if is_month:
        parts = [f"{first}-{min(first + 6, period.last.day)}" for first in (1, 8, 15, 22, 29)]
        parts = [each for each in parts if int(each.partition("-")[0]) <= period.last.day]
    else:
        parts = [f"{month}" for month in range(period.first.month, period.last.month + 1)]
    groups: dict[str, list[AiringFact]] = {part: [] for part in parts}
    for each in airings:
        number = (each.day.day - 1) // 7 if is_month else each.day.month - period.first.month
        groups[parts[number]].append(each)
    return {part: _tally(group) for part, group in groups.items()}


def _stations(
    airings: Iterable[AiringFact], known: Mapping[str, tuple[str, str]]
) -> tuple[StationLine, ...]:
    groups: dict[str, list[AiringFact]] = {}
    for each in airings:
        groups.setdefault(each.station, []).append(each)
    order = {station: number for number, station in enumerate(known)}
    ids = sorted(groups, key=lambda each: (order.get(each, len(order)), each))
    return tuple(
        StationLine(each, *known.get(each, (each, "")), _tally(groups[each])) for each in ids
    )


def _counted(found: Iterable[K], order: Iterable[K]) -> dict[K, int]:
    counted = Counter(found)
    return {key: counted[key] for key in order}


def _alerts(airings: Sequence[AiringFact]) -> AlertTally:
    actual = [each for each in airings if each.alert == "actual"]
    rehearsed = {each.slot for each in airings if each.alert == "exercise"}
    messages = {each.slot for each in actual}
    return AlertTally(len(messages), _tally(actual), len(rehearsed))


def _reasons(airings: Iterable[AiringFact]) -> dict[str, int]:
    """Count why airings failed: each airing once for each different reason, the commonest first."""
    counted = Counter(
        reason for each in airings if not each.is_aired for reason in dict.fromkeys(each.reasons)
    )
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _mute(airings: Iterable[AiringFact], facts: ReviewFacts) -> tuple[str, ...]:
    order = {station: number for number, station in enumerate(facts.stations)}
    ids = {each.station for each in airings} - facts.logged.keys()
    return tuple(sorted(ids, key=lambda each: (order.get(each, len(order)), each)))
