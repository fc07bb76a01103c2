"""The rule linter: what a station has on air, held against its profile. A breach is a warning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from radioprog.schedule.airing import Airing, Kind
from radioprog.schedule.civil import DAY, CivilDay, CivilMoment, Span, day_of, minute_of, moment
from radioprog.schedule.holidays import Almanac
from radioprog.schedule.slot import SESSION_GAP, Priority, Profile

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
        """What breaches of one kind share: profile, rule and the (slot, run) of its items."""
        items = tuple(sorted({(each.slot.id, each.run) for each in self.airings}))
        return (self.profile.name, self.rule, items)


@dataclass(frozen=True, slots=True)
class Session:
    """Items with gaps under five minutes between them."""

    airings: tuple[Airing, ...]

    @property
    def span(self) -> Span:
        """From its first start to its last end."""
        end = max(each.end for each in self.airings)
        return Span(end - self.airings[0].start)


def sessions(airings: Sequence[Airing]) -> list[Session]:
    """Group live airings, in air order, into sessions.

    >>> sessions([])
    []
    """
    found: list[Session] = []
    current: list[Airing] = []
    end = 0
    for each in airings:
        if not each.is_live:
            continue
        if current and each.start - end >= SESSION_GAP:
            found.append(Session(tuple(current)))
            current = []
        end = max(end, each.end) if current else each.end
        current.append(each)
    if current:
        found.append(Session(tuple(current)))
    return found


def breaches(airings: Sequence[Airing], profile: Profile, almanac: Almanac) -> Iterator[Breach]:
    """Give every breach of a profile among a station's airings, which are in air order."""
    counted = [each for each in airings if each.is_live and not _is_exempt(each, profile)]
    by_day: dict[CivilDay, list[Session]] = {}
    for session in sessions(counted):
        by_day.setdefault(day_of(session.airings[0].at), []).append(session)
        if profile.longest is not None and session.span > profile.longest:
            day = day_of(session.airings[0].at)
            yield Breach(profile, "longest", day, session.airings, session.span)
    if profile.sessions is not None:
        for day, found in by_day.items():
            if len(found) > profile.sessions:
                items = tuple(each for session in found for each in session.airings)
                yield Breach(profile, "sessions", day, items, len(found))
    for each in counted:
        yield from _hours(each, profile, almanac)


def _is_exempt(airing: Airing, profile: Profile) -> bool:
    if airing.slot.priority is Priority.EMERGENCY:
        return True
    if not profile.exempt:
        return False
    repeat = airing.kind is Kind.REPEAT and "repeat" in profile.exempt
    relay = airing.slot.relay and "relay" in profile.exempt
    return repeat or relay or str(airing.slot.priority) in profile.exempt


def _hours(airing: Airing, profile: Profile, almanac: Almanac) -> Iterator[Breach]:
    day = day_of(airing.at)
    if profile.earliest is not None and minute_of(airing.at) < profile.earliest:
        yield Breach(profile, "earliest", day, (airing,), minute_of(airing.at))
    if profile.latest is not None:
        end = CivilMoment(airing.at + (airing.end - airing.start))
        if end > moment(day, profile.latest):
            yield Breach(profile, "latest", day, (airing,), (end - day * DAY) // 60)
    if profile.days is not None and not profile.days.names(day, almanac):
        yield Breach(profile, "days", day, (airing,), day)
