"""The sweep: two things on air at once, found in one pass over a station's airings in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

from radioprog.schedule.airings.airing import Airing, Cause
from radioprog.schedule.airings.assignments import Busy
from radioprog.schedule.days.civil import Instant, Span
from radioprog.schedule.plan.slot import SESSION_GAP, Priority

MOST_CLASHES = 3000
"""More than this at one station are not told one by one."""
_BUILT_TOLERANCE = Span(1)
_ESTIMATE_TOLERANCE = 0.05
_CUT = frozenset({Cause.CUT_START, Cause.CUT_END, Cause.INTERRUPTED})
"""What is cut by an emergency is no fault of its programme's length."""

Reason = Literal["overlap", "priority-clash", "overrun", "busy", "gap"]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two airings that cannot both stand, or one and a time when the station is not free.

    ``first`` starts no later than ``second``; for ``busy`` it is the only one.
    """

    reason: Reason
    first: Airing
    second: Airing | None
    busy: Busy | None = None

    @property
    def shape(self) -> tuple[str, tuple[str, int], tuple[str, int]]:
        """What clashes of one kind share: the reason and the two (slot, run)."""
        second = (self.second.slot.id, self.second.run) if self.second else ("", 0)
        return (self.reason, (self.first.slot.id, self.first.run), second)


def overlaps(airings: Sequence[Airing]) -> Iterator[tuple[Airing, Airing]]:
    """Return each pair that is on air at once, of live airings in air order."""
    active: list[Airing] = []
    latest = -(1 << 62)
    for each in airings:
        if each.start >= latest:
            active = [each]
            latest = each.end
            continue
        active = [other for other in active if other.end > each.start]
        for other in active:
            yield other, each
        active.append(each)
        latest = max(latest, each.end)


def clashes(live: Sequence[Airing], busy: Sequence[Busy]) -> Iterator[Clash]:
    """Return the clashes of one station's live airings, the first `MOST_CLASHES` + 1 of them."""
    yield from islice(_all_clashes(live, busy), MOST_CLASHES + 1)


def _all_clashes(live: Sequence[Airing], busy: Sequence[Busy]) -> Iterator[Clash]:
    for first, second in overlaps(live):
        if not first.is_on_air_with(second):
            continue
        both = {first.slot.priority, second.slot.priority}
        yield Clash("priority-clash" if both == {Priority.PRIORITY} else "overlap", first, second)
    for first, second in pairwise(live):
        if first.end <= second.start:
            if first.programme is not None and overrun_end(first) > second.start:
                yield Clash("overrun", first, second)
            elif second.slot.relay and _is_gap(first, second):
                yield Clash("gap", first, second)
    if busy:
        yield from _busy_clashes(live, busy)


def _is_gap(first: Airing, second: Airing) -> bool:
    return not first.slot.relay and 0 < second.start - first.end < SESSION_GAP


def overrun_end(airing: Airing) -> Instant:
    """Return when an airing really ends: later than planned where its programme is too long.

    Finished sound counts to the second; an estimate only where it is 5 % over.
    """
    programme = airing.programme
    cut = airing.reason is not None and airing.reason.cause in _CUT
    if programme is None or programme.length is None or cut:
        return airing.end
    planned = airing.end - airing.start - sum(end - start for start, end in airing.pauses)
    allowed = planned + (_BUILT_TOLERANCE if programme.built else planned * _ESTIMATE_TOLERANCE)
    if programme.length <= allowed:
        return airing.end
    return Instant(airing.start + int(-(-programme.length // 1)))


def _busy_clashes(live: Sequence[Airing], busy: Sequence[Busy]) -> Iterator[Clash]:
    ordered = sorted(busy, key=lambda each: (each.start, each.end, each.title))
    begin = 0
    longest = max(each.end - each.start for each in ordered)
    for airing in live:
        while begin < len(ordered) and ordered[begin].start + longest <= airing.start:
            begin += 1
        for each in ordered[begin:]:
            if each.start >= airing.end:
                break
            if each.end > airing.start:
                yield Clash("busy", airing, None, each)
