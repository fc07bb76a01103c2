"""Pre-emption: what goes first, what gives way, and the fate of what gave way.

Circular 39/2020 knows three kinds of message. An emergency is played at once; a priority item
goes first in its session. What stood in the way is put right behind it where there is room, and
is dropped otherwise; a relay is never moved. Two priority items at once are a matter for the
commune and stay a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.findings import Text
from radioprog.schedule.airings.airing import Airing, Status, in_air_order
from radioprog.schedule.days.civil import (
    MINUTE,
    CivilMoment,
    Instant,
    Span,
    ZoneClock,
    clock_text,
    day_of,
    minute_of,
)
from radioprog.schedule.plan.slot import Priority

LATEST_DELAY = Span(60 * 60)
"""An item is put off by this much at most; later it would be another programme's time."""


@dataclass(frozen=True, slots=True)
class Preempted:
    """An airing that gave way, to which, and as what it now stands."""

    by: Airing
    before: Airing
    after: Airing


def preempt(
    airings: Sequence[Airing], clock: ZoneClock
) -> tuple[list[Airing], tuple[Preempted, ...]]:
    """Let emergencies and priority items go first; give all airings and what gave way."""
    urgent = [each for each in airings if each.slot.priority is not Priority.NORMAL]
    if not urgent:
        return list(airings), ()
    standing = _Standing(_superseded(airings))
    told: list[Preempted] = []
    urgent = [each for each in map(standing.now, urgent) if each.is_live]
    urgent.sort(key=lambda each: (-each.slot.priority.rank, *in_air_order(each)))
    for first in urgent:
        if standing.now(first) != first:
            continue
        for other in _in_the_way(first, standing.near(first)):
            after = _fate(first, other, standing.near(first), clock)
            standing.put(after)
            told.append(Preempted(first, other, after))
    return standing.in_order(), tuple(told)


class _Standing:
    """How the airings stand while some give way, found by day: nothing moves past its own."""

    def __init__(self, airings: Iterable[Airing]) -> None:
        self._now = {each.key: each for each in airings}
        self._days: dict[int, list[tuple[str, int, int]]] = {}
        for each in self._now.values():
            self._days.setdefault(day_of(each.at), []).append(each.key)

    def now(self, airing: Airing) -> Airing:
        return self._now[airing.key]

    def put(self, airing: Airing) -> None:
        self._now[airing.key] = airing

    def near(self, airing: Airing) -> list[Airing]:
        day = day_of(airing.at)
        keys = (key for near in (day - 1, day, day + 1) for key in self._days.get(near, ()))
        return [self._now[key] for key in keys]

    def in_order(self) -> list[Airing]:
        return sorted(self._now.values(), key=in_air_order)


def _superseded(airings: Sequence[Airing]) -> Iterator[Airing]:
    """End an emergency's repeats where a newer emergency of its series begins."""
    newest: dict[str, list[Instant]] = {}
    for each in airings:
        series = each.slot.series
        if each.slot.priority is Priority.EMERGENCY and series and not each.run and each.is_live:
            newest.setdefault(series, []).append(each.start)
    for each in airings:
        begun = each.of if each.run else each.start
        later = [start for start in newest.get(each.slot.series or "", ()) if start > (begun or 0)]
        if each.run and each.slot.every and any(start <= each.start for start in later):
            fate = Text("đã có tin khẩn cấp mới hơn", "a newer emergency has taken its place")
            yield replace(each, status=Status.CANCELLED, fate=fate)
        else:
            yield each


def _in_the_way(first: Airing, airings: Iterable[Airing]) -> list[Airing]:
    rank = first.slot.priority.rank
    return [
        each
        for each in sorted(airings, key=in_air_order)
        if each.is_live
        and each.start < first.end
        and first.start < each.end
        and each.slot.priority.rank < rank
        and (rank == Priority.EMERGENCY.rank or not each.slot.relay)
    ]


def _fate(first: Airing, other: Airing, airings: Iterable[Airing], clock: ZoneClock) -> Airing:
    why = Text(f"nhường {first.slot.id}", f"gives way to {first.slot.id}")
    at = CivilMoment(-(-(first.at + (first.end - first.start)) // MINUTE) * MINUTE)
    length = other.end - other.start
    start = clock.instant(at)
    delay = start - other.start
    end = start + length
    taken = (
        each
        for each in airings
        if each.is_live and each.key != other.key and each.start < end and start < each.end
    )
    room = 0 <= delay <= LATEST_DELAY and day_of(at) == day_of(other.at) and not any(taken)
    if other.slot.relay or not room:
        return replace(other, status=Status.CANCELLED, fate=why, of=other.of)
    moved = Text(
        f"{why.vi}, dời sang {clock_text(minute_of(at))}",
        f"{why.en}, moved to {clock_text(minute_of(at))}",
    )
    return replace(
        other,
        at=at,
        start=start,
        end=Instant(start + length),
        status=Status.MOVED,
        of=other.of if other.run else other.start,
        fate=moved,
    )
