"""Airings: one run of one slot on one day at one station, with what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from radioprog.kernel.findings import Text
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.days.civil import CivilDay, CivilMoment, Instant, ZoneClock
from radioprog.schedule.plan.slot import Slot


class Kind(StrEnum):
    """A first run, a repeat, or a relay of a higher station."""

    FIRST = "first"
    REPEAT = "repeat"
    RELAY = "relay"


class Status(StrEnum):
    """As planned, moved to another time, or cancelled."""

    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"


_CANCELLED = Status.CANCELLED


@dataclass(frozen=True, slots=True)
class Airing:
    """One run of a slot; the same value serves every station where it airs alike.

    ``date`` is the day of the occurrence's first run by rule, ``planned`` where the rule puts
    this run, ``at`` where it now stands by the wall clock, ``start`` and ``end`` the same as
    instants. ``of`` is the start of the first run that a repeat repeats, or where a moved airing
    stood before. ``fate`` says what became of it, where it is not as the rule has it.
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
    fate: Text | None = None

    @property
    def kind(self) -> Kind:
        """First run, repeat or relay."""
        if self.slot.relay:
            return Kind.RELAY
        return Kind.REPEAT if self.run else Kind.FIRST

    @property
    def is_live(self) -> bool:
        """Tell whether it goes on air."""
        return self.status is not _CANCELLED

    @property
    def key(self) -> tuple[str, int, int]:
        """Slot, date and run: what names it at a station."""
        return (self.slot.id, self.date, self.run)


def in_air_order(airing: Airing) -> tuple[int, int, str, int]:
    """Order airings of a station: by start, then end, slot and run."""
    return (airing.start, airing.end, airing.slot.id, airing.run)


def airing_json(station: str, airing: Airing, clock: ZoneClock) -> Mapping[str, Any]:
    """Give an airing as the contract's JSON."""
    programme = airing.programme
    return {
        "station": station,
        "slot": airing.slot.id,
        "series": airing.slot.series,
        "programme": programme.name if programme else None,
        "episode": programme.number if programme else None,
        "start": clock.rfc3339(airing.start),
        "end": clock.rfc3339(airing.end),
        "kind": str(airing.kind),
        "priority": str(airing.slot.priority),
        "status": str(airing.status),
        "of": None if airing.of is None else clock.rfc3339(airing.of),
    }
