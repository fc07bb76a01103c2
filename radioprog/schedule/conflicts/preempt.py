"""Pre-emption: what goes first, what gives way, and the fate of what gave way.

Circular 39/2020 knows three kinds of message. An emergency is played at once: what is on air is
interrupted and goes on behind it, a relay is joined late or left early. A priority item goes
first in its session. What had not begun is put right behind where there is room before the
station's last hour, and is dropped otherwise; a relay is never moved. Two priority items at once
are a matter for the commune and stay a conflict. Of two alerts the later one waits for the other;
an exercise gives way to what is not one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.airings.airing import Airing, Cause, Reason, Status, in_air_order
from radioprog.schedule.days.civil import (
    DAY,
    MINUTE,
    CivilMoment,
    Instant,
    Span,
    ZoneClock,
    day_of,
)
from radioprog.schedule.plan.slot import Priority

_SHORTEST_REST = Span(60)
"""What would be left of an airing for less than this is not worth joining."""
LATEST_DELAY = Span(60 * 60)
"""An item is put off by this much at most; later it would be another programme's time."""


@dataclass(frozen=True, slots=True)
class Preempted:
    """An airing that gave way, to which, and as what it now stands."""

    by: Airing
    before: Airing
    after: Airing


def preempt(
    airings: Sequence[Airing], clock: ZoneClock, latest: MinuteOfDay | None = None
) -> tuple[list[Airing], tuple[Preempted, ...]]:
    """Let emergencies and priority items go first; give all airings and what gave way.

    ``latest`` is the station's last hour: nothing that gives way is put off beyond it.
    """
    urgent = [each for each in airings if each.slot.priority is not Priority.NORMAL]
    if not urgent:
        return list(airings), ()
    standing = _Standing(_one_by_one(list(_superseded(airings)), clock))
    told: list[Preempted] = []
    urgent = [each for each in map(standing.now, urgent) if each.is_live]
    urgent.sort(key=lambda each: (-each.slot.rank, *in_air_order(each)))
    for first in urgent:
        if standing.now(first) != first:
            continue
        for other in _in_the_way(first, standing.near(first)):
            after = _GivingWay(first, other, standing.near(first), clock, latest).outcome()
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
            yield each._replace(status=Status.CANCELLED, reason=Reason(Cause.SUPERSEDED))
        else:
            yield each


def _one_by_one(airings: Sequence[Airing], clock: ZoneClock) -> list[Airing]:
    """Let alerts that would be on air together follow one another, the one begun first in front.

    A repeat that would come after the end of its own alert is dropped.
    """
    made = {each.key: each for each in airings}
    alerts = [each for each in airings if each.slot.alert and each.is_live]
    taken: list[Airing] = []
    for each in sorted(alerts, key=in_air_order):
        now = each
        for other in sorted(taken, key=in_air_order):
            if other.slot.rank == now.slot.rank and now.start < other.end and other.start < now.end:
                now = _behind(now, other, clock)
        if now.is_live:
            taken.append(now)
        made[each.key] = now
    return list(made.values())


def _behind(alert: Airing, other: Airing, clock: ZoneClock) -> Airing:
    """Put an alert's airing right behind another alert, at the next full minute."""
    at = CivilMoment(-(-(other.at + (other.end - other.start)) // MINUTE) * MINUTE)
    every = alert.slot.every
    if alert.run and every is not None and at > every.until:
        reason = Reason(Cause.DROPPED, slot=other.slot.called)
        return alert._replace(status=Status.CANCELLED, reason=reason)
    start = clock.instant(at)
    return alert._replace(
        at=at,
        start=start,
        end=Instant(start + alert.end - alert.start),
        status=Status.MOVED,
        of=alert.of if alert.run else alert.start,
        reason=Reason(Cause.POSTPONED, slot=other.slot.called, at=at),
    )


def _in_the_way(first: Airing, airings: Iterable[Airing]) -> list[Airing]:
    rank = first.slot.rank
    return [
        each
        for each in sorted(airings, key=in_air_order)
        if each.is_live
        and each.is_on_air_with(first)
        and each.slot.rank < rank
        and (first.slot.priority is Priority.EMERGENCY or not each.slot.relay)
    ]


@dataclass(frozen=True, slots=True)
class _GivingWay:
    """One airing that gives way to another, among those near it."""

    first: Airing
    other: Airing
    near: Sequence[Airing]
    clock: ZoneClock
    latest: MinuteOfDay | None

    def outcome(self) -> Airing:
        """Return what becomes of it."""
        if self.first.slot.priority is not Priority.EMERGENCY:
            return self._postponed() or self._dropped()
        if self.other.start < self.first.start:
            return self._interrupted()
        if self.other.slot.relay:
            return self._joined_late() or self._dropped()
        return self._postponed() or self._joined_late() or self._dropped()

    def _dropped(self) -> Airing:
        return self.other._replace(status=Status.CANCELLED, reason=self._reason(Cause.DROPPED))

    def _postponed(self) -> Airing | None:
        """Put it whole behind what goes first, at the next full minute, where there is room."""
        other = self.other
        if other.slot.relay:
            return None
        at = CivilMoment(-(-self._behind() // MINUTE) * MINUTE)
        start = self.clock.instant(at)
        end = Instant(start + other.end - other.start)
        if not 0 <= start - other.start <= LATEST_DELAY or not self._has_room(start, end, at):
            return None
        return self._at(at, end, Cause.POSTPONED)

    def _joined_late(self) -> Airing | None:
        """Cut its start: it is on air from the end of what goes first, up to its own end."""
        if self.other.end - self.first.end < _SHORTEST_REST:
            return None
        return self._at(self._behind(), self.other.end, Cause.CUT_START)

    def _interrupted(self) -> Airing:
        """Let it go on behind what goes first: to its last word where there is room, else cut.

        A relay ends with its source; what is ours goes on for as long as it was silent.
        """
        first, other = self.first, self.other
        own = Instant(other.end if other.slot.relay else other.end + first.end - first.start)
        ends = (own, other.end) if self._has_room(other.end, own, other.at) else (other.end,)
        for end in ends:
            if end - first.end >= _SHORTEST_REST:
                pauses = (*other.pauses, (first.start, first.end))
                reason = self._reason(Cause.INTERRUPTED, self._behind())
                return other._replace(end=end, pauses=pauses, reason=reason)
        return other._replace(end=first.start, reason=self._reason(Cause.CUT_END, first.at))

    def _behind(self) -> CivilMoment:
        return CivilMoment(self.first.at + (self.first.end - self.first.start))

    def _has_room(self, start: Instant, end: Instant, at: CivilMoment) -> bool:
        """Tell whether a time is free, on the airing's own day, before the station's last hour."""
        midnight = day_of(self.other.at) * DAY
        stop = at + (end - start) if at != self.other.at else at + (end - self.other.start)
        last = midnight + (DAY if self.latest is None else self.latest * MINUTE)
        within = stop <= max(last, self.other.at + (self.other.end - self.other.start))
        taken = any(
            each.is_live
            and each.key not in (self.other.key, self.first.key)
            and each.start < end
            and start < each.end
            for each in self.near
        )
        return within and day_of(at) == day_of(self.other.at) and not taken

    def _at(self, at: CivilMoment, end: Instant, cause: Cause) -> Airing:
        other = self.other
        return other._replace(
            at=at,
            start=self.clock.instant(at),
            end=end,
            status=Status.MOVED,
            of=other.of if other.run else other.start,
            reason=self._reason(cause, at),
        )

    def _reason(self, cause: Cause, at: CivilMoment | None = None) -> Reason:
        return Reason(cause, slot=self.first.slot.called, at=at)
