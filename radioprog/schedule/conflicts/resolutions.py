"""Choices: ways out of a conflict, the mildest first, each tried before it is offered.

A choice is a handful of exceptions. Each is put into the plan of every class concerned, planned
anew, and kept only if its conflict is gone and nothing new is amiss.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.canonical import digest
from radioprog.kernel.findings import Text
from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.airings.airing import Airing, Cause
from radioprog.schedule.airings.assignments import WHOLE, Assignments, Key, StationClass
from radioprog.schedule.airings.expand import Window
from radioprog.schedule.conflicts import findings as says
from radioprog.schedule.conflicts.conflict import Conflict, Site, called
from radioprog.schedule.conflicts.overlaps import overrun_end
from radioprog.schedule.conflicts.timetable import ClassPlan, Planner
from radioprog.schedule.days.civil import (
    DAY,
    CivilDay,
    Instant,
    Span,
    clock_text,
    date_of,
    day_of,
    minute_of,
    moment,
    span_text,
)
from radioprog.schedule.plan.slot import Move, SlotException
from radioprog.schedule.stations.selector import Selector

_SHORTEST = Span(60)
_MOST_SITES = 400
_MOVES_EACH = 2
_CANDIDATES = 60
_MOST_TRIED = 48


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    """An idea: its kind, what it costs, what is done and comes of it, and the exceptions."""

    kind: str
    cost: tuple[int, ...]
    what: Text
    effect: Text
    new: tuple[tuple[Site, Airing, SlotException], ...]


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
    """Return the ways out of a conflict in order: move by the least, shorten, swap, drop.

    ``tried`` false leaves out all but dropping, which needs no trial (for floods of conflicts).
    """
    resolver = _Resolver(conflict, planner)
    drafts = sorted(resolver.drafts(full=tried), key=_draft_order)
    found: list[Choice] = []
    for draft in drafts:
        changes = resolver.changes(draft)
        if changes is None or (tried and not resolver.resolves(changes)):
            continue
        found.append(_choice(conflict, draft, changes))
    return tuple(found)


def _choice(conflict: Conflict, draft: ChoiceDraft, changes: tuple[Change, ...]) -> Choice:
    content = [draft.kind, sorted(_facts(each.exception) for each in changes)]
    return Choice(f"{conflict.id}-{digest(content)[:4]}", draft.what, draft.effect, changes)


def _draft_order(draft: ChoiceDraft) -> tuple[object, ...]:
    return (draft.cost, draft.kind, sorted(_facts(new) for _, _, new in draft.new))


def _facts(each: SlotException) -> list[str]:
    """Return what an exception does, without a word that people could put otherwise."""
    move = each.move
    to = "" if move is None else f"{move.date or ''} {move.at:04d}"
    length = "" if each.length is None else str(each.length)
    dropped = "" if each.cancel is None else "dropped"
    run = "" if each.run is None else str(each.run)
    return [each.slot, each.date.isoformat(), run, to, length, dropped]


class _Resolver:
    """One conflict: what stands around it, every idea for a way out, and each idea tried."""

    def __init__(self, conflict: Conflict, planner: Planner) -> None:
        self.conflict = conflict
        self.assignments: Assignments = planner.assignments
        self.planner = planner
        self.sites = conflict.sites[:_MOST_SITES]
        self._plans: dict[tuple[str, Window], ClassPlan] = {}

    def drafts(self, *, full: bool) -> Iterator[ChoiceDraft]:
        """Return every idea, tried or not."""
        reason = self.conflict.clash.reason
        full = full and len(self.conflict.sites) <= _MOST_SITES
        for second in (True, False):
            if not self._may_change(second=second):
                continue
            if full:
                yield from self._moves(second=second)
            if reason != "gap":
                yield self._drop(second=second)
        if full and reason in ("overlap", "priority-clash"):
            yield from self._shorten()
            yield from self._swap()

    def _airing(self, site: Site, *, second: bool) -> Airing | None:
        return site.clash.second if second else site.clash.first

    def _may_change(self, *, second: bool) -> bool:
        airing = self._airing(self.sites[0], second=second)
        return airing is not None and not airing.slot.relay

    def _rank(self, *, second: bool) -> int:
        """Whose turn it is to give way: the lower priority, then the later one."""
        mine = self._airing(self.sites[0], second=second)
        other = self._airing(self.sites[0], second=not second)
        if mine is None or other is None:
            return 0
        if mine.slot.priority.rank != other.slot.priority.rank:
            return 0 if mine.slot.priority.rank < other.slot.priority.rank else 2
        return 0 if second else 1

    def _moves(self, *, second: bool) -> Iterator[ChoiceDraft]:
        airings = [
            (site, airing)
            for site in self.sites
            if (airing := self._airing(site, second=second)) is not None
        ]
        now = minute_of(airings[0][1].at)
        if any(minute_of(airing.at) != now for _, airing in airings):
            return
        found = 0
        for minute in self._candidates(airings, now):
            if all(self._is_free(site, airing, minute) for site, airing in airings):
                delta = minute - now
                yield self._move_draft(
                    airings, minute, (0, self._rank(second=second), abs(delta), int(delta < 0))
                )
                found += 1
                if found == _MOVES_EACH:
                    return

    def _candidates(
        self, airings: Sequence[tuple[Site, Airing]], now: MinuteOfDay
    ) -> list[MinuteOfDay]:
        """Return the times worth trying, the nearest first: against every other item's edges."""
        times: set[int] = set()
        for site, airing in airings:
            length = overrun_end(airing) - airing.start
            base = airing.start - airing.at
            midnight = day_of(airing.at) * DAY
            for begin, end in self._others(site, airing):
                times.add(-(-(end - base - midnight) // 60))
                times.add((begin - base - midnight - length) // 60)
        usable = [minute for minute in times if 0 <= minute < 1440 and minute != now]
        usable.sort(key=lambda minute: (abs(minute - now), minute < now))
        return [MinuteOfDay(minute) for minute in usable[:_CANDIDATES]]

    def _others(self, site: Site, airing: Airing) -> list[tuple[int, int]]:
        near = (day_of(airing.at) - 1, day_of(airing.at) + 1)
        plan = self.plan(site.station_class, self.narrow(airing))
        spans = [
            (other.start, overrun_end(other))
            for other in plan.airings
            if other.is_live and near[0] <= day_of(other.at) <= near[1] and other.key != airing.key
        ]
        return [*spans, *((each.start, each.end) for each in site.station_class.busy)]

    def _is_free(self, site: Site, airing: Airing, minute: MinuteOfDay) -> bool:
        at = moment(day_of(airing.at), minute)
        start = self.planner.clock.instant(at)
        end = Instant(start + int(overrun_end(airing) - airing.start))
        if any(begin < end and start < stop for begin, stop in self._others(site, airing)):
            return False
        return self.planner.clock.exists(at)

    def _move_draft(
        self, airings: Sequence[tuple[Site, Airing]], minute: MinuteOfDay, cost: tuple[int, ...]
    ) -> ChoiceDraft:
        one = airings[0][1]
        was, to = clock_text(minute_of(one.at)), clock_text(minute)
        delta = minute - minute_of(one.at)
        effect = says.LATER if delta > 0 else says.EARLIER
        when = _when([each for _, each in airings])
        return ChoiceDraft(
            "move",
            cost,
            says.MOVE.filled(name=called(one), when=when, was=was, to=to),
            effect.filled(minutes=abs(delta)),
            tuple((site, each, _moved(each, minute)) for site, each in airings),
        )

    def _drop(self, *, second: bool) -> ChoiceDraft:
        pairs = [
            (site, airing)
            for site in self.conflict.sites
            if (airing := self._airing(site, second=second)) is not None
        ]
        other = self._airing(pairs[0][0], second=not second)
        why = (says.CLASHES_WITH.filled(slot=other.slot.called) if other else says.BUSY).to("vi")
        when = _when([each for _, each in pairs])
        return ChoiceDraft(
            "drop",
            (3, self._rank(second=second)),
            says.DROP.filled(name=called(pairs[0][1]), when=when),
            says.NOT_AIRED,
            tuple((site, each, _exception(each, cancel=why)) for site, each in pairs),
        )

    def _shorten(self) -> Iterator[ChoiceDraft]:
        changed: list[tuple[Site, Airing, SlotException]] = []
        for site in self.sites:
            first, second = site.clash.first, site.clash.second
            if second is None or first.slot.relay:
                return
            left = Span(second.start - first.start)
            programme = first.programme
            needed = programme.length if programme and programme.length else _SHORTEST
            if left < max(needed, _SHORTEST):
                return
            changed.append((site, first, replace(_exception(first), run=first.run, length=left)))
        first = changed[0][1]
        left = changed[0][2].length or Span(0)
        if any(each.length != left for _, _, each in changed):
            return
        yield ChoiceDraft(
            "shorten",
            (1, self._rank(second=False)),
            says.SHORTEN.filled(
                name=called(first),
                when=_when([each for _, each, _ in changed]),
                length=span_text(left),
            ),
            says.ENDS_IN_TIME,
            tuple(changed),
        )

    def _swap(self) -> Iterator[ChoiceDraft]:
        """Let the second go first, at the first one's time, and the first follow it."""
        changed: list[tuple[Site, Airing, SlotException]] = []
        for site in self.sites:
            first, second = site.clash.first, site.clash.second
            if second is None or first.slot.relay or second.slot.relay:
                return
            if first.slot.priority is not second.slot.priority or first.at == second.at:
                return
            after = -(-(first.at + (second.end - second.start)) // 60) * 60
            if day_of(first.at) * DAY + DAY <= after:
                return
            follow = MinuteOfDay((after - day_of(first.at) * DAY) // 60)
            changed.append((site, second, _moved(second, minute_of(first.at))))
            changed.append((site, first, _moved(first, follow)))
        first, second = changed[1][1], changed[0][1]
        when = _when([each for _, each, _ in changed])
        yield ChoiceDraft(
            "swap",
            (2, 0),
            says.SWAP.filled(first=called(first), second=called(second), when=when),
            says.OTHER_ORDER,
            tuple(changed),
        )

    def narrow(self, airing: Airing) -> Window:
        """Return the days on which a change of this airing could be felt."""
        reach = max((repeat.days for repeat in airing.slot.repeats), default=0)
        low = min(airing.date, day_of(airing.at))
        return Window(CivilDay(max(1, low - 1)), CivilDay(day_of(airing.at) + reach + 1))

    def plan(self, station_class: StationClass, window: Window) -> ClassPlan:
        """Plan a class for a few days, once."""
        key = (station_class.first_station, window)
        if key not in self._plans:
            self._plans[key] = self.planner.plan(station_class, window)
        return self._plans[key]

    def changes(self, draft: ChoiceDraft) -> tuple[Change, ...] | None:
        """Merge a draft's exceptions over stations and with what stands already.

        Returns:
            ``None`` where an exception of other stations is in the way.
        """
        merged: dict[Key, tuple[SlotException, set[str], SlotException | None]] = {}
        for site, airing, new in draft.new:
            key = _key(airing, new)
            old = self._standing(site.station_class, airing, new)
            if key not in merged:
                merged[key] = (new, set(site.station_class.stations), old)
            elif merged[key][2] is not old or merged[key][0] != new:
                return None
            else:
                merged[key][1].update(site.station_class.stations)
        made = [self._change(*each) for _, each in sorted(merged.items(), key=lambda item: item[0])]
        return None if any(each is None for each in made) else tuple(each for each in made if each)

    def _standing(
        self, station_class: StationClass, airing: Airing, new: SlotException
    ) -> SlotException | None:
        slot, date, run = airing.slot.id, airing.date, max(new.run or 0, 0)
        if run:
            return station_class.exceptions.get((slot, date, run))
        whole = station_class.exceptions.get((slot, date, WHOLE))
        return whole or station_class.exceptions.get((slot, date, 0))

    def _change(
        self, new: SlotException, stations: set[str], old: SlotException | None
    ) -> Change | None:
        everyone = self.assignments.chosen[new.slot]
        if old is not None:
            if old.shared:
                return None  # its line stands for other days or slots too
            holds = everyone if old.stations is None else self._stations_of(old)
            if holds != stations:
                return None
            if new.cancel is None:
                new = replace(
                    old,
                    run=old.run if new.length is None else new.run,
                    move=new.move or old.move,
                    length=new.length or old.length,
                )
            else:
                new = replace(new, stations=old.stations, run=old.run)
            return Change(new, old)
        if stations == everyone:
            return Change(new)
        return Change(replace(new, stations=self._selector(frozenset(stations))))

    def _stations_of(self, old: SlotException) -> set[str]:
        return {
            station
            for station_class in self.assignments.classes
            if old in station_class.exceptions.values()
            for station in station_class.stations
        }

    def _selector(self, stations: frozenset[str]) -> Selector:
        """Say which stations in the fewest words: as another slot says it, or one by one."""
        for slot in self.assignments.schedule.slots:
            if self.assignments.chosen[slot.id] == stations:
                return Selector(slot.stations.text)
        return Selector(", ".join(sorted(stations)))

    def resolves(self, changes: Sequence[Change]) -> bool:
        """Try: the conflict is gone wherever it was, and nothing is amiss that was not before."""
        seen: set[tuple[str, Window]] = set()
        for site in self.sites:
            for airing in (site.clash.first, site.clash.second):
                window = self.narrow(airing or site.clash.first)
                if (site.station_class.first_station, window) in seen:
                    continue
                seen.add((site.station_class.first_station, window))
                if len(seen) > _MOST_TRIED:
                    return True
                before = _amiss(self.plan(site.station_class, window))
                changed = replace(
                    site.station_class, exceptions=self._with(site.station_class, changes)
                )
                after = _amiss(self.planner.plan(changed, window))
                worse = any(figure > before.get(name, -1) for name, figure in after.items())
                if worse or _named(site) in after:
                    return False
        return True

    def _with(
        self, station_class: StationClass, changes: Sequence[Change]
    ) -> Mapping[Key, SlotException]:
        exceptions = dict(station_class.exceptions)
        for change in changes:
            if change.exception.stations is None or change.replaces is not None:
                mine = True
            else:
                chosen = change.exception.stations.text
                mine = station_class.first_station in self._chosen(chosen)
            if not mine:
                continue
            for key, old in station_class.exceptions.items():
                if old is change.replaces:
                    exceptions.pop(key, None)
            run = WHOLE if change.exception.run is None else change.exception.run
            day = CivilDay(change.exception.date.toordinal())
            exceptions[change.exception.slot, day, run] = change.exception
        return exceptions

    def _chosen(self, text: str) -> frozenset[str]:
        for slot in self.assignments.schedule.slots:
            if slot.stations.text == text:
                return self.assignments.chosen[slot.id]
        return frozenset(each.strip() for each in text.split(","))


def _when(airings: Sequence[Airing]) -> Text:
    """Say on which day airings stand, or on how many from which."""
    days = sorted({day_of(each.at) for each in airings})
    template = says.ON_ONE_DAY if len(days) == 1 else says.ON_DAYS
    return template.filled(days=len(days), first=date_of(days[0]).isoformat())


def _exception(airing: Airing, *, cancel: str | None = None) -> SlotException:
    return SlotException(
        airing.slot.id, date_of(airing.date), run=airing.run or None, cancel=cancel
    )


def _moved(airing: Airing, minute: MinuteOfDay) -> SlotException:
    day = date_of(day_of(airing.at))
    return replace(_exception(airing), move=Move(minute, day))


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
        if airing.run and not airing.is_live and airing.at == airing.planned and airing.reason:
            early = airing.reason.cause is Cause.BEFORE_FIRST
            found["cancelled", airing.key] = 0 if early else -1
    return found
