"""Choices: ways out of a conflict, the mildest first, each tried before it is offered.

A choice is a handful of exceptions. Each is put into the plan of every class concerned, planned
anew, and kept only if its conflict is gone and nothing new is amiss.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.canonical import digest
from radioprog.kernel.findings import Text
from radioprog.schedule.airing import Airing
from radioprog.schedule.cast import WHOLE, Key, StationClass
from radioprog.schedule.choice_drafts import Draft, Drafter
from radioprog.schedule.civil import CivilDay
from radioprog.schedule.conflict import Conflict, Site
from radioprog.schedule.expand import Window
from radioprog.schedule.selector import Selector
from radioprog.schedule.slot import SlotException
from radioprog.schedule.timetable import ClassPlan, Planner

_MOST_TRIED = 48


@dataclass(frozen=True, slots=True)
class Change:
    """An exception to write, and the one that it takes the place of."""

    exception: SlotException
    replaces: SlotException | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One way out: a stable id, what is done, what comes of it, and the exceptions to write."""

    id: str
    what: Text
    effect: Text
    changes: tuple[Change, ...]


def choices_for(conflict: Conflict, planner: Planner, *, tried: bool = True) -> tuple[Choice, ...]:
    """Give the ways out of a conflict in order: move by the least, shorten, swap, drop.

    ``tried`` false leaves out all but dropping, which needs no trial (for floods of conflicts).
    """
    desk = _Desk(conflict, planner)
    drafts = sorted(desk.drafts(full=tried), key=lambda each: (each.cost, each.what.en))
    found: list[Choice] = []
    for draft in drafts:
        changes = desk.changes(draft)
        if changes is None or (tried and not desk.resolves(changes)):
            continue
        found.append(_choice(conflict, draft, changes))
    return tuple(found)


def _choice(conflict: Conflict, draft: Draft, changes: tuple[Change, ...]) -> Choice:
    content = [
        [each.exception.slot, each.exception.date.isoformat(), each.exception.run, draft.what.en]
        for each in changes
    ]
    id_ = f"{conflict.id}-{digest([draft.kind, content])[:4]}"
    return Choice(id_, draft.what, draft.effect, changes)


class _Desk(Drafter):
    """One conflict on the desk: its drafts, each merged into exceptions and tried."""

    def changes(self, draft: Draft) -> tuple[Change, ...] | None:
        """Merge a draft's exceptions over stations and with what stands already.

        Returns:
            ``None`` where an exception of other stations is in the way.
        """
        merged: dict[Key, tuple[SlotException, set[str], SlotException | None]] = {}
        for site, airing, new in draft.new:
            key = _key(airing, new)
            old = self._standing(site.group, airing, new)
            if key not in merged:
                merged[key] = (new, set(site.group.stations), old)
            elif merged[key][2] is not old or merged[key][0] != new:
                return None
            else:
                merged[key][1].update(site.group.stations)
        made = [self._change(*each) for _, each in sorted(merged.items(), key=lambda item: item[0])]
        return None if any(each is None for each in made) else tuple(each for each in made if each)

    def _standing(
        self, group: StationClass, airing: Airing, new: SlotException
    ) -> SlotException | None:
        slot, date, run = airing.slot.id, airing.date, max(new.run or 0, 0)
        if run:
            return group.exceptions.get((slot, date, run))
        whole = group.exceptions.get((slot, date, WHOLE))
        return whole or group.exceptions.get((slot, date, 0))

    def _change(
        self, new: SlotException, stations: set[str], old: SlotException | None
    ) -> Change | None:
        everyone = self.cast.chosen[new.slot]
        if old is not None:
            holds = everyone if old.stations is None else self._stations_of(old)
            if holds != stations:
                return None
            if new.cancel is None:
                new = replace(
                    old, run=old.run if new.length is None else new.run,
                    move=new.move or old.move, length=new.length or old.length,
                )  # fmt: skip
            else:
                new = replace(new, stations=old.stations, run=old.run)
            return Change(new, old)
        if stations == everyone:
            return Change(new)
        return Change(replace(new, stations=self._selector(frozenset(stations))))

    def _stations_of(self, old: SlotException) -> set[str]:
        return {
            station
            for group in self.cast.classes
            if old in group.exceptions.values()
            for station in group.stations
        }

    def _selector(self, stations: frozenset[str]) -> Selector:
        """Say which stations in the fewest words: as another slot says it, or one by one."""
        for slot in self.cast.plan.slots:
            if self.cast.chosen[slot.id] == stations:
                return Selector(slot.stations.text)
        return Selector(", ".join(sorted(stations)))

    def resolves(self, changes: Sequence[Change]) -> bool:
        """Try: the conflict is gone wherever it was, and nothing is amiss that was not before."""
        seen: set[tuple[str, Window]] = set()
        for site in self.sites:
            for airing in (site.clash.first, site.clash.second):
                window = self.narrow(airing or site.clash.first)
                if (site.group.leader, window) in seen:
                    continue
                seen.add((site.group.leader, window))
                if len(seen) > _MOST_TRIED:
                    return True
                before = _amiss(self.plan(site.group, window))
                changed = replace(site.group, exceptions=self._with(site.group, changes))
                after = _amiss(self.planner.plan(changed, window))
                worse = any(figure > before.get(name, -1) for name, figure in after.items())
                if worse or _named(site) in after:
                    return False
        return True

    def _with(self, group: StationClass, changes: Sequence[Change]) -> Mapping[Key, SlotException]:
        exceptions = dict(group.exceptions)
        for change in changes:
            if change.exception.stations is None or change.replaces is not None:
                mine = True
            else:
                chosen = change.exception.stations.text
                mine = group.leader in self._chosen(chosen)
            if not mine:
                continue
            for key, old in group.exceptions.items():
                if old is change.replaces:
                    exceptions.pop(key, None)
            run = WHOLE if change.exception.run is None else change.exception.run
            day = CivilDay(change.exception.date.toordinal())
            exceptions[change.exception.slot, day, run] = change.exception
        return exceptions

    def _chosen(self, text: str) -> frozenset[str]:
        for slot in self.cast.plan.slots:
            if slot.stations.text == text:
                return self.cast.chosen[slot.id]
        return frozenset(each.strip() for each in text.split(","))


def _key(airing: Airing, new: SlotException) -> Key:
    return (airing.slot.id, airing.date, WHOLE if new.run is None else new.run)


def _named(site: Site) -> tuple[object, ...]:
    second = site.clash.second.key if site.clash.second else None
    return (site.clash.reason, site.clash.first.key, second)


def _amiss(plan: ClassPlan) -> dict[tuple[object, ...], int]:
    """Name everything that is amiss with a plan, and by how much, so that plans can be compared."""
    found: dict[tuple[object, ...], int] = {}
    for clash in plan.clashes:
        second = clash.second.key if clash.second else None
        found[clash.reason, clash.first.key, second] = 0
    for breach in plan.breaches:
        counted = breach.rule in ("sessions", "longest")
        where = () if counted else breach.airings[0].key
        found[breach.profile.name, breach.rule, breach.day, where] = breach.figure if counted else 0
    for each in plan.preempted:
        found["preempted", each.before.key] = 0
    for airing in plan.airings:
        if airing.run and not airing.is_live and airing.at == airing.planned and airing.fate:
            found["cancelled", airing.key] = 0 if "before" in airing.fate.en else -1
    return found
