"""What a review says: programmes made, airings planned and aired, targets, compared with before.

Plain values; `review.counting` counts them, `review.paper` puts them into words and tables.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from radioprog.aired.matching.match import Grade, Outcome
from radioprog.kernel.findings import Text
from radioprog.targets.coverage import Covered
from radioprog.targets.target import Period, Target


@dataclass(frozen=True, slots=True)
class MadeProgramme:
    """A programme that was made in the period: its sound is built, or it was proven to be aired.

    ``series`` is what people call it, ``themes`` and ``languages`` are as written; ``seconds`` is
    the length of the sound, else as its script says. ``is_synthetic``: a machine's voice speaks.
    """

    name: str
    title: str
    series: str = ""
    number: int | None = None
    date: dt.date | None = None
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    is_synthetic: bool = False
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class AiringFact:
    """One airing at one station, as a review counts it.

    ``outcome`` and ``grade`` are those of its match; ``is_refused``: a witness says that it was
    not on air as planned. ``seconds`` is what was measured, else what was planned; ``themes`` and
    ``languages`` are those of its programme. ``alert`` marks emergencies and rehearsals of them.
    """

    station: str
    day: dt.date
    kind: str
    outcome: Outcome
    grade: Grade
    is_aired: bool = False
    is_refused: bool = False
    gave_way: bool = False
    is_planned: bool = True
    seconds: int = 0
    slot: str = ""
    programme: str = ""
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    alert: str = ""


@dataclass(frozen=True, slots=True)
class AiringTally:
    """Airings counted: planned, proven to be aired, said not to be, and without any witness.

    ``planned`` is the sum of the other three; ``repeats`` and ``repeats_aired`` are among them.
    ``seconds`` is the time that was proven to be on air.
    """

    planned: int = 0
    aired: int = 0
    refused: int = 0
    silent: int = 0
    repeats: int = 0
    repeats_aired: int = 0
    seconds: int = 0

    @property
    def minutes(self) -> float:
        """Return the time on air in minutes, to a tenth."""
        return minutes(self.seconds)

    @property
    def percent(self) -> float:
        """Return how much of what was planned was aired, in percent, to a tenth; 0 of nothing."""
        return round_half_up(1000 * self.aired, self.planned) if self.planned else 0


@dataclass(frozen=True, slots=True)
class MadeTally:
    """Programmes counted: how many, how long, how many with a machine's voice."""

    count: int = 0
    seconds: int = 0
    synthetic: int = 0

    @property
    def minutes(self) -> float:
        """Return the length of all in minutes, to a tenth."""
        return minutes(self.seconds)


@dataclass(frozen=True, slots=True)
class StationLine:
    """A station in the review: its name, its level, its airings."""

    id: str
    name: str
    level: str
    tally: AiringTally


@dataclass(frozen=True, slots=True)
class AlertTally:
    """Emergency messages of the period: how many, their airings; rehearsals stand apart."""

    messages: int = 0
    airings: AiringTally = AiringTally()
    exercises: int = 0


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers by which periods are compared."""

    made: MadeTally
    airings: AiringTally
    stations: int
    alerts: int


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier period that this one is compared with, and what it is called."""

    words: Text
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class ReviewInput:
    """Something that a review rests on: its name, its SHA-256, and how many lines it gave."""

    name: str
    sha256: str
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """All that a review says, counted.

    ``made`` and ``airings`` of a theme or a language count a programme with two themes twice.
    ``outcomes`` also counts what was played without being planned, ``outside``, and what gave way
    in the schedule. ``covered`` are the numbers of the targets whose period lies within this one.
    ``unmade`` are scripts of the period without sound or proof; ``mute`` the ids of stations
    that have airings and not one line of a log.
    """

    period: Period
    organisation: str
    made: tuple[MadeProgramme, ...]
    made_total: MadeTally
    made_by_series: Mapping[str, MadeTally]
    made_by_theme: Mapping[str, MadeTally]
    made_by_language: Mapping[str, MadeTally]
    airings: AiringTally
    airings_by_part: Mapping[str, AiringTally]
    airings_by_theme: Mapping[str, AiringTally]
    airings_by_language: Mapping[str, AiringTally]
    airings_by_level: Mapping[str, AiringTally]
    stations: tuple[StationLine, ...]
    grades: Mapping[Grade, int]
    outcomes: Mapping[Outcome, int]
    outside: int
    gave_way: int
    relays: AiringTally
    alerts: AlertTally
    reasons: Mapping[str, int]
    covered: tuple[Covered, ...]
    has_plan: bool
    before: tuple[Before, ...]
    unmade: tuple[MadeProgramme, ...]
    mute: tuple[str, ...]
    last_log: dt.date | None
    following: tuple[Target, ...]
    inputs: tuple[ReviewInput, ...]

    @property
    def numbers(self) -> Numbers:
        """Return what is compared with other periods."""
        heard = sum(1 for each in self.stations if each.tally.aired)
        return Numbers(self.made_total, self.airings, heard, self.alerts.messages)


def minutes(seconds: int) -> float:
    """Return minutes to a tenth, halves up, whole ones as whole numbers.

    >>> minutes(899), minutes(900)
    (15, 15)
    >>> minutes(510)
    8.5
    """
    return round_half_up(seconds, 6)


def round_half_up(number: int, by: int) -> float:
    """Return tenths of a division of whole numbers, halves up, whole ones as whole numbers.

    >>> round_half_up(1000, 3), round_half_up(10, 1)
    (33.3, 1)
    """
    tenths = (2 * number + by) // (2 * by)
    return tenths // 10 if tenths % 10 == 0 else tenths / 10
