"""Slots: what goes on air where, on which days and at what time, with its repeats and exceptions.

Plain values, as read from ``schedules/*.yaml``; `schedule.airings.airing` puts them on dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from radioprog.kernel.findings import NOWHERE, Place
from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.days.civil import CivilDay, CivilMoment, Span, civil_day
from radioprog.schedule.days.holidays import Almanac
from radioprog.schedule.days.rules import DayRule
from radioprog.schedule.stations.selector import Selector

SESSION_GAP = Span(5 * 60)
"""Items with less than this between them are one session."""


class Priority(StrEnum):
    """The three kinds of message: the station schedules, goes first, is played at once."""

    NORMAL = "normal"
    PRIORITY = "priority"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 normal, 1 priority, 2 emergency."""
        return list(Priority).index(self)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A repeat, so many days after its first run, at its own time."""

    days: int
    at: MinuteOfDay


@dataclass(frozen=True, slots=True)
class Every:
    """An emergency's repeats: at even steps after the first run, up to a moment, which counts."""

    step: Span
    until: CivilMoment


@dataclass(frozen=True, slots=True)
class Fill:
    """How a slot gets its programme: ``next``, ``dated``, or the script with a ``name``."""

    kind: Literal["next", "dated", "named"] = "next"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A standing place on air, or (``relay``) a programme taken from a higher station.

    ``first`` and ``last`` bound the days of first runs; ``name`` is what people call it,
    ``series_title`` what they call its series. A relay has no series, and is never moved.
    ``alert`` marks an emergency message, and the rehearsal of one.
    """

    id: str
    stations: Selector
    days: DayRule
    at: MinuteOfDay
    length: Span
    series: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    repeats: tuple[Repeat, ...] = ()
    every: Every | None = None
    priority: Priority = Priority.NORMAL
    fill: Fill = Fill()
    skip: DayRule | None = None
    relay: bool = False
    name: str = ""
    series_title: str = ""
    alert: Literal["", "actual", "exercise"] = ""
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def rank(self) -> int:
        """Who goes first: the rank of its priority, an exercise behind what is not one."""
        return 2 * self.priority.rank - (self.alert == "exercise")

    @property
    def shown_priority(self) -> Priority:
        """What people and players are told: an exercise never looks like an emergency."""
        return Priority.NORMAL if self.alert == "exercise" else self.priority

    @property
    def called(self) -> str:
        """What it is called among people: its name, else its id."""
        return self.name or self.id

    @property
    def title(self) -> str:
        """What is announced where no programme is known: its name, its series, or its id."""
        return self.name or self.series_title or self.series or self.id

    @property
    def first_day(self) -> CivilDay:
        """The ordinal of the first day of first runs; 1 where it has no beginning."""
        return civil_day(self.first) if self.first else CivilDay(1)

    @property
    def last_day(self) -> CivilDay:
        """The ordinal of the last day of first runs."""
        return civil_day(self.last or dt.date.max)


@dataclass(frozen=True, slots=True)
class Move:
    """Where an airing goes: another time, and another date where it is given."""

    at: MinuteOfDay
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SlotException:
    """One occurrence of a slot made otherwise: cancelled, moved, or another programme or length.

    ``date`` is the day of the slot's first run; ``run`` is 0 for the first run, 1, 2 … for its
    repeats, and ``None`` for the whole occurrence. ``shared`` marks one of several that one line
    of the file stands for (a range of dates, a list of slots).
    """

    slot: str
    date: dt.date
    stations: Selector | None = None
    run: int | None = None
    cancel: str | None = None
    move: Move | None = None
    programme: str | None = None
    length: Span | None = None
    shared: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Profile:
    """A rule profile: what a station may have on air in a day; a breach is a warning."""

    name: str
    sessions: int | None = None
    longest: Span | None = None
    earliest: MinuteOfDay | None = None
    latest: MinuteOfDay | None = None
    days: DayRule | None = None
    exempt: frozenset[str] = frozenset()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Schedule:
    """All schedule files of a workspace, merged: slots and relays by id, exceptions in order."""

    slots: tuple[Slot, ...] = ()
    exceptions: tuple[SlotException, ...] = ()
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    almanac: Almanac = Almanac()

    def slot(self, id_: str) -> Slot | None:
        """Find a slot or relay by its id."""
        return next((each for each in self.slots if each.id == id_), None)
