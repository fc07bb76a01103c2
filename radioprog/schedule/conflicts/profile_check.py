"""The rule linter: what a station has on air, held against its profile. A breach is a warning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from radioprog.schedule.airings.airing import Airing, AiringKind
from radioprog.schedule.days.civil import (
    DAY,
    CivilDay,
    CivilMoment,
    Span,
    day_of,
    minute_of,
    moment,
)
from radioprog.schedule.days.holidays import Almanac
from radioprog.schedule.days.rules import EVERY_DAY, DayRule
from radioprog.schedule.plan.slot import SESSION_GAP, Priority, Profile

Rule = Literal["sessions", "longest", "earliest", "latest", "days"]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule of a profile that a day does not keep, with the figure it comes to."""

    profile: Profile
    rule: Rule
    day: CivilDay
    airings: tuple[Airing, ...]
    figure: int

    @property
    def shape(self) -> tuple[str, str, tuple[tuple[str, int], ...]]:
        """What breaches of one kind share: profile and rule, and which items but for sessions.

        How many sessions there are in a day has one cause, however many slots make them up.
        """
        if self.rule == "sessions":
            return (self.profile.name, self.rule, ())
        items = tuple(sorted({(each.slot.id, each.run) for each in self.airings}))
        return (self.profile.name, self.rule, items)


@dataclass(frozen=True, slots=True)
class Session:
    """Items with gaps under five minutes between them."""

    airings: tuple[Airing, ...]

    @property
    def span(self) -> Span:
        """From its first start to its last end."""
        if len(self.airings) == 1:
            return Span(self.airings[0].end - self.airings[0].start)
        return Span(max(each.end for each in self.airings) - self.airings[0].start)


def sessions(live: Sequence[Airing]) -> list[Session]:
    """Group live airings, in air order, into sessions.

    >>> sessions([])
    []
    """
    found: list[Session] = []
    current: list[Airing] = []
    end = 0
    for each in live:
        if current and each.start - end >= SESSION_GAP:
            found.append(Session(tuple(current)))
            current = [each]
            end = each.end
            continue
        end = max(end, each.end)
        current.append(each)
    if current:
        found.append(Session(tuple(current)))
    return found


def breaches(live: Sequence[Airing], profile: Profile, almanac: Almanac) -> Iterator[Breach]:
    """Return every breach of a profile among a station's live airings, which are in air order."""
    counted = [each for each in live if not _is_exempt(each, profile)]
    by_day: dict[CivilDay, list[Session]] = {}
    for session in sessions(counted):
        day = day_of(session.airings[0].at)
        by_day.setdefault(day, []).append(session)
        if profile.longest is not None and session.span > profile.longest:
            yield Breach(profile, "longest", day, session.airings, session.span)
    most = profile.sessions
    for day, found in by_day.items():
        if most is not None and len(found) > most:
            items = tuple(each for session in found for each in session.airings)
            yield Breach(profile, "sessions", day, items, len(found))
    earliest = 0 if profile.earliest is None else profile.earliest * 60
    latest = 10 * DAY if profile.latest is None else profile.latest * 60
    for each in counted:
        begin = each.at % DAY
        if begin < earliest or begin + each.end - each.start > latest:
            yield from _hours(each, profile)
    if profile.days is not None:
        yield from _days(counted, profile.days, profile, almanac)


def _is_exempt(airing: Airing, profile: Profile) -> bool:
    if airing.slot.priority is Priority.EMERGENCY:
        return True
    if not profile.exempt:
        return False
    repeat = airing.kind is AiringKind.REPEAT and "repeat" in profile.exempt
    relay = airing.slot.relay and "relay" in profile.exempt
    return repeat or relay or str(airing.slot.priority) in profile.exempt


def _hours(airing: Airing, profile: Profile) -> Iterator[Breach]:
    day = day_of(airing.at)
    if profile.earliest is not None and minute_of(airing.at) < profile.earliest:
        yield Breach(profile, "earliest", day, (airing,), minute_of(airing.at))
    if profile.latest is not None:
        end = CivilMoment(airing.at + (airing.end - airing.start))
        if end > moment(day, profile.latest):
            yield Breach(profile, "latest", day, (airing,), (end - day * DAY) // 60)


def _days(
    counted: Sequence[Airing], days: DayRule, profile: Profile, almanac: Almanac
) -> Iterator[Breach]:
    if days.weekdays == EVERY_DAY:
        return
    known: dict[CivilDay, bool] = {}
    for each in counted:
        day = day_of(each.at)
        if day not in known:
            known[day] = days.names(day, almanac)
        if not known[day]:
            yield Breach(profile, "days", day, (each,), day)
