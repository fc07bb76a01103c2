"""Schedule files: ``schedules/*.yaml``, merged in order of name, become one `Schedule`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from radioprog.kernel.findings import Finding, Text, error
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.yaml.compound import Record
from radioprog.kernel.yaml.document import Node, parse_document
from radioprog.schedule.days.civil import CivilMoment, civil_day, moment
from radioprog.schedule.days.holidays import Almanac, LocalHoliday
from radioprog.schedule.days.rules import DayRule
from radioprog.schedule.days.words import parse_days
from radioprog.schedule.plan import findings as says
from radioprog.schedule.plan.kinds import EveryWords
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
from radioprog.schedule.stations.selector import Selector

LARGEST_PLAN = 1 << 20
"""The largest schedule file, in bytes."""
_MOST_FINDINGS = 300


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
    schedule = Schedule(
        slots=merged.slots(),
        exceptions=merged.exceptions(),
        profiles=merged.profiles(),
        almanac=merged.almanac,
    )
    found.extend(_unknown_slots(schedule))
    return schedule, tuple(found[:_MOST_FINDINGS])


def _record(node: Node | None, found: list[Finding]) -> Record | None:
    return None if node is None else SCHEDULE.read(node, found)


class _Merged:
    """The records of all files, turned into values; doubles are named."""

    def __init__(self, records: Sequence[Record], found: list[Finding]) -> None:
        self._records = records
        self._found = found
        self.almanac = Almanac(
            tuple(
                LocalHoliday(each["date"], each["name"], each["off"] == "true", each.place)
                for each in self._all("holidays")
                if each["date"] is not None and each["name"] is not None
            )
        )

    def _all(self, name: str) -> Iterable[Record]:
        for record in self._records:
            yield from record[name]

    def profiles(self) -> Mapping[str, Profile]:
        profiles: dict[str, Profile] = {}
        for record in self._records:
            for name, each in sorted(record["profiles"].items()):
                if name in profiles:
                    self._found.append(
                        says.double("duplicate-profile", name, each.place, profiles[name].place)
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
        for name in ("relays", "slots"):
            for each in self._all(name):
                slot = self._slot(each, relay=name == "relays")
                if slot is None:
                    continue
                if slot.id in made:
                    first = made[slot.id].place
                    self._found.append(
                        says.double("duplicate-slot", slot.id, each.place_of("id"), first)
                    )
                else:
                    made[slot.id] = slot
        return tuple(made[id_] for id_ in sorted(made))

    def _slot(self, each: Record, *, relay: bool) -> Slot | None:
        days = self._days(each, "days")
        parts = (each["id"], each["stations"], days, each["at"], each["length"])
        if any(part is None for part in parts):
            return None
        if each["from"] and each["to"] and each["to"] < each["from"]:
            self._found.append(says.ends_first(each))
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
            "place": each.place_of("id"),
        }
        if relay:
            return Slot(**common, name=each["name"] or each["id"])
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

    def _check_repeats(self, each: Record, repeats: Sequence[Repeat]) -> None:
        if len(set(repeats)) < len(repeats):
            self._found.append(says.double_repeat(each.place_of("repeats")))
        for rule in repeats:
            if rule.days == 0 and rule.at <= each["at"]:
                self._found.append(says.repeat_before_first(each.place_of("repeats")))

    def _every(self, each: Record) -> Every | None:
        words = [rule for rule in each["repeats"] if isinstance(rule, EveryWords)]
        if not words:
            return None
        end = words[0].until
        if end is None and each["to"] is not None:
            end = CivilMoment(moment(civil_day(each["to"]), each["at"]) // 86_400 * 86_400 + 86_400)
        if each["priority"] != Priority.EMERGENCY.value or len(words) > 1:
            self._found.append(says.every_is_for_emergencies(each.place_of("repeats")))
            return None
        if end is None:
            self._found.append(says.every_needs_end(each.place_of("repeats")))
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

    def exceptions(self) -> tuple[SlotException, ...]:
        made = (self._exception(each) for each in self._all("exceptions"))
        return tuple(each for each in made if each is not None)

    def _exception(self, each: Record) -> SlotException | None:
        if each["slot"] is None or each["date"] is None:
            return None
        asked = [
            name for name in ("cancel", "move", "programme", "length") if each[name] is not None
        ]
        if not asked:
            self._found.append(says.does_nothing(each))
            return None
        if "cancel" in asked and len(asked) > 1:
            self._found.append(says.cancels_and_more(each))
            return None
        stations: Selector | None = each["stations"]
        return SlotException(
            each["slot"],
            each["date"],
            stations,
            each["run"],
            each["cancel"],
            each["move"],
            each["programme"],
            each["length"],
            each.place,
        )


def _unknown_slots(schedule: Schedule) -> Iterable[Finding]:
    slots = {slot.id: slot for slot in schedule.slots}
    for each in schedule.exceptions:
        slot = slots.get(each.slot)
        if slot is None:
            yield error(
                "unknown-slot",
                Text(f"không có khung giờ {each.slot}", f"there is no slot {each.slot}"),
                did_you_mean(
                    each.slot, slots, Text("viết mã của một khung giờ", "write a slot's id")
                ),
                each.place,
            )
        elif slot.relay and each.cancel is None:
            yield error(
                "relay-is-fixed",
                Text(
                    f"tiếp sóng {slot.id} không dời, không đổi được",
                    f"the relay {slot.id} cannot be moved or changed",
                ),
                Text("chỉ có thể hủy: cancel: lý do", "it can only be cancelled: cancel: why"),
                each.place,
            )
