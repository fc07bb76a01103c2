"""Drafts: every idea for a way out of a conflict: move, shorten, swap, drop; none is tried yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.findings import Text
from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.airing import Airing
from radioprog.schedule.cast import Cast, StationClass
from radioprog.schedule.civil import (
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
from radioprog.schedule.conflict import Conflict, Site, called
from radioprog.schedule.expand import Window
from radioprog.schedule.slot import Move, SlotException
from radioprog.schedule.sweep import overrun_end
from radioprog.schedule.timetable import ClassPlan, Planner

_SHORTEST = Span(60)
_MOST_SITES = 400
_MOVES_EACH = 2
_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """An idea: its kind, what it costs, what is done and comes of it, and the exceptions."""

    kind: str
    cost: tuple[int, ...]
    what: Text
    effect: Text
    new: tuple[tuple[Site, Airing, SlotException], ...]


class Drafter:
    """One conflict on the desk: what stands around it, and what could be done."""

    def __init__(self, conflict: Conflict, planner: Planner) -> None:
        self.conflict = conflict
        self.cast: Cast = planner.cast
        self.planner = planner
        self.sites = conflict.sites[:_MOST_SITES]
        self._plans: dict[tuple[str, Window], ClassPlan] = {}

    def drafts(self, *, full: bool) -> Iterator[Draft]:
        """Give every idea, tried or not."""
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

    def _moves(self, *, second: bool) -> Iterator[Draft]:
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
        """Give the times worth trying, the nearest first: against every other item's edges."""
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
        plan = self.plan(site.group, self.narrow(airing))
        spans = [
            (other.start, overrun_end(other))
            for other in plan.airings
            if other.is_live
            and near[0] <= day_of(other.at) <= near[1]
            and other.key != airing.key
        ]  # fmt: skip
        return [*spans, *((each.start, each.end) for each in site.group.busy)]

    def _is_free(self, site: Site, airing: Airing, minute: MinuteOfDay) -> bool:
        at = moment(day_of(airing.at), minute)
        start = self.planner.clock.instant(at)
        end = Instant(start + int(overrun_end(airing) - airing.start))
        if any(begin < end and start < stop for begin, stop in self._others(site, airing)):
            return False
        return self.planner.clock.exists(at)

    def _move_draft(
        self, airings: Sequence[tuple[Site, Airing]], minute: MinuteOfDay, cost: tuple[int, ...]
    ) -> Draft:
        one = airings[0][1]
        name, was, to = called(one), clock_text(minute_of(one.at)), clock_text(minute)
        delta = minute - minute_of(one.at)
        return Draft(
            "move",
            cost,
            Text(f"dời {name.vi} từ {was} sang {to}", f"move {name.en} from {was} to {to}"),
            Text(
                f"{'muộn' if delta > 0 else 'sớm'} hơn {abs(delta)} phút, phát đủ cả hai",
                f"{abs(delta)} min {'later' if delta > 0 else 'earlier'}, everything is aired",
            ),
            tuple((site, each, _moved(each, minute)) for site, each in airings),
        )

    def _drop(self, *, second: bool) -> Draft:
        pairs = [
            (site, airing)
            for site in self.conflict.sites
            if (airing := self._airing(site, second=second)) is not None
        ]
        name = called(pairs[0][1])
        other = self._airing(pairs[0][0], second=not second)
        why = f"trùng {other.slot.id}" if other else "đài bận"
        return Draft(
            "drop",
            (3, self._rank(second=second)),
            Text(f"bỏ {name.vi}", f"drop {name.en}"),
            Text("lần phát này không lên sóng", "it does not go on air this time"),
            tuple((site, each, _exception(each, cancel=why)) for site, each in pairs),
        )

    def _shorten(self) -> Iterator[Draft]:
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
        name, left = called(first), changed[0][2].length or Span(0)
        if any(each.length != left for _, _, each in changed):
            return
        yield Draft(
            "shorten",
            (1, self._rank(second=False)),
            Text(f"rút {name.vi} còn {span_text(left)}", f"shorten {name.en} to {span_text(left)}"),
            Text("kết thúc đúng lúc mục sau bắt đầu", "it ends when the next item begins"),
            tuple(changed),
        )

    def _swap(self) -> Iterator[Draft]:
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
        one, two = called(first), called(second)
        yield Draft(
            "swap",
            (2, 0),
            Text(f"{two.vi} phát trước, rồi đến {one.vi}", f"{two.en} first, then {one.en}"),
            Text("đổi thứ tự, phát đủ cả hai", "the order changes, both are aired"),
            tuple(changed),
        )

    def narrow(self, airing: Airing) -> Window:
        """Give the days on which a change of this airing could be felt."""
        reach = max((repeat.days for repeat in airing.slot.repeats), default=0)
        low = min(airing.date, day_of(airing.at))
        return Window(CivilDay(max(1, low - 1)), CivilDay(day_of(airing.at) + reach + 1))

    def plan(self, group: StationClass, window: Window) -> ClassPlan:
        """Plan a class for a few days, once."""
        key = (group.leader, window)
        if key not in self._plans:
            self._plans[key] = self.planner.plan(group, window)
        return self._plans[key]


def _exception(airing: Airing, *, cancel: str | None = None) -> SlotException:
    return SlotException(
        airing.slot.id, date_of(airing.date), run=airing.run or None, cancel=cancel
    )


def _moved(airing: Airing, minute: MinuteOfDay) -> SlotException:
    day = date_of(day_of(airing.at))
    return replace(_exception(airing), move=Move(minute, day))
