"""Airings: one run of one slot on one day at one station, with what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from radioprog.kernel.findings import Text
from radioprog.schedule.airings import findings as says
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.days.civil import (
    DAY,
    MINUTE,
    CivilDay,
    CivilMoment,
    Instant,
    ZoneClock,
    clock_text,
    date_of,
    day_of,
    minute_of,
)
from radioprog.schedule.plan.slot import Slot


class AiringKind(StrEnum):
    """A first run, a repeat, or a relay of a higher station."""

    FIRST = "first"
    REPEAT = "repeat"
    RELAY = "relay"


class Status(StrEnum):
    """As planned, moved to another time, or cancelled."""

    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"


_CANCELLED, _PLANNED = Status.CANCELLED, Status.PLANNED


class Cause(StrEnum):
    """Why an airing is not as its slot's rule has it: an exception, its first run, or pre-emption.

    What gives way is dropped, postponed whole, cut at its start or end, or interrupted.
    """

    CANCELLED = "cancelled"
    MOVED = "moved"
    FOLLOWS_FIRST = "follows-first"
    BEFORE_FIRST = "before-first"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"
    POSTPONED = "postponed"
    CUT_START = "cut-start"
    CUT_END = "cut-end"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause with its facts: the producer's own words, the slot that goes first, the moment.

    ``at`` is where a first run was moved to (``before-first``), or when the airing now begins,
    ends, or goes on.
    """

    cause: Cause
    words: str = ""
    slot: str = ""
    at: CivilMoment | None = None

    def text(self) -> Text:
        """Return the reason as a sentence."""
        at = CivilMoment(0) if self.at is None else self.at
        day = "" if self.at is None else date_of(day_of(at)).isoformat()
        clock = clock_text(minute_of(at))
        return says.REASONS[self.cause].filled(words=self.words, slot=self.slot, at=clock, day=day)


class Airing(NamedTuple):
    """One run of a slot; the same value serves every station where it airs alike.

    ``date`` is the day of the occurrence's first run by rule, ``planned`` where the rule puts
    this run, ``at`` where it now stands by the wall clock, ``start`` and ``end`` the same as
    instants. ``of`` is the start of the first run that a repeat repeats, or where a moved airing
    stood before. ``reason`` says what became of it, where it is not as the rule has it;
    ``pauses`` are the times within it at which something else is on air.
    """

    slot: Slot
    run: int
    date: CivilDay
    planned: CivilMoment
    at: CivilMoment
    start: Instant
    end: Instant
    status: Status = Status.PLANNED
    programme: ProgrammeEntry | None = None
    of: Instant | None = None
    reason: Reason | None = None
    pauses: tuple[tuple[Instant, Instant], ...] = ()

    @property
    def kind(self) -> AiringKind:
        """First run, repeat or relay."""
        if self.slot.relay:
            return AiringKind.RELAY
        return AiringKind.REPEAT if self.run else AiringKind.FIRST

    @property
    def is_live(self) -> bool:
        """Tell whether it goes on air."""
        return self.status is not _CANCELLED

    @property
    def key(self) -> tuple[str, int, int]:
        """Slot, date and run: what names it at a station."""
        return (self.slot.id, self.date, self.run)

    def is_on_air_with(self, other: Airing) -> bool:
        """Tell whether both are on air at some moment, pauses left out."""
        begin, end = max(self.start, other.start), min(self.end, other.end)
        for pause in sorted((*self.pauses, *other.pauses)):
            if pause[0] <= begin < pause[1]:
                begin = pause[1]
        return begin < end


in_air_order: Callable[[Airing], tuple[int, int, str, int]] = attrgetter(
    "start", "end", "slot.id", "run"
)
"""Order airings of a station: by start, then end, slot and run."""


def planned_airings(
    slot: Slot,
    run: int,
    days: Sequence[CivilDay],
    second: int,
    programmes: Sequence[ProgrammeEntry | None],
    clock: ZoneClock,
) -> list[Airing]:
    """Return one run of a slot on many days, as its rule has it.

    ``second`` is where it begins, counted from the midnight before the first run. Nearly all
    airings are made here, so they are made side by side.
    """
    at = [CivilMoment(day * DAY + second) for day in days]
    starts = clock.instants(days, second)
    ends = [start + slot.length for start in starts]
    of = clock.instants(days, slot.at * MINUTE) if run else repeat(None)
    same = (repeat(_PLANNED), programmes, of, repeat(None), repeat(()))
    return list(map(_AIRING, zip(repeat(slot), repeat(run), days, at, at, starts, ends, *same)))


_AIRING: Callable[[Iterable[Any]], Airing] = partial(tuple.__new__, Airing)
