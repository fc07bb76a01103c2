"""What the audit tells, in two languages: conflicts, what gave way, breaches, dry series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from radioprog.kernel.findings import Finding, Text, composed, error, warning
from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.conflicts.conflict import Conflict, called, date_of_airing
from radioprog.schedule.conflicts.overlaps import overrun_end
from radioprog.schedule.conflicts.preempt import Preempted
from radioprog.schedule.conflicts.profile_check import Breach
from radioprog.schedule.conflicts.resolutions import Choice
from radioprog.schedule.days.civil import CivilDay, Span, clock_text, date_of, minute_of, span_text
from radioprog.schedule.plan.slot import Slot

MOST_NAMED = 12
T = TypeVar("T")


@dataclass(slots=True)
class Tally(Generic[T]):
    """One thing told once: where it was first, on how many days, at which stations."""

    sample: T
    first: CivilDay
    days: set[CivilDay] = field(default_factory=set)
    stations: set[str] = field(default_factory=set)
    figure: int = 0


def conflict_finding(conflict: Conflict, choices: Sequence[Choice], number: int) -> Finding:
    """Tell a conflict; ``number`` is how many choices were told before its own."""
    reason = conflict.reason()
    where = _extent(len(conflict.stations), len(conflict.dates), conflict.dates[0])
    later = conflict.clash.second or conflict.clash.first
    if choices:
        remedy = Text(
            "; ".join(f"[{number + n}] {each.what.vi}" for n, each in enumerate(choices, 1))
            + f" (chạy: radioprog schedule --apply {choices[0].id})",
            "; ".join(f"[{number + n}] {each.what.en}" for n, each in enumerate(choices, 1))
            + f" (run: radioprog schedule --apply {choices[0].id})",
        )
    else:
        remedy = Text("sửa giờ hoặc ngày của một khung", "change the time or days of one slot")
    return composed(
        _CODES[conflict.clash.reason],
        conflict.severity,
        Text(f"{reason.vi} ({where.vi})", f"{reason.en} ({where.en})"),
        remedy,
        later.slot.place,
        {
            "slots": list(conflict.slots),
            "stations": list(conflict.stations[:MOST_NAMED]),
            "stations_count": len(conflict.stations),
            "dates": list(conflict.dates[:MOST_NAMED]),
            "dates_count": len(conflict.dates),
            "reason": reason,
            "choices": [
                {"id": each.id, "number": number + n, "what": each.what, "effect": each.effect}
                for n, each in enumerate(choices, 1)
            ],
        },
    )


_CODES = {
    "overlap": "overlap",
    "priority-clash": "priority-clash",
    "overrun": "overrun",
    "busy": "station-busy",
    "gap": "gap-before-relay",
}


def _extent(stations: int, days: int, first: str) -> Text:
    if stations == 1 and days == 1:
        return Text(f"ngày {first}", f"on {first}")
    return Text(
        f"{stations} đài, {days} ngày, từ {first}",
        f"{stations} station{'s' * (stations > 1)}, {days} day{'s' * (days > 1)}, from {first}",
    )


def _where(tally: Tally[Any]) -> Text:
    return _extent(len(tally.stations), len(tally.days), date_of(tally.first).isoformat())


def _details(tally: Tally[Any]) -> dict[str, object]:
    return {
        "stations": sorted(tally.stations)[:MOST_NAMED],
        "stations_count": len(tally.stations),
        "date": date_of(tally.first).isoformat(),
        "dates_count": len(tally.days),
    }


def flood(more: int, stations: list[str]) -> Finding:
    """Say that there are more conflicts than can be told."""
    named = ", ".join(stations[:3])
    return error(
        "too-many-conflicts",
        Text(
            f"quá nhiều chỗ trùng, không kể hết (thêm {more}; {named})",
            f"too many conflicts to tell them all ({more} more; {named})",
        ),
        Text("sửa các chỗ trùng trên rồi xem lại", "put right those above, then look again"),
    )


def preempted(tally: Tally[Preempted]) -> Finding:
    """Tell what gave way, to what, and its fate."""
    each = tally.sample
    by, other, where = called(each.by), called(each.before), _where(tally)
    fate = Text("bị bỏ", "is dropped")
    if each.after.is_live:
        at = clock_text(minute_of(each.after.at))
        fate = Text(f"dời sang {at}", f"moves to {at}")
    return warning(
        "pre-empted",
        Text(
            f"{other.vi} nhường {by.vi}: {fate.vi} ({where.vi})",
            f"{other.en} gives way to {by.en}: it {fate.en} ({where.en})",
        ),
        Text(
            "nếu muốn phát bù, thêm ngoại lệ move (dời)",
            "to make it good later, add an exception with move",
        ),
        each.before.slot.place,
        slots=[each.by.slot.id, each.before.slot.id],
        status=str(each.after.status),
        **_details(tally),
    )


def breach(tally: Tally[Breach]) -> Finding:
    """Tell a breach of a profile, with the profile and the figure."""
    breach = tally.sample
    said = _breach_text(breach, tally.figure)
    slots = sorted({each.slot.id for each in breach.airings})
    profile, where = breach.profile.name, _where(tally)
    return warning(
        f"profile-{breach.rule}",
        Text(
            f"quy định {profile}: {said.vi}; {', '.join(slots)} ({where.vi})",
            f"profile {profile}: {said.en}; {', '.join(slots)} ({where.en})",
        ),
        Text(
            "đổi giờ, bớt khung, hoặc sửa quy định", "change times, leave slots out, or the profile"
        ),
        breach.airings[0].slot.place,
        profile=profile,
        rule=breach.rule,
        slots=slots,
        **_details(tally),
    )


def _breach_text(breach: Breach, figure: int) -> Text:
    profile = breach.profile
    if breach.rule == "sessions":
        return Text(
            f"{figure} phiên một ngày, cho phép {profile.sessions}",
            f"{figure} sessions in a day, {profile.sessions} allowed",
        )
    if breach.rule == "longest":
        longest, is_ = span_text(profile.longest or Span(0)), span_text(Span(figure))
        return Text(
            f"một phiên dài {is_}, cho phép {longest}", f"a session of {is_}, {longest} allowed"
        )
    if breach.rule == "days":
        return Text("ngày không được phát", "a day without broadcasts")
    is_ = clock_text(MinuteOfDay(figure if breach.rule == "latest" else breach.figure))
    if breach.rule == "earliest":
        limit = clock_text(profile.earliest or MinuteOfDay(0))
        return Text(f"bắt đầu {is_}, sớm nhất {limit}", f"starts at {is_}, {limit} at the earliest")
    limit = clock_text(profile.latest or MinuteOfDay(0))
    return Text(f"kết thúc {is_}, muộn nhất {limit}", f"ends at {is_}, {limit} at the latest")


def over_length(tally: Tally[Airing]) -> Finding:
    """Tell a programme that is longer than its slot."""
    airing = tally.sample
    over = overrun_end(airing) - airing.end
    slot, programme = airing.slot.id, airing.programme
    name, built = (programme.name, programme.built) if programme else ("", False)
    kind = Text("dài", "is") if built else Text("ước tính dài", "is estimated to be")
    where = _where(tally)
    return warning(
        "over-length",
        Text(
            f"{name} {kind.vi} hơn khung {slot} {over} giây ({where.vi})",
            f"{name} {kind.en} {over} s longer than {slot} ({where.en})",
        ),
        Text("rút ngắn kịch bản hoặc kéo dài khung giờ", "shorten the script or lengthen the slot"),
        airing.slot.place,
        slot=slot,
        programme=name,
        seconds=over,
        **_details(tally),
    )


def early(tally: Tally[Airing]) -> Finding:
    """Tell a repeat that would have come before its moved first run."""
    airing = tally.sample
    name, date = called(airing), date_of_airing(airing)
    return warning(
        "repeat-before-first",
        Text(
            f"{name.vi} ngày {date} bị bỏ vì đến trước lần phát đầu đã dời",
            f"{name.en} on {date} is cancelled: it would come before its moved first run",
        ),
        Text("dời cả lần phát lại (run: 1)", "move the repeat as well (run: 1)"),
        airing.slot.place,
        slot=airing.slot.id,
        **_details(tally),
    )


def not_approved(slot: Slot, day: CivilDay, waiting: ProgrammeEntry) -> Finding:
    """Tell a series whose next episode waits for its approval."""
    date = date_of(day).isoformat()
    return warning(
        "not-approved",
        Text(
            f"{slot.id} ngày {date}: {waiting.name} chưa được duyệt",
            f"{slot.id} on {date}: {waiting.name} is not approved",
        ),
        Text(
            "duyệt kịch bản, hoặc bỏ tùy chọn chỉ phát bài đã duyệt",
            "have the script approved, or leave the option out",
        ),
        slot.place,
        series=slot.series,
        slot=slot.id,
        date=date,
        programme=waiting.name,
    )


def dry(slot: Slot, day: CivilDay, *, none: bool) -> Finding:
    """Tell a series with the first date that has no programme."""
    date, series = date_of(day).isoformat(), slot.series
    return warning(
        "series-dry",
        Text(
            f"chuyên mục {series} {'chưa có bài nào' if none else 'hết bài'}: "
            f"khung {slot.id} trống từ ngày {date}",
            f"the series {series} {'has no programme' if none else 'runs dry'}: "
            f"{slot.id} is empty from {date}",
        ),
        Text(
            f"thêm kịch bản có series: {series}, hoặc đặt fill (chọn bài)",
            f"add scripts with series: {series}, or set fill",
        ),
        slot.place,
        series=series,
        slot=slot.id,
        date=date,
    )
