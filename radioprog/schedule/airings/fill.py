"""ProgrammeFilling: which programme a slot airs on a date: the next in order, by date, or by name.

What a date gets is decided for the slot, not for the station, so that a repeat and a neighbour
air the same issue. A date that is cancelled everywhere, or that gets another programme, uses up
no episode.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from radioprog.kernel.findings import NOWHERE, Place
from radioprog.kernel.text import fold, fold_name
from radioprog.kernel.units import Seconds
from radioprog.schedule.days.civil import CivilDay, civil_day
from radioprog.schedule.plan.slot import Schedule, Slot

_YEARS_SEARCHED = 30


@dataclass(frozen=True, slots=True)
class StationSound:
    """The sound that one station gets of a programme: path, bytes, hash, length in seconds."""

    station: str
    path: str
    size: int
    sha256: str
    duration: float


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """What the schedule knows of a programme: the script's name, its metadata, its length.

    ``built`` tells whether ``length`` is that of finished sound or an estimate; ``approved``
    whether the script, as it stands, has its approval; ``editions`` are stations' own sounds;
    ``spoken`` whether it has lines that a voice of ours speaks.
    """

    name: str
    title: str
    series: str | None = None
    number: int | None = None
    date: dt.date | None = None
    length: Seconds | None = None
    built: bool = False
    approved: bool = False
    topics: tuple[str, ...] = ()
    producer: str = ""
    audio: str = ""
    place: Place = field(default=NOWHERE, compare=False)
    audio_size: int = 0
    audio_sha256: str = ""
    languages: tuple[str, ...] = ()
    editions: tuple[StationSound, ...] = ()
    spoken: bool = False


@dataclass(frozen=True)
class ProgrammeFilling:
    """All programmes there are, and how a slot is given one.

    ``approved_only`` keeps the place of an episode without approval empty. ``since`` is the day
    on which the first episode of a series airs where neither slot nor episodes have a date;
    ``begun`` the same for slots (by id) that are known to have begun.
    """

    entries: tuple[ProgrammeEntry, ...] = ()
    approved_only: bool = False
    since: CivilDay | None = None
    begun: Mapping[str, CivilDay] = field(default_factory=dict)
    _by_name: dict[str, ProgrammeEntry] = field(init=False, repr=False, compare=False)
    _by_series: dict[str, tuple[ProgrammeEntry, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name = {_name_form(each.name): each for each in self.entries}
        by_series: dict[str, list[ProgrammeEntry]] = {}
        for each in sorted(self.entries, key=_order):
            if each.series:
                by_series.setdefault(fold(each.series), []).append(each)
        object.__setattr__(self, "_by_name", by_name)
        object.__setattr__(
            self, "_by_series", {series: tuple(each) for series, each in by_series.items()}
        )

    def named(self, name: str) -> ProgrammeEntry | None:
        """Find a programme by its script's name, with or without ``.md``."""
        return self._by_name.get(_name_form(name))

    def to_air(self, name: str) -> ProgrammeEntry | None:
        """Find a programme that may go on air; one that lacks its approval may not."""
        found = self.named(name)
        return found if found and (found.approved or not self.approved_only) else None

    def names(self) -> Iterable[str]:
        """Return the names of all scripts."""
        return (each.name for each in self.entries)

    def series(self, name: str | None) -> Sequence[ProgrammeEntry]:
        """Return a series' episodes in order of number, date and name."""
        return self._by_series.get(fold(name), ()) if name else ()

    def sequence(
        self, slot: Slot, schedule: Schedule, taken: frozenset[CivilDay]
    ) -> SlotProgrammes:
        """Decide what each date of a slot airs; dates in ``taken`` use up no episode."""
        if slot.relay:
            return SlotProgrammes({})
        if slot.fill.kind == "named":
            return SlotProgrammes({}, every=self.to_air(slot.fill.name))
        episodes = self.series(slot.series)
        if slot.fill.kind == "dated":
            return self._approved({civil_day(each.date): each for each in episodes if each.date})
        return self._approved(_next_in_order(slot, schedule, episodes, taken, self.start_of(slot)))

    def start_of(self, slot: Slot) -> CivilDay | None:
        """Return the day from which a slot airs its series in order."""
        dated = [each.date for each in self.series(slot.series) if each.date]
        first = slot.first or min(dated, default=None)
        return civil_day(first) if first else self.begun.get(slot.id, self.since)

    def has_begun(self, slot: Slot, day: CivilDay) -> bool:
        """Tell whether a slot without dates is on air yet on a day of a first run."""
        if slot.first or any(each.date for each in self.series(slot.series)):
            return True
        start = self.begun.get(slot.id, self.since)
        return start is None or day >= start

    def is_guessed(self, slot: Slot) -> bool:
        """Tell whether a slot begins on the day that is asked about, for want of any date."""
        in_order = slot.fill.kind == "next" and not slot.relay
        undated = not slot.first and not any(each.date for each in self.series(slot.series))
        return in_order and undated and slot.id not in self.begun and bool(self.series(slot.series))

    def _approved(self, dates: Mapping[CivilDay, ProgrammeEntry]) -> SlotProgrammes:
        if not self.approved_only:
            return SlotProgrammes(dates)
        ready = {day: each for day, each in dates.items() if each.approved}
        return SlotProgrammes(ready, {day: each for day, each in dates.items() if day not in ready})


@dataclass(frozen=True, slots=True)
class SlotProgrammes:
    """What a slot airs by the date of its first run; ``every`` where it is always the same.

    ``unapproved`` are the episodes whose place stays empty until they have their approval.
    """

    dates: Mapping[CivilDay, ProgrammeEntry]
    unapproved: Mapping[CivilDay, ProgrammeEntry] = field(default_factory=dict)
    every: ProgrammeEntry | None = None

    def on(self, day: CivilDay) -> ProgrammeEntry | None:
        """Return the programme of a date, or nothing where the slot is dry."""
        return self.every or self.dates.get(day)

    def on_each(self, days: Sequence[CivilDay]) -> list[ProgrammeEntry | None]:
        """Return the programme of each of some dates."""
        if self.every or not self.dates:
            return [self.every] * len(days)
        return [self.dates.get(day) for day in days]


def _next_in_order(
    slot: Slot,
    schedule: Schedule,
    episodes: Sequence[ProgrammeEntry],
    taken: frozenset[CivilDay],
    begin: CivilDay | None,
) -> dict[CivilDay, ProgrammeEntry]:
    """Deal the episodes out, one a first run, from a day on."""
    if begin is None or not episodes:
        return {}
    dealt: dict[CivilDay, ProgrammeEntry] = {}
    for year in range(_YEARS_SEARCHED):
        low = CivilDay(begin + 366 * year)
        high = CivilDay(min(low + 365, slot.last_day, dt.date.max.toordinal()))
        for day in first_days(slot, schedule, low, high):
            if day in taken:
                continue
            dealt[day] = episodes[len(dealt)]
            if len(dealt) == len(episodes):
                return dealt
        if high == slot.last_day:
            break
    return dealt


def first_days(slot: Slot, schedule: Schedule, low: CivilDay, high: CivilDay) -> list[CivilDay]:
    """Return the days of a slot's first runs within bounds: its days, less what it skips."""
    low = CivilDay(max(low, slot.first_day))
    high = CivilDay(min(high, slot.last_day))
    if low > high:
        return []
    days = slot.days.days(low, high, schedule.almanac)
    if slot.skip is None:
        return days
    skipped = frozenset(slot.skip.days(low, high, schedule.almanac))
    return [day for day in days if day not in skipped]


def _name_form(name: str) -> str:
    return fold_name(name.strip().removesuffix(".md").removeprefix("scripts/"))


def _order(episode: ProgrammeEntry) -> tuple[bool, int, dt.date, str]:
    number = episode.number
    return (number is None, number or 0, episode.date or dt.date.max, episode.name)
