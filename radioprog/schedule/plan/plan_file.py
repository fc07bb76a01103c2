"""Schedule files: ``schedules/*.yaml``, merged in order of name, become one `Schedule`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from radioprog.kernel.findings import Finding
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import fold, fold_name
from radioprog.kernel.units import MinuteOfDay
from radioprog.kernel.yaml.compound import Record
from radioprog.kernel.yaml.document import Node, parse_document
from radioprog.schedule.days.civil import CivilMoment, civil_day, clock_text, moment
from radioprog.schedule.days.holidays import Almanac, LocalHoliday
from radioprog.schedule.days.rules import DayRule
from radioprog.schedule.days.words import parse_days
from radioprog.schedule.plan import findings as says
from radioprog.schedule.plan.kinds import ALL_SLOTS, EveryWords
from radioprog.schedule.plan.schema import SCHEDULE
from radioprog.schedule.plan.slot import (
    Every,
    Fill,
    Priority,
    Profile,
    Repeat,
    Schedule,
    Slot,
    SlotException,
)

LARGEST_PLAN = 1 << 20
"""The largest schedule file, in bytes."""
_MOST_FINDINGS = 300
_LONGEST_RANGE = 400
_MOST_AT_ONCE = 20_000
"""One line of the file may change so many occurrences, whatever its ranges and lists come to."""
_SHORTEST = 60
_VERY_LONG = 12 * 3600
_DEEDS = ("cancel", "move", "programme", "length")


def parse_schedule(files: Iterable[tuple[str, str]]) -> tuple[Schedule, tuple[Finding, ...]]:
    r"""Read schedule files, given as (name, text), in order of name.

    >>> schedule, findings = parse_schedule([("a.yaml",
    ...     "slots: [{id: s, stations: all, days: T2, at: 17:30, length: 15:00}]")])
    >>> schedule.slots[0].at, schedule.slots[0].length, findings
    (1050, 900, ())
    """
    found: list[Finding] = []
    records: list[Record] = []
    for name, text in sorted(files):
        node, findings = parse_document(text, file=name)
        found.extend(findings)
        record = _record(node, found)
        if record is not None:
            records.append(record)
    merged = _Merged(records, found)
    slots = merged.slots()
    schedule = Schedule(
        slots=slots,
        exceptions=merged.exceptions(slots),
        profiles=merged.profiles(),
        almanac=merged.almanac,
    )
    return schedule, tuple(found[:_MOST_FINDINGS])


def _record(node: Node | None, found: list[Finding]) -> Record | None:
    return None if node is None else SCHEDULE.read(node, found)


class _Merged:
    """The records of all files, turned into values; doubles are named."""

    def __init__(self, records: Sequence[Record], found: list[Finding]) -> None:
        self._records = records
        self._found = found
        self.almanac = Almanac(tuple(self._holidays()))

    def _holidays(self) -> Iterable[LocalHoliday]:
        known: dict[dt.date, LocalHoliday] = {}
        for each in self._all("holidays"):
            if each["date"] is None or each["name"] is None:
                continue
            day = LocalHoliday(each["date"], each["name"], each["off"] == "true", each.place)
            first = known.setdefault(day.date, day)
            if first.off != day.off:
                found = says.DOUBLE_HOLIDAY(each.place, date=day.date, first=first.place)
                self._found.append(found)
            yield day

    def _all(self, name: str) -> Iterable[Record]:
        for record in self._records:
            yield from record[name]

    def profiles(self) -> Mapping[str, Profile]:
        profiles: dict[str, Profile] = {}
        for record in self._records:
            for name, each in sorted(record["profiles"].items()):
                if name in profiles:
                    self._found.append(
                        says.DOUBLE_PROFILE(each.place, name=name, first=profiles[name].place)
                    )
                    continue
                days = self._days(each, "days")
                profiles[name] = Profile(
                    name,
                    each["sessions"],
                    each["longest"],
                    each["earliest"],
                    each["latest"],
                    days,
                    frozenset(each["exempt"]),
                    each.place,
                )
        return profiles

    def slots(self) -> tuple[Slot, ...]:
        made: dict[str, Slot] = {}
        folded: dict[str, Slot] = {}
        for name in ("relays", "slots"):
            for each in self._all(name):
                slot = self._slot(each, relay=name == "relays")
                if slot is None:
                    continue
                place, other = each.place_of("id"), folded.get(fold_name(slot.id))
                if slot.id in made:
                    first = made[slot.id].place
                    self._found.append(says.DOUBLE_SLOT(place, name=slot.id, first=first))
                    continue
                if other is not None:
                    found = says.SLOTS_BY_CASE(
                        place, name=slot.id, other=other.id, first=other.place
                    )
                    self._found.append(found)
                made[slot.id] = folded[fold_name(slot.id)] = slot
        return tuple(made[id_] for id_ in sorted(made))

    def _slot(self, each: Record, *, relay: bool) -> Slot | None:
        days = self._days(each, "days")
        parts = (each["id"], each["stations"], days, each["at"], each["length"])
        if any(part is None for part in parts):
            return None
        if each["from"] and each["to"] and each["to"] < each["from"]:
            found = says.ENDS_FIRST(
                each.place_of("to"), slot=each["id"], first=each["from"], last=each["to"]
            )
            self._found.append(found)
        self._check_length(each)
        common: dict[str, Any] = {
            "id": each["id"],
            "stations": each["stations"],
            "days": days,
            "at": each["at"],
            "length": each["length"],
            "first": each["from"],
            "last": each["to"],
            "skip": self._days(each, "skip"),
            "relay": relay,
            "name": each["name"] or (each["id"] if relay else ""),
            "place": each.place_of("id"),
        }
        if relay:
            return Slot(**common)
        fixed = tuple(rule for rule in each["repeats"] if isinstance(rule, Repeat))
        self._check_repeats(each, fixed)
        return Slot(
            **common,
            series=each["series"],
            repeats=tuple(dict.fromkeys(fixed)),
            every=self._every(each),
            priority=Priority(each["priority"]),
            fill=each["fill"] or Fill(),
        )

    def _check_length(self, each: Record) -> None:
        """Tell a length that is probably minutes written as seconds, or as hours."""
        seconds, place = each["length"], each.place_of("length")
        if seconds < _SHORTEST:
            better = f"{seconds}:00"
            self._found.append(
                says.SECONDS_ONLY(place, slot=each["id"], seconds=seconds, better=better)
            )
        elif seconds >= _VERY_LONG and seconds % 3600 == 0:
            hours = seconds // 3600
            self._found.append(
                says.VERY_LONG(place, slot=each["id"], hours=hours, better=f"{hours}:00")
            )

    def _check_repeats(self, each: Record, repeats: Sequence[Repeat]) -> None:
        if len(set(repeats)) < len(repeats):
            self._found.append(says.DOUBLE_REPEAT(each.place_of("repeats")))
        for rule in repeats:
            if rule.days == 0 and rule.at <= each["at"]:
                self._found.append(
                    says.REPEAT_BEFORE_FIRST(each.place_of("repeats"), at=clock_text(rule.at))
                )

    def _every(self, each: Record) -> Every | None:
        words = [rule for rule in each["repeats"] if isinstance(rule, EveryWords)]
        if not words:
            return None
        end = words[0].until
        if end is None and each["to"] is not None:
            end = CivilMoment(moment(civil_day(each["to"]), MinuteOfDay(1440)) - 1)
        if each["priority"] != Priority.EMERGENCY.value or len(words) > 1:
            self._found.append(says.EVERY_IS_FOR_EMERGENCIES(each.place_of("repeats")))
            return None
        if end is None:
            self._found.append(says.EVERY_NEEDS_END(each.place_of("repeats")))
            return None
        return Every(words[0].step, end)

    def _days(self, each: Record, name: str) -> DayRule | None:
        words = each[name]
        if words is None:
            return None
        rule, findings = parse_days(words, self.almanac, place=each.place_of(name))
        told = (found for found in findings if found.is_error or name == "days")
        self._found.extend(told)
        return rule if rule else None

    def exceptions(self, slots: Sequence[Slot]) -> tuple[SlotException, ...]:
        named = _SlotNames(slots)
        return tuple(
            made for each in self._all("exceptions") for made in self._of_line(each, named)
        )

    def _of_line(self, each: Record, named: _SlotNames) -> Iterator[SlotException]:
        """Yield the exceptions that one line stands for: each slot on each date."""
        if each["slot"] is None or each["date"] is None or not self._does_one_thing(each):
            return
        first, last = each["date"]
        if not self._is_range(each, first, last):
            return
        ids = tuple(dict.fromkeys(self._meant(each, named)))
        count = len(ids) * ((last - first).days + 1)
        if count > _MOST_AT_ONCE:
            found = says.TOO_MANY_AT_ONCE(each.place, count=count, most=_MOST_AT_ONCE)
            self._found.append(found)
            return
        shared = len(ids) > 1 or first != last or each["slot"] == (ALL_SLOTS,)
        for id_ in ids:
            for day in range(first.toordinal(), last.toordinal() + 1):
                yield SlotException(
                    slot=id_,
                    date=dt.date.fromordinal(day),
                    stations=each["stations"],
                    run=each["run"],
                    cancel=each["cancel"],
                    move=each["move"],
                    programme=each["programme"],
                    length=each["length"],
                    shared=shared,
                    place=each.place,
                )

    def _does_one_thing(self, each: Record) -> bool:
        asked = [name for name in _DEEDS if each[name] is not None]
        if not asked:
            self._found.append(says.DOES_NOTHING(each.place))
        elif "cancel" in asked and len(asked) > 1:
            self._found.append(says.CANCELS_AND_MORE(each.place))
            return False
        return bool(asked)

    def _is_range(self, each: Record, first: dt.date, last: dt.date) -> bool:
        place, days = each.place_of("date"), (last - first).days + 1
        if days < 1:
            self._found.append(says.RANGE_BACKWARDS(place, first=first, last=last))
        elif days > _LONGEST_RANGE:
            self._found.append(says.RANGE_TOO_LONG(place, days=days, most=_LONGEST_RANGE))
        elif days > 1 and each["move"] is not None and each["move"].date is not None:
            at = clock_text(each["move"].at)
            self._found.append(says.RANGE_TO_ONE_DAY(each.place_of("move"), at=at))
        else:
            return True
        return False

    def _meant(self, each: Record, named: _SlotNames) -> Iterator[str]:
        """Yield the ids of the slots that a line names; what it names in vain is told."""
        fixed = each["cancel"] is None
        for name in each["slot"]:
            if name == ALL_SLOTS:
                yield from (slot.id for slot in named.slots if not (slot.relay and fixed))
                continue
            slot = named.find(name)
            if slot is None:
                suggestion = did_you_mean(name, named.words(), says.WRITE_A_SLOT)
                found = says.UNKNOWN_SLOT(each.place, name=name, suggestion=suggestion)
                self._found.append(found)
                yield name
            elif slot.relay and fixed:
                self._found.append(says.RELAY_IS_FIXED(each.place, slot=slot.called))
            else:
                yield slot.id


class _SlotNames:
    """The slots by id, or by a name that only one has."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = slots
        self._by_id = {slot.id: slot for slot in slots}
        self._by_name: dict[str, list[Slot]] = {}
        for slot in slots:
            for word in {fold(slot.id), fold(slot.name)} - {""}:
                self._by_name.setdefault(word, []).append(slot)

    def find(self, written: str) -> Slot | None:
        named = self._by_name.get(fold(written), ())
        return self._by_id.get(written) or (named[0] if len(named) == 1 else None)

    def words(self) -> Iterator[str]:
        for slot in self.slots:
            yield slot.id
            if slot.name and slot.name != slot.id:
                yield slot.name
