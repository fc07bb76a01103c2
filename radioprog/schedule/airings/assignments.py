"""Assignments: which slots, exceptions and profile each station has.

Stations that have the very same ones on the same days form a class and are planned once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from radioprog.kernel.findings import Code, Finding
from radioprog.kernel.suggest import did_you_mean
from radioprog.schedule.airings import findings as says
from radioprog.schedule.airings.fill import ProgrammeFilling, SlotProgrammes, first_days
from radioprog.schedule.days.civil import CivilDay, Instant, civil_day
from radioprog.schedule.plan.slot import Profile, Schedule, Slot, SlotException
from radioprog.schedule.stations.selector import Selector
from radioprog.schedule.stations.station import Network, Station

Key = tuple[str, CivilDay, int]
"""What an exception changes: slot, date of the first run, and run (-1: the whole occurrence)."""
WHOLE = -1


@dataclass(frozen=True, slots=True)
class Busy:
    """A time at which a station is not free: a live session or a closure of its own calendar."""

    start: Instant
    end: Instant
    title: str


@dataclass(frozen=True, slots=True)
class StationClass:
    """Stations with one and the same schedule; ``exceptions`` holds what is changed, by key."""

    stations: tuple[str, ...]
    first_day: CivilDay
    last_day: CivilDay
    profile: Profile | None
    slots: tuple[Slot, ...]
    exceptions: Mapping[Key, SlotException]
    busy: tuple[Busy, ...] = ()

    @property
    def first_station(self) -> str:
        """Its first station, by which it is named."""
        return self.stations[0]


@dataclass(frozen=True)
class Assignments:
    """A network's classes in order of their first station, with what each slot airs by date."""

    classes: tuple[StationClass, ...]
    programmes: Mapping[str, SlotProgrammes]
    chosen: Mapping[str, frozenset[str]]
    schedule: Schedule
    filling: ProgrammeFilling
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Resolved:
    """An exception with the key it changes and the stations where it does."""

    exception: SlotException
    key: Key
    stations: frozenset[str]
    everywhere: bool


def assign(
    network: Network,
    schedule: Schedule,
    filling: ProgrammeFilling,
    *,
    busy: Mapping[str, Sequence[Busy]] | None = None,
    only: Iterable[str] | None = None,
) -> Assignments:
    """Work out which station has what; ``only`` keeps to some stations."""
    found: list[Finding] = []
    chooser = _Chooser(network, found)
    chosen = {slot.id: chooser.choose(slot.stations) for slot in schedule.slots}
    found.extend(_empty_slots(schedule, chosen, chooser))
    resolved = _resolve(schedule, chosen, chooser, found)
    programmes = _programmes(schedule, filling, resolved, found)
    wanted = frozenset(only) if only is not None else None
    classes = _classes(network, schedule, chosen, resolved, busy or {}, wanted)
    found.extend(_unknown_profiles(network, schedule))
    return Assignments(tuple(classes), programmes, chosen, schedule, filling, tuple(found))


class _Chooser:
    """Selectors answered once each."""

    def __init__(self, network: Network, found: list[Finding]) -> None:
        self._network = network
        self._found = found
        self._known: dict[str, frozenset[str]] = {}
        self.wrong: set[str] = set()

    def choose(self, selector: Selector) -> frozenset[str]:
        if selector.text not in self._known:
            stations, findings = selector.choose(self._network)
            self._known[selector.text] = stations
            self._found.extend(findings)
            if findings:
                self.wrong.add(selector.text)
        return self._known[selector.text]


def _empty_slots(
    schedule: Schedule, chosen: Mapping[str, frozenset[str]], chooser: _Chooser
) -> Iterable[Finding]:
    for slot in schedule.slots:
        if not chosen[slot.id] and slot.stations.text not in chooser.wrong:
            yield says.NO_STATION(slot.place, slot=slot.called, details={"slot": slot.id})


def _unknown_profiles(network: Network, schedule: Schedule) -> Iterable[Finding]:
    first: dict[str, Station] = {}
    for station in network:
        if station.profile and station.profile not in schedule.profiles:
            first.setdefault(station.profile, station)
    for profile, station in first.items():
        suggestion = did_you_mean(profile, schedule.profiles, says.ADD_PROFILE)
        yield says.UNKNOWN_PROFILE(station.place, profile=profile, suggestion=suggestion)


def _resolve(
    schedule: Schedule,
    chosen: Mapping[str, frozenset[str]],
    chooser: _Chooser,
    found: list[Finding],
) -> list[_Resolved]:
    """Find what each exception changes; a line of the file that changes nothing is told once."""
    slots = {slot.id: slot for slot in schedule.slots}
    resolved: list[_Resolved] = []
    taken: dict[Key, list[_Resolved]] = {}
    in_vain: dict[object, SlotException] = {}
    met: set[object] = set()
    for each in schedule.exceptions:
        slot = slots.get(each.slot)
        if slot is None or (slot.relay and each.cancel is None):
            continue
        one = _resolved(each, slot, schedule, chosen[slot.id], chooser)
        line: object = each.place if each.shared else id(each)
        if one is None:
            in_vain.setdefault(line, each)
            continue
        met.add(line)
        others = taken.setdefault(_clash_key(one.key), [])
        rival = next((other for other in others if other.stations & one.stations), None)
        if rival is not None:
            found.append(_of_exception(says.TWO_FOR_ONE, each, slot, other=rival.exception.place))
            continue
        others.append(one)
        resolved.append(one)
    for vain, each in in_vain.items():
        if vain not in met and not (each.stations and each.stations.text in chooser.wrong):
            found.append(_of_exception(says.MISSES, each, slots[each.slot]))
    return resolved


def _resolved(
    each: SlotException,
    slot: Slot,
    schedule: Schedule,
    everyone: frozenset[str],
    chooser: _Chooser,
) -> _Resolved | None:
    """Return what an exception changes, or nothing where it meets no airing."""
    day = _occurrence_day(slot, schedule, each)
    if day is None:
        return None
    stations = everyone
    if each.stations is not None:
        stations = chooser.choose(each.stations) & everyone
        if not stations:
            return None
    return _Resolved(each, (slot.id, day, _run_key(each)), stations, stations == everyone)


def _of_exception(code: Code, each: SlotException, slot: Slot, **more: object) -> Finding:
    details = {"slot": slot.id}
    return code(each.place, slot=slot.called, date=each.date, details=details, **more)


def _run_key(each: SlotException) -> int:
    return WHOLE if each.run is None else each.run


def _clash_key(key: Key) -> Key:
    return (key[0], key[1], max(key[2], 0))


def _occurrence_day(slot: Slot, schedule: Schedule, each: SlotException) -> CivilDay | None:
    """Find the occurrence that an exception means; a repeat may be named by its own day."""
    day = civil_day(each.date)
    runs = len(slot.repeats)
    if each.run is not None and each.run > runs and slot.every is None:
        return None
    if first_days(slot, schedule, day, day):
        return day
    if each.run and each.run <= runs:
        earlier = CivilDay(day - slot.repeats[each.run - 1].days)
        if earlier >= 1 and first_days(slot, schedule, earlier, earlier):
            return earlier
    return None


def _programmes(
    schedule: Schedule,
    filling: ProgrammeFilling,
    resolved: Sequence[_Resolved],
    found: list[Finding],
) -> dict[str, SlotProgrammes]:
    taken: dict[str, set[CivilDay]] = {}
    for each in resolved:
        whole = each.key[2] <= 0
        if whole and each.everywhere and (each.exception.cancel or each.exception.programme):
            taken.setdefault(each.key[0], set()).add(each.key[1])
    programmes = {}
    for slot in schedule.slots:
        programmes[slot.id] = filling.sequence(slot, schedule, frozenset(taken.get(slot.id, ())))
        if slot.fill.kind == "named" and filling.named(slot.fill.name) is None:
            found.append(_unknown_programme(slot.fill.name, filling, slot))
    for each in resolved:
        name = each.exception.programme
        if name is not None and filling.named(name) is None:
            found.append(_unknown_programme(name, filling, each.exception))
    return programmes


def _unknown_programme(
    name: str, filling: ProgrammeFilling, source: Slot | SlotException
) -> Finding:
    suggestion = did_you_mean(name, filling.names(), says.WRITE_A_SCRIPT)
    return says.UNKNOWN_PROGRAMME(source.place, name=name, suggestion=suggestion)


def _classes(
    network: Network,
    schedule: Schedule,
    chosen: Mapping[str, frozenset[str]],
    resolved: Sequence[_Resolved],
    busy: Mapping[str, Sequence[Busy]],
    wanted: frozenset[str] | None,
) -> list[StationClass]:
    groups = _Groups()
    for number, slot in enumerate(schedule.slots):
        groups.add(chosen[slot.id], slot=number)
    for number, each in enumerate(resolved):
        groups.add(each.stations, exception=number)
    members: dict[object, list[Station]] = {}
    for station in network:
        if wanted is not None and station.id not in wanted:
            continue
        valid = (station.first_day, station.last_day)
        key = (valid, station.profile, groups.of(station.id), tuple(busy.get(station.id, ())))
        members.setdefault(key, []).append(station)
    made = []
    for stations in members.values():
        station = stations[0]
        slots, exceptions = groups.expand(groups.of(station.id))
        made.append(
            StationClass(
                stations=tuple(each.id for each in stations),
                first_day=station.first_day,
                last_day=station.last_day,
                profile=schedule.profiles.get(station.profile) if station.profile else None,
                slots=tuple(schedule.slots[number] for number in slots),
                exceptions={
                    resolved[number].key: resolved[number].exception for number in exceptions
                },
                busy=tuple(busy.get(station.id, ())),
            )
        )
    return made


@dataclass(slots=True)
class _Groups:
    """Sets of stations, each once, with what hangs on it; a station is known by its sets."""

    _number: dict[frozenset[str], int] = field(default_factory=dict)
    _slots: list[list[int]] = field(default_factory=list)
    _exceptions: list[list[int]] = field(default_factory=list)
    _of: dict[str, list[int]] = field(default_factory=dict)

    def add(
        self, stations: frozenset[str], *, slot: int | None = None, exception: int | None = None
    ) -> None:
        number = self._number.get(stations)
        if number is None:
            number = self._number[stations] = len(self._number)
            self._slots.append([])
            self._exceptions.append([])
            for station in stations:
                self._of.setdefault(station, []).append(number)
        if slot is not None:
            self._slots[number].append(slot)
        if exception is not None:
            self._exceptions[number].append(exception)

    def of(self, station: str) -> tuple[int, ...]:
        return tuple(self._of.get(station, ()))

    def expand(self, numbers: Sequence[int]) -> tuple[list[int], list[int]]:
        slots = sorted(slot for number in numbers for slot in self._slots[number])
        exceptions = sorted(each for number in numbers for each in self._exceptions[number])
        return slots, exceptions
