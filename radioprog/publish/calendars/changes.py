"""What changed for a station, airing by airing, in sentences that can be pasted into a message.

Two states of a feed are laid side by side day by day; a change that goes on (another hour, a new
series) is one change with the day from which it holds, never a list of days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from radioprog.kernel.findings import Language, Text
from radioprog.publish.calendars.feed_item import FeedItem
from radioprog.publish.calendars.history import runs_on
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.days.civil import (
    CivilDay,
    CivilMoment,
    ZoneClock,
    clock_text,
    date_of,
    day_of,
    minute_of,
)

_WEEKDAYS = (
    Text("thứ Hai", "Monday"),
    Text("thứ Ba", "Tuesday"),
    Text("thứ Tư", "Wednesday"),
    Text("thứ Năm", "Thursday"),
    Text("thứ Sáu", "Friday"),
    Text("thứ Bảy", "Saturday"),
    Text("Chủ nhật", "Sunday"),
)


_DAY = Text("{weekday} {date}", "{weekday} {date}")


class What(StrEnum):
    """What became of an airing."""

    ADDED = "added"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    RETIMED = "retimed"
    RENAMED = "renamed"
    PROGRAMME = "programme"
    REMOVED = "removed"


_SENTENCES = {
    What.ADDED: Text("Thêm: {title}, {new} {day}", "Added: {title}, {new} on {day}"),
    What.CANCELLED: Text(
        "Hủy: {title}, {old} {day}{why}", "Cancelled: {title}, {old} on {day}{why}"
    ),
    What.RESTORED: Text(
        "Phát lại như thường: {title}, {new} {day}",
        "On air as usual again: {title}, {new} on {day}",
    ),
    What.MOVED: Text(
        "Dời: {title}, {old} {day} → {new} {to_day}{why}",
        "Moved: {title}, {old} on {day} → {new} on {to_day}{why}",
    ),
    What.RETIMED: Text("Từ {day}: {title}, {old} → {new}", "From {day}: {title}, {old} → {new}"),
    What.RENAMED: Text(
        "Từ {day}: {was} đổi tên thành {title}", "From {day}: {was} is now called {title}"
    ),
    What.PROGRAMME: Text(
        "Đổi bài {new} {day}: {was} → {title}", "Another programme {new} on {day}: {was} → {title}"
    ),
    What.REMOVED: Text("Bỏ: {title}, {old} {day}", "Dropped: {title}, {old} on {day}"),
}
_MOVED_WITHIN_A_DAY = Text(
    "Dời: {title}, {day}: {old} → {new}{why}", "Moved: {title}, {day}: {old} → {new}{why}"
)
_FROM_THEN_ON = {
    What.ADDED: Text("Thêm từ {day}: {title}, {new}", "Added from {day}: {title}, {new}"),
    What.REMOVED: Text("Thôi phát từ {day}: {title}, {old}", "No more from {day}: {title}, {old}"),
    What.PROGRAMME: Text(
        "Đổi bài từ {day}, {new}: {was} → {title}",
        "Another programme from {day}, {new}: {was} → {title}",
    ),
}
_FILLED = Text("Đã có bài {new} {day}: {title}", "Programme for {new} on {day}: {title}")
_FILLED_FROM = Text(
    "Đã có bài từ {day}, {new}: {was} → {title} và các bài sau",
    "Programmes from {day}, {new}: {was} → {title} and those that follow",
)
_ONGOING = frozenset({What.RETIMED, What.RENAMED, What.PROGRAMME, What.ADDED, What.REMOVED})
_EVERY_DAY = Text("hằng ngày", "every day")
_ON_DAYS = Text("{hour} ({days})", "{hour} ({days})")


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """An airing as a feed shows it; ``by_rule`` where its series says it."""

    slot: str
    run: int
    day: CivilDay
    start: CivilMoment
    end: CivilMoment
    title: str
    is_live: bool
    by_rule: bool
    reason: str = ""
    programme: str = ""

    @property
    def heard(self) -> tuple[CivilMoment, CivilMoment, str]:
        """What listeners notice of it."""
        return (self.start, self.end, self.title)


_Key = tuple[str, int, CivilDay]


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """One change at one station.

    ``airing`` is the id of the (first) airing it concerns, ``start`` and ``to`` where it stood and
    stands (RFC 3339) or what it was and is called; ``since`` the day from which a lasting change
    holds; ``text`` a sentence for people.
    """

    station: str
    airing: str
    what: What
    start: str | None
    to: str | None
    since: dt.date | None
    text: Text

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the contract's keys."""
        return {
            "station": self.station,
            "airing": self.airing,
            "what": str(self.what),
            "from": self.start,
            "to": self.to,
            "since": None if self.since is None else self.since.isoformat(),
            "text": self.text.to(language),
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two feeds, whatever the station.

    ``lasting`` where it goes on; ``old_days`` and ``new_days`` are the weekdays that such a one
    takes away and brings.
    """

    what: What
    before: _Occurrence | None
    after: _Occurrence | None
    lasting: bool = False
    old_days: frozenset[int] = frozenset()
    new_days: frozenset[int] = frozenset()

    @property
    def one(self) -> _Occurrence:
        """The airing as it is now, or as it was where it is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a difference concerns an airing")
        return found


def _is_filled(each: Difference) -> bool:
    """Tell whether all that is new is that an airing has its programme now."""
    before, after = each.before, each.after
    if each.what is not What.PROGRAMME or before is None or after is None:
        return False
    return before.by_rule and not before.programme and bool(after.programme)


def differences(
    old: Iterable[FeedItem], new: Iterable[FeedItem], low: CivilDay, high: CivilDay
) -> list[Difference]:
    """Return what differs between two states of a feed within two days, in order of time."""
    before, after = _by_airing(old, low, high), _by_airing(new, low, high)
    _leave_out_what_stays(before, after)
    found: list[Difference] = []
    groups: dict[tuple[object, ...], list[Difference]] = {}
    places: dict[tuple[object, ...], int] = {}
    for key in sorted(before.keys() | after.keys(), key=lambda key: (key[2], key[0], key[1])):
        for each in _differences(before.get(key), after.get(key)):
            lasting = _lasting(each)
            if lasting is None:
                found.append(each)
            elif lasting in groups:
                groups[lasting].append(each)
            else:
                groups[lasting] = [each]
                places[lasting] = len(found)
                found.append(each)
    for lasting, group in groups.items():
        if len(group) > 1:
            found[places[lasting]] = _one_change(group)
    return _on_other_days(found)


def _leave_out_what_stays(before: dict[_Key, _Occurrence], after: dict[_Key, _Occurrence]) -> None:
    """Leave out airings that listeners find as they were, though slot or run is another now."""
    waiting: dict[object, list[_Key]] = {}
    for key, one in before.items():
        now = after.get(key)
        if one.is_live and (now is None or not now.is_live or now.heard != one.heard):
            waiting.setdefault(one.heard, []).append(key)
    for key, one in list(after.items()):
        was = before.get(key)
        if not one.is_live or (was is not None and was.is_live and was.heard == one.heard):
            continue
        if keys := waiting.get(one.heard):
            del before[keys.pop()]
            del after[key]


def _one_change(group: list[Difference]) -> Difference:
    """Return the days of one lasting change as one, with the weekdays that it concerns."""
    first = group[0]
    days = [
        frozenset((day_of(side.start) - 1) % 7 for side in sides if side is not None)
        for sides in ([each.before for each in group], [each.after for each in group])
    ]
    return Difference(first.what, first.before, first.after, True, days[0], days[1])


def _on_other_days(found: list[Difference]) -> list[Difference]:
    """Return what ends and begins under the same title as what it is: on other days now."""
    ends, begins = _lasting_by_title(found, What.REMOVED), _lasting_by_title(found, What.ADDED)
    for title in ends.keys() & begins.keys():
        if len(ends[title]) == len(begins[title]) == 1:
            end, begin = ends[title][0], begins[title][0]
            found[found.index(end)] = Difference(
                What.RETIMED, end.before, begin.after, True, end.old_days, begin.new_days
            )
            found.remove(begin)
    return found


def _lasting_by_title(found: list[Difference], what: What) -> dict[str, list[Difference]]:
    by_title: dict[str, list[Difference]] = {}
    for each in found:
        if each.what is what and each.lasting:
            by_title.setdefault(each.one.title, []).append(each)
    return by_title


def _by_airing(items: Iterable[FeedItem], low: CivilDay, high: CivilDay) -> dict[_Key, _Occurrence]:
    found: dict[_Key, _Occurrence] = {}
    events: list[FeedItem] = []
    for item in items:
        if item.rule is None:
            events.append(item)
            continue
        length = item.end - item.start
        for start in runs_on(item, low, high):
            day = CivilDay(day_of(start) - item.later)
            found[item.slot, item.run, day] = _Occurrence(
                item.slot,
                item.run,
                day,
                start,
                CivilMoment(start + length),
                item.summary,
                is_live=True,
                by_rule=True,
                programme=item.programme,
            )
    for item in events:
        days = (day_of(item.start), day_of(item.planned or item.start))
        if item.slot and any(low <= day <= high for day in days):
            found[item.slot, item.run, item.day] = _Occurrence(
                item.slot,
                item.run,
                item.day,
                item.start,
                item.end,
                item.summary,
                is_live=not item.cancelled,
                by_rule=False,
                reason=item.reason,
                programme=item.programme,
            )
    return found


def _differences(before: _Occurrence | None, after: _Occurrence | None) -> Iterator[Difference]:
    was, is_now = before is not None and before.is_live, after is not None and after.is_live
    if is_now and not was:
        yield Difference(What.ADDED if before is None else What.RESTORED, before, after)
    elif was and not is_now:
        yield Difference(What.REMOVED if after is None else What.CANCELLED, before, after)
    elif before is not None and after is not None and was:
        by_rule = before.by_rule and after.by_rule
        if (before.start, before.end) != (after.start, after.end):
            yield Difference(What.RETIMED if by_rule else What.MOVED, before, after)
        if before.title != after.title:
            same = by_rule and before.programme == after.programme
            yield Difference(What.RENAMED if same else What.PROGRAMME, before, after)


def _lasting(each: Difference) -> tuple[object, ...] | None:
    """Return what the days of one lasting change have in common; nothing for a single change."""
    one = each.one
    if _is_filled(each) and not one.by_rule:
        return (each.what, one.slot, one.run)  # each its own programme: one change all the same
    if each.what not in _ONGOING or not one.by_rule:
        return None
    clocks = [
        None if side is None else (side.start % 86_400, side.end - side.start)
        for side in (each.before, each.after)
    ]
    titles = (each.before.title if each.before else "", each.after.title if each.after else "")
    return (each.what, one.slot, one.run, *clocks, *titles)


def told(each: Difference, station: str, clock: ZoneClock) -> CalendarChange:
    """Return a difference as the change that it is for one station."""
    before, after, one = each.before, each.after, each.one
    names = each.what in (What.RENAMED, What.PROGRAMME)
    return CalendarChange(
        station,
        airing_id(station, one.slot, one.run, one.day),
        each.what,
        _side(before, clock, by_name=names),
        _side(after if each.what is not What.CANCELLED else None, clock, by_name=names),
        date_of(_since(each)) if each.lasting or each.what in _SINCE else None,
        _sentence(each),
    )


def told_alike(change: CalendarChange, each: Difference, station: str) -> CalendarChange:
    """Return for another station what `told` made of a difference: only the airing is its own."""
    one = each.one
    airing = airing_id(station, one.slot, one.run, one.day)
    return replace(change, station=station, airing=airing)


_SINCE = frozenset({What.RETIMED, What.RENAMED})


def _since(each: Difference) -> CivilDay:
    """Return the day from which a change holds."""
    both_ways = each.what is What.RETIMED and each.old_days != each.new_days
    sides = (each.before, each.after) if both_ways else (each.one,)
    return min(day_of(side.start) for side in sides if side is not None)


def _side(one: _Occurrence | None, clock: ZoneClock, *, by_name: bool) -> str | None:
    if one is None:
        return None
    return one.title if by_name else clock.rfc3339(clock.instant(one.start))


def _sentence(each: Difference) -> Text:
    before, after, one = each.before, each.after, each.one
    template = _SENTENCES[each.what]
    if _is_filled(each) and not one.by_rule:
        template = _FILLED_FROM if each.lasting else _FILLED
    elif each.lasting:
        template = _FROM_THEN_ON.get(each.what, template)
    first = before if before is not None and each.what is not What.RESTORED else one
    moved_within = (
        each.what is What.MOVED
        and before is not None
        and after is not None
        and day_of(before.start) == day_of(after.start)
    )
    reason = after.reason if after is not None else ""
    return (_MOVED_WITHIN_A_DAY if moved_within else template).filled(
        title=one.title,
        was=before.title if before else "",
        old=_on(each, each.old_days, _hours(before, beside=after)),
        new=_on(each, each.new_days, _hours(after, beside=before)),
        day=_day_text(_since(each) if each.what is What.RETIMED else day_of(first.start)),
        to_day=_day_text(day_of(one.start)),
        why=f" ({reason})" if reason else "",
    )


def _on(each: Difference, days: frozenset[int], hour: str) -> Text | str:
    """Return an hour with its weekdays, where the days are what changes."""
    if not days or each.old_days == each.new_days:
        return hour
    shown = _EVERY_DAY if len(days) == 7 else [_WEEKDAYS[day] for day in sorted(days)]
    return _ON_DAYS.filled(hour=hour, days=shown)


def _hours(one: _Occurrence | None, *, beside: _Occurrence | None) -> str:
    """Return the hour, with the end where only the length differs."""
    if one is None:
        return ""
    start = clock_text(minute_of(one.start))
    longer = beside is not None and beside.end - beside.start != one.end - one.start
    return f"{start}-{clock_text(minute_of(one.end))}" if longer else start


def _day_text(day: CivilDay) -> Text:
    weekday = _WEEKDAYS[(day - 1) % 7]
    date = date_of(day)
    return _DAY.filled(weekday=weekday, date=f"{date:%d/%m/%Y}")
